"""The line against flattery that every outcome carries: how much is unknown, what lasts, who was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.ui.cards import counted
from pages.ui.memory import remembered
from pipelines.catalog import Language
from pipelines.readings import counts, families, pathways
from pipelines.release import Release
from pipelines.words.sentences import MISSING
from pipelines.words.sentences import strip as say
from pipelines.words.sentences.spoken import When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.readings.counts import Block


@remembered
def clients(release: Release, language: Language, year: str = "", area: str = "") -> str:
    """Unknown courses, work kept and who got no plan, of the region or one county, in the years that hold `year`."""
    left = _block(pathways.lasting_blocks(release), year)
    shares = {m.code: m.share for m in pathways.lasting(release, left, area)} if left else {}
    kept = say.Kept(
        **{name: shares.get(f"kept_{w}", MISSING) for name, w in (("first", 3), ("middle", 6), ("last", 12))}
    )
    found = _block(counts.blocks(release, "enrolment"), year)
    everybody, hard = pathways.creaming(release, area, found) if found else (None, None)
    chosen = say.Chosen(
        years=counted.entry(found) if found else None,
        everybody=everybody.share if everybody else MISSING,
        hard=hard.share if hard else MISSING,
    )
    told = (unknown(release, language, year, area), say.kept(kept, language).text, say.chosen(chosen, language).text)
    return " ".join(told)


@remembered
def unknown(release: Release, language: Language, year: str = "", area: str = "") -> str:
    """The first part of the line alone, for cards beside one that carries the whole."""
    left = _block(pathways.lasting_blocks(release), year)
    share = counts.share(release, "after_12", left, "unknown", area=area) if left else MISSING
    return say.unknown(say.Unknown(years=counted.entry(left) if left else None, share=share), language).text


@remembered
def households(release: Release, block: Block, language: Language) -> str:
    """Families whose situation is unknown after the first and the last window of one block of entry."""
    soon, end = families.WINDOWS[0], families.WINDOWS[-1]
    early, late = (counts.share(release, f"households_{window}", block, "lost") for window in (soon, end))
    return say.families(say.Families(soon=soon, early=early, end=end, late=late), language).text


@remembered
def support(release: Release, block: Block, language: Language) -> str:
    """Recipients of degressive support of whom it is not known how it ends."""
    return say.support(say.Support(share=counts.share(release, "degressive", block, "unfinished")), language).text


@remembered
def centres(release: Release, block: Block, language: Language) -> str:
    """How many finish in an integration centre for every hundred who start there."""
    finished, started = counts.token(release, "cis", block), counts.token(release, "cis_entered", block)
    known = finished is not None and started is not None and finished.value is not None and started.value
    share = round(100 * finished.value / started.value) if known else None  # type: ignore[union-attr,operator]
    return say.centres(say.Centres(year=When(counted.years(block)), finished=share), language).text


def _block(blocks: Sequence[Block], year: str) -> Block | None:
    """The years that hold `year`; the newest where none do."""
    inside = (block for block in blocks if block[0][:4] <= year <= block[1][:4])
    return next(inside, blocks[0] if blocks else None)

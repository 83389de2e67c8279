"""What the cards on clients share: where the figures come from, that they may be invented, what stands where none are."""

from __future__ import annotations

from pages.ui.cards.common import Content
from pages.ui.downloads import Origin
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.readings import outcomes
from pipelines.release import Release
from pipelines.words import numbers
from pipelines.words.sentences import Share


def origin(release: Release, name: str, language: Language, period: str = "", n: str = "") -> Origin:
    """Source line and file name of figures made from deliveries."""
    deliveries = release.manifest.get("deliveries", ())
    periods = sorted(d["period"] for d in deliveries)
    span = f"{periods[0]}{numbers.EN_DASH}{periods[-1]}" if periods else words("outcomes.no_deliveries", language)
    return Origin(
        name=name,
        source=words("outcomes.source", language, span=span),
        release=release.id,
        area=release.region,
        period=period,
        n=n,
        synthetic=outcomes.is_synthetic(release),
    )


def nothing(release: Release, language: Language) -> str:
    """Why there are no figures of clients: none were delivered, or their counts are held back."""
    return words("outcomes.withheld" if outcomes.is_withheld(release) else "outcomes.empty", language)


def empty(release: Release, name: str, language: Language, level: int = 2) -> Content:
    """A card without figures: why, and what to do."""
    said = nothing(release, language)
    what_to_do = "how_to_decide" if outcomes.is_withheld(release) else "how_to_load"
    return {
        "title": said.removesuffix("."),
        "subtitle": name,
        "sentence": said,
        "origin": origin(release, name, language),
        "notices": [words(f"outcomes.{what_to_do}", language)],
        "level": level,
    }


def quoted(release: Release, language: Language) -> list[str]:
    """That quoted values are real where those beside them are invented; nothing where none are."""
    return [words("outcomes.quoted_real", language)] if outcomes.is_synthetic(release) else []


def bounds(share: Share, language: Language) -> str:
    """What is known of a share as text: its interval, one bound, or that cases are too few."""
    if share.kind == "value" and share.lower is None and share.upper is None:
        return words("outcomes.unbounded", language)  # a quoted value
    if share.kind == "value":
        return f"{numbers.number(share.lower or 0, 0, language)}{numbers.EN_DASH}{numbers.percent(share.upper or 0, language, 0)}"
    if share.kind == "below":
        return words("outcomes.below", language, value=numbers.percent(share.upper or 0, language, 0))
    if share.kind == "above":
        return words("outcomes.above", language, value=numbers.percent(share.lower or 0, language, 0))
    return words("outcomes.too_few", language)


def told(share: Share, language: Language) -> str:
    """A share inside a sentence: its value, the one bound that is known, or that cases are too few."""
    return numbers.percent(share.value, language, 0) if share.value is not None else bounds(share, language)


def suffix(language: Language) -> str:
    """The unit behind a percentage."""
    return "%" if language == "en" else f"{numbers.NO_BREAK}%"


def point_suffix(language: Language) -> str:
    """The unit behind a difference of percentages."""
    return f"{numbers.NO_BREAK}{'p.p.' if language == 'pl' else 'pp'}"

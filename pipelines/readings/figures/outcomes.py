"""Group G: what became of clients and families, read as the pages of outcomes, families and tools read it."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.catalog import TOTAL
from pipelines.readings import counts, families, pathways, tools
from pipelines.readings.figures.rows import Figure, median_between, of_share, protected_area, years
from pipelines.release import Release

_LASTING = {"G02": "kept_6", "G03": "kept_12", "G04": "returned_12"}  # rows of the card "lasting"


def employed(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """G01 of each block of years of entry: finishers, as the official definition has it."""
    for block in counts.blocks(release, "starts"):
        share = counts.share(release, "starts", block, "finished_employed", "finished")
        yield of_share(indicator, teryt, years(block), share, counts.token(release, "starts", block, "finished"))


def lasting(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """G02, G03 and G04 of each block of years of exit."""
    for block in pathways.lasting_blocks(release):
        for one in pathways.lasting(release, block, protected_area(release, teryt)):
            if one.code == _LASTING[indicator]:
                yield of_share(indicator, teryt, years(block), one.share, one.units)


def known(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """G10 by window: a hundred less the share of unknown courses."""
    for block in pathways.lasting_blocks(release):
        found = pathways.lasting(release, block, protected_area(release, teryt))
        for window in pathways.WINDOWS:
            for one in found:
                if one.code == f"unknown_{window}":
                    share = families.complement(one.share)
                    yield of_share(indicator, teryt, years(block), share, one.units, (str(window),))


def better(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """G05, and G08 of all and of those inactive at entry, of each block of years of exit."""
    rows = {"halved": ()} if indicator == "G05" else {"improved": (TOTAL,), "inactive_improved": ("inactive",)}
    for block in pathways.better_blocks(release):
        for one in pathways.better(release, block, protected_area(release, teryt)):
            if one.code in rows:
                yield of_share(indicator, teryt, years(block), one.share, one.units, rows[one.code])


def independent(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """G06 by window since entry."""
    for block in families.followed(release):
        for window in families.WINDOWS:
            share = families.after(release, block, window, "independent")
            units = counts.token(release, f"households_{window}", block)
            yield of_share(indicator, teryt, years(block), share, units, (str(window),))


def centres(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """G07 by year, of those who finished."""
    for block in counts.blocks(release, "cis"):
        share = tools.independent(release, block)["finished"]
        yield of_share(indicator, teryt, years(block), share, counts.token(release, "cis", block))


def after_support(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """G09 of each block of years of entry."""
    for block in counts.blocks(release, "degressive"):
        share = tools.work_after_support(release, block)
        yield of_share(indicator, teryt, years(block), share, counts.token(release, "degressive", block))


def amounts(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """Mean degressive support of a recipient by month, with the bounds that the published numbers leave."""
    for block in counts.blocks(release, "degressive"):
        for one in tools.taper(release, block):
            lower, upper = one.bounds or (None, None)
            n = one.recipients.value if one.recipients else None
            why = "" if one.mean is not None else "amount"
            yield Figure(indicator, teryt, years(block), (str(one.month),), one.mean, lower, upper, n, why)


def taper(release: Release, indicator: str, teryt: str) -> Iterator[Figure]:
    """Median months of support as bounds: support that ended before a month lasted at most the months before it."""
    for block in counts.blocks(release, "degressive"):
        found = [
            (month - 1, counts.share(release, "degressive", block, f"left_{month}")) for month in tools.SUPPORT_MONTHS
        ]
        yield median_between(indicator, teryt, years(block), found, counts.token(release, "degressive", block))

"""The theses of June 2018 beside dated series: what the series said then, what it says now, and the verdict by rule."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.catalog import Text
from pipelines.indicators import INDICATORS
from pipelines.readings import survey
from pipelines.release import Break, Release, Value
from pipelines.words.numbers import rounded

CONFIRMED, COMPATIBLE, REFUTED, NO_SERIES, NO_CLAIM = "confirmed", "compatible", "refuted", "no_series", "no_claim"
VERDICTS = (CONFIRMED, COMPATIBLE, REFUTED, NO_SERIES, NO_CLAIM)


@dataclass(frozen=True)
class Thesis:
    """One thesis; `then` and `now` are figures of the series named with it, None where there are none."""

    code: str
    text: Text
    note: Text  # what is compared with what, or why there is no series
    indicator: str  # empty: no series
    rule: str
    base: Value | None  # earlier figure of the same series that the note needs
    then: Value | None
    now: Value | None
    stretch: tuple[str, str]  # first and last period of the comparable figures up to `then`
    cuts: tuple[Break, ...]  # breaks that keep `now` from being compared with `then`
    verdict: str


def theses(release: Release) -> list[Thesis]:
    """Theses about the release's region in the order of data/reference/theses_2018.csv; none elsewhere."""
    rows = [row for row in release.lists.get("theses_2018", []) if row["region"] == release.region]
    return [_tested(release, row) for row in sorted(rows, key=lambda row: int(row["rank"]))]


def _tested(release: Release, row: dict[str, str]) -> Thesis:
    series = [v for v in release.series(row["indicator"], release.region) if v.value is not None]
    at = {v.period: v for v in series}
    then, base = at.get(row["period"]), at.get(row["since"])
    now = series[-1] if then and series[-1].period > then.period else None
    stretch = [v for v in series if then and v.segment == then.segment and v.period <= then.period]
    return Thesis(
        code=row["code"],
        text=Text(row["pl"], row["en"]),
        note=Text(row["note_pl"], row["note_en"]),
        indicator=row["indicator"] if then else "",
        rule=row["rule"],
        base=base,
        then=then,
        now=now,
        stretch=(stretch[0].period, stretch[-1].period) if stretch else ("", ""),
        cuts=survey.cuts_between(release, then, now) if then and now else (),
        verdict=verdict(row["rule"], then, stretch, float(row["claimed"]) if row["claimed"] else None),
    )


def verdict(rule: str, then: Value | None, stretch: list[Value], claimed: float | None = None) -> str:
    """What a series allows to be said of a thesis.

    level: `claimed` inside the interval of the figure is compatible, never confirmed; without an interval it must be
    the figure as printed. lowest: `then` is the lowest of the `stretch` of comparable figures that ends with it; a
    survey figure, whose error may hide a lower one, is compatible at most. near: only another measure is at hand.
    topic: the thesis claims neither a size nor a direction.
    """
    if rule == "topic":
        return NO_CLAIM
    if then is None or then.value is None:
        return NO_SERIES
    if rule == "level" and claimed is not None:
        return _level(then, claimed)
    if rule == "lowest" and len(stretch) > 1:
        return _lowest(then, stretch)
    return NO_SERIES


def _level(then: Value, claimed: float) -> str:
    if then.lower is not None and then.upper is not None:
        return COMPATIBLE if then.lower <= claimed <= then.upper else REFUTED
    decimals = INDICATORS[then.indicator].decimals
    return CONFIRMED if rounded(then.value or 0.0, decimals) == rounded(claimed, decimals) else REFUTED


def _lowest(then: Value, stretch: list[Value]) -> str:
    known = [v.value for v in [*stretch, then] if v.value is not None]
    if then.value is None or min(known) < then.value:
        return REFUTED
    return CONFIRMED if INDICATORS[then.indicator].method == "register" else COMPATIBLE


def counts(found: list[Thesis]) -> dict[str, int]:
    """How many theses have each verdict."""
    return {name: sum(one.verdict == name for one in found) for name in VERDICTS}

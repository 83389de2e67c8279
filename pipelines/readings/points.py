"""Single publications that form no series: reasons for inactivity, education, scattered quarters."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pipelines.catalog import TOTAL
from pipelines.indicators import INDICATORS
from pipelines.readings import survey
from pipelines.release import Release, Value
from pipelines.words import sentences

REASONS = ("B01", "B06")  # reasons for not looking for work; statuses people give themselves: two lists, never mixed


@dataclass(frozen=True)
class Publication:
    """Shares of one list printed together: one area, quarter and age group."""

    values: tuple[Value, ...]  # of both sexes together, the largest first
    by_sex: tuple[Value, ...]

    @property
    def first(self) -> Value:
        return self.values[0]

    @property
    def code(self) -> str:
        """How an address names it: `B01-00-2023-Q1`."""
        return f"{self.first.indicator}-{self.first.teryt}-{self.first.period}"


def publications(release: Release) -> dict[str, Publication]:
    """Publications about the region and Poland by code: the region first, then reasons, then status groups."""
    found: dict[tuple[str, ...], list[Value]] = defaultdict(list)
    for indicator in REASONS:
        for v in release.rows(indicator):
            if v.teryt in {release.region, "00"} and v.value is not None:
                found[indicator, v.teryt, v.period, v.age].append(v)
    told = []
    for values in found.values():
        ordered = sorted(values, key=lambda v: -(v.value or 0.0))
        whole = tuple(v for v in ordered if v.sex == TOTAL)
        if len(whole) > 1:
            told.append(Publication(whole, tuple(v for v in ordered if v.sex != TOTAL)))
    # the region before Poland, reasons before status groups, the fuller list and the newer quarter first
    told.sort(key=lambda p: (p.first.period, len(p.values)), reverse=True)
    told.sort(key=lambda p: (p.first.teryt == "00", p.first.indicator))
    return {p.code: p for p in told}


def by_education(release: Release, indicator: str, teryt: str) -> list[Value]:
    """The newest figures by level of education, in the order of the levels; empty where none are in the release."""
    levels = sorted((r for r in release.lists["educations"] if r["code"] != TOTAL), key=lambda r: int(r["rank"]))
    known = [v for v in release.rows(indicator, teryt) if v.education != TOTAL and v.value is not None]
    newest = max((v.period for v in known), default="")
    order = [r["code"] for r in levels]
    return sorted((v for v in known if v.period == newest), key=lambda v: order.index(v.education))


def education_facts(release: Release, values: list[Value]) -> sentences.Education:
    """Figures by education as a sentence takes them."""
    first = values[0]
    return sentences.Education(
        area=release.areas[first.teryt],
        subject=sentences.subject(INDICATORS[first.indicator]),
        period=first.period,
        figures=tuple((release.label("educations", v.education), survey.figure(v)) for v in values),
    )


def quarters(release: Release, indicator: str) -> list[Value]:
    """Single quarters of the region and Poland, newest first."""
    found = [v for t in (release.region, "00") for v in release.rows(indicator, t) if v.freq == "Q"]
    return sorted(found, key=lambda v: (v.period, v.teryt, v.place == TOTAL, v.sex == TOTAL), reverse=True)


def basis_notes(release: Release, values: list[Value]) -> list[str]:
    """Codes of bases under which regional counts float with the sample, because only the country was calibrated."""
    floating = {r["code"] for r in release.lists["bases"] if r["calibration"] == "country"}
    return sorted({v.basis for v in values if v.level == "voivodeship" and v.basis in floating})

"""Readings of survey figures (BAEL): level, change, comparison, rank, sex gap, explained change, reasons, claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.catalog import LANGUAGES, TOTAL, Language, Text
from pipelines.indicators import INDICATORS
from pipelines.release import Break, Release, Value
from pipelines.statistics import comparison, decomposition, survey
from pipelines.words import sentences
from pipelines.words.sentences import Figure, Sentence

_YEAR = (1.0, 1.0, 1.0, 1.0)


def figure(value: Value) -> Figure:
    """A value of the release as the sentences take it."""
    return Figure(
        period=value.period,
        value=value.value,
        lower=value.lower,
        upper=value.upper,
        obs_status=value.obs_status,
        method=INDICATORS[value.indicator].method,
        is_error_assumed=value.interval == "assumed",
    )


def subject(release: Release, value: Value) -> sentences.Subject:
    """The indicator as the subject of a sentence; of one sex it says so in brackets, which needs no inflection."""
    declared = sentences.subject(INDICATORS[value.indicator])
    if value.sex == TOTAL:
        return declared
    sex = release.label("sexes", value.sex)
    return replace(
        declared,
        nominative_pl=f"{declared.nominative_pl} ({sex.pl})",
        genitive_pl=f"{declared.genitive_pl} ({sex.pl})",
        en=f"{declared.en} ({sex.en})",
    )


def newest(release: Release, indicator: str, teryt: str, **by: str) -> Value:
    """The newest annual figure that has a value; LookupError when there is none."""
    found = [v for v in release.series(indicator, teryt, **by) if v.value is not None]
    if not found:
        raise LookupError(f"{indicator} {teryt}: no annual figure")
    return found[-1]


def segment_start(release: Release, value: Value) -> Value:
    """The oldest figure that `value` may be compared with: the first of its series behind the last break."""
    by = {"sex": value.sex, "education": value.education, "place": value.place, "reason": value.reason}
    series = release.series(value.indicator, value.teryt, freq=value.freq, **by)
    return next(v for v in series if v.segment == value.segment and v.value is not None)


def correlation(release: Release, years_apart: int) -> float:
    """Correlation of two annual means of the survey from the people both years share (assumptions of the release)."""
    if years_apart == 0:
        return 1.0
    given = {r["code"]: float(r["value"]) for r in release.lists["bael_precision"]}
    overlap = {int(code.rpartition("_")[2]): share for code, share in given.items() if code.startswith("overlap_lag_")}
    return survey.annual_means_correlation(_YEAR, _YEAR, years_apart, given["correlation"], overlap)


def standard_error(value: Value) -> float | None:
    """Standard error behind the interval of a figure, in its unit."""
    if value.lower is None or value.upper is None:
        return None
    return (value.upper - value.lower) / 2 / survey.critical_value()


def cuts_between(release: Release, start: Value, end: Value) -> tuple[Break, ...]:
    """Breaks that keep two figures of one series from being compared, oldest first."""
    found = {
        b.code: b
        for source in {start.source, end.source}
        for b in release.breaks(source, teryt=start.teryt)
        if b.kind == "cut" and start.period < b.first_period <= end.period
    }
    return tuple(sorted(found.values(), key=lambda b: b.first_period))


def named(breaks: Sequence[Break]) -> tuple[Text, ...]:
    """Breaks as a sentence lists them: `2016: kalibracja dla województw`."""
    return tuple(Text(*(f"{b.first_period[:4]}: {b.short[language]}" for language in LANGUAGES)) for b in breaks)


def change(release: Release, start: Value, end: Value) -> sentences.Change:
    """Two figures of one series and the interval of their difference; breaks between them are named."""
    lower = upper = None
    se0, se1 = standard_error(start), standard_error(end)
    if start.value is not None and end.value is not None and se0 is not None and se1 is not None:
        shared = correlation(release, abs(int(end.period[:4]) - int(start.period[:4])))
        difference = survey.change_between(start.value, se0, end.value, se1, shared)
        lower, upper = difference.lower, difference.upper
    return sentences.Change(
        area=release.areas[end.teryt],
        subject=subject(release, end),
        start=figure(start),
        end=figure(end),
        lower=lower,
        upper=upper,
        breaks=named(cuts_between(release, start, end)),
    )


def inactive_level(release: Release, teryt: str, period: str, language: Language) -> Sentence:
    """How many are inactive and what share, in one year."""
    number, share = release.value("A01", teryt, period), release.value("A02", teryt, period)
    if number is None or share is None or number.value is None or share.value is None:
        raise LookupError(f"{teryt}, {period}: no inactive persons")
    ages = next(r for r in release.lists["ages"] if r["code"] == number.age)
    return sentences.inactive_level(
        sentences.InactiveLevel(
            area=release.areas[teryt],
            period=period,
            inactive_thousands=number.value,
            inactive_percent=share.value,
            first_age=int(ages["age_from"]),
            last_age=int(ages["age_to"]) if ages["age_to"] else None,
        ),
        language,
    )


def benchmark_facts(release: Release, value: Value, other: str) -> sentences.Benchmark | None:
    """The figure beside that of another area in the same period; None where the other has none."""
    there = release.value(value.indicator, other, value.period, sex=value.sex)
    if there is None or there.value is None or value.value is None:
        return None
    declared = INDICATORS[value.indicator]
    relation = comparison.compare(
        value.value,
        value.lower,
        value.upper,
        benchmark=there.value,
        benchmark_lower=there.lower,
        benchmark_upper=there.upper,
        better=declared.direction,
        is_exact=declared.method == "register",
    ).relation
    return sentences.Benchmark(
        area=release.areas[value.teryt],
        other=release.areas[other],
        subject=subject(release, value),
        figure=figure(value),
        other_figure=figure(there),
        relation=relation,
    )


def benchmark(release: Release, value: Value, other: str, language: Language) -> Sentence | None:
    """The comparison with another area in words; None where the other has no figure."""
    facts = benchmark_facts(release, value, other)
    return sentences.benchmark(facts, language) if facts else None


@dataclass(frozen=True)
class Ranked:
    """One voivodeship with the places it can have; survey intervals are widened so that all hold together."""

    value: Value
    best: int
    worst: int


def ranked(release: Release, indicator: str, period: str, **by: str) -> list[Ranked]:
    """All voivodeships with a value, highest first, each with its possible places."""
    values = [v for a in release.voivodeships() if (v := release.value(indicator, a.code, period, **by)) is not None]
    values = sorted((v for v in values if v.value is not None), key=lambda v: (-(v.value or 0), v.teryt))
    widen = survey.critical_value(comparison.joint_confidence(max(len(values), 1))) / survey.critical_value()
    halves = [widen * ((v.upper - v.lower) / 2) if v.upper is not None and v.lower is not None else 0.0 for v in values]
    centres = [v.value or 0.0 for v in values]
    places = comparison.rank_interval(
        [c - h for c, h in zip(centres, halves, strict=True)], [c + h for c, h in zip(centres, halves, strict=True)]
    )
    return [Ranked(v, place.best, place.worst) for v, place in zip(values, places, strict=True)]


def rank_facts(release: Release, indicator: str, teryt: str, period: str, **by: str) -> sentences.Rank | None:
    """Which places a voivodeship can have among all; None without a value, or for a survey figure without its error."""
    places = ranked(release, indicator, period, **by)
    mine = next((r for r in places if r.value.teryt == teryt), None)
    if mine is None or (INDICATORS[indicator].method != "register" and mine.value.lower is None):
        return None
    return sentences.Rank(
        area=release.areas[teryt],
        subject=subject(release, mine.value),
        period=period,
        best=mine.best,
        worst=mine.worst,
        count=len(places),
        noun="województwo",
        is_exact=INDICATORS[indicator].method == "register",
        is_error_assumed=mine.value.interval == "assumed",
    )


def rank(release: Release, indicator: str, teryt: str, period: str, language: Language) -> Sentence | None:
    """The possible places of a voivodeship in words; None where they cannot be told apart from error."""
    facts = rank_facts(release, indicator, teryt, period)
    return sentences.rank(facts, language) if facts else None


def sex_gap_facts(release: Release, indicator: str, teryt: str, period: str) -> sentences.SexGap | None:
    """Women beside men in one year, with the interval of their difference (the two samples are independent)."""
    women, men = (release.value(indicator, teryt, period, sex=sex) for sex in ("F", "M"))
    if women is None or men is None or women.value is None or men.value is None:
        return None
    lower = upper = None
    se_women, se_men = standard_error(women), standard_error(men)
    if se_women is not None and se_men is not None:
        difference = survey.change_between(men.value, se_men, women.value, se_women)
        lower, upper = difference.lower, difference.upper
    return sentences.SexGap(
        area=release.areas[teryt],
        subject=sentences.subject(INDICATORS[indicator]),
        women=figure(women),
        men=figure(men),
        lower=lower,
        upper=upper,
    )


def sex_gap(release: Release, indicator: str, teryt: str, period: str, language: Language) -> Sentence | None:
    """Women beside men in words; None where one of them has no figure."""
    facts = sex_gap_facts(release, indicator, teryt, period)
    return sentences.sex_gap(facts, language) if facts else None


@dataclass(frozen=True)
class Explained:
    """A change in the number of inactive (thousands) between two years, split by sex; the four parts add up."""

    start: Value
    end: Value
    population: dict[str, float]  # by sex: F, M
    rates: dict[str, float]
    rates_lower: float
    rates_upper: float
    breaks: tuple[Break, ...]

    @property
    def total(self) -> float:
        return sum(self.population.values()) + sum(self.rates.values())


def explained(release: Release, teryt: str, start: str, end: str) -> Explained | None:
    """Kitagawa's parts of the change in inactive persons; None where a year lacks a figure of either sex.

    Populations and rates come from rounded thousands; the total is that of the published numbers of both sexes.
    """
    sexes = ("F", "M")
    inactive = [[release.value("A01", teryt, year, sex=s) for s in sexes] for year in (start, end)]
    active = [[release.value("A08", teryt, year, sex=s) for s in sexes] for year in (start, end)]
    numbers = [[v.value if v else None for v in row] for row in (*inactive, *active)]
    if start >= end or any(n is None for row in numbers for n in row):
        return None
    i0, i1, a0, a1 = ([float(n or 0) for n in row] for row in numbers)
    p0, p1 = ([i + a for i, a in zip(x, y, strict=True)] for x, y in ((i0, a0), (i1, a1)))
    r0, r1 = ([i / p for i, p in zip(x, y, strict=True)] for x, y in ((i0, p0), (i1, p1)))
    parts = decomposition.kitagawa(p0, r0, p1, r1)
    errors = [[(standard_error(v) if v else None) or 0.0 for v in row] for row in inactive]
    se0, se1 = ([e / p for e, p in zip(es, ps, strict=True)] for es, ps in zip(errors, (p0, p1), strict=True))
    half = survey.critical_value() * decomposition.rates_standard_error(
        p0, p1, se0, se1, correlation(release, int(end) - int(start))
    )
    first, last = release.value("A01", teryt, start), release.value("A01", teryt, end)
    if first is None or last is None:
        return None
    return Explained(
        start=first,
        end=last,
        population={s: g[0] for s, g in zip(sexes, parts.by_group, strict=True)},
        rates={s: g[1] for s, g in zip(sexes, parts.by_group, strict=True)},
        rates_lower=parts.rates - half,
        rates_upper=parts.rates + half,
        breaks=cuts_between(release, first, last),
    )


def explained_facts(release: Release, parts: Explained) -> sentences.ExplainedChange:
    """The explained change as a sentence takes it; breaks between the years are named."""
    return sentences.ExplainedChange(
        area=release.areas[parts.end.teryt],
        subject=sentences.subject(INDICATORS["A01"]),
        start_period=parts.start.period,
        end_period=parts.end.period,
        total=parts.total,
        population=sum(parts.population.values()),
        rates=sum(parts.rates.values()),
        groups=Text("wśród kobiet i mężczyzn", "among women and men"),
        rates_lower=parts.rates_lower,
        rates_upper=parts.rates_upper,
        is_error_assumed=parts.end.interval == "assumed",
        breaks=named(parts.breaks),
    )


def reasons_facts(release: Release, values: Sequence[Value]) -> sentences.Reasons:
    """The shares of one publication (of both sexes together) with their universe."""
    first = values[0]
    ages = release.label("ages", first.age)
    shares = [(release.label("reasons", v.reason), v.value) for v in values if v.value is not None]
    return sentences.Reasons(
        area=release.areas[first.teryt],
        period=first.period,
        universe=Text(f"biernych zawodowo, {ages.pl}", f"the economically inactive, {ages.en}"),
        kind="reason" if first.indicator != "B06" else "status_group",
        shares_percent=tuple(shares),
    )


def claim_facts(release: Release) -> sentences.Claim | None:
    """A number said about the region in public, beside today's; None where no claim about the region is on record."""
    said = next(
        (c for c in release.lists["claims"] if c["teryt"] == release.region and c["unit"] == "persons_thousands"), None
    )
    if said is None:
        return None
    now = newest(release, said["indicator"], release.region)
    then = release.value(said["indicator"], release.region, said["period"])
    if then is None:
        return None
    return sentences.Claim(
        area=release.region_area,
        subject=sentences.subject(INDICATORS[said["indicator"]]),
        source=Text(said["source_pl"].rstrip("."), said["source_en"].rstrip(".")),
        then=figure(then),
        then_universe=release.label("ages", then.age),
        now=figure(now),
        now_universe=release.label("ages", now.age),
    )

"""Indicators computed once, in the build, from the counts of the marts: the table `indicator_values` of a release."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

from pipelines.catalog import DIMENSIONS, TOTAL, Indicator
from pipelines.statistics import survey

COLUMNS = (
    "indicator, teryt, level, period, freq, sex, age, education, reason, place, value, lower, upper, n, unit, "
    "obs_status, method, is_computed, interval, basis, segment, source, released_on"
)


@dataclass(frozen=True)
class Precision:
    """Latarnia's assumptions about the survey's sample (ref_bael_precision), until official precision tables are loaded."""

    persons_per_voivodeship: float  # interviewed a quarter
    design_effect: float
    annual_factor: float  # standard error of an annual mean / that of one quarter

    def half_width(self, proportion: str, persons: str) -> str:
        """SQL for 1.96 standard errors of an annual proportion estimated from SQL `persons` a quarter."""
        scale = survey.critical_value() * self.annual_factor
        return f"{scale!r} * sqrt({self.design_effect!r} * ({proportion}) * (1 - ({proportion})) / ({persons}))"


def precision(con: duckdb.DuckDBPyConnection) -> Precision:
    """Read the assumptions and reduce the rotation to one factor (statistics/survey.py)."""
    given = {code: float(value) for code, value in con.execute("select code, value from ref_bael_precision").fetchall()}
    overlap = {
        int(code.removeprefix("overlap_lag_")): share
        for code, share in given.items()
        if code.startswith("overlap_lag_")
    }
    factor = survey.annual_mean_standard_error((1.0, 1.0, 1.0, 1.0), given["correlation"], overlap)
    return Precision(given["sample_persons"], given["design_effect"], factor)


def evaluate(con: duckdb.DuckDBPyConnection, indicators: Iterable[Indicator]) -> None:
    """Create `indicator_values`, one row per indicator, area, period, dimensions and basis; marts must stand in `con`."""
    parts = [_select(con, indicator) for indicator in indicators]
    con.execute("create or replace temp table plain as " + " union all ".join(parts)).fetchall()
    _with_intervals(con, precision(con))
    con.execute(
        f"""
        create table indicator_values as
        with cuts as (
            select s."table" as source, s.measure, s.teryt, s.first_period
            from ref_breaks_series as s
            inner join ref_breaks as b on b.code = s."break" and b.kind = 'cut'
        )
        select {
            COLUMNS.replace(
                "segment",
                "(select count(distinct c.first_period) from cuts as c where c.source in (v.source, v.source2) "
                "and (c.measure is null or c.measure = v.measure) and (c.teryt is null or c.teryt = v.teryt) and v.period >= c.first_period) as segment",
            )
        }
        from estimated as v
        """
    ).fetchall()
    con.execute("drop table plain; drop table estimated").fetchall()


def _select(con: duckdb.DuckDBPyConnection, i: Indicator) -> str:
    columns = {row[0] for row in con.execute(f"describe {i.mart}").fetchall()}
    gap_dimension = i.gap[0] if i.gap else None
    kept = [d for d in DIMENSIONS if d in columns and (d in i.by or d in {"age", gap_dimension})]

    def rows(condition: str) -> str:
        totals = [
            f"{d} = '{TOTAL}'"
            for d in DIMENSIONS
            if d in columns and d not in kept and not re.search(rf"\b{d}\b", condition)
        ]
        return f"select * from {i.mart} where {' and '.join([f'({condition})', *totals])}"

    def dims(prefix: str) -> str:
        return ", ".join(f"{prefix}.{d} as {d}" if d in kept else f"'{TOTAL}' as {d}" for d in DIMENSIONS)

    level = "case when a.teryt = '00' then 'country' when a.teryt like 'PL%' then 'nuts3' when length(a.teryt) = 2 then 'voivodeship' else 'county' end"
    freq = "case when length(a.period) = 4 then 'A' when contains(a.period, 'Q') then 'Q' else 'M' end"
    head = f"select '{i.id}' as indicator, a.teryt, {level} as level, a.period, {freq} as freq, {dims('a')}"
    tail = f"'{i.unit}' as unit, a.method, a.basis, a.source, a.released_on, a.measure"
    if i.denominator is None:
        return f"{head}, a.value, a.obs_status, {tail}, a.source as source2, false as is_ratio, a.obs_status = 'E' as is_computed from ({rows(i.numerator)}) as a"
    keys = " and ".join(
        f"a.{c} = b.{c}" for c in ("teryt", "period", "basis", *kept) if c != "basis" or i.mart == "activity"
    )
    ratio = (
        f"{head}, {i.scale!r} * a.value / nullif(b.value, 0) as value, "
        f"case when a.value is null then a.obs_status when b.value is null then b.obs_status else 'E' end as obs_status, "
        f"{tail}, b.source as source2, true as is_ratio, true as is_computed from ({rows(i.numerator)}) as a inner join ({rows(i.denominator)}) as b on {keys}"
    )
    if i.published is not None:
        ratio += f" union all {head}, a.value, a.obs_status, {tail}, a.source as source2, false as is_ratio, false as is_computed from ({rows(i.published)}) as a"
    if i.gap is not None:
        dimension, first, second = i.gap
        others = " and ".join(f"m.{c} = f.{c}" for c in ("teryt", "period", "age"))
        ratio = (
            f"select m.* replace ('{TOTAL}' as {dimension}, m.value - f.value as value, "
            f"case when m.value is null then m.obs_status else f.obs_status end as obs_status, false as is_ratio) "
            f"from ({ratio}) as m inner join ({ratio}) as f on {others} and m.{dimension} = '{first}' and f.{dimension} = '{second}'"
        )
    return ratio


def _with_intervals(con: duckdb.DuckDBPyConnection, assumed: Precision) -> None:
    """Add lower and upper to annual survey figures computed from counts; published rates carry none.

    The sample of a group is taken as its share of the population; that of Poland is the sum of the voivodeships'.
    Counts take the interval of their share of the population; a gap adds the variances of both sexes.
    """
    persons = f"{assumed.persons_per_voivodeship!r} * case when v.teryt = '00' then 16 else 1 end * g.value / t.value"
    share = "case when v.is_ratio then v.value / 100 else v.value / t.value end"
    margin = f"{assumed.half_width(share, persons)} * case when v.is_ratio then 100 else t.value end"
    by_sex = " + ".join(
        f"pow({assumed.half_width(f'{a}.value / {g}.value', f'{assumed.persons_per_voivodeship!r} * case when v.teryt = $$00$$ then 16 else 1 end * {g}.value / t.value')}, 2)"
        for a, g in (("am", "gm"), ("af", "gf"))
    )
    population = "select teryt, period, sex, value from activity where measure = 'population' and education = 'total' and place = 'total'"
    active = population.replace("'population'", "'active'")
    con.execute(
        f"""
        create or replace temp table estimated as
        with population as ({population} and length(period) = 4),
        active as ({active} and length(period) = 4),
        margins as (
            select v.*,
                case
                    when v.freq <> 'A' or v.value is null or v.source not in ('bael_activity', 'bael_cities') then null
                    when v.unit = 'pp' then 100 * sqrt({by_sex})
                    else {margin}
                end as margin
            from plain as v
            left join population as t on t.teryt = v.teryt and t.period = v.period and t.sex = 'total'
            left join population as g on g.teryt = v.teryt and g.period = v.period and g.sex = v.sex
            left join population as gm on gm.teryt = v.teryt and gm.period = v.period and gm.sex = 'M'
            left join population as gf on gf.teryt = v.teryt and gf.period = v.period and gf.sex = 'F'
            left join active as am on am.teryt = v.teryt and am.period = v.period and am.sex = 'M'
            left join active as af on af.teryt = v.teryt and af.period = v.period and af.sex = 'F'
        )
        select *, value - margin as lower, value + margin as upper, cast(null as bigint) as n,
            case when margin is null then 'none' else 'assumed' end as interval
        from margins
        """
    ).fetchall()

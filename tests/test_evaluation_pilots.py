"""The pilots on published figures: every choice of counties counted out, a planted change found, nothing where no pilot is."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from pipelines import build, settings
from pipelines.evaluation import pilots
from pipelines.problems import UserError
from pipelines.release import Release
from pipelines.statistics.panel import NEVER, Panel, overall
from pipelines.statistics.randomisation import Permutations, every_assignment, infer, treated

REFERENCE = settings.data_folder() / "reference"
PLAN = pilots.read(REFERENCE)
PILOTS = ("2203", "2205", "2212", "2216")


def test_every_other_choice_of_counties_stands_there_once() -> None:
    adoption = np.array([NEVER, 3, NEVER, 3, NEVER, NEVER])
    places = every_assignment(adoption)
    assert places.shape == (14, 6)
    assert all(sorted(row) == list(range(6)) for row in places.tolist())
    chosen = {tuple(sorted(row[[1, 3]].tolist())) for row in places}
    assert chosen == set(combinations(range(6), 2)) - {(1, 3)}


@pytest.mark.parametrize("adoption", [[NEVER, 2, 3, NEVER], [NEVER] * 4, [1] * 12 + [NEVER] * 12])
def test_what_cannot_be_counted_out_is_refused(adoption: list[int]) -> None:
    with pytest.raises(ValueError, match=r"common date|too many"):
        every_assignment(np.array(adoption))


def test_p_is_exact_where_every_choice_is_counted_out() -> None:
    draw = np.random.default_rng(3)
    panel = Panel(draw.normal(size=(8, 6)), np.ones(8), np.array([3, 3] + [NEVER] * 6))
    found = infer(Permutations(panel, every_assignment(panel.adoption)), overall, treated(panel))

    def t(chosen: tuple[int, ...]) -> float:
        rows = [*chosen, *(county for county in range(8) if county not in chosen)]
        moved = Panel(panel.outcome[rows], panel.cases, panel.adoption)
        one = infer(Permutations(moved, every_assignment(moved.adoption)), overall, treated(moved))
        return abs(one.estimate / one.standard_error)

    own = t((0, 1))
    assert found.p == pytest.approx(np.mean([t(chosen) >= own * (1 - 1e-9) for chosen in combinations(range(8), 2)]))


def panel(change: float = 0.0, *, counties: int = 20, seed: int = 0) -> pilots.Design:
    """Counties whose unemployment wanders by 3 % a year; from 2014 on that of the first four is changed as told."""
    draw = np.random.default_rng(seed)
    years = tuple(range(2002, 2025))
    logs = 8 + draw.normal(0, 0.3, (counties, 1)) + draw.normal(0, 0.03, (counties, len(years))).cumsum(axis=1)
    own = np.arange(counties) < 4
    logs[np.ix_(own, np.array(years) >= 2014)] += np.log1p(change)
    return pilots.Design(tuple(f"C{at:02}" for at in range(counties)), years, np.exp(logs), own, 2014, 0)


def test_a_change_of_half_is_found_and_given_in_percent_and_persons() -> None:
    found = pilots.compared(panel(-0.5), PLAN)
    (row,) = found["evaluation_pilot"]
    assert row["lower"] < -50 < row["upper"] < 0
    assert row["p"] < 0.01
    assert row["assignments"] == 4845 == sum(choice["ways"] for choice in found["evaluation_pilot_chance"])
    assert row["persons_smallest"] == pytest.approx(
        row["persons_before"] * row["smallest"] / 100, abs=row["persons_before"] / 1000
    )
    assert row["persons_most"] == 4 * PLAN.families * PLAN.adults


def test_the_year_before_the_pilot_is_the_base_and_every_other_year_has_its_interval() -> None:
    years = pilots.compared(panel(), PLAN)["evaluation_pilot_years"]
    assert [row["period"] for row in years] == [str(year) for year in range(2002, 2025)]
    base = next(row for row in years if row["period"] == "2013")
    assert (base["value"], base["lower"], base["upper"], base["p"]) == (0, 0, 0, None)
    for row in years:
        assert row["lower"] <= row["value"] <= row["upper"]
        assert (row["p"] is None) is (row is base)
        if row is not base:
            assert row["chance_lower"] < 0 < row["chance_upper"]


def test_bundled_figures_cannot_show_forty_families(published: Release) -> None:
    (row,) = published.table("evaluation_pilot")
    told = {name: row[name] for name in ("first", "last", "since", "pilots", "others", "left_out", "persons_before")}
    assert told == {
        "first": "2002",
        "last": "2024",
        "since": "2014",
        "pilots": 4,
        "others": 16,
        "left_out": 0,
        "persons_before": sum(  # end of 2013: 4927, 5060, 7242 and 3329 persons
            (4927, 5060, 7242, 3329)
        ),
    }
    # an independent run of the estimator on the same file gave 0.2365 and -0.1576 log points, p = .1267
    assert (row["smallest"], row["value"], row["p"]) == (21.1, -14.6, 0.1267)
    assert row["persons_smallest"] > 20 * row["persons_most"]


def test_without_a_pilot_there_is_nothing(elsewhere: Release) -> None:
    assert all(
        not elsewhere.table(name) for name in ("evaluation_pilot", "evaluation_pilot_years", "evaluation_pilot_chance")
    )


@pytest.mark.parametrize(
    ("broken", "counties"),
    [
        ("delete from registered_unemployment where teryt in ('2203', '2205', '2212', '2216') and period = '2010'", 20),
        ("update ref_pilots set valid_from = '2016-01' where teryt = '2205'", 20),
        ("update ref_pilots set valid_from = '2002-01'", 20),
        ("select 1", 4),
    ],
    ids=["no_figure", "two_dates", "no_year_before", "nobody_else"],
)
def test_what_cannot_be_compared_is_left_out(published: Release, broken: str, counties: int) -> None:
    con = build.connect(threads=1)
    for name in ("registered_unemployment", "ref_pilots"):
        con.execute(f"create table {name} as from read_parquet('{published.folder}/{name}.parquet')")
    codes = [area.code for area in published.counties()]
    assert pilots.design(con, PLAN, codes) is not None
    con.execute(broken)
    assert pilots.design(con, PLAN, codes if counties == 20 else list(PILOTS)) is None


@pytest.mark.parametrize("wrong", ['measure = "unemployment_rate"', "first_year = 2024"])
def test_a_plan_for_what_is_not_counted_is_refused(tmp_path: Path, wrong: str) -> None:
    name = wrong.partition(" ")[0]
    lines = (REFERENCE / "evaluation.toml").read_text(encoding="utf-8").splitlines()
    whole = "\n".join(lines)
    section = whole.index("[pilot]")
    changed = [wrong if line.startswith(f"{name} ") else line for line in whole[section:].splitlines()]
    (tmp_path / "evaluation.toml").write_text("\n".join(changed), encoding="utf-8")
    with pytest.raises(UserError, match=r"evaluation\.toml"):
        pilots.read(tmp_path)

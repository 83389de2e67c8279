"""The effect: found where it was planted, not shown where there is none, silent where a single condition fails."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from conftest import Spec
from evaluation_world import FIRST, PLAN, WAVES, strata

from pipelines import settings
from pipelines.catalog import LANGUAGES, Text
from pipelines.disclosure.printed import may_print
from pipelines.evaluation import effects, plan, run
from pipelines.evaluation.strata import Strata
from pipelines.problems import UserError
from pipelines.readings import effect as readings
from pipelines.statistics import effect as estimators
from pipelines.words import sentences

CAUSE = ("Model zwiększył", "Model zmniejszył", "The model raised", "The model lowered")


@pytest.fixture(scope="module")
def planted() -> effects.Design:
    found = designed(strata(effect=0.15, adoption=WAVES, persons=150, seed=1), WAVES)
    assert found is not None
    return found


def designed(cases: Strata, adoption: dict[str, int]) -> effects.Design | None:
    return effects.design(cases, effects.rollout(cases, adoption, PLAN.least_cases))


def kinds(rows: list[dict[str, Any]]) -> set[str]:
    return {row["kind"] for row in rows}


def test_a_planted_effect_is_found_and_covered(planted: effects.Design) -> None:
    rows, gates, verdict = effects.evaluated(planted, PLAN)
    assert all(gate["passed"] for gate in gates)
    assert verdict == "positive"
    (main,) = [row for row in rows if row["kind"] == "effect"]
    assert main["lower"] <= 15 <= main["upper"]
    assert main["value"] % main["step"] == main["lower"] % main["step"] == main["upper"] % main["step"] == 0
    assert {row["time"] for row in rows if row["kind"] == "event"} >= {-4, -2, 0, 5}
    (drops,) = [row for row in rows if row["kind"] == "drop_one"]
    assert drops["value"] is None  # an effect without one county would tell of that county


def test_without_an_effect_it_is_not_shown() -> None:
    found = designed(strata(adoption=WAVES, seed=2), WAVES)
    assert found is not None
    _, gates, verdict = effects.evaluated(found, PLAN)
    assert verdict == "not_shown", [gate for gate in gates if not gate["passed"]]


def test_four_counties_with_few_cases_let_the_gates_speak() -> None:
    adoption = {"C00": FIRST + 4, "C01": FIRST + 4}
    found = designed(strata(counties=4, persons=8, effect=0.3, adoption=adoption), adoption)
    assert found is not None
    rows, gates, verdict = effects.evaluated(found, PLAN)
    assert verdict == "no_design"
    assert rows == []
    assert {"treated_counties", "comparison_counties", "assignments"} <= {g["gate"] for g in gates if not g["passed"]}
    names = {name: Text(name, name) for name in readings.GATES}
    said = sentences.effect(readings.effect(_told(rows, gates, verdict), names), "pl").text
    assert said.startswith("Z tych danych nie można wywnioskować, czy zmiana wynika z modelu.")


def test_a_county_too_small_or_too_early_is_left_out_and_counted() -> None:
    adoption = {**WAVES, "C19": FIRST}
    found = effects.rollout(strata(adoption=adoption, sizes={"C18": 3}), adoption, PLAN.least_cases)
    assert (found.too_small, found.too_early, len(found.counties)) == (1, 1, 18)
    assert designed(strata(counties=1), {}) is None


@pytest.mark.parametrize("counties", [0, 1, 4, 20])
def test_without_counts_the_conditions_judge_the_roll_out_alone(counties: int) -> None:
    """The same roll-out with counts gives the same; what needs outcomes is not measured, so nothing may be said."""
    cases = strata(counties=20, persons=60, adoption=WAVES)
    some = cases.where(np.isin(cases.teryt, np.unique(cases.teryt)[:counties])) if counties > 1 else cases
    early = dict.fromkeys(np.unique(cases.teryt)[counties:], FIRST) if counties < 2 else {}
    found = effects.rollout(some, {**WAVES, **early}, None)
    gates = effects.conditions(found, PLAN)
    assert (len(found.counties), found.too_small) == (counties, None)
    assert {gate["gate"] for gate in gates} == set(readings.GATES)
    needed = ("treated_counties", "comparison_counties", "pre_periods", "post_periods", "assignments")
    passed = {gate["gate"] for gate in gates if gate["passed"]}
    if counties == 20:
        assert passed == {*needed, "adoption_fixed", "definition_unchanged"}
    else:
        assert {"comparison_counties", "assignments"}.isdisjoint(passed)
        assert ({"treated_counties", "pre_periods", "post_periods"} <= passed) is (counties == 4)  # all at once
    assert {gate["reason"] for gate in gates if gate["gate"] in {"pre_trend", "smallest_effect", "drop_one"}} == {
        "not_measured"
    }
    if (made := effects.design(some, found)) is not None:
        measured = {gate["gate"]: gate for gate in effects.evaluated(made, PLAN)[1]}
        assert [measured[gate["gate"]] for gate in gates if gate["gate"] in needed] == [
            gate for gate in gates if gate["gate"] in needed
        ]


def _told(rows: list[dict[str, Any]], gates: list[dict[str, Any]], verdict: str) -> Any:
    """A release that holds just these rows."""

    class Told:
        def table(self, name: str) -> list[dict[str, Any]]:
            return {
                "evaluation_effect": rows,
                "evaluation_gates": gates,
                "evaluation_verdict": [{"verdict": verdict}],
            }[name]

    return Told()


@pytest.mark.parametrize("gate", readings.GATES)
def test_no_cause_is_named_when_any_one_condition_fails(
    monkeypatch: pytest.MonkeyPatch, planted: effects.Design, gate: str
) -> None:
    result = estimators.evaluate(planted.panel, estimators.Declared(True, True), case_mix=planted.mix)
    broken = tuple(replace(g, passed=False, reason="too_few") if g.name == gate else g for g in result.gates)
    assert result.verdict == "positive"
    monkeypatch.setattr(effects.estimators, "evaluate", lambda *_, **__: replace(result, gates=broken))
    rows, gates, verdict = effects.evaluated(planted, PLAN)
    assert verdict == "no_design"
    assert not kinds(rows) & {"effect", "drop_one"}
    assert all(row["time"] < 0 for row in rows if row["kind"] == "event")
    names = {name: Text(name, name) for name in readings.GATES}
    for said in ("no_design", "positive"):  # the second: a release whose verdict says more than its conditions
        facts = readings.effect(_told(rows, gates, said), names)
        for language in LANGUAGES:
            text = sentences.effect(facts, language).text + sentences.effect_title(facts, language).text
            assert not any(words in text for words in CAUSE)
            assert gate in text


def test_a_coefficient_that_cannot_be_printed_fails_its_condition(
    monkeypatch: pytest.MonkeyPatch, planted: effects.Design
) -> None:
    asked: list[int] = []

    def step_for(_: object) -> int | None:
        asked.append(1)
        return None if len(asked) == 2 else 1  # the first is the headline, the second the earliest half-year

    monkeypatch.setattr(effects.rounding, "step_for", step_for)
    rows, gates, verdict = effects.evaluated(planted, PLAN)
    assert verdict == "no_design"
    assert [g["reason"] for g in gates if g["gate"] == "pre_coefficients"] == ["hidden"]
    assert "effect" not in kinds(rows)


def test_an_interval_that_touches_zero_once_printed_shows_nothing(
    monkeypatch: pytest.MonkeyPatch, planted: effects.Design
) -> None:
    monkeypatch.setattr(effects.rounding, "step_for", lambda _: 50)
    rows, _, verdict = effects.evaluated(planted, PLAN)
    assert verdict == "not_shown"
    assert [row["lower"] for row in rows if row["kind"] == "effect"] == [0]


def test_five_counts_fit_the_printed_effect_in_every_cell(planted: effects.Design) -> None:
    rows, _, _ = effects.evaluated(planted, PLAN)
    (main,) = [row for row in rows if row["kind"] == "effect"]
    panel, step = planted.panel, main["step"]
    base = estimators.evaluate(panel, estimators.Declared(True, True), case_mix=planted.mix).inference
    assert base is not None
    for county in (0, 5, 10, 15):
        for half in (3, 7, 11, 12):
            shares = panel.outcome.copy()
            shares[county, half] += 1 / planted.persons[county, half]
            other = effects.Panel(shares, panel.cases, panel.adoption)
            own = float(
                effects.overall(
                    effects.Stack(shares[None], panel.cases[None], panel.adoption),
                    effects.cells(estimators.stack(other)),
                ).value[0]
            )
            slope, count = own - base.estimate, int(planted.in_work[county, half])
            assert may_print(
                str(main["value"] // step),
                int(planted.persons[county, half]),
                lambda c, s=slope, o=count: 100 * (base.estimate + s * (c - o)) / step,  # type: ignore[misc]
                degrees_of_freedom=16,
            )


# --- in the build ----------------------------------------------------------------------------------------------------


def _reference(folder: Path, **changes: str) -> Path:
    text = (settings.data_folder() / "reference" / plan.FILE).read_text(encoding="utf-8")
    for old, new in changes.items():
        text = text.replace(f"{old} = ", f"{old} = {new}  # ", 1)
    (folder / plan.FILE).write_text(text, encoding="utf-8")
    return folder


def test_real_deliveries_have_no_declarations_until_somebody_writes_them(tmp_path: Path) -> None:
    found = plan.read(settings.data_folder() / "reference", synthetic=False)
    assert not found.adoption_fixed
    assert not found.definition_unchanged
    with pytest.raises(UserError):
        plan.read(_reference(tmp_path, months="6"), synthetic=True)


def _database() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    found = strata(adoption=WAVES, halves=12, persons=40)
    con.execute(
        "create table county_panel (teryt varchar, entry_year integer, entry_half integer, followed_months integer, "
        "sex varchar, age varchar, education varchar, duration varchar, disability varchar, cases integer, work_12 integer)"
    )
    rows = zip(found.teryt, found.half, found.mix, found.cases, found.in_work, strict=True)
    con.executemany(
        "insert into county_panel values (?, ?, ?, 12, ?, ?, ?, ?, ?, ?, ?)",
        [[str(t), int(h) // 2, int(h) % 2 + 1, *map(str, m), int(n), int(w)] for t, h, m, n, w in rows],
    )
    con.execute("create table raw_county_stage (delivery integer, teryt varchar, month date, stage integer)")
    con.execute(
        "insert into raw_county_stage values (0, 'C00', '2015-01-01', 6), (1, 'C00', '2016-07-01', 7), "
        "(1, 'C00', '2016-02-01', 6), (1, 'C00', '2014-02-01', 3), (1, 'C01', '2014-02-01', 5)"
    )
    con.execute(
        "create table cohort_counts (first varchar, last varchar, area varchar, sex varchar, age varchar, "
        "pathway varchar, duration varchar, kind varchar, month bigint, lower bigint, upper bigint)"
    )
    con.execute(
        "insert into cohort_counts values ('2014-01', '2014-12', 'C00', 'total', 'total', 'total', 'total', 'n', null, 75, 84)"
    )
    return con


def test_the_newest_delivery_says_since_when_a_county_has_the_model() -> None:
    assert run._adoption(_database(), 6) == {"C00": 2 * 2016}


def test_published_counts_of_half_years_add_up_to_those_of_the_year() -> None:
    con = _database()
    con.execute(
        "insert into cohort_counts (first, last, area, sex, age, pathway, duration, kind, month, lower, upper) "
        "select '2016-01', '2016-06', area, sex, age, pathway, duration, 'work', 12, 15, 24 from cohort_counts"
    )
    con.execute(
        "insert into cohort_counts select '2016-07', '2016-12', * exclude (first, last) replace (5 as lower) "
        "from cohort_counts where kind = 'work'"
    )
    assert run._known(con, PLAN) == {("C00", 2014, "n"): (75, 84), ("C00", 2016, "work"): (20, 48)}


def test_the_same_content_is_evaluated_once_and_only_what_is_published_is_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[Text] = []
    con, reference = _database(), settings.data_folder() / "reference"
    run.run(con, reference, tmp_path, synthetic=True, tell=told.append)
    first = {name: con.execute(f"select * from {name} order by all").fetchall() for name in run.TABLES}
    assert len(told) == 1
    monkeypatch.setattr(run, "_evaluated", None)
    run.run(con, reference, tmp_path, synthetic=True, tell=told.append)
    assert len(told) == 1
    assert first == {name: con.execute(f"select * from {name} order by all").fetchall() for name in run.TABLES}
    (kept,) = (tmp_path / run.KEPT).glob("*.json")
    assert kept.stat().st_mode & 0o077 == 0
    assert set(json.loads(kept.read_bytes())) == {name for name in run.TABLES if "pilot" not in name}
    assert first["evaluation_verdict"][0][0] == "no_design"


def test_without_cases_the_tables_are_there_and_empty(tmp_path: Path) -> None:
    con = _database()
    con.execute("delete from county_panel")
    run.run(con, settings.data_folder() / "reference", tmp_path, synthetic=False)
    assert all(not con.execute(f"select * from {name}").fetchall() for name in run.TABLES)


def test_the_panel_counts_exits_to_work_within_twelve_months(spec: Spec) -> None:
    spec(
        "county_panel",
        raw_cases="""
            delivery | case_id | teryt | entry_month | data_cutoff | sex | age_group | duration_group | education | disability
            1        | 1       | 2205  | 2018-02-01  | 2020-12-01  | F   | 18-24     | do_1           | lower     | nie
            1        | 2       | 2205  | 2018-06-01  | 2020-11-01  | F   | 18-24     | 1-3            | lower     | nie
            1        | 3       | 2205  | 2018-03-01  | 2020-12-01  | F   | 18-24     | do_1           | lower     | nie
            2        | 1       | 2205  | 2018-07-01  | 2020-12-01  | M   | 18-24     | 24+            |           |
        """,
        raw_outcomes="""
            delivery | case_id | exit_month | exit_reason
            1        | 1       | 2019-02-01 | PR_NS
            1        | 2       | 2019-07-01 | PR_NS
            1        | 3       | 2018-05-01 | EM
        """,
        ref_age_groups="""
            code  | parent
            18-24 | to_34
        """,
        expected="""
            teryt | entry_year | entry_half | followed_months | sex | age   | education | duration | disability | cases | work_12
            2205  | 2018       | 1          | 29              | F   | to_34 | lower     | to_12    | nie        | 3     | 1
            2205  | 2018       | 2          | 29              | M   | to_34 | unknown   | 24+      | unknown    | 1     | 0
        """,
    )

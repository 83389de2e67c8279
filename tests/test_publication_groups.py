"""Small populations from deliveries to a release: what each counts, and that only tokens of it get out."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest
from conftest import Spec

from pipelines import model, settings
from pipelines.publication import groups
from pipelines.readings import counts
from pipelines.release import Release

REFERENCE = settings.ROOT / "data" / "reference"
DECLARED = groups.declared(REFERENCE, ["2205", "2216"])


def _codes(name: str) -> set[str]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8") as file:
        return {row["code"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("population", DECLARED, ids=lambda p: p.name)
def test_every_population_has_its_mart_and_its_names(population: groups.Population) -> None:
    (mart,) = [m for m in model.load(settings.MODELS) if m.name == population.facts]
    assert mart.suppress == ("n",)
    flags = population.lattice.flags
    assert flags is not None
    by = list(population.lattice.dimensions)[1:]
    assert {"year", "seen_to", "teryt", *by, *flags.names} <= set(mart.columns)
    family = population.name if population.window is None else population.name.rpartition("_")[0]
    assert family in _codes("populations")
    assert {f"{family}.{measure}" for measure in population.lattice.measures} <= _codes("population_measures")


def test_blocks_of_years_never_overlap_and_leave_no_gap() -> None:
    (four,) = [p for p in DECLARED if p.name == "households_12"]
    assert [four.block(year) for year in (2013, 2014, 2017, 2018)] == [
        ("2010-01", "2013-12"),
        ("2014-01", "2017-12"),
        ("2014-01", "2017-12"),
        ("2018-01", "2021-12"),
    ]


CASES = """
    delivery | case_id | teryt | entry_month | data_cutoff | sex | age_group | duration_group | joint_client
    1        | 1       | 2205  | 2018-02-01  | 2025-12-01  | F   | 18-24     | do_1           | true
    1        | 2       | 2205  | 2018-05-01  | 2025-12-01  | M   | 60-64     | 24+            | false
    1        | 3       | 2216  | 2019-12-01  | 2025-11-01  | M   | 35-44     | 12-24          | true
"""
INSTITUTIONS = """
    delivery | inst_id    | type | side  | teryt
    1        | 2205-PUP-1 | PUP  | IRP   | 2205
    1        | 2205-OPS-1 | OPS  | IPiIS | 2205
    1        | 2205-CUS-1 | CUS  | IPiIS | 2205
"""


def test_a_household_stands_in_every_window_and_an_unknown_one_is_lost(spec: Spec) -> None:
    spec(
        "household_facts",
        raw_cases=CASES,
        raw_households="""
            delivery | household_id | teryt | entry_month | programme
            1        | 1            | 2205  | 2018-02-01  | PMW
            1        | 2            | 2216  | 2018-02-01  | INNE
        """,
        raw_household_status="""
            delivery | household_id | window_m | benefit_free | adult_employed | income_above_criterion | status
            1        | 1            | 6        | true         | true           |                        | samodzielna
            1        | 2            | 6        | false        | true           | false                  | postep
            1        | 1            | 12       |              |                |                        | utrata_kontaktu
        """,
        ref_household_windows="code\n6\n12",
        expected="""
            window_m | year | seen_to | teryt | programme | independent | progress | lost | benefit_free | adult_employed | n
            6        | 2018 | 24311   | 2205  | PMW       | 1           | 0        | 0    | 1            | 1              | 1
            6        | 2018 | 24311   | 2216  | INNE      | 0           | 1        | 0    | 0            | 1              | 1
            12       | 2018 | 24311   | 2205  | PMW       | 0           | 0        | 1    | 0            | 0              | 1
            12       | 2018 | 24311   | 2216  | INNE      | 0           | 0        | 1    | 0            | 0              | 1
        """,
    )


def test_an_exchange_counts_where_its_client_is_and_by_the_sides_that_speak(spec: Spec) -> None:
    spec(
        "exchange_facts",
        raw_cases=CASES,
        raw_institutions=INSTITUTIONS,
        raw_exchanges="""
            delivery | exch_id | case_id | from_inst  | to_inst    | kind        | channel | sent       | days_to_answer | answered
            1        | 1       | 1       | 2205-PUP-1 | 2205-OPS-1 | skierowanie | email   | 2018-03-01 | 14             | true
            1        | 2       | 1       | 2205-OPS-1 | 2205-PUP-1 | skierowanie | papier  | 2018-03-01 | 15             | true
            1        | 3       | 3       | 2205-OPS-1 | 2205-CUS-1 | skierowanie | papier  | 2018-03-01 |                | false
        """,
        expected="""
            year | teryt | channel | direction | within_7 | within_14 | lost | n
            2018 | 2205  | email   | IRP_IPiIS | 0        | 1         | 0    | 1
            2018 | 2205  | papier  | IPiIS_IRP | 0        | 0         | 0    | 1
            2018 | 2216  | papier  | other     | 0        | 0         | 1    | 1
        """,
    )


STEPS = """
    delivery | step_id | plan_id | case_id | form  | inst_id    | block | started    | status    | hours
    1        | 1       | 1       | 1       | DOROS | 2205-PUP-1 | V     | 2018-04-01 | ukonczony | 10
    1        | 2       | 1       | 1       | DOROS | 2205-OPS-1 | S     | 2018-05-01 | trwa      | 6
    1        | 3       | 1       | 1       | KONTR | 2205-CUS-1 | S     | 2018-06-01 | przerwany |
    1        | 4       | 2       | 2       | STAZ  | 2205-PUP-1 | V     | 2018-06-01 | planowany | 50
"""
PLANS = """
    delivery | plan_id | case_id | type    | joint | started    | end_reason
    1        | 1       | 1       | WSPOLNY | true  | 2018-04-01 | trwa
    1        | 2       | 2       | IPD     | false | 2018-05-01 | trwa
"""


def test_institutions_count_by_steps_that_ran_and_both_sides_by_two_of_them(spec: Spec) -> None:
    spec(
        "joint_work_facts",
        raw_cases=CASES,
        raw_institutions=INSTITUTIONS,
        raw_plans=PLANS,
        raw_steps=STEPS,
        expected="""
            year | seen_to | teryt | joint_client | plan | joint_client_joint_plan | two_institutions | three_institutions | both_sides | both_blocks | n
            2018 | 24312   | 2205  | 1            | 1    | 1                       | 1                | 0                  | 1          | 1           | 1
            2018 | 24312   | 2205  | 0            | 1    | 0                       | 0                | 0                  | 0          | 0           | 1
            2019 | 24311   | 2216  | 1            | 0    | 0                       | 0                | 0                  | 0          | 0           | 1
        """,
    )


def test_hours_of_counselling_add_up_over_steps(spec: Spec) -> None:
    spec(
        "counselling_facts",
        raw_cases=CASES,
        raw_plans=PLANS,
        raw_steps=STEPS,
        raw_outcomes="""
            delivery | case_id | exit_month | exit_reason
            1        | 1       | 2019-02-01 | PR_NS
            1        | 2       | 2019-06-01 | PR_NS
        """,
        expected="""
            year | teryt | counselled | low | middle | high | work_12 | n
            2018 | 2205  | 1          | 0   | 1      | 0    | 1       | 1
            2018 | 2205  | 0          | 0   | 0      | 0    | 0       | 1
        """,
    )


def test_a_centre_told_twice_counts_by_its_newest_delivery(spec: Spec) -> None:
    spec(
        "cis_facts",
        raw_institutions=INSTITUTIONS + "    2        | 2205-PUP-1 | PUP  | IRP   | 2205\n",
        raw_cis_report="""
            delivery | inst_id    | year | group | entered | completed | independent | employed
            1        | 2205-PUP-1 | 2018 | razem | 40      | 30        | 20          | 10
            2        | 2205-PUP-1 | 2018 | razem | 40      | 31        | 12          | 9
            2        | 2205-PUP-1 | 2018 | inni  | 4       | 3         | 2           | 1
        """,
        expected="""
            year | teryt | independent | employed | n
            2018 | 2205  | 0           | 0        | 19
            2018 | 2205  | 1           | 0        | 3
            2018 | 2205  | 1           | 1        | 9
        """,
    )


def test_a_fall_in_benefits_is_one_by_half_of_what_was_there(spec: Spec) -> None:
    spec(
        "benefit_facts",
        raw_cases=CASES,
        raw_outcomes="""
            delivery | case_id | exit_month | benefit_month_before | benefit_month_after
            1        | 1       | 2019-02-01 | 800                  | 400
            1        | 2       | 2019-06-01 | 800                  | 450
            1        | 3       | 2020-06-01 | 0                    | 0
        """,
        expected="""
            year | teryt | halved | ended | n
            2019 | 2205  | 1      | 0     | 1
            2019 | 2205  | 0      | 0     | 1
        """,
    )


def test_an_improvement_is_measured_from_where_a_person_stood(spec: Spec) -> None:
    people = [  # at entry, after 6 months -> inactive, unknown, improved
        ("bierny", "szuka_pracy", "1      | 0       | 1"),
        ("dlugotrwale_bezrobotny", "szuka_pracy", "0      | 0       | 0"),
        ("bezrobotny_zarejestrowany", "cis_kis", "0      | 0       | 1"),
        ("uczacy_sie", "nauka", "0      | 0       | 0"),
        ("bierny", "powrot_do_ops", "1      | 0       | 0"),
        ("bierny", "brak_danych", "1      | 1       | 0"),
    ]
    rows = list(enumerate(people, 1))
    spec(
        "situation_facts",
        raw_cases="delivery | case_id | teryt | data_cutoff | lm_status_entry\n"
        + "\n".join(f"1 | {at} | 22{at:02d} | 2025-12-01 | {entry}" for at, (entry, _, _) in rows),
        raw_outcomes="delivery | case_id | exit_month\n" + "\n".join(f"1 | {at} | 2019-02-01" for at, _ in rows),
        raw_followups="delivery | case_id | window_m | status | in_work\n"
        + "\n".join(f"1 | {at} | 6 | {status} | false" for at, (_, status, _) in rows),
        expected="teryt | inactive | unknown | improved\n"
        + "\n".join(f"22{at:02d} | {told}" for at, (*_, told) in rows),
    )


def _facts(rows: str) -> tuple[duckdb.DuckDBPyConnection, groups.Population]:
    con = duckdb.connect()
    con.execute(
        f"create table cis_facts as select * from (values {rows}) t(year, seen_to, n, teryt, independent, employed)"
    )
    (population,) = [p for p in DECLARED if p.name == "cis"]
    return con, population


def test_a_block_counts_when_it_is_followed_and_other_regions_do_not() -> None:
    con, population = _facts(
        "(2018, 24228, 3, '2205', 1, 0), (2018, 24228, 4, '0201', 1, 0), (2019, 24239, 5, '2216', 0, 0)"
    )
    (only,) = groups.cohorts(con, population)
    assert (only.first, only.last, int(only.persons.sum())) == ("2018-01", "2018-12", 3)


def test_facts_that_exclude_each_other_stop_the_build() -> None:
    con, population = _facts("(2018, 24228, 3, '2205', 0, 1)")
    with pytest.raises(RuntimeError, match="rules out together"):
        groups.cohorts(con, population)


def test_the_bundled_sample_publishes_every_population(published: Release) -> None:
    told = published.manifest["certificate"]["populations"]
    assert set(told) == {p.name for p in DECLARED}
    for name, certificate in told.items():
        assert certificate["violations"] == 0, name
        assert certificate["insiders"]["attacked"] == certificate["insiders"]["possible"], name
        assert all(cohort["cached"] for cohort in certificate["cohorts"]), (
            "make them anew: latarnia audit --full --out data/deliveries"
        )
    rows = published.table("protected_counts")
    assert {row["population"] for row in rows} == set(told)
    assert all(row["value"] is None or (row["value"] > 24 and row["value"] % 10 == 0) for row in rows)
    assert all((row["value"] is None) == (row["obs_status"] == "C") for row in rows)
    assert all(row["synthetic"] for row in rows)


def test_shares_of_tokens_have_an_envelope_and_sums_a_wider_one(published: Release) -> None:
    newest, before = counts.blocks(published, "exchanges")[:2]
    one = counts.share(published, "exchanges", newest, "within_14")
    part, whole = (counts.summed(published, "exchanges", [newest, before], m) for m in ("within_14", "n"))
    assert part is not None
    assert whole is not None
    assert whole.upper - whole.lower == 18
    both = counts.ratio(published, "exchanges", part, whole)
    assert one.kind == both.kind == "value"
    assert both.lower < both.value < both.upper  # type: ignore[operator]
    assert counts.token(published, "exchanges", newest, "n", area="2205") is None
    assert counts.ratio(published, "exchanges", None, whole).kind == "missing"
    assert counts.codes(published, "exchanges", "direction") == ["IPiIS_IRP", "IRP_IPiIS", "other"]
    assert not counts.is_refused(published, "exchanges")
    assert not counts.is_refused(published, "unheard")


def test_the_reference_folder_lists_no_population_that_is_not_declared() -> None:
    families = {p.name if p.window is None else p.name.rpartition("_")[0] for p in DECLARED}
    assert _codes("populations") == families
    assert Path(REFERENCE / groups.DECLARED).is_file()

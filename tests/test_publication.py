"""From deliveries to a release: which count, what a release holds of them, and that no case gets out."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import delivery_files
import duckdb
import pytest
import streamlit as st
from conftest import Spec
from streamlit.testing.v1 import AppTest

from pages.ui.card import apart
from pages.ui.cards import effect, outcomes
from pages.ui.cards.methods_protection import protection
from pages.ui.frame import PAGES
from pages.ui.text import words
from pipelines import build, model, reference, release, settings
from pipelines.__main__ import main
from pipelines.catalog import LANGUAGES
from pipelines.deliveries import private, small_groups, store
from pipelines.deliveries.check import Desk
from pipelines.disclosure import ladder, ledger
from pipelines.disclosure.jobs import code_hash
from pipelines.problems import UserError
from pipelines.publication import intake, protect

Load = Callable[..., None]

BUNDLED = settings.ROOT / "data" / "deliveries"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The product's data without the bundled sample."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name in ("reference", "sources"):
        (folder / name).symlink_to(settings.ROOT / "data" / name)
    return folder


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Audits of the small delivery that a test has finished: their keys bind counts and code, so another may recall them."""
    return tmp_path_factory.mktemp("finished")


@pytest.fixture(autouse=True)
def _few_offices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two offices attack each table of a small delivery, and linked tables together; all do in the bundled audit."""
    drawn = ladder._drawn
    monkeypatch.setattr(ladder, "_drawn", lambda areas, _, cohort: drawn(areas, 2, cohort))


@pytest.fixture(autouse=True)
def audits(finished: Path, tmp_path: Path) -> Iterator[None]:
    kept = tmp_path / "restricted" / protect.AUDITS
    shutil.copytree(
        finished, private.enter(private.enter(tmp_path / "restricted") / protect.AUDITS), dirs_exist_ok=True
    )
    yield
    shutil.copytree(kept, finished, dirs_exist_ok=True)


@pytest.fixture
def load(desk: Desk, tmp_path: Path) -> Load:
    """Loads the small delivery of delivery_files, changed, into tmp_path/restricted."""

    def run(changes: dict[str, str | bytes | None] | None = None, **facts: Any) -> None:
        source = tmp_path / "sent"
        shutil.rmtree(source, ignore_errors=True)
        with store.locked(tmp_path / "restricted") as folder:
            verdict = desk.examine(delivery_files.folder(source, changes, **facts))
            assert not verdict.refusals, verdict.refusals
            store.save(folder, desk.con, verdict, small_groups.measure(desk.con))

    return run


def built(data: Path, tmp_path: Path) -> release.Release:
    build.build(data=data, marts=tmp_path / "marts", restricted=tmp_path / "restricted", region="22")
    return release.current(tmp_path / "marts")


def rows(found: release.Release, query: str) -> list[tuple[Any, ...]]:
    path = found.folder / f"{protect.CASES.name}.parquet"
    return duckdb.connect().execute(query.replace("$", f"read_parquet('{path}')")).fetchall()


CASES = """
    delivery | case_id | teryt | entry_month | data_cutoff | sex | age_group | duration_group
    1        | 1       | 2205  | 2018-02-01  | 2020-12-01  | F   | 18-24     | do_1
    1        | 2       | 2205  | 2018-05-01  | 2020-11-01  | M   | 60-64     | 24+
    2        | 1       | 2216  | 2018-12-01  | 2020-12-01  | M   | 35-44     | 12-24
"""
AGES = """
    code  | parent
    18-24 | to_34
    35-44 | 35-54
    60-64 | 55_plus
"""


def test_a_case_counts_once_by_first_plan_kind_of_exit_and_month(spec: Spec) -> None:
    spec(
        "cohort_persons",
        raw_cases=CASES,
        ref_age_groups=AGES,
        raw_plans="""
            delivery | plan_id | case_id | joint | started
            1        | 1       | 1       | true  | 2018-03-01
            1        | 2       | 2       | false | 2018-05-01
            1        | 3       | 2       | true  | 2018-06-01
            2        | 1       |         | true  | 2018-12-01
        """,
        raw_outcomes="""
            delivery | case_id | exit_month | exit_reason
            1        | 1       | 2018-05-01 | PR_DG
            1        | 2       | 2019-03-01 | EMREN
            2        | 1       | 2021-01-01 | PR_NS
        """,
        expected="""
            first_month | last_month | followed_months | teryt | sex | age     | pathway | duration | outcome  | n
            2018-01     | 2018-12    | 23              | 2205  | F   | to_34   | joint   | to_12    | work_3   | 1
            2018-01     | 2018-12    | 23              | 2205  | M   | 55_plus | single  | 24+      | other_12 | 1
            2018-01     | 2018-12    | 23              | 2216  | M   | 35-54   | single  | 12-24    | none     | 1
        """,
    )


def test_counts_of_persons_are_never_written_only_their_tokens(data: Path, tmp_path: Path, load: Load) -> None:
    load()
    found = built(data, tmp_path)
    assert not (found.folder / f"{protect.COUNTED}.parquet").exists()
    assert protect.COUNTED not in found.manifest["dictionary"]
    assert rows(found, "select distinct value, obs_status, lower, upper from $") == [
        (None, "C", 0, 24)
    ]  # three persons
    assert set(found.manifest["dictionary"][protect.CASES.name]["columns"]) == {
        row[0] for row in rows(found, "describe select * from $")
    }
    assert found.manifest["certificate"]["violations"] == 0
    assert [d["synthetic"] for d in found.manifest["deliveries"]] == [True]


def test_without_deliveries_the_table_is_there_and_empty(data: Path, tmp_path: Path) -> None:
    found = built(data, tmp_path)
    assert rows(found, "select count(*) from $") == [(0,)]
    assert found.manifest["certificate"] is None
    assert found.manifest["deliveries"] == []


def test_real_deliveries_drive_out_synthetic_ones(data: Path, tmp_path: Path, load: Load) -> None:
    load()
    load(supplier="pup-2205", synthetic=False)
    used = intake.in_use(tmp_path / "restricted", "22")
    assert [d.supplier for d in used] == ["pup-2205"]
    assert not intake.is_synthetic(used)
    assert intake.in_use(tmp_path / "restricted", "26") == []


def test_a_county_in_two_deliveries_of_one_half_year_is_refused(data: Path, tmp_path: Path, load: Load) -> None:
    load()
    load(supplier="rops-22", teryt="22")
    with pytest.raises(UserError) as said:
        built(data, tmp_path)
    assert "--undo pcpr-2205 2018-H1" in said.value.text.en
    assert not (tmp_path / "marts").exists()


def test_the_name_of_a_release_depends_on_what_is_stored_not_on_how_often(
    data: Path, tmp_path: Path, load: Load
) -> None:
    load()
    first = built(data, tmp_path)
    load({"outcomes": None, "followups": None})
    second = built(data, tmp_path)
    load()
    third = built(data, tmp_path)
    assert first.id == third.id != second.id


def test_the_ledger_notes_what_was_said_once(data: Path, tmp_path: Path, load: Load) -> None:
    load()
    built(data, tmp_path)
    built(data, tmp_path)
    book = tmp_path / "marts" / "ledger_22_synthetic.jsonl"
    assert [entry.cohort for entry in ledger.read(book) if not entry.population] == ["2018-01/2018-12"]
    populations = [entry.cohort for entry in ledger.read(book) if entry.population]
    assert len(populations) == len(set(populations))
    book.write_text(book.read_text().replace('"P4"', '"P3"'))
    with pytest.raises(UserError) as said:
        built(data, tmp_path)
    assert "ledger_22_synthetic.jsonl" in said.value.text.pl


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From then on every audit of the cases finds three violations."""
    told = json.loads((BUNDLED / "certificate.json").read_text(encoding="utf-8")) | {"violations": 3}

    def found(*_: object, **__: object) -> None:
        raise ladder.AuditError(told)

    return lambda: monkeypatch.setattr(ladder, "release", found)


def test_what_gives_persons_away_stops_the_build_and_asks_a_person(
    data: Path, tmp_path: Path, load: Load, broken: Callable[[], None]
) -> None:
    load(synthetic=False)
    before = built(data, tmp_path)
    broken()
    before_it = ledger.read(tmp_path / "marts" / "ledger_22.jsonl")
    load({"outcomes": None, "followups": None}, synthetic=False)
    with pytest.raises(UserError) as said:
        built(data, tmp_path)
    assert "naruszenia: 3. Nie wolno publikować" in said.value.text.pl
    assert "coarser rung" in said.value.text.en
    assert release.current(tmp_path / "marts").id == before.id
    noted = ledger.read(tmp_path / "marts" / "ledger_22.jsonl")
    assert len([entry for entry in noted if not entry.population]) == 1
    assert noted == before_it


@pytest.mark.parametrize("synthetic", [False, True])
def test_where_no_real_counts_stand_published_the_release_holds_none_and_says_so(
    synthetic: bool, data: Path, tmp_path: Path, load: Load, broken: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    if synthetic:  # invented counts that stand published protect nobody
        load()
        built(data, tmp_path)
    broken()
    load({"followups": None}, synthetic=synthetic)
    before = [entry for entry in ledger.read(tmp_path / "marts" / "ledger_22_synthetic.jsonl") if not entry.population]
    found = built(data, tmp_path)
    assert rows(found, "select count(*) from $") == [(0,)]
    assert found.table("evaluation_counties") == found.table("evaluation_effect") == []
    told = found.manifest["certificate"]
    assert told["withheld"]
    assert not {"cohorts", "attacks", "violations"} & set(told)  # what was found would itself tell of persons
    assert any("counts of cases are not published" in warning["en"] for warning in found.manifest["warnings"])
    book = tmp_path / "marts" / f"ledger_22{'_synthetic' if synthetic else ''}.jsonl"
    assert [entry for entry in ledger.read(book) if not entry.population] == before
    monkeypatch.setenv("LATARNIA_MARTS", str(tmp_path / "marts"))
    monkeypatch.setenv("LATARNIA_RESTRICTED", str(tmp_path / "restricted"))
    monkeypatch.setenv("LATARNIA_DATA", str(data))
    with pytest.raises(UserError) as said:
        build.audit()
    assert "Must not be published" in said.value.text.en
    for language in LANGUAGES:
        assert outcomes.lead(found, language) == words("outcomes.withheld", language)
        assert words("outcomes.how_to_decide", language) in outcomes.time_to_work(found, "", language)["notices"]
        answer, conditions = effect.answer(found, language), effect.conditions(found, language)
        assert words("effect.gate.comparison_counties", language) in answer["sentence"]
        assert words("outcomes.withheld", language) in answer["notices"]
        assert "figure" not in answer
        assert {row["state"] for row in conditions["table"].rows} >= {words("effect.fails", language)}
        assert effect.before_and_after(found, language)["title"] + "." == words("outcomes.withheld", language)
        shown = protection(found, language)
        assert words("outcomes.withheld", language) in shown
        assert words("methods.certificate", language) not in shown
        assert words("methods.joint", language) in shown  # of the small tables, which are published


def test_the_bundled_sample_gives_way_to_other_deliveries_real_ones_to_none(
    data: Path, tmp_path: Path, load: Load
) -> None:
    (data / "deliveries").mkdir()
    shutil.copy(BUNDLED / "rops-22_2018-H1.zip", data / "deliveries")
    restricted = tmp_path / "restricted"

    def used() -> list[str]:
        return [d.supplier for d in intake.in_use(restricted, "22")]

    intake.take(data, restricted, "22", lambda _: None)
    assert used() == ["rops-22"]
    load()
    assert used() == ["pcpr-2205"]
    load(supplier="pup-2205", synthetic=False)
    assert used() == ["pup-2205"]


def test_a_register_of_the_whole_region_stands_beside_the_cases_of_counties(tmp_path: Path, load: Load) -> None:
    load()
    clients = ("cases", "plans", "steps", "exchanges", "outcomes", "followups", "households", "household_status")
    load(
        dict.fromkeys([*clients, "case_reasons", "case_barriers", "degressive_support"]), supplier="rops-22", teryt="22"
    )
    assert len(intake.in_use(tmp_path / "restricted", "22")) == 2


CANARY = {"hours": "4321.5", "cost_zl": "499990", "benefit_month_before": "19950", "benefit_month_after": "18850"}

IDS = {"case_id", "household_id", "plan_id", "step_id", "exch_id", "delivery"}


def test_a_canary_case_gets_nowhere(
    data: Path, tmp_path: Path, load: Load, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Unique values in every field: in no table of the release, no page or download, no log; no page opens a case file."""
    row = "c87654321;h87654321;2205;3;2018-06;INNE;M;65+;lower;brak;24+;nieaktywny;tak;;0;nie;1;1;;1;tylko_statystyka;2004;2025-11"
    changes = {
        "cases": delivery_files.TABLES["cases"] + row.replace("nieaktywny", "dlugotrwale_bezrobotny") + "\n",
        "steps": delivery_files.with_cell("steps", 2, "hours", CANARY["hours"]).replace(";120;", ";499990;"),
        "outcomes": delivery_files.with_cell("outcomes", 2, "benefit_month_before", "19950").replace(";350", ";18850"),
    }
    load(changes)
    found = built(data, tmp_path)
    con = duckdb.connect()
    for path in found.folder.glob("*.parquet"):
        heads = [row[0] for row in con.execute(f"describe from read_parquet('{path}')").fetchall()]
        assert not [head for head in heads if head in IDS], path.name
        for head in heads:
            texts = f"select 1 from read_parquet('{path}') where cast(\"{head}\" as varchar) in ({', '.join(map(repr, _spelt()))})"
            assert not con.execute(texts).fetchall(), (path.name, head)
    opened: list[str] = []
    watching = [True]
    sys.addaudithook(lambda event, told: opened.append(str(told[0])) if event == "open" and watching[0] else None)
    monkeypatch.setenv("LATARNIA_MARTS", str(tmp_path / "marts"))
    monkeypatch.setenv("LATARNIA_RESTRICTED", str(tmp_path / "restricted"))
    st.cache_resource.clear()
    shown = []
    for script in PAGES.values():
        page = AppTest.from_file(str(settings.ROOT / "app.py"), default_timeout=60)
        page = page.run() if script == "app.py" else page.switch_page(script).run()
        assert not page.exception
        for element in page.get("bidi_component"):  # cards with their downloads; a talk has a line of JSON before them
            slides, _, cards = (
                element.proto.bytes.partition(b"\n") if script == PAGES["talk"] else (b"", b"", element.proto.bytes)
            )
            shown += [slides.decode(), json.dumps(apart(cards))]
        shown += [element.proto.body for element in page.get("html")]
    watching[0] = False
    monkeypatch.setenv("LATARNIA_DATA", str(data))
    for command in (["audit"], ["values", "A01", "--format", "csv"], ["releases"]):
        assert main(command) == 0
    said = capfd.readouterr()
    assert opened
    assert not [path for path in opened if str(tmp_path / "restricted") in path]
    for told in (*shown, said.out, said.err, json.dumps(found.manifest)):
        assert not [
            value for value in (*CANARY.values(), "87654321") if re.search(rf"(?<![0-9.]){value}(?![0-9])", told)
        ]


def _spelt() -> list[str]:
    values = [*CANARY.values(), "87654321", "c87654321", "h87654321"]
    return [*values, *(f"{value}.0" for value in values)]


def test_the_bundled_sample_is_published_with_its_certificate(marts: Path) -> None:
    """Its finished audits are in git and fit the code: a newcomer's first start repeats none of them."""
    found = release.current(marts)
    told = found.manifest["certificate"]
    assert told["violations"] == 0
    assert told["synthetic"]
    assert all(cohort["cached"] for cohort in told["cohorts"]), (
        "make them anew: latarnia audit --full --out data/deliveries"
    )
    in_git = json.loads((BUNDLED / "certificate.json").read_text(encoding="utf-8"))
    assert {name: told[name] for name in ("preset", "lattice", "attacks", "insiders")} == {
        name: in_git[name] for name in ("preset", "lattice", "attacks", "insiders")
    }
    shown = rows(found, "select count(*) filter (value is not null) > 2000, min(value) > 24 from $")
    assert shown == [(True, True)]


def test_a_part_of_the_bundled_audit_is_repeated_from_nothing(sample: Path) -> None:
    """Two cohorts, drawn by the code's hash so that another version of it repeats others; two offices attack each."""
    con = build.connect()
    reference.read(con, settings.data_folder() / "reference", lambda _: None)
    intake.read(con, intake.in_use(sample, "22"))
    for m in model.needed(model.load(settings.MODELS), protect.COUNTED):
        con.execute(f"create table {m.name} as {m.sql}").fetchall()
    areas = sorted(code for (code,) in con.execute("select distinct teryt from cohort_persons").fetchall())
    rules = protect.programme(settings.data_folder() / "reference", areas)
    entered = protect.cohorts(con, rules.lattice, rules.months)
    first = int(code_hash(), 16) % len(entered)
    chosen = [entered[first], entered[(first + 5) % len(entered)]]
    made = ladder.release(rules.lattice, rules.preset, chosen, synthetic=True, insiders=2, workers=1)
    in_git = json.loads((BUNDLED / "certificate.json").read_text(encoding="utf-8"))
    for cohort in made.certificate["cohorts"]:
        (kept,) = [c for c in in_git["cohorts"] if c["cohort"] == cohort["cohort"]]
        for scenario in ("tokens", "known_sizes"):
            told = {
                name: cohort["attacks"][scenario][name] for name in ("targets", "sensitive", "narrowest", "violations")
            }
            assert told == {name: kept["attacks"][scenario][name] for name in told}
    assert made.certificate["violations"] == 0

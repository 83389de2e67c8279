"""A demo of some counties only: it stays what was loaded, and with four counties and few cases the gates speak."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from delivery_files import folder

from pipelines import build, model, settings
from pipelines.__main__ import main
from pipelines.deliveries import store
from pipelines.evaluation import run as evaluation
from pipelines.publication import intake

Capture = pytest.CaptureFixture[str]

PILOTS = "2203,2205,2212,2216"


@pytest.fixture(scope="module")
def zone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A restricted zone with six years of four counties, made and loaded by the commands."""
    folder = tmp_path_factory.mktemp("four")
    few = ["--cases", "600", "--effect", "0.08", "--seed", "3", "--by", "region", "--periods", "2014-H1:2019-H2"]
    assert main(["demo", "--counties", PILOTS, *few, "--out", str(folder / "sent")]) == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LATARNIA_RESTRICTED", str(folder / "zone"))
        assert main(["load", str(folder / "sent")]) == 0
    return folder / "zone"


def test_what_was_loaded_is_not_overruled_by_the_bundled_sample(zone: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "deliveries").mkdir(parents=True)
    (data / "reference").symlink_to(settings.ROOT / "data" / "reference")
    shutil.copy(settings.ROOT / "data" / "deliveries" / "rops-22_2014-H1.zip", data / "deliveries")
    before = intake.content(intake.in_use(zone, "22"))
    assert intake.waiting(data, zone, "22")
    assert intake.take(data, zone, "22", lambda _: None) == []
    assert intake.content(intake.in_use(zone, "22")) == before
    assert not intake.waiting(data, zone, "22")


@pytest.mark.parametrize("is_withheld", [False, True])
def test_four_counties_and_few_cases_name_no_effect_however_large(
    is_withheld: bool, zone: Path, tmp_path: Path
) -> None:
    """Whether the counts of so few cases are published or held back, the conditions speak."""
    con = build.connect(threads=1)
    con.execute(f"create table ref_age_groups as from read_csv('{settings.ROOT}/data/reference/age_groups.csv')")
    intake.read(con, intake.in_use(zone, "22"))
    for m in model.needed(model.load(settings.MODELS), "county_panel"):
        con.execute(f"create table {m.name} as {m.sql}").fetchall()
    assert con.execute("select count(distinct teryt), sum(cases) from county_panel").fetchall() == [(4, 600)]
    con.execute(
        "create table cohort_counts as select '2014-01' as first, '2014-12' as last, null::varchar as area, 'total' as sex, "
        "'total' as age, 'total' as pathway, 'total' as duration, 'n' as kind, null::bigint as month, 100::bigint as lower, "
        "109::bigint as upper"
    )
    evaluation.run(con, settings.ROOT / "data" / "reference", tmp_path, synthetic=True, is_withheld=is_withheld)
    failed = {gate for (gate,) in con.execute("select gate from evaluation_gates where not passed").fetchall()}
    assert "comparison_counties" in failed
    ((verdict, counties, hundreds),) = con.execute(
        "select verdict, counties, cases_hundreds from evaluation_verdict"
    ).fetchall()
    assert verdict == "no_design"
    if is_withheld:  # of the cases nothing is said, not even which county has few
        assert (counties, hundreds) == (4, None)
    assert con.execute("select count(*) from evaluation_effect").fetchall() == [(0,)]


def test_one_invented_region_takes_the_place_of_another(zone: Path, tmp_path: Path, capsys: Capture) -> None:
    """Two demos are two worlds; a real delivery belongs to neither and stays."""
    sent, real = tmp_path / "sent", folder(tmp_path / "real", supplier="pup-2205", synthetic=False)
    assert (
        main(["demo", "--counties", "2212", "--cases", "50", "--periods", "2014-H1:2014-H1", "--out", str(sent)]) == 0
    )
    own = tmp_path / "zone"
    shutil.copytree(zone, own)
    before = {(d.supplier, d.period) for d in store.deliveries(own)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LATARNIA_RESTRICTED", str(own))
        patch.setenv("LATARNIA_LANG", "en")
        assert main(["load", str(real)]) == 0
        capsys.readouterr()
        assert main(["load", str(sent)]) == 0
        assert f"other synthetic deliveries ({len(before) - 1})" in capsys.readouterr().out  # one was replaced
        assert main(["load", "--only", str(sent)]) == 0
        assert f"withdrawn: {len(before) - 1}." in capsys.readouterr().out
        assert main(["load", "--only", str(sent)]) == 0
        assert "withdrawn" not in capsys.readouterr().out
    left = {d.supplier for d in store.deliveries(own)}
    assert left == {"powiat-2212", "rops-22", "pup-2205"}

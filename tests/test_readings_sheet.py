"""The county sheet on the bundled release: figures, benchmarks, verdicts, trends, peers."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipelines import release as releases
from pipelines import settings
from pipelines.__main__ import main
from pipelines.readings import cooperation, counts, peers, sheet_figures, together
from pipelines.readings.sheet import COMPARATORS, alternatives, sheet
from pipelines.release import Release


@pytest.fixture(scope="module")
def release(marts: Path) -> Release:
    return releases.current(marts)


def test_a_rate_is_judged_against_the_region_by_its_interval(release: Release) -> None:
    row = sheet(release, "2216", "region").row("D03")
    assert (round(row.county.value or 0, 1), round(row.benchmark.value or 0, 1)) == (15.6, 6.8)
    assert row.verdict.judged == "worse"
    assert row.affected is not None
    assert [round(n) for n in (row.affected.persons, row.affected.lower, row.affected.upper)] == [366, 317, 418]
    equal = sheet(release, "2216", "region").row("C01")
    assert equal.verdict.judged == "similar"
    assert equal.verdict.lower is not None
    assert equal.verdict.upper is not None
    assert equal.verdict.lower <= 0 <= equal.verdict.upper


def test_figures_of_a_whole_area_put_together_are_those_that_were_printed(release: Release) -> None:
    row = next(row for row in sheet_figures.declared(release) if row.code == "C01")
    for area, codes in (("22", [a.code for a in release.counties()]), ("00", list(peers.context(release)))):
        printed = release.value("C01", area, "2022")
        found = sheet_figures.together(release, row, codes, "2022")
        assert printed is not None
        assert printed.value is not None
        assert found.value == pytest.approx(printed.value, abs=0.06)
        assert (found.basis, found.counties) == ("pooled", len(codes))


def test_what_cannot_be_judged_says_why_in_both_languages(release: Release) -> None:
    for comparator in COMPARATORS:
        for teryt in ("2216", "2264"):
            for row in sheet(release, teryt, comparator).rows:
                if row.verdict.judged == "not_judged":
                    assert row.verdict.why is not None
                    assert row.verdict.why.pl
                    assert row.verdict.why.en
                if row.benchmark.value is None:
                    assert row.benchmark.why is not None
                if row.county.value is None:
                    assert row.county.why is not None
                if row.trend.found is None:
                    assert row.trend.why is not None
                assert (row.declared.direction == "none") <= (row.verdict.judged not in {"better", "worse"})


def test_protected_shares_are_compared_over_the_same_years_and_by_their_bounds(release: Release) -> None:
    for code, population in cooperation.COUNTED.items():
        row = sheet(release, "2209", "region").row(code)
        block = together.newest_until(release, population, "2025-12")
        assert block is not None
        read = together.joint_plans if code == "E07" else together.timely
        found = read(release, block, "2209")
        assert (row.county.value, row.county.lower, row.county.upper) == (found.value, found.lower, found.upper)
        assert row.county.period == row.benchmark.period == f"{block[0][:4]}–{block[1][:4]}"
        assert row.benchmark.value == pytest.approx(
            counts.share(release, population, block, *together.PARTS[population]).value
        )
        assert row.verdict.judged == "better"
        assert row.trend.why is not None
        assert "dwuletnie" in row.trend.why.pl
        hidden = sheet(release, "2216", "region").row(code)
        assert (hidden.county.value, hidden.county.obs_status, hidden.past.value) == (None, "C", None)
    peers = sheet(release, "2209", "peers_region").row("E07").benchmark
    assert (peers.value, peers.obs_status) == (None, "C")  # a count of one of the five is hidden


def test_a_target_is_that_of_the_years_measured(release: Release) -> None:
    targets = {(t["indicator_id"], str(t["year"])): t["target"] for t in release.table("cooperation_targets")}
    found = {row.code: row for row in sheet(release, "2209", "target").rows if row.benchmark.value is not None}
    assert {code: row.benchmark.value for code, row in found.items()} == {
        "E01": targets["E01", "2025"],
        "E07": targets["E07", "2025"],
        "E08": targets["E08", "2023"],
    }
    assert [found[code].verdict.judged for code in ("E01", "E07", "E08")] == ["not_judged", "similar", "better"]


def test_counts_are_compared_with_their_own_past_only(release: Release) -> None:
    row = sheet(release, "2216", "country").row("C09")
    assert row.verdict.judged == "not_judged"
    assert row.spread is None
    assert (row.past.period, row.past.value, row.change.judged) == ("2019", 964.0, "better")
    assert row.trend.way == "down"
    assert (row.trend.start, row.trend.end) == ("2015", "2024")


@pytest.mark.parametrize(
    ("code", "word"), [("C10", "2020"), ("D03", "2016"), ("C11", "2023"), ("E10", "fale"), ("G12", "trzyletnie")]
)
def test_a_trend_that_cannot_be_calculated_says_what_stands_in_the_way(release: Release, code: str, word: str) -> None:
    found = sheet(release, "2216").row(code).trend
    assert found.found is None
    assert found.why is not None
    assert word in found.why.pl


def test_hidden_outcomes_stay_hidden_and_shown_ones_are_judged_by_the_funnel(release: Release) -> None:
    hidden = sheet(release, "2264").row("G12")
    assert (hidden.county.value, hidden.county.obs_status, hidden.verdict.judged) == (None, "C", "not_judged")
    shown = sheet(release, "2216").row("G12")
    assert (shown.county.value, shown.benchmark.value, shown.benchmark.basis) == (35, 31, "expected")
    assert shown.verdict.judged == "similar"
    assert shown.affected is None


def test_the_frozen_sets_are_what_the_code_finds(release: Release) -> None:
    with (settings.data_folder() / "reference" / "peer_sets.csv").open(encoding="utf-8", newline="") as file:
        kept = list(csv.DictReader(file))
    newest = max(((row["year"], row["version"]) for row in kept), key=lambda key: (key[0], int(key[1])))
    assert [row for row in kept if (row["year"], row["version"]) == newest] == peers.rows(release, *newest)


def test_peers_come_from_the_whole_country_and_weights_change_them(release: Release) -> None:
    frozen = peers.peers(release, "2216", "country")
    assert (len(frozen.codes), frozen.year) == (5, "2024")
    assert "2216" not in frozen.codes
    assert any(not code.startswith("22") for code in frozen.codes)
    assert all(code.startswith("22") for code in peers.peers(release, "2216", "region").codes)
    other = peers.peers(release, "2216", "country", (("history", 3), ("city", 1)))
    assert other.year == ""
    assert other.codes != frozen.codes
    assert all(release.areas[code].kind == "city" for code in peers.peers(release, "2264", "country").codes)


def test_a_county_whose_borders_moved_has_no_peers(release: Release) -> None:
    found = peers.peers(release, "0221", "country")
    assert found.codes == ()
    assert found.why == peers.MOVED
    assert "0221" not in peers.context(release)
    assert "0265" not in peers.context(release)


def test_another_set_of_peers_gives_its_own_verdict(release: Release) -> None:
    found = alternatives(release, "2216", "C01")
    assert [item.left_out for item in found] == [*(v.code for v in peers.variables(release)), ""]
    assert {item.verdict.judged for item in found} == {"better"}


def test_an_area_that_is_no_county_of_the_region_has_no_sheet(release: Release) -> None:
    for code in ("22", "1401", "nonsense"):
        with pytest.raises(KeyError):
            sheet(release, code)


def test_a_new_year_adds_a_set_and_keeps_the_old_one(
    marts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = settings.data_folder() / "reference" / "peer_sets.csv"
    (tmp_path / "reference").mkdir()
    copy = tmp_path / "reference" / "peer_sets.csv"
    copy.write_bytes(kept.read_bytes())
    monkeypatch.setenv("LATARNIA_DATA", str(tmp_path))
    monkeypatch.setenv("LATARNIA_MARTS", str(marts))
    assert main(["peers", "2025"]) == 0
    assert main(["peers", "2025"]) == 0
    assert "wersja 2" in capsys.readouterr().out
    with copy.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert copy.read_text(encoding="utf-8").startswith(kept.read_text(encoding="utf-8"))
    assert {(row["year"], row["version"]) for row in rows} == {("2024", "1"), ("2025", "1"), ("2025", "2")}
    before = copy.read_bytes()
    assert main(["peers", "next"]) == 2
    assert copy.read_bytes() == before

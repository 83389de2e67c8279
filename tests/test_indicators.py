"""Every indicator on the bundled figures: known values, one golden file, promises of the declarations."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from pipelines import release
from pipelines.__main__ import main
from pipelines.catalog import STATUSES
from pipelines.indicators import GROUPS, INDICATORS
from pipelines.release import Release

GOLDEN = Path(__file__).parent / "golden" / "indicators.csv"


@pytest.fixture(scope="module")
def current(marts: Path) -> Release:
    return release.current(marts)


@pytest.fixture
def values(marts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run `latarnia values …` and return its rows."""
    monkeypatch.setenv("LATARNIA_MARTS", str(marts))

    def run(*arguments: str) -> list[dict[str, str]]:
        assert main(["values", *arguments, "--format", "csv"]) == 0
        return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))

    return run


# indicator, area, period, sex -> value, obs_status (published figures; see data/sources/*.toml)
KNOWN = [
    ("A01", "22", "2023", "total", "737", "E"),
    ("A01", "22", "2010", "total", "721", "E"),
    ("A01", "22", "2023", "F", "446", "A"),
    ("A01", "22", "2017-Q4", "total", "763", "A"),
    ("A02", "22", "2023", "total", "39.4", "E"),
    ("A02", "22", "2010", "total", "45.2", "E"),
    ("A10", "22", "2022", "F", "", "Q"),
    ("A10", "22", "2022", "total", "", "Q"),
    ("A11", "22", "2022", "total", "1.9", "A"),
    ("A03", "22", "2022-Q2", "total", "58.8", "A"),
    ("C01", "2205", "2024", "total", "2.4", "A"),
    ("C01", "2205", "2019", "total", "", "M"),
    ("C09", "2201", "2002", "total", "11877", "A"),
]


@pytest.mark.parametrize(("indicator", "geo", "period", "sex", "value", "status"), KNOWN)
def test_known_figures(values, indicator: str, geo: str, period: str, sex: str, value: str, status: str) -> None:
    by = ["--by", "sex"] if sex != "total" else []
    row = next(r for r in values(indicator, "--geo", geo, "--period", period, *by) if r["sex"] == sex)
    assert (row["value"], row["obs_status"]) == (value, status)


def test_a_rate_says_that_it_was_computed_and_a_published_one_that_it_was_not(values) -> None:
    assert values("A02", "--period", "2023")[0]["computed"] == "True"
    assert values("A11", "--period", "2022")[0]["computed"] == "False"


def test_every_row_carries_unit_status_method_source_and_release(values) -> None:
    for row in values("A01", "--by", "sex,education"):
        assert row["unit"]
        assert row["obs_status"]
        assert row["method"]
        assert row["source"]
        assert row["released"]
        assert row["release"]


def test_no_value_of_a_survey_stands_below_the_voivodeship(current: Release) -> None:
    for indicator in INDICATORS.values():
        if indicator.method == "direct":
            assert {v.level for v in current.rows(indicator.id)} <= {"country", "voivodeship"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("A01", "--geo", "2205"), "BAEL"),
        (("Z1",), "nie ma takiego wskaźnika"),
        (("A01", "--geo", "9999"), "nie ma takiego obszaru"),
        (("C01", "--by", "sex"), "nie ma przekroju"),
    ],
)
def test_a_question_without_an_answer_is_refused_in_one_line(
    marts: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.setenv("LATARNIA_MARTS", str(marts))
    assert main(["values", *arguments]) == 2
    out = capsys.readouterr()
    assert said in out.err
    assert len(out.err.strip().splitlines()) == 1
    assert not out.out


def test_json_holds_numbers_and_nulls(
    marts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LATARNIA_MARTS", str(marts))
    assert main(["values", "C01", "--geo", "2205", "--period", "2024", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["value"], row["lower"], row["n"]) == (2.4, None, None)


def test_releases_lists_the_one_in_use(
    marts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LATARNIA_MARTS", str(marts))
    assert main(["releases"]) == 0
    assert release.current(marts).id in capsys.readouterr().out


def test_a_value_is_there_exactly_when_its_status_says_so(current: Release) -> None:
    for code in INDICATORS:
        rows = list(current.rows(code))
        assert rows, f"{code} has no value at all"
        for v in rows:
            assert (v.value is not None) == STATUSES[v.obs_status].has_value, v
            assert (v.lower is None) == (v.upper is None)
            if v.lower is not None and v.value is not None and v.upper is not None:
                assert v.lower <= v.value <= v.upper


def test_no_figure_stands_twice(current: Release) -> None:
    for code in INDICATORS:
        keys = [
            v._replace(value=None, lower=None, upper=None, obs_status="", released_on="") for v in current.rows(code)
        ]
        assert len(keys) == len(set(keys))


def test_declarations_are_complete(current: Release) -> None:
    tables = {t["name"] for t in current.manifest["tables"]}
    units = {r["code"] for r in current.lists["units"]}
    for i in INDICATORS.values():
        assert i.group in GROUPS
        assert i.id.startswith(i.group)
        assert i.mart in tables
        assert i.unit in units
        for text in (i.title, i.question, i.definition, i.numerator_words, *i.caveats):
            assert text.pl
            assert text.en
            assert text.pl != text.en
        assert i.question.pl.endswith("?")
        assert i.question.en.endswith("?")


def golden_rows(current: Release) -> list[list[str]]:
    """One line per indicator, level and breakdown: how many values, the first and the last period, sum and newest mean."""
    lines = []
    for code, i in INDICATORS.items():
        rows = [v for v in current.rows(code) if v.value is not None]
        for level in i.levels:
            mine = [v for v in rows if v.level == level]
            if mine:
                total = sum(v.value or 0 for v in mine)
                lines.append(
                    [
                        code,
                        level,
                        str(len(mine)),
                        min(v.period for v in mine),
                        max(v.period for v in mine),
                        f"{total:.3f}",
                    ]
                )
    return [["indicator", "level", "values", "first_period", "last_period", "sum"], *lines]


def test_golden(current: Release) -> None:
    """A change of method or data changes this file, and the change is reviewed."""
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        assert golden_rows(current) == list(csv.reader(file))

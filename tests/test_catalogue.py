"""The proposed indicators (groups E to H): declared completely, printed with everything beside them, shown on cards."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from pages.ui import views
from pages.ui.cards import methods_sections
from pipelines.__main__ import main
from pipelines.catalog import LANGUAGES, Text
from pipelines.contract import TABLES
from pipelines.indicators import GROUPS, INDICATORS, PROPOSED
from pipelines.readings.figures import figures, reader
from pipelines.readings.figures.rows import Figure, covers, median_between
from pipelines.readings.missing import WHY
from pipelines.release import Release
from pipelines.words.sentences import MISSING, Share


@pytest.fixture
def values(marts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run `latarnia values …` and return its rows."""
    monkeypatch.setenv("LATARNIA_MARTS", str(marts))

    def run(*arguments: str) -> list[dict[str, str]]:
        assert main(["values", *arguments, "--format", "csv"]) == 0
        return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))

    return run


def test_declarations_are_complete(published: Release) -> None:
    units = {row["code"] for row in published.lists["units"]}
    assert not set(PROPOSED) & set(INDICATORS)
    for code, i in PROPOSED.items():
        assert i.group in GROUPS
        assert code.startswith(i.group)
        assert i.unit in units
        assert set(i.sources) <= set(TABLES)
        texts: list[Text | None] = [i.title, i.question, i.definition, i.numerator_words, i.universe, *i.caveats]
        for text in texts:
            assert text is not None
            assert text.pl
            assert text.en
            assert text.pl != text.en
        assert i.question.pl.endswith("?")
        assert i.question.en.endswith("?")


@pytest.mark.parametrize("code", PROPOSED)
def test_an_indicator_is_read_and_its_card_names_it(published: Release, code: str) -> None:
    declared = PROPOSED[code]
    unavailable = {row["indicator"] for row in published.lists["unavailable"]}
    assert (reader(declared) is None) == (code in unavailable)
    found = [f for level in ("22", "2205") for f in figures(published, code, level)]
    assert bool(found) == (code not in unavailable)
    for figure in found:
        assert len(figure.by) in {0, len(declared.by)}
        assert (figure.value is None) == bool(figure.why)
        assert not figure.why or figure.why in WHY
        if figure.value is not None and figure.lower is not None and figure.upper is not None:
            assert figure.lower <= figure.value <= figure.upper
    for language in LANGUAGES:
        content = views.content(published, views.parse(declared.card), language)
        assert content["anchor"] == views.parse(declared.card).card
        said = [item for item in content["description"] if isinstance(item, tuple)]
        assert any(term.startswith(f"{code},") for term, _ in said) or code in unavailable


def test_no_figure_stands_twice(published: Release) -> None:
    for code in PROPOSED:
        keys = [(f.period, f.by) for f in figures(published, code, "22")]
        assert len(keys) == len(set(keys))


def test_methods_explain_every_one_and_link_to_its_card(published: Release) -> None:
    html = methods_sections.indicators(published, "en")
    for code, i in PROPOSED.items():
        assert f'<details id="{code}"' in html
        page, _, card = i.card.partition("#")
        assert f'href="./{page}{"&amp;" if "?" in page else "?"}lang=en#{card}"' in html
    assert "E06 Reach" in html
    assert "The denominator is the number of unemployed on social assistance" in html


def test_values_print_everything_beside_the_figure(values) -> None:
    (row,) = values("E07", "--geo", "2212", "--period", "2024")
    assert row["period"] == "2024-2025"
    assert float(row["lower"]) <= float(row["value"]) <= float(row["upper"])
    assert int(row["n"]) % 10 == 0
    assert (row["unit"], row["obs_status"], row["method"], row["synthetic"]) == (
        "%",
        "E",
        "protected",
        "DANE SYNTETYCZNE",
    )
    assert row["source"] == "dostawy 2014-H1:2025-H2 (cases, plans)"
    assert row["release"].startswith("r")
    assert [row["period"] for row in values("E01", "--geo", "2205", "--period", "2024")] == ["2024-H1", "2024-H2"]


def test_a_hidden_count_prints_its_bound_and_no_value(values) -> None:
    hidden = [row for row in values("E07", "--geo", "2205") if row["obs_status"] == "C"]
    assert hidden
    assert {row["value"] for row in hidden} == {""}
    assert all(row["lower"] == "0" or row["upper"] == "100" or not row["lower"] for row in hidden)


def test_what_cannot_be_computed_says_why(values, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = values("E06")
    assert (row["value"], row["obs_status"]) == ("", "M")
    assert row["note"].startswith("Mianownikiem jest liczba bezrobotnych")
    (row,) = values("E01", "--geo", "0201")
    assert row["note"] == WHY["no_deliveries"].pl
    assert main(["values", "C03"]) == 2
    assert capsys.readouterr().err.startswith("C03: Liczbę bezrobotnych korzystających")
    assert main(["values", "E01", "--as-of", "2024-01-01"]) == 2
    assert "wcześniejszych wydaniach" in capsys.readouterr().err


def test_a_table_begins_with_the_synthetic_label(
    marts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LATARNIA_MARTS", str(marts))
    monkeypatch.setenv("LATARNIA_LANG", "en")
    assert main(["values", "E09"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "SYNTHETIC DATA"
    assert main(["values", "E11", "--period", "2024", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["side"] for row in rows} == {"PUP", "OPS"}
    assert all(isinstance(row["value"], int) for row in rows)


def test_a_region_without_deliveries_says_so(elsewhere: Release) -> None:
    for code in PROPOSED:
        assert all(f.value is None for f in figures(elsewhere, code, "26"))
    assert WHY["no_deliveries"].pl in methods_sections.indicators(elsewhere, "pl")


@pytest.mark.parametrize(
    ("wanted", "period", "is_covered"),
    [
        ("2024", "2024-H2", True),
        ("2024", "2023-2024", True),
        ("2024", "2025-H1", False),
        ("2014:2015", "2015-2016", True),
        ("2016:", "2014-2015", False),
        (":2016", "2014-2015", True),
        ("2024-H2", "2024", True),
        ("2024-Q1", "2024-H2", False),
        ("2017-12", "2017-12", True),
    ],
)
def test_periods_with_a_month_in_common(wanted: str, period: str, is_covered: bool) -> None:
    assert covers(wanted, period) == is_covered


def test_a_median_lies_between_limits() -> None:
    def known(lower: float, upper: float) -> Share:
        return Share(kind="value", value=(lower + upper) / 2, lower=lower, upper=upper)

    def limits(*shares: Share) -> tuple[float | None, float | None, str]:
        found: Figure = median_between("F01", "22", "2024", [*zip((0, 1, 3), shares, strict=True)])
        return found.lower, found.upper, found.why

    assert limits(known(20, 30), known(60, 70), known(90, 95)) == (0, 1, "between")
    assert limits(known(20, 30), known(45, 55), known(90, 95)) == (0, 3, "between")
    assert limits(known(20, 30), known(30, 40), known(45, 55)) == (1, None, "above")
    assert limits(known(60, 70), known(70, 80), known(80, 90)) == (None, 0, "between")
    assert limits(MISSING, MISSING, MISSING) == (None, None, "too_few")

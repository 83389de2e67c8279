"""What the methods page lists, against the declarations and the release it comes from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pages.ui.card import payload
from pages.ui.cards import methods
from pages.ui.cards import methods_sections as parts
from pages.ui.markup import escape
from pipelines import release as releases
from pipelines.catalog import LANGUAGES, STATUSES, Language
from pipelines.indicators import CATALOGUE, INDICATORS
from pipelines.readings import catalogue
from pipelines.release import Release
from pipelines.statistics import survey
from pipelines.words import numbers


@pytest.fixture(scope="module")
def release(marts: Path) -> Release:
    return releases.current(marts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_indicator_is_listed_with_its_declaration(release: Release, language: Language) -> None:
    html = parts.indicators(release, language)
    assert re.findall(r'<details id="(\w+)"', html) == list(CATALOGUE)
    for indicator in CATALOGUE.values():
        assert escape(indicator.question[language]) in html
    assert "None" not in html
    assert " open>" not in html


def test_periods_tell_areas_and_years_of_the_release(release: Release) -> None:
    text = parts.periods(release, INDICATORS["C01"], "pl")
    counties = {v.teryt for v in release.rows("C01") if v.level == "county"}
    assert f"{len(counties)}\u00a0powiatów: 2004–2025" in text
    assert text.startswith("Polska: 2006–2023")


def test_search_narrows_and_unfolds(release: Release) -> None:
    html = parts.indicators(release, "pl", search="PRZECIĘTNE wynagrodzenie")
    assert re.findall(r'<details id="(\w+)" open>', html) == ["C11"]
    assert parts.indicators(release, "pl", group="D").count("<details") == 2
    assert "Nic tu nie pasuje" in parts.indicators(release, "pl", search="jednorożec")
    assert "Nic tu nie pasuje" in parts.sources(release, "pl", "jednorożec")
    assert methods.glossary(release, "pl", "jednorożec")["table"] is None


@pytest.mark.parametrize(
    ("search", "found"),
    [("bezrobocie", "C01"), ("zniecheceni", "B04"), ("ŁADU", None), ("C09", "C09"), ("stopa bezrobocia", "A11")],
)
def test_search_forgives_case_accents_and_endings(release: Release, search: str, found: str | None) -> None:
    ids = re.findall(r'<details id="(\w+)"', parts.indicators(release, "pl", search=search))
    assert found in ids if found else not ids


def test_search_text_is_escaped_where_it_could_be_shown(release: Release) -> None:
    assert "<script>" not in parts.indicators(release, "pl", search="<script>")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_is_listed_with_link_checksum_and_caveats(release: Release, language: Language) -> None:
    html = parts.sources(release, language)
    for name, source in release.manifest["sources"].items():
        assert f'id="source-{name}"' in html
        assert source["sha256"][:16] in html
        assert f'href="{source["url"]}"' in html.replace("&amp;", "&")
        assert numbers.day(source["released"], language) in html
    assert html.count("<details") == len(release.manifest["sources"])


def test_dictionary_holds_every_column_of_every_table(release: Release) -> None:
    rows = methods.dictionary(release, "en")["table"].rows
    declared = [(name, column) for name, t in release.manifest["dictionary"].items() for column in t["columns"]]
    assert [(row["table"], row["column"]) for row in rows] == declared
    assert all(row["meaning"] for row in rows)
    content = payload("en", **methods.dictionary(release, "en"))
    assert content["csv"].count("\r\n") == len(declared) + 1


def test_calendar_names_dates_kinds_and_series(release: Release) -> None:
    rows = {row["what"]: row for row in methods.calendar(release, "pl")["table"].rows}
    act = next(row for what, row in rows.items() if "20 marca 2025" in what)
    assert (act["on"], act["kind"]) == ("01.06.2025", "przerwa")
    assert "Stopa bezrobocia rejestrowanego" in str(act["tables"])
    assert next(iter(rows.values()))["on"] == "2000"


def test_calendar_leaves_out_counties_of_other_regions(release: Release) -> None:
    elsewhere = next(row for row in release.lists["breaks"] if row["code"] == "county_0221_2013")
    here = next(row for row in release.lists["breaks"] if row["code"] == "county_2209_2002")
    texts = {cut.text.pl for cut in catalogue.calendar(release)}
    assert elsewhere["pl"] not in texts
    assert here["pl"] in texts


def test_glossary_is_in_the_alphabet_of_the_page(release: Release) -> None:
    terms = [str(row["term"]) for row in methods.glossary(release, "pl")["table"].rows]
    assert len(terms) == len(release.lists["glossary"])
    assert terms == sorted(terms, key=methods.alphabet)
    assert methods.alphabet("ćma") < methods.alphabet("dom") < methods.alphabet("łoś") < methods.alphabet("mak")


def test_assumptions_and_flags_are_complete(release: Release) -> None:
    html = parts.intervals(release, "pl")
    for row in release.lists["bael_precision"]:
        assert row["pl"] in html
        assert row["source_pl"] in html
    gaps = parts.gaps(release, "en")
    assert all(escape(row["en"]) in gaps for row in release.lists["unavailable"])
    assert all(status.label.en in gaps for status in STATUSES.values())
    assert all(warning["en"] in gaps for warning in release.manifest["warnings"])


def test_a_county_would_have_intervals_too_wide_to_compare(release: Release) -> None:
    found = catalogue.county_sample(release)
    assert found.persons == 3500 / 20
    assert found.half_width_points == pytest.approx(found.region_half_width_points * 20**0.5)
    quarter = 100 * survey.critical_value() * survey.proportion_standard_error(0.4, 175, 1.5)
    assert quarter / 2 < found.half_width_points < quarter  # a year of overlapping quarters lies between
    text = parts.no_county(release, "pl")
    assert "175\u00a0osób" in text
    assert "±5,9\u00a0p.p." in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_contents_link_to_headings_that_exist(release: Release, language: Language) -> None:
    targets = re.findall(r'href="#(\w+)"', parts.contents(language))
    heads = "".join(parts.head(name, language) for name in parts.SECTIONS)
    assert re.findall(r'<h2 id="(\w+)"', heads) == targets
    assert len(targets) == len(parts.SECTIONS)

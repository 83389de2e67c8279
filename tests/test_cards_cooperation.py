"""Cards of the cooperation model and the forum: figures of the release, synthetic data named everywhere, no data explained."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pages.ui import downloads
from pages.ui.card import payload
from pages.ui.cards import cooperation, cooperation_survey, cooperation_used, forum
from pages.ui.cards.common import Content
from pages.ui.charts import grid
from pages.ui.palette import PALETTES, contrast
from pipelines import release
from pipelines.catalog import LANGUAGES, Language
from pipelines.readings import cooperation as readings
from pipelines.release import Release

TITLE_LETTERS = 125
PERIOD = "2025-H2"
CARDS: dict[str, Callable[[Release, Language], Content]] = {
    "stages": lambda r, language: cooperation.stages(r, newest(r, language), "2205", language),
    "roll_out": cooperation.roll_out,
    "parts": lambda r, language: cooperation.parts(r, newest(r, language), "", language),
    "meetings": lambda r, language: cooperation_used.meetings(r, "", language),
    "programmes": lambda r, language: cooperation_used.programmes(r, newest(r, language), "", language),
    "time": cooperation_used.full_operation,
    "items": lambda r, language: cooperation_survey.survey(r, wave(r, language), "items", language),
    "barriers": lambda r, language: cooperation_survey.survey(r, wave(r, language), "barriers", language),
    "editions": forum.editions,
    "recommendations": forum.recommendations,
    "groups": forum.support_groups,
    "partnerships": forum.partnerships,
    "targets": forum.targets,
}


def newest(found: Release, language: Language) -> str:
    return next(iter(cooperation.periods(found, language)), "")


def wave(found: Release, language: Language) -> str:
    return next(iter(cooperation_survey.waves(found, language)), "")


@pytest.fixture(scope="module")
def current(marts: Path) -> Release:
    return release.current(marts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CARDS)
def test_a_card_has_a_finding_a_chart_and_a_table(current: Release, name: str, language: Language) -> None:
    sent = payload(language, **CARDS[name](current, language))
    assert len(sent["title"]) <= TITLE_LETTERS
    assert sent["figure"]["data"]
    assert sent["table"]
    assert sent["sentence"].endswith(".")
    assert not {"effect", "skutek", "wpływ"} & set(sent["title"].lower().split())


@pytest.mark.parametrize(("language", "said"), [("pl", "dane syntetyczne"), ("en", "synthetic data")])
@pytest.mark.parametrize("name", CARDS)
def test_synthetic_data_are_named_on_the_card_in_its_pictures_and_in_its_file(
    current: Release, name: str, language: Language, said: str
) -> None:
    sent = payload(language, **CARDS[name](current, language))
    assert sent["subtitle"].endswith(said)  # pictures hold the subtitle and the source line
    assert sent["source"].lower().startswith(said)
    rows = list(csv.DictReader(io.StringIO(sent["csv"][1:]), delimiter=";" if language == "pl" else ","))
    assert {row["data"] for row in rows} == {said}
    assert sent["file"].endswith("_synthetic")


def test_real_data_are_not_called_synthetic(current: Release) -> None:
    content = CARDS["stages"](current, "pl")
    origin = replace(content["origin"], synthetic=False)
    sent = payload("pl", **{**content, "origin": origin})
    assert "syntetyczn" not in sent["subtitle"] + sent["source"] + sent["file"]
    assert "data" not in sent["csv"].splitlines()[0].split(";")
    assert downloads.source_line(origin, "pl").startswith("Źródło")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CARDS)
def test_without_deliveries_a_card_says_why_and_how_to_load_them(
    elsewhere: Release, name: str, language: Language
) -> None:
    sent = payload(language, **CARDS[name](elsewhere, language))
    assert sent["figure"] is None
    assert sent["csv"] == ""
    assert "latarnia load" in sent["notice"]
    assert "syntetyczn" not in sent["source"]
    assert cooperation.lead(elsewhere, "", language) == forum.lead(elsewhere, language)


def test_the_matrix_shows_every_part_of_every_county_and_ranks_none(current: Release) -> None:
    content = cooperation.parts(current, PERIOD, "", "pl")
    rows = content["table"].rows
    names = [row["area"] for row in rows]
    assert names == sorted(names, key=str.casefold)
    assert len(rows) == len(current.counties())
    for row in rows:
        assert {f"{code}_status" for code in readings.PARTS} <= row.keys()
        assert (row["E07"] is None) == ("E07" in row["remarks"])
    shown = [row["maturity"] for row in rows if row["maturity"] is not None]
    assert content["title"].endswith(f"w {len(shown)} z {len(rows)}\u00a0powiatów")
    rings, discs, crosses = content["figure"]["data"]
    assert len(rings["x"]) + len(crosses["x"]) == len(rows) * len(readings.PARTS)
    assert len(discs["x"]) <= len(rings["x"])


def test_an_earlier_half_year_shows_what_was_known_then(current: Release) -> None:
    first, last = (readings.roll_out(current)[period] for period in ("2014-H1", PERIOD))
    assert cooperation.lead(current, "2014-H1", "en") != cooperation.lead(current, PERIOD, "en")
    assert sum(first) == sum(last) == len(current.counties())


def test_a_county_in_focus_has_meetings_of_its_own(current: Release) -> None:
    whole, one = (cooperation_used.meetings(current, focus, "pl") for focus in ("", "2205"))
    assert whole["title"] != one["title"]
    assert sum(row["held"] for row in one["table"].rows) < sum(row["held"] for row in whole["table"].rows)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_numbers_on_every_strength_of_colour_can_be_read(theme: str) -> None:
    palette = PALETTES[theme]  # type: ignore[index]

    def over(shade: float) -> str:
        parts = []
        for at in (1, 3, 5):
            above, below = (int(palette[name][at : at + 2], 16) for name in ("focus", "background"))
            parts.append(f"{round(shade * above + (1 - shade) * below):02x}")
        return "#" + "".join(parts)

    for shade in grid.SHADES:
        ink = palette["background"] if shade > grid.DARK else palette["text"]
        assert contrast(ink, over(shade)) >= 4.5, shade


def test_spans_write_nothing_smaller_than_14_px_and_name_the_county_a_click_chooses(current: Release) -> None:
    figure = CARDS["stages"](current, "pl")["figure"]
    assert figure["layout"]["uniformtext"] == {"minsize": 14, "mode": "hide"}
    assert set(figure["data"][0]["customdata"]) == {area.code for area in current.counties()}

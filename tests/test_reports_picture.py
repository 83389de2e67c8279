"""Charts and maps drawn without a browser: complete, readable as SVG, the same numbers as the card, sources inside."""

from __future__ import annotations

import re
import struct
import xml.etree.ElementTree as ET
from typing import Any

import pytest

from pages.ui import views
from pages.ui.charts import Break, Dot, Point, Series, ranked_dots, trend
from pages.ui.downloads import source_line
from pipelines.catalog import LANGUAGES, Language
from pipelines.problems import UserError
from pipelines.release import Release
from pipelines.reports import blocks, lettering, map_plot, picture, plot, svg
from pipelines.reports.marks import Area, Disc, Drawing, Line, Words

SVG = "{http://www.w3.org/2000/svg}"


def said(root: ET.Element) -> str:
    return " ".join(" ".join(text.itertext()) for text in root.iter(f"{SVG}text"))


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def pictured(release: Release, language: Language) -> list[tuple[str, dict[str, Any]]]:
    """Every card of every page that has a chart or a map."""
    built = [
        (f"{page}#{name}", build())
        for page in views.PAGES
        for name, build in views.contents(release, page, {}, language).items()
    ]
    return [(name, card) for name, card in built if card and picture.has_picture(card)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_becomes_a_picture_with_title_source_and_release(published: Release, language: Language) -> None:
    cards = pictured(published, language)
    assert len(cards) > 25
    for name, card in cards:
        text = picture.svg_text(published, card, language)
        root = ET.fromstring(text)
        words = flat(said(root))
        for part in (card["title"], picture.subtitle(card, language), source_line(card["origin"], language)):
            assert flat(str(part)) in words, name
        assert root.attrib["aria-label"] == card["title"]
        assert card["sentence"] in "".join(root.find(f"{SVG}desc").itertext())  # type: ignore[union-attr]
        assert not re.search(r'href|url\((?!#hatch)|<script|["\s](nan|inf)\b', text, re.IGNORECASE), name
        if card["origin"].synthetic:
            assert words.count({"pl": "dane syntetyczne", "en": "synthetic data"}[language]) >= 1, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_leaves_the_paper(published: Release, language: Language) -> None:
    for name, card in pictured(published, language):
        drawing = picture.compose(published, card, language)
        for mark in drawing.marks:
            if isinstance(mark, Words) and not mark.turn:
                wide = lettering.width(mark.text, mark.size, is_bold=mark.is_bold)
                left = mark.x - {"start": 0.0, "middle": wide / 2, "end": wide}[mark.anchor]
                assert left >= -1, (name, mark)
                assert left + wide <= drawing.width + 1, (name, mark)
                assert 0 < mark.y <= drawing.height, (name, mark)


def test_dots_stand_where_their_values_are() -> None:
    rows = [
        Dot("a", "Alfa", 10.0, 8.0, 12.0, focus=True),
        Dot("b", "Beta", 5.0),
        Dot("c", "Gamma", None, obs_status="Q"),
    ]
    figure = ranked_dots(rows, "pl", unit=" %")
    drawing = plot.draw(figure, 800)
    discs = sorted((m for m in drawing.marks if isinstance(m, Disc)), key=lambda m: m.y)
    low, high = figure["layout"]["xaxis"]["range"]
    grid = [m for m in drawing.marks if isinstance(m, Line) and m.width == 1]
    left, right = min(m.spots[0][0] for m in grid), max(m.spots[0][0] for m in grid)
    assert [low + (d.x - left) / (right - left) * (high - low) for d in discs] == pytest.approx([10.0, 5.0])
    whisker = next(m for m in drawing.marks if isinstance(m, Line) and m.width == 2)
    ends = [low + (x - left) / (right - left) * (high - low) for x, _ in whisker.spots]
    assert ends == pytest.approx([8.0, 12.0])
    assert "Gamma" in said(ET.fromstring(svg.text(drawing)))


def test_a_line_is_lifted_at_a_break_and_clipped_at_the_plot() -> None:
    points = [Point(str(2010 + at), float(at)) for at in range(6)]
    figure = trend([Series("a", "Alfa", points, "focus")], "pl", breaks=[Break("2013", "Spis")])
    lines = [m for m in plot.draw(figure, 800).marks if isinstance(m, Line) and m.width == 3.5]
    assert [len(m.spots) for m in lines] == [3, 3]
    figure["layout"]["yaxis"]["range"] = [1.5, 3.5]
    cut = [m for m in plot.draw(figure, 800).marks if isinstance(m, Line) and m.width == 3.5]
    top, bottom = 0.0, float(figure["layout"]["height"])
    assert all(top < y < bottom for m in cut for _, y in m.spots)
    assert len(cut) == 2
    assert [len(m.spots) for m in cut] == [2, 2]


def test_small_html_is_read_as_letters() -> None:
    (first, second) = blocks.runs("<b>tak</b>  &lt;3<br><i>nie</i>")
    assert [(run.text, run.is_bold) for run in first] == [("tak", True), ("  <3", False)]
    assert [(run.text, run.is_italic) for run in second] == [("nie", True)]


def test_missing_withheld_and_zero_look_different_on_a_map(published: Release) -> None:
    card = views.content(published, views.parse("counties#map"), "pl")
    map_ = {**card["map"], "areas": dict(card["map"]["areas"])}
    for code, kind in zip(list(map_["areas"])[:3], ("missing", "withheld", "zero"), strict=True):
        map_["areas"][code] = {**map_["areas"][code], "class": kind}
    shapes = map_plot.shapes_of(published, map_)
    drawing = map_plot.draw(map_, shapes, 700)
    areas = {m.name: m for m in drawing.marks if isinstance(m, Area) and m.name}
    named = [map_["areas"][code]["name"] for code in list(map_["areas"])[:3]]
    assert [areas[name].is_hatched for name in named] == [True, False, False]
    assert sum(isinstance(m, Disc) and m.radius == 4.5 for m in drawing.marks) == 1
    assert len(areas) == len(shapes["areas"])


def test_outlines_and_tiles_are_read() -> None:
    square = ((1.0, 2.0), (4.0, 2.0), (4.0, 5.0), (1.0, 5.0))
    assert map_plot.rings("M1 2h3v3h-3z") == map_plot.rings("M1 2H4V5H1Z") == (square,)
    assert map_plot.rings("M1 2l3 0 0 3 -3 0z") == (square,)
    assert len(map_plot.rings("M1 2l3 0 0 3zM9 9l1 0 0 1z")) == 2


def test_a_png_is_twice_the_svg_and_the_same_every_time(published: Release) -> None:
    card = views.content(published, views.parse("start#trend"), "pl")
    drawing = picture.compose(published, card, "pl")
    one, two = (picture.png(published, card, "pl") for _ in range(2))
    assert one == two
    assert one.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", one[16:24])
    assert (width, height) == (round(drawing.width * 2), pytest.approx(drawing.height * 2, abs=2))


def test_a_missing_font_is_said(monkeypatch: pytest.MonkeyPatch, published: Release, tmp_path: Any) -> None:
    picture.fonts.cache_clear()
    monkeypatch.setattr(lettering, "FONTS", tmp_path)
    with pytest.raises(UserError) as error:
        picture.fonts()
    assert "LatarniaSans-Regular.ttf" in error.value.text.pl
    assert "uv sync --reinstall" in error.value.text.en


def test_an_unknown_symbol_is_refused_not_left_out() -> None:
    figure = ranked_dots([Dot("a", "Alfa", 1.0)], "pl")
    figure["data"][0]["marker"]["symbol"] = "heart"
    with pytest.raises(ValueError, match="heart"):
        plot.draw(figure, 700)


def test_letters_have_the_widths_of_the_font() -> None:
    assert lettering.width("żółw", 1000) == sum(lettering.width(letter, 1000) for letter in "żółw")
    assert lettering.width("W", 10, is_bold=True) > lettering.width("W", 10)
    assert lettering.lines("jeden dwa trzy", 10, lettering.width("jeden dwa", 10)) == ["jeden dwa", "trzy"]
    assert Drawing(1, 1).marks == []

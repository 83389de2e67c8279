"""The page kit's pure parts: charts, colours, texts, tables, files, the address of a document."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from itertools import pairwise
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from pages.ui import document, downloads, palette
from pages.ui.card import payload
from pages.ui.charts import (
    Bar,
    Break,
    Dot,
    Pair,
    Part,
    Point,
    Reference,
    Series,
    bars,
    distribution,
    gap,
    ranked_dots,
    trend,
    waterfall,
)
from pages.ui.charts.axes import steps
from pages.ui.charts.time import position
from pages.ui.charts.trend import segments
from pages.ui.downloads import Field, Origin, Table
from pages.ui.map import class_bounds, class_words, region_map
from pages.ui.table import table_html
from pages.ui.text import catalogue, words

ROOT = Path(__file__).resolve().parent.parent
PERCENT = "\u00a0%"
THEMES: tuple[palette.Theme, ...] = ("light", "dark")


def line(code: str, *values: float | None, role: str = "plain", start: int = 2010) -> Series:
    points = [Point(str(start + at), value) for at, value in enumerate(values)]
    return Series(code, f"area {code}", points, role)


def figures() -> dict[str, dict[str, Any]]:
    """One figure of each kind."""
    dots = [Dot("2205", "kartuski", 2.4, 2.0, 2.8, focus=True), Dot("2264", "Sopot", None, obs_status="Q")]
    dots += [Dot(f"22{at:02d}", f"area {at}", float(at)) for at in range(6, 12)]
    reference = [Reference("Polska", 5.4, "country", 5.0, 5.8)]
    return {
        "trend": trend(
            [line("22", 45.2, 44.0, None, 42.0, role="focus"), line("00", 46.0, 45.0, 44.0, 43.0, role="benchmark")],
            "pl",
            unit=PERCENT,
            breaks=[Break("2012", "spis")],
        ),
        "dots": ranked_dots(dots, "pl", references=reference, unit=PERCENT),
        "distribution": distribution(dots, ["2205", "2264"], "en", references=reference),
        "gap": gap([Pair("2010", 53.1, 36.8), Pair("2011", None, 36.0, "Q")], "pl", names=("kobiety", "mężczyźni")),
        "bars": bars([Bar("emerytura", 52.3, 50, 54, focus=True), Bar("nauka", None, obs_status="M")], "pl"),
        "waterfall": waterfall([Part("ludność", 60.0), Part("odsetek", -44.0, -50, -38)], 16.0, "pl", decimals=0),
    }


@pytest.mark.parametrize("name", figures())
@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_of_a_figure_is_in_both_palettes(name: str, theme: palette.Theme) -> None:
    figure = figures()[name]
    text = json.dumps(palette.painted(figure, theme))
    assert '"@' not in text
    assert figure["layout"]["height"] > 100
    assert figure["layout"]["dragmode"] is False


@pytest.mark.parametrize("name", figures())
def test_no_text_on_a_figure_is_smaller_than_14_px(name: str) -> None:
    def sizes(value: Any, in_font: bool = False) -> list[float]:
        if isinstance(value, dict):
            own = [value["size"]] if in_font and "size" in value else []
            return own + [size for key, item in value.items() for size in sizes(item, key.endswith("font"))]
        if isinstance(value, list):
            return [size for item in value for size in sizes(item)]
        return []

    found = sizes(figures()[name]["layout"])
    assert found
    assert min(found) >= 14


def test_a_series_is_cut_at_breaks_and_gaps() -> None:
    series = Series("22", "x", [Point("2010", 1.0), Point("2011", 2.0), Point("2013", 3.0), Point("2014", 4.0)])
    runs = segments(series, [Break("2014", "definition")])
    assert [[point.period for point in run] for run in runs] == [["2010", "2011"], ["2013"], ["2014"]]


def test_a_break_for_other_series_cuts_nothing() -> None:
    assert len(segments(line("22", 1.0, 2.0, 3.0), [Break("2011", "profiling", series=("00",))])) == 1


def test_no_line_of_a_trend_crosses_a_break() -> None:
    figure = trend([line("22", 1.0, 2.0, 3.0, 4.0)], "pl", breaks=[Break("2012", "x")])
    lines = [trace for trace in figure["data"] if "lines" in trace["mode"]]
    assert [trace["x"] for trace in lines] == [[2010, 2011, None, 2012, 2013]]
    assert [trace["y"] for trace in lines] == [[1.0, 2.0, None, 3.0, 4.0]]
    assert not any(trace.get("connectgaps") for trace in lines)
    assert figure["layout"]["shapes"][0]["x0"] == 2011.5


def test_the_band_of_each_side_of_a_break_is_a_shape_of_its_own() -> None:
    points = [Point(str(year), 5.0, 4.0, 6.0) for year in range(2010, 2014)]
    figure = trend([Series("22", "x", points, "focus")], "pl", breaks=[Break("2012", "x")])
    (band,) = [trace for trace in figure["data"] if trace.get("fill") == "toself"]
    assert band["x"] == [2010, 2011, 2011, 2010, None, 2012, 2013, 2013, 2012]
    assert band["y"] == [6.0, 6.0, 4.0, 4.0, None, 6.0, 6.0, 4.0, 4.0]


def test_a_withheld_point_is_marked_and_a_missing_one_is_not() -> None:
    points = [Point("2020", 5.0), Point("2021", None, obs_status="Q"), Point("2022", None, obs_status="M")]
    figure = trend([Series("22", "pomorskie", points)], "pl")
    crosses = [trace for trace in figure["data"] if trace["mode"] == "markers"]
    assert [trace["x"] for trace in crosses] == [[2021]]
    assert "utajnione" in crosses[0]["hovertext"][0]


def test_ten_series_differ_without_colour_and_eleven_are_refused() -> None:
    figure = trend([line(str(at), 1.0 + at, 2.0 + at) for at in range(10)], "pl")
    looks = {(trace["line"]["dash"], trace["marker"]["symbol"]) for trace in figure["data"]}
    assert len(looks) == 10
    with pytest.raises(ValueError, match="at most 10"):
        trend([line(str(at), 1.0) for at in range(11)], "pl")


def test_labels_at_line_ends_do_not_overlap() -> None:
    figure = trend([line(str(at), 10.0, 10.0 + at / 100) for at in range(6)], "pl", zero=True)
    low, high = figure["layout"]["yaxis"]["range"]
    inner = figure["layout"]["height"] - figure["layout"]["margin"]["t"] - figure["layout"]["margin"]["b"]
    ends = sorted(note["y"] for note in figure["layout"]["annotations"] if note.get("x") == 1)
    assert len(ends) == 6
    assert min((b - a) / (high - low) * inner for a, b in pairwise(ends)) > 17


def test_a_cut_axis_says_so() -> None:
    texts = [note["text"] for note in figures()["trend"]["layout"]["annotations"]]
    assert words("chart.cut_axis", "pl") in texts
    whole = trend([line("22", 45.0, 44.0)], "pl", zero=True)
    assert words("chart.cut_axis", "pl") not in [note["text"] for note in whole["layout"]["annotations"]]
    assert whole["layout"]["yaxis"]["range"][0] == 0


@pytest.mark.parametrize(("low", "high"), [(0, 1), (38.2, 46.9), (0, 763), (-12, 3.5), (5, 5), (0.01, 0.02)])
def test_axis_steps_cover_the_values_in_few_round_steps(low: float, high: float) -> None:
    values = steps(low, high)
    assert values[0] <= low
    assert values[-1] >= high
    assert 2 <= len(values) <= 9


def test_periods_stand_in_order_of_time() -> None:
    assert [position(code) for code in ("2017", "2017-Q4", "2018-01", "2018-02")] == pytest.approx(
        [2017, 2017.75, 2018, 2018 + 1 / 12]
    )


def test_ranked_dots_put_the_highest_first_and_reasons_last() -> None:
    texts = figures()["dots"]["layout"]["yaxis"]["ticktext"]
    assert texts[0].startswith("area 11")
    assert "<b>kartuski   2,4</b>" in texts
    assert texts[-1] == "Sopot   <i>utajnione</i>"


def test_parts_of_a_waterfall_join_and_must_add_up() -> None:
    trace = figures()["waterfall"]["data"][0]
    assert trace["base"] == [0.0, 60.0, 0.0]
    assert trace["x"] == [60.0, -44.0, 16.0]
    with pytest.raises(ValueError, match="add up"):
        waterfall([Part("a", 1.0), Part("b", 2.0)], 4.0, "pl")


def test_bars_start_at_zero() -> None:
    low, high = bars([Bar("a", 40.0), Bar("b", 41.0)], "pl")["layout"]["xaxis"]["range"]
    assert low == 0
    assert high >= 41


def test_a_distribution_shows_every_known_area_once() -> None:
    rows = [Dot(f"{at:04d}", f"area {at}", at % 17 + 1.0, focus=at == 7) for at in range(380)]
    figure = distribution(rows, [f"{at:04d}" for at in range(20)], "pl")
    assert [len(trace["x"]) for trace in figure["data"]] == [360, 19, 1]
    places = {(x, y) for trace in figure["data"] for x, y in zip(trace["x"], trace["y"], strict=True)}
    assert len(places) == 380


def test_polish_figures_have_a_decimal_comma_and_english_ones_a_point() -> None:
    polish = json.dumps(figures()["dots"], ensure_ascii=False)
    assert "5,4\u00a0%" in polish
    assert "5.4\u00a0%" not in polish
    english = ranked_dots([Dot("1", "x", 2.4)], "en", unit="%")
    assert "2.4%" in english["data"][0]["hovertext"][0]


def test_names_cannot_bring_markup_into_a_chart() -> None:
    figure = ranked_dots([Dot("1", "<a href='x'>y</a>", 1.0, focus=True), Dot("2", "b", 2.0)], "pl")
    assert "<a" not in json.dumps(figure)


@pytest.mark.parametrize("theme", THEMES)
def test_texts_have_contrast_4_5_and_marks_3(theme: palette.Theme) -> None:
    colours = palette.PALETTES[theme]
    paper = colours["background"]
    texts = ["text", "muted", "focus", "benchmark", "women", "men", "chosen", *(f"series{at}" for at in range(10))]
    marks = ["context", "axis", "up", "down"]
    poor = {name for name in texts if palette.contrast(colours[name], paper) < 4.5}
    poor |= {name for name in marks if palette.contrast(colours[name], paper) < 3}
    poor |= {
        f"class {at}" for at, fill in enumerate(colours["classes"]) if palette.contrast(fill, colours["border"]) < 3
    }
    assert not poor


@pytest.mark.parametrize("theme", THEMES)
def test_map_classes_run_in_one_direction_of_lightness(theme: palette.Theme) -> None:
    ratios = [
        palette.contrast(fill, palette.PALETTES[theme]["background"]) for fill in palette.PALETTES[theme]["classes"]
    ]
    assert ratios == sorted(ratios)
    assert min(b / a for a, b in pairwise(ratios)) > 1.2


def test_contrast_of_black_on_white_is_21() -> None:
    assert palette.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert palette.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_charts_and_theme_share_their_colours(theme: palette.Theme) -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][theme]
    colours = palette.PALETTES[theme]
    pairs = {"backgroundColor": "background", "textColor": "text", "primaryColor": "focus", "linkColor": "focus"}
    assert {name: config[name] for name in pairs} == {name: colours[ours] for name, ours in pairs.items()}


def test_style_sheet_and_theme_share_their_colours() -> None:
    sheet = (ROOT / "pages" / "ui" / "browser" / "page.css").read_text(encoding="utf-8")
    for variable, name in {"text": "text", "muted": "muted", "link": "focus", "paper": "background"}.items():
        both = f"light-dark({palette.PALETTES['light'][name]}, {palette.PALETTES['dark'][name]})"
        assert f"--lat-{variable}: {both};" in sheet


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", catalogue())
def test_a_text_stands_in_both_languages_with_the_same_placeholders(key: str) -> None:
    text = catalogue()[key]
    assert set(text) == {"pl", "en"}
    assert text["pl"].strip()
    assert text["en"].strip()
    assert placeholders(text["pl"]) == placeholders(text["en"])


def test_every_text_is_used_and_every_used_text_exists() -> None:
    files = [ROOT / "app.py", *(ROOT / "pages").rglob("*.py")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files if path.exists())
    literal = set(re.findall(r"[\"']([a-z_]+(?:\.[A-Za-z_]+)+)[\"']", code))
    prefixes = tuple(re.findall(r"f[\"']([a-z_]+(?:\.[a-z_]+)*\.)\{", code))
    unused = {key for key in catalogue() if key not in literal and not key.startswith(prefixes)}
    assert not unused
    called = set(re.findall(r"\b(?:t|tell|words)\(\s*[\"']([^\"']+)[\"']", code))
    assert called <= set(catalogue())


ORIGIN = Origin("bierni zawodowo", "GUS, BAEL; 2024", "r0f3a", "22", "2023", "3 600 osób")
TABLE = Table(
    "Bierni",
    [Field("name", "Powiat"), Field("value", "Odsetek", 1, PERCENT)],
    [
        {"name": "=2+2", "value": 1234.5, "is_focus": True},
        {"name": "<b>Sopot</b>", "value": None, "obs_status": "Q"},
        {"name": "Gdynia", "value": None, "obs_status": "C"},
        {"name": "Gdańsk", "value": 0},
        {"name": "Słupsk", "value": 0.1 + 0.2, "obs_status": "E"},
    ],
)


def test_csv_names_source_area_period_and_release_in_every_row() -> None:
    text = downloads.csv_text(TABLE, ORIGIN, "pl")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text[1:]), delimiter=";"))
    assert {(row["source"], row["area"], row["period"], row["release"]) for row in rows} == {
        ("GUS, BAEL; 2024", "22", "2023", "r0f3a")
    }
    assert [(row["Odsetek"], row["flag"]) for row in rows] == [
        ("1234,5", "A"),
        ("", "Q"),
        ("", "C"),
        ("0", "A"),
        ("0,3", "E"),
    ]


def test_csv_in_english_has_commas_and_points() -> None:
    rows = list(csv.DictReader(io.StringIO(downloads.csv_text(TABLE, ORIGIN, "en")[1:])))
    assert rows[0]["Odsetek"] == "1234.5"


@pytest.mark.parametrize("cell", ["=1+1", "+48 58", "-x", "@cmd", "\tx", "\rx"])
def test_no_cell_of_a_csv_is_a_formula(cell: str) -> None:
    assert downloads.safe(cell) == "'" + cell


def test_a_negative_number_stays_a_number() -> None:
    table = Table("x", [Field("value", "x", 1)], [{"value": -1.5}])
    assert "\n-1,5;" in downloads.csv_text(table, ORIGIN, "pl")


def test_file_names_are_plain_letters() -> None:
    assert downloads.file_name(ORIGIN) == "bierni-zawodowo_22_2023_r0f3a"
    assert downloads.plain("Żółć – łąka / IV kw. 2017") == "zolc-laka-iv-kw-2017"


def test_a_table_tells_withheld_hidden_and_zero_apart() -> None:
    html = table_html(TABLE, "pl")
    assert '<span class="lat-none">utajnione</span>' in html
    assert '<span class="lat-none">ukryte</span>' in html
    assert '<td class="lat-number">0,0\u00a0%</td>' in html
    assert "E – obliczona lub szacowana" in html
    assert "&lt;b&gt;Sopot&lt;/b&gt;" in html
    assert html.count('scope="row"') == 5
    assert html.count('scope="col"') == 2
    assert 'role="region" tabindex="0"' in html


def test_map_classes_hold_equal_shares_and_print_their_ends() -> None:
    values = [float(at) for at in range(1, 21)]
    bounds = class_bounds(values, 0)
    assert bounds == [1, 5, 9, 13, 17]
    assert class_words(values, bounds, 0, "pl") == ["1–4", "5–8", "9–12", "13–16", "17–20"]
    assert class_bounds([], 1) == []
    assert class_bounds([2.0, 2.0, 2.04], 1) == [2.0]


def test_a_map_keeps_zero_missing_and_withheld_out_of_the_classes() -> None:
    rows = [Dot("1", "a", 0.0), Dot("2", "b", None, obs_status="Q"), Dot("3", "c", None, obs_status="M")]
    rows += [Dot(str(at), f"area {at}", float(at), focus=at == 5) for at in range(4, 14)]
    result = region_map(rows, "./figures/r/map_22.json", "pl", title="x", unit=PERCENT)
    kinds = {code: area["class"] for code, area in result["areas"].items()}
    assert (kinds["1"], kinds["2"], kinds["3"]) == ("zero", "withheld", "missing")
    assert sorted({kind for kind in kinds.values() if isinstance(kind, int)}) == [0, 1, 2, 3, 4]
    assert result["focus"] == "5"
    assert [kind for kind, _ in result["legend"]] == [0, 1, 2, 3, 4, "zero", "missing", "withheld"]
    assert len(json.dumps(result)) < 15_000


def test_a_card_without_a_figure_still_carries_its_reason_and_sentence() -> None:
    card = payload(
        "pl",
        title="t",
        subtitle="s",
        sentence="Nie ma danych.",
        origin=ORIGIN,
        notices=[words("notice.Q", "pl")],
        description=["Akapit", ("Licznik", "bierni")],
    )
    assert "utajnił" in card["notice"]
    assert card["figure"] is None
    assert "Nie ma danych." in card["description"]
    assert "<dt>Licznik</dt><dd>bierni</dd>" in card["description"]
    assert card["source"] == "Źródło: GUS, BAEL; 2024 · n = 3 600 osób · wydanie r0f3a"


@pytest.mark.parametrize(
    ("query", "language"),
    [(b"", "pl"), (b"lang=en", "en"), (b"focus=2205&lang=en", "en"), (b"lang=%3Cscript%3E", "pl")],
)
def test_the_document_is_in_the_language_of_its_address(query: bytes, language: str) -> None:
    page = b'<html lang="en"><head><script type="module" src="x"></script></head></html>'
    written = document.rewrite(page, document.document_language(query), "./kit/x/")
    assert f'<html lang="{language}">'.encode() in written
    assert written.index(b'src="./kit/x/page.js"') < written.index(b'type="module"')


def test_the_policy_allows_only_this_host_and_scripts_the_document_came_with() -> None:
    policy = document.policy(b"<script>1</script>").decode()
    assert "http" not in policy
    assert "'unsafe-eval'" not in policy
    script = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert script == "script-src 'self' blob: 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='"

"""Outlines of counties: complete, true in area, without gaps or overlaps; tiles for voivodeships without them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from shapely import Point, Polygon, affinity, box, union_all

from pipelines.sources.arcs import double_area, read_arcs, read_outlines
from pipelines.sources.borders import (
    MARGIN,
    TILE_NOTE,
    WIDTH,
    alphabetical,
    map_shapes,
    shapes_json,
    tile_grid,
)

REFERENCE = Path(__file__).parents[1] / "data" / "reference"
FILE = REFERENCE / "outlines_22.csv"

# Statistics Poland (BDL), 2022: population divided by density, square kilometres.
AREAS_KM2 = {
    "2201": 2191.9, "2202": 1364.8, "2203": 1575.2, "2204": 794.0, "2205": 1120.5, "2206": 1165.0, "2207": 834.7,
    "2208": 707.6, "2209": 494.4, "2210": 673.6, "2211": 581.1, "2212": 2313.2, "2213": 1345.9, "2214": 697.2,
    "2215": 1287.7, "2216": 731.2, "2261": 265.9, "2262": 135.2, "2263": 43.2, "2264": 17.4,
}  # fmt: skip
NAMES = {teryt: f"powiat {teryt}" for teryt in AREAS_KM2}
SMALL_CITIES = {"2261", "2262", "2263", "2264"}
ELSEWHERE = {
    "2601": "buski", "2602": "jędrzejowski", "2603": "kazimierski", "2604": "kielecki", "2605": "konecki",
    "2606": "opatowski", "2607": "ostrowiecki", "2608": "pińczowski", "2609": "sandomierski", "2610": "skarżyski",
    "2611": "starachowicki", "2612": "staszowski", "2613": "włoszczowski", "2661": "Kielce",
}  # fmt: skip

OUTLINES = read_outlines(FILE, AREAS_KM2)
SHAPES = {teryt: Polygon(rings[0], rings[1:]) for teryt, (rings,) in OUTLINES.items()}  # thousandths of a degree


def test_every_county_has_one_valid_outline():
    assert list(OUTLINES) == sorted(AREAS_KM2)
    assert [teryt for teryt, shape in SHAPES.items() if not shape.is_valid] == []


def test_no_gap_between_counties():
    union = union_all(list(SHAPES.values()))
    assert union.geom_type == "Polygon"
    assert len(union.interiors) == 0
    assert union.area == pytest.approx(sum(shape.area for shape in SHAPES.values()), rel=1e-9)


def test_no_overlap_of_counties():
    assert [(a, b) for a, b in combinations(SHAPES, 2) if SHAPES[a].intersection(SHAPES[b]).area > 0] == []


def test_areas_are_those_of_statistics_poland():
    import geopandas

    degrees = [affinity.scale(shape, 1 / 1000, 1 / 1000, origin=(0, 0)) for shape in SHAPES.values()]
    counties = geopandas.GeoSeries(degrees, crs="EPSG:4326").to_crs("EPSG:2180")
    found_km2 = dict(zip(SHAPES, counties.area / 1e6, strict=True))
    assert found_km2 == pytest.approx(AREAS_KM2, rel=0.03)


def test_every_border_is_walked_once_in_each_direction():
    walked = {
        step: teryt
        for teryt, polygons in OUTLINES.items()
        for part in polygons
        for ring in part
        for step in pairwise(ring)
    }
    stored = 0
    for arc in read_arcs(FILE, AREAS_KM2):
        for a, b in pairwise(arc.points):
            assert walked[a, b] == arc.left
            assert walked.get((b, a), "") == arc.right
            stored += 2 if arc.right else 1
    assert stored == len(walked) == sum(len(ring) - 1 for (part,) in OUTLINES.values() for ring in part)


def test_city_of_slupsk_fills_the_hole_in_its_county():
    ((_, hole),) = OUTLINES["2212"]
    ((city,),) = OUTLINES["2263"]
    assert set(hole) == set(city)
    assert double_area(hole) == -double_area(city) < 0


def rings_of(path: str) -> list[list[tuple[int, int]]]:
    """Undo the SVG path: closed rings of absolute points."""
    rings = []
    for x, y, steps in re.findall(r"M(\d+) (\d+)l([-\d ]+)z", path):
        ring = [(int(x), int(y))]
        numbers = [int(number) for number in steps.split(" ")]
        for dx, dy in zip(numbers[0::2], numbers[1::2], strict=True):
            ring.append((ring[-1][0] + dx, ring[-1][1] + dy))
        rings.append([*ring, ring[0]])
    return rings


def test_svg_paths_meet_without_gaps():
    walked = Counter(
        step
        for area in map_shapes(REFERENCE, "22", NAMES).areas
        for ring in rings_of(area.path)
        for step in pairwise(ring)
    )
    outside = {a: b for (a, b), times in walked.items() if times > walked[b, a]}
    start = point = min(outside)
    coast_and_border = 0
    while coast_and_border == 0 or point != start:
        point = outside[point]
        coast_and_border += 1
    assert coast_and_border == len(outside), "steps without a neighbour form one line: the border of the voivodeship"


def test_svg_shapes_fit_their_view_box_and_labels_lie_inside():
    shapes = map_shapes(REFERENCE, "22", NAMES)
    _, _, width, height = (int(number) for number in shapes.view_box.split())
    frame = box(MARGIN, MARGIN, width - MARGIN, height - MARGIN)
    assert (shapes.kind, width) == ("outlines", WIDTH)
    assert [area.teryt for area in shapes.areas] == sorted(AREAS_KM2)
    for area in shapes.areas:
        outer, *holes = rings_of(area.path)
        assert frame.covers(Polygon(outer)), area.teryt
        assert Polygon(outer, holes).buffer(-5).contains(Point(area.label_x, area.label_y)), area.teryt


def test_svg_shapes_keep_proportions():
    areas = {area.teryt: rings_of(area.path) for area in map_shapes(REFERENCE, "22", NAMES).areas}
    units = {teryt: Polygon(outer, holes).area for teryt, (outer, *holes) in areas.items()}
    km2_a_unit = sum(AREAS_KM2.values()) / sum(units.values())
    land_counties = AREAS_KM2.keys() - SMALL_CITIES
    assert {t: units[t] * km2_a_unit for t in land_counties} == pytest.approx(
        {t: AREAS_KM2[t] for t in land_counties}, rel=0.05
    )


def test_small_cities_are_flagged_and_the_register_is_credited():
    shapes = map_shapes(REFERENCE, "22", NAMES)
    assert {area.teryt for area in shapes.areas if area.is_small} == SMALL_CITIES
    assert all("Państwowy Rejestr Granic" in text and "GUGiK" in text for text in (shapes.note.pl, shapes.note.en))
    written = json.loads(shapes.as_json())
    assert written["areas"][0].keys() == {"teryt", "path", "label_x", "label_y", "is_small"}
    assert written["note"] == {"pl": shapes.note.pl, "en": shapes.note.en}


def test_file_for_the_page_is_small_and_the_same_every_time():
    assert shapes_json(REFERENCE, "22", NAMES) == shapes_json(REFERENCE, "22", dict(reversed(NAMES.items())))
    assert len(shapes_json(REFERENCE, "22", NAMES)) < 12_000


def test_another_voivodeship_gets_a_tile_for_each_county():
    shapes = map_shapes(REFERENCE, "26", ELSEWHERE)
    assert (shapes.kind, shapes.note) == ("tiles", TILE_NOTE)
    assert {area.teryt for area in shapes.areas} == set(ELSEWHERE)
    _, _, width, height = (int(number) for number in shapes.view_box.split())
    tiles = []
    for area in shapes.areas:
        x, y, side = (int(number) for number in re.match(r"M(\d+) (\d+)h(\d+)v\3h-\3z", area.path).groups())
        tiles.append(box(x, y, x + side, y + side))
        assert tiles[-1].contains(Point(area.label_x, area.label_y))
    assert all(box(0, 0, width, height).contains(tile) for tile in tiles)
    assert not any(a.intersects(b) for a, b in combinations(tiles, 2))


@pytest.mark.parametrize("number", [1, 12, 20, 42])
def test_tiles_fit_however_many_counties_there_are(number: int):
    shapes = tile_grid({f"{code}": f"{code}" for code in range(1001, 1001 + number)})
    assert len(shapes.areas) == number
    assert shapes.view_box.startswith(f"0 0 {WIDTH} ")


def test_tiles_stand_in_polish_alphabetical_order():
    names = ["łódzki wschodni", "Łódź", "łaski", "lęborski", "sztumski", "Sopot", "Świnoujście", "świdwiński", "żarski"]
    expected = [
        "lęborski",
        "łaski",
        "łódzki wschodni",
        "Łódź",
        "Sopot",
        "sztumski",
        "świdwiński",
        "Świnoujście",
        "żarski",
    ]
    assert sorted(names, key=alphabetical) == expected
    codes = {f"10{place:02}": name for place, name in enumerate(names)}
    assert [codes[area.teryt] for area in tile_grid(codes).areas] == expected


def test_pages_need_no_geometry_software():
    code = "import sys, pipelines.sources.borders; print(sorted({'shapely', 'geopandas', 'pandas'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=FILE.parents[2])
    assert run.stdout.strip() == "[]"

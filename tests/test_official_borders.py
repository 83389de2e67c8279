"""Official borders: three made-up counties in each form the register has, into outlines that a build accepts."""

from __future__ import annotations

import csv
import hashlib
import shutil
import tomllib
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas
import pytest
import shapely
from shapely import Polygon, affinity, box

from pipelines.__main__ import parser
from pipelines.imports import commands
from pipelines.problems import InputError
from pipelines.sources import arcs, borders, coverage, official_borders, prg

WEST, SOUTH, KM = 500_000, 700_000, 1000  # EPSG:2180
TOWN = box(WEST + 4 * KM, SOUTH + 4 * KM, WEST + 10 * KM, SOUTH + 10 * KM)
LAND = box(WEST, SOUTH, WEST + 20 * KM, SOUTH + 20 * KM).difference(TOWN)
COAST = box(WEST + 20 * KM, SOUTH, WEST + 40 * KM, SOUTH + 20 * KM)
SEA = box(WEST + 20 * KM, SOUTH + 20 * KM, WEST + 60 * KM, SOUTH + 60 * KM)
COUNTIES = {"2201": LAND, "2202": COAST, "2261": TOWN}
NAMES = {"2201": "powiat żółty", "2202": "powiat łąkowy", "2261": "Świt"}
AREAS = {"2201": 364, "2202": 400, "2261": 36}


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    """Code list of the made-up voivodeship, and a sea north of its second county."""
    folder = tmp_path / "reference"
    folder.mkdir()
    with (folder / "teryt.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["code", "level", "pl", "short_pl", "area_km2"])
        writer.writerows([code, "county", name, name, AREAS[code]] for code, name in NAMES.items())
    sea = geopandas.GeoSeries([SEA.segmentize(2 * KM)], crs=2180).to_crs(4326)[0]
    points = [(round(x * 1000), round(y * 1000)) for x, y in sea.exterior.coords]
    steps = [str(v) for a, b in pairwise(points) for v in (b[0] - a[0], b[1] - a[1])]
    row = " ".join([str(points[0][0]), str(points[0][1]), *steps])
    (folder / "outlines_sea.csv").write_text(f"region,points\n22,{row}\n", encoding="utf-8")
    return folder


@pytest.fixture
def register(tmp_path: Path) -> Callable[..., Path]:
    """Writes the counties as a file of the register."""

    def write(
        name: str = "A02_Granice_powiatow.shp",
        *,
        crs: int | None = 2180,
        shapes: dict[str, Any] | None = None,
        fields: tuple[str, str] = ("JPT_KOD_JE", "JPT_NAZWA_"),
        names: dict[str, str] | None = None,
        encoding: str = "utf-8",
        **columns: list[Any],
    ) -> Path:
        shapes = COUNTIES if shapes is None else shapes
        called = NAMES if names is None else names
        facts = {fields[0]: list(shapes), fields[1]: [called.get(code, code) for code in shapes]} | columns
        frame = geopandas.GeoDataFrame(facts, geometry=list(shapes.values()), crs=2180)
        if crs != 2180:
            frame = frame.to_crs(crs or 4326)
        path = tmp_path / name
        frame.to_file(path, encoding=encoding)
        if crs is None:
            path.with_suffix(".prj").unlink()
        if encoding != "utf-8":
            path.with_suffix(".cpg").unlink()
        return path

    return write


def outlines(found: official_borders.Outlines, folder: Path) -> dict[str, Any]:
    """The prepared outlines as a build reads them, in EPSG:2180."""
    official_borders.write(found, folder, by="anna")
    read = arcs.read_outlines(folder / "outlines_22.csv", NAMES)
    degrees = {
        code: shapely.union_all([Polygon(outer, holes) for outer, *holes in parts]) for code, parts in read.items()
    }
    moved = [affinity.scale(shape, 1 / 1000, 1 / 1000, origin=(0, 0)) for shape in degrees.values()]
    return dict(zip(degrees, geopandas.GeoSeries(moved, crs=4326).to_crs(2180), strict=True))


FORMS = [
    pytest.param("A02_Granice_powiatow.shp", {}, id="shapefile of today"),
    pytest.param("A02_Granice_powiatow.shp", {"crs": 4258}, id="in degrees"),
    pytest.param("powiaty.shp", {"fields": ("jpt_kod_je", "jpt_nazwa_"), "encoding": "cp1250"}, id="old, cp1250"),
    pytest.param("counties.gpkg", {"fields": ("terc", "name"), "crs": 4326}, id="GeoPackage"),
]


@pytest.mark.parametrize(("name", "form"), FORMS)
@pytest.mark.parametrize("zipped", [False, True], ids=["", "zip"])
def test_every_form_gives_the_same_counties(
    register: Callable[..., Path], reference: Path, tmp_path: Path, name: str, form: dict[str, Any], *, zipped: bool
) -> None:
    path = register(name, **form)
    if zipped:
        package = tmp_path / "A02.zip"
        with zipfile.ZipFile(package, "w") as archive:
            for part in tmp_path.glob(f"{path.stem}.*"):
                archive.write(part, f"dane/{part.name}")
        path = package
    assert prg.recognises(path)
    found = official_borders.prepare(path, reference)
    assert found.regions == ("22",)
    assert found.told == ()  # every name read as it was written
    shapes = outlines(found, reference)
    assert {code: shape.area / KM**2 for code, shape in shapes.items()} == pytest.approx(AREAS, rel=0.02)
    assert shapely.union_all(list(shapes.values())).area == pytest.approx(sum(s.area for s in shapes.values()))
    assert borders.map_shapes(reference, "22", NAMES).kind == "outlines"


def test_the_town_fills_the_hole_around_it(register: Callable[..., Path], reference: Path) -> None:
    outlines(official_borders.prepare(register(), reference), reference)
    read = arcs.read_outlines(reference / "outlines_22.csv", NAMES)
    ((_, hole),) = read["2201"]
    ((town,),) = read["2261"]
    assert set(hole) == set(town)


def test_sea_waters_are_cut_off_and_named(register: Callable[..., Path], reference: Path) -> None:
    wet = COUNTIES | {"2202": box(WEST + 20 * KM, SOUTH, WEST + 40 * KM, SOUTH + 45 * KM)}
    found = official_borders.prepare(register(shapes=wet), reference)
    assert [told.en for told in found.told] == ["sea waters cut off: powiat łąkowy"]
    assert outlines(found, reference)["2202"].area / KM**2 == pytest.approx(400, rel=0.02)
    facts = tomllib.loads((reference / "outlines_22.toml").read_text(encoding="utf-8"))
    assert facts["caveats_en"][1:] == ["sea waters cut off: powiat łąkowy"]


def test_a_county_of_the_right_area_keeps_its_waters(register: Callable[..., Path], reference: Path) -> None:
    lagoon = COUNTIES | {"2202": box(WEST + 20 * KM, SOUTH + 10 * KM, WEST + 40 * KM, SOUTH + 30 * KM)}
    found = official_borders.prepare(register(shapes=lagoon), reference)
    assert found.told == ()
    assert outlines(found, reference)["2202"].area / KM**2 == pytest.approx(400, rel=0.02)


def test_a_moved_border_is_told_with_both_areas(register: Callable[..., Path], reference: Path) -> None:
    larger = box(*TOWN.bounds).buffer(KM, join_style="mitre")
    moved = {
        "2201": box(WEST, SOUTH, WEST + 20 * KM, SOUTH + 20 * KM).difference(larger),
        "2202": COAST,
        "2261": larger,
    }
    found = official_borders.prepare(register(shapes=moved), reference)
    assert [told.pl for told in found.told] == [
        "powiat żółty: 336,0 km² w pliku, 364,0 km² według GUS z 2022 r.",
        "Świt: 64,0 km² w pliku, 36,0 km² według GUS z 2022 r.",
    ]


def test_source_and_date_are_stored(register: Callable[..., Path], reference: Path) -> None:
    path = register(WERSJA_OD=["2025-03-01", "2026-01-21", "2024-12-31"])
    found = official_borders.prepare(path, reference)
    official_borders.write(found, reference, by="anna")
    facts = tomllib.loads((reference / "outlines_22.toml").read_text(encoding="utf-8"))
    assert facts["released"] == found.state == "2026-01-21"
    assert facts["accepted_by"] == "anna"
    assert facts["copied_sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert "2026" in borders.map_shapes(reference, "22", NAMES).note.pl


def test_a_voivodeship_that_is_not_whole_is_left_out(register: Callable[..., Path], reference: Path) -> None:
    with (reference / "teryt.csv").open("a", encoding="utf-8") as file:
        file.write("3201,county,powiat a,a,10\n3202,county,powiat b,b,10\n")
    shapes = COUNTIES | {"3201": affinity.translate(TOWN, 90 * KM)}
    found = official_borders.prepare(register(shapes=shapes, names=NAMES | {"3201": "powiat a"}), reference)
    assert found.regions == ("22",)
    assert [told.en for told in found.told] == ["incomplete voivodeships left out: 32"]


SWAPPED = {"2201": NAMES["2202"], "2202": NAMES["2261"], "2261": NAMES["2201"]}
REFUSED = [
    pytest.param({"crs": None}, "crs", id="no coordinate system"),
    pytest.param({"fields": ("id", "nazwa")}, "layer", id="no codes"),
    pytest.param({"JPT_SJR_KO": ["WOJ"] * 3}, "layer", id="another level"),
    pytest.param({"shapes": COUNTIES | {"9999": TOWN}}, "county", id="unknown code"),
    pytest.param({"shapes": {"2201": LAND, "2202": COAST}}, "complete", id="a county missing"),
    pytest.param({"names": SWAPPED}, "names", id="codes shifted against names"),
    pytest.param({"shapes": {c: affinity.scale(s, 1.1, 1.1, origin=(WEST, SOUTH)) for c, s in COUNTIES.items()}}, "area", id="too large"),
    pytest.param({"shapes": {c: affinity.translate(s, 5000 * KM) for c, s in COUNTIES.items()}}, "place", id="outside Poland"),
    pytest.param({"shapes": COUNTIES | {"2261": None}}, "shape", id="no area"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "rule"), REFUSED)
def test_odd_files_are_refused_by_rule(
    register: Callable[..., Path], reference: Path, form: dict[str, Any], rule: str
) -> None:
    with pytest.raises(InputError) as refusal:
        official_borders.prepare(register(**form), reference)
    assert refusal.value.problems[0].rule == rule


def test_import_tells_and_only_a_name_accepts(
    register: Callable[..., Path],
    reference: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("LATARNIA_DATA", str(reference.parent))
    published: list[str] = []
    path = str(register())
    for more, kept in (([], False), (["--by", "Anna"], True)):
        options = parser("en").parse_args(["import", path, "--lang", "en", *more])
        assert commands.run(options, lambda: published.append("built")) == 0
        assert (reference / "outlines_22.csv").exists() is kept
    said = capsys.readouterr().out
    assert "county borders as of" in said
    assert "Nothing was changed" in said
    assert "Accepted by Anna." in said
    assert published == ["built"]


def test_the_same_county_twice_is_refused(tmp_path: Path, reference: Path) -> None:
    frame = geopandas.GeoDataFrame({"terc": ["2201", "2201"]}, geometry=[LAND, TOWN], crs=2180)
    frame.to_file(tmp_path / "twice.gpkg")
    with pytest.raises(InputError, match=r"twice.gpkg, line 2, column terc: county 2201 stands a second time"):
        official_borders.prepare(tmp_path / "twice.gpkg", reference)


@pytest.mark.parametrize("share", [0, 0.3, 0.9])
@pytest.mark.parametrize("suffix", [".shp", ".gpkg", ".zip"])
def test_a_file_cut_short_is_refused(
    register: Callable[..., Path], reference: Path, tmp_path: Path, suffix: str, share: float
) -> None:
    path = register("A02.shp" if suffix == ".zip" else f"A02{suffix}")
    if suffix == ".zip":
        path = Path(shutil.make_archive(str(tmp_path / "A02"), "zip", tmp_path, "A02.shp"))
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    with pytest.raises(InputError):
        official_borders.prepare(path, reference)


def test_other_archives_are_not_taken_for_borders(tmp_path: Path) -> None:
    workbook = tmp_path / "table.xlsx"
    with zipfile.ZipFile(workbook, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert not prg.recognises(workbook)


def test_a_spit_narrower_than_the_grid_keeps_its_end() -> None:
    # Two heads of land joined by a neck of 40 m, less than a step of the grid.
    neck = box(WEST + 10 * KM, SOUTH + 5 * KM, WEST + 13 * KM, SOUTH + 5 * KM + 40)
    heads = [
        box(WEST, SOUTH, WEST + 10 * KM, SOUTH + 10 * KM),
        box(WEST + 13 * KM, SOUTH, WEST + 20 * KM, SOUTH + 9 * KM),
    ]
    found = coverage.arcs_of(
        {"2201": shapely.union_all([*heads, neck]), "2202": box(WEST, SOUTH - 9 * KM, WEST + 20 * KM, SOUTH)}
    )
    lines = [shapely.LineString(points) for left, right, points in found if "2201" in {left, right}]
    drawn = shapely.build_area(shapely.union_all(lines))
    assert drawn.geom_type == "Polygon"
    middle = geopandas.GeoSeries([shapely.Point(WEST + 11.5 * KM, SOUTH + 5 * KM + 20)], crs=2180).to_crs(4326)[0]
    assert drawn.distance(affinity.scale(middle, 1000, 1000, origin=(0, 0))) < 1

"""County borders from the National Register of Boundaries (PRG), as its owner gives them out, made fit for the map.

The register comes as a shapefile (`A02_Granice_powiatow`, also zipped) or a GeoPackage, in the coordinate system that
its own file names, in UTF-8 or Windows-1250, with field names in capitals or not. `prepare` reads such a file and
returns the outlines of every voivodeship it holds whole; `write` puts them where the build looks for outlines.
"""

from __future__ import annotations

import csv
import re
import warnings
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.catalog import Text
from pipelines.problems import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

CODE_FIELDS = ("jpt_kod_je", "terc", "teryt")
NAME_FIELDS = ("jpt_nazwa_", "jpt_nazwa", "nazwa", "name")
DATE_FIELDS = ("wersja_od", "wazny_od")
POLAND_METRES = (100_000, 50_000, 950_000, 900_000)  # of EPSG:2180, a little more than the country and its sea
MAX_STRANGE_NAMES = 0.1  # share of names that may differ from the code list (renamed since) before codes are doubted

RULES = {
    "layer": Text(
        "nie ma tu warstwy powiatów z polem JPT_KOD_JE (terc, teryt)",
        "there is no layer of counties with a field JPT_KOD_JE (terc, teryt)",
    ),
    "file": Text("pliku nie da się odczytać jako granic", "the file cannot be read as borders"),
    "crs": Text(
        "plik nie mówi, w jakim układzie współrzędnych są granice (brak .prj)",
        "the file does not say which coordinate system the borders are in (no .prj)",
    ),
    "place": Text(
        "granice leżą poza Polską, więc układ współrzędnych podano błędnie",
        "the borders lie outside Poland, so the coordinate system is given wrongly",
    ),
    "county": Text("kod {code} nie jest kodem powiatu", "the code {code} is not the code of a county"),
    "key": Text("powiat {code} występuje drugi raz", "county {code} stands a second time"),
    "shape": Text("powiat {code} nie ma powierzchni", "county {code} has no area"),
    "names": Text(
        "nazwy {wrong} z {all} powiatów nie należą do ich kodów",
        "the names of {wrong} of {all} counties do not belong to their codes",
    ),
    "complete": Text(
        "plik nie zawiera żadnego województwa w całości", "the file does not hold any voivodeship completely"
    ),
}
TODO = Text(
    "pobierz z geoportal.gov.pl paczkę A02_Granice_powiatow i wskaż jej plik .zip, .shp albo .gpkg",
    "download the package A02_Granice_powiatow from geoportal.gov.pl and name its .zip, .shp or .gpkg file",
)


@dataclass(frozen=True)
class Counties:
    """The counties of a file, in EPSG:2180 (metres)."""

    shapes: dict[str, Any]  # TERYT code -> shapely polygon
    state: str  # ISO date: the newest version of a border in the file, or the date of the file
    is_dated: bool  # the borders carry their date themselves
    crs: str
    told: list[Text]  # what whoever imports it should know


def broken(path: Path, rule: str, *, line: int | None = None, column: str | None = None, **words: object) -> InputError:
    """The error for one broken rule; `line` is the number of the feature, counted from 1."""
    what = Text(RULES[rule].pl.format(**words), RULES[rule].en.format(**words))
    return InputError(Problem(file=path.name, line=line, column=column, rule=rule, what=what, todo=TODO))


def recognises(path: Path) -> bool:
    """Whether the file is one of borders by its form: shapefile, GeoPackage, or a zip of either."""
    if path.suffix.lower() in {".shp", ".gpkg"}:
        return True
    return bool(_inside(path)) if zipfile.is_zipfile(path) else False


def official(reference: Path) -> dict[str, dict[str, str]]:
    """Rows of the code list of territories about counties, by TERYT code."""
    with (reference / "teryt.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file) if row["level"] == "county"}


def read(path: Path, known: dict[str, dict[str, str]]) -> Counties:
    """Read the borders of counties. Raises InputError where the file breaks a rule."""
    frame, source = _frame(path)
    fields = {str(name).lower(): name for name in frame.columns}
    code_field = next(fields[name] for name in CODE_FIELDS if name in fields)
    if frame.crs is None:
        raise broken(path, "crs")
    codes = [_code(value) for value in frame[code_field]]
    seen: set[str] = set()
    for line, code in enumerate(codes, 1):
        if code not in known:
            raise broken(path, "county", line=line, column=code_field, code=code[:12])
        if code in seen:
            raise broken(path, "key", line=line, column=code_field, code=code)
        seen.add(code)
    told = _names(path, frame, fields, codes, known)
    shapes = _in_metres(path, frame, codes)
    said = _dates(frame, fields)
    state = said[-1] if said else datetime.fromtimestamp(source.stat().st_mtime, UTC).date().isoformat()
    return Counties(shapes, state, bool(said), str(frame.crs.to_string()), told)


def _inside(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return [name for name in archive.namelist() if name.lower().endswith((".shp", ".gpkg"))]


def _frame(path: Path) -> tuple[Any, Path]:
    """The layer of counties as a GeoDataFrame; of several (a package of all levels) the one with county codes."""
    import pyogrio
    from pyogrio.errors import DataLayerError, DataSourceError

    try:
        inner = _inside(path) if zipfile.is_zipfile(path) else []
        sources = [f"/vsizip/{path.resolve()}/{name}" for name in inner] or [str(path.resolve())]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of GDAL about the form of single fields
            for source in sorted(sources, key=lambda name: "powiat" not in name.lower()):
                for layer in [str(name) for name, _ in pyogrio.list_layers(source)]:
                    fields = {str(name).lower() for name in pyogrio.read_info(source, layer=layer)["fields"]}
                    if not fields & set(CODE_FIELDS):
                        continue
                    frame = pyogrio.read_dataframe(source, layer=layer, encoding=_encoding(path, source))
                    kinds = {str(name).lower(): name for name in frame.columns}
                    if "jpt_sjr_ko" in kinds and set(frame[kinds["jpt_sjr_ko"]].dropna()) - {"POW"}:
                        continue  # voivodeships or municipalities of the same package
                    return frame, path
    except (OSError, ValueError, RuntimeError, zipfile.BadZipFile, DataSourceError, DataLayerError) as error:
        raise broken(path, "file") from error
    raise broken(path, "layer")


def _encoding(path: Path, source: str) -> str | None:
    """Of a shapefile's attributes, told by its bytes: old packages are Windows-1250 without saying so."""
    if not source.lower().endswith(".shp"):
        return None
    stem = source[:-4]
    if source.startswith("/vsizip/"):
        with zipfile.ZipFile(path) as archive:
            names = {name.lower(): name for name in archive.namelist()}
            name = names.get(f"{stem.removeprefix(f'/vsizip/{path.resolve()}/')}.dbf".lower())
            table = archive.read(name) if name else b""
    else:
        beside = [file for file in path.parent.glob(f"{path.stem}.*") if file.suffix.lower() == ".dbf"]
        table = beside[0].read_bytes() if beside else b""
    try:
        table[int.from_bytes(table[8:10], "little") :].decode("utf-8")
    except UnicodeDecodeError:
        return "cp1250"
    return "utf-8"


def _code(value: object) -> str:
    """TERYT code of a county: four digits, also where the field is a number and lost its leading zero."""
    text = str(value).strip().removesuffix(".0")
    return text.zfill(4) if re.fullmatch(r"[0-9]{3}", text) else text


def _plain(name: object) -> str:
    text = re.sub(r" od \d{4}$", "", str(name).strip().casefold())  # the register adds since when a city is a county
    return text.removeprefix("powiat ").removeprefix("m. ").removeprefix("m.").removeprefix("st. ").strip()


def _names(
    path: Path, frame: Any, fields: dict[str, Any], codes: list[str], known: dict[str, dict[str, str]]
) -> list[Text]:
    """What is told of names that differ from the code list. Many such names mean shifted codes: an InputError."""
    field = next((fields[name] for name in NAME_FIELDS if name in fields), None)
    if field is None:
        return []
    strange = [
        (code, str(name))
        for code, name in zip(codes, frame[field], strict=True)
        if _plain(name) not in {_plain(known[code]["pl"]), _plain(known[code]["short_pl"])}
    ]
    if len(strange) > max(1, MAX_STRANGE_NAMES * len(codes)):
        raise broken(path, "names", column=field, wrong=len(strange), all=len(codes))
    return [
        Text(
            f"powiat {code} nazywa się w pliku „{name}”, a na liście kodów „{known[code]['pl']}”",
            f"county {code} is called “{name}” in the file and “{known[code]['pl']}” in the code list",
        )
        for code, name in strange
    ]


def _in_metres(path: Path, frame: Any, codes: list[str]) -> dict[str, Any]:
    import pyproj
    import shapely

    try:
        moved = frame.geometry.to_crs("EPSG:2180").to_numpy()
    except pyproj.exceptions.ProjError as error:
        raise broken(path, "crs") from error
    shapes: dict[str, Any] = {}
    west, south, east, north = POLAND_METRES
    for line, (code, shape) in enumerate(zip(codes, moved, strict=True), 1):
        polygons = _polygons(shape)
        if not polygons:
            raise broken(path, "shape", line=line, code=code)
        left, bottom, right, top = shapely.total_bounds(polygons)
        if not (west < left and south < bottom and right < east and top < north):
            raise broken(path, "place", line=line)
        shapes[code] = polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)
    return shapes


def _polygons(shape: Any) -> list[Any]:
    """The parts of a shape that have an area; a self-crossing border is mended, points and lines are left out."""
    import shapely

    if shape is None:
        return []
    whole = shape if shape.is_valid else shapely.make_valid(shape)
    parts = shapely.get_parts(shapely.get_parts(whole))
    return [part for part in parts if part.geom_type == "Polygon" and part.area > 0]


def _dates(frame: Any, fields: dict[str, Any]) -> list[str]:
    """Dates of the versions of borders, oldest first; a file may have none."""
    dates: Iterable[object] = [v for name in DATE_FIELDS if name in fields for v in frame[fields[name]].dropna()]
    return sorted(text for text in (str(date)[:10] for date in dates) if re.fullmatch(r"\d{4}-\d\d-\d\d", text))

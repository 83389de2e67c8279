"""Official county borders into the outlines of a release: sea cut off, areas checked, simplified, with source and date.

The register counts sea waters to the counties on the coast, official areas do not (the lagoons they do count). So a
county whose area is too large by more than 3 percent loses what lies in the open sea (`outlines_sea.csv`), if that
brings it closer to its official area; every other county is left as the register has it. An area that still differs
is told, since a border may have moved since; a whole voivodeship that differs is refused.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines import publish
from pipelines.catalog import Text
from pipelines.problems import InputError, Problem
from pipelines.sources import arcs, borders, coverage, gate, prg

if TYPE_CHECKING:
    from pipelines.sources.prg import Counties

CLOSE = 0.03  # relative difference of an area that needs no word
SEA = "outlines_sea"


@dataclass(frozen=True)
class Outlines:
    """What an import of borders would put into `data/reference`, and what whoever imports should read before."""

    files: dict[str, bytes]
    regions: tuple[str, ...]
    state: str
    told: tuple[Text, ...]


def prepare(path: Path, reference: Path) -> Outlines:
    """Outlines of every voivodeship that the file of borders holds whole. Writes nothing; raises InputError."""
    known = prg.official(reference)
    counties = prg.read(path, known)
    regions = sorted({code[:2] for code in counties.shapes})
    whole = [r for r in regions if all(code in counties.shapes for code in known if code[:2] == r)]
    if not whole:
        raise prg.broken(path, "complete")
    told = list(counties.told)
    if len(whole) < len(regions):
        partial = ", ".join(r for r in regions if r not in whole)
        told.append(Text(f"niepełne województwa pominięto: {partial}", f"incomplete voivodeships left out: {partial}"))
    files: dict[str, bytes] = {}
    for region in whole:
        names = {code: row["pl"] for code, row in sorted(known.items()) if code[:2] == region}
        shapes = {code: counties.shapes[code] for code in names}
        areas = {code: float(known[code]["area_km2"]) for code in names}
        shapes, dry = _without_sea(reference, region, shapes, areas)
        differing = _differing(path, region, shapes, areas)
        notes = _notes(names, dry, differing, shapes, areas)
        told += notes
        files |= _files(path, region, shapes, counties, notes)
        _read_back(files, region, names)
    return Outlines(files, tuple(whole), counties.state, tuple(told))


def write(outlines: Outlines, reference: Path, *, by: str) -> list[Path]:
    """Put prepared outlines in use for the next build, with who accepted them; each file is replaced whole. Returns their paths."""
    accepted = f"accepted_by = {json.dumps(by, ensure_ascii=False)}\n".encode()
    for name, content in outlines.files.items():
        publish.write_atomically(reference / name, content + (accepted if name.endswith(".toml") else b""))
    return [reference / name for name in outlines.files]


def sea_of(reference: Path, region: str) -> list[Any]:
    """Polygons of the open sea off a voivodeship, in EPSG:2180; none where it has no coast on the open sea."""
    import pyproj
    import shapely

    metres = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:2180", always_xy=True)
    found = []
    with (reference / f"{SEA}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["region"] == region:
                steps = [int(number) for number in row["points"].split(" ")]
                x, y = (list(accumulate(steps[i::2])) for i in (0, 1))
                ring = zip(*metres.transform([v / 1000 for v in x], [v / 1000 for v in y]), strict=True)
                found.append(shapely.make_valid(shapely.Polygon(list(ring))))
    return found


def _without_sea(
    reference: Path, region: str, shapes: dict[str, Any], areas: dict[str, float]
) -> tuple[dict[str, Any], list[str]]:
    """The shapes, those too large by sea waters without them, and the codes of these."""
    import shapely

    sea = shapely.union_all(sea_of(reference, region))
    dry: list[str] = []
    cut = dict(shapes)
    for code, shape in shapes.items():
        if _km2(shape) <= areas[code] * (1 + CLOSE) or not shape.intersects(sea):
            continue
        land = shapely.difference(shape, sea)
        if abs(_km2(land) - areas[code]) < abs(_km2(shape) - areas[code]):
            cut[code] = land
            dry.append(code)
    return cut, dry


def _km2(shape: Any) -> float:
    return float(shape.area) / 1e6


def _differing(path: Path, region: str, shapes: dict[str, Any], areas: dict[str, float]) -> list[str]:
    """Codes of counties whose area is not the official one; InputError where the whole voivodeship's is not."""
    found, due = sum(_km2(shape) for shape in shapes.values()), sum(areas.values())
    if abs(found - due) > CLOSE * due:
        raise InputError(
            Problem(
                file=path.name,
                rule="area",
                what=Text(
                    f"województwo {region} ma w pliku {found:.0f} km², a według GUS {due:.0f} km²",
                    f"voivodeship {region} has {found:.0f} km² in the file and {due:.0f} km² according to GUS",
                ),
                todo=Text(
                    "sprawdź, czy plik zawiera granice powiatów bez wód morskich i we właściwym układzie współrzędnych",
                    "check that the file holds county borders without sea waters and in the right coordinate system",
                ),
            )
        )
    return [code for code, shape in shapes.items() if abs(_km2(shape) - areas[code]) > CLOSE * areas[code]]


def _notes(
    names: dict[str, str], dry: list[str], differing: list[str], shapes: dict[str, Any], areas: dict[str, float]
) -> list[Text]:
    notes = []
    if dry:
        who = ", ".join(names[code] for code in dry)
        notes.append(Text(f"odcięto wody morskie: {who}", f"sea waters cut off: {who}"))
    for code in differing:
        found, due = f"{_km2(shapes[code]):.1f}", f"{areas[code]:.1f}"
        notes.append(
            Text(
                f"{names[code]}: {found.replace('.', ',')} km² w pliku, {due.replace('.', ',')} km² według GUS z 2022 r.",
                f"{names[code]}: {found} km² in the file, {due} km² according to Statistics Poland for 2022",
            )
        )
    return notes


def _files(path: Path, region: str, shapes: dict[str, Any], counties: Counties, notes: list[Text]) -> dict[str, bytes]:
    try:
        found = coverage.arcs_of(shapes)
    except coverage.PinchedError as error:
        raise prg.broken(path, "file") from error
    table = borders.outlines_table(region)
    rows = io.StringIO()
    writer = csv.writer(rows, lineterminator="\n")
    writer.writerows([arcs.HEADER, *coverage.csv_rows(found)])
    content = rows.getvalue().encode()
    year = counties.state[:4]
    dated = Text(f"stan na {year} r.", year) if counties.is_dated else Text(f"plik z {year} r.", f"file of {year}")
    facts: dict[str, object] = {
        "title_pl": f"Granice powiatów województwa {region}",
        "title_en": f"Outlines of the counties of voivodeship {region}",
        "region": region,
        "producer": "Główny Urząd Geodezji i Kartografii",
        "producer_en": "Head Office of Geodesy and Cartography",
        "publication_pl": "Państwowy Rejestr Granic",
        "publication_en": "National Register of Boundaries",
        "credit_pl": f"Granice: Państwowy Rejestr Granic, GUGiK ({dated.pl}, uproszczone)",
        "credit_en": f"Outlines: National Register of Boundaries (Państwowy Rejestr Granic), GUGiK, {dated.en}, simplified",
        "url": "https://www.geoportal.gov.pl/pl/dane/panstwowy-rejestr-granic-prg/",
        "copied_file": path.name,
        "copied_sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "copied_crs": counties.crs,
        "licence": "free of charge and without restrictions on use (art. 40a of the geodetic and cartographic law)",
        "released": counties.state,
        "accessed": datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat(),
        "base": "WGS 84, longitude and latitude in thousandths of a degree; simplified with shared borders",
        "synthetic": False,
        "sha256": hashlib.sha256(content).hexdigest(),
        "caveats_pl": ["Granice są uproszczone: nadają się do map poglądowych, nie do pomiarów.", *(n.pl for n in notes)],
        "caveats_en": ["The outlines are simplified: good for overview maps, not for measuring.", *(n.en for n in notes)],
    }  # fmt: skip
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in facts.items()]
    return {f"{table.name}.csv": content, f"{table.name}.toml": "".join(lines).encode()}


def _read_back(files: dict[str, bytes], region: str, names: dict[str, str]) -> None:
    """What was written must be what a build accepts, or nothing is."""
    table = borders.outlines_table(region)
    with tempfile.TemporaryDirectory() as folder:
        for name in (f"{table.name}.csv", f"{table.name}.toml"):
            (Path(folder) / name).write_bytes(files[name])
        gate.read_provenance(Path(folder), table)
        borders.map_shapes(Path(folder), region, names)

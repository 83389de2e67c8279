"""The generator as a whole: a region, its deliveries one county after another, and the truth beside them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

import numpy as np

from pipelines import settings
from pipelines.catalog import Text
from pipelines.demo import cases, deliveries, households, networks, pathways, projects, results, truth
from pipelines.demo.deliveries import Part
from pipelines.demo.frames import Floats, Frame, Ints, half_year
from pipelines.demo.institutions import Institutions, institutions
from pipelines.demo.numbering import Numbering
from pipelines.demo.people import NEW_LAW, climate, people
from pipelines.demo.region import FIRST, HALF_YEARS, County, forums, region
from pipelines.demo.register import Register, ends
from pipelines.demo.rows import Rows
from pipelines.problems import UserError

Progress = Callable[[Text], None]
By = Literal["county", "region"]
_MOST_IN_A_BLOCK = 60_000  # cases held at once with their steps: some 500 MB


@dataclass
class Made:
    """What was written."""

    cases: int = 0
    counties: int = 0
    paths: list[Path] = field(default_factory=list)


def generate(
    out: Path,
    *,
    number: int,
    chosen: str,
    seed: int,
    effect: float,
    periods: str = "",
    by: By = "county",
    plain: bool = False,
    progress: Progress = lambda _: None,
) -> Made:
    """Write deliveries of `number` cases and truth.json into the folder `out`; the same arguments give the same bytes.

    One zip per county and half-year and one per region and half-year; with `by` region only the latter, which then
    hold the rows of its counties too; with `plain` a folder of big CSV files per half-year, all counties together.
    `periods` (`2014-H1:2025-H2`) limits the half-years of entry.
    """
    truth.checked(effect)
    halves = half_years(periods)
    area = region(settings.data_folder(), chosen, number, seed, halves)
    out.mkdir(parents=True, exist_ok=True)
    made = Made()
    sink: _Sink = _Folders(out, area.regions) if plain else _Zips(out)
    given = Numbering(through=plain)
    chances = {}
    for code in area.regions:
        region_office = (f"rops-{code}", code)
        inside = [(at, c) for at, c in enumerate(area.counties) if c.teryt[:2] == code]
        if by == "region":
            given = Numbering()
        for at, county in inside:
            supplier = region_office if by == "region" else (f"powiat-{county.teryt}", county.teryt)
            if by == "county" and not plain:
                given = Numbering()
            entered = int(area.entries[at].sum())
            total = 0.0
            for first, tables, chance in _county(county, area.entries[at], halves, seed, effect, given):
                total += chance
                for half, part in enumerate(tables, first):
                    sink.put(*supplier, half, part)
            if by == "county":
                sink.flush()
            chances[county.teryt] = round(total / max(1, entered), 6)
            made.cases += entered
            made.counties += 1
            progress(Text(f"powiat {county.teryt}: {made.cases} spraw", f"county {county.teryt}: {made.cases} cases"))
        for half, part in enumerate(_network(code, tuple(c for _, c in inside), seed)):
            if half in halves:
                sink.put(*region_office, half, part)
        sink.flush()
    made.paths = sink.done()
    told = truth.statement(area, effect=effect, seed=seed, cases=number, chances=chances)
    (out / "truth.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return made


def half_years(periods: str) -> range:
    """Half-years counted from FIRST: all, one (`2019-H1`) or a range (`2014-H1:2025-H2`)."""
    names = {half_year(ends(half)): half for half in range(HALF_YEARS)}
    first, _, last = (periods or f"{min(names)}:{max(names)}").partition(":")
    if first not in names or (last or first) not in names or names[first] > names[last or first]:
        raise UserError(
            Text(
                f"--periods: podaj półrocza od {min(names)} do {max(names)}, np. 2019-H1:2020-H2.",
                f"--periods: give half-years from {min(names)} to {max(names)}, e.g. 2019-H1:2020-H2.",
            )
        )
    return range(names[first], names[last or first] + 1)


def _law(half: int) -> str:
    return "2025" if ends(half) >= NEW_LAW else "2004"


class _Sink(Protocol):
    """Where rows go: `put` adds to a delivery, `flush` ends those begun, `done` gives the paths."""

    def put(self, supplier: str, teryt: str, half: int, tables: dict[str, Part]) -> None: ...
    def flush(self) -> None: ...
    def done(self) -> list[Path]: ...


class _Zips:
    """Each delivery as a zip."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.paths: list[Path] = []
        self._begun: dict[tuple[str, str, int], dict[str, list[Part]]] = {}

    def put(self, supplier: str, teryt: str, half: int, tables: dict[str, Part]) -> None:
        begun = self._begun.setdefault((supplier, teryt, half), {})
        for name, part in tables.items():
            begun.setdefault(name, []).append(part)

    def flush(self) -> None:
        for (supplier, teryt, half), begun in self._begun.items():
            period = half_year(ends(half))
            path = self.out / f"{supplier}_{period}.zip"
            tables = {name: (b"".join(lines for lines, _ in p), sum(n for _, n in p)) for name, p in begun.items()}
            deliveries.write_zip(path, supplier, teryt, period, _law(half), tables)
            self.paths.append(path)
        self._begun = {}

    def done(self) -> list[Path]:
        return self.paths


class _Folders:
    """All deliveries of a half-year in one folder of big files."""

    def __init__(self, out: Path, regions: tuple[str, ...]) -> None:
        self.out, self.teryt = out, regions[0] if len(regions) == 1 else "00"
        self.folders: dict[int, deliveries.PlainFolder] = {}

    def put(self, supplier: str, teryt: str, half: int, tables: dict[str, Part]) -> None:
        if half not in self.folders:
            self.folders[half] = deliveries.PlainFolder(self.out / f"demo-{self.teryt}_{half_year(ends(half))}")
        self.folders[half].add(tables)

    def flush(self) -> None:
        """Nothing: a folder ends when everything has been put."""

    def done(self) -> list[Path]:
        for half, folder in sorted(self.folders.items()):
            folder.close(f"demo-{self.teryt}", self.teryt, half_year(ends(half)), _law(half))
        return [folder.folder for _, folder in sorted(self.folders.items())]


def _network(code: str, counties: tuple[County, ...], seed: int) -> list[dict[str, Part]]:
    """The tables of the voivodeship's own register for each half-year."""
    rows = Rows()
    known = forums(settings.data_folder(), code)
    networks.network(np.random.default_rng([seed, 4, int(code)]), code, counties, known, rows)
    return deliveries.parts({name: [frame] for name, frame in rows.frames().items()}, HALF_YEARS)


def _county(
    county: County, entries: Ints, halves: range, seed: int, effect: float, given: Numbering
) -> Iterator[tuple[int, list[dict[str, Part]], float]]:
    """Blocks of half-years: the first, the tables of each delivery, and the sum of the cases' chances of work."""
    places = institutions(np.random.default_rng([seed, 5, county.number]), county)
    weather = climate(np.random.default_rng([seed, 6, county.number]), county)
    rows = Rows()
    draw = np.random.default_rng([seed, 7, county.number])
    Register(draw, county, places, rows).write()
    projects.reports(draw, county, places, rows)
    register = rows.frames()
    for first, last in _blocks(entries, halves):
        draw = np.random.default_rng([seed, 3, county.number, first])
        months = entries[6 * first : 6 * last]
        frames, chance = block(draw, county, places, months, FIRST + 6 * first, weather, effect, given)
        for name, frame in register.items():
            part = slice(*np.searchsorted(frame.delivery, [first, last]))
            columns = {column: values[part] for column, values in frame.columns.items()}
            frames.setdefault(name, []).append(Frame(frame.delivery[part], columns))
        for listed in frames.values():
            for frame in listed:
                frame.delivery = frame.delivery - first
        yield first, deliveries.parts(frames, last - first), chance


def _blocks(entries: Ints, halves: range) -> Iterator[tuple[int, int]]:
    """Ranges of half-years, each as long as its cases fit."""
    by_half = entries.reshape(HALF_YEARS, 6).sum(axis=1)
    first, held = halves.start, 0
    for half in halves:
        if held and held + by_half[half] > _MOST_IN_A_BLOCK:
            yield first, half
            first, held = half, 0
        held += int(by_half[half])
    yield first, halves.stop


def block(
    draw: np.random.Generator,
    county: County,
    places: Institutions,
    entries: Ints,
    first_month: int,
    weather: Floats,
    effect: float,
    given: Numbering,
) -> tuple[dict[str, list[Frame]], float]:
    """The case tables of the entrants of some months, and the sum of their chances of work without the model."""
    folk = people(draw, county, entries, first_month, weather, effect)
    number = given.next("c", folk.delivery)
    ops = draw.integers(0, places.count_ops, folk.rows)
    homes = households.households(draw, folk, places, given)
    made = pathways.plans(draw, folk, places, ops, number, given)
    frames = {
        "cases": [cases.cases(draw, folk, number, homes.of_case)],
        "case_reasons": [cases.reasons(draw, folk, number)],
        "case_barriers": [cases.barriers(draw, folk, number)],
        "plans": [made.frame],
        "steps": [pathways.steps(draw, folk, places, ops, number, made, given)],
        "exchanges": [pathways.exchanges(draw, folk, places, ops, number, given)],
        "outcomes": [results.outcomes(draw, folk, number)],
        "followups": [results.followups(draw, folk, number)],
        "degressive_support": [results.degressive_support(draw, folk, number)],
    }
    for name, listed in homes.frames.items():
        frames[name] = [*frames.get(name, []), *listed]
    return frames, float(folk.chance.sum())

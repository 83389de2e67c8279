"""Reading a release: its values, code lists and manifest, held in memory; the only door from built figures to readers."""

from __future__ import annotations

import copy
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from pipelines import publish, settings
from pipelines.catalog import DIMENSIONS, STATUSES, TOTAL, Indicator, Text
from pipelines.imports import further
from pipelines.indicators import INDICATORS
from pipelines.indicators.evaluate import COLUMNS
from pipelines.problems import UserError
from pipelines.words.sentences.facts import Area

NO_RELEASE = Text(
    "Nie ma jeszcze żadnego wydania. Zbuduj je poleceniem: uv run latarnia build",
    "There is no release yet. Build one with: uv run latarnia build",
)

UNREADABLE = Text(
    "Wydanie {name} zapisała inna wersja programu albo jest uszkodzone; zbuduj dane poleceniem: uv run latarnia build",
    "Release {name} was written by another version of the program or is damaged; build the data with: uv run latarnia build",
)
_NAME = re.compile(r"r[0-9a-f]{8}")


class Value(NamedTuple):
    """One figure with everything that must be shown beside it; `value` is None where `obs_status` says why."""

    indicator: str
    teryt: str
    level: str
    period: str
    freq: str  # A year, Q quarter, M month
    sex: str
    age: str
    education: str
    reason: str
    place: str
    value: float | None
    lower: float | None
    upper: float | None
    n: int | None
    unit: str
    obs_status: str
    method: str
    is_computed: bool
    interval: str  # none, or assumed: from Latarnia's assumptions about the sample
    basis: str
    segment: int  # values of one series may be compared and joined by a line only within a segment
    source: str
    released_on: str


@dataclass(frozen=True, kw_only=True)
class Territory(Area):
    """An area of a release: the inflected name that sentences need, and its place among the others."""

    level: str  # country, voivodeship, nuts3 or county
    kind: str  # of a county: land, or city with county rights
    parent: str
    nuts3: str
    seat: str

    @property
    def short(self) -> Text:
        """The shortest name, for axes and lists: `jeziorny`."""
        return Text(self.short_pl, self.short_en)

    @property
    def full(self) -> Text:
        """The name standing alone: `powiat jeziorny` / `jeziorny county`."""
        return Text(self.name("pl"), self.name("en"))


@dataclass(frozen=True)
class Break:
    """A date at which a series changes its meaning (cut) or the world changed (event)."""

    code: str
    kind: str
    first_period: str
    short: Text
    text: Text
    source_url: str


class Release:
    """One published release, read whole. Instances are read-only and may be shared between sessions and threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.id = folder.name
        self.manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_bytes())
        con = duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})
        rows = con.execute(
            f"select {COLUMNS} from read_parquet('{folder / 'indicator_values.parquet'}') order by all"
        ).fetchall()
        self._values: dict[tuple[str, str], list[Value]] = defaultdict(list)
        for row in rows:
            value = Value(*row)
            self._values[value.indicator, value.teryt].append(value)
        self._tables: dict[str, list[dict[str, Any]]] = {}
        self.lists: dict[str, list[dict[str, str]]] = {}
        for table in self.manifest["tables"]:
            name = table["name"]
            if name.startswith("ref_"):
                cursor = con.execute(f"from read_parquet('{folder / f'{name}.parquet'}')")
                heads = [column[0] for column in cursor.description or ()]
                self.lists[name.removeprefix("ref_")] = [
                    {head: "" if cell is None else cell for head, cell in zip(heads, cells, strict=True)}
                    for cells in cursor.fetchall()
                ]
        con.close()

    def table(self, name: str) -> list[dict[str, Any]]:
        """All rows of a published table, in its fixed order; none where the release has no such table."""
        if name not in self._tables:
            path = self.folder / f"{name}.parquet"
            if not path.is_file():
                return []
            con = duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})
            cursor = con.execute(f"from read_parquet('{path}')")
            heads = [column[0] for column in cursor.description or ()]
            self._tables[name] = [dict(zip(heads, cells, strict=True)) for cells in cursor.fetchall()]
            con.close()
        return self._tables[name]

    @cached_property
    def indicators(self) -> list[str]:
        """Codes of all indicators that have rows."""
        return sorted({code for code, _ in self._values})

    @cached_property
    def further(self) -> dict[str, Indicator]:
        """Indicators of the tables that were added without code, by the name of their table."""
        return {name: further.indicator(name, told) for name, told in self.manifest.get("further", {}).items()}

    def declared(self, code: str) -> Indicator | None:
        """The indicator of that code, of the catalogue or of a table added without code."""
        return INDICATORS.get(code.upper()) or self.further.get(code)

    def as_known(self, rows: Iterable[tuple[Any, ...]]) -> Release:
        """The same release with other values: those that were known at an earlier day."""
        earlier = copy.copy(self)
        earlier._values = defaultdict(list)
        for row in rows:
            value = Value(*row)
            earlier._values[value.indicator, value.teryt].append(value)
        return earlier

    @property
    def region(self) -> str:
        return str(self.manifest["region"])

    @property
    def cut_off(self) -> str:
        return str(self.manifest["cut_off"])

    @cached_property
    def areas(self) -> dict[str, Territory]:
        """All territories by code: Poland, voivodeships, counties and (named as subregions) NUTS 3."""
        names = [f.name for f in fields(Territory)]
        areas = {r["code"]: Territory(**{name: r[name] for name in names}) for r in self.lists["teryt"]}
        for r in self.lists["nuts3"]:
            place = {"level": "nuts3", "kind": "nuts3", "parent": r["voivodeship"], "nuts3": r["code"], "seat": ""}
            areas[r["code"]] = Territory(**{name: place.get(name) or r.get(name, "") for name in names})
        return areas

    @property
    def region_area(self) -> Territory:
        return self.areas[self.region]

    def counties(self, voivodeship: str | None = None) -> list[Territory]:
        """Counties of a voivodeship (default: the release's region), in the order of their codes."""
        parent = voivodeship or self.region
        return [a for code, a in sorted(self.areas.items()) if a.level == "county" and a.parent == parent]

    def voivodeships(self) -> list[Territory]:
        return [a for _, a in sorted(self.areas.items()) if a.level == "voivodeship"]

    def series(self, indicator: str, teryt: str, *, freq: str | None = "A", **by: str) -> list[Value]:
        """All periods of one indicator in one area, oldest first; `by` names dimensions, others are their total.

        `age` is the universe of a figure, not a filter, unless it is given. freq=None takes every frequency.
        """
        wanted = {d: by.get(d, TOTAL) for d in DIMENSIONS if d != "age" or "age" in by}
        return [
            v
            for v in self._values.get((indicator, teryt), [])
            if (freq is None or v.freq == freq) and all(getattr(v, d) == code for d, code in wanted.items())
        ]

    def value(self, indicator: str, teryt: str, period: str, **by: str) -> Value | None:
        """One figure; of several bases the newest release. None where the release has no row (see `reason_missing`)."""
        found = [v for v in self.series(indicator, teryt, freq=None, **by) if v.period == period]
        return max(found, key=lambda v: v.released_on, default=None)

    def rows(self, indicator: str, teryt: str | None = None) -> Iterator[Value]:
        """Every row of an indicator, with all dimensions, as `latarnia values` lists them."""
        areas = sorted(area for code, area in self._values if code == indicator) if teryt is None else [teryt]
        for area in areas:
            yield from self._values.get((indicator, area), [])

    def periods(self, indicator: str, level: str, freq: str = "A") -> list[str]:
        """Periods in which at least one area of a level has a figure, oldest first."""
        found = {
            v.period
            for (code, _), vs in self._values.items()
            if code == indicator
            for v in vs
            if v.level == level and v.freq == freq
        }
        return sorted(found)

    @cached_property
    def newest_periods(self) -> dict[str, str]:
        """Newest period with a value in each source table."""
        found: dict[str, str] = {}
        for values in self._values.values():
            for v in values:
                if v.value is not None:
                    found[v.source] = max(found.get(v.source, ""), v.period)
        return found

    def label(self, name: str, code: str) -> Text:
        """Label of a code of a list in data/reference; the code itself where the list has none."""
        for row in self.lists[name]:
            if row["code"] == code:
                return Text(row["pl"], row["en"])
        return Text(code, code)

    def unit(self, code: str) -> Text:
        """Short name of a unit, as it stands behind a figure."""
        row = next(r for r in self.lists["units"] if r["code"] == code)
        return Text(row["short_pl"] or row["pl"], row["short_en"] or row["en"])

    def breaks(self, source: str, *, teryt: str = "", measure: str | None = None) -> list[Break]:
        """Cuts and events of a source table (of one area or measure of it, if given), oldest first."""
        known = {r["code"]: r for r in self.lists["breaks"]}
        return sorted(
            (
                Break(
                    r["break"],
                    known[r["break"]]["kind"],
                    r["first_period"],
                    Text(known[r["break"]]["short_pl"], known[r["break"]]["short_en"]),
                    Text(known[r["break"]]["pl"], known[r["break"]]["en"]),
                    known[r["break"]]["source_url"],
                )
                for r in self.lists["breaks_series"]
                if r["table"] == source
                and (measure is None or r["measure"] in {"", measure})
                and r["teryt"] in {"", teryt}
            ),
            key=lambda b: (b.first_period, b.code),
        )

    def reason_missing(self, indicator: str, teryt: str, period: str) -> tuple[str, Text]:
        """Status code and sentence for a figure that is not there: why, in the words of data/reference/gaps.csv."""
        found = self.value(indicator, teryt, period)
        if found is not None and found.value is None:
            return found.obs_status, STATUSES[found.obs_status].label
        area, declared = self.areas[teryt], self.declared(indicator)
        assert declared is not None
        voivodeship = teryt if area.level == "voivodeship" else area.parent
        for gap in self.lists["gaps"]:
            only, but = gap["region"].removeprefix("!"), gap["region"].startswith("!")
            if (
                gap["table"] in _candidates(declared, area.level, period)
                and (not gap["measure"] or f"'{gap['measure']}'" in declared.numerator)
                and gap["level"] == area.level
                and (not only or (voivodeship != only if but else voivodeship == only))
                and (not gap["period_from"] or period >= gap["period_from"])
                and (not gap["period_to"] or period <= gap["period_to"] + "~")
            ):
                return gap["obs_status"], Text(gap["pl"], gap["en"])
        return "M", Text("Tej liczby nie ma w dołączonych danych.", "This figure is not in the bundled data.")


def _candidates(declared: Indicator, level: str, period: str) -> list[str]:
    """Source tables in which a figure of this level and frequency would stand."""
    kind = "monthly" if re.fullmatch(r"\d{4}-\d{2}", period) else "quarters" if "Q" in period else ""
    tables = [name for name in declared.sources if name.startswith("nuts3") == (level == "nuts3")]
    named = [name for name in tables if kind and kind in name]
    return named or [name for name in tables if kind or not re.search("monthly|quarters", name)]


def current(marts: Path | None = None) -> Release:
    """The release in use; UserError with what to do where there is none."""
    folder = marts or settings.marts_folder()
    try:
        return Release(folder / (name_in_use(folder) or "?"))
    except (OSError, ValueError) as error:
        raise UserError(NO_RELEASE) from error


def opened(name: str, marts: Path | None = None) -> Release:
    """The release of that name. UserError where there is none, or none that this version can read."""
    folder = (marts or settings.marts_folder()) / name
    if not _NAME.fullmatch(name) or not (folder / "manifest.json").is_file():
        have = ", ".join(m["release"] for m in releases(marts)) or "–"
        raise UserError(
            Text(
                f"{name[:40]}: nie ma takiego wydania; są: {have}.", f"{name[:40]}: no such release; there are: {have}."
            )
        )
    try:
        return Release(folder)
    except (OSError, ValueError, KeyError, TypeError, duckdb.Error) as error:
        raise UserError(Text(UNREADABLE.pl.format(name=name), UNREADABLE.en.format(name=name))) from error


def name_in_use(marts: Path | None = None) -> str | None:
    """The release that the pointer names, None where there is no pointer."""
    return publish.in_use(marts or settings.marts_folder())


def releases(marts: Path | None = None) -> list[dict[str, Any]]:
    """Manifests of all releases, newest first."""
    folder = marts or settings.marts_folder()
    manifests = [json.loads(path.read_bytes()) for path in folder.glob("r*/manifest.json")]
    return sorted(manifests, key=lambda m: (m["built"], m["release"]), reverse=True)

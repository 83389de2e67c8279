"""A mapping: how figures of a recognised file become rows of one source table. A TOML file in `data/reference/mappings`.

An analyst writes one for a new table of the Local Data Bank; nothing else is needed. `example` writes the beginning of
one for the very file that no mapping fits.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pipelines.catalog import GeoLevel, Text
from pipelines.imports.figures import plain
from pipelines.imports.messages import problem
from pipelines.problems import InputError

FOLDER = "mappings"
LEVELS: tuple[GeoLevel, ...] = ("country", "voivodeship", "nuts3", "county")
PeriodForm = Literal["year", "quarter", "month"]
FORMS: dict[str, str] = {
    "year": r"(19|20)\d{2}",
    "quarter": r"(19|20)\d{2}-Q[1-4]",
    "month": r"(19|20)\d{2}-(0[1-9]|1[0-2])",
}
MONTHS = [
    "styczeń",
    "luty",
    "marzec",
    "kwiecień",
    "maj",
    "czerwiec",
    "lipiec",
    "sierpień",
    "wrzesień",
    "październik",
    "listopad",
    "grudzień",
]

# What publishers print beside a figure -> status of the value, empty where the figure is an ordinary one.
# Local Data Bank: withheld x X, not yet released n, none -, zero below the format a A, low precision v, preliminary s.
# Eurostat: missing `:` with the reason behind it, low reliability u, provisional p, estimated e s f, break b.
FLAGS: dict[str, dict[str, str]] = {
    "bdl": {
        "": "", "k": "", "a": "", "A": "", "z": "", "Z": "", "p": "", "M": "", "K": "", "*": "",
        "x": "Q", "X": "Q", "#": "Q", ".": "Q", "n": "-", "-": "-", "v": "U", "s": "P",
    },
    "eurostat": {
        "": "", "b": "", "r": "", "d": "", "i": "", "u": "U", "p": "P", "e": "E", "s": "E", "f": "E", ":": "-", ":m": "-", ":z": "-", ":n": "-",
        ":u": "Q", ":c": "Q", "c": "Q", ":bu": "Q", "bu": "U", "bp": "P", "be": "E", "bd": "", "du": "U", "up": "U", "dp": "P",
    },
}  # fmt: skip
BREAK_FLAGS = {"bdl": {"M", "K", "X", "A", "Z"}, "eurostat": {"b", "bu", "bp", "be", "bd", ":bu"}}
_EUROSTAT = {"eurostat_tsv", "sdmx_csv", "json_stat"}
_KEYS = {
    "table",
    "title_pl",
    "title_en",
    "shapes",
    "file",
    "area",
    "period",
    "value",
    "dimension",
    "constant",
    "variable",
    "flags",
    "further",
}


@dataclass(frozen=True)
class Dimension:
    """One dimension of the file: into which column its members go, or that it only selects."""

    headings: tuple[str, ...]
    column: str  # empty: the dimension only selects
    members: dict[str, str]  # plain wording -> code; `value` dimensions -> name of the value column
    others: Literal["refuse", "skip"] = "refuse"
    chooses_value: bool = False  # members name the column that the figure goes to
    completes_period: bool = False  # members are months (01 …) or quarters (Q1 …) of the year


@dataclass(frozen=True)
class Constant:
    """A column that the file does not have, with its value in a stretch of periods."""

    column: str
    value: str
    first: str = ""
    last: str = "~"


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """Everything one mapping file says."""

    name: str
    table: str
    shapes: tuple[str, ...]
    file: str  # regular expression for the file name; empty: any
    area_column: str
    levels: tuple[str, ...]
    refused_levels: tuple[str, ...]
    areas: dict[str, str]  # the file's own codes -> ours; empty: TERYT and Local Data Bank codes are understood
    area_heading: str  # heading of the dimension that holds areas, where the file has no column of them
    period_column: str
    period_form: PeriodForm
    value_column: str  # empty where a dimension chooses it
    decimals: int
    units: dict[str, float]  # plain wording -> factor; empty: the file names none or any will do
    status_column: str
    break_column: str
    zero_may_be_withheld: bool
    dimensions: tuple[Dimension, ...]
    constants: tuple[Constant, ...] = ()
    variables: dict[str, dict[str, str]] = field(default_factory=dict)  # id of a variable -> column -> code
    flags: dict[str, str] = field(default_factory=dict)
    further: dict[str, Any] = field(default_factory=dict)  # what a table that is not in the code yet is

    def statuses(self, shape: str) -> dict[str, str]:
        """Status of each mark: that of the publisher's family, then what the mapping adds."""
        return FLAGS["eurostat" if shape in _EUROSTAT else "bdl"] | self.flags

    def breaks(self, shape: str) -> set[str]:
        """Marks that say: here the series changes its meaning."""
        return BREAK_FLAGS["eurostat" if shape in _EUROSTAT else "bdl"]

    def constant(self, column: str, period: str) -> str | None:
        """Value of a constant column in a period, None where the mapping gives none."""
        return next((c.value for c in self.constants if c.column == column and c.first <= period <= c.last), None)

    def fits(self, shape: str, file: str, dimensions: Sequence[str]) -> bool:
        """Whether a file of that shape, name and headings is one of these."""
        if shape not in self.shapes:
            return False
        if "variable" in dimensions:  # then the ids of the variables decide
            return bool(self.variables)
        if self.file and not re.search(self.file, file, re.IGNORECASE):
            return False
        if all(heading == "" for heading in dimensions) and shape != "sdg":
            return len(dimensions) == len(self.dimensions)
        have = {plain(heading) for heading in dimensions}
        wanted = [d.headings for d in self.dimensions]
        return all(any(h in have for h in headings) for headings in wanted) and (
            shape in _EUROSTAT or len(have) == len(wanted) + bool(self.area_heading)
        )


def load(folder: Path) -> list[Mapping]:
    """All mappings of a folder. Raises InputError for one that is not as it should be."""
    return [read(path) for path in sorted(folder.glob("*.toml"))]


def read(path: Path) -> Mapping:
    """One mapping file. Raises InputError with the field that is wrong."""
    try:
        facts = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(problem("mapping", path.name, detail=Text(str(error), str(error)))) from error
    try:
        unknown = facts.keys() - _KEYS
        if unknown:
            raise KeyError(min(unknown))
        return _mapping(path.stem, facts)
    except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        name = str(error).strip("'\"")
        raise InputError(problem("mapping", path.name, detail=Text(f"pole {name}", f"field {name}"))) from error


def _mapping(name: str, facts: dict[str, Any]) -> Mapping:
    area, period, value = facts["area"], facts["period"], facts["value"]
    re.compile(facts.get("file", ""))
    if "further" in facts:  # all such tables have the same columns
        period, value = period | {"column": "period"}, value | {"column": "value", "status": "obs_status"}
    form = period.get("form", "year")
    if form not in FORMS:
        raise ValueError(f"period.form = {form}")
    levels = tuple(area.get("levels", ()))
    if not set(levels) <= set(LEVELS) or not (levels or area.get("codes")):
        raise ValueError("area.levels")
    return Mapping(
        name=name,
        table=facts["table"],
        shapes=tuple(facts["shapes"]),
        file=facts.get("file", ""),
        area_column=area.get("column", "teryt"),
        levels=levels,
        refused_levels=tuple(area.get("refuse", ())),
        areas={str(code): ours for code, ours in area.get("codes", {}).items()},
        area_heading=plain(area.get("heading", "")),
        period_column=period.get("column", "year"),
        period_form=form,
        value_column=value.get("column", ""),
        decimals=int(value["decimals"]),
        units={plain(unit): float(factor) for unit, factor in value.get("units", {}).items()},
        status_column=value.get("status", ""),
        break_column=value.get("break", ""),
        zero_may_be_withheld=bool(value.get("zero_may_be_withheld", False)),
        dimensions=tuple(_dimension(d) for d in facts.get("dimension", ())),
        constants=tuple(Constant(c["column"], str(c["value"]), str(c.get("from", "")), str(c.get("to", "~"))) for c in facts.get("constant", ())),
        variables={str(key): {k: str(v) for k, v in columns.items()} for key, columns in facts.get("variable", {}).items()},
        flags={str(mark): status for mark, status in facts.get("flags", {}).items()},
        further=facts.get("further", {}),
    )  # fmt: skip


def _dimension(facts: dict[str, Any]) -> Dimension:
    into = facts.get("into", "")
    members = {plain(label): str(code) for label, code in facts.get("members", {}).items()}
    if into == "month" and not members:
        members = {month: f"{number:02}" for number, month in enumerate(MONTHS, 1)}
    return Dimension(
        headings=tuple(plain(h) for h in facts["headings"]),
        column=facts.get("column", ""),
        members=members,
        others=facts.get("others", "refuse"),
        chooses_value=into == "value",
        completes_period=into in {"month", "quarter"},
    )


def example(
    shape: str,
    file: str,
    dimensions: Sequence[str],
    members: Sequence[Sequence[str]],
    units: Sequence[str],
    decimals: int,
) -> str:
    """The beginning of a mapping for a file of that shape: its own headings and members, ready to be completed."""
    lines = [
        f"# data/reference/mappings/NAZWA.toml  ({file})",
        'table = "NAZWA"            # data/sources/NAZWA.csv; nowa tabela nie wymaga kodu | a new table needs no code',
        f'shapes = ["{shape}"]',
        "",
        "[area]",
        'levels = ["voivodeship"]   # country, voivodeship, nuts3, county',
        "",
        "[period]",
        'form = "year"              # year, quarter, month',
        "",
        "[value]",
        f"decimals = {decimals}",
    ]
    if units:
        lines.append(f"units = {{ {', '.join(f'{_quoted(u)} = 1' for u in units)} }}")
    for number, heading in enumerate(dimensions):
        lines += [
            "",
            "[[dimension]]",
            f"headings = [{_quoted(heading or f'#{number + 1}')}]",
            'column = "sex"              # sex, age, education, reason, place; bez column: tylko wybiera | without: only selects',
            "[dimension.members]",
        ]
        lines += [f'{_quoted(member)} = "total"' for member in members[number]]
    lines += [
        "", "[further]                  # tylko nowa tabela | only for a new table",
        'title_pl = "…"', 'title_en = "…"', 'unit = "persons"          # data/reference/units.csv', 'method = "register"       # direct, register, census, model',
        'producer = "Główny Urząd Statystyczny"', 'url = "https://bdl.stat.gov.pl/…"', 'licence = "…"', 'base = "…"',
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    """A TOML basic string; control characters, which labels never have, are left out."""
    return '"' + "".join(c for c in words if c.isprintable()).replace("\\", "\\\\").replace('"', '\\"') + '"'

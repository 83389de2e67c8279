"""Which series a refresh asks for: `data/reference/refresh.toml`, read and checked."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pipelines.catalog import Text
from pipelines.problems import InputError, Problem

FILE = "refresh.toml"
ServiceName = Literal["bdl", "eurostat"]
SERVICES: tuple[ServiceName, ...] = ("bdl", "eurostat")


@dataclass(frozen=True, kw_only=True)
class Series:
    """What one service has for one source table."""

    table: str
    service: ServiceName
    evidence: str  # where the numbers were seen, so that nobody has to trust them
    subject: str = ""
    variables: tuple[int, ...] = ()
    levels: tuple[int, ...] = ()
    dataset: str = ""
    filters: dict[str, list[str]] = field(default_factory=dict)
    within: str = ""  # `region`: only areas of the region; a TERYT code: only for that region; empty: all areas

    @property
    def is_known(self) -> bool:
        """Whether there is anything to ask for."""
        return bool(self.variables or self.dataset)


def declared(reference: Path) -> list[Series]:
    """All declared series. Raises InputError where one of them cannot be asked for."""
    try:
        rows = tomllib.loads((reference / FILE).read_text(encoding="utf-8")).get("series", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _broken(
            "toml", Text(f"pliku nie da się odczytać ({error})", f"the file cannot be read ({error})")
        ) from error
    found = []
    for number, row in enumerate(rows, 1):
        try:
            lists = {name: tuple(row[name]) for name in ("variables", "levels") if name in row}
            series = Series(**row | lists)
        except TypeError as error:
            what = Text(f"wpis {number} ma złe albo brakujące pole", f"entry {number} has a wrong or missing field")
            raise _broken("series", what) from error
        whole = series.service in SERVICES and all(isinstance(v, int) for v in (*series.variables, *series.levels))
        if (
            not whole
            or (series.service == "bdl" and not series.levels)
            or (series.service == "eurostat") != bool(series.dataset)
        ):
            what = Text(
                f"wpis {number} ({series.table}): usługa bdl wymaga variables i levels, eurostat wymaga dataset",
                f"entry {number} ({series.table}): service bdl needs variables and levels, eurostat needs dataset",
            )
            raise _broken("series", what)
        found.append(series)
    return found


def unit_of(reference: Path, region: str) -> str:
    """Number of a voivodeship in the Local Data Bank."""
    with (reference / "teryt.csv").open(encoding="utf-8", newline="") as file:
        return next(row["bdl_id"] for row in csv.DictReader(file) if row["code"] == region)


def _broken(rule: str, what: Text) -> InputError:
    todo = Text("popraw wpis; wzór stoi na początku pliku", "mend the entry; the top of the file explains it")
    return InputError(Problem(file=FILE, rule=rule, what=what, todo=todo))

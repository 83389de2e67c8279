"""A refresh: ask the services for the declared series and lay their answers down as files for the import.

Nothing is published. A series whose service cannot be had, or gives an older edition than it gave before, is left out
and told; the others go on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines import publish
from pipelines.catalog import Text
from pipelines.problems import UserError
from pipelines.services.answers import Answers
from pipelines.services.bdl import Bdl
from pipelines.services.eurostat import Eurostat
from pipelines.services.series import Series, ServiceName, unit_of
from pipelines.services.wire import Wire

FOLDER = "answers"  # in the data folder, not in git
FILES = "files"
COUNTIES = 380  # areas a level has, to tell how long it will take before the service says so
AREAS = {0: 1, 2: 16, 4: 73, 5: COUNTIES}

Tell = Callable[["Progress"], None]
Wires = Callable[[ServiceName, Answers], Wire]


@dataclass(frozen=True)
class Progress:
    """Where a refresh is: requests done and expected, and what it asks for now."""

    done: int
    expected: int
    table: str
    seconds: float

    @property
    def seconds_left(self) -> float:
        """At the pace so far; 0 before anything was asked."""
        return self.seconds / self.done * max(0, self.expected - self.done) if self.done else 0.0


@dataclass
class Refreshed:
    """What came: files by table with the publisher's date, and what did not."""

    files: dict[str, list[Path]] = field(default_factory=dict)
    released: dict[str, str] = field(default_factory=dict)
    left_out: list[Text] = field(default_factory=list)
    unknown: list[Series] = field(default_factory=list)
    requests: int = 0


def refresh(
    data: Path,
    region: str,
    wanted: Sequence[Series],
    wires: Wires,
    *,
    since: int | None = None,
    tell: Tell = lambda _: None,
    clock: Callable[[], float] = lambda: datetime.now(UTC).timestamp(),
) -> Refreshed:
    """Fetch the series for a region and return the files that the import can read."""
    found = Refreshed(unknown=[s for s in wanted if not s.is_known])
    asked = [s for s in wanted if s.is_known and s.within in {"", "region", region}]
    folder = data / FOLDER
    lines = {name: wires(name, Answers(folder, name)) for name in sorted({s.service for s in asked})}
    started, total, done = clock(), sum(_requests(s) for s in asked), 0
    for series in asked:
        line = lines[series.service]
        for part in series.variables or (0,):
            if line.is_down:
                break

            def step(pages: int, _all: int, *, before: int = done, table: str = series.table) -> None:
                tell(Progress(before + pages, max(total, before + pages), table, clock() - started))

            try:
                document = _document(series, part, line, data / "reference", region, since, step)
                path = _laid_down(folder / FILES, series, part, document)
            except UserError as error:
                if error.text not in found.left_out:
                    found.left_out.append(error.text)
                continue
            finally:
                done += _requests(series) // max(1, len(series.variables))
            found.files.setdefault(series.table, []).append(path)
            found.released[series.table] = max(found.released.get(series.table, ""), edition(document))
    found.requests = sum(line.requests for line in lines.values())
    return found


def edition(document: dict[str, Any]) -> str:
    """Day of the publisher's edition (ISO), empty where the answer does not tell."""
    said = str(document.get("updated") or document.get("lastUpdate") or "")[:10]
    try:
        return datetime.fromisoformat(said).date().isoformat()
    except ValueError:
        return ""


def _requests(series: Series) -> int:
    if series.service == "eurostat":
        return 1
    pages = sum(1 if series.within else -(-AREAS.get(level, COUNTIES) // 100) for level in series.levels)
    return pages * len(series.variables)


def _document(
    series: Series,
    variable: int,
    wire: Wire,
    reference: Path,
    region: str,
    since: int | None,
    step: Callable[[int, int], None],
) -> dict[str, Any]:
    if series.service == "eurostat":
        table = Eurostat(wire).table(series.dataset, series.filters, since=since)
        step(1, 1)
        return table
    years = range(since, datetime.now(UTC).year + 1) if since else ()
    parent = unit_of(reference, region) if series.within else ""
    whole: dict[str, Any] = {}
    before = 0
    for level in series.levels:
        pages = 0

        def count(done: int, of: int, *, base: int = before) -> None:
            nonlocal pages
            pages = done
            step(base + done, base + of)

        found = Bdl(wire).values(variable, level, parent=parent, years=list(years), step=count)
        before += pages
        if whole:
            whole["results"] += found["results"]
            whole["totalRecords"] += found["totalRecords"]
        else:
            whole = found
    return whole


def _laid_down(folder: Path, series: Series, variable: int, document: dict[str, Any]) -> Path:
    """Write the answer as a file for the import; UserError where the edition is older than the one that lies there."""
    name = f"{series.table}_{series.dataset or f'bdl_{variable}'}.json"
    path = folder / name
    try:
        before = edition(json.loads(path.read_bytes()))
    except (OSError, ValueError):
        before = ""
    if edition(document) and edition(document) < before:
        raise UserError(
            Text(
                f"{series.table}: usługa oddała wydanie z {edition(document)}, starsze niż pobrane wcześniej ({before}); pominięto.",
                f"{series.table}: the service gave the edition of {edition(document)}, older than the one fetched before ({before}); left out.",
            )
        )
    folder.mkdir(parents=True, exist_ok=True)
    publish.write_atomically(path, json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode())
    return path

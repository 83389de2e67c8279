"""The evaluation inside the build: read exact counts, evaluate once for each content, write tables that hold only prints."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines import settings
from pipelines.catalog import Text
from pipelines.deliveries import private
from pipelines.evaluation import plan
from pipelines.evaluation.published import TABLES, dictionary
from pipelines.publish import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import duckdb

    from pipelines.evaluation.effects import Rollout
    from pipelines.evaluation.plan import Plan
    from pipelines.evaluation.strata import Strata

__all__ = ["KEPT", "TABLES", "dictionary", "run"]

Rows = dict[str, list[dict[str, Any]]]
KEPT = "evaluations"  # folder of finished evaluations in the restricted zone
_CODE = ("evaluation/*.py", "statistics/*.py", "disclosure/printed.py", "disclosure/rates.py")


def run(
    con: duckdb.DuckDBPyConnection,
    reference: Path,
    restricted: Path,
    *,
    synthetic: bool,
    is_withheld: bool = False,
    counties: Sequence[str] = (),
    tell: Callable[[Text], None] = lambda _: None,
) -> None:
    """Create the tables of the evaluation; they are there and empty where nothing can be evaluated.

    Reads `county_panel`, the protected `cohort_counts` and the stages of the register, and for the pilots among
    `counties` published unemployment. Where the counts are held back (`is_withheld`) only the conditions that rest on
    the roll-out are judged. The same content is evaluated once: its result is kept in the restricted zone, and holds
    only what is published.
    """
    from pipelines.evaluation import pilots, strata

    laid_down = plan.read(reference, synthetic=synthetic)
    found = strata.read(con, laid_down.months)
    rows: Rows = {name: [] for name in TABLES}
    if len(found.half) and is_withheld:
        from pipelines.evaluation import effects

        adopted = _adoption(con, laid_down.stage)
        rows |= _unmeasured(laid_down, effects.rollout(found, adopted, None), adopted)
    elif len(found.half) and con.execute("select 1 from cohort_counts limit 1").fetchall():
        adopted, known = _adoption(con, laid_down.stage), _known(con, laid_down)
        parts = [part.tolist() for part in (found.teryt, found.half, found.mix, found.cases, found.in_work)]
        key = _key(laid_down, sorted(adopted.items()), sorted(known.items()), *parts)
        rows |= _once(restricted, key, lambda: _evaluated(laid_down, found, adopted, known), tell)
    pilot_plan = pilots.read(reference)
    pilot = pilots.design(con, pilot_plan, counties) if counties else None
    if pilot is not None:
        key = _key(pilot_plan, pilot.counties, pilot.since, pilot.pilots.tolist(), pilot.persons.tolist())
        rows |= _once(restricted, key, lambda: pilots.compared(pilot, pilot_plan), tell)
    for name, (_, _, columns) in TABLES.items():
        _write(con, name, {column: kind for column, (kind, _) in columns.items()}, rows[name])


def _once(restricted: Path, key: str, evaluated: Callable[[], Rows], tell: Callable[[Text], None]) -> Rows:
    """The result kept under the key, or a new one, which is then kept."""
    path = private.enter(private.enter(restricted) / KEPT) / f"{key}.json"
    try:
        kept: Rows = json.loads(path.read_bytes())
    except (OSError, ValueError):
        tell(Text("porównuję powiaty i okresy (do kilku minut)", "comparing counties and periods (up to some minutes)"))
        kept = evaluated()
        write_atomically(path, json.dumps(kept, sort_keys=True).encode(), mode=private.FILE_MODE)
    return kept


def _evaluated(
    laid_down: Plan, found: Strata, adopted: dict[str, int], known: dict[tuple[str, int, str], tuple[int, int]]
) -> Rows:
    from pipelines.evaluation import counties, effects

    rows: Rows = {}
    rows["evaluation_counties"] = counties.compared(found, laid_down, known)
    panel, seen = effects.rollout(found, adopted, laid_down.least_cases), {str(code) for code in found.teryt}
    made = effects.design(found, panel)
    if made is None:
        return rows | _unmeasured(laid_down, panel, adopted, seen)
    rows["evaluation_design"] = _counties(panel, adopted, seen)
    rows["evaluation_effect"], rows["evaluation_gates"], verdict = effects.evaluated(made, laid_down)
    hundreds = round(float(made.persons.sum()) / 100)
    rows["evaluation_verdict"] = [_verdict(laid_down, panel, verdict, hundreds)]
    return rows


def _unmeasured(laid_down: Plan, panel: Rollout, adopted: dict[str, int], seen: Iterable[str] = ()) -> Rows:
    """What is told without a panel: the roll-out, the conditions, and that nothing may be said."""
    from pipelines.evaluation import effects

    return {
        "evaluation_design": _counties(panel, adopted, seen),
        "evaluation_gates": effects.conditions(panel, laid_down),
        "evaluation_verdict": [_verdict(laid_down, panel, "no_design", None)],
    }


def _counties(panel: Rollout, adopted: dict[str, int], seen: Iterable[str]) -> list[dict[str, Any]]:
    return [
        {
            "teryt": code,
            "adopted": _half_year(adopted[code]) if code in adopted else None,
            "in_panel": code in panel.counties,
        }
        for code in sorted({*seen, *adopted, *panel.counties})
    ]


def _verdict(laid_down: Plan, panel: Rollout, verdict: str, hundreds: int | None) -> dict[str, Any]:
    return {
        "verdict": verdict,
        "first": _half_year(panel.halves[0]),
        "last": _half_year(panel.halves[-1]),
        "counties": len(panel.counties),
        "treated": panel.treated,
        "too_small": panel.too_small,
        "too_early": panel.too_early,
        "cases_hundreds": hundreds,
        "stage": laid_down.stage,
        "least_cases": laid_down.least_cases,
    }


def _half_year(half: int) -> str:
    return f"{half // 2}-H{half % 2 + 1}"


def _adoption(con: duckdb.DuckDBPyConnection, stage: int) -> dict[str, int]:
    """Half-year (counted from year 0) in which each county first reached the stage, as its newest delivery says."""
    rows = con.execute(
        "select teryt, min(2 * year(month) + case when month(month) > 6 then 1 else 0 end) from raw_county_stage as s "
        "where stage >= ? and delivery = (select max(delivery) from raw_county_stage as n where n.teryt = s.teryt) "
        "group by teryt order by teryt",
        [stage],
    )
    return {str(teryt): int(half) for teryt, half in rows.fetchall()}


def _known(con: duckdb.DuckDBPyConnection, laid_down: Plan) -> dict[tuple[str, int, str], tuple[int, int]]:
    """Bounds of the published counts of persons and of exits by county (empty: the region) and year of entry.

    A year published in two half-years has the sums of their bounds.
    """
    rows = con.execute(
        "select coalesce(area, ''), cast(left(first, 4) as integer), kind, cast(sum(lower) as bigint), "
        "cast(sum(upper) as bigint) from cohort_counts "
        "where sex = 'total' and age = 'total' and pathway = 'total' and duration = 'total' "
        "and (kind = 'n' or (kind = ? and month = ?)) group by all order by all",
        [laid_down.kind, laid_down.months],
    )
    return {(area, year, kind): (low, high) for area, year, kind, low, high in rows.fetchall()}


def _key(*content: object) -> str:
    """SHA-256 over everything that a result depends on, the code included."""
    digest = hashlib.sha256(repr(content).encode())
    package = settings.ROOT / "pipelines"
    for path in sorted({p for pattern in _CODE for p in package.glob(pattern)}):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _write(con: duckdb.DuckDBPyConnection, name: str, columns: dict[str, str], rows: list[dict[str, Any]]) -> None:
    body = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
    con.execute(f"create or replace table {name} ({body})").fetchall()
    if rows:
        places = ", ".join("?" for _ in columns)
        con.executemany(f"insert into {name} values ({places})", [[row.get(c) for c in columns] for row in rows])

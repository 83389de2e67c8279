"""What the steps of pathways cost: sums of the region by years of entry, published by the rule for money of institutions.

Three sums are checked, the whole, the Labour Fund's part, and what the difference of both would tell of the others.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pipelines.catalog import Text
from pipelines.publication.table import Published

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import duckdb

    from pipelines.disclosure.ladder import Release

FACTS = "step_cost_facts"
POPULATION = "starts"  # whose blocks of years and persons the sums belong to
KINDS = ("all", "fund")
LEAST_STEPS = 1000  # from which on a whole percentage of steps tells of no single one

TABLE = Published(
    name="step_costs",
    summary=Text(
        "Koszty kroków osób z planem według lat wejścia: zaokrąglone do 1000 zł albo ukryte",
        "Costs of steps of persons with a plan by years of entry: rounded to PLN 1,000 or hidden",
    ),
    columns={
        "first": Text("pierwszy miesiąc bloku lat wejścia", "first month of the block of years of entry"),
        "last": Text("ostatni miesiąc bloku lat wejścia", "last month of the block of years of entry"),
        "kind": Text("all: wszystkie pieniądze; fund: Fundusz Pracy", "all: all money; fund: Labour Fund"),
        "cost_zl": Text("koszty razem, zł; puste: ukryte", "costs in all, PLN; empty: hidden"),
        "told_percent": Text("procent kroków z podanym kosztem", "percentage of steps whose cost is told"),
        "obs_status": Text("C: ukryte dla ochrony osób i instytucji", "C: hidden to protect persons and institutions"),
        "synthetic": Text("czy to dane syntetyczne", "whether the data are synthetic"),
    },
    grain=("first", "last", "kind"),
    numbers=("cost_zl", "told_percent"),
)


def rows(
    con: duckdb.DuckDBPyConnection, reference: Path, areas: Sequence[str], apart: Release
) -> Iterator[dict[str, Any]]:
    """Rows of the published table, for the closed blocks of years whose persons are published."""
    from pipelines.disclosure import money
    from pipelines.publication import groups

    (population,) = [p for p in groups.declared(reference, list(areas)) if p.name == POPULATION]
    spent: dict[tuple[tuple[str, str], int], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    steps: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    query = f"select year, teryt, inst_id, is_fund, cost_zl, told, steps from {FACTS}"
    for year, teryt, institution, is_fund, cost, told, number in con.execute(query).fetchall():
        if teryt in areas:
            block = population.block(year)
            spent[block, is_fund][institution] += cost
            steps[block] = [steps[block][0] + told, steps[block][1] + number]
    for entry in apart.entries:
        block = (entry.first, entry.last)
        fund, others = spent[block, 1], spent[block, 0]
        whole = [fund[name] + others[name] for name in sorted({*fund, *others})]
        sums = {"all": money.published_sum(whole), "fund": money.published_sum([*fund.values()])}
        if money.published_sum([*others.values()]) is None or sums["all"] is None:
            sums["fund"] = None  # beside the whole it would tell what the others spent
        told, number = steps[block]
        for kind in KINDS:
            yield {
                "first": block[0],
                "last": block[1],
                "kind": kind,
                "cost_zl": sums[kind],
                "told_percent": round(100 * told / number) if number >= LEAST_STEPS else None,
                "obs_status": "C" if sums[kind] is None else "A",
                "synthetic": apart.certificate["synthetic"],
            }


def write(con: duckdb.DuckDBPyConnection, reference: Path, areas: Sequence[str], apart: Release | None) -> None:
    """Create the published table; without persons it is there and empty."""
    TABLE.write(con, rows(con, reference, areas, apart) if apart else ())

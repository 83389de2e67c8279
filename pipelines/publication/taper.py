"""Amounts of degressive support by month: published by the rule for money of institutions, and only where recipients are shown.

The payers are institutions of counties; the contract does not name them, so a county stands for its payers, which makes
the rule of `disclosure.money` stricter, not looser.
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
    from pipelines.disclosure.ledger import Entry

FACTS = "taper_facts"
POPULATION = "degressive"  # whose blocks of years and recipients the amounts belong to
EVERYBODY_TO = 3  # months in which all recipients get support; later ones are told by `left_<month>`
MONTHS = 7

TABLE = Published(
    name="taper",
    summary=Text(
        "Kwoty degresywnego wsparcia według miesiąca: zaokrąglone do 1000 zł albo ukryte",
        "Amounts of degressive support by month: rounded to PLN 1,000 or hidden",
    ),
    columns={
        "first": Text("pierwszy miesiąc bloku lat wejścia", "first month of the block of years of entry"),
        "last": Text("ostatni miesiąc bloku lat wejścia", "last month of the block of years of entry"),
        "month_no": Text("który miesiąc dopłaty", "which month of the support"),
        "support_zl": Text("dopłaty razem, zł; puste: ukryte", "support in all, PLN; empty: hidden"),
        "obs_status": Text("C: ukryte dla ochrony osób i instytucji", "C: hidden to protect persons and institutions"),
        "synthetic": Text("czy to dane syntetyczne", "whether the data are synthetic"),
    },
    grain=("first", "last", "month_no"),
    numbers=("month_no", "support_zl"),
)


def rows(
    con: duckdb.DuckDBPyConnection, reference: Path, areas: Sequence[str], apart: Release
) -> Iterator[dict[str, Any]]:
    """Rows of the published table, for the closed blocks of years whose recipients are published."""
    from pipelines.disclosure import money
    from pipelines.publication import groups

    (population,) = [p for p in groups.declared(reference, list(areas)) if p.name == POPULATION]
    paid: dict[tuple[tuple[str, str], int], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for year, teryt, month, support in con.execute(f"select year, teryt, month_no, support_zl from {FACTS}").fetchall():
        if teryt in areas:
            paid[population.block(year), month][teryt] += support
    for entry in apart.entries:
        block = (entry.first, entry.last)
        for month in range(1, MONTHS + 1):
            support = money.published_sum([*paid[block, month].values()]) if _are_shown(entry, month) else None
            yield {
                "first": block[0],
                "last": block[1],
                "month_no": month,
                "support_zl": support,
                "obs_status": "C" if support is None else "A",
                "synthetic": apart.certificate["synthetic"],
            }


def _are_shown(entry: Entry, month: int) -> bool:
    """Whether the published counts tell how many recipients a month has, and that they are more than the smallest count.

    Where the number that dropped out before is hidden, the sum stays hidden too: beside the sums of other months it would
    tell that number, for amounts follow a rule. For the same reason the benefits lost are not published at all: they are
    the same in every month, so their sums would count the recipients.
    """
    found = {
        cell.measure: token for cell, token in zip(entry.lattice.cells, entry.tokens, strict=True) if not cell.codes
    }
    everybody, left = found["n"], 0 if month <= EVERYBODY_TO else found[f"left_{month}"]
    if everybody is None or left is None:
        return False
    most_left = entry.rule.bounds(left)[1] if left else 0
    return bool(entry.rule.bounds(everybody)[0] - most_left > entry.rule.threshold)


def write(con: duckdb.DuckDBPyConnection, reference: Path, areas: Sequence[str], apart: Release | None) -> None:
    """Create the published table; without recipients it is there and empty."""
    TABLE.write(con, rows(con, reference, areas, apart) if apart else ())

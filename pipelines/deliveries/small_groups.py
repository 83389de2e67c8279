"""How alone a case stands in its delivery: group sizes on county, sex, three ages and year of entry."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

K = 5
AGES = "age_groups"  # the code list whose parents are the three ages


@dataclass(frozen=True)
class Loneliness:
    """`smallest` group, and the share (0 to 1) of cases in groups below K; 0 cases have none of either."""

    cases: int
    smallest: int
    share_below: float

    @property
    def is_personal(self) -> bool:
        """Whether the rows must be treated as data about persons: some group is smaller than K."""
        return 0 < self.smallest < K


def measure(con: duckdb.DuckDBPyConnection) -> Loneliness:
    """Measure the table `cases` of the connection; ages by the parents in the list of age groups."""
    found = con.execute(
        f"select coalesce(sum(n), 0)::bigint, coalesce(min(n), 0), coalesce(sum(n) filter (n < {K}) / sum(n), 0)::double from ("
        f"select count(*) as n from cases as c join ref_{AGES} as a on a.code = c.age_group "
        "group by c.teryt, c.sex, a.parent, year(c.entry_month))"
    ).fetchall()
    return Loneliness(*found[0])

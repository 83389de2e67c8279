"""The ledger: every token ever published, in an append-only file whose lines are chained by their hashes."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from pipelines.disclosure.flags import Flags
from pipelines.disclosure.lattice import AREA, PERSONS, Family, Lattice
from pipelines.disclosure.tokens import FLAG_HIDDEN, FLAG_SHOWN, HIDDEN, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


class LedgerError(Exception):
    """The ledger was changed or cut; nothing may be published until a person has restored it."""


@dataclass(frozen=True)
class Entry:
    """What one release said about one cohort; `tokens` in the order of the lattice's cells, hidden ones None.

    `population` names what is counted where it is not the cases and their exits.
    """

    first: str
    last: str
    preset: str
    rule: Rule
    lattice: Lattice
    tokens: tuple[int | None, ...]
    code: str
    population: str = ""

    @property
    def cohort(self) -> str:
        """The months of entry, as the cohort is called everywhere, after its population."""
        return f"{self.population} {self.first}/{self.last}".strip()

    def rows(self) -> Iterator[dict[str, str | int | None]]:
        """One row for each cell, as it may be stored and shown.

        `area` is None for the region, a characteristic that is not looked at is `total`; `kind` is `n` (everybody, no
        month) or the kind of exit up to `month`; `value` is None with obs_status C where hidden; `lower` and `upper`
        are the smallest and largest count behind the token.
        """
        characteristics = [name for name in self.lattice.dimensions if name != AREA]
        for cell, token in zip(self.lattice.cells, self.tokens, strict=True):
            codes = dict(cell.codes)
            kind, _, month = cell.measure.rpartition("_") if cell.measure != PERSONS else (PERSONS, "", "")
            value, flag = self.rule.written(HIDDEN if token is None else token)
            lower, upper = self.rule.bounds(HIDDEN if token is None else token)
            yield {
                "first": self.first,
                "last": self.last,
                AREA: codes.get(AREA),
                **{name: codes.get(name, "total") for name in characteristics},
                "kind": kind,
                "month": int(month) if month else None,
                "value": value,
                "obs_status": flag,
                "lower": int(lower),
                "upper": int(upper),
            }

    def facts(self) -> dict[str, Any]:
        lattice = self.lattice
        return {
            "first": self.first,
            "last": self.last,
            "preset": self.preset,
            "rule": asdict(self.rule),
            "lattice": describe(lattice),
            "tokens": self.tokens,
            "code": self.code,
            **({"population": self.population} if self.population else {}),
        }

    def says_the_same(self, other: Entry) -> bool:
        return all(getattr(self, f) == getattr(other, f) for f in ("cohort", "rule", "tokens")) and describe(
            self.lattice
        ) == describe(other.lattice)


def describe(lattice: Lattice) -> dict[str, Any]:
    """A lattice as plain data, enough to read its tokens again."""
    flags = lattice.flags
    return {
        "version": lattice.version,
        "dimensions": {name: list(codes) for name, codes in lattice.dimensions.items()},
        "families": [[family.place, list(family.by)] for family in lattice.families],
        "kinds": list(lattice.kinds),
        "months": list(lattice.months),
        **({"flags": asdict(flags)} if flags else {}),
    }


def restore(facts: dict[str, Any]) -> Lattice:
    """The lattice that `describe` told of."""
    return Lattice(
        facts["version"],
        {name: tuple(codes) for name, codes in facts["dimensions"].items()},
        tuple(Family(place, tuple(by)) for place, by in facts["families"]),
        tuple(facts["kinds"]),
        tuple(facts["months"]),
        _flags(facts["flags"]) if "flags" in facts else None,
    )


def _flags(facts: dict[str, Any]) -> Flags:
    implies, both = ({name: tuple(told) for name, told in facts[key].items()} for key in ("implies", "both"))
    return Flags(tuple(facts["names"]), implies, tuple(tuple(group) for group in facts["exclusive"]), both)


def read(path: Path) -> tuple[Entry, ...]:
    """All entries, oldest first; refuses a file whose chain of hashes is broken."""
    entries: list[Entry] = []
    before = ""
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        try:
            written = json.loads(line)
            facts = written["entry"]
            if written["before"] != before or written["sha256"] != _hash(before, facts):
                raise LedgerError(f"{path.name}: line {len(entries) + 1} does not follow from the line before")
            rule, lattice = Rule(**facts["rule"]), restore(facts["lattice"])
            tokens = tuple(facts["tokens"])
            for token in tokens:
                rule.read(token, FLAG_HIDDEN if token is None else FLAG_SHOWN)
            named = (facts["first"], facts["last"], facts["preset"])
            entries.append(Entry(*named, rule, lattice, tokens, facts["code"], facts.get("population", "")))
            before = written["sha256"]
        except (KeyError, TypeError, ValueError) as error:
            raise LedgerError(f"{path.name}: line {len(entries) + 1} cannot be read") from error
    return tuple(entries)


def append(path: Path, entries: Iterable[Entry]) -> int:
    """Add what no earlier release has said in the same words; returns how many entries were added. Call before publishing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        present = read(path)
        latest = {entry.cohort: entry for entry in present}
        file.seek(0)
        lines = file.read().splitlines()
        before = json.loads(lines[-1])["sha256"] if lines else ""
        added = 0
        for entry in entries:
            if entry.cohort in latest and entry.says_the_same(latest[entry.cohort]):
                continue
            facts = entry.facts()
            digest = _hash(before, facts)
            file.write(json.dumps({"before": before, "sha256": digest, "entry": facts}, separators=(",", ":")) + "\n")
            before, added = digest, added + 1
        file.flush()
        os.fsync(file.fileno())
    return added


def _hash(before: str, facts: dict[str, Any]) -> str:
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256((before + text).encode()).hexdigest()

"""Measures that are not exits by month: yes-or-no facts about a unit, and what of them can be true together."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

_MOST = 1024  # atoms; more of them and no audit is affordable


@dataclass(frozen=True)
class Flags:
    """The facts of one population; an attacker knows the rules between them as well as we do.

    `implies` says what is true of a unit whenever a fact is, `exclusive` lists facts of which at most one is true,
    `both` names measures that count units for which several facts are true together.
    """

    names: tuple[str, ...]
    implies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exclusive: tuple[tuple[str, ...], ...] = ()
    both: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        told = {
            *self.implies,
            *(n for part in (*self.implies.values(), *self.exclusive, *self.both.values()) for n in part),
        }
        unknown = told - set(self.names)
        if unknown or set(self.both) & set(self.names) or len(set(self.names)) != len(self.names):
            raise ValueError(f"facts that are not declared, or declared twice: {', '.join(sorted(unknown)) or '…'}")

    @cached_property
    def sets(self) -> tuple[frozenset[str], ...]:
        """Every combination of facts that the rules allow, in a fixed order; nothing of the data is asked."""
        found: list[frozenset[str]] = [frozenset()]
        for name in self.names:
            found += [kept | {name} for kept in found if not self._clashes(name, kept)]
        allowed = [kept for kept in found if all(set(self.implies.get(n, ())) <= kept for n in kept)]
        if len(allowed) > _MOST:
            raise ValueError(f"{len(allowed)} combinations of facts; at most {_MOST} can be audited")
        return tuple(allowed)

    def _clashes(self, name: str, kept: frozenset[str]) -> bool:
        needed = {n for n in self.implies.get(name, ()) if self.names.index(n) < self.names.index(name)}
        return not needed <= kept or any(name in group and kept & set(group) for group in self.exclusive)

    @cached_property
    def atoms(self) -> tuple[str, ...]:
        """Codes of the combinations; a unit of which nothing is true has the code `none`."""
        return tuple(self.atom(kept) for kept in self.sets)

    def atom(self, true: Sequence[str] | frozenset[str]) -> str:
        """Code of the combination in which exactly these facts are true."""
        return "+".join(name for name in self.names if name in true) or "none"

    @cached_property
    def masks(self) -> Mapping[str, NDArray[np.bool_]]:
        """The combinations that each measure counts."""
        wanted = {**{name: (name,) for name in self.names}, **self.both}
        return {measure: np.array([set(facts) <= kept for kept in self.sets]) for measure, facts in wanted.items()}

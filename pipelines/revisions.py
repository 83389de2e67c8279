"""What differs between two releases: values revised, new and withdrawn, each with the reason that is on record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from pipelines.catalog import Text
from pipelines.release import Release, Value

Kind = Literal["revised", "new", "withdrawn"]
KINDS: tuple[Kind, ...] = ("revised", "withdrawn", "new")


class Key(NamedTuple):
    """What makes a figure the same figure in two releases; another basis is another figure, never a revision."""

    indicator: str
    teryt: str
    period: str
    freq: str
    sex: str
    age: str
    education: str
    reason: str
    place: str
    basis: str


@dataclass(frozen=True)
class Revision:
    """One figure that differs. `old` or `new` is None where the release has no such row."""

    kind: Kind
    old: Value | None
    new: Value | None
    reason: Text | None  # as the accepted change or the newer source gives it; None where nobody gave one

    @property
    def value(self) -> Value:
        """The newer row, or the older one of a withdrawn figure."""
        found = self.new or self.old
        assert found is not None, "a revision has at least one side"
        return found


def key(value: Value) -> Key:
    """The identity of a figure."""
    return Key(*(getattr(value, name) for name in Key._fields))


def between(old: Release, new: Release) -> list[Revision]:
    """Every figure that differs, in the order of indicator, area and period; both releases must be of one region.

    A figure is revised when its value or its status changed; a row that only lost or gained its number counts as
    revised too, so that withheld, missing and published states are told apart.
    """
    before, after = ({key(v): v for v in _values(release)} for release in (old, new))
    found = []
    for each in sorted(before.keys() | after.keys()):
        first, last = before.get(each), after.get(each)
        if first is None or last is None:
            found.append(Revision("new" if first is None else "withdrawn", first, last, _reason(new, last or first)))
        elif (first.value, first.obs_status) != (last.value, last.obs_status):
            found.append(Revision("revised", first, last, _reason(new, last)))
    return found


def since(shown: Sequence[Value], new: Release) -> list[Revision]:
    """Those of the shown figures that a newer release gives otherwise or no longer."""
    found = []
    for value in shown:
        now = next((v for v in new.rows(value.indicator, value.teryt) if key(v) == key(value)), None)
        if now is None:
            found.append(Revision("withdrawn", value, None, _reason(new, value)))
        elif (now.value, now.obs_status) != (value.value, value.obs_status):
            found.append(Revision("revised", value, now, _reason(new, now)))
    return found


def tables(old: Release, new: Release) -> list[tuple[str, int | None, int | None]]:
    """Tables whose content differs with their rows before and after; None where a release has no such table."""
    before, after = ({t["name"]: t for t in release.manifest["tables"]} for release in (old, new))
    return [
        (name, before[name]["rows"] if name in before else None, after[name]["rows"] if name in after else None)
        for name in sorted(before.keys() | after.keys())
        if before.get(name, {}).get("sha256") != after.get(name, {}).get("sha256")
    ]


def _values(release: Release) -> Iterator[Value]:
    for code in release.indicators:
        yield from release.rows(code)


def _reason(new: Release, value: Value | None) -> Text | None:
    """What was noted when the newest change of the source table was accepted; None where nothing is on record."""
    if value is None or not value.source:
        return None
    notes = [row for row in new.table("changes") if row["table"] == value.source]
    if not notes:
        return None
    newest = max(notes, key=lambda row: str(row["date"]))
    said = str(newest["reason"] or newest["note"])
    return Text(said, said)

"""What a person should see before accepting: jumps, breaks, new codes, changed names, figures left out, vintages joined."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from pipelines.catalog import Text
from pipelines.imports.compare import Comparison
from pipelines.imports.proposal import Finding
from pipelines.imports.table import Held, Key

SHOWN = 12
MIN_STEPS = 5  # a series with fewer changes so far has no largest one worth the name
MOST = Decimal("0.5")  # more revised figures than this share: another vintage, not corrections
MIN_OVERLAP = 4
VINTAGES = ("basis", "vintage")


@dataclass(frozen=True)
class Cut:
    """A border that no line may cross."""

    first: str
    measure: str
    area: str
    text: Text


class Calendar:
    """The cuts of one table, from `breaks.csv` and `breaks_series.csv`."""

    def __init__(self, reference: Path, table: str) -> None:
        known = {r["code"]: r for r in _rows(reference / "breaks.csv") if r["kind"] == "cut"}
        self.cuts = [
            Cut(
                r["first_period"],
                r["measure"],
                r["teryt"],
                Text(known[r["break"]]["short_pl"], known[r["break"]]["short_en"]),
            )
            for r in _rows(reference / "breaks_series.csv")
            if r["table"] == table and r["break"] in known
        ]

    def of(self, held: Held, key: Key) -> list[Cut]:
        """Cuts of the series that a key belongs to."""
        named = dict(zip(held.table.key, key, strict=True))
        measure = named.get("measure") or named.get("status") or ""
        area = named.get("teryt") or named.get("nuts") or named.get("area") or ""
        return [c for c in self.cuts if c.measure in {"", measure} and c.area in {"", area}]

    def stretch(self, held: Held, key: Key) -> str:
        """First period of the stretch of its series in which a key lies; empty before the first cut."""
        when = held.when(key)
        return max((c.first for c in self.of(held, key) if c.first <= when), default="")


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def found(
    held: Held, c: Comparison, calendar: Calendar, labels: list[tuple[str, str, str, int]]
) -> tuple[list[Finding], list[Text]]:
    """All findings, and the reasons for which the proposal cannot be accepted as it is."""
    joined = [*_joined_by_revision(held, c, calendar), *_joined_by_basis(held, c, calendar)]
    findings = [
        *(Finding(kind="joined", text=text) for text in joined),
        *_periods(held, c),
        *_whole_stretch(held, c, calendar),
        *_jumps(held, c, calendar),
        *_breaks(held, c, calendar),
        *_codes(held, c),
        *_labels(labels),
        *_absent(held, c),
    ]
    return findings, joined


def _changed(held: Held, c: Comparison) -> dict[str, list[Key]]:
    keys: dict[str, list[Key]] = defaultdict(list)
    for cell in c.cells:
        keys[cell.column].append(tuple(cell.key[name] for name in held.table.key))
    return keys


def _overlap(held: Held, c: Comparison, calendar: Calendar) -> dict[str, tuple[int, int]]:
    """For each stretch: figures that table and file both have, and those of them revised beyond rounding."""
    both: dict[str, int] = defaultdict(int)
    revised: dict[str, int] = defaultdict(int)
    for key in c.seen & held.rows.keys():
        both[calendar.stretch(held, key)] += 1
    for cell in c.cells:
        if cell.old and cell.new and cell.beyond_rounding:
            revised[calendar.stretch(held, tuple(cell.key[n] for n in held.table.key))] += 1
    return {stretch: (count, revised[stretch]) for stretch, count in both.items()}


def _left(held: Held, c: Comparison, calendar: Calendar, stretch: str) -> list[str]:
    """Periods of a stretch that would keep their old figures in series that the file speaks of."""
    series = {held.series(key) for key in c.seen}
    return sorted(
        {
            held.when(key)
            for key in held.rows.keys() - c.seen
            if held.series(key) in series and calendar.stretch(held, key) == stretch
        }
    )


def _joined_by_revision(held: Held, c: Comparison, calendar: Calendar) -> list[Text]:
    texts = []
    for stretch, (both, revised) in sorted(_overlap(held, c, calendar).items()):
        left = _left(held, c, calendar, stretch)
        if both >= MIN_OVERLAP and revised > MOST * both and left:
            texts.append(
                Text(
                    f"plik to inne wydanie: zmieniłby {revised} z {both} wspólnych liczb odcinka od {stretch or 'początku'}, a okresy {_span(left)} zostałyby "
                    f"stare. Wydań nie łączy się w jedną linię. Wczytaj plik, który obejmuje cały odcinek, albo dopisz cięcie do data/reference/breaks_series.csv.",
                    f"the file is another vintage: it would revise {revised} of {both} shared figures of the stretch from {stretch or 'the beginning'}, while the periods "
                    f"{_span(left)} would stay old. Vintages are not joined into one line. Import a file that covers the whole stretch, or add a cut to data/reference/breaks_series.csv.",
                )
            )
    return texts


def _whole_stretch(held: Held, c: Comparison, calendar: Calendar) -> list[Finding]:
    return [
        Finding(
            kind="break",
            text=Text(
                f"zmieniłby się cały odcinek od {stretch or 'początku'} ({revised} z {both} liczb): sprawdź, czy wydawca nie zmienił bazy",
                f"the whole stretch from {stretch or 'the beginning'} would change ({revised} of {both} figures): check whether the publisher changed the base",
            ),
        )
        for stretch, (both, revised) in sorted(_overlap(held, c, calendar).items())
        if both >= MIN_OVERLAP and revised > MOST * both and not _left(held, c, calendar, stretch)
    ]


def _joined_by_basis(held: Held, c: Comparison, calendar: Calendar) -> list[Text]:
    texts = []
    for column in (name for name in VINTAGES if name in held.heads):

        def stood(rows: dict[Key, dict[str, str]], column: str = column) -> dict[tuple[Key, str], set[str]]:
            bases: dict[tuple[Key, str], set[str]] = defaultdict(set)
            for key, row in rows.items():
                bases[held.series(key), calendar.stretch(held, key)].add(row[column])
            return bases

        before = stood(held.rows)
        worse = sorted(
            place for place, bases in stood(c.rows).items() if len(bases) > max(1, len(before.get(place, ())))
        )
        if worse:
            named = ", ".join(sorted(stood(c.rows)[worse[0]]))
            texts.append(
                Text(
                    f"w jednym odcinku szeregu stałyby liczby z różnych baz ({named}), w {len(worse)} szeregach. Wydań nie łączy się w jedną linię: "
                    f"wczytaj cały odcinek albo dopisz cięcie do data/reference/breaks_series.csv.",
                    f"figures of different bases ({named}) would stand in one stretch, in {len(worse)} series. Vintages are not joined into one line: "
                    f"import the whole stretch or add a cut to data/reference/breaks_series.csv.",
                )
            )
    return texts


def _jumps(held: Held, c: Comparison, calendar: Calendar) -> list[Finding]:
    """New or revised figures that differ from their neighbour by more than the series ever did within one stretch."""
    findings = []
    for column, keys in _changed(held, c).items():
        before, after = _series(held, held.rows, column, calendar), _series(held, c.rows, column, calendar)
        changed = set(keys)
        for place in dict.fromkeys((held.series(key), calendar.stretch(held, key)) for key in keys):
            others = [s for p, s in before.items() if p[0] == place[0]]
            steps = [abs(b - a) for s in others for (_, a), (_, b) in pairwise(s)]
            if len(steps) < MIN_STEPS:
                continue
            for (key, a), (later, b) in pairwise(after.get(place, [])):
                if {key, later} & changed and abs(b - a) > max(steps):
                    name = " · ".join(later)
                    findings.append(
                        Finding(
                            kind="jump",
                            text=Text(
                                f"{name}, {column}: zmiana o {b - a:+} od okresu {held.when(key)}; największa dotąd {max(steps)}",
                                f"{name}, {column}: a change of {b - a:+} since {held.when(key)}; the largest so far {max(steps)}",
                            ),
                        )
                    )
    return _at_most(findings)


def _series(
    held: Held, rows: dict[Key, dict[str, str]], column: str, calendar: Calendar
) -> dict[tuple[Key, str], list[tuple[Key, Decimal]]]:
    found: dict[tuple[Key, str], list[tuple[Key, Decimal]]] = defaultdict(list)
    for key in sorted(rows, key=held.when):
        if rows[key].get(column):
            found[held.series(key), calendar.stretch(held, key)].append((key, Decimal(rows[key][column])))
    return found


def _breaks(held: Held, c: Comparison, calendar: Calendar) -> list[Finding]:
    findings = []
    newest = max((held.when(key) for key in held.rows), default="")
    arriving = {held.when(key) for key in c.rows.keys() - held.rows.keys()}
    for cut in {c.first: c for c in calendar.cuts}.values():
        if newest < cut.first <= max(arriving, default=""):
            findings.append(
                Finding(
                    kind="break",
                    text=Text(
                        f"nowe okresy przekraczają cięcie {cut.first}: {cut.text.pl}",
                        f"new periods cross the cut of {cut.first}: {cut.text.en}",
                    ),
                )
            )
    told = {cell.line for cell in c.cells}
    marked = [r for r in c.flagged if r.line in told]
    if marked:
        findings.append(
            Finding(
                kind="break",
                file=marked[0].file,
                line=marked[0].line,
                text=Text(
                    f"wydawca zaznacza przerwę w szeregu przy {len(marked)} liczbach; dopisz cięcie, jeśli go brakuje",
                    f"the publisher marks a break beside {len(marked)} figures; add a cut if it is missing",
                ),
            )
        )
    return findings


def _periods(held: Held, c: Comparison) -> list[Finding]:
    """Periods of which the table has no row yet."""
    new = sorted({held.when(key) for key in c.rows} - {held.when(key) for key in held.rows})
    if not new or not held.rows:
        return []
    shown = ", ".join(new[:SHOWN]) + (" …" if len(new) > SHOWN else "")
    return [
        Finding(kind="period", text=Text(f"tabela ich dotąd nie miała: {shown}", f"not in the table so far: {shown}"))
    ]


def _codes(held: Held, c: Comparison) -> list[Finding]:
    findings = []
    for at, name in enumerate(held.table.key):
        if name == held.period:
            continue
        new = sorted({key[at] for key in c.rows} - {key[at] for key in held.rows})
        if new and held.rows:
            shown = ", ".join(new[:SHOWN]) + (" …" if len(new) > SHOWN else "")
            findings.append(
                Finding(
                    kind="code",
                    text=Text(
                        f"nowe kody w kolumnie {name} ({len(new)}): {shown}",
                        f"new codes in column {name} ({len(new)}): {shown}",
                    ),
                )
            )
    return findings


def _labels(labels: list[tuple[str, str, str, int]]) -> list[Finding]:
    return _at_most(
        [
            Finding(
                kind="label",
                file=file,
                line=line,
                text=Text(f"{code}: nazwa w pliku to „{_shown(name)}”", f"{code}: the file's name is “{_shown(name)}”"),
            )
            for code, name, file, line in labels
        ]
    )


def _shown(name: str) -> str:
    """A label of a file as it may be printed: no control characters, no more than a line."""
    return "".join(ch for ch in name if ch.isprintable())[:60]


def _absent(held: Held, c: Comparison) -> list[Finding]:
    """Figures of the table that the file should have, by its areas and periods, and has not."""
    series, periods = {held.series(key) for key in c.seen}, {held.when(key) for key in c.seen}
    missing = [k for k in held.rows.keys() - c.seen if held.when(k) in periods and held.series(k) in series]
    gone = sorted({held.series(k) for k in held.rows.keys() - c.seen if held.when(k) in periods} - series)
    findings = []
    if missing:
        example = " · ".join(min(missing))
        findings.append(
            Finding(
                kind="absent",
                text=Text(
                    f"pliku brakuje {len(missing)} liczb, które tabela ma (np. {example}); zostają, jak były",
                    f"the file lacks {len(missing)} figures that the table has (e.g. {example}); they stay as they were",
                ),
            )
        )
    if gone:
        example = " · ".join(gone[0])
        findings.append(
            Finding(
                kind="absent",
                text=Text(
                    f"pliku brakuje {len(gone)} całych szeregów tabeli (np. {example}); zostają, jak były",
                    f"the file lacks {len(gone)} whole series of the table (e.g. {example}); they stay as they were",
                ),
            )
        )
    return findings


def _at_most(findings: list[Finding]) -> list[Finding]:
    if len(findings) <= SHOWN:
        return findings
    more = len(findings) - SHOWN
    return [
        *findings[:SHOWN],
        Finding(kind=findings[0].kind, text=Text(f"… oraz {more} podobnych", f"… and {more} more of this kind")),
    ]


def _span(periods: list[str]) -> str:
    return periods[0] if len(periods) == 1 else f"{periods[0]}–{periods[-1]}"

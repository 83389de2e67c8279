"""The commands `latarnia import`, `proposals`, `accept` and `correct`."""

# ruff: noqa: T201 - a command prints

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from pipelines import settings
from pipelines.catalog import LANGUAGES, Language, Table, Text
from pipelines.problems import UserError

COMMANDS = ("import", "proposals", "accept", "correct")

_HELP = {
    "import": Text(
        "rozpoznaj i wczytaj pliki z nowymi liczbami; kończy się propozycją, niczego nie zmienia",
        "recognise and read files with new figures; ends in a proposal and changes nothing",
    ),
    "proposals": Text("wypisz propozycje i ich stan", "list proposals and their state"),
    "accept": Text("przyjmij propozycję i opublikuj wydanie", "accept a proposal and publish a release"),
    "correct": Text("popraw jedną liczbę, z powodem i datą, i opublikuj wydanie", "correct one figure, with reason and date, and publish a release"),
    "files": Text(
        "pliki: BDL (CREL, CTAB, XLSX, API), DBW, Eurostat TSV, SDMX-CSV, JSON-stat, platforma SDG",
        "files: Local Data Bank (CREL, CTAB, XLSX, API), DBW, Eurostat TSV, SDMX-CSV, JSON-stat, SDG platform",
    ),
    "released": Text("dzień wydania przez wydawcę, RRRR-MM-DD", "day of release by the publisher, YYYY-MM-DD"),
    "accepts": Text(
        "kto przyjmuje granice powiatów (PRG); bez tego tylko mówi, co zmieniłyby",
        "who accepts county borders (PRG); without it, it only says what they would change",
    ),
    "table": Text("tabela, gdy pasuje kilka mapowań", "table, where several mappings fit"),
    "lang": Text("język komunikatów", "language of messages"),
    "proposal": Text("oznaczenie propozycji", "id of the proposal"),
    "by": Text("kto przyjmuje", "who accepts"),
    "note": Text("uwaga dla czytelników: co się zmieniło", "note for readers: what changed"),
    "what": Text("tabela albo kod wskaźnika", "table or code of an indicator"),
    "key": Text("wiersz, np. teryt=2205 year=2023", "the row, e.g. teryt=2205 year=2023"),
    "set": Text("nowa wartość, np. percent=7.4", "new value, e.g. percent=7.4"),
    "reason": Text("powód poprawki", "reason of the correction"),
    "date": Text("dzień poprawki, RRRR-MM-DD", "day of the correction, YYYY-MM-DD"),
}  # fmt: skip
_STATES = {
    "pending": Text("czeka", "pending"),
    "refused": Text("nie do przyjęcia", "cannot be accepted"),
    "conflict": Text("nieaktualna", "out of date"),
    "accepted": Text("przyjęta", "accepted"),
}


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser], language: Language) -> None:
    """Add the commands of this package to the program."""

    def told(key: str) -> str:
        return _HELP[key][language]

    made = {name: commands.add_parser(name, help=told(name)) for name in COMMANDS}
    for parser in made.values():
        parser.add_argument("--lang", choices=LANGUAGES, default=language, help=told("lang"))
    made["import"].add_argument("files", type=Path, nargs="+", metavar="FILE", help=told("files"))
    made["import"].add_argument("--table", default="", help=told("table"))
    made["import"].add_argument("--by", default="", help=told("accepts"))
    made["accept"].add_argument("proposal", help=told("proposal"))
    for name in ("import", "accept"):
        made[name].add_argument("--released", default="", help=told("released"))
    made["accept"].add_argument("--note", required=True, help=told("note"))
    made["correct"].add_argument("what", help=told("what"))
    made["correct"].add_argument("key", nargs="+", metavar="COLUMN=CODE", help=told("key"))
    made["correct"].add_argument("--set", action="append", required=True, metavar="COLUMN=VALUE", help=told("set"))
    made["correct"].add_argument("--reason", required=True, help=told("reason"))
    made["correct"].add_argument("--date", required=True, help=told("date"))
    for name in ("accept", "correct"):
        made[name].add_argument("--by", required=True, help=told("by"))


def run(options: argparse.Namespace, publish: Callable[[], object]) -> int:
    """Run one of the commands; `publish` builds and publishes a release."""
    language: Language = options.lang
    data = settings.data_folder()
    if options.command == "import":
        return _import(options, data, language, publish)
    if options.command == "proposals":
        return _list(data, language)
    from pipelines.imports import accept, report

    if options.command == "accept":
        change = accept.accept(
            data, options.proposal, by=options.by, note=options.note, released=options.released, publish=publish
        )
    else:
        table = _table(options.what, data)
        made, change = accept.correct(
            data, table, _pairs(options.key), _pairs(options.set), by=options.by, reason=options.reason, date=options.date, publish=publish
        )  # fmt: skip
        print(report.terminal(made, language).splitlines()[2])
    done = Text(
        f"Przyjęto {change.proposal}: {change.table}, nowe {change.new}, zmienione {change.revised}, wycofane {change.withdrawn}.",
        f"Accepted {change.proposal}: {change.table}, new {change.new}, revised {change.revised}, withdrawn {change.withdrawn}.",
    )
    print(done[language])
    return 0


def _import(options: argparse.Namespace, data: Path, language: Language, publish: Callable[[], object]) -> int:
    from pipelines.sources import prg

    borders = [path for path in options.files if path.is_file() and prg.recognises(path)]
    for path in borders:
        _borders(path, data, options.by.strip(), language)
    if borders and options.by.strip():
        publish()
    files = [path for path in options.files if path not in borders]
    if files:
        _figures(files, options, data, language)
    return 0


def _figures(files: list[Path], options: argparse.Namespace, data: Path, language: Language) -> None:
    from pipelines.imports import desk, proposal, report

    for made in desk.propose(files, data, released=options.released, table=options.table):
        print(report.terminal(made, language))
        if not made.is_empty:
            print(f"  {proposal.folder(data) / made.id / f'report_{language}.html'}")


def _borders(path: Path, data: Path, by: str, language: Language) -> None:
    """Say what official borders would change; with a name of who accepts them, put them in use."""
    from pipelines.sources import official_borders

    found = official_borders.prepare(path, data / "reference")
    regions = ", ".join(found.regions)
    lines = [
        Text(
            f"{path.name}: granice powiatów, stan na {found.state}, województwa {regions}",
            f"{path.name}: county borders as of {found.state}, voivodeships {regions}",
        ),
        *(Text(f"  ! {note.pl}", f"  ! {note.en}") for note in found.told),
    ]
    if by:
        official_borders.write(found, data / "reference", by=by)
        lines.append(Text(f"  Przyjęto; przyjął: {by}.", f"  Accepted by {by}."))
    else:
        lines.append(
            Text(
                "  Niczego nie zmieniono. Aby przyjąć: to samo polecenie z --by IMIĘ",
                "  Nothing was changed. To accept: the same command with --by NAME",
            )
        )
    for line in lines:
        print(line[language])


def _list(data: Path, language: Language) -> int:
    from pipelines.imports import proposal, report

    found = proposal.listed(data)
    if not found:
        print(Text("Nie ma propozycji.", "There are no proposals.")[language])
    for p in found:
        state = _STATES[proposal.state(data, p)][language]
        print(f"{p.id}  {p.made[:16].replace('T', ' ')}  {p.table}  [{state}]  {report.counts(p, language)}")
    return 0


def _pairs(words: list[str]) -> dict[str, str]:
    found = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name:
            raise UserError(Text(f"{word}: napisz KOLUMNA=WARTOŚĆ.", f"{word}: write COLUMN=VALUE."))
        found[name.strip()] = value.strip()
    return found


def _table(what: str, data: Path) -> Table:
    """The table of that name, or the only source of that indicator."""
    from pipelines.imports import desk
    from pipelines.indicators import INDICATORS

    tables = desk.tables_of(data)
    sources = INDICATORS[what.upper()].sources if what.upper() in INDICATORS else (what,)
    if len(sources) == 1 and sources[0] in tables:
        return tables[sources[0]]
    names = ", ".join(sources if len(sources) > 1 else tables)
    raise UserError(Text(f"{what}: wskaż tabelę; są: {names}.", f"{what}: name a table; there are: {names}."))

"""The command `latarnia refresh`: ask the services for newer figures; it ends in proposals, like an import."""

# ruff: noqa: T201 - a command prints

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines import settings
from pipelines.catalog import LANGUAGES, Language, Text
from pipelines.problems import InputError, UserError
from pipelines.services.series import SERVICES

if TYPE_CHECKING:
    from pipelines.services.answers import Answers
    from pipelines.services.refresh import Progress, Refreshed, Wires
    from pipelines.services.series import Series, ServiceName
    from pipelines.services.wire import Wire

LEFT_OUT, NOTHING = 1, 2  # exit codes: something could not be had; nothing could

_HELP = {
    "refresh": Text(
        "pobierz nowsze liczby z usług GUS i Eurostatu; kończy się propozycjami, niczego nie zmienia",
        "fetch newer figures from the services of Statistics Poland and Eurostat; ends in proposals and changes nothing",
    ),
    "source": Text("tylko ta usługa", "this service only"),
    "since": Text("od tego roku (domyślnie wszystkie lata)", "since this year (default: all years)"),
    "again": Text("zapytaj też o to, co przyszło dzisiaj", "ask also for what came today"),
    "lookup": Text("wypisz zmienne tematu BDL, np. P4089", "list the variables of a subject of the Local Data Bank, e.g. P4089"),
    "lang": Text("język komunikatów", "language of messages"),
}  # fmt: skip


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser], language: Language) -> None:
    """Add `refresh` to the commands of the program."""
    refresh = commands.add_parser("refresh", help=_HELP["refresh"][language])
    refresh.add_argument("--source", choices=SERVICES, help=_HELP["source"][language])
    refresh.add_argument("--since", type=int, metavar="YEAR", help=_HELP["since"][language])
    refresh.add_argument("--again", action="store_true", help=_HELP["again"][language])
    refresh.add_argument("--lookup", metavar="SUBJECT", help=_HELP["lookup"][language])
    refresh.add_argument("--lang", choices=LANGUAGES, default=language, help=_HELP["lang"][language])


def run(options: argparse.Namespace, wires: Wires | None = None) -> int:
    """Fetch, compare, tell. `wires` makes the connections; a test gives its own."""
    from pipelines.services import refresh, series

    language: Language = options.lang
    data = settings.data_folder()
    connect = wires or _wires(again=options.again)
    if options.lookup:
        return _lookup(connect, data, options.lookup, language)
    declared = series.declared(data / "reference")
    wanted = [s for s in declared if options.source in {None, s.service}]
    on_screen = sys.stderr.isatty()

    def show(at: Progress) -> None:
        if on_screen:
            print(f"\r\033[K  {_line(at)[language]}", end="", file=sys.stderr, flush=True)

    found = refresh.refresh(data, settings.region(), wanted, connect, since=options.since, tell=show)
    if on_screen:
        print("\r\033[K", end="", file=sys.stderr)
    return _told(found, data, language)


def _line(at: Progress) -> Text:
    left = round(at.seconds_left)
    return Text(
        f"{at.table}: zapytanie {at.done} z {at.expected}, zostało około {left} s",
        f"{at.table}: request {at.done} of {at.expected}, about {left} s left",
    )


def _wires(*, again: bool) -> Wires:
    from pipelines.services import bdl, eurostat
    from pipelines.services.wire import Wire

    client = settings.bdl_client()

    def make(name: ServiceName, answers: Answers) -> Wire:
        if name == "bdl":
            headers = {"X-ClientId": client} if client else {}
            return Wire(bdl.service(registered=bool(client)), answers, headers=headers, again=again)
        return Wire(eurostat.SERVICE, answers, again=again)

    return make


def _lookup(connect: Wires, data: Path, subject: str, language: Language) -> int:
    from pipelines.services.answers import Answers
    from pipelines.services.bdl import Bdl
    from pipelines.services.refresh import FOLDER

    wire: Wire = connect("bdl", Answers(data / FOLDER, "bdl"))
    found = Bdl(wire).variables(subject.strip().upper())
    for row in found:
        members = " · ".join(str(row[name]) for name in ("n1", "n2", "n3", "n4", "n5") if row.get(name))
        print(f"{row['id']}  {members}  [{row.get('measureUnitName') or '–'}]")
    if not found:
        print(Text("Temat nie ma zmiennych.", "The subject has no variables.")[language])
    return 0


def _told(found: Refreshed, data: Path, language: Language) -> int:
    """Compare what came with the tables, one table at a time, and tell everything; returns the exit code."""
    from pipelines.imports import desk, proposal, report

    failed = len(found.left_out)
    for why in found.left_out:
        print(why[language], file=sys.stderr)
    for table, files in found.files.items():
        try:
            made = desk.propose(files, data, released=found.released[table], table=table)
        except InputError as error:
            failed += 1
            for problem in error.problems:
                print(problem.message(language), file=sys.stderr)
            continue
        except UserError as error:
            failed += 1
            print(error.text[language], file=sys.stderr)
            continue
        for one in made:
            print(report.terminal(one, language))
            if not one.is_empty:
                print(f"  {proposal.folder(data) / one.id / f'report_{language}.html'}")
    for series in found.unknown:
        print(_unknown(series)[language])
    if not failed:
        return 0
    return LEFT_OUT if found.files else NOTHING


def _unknown(series: Series) -> Text:
    hint = f"latarnia refresh --lookup {series.subject}"
    return Text(
        f"{series.table}: nie pytano, bo numery zmiennych nie są potwierdzone; wypisze je {hint}, a wpisuje się je w refresh.toml",
        f"{series.table}: not asked for, because its variables are not confirmed; {hint} lists them, refresh.toml takes them",
    )

"""The command line: `latarnia` builds what is missing and opens the dashboard; its commands are for scripts and analysts."""

from __future__ import annotations

import argparse
import importlib
import os
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path

from pipelines import release_commands, settings
from pipelines.catalog import LANGUAGES, Language, Text
from pipelines.deliveries import commands as delivery_commands
from pipelines.demo import commands as demo_commands
from pipelines.imports import commands as import_commands
from pipelines.problems import InputError, UserError
from pipelines.publication import commands as audit_commands
from pipelines.publication import peer_sets
from pipelines.reports import commands as report_commands
from pipelines.services import commands as service_commands

EXIT_REFUSED = 2

_HELP = {
    "latarnia": Text(
        "Kto w regionie jest bierny zawodowo, dlaczego i gdzie. Bez polecenia: buduje wydanie i otwiera panel.",
        "Who in the region is economically inactive, why and where. Without a command: builds a release and opens the dashboard.",
    ),
    "serve": Text(
        "zbuduj, czego brakuje, i otwórz panel w przeglądarce",
        "build what is missing and open the dashboard in a browser",
    ),
    "build": Text("sprawdź dane i opublikuj wydanie", "check the data and publish a release"),
    "values": Text("wypisz wartości wskaźnika", "print values of an indicator"),
    "template": Text(
        "zapisz w folderze szablon dostawy: puste pliki CSV, skoroszyt z listami kodów, słownik",
        "write the template of a delivery into a folder: empty CSV files, a workbook with code lists, the dictionary",
    ),
    "pack": Text(
        "zapisz manifest.json folderu z danymi albo odśwież jego sumy kontrolne",
        "write manifest.json of a folder with data, or its checksums anew",
    ),
    "folder": Text("folder", "folder"),
    "supplier": Text("kod dostawcy, np. pcpr-2205", "code of the supplier, e.g. pcpr-2205"),
    "teryt": Text("TERYT powiatu lub województwa dostawcy", "TERYT of the supplier's county or voivodeship"),
    "half_year": Text("półrocze, np. 2024-H1", "half-year, e.g. 2024-H1"),
    "law_version": Text("ustawa: 2004 albo 2025", "act: 2004 or 2025"),
    "method": Text("kod sposobu anonimizacji", "code of the method of anonymisation"),
    "contact": Text("kod roli osoby do kontaktu", "code of the role to contact"),
    "port": Text("port (domyślnie 8501)", "port (default 8501)"),
    "indicator": Text("kod wskaźnika, np. A01", "code of an indicator, e.g. A01"),
    "geo": Text(
        "kody obszarów po przecinku: 00 Polska, 22 województwo, 2205 powiat, PL633 podregion (domyślnie region wydania)",
        "codes of areas, comma-separated: 00 Poland, 22 voivodeship, 2205 county, PL633 subregion (default: the release's region)",
    ),
    "period": Text(
        "okresy po przecinku: 2023, 2017-Q4, 2011-01 albo zakres 2010:2023 (domyślnie wszystkie)",
        "periods, comma-separated: 2023, 2017-Q4, 2011-01, or a range 2010:2023 (default: all)",
    ),
    "by": Text(
        "przekroje po przecinku: sex, age, education, reason, place; wskaźniki modelu mają własne, np. side, barrier, plan",
        "breakdowns, comma-separated: sex, age, education, reason, place; indicators of the model have their own, e.g. side",
    ),
    "as_of": Text(
        "wartości znane w tym dniu, np. 2024-06-30, z zachowanych wydań danych",
        "values as known on that day, e.g. 2024-06-30, from the editions kept",
    ),
    "format": Text("postać wyniku", "form of the output"),
}


def parser(language: Language) -> argparse.ArgumentParser:
    """All commands with their help in the user's language."""

    def told(key: str) -> str:
        return _HELP[key][language]

    root = argparse.ArgumentParser(prog="latarnia", description=told("latarnia"))
    root.set_defaults(port=8501)
    commands = root.add_subparsers(dest="command")
    serve = commands.add_parser("serve", help=told("serve"))
    serve.add_argument("--port", type=int, default=8501, help=told("port"))
    commands.add_parser("build", help=told("build"))
    values = commands.add_parser("values", help=told("values"))
    values.add_argument("indicator", help=told("indicator"))
    values.add_argument("--geo", default="", help=told("geo"))
    values.add_argument("--period", default="", help=told("period"))
    values.add_argument("--by", default="", help=told("by"))
    values.add_argument("--as-of", default="", help=told("as_of"))
    values.add_argument("--format", choices=("table", "csv", "json"), default="table", help=told("format"))
    release_commands.register(commands, language)
    template = commands.add_parser("template", help=told("template"))
    template.add_argument("folder", type=Path, help=told("folder"))
    pack = commands.add_parser("pack", help=told("pack"))
    pack.add_argument("folder", type=Path, help=told("folder"))
    for name in ("supplier", "teryt", "law_version", "method", "contact"):
        pack.add_argument(f"--{name.replace('_', '-')}", help=told(name))
    pack.add_argument("--period", help=told("half_year"))
    delivery_commands.register(commands, language)
    audit_commands.register(commands, language)
    peer_sets.register(commands, language)
    demo_commands.register(commands, language)
    import_commands.register(commands, language)
    report_commands.register(commands, language)
    service_commands.register(commands, language)
    return root


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns 0, or 2 with one clear line per problem on standard error."""
    language: Language = "pl"
    try:
        language = settings.language()
        options = parser(language).parse_args(arguments)
        return _run(options, language)
    except InputError as error:
        for problem in error.problems:
            print(problem.message(language), file=sys.stderr)
        stayed = Text(
            "Niczego nie opublikowano; poprzednie wydanie pozostaje w użyciu.",
            "Nothing was published; the previous release stays in use.",
        )
        print(stayed[language], file=sys.stderr)
    except UserError as error:
        print(error.text[language], file=sys.stderr)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        failed = Text("Nie udało się odczytać lub zapisać pliku", "A file could not be read or written")
        print(f"{failed[language]}{where}: {error.strerror or error}", file=sys.stderr)
    except BrokenPipeError:  # the reader of our output went away, e.g. `| head`
        sys.stderr.close()
    except KeyboardInterrupt:
        return 130
    return EXIT_REFUSED


def _run(options: argparse.Namespace, language: Language) -> int:
    if options.command == "build":
        _build(language)
    elif options.command == "values":
        from pipelines.imports import as_known
        from pipelines.words import listing

        sys.stdout.write(
            listing.values(
                options.indicator.strip(),
                geo=_split(options.geo),
                periods=_split(options.period),
                by=_split(options.by),
                form=options.format,
                language=language,
                day=options.as_of,
                as_known=as_known.release,
            )
        )
    elif options.command in {"releases", "diff"}:
        return release_commands.run(options, language)
    elif options.command == "template":
        from pipelines.contract import template

        folder, lists = options.folder, settings.data_folder() / "reference"
        for path in template.write(folder, language, reference=lists, region=settings.region()):
            print(path)
    elif options.command == "pack":
        from pipelines.deliveries.pack import pack

        fields = ("supplier", "teryt", "period", "law_version", "method", "contact")
        print(pack(options.folder, {name: getattr(options, name) for name in fields}))
    else:
        run: dict[str, Callable[[], int]] = {
            "check": lambda: delivery_commands.check(options),
            "load": lambda: delivery_commands.load(options),
            "audit": lambda: audit_commands.run(options),
            "peers": lambda: peer_sets.run(options, language),
            "export": lambda: report_commands.run(options),
            "demo": lambda: demo_commands.run(options, language),
            "refresh": lambda: service_commands.run(options),
        }
        run |= dict.fromkeys(import_commands.COMMANDS, lambda: import_commands.run(options, lambda: _build(language)))
        return run.get(options.command, lambda: _serve(options.port, language))()
    return 0


def _split(codes: str) -> list[str]:
    return [code.strip() for code in codes.split(",") if code.strip()]


def _build(language: Language) -> None:
    from pipelines.build import build
    from pipelines.words.numbers import number

    on_screen = sys.stderr.isatty()

    def show(step: Text) -> None:
        print(
            f"\r\033[K  {step[language]} …" if on_screen else f"  {step[language]}",
            end="" if on_screen else "\n",
            file=sys.stderr,
            flush=True,
        )

    summary = build(progress=show)
    if on_screen:
        print("\r\033[K", end="", file=sys.stderr)
    took = {code: number(summary.seconds, 1, code) for code in LANGUAGES}
    tables, rows, checks, warnings = len(summary.tables), summary.rows, summary.checks, len(summary.warnings)
    lines = [
        Text(f"Wydanie {summary.release}", f"Release {summary.release}"),
        Text(
            f"tabele {tables} · wiersze {rows} · sprawdzenia {checks} · ostrzeżenia {warnings} · {took['pl']} s",
            f"tables {tables} · rows {rows} · checks {checks} · warnings {warnings} · {took['en']} s",
        ),
        *(Text(f"  ! {w.pl}", f"  ! {w.en}") for w in summary.warnings),
    ]
    if not summary.is_new:
        lines.append(
            Text("To wydanie już było; nic się nie zmieniło.", "This release was there already; nothing changed.")
        )
    for line in lines:
        print(line[language])


def _serve(port: int, language: Language) -> int:
    """Build the release these inputs call for unless it is in use already, then hand over to the web server."""
    from pipelines import build, release

    try:
        if build.is_due(
            settings.region(), settings.data_folder(), settings.restricted_folder(), settings.marts_folder()
        ):
            _build(language)
    except InputError as error:
        if not release.releases():
            raise
        for problem in error.problems:
            print(problem.message(language), file=sys.stderr)
        old = Text(
            "Danych nie opublikowano; otwieram poprzednie wydanie.",
            "The data were not published; opening the previous release.",
        )
        print(old[language], file=sys.stderr)
    # The web layer stands above this one; only here, where the command hands over to it, is it reached for.
    serve = importlib.import_module("pages.ui.server").serve
    address = f"http://127.0.0.1:{port}"
    if sys.stdout.isatty() and (
        sys.platform in {"win32", "darwin"} or os.environ.keys() & {"DISPLAY", "WAYLAND_DISPLAY"}
    ):
        threading.Thread(target=_open_when_ready, args=(address, port), daemon=True).start()
    lit = Text(f"Latarnia świeci: {address}  (Ctrl+C kończy)", f"Latarnia is lit: {address}  (Ctrl+C ends)")
    print(lit[language], flush=True)
    try:
        serve(port=port, marts=settings.marts_folder())
    except OSError as error:
        raise UserError(
            Text(
                f"Port {port} jest zajęty lub niedostępny ({error.strerror}); podaj inny: latarnia serve --port 8502",
                f"Port {port} is taken or not available ({error.strerror}); name another: latarnia serve --port 8502",
            )
        ) from error
    return 0


def _open_when_ready(address: str, port: int) -> None:
    """Open the user's browser as soon as the server answers."""
    for _ in range(100):
        with socket.socket() as probe:
            probe.settimeout(0.1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                webbrowser.open(address)
                return
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())

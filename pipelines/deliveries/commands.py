"""The commands `latarnia check` and `latarnia load`."""

# ruff: noqa: T201 - a command prints

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

from pipelines import settings
from pipelines.catalog import LANGUAGES, Language, Text
from pipelines.problems import UserError

TOLD = 20  # problems on the terminal; the report has them all

_HELP = {
    "check": Text(
        "sprawdź dostawę i zapisz raport; kod wyjścia 0 poprawna, 1 część wierszy odłożona, 2 odrzucona",
        "check a delivery and write a report; exit code 0 clean, 1 some rows set aside, 2 refused",
    ),
    "load": Text(
        "sprawdź i wczytaj dostawy do strefy zastrzeżonej", "check and load deliveries into the restricted zone"
    ),
    "path": Text(
        "folder lub zip dostawy, albo folder z wieloma dostawami", "folder or zip of a delivery, or a folder of several"
    ),
    "out": Text("folder na raport HTML i CSV", "folder for the report, HTML and CSV"),
    "lang": Text("język raportu i komunikatów", "language of report and messages"),
    "only": Text("potem wycofaj inne wczytane dostawy syntetyczne", "then withdraw other loaded synthetic deliveries"),
    "undo": Text("wróć do wcześniejszej wersji dostawy", "go back to the earlier version of a delivery"),
}


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser], language: Language) -> None:
    """Add `check` and `load` to the commands of the program."""
    check = commands.add_parser("check", help=_HELP["check"][language])
    check.add_argument("path", type=Path, help=_HELP["path"][language])
    check.add_argument("--out", type=Path, help=_HELP["out"][language])
    load = commands.add_parser("load", help=_HELP["load"][language])
    load.add_argument("path", type=Path, nargs="*", help=_HELP["path"][language])
    load.add_argument("--only", action="store_true", help=_HELP["only"][language])
    load.add_argument("--undo", nargs=2, metavar=("SUPPLIER", "PERIOD"), help=_HELP["undo"][language])
    for command in (check, load):
        command.add_argument("--lang", choices=LANGUAGES, default=language, help=_HELP["lang"][language])


def check(options: argparse.Namespace) -> int:
    """Check one or several deliveries; returns the worst exit code."""
    from pipelines.deliveries import private, progress, report
    from pipelines.deliveries.check import Desk

    language: Language = options.lang
    sources = list(deliveries_in(options.path))
    worst = 0
    with private.workplace(settings.restricted_folder()) as work:
        desk = Desk(work, settings.data_folder() / "reference", memory=settings.memory_limit())
        for source in sources:
            with progress.shown(language, desk.con.query_progress) as step:
                verdict = desk.examine(source, step)
            _tell(verdict, language)
            if options.out is not None:
                folder = options.out if len(sources) == 1 else options.out / verdict.name.removesuffix(".zip")
                for path in report.write(verdict, folder, language):
                    print(path)
            worst = max(worst, verdict.code)
    return worst


def load(options: argparse.Namespace) -> int:
    """Load deliveries, or undo one; returns the worst exit code. Refused deliveries leave what was loaded before."""
    from pipelines.deliveries import private, progress, report, small_groups, store
    from pipelines.deliveries.check import REFUSED, Desk, guarded

    language: Language = options.lang
    restricted = settings.restricted_folder()
    if bool(options.path) == bool(options.undo):
        raise UserError(
            Text("Podaj dostawę albo --undo DOSTAWCA PÓŁROCZE.", "Name a delivery, or --undo SUPPLIER PERIOD.")
        )
    if options.undo:
        with store.locked(restricted) as folder:
            version = store.undo(folder, *options.undo)
        done = (
            Text(f"Wrócono do wersji {version}.", f"Went back to version {version}.")
            if version
            else Text(
                "Dostawę wycofano; wcześniejszej nie było.", "The delivery is withdrawn; there was none before it."
            )
        )
        print(done[language])
        return 0
    worst, loaded = 0, set()
    with store.locked(restricted) as folder, private.workplace(restricted) as work:
        desk = Desk(work, settings.data_folder() / "reference", memory=settings.memory_limit())
        for source in (s for path in options.path for s in deliveries_in(path)):
            started = time.perf_counter()
            with progress.shown(language, desk.con.query_progress) as step:
                verdict = desk.examine(source, step)
                stored = None
                if verdict.code != REFUSED:
                    with guarded():
                        lonely = small_groups.measure(desk.con)
                        stored, is_new = store.save(folder, desk.con, verdict, lonely)
            _tell(verdict, language)
            worst = max(worst, verdict.code)
            if stored is None:
                continue
            loaded.add((stored.supplier, stored.period))
            rows, seconds = sum(verdict.kept.values()), max(time.perf_counter() - started, 1e-3)
            name = f"{stored.supplier} {stored.period} {stored.version}"
            lines = [
                Text(f"{name}: wczytano {rows} wierszy, {rows / seconds:.0f} na sekundę", f"{name}: loaded {rows} rows, {rows / seconds:.0f} a second")
                if is_new
                else Text(f"{name}: ta sama dostawa jest już wczytana", f"{name}: the same delivery is loaded already")
            ]  # fmt: skip
            for line in [lines[0][language], *report.alone(lonely, language)]:
                print(line)
        for told in _other_worlds(restricted, loaded, withdraw=options.only):
            print(told[language])
    return worst


def _other_worlds(restricted: Path, loaded: set[tuple[str, str]], *, withdraw: bool) -> list[Text]:
    """What is told where invented deliveries were loaded beside others, which were invented apart from them."""
    from pipelines.deliveries import store

    invented = [d for d in store.deliveries(restricted) if d.report["synthetic"] and not d.report.get("bundled")]
    others = [d for d in invented if (d.supplier, d.period) not in loaded]
    if not others or len(others) == len(invented):
        return []
    if not withdraw:
        return [
            Text(
                f"Są też inne dostawy syntetyczne ({len(others)}) i liczą się razem z tymi; wycofa je latarnia load --only ŚCIEŻKA.",
                f"There are other synthetic deliveries ({len(others)}), which count beside these; latarnia load --only PATH withdraws them.",
            )
        ]
    for delivery in others:
        store.withdraw(delivery)
    return [
        Text(
            f"Wycofano inne dostawy syntetyczne: {len(others)}.",
            f"Other synthetic deliveries withdrawn: {len(others)}.",
        )
    ]


def deliveries_in(path: Path) -> Iterator[Path]:
    """The delivery itself, or those in a folder that has no manifest but holds zips or folders with one."""
    from pipelines.deliveries.archive import MANIFEST

    if path.is_dir() and not (path / MANIFEST).exists():
        inside = [p for p in sorted(path.iterdir()) if p.suffix == ".zip" or (p / MANIFEST).is_file()]
        if inside:
            yield from inside
            return
    yield path


def _tell(verdict: object, language: Language) -> None:
    """The verdict in one line, then the first problems."""
    from pipelines.deliveries import report
    from pipelines.deliveries.check import CLEAN, REFUSED, Verdict

    assert isinstance(verdict, Verdict)
    marks = ""
    if verdict.manifest is not None and verdict.manifest.synthetic:
        marks = {"pl": " (dane syntetyczne)", "en": " (synthetic data)"}[language]
    aside = sum(verdict.rows.values()) - sum(verdict.kept.values())
    said = {
        CLEAN: Text("poprawna", "clean"),
        REFUSED: Text("odrzucona w całości, niczego nie zachowano", "refused as a whole, nothing was kept"),
    }.get(verdict.code, Text(f"wiersze odłożone: {aside}", f"rows set aside: {aside}"))
    print(f"{verdict.name}{marks}: {said[language]}")
    told = list(report.groups(verdict).values())
    for problems in told[:TOLD]:
        how_many = report.count(verdict, problems)
        print(f"  {problems[0].message(language)}" + (f" (× {how_many})" if how_many > 1 else ""))
    if len(told) > TOLD:
        more = len(told) - TOLD
        print(Text(f"  … oraz {more} innych rodzajów", f"  … and {more} more kinds")[language])

"""The command `latarnia demo`."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from pipelines.catalog import LANGUAGES, Language, Text
from pipelines.problems import UserError

_HELP = {
    "demo": Text(
        "utwórz dostawy z danymi syntetycznymi i znanym działaniem modelu",
        "make deliveries of synthetic data with a known effect of the model",
    ),
    "cases": Text("liczba spraw (domyślnie 24000)", "number of cases (default 24000)"),
    "counties": Text(
        "kody województw albo powiatów po przecinku, albo all (domyślnie 22)",
        "codes of voivodeships or counties, comma-separated, or all (default 22)",
    ),
    "seed": Text("ziarno losowania; to samo daje te same bajty", "seed; the same gives the same bytes"),
    "out": Text("pusty albo nowy folder na dostawy", "empty or new folder for the deliveries"),
    "effect": Text(
        "działanie modelu po 12 miesiącach, 0.08 to 8 punktów procentowych; 0 to brak działania",
        "effect of the model at 12 months, 0.08 is 8 percentage points; 0 is none",
    ),
    "messy": Text(
        "dodaj po jednym błędzie każdego rodzaju i spisz je w messy.json",
        "add one error of each kind and list them in messy.json",
    ),
    "by": Text(
        "dostawcy: county to zip każdego powiatu i półrocza, region to jeden zip półrocza na województwo",
        "suppliers: county is a zip per county and half-year, region is one zip per voivodeship and half-year",
    ),
    "plain": Text(
        "duże pliki CSV: jeden folder na półrocze, cały kraj lub region razem (do pomiarów)",
        "big CSV files: one folder per half-year, the country or region together (for measuring)",
    ),
    "periods": Text(
        "półrocza wejścia, np. 2014-H1:2025-H2 (domyślnie wszystkie)",
        "half-years of entry, e.g. 2014-H1:2025-H2 (default: all)",
    ),
}


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser], language: Language) -> None:
    """Add `demo` to the commands of the program."""
    demo = commands.add_parser("demo", help=_HELP["demo"][language])
    demo.add_argument("--cases", type=int, default=24_000, help=_HELP["cases"][language])
    demo.add_argument("--counties", default="22", help=_HELP["counties"][language])
    demo.add_argument("--seed", type=int, default=1, help=_HELP["seed"][language])
    demo.add_argument("--out", type=Path, required=True, help=_HELP["out"][language])
    demo.add_argument("--effect", type=float, default=0.08, help=_HELP["effect"][language])
    demo.add_argument("--periods", default="", help=_HELP["periods"][language])
    demo.add_argument("--by", choices=("county", "region"), default="county", help=_HELP["by"][language])
    demo.add_argument("--messy", action="store_true", help=_HELP["messy"][language])
    demo.add_argument("--plain", action="store_true", help=_HELP["plain"][language])


def run(options: argparse.Namespace, language: Language) -> int:
    """Make the deliveries; 0, or a UserError where the arguments cannot be met."""
    from pipelines.demo import messy
    from pipelines.demo.generate import generate
    from pipelines.words.numbers import number

    out: Path = options.out
    if options.cases < 1 or options.seed < 0:
        raise UserError(
            Text("--cases: co najmniej 1; --seed: co najmniej 0.", "--cases: at least 1; --seed: at least 0.")
        )
    if options.messy and options.plain:
        raise UserError(Text("Wybierz --messy albo --plain.", "Choose --messy or --plain."))
    if options.plain and options.by == "region":
        raise UserError(
            Text(
                "--plain i tak łączy wszystkie powiaty; pomiń --by.",
                "--plain joins all counties anyway; leave --by out.",
            )
        )
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UserError(Text("Folder --out nie jest pusty.", "The folder --out is not empty."))
    started = time.perf_counter()
    on_screen = sys.stderr.isatty()

    def show(step: Text) -> None:
        if on_screen:
            sys.stderr.write(f"\r\033[K  {step[language]}")
            sys.stderr.flush()

    made = generate(
        out,
        number=options.cases,
        chosen=options.counties,
        seed=options.seed,
        effect=options.effect,
        periods=options.periods,
        by=options.by,
        plain=options.plain,
        progress=show,
    )
    spoilt = messy.spoil(out, made.paths) if options.messy else 0
    if on_screen:
        sys.stderr.write("\r\033[K")
    took = {code: number(time.perf_counter() - started, 1, code) for code in LANGUAGES}
    cases = {code: number(made.cases, 0, code) for code in LANGUAGES}
    lines = [
        Text(
            f"dane syntetyczne · sprawy: {cases['pl']} · powiaty: {made.counties} · dostawy: {len(made.paths)} · {took['pl']} s",
            f"synthetic data · cases: {cases['en']} · counties: {made.counties} · deliveries: {len(made.paths)} · {took['en']} s",
        )
    ]
    if options.messy:
        lines.append(Text(f"błędy wstawione: {spoilt} (messy.json)", f"errors injected: {spoilt} (messy.json)"))
    for line in lines:
        sys.stdout.write(f"{line[language]}\n")
    return 0

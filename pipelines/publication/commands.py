"""The command `latarnia audit`."""

# ruff: noqa: T201 - a command prints

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

from pipelines import settings
from pipelines.catalog import LANGUAGES, Language, Text

_HELP = {
    "audit": Text(
        "sprawdź, czy z publikowanych liczb spraw da się coś wyliczyć, i wypisz świadectwo",
        "check whether anything can be worked out from the published counts of cases, and print the certificate",
    ),
    "full": Text(
        "powtórz wszystko od zera, bez zapamiętanych wyników", "repeat everything, without remembered results"
    ),
    "out": Text(
        "folder na świadectwo i wyniki kontroli kohort", "folder for the certificate and the results of each cohort"
    ),
    "lang": Text("język świadectwa", "language of the certificate"),
}


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser], language: Language) -> None:
    """Add `audit` to the commands of the program."""
    audit = commands.add_parser("audit", help=_HELP["audit"][language])
    audit.add_argument("--full", action="store_true", help=_HELP["full"][language])
    audit.add_argument("--out", type=Path, help=_HELP["out"][language])
    audit.add_argument("--lang", choices=LANGUAGES, default=language, help=_HELP["lang"][language])


def run(options: argparse.Namespace) -> int:
    """Audit what a build would publish now; 0, or a UserError that says what was found."""
    from pipelines.build import audit
    from pipelines.disclosure import certificate

    language: Language = options.lang

    def show(step: Text) -> None:
        if sys.stderr.isatty():
            print(f"\r\033[K  {step[language]} …", end="", file=sys.stderr, flush=True)

    found = audit(full=options.full, progress=show)
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    if found is None:
        nothing = Text(
            "Nie ma wczytanych dostaw z zamkniętą kohortą; nie ma czego sprawdzać.",
            "No delivery with a closed cohort is loaded; there is nothing to audit.",
        )
        print(nothing[language])
        return 0
    if options.out is not None:
        for path in write(found, options.out):
            print(path)
    print(certificate.text(found, language), end="")
    return 0


def write(found: dict[str, object], folder: Path) -> list[Path]:
    """The certificate in both languages and for machines, and the finished audits, as files; returns their paths."""
    from pipelines.disclosure import certificate
    from pipelines.publication.protect import AUDITS

    folder.mkdir(parents=True, exist_ok=True)
    made = [folder / "certificate.json", *(folder / f"certificate_{code}.txt" for code in LANGUAGES)]
    made[0].write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    for code, path in zip(LANGUAGES, made[1:], strict=True):
        path.write_text(certificate.text(found, code), encoding="utf-8")
    audits = folder / AUDITS
    shutil.rmtree(audits, ignore_errors=True)
    audits.mkdir()
    cache = settings.restricted_folder() / AUDITS
    apart: dict[str, dict[str, list[dict[str, str]]]] = found["populations"]  # type: ignore[assignment]
    cohorts: list[dict[str, str]] = found["cohorts"]  # type: ignore[assignment]
    joint: dict[str, list[dict[str, str]]] = found["joint"]  # type: ignore[assignment]
    for cohort in [*cohorts, *(cohort for told in apart.values() for cohort in told["cohorts"]), *joint["bundles"]]:
        shutil.copyfile(cache / f"{cohort['key']}.json", audits / f"{cohort['key']}.json")
    return [*made, audits]

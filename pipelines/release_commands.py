"""The commands `latarnia releases` (also `releases prune`) and `latarnia diff`."""

# ruff: noqa: T201 - a command prints

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines import settings
from pipelines.catalog import Language, Text
from pipelines.problems import UserError

if TYPE_CHECKING:
    from pipelines.release import Value
    from pipelines.revisions import Revision

_NAME = re.compile(r"\br[0-9a-f]{8}\b")

_HELP = {
    "releases": Text("wypisz wydania; z dopiskiem prune usuń stare", "list the releases; with prune remove old ones"),
    "action": Text(
        "prune usuwa wydania, których nie używa panel ani żadna prezentacja",
        "prune removes releases that neither the dashboard nor any talk uses",
    ),
    "yes": Text("usuń bez pytania", "remove without asking"),
    "diff": Text(
        "wypisz każdą wartość, która różni się między wydaniami", "print every value that differs between two releases"
    ),
    "old": Text("starsze wydanie, np. r0f3a12bc", "the older release, e.g. r0f3a12bc"),
    "new": Text("nowsze wydanie (domyślnie bieżące)", "the newer release (default: the one in use)"),
    "format": Text("postać wyniku", "form of the output"),
}

_KINDS = {
    "revised": Text("poprawiona", "revised"),
    "new": Text("nowa", "new"),
    "withdrawn": Text("wycofana", "withdrawn"),
}


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser], language: Language) -> None:
    """Add `releases` and `diff` to the commands of the program."""
    releases = commands.add_parser("releases", help=_HELP["releases"][language])
    releases.add_argument(
        "action", nargs="?", choices=("list", "prune"), default="list", help=_HELP["action"][language]
    )
    releases.add_argument("--yes", action="store_true", help=_HELP["yes"][language])
    diff = commands.add_parser("diff", help=_HELP["diff"][language])
    diff.add_argument("old", help=_HELP["old"][language])
    diff.add_argument("new", nargs="?", default="", help=_HELP["new"][language])
    diff.add_argument("--format", choices=("table", "csv", "json"), default="table", help=_HELP["format"][language])


def run(options: argparse.Namespace, language: Language) -> int:
    """Do what one of the two commands asks for; returns the exit code."""
    if options.command == "diff":
        sys.stdout.write(difference(options.old, options.new, options.format, language))
    elif options.action == "prune":
        prune(language, is_sure=options.yes)
    else:
        from pipelines.words import listing

        sys.stdout.write(listing.releases(language))
    return 0


def difference(old: str, new: str, form: str, language: Language) -> str:
    """Every revised, new and withdrawn value as text. UserError for an unknown release or two of different regions."""
    from pipelines import release, revisions
    from pipelines.words import revised
    from pipelines.words.plurals import counted

    before, after = release.opened(old), release.opened(new) if new else release.current()
    if before.region != after.region:
        raise UserError(
            Text(
                f"{before.id} i {after.id} są o różnych województwach ({before.region}, {after.region}); nie ma czego porównać.",
                f"{before.id} and {after.id} are about different voivodeships ({before.region}, {after.region}); there is nothing to compare.",
            )
        )
    if before.manifest["built"] > after.manifest["built"]:
        turned = Text(
            f"uwaga: {before.id} jest nowsze niż {after.id}; aby zobaczyć, co się zmieniło z czasem, podaj je odwrotnie",
            f"note: {before.id} is newer than {after.id}; to see what changed with time name them the other way round",
        )
        print(turned[language], file=sys.stderr)
    found = revisions.between(before, after)
    rows = [_row(one, language) for one in found]
    if form == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    if form == "csv":
        out = io.StringIO()
        fields = [*_row_fields(), *_SIDES]
        writer = csv.DictWriter(out, fieldnames=fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return out.getvalue()
    if not found:
        same = Text(
            f"Żadna wartość nie różni się między {before.id} i {after.id}.",
            f"No value differs between {before.id} and {after.id}.",
        )
        return same[language] + "\n"
    told = (
        f"{_KINDS[one.kind][language]}  {one.value.indicator}  {revised.told(after, one, language)}" for one in found
    )
    return "\n".join([*told, counted(len(found), "zmiana", language)]) + "\n"


_SIDES = ("old_value", "old_status", "new_value", "new_status", "change", "reason")


def _row_fields() -> list[str]:
    from pipelines.revisions import Key

    return ["kind", *Key._fields, "unit", "source"]


def _row(one: Revision, language: Language) -> dict[str, object]:
    from pipelines import revisions

    value, old, new = one.value, one.old, one.new
    both = old is not None and new is not None and old.value is not None and new.value is not None
    return {
        "kind": one.kind,
        **revisions.key(value)._asdict(),
        "unit": value.unit,
        "source": value.source,
        "old_value": _plain(old),
        "old_status": old.obs_status if old else None,
        "new_value": _plain(new),
        "new_status": new.obs_status if new else None,
        "change": round((new.value or 0) - (old.value or 0), 9) if both and old and new else None,
        "reason": one.reason[language] if one.reason else None,
    }


def _plain(side: Value | None) -> float | None:
    """The figure without the noise of binary fractions."""
    return None if side is None or side.value is None else round(side.value, 9)


def prune(language: Language, *, is_sure: bool, talks: Path | None = None) -> list[str]:
    """Remove the releases that nothing refers to, after asking on the terminal; returns their names.

    The one in use stays, and every one that a talk names. UserError where nobody can be asked and `is_sure` is false.
    """
    from pipelines import publish, release
    from pipelines.words.plurals import counted

    marts = settings.marts_folder()
    in_use, named = release.name_in_use(marts), _named(talks or settings.data_folder() / "talks")
    every = [m["release"] for m in release.releases(marts)]
    old = [name for name in every if name != in_use and name not in named]
    for name in every:
        if name not in old:
            print(_stays(name, named.get(name, []), language, is_in_use=name == in_use))
    if not old:
        print(Text("Nie ma czego usuwać.", "There is nothing to remove.")[language])
        return []
    count = counted(len(old), "wydanie", language)
    listed = ", ".join(old)
    told = Text(
        f"Do usunięcia ({count}): {listed}. Prelekcje zapisane poza data/talks, które się do nich odnoszą, przestaną działać.",
        f"To be removed ({count}): {listed}. Talks kept outside data/talks that refer to them will stop working.",
    )
    print(told[language])
    if not is_sure and not _agrees(language):
        print(Text("Niczego nie usunięto.", "Nothing was removed.")[language])
        return []
    for name in old:
        publish.remove(marts, name)
    print(Text(f"Usunięto: {count}.", f"Removed: {count}.")[language])
    return old


def _agrees(language: Language) -> bool:
    if not sys.stdin.isatty():
        raise UserError(
            Text(
                "Nie ma kogo zapytać o zgodę; dodaj --yes, aby usunąć bez pytania.",
                "There is nobody to ask; add --yes to remove without asking.",
            )
        )
    asked = Text("Usunąć? [t/N] ", "Remove? [y/N] ")[language]
    return input(asked).strip().lower() in {"t", "tak", "y", "yes"}


def _stays(name: str, talks: list[str], language: Language, *, is_in_use: bool) -> str:
    why = [Text("w użyciu", "in use")[language]] if is_in_use else []
    if talks:
        why.append(Text(f"prelekcja {', '.join(talks)}", f"talk {', '.join(talks)}")[language])
    return Text(f"Zostaje {name}: {'; '.join(why)}.", f"{name} stays: {'; '.join(why)}.")[language]


def _named(talks: Path) -> dict[str, list[str]]:
    """Releases that the talks of a folder refer to, each with their files."""
    found: dict[str, list[str]] = {}
    for path in sorted(path for path in talks.rglob("*") if path.is_file()):
        for name in dict.fromkeys(_NAME.findall(path.read_text(encoding="utf-8", errors="ignore"))):
            found.setdefault(name, []).append(path.name)
    return found

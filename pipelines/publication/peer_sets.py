"""The command `latarnia peers`: freezes the counties similar to each one for a year, as a new version of the set."""

# ruff: noqa: T201 - a command prints

from __future__ import annotations

import argparse
import csv
import io
import re

from pipelines import publish, settings
from pipelines.catalog import Language, Text
from pipelines.problems import UserError

FILE = "peer_sets.csv"
COLUMNS = ("year", "version", "teryt", "country", "region")

_HELP = {
    "peers": Text(
        "zamroź powiaty podobne na rok: nowa wersja zestawu w data/reference",
        "freeze similar counties for a year: a new version of the set in data/reference",
    ),
    "year": Text("rok zestawu, np. 2025", "year of the set, e.g. 2025"),
}


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser], language: Language) -> None:
    """Add `peers` to the commands of the program."""
    command = commands.add_parser("peers", help=_HELP["peers"][language])
    command.add_argument("year", help=_HELP["year"][language])


def run(options: argparse.Namespace, language: Language) -> int:
    """Add the set that the release in use gives; older sets stay, so that old comparisons can be read."""
    from pipelines import release
    from pipelines.readings import peers

    if not re.fullmatch(r"20\d\d", options.year):
        raise UserError(
            Text(f"{options.year}: to nie jest rok, np. 2025.", f"{options.year}: this is not a year, e.g. 2025.")
        )
    path = settings.data_folder() / "reference" / FILE
    with path.open(encoding="utf-8", newline="") as file:
        kept = list(csv.DictReader(file))
    version = 1 + max((int(row["version"]) for row in kept if row["year"] == options.year), default=0)
    new = peers.rows(release.current(), options.year, str(version))
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows([*kept, *new])
    publish.write_atomically(path, out.getvalue().encode())
    told = Text(
        f"Zestaw na {options.year} r., wersja {version}: {len(new)} powiatów. Teraz: latarnia build.",
        f"Set of {options.year}, version {version}: {len(new)} counties. Next: latarnia build.",
    )
    print(told[language])
    return 0

"""Codes of areas as publishers write them, and the names that must agree with them."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.imports.figures import plain

# Codes that are of a known form but below or beside our levels: communes, regions, macroregions, localities.
OTHER_UNITS = re.compile(r"\d{5,6}[1-9]|\d{10,11}[1-9]|\d{1,2}0{10}|\d{4,5}0{7}|\d{6,7}0{5}")


@dataclass
class Areas:
    """What the reference lists know: which code of a file is which of our areas."""

    codes: dict[str, str] = field(default_factory=dict)  # code in a file -> TERYT or NUTS 3
    levels: dict[str, str] = field(default_factory=dict)  # ours -> level
    parents: dict[str, str] = field(default_factory=dict)  # ours -> voivodeship
    names: dict[str, set[str]] = field(default_factory=dict)  # ours -> plain names
    by_name: dict[str, set[str]] = field(default_factory=dict)  # level + plain name -> ours

    def add(self, ours: str, level: str, parent: str, codes: set[str], names: set[str]) -> None:
        self.levels[ours], self.parents[ours] = level, parent
        self.names[ours] = names
        for name in names:
            self.by_name.setdefault(f"{level} {name}", set()).add(ours)
        for code in codes:
            self.codes.setdefault(code, ours)


def read(reference: Path) -> Areas:
    """All areas of `teryt.csv` and `nuts3.csv` with every way their codes are written, lost leading zeros included."""
    areas = Areas()
    subregions: dict[str, str] = {}
    with (reference / "teryt.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        code = row["code"]
        seven = code.ljust(7, "0")
        codes = {code, seven, seven.lstrip("0") or "0"}
        if row["bdl_id"]:
            codes |= {row["bdl_id"], row["bdl_id"].lstrip("0") or "0"}
            if row["nuts3"]:
                subregions.setdefault(row["nuts3"], row["bdl_id"][:7] + "00000")
        names = {plain(row[n]) for n in ("pl", "en", "short_pl", "short_en", "nominative_pl") if row[n]}
        if row["level"] == "county":
            names |= {
                f"powiat {plain(row['short_pl'])}",
                f"powiat m. {plain(row['short_pl'])}",
                f"powiat m.st. {plain(row['short_pl'])}",
            }
        if row["level"] == "voivodeship":
            names.add(f"województwo {plain(row['short_pl'])}")
        areas.add(code, row["level"], code[:2] if row["level"] != "country" else "", codes, names)
    with (reference / "nuts3.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            bdl = subregions.get(row["code"], "")
            codes = {row["code"]} | ({bdl, bdl.lstrip("0")} if bdl else set())
            names = {plain(row[n]) for n in ("pl", "en", "short_pl", "nominative_pl") if row[n]}
            names |= {f"podregion {name}" for name in list(names)}
            areas.add(row["code"], "nuts3", row["voivodeship"], codes, names)
    return areas


def bare(name: str) -> str:
    """A name of a file without what the Local Data Bank adds to it: kind of commune, years of validity."""
    return re.sub(r"\s*(\(\d\)|\(od .*\)|\(do .*\)|od \d{4}|do \d{4})$", "", plain(name))

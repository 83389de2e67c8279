"""`latarnia import` against DuckDB merely reading the same file: a survey export, all communes, half a gigabyte of Eurostat.

A round runs both sides in turn; each is a whole process, interpreter and imports included. The files are written at run
time: the export from the bundled figures, the others with plausible random ones.
"""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from bench.build import ROOT, Cost, run
from bench.table import Row

READ = Path(__file__).resolve().parent / "bare" / "read_file.py"
JOB = "import sys; from pathlib import Path; from pipelines.imports import desk; print([(p.unchanged, len(p.cells)) for p in desk.propose([Path(sys.argv[1])], Path(sys.argv[2]), released='2026-01-01')])"
STATUSES = {
    "active": "aktywni zawodowo ogółem",
    "employed": "aktywni zawodowo pracujący",
    "unemployed": "aktywni zawodowo bezrobotni",
    "inactive": "bierni zawodowo",
}
EUROSTAT_BYTES = 500_000_000
COMMUNES_A_COUNTY = 13
YEARS = range(2003, 2025)


def measure(rounds: int, folder: Path) -> list[Row]:
    """Wall time and peak memory of both sides for each file; the large one in at most two rounds."""
    data = folder / "data"
    for name in ("reference", "sources"):
        shutil.copytree(ROOT / "data" / name, data / name)
    rows = []
    for label, path, most in (
        ("1,800-row LFS export", _survey(folder), rounds),
        ("all communes, 22 years", _communes(folder), rounds),
        ("500 MB Eurostat TSV", _eurostat(folder), min(rounds, 2)),
    ):
        rows += _compare(label, path, data, most)
        path.unlink()
    return rows


def _compare(label: str, path: Path, data: Path, rounds: int) -> Iterator[Row]:
    ours: list[Cost] = []
    bare: list[Cost] = []
    for number in range(rounds + 1):  # the first warms the page cache and is dropped
        told: list[str] = []
        for costs, arguments in ((ours, ["-c", JOB, str(path), str(data)]), (bare, [str(READ), str(path)])):
            cost = run([sys.executable, *arguments], told)
            if number:
                costs.append(cost)
    size = f"{path.stat().st_size / 1e6:.1f} MB"
    yield Row(f"import {label} ({size}): wall", "s", [c.wall_seconds for c in ours], [c.wall_seconds for c in bare])
    yield Row(
        f"import {label} ({size}): peak memory",
        "MB",
        [c.peak_megabytes for c in ours],
        [c.peak_megabytes for c in bare],
    )


def _survey(folder: Path) -> Path:
    """The relational export of P4089 with the bundled figures."""
    path = folder / "RYNE_4089_CREL_20250113231804.csv"
    with (ROOT / "data" / "sources" / "bael_activity.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8") as file:
        file.write(
            '"Kod";"Nazwa";"Typy aktywności";"Płeć";"Wartość i precyzja";"Rok";"Wartosc";"Jednostka miary";"Atrybut";\n'
        )
        for r in rows:
            sex = "mężczyźni" if r["sex"] == "M" else "kobiety"
            mark = "x" if r["obs_status"] == "Q" else ""
            file.write(
                f'{r["teryt"]}00000;"";"{STATUSES[r["status"]]}";"{sex}";"wartość liczbowa";"{r["year"]}";{r["persons_thousands"] or 0};"tys. osób";"{mark}";\n'
            )
    return path


def _communes(folder: Path) -> Path:
    """The relational export of P1944: the bundled counties and, between them, communes that no table holds."""
    path = folder / "RYNE_1944_CREL_20250616184618.csv"
    random = Random(7)
    counties: dict[str, dict[str, str]] = {}
    with (ROOT / "data" / "sources" / "unemployed.csv").open(encoding="utf-8", newline="") as file:
        for r in csv.DictReader(file):
            counties.setdefault(r["teryt"], {})[r["year"]] = r["persons"]
    with path.open("w", encoding="utf-8") as file:
        file.write('"Kod";"Nazwa";"Ogółem";"Rok";"Wartosc";"Jednostka miary";"Atrybut";\n')
        for code, years in counties.items():
            for year, persons in years.items():
                file.write(f'{code.ljust(7, "0")};"";"ogółem";"{year}";{persons};"osoba";"";\n')
            for commune in range(1, COMMUNES_A_COUNTY if len(code) == 4 else 1):
                for year in YEARS:
                    file.write(
                        f'{code}{commune:02}2;"Gmina wiejska z długą nazwą (2)";"ogółem";"{year}";{random.randint(20, 4000)};"osoba";"";\n'
                    )
    return path


def _eurostat(folder: Path) -> Path:
    """A bulk TSV of every region of Europe; Poland and its region are two lines in ten thousand."""
    path = folder / "estat_lfst_r_lfu3rt.tsv"
    random = Random(7)
    cells = [f"{random.random() * 20:.1f}{random.choice(['', '', '', ' u', ' b'])}" for _ in range(10_000)]
    years = range(1999, 2025)
    blocks = ["\t".join(random.choices(cells, k=len(years))) + "\n" for _ in range(500)]
    written, number = 0, 0
    with path.open("w", encoding="utf-8") as file:
        file.write("freq,unit,sex,age,geo\\TIME_PERIOD\t" + "\t".join(f"{year} " for year in years) + "\n")
        for sex in "TMF":
            for geo in ("PL", "PL63"):
                file.write(f"A,PC,{sex},Y15-74,{geo}\t" + "5.0\t" * 20 + "5.0\t:\t:\t:\t:\t:\n")
        while written < EUROSTAT_BYTES:
            line = f"A,PC,T,Y{number},AT{number % 99:02}\t" + blocks[number % 500]
            file.write(line)
            written += len(line)
            number += 1
    return path

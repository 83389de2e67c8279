"""An XLSX workbook becomes CSV files, one per sheet, in a process of its own: its memory is bounded, its crash is only its own.

A workbook of a few kilobytes may claim a cell in its last row and column, and readers then reserve room for all between.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

from pipelines.contract import NOTE_SHEETS, TABLES
from pipelines.deliveries.archive import Member, check_sizes
from pipelines.deliveries.messages import problem
from pipelines.problems import InputError

MAX_XML_BYTES = 1 << 30
MAX_MEMORY_BYTES = 8 << 30
MAX_SECONDS = 900


def unpack(member: Member, work: Path) -> list[Member]:
    """Sheets of the workbook as members, each a CSV of its own in `work`. Raises InputError."""
    try:
        with zipfile.ZipFile(member.path) as archive:
            check_sizes(archive.infolist(), member.path.stat().st_size, member.name, max_bytes=MAX_XML_BYTES)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError) as error:
        raise InputError(problem("workbook", member.name)) from error
    folder = work / f"sheets-{member.path.stem}"
    folder.mkdir(mode=0o700)
    command = [sys.executable, "-m", "pipelines.deliveries.workbook", str(member.path), str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=MAX_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise InputError(problem("workbook", member.name)) from error
    try:
        if done.returncode:
            raise ValueError
        sheets = json.loads((folder / "sheets.json").read_bytes())
    except (OSError, ValueError) as error:
        raise InputError(problem("workbook", member.name)) from error
    if unknown := [number for number, name in enumerate(sheets, 1) if name is None]:
        raise InputError(*(problem("sheet_unknown", f"{member.name} #{number}") for number in unknown[:20]))
    return [
        Member(name, "sheet", name, folder / f"{number}.csv", member.sent_as, None)
        for number, name in enumerate(sheets, 1)
        if name
    ]


def _convert(source: Path, folder: Path) -> None:
    """Write `<n>.csv` for each sheet of the contract and `sheets.json` with their names: null unknown, empty not read."""
    import fastexcel
    import pyarrow as pa
    import pyarrow.csv as pc

    workbook = fastexcel.read_excel(str(source))
    told: list[str | None] = []
    for number, title in enumerate(workbook.sheet_names, 1):
        name = title.strip().lower()
        told.append(name if name in TABLES else "" if name in NOTE_SHEETS else None)
        if name not in TABLES:
            continue
        batch = workbook.load_sheet(number - 1, header_row=None, dtypes="string").to_arrow()
        table = pa.Table.from_batches([batch])
        options = pc.WriteOptions(include_header=False, delimiter=";")
        pc.write_csv(table, str(folder / f"{number}.csv"), options)
    (folder / "sheets.json").write_text(json.dumps(told), encoding="utf-8")


def bound_memory() -> None:
    """Where the system can, let this process fail rather than take the machine's memory."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))


if __name__ == "__main__":
    bound_memory()
    _convert(Path(sys.argv[1]), Path(sys.argv[2]))

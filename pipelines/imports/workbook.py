"""An XLSX workbook of a publisher becomes one CSV per sheet, in a process of its own whose memory is bounded."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

from pipelines.deliveries import workbook as bounded
from pipelines.deliveries.archive import check_sizes
from pipelines.imports.messages import problem
from pipelines.problems import InputError

MAX_SHEETS = 20


def unpack(path: Path, work: Path) -> dict[str, Path]:
    """Title of each sheet and its cells as text, `;`-separated. Raises InputError."""
    folder = work / f"sheets-{len(list(work.iterdir()))}"
    folder.mkdir()
    try:
        with zipfile.ZipFile(path) as archive:
            check_sizes(archive.infolist(), path.stat().st_size, path.name, max_bytes=bounded.MAX_XML_BYTES)
        command = [sys.executable, "-m", "pipelines.imports.workbook", str(path), str(folder)]
        done = subprocess.run(command, capture_output=True, timeout=bounded.MAX_SECONDS, check=False)
        if done.returncode:
            raise ValueError
        titles = json.loads((folder / "sheets.json").read_bytes())
    except (zipfile.BadZipFile, zlib.error, subprocess.TimeoutExpired, ValueError, OSError) as error:
        raise InputError(problem("workbook", path.name)) from error
    return {title: folder / f"{number}.csv" for number, title in enumerate(titles)}


def _convert(source: Path, folder: Path) -> None:
    import fastexcel
    import pyarrow as pa
    import pyarrow.csv as pc

    workbook = fastexcel.read_excel(str(source))
    titles = workbook.sheet_names[:MAX_SHEETS]
    for number, _ in enumerate(titles):
        # Rows above the first filled one are skipped by default; line numbers must stay those of the sheet.
        sheet = workbook.load_sheet(number, header_row=None, skip_rows=0, dtypes="string")
        table = pa.Table.from_batches([sheet.to_arrow()])
        pc.write_csv(
            table,
            str(folder / f"{number}.csv"),
            pc.WriteOptions(include_header=False, delimiter=";", quoting_style="all_valid"),
        )
    (folder / "sheets.json").write_text(json.dumps(titles), encoding="utf-8")


if __name__ == "__main__":
    bounded.bound_memory()
    _convert(Path(sys.argv[1]), Path(sys.argv[2]))

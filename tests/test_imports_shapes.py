"""Every shape of official file, written by hand, gives back the bundled figures: an unchanged export proposes nothing."""

from __future__ import annotations

from pathlib import Path

import import_files
import pytest

from pipelines.imports import desk


def _files(written: Path | list[Path]) -> list[Path]:
    return written if isinstance(written, list) else [written]


@pytest.mark.parametrize("shape", import_files.SHAPES)
def test_an_unchanged_file_proposes_nothing(shape: str, tmp_path: Path) -> None:
    write, figures = import_files.SHAPES[shape]
    released = "2024-06-13" if "Eurostat" in shape else ""
    made = desk.propose(_files(write(tmp_path)), import_files.DATA, released=released)
    assert [(p.cells, p.unchanged) for p in made] == [((), figures)]

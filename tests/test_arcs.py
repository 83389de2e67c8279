"""A damaged file of outlines is told with file, line, column and rule, whatever the damage."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipelines.problems import InputError
from pipelines.sources.arcs import HEADER, double_area, read_outlines
from pipelines.sources.borders import map_shapes

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = Path(__file__).parents[1] / "data" / "reference" / "outlines_22.csv"
COUNTIES = [f"22{number:02}" for number in [*range(1, 17), *range(61, 65)]]


def row(lines: list[str], left: str, right: str) -> int:
    """Index of the one row with these two counties (line number - 1)."""
    (found,) = [i for i, line in enumerate(lines) if line.split(",")[1:3] == [left, right]]
    return found


def edit(pattern: str, replacement: str) -> Callable[[str], str]:
    return lambda line: re.sub(pattern, replacement, line, count=1)


CITY = ("2212", "2263")  # the arc between Słupsk and the county around it
BORDER = ("2201", "2203")
BROKEN = [
    pytest.param(CITY, edit("2263", "2299"), "right_teryt", "not a county of this voivodeship", id="unknown county"),
    pytest.param(CITY, edit("2212", ""), "left_teryt", "not a county of this voivodeship", id="outside on the left"),
    pytest.param(CITY, edit("2263", "2212"), "right_teryt", "lies on both sides", id="same on both sides"),
    pytest.param(CITY, edit(r" -?\d+$", ""), "points", "two numbers each", id="half a point"),
    pytest.param(CITY, edit(r" -?\d+$", " 1.5"), "points", "not whole numbers", id="not a whole number"),
    pytest.param(CITY, edit(r"$", " 0 0"), "points", "stands twice in a row", id="a step of nothing"),
    pytest.param(CITY, edit(r",(\d+) (\d+) ", r",\2 \1 "), "points", "outside Poland", id="latitude first"),
    pytest.param(CITY, edit(r"$", ",9"), "arc", "the columns are arc, left_teryt", id="a column too many"),
    pytest.param(BORDER, edit(r" -?\d+ -?\d+$", ""), "points", "where no other arc begins", id="arc cut short"),
    pytest.param(BORDER, edit(r"^\d+", "1"), "arc", "stands a second time", id="arc number used twice"),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for file in (FILE, FILE.with_suffix(".toml")):
        shutil.copy(file, tmp_path)
    return tmp_path / FILE.name


@pytest.mark.parametrize(("arc", "change", "column", "rule"), BROKEN)
def test_broken_row_is_named(copy: Path, arc: tuple[str, str], change: Callable[[str], str], column: str, rule: str):
    lines = copy.read_text(encoding="utf-8").splitlines()
    place = row(lines, *arc)
    lines[place] = change(lines[place])
    copy.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_outlines(copy, COUNTIES)
    message = str(caught.value)
    assert message.startswith(f"outlines_22.csv, line {place + 1}, column {column}: ")
    assert rule in message
    assert "\n" not in message
    assert all(f"wiersz {place + 1}, kolumna {column}" in problem.message("pl") for problem in caught.value.problems)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda cells: [], id="row removed"),
        pytest.param(lambda cells: [cells, ["999", *cells[1:]]], id="row doubled"),
        pytest.param(lambda cells: [[*cells[:3], edit(r" (-?\d+)$", r" 9\1")(cells[3])]], id="last step altered"),
        pytest.param(lambda cells: [[cells[0], cells[2], cells[1], cells[3]]], id="sides exchanged"),
    ],
)
def test_no_row_can_be_damaged_unnoticed(copy: Path, change: Callable[[list[str]], list[list[str]]]):
    lines = copy.read_text(encoding="utf-8").splitlines()
    for place in range(1, len(lines)):
        changed = [",".join(cells) for cells in change(lines[place].split(","))]
        copy.write_text("\n".join([*lines[:place], *changed, *lines[place + 1 :]]) + "\n", encoding="utf-8")
        with pytest.raises(InputError, match=r"^outlines_22\.csv, line \d+, column \w+: "):
            read_outlines(copy, COUNTIES)


def test_wrong_neighbour_is_named_with_the_border_it_contradicts(copy: Path):
    text = copy.read_text(encoding="utf-8")
    wrong = row(text.splitlines(), *BORDER) + 1
    copy.write_text(text.replace(",2201,2203,", ",2201,2202,"), encoding="utf-8")
    with pytest.raises(InputError, match=rf"column points: .* starts where that on line {wrong} does"):
        read_outlines(copy, COUNTIES)


def test_changed_header_is_named(copy: Path):
    copy.write_text(copy.read_text(encoding="utf-8").replace("left_teryt", "left", 1), encoding="utf-8")
    with pytest.raises(InputError, match=r"outlines_22\.csv, line 1, column arc: the columns are"):
        read_outlines(copy, COUNTIES)


def test_county_without_outline_is_named():
    with pytest.raises(InputError, match="county 2217 has no outline"):
        read_outlines(FILE, [*COUNTIES, "2217"])


@pytest.mark.parametrize("content", [b"arc,left_teryt,right_teryt,points\n1,22\xb3\n", b'arc,left"\x00\n'])
def test_file_that_is_not_csv_is_named(copy: Path, content: bytes):
    copy.write_bytes(content)
    with pytest.raises(InputError, match=r"^outlines_22\.csv, line 1, column arc: "):
        read_outlines(copy, COUNTIES)


def test_change_that_keeps_every_rule_fails_the_checksum(copy: Path):
    lines = copy.read_text(encoding="utf-8").splitlines()
    place = row(lines, *CITY)
    *cells, points = lines[place].split(",")
    x, rest = points.split(" ", 1)
    lines[place] = ",".join([*cells, f"{int(x) + 1} {rest}"])  # the whole city moved by a thousandth of a degree
    copy.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"outlines_22\.csv: the checksum differs"):
        map_shapes(copy.parent, "22", dict.fromkeys(COUNTIES, "powiat"))


def test_missing_provenance_is_named(copy: Path):
    copy.with_suffix(".toml").unlink()
    with pytest.raises(InputError, match=r"outlines_22\.toml: the provenance file is missing"):
        map_shapes(copy.parent, "22", dict.fromkeys(COUNTIES, "powiat"))


def test_county_in_two_parts_one_with_a_city_inside(tmp_path: Path):
    def square(x: int, y: int, side: int) -> str:
        return f"{x} {y} {side} 0 0 {side} {-side} 0 0 {-side}"

    rows = [
        ["1", "9901", "", square(18_000, 54_000, 90)],
        ["2", "9901", "", square(19_000, 54_000, 30)],
        ["3", "9961", "9901", square(18_030, 54_030, 10)],
    ]
    file = tmp_path / "outlines_99.csv"
    file.write_text("\n".join(",".join(cells) for cells in [HEADER, *rows]) + "\n", encoding="utf-8")
    outlines = read_outlines(file, ["9901", "9961"])
    assert [[double_area(ring) // 2 for ring in part] for part in outlines["9901"]] == [[8100, -100], [900]]
    assert [[double_area(ring) // 2 for ring in part] for part in outlines["9961"]] == [[100]]

"""Deliveries spoilt at random: always clean, set aside or refused with a message; a row that stays is the row sent."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import pytest
from delivery_files import TABLES, files, manifest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.catalog import Column
from pipelines.contract import TABLES as CONTRACT
from pipelines.deliveries.cells import sent
from pipelines.deliveries.check import Desk
from pipelines.problems import UserError

NASTY = (
    "", " ", ";", '"', '""', '"x', "'", "\\", "\n", "\r", "\r\n", "\t", ",", "|", "\0", "\ufeff", "\u2028", "NULL", "nan", "-0", "1e9",
    "00", "٣", "１", "c01", "c1 ", " c1", "2205 ", "F\u200b", "K", "2024-02-30", "2024-13", "+1", "0x10", "1_000", "1 000", "true", "'); drop table cases; --",
    "99999999999999999999", "2205011", "Jan Kowalski", "ą", "😀", "=1+1", "../..", "a" * 3000,
)  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn) -> dict[str, bytes]:
    """The valid delivery with one to four changes in cells, rows, columns, bytes, encodings or files."""
    content = files()
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(sorted(content)))
        content[name] = _spoil(draw, content[name])
    if draw(st.integers(0, 19)) == 0:
        content.pop(draw(st.sampled_from(sorted(content))))
    return content


def _spoil(draw: st.DrawFn, raw: bytes) -> bytes:
    kind = draw(
        st.sampled_from(["cell", "cell", "cell", "row", "column", "byte", "cut", "insert", "encode", "delimiter"])
    )
    at = draw(st.integers(0, max(len(raw) - 1, 0)))
    if kind == "byte" and raw:
        return raw[:at] + bytes([draw(st.integers(0, 255))]) + raw[at + 1 :]
    if kind == "cut":
        return raw[:at]
    if kind == "insert":
        return raw[:at] + draw(st.one_of(st.sampled_from(NASTY).map(str.encode), st.binary(max_size=8))) + raw[at:]
    if kind == "encode":
        text = raw.decode("utf-8", errors="replace")
        return text.encode(
            draw(st.sampled_from(["utf-8-sig", "cp1250", "utf-16", "utf-16-le", "utf-32"])), errors="replace"
        )
    if kind == "delimiter":
        return raw.replace(b";", draw(st.sampled_from([b",", b"\t", b"|", b" ;", b";;"])))
    rows = [line.split(b";") for line in raw.split(b"\n")]
    row = draw(st.integers(0, len(rows) - 1))
    if kind == "row":
        rows.insert(row, list(rows[draw(st.integers(0, len(rows) - 1))]))
    elif kind == "column":
        place = draw(st.integers(0, max(len(rows[0]) - 1, 0)))
        rows = [[*cells[place:], *cells[:place]] for cells in rows]
    else:
        place = draw(st.integers(0, len(rows[row]) - 1))
        value = draw(st.one_of(st.sampled_from(NASTY), st.text(max_size=12)))
        rows[row][place] = value.encode("utf-8", errors="replace")
    return b"\n".join(b";".join(cells) for cells in rows)


def _sent(raw: bytes, delimiter: str) -> list[list[str]] | None:
    """Rows by Python's own reader; None where the two may honestly differ about encodings."""
    for encoding in ("utf-16", "utf-8-sig") if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1250"):
        try:
            text = raw.decode(encoding)
        except UnicodeError:
            continue
        if "\0" in text:
            return None
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return [next(csv.reader([line], delimiter=delimiter), []) for line in lines]
    return None


def _same(column: Column, sent: str, kept: object) -> bool:
    if kept is None:
        return sent == ""
    if column.type == "boolean":
        return sent == ("1" if kept else "0")
    if column.codes is None and column.type in {"integer", "decimal"}:
        return float(sent.replace(",", ".")) == float(str(kept))
    return sent == str(kept)


def _examine(desk: Desk, content: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as where:
        target = Path(where)
        for name, raw in {**content, "manifest.json": manifest(content)}.items():
            (target / name).write_bytes(raw)
        try:
            verdict = desk.examine(target)
        except UserError as error:
            pytest.fail(f"an error of the program: {error.text.en}")
    assert verdict.code in {0, 1, 2}
    for problem in [*verdict.refusals, *verdict.aside]:
        assert problem.message("pl")
        assert problem.message("en")
    if verdict.refusals:
        return
    for name in verdict.kept:
        _compare(desk, name, content[f"{name}.csv"])


def _compare(desk: Desk, name: str, raw: bytes) -> None:
    from pipelines.deliveries.formats import DELIMITERS, recognise

    table = CONTRACT[name]
    for delimiter in DELIMITERS:
        rows = _sent(raw, delimiter)
        if rows is None:
            return
        heads = [recognise(cell, table) for cell in rows[0]]
        if None in heads or len(heads) != len(table.columns):
            continue
        for line, *cells in desk.con.execute(_kept(name)).fetchall():
            row = rows[line - 1]
            assert not any(row[len(heads) :]), "a separator too many at the end is harmless, a cell is not"
            sent = dict(zip(heads, row[: len(heads)], strict=True))
            for column, cell in zip(table.columns, cells, strict=True):
                assert _same(column, sent[column.name], cell), (name, line, column.name)
        return
    raise AssertionError(f"{name}: accepted, though Python finds no such header")


def _kept(name: str) -> str:
    plain = {"boolean", "decimal"}
    columns = [f'"{c.name}"' if c.type in plain else sent(c) for c in CONTRACT[name].columns]
    return f"select line, {', '.join(columns)} from {name}_kept"


_QUIET = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]


@settings(max_examples=200, deadline=None, suppress_health_check=_QUIET, derandomize=True)
@given(content=spoilt())
def test_a_spoilt_delivery_never_breaks_the_program_or_changes_a_row(desk: Desk, content: dict[str, bytes]) -> None:
    _examine(desk, content)


@pytest.mark.simulation
@settings(max_examples=2000, deadline=None, suppress_health_check=_QUIET)
@given(content=spoilt())
def test_two_thousand_spoilt_deliveries(desk: Desk, content: dict[str, bytes]) -> None:
    _examine(desk, content)


@settings(max_examples=60, deadline=None, suppress_health_check=_QUIET, derandomize=True)
@given(raw=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace"))))
def test_a_manifest_of_anything_is_refused_with_a_message(desk: Desk, raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as where:
        (Path(where) / "manifest.json").write_bytes(raw)
        assert desk.examine(Path(where)).code == 2


def test_the_delivery_that_is_spoilt_was_valid(desk: Desk) -> None:
    _examine(desk, files())
    assert set(TABLES) <= set(CONTRACT)

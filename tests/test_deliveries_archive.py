"""Archives that attack: whatever a zip claims, nothing leaves its folder and no more than allowed is unpacked."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from delivery_files import files, folder, manifest, zipped

from pipelines.deliveries import archive
from pipelines.deliveries.check import Desk


def _rules(desk: Desk, path: Path) -> set[str]:
    return {p.rule for p in desk.examine(path).refusals}


def _zip(path: Path, entries: list[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as made:
        for name, content in entries:
            made.writestr(name, content)
    return path


@pytest.mark.parametrize(
    "name", ["../cases.csv", "/cases.csv", "a/../../cases.csv", "..\\cases.csv", "C:cases.csv", "a\\b.csv"]
)
def test_a_path_that_climbs_out_is_refused_and_writes_nothing(name: str, desk: Desk, tmp_path: Path) -> None:
    info = zipfile.ZipInfo("x")
    info.filename = name
    before = set(tmp_path.parent.rglob("cases.csv"))
    assert _rules(desk, _zip(tmp_path / "d.zip", [(info, b"case_id\n")])) == {"archive_path"}
    assert set(tmp_path.parent.rglob("cases.csv")) == before


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_special_files_in_a_zip_are_refused(kind: int, desk: Desk, tmp_path: Path) -> None:
    info = zipfile.ZipInfo("cases.csv")
    info.create_system, info.external_attr = 3, (kind | 0o644) << 16
    assert _rules(desk, _zip(tmp_path / "d.zip", [(info, b"/etc/hostname")])) == {"archive_link"}


def test_links_in_a_folder_are_refused(desk: Desk, tmp_path: Path) -> None:
    target = folder(tmp_path / "d")
    (target / "cases.csv").rename(tmp_path / "elsewhere.csv")
    (target / "cases.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert _rules(desk, target) == {"archive_link"}
    (target / "cases.csv").unlink()
    os.mkfifo(target / "cases.csv")
    assert _rules(desk, target) == {"archive_link"}


def test_a_bomb_is_refused_before_it_is_unpacked(desk: Desk, tmp_path: Path) -> None:
    bomb = _zip(tmp_path / "d.zip", [("cases.csv", b"0" * (64 << 20))])
    assert bomb.stat().st_size < 1 << 20
    assert _rules(desk, bomb) == {"archive_bomb"}


def test_a_total_above_the_limit_is_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("cases.csv")
    info.file_size, info.compress_size = 2 << 20, 1 << 20
    with pytest.raises(Exception, match="unnaturally large"):
        archive.check_sizes([info], 1 << 21, "d", max_bytes=1 << 20)


def test_files_that_share_their_bytes_are_refused(desk: Desk, tmp_path: Path) -> None:
    path = _zip(
        tmp_path / "d.zip", [("cases.csv", os.urandom(5000)), ("steps.csv", os.urandom(5000))], zipfile.ZIP_STORED
    )
    raw = bytearray(path.read_bytes())
    second = raw.rindex(b"PK\x01\x02")  # the entry of steps.csv now points into cases.csv
    raw[second + 42 : second + 46] = (0).to_bytes(4, "little")
    path.write_bytes(bytes(raw))
    assert _rules(desk, path) & {"archive_bomb", "archive_broken"}


def test_a_size_that_lies_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = _zip(tmp_path / "d.zip", [("cases.csv", b"case_id\n" * 5000)])
    raw = bytearray(path.read_bytes())
    entry = raw.rindex(b"PK\x01\x02")
    raw[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    path.write_bytes(bytes(raw))
    assert _rules(desk, path) & {"archive_bomb", "archive_broken"}


@pytest.mark.parametrize("name", ["more.zip", "cases.csv.gz", "a.7z", "a.tar"])
def test_an_archive_in_the_archive_is_refused(name: str, desk: Desk, tmp_path: Path) -> None:
    assert _rules(desk, _zip(tmp_path / "d.zip", [(name, b"x")])) == {"archive_nested"}


def test_an_archive_that_calls_itself_a_table_is_refused(desk: Desk, tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as made:
        made.writestr("cases.csv", b"x")
    assert _rules(desk, folder(tmp_path / "d", {"cases": inner.getvalue()})) == {"encoding"}


def test_too_many_files_are_refused(desk: Desk, tmp_path: Path) -> None:
    many = [(f"t{i}.csv", b"x") for i in range(archive.MAX_FILES + 1)]
    assert _rules(desk, _zip(tmp_path / "d.zip", many)) <= {"archive_members", "file_unknown"}


def test_a_password_and_a_strange_compression_are_refused(desk: Desk, tmp_path: Path) -> None:
    path = _zip(tmp_path / "p.zip", [("cases.csv", b"case_id\n")])
    raw = bytearray(path.read_bytes())
    raw[6] |= 1
    entry = raw.rindex(b"PK\x01\x02")
    raw[entry + 8] |= 1
    path.write_bytes(bytes(raw))
    assert _rules(desk, path) == {"archive_encrypted"}
    assert _rules(desk, _zip(tmp_path / "l.zip", [("cases.csv", b"x")], zipfile.ZIP_LZMA)) == {"archive_method"}


def test_one_folder_around_the_files_and_what_systems_leave_are_accepted(desk: Desk, tmp_path: Path) -> None:
    content = files()
    entries = [(f"delivery/{n}", c) for n, c in {"manifest.json": manifest(content), **content}.items()]
    entries += [("__MACOSX/delivery/._cases.csv", b"x"), ("delivery/.DS_Store", b"x")]
    assert desk.examine(_zip(tmp_path / "d.zip", entries)).code == 0


def test_a_folder_below_is_refused(desk: Desk, tmp_path: Path) -> None:
    target = folder(tmp_path / "d")
    (target / "more").mkdir()
    assert _rules(desk, target) == {"file_unknown"}


def test_a_zip_cut_off_anywhere_is_refused(desk: Desk, tmp_path: Path) -> None:
    whole = zipped(tmp_path / "d.zip").read_bytes()
    cut = tmp_path / "cut.zip"
    for length in range(0, len(whole), 10):
        cut.write_bytes(whole[:length])
        assert _rules(desk, cut) == {"archive_broken"}, length
    cut.write_bytes(whole)
    assert desk.examine(cut).code == 0


def test_every_changed_byte_of_a_zip_is_noticed_or_harmless(desk: Desk, tmp_path: Path, examine: Callable) -> None:
    examine()
    right = desk.con.execute("from cases").fetchall()
    whole = zipped(tmp_path / "d.zip").read_bytes()
    for at in range(0, len(whole), 101):
        (tmp_path / "d.zip").write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        verdict = desk.examine(tmp_path / "d.zip")
        assert verdict.refusals or desk.con.execute("from cases").fetchall() == right, at


def test_a_name_that_may_tell_of_a_person_is_not_printed() -> None:
    assert archive.printable(Path("x/powiat-2205_2018-H1.zip")) == "powiat-2205_2018-H1.zip"
    for name in ("Jan Kowalski.zip", "44051401359.zip", "zażółć.zip"):
        assert archive.printable(Path(name)) == "delivery"

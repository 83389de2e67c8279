"""The log of accepted changes: appended to, read back, carried by every release; proposals told apart by state."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines import build, release
from pipelines.catalog import Text
from pipelines.imports import changes, proposal
from pipelines.problems import InputError, UserError

CHANGE = changes.Change(
    date="2026-05-04", kind="import", table="wage", by="A. Nowak", note="Rok 2025", reason="", released="2026-04-30",
    new=20, revised=1, withdrawn=0, proposal="p0000001", files="WYNA_2497.csv",
)  # fmt: skip
PROPOSAL = proposal.Proposal(
    id="p0000001", kind="import", table="wage", made="2026-05-04T08:00:00+00:00", released="2026-04-30",
    against=hashlib.sha256(b"figures").hexdigest(), mapping="wage", origins=(proposal.Origin(file="a.csv", sha256="0", shape="bdl_long", lines=2),),
    unchanged=1, outside=0,
    cells=(proposal.Cell(kind="new", key={"teryt": "2201"}, column="pln", old="", new="1", old_status="", new_status="", beyond_rounding=True, file="a.csv", line=2, at="Wartosc"),),
    findings=(proposal.Finding(kind="jump", text=Text("skok", "jump")),),
)  # fmt: skip


def test_the_log_is_appended_to_and_read_back(tmp_path: Path) -> None:
    assert changes.read(tmp_path) == []
    (tmp_path / changes.FILE).write_bytes(changes.appended(tmp_path, CHANGE))
    second = replace(CHANGE, kind="correction", note="", reason="Błąd, „22”\nzamiast 23", proposal="p2")
    (tmp_path / changes.FILE).write_bytes(changes.appended(tmp_path, second))
    assert changes.read(tmp_path) == [CHANGE, replace(second, reason="Błąd, „22” zamiast 23")]


def test_a_broken_log_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / changes.FILE).write_bytes(changes.appended(tmp_path, CHANGE) + b"half a line\n")
    with pytest.raises(InputError) as said:
        changes.read(tmp_path)
    assert said.value.problems[0].line == 3


def test_a_log_becomes_a_table_of_the_release(tmp_path: Path) -> None:
    (tmp_path / changes.FILE).write_bytes(changes.appended(tmp_path, CHANGE))
    con = build.connect(threads=1)
    changes.load(con, tmp_path)
    assert con.execute('select proposal, new, "by" from changes').fetchall() == [("p0000001", 20, "A. Nowak")]


def test_every_release_has_the_log(marts: Path) -> None:
    current = release.current(marts)
    assert changes.TABLE in {t["name"] for t in current.manifest["tables"]}
    assert len(current.table(changes.TABLE)) == len(changes.read(Path(__file__).parents[1] / "data" / "sources"))


def test_a_proposal_is_read_back_and_knows_its_state(tmp_path: Path) -> None:
    home = proposal.folder(tmp_path) / PROPOSAL.id
    home.mkdir(parents=True)
    (home / proposal.FILE).write_bytes(proposal.to_json(PROPOSAL))
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "wage.csv").write_bytes(b"figures")
    found = proposal.read(tmp_path, PROPOSAL.id)
    assert replace(found, counts={}) == PROPOSAL
    assert found.counts == {"new": 1, "revised": 0, "withdrawn": 0}
    assert proposal.state(tmp_path, found) == "pending"
    assert proposal.state(tmp_path, replace(found, refused=(Text("nie", "no"),))) == "refused"
    (sources / "wage.csv").write_bytes(b"other figures")
    assert proposal.state(tmp_path, found) == "conflict"
    (sources / changes.FILE).write_bytes(changes.appended(sources, CHANGE))
    assert proposal.state(tmp_path, found) == "accepted"
    with pytest.raises(UserError, match="p0000001"):
        proposal.read(tmp_path, "p9")

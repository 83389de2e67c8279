"""What a card sends to the browser: all of it, and little of it at once."""

from __future__ import annotations

import io
import json
from pathlib import Path

import fastexcel
import pyarrow.parquet as pq
import pytest

from pages.ui import files
from pages.ui.card import payload, received, sent
from pages.ui.downloads import Field, Origin, Table
from pages.ui.memory import Same
from pipelines import release


def test_what_waits_behind_a_tab_travels_packed_and_arrives_whole() -> None:
    table = Table("t", [Field("name", "Nazwa"), Field("value", "Liczba", 1)], [{"name": "ą\n", "value": 1.5}] * 300)
    parts = {"title": "a\nb", "subtitle": "", "sentence": "s", "origin": Origin("x", "GUS", "r1"), "table": table}
    content = sent(Same(**parts), "pl")
    arrived = received(content)
    arrived.pop("key")
    assert arrived == payload("pl", **parts) | {"has": ["table", "csv", "description"]}
    assert len(content) < len(json.dumps(payload("pl", **parts))) / 5


def test_the_table_of_a_sent_card_is_made_into_a_file_on_request(marts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LATARNIA_MARTS", str(marts))
    origin = Origin("stopa bezrobocia", "GUS", release.current(marts).id, area="2205", period="2024")
    rows = [{"name": "powiat kartuski", "value": 3.5}, {"name": "=powiat sztumski", "value": None, "obs_status": "C"}]
    table = Table("t", [Field("name", "Powiat"), Field("value", "Stopa (%)", 1)], rows)
    content = Same(title="Tytuł", subtitle="", sentence="s", origin=origin, table=table)
    key = received(sent(content, "pl"))["key"]
    name, parquet = files.made(key, "parquet") or ("", b"")
    assert name == f"stopa-bezrobocia_2205_2024_{origin.release}.parquet"
    columns = pq.read_table(io.BytesIO(parquet)).to_pydict()
    assert (columns["Stopa (%)"], columns["flag"]) == ([3.5, None], ["A", "C"])
    name, book = files.made(key, "xlsx") or ("", b"")
    assert name.endswith(".xlsx")
    cells = fastexcel.read_excel(book).load_sheet(1).to_arrow().to_pydict()
    assert (cells["Stopa (%)"], cells["Powiat"][1]) == ([3.5, None], "=powiat sztumski")
    for unknown in ("pl-" + "0" * 20, f"en{key[2:]}", "../secret", key + "0"):
        assert files.made(unknown, "parquet") is None
    assert files.made(key, "exe") is None
    without = received(sent(Same(title="Tytuł", subtitle="", sentence="s", origin=origin), "pl"))["key"]
    assert files.made(without, "parquet") is None

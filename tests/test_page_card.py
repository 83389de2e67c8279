"""What a card sends to the browser: all of it, and little of it at once."""

from __future__ import annotations

import json

from pages.ui.card import payload, received, sent
from pages.ui.downloads import Field, Origin, Table
from pages.ui.memory import Same


def test_what_waits_behind_a_tab_travels_packed_and_arrives_whole() -> None:
    table = Table("t", [Field("name", "Nazwa"), Field("value", "Liczba", 1)], [{"name": "ą\n", "value": 1.5}] * 300)
    parts = {"title": "a\nb", "subtitle": "", "sentence": "s", "origin": Origin("x", "GUS", "r1"), "table": table}
    content = sent(Same(**parts), "pl")
    assert received(content) == payload("pl", **parts) | {"has": ["table", "csv", "description"]}
    assert len(content) < len(json.dumps(payload("pl", **parts))) / 5

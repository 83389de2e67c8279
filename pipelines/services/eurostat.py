"""Eurostat's dissemination service: one table, filtered, as JSON-stat 2.0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipelines.catalog import Text
from pipelines.problems import UserError
from pipelines.services.bdl import changed, document
from pipelines.services.wire import Service, Wire

TITLE = Text("Eurostat", "Eurostat")
# Eurostat publishes no number; one request a second is ours, out of politeness.
SERVICE = Service("eurostat", TITLE, "ec.europa.eu", "/eurostat/api/dissemination", ((1, 1),))
NEEDED = ("class", "id", "size", "dimension", "value")


class Eurostat:
    """Client of the dissemination service."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    def table(self, code: str, filters: Mapping[str, Sequence[str]], *, since: int | None = None) -> dict[str, Any]:
        """A table with only these members of its dimensions, since the given year."""
        params = [("format", "JSON"), ("lang", "EN")]
        params += [(name, member) for name, members in filters.items() for member in members]
        params += [("sinceTimePeriod", str(since))] if since else []
        found = self.wire.get(f"/statistics/1.0/data/{code}", params, document)
        if "warning" in found or "error" in found:
            raise UserError(
                Text(
                    f"{TITLE.pl}: usługa nie podała tabeli {code} od razu; zawęź ją (--since) albo zapisz plik ręcznie.",
                    f"{TITLE.en}: the service did not give table {code} at once; narrow it (--since) or save the file by hand.",
                )
            )
        missing = [key for key in NEEDED if key not in found]
        if missing:
            raise changed(", ".join(missing), TITLE)
        cells = 1
        for size in found["size"]:
            cells *= int(size)
        if len(found["id"]) != len(found["size"]) or len(found["value"]) > cells:
            raise changed("id, size, value", TITLE)
        return found

"""The Local Data Bank (BDL) of Statistics Poland: values of a variable in all areas of a level, and variables of a subject.

A withheld figure comes as the number 0 with an attribute (`attrId`), so attributes travel with every value. The service
gives at most 100 areas a page; a variable is complete only when as many areas came as the first page promised.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from pipelines.catalog import Text
from pipelines.problems import UserError
from pipelines.services.wire import Service, Wire

TITLE = Text("Bank Danych Lokalnych GUS", "Local Data Bank of Statistics Poland")
# Requests a second, 15 minutes, 12 hours and 7 days, without and with a registered client (GUS, BDL API description).
ANONYMOUS = ((5, 1), (100, 15 * 60), (1_000, 12 * 3600), (10_000, 7 * 24 * 3600))
REGISTERED = ((10, 1), (500, 15 * 60), (5_000, 12 * 3600), (50_000, 7 * 24 * 3600))
PAGE = 100

Step = Callable[[int, int], None]  # pages done, pages in all


def service(*, registered: bool) -> Service:
    """The service with the quotas of this client."""
    return Service("bdl", TITLE, "bdl.stat.gov.pl", "/api/v1", REGISTERED if registered else ANONYMOUS)


class Bdl:
    """Client of the Local Data Bank."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    def values(
        self,
        variable: int,
        level: int,
        *,
        parent: str = "",
        years: Sequence[int] = (),
        step: Step = lambda _done, _all: None,
    ) -> dict[str, Any]:
        """All pages of a variable at one level (0 Poland, 2 voivodeship, 4 subregion, 5 county) as one answer.

        `parent` is the number of the unit in which the areas lie; empty: all of Poland.
        """
        params = [
            ("unit-level", str(level)),
            *([("unit-parent-id", parent)] if parent else []),
            *(("year", str(year)) for year in years),
        ]
        pages = self._pages(f"/data/by-variable/{variable}", params, ("id", "name", "values"), step)
        for page in pages:
            for area in page["results"]:
                if not all({"year", "val"} <= set(value) for value in area["values"]):
                    raise changed("results.values")
        whole = {key: value for key, value in pages[0].items() if key not in {"page", "pageSize", "links", "results"}}
        return whole | {"variableId": variable, "results": [area for page in pages for area in page["results"]]}

    def variables(self, subject: str) -> list[dict[str, Any]]:
        """Variables of a subject (`P4089`): id, the members n1, n2 … that they stand for, unit."""
        pages = self._pages("/variables", [("subject-id", subject)], ("id", "n1"), lambda _done, _all: None)
        return [variable for page in pages for variable in page["results"]]

    def _pages(
        self, path: str, params: list[tuple[str, str]], needed: tuple[str, ...], step: Step
    ) -> list[dict[str, Any]]:
        common = [("format", "json"), ("lang", "pl"), ("page-size", str(PAGE))]
        pages: list[dict[str, Any]] = []
        promised, came = 0, 0
        while not pages or came < promised:
            page = self.wire.get(path, [*params, *common, ("page", str(len(pages)))], document)
            if not isinstance(page.get("results"), list) or not isinstance(page.get("totalRecords"), int):
                raise changed("results, totalRecords")
            if any(not set(needed) <= set(row) for row in page["results"]):
                raise changed(", ".join(needed))
            if pages and (page["totalRecords"], page.get("lastUpdate")) != (promised, pages[0].get("lastUpdate")):
                raise UserError(
                    Text(
                        f"{TITLE.pl}: dane zmieniły się w trakcie pobierania; uruchom polecenie z --again.",
                        f"{TITLE.en}: the data changed while they were fetched; run the command with --again.",
                    )
                )
            promised = page["totalRecords"]
            came += len(page["results"])
            pages.append(page)
            if not page["results"] and came < promised:
                raise UserError(
                    Text(
                        f"{TITLE.pl}: przyszło {came} z {promised} pozycji; niczego nie wczytano.",
                        f"{TITLE.en}: {came} of {promised} items came; nothing was loaded.",
                    )
                )
            step(len(pages), max(len(pages), -(-promised // PAGE)))
        return pages


def document(body: bytes) -> dict[str, Any]:
    """The JSON object of an answer; ValueError where the answer is not whole."""
    found = json.loads(body.decode("utf-8-sig"))
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found


def changed(field: str, title: Text = TITLE) -> UserError:
    """The service answers in another form than the one Latarnia reads: a person must look, nothing is guessed."""
    return UserError(
        Text(
            f"{title.pl}: usługa zmieniła postać odpowiedzi (brakuje pola: {field}); niczego nie wczytano. "
            "Zapisz plik ze strony usługi i wczytaj go poleceniem latarnia import.",
            f"{title.en}: the service changed the form of its answers (missing: {field}); nothing was loaded. "
            "Save the file from the service's page and load it with latarnia import.",
        )
    )

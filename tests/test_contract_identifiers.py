"""Identifiers of the register: area, a kind of a closed list, number; a person's name has no place in them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable

import pytest
from delivery_files import found, with_cell

from pipelines import settings
from pipelines.contract import TABLES
from pipelines.contract.columns import KINDS
from pipelines.deliveries.check import Verdict


def _codes(name: str) -> set[str]:
    with (settings.data_folder() / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"] for row in csv.DictReader(file)}


@pytest.mark.parametrize(("column", "codes"), [("inst_id", "institution_types"), ("body_id", "body_types")])
def test_institutions_and_bodies_are_named_by_the_codes_of_their_list(column: str, codes: str) -> None:
    assert set(KINDS[column]) == _codes(codes)


def _pattern(column: str) -> str:
    patterns = {c.pattern for table in TABLES.values() for c in table.columns if c.name == column}
    assert len(patterns) == 1, "an identifier has the same form in every table"
    return str(patterns.pop())


@pytest.mark.parametrize("column", KINDS)
def test_only_a_kind_of_the_list_stands_between_area_and_number(column: str) -> None:
    pattern = _pattern(column)
    for kind in KINDS[column]:
        assert re.fullmatch(pattern, f"2205-{kind}-1")
        assert re.fullmatch(pattern, f"22-{kind}-9999")
        assert not re.fullmatch(pattern, f"2205-{kind}X-1")
        assert not re.fullmatch(pattern, f"2205-{kind}-44051")
    for name in ("KOWALSKI", "JAN_KOWALSKI", "", "NOWAK-SP", "kowalski"):
        assert not re.fullmatch(pattern, f"2205-{name}-1")


def test_a_name_in_an_identifier_is_set_aside_and_never_repeated(examine: Callable[..., Verdict]) -> None:
    verdict = examine({"institutions": with_cell("institutions", 3, "inst_id", "2205-KOWALSKI-1")})
    assert ("institutions.csv", 3, "inst_id", "pattern") in found(verdict)
    assert verdict.kept["institutions"] == 1
    [problem] = [p for p in verdict.aside if p.rule == "pattern"]
    for language in ("pl", "en"):
        assert "PUP, WUP, ROPS" in problem.message(language)
        assert "KOWALSKI" not in problem.message(language)


def test_every_identifier_of_the_register_has_its_list_of_kinds() -> None:
    assert {c.name for t in TABLES.values() for c in t.columns if c.pattern and "-[0-9]{1,4}" in c.pattern} == set(
        KINDS
    )

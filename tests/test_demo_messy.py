"""`latarnia demo --messy`: the check finds exactly the errors that messy.json lists, each kind of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipelines import settings
from pipelines.contract import CONTRACT
from pipelines.deliveries import messages, refuse
from pipelines.deliveries.check import CLEAN, Desk
from pipelines.demo import messy, refusals
from pipelines.demo.generate import generate

# Other cells of the same column type would be needed to break these alone; each id is broken in another table.
_TWICE_BROKEN = {
    (table, "code_on_date") for table in ("households", "lpiw", "county_stage", "social_projects", "forum_events")
}


Told = list[dict[str, Any]]


@pytest.fixture(scope="module", params=["county", "region"])
def spoilt(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Told]:
    out = tmp_path_factory.mktemp("messy")
    made = generate(out, number=1500, chosen="22", seed=7, effect=0.08, periods="2017-H1:2018-H2", by=request.param)
    count = messy.spoil(out, made.paths)
    told = json.loads((out / "messy.json").read_text(encoding="utf-8"))
    assert count == sum(len(entry["errors"]) for entry in told)
    return out, told


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = Desk(tmp_path_factory.mktemp("desk"), settings.ROOT / "data" / "reference", threads=1)
    yield made
    made.con.close()


def _told(entry: dict[str, Any]) -> set[tuple[object, ...]]:
    return {(e["file"], e["line"], e["column"], e["rule"]) for e in entry["errors"]}


def test_the_check_sets_aside_exactly_the_rows_that_were_spoilt(spoilt: tuple[Path, Told], desk: Desk) -> None:
    out, told = spoilt
    [entry] = [entry for entry in told if entry["exit"] == 1]
    verdict = desk.examine(out / entry["delivery"])
    assert verdict.refusals == []
    assert {(p.file, p.line, p.column, p.rule) for p in verdict.aside} == _told(entry)
    assert verdict.code == 1


@pytest.mark.parametrize("at", range(len(refusals.REFUSALS)), ids=lambda at: refusals.REFUSALS[at].rule)
def test_the_check_refuses_for_exactly_the_reason(spoilt: tuple[Path, Told], desk: Desk, at: int) -> None:
    out, told = spoilt
    entry = [entry for entry in told if entry["exit"] == 2][at]
    verdict = desk.examine(out / entry["delivery"])
    assert {(p.file, p.line, p.column, p.rule) for p in verdict.refusals} == _told(entry)
    assert verdict.code == 2
    value = refusals.REFUSALS[at].cell
    assert not value or all(value not in p.message("pl") + p.message("en") for p in verdict.refusals)


def test_deliveries_that_were_not_spoilt_stay_clean(spoilt: tuple[Path, Told], desk: Desk) -> None:
    out, told = spoilt
    named = {entry["delivery"] for entry in told}
    others = sorted(path for path in out.glob("*.zip") if path.name not in named)
    deliveries = 4 * (1 if others[0].name.startswith("rops") else 21)
    assert len(others) == deliveries - 1
    assert desk.examine(others[0]).code == CLEAN


def test_every_rule_of_the_contract_is_broken_once(spoilt: tuple[Path, Told]) -> None:
    _, told = spoilt
    broken = {(error["file"].removesuffix(".csv"), error["rule"]) for entry in told for error in entry["errors"]}
    rules = {(table.name, rule.id) for table in CONTRACT for rule in table.rules}
    assert rules - broken == _TWICE_BROKEN & rules
    kinds = {rule for _, rule in broken}
    assert {"required", "type", "code", "pattern", "range", "items", "key", "orphan"} <= kinds
    assert set(refuse.RULES) <= kinds
    assert kinds - {rule.id for table in CONTRACT for rule in table.rules} <= messages.RULES

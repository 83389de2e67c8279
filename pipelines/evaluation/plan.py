"""What is evaluated: laid down in data/reference/evaluation.toml before the data are read."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.catalog import Text
from pipelines.problems import UserError

if TYPE_CHECKING:
    from pathlib import Path

FILE = "evaluation.toml"
_COUNTED = ("work", 12)  # what the mart `county_panel` counts


@dataclass(frozen=True)
class Plan:
    """The headline outcome, when a county counts as having the model, blocks of years, and what a person declared."""

    kind: str
    months: int
    stage: int
    least_cases: int
    block_years: int
    first_year: int
    adoption_fixed: bool
    definition_unchanged: bool


def read(reference: Path, *, synthetic: bool) -> Plan:
    """The plan for real or for invented deliveries; raises UserError where it asks for what is not counted."""
    facts = tomllib.loads((reference / FILE).read_text(encoding="utf-8"))
    declared = facts["declared"]["synthetic" if synthetic else "real"]
    plan = Plan(
        kind=facts["kind"],
        months=facts["months"],
        stage=facts["stage"],
        least_cases=facts["least_cases"],
        block_years=facts["block_years"],
        first_year=facts["first_year"],
        adoption_fixed=declared["adoption_fixed"] is True,
        definition_unchanged=declared["definition_unchanged"] is True,
    )
    if (plan.kind, plan.months) != _COUNTED or plan.block_years < 1:
        raise UserError(
            Text(
                f"{FILE}: kind musi być „work”, months równe 12, a block_years co najmniej 1.",
                f"{FILE}: kind must be “work”, months must be 12 and block_years at least 1.",
            )
        )
    return plan

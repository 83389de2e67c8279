"""Unmeasured motivation leads to joint plans and to work: pathways then differ by themselves, and the page names no cause.

The motivation of `statistics.md` B3 doubles the odds of both for each standard deviation; the pathway does nothing. No
adjustment for what the deliveries hold can remove it, so the comparison of pathways must never be read as an effect.
"""

from __future__ import annotations

import copy
import re
from typing import Any

import numpy as np
import pytest

from pages.ui.cards.outcomes import by_group
from pages.ui.text import words
from pipelines.catalog import LANGUAGES
from pipelines.readings import outcomes
from pipelines.release import Release

PERSONS, ODDS, YEAR = 2000, 2.0, "2018"  # a cohort of the bundled sample
CAUSE = re.compile(
    r"działa|zwiększ|zmniejsz|popraw|pomaga|spowodow|skut(?:ek|k)|wpły[wn]|dzięki|przyczyni|ponieważ|dlatego"
    r"|raise|increase|lower|improve|helps|caus|effect(?!iveness)|impact|due to|because|thanks to|\bled to\b",
    re.IGNORECASE,
)


def confounded(published: Release, random: np.random.Generator) -> Release:
    """The release with one cohort in which motivation alone makes the difference between pathways."""
    motivation = random.normal(size=PERSONS)

    def drawn(middle: float) -> Any:
        return random.random(PERSONS) < 1 / (1 + np.exp(-np.log(ODDS) * motivation - middle))

    joint, in_work = drawn(0.0), drawn(-0.8)
    rule = outcomes.rule(published)
    rows = []
    for pathway, chosen in (("total", joint | ~joint), ("joint", joint), ("single", ~joint)):
        for kind, month, count in (
            ("n", None, chosen.sum()),
            ("work", outcomes.HEADLINE_MONTH, (chosen & in_work).sum()),
            ("other", outcomes.HEADLINE_MONTH, (chosen & ~in_work).sum() // 3),
        ):
            value, status = rule.written(int(rule.tokens([count])[0]))
            groups = dict.fromkeys(outcomes.CHARACTERISTICS, "total") | {"pathway": pathway}
            rows.append(
                {"first": f"{YEAR}-01", "last": f"{YEAR}-12", "area": None, **groups, "kind": kind, "month": month}
                | {"value": value, "obs_status": status}
            )
    changed = copy.copy(published)
    changed._tables = {**published._tables, "cohort_counts": rows}
    return changed


def differing(published: Release, runs: int) -> int:
    """In how many runs the page calls the pathways different; every text of every run is searched for a cause."""
    random = np.random.default_rng(5)
    found = 0
    for _ in range(runs):
        release = confounded(published, random)
        for language in LANGUAGES:
            card = by_group(release, YEAR, "pathway", language)
            texts = (card["title"], card["sentence"], *card["notices"], *map(str, card["description"]))
            named = [text for text in texts if CAUSE.search(text)]
            assert not named
            assert words("outcomes.pathway_caution", language) in card["notices"]
        shares = [
            outcomes.share(release, YEAR, "work", outcomes.HEADLINE_MONTH, pathway=p) for p in ("single", "joint")
        ]
        found += (shares[0].upper or 0.0) < (shares[1].lower or 0.0)
    return found


def test_a_difference_that_motivation_makes_is_called_no_effect_briefly(published: Release) -> None:
    assert differing(published, 12) > 3


@pytest.mark.simulation
def test_a_difference_that_motivation_makes_is_never_called_an_effect(published: Release) -> None:
    assert differing(published, 200) > 100  # the temptation is there in most runs

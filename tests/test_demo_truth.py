"""The planted truth is what the statements say: the effect by month, its absence, who is chosen, what demand does."""

from __future__ import annotations

import json

import numpy as np
import pytest

from pipelines import settings
from pipelines.demo import pathways, truth
from pipelines.demo.frames import month
from pipelines.demo.region import CUTOFF, FIRST, MONTHS, NEVER, region
from pipelines.problems import UserError
from tests import demo_world

N = 400_000


@pytest.mark.parametrize("chance", [truth.WORK_LIMITS[0], 0.35, truth.WORK_LIMITS[1]])
@pytest.mark.parametrize("effect", [0.08, truth.LARGEST_EFFECT])
def test_the_effect_is_added_month_by_month_whatever_the_chance(chance: float, effect: float) -> None:
    treated = np.ones(N, bool)
    after, works, _ = truth.exits(np.random.default_rng(1), np.full(N, chance), treated, effect)
    for months in (1, 3, 6, 9, 12, 18, 24):
        expected = chance * truth.TO_WORK[months] + effect * truth.growth()[months]
        found = float(np.mean(works & (after <= months)))
        assert abs(found - expected) < 4 * np.sqrt(expected * (1 - expected) / N) + 1e-9, months


def test_without_treatment_or_effect_nothing_is_moved() -> None:
    chance = np.full(N, 0.4)
    for treated, effect in ((np.zeros(N, bool), 0.08), (np.ones(N, bool), 0.0)):
        after, works, moved = truth.exits(np.random.default_rng(2), chance, treated, effect)
        assert not moved.any()
        assert after.min() >= 1
        assert abs(float(np.mean(works)) - 0.4) < 0.004


def test_growth_is_the_effect_at_twelve_months_and_never_falls() -> None:
    grown = truth.growth()
    assert grown[0] == 0
    assert grown[12] == 1
    assert (np.diff(grown) > 0).all()


@pytest.mark.parametrize("effect", [-0.01, 0.21, float("nan")])
def test_an_effect_without_room_is_refused(effect: float) -> None:
    with pytest.raises(UserError):
        truth.checked(effect)


def _by_imputation(effect: float, months: int) -> float:
    """Effect from the cases alone: county and quarter effects fitted on what is not yet treated, then set against the rest."""
    area, crowd = demo_world.crowd(effect)
    quarters = (MONTHS - months) // 3
    rows = []
    for at, people in enumerate(crowd):
        quarter = (people.entry - FIRST) // 3
        ended = people.to_work & (people.exit - people.entry <= months) & people.ended
        for q in range(quarters):
            here = quarter == q
            rows.append((at, q, ended[here].mean(), here.sum(), area.counties[at].adoption <= FIRST + 3 * q))
    county, quarter, share, n, treated = (np.array(column) for column in zip(*rows, strict=True))
    design = np.zeros((len(rows), len(crowd) + quarters))
    design[np.arange(len(rows)), county.astype(int)] = 1
    design[np.arange(len(rows)), len(crowd) + quarter.astype(int)] = 1
    weight = np.sqrt(n) * ~treated
    fit = np.linalg.lstsq(design * weight[:, None], share * weight, rcond=None)[0]
    return float(np.average((share - design @ fit)[treated], weights=n[treated]))


@pytest.mark.parametrize("months", [6, 12, 24])
@pytest.mark.parametrize("effect", [0.0, 0.08])
def test_difference_in_differences_finds_the_planted_effect(effect: float, months: int) -> None:
    found = _by_imputation(effect, months)
    assert abs(found - effect * truth.growth()[months]) < 0.012


def test_comparing_joint_with_other_plans_would_mislead() -> None:
    _, crowd = demo_world.crowd(0.0)
    joint = [pathways.choose_joint(np.random.default_rng(5), people) for people in crowd]
    chosen = np.concatenate(joint)
    hardness = np.concatenate([people.hardness for people in crowd])
    works = np.concatenate([people.to_work & (people.exit - people.entry <= 12) for people in crowd])
    treated = np.concatenate([people.treated for people in crowd])
    assert hardness[chosen].mean() - hardness[~chosen].mean() > 0.3
    assert works[chosen].mean() - works[~chosen].mean() < -0.02  # though the model does nothing here
    assert chosen[treated].mean() > 2 * chosen[~treated].mean()


def test_the_mix_of_clients_does_not_shift_when_the_model_comes() -> None:
    area, crowd = demo_world.crowd(0.08)
    for county, people in zip(area.counties, crowd, strict=True):
        if county.adoption != NEVER:
            gap = people.hardness[people.treated].mean() - people.hardness[~people.treated].mean()
            assert abs(gap) < 0.15, county.teryt


def test_entries_follow_the_registered_unemployed_of_each_county() -> None:
    area, _ = demo_world.crowd(0.08)
    real = np.stack([county.unemployed.reshape(-1, 12).mean(axis=1) for county in area.counties])
    entered = area.entries.reshape(len(area.counties), -1, 12).sum(axis=2)
    for at, county in enumerate(area.counties):
        assert np.corrcoef(real[at], entered[at])[0, 1] > 0.97, county.teryt
    assert area.entries.sum() == 300_000


def test_the_model_comes_in_waves_pilots_first() -> None:
    area = region(settings.data_folder(), "all", 1000, 1)
    adoption = {county.teryt: county.adoption for county in area.counties}
    assert len(adoption) == 380
    pilots = {county.teryt for county in area.counties if county.pilot}
    assert pilots == {"2203", "2205", "2212", "2216"}
    for code in sorted({teryt[:2] for teryt in adoption}):
        months = [when for teryt, when in adoption.items() if teryt[:2] == code]
        first = min(months)
        assert first >= FIRST + 12
        assert {teryt for teryt in pilots if teryt[:2] == code} in ({t for t in pilots if adoption[t] == first}, set())
        assert len({when for when in months if when <= CUTOFF}) == 3
        assert months.count(NEVER) >= 0.3 * len(months)
    alone = region(settings.data_folder(), "22", 1000, 1)
    assert all(adoption[county.teryt] == county.adoption for county in alone.counties)
    inside = [county for county in alone.counties if county.adoption == min(adoption.values())]
    assert {county.teryt for county in inside} == pilots


def test_the_statement_names_effect_adoption_and_seed() -> None:
    out, _ = demo_world.zips()
    told = json.loads((out / "truth.json").read_text(encoding="utf-8"))
    assert told["synthetic"] is True
    assert told["seed"] == 7
    assert told["effect_by_month_pp"]["12"] == 8.0
    assert set(told["effect_at_fixed_months_pp"]) == {"3", "6", "9", "12", "18", "24"}
    assert told["adoption"]["2212"] == "2016-01"
    assert sum(start is None for start in told["adoption"].values()) >= 8
    assert set(told["adoption"]) == set(told["without_the_model"]["mean_chance_of_work_ever"])


def test_an_unknown_region_is_told() -> None:
    with pytest.raises(UserError, match="voivodeship"):
        region(settings.data_folder(), "99", 10, 1)


def test_months_are_counted_from_year_zero() -> None:
    assert month(2014, 1) == FIRST
    assert CUTOFF - FIRST == 12 * 12 - 1

"""The cards of the pages about the cooperation model: is it there and used, its networks, outcomes of clients, effect."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pages.ui.cards import cooperation as there
from pages.ui.cards import (
    cooperation_survey,
    cooperation_used,
    fidelity,
    outcomes_funnel,
    outcomes_lasting,
    pathways_better,
    pathways_costs,
    theses,
)
from pages.ui.cards import effect as effects
from pages.ui.cards import effect_pilot as pilots
from pages.ui.cards import forum as networks
from pages.ui.cards import outcomes as clients
from pages.ui.cards import pathways as courses
from pages.ui.views.asked import first

if TYPE_CHECKING:
    from pages.ui.views.asked import Asked, Builders
    from pipelines.catalog import Language
    from pipelines.release import Release


def cooperation(release: Release, asked: Asked, language: Language) -> Builders:
    """Stages, roll-out, parts; meetings and programmes; the survey of both sides and the time of roll-out."""
    periods, waves = there.periods(release, language), cooperation_survey.waves(release, language)
    focus = asked.one("focus", there.focuses(release, language), "")
    period = asked.one("period", periods, first(periods))
    kind = asked.one("answers", cooperation_survey.kinds(language), "items")
    wave = asked.one("wave", waves, first(waves))
    return {
        "stages": partial(there.stages, release, period, focus, language),
        "roll_out": partial(there.roll_out, release, language),
        "parts": partial(there.parts, release, period, focus, language),
        "meetings": partial(cooperation_used.meetings, release, focus, language),
        "programmes": partial(cooperation_used.programmes, release, period, focus, language),
        "survey": partial(cooperation_survey.survey, release, wave, kind, language),
        "full_operation": partial(cooperation_used.full_operation, release, language),
    }


def forum(release: Release, asked: Asked, language: Language) -> Builders:
    """Reach of the forum, recommendations, networks, commitments, theses of 2018."""
    return {
        "editions": partial(networks.editions, release, language),
        "recommendations": partial(networks.recommendations, release, language),
        "support_groups": partial(networks.support_groups, release, language),
        "partnerships": partial(networks.partnerships, release, language),
        "targets": partial(networks.targets, release, language),
        "theses": partial(theses.theses, release, language),
    }


def pathways(release: Release, asked: Asked, language: Language) -> Builders:
    """The map of flows, results of plans, the course of pathways, what changed besides work; maturity beside work."""
    reason = asked.one("reason", courses.reasons(language), "")
    focus = asked.one("focus", {"": ""} | {area.code: area.code for area in release.counties()}, "")
    return {
        "flow": partial(courses.flow, release, reason, language),
        "results": partial(courses.results, release, language),
        "course": partial(courses.course, release, focus, language),
        "better": partial(pathways_better.better, release, focus, language),
        "costs": partial(pathways_costs.per_person, release, language),
        "fidelity": partial(fidelity.beside, release, language),
    }


def outcomes(release: Release, asked: Asked, language: Language) -> Builders:
    """Time to work, groups, years of entry; counties beside what is expected, and of one cohort."""
    years, groups = clients.cohort_years(release), clients.characteristics(language)
    blocks = outcomes_funnel.block_names(release)
    year = asked.one("year", years, first(years))
    by = asked.one("by", groups, first(groups))
    cohort = asked.one("cohort", years, first(years))
    block = asked.one("block", blocks, first(blocks))
    focus = asked.one("focus", {"": ""} | {area.code: area.code for area in release.counties()}, "")
    return {
        "time_to_work": partial(clients.time_to_work, release, year, language),
        "by_group": partial(clients.by_group, release, year, by, language),
        "over_years": partial(clients.over_years, release, by, language),
        "official": partial(outcomes_lasting.official, release, language),
        "three_numbers": partial(outcomes_funnel.three_numbers, release, block, focus, language),
        "lasting": partial(outcomes_lasting.lasting, release, focus, language),
        "counties": partial(clients.counties, release, cohort, focus, language),
    }


def effect(release: Release, asked: Asked, language: Language) -> Builders:
    """The answer, the counties before and after, the conditions, the order of entry, the pilot on real figures."""
    return {
        "answer": partial(effects.answer, release, language),
        "before_and_after": partial(effects.before_and_after, release, language),
        "conditions": partial(effects.conditions, release, language),
        "rollout": partial(effects.rollout, release, language),
        "pilot_reach": partial(pilots.reach, release, language),
        "pilot_by_year": partial(pilots.by_year, release, language),
        "pilot_by_chance": partial(pilots.by_chance, release, language),
    }

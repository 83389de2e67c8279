"""The cards of the pages about work with clients: day by day, networks, families, tools of support."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pages.ui.cards import families as homes
from pages.ui.cards import networks as groups
from pages.ui.cards import together as day
from pages.ui.cards import together_institutions, tools_institutions, tools_taper
from pages.ui.cards import tools as means
from pages.ui.views.asked import first

if TYPE_CHECKING:
    from pages.ui.views.asked import Asked, Builders
    from pipelines.catalog import Language
    from pipelines.release import Release


def together(release: Release, asked: Asked, language: Language) -> Builders:
    """The ledger and joint plans; referrals and answers; who works with whom, and gaps."""
    years, kinds = day.blocks(release), day.kinds(release, language)
    focus = asked.one("focus", day.focuses(release, language), "")
    block = asked.one("years", years, first(years))
    kind = asked.one("kind", kinds, first(kinds))
    return {
        "ledger": partial(day.ledger, release, block, focus, language),
        "counties": partial(day.counties, release, block, focus, language),
        "sent": partial(day.sent, release, kind, language),
        "answers": partial(day.answers, release, focus, language),
        "pairs": partial(together_institutions.pairs, release, language),
        "gaps": partial(together_institutions.gaps, release, focus, language),
    }


def networks(release: Release, asked: Asked, language: Language) -> Builders:
    """Thematic groups, local forums by area, guests of support groups, events of the roll-out."""
    return {
        "thematic": partial(groups.thematic, release, language),
        "areas": partial(groups.areas, release, language),
        "guests": partial(groups.guests, release, language),
        "staying": partial(groups.staying, release, language),
        "partners": partial(groups.partners, release, language),
        "events": partial(groups.events, release, language),
    }


def families(release: Release, asked: Asked, language: Language) -> Builders:
    """Situation, modules and acceptance of families that entered in some years; how many; teams."""
    years = homes.blocks(release)
    block = asked.one("years", years, first(years))
    return {
        "situation": partial(homes.situation, release, block, language),
        "modules": partial(homes.modules, release, block, language),
        "acceptance": partial(homes.acceptance, release, block, language),
        "programmes": partial(homes.programmes, release, language),
        "teams": partial(homes.teams, release, language),
    }


def tools(release: Release, asked: Asked, language: Language) -> Builders:
    """Counselling, degressive support, flow of information, integration centres, social projects."""
    years = means.blocks(release)
    block = asked.one("years", years, first(years))
    return {
        "counselling": partial(means.counselling, release, block, language),
        "degressive": partial(means.degressive, release, language),
        "taper": partial(tools_taper.taper, release, language),
        "flow": partial(means.flow, release, language),
        "channels": partial(means.channels, release, language),
        "centres": partial(tools_institutions.centres, release, language),
        "projects": partial(tools_institutions.projects, release, language),
    }

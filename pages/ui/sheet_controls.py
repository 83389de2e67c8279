"""Controls of the county sheet: county, what it is compared with, weights of similarity; all in the address."""

from __future__ import annotations

import streamlit as st

from pages.ui import address
from pages.ui.cards import counties_choices, sheet_choices
from pages.ui.cards.sheet_choices import Chosen
from pages.ui.frame import CARRIED
from pages.ui.text import t
from pipelines.catalog import Language
from pipelines.readings import peers
from pipelines.release import Release


def title(release: Release, chosen: Chosen, language: Language) -> str:
    """The page's title, which names the county."""
    return t("sheet.title", area=release.areas[chosen.focus].name(language))


def asked(release: Release, language: Language) -> Chosen:
    """What the address asks for, without a widget, so that cards can be sent before the filters that stand above them."""
    focus = address.read("focus", counties_choices.names(release, language), counties_choices.first_focus(release))
    against = address.read("against", sheet_choices.comparators(language), "region")
    weights = sheet_choices.asked_weights(release, address.read)
    return Chosen(focus, against, weights)  # type: ignore[arg-type]


def filters(release: Release, found: Chosen, language: Language) -> None:
    """The county and what it is compared with."""
    address.choose("focus", t("counties.focus"), counties_choices.names(release, language), found.focus)
    address.choose("against", t("sheet.against_label"), sheet_choices.comparators(language), found.against)


def weights(release: Release, found: Chosen, language: Language) -> None:
    """One weight for each variable of similarity."""
    options, chosen = sheet_choices.weights(release), dict(found.weights)
    for variable in peers.variables(release):
        name = sheet_choices.PREFIX + variable.code
        label = f"{variable.label[language]} – {t('sheet.peers.weight')}"
        address.choose(name, label, options[name], str(chosen[variable.code]), form="slider")


def ways() -> None:
    """One click to the same county on the counties page and in the cooperation model."""
    with st.container(horizontal=True, gap="medium"):
        for page in ("counties", "cooperation", "outcomes", "quality"):
            st.page_link(f"pages/{page}.py", label=t(f"sheet.way.{page}"), query_params=address.kept(*CARRIED))

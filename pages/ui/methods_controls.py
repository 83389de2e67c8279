"""Controls of the methods page: a search through everything on it and the group of indicators, both in the address."""

from __future__ import annotations

import streamlit as st

from pages.ui import address
from pages.ui.text import t
from pipelines.catalog import Language
from pipelines.indicators import CATALOGUE, GROUPS, PROPOSED
from pipelines.release import Release
from pipelines.words.numbers import number
from pipelines.words.plurals import counted

LONGEST = 60  # letters of a search
ALL = "all"


def lead(release: Release, language: Language) -> str:
    """How much there is on the page, and of which release."""
    facts = {
        "indicators": counted(len(CATALOGUE), "wskaźnik", language),
        "published": number(len(CATALOGUE) - len(PROPOSED), 0, language),
        "proposed": number(len(PROPOSED), 0, language),
        "sources": counted(len(release.manifest["sources"]), "tabela", language, "genitive"),
        "checks": counted(release.manifest["checks"], "sprawdzenie", language),
        "release": release.id,
    }
    return t("methods.lead", **facts)


def search() -> str:
    """Words that everything shown must contain; empty shows all."""
    asked = address.kept("search").get("search", "")[:LONGEST]
    st.session_state["search"] = asked
    st.text_input(t("methods.search"), key="search", max_chars=LONGEST, on_change=_take)
    return asked.strip()


def group(language: Language) -> str:
    """Code of a group of indicators, or nothing for all of them."""
    options = {ALL: t("methods.all")} | {code: label[language] for code, label in GROUPS.items()}
    chosen = address.choose("group", t("methods.group"), options, ALL)
    return "" if chosen == ALL else chosen


def _take() -> None:
    address.put("search", st.session_state["search"].strip())

"""Controls of the counties page: indicator, year, reason, county in focus, counties to compare; all in the address."""

from __future__ import annotations

import streamlit as st

from pages.ui import address
from pages.ui.cards import counties_choices as choices
from pages.ui.cards.counties import Chosen
from pages.ui.cards.counties_trend import LINES
from pages.ui.frame import CARRIED
from pages.ui.markup import escape
from pages.ui.text import t
from pipelines.catalog import Language
from pipelines.indicators import INDICATORS
from pipelines.readings import counties as readings
from pipelines.release import Release


def title(release: Release, language: Language) -> str:
    """The page's title, which names the region."""
    region = release.region_area
    return t("counties.title", region=region.genitive_pl if language == "pl" else region.in_en)


def lead(release: Release, chosen: Chosen, language: Language) -> str:
    """What the page found: the lowest and the highest county."""
    return readings.extremes(release, chosen.indicator, chosen.year, language, **chosen.by).text


def asked(release: Release, language: Language) -> Chosen:
    """What the address asks for, without a widget, so that cards can be sent before the filters that stand above them."""
    indicator = address.read("indicator", choices.indicators(release, language), choices.FIRST)
    reasons = choices.reasons(release, indicator, language)
    reason = address.read("reason", reasons, next(iter(reasons))) if reasons else ""
    years, newest = _years(release, indicator, language)
    year = address.read("year", years, newest)
    focus = address.read("focus", choices.names(release, language), choices.first_focus(release))
    return Chosen(indicator, year, focus, reason)


def filters(release: Release, found: Chosen, language: Language) -> None:
    """The row of filters, showing what was found."""
    address.choose("indicator", t("counties.indicator"), choices.indicators(release, language), found.indicator)
    if found.reason:
        address.choose(
            "reason", t("counties.reason"), choices.reasons(release, found.indicator, language), found.reason
        )
    address.choose("year", t("counties.year"), choices.years(release, found.indicator, language), found.year)
    address.choose("focus", t("counties.focus"), choices.names(release, language), found.focus)


def compared(release: Release, found: Chosen, language: Language) -> list[str]:
    """The counties on the chart of change: chosen ones, or the lowest and the highest beside the focus."""
    names = {a.code: a.name(language) for a in release.counties()}
    return address.choose_many("counties", t("counties.compare"), names, choices.compared(release, found), limit=LINES)


def by_month(release: Release, found: Chosen) -> bool:
    """The switch to months, where the focus has monthly figures."""
    if not release.series(found.indicator, found.focus, freq="M", **found.by):
        return False
    return address.switch("months", t("counties.by_month"))


def to_sheet(release: Release, found: Chosen, language: Language) -> None:
    """One click to the sheet of the county in focus."""
    label = t("counties.to_sheet", area=release.areas[found.focus].name(language))
    st.page_link("pages/sheet.py", label=label, query_params={**address.kept(*CARRIED), "focus": found.focus})


def explain(release: Release, language: Language) -> None:
    """Why there is no inactivity by county, and which indicators have no figures in this region."""
    parts = [t("counties.no_inactive")]
    known, period = choices.available(release), readings.newest_year(release, choices.FIRST)
    absent: dict[str, list[str]] = {}
    for code, declared in INDICATORS.items():
        if "county" in declared.levels and code not in known:
            _, why = release.reason_missing(code, release.counties()[0].code, period)
            absent.setdefault(why[language], []).append(declared.title[language])
    parts += [t("counties.absent", names=", ".join(names), why=why) for why, names in absent.items()]
    st.html("".join(f'<p class="lat-text">{escape(part)}</p>' for part in parts))
    st.page_link("pages/methods.py", label=t("counties.no_inactive_link"), query_params=address.kept(*CARRIED))


def _years(release: Release, indicator: str, language: Language) -> tuple[dict[str, str], str]:
    """Years with their labels, and the newest whole one; a year that only other indicators have is explained."""
    labels = choices.years(release, indicator, language)
    default = readings.newest_year(release, indicator)
    asked = address.kept("year").get("year", default)
    if asked not in labels and asked.isdecimal() and len(asked) == len(default):
        address.tell("counties.year_missing", asked=asked, shown=default)
        address.put("year", "")
    return labels, default

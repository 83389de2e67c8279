"""The cards of the page about inactivity and its causes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pages.ui.cards import inactivity, inactivity_causes, survey
from pages.ui.views.asked import first

if TYPE_CHECKING:
    from pages.ui.views.asked import Asked, Builders
    from pipelines.catalog import Language
    from pipelines.release import Release


def cards(release: Release, asked: Asked, language: Language) -> Builders:
    """Level, order, gap of women and men, single quarters; the explained change; reasons and education."""
    measure = asked.one("measure", inactivity.measures(language), "A02")
    sex = asked.one("sex", inactivity.sexes(release, measure, language), "total")
    years = inactivity.years(release, measure)
    year = asked.one("year", years, first(years))
    areas = asked.many("areas", inactivity.others(release, language))
    country = asked.switch("poland", default=True)
    rate, rate_sex = inactivity.ranked_measure(measure, sex)
    rate_year = inactivity.year_of(release, rate, year)
    start = asked.one("from", inactivity.start_years(release), inactivity.first_comparable(release))
    ends = inactivity.end_years(release, start)
    end = asked.one("to", ends, first(ends))
    publications = inactivity_causes.publication_names(release, language)
    publication = asked.one("publication", publications, first(publications))
    over_time = partial(survey.over_time, release, language, measure, sex=sex, areas=areas, with_country=country)
    gap = partial(inactivity.sex_gap, release, language, measure, year, areas=areas, with_country=country)
    return {
        "trend": partial(over_time, level=2),
        "standing": partial(survey.standing, release, language, rate, rate_year, sex=rate_sex, level=2),
        "sexes": gap,
        "quarters": partial(inactivity_causes.quarters, release, language, measure),
        "explained": partial(inactivity.explained, release, language, start, end),
        "reasons": partial(inactivity_causes.reasons, release, language, publication),
        "education": partial(inactivity_causes.education, release, language),
    }

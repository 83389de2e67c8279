"""Cards of what institutions report: independence in social integration centres (G07), social projects (D06)."""

from __future__ import annotations

from pages.ui.cards import clients, counted, strip
from pages.ui.cards import register as shared
from pages.ui.cards.common import Content, defined
from pages.ui.charts.stacks import columns
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.readings import counts, tools
from pipelines.release import Release
from pipelines.statistics import intervals
from pipelines.words import numbers
from pipelines.words.sentences import Share
from pipelines.words.sentences import tools as say
from pipelines.words.sentences.spoken import When


def audited() -> Share:
    """The share in the audit of 2012, with Wilson's interval: published counts, so nothing is rounded."""
    count, persons = tools.AUDITED
    bounds = intervals.wilson([count], [persons])
    lower, upper = 100 * float(bounds.lower[0]), 100 * float(bounds.upper[0])
    return Share(kind="value", value=100 * count / persons, lower=lower, upper=upper)


@remembered
def centres(release: Release, language: Language) -> Content:
    """G07 by year, of those who finished and of those who started."""
    name = words("tools.centres.name", language)
    found = counts.blocks(release, "cis")[::-1]
    if not found:
        return clients.empty(release, name, language, 3)
    shares = {block: tools.independent(release, block) for block in found}
    series = [
        (words(f"tools.centres.{part}", language), [(counted.years(block), shares[block][part]) for block in found])
        for part in ("finished", "started")
    ]
    newest = shares[found[-1]]
    facts = say.Yearly(year=When(counted.years(found[-1])), share=newest["finished"])
    title = say.centres_title(facts, language).text
    return counted.lines(
        release,
        series,
        language,
        name=name,
        title=title,
        sentence=f"{title}. {say.started(say.Part(share=newest['started']), language).text}",
        subtitle=words("tools.centres.subtitle", language),
        description=[defined("G07", language), words("cooperation.proposal", language)],
        notices=[
            words("tools.centres.quoted", language, share=counted.said(audited(), language)),
            strip.centres(release, found[-1], language),
        ],
        n=counted.count(counts.token(release, "cis", found[-1]), language),
    )


@remembered
def projects(release: Release, language: Language) -> Content:
    """Social projects by year of start and result, and their participants beyond the income criterion."""
    name = words("tools.projects.name", language)
    found = tools.projects(release)
    if not found:
        return shared.empty(release, name, language)
    newest = found[-1]
    year = When(str(newest.year))
    title = say.projects_title(say.Yearly(year=year, share=tools.beyond_income(newest)), language).text
    parts = {
        "achieved": (7, [one.achieved for one in found]),
        "missed": (3, [one.finished - one.achieved for one in found]),
        "running": (0, [one.projects - one.finished for one in found]),
    }
    shown = [(words(f"tools.projects.{part}", language), *values) for part, values in parts.items()]
    fields = [Field("year", words("forum.column.year", language))]
    fields += [Field(n, words(f"tools.projects.{n}", language), 0) for n in ("projects", *parts, "partners")]
    fields += [Field(n, words(f"tools.projects.{n}", language), 0) for n in ("participants", "beyond")]
    fields.append(Field("share", words("tools.projects.share", language)))
    rows = [
        {
            "year": str(one.year),
            "projects": one.projects,
            **{part: values[at] for part, (_, values) in parts.items()},
            "partners": one.partners,
            "participants": one.participants,
            "participants_status": "C" if one.participants is None else "A",
            "beyond": one.beyond_income,
            "beyond_status": "C" if one.beyond_income is None else "A",
            "share": counted.said(tools.beyond_income(one), language),
        }
        for at, one in reversed(list(enumerate(found)))
    ]
    facts = say.Projects(
        year=year,
        projects=newest.projects,
        partners=round(newest.partners / newest.projects, 1) if newest.projects else 0.0,
        finished=newest.finished,
        achieved=newest.achieved,
    )
    span = numbers.period_range(str(found[0].year), str(newest.year), language)
    return {
        "title": title,
        "subtitle": " · ".join((words("tools.projects.subtitle", language), release.region_area.name(language), span)),
        "sentence": f"{title}. {say.projects(facts, language).text}",
        "origin": shared.origin(release, name, language),
        "figure": columns([str(one.year) for one in found], shown, language, total=max(o.projects for o in found)),
        "table": Table(name, fields, rows),
        "description": [
            ("D06", words("tools.projects.meaning", language)),
            words("tools.projects.rule", language),
            words("cooperation.proposal", language),
        ],
        "level": 3,
    }

"""Cards of families in programmes: how many, modules, situation after months beside the quoted third, acceptance, teams."""

from __future__ import annotations

from collections.abc import Sequence

from pages.ui.cards import clients, counted, strip
from pages.ui.cards import register as shared
from pages.ui.cards.common import Content, defined
from pages.ui.cards.counted import Item
from pages.ui.charts.stacks import columns, stacked_rows
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.readings import counts, families
from pipelines.release import Release
from pipelines.words import numbers
from pipelines.words.sentences import families as say
from pipelines.words.sentences.spoken import Span


def blocks(release: Release) -> dict[str, str]:
    """Years of entry to choose from, newest first; only those whose families were followed."""
    return {counted.years(block): counted.span(block) for block in families.followed(release)}


@remembered
def lead(release: Release, language: Language) -> str:
    """What the page found, in one sentence."""
    found = families.followed(release)
    if not found:
        return words("outcomes.empty", language)
    return say.lead(_independent(release, found[0]), language).text


def _independent(release: Release, block: counts.Block) -> say.Independent:
    """Independence after the longest time observed."""
    months = families.WINDOWS[-1]
    share = families.after(release, block, months, "independent")
    return say.Independent(span=counted.entry(block), months=months, share=share)


def _label(release: Release, population: str, measure: str, language: Language) -> str:
    return release.label("population_measures", f"{population}.{measure}")[language]


@remembered
def programmes(release: Release, language: Language) -> Content:
    """Families that entered a programme, by years of entry; programmes in the table."""
    name = words("families.programmes.name", language)
    found = counts.blocks(release, "households_0")[::-1]
    if not found:
        return clients.empty(release, name, language, 3)
    tokens = {block: counts.token(release, "households_0", block) for block in found}
    codes = families.programmes(release)
    every = counts.summed(release, "households_0", found)
    entered = say.Entered(span=Span(found[0][0][:4], found[-1][1][:4]), families=counted.protected(every))
    newest = say.Entered(span=counted.entry(found[-1]), families=counted.protected(tokens[found[-1]]))
    title = say.entered_title(entered, language).text
    fields = [Field("years", words("families.entered", language)), Field("all", words("families.all", language))]
    fields += [Field(code, release.label("household_programmes", code)[language]) for code in codes]
    rows = [
        {
            "years": counted.span(block),
            "all": counted.count(tokens[block], language),
            **{
                code: counted.count(
                    counts.token(release, "households_0", block, by="programme", code=code), language
                )
                for code in codes
            },
        }
        for block in reversed(found)
    ]  # fmt: skip
    shown = [token.value or 0 if token else 0 for token in tokens.values()]
    return {
        "title": title,
        "subtitle": words("families.programmes.subtitle", language),
        "sentence": f"{title}. {say.newest(newest, language).text}",
        "origin": clients.origin(release, name, language, _span(found).replace(numbers.EN_DASH, "-")),
        "figure": columns(
            [counted.span(block) for block in found],
            [(words("families.families", language), 7, shown)],
            language,
            total=max(shown),
        ),
        "table": Table(name, fields, rows),
        "description": [
            words("families.programmes.meaning", language),
            words("families.no_counties", language),
            counted.protection(language),
        ],
        "level": 3,
    }


def _span(found: Sequence[counts.Block]) -> str:
    return f"{found[0][0][:4]}{numbers.EN_DASH}{found[-1][1][:4]}"


@remembered
def situation(release: Release, code: str, language: Language) -> Content:
    """G06: independent families and the components of independence, by months since entry."""
    name = words("families.situation.name", language)
    block = counted.chosen(families.followed(release), code)
    if block is None:
        return clients.empty(release, name, language, 3)
    shares = {
        measure: {window: families.after(release, block, window, measure) for window in families.WINDOWS}
        for measure in families.COMPONENTS
    }
    labels = {measure: _label(release, "households", measure, language) for measure in shares}
    last = families.WINDOWS[-1]
    facts = _independent(release, block)
    drawn = [
        Item(
            f"independent{window}",
            f"{labels['independent']}, {words('families.months', language, months=window)}",
            share,
            focus=True,
        )
        for window, share in shares["independent"].items()
    ]
    drawn += [
        Item(measure, f"{label}, {words('families.months', language, months=last)}", shares[measure][last])
        for measure, label in labels.items()
        if measure != "independent"
    ]
    rows = []
    for window in families.WINDOWS:
        row: dict[str, object] = {"window": words("families.months", language, months=window)}
        for measure, found in shares.items():
            row[measure] = counted.said(found[window], language)
        row["whole"] = counted.count(counts.token(release, f"households_{window}", block), language)
        row["lost"] = counted.count(counts.token(release, f"households_{window}", block, "lost"), language)
        rows.append(row)
    fields = [Field("window", words("families.since", language))]
    fields += [Field(measure, label) for measure, label in labels.items()]
    fields += [
        Field("whole", words("families.all", language)),
        Field("lost", _label(release, "households", "lost", language)),
    ]
    span = counted.span(block)
    notices = [words("families.situation.quoted", language), strip.households(release, block, language)]
    return {
        "title": say.situation_title(facts, language).text,
        "subtitle": " · ".join((name, words("families.entry", language, span=span))),
        "sentence": say.situation(facts, language).text,
        "origin": clients.origin(release, name, language, counted.years(block)),
        "figure": counted.dots(drawn, language),
        "table": Table(f"{name}, {span}", fields, rows),
        "description": [
            defined("G06", language),
            words("families.situation.unknown", language),
            words("cooperation.proposal", language),
            counted.protection(language),
        ],
        "notices": notices,
        "level": 3,
    }


@remembered
def modules(release: Release, code: str, language: Language) -> Content:
    """Families that had each module of the programme, and at least three of the four (F07)."""
    name = words("families.modules.name", language)
    block = counted.chosen(families.followed(release), code)
    if block is None or block not in counts.blocks(release, "household_modules"):
        return clients.empty(release, name, language, 3)
    shares = families.modules(release, block)
    items = [
        Item(measure, _label(release, "household_modules", measure, language), share, focus=measure == "three_or_more")
        for measure, share in shares.items()
    ]
    title = say.modules_title(say.Part(share=shares["three_or_more"]), language).text
    return counted.rows(
        release,
        items,
        language,
        name=name,
        title=title,
        sentence=f"{title}.",
        subtitle=words("families.modules.subtitle", language),
        period=counted.span(block),
        heading=words("families.modules.heading", language),
        description=[defined("F07", language), words("cooperation.proposal", language)],
        n=counted.count(counts.token(release, "household_modules", block), language),
    )


@remembered
def acceptance(release: Release, code: str, language: Language) -> Content:
    """How soon family programmes were accepted by the coordinating body, and how they ended."""
    name = words("families.plans.name", language)
    block = counted.chosen(families.followed(release), code)
    if block is None or block not in counts.blocks(release, "family_plans"):
        return clients.empty(release, name, language, 3)
    soon, ended = families.accepted(release, block), families.ends(release, block)
    items = [Item(f"m{months}", words(f"families.plans.within.{months}", language), soon[months]) for months in soon]
    items += [Item(end, _label(release, "family_plans", end, language), share) for end, share in ended.items()]
    title = say.plans_title(say.Part(share=soon[1]), language).text
    return counted.rows(
        release,
        items,
        language,
        name=name,
        title=title,
        sentence=f"{title}. {say.reached(say.Part(share=ended['reached']), language).text}",
        subtitle=words("families.plans.subtitle", language),
        period=counted.span(block),
        heading=words("families.plans.heading", language),
        description=[words("families.plans.meaning", language), words("cooperation.proposal", language)],
        n=counted.count(counts.token(release, "family_plans", block), language),
    )


@remembered
def teams(release: Release, language: Language) -> Content:
    """Teams that work with families: members by side, and families for each team at work."""
    name = words("families.teams.name", language)
    found = families.teams(release)
    if not found:
        return shared.empty(release, name, language)
    names = [
        f"{release.areas[team.teryt].short[language]}, {team.kind}" for team in found
    ]  # fmt: skip
    sides = ("IRP", "IPiIS", "INNA")
    labels = [release.label("sides", side)[language] for side in sides]
    parts = [
        (label, strength, [team.members[at] for team in found])
        for at, (label, strength) in enumerate(zip(labels, (7, 3, 0), strict=True))
        if any(team.members[at] for team in found)
    ]
    sums = [sum(team.members[at] for team in found) for at in range(3)]
    title = say.teams_title(say.Teams(teams=len(found), labour=sums[0], welfare=sums[1]), language).text
    told = say.load(_load(release), language).text
    fields = [Field("team", words("families.teams.team", language))]
    fields += [Field(f"side{at}", label, 0) for at, label in enumerate(labels)]
    return {
        "title": title,
        "subtitle": words("families.teams.subtitle", language),
        "sentence": f"{title}. {told}",
        "origin": shared.origin(release, name, language),
        "figure": stacked_rows(names, parts, language),
        "table": Table(
            name,
            fields,
            [
                {"team": label, **{f"side{at}": team.members[at] for at in range(3)}}
                for label, team in zip(names, found, strict=True)
            ],
        ),
        "notices": [told],
        "description": [
            words("families.teams.meaning", language),
            words("families.teams.unlinked", language),
            words("cooperation.proposal", language),
        ],
        "level": 3,
    }


def _load(release: Release) -> say.Load:
    found = families.load(release)
    if found is None:
        return say.Load(span=None, families=None, teams=0)
    block, token, at_work = found
    return say.Load(span=counted.entry(block), families=counted.protected(token), teams=at_work)

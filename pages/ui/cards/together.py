"""Cards of daily cooperation, from protected counts: the ledger of common clients, joint plans, referrals and answers."""

from __future__ import annotations

from pages.ui.cards import clients, counted
from pages.ui.cards.common import Content, defined
from pages.ui.cards.counted import Item
from pages.ui.charts import Reference
from pages.ui.charts.stacks import columns
from pages.ui.downloads import Field, Table
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.readings import counts, together
from pipelines.release import Area, Release
from pipelines.words import numbers
from pipelines.words.sentences import Share
from pipelines.words.sentences import together as say
from pipelines.words.sentences.spoken import When


def blocks(release: Release) -> dict[str, str]:
    """Years in which clients were identified, newest first."""
    return {counted.years(block): counted.span(block) for block in counts.blocks(release, "joint_work")}


def kinds(release: Release, language: Language) -> dict[str, str]:
    """Kinds of exchanges to choose from, referrals first."""
    return {code: release.label("exchange_kinds", code)[language] for code in together.kinds(release)}


def focuses(release: Release, language: Language) -> dict[str, str]:
    """The region, then its counties."""
    return {"": release.region_area.name(language)} | {a.code: a.name(language) for a in _areas(release, language)}


def _areas(release: Release, language: Language) -> list[Area]:
    return sorted(release.counties(), key=lambda area: area.name(language))


@remembered
def lead(release: Release, language: Language) -> str:
    """What the page found, in one sentence."""
    found = counts.blocks(release, "joint_work")
    if not found:
        return words("outcomes.empty", language)
    return say.lead(_joint(release, found[0], release.region), language).text


def _joint(release: Release, block: counts.Block, code: str) -> say.Joint:
    """What is said of common clients in the region or a county."""
    shares = together.ledger(release, block, code if code != release.region else "")
    return say.Joint(
        area=release.areas[code],
        span=counted.entry(block),
        joint=shares["joint_client"],
        plan=shares["joint_client_joint_plan"],
    )


@remembered
def ledger(release: Release, code: str, focus: str, language: Language) -> Content:
    """Of recognised clients, those common to both sides, with several institutions, and with joint plans."""
    name = words("together.ledger.name", language)
    block = counted.chosen(counts.blocks(release, "joint_work"), code)
    if block is None:
        return clients.empty(release, name, language, 3)
    shares = together.ledger(release, block, focus)
    labels = {m: release.label("population_measures", f"joint_work.{m}")[language] for m in together.LEDGER}
    labels["joint_client_joint_plan"] = words("together.ledger.of_joint", language)
    tokens = {m: counts.token(release, "joint_work", block, m, area=focus) for m in shares}
    facts = _joint(release, block, focus or release.region)
    return counted.rows(
        release,
        [Item(m, labels[m], share, tokens[m], m == "joint_client_joint_plan") for m, share in shares.items()],
        language,
        name=name,
        title=say.ledger_title(facts, language).text,
        sentence=say.lead(facts, language).text,
        subtitle=words("together.ledger.subtitle", language),
        period=counted.span(block),
        heading=words("together.ledger.heading", language),
        description=[
            defined("E07", language),
            words("together.ledger.several", language),
            words("cooperation.proposal", language),
        ],
        n=counted.count(counts.token(release, "joint_work", block, area=focus), language),
        counts="count",
    )


@remembered
def counties(release: Release, code: str, focus: str, language: Language) -> Content:
    """E07 in each county, by name."""
    name = words("together.counties.name", language)
    block = counted.chosen(counts.blocks(release, "joint_work"), code)
    if block is None:
        return clients.empty(release, name, language, 3)
    shares = {a.code: together.joint_plans(release, block, a.code) for a in release.counties()}
    whole = together.joint_plans(release, block)
    known = sum(share.kind != "missing" for share in shares.values())
    title = say.counties_title(say.Counties(share=whole, known=known, all=len(shares)), language).text
    items = [
        Item(
            a.code,
            a.short[language],
            shares[a.code],
            counts.token(release, "joint_work", block, "joint_client", area=a.code),
            a.code == focus,
        )
        for a in _areas(release, language)
    ]
    return counted.rows(
        release,
        items,
        language,
        name=name,
        title=title,
        sentence=f"{title}.",
        subtitle=words("together.counties.subtitle", language),
        period=counted.span(block),
        heading=words("together.county", language),
        description=[
            defined("E07", language),
            words("cooperation.proposal", language),
            words("cooperation.no_ranking", language),
        ],
        references=_line(release, whole, language),
    )


def _line(release: Release, share: Share, language: Language) -> list[Reference]:
    if share.value is None:
        return []
    return [Reference(release.region_area.short[language], share.value, "region", share.lower, share.upper)]


@remembered
def answers(release: Release, focus: str, language: Language) -> Content:
    """E08 in each county, by name; the newest two years."""
    name = words("together.answers.name", language)
    found = counts.blocks(release, "county_exchanges")
    if not found:
        return clients.empty(release, name, language, 3)
    block = found[0]
    shares = {a.code: together.timely(release, block, a.code) for a in release.counties()}
    known = sum(share.kind != "missing" for share in shares.values())
    title = say.answers_title(say.Told(known=known, all=len(shares)), language).text
    items = [
        Item(
            a.code,
            a.short[language],
            shares[a.code],
            counts.token(release, "county_exchanges", block, area=a.code),
            a.code == focus,
        )
        for a in _areas(release, language)
    ]
    return counted.rows(
        release,
        items,
        language,
        name=name,
        title=title,
        sentence=f"{title}.",
        subtitle=words("together.answers.subtitle", language),
        period=counted.span(block),
        heading=words("together.county", language),
        description=[
            defined("E08", language),
            words("together.answers.meaning", language),
            words("cooperation.proposal", language),
            words("cooperation.no_ranking", language),
        ],
    )


@remembered
def sent(release: Release, kind: str, language: Language) -> Content:
    """Exchanges of one kind by year: answered on time, later, never."""
    name = words("together.sent.name", language)
    found = together.sent(release, kind)
    if not found:
        return clients.empty(release, name, language, 3)
    newest = found[-1]
    label = release.label("exchange_kinds", kind)[language]
    facts = say.Sent(
        kind=label,
        year=When(newest.year),
        sent=counted.protected(newest.sent),
        on_time=counted.protected(newest.on_time),
        lost=counted.protected(newest.lost),
    )
    title = say.sent_title(facts, language).text
    drawn: dict[str, tuple[int, list[int]]] = {
        "on_time": (7, [(one.on_time.value or 0) if one.on_time else 0 for one in found]),
        "late": (3, [one.late or 0 for one in found]),
        "lost": (0, [(one.lost.value or 0) if one.lost else 0 for one in found]),
    }
    parts = [(words(f"together.sent.{part}", language), *values) for part, values in drawn.items()]
    fields = [Field("year", words("forum.column.year", language))]
    fields += [Field(n, words(f"together.sent.{n}", language)) for n in ("sent", *drawn)]
    rows = [
        {
            "year": one.year,
            "sent": counted.count(one.sent, language),
            "on_time": counted.count(one.on_time, language),
            "late": numbers.EN_DASH if one.late is None else numbers.number(one.late, 0, language),
            "lost": counted.count(one.lost, language),
        }
        for one in reversed(found)
    ]
    span = numbers.period_range(found[0].year, newest.year, language)
    return {
        "title": title,
        "subtitle": " · ".join((words("together.sent.subtitle", language), release.region_area.name(language), span)),
        "sentence": f"{title}.",
        "origin": clients.origin(release, name, language, f"{found[0].year}-{newest.year}"),
        "figure": columns(
            [one.year for one in found],
            parts,
            language,
            total=max(sum(values[at] for _, values in drawn.values()) for at in range(len(found))),
        ),
        "table": Table(f"{name}, {label}", fields, rows),
        "description": [
            words("together.sent.meaning", language),
            words("cooperation.proposal", language),
            counted.protection(language),
        ],
        "level": 3,
    }

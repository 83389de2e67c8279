"""Cards of the tools of support: personal counselling, degressive support, flow of information between the two sides."""

from __future__ import annotations

from pages.ui.cards import clients, counted, strip
from pages.ui.cards.common import Content, defined
from pages.ui.cards.counted import Item
from pages.ui.memory import remembered
from pages.ui.text import words
from pipelines.catalog import Language
from pipelines.readings import counts, tools
from pipelines.release import Release
from pipelines.words.sentences import tools as say
from pipelines.words.sentences.spoken import When


def blocks(release: Release) -> dict[str, str]:
    """Years in which counselled clients were identified, newest first."""
    return {counted.years(block): counted.span(block) for block in counts.blocks(release, "counselling")}


@remembered
def lead(release: Release, language: Language) -> str:
    """What the page found, in one sentence."""
    flow, centres = counts.blocks(release, "exchanges"), counts.blocks(release, "cis")
    if not flow or not centres:
        return words("outcomes.empty", language)
    facts = say.Lead(
        year=When(counted.years(flow[0])),
        share=tools.answered(release, flow[0]),
        independent=tools.independent(release, centres[0])["finished"],
    )
    return say.lead(facts, language).text


@remembered
def counselling(release: Release, code: str, language: Language) -> Content:
    """Clients who left to work, by hours of personal counselling, beside all with a plan."""
    name = words("tools.counselling.name", language)
    block = counted.chosen(counts.blocks(release, "counselling"), code)
    if block is None:
        return clients.empty(release, name, language, 3)
    shares = tools.counselling(release, block)
    tokens = {measure: counts.token(release, "counselling", block, measure) for measure in shares}
    labels = {m: release.label("population_measures", f"counselling.{m}")[language] for m in shares if m != "n"}
    labels["n"] = words("tools.counselling.all", language)
    facts = say.Counselling(
        share=shares["counselled"],
        whole=shares["n"],
        counselled=counted.protected(tokens["counselled"]),
        n=counted.protected(tokens["n"]),
    )
    return counted.rows(
        release,
        [Item(m, labels[m], share, tokens[m], m == "counselled") for m, share in shares.items()],
        language,
        name=name,
        title=say.counselling_title(facts, language).text,
        sentence=say.counselling(facts, language).text,
        subtitle=words("tools.counselling.subtitle", language),
        period=counted.span(block),
        heading=words("tools.counselling.heading", language),
        description=[words("tools.counselling.meaning", language), words("cooperation.proposal", language)],
        notices=[words("tools.counselling.caution", language), strip.clients(release, language, block[1][:4])],
        n=counted.count(tokens["n"], language),
    )


@remembered
def degressive(release: Release, language: Language) -> Content:
    """G09: how long degressive support lasts, and work when it has fallen to zero; the newest block of years."""
    name = words("tools.degressive.name", language)
    found = counts.blocks(release, "degressive")
    if not found:
        return clients.empty(release, name, language, 3)
    block = found[0]
    work = tools.work_after_support(release, block)
    items = [
        Item(f"m{month}", words("tools.degressive.month", language, month=month), share)
        for month, share in tools.supported(release, block).items()
    ]
    items.append(Item("work", words("tools.degressive.work", language), work, focus=True))
    recipients = counts.token(release, "degressive", block)
    title = say.degressive_title(say.Part(share=work), language).text
    return counted.rows(
        release,
        items,
        language,
        name=name,
        title=title,
        sentence=f"{title}. {say.recipients(say.Recipients(n=counted.protected(recipients)), language).text}",
        subtitle=words("tools.degressive.subtitle", language),
        period=counted.span(block),
        heading=words("tools.degressive.heading", language),
        description=[
            defined("G09", language),
            counted.median(release, "G09D", language),
            words("tools.degressive.taper", language),
            words("cooperation.proposal", language),
        ],
        notices=[strip.support(release, block, language)],
        n=counted.count(recipients, language),
    )


@remembered
def flow(release: Release, language: Language) -> Content:
    """E08 and E09 by year: timely answers, answers within a week, none at all, electronic channels."""
    name = words("tools.flow.name", language)
    found = counts.blocks(release, "exchanges")[::-1]
    if not found:
        return clients.empty(release, name, language, 3)
    measures = {"on_time": "within_14", "week": "within_7", "lost": "lost"}
    series = [
        (
            words(f"tools.flow.{label}", language),
            [(counted.years(block), tools.answered(release, block, measure)) for block in found],
        )
        for label, measure in measures.items()
    ]
    by_wire = [(counted.years(block), tools.electronic(release, block)) for block in found]
    series.append((words("tools.flow.electronic", language), by_wire))
    on_time, _, lost, electronic = (points[-1][1] for _, points in series)
    year = When(counted.years(found[-1]))
    facts = say.Flow(year=year, share=on_time, electronic=electronic, lost=lost)
    return counted.lines(
        release,
        series,
        language,
        name=name,
        title=say.flow_title(facts, language).text,
        sentence=say.flow(facts, language).text,
        subtitle=words("tools.flow.subtitle", language),
        description=[
            defined("E08", language),
            counted.median(release, "E08D", language),
            defined("E09", language),
            words("cooperation.proposal", language),
        ],
        n=counted.count(counts.token(release, "exchanges", found[-1]), language),
    )


@remembered
def channels(release: Release, language: Language) -> Content:
    """Exchanges of the newest year by channel."""
    name = words("tools.channels.name", language)
    found = counts.blocks(release, "exchanges")
    if not found:
        return clients.empty(release, name, language, 3)
    block = found[0]
    items = [
        Item(channel, release.label("channels", channel)[language], share, token, channel in tools.ELECTRONIC)
        for channel, (token, share) in tools.channels(release, block).items()
    ]
    facts = say.Yearly(year=When(counted.years(block)), share=tools.electronic(release, block))
    title = say.channels_title(facts, language).text
    return counted.rows(
        release,
        items,
        language,
        name=name,
        title=title,
        sentence=f"{title}.",
        subtitle=words("tools.channels.subtitle", language),
        period=counted.span(block),
        heading=words("tools.channels.heading", language),
        description=[defined("E09", language), words("cooperation.proposal", language)],
        n=counted.count(counts.token(release, "exchanges", block), language),
        counts="count",
    )

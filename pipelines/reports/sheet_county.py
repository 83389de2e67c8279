"""What stands on a county's sheet, in words: the rows of `readings.sheet` beside the region, Poland and similar counties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pages.ui.text import words
from pipelines.catalog import Text
from pipelines.indicators import CATALOGUE, INDICATORS
from pipelines.readings.sheet import Row, Sheet, Verdict, sheet
from pipelines.reports.sheet_parts import (
    Content,
    Spine,
    between,
    name_cell,
    picture_cell,
    sources,
    spine,
    text_cell,
    verdict_cell,
    when,
)
from pipelines.words import numbers
from pipelines.words.plurals import counted
from pipelines.words.sentences import pictures

if TYPE_CHECKING:
    from pipelines.catalog import Language
    from pipelines.readings.sheet_figures import Declared, Estimate
    from pipelines.release import Release

COLUMNS = [3.3, 1.55, 0, 1.05, 1.05, 1.05, 1.75, 1.35, 1.25]  # shares of the width; 0: as wide as the picture

_TITLE = Text("Karta powiatu: {area}", "County sheet: {area}")
_SUBTITLE = Text(
    "na tle: {region}, Polska, pięć najbardziej podobnych powiatów kraju",
    "beside {region}, Poland and the five most similar counties of the country",
)
_LEAD = Text(
    "Wobec regionu: istotnie lepiej {better}, istotnie gorzej {worse}, bez istotnej różnicy {similar}; nie oceniono {other} z {all} wskaźników.",
    "Against the region: significantly better {better}, significantly worse {worse}, no significant difference {similar}; not judged {other} of {all} indicators.",
)
_SYNTHETIC = Text(
    "Dane syntetyczne: wiersze oznaczone * (klienci i współpraca) są wymyślone i nie opisują żadnych osób.",
    "Synthetic data: the rows marked * (clients and cooperation) are invented and describe no persons.",
)
_HEADS = (
    Text("Wskaźnik", "Indicator"),
    Text("Powiat (przedział)", "County (interval)"),
    Text("Na tle kraju", "Within the country"),
    Text("Region", "Region"),
    Text("Polska", "Poland"),
    Text("Podobne", "Similar"),
    Text("Wobec regionu", "Against the region"),
    Text("Zmiana przez 5 lat", "Change in 5 years"),
    Text("Trend", "Trend"),
)
_JUDGED: dict[str, Text] = {
    "better": Text("▲ lepiej", "▲ better"),
    "worse": Text("▼ gorzej", "▼ worse"),
    "similar": Text("● bez różnicy", "● no difference"),
    "higher": Text("■ wyżej", "■ higher"),
    "lower": Text("■ niżej", "■ lower"),
    "not_judged": Text("– nie oceniono", "– not judged"),
}
_WAYS = {
    "up": Text("→ rośnie", "→ rising"),
    "down": Text("→ maleje", "→ falling"),
    "flat": Text("→ bez kierunku", "→ no direction"),
    "unknown": Text("– nie da się", "– not possible"),
}
_AFFECTED = Text("Ilu osób dotyczy różnica", "How many people the difference concerns")
_AFFECTED_LINE = Text(
    "{label}: na poziomie regionu byłoby o około {people} {less} (od {low} do {high}).",
    "{label}: at the region's level there would be about {people} {less} ({low} to {high}).",
)
_SINCE = Text("od: {period}", "since: {period}")
_HALF = {"1": Text("I poł. {year}", "H1 {year}"), "2": Text("II poł. {year}", "H2 {year}")}  # a narrow column
_NONE = Text("brak", "none")
_EXPECTED = Text("oczekiwane", "expected")
_NOTES = Text("Uwagi", "Remarks")
_PEERS = Text("Podobne powiaty: {names}.", "Similar counties: {names}.")
_SOURCES = Text(
    "Źródła: Główny Urząd Statystyczny (Bank Danych Lokalnych); wiersze oznaczone *: dostawy instytucji regionu. Pełne opisy na stronie 2.",
    "Sources: Statistics Poland (Local Data Bank); rows marked *: deliveries of the region's institutions. In full on page 2.",
)
_ABOUT = Text("Co znaczą te liczby", "What these figures mean")
_MEANINGS = (
    (
        Text("Przedział.", "Interval."),
        Text(
            "Rejestr liczy wszystkich, więc nie ma błędu próby. Przedział mówi, o ile liczba mogłaby się zmienić, gdyby ten sam rok przeżyć jeszcze raz (dla liczb metoda Byara, dla odsetków Wilsona). To umowa Latarni, wzięta z profili zdrowia publicznego; jest za wąski tam, gdzie ludzie tracą pracę razem.",
            "A register counts everybody, so there is no sampling error. The interval says how far the figure could move if the same year were lived again (Byar's method for counts, Wilson's for shares). It is Latarnia's convention, taken from public health profiles; it is too narrow where people lose their jobs together.",
        ),
    ),
    (
        Text("Wobec regionu.", "Against the region."),
        Text(
            "▲ lepiej i ▼ gorzej stoją tylko tam, gdzie różnica jest większa niż przypadek. ■ wyżej i ■ niżej: różnica większa niż przypadek, ale żaden kierunek nie jest lepszy. – nie oceniono: powód stoi w uwagach.",
            "▲ better and ▼ worse stand only where the difference is more than chance. ■ higher and ■ lower: more than chance, but neither way is better. – not judged: the reason is among the remarks.",
        ),
    ),
    (
        Text("Na tle kraju.", "Within the country."),
        Text(
            "Szara linia to wszystkie powiaty, które mają tę liczbę, szary prostokąt ich środkowa połowa; kreska przerywana to region; granatowa kropka z linią to powiat z przedziałem.",
            "The grey line spans all counties that have the figure, the grey box their middle half; the dashed stroke is the region; the dark dot with a line is the county with its interval.",
        ),
    ),
    (
        Text("Trend.", "Trend."),
        Text(
            "Test Manna–Kendalla na rocznych wartościach najnowszego nieprzerwanego odcinka; „bez kierunku”: test nie wykazał zmiany w jedną stronę.",
            "Mann–Kendall test on the annual values of the newest unbroken stretch; “no direction”: the test showed no change one way.",
        ),
    ),
)


def content(release: Release, teryt: str, language: Language) -> Content:
    """The parts that the template places."""
    home, country, alike = (sheet(release, teryt, against) for against in ("region", "country", "peers"))
    remarks: dict[str, str] = {}  # why something is not judged -> its letter
    rows = [
        {"cells": _cells(release, teryt, row, country.row(row.code), alike.row(row.code), remarks, language)}
        for row in home.rows
    ]
    counts = {name: len(home.judged(name)) for name in ("better", "worse", "similar")}
    lead = _LEAD[language].format(**counts, other=len(home.rows) - sum(counts.values()), all=len(home.rows))
    return {
        "title": _TITLE[language].format(area=release.areas[teryt].full[language]),
        "subtitle": _SUBTITLE[language].format(region=release.region_area.full[language]),
        "synthetic": _SYNTHETIC[language] if home.is_synthetic else "",
        "lead": lead,
        "columns": COLUMNS,
        "words_from": 6,
        "heads": [head[language] for head in _HEADS],
        "rows": rows,
        "pictures": [],
        "parts": _parts(release, home, alike, remarks, language),
        "about": _ABOUT[language],
        "meanings": [
            *((term[language], meaning[language]) for term, meaning in _MEANINGS),
            *_definitions(home, language),
            *sources(release, [name for row in home.rows for name in _sources(row)], language),
        ],
    }


def _cells(
    release: Release,
    teryt: str,
    row: Row,
    country: Row,
    alike: Row,
    remarks: dict[str, str],
    language: Language,
) -> list[dict[str, Any]]:
    label = _label(row, language)
    unit = release.unit(row.declared.unit)[language] if row.declared.unit != "score" else "1–5"
    small = ", ".join(part for part in (unit, when(row.county.period, language)) if part)
    county = row.county
    spread = row.spread
    drawn = Spine(
        county.value,
        (county.lower, county.upper) if county.lower is not None and county.upper is not None else None,
        row.benchmark.value,
        (spread.minimum, spread.maximum) if spread else None,
        (spread.lower_quartile, spread.upper_quartile) if spread else None,
    )
    return [
        name_cell(label, small),
        text_cell(_value(row, county, language), between(county.lower, county.upper, row.declared.decimals, language)),
        picture_cell(spine(drawn), _spoken(release, teryt, row, small, language))
        if spread or row.benchmark.value
        else text_cell(""),
        text_cell(
            _value(row, row.benchmark, language), _EXPECTED[language] if row.benchmark.basis == "expected" else ""
        ),
        *(text_cell(_beside(row, found, language)) for found in (country.benchmark, alike.benchmark)),
        _verdict(row.verdict, remarks, language),
        text_cell(*_change(row, language)),
        text_cell(_WAYS[row.trend.way][language]),
    ]


def _label(row: Row, language: Language) -> str:
    mark = "" if row.declared.kind == "indicator" else "*"
    return f"{row.declared.label[language]}{mark}"


def _value(row: Row, found: Estimate, language: Language) -> str:
    if found.value is None:
        hidden = found.obs_status in {"Q", "C"}
        return (
            words(f"reason.{found.obs_status}", language)
            if hidden
            else "–"
            if row.declared.is_count
            else _NONE[language]
        )
    return numbers.number(found.value, row.declared.decimals, language)


def _beside(row: Row, found: Estimate, language: Language) -> str:
    """The figure of another area; what is expected of these clients is no figure of an area."""
    return "–" if row.declared.kind == "outcome" else _value(row, found, language)


def _spoken(release: Release, teryt: str, row: Row, small: str, language: Language) -> str:
    """The row in sentences: the alternative text of its picture."""
    county, there = row.county, row.benchmark
    facts = pictures.Beside(
        label=f"{row.declared.label[language]}, {small}",
        area=release.areas[teryt],
        value=None if county.value is None else _value(row, county, language),
        ends=between(county.lower, county.upper, row.declared.decimals, language) or None,
        why=_value(row, county, language) if county.value is None and county.obs_status in {"Q", "C"} else None,
        other=release.region_area,
        there=None if there.value is None else _value(row, there, language),
        basis=there.basis if there.basis in {"median", "expected"} else "area",
        judged=row.verdict.judged,
    )
    return pictures.beside(facts, language).text


def _verdict(verdict: Verdict, remarks: dict[str, str], language: Language) -> dict[str, str]:
    text = _JUDGED[verdict.judged][language]
    if verdict.why is not None:
        letter = remarks.setdefault(verdict.why[language], chr(ord("a") + len(remarks)))
        text = f"{text} ({letter})"
    return verdict_cell(text, verdict.judged)


def _change(row: Row, language: Language) -> tuple[str, str]:
    """The change and since when."""
    if row.change.difference is None or row.past.value is None:
        return "–", ""
    told = numbers.signed(row.change.difference, row.declared.decimals, language)
    year, _, half = row.past.period.partition("-H")
    since = _HALF[half][language].format(year=year) if half else when(row.past.period, language)
    return told, _SINCE[language].format(period=since)


def _parts(
    release: Release, home: Sheet, alike: Sheet, remarks: dict[str, str], language: Language
) -> list[dict[str, Any]]:
    parts = []
    affected = [_affected(row, language) for row in home.rows if row.affected is not None]
    if affected:
        parts.append({"title": _AFFECTED[language], "lines": affected})
    lines = [f"({letter}) {why}" for why, letter in remarks.items()]
    if alike.peers is not None:
        names = ", ".join(release.areas[code].full[language] for code in alike.peers.codes)
        lines.append(_PEERS[language].format(names=names) if names else (alike.peers.why or Text("", ""))[language])
    lines.append(_SOURCES[language])
    parts.append({"title": _NOTES[language], "lines": lines})
    return parts


def _affected(row: Row, language: Language) -> str:
    assert row.affected is not None
    fewer = row.declared.direction == "lower"
    noun = "rodzina" if row.declared.count == "D07" else "osoba"
    return _AFFECTED_LINE[language].format(
        label=row.declared.label[language],
        people=counted(round(row.affected.persons), noun, language, "genitive"),
        less={"pl": "mniej" if fewer else "więcej", "en": "fewer" if fewer else "more"}[language],
        low=numbers.number(round(row.affected.lower), 0, language),
        high=numbers.number(round(row.affected.upper), 0, language),
    )


def _sources(row: Row) -> tuple[str, ...]:
    declared = INDICATORS.get(row.declared.indicator)
    return declared.sources if declared else ()


def _definitions(home: Sheet, language: Language) -> list[tuple[str, str]]:
    """What each row measures; trends that cannot be tested say why."""
    found = []
    for row in home.rows:
        told = [_meaning(row.declared, language)]
        if row.trend.why is not None:
            told.append(f"{_HEADS[8][language]}: {row.trend.why[language]}")
        found.append((f"{row.declared.label[language]}.", " ".join(told)))
    return found


def _meaning(row: Declared, language: Language) -> str:
    if row.kind == "outcome":
        return words("outcomes.about_share", language)
    return CATALOGUE[row.indicator].definition[language]

"""Cards of the county sheet: what they say in both languages, and what they keep silent about."""

from __future__ import annotations

from pathlib import Path

import pytest

from pages.ui.card import payload
from pages.ui.cards import cooperation as cooperation_cards
from pages.ui.cards import sheet, sheet_data, sheet_peers, sheet_people
from pages.ui.cards.sheet_choices import Chosen
from pages.ui.charts.spine import SpineRow, place
from pipelines import release as releases
from pipelines.catalog import LANGUAGES
from pipelines.readings import cooperation, peers, register
from pipelines.readings import sheet_data as readings
from pipelines.readings.counts import Token
from pipelines.readings.missing import WHY
from pipelines.readings.sheet import COMPARATORS
from pipelines.release import Release
from pipelines.statistics.comparison import Spread


@pytest.fixture(scope="module")
def release(marts: Path) -> Release:
    return releases.current(marts)


def chosen(release: Release, focus: str = "2216", against: str = "region") -> Chosen:
    return Chosen(focus, against, peers.usual(release))  # type: ignore[arg-type]


def test_the_title_names_what_is_worse(release: Release) -> None:
    found = sheet.spine_card(release, chosen(release), "pl")
    assert (
        found["title"] == "Gorzej niż w województwie pomorskim: rodziny z pomocą z powodu bezrobocia; w niczym lepiej"
    )
    assert "gorzej 1, lepiej 0" in found["sentence"]
    assert "Istotny trend mają: bezrobotni zarejestrowani (maleje)" in found["sentence"]
    assert sheet.spine_card(release, chosen(release, "2264", "country"), "en")["title"].startswith(
        "Better than in Poland"
    )


def test_colour_and_shape_stand_for_a_difference_beyond_chance_only(release: Release) -> None:
    marks = sheet.spine_card(release, chosen(release), "pl")["figure"]["data"][-1]
    look = marks["marker"]
    told = list(zip(look["symbol"], look["color"], marks["x"], marks["hovertext"], strict=True))
    assert {symbol for symbol, colour, _, _ in told if colour in {"@better", "@worse"}} == {
        "triangle-up",
        "triangle-down",
    }
    rows = [row.verdict.judged for row in chosen(release).sheet(release).rows]
    worse = [(colour, x) for symbol, colour, x, hover in told if symbol == "triangle-down" and hover]
    assert len(worse) == rows.count("worse") > 0
    assert all(colour == "@worse" and x < 0 for colour, x in worse)  # on the left, whichever way the figure counts


def test_the_key_and_the_newest_years_have_no_hover_text(release: Release) -> None:
    marks = sheet.spine_card(release, chosen(release), "pl")["figure"]["data"][-1]
    assert [bool(text) for text in marks["hovertext"]] == [info == "text" for info in marks["hoverinfo"]]
    assert [symbol for symbol, y in zip(marks["marker"]["symbol"], marks["y"], strict=True) if y < -1] == [
        "triangle-up",
        "triangle-down",
        "circle",
        "circle-open",
    ]


def test_a_comparator_without_a_benchmark_says_why(release: Release) -> None:
    (told, *_) = sheet.spine_card(release, chosen(release, "2216", "target"), "pl")["notices"]
    assert told.startswith("Bez punktu odniesienia: 11 z 15 wierszy.")
    assert "nie podają wartości docelowej, która mierzyłaby to samo (11)" in told
    (only,) = sheet.spine_card(release, chosen(release, "2216"), "pl")["notices"]
    assert "syntetyczne" in only


def test_a_place_on_the_spine_is_measured_from_the_benchmark() -> None:
    spread = Spread(minimum=2, lower_quartile=4, median=5, upper_quartile=7, maximum=25, n=380)
    row = SpineRow("C01", "", "", "none", -1, 5.0, None, None, 5.0, spread, (), "", "")
    assert [place(row, value) for value in (5, 25, 15, 2, 99)] == [0, -1, -0.5, 0.15, -1]


def test_every_card_speaks_both_languages_for_every_benchmark(release: Release) -> None:
    for against in COMPARATORS:
        for focus in ("2216", "2264"):
            asked = chosen(release, focus, against)
            for language in LANGUAGES:
                for build in (
                    sheet.spine_card,
                    sheet_people.people,
                    sheet_peers.similar_counties,
                    sheet_data.next_steps,
                    sheet_data.complete,
                ):
                    card = payload(language, **build(release, asked, language))
                    assert card["title"]
                    assert not card["title"].endswith(".")
                    assert "{" not in card["title"] + card["sentence"] + card["description"] + card["table"]


def test_people_are_counted_only_where_the_benchmark_is_better(release: Release) -> None:
    assert (
        "około 366 rodzin z pomocą mniej (od 317 do 418)"
        in sheet_people.people(release, chosen(release), "pl")["title"]
    )
    none = sheet_people.people(release, chosen(release, "2264"), "pl")
    assert "figure" not in none
    assert none["title"].startswith("Nic nie odstaje")


def test_another_set_of_peers_is_told_in_words(release: Release) -> None:
    told = sheet_peers.other_sets(release, "2216", "pl")
    assert len(told) == 2
    assert all("z każdym z 7 innych zestawów wniosek byłby ten sam (lepiej)" in text for text in told)


def test_own_weights_are_no_frozen_set(release: Release) -> None:
    asked = Chosen("2216", "peers", tuple((code, 3 if code == "history" else 1) for code, _ in peers.usual(release)))
    assert "wag" in sheet_peers.similar_counties(release, asked, "pl")["subtitle"]
    assert "wersja 1" in sheet_peers.similar_counties(release, chosen(release), "pl")["subtitle"]


def test_a_median_is_not_called_the_figure_of_the_region(release: Release) -> None:
    texts = sheet.spine_card(release, chosen(release), "pl")["figure"]["layout"]["yaxis"]["ticktext"]
    wage = next(text for text in texts if "wynagrodzenie" in text)
    assert "mediana powiatów" in wage
    assert "pomorskie" not in wage


def test_what_the_data_lack_is_said_with_its_reason(release: Release) -> None:
    rows = sheet_data.complete(release, chosen(release, "2264"), "pl")["table"].rows
    states = {row["check"]: row for row in rows}
    assert states["Dostawy przyjęte z należnych"]["state"] == "24 z 24"
    assert states["Zaległe obserwacje"]["state"] == "po 12 miesiącach: ukryte: za mało spraw"
    assert states["Udział nieznanych losów"]["state"] == "za mało spraw"
    lacking = [row["detail"] for row in rows if row["check"] == "Wiersz bez liczby"]
    assert any("ukryta dla ochrony osób" in text for text in lacking)
    assert any("mniej niż 10 osób" in text for text in lacking)


def test_missing_half_years_and_rows_set_aside_are_counted(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [
        {"teryt": "22", "period": "2024-H1", "aside": [], "kept": {"cases": 9}, "synthetic": True},
        {
            "teryt": "2216",
            "period": "2025-H2",
            "aside": [{"table": "cases", "rule": "key", "rows": 3}, {"table": "cases", "rule": "type", "rows": 32}],
            "kept": {"cases": 5},
            "synthetic": True,
        },
        {"teryt": "2205", "period": "2025-H1", "aside": [], "kept": {"cases": 4}, "synthetic": True},
    ]
    other = Release(release.folder)
    monkeypatch.setitem(other.manifest, "deliveries", told)
    found = readings.deliveries(other, "2216")
    assert (found.due, found.missing) == (("2024-H1", "2024-H2", "2025-H1", "2025-H2"), ("2024-H2", "2025-H1"))
    assert found.received == 2
    assert dict(found.aside) == {"key": Token(None, 1, 24), "type": Token(30, 25, 34)}
    assert (found.all_aside, found.kept) == (Token(40, 35, 44), Token(None, 2, 48))
    line = next(
        row
        for row in sheet_data.complete(other, chosen(other), "pl")["table"].rows
        if row["check"] == "Wiersze odłożone"
    )
    assert line["state"] == "40"
    assert line["detail"].split("; ") == [
        "klucz występuje drugi raz: od 1 do 24",
        "wartość nie jest tego rodzaju co kolumna: 30",
    ]


@pytest.mark.parametrize(
    ("county", "state", "share"),
    [
        ("2215", "po 12 miesiącach: 80 z 290", "28\u00a0% (przedział 21–35\u00a0%)"),
        ("2216", "po 12 miesiącach: ukryte (od 0 do 24) z 70", "poniżej 49\u00a0%"),  # hidden is not zero
    ],
)
def test_overdue_follow_ups_are_protected_counts(release: Release, county: str, state: str, share: str) -> None:
    rows = {r["check"]: r for r in sheet_data.complete(release, chosen(release, county), "pl")["table"].rows}
    assert rows["Zaległe obserwacje"]["state"] == state
    assert "w latach 2022–2023" in rows["Zaległe obserwacje"]["detail"]
    assert rows["Udział nieznanych losów"]["state"] == share
    assert "w całym województwie 28\u00a0%" in rows["Udział nieznanych losów"]["detail"]


def test_a_release_without_counts_of_follow_ups_says_so(release: Release) -> None:
    old = Release(release.folder)
    old._tables["protected_counts"] = []
    rows = {r["check"]: r for r in sheet_data.complete(old, chosen(old), "en")["table"].rows}
    assert (
        rows["Overdue follow-ups"]["state"] == rows["Share of unknown outcomes"]["state"] == "not told by the release"
    )


def test_the_parts_of_maturity_are_those_of_the_cooperation_page(release: Release) -> None:
    period = register.half_years(release)[-1]
    rows = {row["area"]: row for row in cooperation_cards.parts(release, period, "", "pl")["table"].rows}
    shown = 0
    for area in release.counties():
        there = next(row for name, row in rows.items() if name == area.short.pl)
        here = {step.part: step for step in readings.steps(release, area.code)}
        assert set(here) == set(cooperation.PARTS)
        for code, step in here.items():
            value = there[code]
            if value is None:
                assert step.state in {"unknown", "lacking"}
                assert step.why
                assert f"{code}: {WHY[step.why].pl}" in there["remarks"]
            else:
                share = (step.have - 1) / 4 if code == "E10" else min(1.0, step.have / step.of)
                assert value == pytest.approx(100 * share)
        index = readings.maturity(release, area.code)
        assert there["maturity"] == index
        said = sheet_data.next_steps(release, chosen(release, area.code), "pl")["sentence"]
        assert ("Dojrzałość współpracy (E12)" in said) == (index is not None)
        shown += index is not None
    assert shown > 10


def test_joint_plans_and_timely_answers_say_which_years_they_are_of(release: Release) -> None:
    steps = {row["part"]: row for row in sheet_data.next_steps(release, chosen(release, "2215"), "pl")["table"].rows}
    assert steps["wspólne plany"]["state"] == "niepełne: 41\u00a0% (lata 2024–2025)"
    assert steps["odpowiedź na czas"]["state"] == "niepełne: 77\u00a0% (lata 2022–2023)"


def test_next_steps_begin_with_what_is_lacking(release: Release) -> None:
    order = ["lacking", "part", "unknown", "done"]
    for area in release.counties():
        states = [order.index(step.state) for step in readings.steps(release, area.code)]
        assert states == sorted(states)
    found = sheet_data.next_steps(release, chosen(release), "pl")
    assert found["title"].startswith("Niepełne: porozumienie, frekwencja, ocena w ankiecie; nie wiadomo")
    assert found["table"].rows[0]["move"] == "Podpis kolejnych ośrodków pod porozumieniem; brakuje jeszcze: 1."


def test_a_release_from_before_the_sheet_says_so(release: Release) -> None:
    old = Release(release.folder)
    for name in ("sheet_rows", "peer_variables", "peer_sets"):
        del old.lists[name]
    old._tables["peer_context"] = []
    card = sheet.spine_card(old, Chosen("2216", "region", ()), "pl")
    assert card["title"].startswith("To wydanie nie ma karty powiatu")
    assert sheet.lead(old, Chosen("2216", "region", ()), "pl") == card["title"]

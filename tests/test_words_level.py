"""Level, missing values and a claim of the past: what each sentence says in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from speech import (
    CITY,
    COUNTRY,
    INACTIVE,
    INACTIVITY,
    LAKES,
    REGION,
    REGISTERED,
    UNEMPLOYED,
    WAGE,
    register,
    says,
    survey,
)

from pipelines.catalog import LANGUAGES, Text
from pipelines.words import sentences as s


def test_level_of_inactivity():
    facts = s.InactiveLevel(
        area=REGION, period="2023", inactive_thousands=737, inactive_percent=39.41, first_age=15, last_age=89
    )
    says(
        s.inactive_level,
        facts,
        "level.inactive",
        "W 2023 r. w województwie morskim 737 tys. osób w wieku 15–89 lat nie pracowało i nie szukało pracy"
        " – 39,4 % tej grupy.",
        "In 2023 in Morskie, 737 thousand people aged 15–89 were neither working nor looking for work"
        " – 39.4% of that group.",
    )
    older = s.inactive_level(replace(facts, period="2017-Q4", last_age=None), "pl").text
    assert older.startswith("W\u00a0IV\u00a0kw. 2017\u00a0r. w województwie morskim")
    assert "w wieku 15 lat i więcej" in older


LEVELS = [
    (
        *(LAKES, REGISTERED, register("2024", 3.1), "level.register"),
        "Na koniec 2024 r. w powiecie jeziornym stopa bezrobocia rejestrowanego wynosiła 3,1 %.",
        "At the end of 2024 in jeziorny county, the registered unemployment rate was 3.1%.",
    ),
    (
        *(CITY, WAGE, register("2024", 9123.4), "level.register"),
        "W 2024 r. we Włochowie przeciętne wynagrodzenie brutto wynosiło 9 123 zł.",
        "In 2024 in Włochów, the average gross wage was PLN 9,123.",
    ),
    (
        *(LAKES, REGISTERED, register("2025", 5.3, "P"), "level.register+note.provisional"),
        "Na koniec 2025 r. w powiecie jeziornym stopa bezrobocia rejestrowanego wynosiła 5,3 %. To wartość wstępna.",
        "At the end of 2025 in jeziorny county, the registered unemployment rate was 5.3%. This value is provisional.",
    ),
    (
        *(REGION, INACTIVITY, survey("2023", 39.4, 38.3, 40.5), "level.survey"),
        "W 2023 r. w województwie morskim wskaźnik bierności zawodowej wynosił 39,4 % (z błędem badania: "
        "od 38,3 do 40,5 %).",
        "In 2023 in Morskie, the inactivity rate was 39.4% (with survey error: from 38.3 to 40.5%).",
    ),
    (
        *(COUNTRY, INACTIVITY, survey("2023", 42.0, obs_status="U"), "level.survey_error_unknown+note.unreliable"),
        "W 2023 r. w Polsce wskaźnik bierności zawodowej wynosił 42,0 %; błędu badania nie podano. "
        "To wartość mało wiarygodna.",
        "In 2023 in Poland, the inactivity rate was 42.0%; the survey error is not given. "
        "This value is of low reliability.",
    ),
    (
        *(REGION, INACTIVE, survey("2022", None, obs_status="Q"), "missing.withheld"),
        "GUS utajnił tę wartość (liczba biernych zawodowo w województwie morskim, 2022 r.). "
        "Nie znaczy to, że wynosi ona zero.",
        "Statistics Poland withheld this value (the number of inactive people in Morskie, 2022). "
        "That does not mean it is zero.",
    ),
    (
        *(LAKES, UNEMPLOYED, register("2022", None, "C"), "missing.hidden"),
        "Ukryliśmy tę wartość, żeby chronić osoby, których dotyczy (liczba zarejestrowanych bezrobotnych "
        "w powiecie jeziornym, 2022 r.).",
        "We hid this value to protect the people it is about (the number of registered unemployed people "
        "in jeziorny county, 2022).",
    ),
    (
        *(LAKES, REGISTERED, register("2003", None, "L"), "missing.not_collected"),
        "Takich danych nie zbierano (stopa bezrobocia rejestrowanego w powiecie jeziornym, 2003 r.).",
        "Such data were not collected (the registered unemployment rate in jeziorny county, 2003).",
    ),
    (
        *(LAKES, REGISTERED, register("2019", None, "M"), "missing.not_published"),
        "Tej wartości nie ma w dołączonym zestawie (stopa bezrobocia rejestrowanego w powiecie jeziornym, 2019 r.).",
        "This value is not in the bundled set (the registered unemployment rate in jeziorny county, 2019).",
    ),
]


@pytest.mark.parametrize(("area", "subject", "figure", "rule_id", "pl", "en"), LEVELS)
def test_level(area, subject, figure, rule_id, pl, en):
    says(s.level, s.Level(area=area, subject=subject, figure=figure), rule_id, pl, en)


def test_a_reason_takes_the_place_of_a_blank():
    reason = Text("GUS publikuje te dane, ale nie ma ich tutaj.", "Statistics Poland publishes it; it is not here.")
    facts = s.Level(area=LAKES, subject=REGISTERED, figure=register("2019", None, "M"), reason=reason)
    says(
        s.level,
        facts,
        "missing.explained",
        "Brak wartości (stopa bezrobocia rejestrowanego w powiecie jeziornym, 2019 r.). "
        "GUS publikuje te dane, ale nie ma ich tutaj.",
        "No value (the registered unemployment rate in jeziorny county, 2019). "
        "Statistics Poland publishes it; it is not here.",
    )


def test_claim_of_the_past_beside_today():
    facts = s.Claim(
        area=REGION,
        subject=INACTIVE,
        source=Text("prezentacja z czerwca 2018 r.", "presentation of June 2018"),
        then=survey("2017-Q4", 763),
        then_universe=Text("osoby w wieku 15 lat i więcej", "people aged 15 and over"),
        now=survey("2023", 737),
        now_universe=Text("osoby w wieku 15–89 lat", "people aged 15–89"),
    )
    says(
        s.claim,
        facts,
        "claim.other_universe",
        "Liczba biernych zawodowo w województwie morskim: 763 tys. w IV kw. 2017 r. (osoby w wieku 15 lat i więcej; "
        "prezentacja z czerwca 2018 r.), a 737 tys. w 2023 r. (osoby w wieku 15–89 lat). "
        "To inne grupy wieku i inny sposób liczenia: różnicy nie obliczamy.",
        "The number of inactive people in Morskie: 763 thousand in Q4 2017 (people aged 15 and over; "
        "presentation of June 2018) and 737 thousand in 2023 (people aged 15–89). "
        "Age groups and ways of counting differ: no difference is computed.",
    )
    for language in LANGUAGES:
        for now in (737, 700, 800):
            assert "26" not in s.claim(replace(facts, now=survey("2023", now)), language).text
    assert s.claim(replace(facts, now_universe=facts.then_universe), "pl").rule_id == "claim.other_base"
    missing = s.claim(replace(facts, now=survey("2023", None, obs_status="Q")), "pl")
    assert missing.rule_id == "claim.missing"
    assert missing.text.startswith("Prezentacja z czerwca 2018 r.: 763")

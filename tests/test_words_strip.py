"""The line against flattery in words: known, hidden and missing counts, each population with what it can tell."""

from __future__ import annotations

from typing import Any

import pytest
from speech import says

from pipelines.words import sentences as s
from pipelines.words.sentences import strip
from pipelines.words.sentences.engine import Reading
from pipelines.words.sentences.spoken import Span, When

KNOWN = s.Share(kind="value", value=28.0, lower=26.0, upper=29.4)
HARD = s.Share(kind="value", value=41.0, lower=35.0, upper=47.0)
BOUNDS = s.Share(kind="value", value=None, lower=51.5, upper=77.8)
BELOW = s.Share(kind="below", lower=0.0, upper=32.0)
YEARS = Span("2022", "2023")


@pytest.mark.parametrize(
    ("reading", "facts", "rule", "pl", "en"),
    [
        (
            strip.unknown,
            strip.Unknown(years=YEARS, share=KNOWN),
            "strip.unknown.known",
            "Rok po wyjściu (2022–2023) nieznany jest los 28 % (26–29 %) osób.",
            "A year after leaving (2022–2023) the course of 28% (26–29%) of the persons is unknown.",
        ),
        (
            strip.unknown,
            strip.Unknown(years=None, share=s.MISSING),
            "strip.unknown.missing",
            "Ilu osób los jest nieznany, nie da się podać: wyjść jest za mało.",
            "Of how many the course is unknown cannot be told: there are too few exits.",
        ),
        (
            strip.kept,
            strip.Kept(first=KNOWN, middle=BOUNDS, last=BELOW),
            "strip.kept.all",
            "Z tych, którzy podjęli pracę, po 3, 6 i 12 miesiącach pracuje: 28 % (26–29 %); od 52 do 78 %; mniej niż 32 %.",
            "Of those who took up work, in work after 3, 6 and 12 months: 28% (26–29%); from 52 to 78%; fewer than 32%.",
        ),
        (
            strip.kept,
            strip.Kept(first=KNOWN, middle=s.MISSING, last=KNOWN),
            "strip.kept.late",
            "Z tych, którzy podjęli pracę, po 12 miesiącach pracuje 28 % (26–29 %).",
            "Of those who took up work, 28% (26–29%) are in work after 12 months.",
        ),
        (
            strip.kept,
            strip.Kept(first=KNOWN, middle=KNOWN, last=s.MISSING),
            "strip.kept.missing",
            "Czy podjęta praca trwa, nie da się podać.",
            "Whether work taken up lasts cannot be told.",
        ),
        (
            strip.chosen,
            strip.Chosen(years=YEARS, everybody=KNOWN, hard=HARD),
            "strip.chosen.both",
            "Planu nie dostało 28 % (26–29 %) rozpoznanych (2022–2023), a z osób bez pracy ponad 24 miesiące 41 % (35–47 %).",
            "Of those identified (2022–2023), 28% (26–29%) got no plan; of persons without work for over 24 months, 41% (35–47%).",
        ),
        (
            strip.chosen,
            strip.Chosen(years=YEARS, everybody=KNOWN, hard=s.MISSING),
            "strip.chosen.one",
            "Planu nie dostało 28 % (26–29 %) rozpoznanych (2022–2023).",
            "Of those identified (2022–2023), 28% (26–29%) got no plan.",
        ),
        (
            strip.chosen,
            strip.Chosen(years=None, everybody=s.MISSING, hard=s.MISSING),
            "strip.chosen.missing",
            "Kogo nie objęto planem, nie da się podać.",
            "Who was left without a plan cannot be told.",
        ),
        (
            strip.families,
            strip.Families(soon=6, early=BELOW, end=36, late=KNOWN),
            "strip.families.known",
            "Sytuacja jest nieznana u mniej niż 32 % rodzin po 6 miesiącach i u 28 % (26–29 %) po 36 miesiącach. Ilu rodzin nie objęto programem, żadna dostawa nie mówi.",
            "The situation of fewer than 32% of the families is unknown after 6 months and of 28% (26–29%) after 36 months. How many families were left out of the programme no delivery tells.",
        ),
        (
            strip.families,
            strip.Families(soon=6, early=s.MISSING, end=36, late=KNOWN),
            "strip.families.missing",
            "U ilu rodzin sytuacja jest nieznana, nie da się podać. Ilu rodzin nie objęto programem, żadna dostawa nie mówi.",
            "Of how many families the situation is unknown cannot be told. How many families were left out of the programme no delivery tells.",
        ),
        (
            strip.support,
            strip.Support(share=BELOW),
            "strip.support.known",
            "U mniej niż 32 % odbiorców dopłata jeszcze trwa i nie wiadomo, jak się skończy. Czy pracują po 3, 6 i 12 miesiącach od jej końca i kto dopłaty nie dostał, żadna dostawa nie mówi.",
            "For fewer than 32% of recipients the support still runs and how it ends is not known. Whether they are in work 3, 6 and 12 months after it ends, and who got no support, no delivery tells.",
        ),
        (
            strip.support,
            strip.Support(share=s.MISSING),
            "strip.support.missing",
            "U ilu odbiorców dopłata jeszcze trwa, nie da się podać. Czy pracują po 3, 6 i 12 miesiącach od jej końca i kto dopłaty nie dostał, żadna dostawa nie mówi.",
            "For how many recipients the support still runs cannot be told. Whether they are in work 3, 6 and 12 months after it ends, and who got no support, no delivery tells.",
        ),
        (
            strip.centres,
            strip.Centres(year=When("2024"), finished=59),
            "strip.centres.known",
            "Na 100 osób, które w 2024 r. zaczęły zajęcia, przypada 59 kończących; kto odpadł po drodze, nie liczy się w pierwszym odsetku. Czy praca trwa po 3, 6 i 12 miesiącach, sprawozdania centrów nie mówią.",
            "For every 100 who started in 2024 there are 59 who finished; those who fell out on the way do not count in the first share. Whether work lasts 3, 6 and 12 months the centres' reports do not tell.",
        ),
        (
            strip.centres,
            strip.Centres(year=When("2024"), finished=None),
            "strip.centres.missing",
            "Ilu uczestników kończy zajęcia, nie da się podać. Czy praca trwa po 3, 6 i 12 miesiącach, sprawozdania centrów nie mówią.",
            "How many participants finish cannot be told. Whether work lasts 3, 6 and 12 months the centres' reports do not tell.",
        ),
    ],
)
def test_each_population_tells_what_it_can(reading: Reading[Any], facts: object, rule: str, pl: str, en: str) -> None:
    says(reading, facts, rule, pl, en)

"""Sentences on the pilots: how large a change would have to be, what was found, and never why."""

from __future__ import annotations

import re

import pytest
from speech import says

from pipelines.catalog import LANGUAGES
from pipelines.words.sentences import engine
from pipelines.words.sentences import pilot as s

CAUSE = re.compile(
    r"wpływ|skutk|efekt|działa|zwiększył|zmniejszył|dzięki|spowod|\beffect|\bcaus|thanks to|worked|raised|lowered|led to",
    re.IGNORECASE,
)


def pilot(**facts: object) -> s.Pilot:
    """Forty families in four counties, as in the bundled figures, unless told otherwise."""
    plain: dict[str, object] = {
        "since": "2014",
        "base": "2013",
        "families": 10,
        "persons_most": 160,
        "persons_before": 20558,
        "smallest": 21.1,
        "persons_smallest": 4330,
        "value": -14.6,
        "lower": -29.4,
        "upper": 7.0,
        "p": 0.1267,
        "trend_p": 0.77,
        "assignments": 4845,
        "years": 22,
    }
    return s.Pilot(**{**plain, **facts})  # type: ignore[arg-type]


SMALL = pilot()
LARGE = pilot(persons_most=5000)
APART = {"value": -25.0, "lower": -40.0, "upper": -8.0, "p": 0.01}


@pytest.mark.parametrize(
    ("facts", "rule", "pl", "en"),
    [
        (
            SMALL,
            "pilot.reach.blind",
            "Najmniejszy spadek bezrobocia rejestrowanego, który te liczby wykazałyby w czterech przypadkach na pięć, to 21 %: w powiatach pilotażu 4 330 osób. Pilotaż liczył 10 rodzin na powiat, razem najwyżej 160 osób, czyli 0,8 % zarejestrowanych na koniec 2013 r. Tak małego programu te liczby nie pokażą, cokolwiek dał rodzinom.",
            "The smallest fall of registered unemployment that these figures would show four times in five is 21%: 4,330 people in the pilot counties. The pilot had 10 families in a county, together at most 160 people, that is 0.8% of those registered at the end of 2013. A programme as small as this these figures will not show, whatever it gave the families.",
        ),
        (
            LARGE,
            "pilot.reach.sees",
            "Najmniejszy spadek bezrobocia rejestrowanego, który te liczby wykazałyby w czterech przypadkach na pięć, to 21 %: w powiatach pilotażu 4 330 osób. Pilotaż liczył 10 rodzin na powiat, razem najwyżej 5 000 osób, czyli 24,3 % zarejestrowanych na koniec 2013 r. Duża zmiana wśród nich byłaby widoczna.",
            "The smallest fall of registered unemployment that these figures would show four times in five is 21%: 4,330 people in the pilot counties. The pilot had 10 families in a county, together at most 5,000 people, that is 24.3% of those registered at the end of 2013. A large change among them would be seen.",
        ),
    ],
)
def test_first_how_large_it_would_have_to_be(facts: s.Pilot, rule: str, pl: str, en: str) -> None:
    says(s.reach, facts, rule, pl, en)
    assert s.reach_title(facts, "pl").rule_id == rule.replace("reach", "reach_title")


@pytest.mark.parametrize(
    ("facts", "rule", "pl", "en"),
    [
        (
            SMALL,
            "pilot.change.not_shown",
            "Nie wykazano, aby od 2014 r. bezrobocie rejestrowane w powiatach pilotażu zmieniało się inaczej niż w pozostałych: różnica może wynosić od −29 do 7 %, oszacowanie −15 %.",
            "It was not shown that since 2014 registered unemployment in the pilot counties changed unlike that in the others: the difference may be from −29 to 7%, estimate −15%.",
        ),
        (
            pilot(years_apart=("2018", "2019")),
            "pilot.change.not_shown+pilot.change.years",
            "Nie wykazano, aby od 2014 r. bezrobocie rejestrowane w powiatach pilotażu zmieniało się inaczej niż w pozostałych: różnica może wynosić od −29 do 7 %, oszacowanie −15 %. W pojedynczych latach (2018 i 2019) różnica jest większa, niż zwykle daje przypadek; sprawdzono 22 lata, a lata po sobie są podobne: to nie jest dowód zmiany.",
            "It was not shown that since 2014 registered unemployment in the pilot counties changed unlike that in the others: the difference may be from −29 to 7%, estimate −15%. In single years (2018 and 2019) the difference is larger than chance usually gives; 22 years were examined, and years in a row are alike: this is no evidence of a change.",
        ),
        (
            pilot(upper=None),
            "pilot.change.not_shown_open",
            "Nie wykazano, aby od 2014 r. bezrobocie rejestrowane w powiatach pilotażu zmieniało się inaczej niż w pozostałych: przedział różnicy nie ma granic.",
            "It was not shown that since 2014 registered unemployment in the pilot counties changed unlike that in the others: the interval of the difference has no bounds.",
        ),
        (
            pilot(**APART),
            "pilot.change.apart_blind",
            "Bezrobocie rejestrowane w powiatach pilotażu zmieniło się od 2014 r. istotnie inaczej niż w pozostałych: różnica wynosi od −40 do −8 %, oszacowanie −25 %. Rodziny z pilotażu to najwyżej 0,8 % bezrobotnych: na taką różnicę jest ich za mało.",
            "Registered unemployment in the pilot counties has since 2014 changed significantly unlike that in the others: the difference is from −40 to −8%, estimate −25%. The pilot's families are at most 0.8% of the unemployed, too few for such a difference.",
        ),
        (
            pilot(**APART, persons_most=5000),
            "pilot.change.apart",
            "Bezrobocie rejestrowane w powiatach pilotażu zmieniło się od 2014 r. istotnie inaczej niż w pozostałych: różnica wynosi od −40 do −8 %, oszacowanie −25 %. Dlaczego, tego liczby powiatów nie mówią.",
            "Registered unemployment in the pilot counties has since 2014 changed significantly unlike that in the others: the difference is from −40 to −8%, estimate −25%. Why, county figures do not tell.",
        ),
        (
            pilot(**APART, trend_p=0.03, years_apart=("2018",)),
            "pilot.change.uneven",
            "Powiaty pilotażu zmieniały się inaczej niż pozostałe już przed pilotażem: porównanie niczego nie mówi.",
            "The pilot counties changed unlike the others already before the pilot: the comparison tells nothing.",
        ),
    ],
)
def test_then_what_was_found(facts: s.Pilot, rule: str, pl: str, en: str) -> None:
    says(s.change, facts, rule, pl, en)
    short = s.change_title(facts, "pl")
    assert short.rule_id == rule.partition("+")[0].replace("change", "change_title").removesuffix("_open")
    assert len(short.text) <= 130


@pytest.mark.parametrize(
    ("p", "rule", "share"),
    [
        (0.1267, "pilot.ways.usual", "614 z 4 845 możliwych wyborów, czyli 13 %"),
        (0.0002, "pilot.ways.rare", "1 z 4 845 możliwych wyborów, czyli 0,02 %"),
    ],
)
def test_chance_is_told_in_choices(p: float, rule: str, share: str) -> None:
    facts = pilot(p=p, **({"value": -25.0, "lower": -40.0, "upper": -8.0} if p < 0.05 else {}))
    found = s.ways(facts, "pl")
    assert found.rule_id == rule
    assert share in re.sub("[\u00a0\u202f]", " ", found.text)


@pytest.mark.parametrize(
    "facts", [{"lower": -10.0}, {"value": -14.6, "lower": -29.0, "upper": -2.0, "p": 0.3}], ids=["outside", "no_zero"]
)
def test_figures_that_contradict_each_other_are_refused(facts: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="contradicts"):
        pilot(**facts)


def test_no_sentence_on_the_pilot_names_a_cause() -> None:
    sections = tuple(f"pilot.{name}{title}" for name in ("reach", "change", "ways") for title in ("", "_title"))
    told = {rule: texts for rule, texts in engine.templates().items() if rule.rpartition(".")[0] in sections}
    assert len(told) >= 17
    for rule, texts in told.items():
        for language in LANGUAGES:
            assert not CAUSE.search(texts[language]), rule

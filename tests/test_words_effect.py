"""Sentences on clients and the model: correct in both languages, and no cause without its conditions and interval."""

from __future__ import annotations

import re

import pytest
from speech import LAKES, REGION, says

from pipelines.catalog import LANGUAGES, Text
from pipelines.words import sentences as s
from pipelines.words.sentences import engine

ALIKE = Text("podobne zmiany przed wdrożeniem", "similar changes before adoption")
CAUSE = re.compile(r"model (zwiększ|zmniejsz|rais|lower)", re.IGNORECASE)


def effect(**facts: object) -> s.Effect:
    return s.Effect(**{"months": 12, **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "rule", "pl", "en"),
    [
        (
            effect(verdict="positive", value=7, lower=4, upper=11),
            "effect.positive",
            "Model zwiększył odsetek klientów, którzy podejmują pracę w ciągu 12 miesięcy: różnica wynosi od 4 do 11 p.p., oszacowanie +7 p.p.",
            "The model raised the share of clients who take up work within 12 months: the difference is from 4 to 11 pp, estimate +7 pp.",
        ),
        (
            effect(verdict="negative", value=-5, lower=-9, upper=-1),
            "effect.negative",
            "Model zmniejszył odsetek klientów, którzy podejmują pracę w ciągu 12 miesięcy: różnica wynosi od −9 do −1 p.p., oszacowanie −5 p.p.",
            "The model lowered the share of clients who take up work within 12 months: the difference is from −9 to −1 pp, estimate −5 pp.",
        ),
        (
            effect(verdict="not_shown", value=-1, lower=-4, upper=3),
            "effect.not_shown",
            "Nie wykazano, aby model zmienił odsetek klientów, którzy podejmują pracę w ciągu 12 miesięcy: różnica może wynosić od −4 do 3 p.p., oszacowanie −1 p.p.",
            "It was not shown that the model changed the share of clients who take up work within 12 months: the difference may be from −4 to 3 pp, estimate −1 pp.",
        ),
        (
            effect(verdict="no_design", failed=(ALIKE,)),
            "effect.no_design",
            "Z tych danych nie można wywnioskować, czy zmiana wynika z modelu. Niespełnione warunki: podobne zmiany przed wdrożeniem.",
            "These data cannot show whether the change comes from the model. Conditions that do not hold: similar changes before adoption.",
        ),
    ],
)
def test_the_verdict_in_words(facts: s.Effect, rule: str, pl: str, en: str) -> None:
    says(s.effect, facts, rule, pl, en)


def test_an_interval_without_bounds_is_said_to_have_none() -> None:
    found = s.effect(effect(verdict="not_shown", value=2, lower=None, upper=9), "pl")
    assert found.rule_id == "effect.not_shown_open"
    assert "nie ma granic" in found.text


@pytest.mark.parametrize(
    "facts",
    [
        {"verdict": "positive", "value": 7, "lower": 4, "upper": 11, "failed": (ALIKE,)},
        {"verdict": "positive", "value": 7, "lower": 0, "upper": 11},
        {"verdict": "positive", "value": -7, "lower": -11, "upper": -4},
        {"verdict": "negative", "value": 7, "lower": 4, "upper": 11},
        {"verdict": "negative", "value": -7, "lower": -11, "upper": 0},
        {"verdict": "positive", "value": 7},
        {"verdict": "not_shown", "value": 0, "lower": -1, "upper": 1, "failed": (ALIKE,)},
        {"verdict": "no_design"},
    ],
)
def test_a_verdict_that_says_more_than_its_facts_is_refused(facts: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="contradict"):
        effect(**facts)


def test_only_the_two_verdicts_behind_all_conditions_name_a_cause() -> None:
    named = {rule for rule, texts in engine.templates().items() if any(CAUSE.search(text) for text in texts.values())}
    assert named == {f"{part}.{side}" for part in ("effect", "effect_title") for side in ("positive", "negative")}


@pytest.mark.parametrize(
    ("share", "pl", "en"),
    [
        (
            s.Share(kind="value", value=30.4, lower=27.2, upper=33.0),
            "Z klientów rozpoznanych w 2024 r. w województwie morskim 30 % podjęło pracę w ciągu 12 miesięcy (niepewność: od 27 do 33 %).",
            "Of the clients identified in 2024 in Morskie, 30% took up work within 12 months (uncertainty: from 27 to 33%).",
        ),
        (
            s.Share(kind="below", lower=0.0, upper=43.0),
            "Z klientów rozpoznanych w 2024 r. w województwie morskim mniej niż 43 % podjęło pracę w ciągu 12 miesięcy; liczba osób jest ukryta, aby nikogo nie rozpoznano.",
            "Of the clients identified in 2024 in Morskie, fewer than 43% took up work within 12 months; the count is hidden so that nobody is recognised.",
        ),
        (
            s.MISSING,
            "Klientów rozpoznanych w 2024 r. w województwie morskim jest za mało, aby podać odsetek.",
            "Too few clients were identified in 2024 in Morskie to give a share.",
        ),
    ],
)
def test_a_share_with_what_is_known_of_it(share: s.Share, pl: str, en: str) -> None:
    facts = s.Outcome(area=REGION, year="2024", months=12, left="work", share=share)
    says(s.outcome, facts, f"share.{share.kind}", pl, en)


def known(value: float, lower: float, upper: float) -> s.Share:
    return s.Share(kind="value", value=value, lower=lower, upper=upper)


@pytest.mark.parametrize(
    ("shares", "rule"),
    [
        ([known(30, 25, 35), known(36, 30, 42)], "groups.similar"),
        ([known(30, 25, 35), known(40, 34, 46)], "groups.apart"),  # overlapping, and yet 10 > sqrt(6^2 + 5^2)
        ([known(30, 25, 35), known(33, 28, 38), known(40, 34, 46)], "groups.similar"),  # the two ends were picked
        ([known(30, 25, 33), known(33, 28, 38), known(40, 34, 46)], "groups.apart"),
        ([known(30, 25, 33), s.MISSING], "groups.missing"),
    ],
)
def test_groups_differ_only_where_the_difference_leaves_its_uncertainty(shares: list[s.Share], rule: str) -> None:
    facts = s.Groups(shares=tuple((Text(f"g{at}", f"g{at}"), share) for at, share in enumerate(shares)))
    assert {s.groups(facts, language).rule_id for language in LANGUAGES} == {rule}


@pytest.mark.parametrize(
    ("end", "rule"),
    [
        (known(30, 28, 32), "cohorts.similar"),
        (known(40, 36, 44), "cohorts.higher"),
        (known(10, 8, 12), "cohorts.lower"),
        (s.MISSING, "cohorts.missing"),
    ],
)
def test_years_differ_only_where_the_difference_leaves_its_uncertainty(end: s.Share, rule: str) -> None:
    facts = s.Cohorts(months=12, start=("2014", known(28, 24, 31)), end=("2024", end))
    assert {s.cohorts(facts, language).rule_id for language in LANGUAGES} == {rule}


def test_counties_outside_the_funnel_are_named_with_their_side_and_one_takes_the_singular() -> None:
    one = s.OutsideFunnel(compared=20, outside=((LAKES, -1),))
    says(
        s.outside_funnel,
        one,
        "funnel.one",
        "Od odsetka oczekiwanego przy swoich klientach odbiega: powiat jeziorny (poniżej).",
        "This one departs from the share expected with its clients: jeziorny county (below).",
    )
    assert s.outside_funnel(s.OutsideFunnel(compared=20, outside=()), "pl").rule_id == "funnel.none"
    assert s.outside_funnel(s.OutsideFunnel(compared=2, outside=()), "pl").rule_id == "funnel.missing"
    assert s.places(s.Places(known=16, too_few=4), "pl").text.startswith("W 4 z 20\u00a0powiatów spraw jest za mało")

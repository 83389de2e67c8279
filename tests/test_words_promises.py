"""What the engine promises about every sentence, and the facts it refuses."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from speech import COUNTRY, INACTIVITY, LAKES, REGION, REGISTERED, register, says, survey

from pipelines.catalog import LANGUAGES, Text
from pipelines.indicators import INDICATORS
from pipelines.words import sentences as s
from pipelines.words.sentences import engine


@pytest.mark.parametrize(
    "call",
    [
        lambda: s.Level(area=LAKES, subject=REGISTERED, figure=register("2024", 0.0, "Q")),
        lambda: s.Level(area=LAKES, subject=REGISTERED, figure=register("2024", None, "A")),
        lambda: s.Focus(
            area=LAKES, subject=REGISTERED, figure=register("2023", 3.1), others=((REGION, register("2024", 4.8)),)
        ),
        lambda: s.Focus(area=LAKES, subject=REGISTERED, figure=survey("2024", 3.1), others=()),
        lambda: s.SexGap(area=REGION, subject=INACTIVITY, women=survey("2023", 46.5), men=survey("2022", 32.1)),
        lambda: s.Change(
            area=REGION, subject=INACTIVITY, start=survey("2021", 39.9), end=survey("2023", 39.4), lower=1.0, upper=2.0
        ),
        lambda: s.Benchmark(
            area=REGION,
            other=COUNTRY,
            subject=INACTIVITY,
            figure=survey("2023", 39.4),
            other_figure=survey("2022", 42.0),
            relation="lower",
        ),
        lambda: s.Benchmark(
            area=REGION,
            other=COUNTRY,
            subject=INACTIVITY,
            figure=survey("2023", 39.4),
            other_figure=survey("2023", 42.0),
            relation="higher",
        ),
        lambda: s.Rank(
            area=REGION, subject=INACTIVITY, period="2023", best=9, worst=4, count=16, noun="powiat", is_exact=True
        ),
    ],
)
def test_contradicting_facts_are_refused(call):
    with pytest.raises(ValueError, match=r"contradict|compared|bound|places|reading"):
        call()


# --- promises about all sentences ------------------------------------------------------------------------------------

READINGS = [
    found
    for subject in (s, *(import_module(f"{s.__name__}.{name}") for name in engine.SUBJECTS))
    for found in vars(subject).values()
    if isinstance(found, engine.Reading)
]


def test_every_rule_has_its_words_and_every_words_their_rule():
    used = {rule.id for reading in READINGS for rule in (*reading.rules, *reading.notes)}
    assert used == set(engine.templates())


def test_both_languages_state_the_same_figures():
    grammar = {"was", "amounted", "rose", "fell", "changed", "differed", "subject_genitive", "name_genitive", "name"}
    for rule_id, texts in engine.templates().items():
        pl, en = (engine.placeholders(texts[language]) - grammar - {"subject"} for language in LANGUAGES)
        assert pl == en, rule_id


# Words that would claim a cause; "wynika" may say what a sum consists of, in the rules of explained change, and that
# nothing follows, where a condition of the effect does not hold; "effectiveness" is the name of an official indicator. What names the model as a cause: test_words_effect.py.
NO_CAUSE = (
    "explained.mainly",
    *(f"{part}.{why}" for part in ("effect", "effect_title") for why in ("no_design", "hidden")),
)
CAUSAL = (
    r"spowodow|skut[ek]|wpły[wn]|dzięki|przyczynił|doprowadzi|z powodu|ponieważ|\bbo\b|\bwięc\b|dlatego|wynik"
    r"|caus|effect(?!iveness)|impact|due to|because|thanks to|\bled to\b|result"
)


def test_no_sentence_claims_a_cause():
    for rule_id, texts in engine.templates().items():
        for text in texts.values():
            found = re.search(CAUSAL, text)
            assert found is None or (rule_id.startswith(NO_CAUSE) and found[0] == "wynik"), rule_id


def test_every_sentence_starts_with_a_capital_and_ends_with_one_full_stop():
    breaks = (Text("nowa podstawa od 2019 r.", "new base since 2019"),)
    facts = s.Change(
        area=REGION, subject=INACTIVITY, start=survey("2018", 42.1), end=survey("2023", 39.4), breaks=breaks
    )
    missing = s.Level(area=LAKES, subject=REGISTERED, figure=register("2003", None, "L"))
    for language in LANGUAGES:
        for sentence in (s.change(facts, language), s.level(missing, language)):
            assert sentence.text[0].isupper()
            assert sentence.text.endswith(".")
            assert ".." not in sentence.text
            assert "{" not in sentence.text


def test_an_indicator_without_inflected_words_is_quoted_by_its_title():
    indicator = replace(INDICATORS["C01"], id="X99", title=Text("Nowa miara", "New measure"))
    facts = s.Level(area=LAKES, subject=s.subject(indicator), figure=register("2024", 3.1))
    says(
        s.level,
        facts,
        "level.register",
        "W 2024 r. w powiecie jeziornym wskaźnik „Nowa miara” wynosił 3,1 %.",
        "In 2024 in jeziorny county, the indicator “New measure” was 3.1%.",
    )


def test_the_genders_of_subjects_are_those_of_their_nouns():
    nouns = {
        "liczba": "f",
        "stopa": "f",
        "różnica": "f",
        "wskaźnik": "m",
        "współczynnik": "m",
        "udział": "m",
        "odsetek": "m",
    }
    nouns["przeciętne"] = "n"
    for indicator in INDICATORS.values():
        subject = s.subject(indicator)
        assert subject.gender == nouns[subject.nominative_pl.split()[0]], indicator.id


def test_areas_come_from_the_code_list():
    path = Path(__file__).parent.parent / "data" / "reference" / "teryt.csv"
    with path.open(encoding="utf-8", newline="") as file:
        areas = [s.area(row) for row in csv.DictReader(file)]
    assert areas[0].code == "00"
    assert areas[0].where("pl") == "w Polsce"
    for area in areas:
        assert area.where("pl").startswith(("w ", "we "))
        assert area.where("en").startswith("in ")
        assert area.name("en") == area.where("en")[3:]


def test_no_area_is_named_in_the_words():
    folder = Path(engine.__file__).parent
    path = Path(__file__).parent.parent / "data" / "reference" / "teryt.csv"
    with path.open(encoding="utf-8", newline="") as file:
        names = {row["short_pl"] for row in csv.DictReader(file) if row["level"] == "voivodeship"}
    for path in (*folder.glob("*.py"), *folder.glob("*.toml")):
        text = path.read_text(encoding="utf-8").lower()
        assert not [name for name in names if name.lower()[:-1] in text], path


ASSUMED = {"period": "2023", "method": "direct", "is_error_assumed": True}


@pytest.mark.parametrize(
    ("reading", "facts", "is_leaning"),
    [
        (
            s.level,
            s.Level(area=REGION, subject=INACTIVITY, figure=s.Figure(value=39.4, lower=38, upper=41, **ASSUMED)),
            1,
        ),
        (s.level, s.Level(area=REGION, subject=INACTIVITY, figure=s.Figure(value=39.4, **ASSUMED)), 0),
        *(
            (
                s.change,
                s.Change(
                    area=REGION,
                    subject=INACTIVITY,
                    start=survey("2021", 39.9),
                    end=s.Figure(value=39.4, **ASSUMED),
                    lower=lower,
                    upper=upper,
                    breaks=breaks,
                ),
                is_leaning,
            )
            for lower, upper, breaks, is_leaning in (
                (-2.0, 1.0, (), 1),
                (None, None, (), 0),
                (-2.0, 1.0, (Text("zmiana", "change"),), 0),
            )
        ),
        *(
            (
                s.benchmark,
                s.Benchmark(
                    area=REGION,
                    other=COUNTRY,
                    subject=INACTIVITY,
                    figure=s.Figure(value=39.4, **ASSUMED),
                    other_figure=survey("2023", 42.0),
                    relation=relation,
                ),
                is_leaning,
            )
            for relation, is_leaning in (("lower", 1), ("not_compared", 0))
        ),
        *(
            (
                s.sex_gap,
                s.SexGap(
                    area=REGION,
                    subject=INACTIVITY,
                    women=s.Figure(value=46.5, **ASSUMED),
                    men=survey("2023", 32.1),
                    lower=lower,
                    upper=upper,
                ),
                is_leaning,
            )
            for lower, upper, is_leaning in ((12.0, 16.0, 1), (None, None, 0))
        ),
        *(
            (
                s.rank,
                s.Rank(
                    area=REGION,
                    subject=INACTIVITY,
                    period="2023",
                    best=4,
                    worst=9,
                    count=16,
                    noun="województwo",
                    is_exact=is_exact,
                    is_error_assumed=True,
                ),
                is_leaning,
            )
            for is_exact, is_leaning in ((False, 1), (True, 0))
        ),
    ],
)
def test_an_assumed_error_is_admitted_where_the_sentence_leans_on_it(reading, facts, is_leaning):
    for language, words in (("pl", "założeń Latarni"), ("en", "Latarnia's assumptions")):
        found = reading(facts, language)
        assert found.text.count(words) == is_leaning
        assert found.rule_id.count("note.assumed_error") == is_leaning

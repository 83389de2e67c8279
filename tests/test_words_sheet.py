"""The county sheet in words: a table of cases in both languages, and the facts it refuses."""

from __future__ import annotations

import pytest
from speech import COUNTRY, LAKES, REGION, says

from pipelines.catalog import Text
from pipelines.words import sentences as s

RATE = Text("Stopa bezrobocia", "Unemployment rate")
FAMILIES = Text("Rodziny z pomocą", "Assisted families")
OTHERS = tuple(Text(f"Wskaźnik {n}", f"Indicator {n}") for n in "ABC")


def standing(**facts):
    plain = {"comparator": "region", "other": REGION, "better": (), "worse": (), "similar": 0, "not_judged": 0}
    return s.Standing(area=LAKES, **{**plain, **facts})


def test_the_lead_counts_verdicts_and_names_trends():
    facts = standing(better=(RATE,), worse=(FAMILIES,), similar=2, not_judged=9, moving=((RATE, "down"),))
    says(
        s.sheet_lead,
        facts,
        "sheet.lead+sheet.trend",
        f"Powiat jeziorny wobec {REGION.genitive_pl}: gorzej 1, lepiej 1, bez różnicy większej niż przypadek 2; bez oceny 9 "
        "(wskaźników jest 13). Istotny trend mają: stopa bezrobocia (maleje).",
        f"Jeziorny county beside {REGION.name('en')}: 1 worse, 1 better, 2 no different beyond chance; 9 not judged "
        "(of 13 indicators). A significant trend: unemployment rate (falling).",
    )
    assert s.sheet_lead(standing(not_judged=13), "pl").rule_id == "sheet.lead_none"


@pytest.mark.parametrize(
    ("facts", "rule", "pl", "en"),
    [
        (
            {"worse": (FAMILIES,), "better": (RATE,)},
            "both",
            "rodziny z pomocą; lepiej: stopa bezrobocia",
            "assisted families; better: unemployment rate",
        ),
        ({"worse": (FAMILIES,)}, "worse", "rodziny z pomocą; w niczym lepiej", "assisted families; better in nothing"),
        (
            {"better": (RATE, *OTHERS)},
            "better",
            "stopa bezrobocia, wskaźnik A, wskaźnik B i jeszcze 1; w niczym gorzej",
            "unemployment rate, indicator A, indicator B and 1 more; worse in nothing",
        ),
        ({"similar": 2}, "similar", "bardziej niż przypadkiem", "beyond chance"),
        ({"not_judged": 2}, "none", "nie da się ocenić żadnego wskaźnika", "No indicator can be judged"),
    ],
)
def test_titles_name_what_differs_and_count_the_rest(facts, rule, pl, en):
    for language, expected in (("pl", pl), ("en", en)):
        found = s.sheet_title(standing(**facts), language)
        assert found.rule_id == f"sheet.title_{rule}"
        assert expected in found.text


@pytest.mark.parametrize("comparator", ["peers", "peers_region", "past", "target"])
def test_benchmarks_that_are_no_area_have_words_of_their_own(comparator):
    for language in ("pl", "en"):
        assert s.sheet_title(standing(comparator=comparator, other=None, worse=(RATE,)), language).text


def test_people_are_told_with_their_interval():
    facts = s.People(
        comparator="country",
        other=COUNTRY,
        people=Text("rodzin z pomocą", "assisted families"),
        persons=1366.4,
        lower=1317.0,
        upper=1418.2,
    )
    says(
        s.sheet_people,
        facts,
        "sheet.affected",
        "Przy poziomie Polski: około 1 366 rodzin z pomocą mniej (od 1 317 do 1 418)",
        "At the level of Poland: about 1,366 fewer assisted families (from 1,317 to 1,418)",
    )
    with pytest.raises(ValueError, match="bounds"):
        s.People(comparator="past", other=None, people=RATE, persons=5, lower=6, upper=9)
    assert s.sheet_people(s.People(comparator="past", other=None), "en").rule_id == "sheet.affected_none"


def test_similar_counties_and_what_another_set_would_say():
    says(
        s.sheet_peers,
        s.Similar(area=LAKES, peers=(LAKES, REGION)),
        "sheet.peers",
        f"Najbardziej podobne do powiatu jeziornego: powiat jeziorny i {REGION.nominative_pl}",
        f"Most similar to jeziorny county: jeziorny county and {REGION.name('en')}",
    )
    none = s.Similar(area=LAKES, peers=(), why=Text("Granice się zmieniły.", "Borders changed."))
    assert s.sheet_peers(none, "pl").text.endswith("nie ma zestawu podobnych powiatów. Granice się zmieniły.")
    without = Text("bez zmiennej „X”", "without “X”")
    same = s.OtherSets(row=RATE, verdict="better", others=((without, "better"), (without, "better")))
    says(
        s.sheet_other_sets,
        same,
        "sheet.same",
        "„Stopa bezrobocia”: z każdym z 2 innych zestawów wniosek byłby ten sam (lepiej).",
        "“Unemployment rate”: with each of 2 other sets the verdict would be the same (better).",
    )
    other = s.OtherSets(row=RATE, verdict="better", others=((without, "similar"), (without, "better")))
    says(
        s.sheet_other_sets,
        other,
        "sheet.other",
        "„Stopa bezrobocia”: wniosek (lepiej) byłby inny z 1 z 2 innych zestawów: bez zmiennej „X” – bez różnicy większej niż przypadek.",
        "“Unemployment rate”: the verdict (better) would differ with 1 of 2 other sets: without “X” – no different beyond chance.",
    )

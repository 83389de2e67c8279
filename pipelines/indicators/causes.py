"""Group B of the catalogue: causes of inactivity (BAEL, single national and regional publications)."""

from __future__ import annotations

from pipelines.catalog import Indicator, Text

_OF_INACTIVE = Text("bierni zawodowo z podanej grupy wieku", "inactive persons of the age group given")
_UNIVERSE = Text(
    "bierni zawodowo; grupa wieku podana przy każdej wartości",
    "inactive persons; the age group is given with each value",
)
_CAVEATS = (
    Text(
        "Pojedyncze publikacje prasowe i komunikaty, nie szereg. Nie łącz wartości o różnych grupach wieku.",
        "Single press texts and notices, not a series. Do not join values about different age groups.",
    ),
    Text(
        "Podano tylko wydrukowane udziały, więc nie sumują się do 100 %.",
        "Only printed shares are given, so they do not add up to 100%.",
    ),
)


def _share(
    code: str, condition: str, direction: str, title: Text, question: Text, definition: Text, by: tuple[str, ...]
) -> Indicator:
    return Indicator(
        id=code,
        group="B",
        title=title,
        question=question,
        definition=definition,
        numerator_words=Text("bierni z tą główną przyczyną", "inactive with this main reason"),
        denominator_words=_OF_INACTIVE,
        mart="inactivity_reasons",
        numerator=condition,
        unit="percent",
        decimals=1,
        direction="lower" if direction == "lower" else "none",
        levels=("country", "voivodeship"),
        by=by,
        method="direct",
        sources=("bael_reasons",),
        universe=_UNIVERSE,
        caveats=_CAVEATS,
    )


INDICATORS = (
    _share(
        "B01",
        "measure = 'reason_share'",
        "none",
        Text("Przyczyny bierności", "Reasons for inactivity"),
        Text("Dlaczego ludzie nie szukają pracy?", "Why do people not look for work?"),
        Text(
            "Udział osób, które podały daną główną przyczynę nieszukania pracy, wśród biernych zawodowo.",
            "Share of people giving this main reason for not looking for work among the inactive.",
        ),
        ("sex", "reason"),
    ),
    _share(
        "B02",
        "measure = 'reason_share' and reason = 'family'",
        "lower",
        Text("Bierni z powodu obowiązków rodzinnych", "Inactive because of family duties"),
        Text(
            "Ilu biernych zatrzymują w domu obowiązki rodzinne?",
            "How many inactive people are kept at home by family duties?",
        ),
        Text(
            "Udział biernych, którzy nie szukają pracy z powodu opieki lub prowadzenia domu.",
            "Share of the inactive not looking for work because of care or running a home.",
        ),
        ("sex",),
    ),
    _share(
        "B03",
        "measure = 'reason_share' and reason = 'illness'",
        "none",
        Text("Bierni z powodu choroby, niepełnosprawności", "Inactive because of illness, disability"),
        Text(
            "Ilu biernym na pracę nie pozwala zdrowie?", "How many inactive people are kept from work by their health?"
        ),
        Text(
            "Udział biernych, którzy nie szukają pracy z powodu choroby lub niepełnosprawności.",
            "Share of the inactive not looking for work because of illness or disability.",
        ),
        ("sex",),
    ),
    _share(
        "B04",
        "measure = 'reason_share' and reason = 'discouraged'",
        "lower",
        Text("Zniechęceni", "Discouraged persons"),
        Text(
            "Ilu biernych przestało wierzyć, że znajdzie pracę?",
            "How many inactive people gave up believing that they can find work?",
        ),
        Text(
            "Udział biernych, którzy nie szukają pracy, bo wcześniej szukali bezskutecznie.",
            "Share of the inactive not looking for work because earlier search was in vain.",
        ),
        ("sex",),
    ),
    _share(
        "B06",
        "measure = 'group_share'",
        "none",
        Text("Kim są bierni", "Who the inactive are"),
        Text(
            "Ilu wśród biernych jest emerytów, uczniów, rencistów?",
            "How many of the inactive are retired, in education, on a disability pension?",
        ),
        Text(
            "Udział osób o danym statusie wśród biernych zawodowo. To inna lista niż przyczyny nieszukania pracy.",
            "Share of people of a given status among the inactive. A different list from the reasons for not looking for work.",
        ),
        ("sex", "reason"),
    ),
)

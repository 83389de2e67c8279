"""Group D of the catalogue: social assistance (registers of the social assistance centres, as published in BDL)."""

from __future__ import annotations

from pipelines.catalog import Indicator, Text

_SEVERAL = Text(
    "Rodzina może mieć kilka powodów naraz, więc powodów nie wolno dodawać.",
    "A family can have several reasons at once, so reasons must not be added up.",
)

INDICATORS = (
    Indicator(
        id="D03",
        group="D",
        title=Text(
            "Rodziny z pomocą z powodu bezrobocia, na 1000 mieszkańców",
            "Families assisted because of unemployment, per 1,000 residents",
        ),
        question=Text(
            "Ile rodzin dostaje pomoc społeczną z powodu bezrobocia?",
            "How many families get social assistance because of unemployment?",
        ),
        definition=Text(
            "Rodziny, którym decyzją przyznano pomoc z powodu bezrobocia, na 1000 mieszkańców. Łącznej liczby rodzin nie ma w danych, dlatego mianownikiem jest ludność.",
            "Families granted assistance by decision because of unemployment, per 1,000 residents. The number of all families is not in the data, so residents are the denominator.",
        ),
        numerator_words=Text("rodziny z powodem bezrobocie", "families with the reason unemployment"),
        denominator_words=Text("ludność", "population"),
        mart="social_assistance",
        numerator="measure = 'families' and reason = '7.4'",
        denominator="measure = 'population' and reason = '7.4'",
        scale=1000,
        unit="per_1000",
        decimals=1,
        direction="lower",
        levels=("voivodeship", "county"),
        method="register",
        sources=("assistance_families", "population"),
        computed=True,
        universe=Text("wszyscy mieszkańcy", "all residents"),
        caveats=(_SEVERAL,),
    ),
    Indicator(
        id="D07",
        group="D",
        title=Text("Rodziny z pomocą społeczną według powodu", "Families on social assistance, by reason"),
        question=Text(
            "Ile rodzin dostaje pomoc społeczną i z jakiego powodu?",
            "How many families get social assistance, and for what reason?",
        ),
        definition=Text(
            "Rodziny, którym decyzją przyznano pomoc społeczną z danego powodu (art. 7 ustawy o pomocy społecznej).",
            "Families granted social assistance by decision for a given reason (article 7 of the Social Assistance Act).",
        ),
        numerator_words=Text("rodziny z danym powodem", "families with the reason"),
        denominator_words=None,
        mart="social_assistance",
        numerator="measure = 'families'",
        unit="families",
        decimals=0,
        direction="none",
        levels=("voivodeship", "county"),
        by=("reason",),
        method="register",
        sources=("assistance_families",),
        universe=Text("rodziny z przyznaną pomocą", "families granted assistance"),
        caveats=(_SEVERAL,),
    ),
)

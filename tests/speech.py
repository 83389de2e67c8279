"""Invented areas, subjects and figures that the tests of sentences speak about, and how they compare texts."""

from __future__ import annotations

import re

from pipelines.catalog import Text
from pipelines.indicators import INDICATORS
from pipelines.words import sentences as s

# Invented areas: sentences take every name from the record they are given.
REGION = s.Area(
    code="96",
    nominative_pl="województwo morskie",
    genitive_pl="województwa morskiego",
    locative_pl="w województwie morskim",
    instrumental_pl="województwem morskim",
    in_en="in Morskie",
    short_pl="morskie",
    short_en="Morskie",
)
COUNTRY = s.Area(
    code="00",
    nominative_pl="Polska",
    genitive_pl="Polski",
    locative_pl="w Polsce",
    instrumental_pl="Polską",
    in_en="in Poland",
    short_pl="Polska",
    short_en="Poland",
)
LAKES = s.Area(
    code="9601",
    nominative_pl="powiat jeziorny",
    genitive_pl="powiatu jeziornego",
    locative_pl="w powiecie jeziornym",
    instrumental_pl="powiatem jeziornym",
    in_en="in jeziorny county",
    short_pl="jeziorny",
    short_en="jeziorny",
)
CITY = s.Area(
    code="9661",
    nominative_pl="Włochów",
    genitive_pl="Włochowa",
    locative_pl="we Włochowie",
    instrumental_pl="Włochowem",
    in_en="in Włochów",
    short_pl="Włochów",
    short_en="Włochów",
)
INACTIVE = s.subject(INDICATORS["A01"])
INACTIVITY = s.subject(INDICATORS["A02"])
REGISTERED = s.subject(INDICATORS["C01"])
UNEMPLOYED = s.subject(INDICATORS["C09"])
WAGE = s.subject(INDICATORS["C11"])
CENSUS_BASE = Text("nowa podstawa: NSP 2021", "new base: census 2021")
DEFINITIONS = Text("nowe definicje od 2021 r.", "new definitions since 2021")


def register(period, value, obs_status="A"):
    return s.Figure(period=period, value=value, obs_status=obs_status)


def survey(period, value, lower=None, upper=None, obs_status="E"):
    return s.Figure(period=period, value=value, lower=lower, upper=upper, obs_status=obs_status, method="direct")


def says(reading, facts, rule_id, pl, en):
    """Both languages, with ordinary spaces in place of no-break ones so that the cases below can be read."""
    for language, text in zip(("pl", "en"), (pl, en), strict=True):
        found = reading(facts, language)
        assert re.sub("[\u00a0\u202f]", " ", found.text) == text
        assert found.rule_id == rule_id

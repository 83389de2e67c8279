"""Sentences on the model, the forum and the networks: a table of cases, each with the rule that speaks."""

from __future__ import annotations

import pytest
from speech import LAKES, REGION, says

from pipelines.words import sentences as s
from pipelines.words.sentences import cooperation, forum, networks
from pipelines.words.sentences.engine import Reading
from pipelines.words.sentences.spoken import When

DATE = "31 grudnia 2025 r."
ALL = {"date": DATE, "all": 20}


def stages(working: int) -> cooperation.Stages:
    return cooperation.Stages(**ALL, working=working, none=4, prepared=3, agreed=1)


def roll_out(first: int, last: int) -> cooperation.RollOut:
    return cooperation.RollOut(start=When("2014-06"), end=When("2025-12"), first=first, last=last, working=3, all=20)


def met(held: int, planned: float) -> cooperation.Meetings:
    return cooperation.Meetings(area=LAKES, year=When("2024"), held=held, planned=planned)


def parts(known: int, share: str | None) -> cooperation.Parts:
    return cooperation.Parts(**ALL, known=known, agreements="61%", bodies="65%", programmes=share)


def programmes(valid: int, used: int, listed: int) -> cooperation.Programmes:
    return cooperation.Programmes(**ALL, valid=valid, used=used, listed=listed)


def edition(participants: int, counties: int) -> forum.Edition:
    return forum.Edition(edition=9, month=When("2025-10"), participants=participants, counties=counties, all=20)


def groups(share: s.Share) -> forum.Groups:
    return forum.Groups(year=When("2025"), share=share, groups=2, sessions=22)


def theses(refuted: int) -> forum.Theses:
    return forum.Theses(all=10, confirmed=1, compatible=2, refuted=refuted, no_series=5, no_claim=2 - refuted)


@pytest.mark.parametrize(
    ("reading", "facts", "rule", "pl", "en"),
    [
        (
            cooperation.stages_title,
            stages(0),
            "cooperation.stages_title.none",
            "Żaden z 20 powiatów nie pracuje jeszcze wspólnie z klientami (etap 6 lub 7)",
            "None of 20 counties works jointly with clients yet (stage 6 or 7)",
        ),
        (
            cooperation.stages_title,
            stages(2),
            "cooperation.stages_title.some",
            "Wspólnie z klientami pracują 2 z 20 powiatów (etap 6 lub 7)",
            "2 of 20 counties work jointly with clients (stage 6 or 7)",
        ),
        (
            cooperation.stages_title,
            stages(20),
            "cooperation.stages_title.all",
            "Wszystkie powiaty (20) pracują wspólnie z klientami (etap 6 lub 7)",
            "All counties (20) work jointly with clients (stage 6 or 7)",
        ),
        (
            cooperation.lead,
            cooperation.Lead(**ALL, working=1, active=5, valid=3),
            "cooperation.lead.some",
            "Stan na 31 grudnia 2025 r.: wspólnie z klientami pracuje 1 z 20 powiatów, zespół koordynujący spotyka się w 5, a aktualny lokalny program mają 3.",
            "As of 31 grudnia 2025 r.: 1 of 20 counties works jointly with clients, a coordinating body meets in 5, and 3 have a valid local programme.",
        ),
        (
            cooperation.roll_out_title,
            roll_out(0, 13),
            "cooperation.roll_out_title.from_none",
            "Co najmniej porozumienie ma 13 z 20 powiatów; w czerwcu 2014 r. nie miał go żaden",
            "13 of 20 counties have at least an agreement; in June 2014 none had one",
        ),
        (
            cooperation.roll_out_title,
            roll_out(3, 4),
            "cooperation.roll_out_title.changed",
            "Co najmniej porozumienie mają 4 z 20 powiatów; w czerwcu 2014 r. miały je 3",
            "4 of 20 counties have at least an agreement; in June 2014 3 had one",
        ),
        (
            cooperation.roll_out_title,
            roll_out(5, 5),
            "cooperation.roll_out_title.same",
            "Co najmniej porozumienie ma 5 z 20 powiatów, tyle samo co w czerwcu 2014 r.",
            "5 of 20 counties have at least an agreement, as many as in June 2014",
        ),
        (
            cooperation.parts,
            parts(14, None),
            "cooperation.parts.unknown",
            "Stan na 31 grudnia 2025 r.: wskaźnik E12 ma co najmniej pięć z siedmiu części w 14 z 20 powiatów; odsetków całego regionu nie da się policzyć.",
            "As of 31 grudnia 2025 r.: E12 has at least five of its seven parts in 14 of 20 counties; shares of the whole region cannot be computed.",
        ),
        (
            cooperation.parts_title,
            parts(0, "65%"),
            "cooperation.parts_title.none",
            "W żadnym z 20 powiatów nie można jeszcze policzyć dojrzałości współpracy",
            "Cooperation maturity cannot be computed in any of 20 counties yet",
        ),
        (
            cooperation.meetings_title,
            met(0, 0.0),
            "cooperation.meetings_title.none",
            "W powiecie jeziornym nie było w 2024 r. zespołu koordynującego",
            "There was no coordinating body in jeziorny county in 2024",
        ),
        (
            cooperation.meetings_title,
            met(3, 5.5),
            "cooperation.meetings_title.some",
            "W powiecie jeziornym odbyły się w 2024 r. 3 z 5,5 planowanego spotkania zespołów koordynujących",
            "3 of 5.5 planned meetings of coordinating bodies were held in jeziorny county in 2024",
        ),
        (
            cooperation.meetings_title,
            met(7, 6.0),
            "cooperation.meetings_title.more",
            "W powiecie jeziornym odbyło się w 2024 r. 7 spotkań zespołów koordynujących, więcej niż planowano (6)",
            "7 meetings of coordinating bodies were held in jeziorny county in 2024, more than planned (6)",
        ),
        (
            cooperation.attended,
            cooperation.Attended(invited=1, present=1, share="100%"),
            "cooperation.attended.some",
            "Z 1 zaproszenia instytucje przyjęły 1, czyli 100%.",
            "Institutions took up 1 of 1 invitation, that is 100%.",
        ),
        (
            cooperation.programmes_title,
            programmes(13, 198, 382),
            "cooperation.programmes_title.some",
            "Aktualny lokalny program ma 13 z 20 powiatów",
            "13 of 20 counties have a valid local programme",
        ),
        (
            cooperation.programmes_used,
            programmes(2, 0, 22),
            "cooperation.programmes_used.none",
            "Stan na 31 grudnia 2025 r.: w obowiązujących programach nie użyto jeszcze żadnego z 22 działań.",
            "As of 31 grudnia 2025 r.: none of the 22 actions of programmes in force was used yet.",
        ),
        (
            cooperation.programmes_used,
            programmes(0, 0, 0),
            "cooperation.programmes_used.nothing",
            "Stan na 31 grudnia 2025 r.: obowiązujące programy nie wymieniają żadnych działań.",
            "As of 31 grudnia 2025 r.: programmes in force list no actions.",
        ),
        (
            cooperation.survey_title,
            cooperation.Survey(labour="3,5", welfare="3,3", beyond=0, all=12),
            "cooperation.survey_title.within",
            "Urzędy pracy oceniają współpracę na 3,5, ośrodki pomocy na 3,3; w żadnym z 12 pytań nie różnią się istotnie",
            "Labour offices score cooperation 3,5, welfare centres 3,3; they differ significantly in none of 12 questions",
        ),
        (
            cooperation.barriers_title,
            cooperation.Barriers(beyond=2, all=10),
            "cooperation.barriers_title.beyond",
            "Obie strony różnią się istotnie co do 2 z 10 barier",
            "The two sides differ significantly about 2 of 10 barriers",
        ),
        (
            cooperation.time_title,
            cooperation.Time(median=8.5, reference=8, reached=41, all=43),
            "cooperation.time_title.known",
            "Połowa zespołów działała w pełni po 8,5 miesiąca; w EQUAL A0680 trwało to około 8",
            "Half of the bodies were in full operation after 8.5 months; in EQUAL A0680 it took about 8",
        ),
        (
            cooperation.time_title,
            cooperation.Time(median=None, reference=8, reached=1, all=4),
            "cooperation.time_title.unknown",
            "Mniej niż połowa zespołów działa już w pełni; w EQUAL A0680 trwało to około 8 miesięcy",
            "Fewer than half of the bodies are in full operation yet; in EQUAL A0680 it took about 8 months",
        ),
        (
            forum.edition_title,
            edition(1, 1),
            "forum.edition.title",
            "Forum w październiku 2025 r. zebrało 1 uczestnika; był na nim 1 z 20 powiatów",
            "The forum in October 2025 gathered 1 participant of 1 of 20 counties",
        ),
        (
            forum.edition_title,
            edition(104, 3),
            "forum.edition.title",
            "Forum w październiku 2025 r. zebrało 104 uczestników; były na nim 3 z 20 powiatów",
            "The forum in October 2025 gathered 104 participants of 3 of 20 counties",
        ),
        (
            forum.recommendations,
            forum.Recommendations(due=0, done=0, rejected=1, open=3),
            "forum.recommendations.none_due",
            "Termin żadnej rekomendacji jeszcze nie minął.",
            "The term of no recommendation has passed yet.",
        ),
        (
            forum.still_open,
            forum.Recommendations(due=9, done=4, rejected=1, open=3),
            "forum.open.some",
            "W toku albo przed terminem są 3.",
            "3 are under way or before their term.",
        ),
        (
            forum.groups_title,
            groups(s.MISSING),
            "forum.groups_title.missing",
            "Nie wiadomo, ilu zapisanych przychodziło w 2025 r. na spotkania grup wsparcia",
            "It is not known how many of those enrolled came to sessions of support groups in 2025",
        ),
        (
            forum.groups,
            groups(s.MISSING),
            "forum.groups.every",
            "Pracowały 2 grupy; odbyły się 22 spotkania.",
            "2 groups were at work; 22 sessions were held.",
        ),
        (
            forum.partnerships_title,
            forum.Partnerships(decided=1, granted=1, waiting=0),
            "forum.partnerships_title.some",
            "Pieniądze przyznano na 1 z 1 rozstrzygniętego wniosku partnerstw",
            "1 of 1 decided application of partnerships was funded",
        ),
        (
            forum.waiting,
            forum.Partnerships(decided=4, granted=1, waiting=12),
            "forum.waiting.some",
            "Na decyzję czeka 12 wniosków.",
            "12 applications are undecided.",
        ),
        (
            forum.targets_title,
            forum.Targets(year="2025", known=4, met=0),
            "forum.targets_title.none",
            "Celu na 2025 r. nie osiągnięto w żadnym z 4 wskaźników, które da się już policzyć",
            "The target for 2025 was met by none of 4 indicators that can be computed already",
        ),
        (
            forum.theses_title,
            theses(0),
            "forum.theses_title.none_refuted",
            "Z 10 tez z czerwca 2018 r. dane potwierdzają 1 i żadnej nie przeczą; o pozostałych nie rozstrzygają",
            "Of 10 theses of June 2018 the data confirm 1 and contradict none; of the others they decide nothing",
        ),
        (
            forum.theses_title,
            theses(2),
            "forum.theses_title.some_refuted",
            "Z 10 tez z czerwca 2018 r. dane potwierdzają 1, nie potwierdzają 2; o pozostałych nie rozstrzygają",
            "Of 10 theses of June 2018 the data confirm 1 and do not confirm 2; of the others they decide nothing",
        ),
        (
            networks.lead,
            networks.Lead(due=0, done=0, forums=2, groups=1),
            "networks.lead.none_due+networks.lead.bodies",
            "Termin żadnej rekomendacji grup tematycznych jeszcze nie minął. Działają 2 lokalne fora współpracy, a grup wsparcia jest 1.",
            "The term of no recommendation of thematic groups has passed yet. There are 2 local cooperation forums and 1 support group.",
        ),
        (
            networks.areas_title,
            networks.Areas(specific=4, all=17),
            "networks.areas_title.some",
            "4 z 17 forów i grup działają na obszarach, dla których powstał wzór EQUAL",
            "4 of 17 forums and groups work in areas for which the EQUAL pattern was made",
        ),
        (
            networks.partners_title,
            networks.Partners(year=When("2024"), partnerships=12, mixed=5),
            "networks.partners_title.some",
            "Instytucje co najmniej dwóch sektorów łączy 5 z 12 partnerstw, które się w 2024 r. spotkały",
            "5 of 12 partnerships that met in 2024 join institutions of two sectors or more",
        ),
        (
            networks.partners_title,
            networks.Partners(year=When("2024"), partnerships=3, mixed=0),
            "networks.partners_title.none",
            "Żadne partnerstwo, które się w 2024 r. spotkało, nie łączy instytucji kilku sektorów",
            "No partnership that met in 2024 joins institutions of several sectors",
        ),
        (
            networks.partners_title,
            networks.Partners(year=When("2024"), partnerships=3, mixed=3),
            "networks.partners_title.every",
            "Wszystkie partnerstwa, które się w 2024 r. spotkały, łączą instytucje co najmniej dwóch sektorów; jest ich 3",
            "All partnerships that met in 2024 join institutions of two sectors or more; there are 3",
        ),
        (
            networks.guests_title,
            networks.Guests(year=When("2025"), guests=1, all=770),
            "networks.guests_title.some",
            "Na spotkaniach grup wsparcia był w 2025 r. 1 gość",
            "There was 1 guest at sessions of support groups in 2025",
        ),
        (
            networks.events_title,
            networks.Events(all=33, advice=9),
            "networks.events_title.every",
            "Model wprowadzały 33 spotkania, w tym 9 z doradztwem wdrożeniowym",
            "The model was introduced by 33 meetings, 9 of them with implementation counselling",
        ),
    ],
)
def test_the_model_in_words(reading: Reading[object], facts: object, rule: str, pl: str, en: str) -> None:
    says(reading, facts, rule, pl, en)


def test_a_place_is_inflected() -> None:
    facts = cooperation.Meetings(area=REGION, year=When("2024"), held=5, planned=6)
    assert cooperation.meetings_title(facts, "pl").text.startswith("W województwie morskim odbyło się")

"""Quarantine rules of projects, forums, surveys and targets."""

from __future__ import annotations

from pipelines.contract.rules import at_most, in_county, in_order, not_after_period, rule

SOCIAL_PROJECTS = (
    not_after_period("social_projects", "started"),
    in_order("social_projects", "started", "ended"),
    at_most("social_projects", "participants_beyond_income", "participants"),
    rule(
        "project_result",
        "achieved",
        "social_projects as t where (t.ended is null) <> (t.achieved = 'trwa')",
        ("wynik projektu nie pasuje do miesiąca zakończenia", "the result does not fit the month of the end"),
        ("projekt bez zakończenia ma wynik trwa, zakończony inny", "a project without an end has trwa, an ended one another"),
    ),
)  # fmt: skip

_COUNTS = ("entered", "completed", "independent", "employed")
_ABOVE = " or ".join(f"t.{name} > w.{name}" for name in _COUNTS)

CIS_REPORT = (
    at_most("cis_report", "independent", "completed"),
    at_most("cis_report", "employed", "independent"),
    rule(
        "group_above_all",
        "group",
        "cis_report as t join cis_report as w on w.inst_id = t.inst_id and w.year = t.year and w.\"group\" = 'razem' "
        f"where {_ABOVE}",
        ("grupa liczy więcej osób niż wszyscy razem", "a group has more persons than all together"),
        ("popraw liczby grupy albo wiersz razem", "mend the group's numbers or the row razem"),
    ),
    rule(
        "report_of_another_kind",
        "inst_id",
        "cis_report as t join institutions as i using (inst_id) where i.type not in ('CIS', 'KIS')",
        ("sprawozdanie instytucji, która nie jest CIS ani KIS", "a report of an institution that is neither CIS nor KIS"),
        ("popraw instytucję", "mend the institution"),
    ),
    rule(
        "report_after_period",
        "year",
        "cis_report as t, delivery as d where t.year > extract(year from d.last_month)",
        ("rok po półroczu dostawy", "the year is after the half-year of the delivery"),
        ("popraw rok", "mend the year"),
    ),
)  # fmt: skip

PARTNERSHIP_PROJECTS = (
    not_after_period("partnership_projects", "submitted"),
    rule(
        "application_before_body",
        "submitted",
        "partnership_projects as t join bodies as b using (body_id) where t.submitted < b.created",
        ("wniosek złożony przed powstaniem partnerstwa", "the application is before the partnership was created"),
        ("popraw miesiąc wniosku albo powołania", "mend the month of the application or of the creation"),
    ),
)

FORUM_EVENTS = (
    not_after_period("forum_events", "date_month"),
    rule(
        "sectors_do_not_add_up",
        "participants",
        "forum_events as t where t.participants_public + t.participants_private + t.participants_social "
        "+ t.participants_other <> t.participants",
        ("sektory nie sumują się do wszystkich uczestników", "the sectors do not add up to all participants"),
        ("popraw liczby uczestników", "mend the numbers of participants"),
    ),
)

RECOMMENDATIONS = (
    not_after_period("recommendations", "adopted"),
    in_order("recommendations", "adopted", "due"),
    in_order("recommendations", "adopted", "closed"),
    rule(
        "recommendation_state",
        "status",
        "recommendations as t where (t.closed is not null) <> (t.status in ('wdrozona', 'odrzucona'))",
        ("stan nie pasuje do miesiąca zamknięcia", "the state does not fit the month of closing"),
        ("wdrożona i odrzucona mają miesiąc zamknięcia, inne nie", "implemented and rejected ones have a month of closing, others do not"),
    ),
)  # fmt: skip

SURVEY_RESPONSES = (
    in_county("survey_responses"),
    rule(
        "wave_after_period",
        "wave",
        "survey_responses as t, delivery as d where t.wave > "
        "strftime(d.last_month, '%Y') || case when extract(month from d.last_month) > 6 then '-H2' else '-H1' end",
        ("fala po półroczu dostawy", "the wave is after the half-year of the delivery"),
        ("popraw falę", "mend the wave"),
    ),
    rule(
        "survey_empty",
        "q12",
        "survey_responses as t where coalesce(" + ", ".join(f"t.q{n}" for n in range(1, 13)) + ") is null "
        "and coalesce(len(t.barriers), 0) = 0",
        ("ankieta bez żadnej odpowiedzi", "an answer sheet without any answer"),
        ("usuń pusty wiersz", "remove the empty row"),
    ),
)

TARGETS = ()

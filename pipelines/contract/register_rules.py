"""Quarantine rules of the cooperation register."""

from __future__ import annotations

from pipelines.contract.rules import at_most, in_county, in_order, not_after_period, rule, within_period

INSTITUTIONS = (
    rule(
        "institution_id_parts",
        "inst_id",
        "institutions as t where not starts_with(t.inst_id, t.teryt || '-' || t.type || '-')",
        ("identyfikator nie zaczyna się od obszaru i rodzaju", "the identifier does not begin with the area and kind"),
        ("zapisz go jako obszar-rodzaj-numer, np. 2205-PUP-1", "write it as area-kind-number, e.g. 2205-PUP-1"),
    ),
    rule(
        "institution_side",
        "side",
        "institutions as t join ref_institution_types as r on r.code = t.type where t.side <> r.side",
        ("strona nie pasuje do rodzaju instytucji", "the side does not fit the kind of institution"),
        ("popraw stronę albo rodzaj", "mend the side or the kind"),
    ),
    in_order("institutions", "valid_from", "valid_to"),
)

INSTITUTION_AREA = ()

_PARTIES = (
    "(select p.agr_id, count(*) as parties, bool_or(i.type = 'PUP') as pup, bool_or(i.type in ('OPS', 'CUS')) as ops, "
    "bool_or(i.type = 'PCPR') as pcpr from agreement_parties as p join institutions as i using (inst_id) group by p.agr_id)"
)

AGREEMENTS = (
    not_after_period("agreements", "signed"),
    in_order("agreements", "signed", "valid_to"),
    rule(
        "agreement_parties_missing",
        "kind",
        f"agreements as t left join {_PARTIES} as p using (agr_id) where coalesce(p.parties, 0) < 2 "
        "or (t.kind = 'PUP-OPS' and not (p.pup and p.ops)) or (t.kind = 'PUP-PCPR' and not (p.pup and p.pcpr))",
        ("brakuje stron, które wskazuje rodzaj porozumienia", "the parties that the kind of agreement names are missing"),
        ("dopisz strony do tabeli agreement_parties", "add the parties to the table agreement_parties"),
    ),
)  # fmt: skip

AGREEMENT_PARTIES = ()

BODIES = (
    not_after_period("bodies", "created"),
    in_order("bodies", "created", "closed"),
    in_order("bodies", "created", "full_operation"),
)

MEETINGS = (
    within_period("meetings", "date_month"),
    at_most("meetings", "decisions_done_on_time", "decisions_taken"),
    rule(
        "guests_above_participants",
        "participants_total",
        "meetings as t where t.guests_public + t.guests_private + t.guests_social > t.participants_total",
        ("gości jest więcej niż uczestników", "there are more guests than participants"),
        ("uczestnicy obejmują gości: popraw liczby", "participants include guests: mend the numbers"),
    ),
    rule(
        "meeting_of_closed_body",
        "date_month",
        "meetings as t join bodies as b using (body_id) where t.date_month < b.created or t.date_month > b.closed",
        ("spotkanie zespołu, którego wtedy nie było", "a meeting of a body that did not exist then"),
        ("popraw miesiąc spotkania albo daty zespołu", "mend the month of the meeting or the dates of the body"),
    ),
)

MEETING_ATTENDANCE = (
    rule(
        "attendance_of_closed_institution",
        "inst_id",
        "meeting_attendance as t join meetings as m using (meeting_id) join institutions as i on i.inst_id = t.inst_id "
        "where m.date_month < i.valid_from or m.date_month > i.valid_to",
        ("obecna instytucja, która wtedy nie działała", "an institution present that did not work then"),
        ("popraw instytucję albo daty jej działania", "mend the institution or its dates"),
    ),
)

LPIW = (
    in_county("lpiw"),
    not_after_period("lpiw", "adopted"),
    in_order("lpiw", "adopted", "valid_to"),
    at_most("lpiw", "actions_used", "actions_listed"),
)

COUNTY_STAGE = (
    in_county("county_stage"),
    not_after_period("county_stage", "month"),
    rule(
        "stage_without_evidence",
        "evidence_ref",
        "county_stage as t where t.stage >= 3 and t.evidence_ref = 'brak'",
        ("etap od 3 wzwyż bez dokumentu", "a stage from 3 up without a document"),
        ("podaj rodzaj dokumentu, który potwierdza etap", "give the kind of document that confirms the stage"),
    ),
)

"""The contract of deliveries: every table that may arrive from a county, declared once.

A delivery is one supplier's half-year. Its cases are those that *entered* in that half-year (a closed cohort); later
news about them arrives by sending the same half-year again, which replaces it whole. `data_cutoff` says how far the
news reaches. Register tables give the state at the end of the half-year; meetings are those held in it.

Rules (`Table.rules`) are SQL over the typed tables, called by their names, each with a column `line`; a table that did
not arrive is there, empty. Months are dates (the first of the month), lists of codes are arrays. Besides them stand
the code lists `ref_<list>` and the one-row table `delivery` (staging.DELIVERY).
"""

from __future__ import annotations

from pipelines.catalog import Table
from pipelines.contract import cases, networks, pathways, register

VERSION = "1"
NOTE_SHEETS = ("info", "codes")  # sheets of the template's workbook that hold no rows; nothing is read from them

# About persons and families: these rows rest only in the restricted folder.
CASE_TABLES: tuple[Table, ...] = (
    cases.CASES,
    cases.CASE_REASONS,
    cases.CASE_BARRIERS,
    pathways.PLANS,
    pathways.STEPS,
    pathways.EXCHANGES,
    cases.OUTCOMES,
    cases.FOLLOWUPS,
    pathways.HOUSEHOLDS,
    pathways.HOUSEHOLD_STATUS,
    cases.DEGRESSIVE_SUPPORT,
)

# About institutions; answers to the survey are about their staff and are treated like cases.
REGISTER_TABLES: tuple[Table, ...] = (
    register.INSTITUTIONS,
    register.INSTITUTION_AREA,
    register.AGREEMENTS,
    register.AGREEMENT_PARTIES,
    register.BODIES,
    register.MEETINGS,
    register.MEETING_ATTENDANCE,
    register.LPIW,
    register.COUNTY_STAGE,
    networks.SOCIAL_PROJECTS,
    networks.CIS_REPORT,
    networks.PARTNERSHIP_PROJECTS,
    networks.FORUM_EVENTS,
    networks.RECOMMENDATIONS,
    networks.SURVEY_RESPONSES,
    networks.TARGETS,
)

CONTRACT: tuple[Table, ...] = CASE_TABLES + REGISTER_TABLES
TABLES: dict[str, Table] = {table.name: table for table in CONTRACT}

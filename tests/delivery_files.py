"""A small delivery without a fault as text, and ways to write it."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipelines.contract import VERSION
from pipelines.deliveries.check import Verdict

TABLES = {
    "institutions": """\
inst_id;type;sector;side;teryt;valid_from;valid_to
2205-PUP-1;PUP;public;IRP;2205;2010-01;
2205-OPS-1;OPS;public;IPiIS;2205;2010-01;
""",
    "cases": """\
case_id;household_id;teryt;degurba;entry_month;identified_by;sex;age_group;education;work_record;duration_group;lm_status_entry;disability;special_groups;is_longterm;inherited_unemployment;on_benefits_entry;beyond_income_criterion;profile_hist;joint_client;consent_scope;law_version;data_cutoff
c1;h1;2205;3;2018-01;INNE;M;25-34;tertiary;5-10;24+;dlugotrwale_bezrobotny;nie;do_30|dlugotrwale|pomoc_spoleczna;1;nie;1;0;I;1;tylko_statystyka;2004;2025-12
c2;;2205;2;2018-03;OPS;F;18-24;post_secondary;brak;12-24;dlugotrwale_bezrobotny;nie;do_30|dlugotrwale;1;nie;0;1;I;0;tylko_statystyka;2004;2025-12
c3;;2205;3;2018-03;OPS;F;18-24;tertiary;brak;6-12;bezrobotny_zarejestrowany;nie;;0;nie;1;0;;1;tylko_statystyka;2004;2025-12
""",
    "case_barriers": """\
case_id;barrier
c1;dojazd
c1;opieka_dziecko
c2;mieszkanie
""",
    "plans": """\
plan_id;case_id;household_id;type;joint;inst_lead;inst_partners;goal;submitted;accepted;started;ended;end_reason
p1;c1;;WSPOLNY;1;2205-PUP-1;1;zatrudnienie;;;2018-04;2018-10;cel_osiagniety
p2;c3;;IPD;0;2205-PUP-1;0;zatrudnienie;;;2018-04;2019-05;przerwany_instytucja
""",
    "steps": """\
step_id;plan_id;case_id;form;inst_id;block;started;ended;status;hours;cost_zl;funding;break_reason
s1;p1;c1;PORZ;2205-PUP-1;V;2018-05;2018-06;ukonczony;6.5;;FP;
s2;p1;c1;PRSOC;2205-OPS-1;S;2018-05;2018-08;ukonczony;15;120;budzet_gminy;
""",
    "outcomes": """\
case_id;exit_month;exit_reason;employment_form;employer_type;work_within_3m;worked_30_days;benefit_month_before;benefit_month_after
c1;2018-10;PR_NS;umowa_o_prace;otwarty_rynek;1;1;1050;350
c3;2019-05;BEZKON;;;0;0;1100;1050
""",
    "followups": """\
case_id;window_m;measured;status;source;in_work;back_in_register;back_in_ops
c1;3;2019-03;praca_od_pol_etatu;PUP;1;0;0
c1;6;2019-05;praca_od_pol_etatu;ZUS;1;0;0
""",
    "households": """\
household_id;teryt;entry_month;persons_group;children_group;adults_group;generations_unemployed;benefits_entry_group;programme;modules
h1;2205;2018-01;4;2;2;2+;501-1000;PMW;
""",
}  # fmt: skip

FACTS: dict[str, Any] = {
    "supplier": "pcpr-2205",
    "teryt": "2205",
    "period": "2018-H1",
    "contract": VERSION,
    "law_version": "2004",
    "synthetic": True,
    "method": "synthetic",
    "contact": "coordinator",
}


def files(changes: Mapping[str, str | bytes | None] | None = None) -> dict[str, bytes]:
    """Files of the delivery by name; `changes` replaces tables (or other files, by full name), None leaves one out."""
    content: dict[str, str | bytes | None] = {**TABLES, **(changes or {})}
    return {
        name if "." in name else f"{name}.csv": told.encode() if isinstance(told, str) else told
        for name, told in content.items()
        if told is not None
    }


def manifest(content: Mapping[str, bytes], **facts: Any) -> bytes:
    listed = [{"name": name, "sha256": hashlib.sha256(told).hexdigest()} for name, told in content.items()]
    return json.dumps({**FACTS, "files": listed, **facts}).encode()


def folder(path: Path, changes: Mapping[str, str | bytes | None] | None = None, **facts: Any) -> Path:
    """Write the delivery as a folder, with a manifest that fits."""
    content = files(changes)
    path.mkdir(parents=True, exist_ok=True)
    for name, told in content.items():
        (path / name).write_bytes(told)
    (path / "manifest.json").write_bytes(manifest(content, **facts))
    return path


def zipped(path: Path, changes: Mapping[str, str | bytes | None] | None = None, **facts: Any) -> Path:
    """Write the delivery as a zip, with a manifest that fits."""
    content = files(changes)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, told in {"manifest.json": manifest(content, **facts), **content}.items():
            archive.writestr(name, told)
    return path


def with_cell(table: str, row: int, column: str, value: str) -> str:
    """The table with one cell replaced; row 2 is the first below the header."""
    lines = TABLES[table].splitlines()
    cells = lines[row - 1].split(";")
    cells[lines[0].split(";").index(column)] = value
    lines[row - 1] = ";".join(cells)
    return "\n".join(lines) + "\n"


def found(verdict: Verdict) -> set[tuple[str, int | None, str | None, str]]:
    """What the verdict tells, as (file, line, column, rule)."""
    return {(p.file, p.line, p.column, p.rule) for p in [*verdict.refusals, *verdict.aside]}

"""A new table of the Local Data Bank needs a TOML file and no code; earlier days are answered from the editions kept."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import import_files
import pytest

from pipelines import build, release
from pipelines.imports import accept, as_known, desk, mapping
from pipelines.problems import InputError, UserError
from pipelines.words import listing

HEAD = '"Kod";"Nazwa";"Rodzaje świadczeń";"Płeć";"Rok";"Wartosc";"Jednostka miary";"Atrybut";'
MAPPING = """
table = "care_benefits"
shapes = ["bdl_long"]

[area]
levels = ["county", "voivodeship"]

[period]
form = "year"

[value]
decimals = 0
units = { "osoba" = 1 }

[[dimension]]
headings = ["Rodzaje świadczeń"]
column = "reason"
[dimension.members]
"świadczenie pielęgnacyjne" = "care"
"zasiłek dla opiekuna" = "carer"

[[dimension]]
headings = ["Płeć"]
column = "sex"
[dimension.members]
"ogółem" = "total"
"kobiety" = "F"

[further]
title_pl = "Świadczenia opiekuńcze"
title_en = "Care benefits"
unit = "persons"
method = "register"
producer = "Główny Urząd Statystyczny"
url = "https://bdl.stat.gov.pl/bdl/start"
licence = "Statystyka publiczna GUS"
base = "Decyzje gmin."
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "data"
    for folder in ("reference", "sources"):
        shutil.copytree(import_files.DATA / folder, home / folder)
    monkeypatch.setenv("LATARNIA_DATA", str(home))
    return home


def _export(path: Path, extra: int = 0) -> Path:
    lines = [HEAD]
    for code, name in (("2200000", "POMORSKIE"), ("2205000", "Powiat kartuski")):
        for kind in ("świadczenie pielęgnacyjne", "zasiłek dla opiekuna"):
            for sex in ("ogółem", "kobiety"):
                lines += [
                    f'{code};"{name}";"{kind}";"{sex}";"{year}";{year - 1900 + extra};"osoba";"";'
                    for year in (2022, 2023)
                ]
    lines[-1] = '2205000;"Powiat kartuski";"zasiłek dla opiekuna";"kobiety";"2023";0;"osoba";"x";'
    file = path / f"OPIE_9999_CREL_2025041{extra}101010.csv"
    file.write_text(import_files.text(lines), encoding="utf-8")
    return file


def test_a_file_without_a_mapping_says_how_to_write_one(data: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError) as said:
        desk.propose([_export(tmp_path)], data)
    words = said.value.text.en
    assert "Rodzaje świadczeń, Płeć" in words
    draft = words[words.index("# data/reference") :]
    assert '"świadczenie pielęgnacyjne" = "total"' in draft
    path = tmp_path / "draft.toml"
    path.write_text(draft, encoding="utf-8")
    assert mapping.read(path).shapes == ("bdl_long",)  # what it prints is a mapping


def test_a_table_that_no_code_knows_is_built_and_listed(data: Path, tmp_path: Path) -> None:
    (data / "reference" / "mappings" / "care_benefits.toml").write_text(MAPPING, encoding="utf-8")
    (made,) = desk.propose([_export(tmp_path)], data)
    assert (made.count("new"), made.released) == (16, "2025-04-10")
    marts = tmp_path / "marts"

    def publish() -> None:
        build.build(data=data, marts=marts, restricted=tmp_path / "restricted", region="22")

    accept.accept(data, made.id, by="A", note="Nowa tablica", publish=publish)
    (again,) = desk.propose([_export(tmp_path)], data)
    assert (again.is_empty, again.unchanged) == (True, 16)
    current = release.current(marts)
    assert [c["new"] for c in current.table("changes")] == [16]
    assert current.manifest["sources"]["care_benefits"]["title_en"] == "Care benefits"
    values = {(v.teryt, v.period, v.sex, v.reason): (v.value, v.obs_status) for v in current.rows("care_benefits")}
    assert len(values) == 16
    assert values["2205", "2022", "F", "care"] == (122.0, "A")
    assert values["2205", "2023", "F", "carer"] == (None, "Q")

    # a later export revises every figure of the table: its earlier edition stays to be asked for
    (revised,) = desk.propose([_export(tmp_path, extra=5)], data)
    accept.accept(data, revised.id, by="A", note="Korekta", publish=publish)
    current = release.current(marts)
    declared = current.declared("care_benefits")
    assert declared is not None
    for day, value in (("2025-04-12", 122.0), ("2025-04-20", 127.0)):
        known = as_known.release(current, declared, day)
        assert [
            v.value for v in known.rows("care_benefits", "2205") if (v.period, v.sex, v.reason) == ("2022", "F", "care")
        ] == [value]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (("table = ", "tabel = "), "tabel"),
        (('levels = ["county", "voivodeship"]', 'levels = ["commune"]'), "area.levels"),
        (("decimals = 0", ""), "decimals"),
        (('method = "register"', 'method = "guess"'), "method"),
        (("[period]", "[period"), "mapping"),
    ],
)
def test_a_broken_mapping_is_told_with_its_field(
    data: Path, tmp_path: Path, change: tuple[str, str], field: str
) -> None:
    (data / "reference" / "mappings" / "care_benefits.toml").write_text(MAPPING.replace(*change), encoding="utf-8")
    with pytest.raises(InputError, match=field):
        desk.propose([_export(tmp_path)], data)


def test_values_are_told_as_they_were_known(data: Path, marts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LATARNIA_MARTS", str(marts))
    table = desk.tables_of(data)["wage"]
    accept.correct(
        data,
        table,
        {"teryt": "2201", "year": "2024"},
        {"pln": "9001.00"},
        by="B",
        reason="Pomyłka",
        date="2026-05-02",
        publish=lambda: None,
    )

    def asked(day: str) -> str:
        lines = listing.values(
            "C11", geo=["2201"], periods=["2024"], by=[], form="csv", language="en", day=day, as_known=as_known.release
        )
        return lines.splitlines()[1]

    assert ",9001," not in asked("2026-05-01")
    assert "2026-01-12" in asked("2026-05-01")
    assert ",9001," in asked("2026-05-02")
    with pytest.raises(UserError, match="oldest edition"):
        asked("2019-01-01")
    with pytest.raises(UserError, match="YYYY-MM-DD"):
        asked("2026")


def test_knowledge_databases_need_the_position_that_holds_areas(data: Path, tmp_path: Path) -> None:
    words = """
table = "dbw_rate"
shapes = ["dbw"]

[area]
heading = "wymiar 2"
[area.codes]
33617 = "00"

[period]
form = "month"

[value]
decimals = 1

[[dimension]]
headings = ["zmienna"]
[dimension.members]
305 = ""
"""
    words += MAPPING[MAPPING.index("[further]") :].replace('"persons"', '"percent"')
    (data / "reference" / "mappings" / "dbw_rate.toml").write_text(words, encoding="utf-8")
    row = {
        "id-zmienna": 305,
        "id-wymiar-1": 2,
        "id-pozycja-1": 33617,
        "id-daty": 2024,
        "id-brak-wartosci": 255,
        "id-tajnosci": 0,
    }
    given = [
        row | {"id-okres": 247, "wartosc": 5.4},
        row | {"id-okres": 258, "wartosc": 0, "id-tajnosci": 1},
        row | {"id-okres": 250, "id-pozycja-1": 1, "wartosc": 9.9},
    ]
    path = tmp_path / "dbw.json"
    path.write_text(json.dumps({"page-count": 1, "data": given}), encoding="utf-8")
    (made,) = desk.propose([path], data)
    told = {(c.key["teryt"], c.key["period"]): (c.new, c.new_status) for c in made.cells}
    assert told == {("00", "2024-01"): ("5.4", "A"), ("00", "2024-12"): ("", "Q")}
    assert made.outside == 1
    with pytest.raises(UserError, match="--released"):
        accept.accept(data, made.id, by="A", note="n", publish=lambda: None)

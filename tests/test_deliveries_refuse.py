"""The gate: every kind of personal data refuses the whole delivery, and no message repeats it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from delivery_files import TABLES, found, with_cell

from pipelines.contract import CONTRACT
from pipelines.deliveries import messages, refuse
from pipelines.deliveries.check import Verdict
from pipelines.deliveries.formats import read_header
from pipelines.problems import InputError

Examine = Callable[..., Verdict]

VECTORS = [
    *(("pesel", number) for number in ("44051401359", "02070803628", "92032100157", "44051401358", "00000000000")),
    ("pesel", "440514 01359"),
    ("pesel", "x44051401359y"),
    *(("nip", number) for number in ("1060000062", "5261040828", "1234563218", "1234567890", "526-104-08-28")),
    *(("regon", number) for number in ("000331501", "123456785", "123456789")),
    ("phone", "+48 58 555 12 34"),
    ("phone", "601-234-567"),
    ("regon", "601234567"),
    ("email", "jan.kowalski@example.org"),
    ("iban", "PL61109010140000071219812874"),
    ("iban", "61 1090 1014 0000 0712 1981 2874"),
    ("url", "https://example.org/x"),
    ("url", "www.example.org"),
    ("full_date", "1984-05-14"),
    ("full_date", "14.05.1984"),
    ("full_date", "14/5/84"),
    ("full_date", "19840514"),
    ("full_date", "14 maja 1984"),
    ("full_date", "2018-01-01 00:00:00"),
    ("postcode", "80-180"),
    ("name", "Jan Kowalski"),
    ("name", "KOWALSKA Anna"),
    ("name", "Łucja Żółć-Ćma"),
    ("free_text", "klient nie odbiera"),
    ("free_text", "ul. Długa 5"),
    ("free_text", "x" * 30),
]


@pytest.mark.parametrize("column", ["case_id", "education", "entry_month", "is_longterm", "special_groups"])
def test_cells_that_look_like_a_person_refuse_the_delivery(column: str, examine: Examine) -> None:
    head, _, third, *_ = TABLES["cases"].splitlines()
    place = head.split(";").index(column)
    lines = [head]
    for number, (_, value) in enumerate(VECTORS):
        cells = [f"c{number}", *third.split(";")[1:]]
        cells[place] = value
        lines.append(";".join(cells))
    verdict = examine({"cases": "\n".join(lines) + "\n"})
    expected = {("cases.csv", line, column, rule) for line, (rule, _) in enumerate(VECTORS, 2)}
    assert found(verdict) == expected
    assert verdict.code == 2
    assert not verdict.kept
    said = " ".join(p.message(language) for p in verdict.refusals for language in ("pl", "en"))
    assert not [value for _, value in VECTORS if value in said]


@pytest.mark.parametrize("value", ["220501", "2205012", "2205_01", "220501-2"])
def test_a_commune_refuses_where_a_county_stands(value: str, examine: Examine) -> None:
    assert found(examine({"cases": with_cell("cases", 2, "teryt", value)})) == {("cases.csv", 2, "teryt", "gmina")}


def test_a_commune_refuses_inside_an_identifier(examine: Examine) -> None:
    verdict = examine({"institutions": with_cell("institutions", 2, "inst_id", "220501-PUP-1")})
    assert ("institutions.csv", 2, "inst_id", "gmina") in found(verdict)
    assert verdict.code == 2


@pytest.mark.parametrize(
    ("column", "value"), [("cost_zl", "44051401359"), ("hours", "601234567"), ("cost_zl", "1984-05-14")]
)
def test_numbers_of_persons_do_not_pass_as_amounts(column: str, value: str, examine: Examine) -> None:
    assert examine({"steps": with_cell("steps", 2, column, value)}).code == 2


@pytest.mark.parametrize("value", ["Wyższe", "tertiary2", "F/M", "12", "1 234,50", "x-y_z", "2205"])
def test_a_mistyped_code_is_set_aside_and_does_not_refuse(value: str, examine: Examine) -> None:
    assert found(examine({"cases": with_cell("cases", 4, "education", value)})) >= {
        ("cases.csv", 4, "education", "code")
    }


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("44051401359", "a PESEL number (its check digit is right)"),
        ("44051401358", "a run of 11 digits"),
        ("1060000062", "a tax number, NIP (its check digit is right)"),
        ("1234567890", "10 digits, like"),
        ("000331501", "right check digit of REGON"),
        ("123456789", "9 digits, like"),
    ],
)
def test_check_digits_word_the_message_and_decide_nothing(value: str, words: str, examine: Examine) -> None:
    (told,) = examine({"cases": with_cell("cases", 2, "education", value)}).refusals
    assert words in told.what.en


def test_an_unknown_column_refuses_and_its_heading_is_not_repeated(examine: Examine) -> None:
    verdict = examine({"case_barriers": "case_id;barrier;Anna Kowalska 44051401359\nc1;dojazd;1\n"})
    assert found(verdict) == {("case_barriers.csv", 1, "#3", "column_unknown")}
    assert "Kowalska" not in str(verdict.refusals)


def test_a_file_that_the_contract_does_not_know_refuses_and_is_not_named(examine: Examine) -> None:
    verdict = examine({"Jan Kowalski.csv": "a;b\n1;2\n"})
    assert {p.rule for p in verdict.refusals} == {"file_unknown"}
    assert "Kowalski" not in str(verdict.refusals)


def test_one_bad_file_does_not_hide_the_faults_of_another(examine: Examine) -> None:
    verdict = examine({
        "cases": with_cell("cases", 2, "education", "Jan Kowalski"),
        "case_barriers": "case_id;barrier\nc1;83-300\n",
    })  # fmt: skip
    assert {(p.file, p.rule) for p in verdict.refusals} == {("cases.csv", "name"), ("case_barriers.csv", "postcode")}


def test_every_rule_of_the_gate_has_its_words() -> None:
    assert set(refuse.RULES) <= messages.RULES


def test_no_column_of_the_contract_takes_free_text() -> None:
    for table in CONTRACT:
        for column in table.columns:
            assert column.type != "text" or column.codes or column.pattern, f"{table.name}.{column.name}"


def test_headers_of_every_table_are_told_apart(tmp_path) -> None:
    for table in CONTRACT:
        for heads in (
            [c.name for c in table.columns],
            [c.header.pl if c.header else c.name for c in table.columns],
            [c.header.en if c.header else c.name for c in table.columns],
        ):
            path = tmp_path / "h.csv"
            path.write_text(";".join(heads) + "\n", encoding="utf-8")
            try:
                assert read_header(path, "h", table)[1] == tuple(c.name for c in table.columns)
            except InputError as error:
                raise AssertionError(f"{table.name}: {heads}") from error

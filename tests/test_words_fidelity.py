"""Maturity of cooperation beside work taken up: too few counties, some without a point, never a link."""

from __future__ import annotations

from typing import Any

import pytest
from speech import says

from pipelines.words.sentences import fidelity
from pipelines.words.sentences.engine import Reading


def beside(shown: int, hidden: int) -> fidelity.Beside:
    return fidelity.Beside(shown=shown, hidden=hidden, studied=79, correlation=0.34, share=0.309)


@pytest.mark.parametrize(
    ("reading", "facts", "rule", "pl", "en"),
    [
        (
            fidelity.title,
            beside(20, 0),
            "fidelity.title.known",
            "Z zestawienia 20 powiatów nie odczytasz, czy dojrzalsza współpraca idzie w parze z podejmowaniem pracy",
            "From 20 counties side by side it cannot be read whether mature cooperation goes with work taken up",
        ),
        (
            fidelity.title,
            beside(3, 17),
            "fidelity.title.missing",
            "Za mało powiatów ma obie liczby, aby pokazać dojrzałość współpracy obok pracy",
            "Too few counties have both figures to show the maturity of cooperation beside work",
        ),
        (
            fidelity.why,
            beside(20, 0),
            "fidelity.why.known",
            "Linii ani korelacji nie podajemy: w badaniu 79 ośrodków korelacja wyniosła 0,34, a przy 20 powiatach tak silną wykryłoby się tylko w 31 % przypadków.",
            "No line and no correlation is given: in a study of 79 sites the correlation was 0.34, and with 20 counties one as strong would be detected in only 31% of cases.",
        ),
        (
            fidelity.why,
            beside(3, 17),
            "fidelity.why.missing",
            "Potrzebne są co najmniej cztery powiaty, w których da się podać i dojrzałość współpracy, i odsetek podejmujących pracę.",
            "It takes at least four counties in which both the maturity of cooperation and the share taking up work can be given.",
        ),
        (
            fidelity.hidden,
            beside(20, 0),
            "fidelity.hidden.none",
            "Żadnego powiatu nie pominięto.",
            "No county is left out.",
        ),
        (
            fidelity.hidden,
            beside(18, 2),
            "fidelity.hidden.some",
            "Bez punktu: 2 powiaty – za mało spraw albo danych o współpracy.",
            "Without a point: 2 counties, with too few cases or too few data on cooperation.",
        ),
    ],
)
def test_two_numbers_side_by_side(reading: Reading[Any], facts: object, rule: str, pl: str, en: str) -> None:
    says(reading, facts, rule, pl, en)

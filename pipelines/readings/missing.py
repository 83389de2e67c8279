"""Why a figure of the cooperation model has no value, in words; pages, tables and the command line say the same."""

from __future__ import annotations

from pipelines.catalog import Text

WHY: dict[str, Text] = {
    "too_few": Text("za mało spraw, żeby podać odsetek", "too few cases to tell a share"),
    "not_delivered": Text("nie ma dostawy z tego półrocza", "no delivery of that half-year"),
    "not_computed": Text("żadne lata nie były jeszcze zamknięte", "no years had closed yet"),
    "no_body": Text("nie ma zespołu koordynującego", "no coordinating body"),
    "no_centre": Text("nie ma ośrodka w rejestrze", "no centre in the register"),
    "no_meeting": Text("nie było spotkania stron porozumienia", "no meeting of parties to an agreement"),
    "no_answers": Text("mniej niż 10 ankiet albo ich brak", "fewer than 10 answer sheets, or none"),
    "parts": Text(
        "brakuje więcej niż dwóch z siedmiu części wskaźnika", "more than two of the seven parts of the index are missing"
    ),
    "one_bound": Text(
        "liczba jest ukryta; znana jest tylko granica odsetka", "the count is hidden; only a bound of the share is known"
    ),
    "unknown": Text(
        "losu ponad 20% osób nie znamy; granice: gdyby nikt z nich nie pracował i gdyby pracowali wszyscy",
        "the course of more than 20% is unknown; the bounds: were none of them in work, or all",
    ),
    "amount": Text("za mało odbiorców albo płatników, albo ukryta liczba odbiorców", "too few recipients or payers, or a hidden number of them"),
    "between": Text(
        "mediana leży powyżej dolnej i najwyżej na górnej granicy; dokładniejszych liczb nie publikujemy",
        "the median lies above the lower and at most at the upper bound; finer counts are not published",
    ),
    "above": Text(
        "mediana leży powyżej dolnej granicy; dokładniejszych liczb nie publikujemy",
        "the median lies above the lower bound; finer counts are not published",
    ),
    "half": Text("połowa jeszcze tego nie osiągnęła", "half have not reached it yet"),
    "no_deliveries": Text(
        "wydanie nie ma takiej liczby: nie wczytano dostaw o tym obszarze i okresie albo liczby nie przeszły ochrony",
        "the release has no such figure: no deliveries about this area and period are loaded, or counts did not pass the protection",
    ),
}  # fmt: skip
STATUS = {  # of a figure without a value, by reason; others are not in the data set
    "too_few": "C",
    "one_bound": "C",
    "amount": "C",
    "between": "C",
    "above": "C",
    "not_delivered": "L",
}


def status(why: str) -> str:
    """Status code that goes with a reason."""
    return STATUS.get(why, "M")

"""Why a row of the county sheet has no figure, in both languages."""

from __future__ import annotations

from pipelines.catalog import Text

LEAST_POOLED = 3  # of five counties that must have a figure

PART = {
    "not_delivered": Text("Za ten okres nic nie dostarczono.", "Nothing was delivered for this period."),
    "not_computed": Text("Żadne lata nie były jeszcze zamknięte.", "No years had closed yet."),
    "too_few": Text("Spraw jest za mało, żeby podać odsetek.", "Cases are too few to tell a share."),
    "no_body": Text("Powiat nie miał zespołu koordynującego.", "The county had no coordinating body."),
    "no_centre": Text("W rejestrze nie ma ośrodków tego powiatu.", "The register holds no centres of this county."),
    "no_meeting": Text("W tym okresie nie było spotkań.", "There were no meetings in this period."),
    "no_answers": Text(
        "Ankiety z powiatu nie ma albo odpowiedziało mniej niż 10 osób.",
        "The county has no survey, or fewer than 10 persons answered.",
    ),
}


def nothing() -> Text:
    return Text("Wydanie nie ma tych danych.", "The release holds no such data.")


def hidden() -> Text:
    return Text(
        "Za mało spraw: liczba jest ukryta dla ochrony osób.", "Too few cases: the figure is hidden to protect people."
    )


def counts() -> Text:
    return Text(
        "Liczby osób zależą od wielkości powiatu, dlatego ich nie porównujemy.",
        "Numbers of persons depend on the size of a county, so they are not compared.",
    )


def few(known: int, asked: int) -> Text:
    return Text(
        f"Tę liczbę ma w danych {known} z {asked} powiatów; porównujemy od {LEAST_POOLED}.",
        f"In the data {known} of {asked} counties have this figure; we compare from {LEAST_POOLED} on.",
    )

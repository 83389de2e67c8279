"""Group A of the catalogue: activity and inactivity (BAEL, the Polish labour force survey)."""

from __future__ import annotations

from pipelines.catalog import GeoLevel, Indicator, Text

_AGES = Text("osoby w wieku 15–89 lat w gospodarstwach domowych", "people aged 15–89 in private households")
_SUM = Text(
    "Suma kobiet i mężczyzn z liczb zaokrąglonych do tysiąca; może różnić się od druku o 1 tys.",
    "Women and men added up from figures rounded to a thousand; it may differ from print by 1 thousand.",
)
_ROUNDED = Text(
    "Obliczona z liczb zaokrąglonych do tysiąca; może różnić się od wskaźnika GUS o 0,1 p.p.",
    "Computed from figures rounded to a thousand; it may differ from the official rate by 0.1 pp.",
)
_ERROR = Text(
    "GUS nie podaje tu błędu badania. Przedział jest orientacyjny: wynika z założeń Latarni o liczebności próby.",
    "Statistics Poland gives no sampling error here. The interval is illustrative: it rests on Latarnia's assumptions about the sample.",
)
NO_COUNTY = Text(
    "BAEL nie daje wyników dla powiatów: próba jest na to za mała.",
    "The survey gives no results for counties: its sample is too small.",
)
_POPULATION = Text(
    "ludność w tym samym wieku: aktywni i bierni (tys.)", "population of the same age: active and inactive (thousand)"
)

AREAS: tuple[GeoLevel, ...] = ("country", "voivodeship")
_CAVEATS = (_ROUNDED, _ERROR, NO_COUNTY)
_MAIN_AGES = "age in ('15-89', '15+')"

INDICATORS = (
    Indicator(
        id="A01",
        group="A",
        title=Text("Bierni zawodowo", "Inactive persons"),
        question=Text(
            "Ilu mieszkańców nie pracuje i nie szuka pracy?", "How many residents neither work nor look for work?"
        ),
        definition=Text(
            "Osoby, które nie pracują i nie są bezrobotne: nie szukają pracy albo nie mogą jej podjąć w ciągu dwóch tygodni.",
            "People neither employed nor unemployed: they do not look for work, or could not start within two weeks.",
        ),
        numerator_words=Text("bierni zawodowo (tys.)", "inactive persons (thousand)"),
        denominator_words=None,
        mart="activity",
        numerator=f"measure = 'inactive' and {_MAIN_AGES}",
        unit="persons_thousands",
        decimals=0,
        direction="none",
        levels=AREAS,
        by=("sex", "education", "place"),
        method="direct",
        sources=("bael_activity", "bael_cities", "bael_quarters"),
        computed=True,
        universe=_AGES,
        caveats=(_SUM, _ERROR, NO_COUNTY),
    ),
    Indicator(
        id="A02",
        group="A",
        title=Text("Wskaźnik bierności zawodowej", "Inactivity rate"),
        question=Text(
            "Jaka część mieszkańców nie pracuje i nie szuka pracy?",
            "What share of residents neither work nor look for work?",
        ),
        definition=Text(
            "Bierni zawodowo jako procent ludności w wieku 15–89 lat.",
            "Inactive persons as a percentage of the population aged 15–89.",
        ),
        numerator_words=Text("bierni zawodowo (tys.)", "inactive persons (thousand)"),
        denominator_words=_POPULATION,
        mart="activity",
        numerator=f"measure = 'inactive' and {_MAIN_AGES}",
        denominator="measure = 'population'",
        scale=100,
        unit="percent",
        decimals=1,
        direction="lower",
        levels=AREAS,
        by=("sex",),
        method="direct",
        sources=("bael_activity",),
        computed=True,
        universe=_AGES,
        caveats=_CAVEATS,
    ),
    Indicator(
        id="A03",
        group="A",
        title=Text("Współczynnik aktywności zawodowej", "Activity rate"),
        question=Text(
            "Jaka część mieszkańców pracuje lub szuka pracy?", "What share of residents work or look for work?"
        ),
        definition=Text(
            "Pracujący i bezrobotni jako procent ludności w wieku 15–89 lat.",
            "Employed and unemployed persons as a percentage of the population aged 15–89.",
        ),
        numerator_words=Text("pracujący i bezrobotni (tys.)", "employed and unemployed (thousand)"),
        denominator_words=_POPULATION,
        mart="activity",
        numerator=f"measure = 'active' and {_MAIN_AGES}",
        denominator="measure = 'population'",
        published=f"measure = 'activity_rate' and {_MAIN_AGES}",
        scale=100,
        unit="percent",
        decimals=1,
        direction="higher",
        levels=AREAS,
        by=("sex", "place"),
        method="direct",
        sources=("bael_activity", "bael_quarters"),
        computed=True,
        universe=_AGES,
        caveats=_CAVEATS,
    ),
    Indicator(
        id="A04",
        group="A",
        title=Text("Wskaźnik zatrudnienia", "Employment rate"),
        question=Text("Jaka część mieszkańców pracuje?", "What share of residents work?"),
        definition=Text(
            "Pracujący jako procent ludności w wieku 15–89 lat.",
            "Employed persons as a percentage of the population aged 15–89.",
        ),
        numerator_words=Text("pracujący (tys.)", "employed (thousand)"),
        denominator_words=_POPULATION,
        mart="activity",
        numerator=f"measure = 'employed' and {_MAIN_AGES}",
        denominator="measure = 'population'",
        published=f"measure = 'employment_rate' and {_MAIN_AGES}",
        scale=100,
        unit="percent",
        decimals=1,
        direction="higher",
        levels=AREAS,
        by=("sex", "place"),
        method="direct",
        sources=("bael_activity", "bael_quarters"),
        computed=True,
        universe=_AGES,
        caveats=_CAVEATS,
    ),
    Indicator(
        id="A06",
        group="A",
        title=Text("Luka płci w aktywności", "Gender gap in activity"),
        question=Text(
            "O ile częściej pracują lub szukają pracy mężczyźni niż kobiety?",
            "How much more often do men than women work or look for work?",
        ),
        definition=Text(
            "Współczynnik aktywności mężczyzn minus współczynnik aktywności kobiet.",
            "Activity rate of men minus activity rate of women.",
        ),
        numerator_words=Text("współczynnik aktywności mężczyzn minus kobiet", "activity rate of men minus women"),
        denominator_words=None,
        mart="activity",
        numerator="measure = 'active'",
        denominator="measure = 'population'",
        scale=100,
        gap=("sex", "M", "F"),
        unit="pp",
        decimals=1,
        direction="lower",
        levels=AREAS,
        method="direct",
        sources=("bael_activity",),
        computed=True,
        universe=_AGES,
        caveats=_CAVEATS,
    ),
    *(
        Indicator(
            id=code,
            group="A",
            title=title,
            question=question,
            definition=definition,
            numerator_words=Text(f"{words.pl} (tys.)", f"{words.en} (thousand)"),
            denominator_words=None,
            mart="activity",
            numerator=f"measure = '{measure}' and {_MAIN_AGES}",
            unit="persons_thousands",
            decimals=0,
            direction="none",
            levels=AREAS,
            by=by,
            method="direct",
            sources=("bael_activity", "bael_quarters"),
            computed=True,
            universe=universe,
            caveats=(_SUM, _ERROR, NO_COUNTY),
        )
        for code, measure, by, universe, title, words, question, definition in (
            (
                "A08",
                "active",
                ("sex", "place"),
                _AGES,
                Text("Aktywni zawodowo", "Economically active persons"),
                Text("pracujący i bezrobotni", "employed and unemployed"),
                Text("Ilu mieszkańców pracuje lub szuka pracy?", "How many residents work or look for work?"),
                Text("Pracujący i bezrobotni razem.", "Employed and unemployed persons together."),
            ),
            (
                "A09",
                "employed",
                ("sex", "education", "place"),
                _AGES,
                Text("Pracujący", "Employed persons"),
                Text("pracujący", "employed"),
                Text("Ilu mieszkańców pracuje?", "How many residents work?"),
                Text(
                    "Osoby, które w badanym tygodniu pracowały co najmniej godzinę za wynagrodzeniem albo miały pracę, lecz jej czasowo nie wykonywały.",
                    "People who worked at least one paid hour in the week asked about, or had a job from which they were temporarily absent.",
                ),
            ),
            (
                "A10",
                "unemployed",
                ("sex",),
                Text("osoby w wieku 15–74 lat w gospodarstwach domowych", "people aged 15–74 in private households"),
                Text("Bezrobotni według BAEL", "Unemployed persons (LFS)"),
                Text("bezrobotni", "unemployed"),
                Text(
                    "Ilu mieszkańców nie pracuje, ale szuka pracy?", "How many residents do not work but look for work?"
                ),
                Text(
                    "Osoby w wieku 15–74 lat, które nie pracują, szukają pracy i mogą ją podjąć w ciągu dwóch tygodni. To nie to samo co bezrobotni zarejestrowani.",
                    "People aged 15–74 who do not work, look for work and could start within two weeks. Not the same as registered unemployment.",
                ),
            ),
        )
    ),
)

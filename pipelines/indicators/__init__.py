"""Every indicator the product may show, in the order of the catalogue."""

from __future__ import annotations

from pipelines.catalog import Defined, Indicator, Proposed, Text
from pipelines.indicators import (
    activity,
    activity_rates,
    assistance,
    causes,
    cooperation,
    county,
    forum,
    outcomes,
    pathways,
)

GROUPS: dict[str, Text] = {
    "A": Text("Aktywność i bierność", "Activity and inactivity"),
    "B": Text("Przyczyny bierności", "Causes of inactivity"),
    "C": Text("Rynek pracy w powiatach", "County labour market"),
    "D": Text("Pomoc społeczna", "Social assistance"),
    "E": Text("Przebieg współpracy", "Process of cooperation"),
    "F": Text("Ścieżki", "Pathways"),
    "G": Text("Wyniki", "Outcomes"),
    "H": Text("Forum i sieci", "Forum and networks"),
}

# From published figures: computed in the build.
INDICATORS: dict[str, Indicator] = {
    i.id: i
    for i in (
        *activity.INDICATORS,
        *activity_rates.INDICATORS,
        *causes.INDICATORS,
        *county.INDICATORS,
        *assistance.INDICATORS,
    )
}
# Of the cooperation model, proposed by the project: read from the protected counts of a release.
PROPOSED: dict[str, Proposed] = {
    i.id: i for i in (*cooperation.INDICATORS, *pathways.INDICATORS, *outcomes.INDICATORS, *forum.INDICATORS)
}
CATALOGUE: dict[str, Defined] = {**INDICATORS, **PROPOSED}

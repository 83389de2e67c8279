"""Every indicator the product may show, in the order of the catalogue."""

from __future__ import annotations

from pipelines.catalog import Indicator, Text
from pipelines.indicators import activity, activity_rates, assistance, causes, county

GROUPS: dict[str, Text] = {
    "A": Text("Aktywność i bierność", "Activity and inactivity"),
    "B": Text("Przyczyny bierności", "Causes of inactivity"),
    "C": Text("Rynek pracy w powiatach", "County labour market"),
    "D": Text("Pomoc społeczna", "Social assistance"),
}

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

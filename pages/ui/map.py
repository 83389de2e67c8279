"""What a map of a region's areas is sent: classes with their bounds, a word for each area, the focus."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from pages.ui.charts.axes import reason
from pages.ui.text import words
from pipelines.words.numbers import number, rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pages.ui.charts import Dot
    from pipelines.catalog import Language

CLASSES = 5


def class_bounds(values: Sequence[float], decimals: int) -> list[float]:
    """Lower bounds of up to five classes with about equally many areas, at printable values; equal values share one."""
    shown = sorted(float(rounded(value, decimals)) for value in values)
    if not shown:
        return []
    bounds = {shown[0]} | {shown[at * len(shown) // CLASSES] for at in range(1, CLASSES)}
    return sorted(bounds)


def class_words(values: Sequence[float], bounds: Sequence[float], decimals: int, language: Language) -> list[str]:
    """Each class as the reader sees it: its smallest and largest value, e.g. `4,1–5,0`."""
    shown = sorted(float(rounded(value, decimals)) for value in values)
    texts = []
    for at, bound in enumerate(bounds):
        above = bounds[at + 1] if at + 1 < len(bounds) else float("inf")
        mine = [value for value in shown if bound <= value < above]
        ends = [number(value, decimals, language) for value in (mine[0], mine[-1])]
        texts.append(ends[0] if ends[0] == ends[1] else "–".join(ends))
    return texts


def region_map(
    rows: Sequence[Dot],
    shapes: str,
    language: Language,
    *,
    title: str,
    unit: str = "",
    decimals: int = 1,
) -> dict[str, Any]:
    """The map for `card(map=…)`; `shapes` is the address of the release's outlines (`shapes_address`).

    Zero, missing and withheld areas stand outside the classes. The row with `focus` is outlined.
    """
    amounts = [row.value for row in rows if row.value]
    bounds = class_bounds(amounts, decimals)
    areas: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row.value is None:
            kind: int | str = "withheld" if row.obs_status in {"Q", "C"} else "missing"
            text = reason(row.obs_status, language)
        else:
            kind = "zero" if row.value == 0 else bisect_right(bounds, float(rounded(row.value, decimals))) - 1
            text = f"{number(row.value, decimals, language)}{unit}"
        areas[row.code] = {"name": row.name, "text": text, "class": kind}
    kinds = {area["class"] for area in areas.values()}
    # Few classes take the ends and the middle of the colour scale, so that high stays dark.
    spread = [round(at * (CLASSES - 1) / max(len(bounds) - 1, 1)) for at in range(len(bounds))]
    for area in areas.values():
        if isinstance(area["class"], int):
            area["class"] = spread[area["class"]]
    legend: list[tuple[int | str, str]] = [
        (spread[at], f"{text}{unit}") for at, text in enumerate(class_words(amounts, bounds, decimals, language))
    ]
    legend += [(kind, words(f"map.{kind}", language)) for kind in ("zero", "missing", "withheld") if kind in kinds]
    return {
        "shapes": shapes,
        "areas": areas,
        "legend": legend,
        "focus": next((row.code for row in rows if row.focus), ""),
        "label": words("map.label", language, title=title, count=len(rows)),
        "hint": words("map.hint", language),
        "language": language,
    }


def shapes_address(release: str, name: str) -> str:
    """Address of a geometry file of a release, e.g. `shapes_address("r0f3a", "map_22.json")`."""
    return f"./figures/{release}/{name}"

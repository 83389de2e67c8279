"""The colours of charts and maps, for the light and the dark theme; figures name them as `@name` or `@name:opacity`."""

from __future__ import annotations

from typing import Any, Literal

Theme = Literal["light", "dark"]

# Ten series that differ in hue and lightness; charts add dash and marker shape, so colour never stands alone.
SERIES: dict[Theme, tuple[str, ...]] = {
    "light": (
        "#00527a",
        "#a8471a",
        "#1f6b42",
        "#8a3d8f",
        "#6b5d00",
        "#b0234f",
        "#3d4a57",
        "#0f6f8c",
        "#5a49b8",
        "#7d5229",
    ),
    "dark": (
        "#7cc4ee",
        "#f0a06a",
        "#7fd1a0",
        "#d79be0",
        "#d8c65a",
        "#ff8fab",
        "#c5d0da",
        "#5fd0e6",
        "#b6abff",
        "#d6b08a",
    ),
}

PALETTES: dict[Theme, dict[str, Any]] = {
    "light": {
        "background": "#ffffff",
        "text": "#15202b",
        "muted": "#46535f",
        "grid": "#e1e7ec",
        "axis": "#76848f",
        "focus": "#00527a",
        "benchmark": "#a8471a",
        "context": "#84929e",
        "up": "#a8471a",
        "down": "#1a6aa8",
        "better": "#1a6aa8",
        "worse": "#a8471a",
        "women": "#8a3d8f",
        "men": "#1f6b42",
        "chosen": "#b8400a",
        "border": "#15202b",
        "zero": "#ffffff",
        "classes": ["#d9e8f3", "#b4d2e8", "#8bb9d9", "#5c9bc9", "#2f7fb5"],
        **{f"series{at}": colour for at, colour in enumerate(SERIES["light"])},
    },
    "dark": {
        "background": "#10171e",
        "text": "#eef3f7",
        "muted": "#b3c0cb",
        "grid": "#26333e",
        "axis": "#8696a4",
        "focus": "#7cc4ee",
        "benchmark": "#f0a06a",
        "context": "#74838f",
        "up": "#f0a06a",
        "down": "#7cb8ff",
        "better": "#7cb8ff",
        "worse": "#f0a06a",
        "women": "#d79be0",
        "men": "#7fd1a0",
        "chosen": "#ffb454",
        "border": "#10171e",
        "zero": "#10171e",
        "classes": ["#4a7896", "#6093b5", "#7fb0d0", "#a9cfe6", "#d8ecf8"],
        **{f"series{at}": colour for at, colour in enumerate(SERIES["dark"])},
    },
}


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def painted(value: Any, theme: Theme) -> Any:
    """The same figure with colour names replaced by the colours of a theme (the browser does this for pages)."""
    if isinstance(value, str) and value.startswith("@"):
        name, _, opacity = value[1:].partition(":")
        colour: str = PALETTES[theme][name]
        if not opacity:
            return colour
        return f"rgba({','.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))},{opacity})"
    if isinstance(value, dict):
        return {key: painted(item, theme) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [painted(item, theme) for item in value]
    return value

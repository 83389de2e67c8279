"""The filters of a saved address, read as the page's widgets read them; what is not there is an error, not a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.catalog import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pages.ui.cards.common import Content

    Builders = dict[str, Callable[[], Content | None]]

CARRIED = {"focus"}  # links of the menu take it to pages that have no use for it


class ViewError(ValueError):
    """A view that cannot be shown; `text` is a clause without a capital letter, for whoever names the place."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Asked:
    """Filters by name; every read one is crossed off, so that a misspelt one is noticed."""

    def __init__(self, filters: Mapping[str, str]) -> None:
        self.filters = dict(filters)
        self.read: set[str] = set()

    def one(self, name: str, options: Mapping[str, str], default: str) -> str:
        """The code asked for; the default where none is."""
        self.read.add(name)
        code = self.filters.get(name, default)
        if name in self.filters and code not in options:
            raise ViewError(_unknown(name, code, options))
        return code

    def many(self, name: str, options: Mapping[str, str], default: Sequence[str] = ()) -> list[str]:
        """The codes asked for, in their order."""
        self.read.add(name)
        if name not in self.filters:
            return list(default)
        codes = list(dict.fromkeys(code for code in self.filters[name].split(",") if code))
        for code in codes:
            if code not in options:
                raise ViewError(_unknown(name, code, options))
        return codes

    def switch(self, name: str, *, default: bool = False) -> bool:
        """Whether a yes/no filter is on."""
        return self.one(name, {"0": "0", "1": "1"}, str(int(default))) == "1"

    def nothing_else(self) -> None:
        """ViewError where a filter was given that the page does not have."""
        for name in self.filters:
            if name not in self.read | CARRIED:
                known = ", ".join(sorted(self.read)) or "–"
                raise ViewError(
                    Text(
                        f"strona nie ma filtra „{name[:40]}”; ma: {known}",
                        f"the page has no filter “{name[:40]}”; it has: {known}",
                    )
                )


def first(options: Mapping[str, str]) -> str:
    """The first option; empty where there is none."""
    return next(iter(options), "")


def _unknown(name: str, code: str, options: Mapping[str, str]) -> Text:
    known = ", ".join(list(options)[:12]) + (" …" if len(options) > 12 else "") if options else "–"
    return Text(
        f"w tym wydaniu filtr {name} nie zna wartości „{code[:40]}”; zna: {known}",
        f"in this release the filter {name} has no value “{code[:40]}”; it has: {known}",
    )

"""Every page in both languages, light and dark, wide and narrow: whole, accessible, self-contained."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from browser.view import View
from pages.ui.frame import PAGES

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page: Page) -> list[str]:
    """Each finding of axe as rule and the first elements it names."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        "(rules) => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})", RULES
    )
    return [f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found["violations"]]


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_page_is_whole_and_accessible(
    view: Callable[..., View], name: str, language: str, scheme: str, width: int
) -> None:
    seen = view(scheme, width)
    page = seen.open(name, lang=language)
    assert page.locator("h1").count() == 1
    assert page.locator("h1").is_visible()
    assert page.locator("[data-testid=stException]").count() == 0
    assert page.locator("html").get_attribute("lang") == language
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).colorScheme") == scheme
    room, wide = page.evaluate(
        "() => { const main = document.querySelector('[data-testid=stMain]'); return [main.clientWidth, main.scrollWidth]; }"
    )
    assert wide <= room, "the page scrolls sideways"
    assert violations(page) == []
    assert seen.errors == []
    assert seen.outside == []


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_tables_and_descriptions_are_accessible_too(view: Callable[..., View], name: str, language: str) -> None:
    page = view().open(name, lang=language)
    for at in (1, 2):
        tabs = page.locator(f".lat-card [role=tab]:nth-child({at + 1}):visible")
        for tab in tabs.all():
            tab.click()
        assert tabs.count() == page.locator(f".lat-card [role=tab]:nth-child({at + 1})[aria-selected=true]").count()
        assert violations(page) == []

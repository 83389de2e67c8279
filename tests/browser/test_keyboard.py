"""Everything by keyboard: Tab reaches each kind of control, arrows walk the map, Enter chooses a county."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browser.view import View

pytestmark = pytest.mark.browser

# What has the focus, as the kind of thing a reader would call it.
KIND = """() => {
  const it = document.activeElement;
  if (it.closest('[data-testid=stSidebar]')) return it.closest('[data-testid=stPageLink]') ? 'menu' : it.hreflang ? 'language' : 'sidebar';
  if (it.dataset.teryt) return 'map';
  if (it.getAttribute('role') === 'tab') return 'tab';
  if (it.closest('.lat-downloads')) return 'download';
  if (it.closest('[data-testid=stPopover]')) return 'popover';
  if (it.closest('[data-testid=stSelectbox]')) return 'list';
  if (it.closest('[data-testid=stMultiSelect]')) return 'many';
  if (it.matches('.lat-scroll')) return 'table';
  return it.localName;
}"""
MOST_TABS = 120


def tab_to(page: Page, kind: str) -> list[str]:
    """Press Tab until something of that kind has the focus; returns the kinds on the way."""
    passed: list[str] = []
    while len(passed) < MOST_TABS:
        page.keyboard.press("Tab")
        passed.append(page.evaluate(KIND))
        if passed[-1] == kind:
            return passed
    raise AssertionError(f"Tab does not reach {kind}: {passed}")


def test_tab_reaches_every_kind_of_control_in_reading_order(view: Callable[..., View]) -> None:
    page = view().open("counties")
    for kind in ("menu", "language", "list", "tab", "map", "download", "popover"):
        tab_to(page, kind)
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-testid=stMultiSelect]")
    tab_to(page, "many")


def test_focus_is_visible(view: Callable[..., View]) -> None:
    page = view().open("counties")
    for kind in ("menu", "tab", "download"):
        tab_to(page, kind)
        ring = page.evaluate(
            "() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; }"
        )
        assert ring, f"{kind} does not show that it has the focus"
    page.locator("path[data-teryt][tabindex='0']").focus()
    assert page.locator(".lat-ring[d]").count() == 1


def test_arrows_and_enter_choose_a_county_everywhere(view: Callable[..., View]) -> None:
    seen = view()
    page = seen.open("counties")
    first = page.locator("path[data-teryt][aria-pressed=true]").get_attribute("data-teryt")
    tab_to(page, "map")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    there = page.evaluate("document.activeElement.dataset.teryt")
    assert there
    assert there != first
    page.keyboard.press("Enter")
    seen.until_query("focus", there)
    page.wait_for_selector(f"path[data-teryt='{there}'][aria-pressed=true]")
    assert page.evaluate("document.activeElement.dataset.teryt") == there  # the reader stays where they were
    name = page.locator(f"path[data-teryt='{there}']").get_attribute("aria-label")
    assert name
    chosen = page.locator("[data-testid=stMain] [data-testid=stSelectbox] input").last
    expect(chosen).to_have_value(re.compile(re.escape(name.split(":")[0])))  # the list follows the map a moment later


def test_a_click_on_the_map_chooses_too(view: Callable[..., View]) -> None:
    seen = view()
    page = seen.open("counties", focus="2205")
    page.locator("path[data-teryt='2208']").click()
    seen.until_query("focus", "2208")
    page.wait_for_selector("path[data-teryt='2208'][aria-pressed=true]")


def test_tabs_of_a_card_and_a_long_table(view: Callable[..., View]) -> None:
    page = view().open("counties")
    tab_to(page, "tab")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('aria-selected')") == "true"
    page.locator("article.lat-card").first.locator(".lat-scroll").wait_for()  # a table is unpacked when its tab opens
    tab_to(page, "table")
    page.keyboard.press("End")
    page.wait_for_function("() => document.activeElement.scrollTop > 0")

"""A link to a card brings its reader to the card: it has the focus, and it is in view once the page has grown around it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from browser.view import View

pytestmark = pytest.mark.browser

TOP = "() => document.activeElement.getBoundingClientRect().top"


def test_a_link_of_the_systems_list_leads_to_its_card_by_keyboard(view: Callable[..., View]) -> None:
    seen = view()
    page = seen.open("methods")
    page.locator('.lat-systems a[href="./families#acceptance"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/families**")
    page.wait_for_function("() => document.activeElement?.id === 'view-acceptance'")
    seen.settle()
    assert 60 <= page.evaluate(TOP) < page.viewport_size["height"] / 2  # type: ignore[index]
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('#view-acceptance') !== null")
    assert not seen.errors


def test_an_address_without_a_card_begins_at_the_top(view: Callable[..., View]) -> None:
    page = view().open("families")
    assert page.evaluate("() => document.activeElement === document.body")
    assert page.locator("#view-acceptance").count() == 1

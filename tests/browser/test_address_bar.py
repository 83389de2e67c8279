"""The address holds the page: deep links, filters after a reload, language and focus carried along."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from bench.servers import product
from browser.view import View

pytestmark = pytest.mark.browser

SELECT = "[data-testid=stMain] [data-testid=stSelectbox]"


def choose_another(page: Page, at: int) -> str:
    """Choose an entry of the list number `at` that is not chosen now; returns its label."""
    page.locator(f"{SELECT} input").nth(at).click()
    other = page.locator("[role=option][aria-selected=false]").last
    label = other.inner_text()
    other.click()
    return label


def shown(page: Page, at: int) -> str:
    """What the list number `at` shows as chosen."""
    return str(page.locator(SELECT).nth(at).locator("input").input_value())


def test_a_deep_link_works_on_a_fresh_server(view: Callable[..., View], folder: Path, server: str) -> None:
    # The first request of this server's life names a page other than the start.
    assert server
    with product({"LATARNIA_MARTS": str(folder), "LATARNIA_REGION": "22"}) as fresh:
        page = view(server=fresh).open("counties", focus="2205", lang="en")
        assert page.locator("[data-testid=stException]").count() == 0
        assert page.locator("path[data-teryt='2205'][aria-pressed=true]").count() == 1


@pytest.mark.parametrize(("name", "parameter"), [("counties", "indicator"), ("inactivity", "measure")])
def test_filters_outlive_a_reload_and_a_change_of_language(
    view: Callable[..., View], name: str, parameter: str
) -> None:
    seen = view()
    page = seen.open(name)
    before = page.locator(".lat-card h2, .lat-card h3").first.inner_text()
    label = choose_another(page, 0)
    page.wait_for_function("(name) => new URL(location).searchParams.has(name)", arg=parameter)
    code = seen.query[parameter]
    page.wait_for_function(
        "(old) => document.querySelector('.lat-card h2, .lat-card h3').innerText !== old", arg=before
    )
    title = seen.settle().locator(".lat-card h2, .lat-card h3").first.inner_text()
    page.reload()
    seen.settle()
    assert shown(page, 0) == label
    assert page.locator(".lat-card h2, .lat-card h3").first.inner_text() == title
    page.locator("a[hreflang=en]").click()
    seen.until_query("lang", "en")
    assert seen.query[parameter] == code
    assert page.locator("html").get_attribute("lang") == "en"
    assert shown(page, 0) != label
    assert page.locator("[data-testid=stMain] .lat-notes").count() == 0


def test_the_menu_carries_language_and_focus(view: Callable[..., View]) -> None:
    seen = view()
    page = seen.open("counties", lang="en", focus="2205", indicator="C09")
    page.locator("[data-testid=stSidebar] [data-testid=stPageLink-NavLink]").nth(1).click()
    page.wait_for_url("**/inactivity?*")
    seen.settle()
    assert seen.query == {"lang": "en", "focus": "2205"}
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_back_button_undoes_a_step(view: Callable[..., View]) -> None:
    seen = view()
    page = seen.open("start")
    page.locator("[data-testid=stSidebar] [data-testid=stPageLink-NavLink]").nth(2).click()
    page.wait_for_url("**/counties*")
    title = seen.settle().locator("h1").inner_text()
    page.go_back()
    page.wait_for_function(
        "(old) => document.querySelector('h1') && document.querySelector('h1').innerText !== old", arg=title
    )
    seen.settle()


def test_an_unknown_value_is_named_and_the_default_shown(view: Callable[..., View]) -> None:
    seen = view()
    page = seen.open("counties", indicator="<b>Z99</b>")
    told = page.locator(".lat-notes")
    assert "<b>Z99</b>" in told.inner_text()
    assert told.locator("b").count() == 0
    assert seen.errors == []

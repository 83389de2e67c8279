"""The county sheet of a county and of a city, in both languages, wide and narrow, and by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from browser.test_keyboard import tab_to
from browser.view import View

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("focus", "language", "width", "heading", "title"),
    [
        ("2216", "pl", 390, "Karta powiatu: powiat sztumski", "Gorzej niż w"),
        ("2264", "en", 1440, "County sheet: Sopot", "Better than in"),
        ("2264", "pl", 390, "Karta powiatu: Sopot", "Lepiej niż w"),
    ],
)
def test_the_answer_stands_above_a_chart_that_fits(
    view: Callable[..., View], focus: str, language: str, width: int, heading: str, title: str
) -> None:
    seen = view("light", width)
    page = seen.open("sheet", focus=focus, lang=language)
    assert page.locator("h1").inner_text() == heading
    assert page.locator(".lat-card").count() == 5
    assert page.locator(".lat-card").first.locator("h2").inner_text().startswith(title)
    chart = page.locator(".lat-chart").first
    cut = chart.evaluate(
        "(chart) => { const box = chart.getBoundingClientRect(); return [...chart.querySelectorAll('.annotation text, .ytick text')]"
        ".filter((text) => { const its = text.getBoundingClientRect(); return its.width && (its.left < box.left - 1 || its.right > box.right + 1); })"
        ".map((text) => text.textContent); }"
    )
    assert cut == []
    assert seen.errors == []


def test_by_keyboard_from_the_counties_page_to_another_benchmark(view: Callable[..., View]) -> None:
    seen = view()
    page = seen.open("counties", focus="2216")
    link = page.get_by_role("link", name="Karta powiatu: powiat sztumski")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sheet?**")
    seen.settle()
    assert seen.query["focus"] == "2216"
    assert page.locator("h1").inner_text() == "Karta powiatu: powiat sztumski"
    tab_to(page, "list")  # the county
    tab_to(page, "list")  # what it is compared with
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("() => new URL(location).searchParams.has('against')")
    seen.settle()
    against = seen.query["against"]
    tab_to(page, "tab")
    page.keyboard.press("ArrowRight")
    page.locator("article.lat-card").first.locator(".lat-table").wait_for()
    tab_to(page, "popover")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-testid=stSlider]")
    page.locator("[data-testid=stSlider] input").first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => new URL(location).searchParams.get('w_population') === '2'")
    seen.settle()
    assert seen.query["against"] == against
    page.locator(".lat-subtitle").filter(has_text="według wag").wait_for()


def test_an_unknown_county_is_told_in_the_readers_language(view: Callable[..., View]) -> None:
    page = view().open("sheet", focus="9999", lang="en")
    told = page.locator(".lat-notes[role=status]").first.inner_text()
    assert "9999" in told
    assert page.locator(".lat-card").count() == 5

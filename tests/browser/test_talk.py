"""Forum mode in a hall: by keyboard alone, large enough, without controls, and on when the network is cut."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from bench.servers import product
from browser.test_every_page import violations
from browser.test_keyboard import tab_to
from browser.view import View

pytestmark = pytest.mark.browser

SHOWN = "(at) => document.querySelector('.lat-stage').dataset.shown === String(at)"
LETTERS = """() => [...document.querySelectorAll('.lat-slide-chart text')].filter((one) => one.textContent.trim())
  .map((one) => parseFloat(getComputedStyle(one).fontSize) * (parseFloat(one.closest('[style*=zoom]')?.style.zoom) || 1))"""


def press(page: Page, key: str, at: int) -> None:
    page.keyboard.press(key)
    page.wait_for_function(SHOWN, arg=at)


def test_a_talk_by_keyboard_alone(view: Callable[..., View]) -> None:
    seen = view()
    page = seen.open("talk", lang="pl")
    page.set_viewport_size({"width": 1280, "height": 720})
    page.locator(".lat-start").wait_for()
    page.wait_for_function(SHOWN, arg=0)
    tab_to(page, "button")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.fullscreenElement?.matches('.lat-stage')")
    last = int(page.locator(".lat-slide-count").inner_text().split("/")[1]) - 1
    press(page, "ArrowRight", 1)
    press(page, "End", last)
    press(page, "PageUp", last - 1)
    press(page, "Home", 0)
    page.keyboard.press("b")
    assert page.locator(".lat-slide-blank").is_visible()
    page.keyboard.press("b")
    assert page.locator(".lat-slide-blank").is_hidden()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.querySelector('.lat-presenting')")
    assert seen.errors == []
    assert seen.outside == []


@pytest.mark.parametrize("talk", ["biernosc-w-regionie", "czy-model-dziala"])
def test_slides_are_large_and_say_where_their_figures_are_from(view: Callable[..., View], talk: str) -> None:
    page = view().open("talk", talk=talk)
    page.set_viewport_size({"width": 1280, "height": 720})
    page.locator(".lat-start").click()
    count = int(page.locator(".lat-slide-count").inner_text().split("/")[1])
    for at in range(count):
        page.wait_for_function(SHOWN, arg=at)
        assert page.locator(".lat-slide-source").is_visible()
        assert page.locator(".lat-slide-qr svg").is_visible()
        assert page.locator(".lat-stage button:visible").count() == 0
        head, lines = page.evaluate(
            "() => { const it = document.querySelector('.lat-slide-title'), size = parseFloat(getComputedStyle(it).fontSize);"
            " return [size, it.scrollHeight / size]; }"
        )
        assert head >= 28
        assert lines <= 2.5
        if page.locator(".lat-slide-map").count() == 0:  # labels of a map grow with its picture
            assert min(page.evaluate(LETTERS), default=20) >= 18
        page.keyboard.press("ArrowRight")


def test_the_show_goes_on_when_the_network_is_cut(browser: Browser, folder: Path, server: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    with product({"LATARNIA_MARTS": str(folder), "LATARNIA_REGION": "22"}) as elsewhere:
        assert elsewhere != server
        View(page, elsewhere).open("talk")
        page.locator(".lat-start").click()
        page.wait_for_function(SHOWN, arg=0)
    count = int(page.locator(".lat-slide-count").inner_text().split("/")[1])
    for at in range(1, count):  # the server is gone, nothing can be fetched any more
        press(page, "ArrowRight", at)
        assert page.locator(".lat-slide-chart svg, .lat-slide-table table").first.is_visible()
    page.close()

"""Another region by one setting: every page works and none speaks of the default one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from bench.servers import product
from browser.view import View
from pages.ui.frame import PAGES

pytestmark = pytest.mark.browser

# The default region and its neighbours may stand where all sixteen stand: in lists, charts and tables of voivodeships.
OF_SIXTEEN = re.compile(r"kujawsko-pomorski\w*|zachodniopomorski\w*")
NAMED = re.compile(r"pomorsk\w*|pomerania\w*", re.IGNORECASE)
SPOKEN = """() => {
  const copy = document.body.cloneNode(true);
  copy.querySelectorAll('.lat-chart, table, script, style, option, [data-testid=stMultiSelect]').forEach((one) => one.remove());
  const labels = [...document.querySelectorAll('[aria-label]')].filter((one) => !one.closest('.lat-chart')).map((one) => one.getAttribute('aria-label'));
  return [document.title, ...labels, copy.textContent].join('\\n');
}"""


@pytest.fixture(scope="module")
def elsewhere(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The product of that region; its command finds no release and builds one."""
    assert browser.is_connected()
    marts = tmp_path_factory.mktemp("elsewhere")
    with product({"LATARNIA_MARTS": str(marts), "LATARNIA_REGION": "26"}) as address:
        yield address


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_no_word_of_the_default_region(view: Callable[..., View], elsewhere: str, name: str, language: str) -> None:
    seen = view(server=elsewhere)
    page = seen.open(name, lang=language)
    assert page.locator("[data-testid=stException]").count() == 0
    for tab in page.locator(".lat-card [role=tab]:nth-child(3):visible").all():
        tab.click()  # descriptions are read too
    words = OF_SIXTEEN.sub("", page.evaluate(SPOKEN))
    assert "Latarnia" in words
    assert NAMED.findall(words) == []
    assert seen.errors == []


def test_a_region_without_outlines_has_tiles(view: Callable[..., View], elsewhere: str) -> None:
    page = view(server=elsewhere).open("counties")
    assert page.locator("path[data-teryt^='26']").count() == page.locator("path[data-teryt]").count() > 0

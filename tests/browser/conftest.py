"""Fixtures: the served product, one Chromium, and a view of a page that notes what must not happen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.servers import product
from browser.view import View

TIMEOUT_MS = 20_000


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        reason = "no Chromium on this machine (Debian: apt-get install chromium)"
        if os.environ.get("LATARNIA_BROWSER_REQUIRED"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as tool:
        opened = tool.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def folder(marts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the served release lies."""
    return Path(shutil.copytree(marts, tmp_path_factory.mktemp("served") / "marts"))


@pytest.fixture(scope="package")
def server(browser: Browser, folder: Path) -> Iterator[str]:
    """The product with the default region."""
    with product({"LATARNIA_MARTS": str(folder), "LATARNIA_REGION": "22"}) as address:
        yield address


@pytest.fixture(scope="package")
def contexts(browser: Browser) -> Iterator[Callable[[str, int], BrowserContext]]:
    """One browsing context for each colour scheme and width, so that later pages find a warm cache."""
    made: dict[tuple[str, int], BrowserContext] = {}

    def context(scheme: str, width: int) -> BrowserContext:
        if (scheme, width) not in made:
            height = 844 if width < 600 else 900
            made[scheme, width] = browser.new_context(
                locale="pl-PL", color_scheme=scheme, viewport={"width": width, "height": height}, accept_downloads=True
            )
            made[scheme, width].set_default_timeout(TIMEOUT_MS)
        return made[scheme, width]

    yield context
    for one in made.values():
        one.close()


@pytest.fixture
def view(contexts: Callable[[str, int], BrowserContext], server: str) -> Iterator[Callable[..., View]]:
    """Opens views: `view()` is light and wide; `view(server=…)` looks at another server."""
    opened: list[Page] = []

    def make(scheme: str = "light", width: int = 1440, server: str = server) -> View:
        opened.append(contexts(scheme, width).new_page())
        return View(opened[-1], server)

    yield make
    for page in opened:
        page.close()

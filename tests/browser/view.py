"""One page in the browser, with what it said and asked for on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Locator, Page

from pages.ui.frame import PAGES

# Nothing is running, all elements have arrived down to the last line, and every chart or map that shows is drawn.
SETTLED = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  if (app?.dataset.testScriptState !== 'notRunning' || !document.querySelector('.lat-foot-page')) return false;
  if (document.querySelector('[data-testid=stSkeleton], [data-testid=stAppSkeleton]')) return false; // code still loading
  if ([...document.querySelectorAll('[data-testid^=stBidiComponent]')].some((one) => !one.querySelector('.lat-card, .lat-stage[data-shown]'))) return false;
  return [...document.querySelectorAll('.lat-chart')]
    .filter((chart) => chart.offsetParent !== null)
    .every((chart) => chart.dataset.drawn && chart.querySelector('svg'));
}"""


@dataclass
class View:
    """A page of the browser looking at one server."""

    page: Page
    server: str
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self._note(request.url))
        self.page.on("websocket", lambda socket: self._note(socket.url.replace("ws", "http", 1)))

    def _note(self, url: str) -> None:
        if not url.startswith((f"{self.server}/", "data:", "blob:")):
            self.outside.append(url)

    def open(self, name: str, **query: str) -> Page:
        """Go to a page of the menu and wait until all of it is drawn."""
        path = "" if PAGES[name] == "app.py" else Path(PAGES[name]).stem
        self.page.goto(f"{self.server}/{path}" + (f"?{urlencode(query)}" if query else ""))
        return self.settle()

    def settle(self) -> Page:
        self.page.wait_for_function(SETTLED)
        return self.page

    @property
    def query(self) -> dict[str, str]:
        """The parameters that the address holds now."""
        return {name: values[-1] for name, values in parse_qs(urlsplit(self.page.url).query).items()}

    def until_query(self, name: str, code: str) -> None:
        """Wait until the address holds `name=code`, then until the page is drawn."""
        self.page.wait_for_function(
            "([name, code]) => new URL(location).searchParams.get(name) === code", arg=[name, code]
        )
        self.settle()

    def card(self, part: str) -> Locator:
        """Cards that hold an element."""
        return self.page.locator(".lat-card").filter(has=self.page.locator(part))

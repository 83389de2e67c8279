"""Each of our pages in a real browser against a bare Streamlit page with one Plotly Express chart as shipped."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.servers import bare, product
from bench.table import Row

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

WATCH = Path(__file__).resolve().parent / "painted.js"
# The marks of a drawn chart, ours or Streamlit's: lines, bars or dots of Plotly, or the areas of our map.
MARKS = ".scatterlayer .trace path, .barlayer .point path, svg path[data-teryt]"
TABLE = "[data-testid=stMain] table"  # the mark of a page without charts
TEXTS = "[data-testid=stMain] .stHtml, .lat-card"  # what its filter changes, wherever on the page
CHARTS = ".lat-chart, [data-testid=stPlotlyChart]"
SETTLE_MS = 300
SELECT = "[data-testid=stMain] [data-testid=stSelectbox] input"
BUTTONS = "[data-testid=stMain] [data-testid=stButtonGroup] button"
CLICKS = 6  # of one round
QUIET_MS = 400
PATIENCE_MS = 3_000
FIRST_AT_MOST, CLICK_AT_MOST = 1.0, 0.8


@dataclass(frozen=True)
class Case:
    """One page: its address and what proves that it is painted."""

    name: str
    address: str
    marks: str = MARKS
    changing: str = CHARTS  # what a filter changes


def cases(ours: str, theirs: str) -> list[Case]:
    """The bare page first, then all of ours."""
    from pages.ui.frame import PAGES

    found = [Case("bare", theirs)]
    for name, script in PAGES.items():
        path = "" if script == "app.py" else Path(script).stem
        texts = (TABLE, TEXTS) if name == "methods" else ()
        found.append(Case(name, f"{ours}/{path}", *texts))
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's Chromium, without a window."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        raise SystemExit("bench pages needs Chromium, e.g. apt-get install chromium")
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def cold(browser: Browser, case: Case) -> tuple[Page, float]:
    """Open the page with an empty cache; milliseconds from navigation to the first chart painted."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="pl-PL").new_page()
    page.add_init_script(path=WATCH)
    page.goto(case.address, wait_until="commit")
    return page, page.evaluate("(marks) => benchPainted.first(marks)", case.marks)


def clicks(page: Page, case: Case) -> list[dict[str, float]]:
    """Choose other values of the page's first filter; milliseconds to the first and the last chart in view painted."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_load_state("networkidle")
    found: list[dict[str, float]] = []
    for number in range(CLICKS):
        target = option(page, number)
        if target is None:
            return found
        times = target.evaluate(
            "(node, [charts, quiet, patience, everywhere]) => benchPainted.click(node, charts, quiet, patience, everywhere)",
            [case.changing, QUIET_MS, PATIENCE_MS, case.changing != CHARTS],
        )
        if times is not None:
            found.append(times)
    return found


def option(page: Page, number: int) -> Locator | None:
    """A value of the first filter that is not chosen now: an open list's entry, or a button of a group."""
    if page.locator(SELECT).count():
        page.locator(SELECT).first.scroll_into_view_if_needed()
        page.wait_for_timeout(SETTLE_MS)  # charts that come into view move the list, and a list that moves closes
        page.locator(SELECT).first.click()
        page.wait_for_selector("[role=option]")
        others = page.locator("[role=option][aria-selected=false]")
    else:
        others = page.locator(f"{BUTTONS}[aria-checked=false]")
    return others.nth(number % others.count()) if others.count() else None


def measure(rounds: int, folder: Path, only: Sequence[str] = ()) -> list[Row]:
    """All pages (or those named) in turn, round after round; the first round warms the servers and is dropped."""
    del folder
    first: dict[str, list[float]] = defaultdict(list)
    one: dict[str, list[float]] = defaultdict(list)
    whole: dict[str, list[float]] = defaultdict(list)
    with ExitStack() as stack:
        ours, theirs = stack.enter_context(product()), stack.enter_context(bare("one_chart.py"))
        browser = stack.enter_context(chromium())
        for turn in range(rounds + 1):
            for case in cases(ours, theirs):
                if only and case.name not in {"bare", *only}:
                    continue
                page, milliseconds = cold(browser, case)
                times = clicks(page, case)
                page.context.close()
                if turn:
                    first[case.name].append(milliseconds)
                    if times:  # single clicks do not pair up, rounds do
                        one[case.name].append(median(time["first"] for time in times))
                        whole[case.name].append(median(time["all"] for time in times))
    rows = []
    for name in [name for name in first if name != "bare"]:
        what = "first table" if name == "methods" else "first chart"
        rows.append(Row(f"{name}: cold to {what}", "ms", first[name], first["bare"], at_most=FIRST_AT_MOST))
    for name in [name for name in one if name != "bare" and one[name]]:
        last = "filter to all charts in view"
        if name == "methods":
            last = "filter to all texts"
        else:
            rows.append(Row(f"{name}: filter to first chart", "ms", one[name], one["bare"], at_most=CLICK_AT_MOST))
        rows.append(Row(f"{name}: {last}", "ms", whole[name], whole["bare"], at_most=CLICK_AT_MOST))
    return rows

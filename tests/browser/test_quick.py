"""What is drawn beside Plotly: labels of rows, notes, and swarms of dots with their hover text; nothing drawn twice, nothing lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Route

from browser.view import View

pytestmark = pytest.mark.browser

LABELS = """(card) => [...card.querySelectorAll('.lat-chart .lat-quick text')].map((one) => one.textContent)"""


def test_rows_are_labelled_once_and_follow_the_focus(view: Callable[..., View]) -> None:
    page = view().open("cooperation", focus="2205")
    first = page.locator("article.lat-card").first
    labels = first.evaluate(LABELS)
    assert len(labels) == 20
    assert sorted(labels, key=str.casefold) == sorted(set(labels), key=str.casefold)
    assert first.locator(".ytick text").count() == 0
    assert first.locator(".lat-quick tspan[font-weight='700']").all_text_contents() == ["kartuski"]


def test_a_dot_of_the_swarm_tells_its_county(view: Callable[..., View]) -> None:
    page = view().open("counties")
    chart = page.locator(".lat-chart:has(.lat-quick path)").first
    chart.scroll_into_view_if_needed()
    place = chart.evaluate(
        "(holder) => { const [, x, y] = holder.querySelector('.lat-quick path').getAttribute('d').match(/M([0-9.]+) ([0-9.]+)h0/);"
        " const box = holder.getBoundingClientRect(); return [box.left + Number(x), box.top + Number(y)]; }"
    )
    page.mouse.move(*place)
    tip = chart.locator(".lat-tip")
    tip.wait_for()
    assert "%" in tip.inner_text()
    page.mouse.move(place[0], place[1] + 400)
    tip.wait_for(state="hidden")


# Upper left corner of every text of the chart by its words, in px from the chart's own.
NOTES = """(holder, texts) => { const box = holder.getBoundingClientRect();
  return Object.fromEntries([...holder.querySelectorAll(texts)].map((one) => {
    const at = one.getBoundingClientRect(); return [one.textContent, [at.left - box.left, at.top + at.height / 2 - box.top]]; })); }"""


@pytest.mark.parametrize(("name", "width"), [("inactivity", 1440), ("sheet", 1440), ("effect", 390)])
def test_notes_stand_where_plotly_would_put_them(view: Callable[..., View], name: str, width: int) -> None:
    def places(texts: str, *, with_plotly: bool) -> dict[str, list[float]]:
        opened = view(width=width)
        if with_plotly:
            opened.page.route("**/quick.js*", plain)
        chart = opened.open(name, focus="2216").locator(".lat-chart:has(.main-svg)").first
        chart.locator(texts).first.wait_for()
        return chart.evaluate(NOTES, texts)

    def plain(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer,
            body=answer.text().replace("function takeNotes(", "const takeNotes = () => null;\nfunction was("),
        )

    ours = places(".lat-quick g text", with_plotly=False)
    theirs = places(".annotation text tspan.line, .annotation text:not(:has(tspan.line))", with_plotly=True)
    assert set(ours) == set(theirs)
    assert all(abs(a - b) < 2 for text, place in ours.items() for a, b in zip(place, theirs[text], strict=True))

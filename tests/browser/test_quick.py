"""What is drawn beside Plotly: labels of rows, and swarms of dots with their hover text; nothing drawn twice, nothing lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

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

"""A small table may always be withheld: without any one of them, and without all, every card and figure still says what it can."""

from __future__ import annotations

import pytest

from pages.ui import views
from pages.ui.card import payload
from pipelines import settings
from pipelines.indicators import PROPOSED
from pipelines.publication import groups
from pipelines.readings.figures import figures
from pipelines.release import Release

NAMES = [p.name for p in groups.declared(settings.ROOT / "data" / "reference", ["2205"])]
PAGES = ("cooperation", "together", "networks", "families", "tools", "pathways", "outcomes", "sheet")
FOCUS = {"cooperation", "together", "pathways", "outcomes", "sheet"}
COUNTY = "2205"


@pytest.mark.parametrize(
    "gone", [*([name] for name in NAMES), NAMES], ids=lambda gone: gone[0] if len(gone) == 1 else "all"
)
def test_cards_stand_without_a_table(published: Release, gone: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    release = Release(published.folder)
    kept = [row for row in published.table("protected_counts") if row["population"] not in gone]
    assert len(kept) < len(published.table("protected_counts"))
    honest = Release.table
    monkeypatch.setattr(
        Release,
        "table",
        lambda self, name: kept if self is release and name == "protected_counts" else honest(self, name),
    )
    for page in PAGES:
        for filters in ({}, *([{"focus": COUNTY}] if page in FOCUS else [])):
            for name, build in views.contents(release, page, filters, "pl").items():
                content = build()
                assert content is None or payload(**content, language="pl"), name
    for indicator in PROPOSED:
        for teryt in (release.region, COUNTY):
            assert all(figure.value is not None or figure.why for figure in figures(release, indicator, teryt))

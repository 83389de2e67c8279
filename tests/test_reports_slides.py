"""A talk as PDF: tagged and accessible, one message a page, the same figures as the cards; and in every form at once."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from pipelines import release as releases
from pipelines.catalog import Language
from pipelines.release import Release
from pipelines.reports import slides, take_away, talk


@pytest.fixture(scope="module")
def current(marts: Path) -> Release:
    return releases.current(marts)


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("path", talk.ready(), ids=lambda path: path.stem)
def test_a_page_for_each_slide_with_title_source_and_synthetic_label(
    current: Release, path: Path, language: Language
) -> None:
    found = talk.load(path)
    shown = talk.show(found, current, language)
    made = slides.pdf(current, found.title[language], shown, language)
    assert made.startswith(b"%PDF")
    assert b"pdfuaid" in made
    assert made == slides.pdf(current, found.title[language], shown, language)
    told = [slides._slide(current, one, language) for one in shown]
    assert all(current.id in slide["source"] for slide in told)
    assert all(slide["svg"] or slide["rows"] or slide["alt"] for slide in told)
    synthetic = [one.content["origin"].synthetic for one in shown]
    label = "dane syntetyczne" if language == "pl" else "synthetic data"
    assert [label in slide["subtitle"] for slide in told] == synthetic


def test_dense_charts_keep_their_letters_apart() -> None:
    names = [f"row<br>{at}" for at in range(20)]
    figure = {
        "data": [],
        "layout": {"height": 600, "margin": {"t": 10, "b": 30}, "yaxis": {"ticktext": names, "range": [19.5, -0.5]}},
    }
    flat = slides._flat(figure)["layout"]
    assert flat["height"] == 20 * slides.LEAST_ROW + 40
    assert flat["yaxis"]["ticktext"][0] == "row 0"
    assert figure["layout"]["height"] == 600


def test_everything_of_a_talk_in_one_archive(current: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    found = talk.load(talk.ready()[0])
    told: list[Path] = []

    def bundled(_release: object, folder: Path, *_: object) -> None:
        told.append(folder)
        (folder / "index.html").write_text("<!doctype html>", encoding="utf-8")

    monkeypatch.setattr(take_away.bundle, "write", bundled)  # its own tests write it in full
    with zipfile.ZipFile(io.BytesIO(take_away.zipped(found, current, "pl"))) as archive:
        stem = take_away.name(found, current, "pl")
        assert set(archive.namelist()) == {
            f"{stem}.pptx",
            f"{stem}.pdf",
            f"{stem}/index.html",
            take_away.MARK,
        }
        assert archive.testzip() is None
    assert len(told) == 1


def test_the_words_of_a_page_can_be_read_back(current: Release) -> None:
    found = talk.load(talk.ready()[0])
    shown = talk.show(found, current, "pl")
    pages = PdfReader(io.BytesIO(slides.pdf(current, found.title["pl"], shown, "pl"))).pages
    assert len(pages) == len(shown) + 1
    for one, page in zip(shown, list(pages)[1:], strict=True):
        said = "".join(page.extract_text().split())
        assert "".join(one.title.split()) in said
        assert current.id in said

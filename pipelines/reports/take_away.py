"""A talk in every form that can be taken away: PPTX, PDF and the offline bundle, side by side in one folder."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pages.ui.downloads import plain
from pipelines.catalog import Text
from pipelines.reports import bundle, deck, slides, talk

if TYPE_CHECKING:
    from pipelines.catalog import Language
    from pipelines.release import Release
    from pipelines.reports.talk import Shown, Talk

MARK = "latarnia-talk.txt"  # tells a folder of ours from others

Tell = Callable[[Text], None]


def name(found: Talk, release: Release, language: Language) -> str:
    """Name of the files without ending, e.g. `biernosc-w-regionie_r0f3a`."""
    return f"{plain(found.title[language]) or 'talk'}_{release.id}"


def write(found: Talk, release: Release, folder: Path, language: Language, tell: Tell = lambda _: None) -> None:
    """Fill the folder; InputError where the release lacks a view of the talk."""
    shown: list[Shown] = talk.show(found, release, language)
    title, stem = found.title[language], name(found, release, language)
    tell(Text("prezentacja PPTX", "PPTX deck"))
    (folder / f"{stem}.pptx").write_bytes(deck.deck(release, title, shown, language))
    tell(Text("slajdy PDF", "PDF slides"))
    (folder / f"{stem}.pdf").write_bytes(slides.pdf(release, title, shown, language))
    pages = folder / stem
    pages.mkdir()
    bundle.write(release, pages, found, language, tell)
    (folder / MARK).write_text(f"{release.id}\n", encoding="utf-8")


def zipped(found: Talk, release: Release, language: Language) -> bytes:
    """The same files as one archive."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write(found, release, folder, language)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    archive.write(path, str(path.relative_to(folder)))
    return out.getvalue()

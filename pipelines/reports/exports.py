"""The kinds of `latarnia export`: each makes its file whole, then saves it."""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pages.ui import views
from pipelines import release as releases
from pipelines import settings
from pipelines.catalog import Language, Text
from pipelines.problems import UserError
from pipelines.release import Release
from pipelines.reports import picture, tables, talk, writing


class Progress:
    """One line on standard error that a terminal rewrites; elsewhere a line for each step."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.is_screen = sys.stderr.isatty()

    def tell(self, said: Text) -> None:
        sys.stderr.write(f"\r\033[K  {said[self.language]} …" if self.is_screen else f"  {said[self.language]}\n")
        sys.stderr.flush()

    def count(self, what: Text) -> Callable[[int, int], None]:
        """For work in equal steps: `what` 3/10."""
        return lambda at, of: self.tell(Text(f"{what.pl} {at}/{of}", f"{what.en} {at}/{of}"))

    def done(self) -> None:
        if self.is_screen:
            sys.stderr.write("\r\033[K")


def _release(found: talk.Talk | None = None) -> Release:
    """The release in use, or the one whose figures a talk is frozen at."""
    if found is None or not found.release:
        return releases.current()
    folder = settings.marts_folder() / found.release
    if not (folder / "manifest.json").is_file():
        raise UserError(
            Text(
                f"{found.file}: nie ma już wydania {found.release}. Usuń wiersz release, aby wziąć bieżące.",
                f"{found.file}: the release {found.release} is no longer there. Remove the line release to take the current one.",
            )
        )
    return Release(folder)


_UNREAD = {
    errno.ENOENT: Text("nie ma takiego pliku", "there is no such file"),
    errno.ENOTDIR: Text("nie ma takiego pliku", "there is no such file"),
    errno.EISDIR: Text("to jest folder", "this is a folder"),
    errno.EACCES: Text("brak prawa odczytu", "no right to read it"),
}


def _talk(path: Path) -> talk.Talk:
    try:
        return talk.load(path)
    except OSError as error:
        said = error.strerror or str(error)
        why = _UNREAD.get(error.errno or 0, Text(said, said))
        raise UserError(
            Text(
                f"Nie można odczytać prelekcji {path}: {why.pl}. Gotowe leżą w data/talks.",
                f"The talk {path} cannot be read: {why.en}. Ready ones are in data/talks.",
            )
        ) from error


def sheet(options: argparse.Namespace, language: Language) -> None:
    from pipelines.reports import sheet as sheets

    release, progress = _release(), Progress(language)
    if options.all:
        areas = [release.region, *sheets.counties(release)]
        with writing.folder_at(options.out, sheets.MARK) as aside:
            for at, code in enumerate(areas, 1):
                progress.tell(
                    Text(
                        f"karta {at}/{len(areas)}: {release.areas[code].full.pl}",
                        f"sheet {at}/{len(areas)}: {release.areas[code].full.en}",
                    )
                )
                (aside / sheets.file_name(release, code, language)).write_bytes(sheets.pdf(release, code, language))
            (aside / sheets.MARK).write_text(f"{release.id}\n", encoding="utf-8")
        progress.done()
        return
    writing.check(options.out)
    writing.save(options.out, sheets.pdf(release, options.geo.strip() or release.region, language))


def workbook(options: argparse.Namespace, language: Language) -> None:
    from pipelines.reports import workbook as books

    writing.check(options.out)
    if options.talk:
        found = _talk(options.talk)
        release = _release(found)
        shown = talk.show(found, release, language)
        writing.save(options.out, books.of_talk(release, found.title[language], shown, language))
        return
    release, progress = _release(), Progress(language)
    areas = [code.strip() for code in options.geo.split(",") if code.strip()] or [release.region]
    for code in areas:
        if code not in release.areas:
            raise UserError(Text(f"{code}: nie ma takiego obszaru.", f"{code}: no such area."))
    content = books.of_areas(release, areas, language, progress.tell)
    progress.done()
    writing.save(options.out, content)


def deck(options: argparse.Namespace, language: Language) -> None:
    from pipelines.reports import deck as decks

    writing.check(options.out)
    found = _talk(options.talk)
    release, progress = _release(found), Progress(language)
    shown = talk.show(found, release, language)
    content = decks.deck(release, found.title[language], shown, language, progress.count(Text("slajd", "slide")))
    progress.done()
    writing.save(options.out, content)


def bundle(options: argparse.Namespace, language: Language) -> None:
    from pipelines.reports import bundle as bundles

    found = _talk(options.talk) if options.talk else None
    release, progress = _release(found), Progress(language)
    with writing.folder_at(options.out, bundles.MARK) as aside:
        bundles.write(release, aside, found, language, progress.tell)
    progress.done()


def take_talk(options: argparse.Namespace, language: Language) -> None:
    from pipelines.reports import take_away

    found = _talk(options.talk)
    release, progress = _release(found), Progress(language)
    with writing.folder_at(options.out, take_away.MARK) as aside:
        take_away.write(found, release, aside, language, progress.tell)
    progress.done()


def view(options: argparse.Namespace, language: Language) -> None:
    release = _release()
    try:
        content = views.content(release, views.parse(options.address), language)
    except views.ViewError as error:
        raise UserError(Text(f"{options.address}: {error.text.pl}.", f"{options.address}: {error.text.en}.")) from error
    ending = options.out.suffix.lower().removeprefix(".")
    makers: dict[str, Callable[[], bytes]] = {}
    if content.get("table"):
        makers |= {
            "csv": lambda: tables.csv_bytes(content, language),
            "parquet": lambda: tables.parquet_bytes(content, language),
        }
        makers["xlsx"] = lambda: _one_table(release, content, language)
    if picture.has_picture(content):
        makers |= {
            "svg": lambda: picture.svg_text(release, content, language).encode(),
            "png": lambda: picture.png(release, content, language),
        }
    if options.out.is_dir():  # the card's own name, every form
        for name, make in makers.items():
            writing.save(options.out / tables.name(content, name), make())
        return
    if ending not in makers:
        known = ", ".join(f".{name}" for name in makers)
        raise UserError(
            Text(
                f"{options.out}: tej karty nie można tak zapisać; końcówka może być {known}.",
                f"{options.out}: this card cannot be saved like that; the ending can be {known}.",
            )
        )
    writing.save(options.out, makers[ending]())


def _one_table(release: Release, content: dict[str, Any], language: Language) -> bytes:
    from pipelines.reports import workbook as books

    return books.of_cards(release, content["title"], [content], language)


KINDS = {
    "sheet": sheet,
    "workbook": workbook,
    "deck": deck,
    "bundle": bundle,
    "talk": take_talk,
    "view": view,
}

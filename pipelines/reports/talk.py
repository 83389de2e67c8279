"""Talks: an ordered list of saved views with a title and notes, kept as a small TOML file that can be edited and shared.

    title = { pl = "Bierność w regionie", en = "Inactivity in the region" }
    release = "r0f3a1b2c"            # optional: the figures as they were in that release

    [[views]]
    address = "counties?indicator=C01&focus=2205#map"
    title = "Own title"              # optional: the card's finding otherwise
    notes = { pl = "…", en = "…" }   # optional: what the presenter says

A text is either one string for both languages or a table with pl and en.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pages.ui import views
from pipelines import settings
from pipelines.catalog import LANGUAGES, Text
from pipelines.problems import InputError, Problem

if TYPE_CHECKING:
    from pages.ui.cards.common import Content
    from pipelines.catalog import Language
    from pipelines.release import Release

MOST_VIEWS = 60
MOST_BYTES = 200_000
LONGEST = {"title": 200, "notes": 4000}  # letters
NO_NOTES = Text("", "")
KEYS = {"title", "release", "views"}
VIEW_KEYS = {"address", "title", "notes"}
FOLDER = "talks"  # in the data folder: those that ship


@dataclass(frozen=True)
class Slide:
    """One view of a talk."""

    view: views.View
    title: Text | None = None  # in place of the card's finding
    notes: Text = NO_NOTES
    line: int | None = field(default=None, compare=False)  # of its file, for messages


@dataclass(frozen=True)
class Talk:
    """Views in the order in which they are shown."""

    title: Text
    slides: tuple[Slide, ...]
    release: str = ""  # shown as they were in that release; empty means the one in use
    file: str = ""  # for messages


@dataclass(frozen=True)
class Shown:
    """A slide with its card in one language; `title` is the one sentence that heads it."""

    slide: Slide
    title: str
    notes: str
    content: Content


def ready() -> list[Path]:
    """The talks that ship with the product."""
    return sorted((settings.data_folder() / FOLDER).glob("*.toml"))


def load(path: Path) -> Talk:
    """The talk of a file; InputError with file and line where it is broken, OSError where it cannot be read."""
    if path.stat().st_size > MOST_BYTES:
        raise InputError(_problem(path.name, "talk_size", None, _TOO_LARGE))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(_problem(path.name, "talk_encoding", None, _ENCODING)) from error
    return read(text, path.name)


def read(text: str, name: str) -> Talk:
    """The talk in a text; `name` stands in messages. Says everything that is wrong at once."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        line, column = (int(place[1]), place[2]) if place else (len(text.splitlines()), None)
        raise InputError(_problem(name, "talk_syntax", line, _SYNTAX, column=column)) from error
    reader = _Reader(name, [at for at, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*views", line)])
    talk = reader.talk(found)
    if reader.problems or talk is None:
        raise InputError(*reader.problems)
    return talk


def show(talk: Talk, release: Release, language: Language) -> list[Shown]:
    """Every slide with its card; InputError naming each view that this release does not have."""
    shown: list[Shown] = []
    problems = []
    for at, slide in enumerate(talk.slides, 1):
        try:
            content = views.content(release, slide.view, language)
        except views.ViewError as error:
            told = Text(
                f"widok {at} ({slide.view.address}): {error.text.pl}",
                f"view {at} ({slide.view.address}): {error.text.en}",
            )
            problems.append(_problem(talk.file, "talk_view", slide.line, (told, _PICK)))
            continue
        title = slide.title[language] if slide.title else str(content["title"])
        shown.append(Shown(slide, title, slide.notes[language], content))
    if problems:
        raise InputError(*problems)
    return shown


def written(talk: Talk) -> str:
    """The talk as the text of its file; `read` gives the same talk again."""
    lines = [f"title = {_toml(talk.title)}"]
    if talk.release:
        lines.append(f"release = {_quoted(talk.release)}")
    for slide in talk.slides:
        lines += ["", "[[views]]", f"address = {_quoted(slide.view.address)}"]
        if slide.title:
            lines.append(f"title = {_toml(slide.title)}")
        if slide.notes.pl or slide.notes.en:
            lines.append(f"notes = {_toml(slide.notes)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")  # JSON's escapes are TOML's


def _toml(text: Text) -> str:
    return _quoted(text.pl) if text.pl == text.en else f"{{ pl = {_quoted(text.pl)}, en = {_quoted(text.en)} }}"


class _Reader:
    """Turns what the file says into a talk, noting every problem with its line."""

    def __init__(self, name: str, lines: list[int]) -> None:
        self.name = name
        self.lines = lines  # where each view begins
        self.problems: list[Problem] = []

    def talk(self, found: dict[str, Any]) -> Talk | None:
        self.keys(found, KEYS, None)
        title = self.text(found.get("title"), "title", None, needed=True)
        release = found.get("release", "")
        if not isinstance(release, str) or not re.fullmatch(r"(r[0-9a-f]{4,40})?", release):
            self.note("talk_release", None, _RELEASE)
        views_found = found.get("views")
        if not isinstance(views_found, list) or not 0 < len(views_found) <= MOST_VIEWS:
            self.note("talk_views", None, _VIEWS)
            return None
        slides = [self.slide(one, at) for at, one in enumerate(views_found)]
        whole = tuple(slide for slide in slides if slide)
        return Talk(title, whole, release, self.name) if title and not self.problems else None

    def slide(self, found: Any, at: int) -> Slide | None:
        line = self.lines[at] if at < len(self.lines) else None
        if not isinstance(found, dict):
            self.note("talk_views", line, _VIEWS)
            return None
        self.keys(found, VIEW_KEYS, line)
        title = self.text(found.get("title"), "title", line)
        notes = self.text(found.get("notes"), "notes", line)
        address = found.get("address")
        if not isinstance(address, str) or len(address) > 1000:
            self.note("talk_address", line, _ADDRESS)
            return None
        try:
            return Slide(views.parse(address), title, notes or NO_NOTES, line)
        except views.ViewError as error:
            self.note("talk_address", line, (error.text, _PICK))
        return None

    def text(self, found: Any, key: str, line: int | None, *, needed: bool = False) -> Text | None:
        if found is None and not needed:
            return None
        told = dict.fromkeys(LANGUAGES, found) if isinstance(found, str) else found
        if (
            not isinstance(told, dict)
            or set(told) != set(LANGUAGES)
            or not all(isinstance(one, str) and len(one) <= LONGEST[key] for one in told.values())
            or (needed and not all(one.strip() for one in told.values()))
        ):
            self.note("talk_text", line, _TEXT, column=key)
            return None
        return Text(told["pl"], told["en"])

    def keys(self, found: dict[str, Any], known: set[str], line: int | None) -> None:
        for key in found.keys() - known:
            self.note("talk_key", line, _KEY, column=key[:40])

    def note(self, rule: str, line: int | None, said: tuple[Text, Text], column: str | None = None) -> None:
        self.problems.append(_problem(self.name, rule, line, said, column=column))


def _problem(file: str, rule: str, line: int | None, said: tuple[Text, Text], column: str | None = None) -> Problem:
    return Problem(file=file, rule=rule, line=line, column=column, what=said[0], todo=said[1])


_PICK = Text(
    "skopiuj adres z paska przeglądarki i dopisz kartę po znaku #",
    "copy the address from the browser and add the card after a #",
)
_TOO_LARGE = (
    Text("plik prelekcji jest za duży", "the file of the talk is too large"),
    Text(f"podaj plik do {MOST_BYTES // 1000} kB", f"give a file of at most {MOST_BYTES // 1000} kB"),
)
_ENCODING = (
    Text("plik nie jest tekstem w UTF-8", "the file is not text in UTF-8"),
    Text("zapisz go w kodowaniu UTF-8", "save it as UTF-8"),
)
_SYNTAX = (
    Text("tego wiersza nie da się odczytać jako TOML", "this line cannot be read as TOML"),
    Text(
        "sprawdź cudzysłowy, nawiasy i znaki =; wzór jest w data/talks",
        "check quotes, brackets and = signs; there are examples in data/talks",
    ),
)
_RELEASE = (
    Text("release nie jest nazwą wydania", "release is not the name of a release"),
    Text(
        "podaj nazwę z polecenia latarnia releases albo usuń wiersz",
        "give a name that latarnia releases prints, or remove the line",
    ),
)
_VIEWS = (
    Text(f"prelekcja musi mieć od 1 do {MOST_VIEWS} widoków", f"a talk must have 1 to {MOST_VIEWS} views"),
    Text(
        "każdy widok zaczyna się wierszem [[views]] i ma address",
        "every view begins with a line [[views]] and has an address",
    ),
)
_ADDRESS = (
    Text("widok nie ma pola address z adresem karty", "the view has no address of a card"),
    _PICK,
)
_TEXT = (
    Text("to nie jest tekst albo jest za długi lub pusty", "this is no text, or it is too long or empty"),
    Text(
        'wpisz jeden tekst albo { pl = "…", en = "…" } z obydwoma językami',
        'write one text, or { pl = "…", en = "…" } with both languages',
    ),
)
_KEY = (
    Text("tego pola prelekcja nie zna", "a talk has no such field"),
    Text(
        "usuń je; są: title, release, views, a w widoku address, title, notes",
        "remove it; there are title, release, views, and in a view address, title, notes",
    ),
)

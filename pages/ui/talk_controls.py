"""Controls of forum mode: choose or load a talk, reorder and edit its views, freeze it, take it away."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from pages.ui import address, data, views
from pages.ui.frame import footer
from pages.ui.markup import escape
from pages.ui.text import t
from pipelines.catalog import Language, Text
from pipelines.problems import InputError, UserError
from pipelines.release import Release
from pipelines.reports import talk as talks
from pipelines.reports.talk import Shown, Slide, Talk

FILE = "talk_file"  # session: the loaded file
EDITED = "talk_edited"  # session: name of the talk -> the talk as this reader changed it


@dataclass(frozen=True)
class Chosen:
    """The talk on stage with the name under which changes to it are kept."""

    name: str
    talk: Talk
    is_edited: bool


def choice(language: Language) -> Chosen:
    """The talk of the address or of the loaded file; a broken file is told line by line and the ready talk stays."""
    ready = _ready(language)
    options = {name: one.title[language] for name, one in ready.items()}
    name = address.choose("talk", t("talk.choose"), options, next(iter(options)))
    found, loaded = ready[name], st.session_state.get(FILE)  # the field for the file stands below the stage
    if loaded is not None:
        try:
            found, name = talks.read(loaded.getvalue().decode("utf-8-sig"), loaded.name), loaded.name
        except UnicodeDecodeError:
            tell([t("talk.not_text", file=loaded.name)])
        except InputError as error:
            tell([problem.message(language) for problem in error.problems])
    edited = st.session_state.get(EDITED, {})
    return Chosen(name, edited.get(name, found), name in edited)


def _ready(language: Language) -> dict[str, Talk]:
    """The talks of the data folder by name; a broken one is told and left out, without any the page stops."""
    found: dict[str, Talk] = {}
    for path in talks.ready():
        try:
            found[path.stem] = talks.load(path)
        except InputError as error:
            tell([problem.message(language) for problem in error.problems])
    if not found:
        tell([t("talk.none")])
        footer()
        st.stop()
    return found


def frozen(chosen: Chosen, release: Release, language: Language) -> Release:
    """The release that the talk is frozen in, unless the address names another; the page says when it is gone."""
    if not chosen.talk.release or address.kept("release"):
        return release
    try:
        return data.open_release(chosen.talk.release)
    except UserError as error:
        tell([error.text[language]])
        return release


def shown(chosen: Chosen, release: Release, language: Language) -> list[Shown]:
    """The slides that this release can show; views it does not have are named and left out."""
    try:
        return talks.show(chosen.talk, release, language)
    except InputError as error:
        tell([problem.message(language) for problem in error.problems])
    kept: list[Shown] = []
    for slide in chosen.talk.slides:
        try:
            kept += talks.show(replace(chosen.talk, slides=(slide,)), release, language)
        except InputError:
            continue  # told above
    return kept


def edit(chosen: Chosen, slides: list[Shown], release: Release, language: Language) -> None:
    """Order, titles, notes, views and release of the talk, and its file."""
    st.html(f'<p class="lat-hint">{escape(t("talk.edit_hint"))}</p>')
    st.file_uploader(t("talk.load"), type=["toml"], key=FILE)
    talk = chosen.talk
    titles = {one.slide: one.title for one in slides}
    names = [f"{at}. {titles.get(slide, slide.view.address)}" for at, slide in enumerate(talk.slides, 1)]
    at = min(st.session_state.get("talk_at", 0), len(names) - 1)
    at = st.selectbox(t("talk.slide"), range(len(names)), at, format_func=lambda one: names[one]) or 0
    slide = talk.slides[at]
    with st.container(horizontal=True):
        _button("up", chosen, moved(talk, at, -1), at - 1, disabled=at == 0)
        _button("down", chosen, moved(talk, at, 1), at + 1, disabled=at == len(names) - 1)
        rest = (*talk.slides[:at], *talk.slides[at + 1 :])
        _button("remove", chosen, replace(talk, slides=rest), max(at - 1, 0), disabled=len(names) == 1)
    with st.form("talk_slide"):
        title = st.text_input(t("talk.own_title"), slide.title[language] if slide.title else "", max_chars=200)
        notes = st.text_area(t("talk.notes"), slide.notes[language], max_chars=4000)
        if st.form_submit_button(t("talk.keep")):
            changed = replace(
                slide,
                title=spoken(slide.title, title, language) if title.strip() else None,
                notes=spoken(slide.notes, notes, language),
            )
            _keep(chosen, replace(talk, slides=(*talk.slides[:at], changed, *talk.slides[at + 1 :])), at)
    with st.form("talk_add", clear_on_submit=True):
        asked = st.text_input(t("talk.address"), placeholder="counties?indicator=C01#map", max_chars=1000)
        if st.form_submit_button(t("talk.add")) and (added := _added(asked, release, language)):
            _keep(chosen, replace(talk, slides=(*talk.slides[: at + 1], added, *talk.slides[at + 1 :])), at + 1)
    with st.form("talk_whole"):
        name = st.text_input(t("talk.talk_title"), talk.title[language], max_chars=200)
        is_frozen = st.checkbox(t("talk.freeze", release=release.id), bool(talk.release))
        if st.form_submit_button(t("talk.keep_talk")) and name.strip():
            kept = replace(talk, title=spoken(talk.title, name, language), release=release.id if is_frozen else "")
            _keep(chosen, kept, at)
    with st.container(horizontal=True):
        st.download_button(
            t("talk.download"), talks.written(talk), f"{chosen.name.removesuffix('.toml')}.toml", "application/toml"
        )
        if slides:
            st.download_button(
                t("talk.take"),
                lambda: _files(replace(talk, slides=tuple(one.slide for one in slides)), release, language),
                f"{chosen.name.removesuffix('.toml')}_{release.id}.zip",
                "application/zip",
            )
        if chosen.is_edited and st.button(t("talk.undo")):
            st.session_state[EDITED].pop(chosen.name, None)
            st.rerun()


def _files(talk: Talk, release: Release, language: Language) -> bytes:
    """PPTX, PDF and offline bundle as one archive; what makes them loads only now."""
    from pipelines.reports import take_away

    return take_away.zipped(talk, release, language)


def moved(talk: Talk, at: int, by: int) -> Talk:
    """The talk with one slide a place earlier or later."""
    slides = list(talk.slides)
    to = min(max(at + by, 0), len(slides) - 1)
    slides.insert(to, slides.pop(at))
    return replace(talk, slides=tuple(slides))


def spoken(before: Text | None, now: str, language: Language) -> Text:
    """The text with one language replaced; a text that had none yet is the same in both."""
    if before is None or not (before.pl or before.en):
        return Text(now, now)
    return Text(now, before.en) if language == "pl" else Text(before.pl, now)


def tell(lines: list[str]) -> None:
    """Problems of a talk, each on its own line."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    st.html(f'<ul class="lat-notes" role="alert">{items}</ul>')


def _added(asked: str, release: Release, language: Language) -> Slide | None:
    try:
        slide = Slide(views.parse(asked))
        views.content(release, slide.view, language)
    except views.ViewError as error:
        tell([error.text[language]])
        return None
    return slide


def _button(name: str, chosen: Chosen, talk: Talk, at: int, *, disabled: bool) -> None:
    if st.button(t(f"talk.{name}"), disabled=disabled):
        _keep(chosen, talk, at)


def _keep(chosen: Chosen, talk: Talk, at: int) -> None:
    st.session_state.setdefault(EDITED, {})[chosen.name] = talk
    st.session_state["talk_at"] = at
    st.rerun()

"""The address of a page: filters read from it, write to it, and fall back with a notice; the menu carries it on."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from pages.ui import address
    from pages.ui.frame import Frame, Stamp, heading, side

    stamp = Stamp("r0f3a", "21.11.2026", "region", synthetic=True)
    frame = Frame("start", address.language(), stamp)
    heading("title", "lead")
    year = address.choose("year", "Rok", {"2022": "2022 r.", "2023": "2023 r."}, "2023")
    kind = address.choose("kind", "Widok", {"rate": "Odsetek", "count": "Liczba"}, "rate", form="buttons")
    areas = address.choose_many("areas", "Powiaty", {"2205": "kartuski", "2264": "Sopot", "2261": "Gdańsk"}, limit=2)
    real = address.switch("real", "Ceny stałe")
    st.text(f"{frame.language} {year} {kind} {','.join(areas)} {real}")
    st.html(side(frame.language, stamp))


def run(**query: str) -> AppTest:
    app = AppTest.from_function(page, default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def state(app: AppTest) -> str:
    return str(app.text[0].value)


def notices(app: AppTest) -> list[str]:
    bodies = [element.proto.body for element in app.get("html")]
    return [body for body in bodies if "lat-notes" in body]


def test_an_empty_address_gives_the_defaults() -> None:
    app = run()
    assert state(app) == "pl 2023 rate  False"
    assert notices(app) == []


def test_the_address_sets_every_filter() -> None:
    app = run(lang="en", year="2022", kind="count", areas="2264,2205", real="1")
    assert state(app) == "en 2022 count 2264,2205 True"
    assert app.selectbox(key="year").value == "2022"


def test_a_widget_writes_its_code_into_the_address() -> None:
    app = run(lang="en")
    app.selectbox(key="year").select("2022").run()
    app.multiselect(key="areas").select("2205").run()
    app.toggle(key="real").set_value(True).run()
    assert state(app) == "en 2022 rate 2205 True"
    assert {name: app.query_params[name] for name in ("year", "areas", "real")} == {
        "year": "2022",
        "areas": "2205",
        "real": "1",
    }


def test_an_unknown_value_falls_back_and_says_so_once() -> None:
    app = run(year="1066")
    assert state(app).startswith("pl 2023")
    assert len(notices(app)) == 1
    assert "1066" in notices(app)[0]
    app.run()
    assert notices(app) == []


def test_markup_in_the_address_is_escaped() -> None:
    assert "<script>" not in "".join(notices(run(year="<script>alert(1)</script>")))


def test_too_many_and_unknown_areas_are_dropped() -> None:
    assert state(run(areas="2205,9999,2264,2261")) == "pl 2023 rate 2205,2264 False"
    assert len(notices(run(areas="2205,9999,2264,2261"))) == 2


def test_an_unknown_language_is_polish() -> None:
    assert state(run(lang="xx")).startswith("pl ")


def test_the_language_link_keeps_the_filters() -> None:
    app = run(year="2022", lang="en")
    link = next(element.proto.body for element in app.get("html") if "hreflang" in element.proto.body)
    assert 'hreflang="pl" lang="pl"' in link
    assert "year=2022" in link
    assert "lang=pl" in link
    assert "Synthetic data" in link

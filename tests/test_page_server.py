"""The server around the pages: document, headers, browser files, outlines of a release, the socket."""

from __future__ import annotations

import asyncio
import json
import socket
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from pages.ui import server
from pages.ui.document import Document

KIT = "./kit/v1/"
PAGE = '<html lang="en"><head><title>Streamlit</title><script>1</script><script type="module" src="x"></script></head></html>'


def get(app: Any, path: str, query: str = "") -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of a GET request to an ASGI application."""
    sent: list[dict[str, Any]] = []
    scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": query.encode()}
    scope |= {"headers": [(b"accept-encoding", b"gzip"), (b"if-none-match", b'"1"')], "root_path": "", "scheme": "http"}

    asked: list[dict[str, Any]] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> dict[str, Any]:
        if not asked:
            await asyncio.Event().wait()  # the client stays until the server has answered and stops listening
        return asked.pop()

    async def send(message: Any) -> None:
        sent.append(dict(message))

    asyncio.run(app(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in sent if message["type"] == "http.response.body")
    return sent[0]["status"], {name.decode(): value.decode() for name, value in sent[0]["headers"]}, body


@pytest.fixture
def app(tmp_path: Path) -> Any:
    async def page(request: Any) -> HTMLResponse:
        assert "if-none-match" not in request.headers
        return HTMLResponse(PAGE, headers={"etag": '"1"'})

    (tmp_path / "r0f3a").mkdir()
    (tmp_path / "r0f3a" / "map_22.json").write_text('{"areas":[]}', encoding="utf-8")
    (tmp_path / "r0f3a" / "manifest.txt").write_text("x", encoding="utf-8")
    (tmp_path / "secret.json").write_text("{}", encoding="utf-8")
    kit = Route("/kit/{folder:str}/{name}", server.browser_file)
    plain = Route("/kit/{name}", server.browser_file)
    return Document(Starlette(routes=[plain, kit, server.figures_route(tmp_path), Route("/{any:path}", page)]), kit=KIT)


@pytest.mark.parametrize("path", ["/", "/counties"])
def test_a_page_comes_in_the_language_asked_for_with_our_head(app: Any, path: str) -> None:
    status, headers, body = get(app, path, "focus=2205&lang=en")
    assert status == 200
    assert b'<html lang="en">' in body
    assert b"<title>Latarnia</title>" in body
    assert f'content="{KIT}"'.encode() in body
    assert int(headers["content-length"]) == len(body)
    assert headers["content-language"] == "en"
    assert "etag" not in headers
    assert b'<html lang="pl">' in get(app, path)[2]


def test_every_answer_carries_the_security_headers(app: Any) -> None:
    for path in ("/", "/figures/r0f3a/map_22.json"):
        headers = get(app, path)[1]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'self'" in get(app, "/")[1]["content-security-policy"]


def test_outlines_of_a_release_may_be_kept_for_ever(app: Any) -> None:
    status, headers, body = get(app, "/figures/r0f3a/map_22.json")
    assert (status, json.loads(body)) == (200, {"areas": []})
    assert "immutable" in headers["cache-control"]


@pytest.mark.parametrize("path", ["/figures/../secret.json", "/figures/r0f3a/manifest.txt", "/figures/r9/map_22.json"])
def test_nothing_but_json_of_a_release_leaves_the_folder(app: Any, path: str) -> None:
    assert get(app, path)[0] == 404


def test_every_file_the_document_asks_for_exists(app: Any) -> None:
    body = get(app, "/")[2].decode()
    names = [part.split('"')[0] for part in body.split(f'"{KIT}')[1:] if not part.startswith('"')]
    assert len(names) > 6
    for name in names:
        status, headers, _ = get(app, f"/kit/{name}")
        assert status == 200, name
        assert "immutable" in headers["cache-control"]


@pytest.mark.parametrize("path", ["/kit/../server.py", "/kit/README.md", "/kit/vendor/README.md"])
def test_only_scripts_styles_and_pictures_are_browser_files(app: Any, path: str) -> None:
    assert get(app, path)[0] == 404


def test_every_import_of_our_scripts_is_preloaded(app: Any) -> None:
    body = get(app, "/")[2].decode()
    for path in server.BROWSER.glob("*.js"):
        assert f"{KIT}{path.name}" in body


def test_the_socket_does_not_wait_to_fill_packets_and_refuses_a_taken_port() -> None:
    listener = server.listen("127.0.0.1", 0)
    try:
        assert listener.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert listener.proto == socket.IPPROTO_TCP
        with pytest.raises(OSError, match="in use"):
            server.listen("127.0.0.1", listener.getsockname()[1])
    finally:
        listener.close()

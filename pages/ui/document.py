"""ASGI middleware for the HTML document: its language, its head, and the security headers of every answer."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from pages.ui.palette import PALETTES

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LANGUAGES = ("pl", "en")
# A fresh, uncompressed document, whatever the browser has kept: its language depends on the address.
CONDITIONAL = (b"accept-encoding", b"if-none-match", b"if-modified-since")
REPLACED = (b"content-length", b"etag", b"last-modified", b"content-encoding", b"cache-control")
STREAMLIT_SCRIPT = b'<script type="module"'
INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


def document_language(query: bytes) -> str:
    """`pl` unless the address asks for another language of the product."""
    asked = parse_qs(query.decode("latin-1")).get("lang", ["pl"])[-1]
    return asked if asked in LANGUAGES else "pl"


def head(kit: str) -> bytes:
    """What our pages need in the document's head; `kit` is the address of our browser files, ending in a slash."""
    return f"""
    <meta name="latarnia-kit" content="{kit}">
    <link rel="icon" type="image/svg+xml" href="{kit}icon.svg">
    <link rel="stylesheet" href="{kit}page.css">
    <link rel="modulepreload" href="{kit}card.js">
    <link rel="modulepreload" href="{kit}arrive.js">
    <link rel="modulepreload" href="{kit}chart.js">
    <link rel="modulepreload" href="{kit}picture.js">
    <link rel="modulepreload" href="{kit}map.js">
    <link rel="modulepreload" href="{kit}queue.js">
    <link rel="modulepreload" href="{kit}quick.js">
    <link rel="modulepreload" href="{kit}talk.js">
    <script type="application/json" id="latarnia-palette">{json.dumps(PALETTES)}</script>
    <script src="{kit}page.js" defer></script>
    <script src="{kit}vendor/plotly-basic.min.js" async></script>
    """.encode()


def rewrite(page: bytes, language: str, kit: str) -> bytes:
    """The document in the asked language with our head."""
    page = page.replace(b'<html lang="en">', f'<html lang="{language}">'.encode(), 1)
    page = page.replace(b'<link rel="shortcut icon" href="./favicon.png" />', b"", 1)
    page = page.replace(b"<title>Streamlit</title>", b"<title>Latarnia</title>", 1)
    # Before Streamlit's own scripts: page.js tells them where the server is.
    return page.replace(STREAMLIT_SCRIPT, head(kit) + STREAMLIT_SCRIPT, 1)


def policy(page: bytes) -> bytes:
    """Content security policy: everything from this host; inline scripts only those the document came with."""
    digests = (hashlib.sha256(script).digest() for script in INLINE_SCRIPT.findall(page))
    inline = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return (
        f"default-src 'self'; script-src 'self' blob: {inline}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    ).encode()


class Document:
    """Rewrites HTML answers (`rewrite`) and adds security headers to all of them."""

    def __init__(self, app: ASGIApp, kit: str) -> None:
        self.app, self.kit = app, kit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        language = document_language(scope.get("query_string", b""))
        start: Message | None = None
        body = b""

        async def answer(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                headers = [(name.lower(), value) for name, value in message["headers"]]
                headers += [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"same-origin")]
                message = {**message, "headers": headers}
                if dict(headers).get(b"content-type", b"").startswith(b"text/html"):
                    start = message  # held back until the body is known
                    return
            elif start is not None:
                body += message.get("body", b"")
                if message.get("more_body"):
                    return
                body = rewrite(body, language, self.kit)
                kept = [header for header in start["headers"] if header[0] not in REPLACED]
                kept += [
                    (b"content-length", str(len(body)).encode()),
                    (b"cache-control", b"no-cache"),
                    (b"content-language", language.encode()),
                    (b"content-security-policy", policy(body)),
                ]
                await send({**start, "headers": kept})
                message = {"type": "http.response.body", "body": body}
            await send(message)

        if "." not in scope["path"]:
            kept = [header for header in scope["headers"] if header[0] not in CONDITIONAL]
            scope = {**scope, "headers": kept}
        await self.app(scope, receive, answer)

"""The web server: Streamlit's application with our document head, our browser files and the outlines of a release."""

from __future__ import annotations

import gc
import hashlib
import re
import socket
import sys
import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from pages.ui import files
from pages.ui.document import Document

if TYPE_CHECKING:
    from starlette.requests import Request

ROOT = Path(__file__).resolve().parents[2]
BROWSER = Path(__file__).resolve().parent / "browser"
FOREVER = {"cache-control": "public, max-age=31536000, immutable"}
TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml"}
NAME = re.compile(r"[a-z0-9][a-z0-9_-]*(\.min)?\.(js|css|svg)")
FIGURE = re.compile(r"[a-z0-9][a-z0-9_-]*\.json")
RELEASE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


@cache
def browser_version() -> str:
    """Fingerprint of every browser file: part of their address, so that they may be cached for ever."""
    digest = hashlib.sha256()
    for path in sorted(BROWSER.rglob("*")):
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


async def browser_file(request: Request) -> Response:
    """One of our scripts and style sheets; `vendor/` holds other people's."""
    name, folder = request.path_params["name"], request.path_params.get("folder")
    path = BROWSER / "vendor" / name if folder else BROWSER / name
    if not NAME.fullmatch(name) or not path.is_file():
        return PlainTextResponse("Not found", 404)
    return FileResponse(path, media_type=TYPES[path.suffix], headers=FOREVER)


def figures_route(marts: Path) -> Route:
    """`/figures/<release>/<name>.json`: geometry of a release; it never changes, so neither does the answer."""

    async def figure(request: Request) -> Response:
        release, name = request.path_params["release"], request.path_params["name"]
        path = marts / release / name
        if not RELEASE.fullmatch(release) or not FIGURE.fullmatch(name) or not path.is_file():
            return PlainTextResponse("Not found", 404)
        return FileResponse(path, media_type=TYPES[".json"], headers=FOREVER)

    return Route("/figures/{release}/{name}", figure)


def card_file(request: Request) -> Response:
    """The table of a card as a file; without `async`, so that it is made beside the clicks of others."""
    key, kind = request.path_params["key"], request.path_params["kind"]
    found = files.made(key, kind)
    if found is None:
        return PlainTextResponse("Not found", 404)
    name, content = found
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(content, media_type=files.TYPES[kind], headers=headers)


def application(script: Path = ROOT / "app.py", marts: Path = ROOT / "data" / "marts") -> st.App:
    """The ASGI application for one entry script and one folder of releases."""
    version = browser_version()
    return st.App(
        str(script),
        routes=[
            Route(f"/kit/{version}/{{name}}", browser_file),
            Route(f"/kit/{version}/{{folder:str}}/{{name}}", browser_file),
            figures_route(marts),
            Route("/files/{key}.{kind}", card_file),
        ],
        middleware=[Middleware(Document, kit=f"./kit/{version}/")],
    )


def listen(address: str, port: int) -> socket.socket:
    """A listening socket without Nagle's delay, which costs 40 ms a click; OSError when the port is taken."""
    # The protocol must be named: asyncio sets TCP_NODELAY only on sockets that say they are TCP.
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        listener.bind((address, port))
        listener.listen(2048)
    except OSError:
        listener.close()
        raise
    return listener


def warm() -> None:
    """Load what the first page needs before somebody asks for it, then let the collector forget all of it."""
    from streamlit.components.v2 import bidi_component  # noqa: F401  its modules load on first use
    from streamlit.runtime.scriptrunner import magic  # noqa: F401

    gc.collect()
    gc.freeze()


def serve(
    address: str = "127.0.0.1",
    port: int = 8501,
    script: Path = ROOT / "app.py",
    marts: Path = ROOT / "data" / "marts",
) -> None:
    """Serve until interrupted. OSError when the port is taken."""
    import uvicorn
    from streamlit import config
    from streamlit.web import bootstrap

    listener = listen(address, port)
    config._main_script_path = str(script)
    bootstrap.load_config_options({"server.address": address, "server.port": port, "server.headless": True})
    if str(script.parent) not in sys.path:
        sys.path.insert(0, str(script.parent))
    # A click is answered by two threads in turn, the page's and the socket's; 5 ms of waiting at each turn add up.
    sys.setswitchinterval(0.0005)
    # Long-lived objects make full collections slow and there is little garbage: collect a tenth as often.
    gc.set_threshold(7000, 20, 50)
    server = uvicorn.Server(
        uvicorn.Config(
            application(script, marts),
            log_level="warning",
            access_log=False,
            ws_per_message_deflate=config.get_option("server.enableWebsocketCompression"),
            ws_max_size=config.get_option("server.maxMessageSize") * 1_000_000,
            timeout_graceful_shutdown=2,
        )
    )
    threading.Thread(target=warm, daemon=True).start()
    server.run(sockets=[listener])

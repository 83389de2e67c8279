"""Fifty readers at once: reruns a second of our start page against a bare title-only page as shipped."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from bench.servers import bare, product
from bench.table import Row

SESSIONS = 50
RERUNS = 40  # of one session in one round
SECONDS = 8.0  # after which a round ends, however many reruns it holds
CONNECT_SECONDS = 60.0


class Session:
    """One reader: asks for a rerun, waits until the script has finished, asks again, as a browser does."""

    def __init__(self, socket: ClientConnection, address: str) -> None:
        self.socket, self.address = socket, address
        self.known: set[str] = set()  # large messages that a browser would keep
        self.failed = 0

    async def rerun(self, **query: str) -> None:
        """One rerun from request to `script finished`."""
        ask = BackMsg()
        state = ask.rerun_script
        state.query_string = urlencode(query)
        state.cached_message_hashes.extend(self.known)
        state.context_info.url = f"{self.address}/"
        await self.socket.send(ask.SerializeToString())
        async for data in self.socket:
            message = ForwardMsg.FromString(data)
            if message.metadata.cacheable:
                self.known.add(message.hash)
            if message.WhichOneof("type") == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
                self.failed += 1
            if message.WhichOneof("type") == "script_finished":
                return
        raise ConnectionError("the server closed the connection")


async def load(address: str) -> tuple[float, list[float]]:
    """A closed loop without think time: reruns a second of all sessions, and how long each rerun took (s)."""
    waits: list[float] = []
    sockets = [
        await connect(
            f"{address.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            open_timeout=CONNECT_SECONDS,
            ping_interval=None,
            proxy=None,
        )
        for _ in range(SESSIONS)
    ]
    sessions = [Session(socket, address) for socket in sockets]
    try:
        await asyncio.gather(*(session.rerun() for session in sessions))  # the first run is not a rerun
        started = time.perf_counter()

        async def read(session: Session) -> None:
            for _ in range(RERUNS):
                before = time.perf_counter()
                if before - started > SECONDS:
                    return
                await session.rerun()
                waits.append(time.perf_counter() - before)

        await asyncio.gather(*(read(session) for session in sessions))
        seconds = time.perf_counter() - started
    finally:
        await asyncio.gather(*(socket.close() for socket in sockets))
    if any(session.failed for session in sessions):
        raise RuntimeError(f"{address} showed an exception")
    return len(waits) / seconds, waits


def measure(rounds: int, folder: Path) -> list[Row]:
    """Both servers stay up and are loaded in turn; the first round is dropped."""
    del folder
    ours: list[tuple[float, list[float]]] = []
    theirs: list[tuple[float, list[float]]] = []
    with product() as page, bare("title.py") as title:
        for _ in range(rounds + 1):
            ours.append(asyncio.run(load(page)))
            theirs.append(asyncio.run(load(title)))
    ours, theirs = ours[1:], theirs[1:]

    def slowest(side: list[tuple[float, list[float]]]) -> list[float]:
        return [sorted(waits)[int(len(waits) * 0.95)] for _, waits in side]

    return [
        Row("50 sessions: start page", "reruns/s", [r for r, _ in ours], [r for r, _ in theirs], at_least=5),
        Row("50 sessions: 95 % of reruns within", "s", slowest(ours), slowest(theirs)),
    ]

"""Web servers as child processes: the product, and bare Streamlit pages as shipped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BARE = Path(__file__).resolve().parent / "bare"
START_SECONDS = 240  # the first start builds the release; a busy machine takes its time


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def product(environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """The product by its own command, which builds the release first where none is in use; yields its address."""
    port = free_port()
    command = [sys.executable, "-m", "pipelines", "serve", "--port", str(port)]
    with _running(command, ROOT, port, environment or {}) as address:
        yield address


@contextmanager
def bare(script: str) -> Iterator[str]:
    """A page of `bench/bare` by `streamlit run` in its own folder, so that no setting of the product reaches it."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}", "--server.address=127.0.0.1"]
    # Only what keeps it quiet: no window, and no usage statistics sent from a measurement.
    command += ["--server.headless=true", "--browser.gatherUsageStats=false"]
    with _running(command, BARE, port, {}) as address:
        yield address


@contextmanager
def _running(command: list[str], folder: Path, port: int, environment: Mapping[str, str]) -> Iterator[str]:
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile() as log:
        # A session of its own: the command may start the web server as a further process.
        child = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **environment}, stdout=log, stderr=log, start_new_session=True
        )
        try:
            if not _answers(address, child):
                log.seek(0)
                raise RuntimeError(f"{' '.join(command[1:4])} did not answer: {log.read().decode()[-2000:]}")
            yield address
        finally:
            _stop(child)


def _answers(address: str, child: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and child.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    return False


def _stop(child: subprocess.Popen[bytes]) -> None:
    for sign in (signal.SIGINT, signal.SIGKILL):
        try:
            os.killpg(child.pid, sign)
        except ProcessLookupError:
            break
        try:
            child.wait(timeout=8)
        except subprocess.TimeoutExpired:
            continue
    child.wait()

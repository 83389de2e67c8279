"""How far a load is: the stage, rows a second and the time left, in one line that a terminal rewrites."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

from pipelines.catalog import Language, Text
from pipelines.words.numbers import number

READING, CHECKING, STORING = 0.55, 0.25, 0.2  # shares of the time that a row takes; measured with a million cases
TICK_SECONDS = 0.5
_TOO_EARLY = 2.0  # seconds before which a rate says nothing


@dataclass(frozen=True)
class Stage:
    """What is being done, in rows: `done` before it, `ahead` of it, `rows` in the delivery (0: not known yet).

    A row that is read but not yet checked and stored counts as a part of one.
    """

    words: Text
    done: float = 0
    ahead: float = 0
    rows: int = 0


class Stages:
    """Counts the rows of a delivery through reading, checking and storing, and tells every stage to `tell`."""

    def __init__(self, tell: Callable[[Stage], None], rows: int) -> None:
        self._tell, self._rows, self._done = tell, rows, 0.0

    def next(self, words: Text, rows: int, share: float) -> None:
        """Begin a stage in which `rows` rows have `share` of their work done."""
        self._tell(Stage(words, self._done, rows * share, self._rows))
        self._done += rows * share


def line(stage: Stage, share: float, seconds: float, language: Language) -> str:
    """The line for a stage of which `share` (0 to 1) is done, `seconds` after the delivery was begun."""
    words = f"  {stage.words[language]} …"
    done = stage.done + stage.ahead * min(max(share, 0.0), 1.0)
    if seconds < _TOO_EARLY or done <= 0 or not stage.rows:
        return words
    rate = done / seconds
    left = max(stage.rows - done, 0) / rate
    told = Text(
        f"{number(100 * done / stage.rows, 0, 'pl')}% · {number(rate, 0, 'pl')} wierszy/s · jeszcze {_duration(left)}",
        f"{number(100 * done / stage.rows, 0, 'en')}% · {number(rate, 0, 'en')} rows/s · {_duration(left)} left",
    )
    return f"{words} {told[language]}"


def _duration(seconds: float) -> str:
    """`45 s`, `3 min`, rounded up."""
    return f"{int(seconds) + 1} s" if seconds < 90 else f"{int(seconds / 60) + 1} min"


class Meter:
    """Takes stages and shows the present one; `share` tells how much of the running statement is done, in percent."""

    def __init__(self, language: Language, share: Callable[[], float], out: TextIO) -> None:
        self._language, self._share, self._out = language, share, out
        self._stage: Stage | None = None
        self._started = time.monotonic()

    def __call__(self, stage: Stage) -> None:
        self._stage = stage
        self.show()

    def show(self) -> None:
        """Rewrite the line."""
        if self._stage is not None:
            shown = line(self._stage, self._share() / 100, time.monotonic() - self._started, self._language)
            self._out.write(f"\r\033[K{shown}")
            self._out.flush()

    def clear(self) -> None:
        """Take the line away and wait for the next stage."""
        self._stage = None
        self._out.write("\r\033[K")
        self._out.flush()


@contextmanager
def shown(
    language: Language, share: Callable[[], float], out: TextIO = sys.stderr
) -> Iterator[Callable[[Stage], None]]:
    """What to tell stages to: a line on a terminal that moves on by itself, nothing in a pipe."""
    if not out.isatty():
        yield lambda _: None
        return
    meter, over = Meter(language, share, out), threading.Event()

    def tick() -> None:
        while not over.wait(TICK_SECONDS):
            meter.show()

    ticker = threading.Thread(target=tick, daemon=True)
    ticker.start()
    try:
        yield meter
    finally:
        over.set()
        ticker.join()
        meter.clear()

"""Loads and builds killed at random moments: what stays must be whole. Tests run some kills, `python -m bench` more."""

from __future__ import annotations

import importlib
import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from bench.table import Row

if TYPE_CHECKING:
    from pipelines.catalog import Text

ROOT = Path(__file__).resolve().parents[1]
KILLS_A_ROUND = 100  # of each kind, when run as a measurement
_KEPT_REGION = "22"  # has deliveries
_REGIONS = ("02", "04", "06", "08", "10", "12", "14", "16", "18", "20", "24", "26", "28", "30", "32")

Mark = Callable[[], None]


@dataclass
class Outcome:
    """What a series of kills left."""

    kills: int = 0  # runs that were still going when they were killed
    moved: int = 0  # kills after which something new was in use: the pointer moved before
    torn: int = 0  # after which what is in use was not whole


class Forks:
    """A process that has imported what `job` needs and forks one child per run, so that a kill costs no start.

    `job` names a function of this module. The child ends by itself or is killed (SIGKILL) at a chosen moment.
    """

    def __init__(self, job: str, environment: Mapping[str, str]) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "bench.faults", job],
            cwd=ROOT, env={**os.environ, **environment}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._to, self._from = self._server.stdin, self._server.stdout
        self._unread = b""
        self._steps: list[float] = []  # seconds of each step of an undisturbed run

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._to.close()
        self._server.wait()
        self._from.close()

    def whole(self, **arguments: str) -> None:
        """One run to its end; its steps are timed."""
        self._start(arguments)
        marks = [time.monotonic()]
        while (line := self._line(None)) == "mark":
            marks.append(time.monotonic())
        if line != "end 0":
            raise RuntimeError("an undisturbed run failed")
        marks.append(time.monotonic())
        self._steps = [after - before for before, after in pairwise(marks)]

    def killed(self, chance: random.Random, **arguments: str) -> bool:
        """One run, killed: half of them at any time, half in a step chosen first, so that short steps are met too.

        False where the run ended before the moment came.
        """
        child = self._start(arguments)
        if chance.random() < 0.5:
            marks, seconds = 0, chance.uniform(0, sum(self._steps))
        else:
            marks = chance.randrange(len(self._steps))
            seconds = chance.uniform(0, self._steps[marks])
        for _ in range(marks):
            if self._line(None) != "mark":
                return False
        until = time.monotonic() + seconds
        while (line := self._line(until)) == "mark":
            pass
        if line is not None:
            return False
        os.kill(child, signal.SIGKILL)
        while self._line(None) == "mark":
            pass
        return True

    def _start(self, arguments: Mapping[str, str]) -> int:
        self._to.write(json.dumps(arguments).encode() + b"\n")
        self._to.flush()
        return int(self._line(None) or 0)

    def _line(self, until: float | None) -> str | None:
        """The next line of the server; None where it does not come by `until`."""
        while b"\n" not in self._unread:
            left = None if until is None else max(0.0, until - time.monotonic())
            if not select.select([self._from], [], [], left)[0]:
                return None
            piece = os.read(self._from.fileno(), 4096)
            if not piece:
                raise RuntimeError("the process that forks has ended")
            self._unread += piece
        line, _, self._unread = self._unread.partition(b"\n")
        return line.decode()


def load(mark: Mark, *, restricted: str, one: str, other: str) -> None:
    """Load two deliveries of the same supplier and half-year in turn."""
    from pipelines import settings
    from pipelines.deliveries import private, small_groups, store
    from pipelines.deliveries.check import Desk

    folder = Path(restricted)
    with store.locked(folder) as home, private.workplace(folder) as work:
        desk = Desk(work, settings.data_folder() / "reference")
        for source in (one, other):
            verdict = desk.examine(Path(source), lambda _: mark())
            mark()
            store.save(home, desk.con, verdict, small_groups.measure(desk.con))


def build(mark: Mark, *, marts: str, region: str) -> None:
    """Build the release of a region. All sources are one step, and all models, or hardly a kill would meet the others."""
    from pipelines.build import build

    told = [""]

    def tell(words: Text) -> None:
        stage, told[0] = told[0], words.en.partition(" ")[0]
        if stage != told[0]:
            mark()

    build(marts=Path(marts), region=region, progress=tell)


def kill_loads(restricted: Path, sources: tuple[Path, Path], kills: int, *, seed: int) -> Outcome:
    """Kill loads of two deliveries; after each, every delivery in use must be whole."""
    from pipelines.deliveries import store

    chance, outcome = random.Random(seed), Outcome()
    one, other = map(str, sources)
    with Forks("load", {}) as forks:
        forks.whole(restricted=str(restricted), one=one, other=other)
        while outcome.kills < kills:
            before = [d.version for d in store.deliveries(restricted)]
            outcome.kills += forks.killed(chance, restricted=str(restricted), one=one, other=other)
            used = store.deliveries(restricted)
            outcome.moved += [d.version for d in used] != before
            outcome.torn += len(used) != 1 or not all(store.is_whole(d.folder) for d in used)
    return outcome


def kill_builds(folder: Path, kills: int, *, seed: int, data: Path | None = None) -> Outcome:
    """Kill builds of many regions in a folder made for it; after each, the release in use and the ledger must be whole.

    Half of them are of the region whose deliveries are in `folder/restricted`, or bundled with the `data`. Releases not
    in use are removed on the way, or a later build of that region would have nothing to write.
    """
    from pipelines import publish, release
    from pipelines.disclosure import ledger

    chance, outcome, marts = random.Random(seed), Outcome(), folder / "marts"
    environment = {"LATARNIA_RESTRICTED": str(folder / "restricted")}
    with Forks("build", environment | ({"LATARNIA_DATA": str(data)} if data else {})) as forks:
        forks.whole(marts=str(marts), region=_KEPT_REGION)  # audits what the others then find audited
        kept = release.name_in_use(marts)
        forks.whole(marts=str(marts), region=_REGIONS[0])
        shutil.rmtree(marts / str(kept))
        forks.whole(marts=str(marts), region=_KEPT_REGION)
        while outcome.kills < kills:
            before = release.name_in_use(marts)
            for old in marts.glob("r*/manifest.json"):
                if old.parent.name != before:
                    shutil.rmtree(old.parent)
            region = _KEPT_REGION if before != kept and chance.random() < 0.5 else chance.choice(_REGIONS)
            outcome.kills += forks.killed(chance, marts=str(marts), region=region)
            after = release.name_in_use(marts)
            outcome.moved += after != before
            outcome.torn += after is None or not publish.is_whole(marts / after)
            for book in marts.glob("ledger_*"):
                ledger.read(book)  # raises where a line is cut
    return outcome


def measure(rounds: int, folder: Path) -> list[Row]:
    """`rounds` times KILLS_A_ROUND kills of loads and of builds; the rows tell how many left something torn: 0."""
    made = folder / "made"
    sources = []
    for seed in ("1", "2"):
        out = made / seed
        command = ["demo", "--cases", "2000", "--periods", "2019-H1", "--by", "region", "--seed", seed]
        subprocess.run(
            [sys.executable, "-m", "pipelines", *command, "--out", str(out)],
            cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        sources += sorted(out.glob("*.zip"))
    rows = []
    for name, kill in (
        ("load", lambda seed: kill_loads(folder / "restricted", (sources[0], sources[1]), KILLS_A_ROUND, seed=seed)),
        ("build", lambda seed: kill_builds(folder / "killed", KILLS_A_ROUND, seed=seed)),
    ):
        found = [kill(seed) for seed in range(rounds)]
        rows.append(Row(f"{name}: torn by {sum(f.kills for f in found)} kills", "", [sum(f.torn for f in found)]))
    return rows


def _serve(job: Callable[..., None]) -> None:
    """Fork a child for each line of arguments; tells its pid, its marks and its end."""

    def tell(words: str) -> None:
        os.write(1, f"{words}\n".encode())

    for line in sys.stdin:
        arguments: dict[str, Any] = json.loads(line)
        ready, go = os.pipe()
        child = os.fork()
        if child == 0:
            os.read(ready, 1)  # its marks come after its pid
            status = 1
            sys.addaudithook(lambda event, _: tell("mark") if event == "os.rename" else None)  # what publishes is short
            try:
                job(lambda: tell("mark"), **arguments)
                status = 0
            finally:
                os._exit(status)
        tell(str(child))
        os.write(go, b"x")
        _, ended = os.waitpid(child, 0)
        os.close(ready)
        os.close(go)
        tell(f"end {ended}")


def _prepare() -> None:
    """Import and parse beforehand what a run otherwise does first, and what no kill can tear."""
    from pipelines import model, settings

    for needed in ("build", "deliveries.store", "deliveries.small_groups", "disclosure.ladder", "publication.groups"):
        importlib.import_module(f"pipelines.{needed}")
    for needed in ("pandas", "pyarrow"):
        importlib.import_module(needed)
    model.load(settings.MODELS)


if __name__ == "__main__":
    _prepare()
    _serve({"load": load, "build": build}[sys.argv[1]])

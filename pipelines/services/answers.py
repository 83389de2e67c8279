"""The cache of raw answers: what a service sent, byte for byte, with its hash and the time; nothing is overwritten.

`<folder>/<service>/<hash of the address>.json` says what the newest answer was and where its bytes are
(`<SHA-256>.body`). An answer whose bytes are not what its hash says counts as missing.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from pipelines import publish


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer of a service; `fetched` is when its bytes came, `checked` when it was last known to be current (UTC)."""

    url: str
    sha256: str
    size: int
    fetched: str
    checked: str
    etag: str = ""
    last_modified: str = ""

    @property
    def age_from(self) -> datetime:
        return datetime.fromisoformat(self.checked)


class Answers:
    """Raw answers of one service in a folder of the data."""

    def __init__(self, folder: Path, service: str) -> None:
        self.folder = folder / service

    def find(self, url: str) -> tuple[Answer, bytes] | None:
        """The newest whole answer to this address."""
        try:
            answer = Answer(**json.loads(self._facts(url).read_bytes()))
            body = (self.folder / f"{answer.sha256}.body").read_bytes()
        except (OSError, ValueError, TypeError):
            return None
        if answer.url != url or hashlib.sha256(body).hexdigest() != answer.sha256:
            return None
        return answer, body

    def keep(self, answer: Answer, body: bytes | None = None) -> None:
        """Store an answer; the bytes first, so that what is told of is there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if body is not None:
            publish.write_atomically(self.folder / f"{answer.sha256}.body", body)
        content = json.dumps(asdict(answer), ensure_ascii=False, indent=1)
        publish.write_atomically(self._facts(answer.url), content.encode())

    def times(self) -> list[float]:
        """When answers came, oldest first, in seconds since 1970: what of the service's quota is used already."""
        found = []
        for path in self.folder.glob("*.json"):
            try:
                found.append(datetime.fromisoformat(json.loads(path.read_bytes())["checked"]).timestamp())
            except (OSError, ValueError, KeyError, TypeError):
                continue
        return sorted(found)

    def _facts(self, url: str) -> Path:
        return self.folder / f"{hashlib.sha256(url.encode()).hexdigest()[:24]}.json"

"""Asking a service: one host, over TLS, no faster than it allows, again after a failure, never without a time limit.

Retries wait twice as long each time, with jitter, or as long as the service says (`Retry-After`). An answer is kept only
when its reader finds it whole, so a file cut on the way is asked for again like a lost connection.
"""

from __future__ import annotations

import hashlib
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode, urlsplit
from urllib.request import getproxies

from pipelines.catalog import Text
from pipelines.problems import UserError
from pipelines.services.answers import Answer, Answers

if TYPE_CHECKING:
    import tenacity
    import urllib3

Read = TypeVar("Read")
Params = Sequence[tuple[str, str]]

LOOPBACK = {"127.0.0.1", "::1"}
AGENT = "Latarnia (open dashboard of a region's labour market; asks only when its operator does)"
ATTEMPTS = 5
LONGEST_WAIT = 15 * 60  # seconds; whoever must wait longer is told to come back
STILL_FRESH = timedelta(hours=6)  # an answer as young is not asked for again: an interrupted refresh goes on
MOST_BYTES = 512 << 20
TRANSIENT = {408, 425, 429, 500, 502, 503, 504}


@dataclass(frozen=True)
class Service:
    """One service: where it is, and how many requests it allows in how many seconds."""

    name: str
    title: Text
    host: str
    root: str
    quotas: tuple[tuple[int, int], ...] = ()


class TransientError(Exception):
    """A failure after which it is worth asking again; `wait` is what the service asked for, in seconds."""

    def __init__(self, why: Text, wait: float | None = None) -> None:
        super().__init__(why.en)
        self.why, self.wait = why, wait


class Wire:
    """The connection to one service.

    `loopback` replaces the service's address in tests and must be one of this machine; nothing outside the program can
    set it. `clock` and `sleep` are those of the system unless a test brings its own.
    """

    def __init__(
        self,
        service: Service,
        answers: Answers,
        *,
        headers: Mapping[str, str] | None = None,
        loopback: str | None = None,
        patience: tuple[float, float, float] = (10.0, 60.0, 300.0),  # seconds: to connect, without a byte, for all
        again: bool = False,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.service, self.answers, self.again = service, answers, again
        self.base = f"https://{service.host}{service.root}"
        if loopback is not None:
            if urlsplit(loopback).hostname not in LOOPBACK:
                raise ValueError("a test server stands on this machine")
            self.base = loopback + service.root
        self._headers = {"User-Agent": AGENT, "Accept": "application/json", **(headers or {})}
        self._patience, self._clock, self._sleep = patience, clock, sleep
        self._asked = deque(answers.times())
        self._pool: urllib3.PoolManager | None = None
        self.requests = 0
        self.is_down = False  # the service could not be had: asking for more would only wait again

    def get(self, path: str, params: Params, read: Callable[[bytes], Read]) -> Read:
        """What `read` makes of the answer, from the cache where that is still current.

        `read` raises ValueError for an answer that is not whole. Raises UserError when the service cannot be had.
        """
        url = self.base + path + (f"?{urlencode(params)}" if params else "")
        kept = self.answers.find(url)
        if kept and not self.again and self._now() - kept[0].age_from < STILL_FRESH:
            return read(kept[1])
        import tenacity

        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(TransientError),
            stop=tenacity.stop_after_attempt(ATTEMPTS),
            wait=self._wait,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            found: Read = retrying(self._once, url, kept, read)
        except TransientError as error:
            raise self._given_up(error.why) from error
        return found

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._clock(), UTC)

    def _wait(self, state: tenacity.RetryCallState) -> float:
        import tenacity

        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, TransientError) and error.wait is not None:
            if error.wait > LONGEST_WAIT:
                raise self._given_up(error.why) from error
            return error.wait
        return tenacity.wait_exponential_jitter(initial=1, max=60)(state)

    def _once(self, url: str, kept: tuple[Answer, bytes] | None, read: Callable[[bytes], Read]) -> Read:
        self._pace()
        headers = dict(self._headers)
        if kept and kept[0].etag:
            headers["If-None-Match"] = kept[0].etag
        elif kept and kept[0].last_modified:
            headers["If-Modified-Since"] = kept[0].last_modified
        status, body, told = self._request(url, headers)
        now = self._now().isoformat(timespec="seconds")
        if status == 304 and kept:
            self.answers.keep(replace(kept[0], checked=now))
            return read(kept[1])
        if status in TRANSIENT:
            raise TransientError(_says(status), _seconds(told.get("Retry-After"), self._now()))
        if status != 200:
            raise UserError(self._sentence(_says(status)))
        try:
            found = read(body)
        except ValueError as error:
            cut = Text("odpowiedź jest urwana albo nieczytelna", "the answer is cut short or cannot be read")
            raise TransientError(cut) from error
        answer = Answer(
            url=url,
            sha256=hashlib.sha256(body).hexdigest(),
            size=len(body),
            fetched=now,
            checked=now,
            etag=told.get("ETag", ""),
            last_modified=told.get("Last-Modified", ""),
        )
        self.answers.keep(answer, body)
        return found

    def _request(self, url: str, headers: Mapping[str, str]) -> tuple[int, bytes, Mapping[str, str]]:
        """One request; redirects are not followed, because they could lead to another host."""
        import urllib3

        connect, silence, whole = self._patience
        ends = time.monotonic() + whole
        self.requests += 1
        try:
            response = self._connections().request(
                "GET",
                url,
                headers=headers,
                timeout=urllib3.Timeout(connect=connect, read=silence),
                retries=False,
                redirect=False,
                preload_content=False,
            )
            body = bytearray()
            try:
                for part in response.stream(1 << 16):
                    body += part
                    if time.monotonic() > ends:
                        raise TransientError(Text("odpowiedź idzie za wolno", "the answer comes too slowly"))
                    if len(body) > MOST_BYTES:
                        raise UserError(self._sentence(Text("odpowiedź jest za duża", "the answer is too large")))
            except BaseException:
                response.close()
                raise
            response.release_conn()
            return response.status, bytes(body), response.headers
        except urllib3.exceptions.SSLError as error:
            unsafe = Text("nie da się sprawdzić certyfikatu serwera", "the certificate of the server cannot be checked")
            raise UserError(self._sentence(unsafe)) from error
        except urllib3.exceptions.NewConnectionError as error:  # which urllib3 counts among the timeouts
            raise TransientError(Text("nie ma połączenia; sprawdź sieć", "no connection; check the network")) from error
        except urllib3.exceptions.TimeoutError as error:
            raise TransientError(
                Text("usługa nie odpowiada w czasie", "the service does not answer in time")
            ) from error
        except urllib3.exceptions.HTTPError as error:
            raise TransientError(Text("połączenie się zerwało", "the connection broke")) from error

    def _connections(self) -> Any:
        import urllib3

        if self._pool is None:
            address = urlsplit(self.base)
            proxy = getproxies().get("https") if address.scheme == "https" else None
            self._pool = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()
        return self._pool

    def _pace(self) -> None:
        """Wait until one more request stays within every quota of the service."""
        for most, seconds in self.service.quotas:
            used = [at for at in self._asked if at > self._clock() - seconds]
            if len(used) < most:
                continue
            wait = used[-most] + seconds - self._clock()
            if wait > LONGEST_WAIT:
                spent = Text("limit zapytań jest wyczerpany", "the quota of requests is used up")
                raise self._given_up(spent)
            self._sleep(max(0.0, wait))
        self._asked.append(self._clock())

    def _given_up(self, why: Text) -> UserError:
        said = self._sentence(why)
        self.is_down = True
        return UserError(
            Text(
                f"{said.pl} Pobrane odpowiedzi zostały; to samo polecenie dokończy później.",
                f"{said.en} Answers that came are kept; the same command goes on later.",
            )
        )

    def _sentence(self, why: Text) -> Text:
        title = self.service.title
        return Text(f"{title.pl}: {why.pl}.", f"{title.en}: {why.en}.")


def _says(status: int) -> Text:
    return Text(f"usługa odpowiada kodem {status}", f"the service answers with code {status}")


def _seconds(told: str | None, now: datetime) -> float | None:
    """Length of the wait that a `Retry-After` header asks for: seconds, or a date."""
    from email.utils import parsedate_to_datetime

    if not told:
        return None
    if told.strip().isdigit():
        return float(told)
    try:
        return max(0.0, (parsedate_to_datetime(told) - now).total_seconds())
    except (ValueError, TypeError):
        return None

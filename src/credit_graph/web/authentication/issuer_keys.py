"""Keeps the keys of an issuer at hand: read from a file or a URL, refreshed, stale for a while."""

import asyncio
import time
from collections.abc import Callable, Mapping
from http.client import HTTPException
from pathlib import Path
from typing import IO, Any
from urllib.request import HTTPRedirectHandler, Request, build_opener

from credit_graph.domain.authority.errors import IssuerUnreachableError
from credit_graph.errors.causes import cause_of
from credit_graph.message import Message, Words
from credit_graph.web.authentication.key_set import KeySetError, VerificationKey, read_key_set

_FRESH_S = 60.0
_STALE_S = 3_600.0
_PAUSE_S = 10.0  # between two attempts
_RECEIPT_S = 5.0
_MOST_BYTES = 256_000


KeyPlace = Path | str


class IssuerKeys:
    """The keys of one issuer, by id.

    They are read again when they are a minute old, in the background, and at once when a token
    names a key that is not among them, but ten seconds after the last attempt at the earliest.
    While they cannot be read, those read last serve for an hour. `read()` blocks; `seconds()` is
    a monotonic clock.
    """

    def __init__(
        self,
        read: Callable[[], bytes],
        announce: Callable[[Words], None],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._read = read
        self._announce = announce
        self._seconds = seconds
        self._keys: Mapping[str, VerificationKey] = {}
        self._read_at: float | None = None
        self._tried_at: float | None = None
        self._reading: asyncio.Task[None] | None = None
        self._problem: Message | None = None

    async def get(self, key_id: str) -> VerificationKey | None:
        """Return the key of that id; raise `IssuerUnreachableError` if there are no keys."""
        if self._age() > _FRESH_S:
            self._begin()
        if key_id not in self._keys or self._age() > _STALE_S:
            self._begin()
            if self._reading is not None:
                await asyncio.shield(self._reading)
        if self._age() > _STALE_S:
            raise IssuerUnreachableError
        return self._keys.get(key_id)

    def _age(self) -> float:
        return float("inf") if self._read_at is None else self._seconds() - self._read_at

    def _begin(self) -> None:
        """Begin to read the keys unless that is going on, or was tried a moment ago."""
        if self._reading is not None and not self._reading.done():
            return
        if self._tried_at is not None and self._seconds() - self._tried_at < _PAUSE_S:
            return
        self._tried_at = self._seconds()
        self._reading = asyncio.get_running_loop().create_task(self._refresh())

    async def _refresh(self) -> None:
        try:
            self._keys = read_key_set(await asyncio.to_thread(self._read))
        except (OSError, HTTPException, KeySetError) as error:
            self._say(
                Message("The keys of CREDIT_GRAPH_JWKS cannot be read: {why}.", why=_cause(error))
            )
            return
        self._read_at = self._seconds()
        self._say(None)

    def _say(self, problem: Message | None) -> None:
        """Say a problem once, and that it is over."""
        known, self._problem = self._problem, problem
        if problem is not None and problem != known:
            self._announce(problem)
        elif known is not None and problem is None:
            self._announce(Message("The keys of CREDIT_GRAPH_JWKS can be read again."))


def reader_of(place: KeyPlace) -> Callable[[], bytes]:
    """Return what reads a key set from a file, or from a URL without following it elsewhere."""
    if isinstance(place, Path):
        return place.read_bytes
    opener = build_opener(_NoRedirect)
    request = Request(place, headers={"Accept": "application/json"})  # noqa: S310  # settings allow https, and http to loopback

    def read() -> bytes:
        with opener.open(request, timeout=_RECEIPT_S) as answer:
            text = bytes(answer.read(_MOST_BYTES + 1))
        if len(text) > _MOST_BYTES:
            raise KeySetError(
                Message("it has more than {most_bytes:,} bytes", most_bytes=_MOST_BYTES)
            )
        return text

    return read


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(  # noqa: PLR0917  # the parent's signature
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Any,  # noqa: ANN401  # the parent's signature
        newurl: str,
    ) -> None:
        """Follow nothing: another address could be anybody's."""
        del req, fp, code, msg, headers, newurl


def _cause(error: OSError | HTTPException | KeySetError) -> Message:
    if isinstance(error, KeySetError):
        return error.message
    return cause_of(error, "HTTP")

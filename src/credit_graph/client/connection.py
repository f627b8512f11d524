"""The two clients: one blocks, one awaits; each keeps one pool of connections."""

import asyncio
import time
from collections.abc import Mapping
from datetime import date
from types import TracebackType
from typing import Any, Final, Self

import httpx

from credit_graph.client.answer import Answer, ChainAnswer
from credit_graph.client.failure import AskingError
from credit_graph.client.question import (
    CHAIN,
    DUTIES,
    ELIGIBILITY,
    Course,
    GraphRequest,
    change_of,
    course_of,
)

_TRIES: Final = 4
_LONGEST_WAIT_S: Final = 10.0
_BUSY: Final = (429, 503)
# Errors of a change after which the same call with its key settles what became of it.
_UNSETTLED: Final = frozenset(
    {"OUTCOME_UNKNOWN", "DATABASE_BUSY", "STATEMENT_TIMEOUT", "REQUEST_TIMEOUT"}
)
_TIMEOUT_S: Final = 30.0


class _Questions:
    """The questions of both clients, each as the course of requests that answers it."""

    @staticmethod
    def asked(
        document: str, variables: Mapping[str, Any] | None, *, rows: str | None, every: bool
    ) -> Course:
        return course_of(document, variables or {}, rows=rows, every=every)

    @staticmethod
    def eligibility(uscc: str, as_of: date | None, policy: str | None) -> Course:
        variables = {"uscc": uscc, "asOf": _iso(as_of), "policy": policy}
        return course_of(ELIGIBILITY, variables, rows="eligibility.decisions", every=True)

    @staticmethod
    def chain(core: str, as_of: date | None, depth: int, first: int) -> Course:
        variables = {"core": core, "asOf": _iso(as_of), "depth": depth, "first": first}
        return course_of(CHAIN, variables, rows="chain.graph.nodes", every=True)

    @staticmethod
    def duties(agency: str) -> Course:
        return course_of(DUTIES, {"agency": agency}, rows=None, every=True)


class CreditGraph:
    """A client that blocks; a context manager.

    `url` is the service's address without a path. A connection that is lost and a service that is
    busy (503 with Retry-After) are asked again, three times: questions change nothing, and a change
    has its key. `http`: an `httpx.Client` of one's own, for proxies, certificates and headers. All
    methods raise `AskingError` for errors in an answer, and `httpx.TransportError` if nothing
    answers.
    """

    def __init__(self, url: str, *, http: httpx.Client | None = None) -> None:
        self._endpoint = f"{url.rstrip('/')}/graphql"
        self._http = http or httpx.Client(timeout=_TIMEOUT_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def ask(
        self,
        document: str,
        variables: Mapping[str, Any] | None = None,
        *,
        rows: str | None = None,
        every: bool = True,
    ) -> Answer:
        """Ask a document; `every` follows its pages, `rows` names the list whose items are rows."""
        return self._follow(_Questions.asked(document, variables, rows=rows, every=every))

    def eligibility(
        self, uscc: str, *, as_of: date | None = None, policy: str | None = None
    ) -> Answer:
        """Ask for the verdict on every measure in force, with the nearest change of each."""
        return self._follow(_Questions.eligibility(uscc, as_of, policy))

    def chain(
        self, core: str, *, as_of: date | None = None, depth: int = 3, first: int = 100
    ) -> ChainAnswer:
        """Ask for the enterprises of a chain, 1 to 100 (`first`), and the links among them."""
        return _as_chain(self._follow(_Questions.chain(core, as_of, depth, first)))

    def duties(self, agency: str) -> Answer:
        """Ask for every duty of an agency, with the words that it rests on."""
        return self._follow(_Questions.duties(agency))

    def change(
        self, document: str, variables: Mapping[str, Any], *, key: str | None = None
    ) -> Mapping[str, Any]:
        """Make a change once, and return the answer's `data`.

        The mutation takes `$key: ID!` as its idempotency key; without one a new one is made. It is
        sent again with the same key until it is known whether the change was made: after a lost
        connection, a busy service, `OUTCOME_UNKNOWN`. A refusal is an answer.
        """
        request = change_of(document, variables, key)
        for attempt in range(_TRIES):
            try:
                return self._data(request)
            except AskingError as error:
                if error.code not in _UNSETTLED or attempt == _TRIES - 1:
                    raise
            time.sleep(_pause(attempt))
        raise AssertionError  # the last attempt returns or raises

    def _follow(self, course: Course) -> Answer:
        request = next(course)
        while True:
            try:
                request = course.send(self._data(request))
            except StopIteration as ended:
                return _answer(ended)

    def _data(self, request: GraphRequest) -> Mapping[str, Any]:
        for attempt in range(_TRIES):
            last = attempt == _TRIES - 1
            try:
                response = self._http.post(self._endpoint, json=_body(request), headers=_HEADERS)
            except httpx.TransportError:
                if last:
                    raise
                time.sleep(_pause(attempt))
                continue
            if response.status_code not in _BUSY or last:
                break
            time.sleep(_pause(attempt, response))
        return _data_of(response)


class AsyncCreditGraph:
    """`CreditGraph` for coroutines; an asynchronous context manager. `http`: an `AsyncClient`."""

    def __init__(self, url: str, *, http: httpx.AsyncClient | None = None) -> None:
        self._endpoint = f"{url.rstrip('/')}/graphql"
        self._http = http or httpx.AsyncClient(timeout=_TIMEOUT_S)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def ask(
        self,
        document: str,
        variables: Mapping[str, Any] | None = None,
        *,
        rows: str | None = None,
        every: bool = True,
    ) -> Answer:
        """Ask a document; `every` follows its pages, `rows` names the list whose items are rows."""
        return await self._follow(_Questions.asked(document, variables, rows=rows, every=every))

    async def eligibility(
        self, uscc: str, *, as_of: date | None = None, policy: str | None = None
    ) -> Answer:
        """Ask for the verdict on every measure in force, with the nearest change of each."""
        return await self._follow(_Questions.eligibility(uscc, as_of, policy))

    async def chain(
        self, core: str, *, as_of: date | None = None, depth: int = 3, first: int = 100
    ) -> ChainAnswer:
        """Ask for the enterprises of a chain, 1 to 100 (`first`), and the links among them."""
        return _as_chain(await self._follow(_Questions.chain(core, as_of, depth, first)))

    async def duties(self, agency: str) -> Answer:
        """Ask for every duty of an agency, with the words that it rests on."""
        return await self._follow(_Questions.duties(agency))

    async def change(
        self, document: str, variables: Mapping[str, Any], *, key: str | None = None
    ) -> Mapping[str, Any]:
        """Make a change once; see `CreditGraph.change`."""
        request = change_of(document, variables, key)
        for attempt in range(_TRIES):
            try:
                return await self._data(request)
            except AskingError as error:
                if error.code not in _UNSETTLED or attempt == _TRIES - 1:
                    raise
            await asyncio.sleep(_pause(attempt))
        raise AssertionError  # the last attempt returns or raises

    async def _follow(self, course: Course) -> Answer:
        request = next(course)
        while True:
            try:
                request = course.send(await self._data(request))
            except StopIteration as ended:
                return _answer(ended)

    async def _data(self, request: GraphRequest) -> Mapping[str, Any]:
        for attempt in range(_TRIES):
            last = attempt == _TRIES - 1
            try:
                response = await self._http.post(
                    self._endpoint, json=_body(request), headers=_HEADERS
                )
            except httpx.TransportError:
                if last:
                    raise
                await asyncio.sleep(_pause(attempt))
                continue
            if response.status_code not in _BUSY or last:
                break
            await asyncio.sleep(_pause(attempt, response))
        return _data_of(response)


_HEADERS: Final = {"Accept": "application/graphql-response+json"}


def _body(request: GraphRequest) -> dict[str, Any]:
    return {"query": request.query, "variables": dict(request.variables)}


def _pause(attempt: int, response: httpx.Response | None = None) -> float:
    """Return how many seconds to wait: what the service asks for, else twice as long each time."""
    stated = "" if response is None else response.headers.get("Retry-After", "")
    wait = float(stated) if stated.isdigit() else 0.2 * 2**attempt
    return min(wait, _LONGEST_WAIT_S)


def _data_of(response: httpx.Response) -> Mapping[str, Any]:
    try:
        body = response.json()
    except ValueError:
        text = response.text[:200]
        raise AskingError("NOT_GRAPHQL", (text,), status=response.status_code) from None
    errors = body.get("errors") or ()
    if errors or not isinstance(body.get("data"), dict):
        first = errors[0].get("extensions", {}) if errors else {}
        raise AskingError(
            first.get("code", "INTERNAL"),
            tuple(each.get("message", "") for each in errors),
            first.get("advice", ""),
            response.status_code,
        )
    data: Mapping[str, Any] = body["data"]
    return data


def _answer(ended: StopIteration) -> Answer:
    answer: Answer = ended.value
    return answer


def _as_chain(answer: Answer) -> ChainAnswer:
    return ChainAnswer(answer.pages, answer.table, answer.complete, answer.cut)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

"""`GET /chain/{uscc}.svg`: a chain as a picture, drawn here.

Query parameters, all optional, as the arguments of `chain` in GraphQL: `mode`, `direction`,
`depth`, `asOf`, `knownAt`; `most`, how many enterprises are drawn (2 to 300, 60 if left out);
`lang`, zh or en, of the words in it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from credit_graph.api.scalars import parse_day, parse_instant
from credit_graph.domain.authority.principal import Principal
from credit_graph.domain.chains.members import ChainMode, ChainQuestion
from credit_graph.domain.chains.walk import ChainDirection
from credit_graph.domain.facts.partner_id import parse_party
from credit_graph.errors import (
    BadArgumentError,
    CreditGraphError,
    DatabaseError,
    NotReadyError,
    UnknownCodeError,
)
from credit_graph.message import Message, Series
from credit_graph.usecases.chains.draw import WORDS, draw_chain
from credit_graph.usecases.chains.explore import Exploration
from credit_graph.web.refusal import refusal

_FEWEST, _USUAL, _MOST = 2, 60, 300

Explore = Callable[[ChainQuestion, datetime | None, Principal], Awaitable[Exploration | None]]


@dataclass(frozen=True, slots=True)
class _Asked:
    question: ChainQuestion
    known_at: datetime | None
    most: int
    language: str


class ChainSvg:
    """Answers for one core at a time.

    `explore(question, known_at, principal)` finds the chain as it is shown to who asks.
    """

    def __init__(self, explore: Explore, today: Callable[[], date]) -> None:
        self._explore = explore
        self._today = today

    async def show(self, request: Request) -> Response:
        """Answer 200 with the SVG, 400 for what cannot be read, 404 for no such core, 503."""
        try:
            asked = _read(request.path_params["uscc"], request.query_params, self._today())
            principal = request.scope["principal"]
            found = await self._explore(asked.question, asked.known_at, principal)
        except (DatabaseError, NotReadyError) as error:
            return refusal(503, error, Retry_After="1")
        except CreditGraphError as error:
            return refusal(400, error)
        if found is None:
            return refusal(404, UnknownCodeError(noun="enterprise", given=asked.question.core))
        text = await asyncio.to_thread(draw_chain, found.survey, asked.most, asked.language)
        headers = {
            # A picture opened by itself is a document: it may run and load nothing.
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
            "Content-Disposition": f'inline; filename="{asked.question.core}.svg"',
            "Cache-Control": "private, no-cache",
            "X-Content-Type-Options": "nosniff",
        }
        return Response(text, media_type="image/svg+xml", headers=headers)


def _read(uscc: str, query: QueryParams, today: date) -> _Asked:
    mode = _named("mode", query.get("mode", "ONE_PLUS_N"), ChainMode.__members__)
    direction = _named("direction", query.get("direction", "BOTH"), ChainDirection.__members__)
    depth = _number("depth", query.get("depth", "3"))
    as_of = parse_day(query["asOf"]) if query.get("asOf") else today
    known_at = parse_instant(query["knownAt"]) if query.get("knownAt") else None
    most = _number("most", query.get("most", str(_USUAL)))
    if not _FEWEST <= most <= _MOST:
        why = Message(
            "{number} is not from {least} to {most}", number=most, least=_FEWEST, most=_MOST
        )
        raise BadArgumentError(argument="most", why=why, fix=Message("Draw fewer or more."))
    language = _named("lang", query.get("lang", "zh"), WORDS)
    question = ChainQuestion(
        parse_party(uscc), ChainMode[mode], ChainDirection[direction], depth, as_of
    )
    return _Asked(question, known_at, most, language)


def _named(argument: str, given: str, names: Collection[str]) -> str:
    if given not in names:
        raise BadArgumentError(
            argument=argument,
            why=Message("{given!r} is not known", given=given),
            fix=Message("Give one of {names}.", names=Series(tuple(names), ", ")),
        )
    return given


def _number(argument: str, given: str) -> int:
    if not (given.isascii() and given.isdigit() and len(given) <= len(str(_MOST))):
        raise BadArgumentError(
            argument=argument,
            why=Message("{given!r} is not a whole number in range", given=given[:20]),
            fix=Message("Give a whole number."),
        )
    return int(given)

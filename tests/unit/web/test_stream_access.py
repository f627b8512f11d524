"""How long a stream may last, and how much its client may send."""

import asyncio
from itertools import count

import pytest

from credit_graph.domain.authority.errors import InvalidTokenError, UnauthenticatedError
from credit_graph.domain.authority.principal import LOCAL_READER, Principal
from credit_graph.errors import StartingError
from credit_graph.web.streaming.flood_gate import FloodGate
from credit_graph.web.streaming.stream_access import StreamAccess


async def accepted(token: str) -> Principal:
    del token
    return LOCAL_READER


def access(authenticate: object = accepted, most: int = 1) -> StreamAccess:
    return StreamAccess(authenticate, None, (), most)  # type: ignore[arg-type]


async def test_a_stream_lasts_until_its_token_is_not_accepted() -> None:
    asked = count()

    async def twice(token: str) -> Principal:
        if next(asked) == 0:
            raise StartingError
        raise InvalidTokenError(token)

    async with asyncio.timeout(2):
        await access(twice).until_ended("Bearer x", 0.01)
    assert next(asked) == 2


async def test_a_stream_ends_at_once_when_the_service_does() -> None:
    found = access()
    lasting = asyncio.create_task(found.until_ended("Bearer x", 60.0))
    await asyncio.sleep(0)
    assert not lasting.done()
    found.close()
    async with asyncio.timeout(2):
        await lasting
    assert found.is_closing


async def test_there_are_so_many_places() -> None:
    found = access(most=1)
    assert found.take()
    assert not found.take()
    found.give_back()
    assert found.take()


async def test_where_a_token_is_needed_none_is_refused() -> None:
    with pytest.raises(UnauthenticatedError):
        await access().principal(None)
    with pytest.raises(InvalidTokenError):
        await access().principal("Basic x")
    assert await access().principal("bearer x") is LOCAL_READER


def test_a_client_may_send_so_much_at_once_and_so_much_a_second() -> None:
    now = 0.0
    gate = FloodGate(3, 2.0, lambda: now)
    assert [gate.admits() for _ in range(4)] == [True, True, True, False]
    now = 1.0
    assert [gate.admits() for _ in range(3)] == [True, False, False]

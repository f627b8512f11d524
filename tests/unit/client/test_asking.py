"""The client asks again where that may help, and names what went wrong."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from credit_graph.client import AskingError, CreditGraph

QUESTION = "{ agencies(first: 2) { nodes { code } } }"
PAGE = {"hasNextPage": False, "endCursor": None}
EMPTY = {"data": {"agencies": {"nodes": [], "pageOfTable": PAGE, "totalOfTable": 0}}}

Handler = Callable[[httpx.Request], httpx.Response]


def client(handler: Handler) -> CreditGraph:
    return CreditGraph("http://test/", http=httpx.Client(transport=httpx.MockTransport(handler)))


def in_turn(*answers: httpx.Response | Exception) -> tuple[Handler, list[httpx.Request]]:
    waiting, seen = list(answers), list[httpx.Request]()

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        answer = waiting.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return handle, seen


def busy() -> httpx.Response:
    return httpx.Response(503, headers={"Retry-After": "0"}, json={"errors": [{"message": "busy"}]})


def test_a_busy_service_and_a_lost_connection_are_asked_again() -> None:
    handler, seen = in_turn(busy(), httpx.ConnectError("lost"), httpx.Response(200, json=EMPTY))
    with client(handler) as graph:
        answer = graph.ask(QUESTION)
    assert [str(each.url) for each in seen] == ["http://test/graphql"] * 3
    assert answer.data == {"agencies": {"nodes": []}}
    assert answer.complete


def test_a_service_that_stays_busy_is_an_error_after_four_tries() -> None:
    handler, seen = in_turn(*(busy() for _ in range(5)))
    with client(handler) as graph, pytest.raises(AskingError, match="busy") as failed:
        graph.ask(QUESTION)
    assert failed.value.status == 503
    assert len(seen) == 4


def test_an_error_of_the_answer_carries_code_and_advice() -> None:
    error = {"message": "No.", "extensions": {"code": "BAD_USCC", "advice": "Look again."}}
    handler, seen = in_turn(httpx.Response(200, json={"data": None, "errors": [error]}))
    with client(handler) as graph, pytest.raises(AskingError) as failed:
        graph.ask(QUESTION)
    assert (failed.value.code, failed.value.advice) == ("BAD_USCC", "Look again.")
    assert str(failed.value) == "No. Look again. [BAD_USCC]"
    assert len(seen) == 1


def test_what_is_no_graphql_is_named() -> None:
    handler, _ = in_turn(httpx.Response(404, text="<html>"))
    with client(handler) as graph, pytest.raises(AskingError, match="NOT_GRAPHQL"):
        graph.ask(QUESTION)


def test_a_document_that_is_not_valid_is_not_sent() -> None:
    handler, seen = in_turn()
    with client(handler) as graph, pytest.raises(AskingError, match="BAD_DOCUMENT"):
        graph.ask("{ nothing }")
    assert seen == []


def page(number: int, *, last: bool) -> httpx.Response:
    info = {"hasNextPage": not last, "endCursor": f"c{number}"}
    nodes = [{"code": f"a{number}"}]
    return httpx.Response(200, json={"data": {"agencies": {"nodes": nodes, "pageOfTable": info}}})


def cursor(request: httpx.Request) -> Any:  # noqa: ANN401  # JSON
    return json.loads(request.content)["variables"]["pageAfter"]


def test_pages_are_followed_by_their_cursors_or_left_at_one() -> None:
    handler, seen = in_turn(page(1, last=False), page(2, last=False), page(3, last=True))
    with client(handler) as graph:
        answer = graph.ask(QUESTION)
    assert [cursor(each) for each in seen] == [None, "c1", "c2"]
    assert [row["agencies.nodes.code"] for row in answer.rows()] == ["a1", "a2", "a3"]
    assert answer.complete
    handler, seen = in_turn(page(1, last=False))
    with client(handler) as graph:
        assert not graph.ask(QUESTION, every=False).complete


CHANGE = "mutation C($input: X!, $key: ID!) { change(input: $input, idempotencyKey: $key) { a } }"


def unsettled(code: str) -> httpx.Response:
    error = {"message": "?", "extensions": {"code": code}}
    return httpx.Response(200, json={"data": None, "errors": [error]})


def test_a_change_is_sent_with_one_key_until_it_is_settled() -> None:
    handler, seen = in_turn(
        httpx.ReadTimeout("lost"),
        unsettled("OUTCOME_UNKNOWN"),
        busy(),
        httpx.Response(200, json={"data": {"change": {"a": 1}}}),
    )
    with client(handler) as graph:
        assert graph.change(CHANGE, {"input": {}}) == {"change": {"a": 1}}
    keys = {json.loads(each.content)["variables"]["key"] for each in seen}
    assert (len(seen), len(keys)) == (4, 1)
    assert all(keys)


def test_two_changes_have_two_keys_and_a_key_of_ones_own_is_kept() -> None:
    done = [httpx.Response(200, json={"data": {"change": {"a": 1}}}) for _ in range(3)]
    handler, seen = in_turn(*done)
    with client(handler) as graph:
        graph.change(CHANGE, {"input": {}})
        graph.change(CHANGE, {"input": {}})
        graph.change(CHANGE, {"input": {}}, key="mine")
    keys = [json.loads(each.content)["variables"]["key"] for each in seen]
    assert len(set(keys)) == 3
    assert keys[2] == "mine"


def test_an_error_that_settles_a_change_ends_it() -> None:
    handler, seen = in_turn(unsettled("BAD_USCC"))
    with client(handler) as graph, pytest.raises(AskingError):
        graph.change(CHANGE, {"input": {}})
    assert len(seen) == 1


def test_a_change_that_stays_unsettled_is_an_error() -> None:
    handler, seen = in_turn(*(unsettled("OUTCOME_UNKNOWN") for _ in range(5)))
    with client(handler) as graph, pytest.raises(AskingError) as failed:
        graph.change(CHANGE, {"input": {}})
    assert (failed.value.code, len(seen)) == ("OUTCOME_UNKNOWN", 4)

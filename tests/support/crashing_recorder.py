"""A process in which mutations are made by children that are killed at a statement of their own.

It reads the database's endpoint, then one line of JSON for each attempt: the document, its
variables, the id of the API key whose holder makes it (null for an operator without one), and after
how many statements the child is to be killed, counted over all transactions with each commit as a
statement of its own. It prints what the child answered, or `killed`.

Whatever takes long is done before the children are forked.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from credit_graph.api.context import Context
from credit_graph.api.relay.cursors import CursorSeal
from credit_graph.api.schema import build_schema
from credit_graph.clock import AdvancingClock, utc_now
from credit_graph.domain.authority.principal import Principal, PrincipalKind, Scope
from credit_graph.embedded.endpoint import EmbeddedEndpoint
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.statements import load_statements
from credit_graph.resources import cypher_folder
from credit_graph.usecases.agencies.duty_books import DutyBooks
from credit_graph.usecases.policies.rules import Rules, RulesShelf
from credit_graph.usecases.recording.objections import ObjectionTaker
from credit_graph.usecases.recording.recorder import Recorder
from credit_graph.usecases.recording.tables import TableRecorder
from credit_graph.usecases.services import Services
from credit_graph.usecases.webhooks.webhook_desk import WebhookMeans
from support.fuse import Fuse
from support.official_rules import official_rulebook
from support.webhooks import LOOPBACK, loopback

OPERATOR = Principal(PrincipalKind.OPERATOR, "an operator", frozenset(Scope))
RULES = Rules.of(official_rulebook())
MEANS = WebhookMeans(b"a secret of the site", LOOPBACK, loopback)
STATEMENTS = load_statements(cypher_folder())
SCHEMA = build_schema()


class ReadyShelf(RulesShelf):
    """The rules, which were read before the children were forked."""

    @property
    def current(self) -> Rules:
        """Return them."""
        return RULES


def die() -> None:
    """Kill this process."""
    os.kill(os.getpid(), signal.SIGKILL)


async def answered(endpoint: EmbeddedEndpoint, attempt: Mapping[str, Any]) -> object:
    """Make one mutation; return its answer."""
    async with Graph.open(endpoint, STATEMENTS) as graph:
        clock, books = AdvancingClock(utc_now), DutyBooks()
        shelf = ReadyShelf(graph, clock)
        services = replace(
            Services.of(graph, clock, webhooks=MEANS),
            shelf=shelf,
            recorder=Recorder(graph, shelf, books, clock, published=lambda: None),
            tables=TableRecorder(graph, shelf, clock),
            objection_taker=ObjectionTaker(graph, shelf, clock),
        )
        named = attempt.get("key")
        key = None if named is None else await services.api_keys.get(named)
        principal = OPERATOR if key is None else key.principal()
        context = Context(RULES.rulebook, services, CursorSeal(b"crash"), principal)
        with Fuse(attempt["statements"], die).laid():
            found = await SCHEMA.execute(
                attempt["document"], variable_values=attempt["variables"], context_value=context
            )
        return {"data": found.data, "errors": [str(each) for each in found.errors or ()]}


def child(endpoint: EmbeddedEndpoint, attempt: Mapping[str, Any], line: int) -> None:
    """Answer in a process of its own, which ends here."""
    try:
        text = json.dumps(asyncio.run(answered(endpoint, attempt)))
    except BaseException as error:  # noqa: BLE001  # the test shows it
        text = json.dumps({"data": None, "errors": [repr(error)]})
    os.write(line, text.encode())
    os._exit(0)


def main() -> None:
    """Make attempts until there are no more."""
    endpoint = EmbeddedEndpoint(**json.loads(sys.stdin.readline()))
    for line in sys.stdin:
        attempt = json.loads(line)
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(read)
            child(endpoint, attempt, write)
        os.close(write)
        with os.fdopen(read, "rb") as told:
            answer = told.read()
        os.waitpid(pid, 0)
        print(answer.decode() or '"killed"', flush=True)  # noqa: T201  # its answer


if __name__ == "__main__":
    main()

"""Webhooks through GraphQL: who may keep one, what is shown of it, what is refused."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from credit_graph.domain.authority.principal import PrincipalKind, Scope
from credit_graph.graph.database.connection import Endpoint, Graph
from support.agency_files import NOW, loaded
from support.asking import asked, code, data
from support.client import Client, Clock, serving_here
from support.empty_graph import emptied
from support.recording import Author, author

SHOWN = """id url label agency tokenId state haltedBecause createdAt cursor attempts nextAttemptAt
  lastDeliveredAt lastFailure lastFailureAt formerSecretUntil deadLetterCount
  deadLetters { id cursor attempts failure at requested }
  filter { kinds enterprises measures agency region chain { core depth } }"""
REGISTER = f"""mutation($input: WebhookInput!) {{
  registerWebhook(input: $input) {{ secret webhook {{ {SHOWN} }} }} }}"""
UPDATE = f"""mutation($id: ID!, $input: WebhookChangeInput!) {{
  updateWebhook(id: $id, input: $input) {{ {SHOWN} }} }}"""
ROTATE = f"""mutation($id: ID!, $hours: Int!) {{
  rotateWebhookSecret(id: $id, overlapHours: $hours) {{ secret webhook {{ {SHOWN} }} }} }}"""
REMOVE = "mutation($id: ID!) { removeWebhook(id: $id) }"
REDELIVER = f"""mutation($id: ID!, $deliveries: [ID!]) {{
  redeliver(id: $id, deliveries: $deliveries) {{ {SHOWN} }} }}"""
LIST = f"{{ webhooks {{ {SHOWN} }} }}"
CORE = "91410400XN00000125"

Json = Any


@pytest.fixture(scope="module")
async def client(graph: Graph, endpoint: Endpoint) -> AsyncIterator[Client]:
    await loaded(await emptied(graph))
    # Numeric addresses are looked up without a network.
    named = {"CREDIT_GRAPH_WEBHOOK_NETWORKS": "10.9.0.0/16, fd00:9::/32"}
    async with serving_here(endpoint, Clock(NOW), settings=named) as client:
        yield client


@pytest.fixture(scope="module")
async def customs(client: Client, graph: Graph) -> Author:
    return await author(client, graph, "pds-customs")


def hook(url: str = "https://10.9.0.1/hook", **more: object) -> dict[str, object]:
    return {"url": url, "label": "our system", **more}


async def test_a_webhook_is_kept_and_its_secret_shown_once(customs: Author) -> None:
    wanted = {
        "kinds": ["LOST", "GAINED"],
        "agency": "pds-drc",
        "region": "410400",
        "measures": ["pds-2021-7/19"],
        "chain": {"core": CORE, "depth": 2},
    }
    made = await data(customs, REGISTER, input=hook(filter=wanted))
    assert made["secret"].startswith("whsec_")
    shown = made["webhook"]
    assert (shown["state"], shown["agency"], shown["attempts"]) == ("ACTIVE", "pds-customs", 0)
    assert shown["filter"] == {**wanted, "kinds": ["GAINED", "LOST"], "enterprises": None}
    body = await asked(customs, LIST)
    assert shown in body["data"]["webhooks"]
    assert "whsec_" not in str(body)
    assert await data(customs, REMOVE, id=shown["id"]) == shown["id"]
    assert shown not in await data(customs, LIST)
    assert await code(customs, REMOVE, id=shown["id"]) == "UNKNOWN_WEBHOOK"


async def test_it_is_changed_paused_and_resumed(customs: Author) -> None:
    made = (await data(customs, REGISTER, input=hook()))["webhook"]
    paused = await data(customs, UPDATE, id=made["id"], input={"active": False, "label": "new"})
    assert (paused["state"], paused["label"], paused["url"]) == ("PAUSED", "new", made["url"])
    change = {"active": True, "url": "https://[fd00:9::1]:8443/", "filter": {"kinds": ["DUE"]}}
    going = await data(customs, UPDATE, id=made["id"], input=change)
    assert (going["state"], going["url"]) == ("ACTIVE", change["url"])
    assert going["filter"]["kinds"] == ["DUE"]
    rotated = await data(customs, ROTATE, id=made["id"], hours=2)
    assert rotated["webhook"]["formerSecretUntil"] is not None
    assert await code(customs, ROTATE, id=made["id"], hours=-1) == "BAD_ARGUMENT"
    again = await data(customs, REDELIVER, id=made["id"], deliveries=["msg_none"])
    assert again["deadLetterCount"] == 0
    assert (await data(customs, REDELIVER, id=made["id"]))["deadLetters"] == []
    many = ["msg_none"] * 101
    assert await code(customs, REDELIVER, id=made["id"], deliveries=many) == "BAD_ARGUMENT"
    await data(customs, REMOVE, id=made["id"])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (hook("http://10.9.0.1/"), "BAD_WEBHOOK_ADDRESS"),
        (hook("https://user:word@10.9.0.1/"), "BAD_WEBHOOK_ADDRESS"),
        (hook("https://127.0.0.1/"), "WEBHOOK_ADDRESS_REFUSED"),
        (hook("https://10.0.0.1/"), "WEBHOOK_ADDRESS_REFUSED"),
        (hook("https://[::1]/"), "WEBHOOK_ADDRESS_REFUSED"),
        (hook("https://localhost/"), "WEBHOOK_ADDRESS_REFUSED"),
        (hook("https://2130706433/"), "WEBHOOK_ADDRESS_REFUSED"),
        (hook(label=""), "BAD_ARGUMENT"),
        (hook(label="a" * 81), "BAD_ARGUMENT"),
        (hook(after="x"), "BAD_CURSOR"),
        (hook(filter={"agency": "nobody"}), "UNKNOWN_AGENCY"),
        (hook(filter={"region": "999999"}), "UNKNOWN_REGION"),
        (hook(filter={"chain": {"core": CORE, "depth": 7}}), "BAD_ARGUMENT"),
    ],
)
async def test_what_cannot_be_kept_is_refused(
    customs: Author, given: dict[str, object], expected: str
) -> None:
    assert await code(customs, REGISTER, input=given) == expected
    assert await data(customs, LIST) == []


async def test_an_owner_keeps_so_many(client: Client, graph: Graph) -> None:
    who = await author(client, graph, "pds-tax")
    for _ in range(20):
        await data(who, REGISTER, input=hook())
    assert await code(who, REGISTER, input=hook()) == "TOO_MANY_WEBHOOKS"
    for each in await data(who, LIST):
        await data(who, REMOVE, id=each["id"])


async def test_only_keys_of_agencies_and_operators_keep_webhooks(
    client: Client, graph: Graph
) -> None:
    read = Scope.READ_ENTERPRISES
    analyst = await author(client, graph, None, read, kind=PrincipalKind.ANALYST)
    nobody = Author(client.http, "")
    for who in (analyst, nobody):
        assert await code(who, REGISTER, input=hook()) == "NO_WEBHOOK_OWNER"
        assert await code(who, LIST) == "NO_WEBHOOK_OWNER"
    operator = await author(client, graph)
    made = (await data(operator, REGISTER, input=hook()))["webhook"]
    assert made["agency"] is None
    await data(operator, REMOVE, id=made["id"])
    narrow = await author(client, graph, "pds-tax", read)
    chain = hook(filter={"chain": {"core": CORE}})
    assert await code(narrow, REGISTER, input=chain) == "INSUFFICIENT_SCOPE"


async def test_others_see_and_change_nothing_and_an_admin_may_stop_it(
    client: Client, graph: Graph, customs: Author
) -> None:
    made = (await data(customs, REGISTER, input=hook()))["webhook"]
    other = await author(client, graph, "pds-tax")
    assert await data(other, LIST) == []
    for document, more in (
        (UPDATE, {"input": {"active": False}}),
        (ROTATE, {"hours": 1}),
        (REDELIVER, {}),
        (REMOVE, {}),
    ):
        assert await code(other, document, id=made["id"], **more) == "UNKNOWN_WEBHOOK"
    admin = await author(client, graph, None, Scope.ADMIN)
    assert made["id"] in [each["id"] for each in await data(admin, LIST)]
    elsewhere = {"url": "https://10.9.0.2/"}
    assert await code(admin, UPDATE, id=made["id"], input=elsewhere) == "UNKNOWN_WEBHOOK"
    assert await code(admin, ROTATE, id=made["id"], hours=1) == "UNKNOWN_WEBHOOK"
    paused = await data(admin, UPDATE, id=made["id"], input={"active": False})
    assert (paused["state"], paused["tokenId"]) == ("PAUSED", made["tokenId"])
    assert await data(admin, REMOVE, id=made["id"]) == made["id"]


async def test_who_has_it_go_on_gives_it_their_rights(
    client: Client, graph: Graph, customs: Author
) -> None:
    made = (await data(customs, REGISTER, input=hook()))["webhook"]
    colleague = await author(client, graph, "pds-customs")
    await data(colleague, UPDATE, id=made["id"], input={"label": "x"})
    (same,) = await data(customs, LIST)
    assert same["tokenId"] == made["tokenId"]
    going = await data(colleague, UPDATE, id=made["id"], input={"active": True})
    assert going["tokenId"] != made["tokenId"]
    await data(customs, REMOVE, id=made["id"])

"""S12: what is done about webhooks and addresses of calendars × crash: entries = what was done."""

from collections import Counter
from pathlib import Path

import pytest

from credit_graph.clock import utc_now
from credit_graph.domain.authority.authorship import ChangeSetKind
from credit_graph.domain.webhooks.webhook import DeadLetter
from credit_graph.embedded.endpoint import EmbeddedEndpoint
from credit_graph.graph.authority.calendar_addresses import CalendarAddressStore
from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.auditing.verify import verify_log
from support.agency_files import loaded
from support.crashes import LEAST, Crashes, crashing
from support.empty_graph import emptied
from support.figures import show_figure
from support.webhooks import Site

pytestmark = pytest.mark.slow

REGISTER = """mutation($input: WebhookInput!) {
  registerWebhook(input: $input) { webhook { id } } }"""
UPDATE = """mutation($id: ID!) {
  updateWebhook(id: $id, input: {label: "another"}) { id } }"""
ROTATE = "mutation($id: ID!) { rotateWebhookSecret(id: $id) { webhook { id } } }"
REDELIVER = "mutation($id: ID!) { redeliver(id: $id) { id } }"
REMOVE = "mutation($id: ID!) { removeWebhook(id: $id) }"
ISSUE = 'mutation { issueCalendarAddress(label: "outlook") { address { id } } }'
REVOKE = "mutation($id: ID!) { revokeCalendarAddress(id: $id) { revokedAt } }"
HOOK = {"url": "https://receiver.test/hook", "label": "ours"}


async def test_entries_are_the_acts_that_were_committed_wherever_a_process_is_killed(
    graph: Graph, endpoint: EmbeddedEndpoint, tmp_path: Path
) -> None:
    del tmp_path
    await loaded(await emptied(graph))
    site = Site(graph)
    store, addresses = site.services.webhooks.store, CalendarAddressStore(graph)
    key = (await site.owner()).token_id
    killed: Counter[str] = Counter()
    async with crashing(graph, endpoint) as found:
        crashes = Crashes(found.process, graph, key)
        made, killed["register"] = await crashes.until_done(
            "registerWebhook", REGISTER, {"input": HOOK}
        )
        name = made["webhook"]["id"]
        about = {"id": name}
        registered = {each.webhook.id for each in await store.all(everybody=True)}
        _, killed["update"] = await crashes.until_done("updateWebhook", UPDATE, about)
        _, killed["rotate"] = await crashes.until_done("rotateWebhookSecret", ROTATE, about)
        webhook = (await site.standing(name)).webhook
        letter = DeadLetter("msg_1", name, webhook.progress.cursor + 1, 8, "HTTP_500", utc_now())
        assert await store.bury(webhook, webhook.progress.cursor, letter)
        _, killed["redeliver"] = await crashes.until_done("redeliver", REDELIVER, about)
        gone, killed["remove"] = await crashes.until_done(
            "removeWebhook", REMOVE, about, "no webhook"
        )
        issued, killed["issue"] = await crashes.until_done("issueCalendarAddress", ISSUE, {})
        address = {"id": issued["address"]["id"]}
        _, killed["revoke"] = await crashes.until_done("revokeCalendarAddress", REVOKE, address)
        entries = [
            each for each in await crashes.entries() if each.kind == ChangeSetKind.ADDRESS.value
        ]
    done = Counter(each.action for each in entries)
    show_figure("S12: acts about addresses killed", killed.total())
    assert min(killed.values()) >= LEAST
    assert done["registerWebhook"] == len(registered) > 1
    assert {each.source for each in entries if each.action == "registerWebhook"} == registered
    assert done["updateWebhook"] + done["rotateWebhookSecret"] == webhook.version - 1
    # After the commit that was not answered the next attempt finds nothing to remove.
    assert (gone, done["removeWebhook"]) == (None, 1)
    assert {each.webhook.id for each in await store.all(everybody=True)} == registered - {name}
    kept = await addresses.all("pds-customs", 100)
    assert done["issueCalendarAddress"] == len(kept) > 1
    assert [each.id for each in kept if each.revoked_at] == [address["id"]]
    assert done["revokeCalendarAddress"] == 1
    assert {each.agency for each in entries} == {"pds-customs"}
    assert (await verify_log(graph)).fault is None

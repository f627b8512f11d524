"""S12: every single change × crash: whatever is killed where, entries = committed changes.

Each mutation is made again and again by a process that is killed before its first statement, its
second, …, at the commit and right after it, until it comes to its end. After each the audit log has
one entry for every change set that shows, and is whole; and the same key gives the change once.
"""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest

from credit_graph.api.authority.field_scopes import FIELD_SCOPES
from credit_graph.embedded.endpoint import EmbeddedEndpoint
from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.auditing.verify import verify_log
from support.agency_files import ENTERPRISES, ONE, OTHER, imported, loaded
from support.crashes import LEAST, Crashes, crashing
from support.empty_graph import emptied
from support.figures import show_figure
from support.recording import INPUTS, document
from support.tiers import IS_NIGHTLY

pytestmark = pytest.mark.slow

ROW = {"uscc": ONE}
PAIR = {"supplierUscc": ONE, "customerUscc": OTHER}
# In an order in which each has what it needs; {recordUse} is the fact that it brought.
CHANGES: list[tuple[str, Mapping[str, object]]] = [
    ("upsertEnterprise", {**ROW, "name": "虚构一号新名", "region": "410400"}),
    ("recordRating", {**ROW, "scheme": "customs", "level": "advanced", "validFrom": "2026-01-01"}),
    ("endRating", {**ROW, "scheme": "customs", "validTo": "2026-09-01"}),
    ("addToList", {**ROW, "list": "serious_dishonesty", "validFrom": "2026-01-01"}),
    ("removeFromList", {**ROW, "list": "serious_dishonesty", "validTo": "2026-08-01"}),
    ("recordViolation", {**ROW, "violation": "customs_breach", "foundOn": "2026-05-01"}),
    ("recordRepair", {**ROW, "violation": "customs_breach", "repairedOn": "2026-06-01"}),
    ("makeCommitment", {**ROW, "commitment": "papers_later", "madeOn": "2026-05-01"}),
    ("fulfilCommitment", {**ROW, "commitment": "papers_later", "fulfilledOn": "2026-06-01"}),
    ("recordSupply", {**PAIR, "validFrom": "2026-01-01", "source": "who"}),
    ("endSupply", {**PAIR, "validTo": "2026-09-01"}),
    (
        "recordOwnership",
        {"ownerUscc": ONE, "ownedUscc": OTHER, "share": 0.6, "validFrom": "2026-01-01"},
    ),
    (
        "recordStatement",
        {**ROW, "statement": "wants_aeo", "value": True, "validFrom": "2026-01-01"},
    ),
    ("recordUse", {**ROW, "measure": "pds-2021-7/1", "usedOn": "2026-02-01"}),
    (
        "submitReport",
        {"obligation": "xm-2024-2/o1", "agency": "xm-addressed-units", "handedInOn": "2026-09-03"},
    ),
    ("retractFact", {"factId": "{submitReport}", "reason": "never true"}),
    ("objectToFact", {"factId": "{recordUse}", "reason": "it is wrong"}),
    ("answerObjection", {"objectionId": "{objectToFact}", "state": "KEPT", "reason": "it is not"}),
]
TABLES = ("importTable", "syncList")  # test_table_crashes has these
ACTS = (  # test_address_crashes has these
    *("registerWebhook", "updateWebhook", "rotateWebhookSecret", "redeliver", "removeWebhook"),
    *("issueCalendarAddress", "revokeCalendarAddress"),
)
OBJECTION = """mutation O($input: KIND!, $key: ID!) {
  FIELD(input: $input, idempotencyKey: $key) { __typename ... on Objection { id } }
}"""


@pytest.fixture
async def crashes(
    graph: Graph, endpoint: EmbeddedEndpoint, tmp_path: Path
) -> AsyncIterator[Crashes]:
    await loaded(await emptied(graph))
    await imported(graph, tmp_path, {"enterprises": ENTERPRISES})
    async with crashing(graph, endpoint) as found:
        yield found


def of_mutation(field: str) -> str:
    """Return the document of a mutation."""
    if field in INPUTS:
        return document(field)
    kind = {"objectToFact": "ObjectionInput", "answerObjection": "ObjectionAnswerInput"}[field]
    return OBJECTION.replace("KIND", kind).replace("FIELD", field)


async def test_entries_are_the_committed_changes_wherever_a_mutation_is_killed(
    crashes: Crashes,
) -> None:
    done = {each.partition(".")[2] for each in FIELD_SCOPES if each.startswith("Mutation.")}
    # Of an acknowledgement nothing is published.
    others = {*(field for field, _ in CHANGES), *TABLES, *ACTS, "acknowledge"}
    assert others == done
    names: dict[str, str] = {}
    total = 0
    for field, given in CHANGES:
        filled = {
            name: value.format(**names) if isinstance(value, str) else value
            for name, value in given.items()
        }
        variables = {"input": filled, "key": field}
        made, killed = await crashes.until_done(field, of_mutation(field), variables)
        assert made["__typename"] in ("Recorded", "Objection"), (field, made)
        assert killed >= LEAST, field
        if IS_NIGHTLY:
            # It was killed right after its commit: the last attempt found it made.
            assert made.get("replayed", True) is True, field
        total += killed
        names[field] = made["id"] if "id" in made else made["fact"]["factId"]
    verdict = await verify_log(crashes.graph)
    assert verdict.fault is None
    assert verdict.entries == 2 + len(CHANGES)
    show_figure("S12: mutations killed", total)

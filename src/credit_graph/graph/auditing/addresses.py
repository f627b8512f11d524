"""Acts about addresses by which data leave: of webhooks, and of calendars.

What was done, and by whom, is an entry of the audit log, written in the transaction that does it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import uuid4

from neo4j import Record

from credit_graph.audit.entry import canonical_json
from credit_graph.domain.authority.authorship import ChangeSetKind
from credit_graph.domain.authority.principal import Principal
from credit_graph.graph import audit_log
from credit_graph.graph.change_sets import BegunChange, begin, tick
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.transaction import Transaction


@dataclass(frozen=True, slots=True)
class AddressAct:
    """Something that is done about an address.

    `action` is the mutation that does it, `address` the id of the webhook or of the calendar's
    address, `agency` the one whose it is, None for the operators. `subject` is the principal, None
    at the command line.
    """

    action: str
    address: str
    agency: str | None
    subject: str | None
    at: datetime

    @classmethod
    def of(
        cls,
        action: str,
        principal: Principal | None,
        address: str,
        agency: str | None,
        at: datetime,
    ) -> "AddressAct":
        """Return what a principal does, or whoever works at the command line."""
        return cls(action, address, agency, None if principal is None else principal.subject, at)


async def do_logged(
    graph: Graph, act: AddressAct, statement: str, **params: object
) -> Sequence[Record]:
    """Run a write statement and log the act, in one transaction; return the statement's records.

    If there is none nothing was done, and nothing is logged.
    """
    change = f"address-{uuid4().hex}"
    about = {
        "action": act.action,
        "subject": act.subject,
        "agency": act.agency,
        "digest": sha256(canonical_json(params).encode()).hexdigest(),
    }

    async def work(transaction: Transaction) -> Sequence[Record]:
        records = await transaction.run(statement, **params)
        if records:
            instant = await tick(transaction, now=act.at)
            begun = BegunChange(change, ChangeSetKind.ADDRESS, act.address, act.at)
            await begin(transaction, begun)
            await transaction.run("audit/note_act", change=change, about=about)
            await transaction.run("changes/publish", id=change, instant=instant)
            await audit_log.append(transaction, change, instant)
        return records

    return await graph.transact(work, label=statement)

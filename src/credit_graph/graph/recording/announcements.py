"""Announced changes: change sets that readers leave out before anything of them is stored.

Neo4j reads what is committed at the moment, not a snapshot: a statement that began before a change
is committed may read one part of it and miss another. It leaves out by id what is not published,
so the id has to be there when the statement begins.
"""

from collections.abc import Iterable
from datetime import datetime

from credit_graph.graph.database.transaction import Transaction


async def announce(transaction: Transaction, changes: Iterable[str], at: datetime) -> None:
    """Have readers that begin after the commit leave out these change sets until each is published.

    One that there was before stays as it is.
    """
    # All in one order, so that two transactions wait for each other and not crosswise.
    await transaction.run("recording/announce", ids=sorted(set(changes)), at=at)


async def withdraw(transaction: Transaction, change: str) -> None:
    """Take away a change set that was only announced."""
    await transaction.run("recording/withdraw", id=change)


async def sweep(transaction: Transaction, before: datetime) -> None:
    """Take away what was announced before an instant and never begun."""
    await transaction.run("recording/sweep", before=before)

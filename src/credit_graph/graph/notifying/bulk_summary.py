"""One summary in the change log for whatever is published in bulk: imports, lists, policies.

It tells how many facts there are, of which register in which region, and names no enterprise.
"""

from collections.abc import Sequence
from datetime import datetime

from credit_graph.clock import shanghai_day
from credit_graph.domain.notifying.change_notice import ChangeNotice, NoticeKind
from credit_graph.domain.notifying.log_entry import DraftEntry, EntryOrigin
from credit_graph.graph.database.transaction import Transaction
from credit_graph.graph.decoding import day, words
from credit_graph.graph.notifying.change_log import append as append_entry


async def append(
    transaction: Transaction, change: str, instant: datetime, notified: Sequence[str]
) -> None:
    """Append the summary of a change set that this transaction publishes at the instant."""
    (found,) = await transaction.run("notifying/load", change=change)
    taken = list(found["taken"])
    notice = ChangeNotice(
        NoticeKind.SUMMARY,
        agencies=tuple(notified),
        register=words(found["register"]),
        region=words(found["region"]),
        day=day(found["list_day"]),
        facts=sum(taken) if taken else None,
    )
    is_policies = found["kind"] == "policies"
    entry = DraftEntry(
        origin=EntryOrigin.POLICIES if is_policies else EntryOrigin.IMPORT,
        as_of=shanghai_day(instant),
        notices=(notice,),
        change=change,
        action=words(found["action"]),
    )
    await append_entry(transaction, entry, instant)

"""The body of a delivery: an entry of the change log in codes, with the names of GraphQL."""

from collections.abc import Callable, Mapping

import orjson

from credit_graph.domain.notifying.change_notice import ChangeNotice
from credit_graph.domain.notifying.log_entry import LogEntry

TYPE = "change_log.entry"

CursorOf = Callable[[int], str]
"""Gives the cursor of a position in the log."""


def payload(entry: LogEntry, cursor_of: CursorOf) -> bytes:
    """Return the JSON of an entry, UTF-8: the same bytes whenever the same is shown of it."""
    draft = entry.draft
    return orjson.dumps(
        {
            "type": TYPE,
            "timestamp": entry.at,
            "data": {
                "cursor": cursor_of(entry.sequence),
                "origin": draft.origin.name,
                "changeSet": draft.change,
                "action": draft.action,
                "asOf": draft.as_of,
                "leftOutPartners": draft.left_out_partners,
                "notices": [_notice(each) for each in entry.notices],
            },
        },
        option=orjson.OPT_UTC_Z,
    )


def _notice(notice: ChangeNotice) -> Mapping[str, object]:
    return {
        "kind": notice.kind.name,
        "uscc": notice.uscc,
        "region": notice.region,
        "measures": notice.measures,
        "before": None if notice.before is None else notice.before.name,
        "after": None if notice.after is None else notice.after.name,
        "register": notice.register,
        "level": notice.level,
        "subject": notice.subject,
        "fact": notice.fact,
        "outcome": None if notice.outcome is None else notice.outcome.name,
        "day": notice.day,
        "facts": notice.facts,
        "agencies": notice.agencies,
        "flows": notice.flows,
    }

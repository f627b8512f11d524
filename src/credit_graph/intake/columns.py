"""What each column holds. A column means the same in every file that has it."""

from collections.abc import Mapping
from datetime import date

from credit_graph.intake.cells import (
    CellReader,
    read_code,
    read_codes,
    read_count,
    read_past_day,
    read_share,
    read_text,
    read_truth,
    read_uscc,
)
from credit_graph.intake.codes import Codes
from credit_graph.intake.days import read_day
from credit_graph.intake.problem import Code

_TEXTS = (
    "name awarded_by reference reason reported_by category source subject agency found_by note"
    " text level"  # a level is looked up in its scheme when both are known
)
_ENTERPRISES = "uscc supplier_uscc customer_uscc owner_uscc owned_uscc"
_DAYS = "valid_from valid_to due_on"
_PAST_DAYS = (
    "registered_on made_on fulfilled_on found_on repaired_on used_on synced_on handed_in_on"
)

DAY_COLUMNS = frozenset(f"{_DAYS} {_PAST_DAYS}".split())


def column_readers(codes: Codes, today: date) -> Mapping[str, CellReader[object]]:
    """Return the reader of every column, before it is said whether the column may be empty.

    `today` is the last day on which something can have happened.
    """
    words = codes.vocabulary
    past = read_past_day(today)
    return {
        **dict.fromkeys(_TEXTS.split(), read_text),
        **dict.fromkeys(_ENTERPRISES.split(), read_uscc),
        **dict.fromkeys(_DAYS.split(), read_day),
        **dict.fromkeys(_PAST_DAYS.split(), past),
        "region": read_code(words.regions, Code.UNKNOWN_REGION),
        "zone": read_code(words.zones, Code.UNKNOWN_ZONE),
        "kinds": read_codes(words.kinds, Code.UNKNOWN_KIND),
        "status": read_code(words.statuses, Code.UNKNOWN_STATUS),
        "scheme": read_code(words.schemes, Code.UNKNOWN_SCHEME),
        "list": read_code(words.lists, Code.UNKNOWN_LIST),
        "register": read_code({**words.schemes, **words.lists}, Code.UNKNOWN_REGISTER),
        "statement": read_code(words.statements, Code.UNKNOWN_STATEMENT),
        "value": read_truth,
        "commitment": read_code(words.commitments, Code.UNKNOWN_COMMITMENT),
        "violation": read_code(words.violations, Code.UNKNOWN_VIOLATION),
        "severity": read_code(words.severities, Code.UNKNOWN_SEVERITY),
        "measure": read_code(codes.measures, Code.UNKNOWN_MEASURE),
        "outcome": read_code(words.outcomes, Code.UNKNOWN_OUTCOME),
        "obligation": read_code(codes.due, Code.UNKNOWN_OBLIGATION),
        "share": read_share,
        "cases": read_count,
    }

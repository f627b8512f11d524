"""What each column holds. A column means the same in every file that has it."""

from collections.abc import Mapping
from datetime import date

from credit_graph.domain.term import Term
from credit_graph.intake.problem import Code
from credit_graph.intake.rows.cells import (
    read_code,
    read_codes,
    read_count,
    read_country,
    read_partner_id,
    read_party,
    read_past_day,
    read_share,
    read_text,
    read_truth,
    read_uscc,
)
from credit_graph.intake.rows.codes import Codes
from credit_graph.intake.rows.days import CellReader, end_reader, read_day, read_local_day
from credit_graph.intake.tables.manner import Dates
from credit_graph.intake.tables.names import OPENNESS, OTHER_NAMES, codes_by_name

_TEXTS = (
    "name awarded_by reference reason reported_by category source subject agency found_by note"
    " text level"  # a level is looked up in its scheme when both are known
)
USCC_COLUMNS = frozenset(["uscc", "supplier_uscc", "customer_uscc", "owner_uscc", "owned_uscc"])
_DAYS = "valid_from due_on repair_from display_until"
_PAST_DAYS = (
    "registered_on made_on fulfilled_on found_on repaired_on used_on synced_on handed_in_on"
)

DAY_COLUMNS = frozenset(f"{_DAYS} valid_to {_PAST_DAYS}".split())


def column_readers(
    codes: Codes, today: date, dates: Dates = Dates.ISO
) -> Mapping[str, CellReader[object]]:
    """Return the reader of every column, before it is said whether the column may be empty.

    `today` is the last day on which something can have happened.
    """
    words = codes.vocabulary
    local = dates is Dates.LOCAL
    day = read_local_day if local else read_day
    return {
        **dict.fromkeys(_TEXTS.split(), read_text),
        **dict.fromkeys(USCC_COLUMNS, read_party),
        "uscc": read_uscc,
        "id": read_partner_id,
        "country": read_country,
        **dict.fromkeys(_DAYS.split(), day),
        **dict.fromkeys(_PAST_DAYS.split(), read_past_day(today, day)),
        "valid_to": end_reader(day, local=local),
        "region": _code(words.regions, Code.UNKNOWN_REGION),
        "zone": _code(words.zones, Code.UNKNOWN_ZONE),
        "kinds": read_codes(words.kinds, Code.UNKNOWN_KIND, _named(words.kinds, "kind")),
        "status": _code(words.statuses, Code.UNKNOWN_STATUS, "status"),
        "scheme": _code(words.schemes, Code.UNKNOWN_SCHEME),
        "list": _code(words.lists, Code.UNKNOWN_LIST),
        "register": _code({**words.schemes, **words.lists}, Code.UNKNOWN_REGISTER),
        "statement": _code(words.statements, Code.UNKNOWN_STATEMENT),
        "value": read_truth,
        "commitment": _code(words.commitments, Code.UNKNOWN_COMMITMENT),
        "violation": _code(words.violations, Code.UNKNOWN_VIOLATION),
        "severity": _code(words.severities, Code.UNKNOWN_SEVERITY),
        "openness": _code(OPENNESS, Code.UNKNOWN_OPENNESS),
        "measure": read_code(codes.measures, Code.UNKNOWN_MEASURE),
        "outcome": _code(words.outcomes, Code.UNKNOWN_OUTCOME),
        "obligation": read_code(codes.due, Code.UNKNOWN_OBLIGATION),
        "share": read_share,
        "cases": read_count,
    }


def _code(terms: Mapping[str, Term], unknown: Code, noun: str = "") -> CellReader[str]:
    return read_code(terms, unknown, _named(terms, noun))


def _named(terms: Mapping[str, Term], noun: str = "") -> Mapping[str, str]:
    return codes_by_name(terms.values(), OTHER_NAMES.get(noun))

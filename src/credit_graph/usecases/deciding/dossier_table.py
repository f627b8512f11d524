"""Dossiers as an Arrow table: one row per enterprise with what is known of it on one day.

A dossier holds what conditions ask: the registration of the day; the ratings, list entries and
statements that hold on it; commitments and violations with their days; and the value of each link
condition, which depends on other enterprises and so is worked out before (`partners`).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

import pyarrow as pa

from credit_graph.domain.conditions import Family, LinkedTo
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.record import EnterpriseFacts
from credit_graph.domain.vocabulary import Vocabulary


def _facts(**fields: Any) -> Any:  # noqa: ANN401  # pyarrow has no types of its own
    return pa.list_(pa.struct(list(fields.items())))


_FACTS: Final = {
    Family.RATINGS: _facts(scheme=pa.string(), level=pa.string(), valid_from=pa.date32()),
    Family.ENTRIES: _facts(list=pa.string()),
    Family.STATEMENTS: _facts(statement=pa.string(), value=pa.string()),
    Family.COMMITMENTS: _facts(
        commitment=pa.string(), made_on=pa.date32(), due_on=pa.date32(), fulfilled_on=pa.date32()
    ),
    Family.VIOLATIONS: _facts(
        violation=pa.string(), severity=pa.string(), found_on=pa.date32(), repaired_on=pa.date32()
    ),
}
FACT_FAMILIES: Final = tuple(_FACTS)

DOSSIER: Final = pa.schema(
    [
        pa.field("uscc", pa.string(), nullable=False),
        pa.field("region", pa.string(), nullable=False),
        pa.field("zone", pa.string()),
        pa.field("kinds", pa.list_(pa.string())),
        # On the day: `ended` and `unregistered` beside the codes of the vocabulary.
        pa.field("status", pa.string(), nullable=False),
        *(pa.field(family.value, its) for family, its in _FACTS.items()),
        # 0 not met, 1 unknown, 2 judgement, 3 met; in the order of the rules' link conditions.
        pa.field("partners", pa.list_(pa.int8())),
    ]
)
"""The columns of a dossier; codes may also come dictionary-encoded."""


def dossiers_of(
    known: Iterable[EnterpriseFacts],
    day: date,
    links: Sequence[LinkedTo],
    coverage: Coverage,
    vocabulary: Vocabulary,
) -> Any:  # noqa: ANN401  # an Arrow table
    """Return the dossiers of enterprises of which everything is at hand, in their order."""
    rows = [_row(each.on(day), day, links, coverage, vocabulary) for each in known]
    return pa.Table.from_pylist(rows, schema=DOSSIER)


def _row(
    facts: EnterpriseFacts,
    day: date,
    links: Sequence[LinkedTo],
    coverage: Coverage,
    vocabulary: Vocabulary,
) -> dict[str, object]:
    enterprise, case = facts.enterprise, Case(facts, day, vocabulary, coverage)
    return {
        "uscc": enterprise.uscc,
        "region": enterprise.region,
        "zone": enterprise.zone,
        "kinds": list(enterprise.kinds),
        "status": enterprise.status,
        "ratings": [
            _fields(each, "scheme", "level", "valid_from")
            for each in facts.ratings
            if day in each.interval
        ],
        "entries": [_fields(each, "list") for each in facts.entries if day in each.interval],
        "statements": [
            _fields(each, "statement", "value") for each in facts.statements if day in each.interval
        ],
        "commitments": [
            _fields(each, "commitment", "made_on", "due_on", "fulfilled_on")
            for each in facts.commitments
        ],
        "violations": [
            _fields(each, "violation", "severity", "found_on", "repaired_on")
            for each in facts.violations
        ],
        "partners": [int(link.evaluate(case).value) for link in links],
    }


def _fields(fact: object, *names: str) -> dict[str, object]:
    return {name: getattr(fact, name) for name in names}

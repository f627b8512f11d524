"""Every measure of a rulebook on one page, for people."""

from collections.abc import Iterator

from credit_graph.domain.conditions.words import condition_prose
from credit_graph.domain.duties.duty import DutyRole
from credit_graph.domain.policy import Measure, Policy
from credit_graph.domain.rulebook import Rulebook
from credit_graph.domain.vocabulary import Vocabulary

_COLUMNS = ("code", "title", "kind", "beneficiary", "agencies", "the enterprise is")
_ROLES = {
    DutyRole.LEAD: "牵头",
    DutyRole.SUPPORT: "配合",
    DutyRole.EACH_BY_DUTY: "按职责分别负责",
    DutyRole.RESPONSIBLE: "责任单位",
}


def catalogue(rulebook: Rulebook) -> str:
    """Return docs/measures.md: a table of measures and parts for each policy, in order.

    An item without a condition of its own is granted by its parts; of an agency without a
    role in the document none is told.
    """
    tables = (_table(policy, rulebook) for policy in rulebook.policies.values())
    return "\n".join([_PREFACE, *tables])


_PREFACE = """\
# Measures

What the policies under `seeds/policies/` say, measure by measure. This page is made from them;
a test tells when it is out of date. Words in “quotation marks” are left by the document to an
agency's judgement.
"""


def heading(policy: Policy, marks: str) -> str:
    """Return a policy's heading and below it the document's number, name and gloss."""
    name = f"{policy.number} {policy.title}" if policy.number else policy.title
    return f"{marks} {policy.code}\n\n{name}: {policy.gloss}\n"


def _table(policy: Policy, rulebook: Rulebook) -> str:
    lines = [_row(_COLUMNS), _row("---" for _ in _COLUMNS)]
    lines += [_row(_cells(measure, rulebook)) for measure in policy.walk()]
    return "\n".join([heading(policy, "##"), *lines, ""])


def _cells(measure: Measure, rulebook: Rulebook) -> Iterator[str]:
    yield measure.code
    yield measure.title
    yield measure.kind
    yield measure.beneficiary.replace("_", " ")
    yield _agencies(measure, rulebook)
    yield _conditions(measure, rulebook.vocabulary)


def _agencies(measure: Measure, rulebook: Rulebook) -> str:
    named: dict[str, list[str]] = {}
    for duty in measure.duties:
        role = f"{_ROLES[duty.role]}: " if duty.role else ""
        named.setdefault(role, []).append(rulebook.agencies[duty.agency].name)
    return "; ".join(f"{role}{'、'.join(names)}" for role, names in named.items()) or "–"


def _conditions(measure: Measure, vocabulary: Vocabulary) -> str:
    needed = "as its parts say"
    if measure.requires is not None:
        needed = condition_prose(measure.requires, vocabulary)
    barred = ""
    if measure.excludes is not None:
        barred = f"; unless {condition_prose(measure.excludes, vocabulary)}"
    return f"{needed}{barred}"


def _row(cells: Iterator[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(' '.join(cell.split()).replace('|', '/') for cell in cells)} |"

"""What fields cost beyond the objects they give: estimates, which `benchmarks/cost.py` checks.

One unit is 30 µs of the server's processor time or 100 bytes of the answer, whichever is
more; every object is at least one unit, so cost is never below the number of objects.
"""

from collections.abc import Mapping

OBJECT = 1.0
LEAF = 0.2  # a name of some ten characters with a short value
_LONG_LEAF = 2.0

# Work that a field causes each time it is resolved, by `Type.field`.
WORK: Mapping[str, float] = {
    "Query.chain": 10_000,
    "Query.chainDiff": 20_000,
    "Chain.tiers": 500,
    "Chain.members": 1_000,
    "Chain.weakLinks": 2_000,
    "Chain.cultivation": 2_000,
    "Chain.beneficiaries": 1_000,
    "Chain.graph": 1_000,
    "ChainDiff.joined": 100,
    "ChainDiff.left": 100,
    "ChainDiff.changed": 100,
    "ChainMember.paths": 20,
    "ChainMember.programmeState": 20,
    "Programme.cultivation": 20_000,
    "Cultivation.candidates": 200,
    "Query.eligibility": 150,
    "Enterprise.eligibility": 150,
    "Query.eligibilityDiff": 500,
    "Query.whatIf": 500,
    "Query.whoToTell": 500,
    "Decision.nearestChange": 8,
    "Decision.nearestVerdict": 8,
    "Query.eligibleEnterprises": 2_000,
    "Query.lostStanding": 60_000,
    "Query.gainedStanding": 60_000,
    "EligibleEnterpriseConnection.totalCount": 20_000,
    "EligibleEnterpriseConnection.totalIsExact": 20_000,
    "Policy.text": 100,  # a whole document
    "Query.search": 300,
    "SearchConnection.totalCount": 300,
    "Query.enterprises": 100,
    "EnterpriseConnection.totalCount": 300,
    "Enterprise.suppliers": 15,
    "Enterprise.customers": 15,
    "Enterprise.history": 20,
    "Query.calendar": 500,
    "Query.duties": 300,
    "Agency.duties": 30,
    "Agency.workload": 30,
    "Agency.coAgencies": 30,
    "Query.responsibilityMatrix": 100,
    "Query.dueWithoutAgency": 300,
    "Query.audit": 300,
    "Query.accessLog": 300,
    "Query.refusedAttempts": 300,
    "Query.proof": 200,
    "AuditProof.fact": 200,
    "AuditEntry.data": 300,
    "HistoryItem.objections": 10,
    "Evidence.disputed": 5,
    "Mutation.objectToFact": 5_000,
    "Mutation.answerObjection": 5_000,
    "Mutation.importTable": 50_000,
    "Mutation.syncList": 50_000,
    "Mutation.upsertEnterprise": 5_000,
    "Mutation.recordRating": 5_000,
    "Mutation.endRating": 5_000,
    "Mutation.addToList": 5_000,
    "Mutation.removeFromList": 5_000,
    "Mutation.recordViolation": 5_000,
    "Mutation.recordRepair": 5_000,
    "Mutation.makeCommitment": 5_000,
    "Mutation.fulfilCommitment": 5_000,
    "Mutation.recordSupply": 5_000,
    "Mutation.endSupply": 5_000,
    "Mutation.recordOwnership": 5_000,
    "Mutation.recordStatement": 5_000,
    "Mutation.recordUse": 5_000,
    "Mutation.submitReport": 5_000,
    "Mutation.retractFact": 5_000,
}
_LONG: frozenset[str] = frozenset(
    {
        "Citation.quote",
        "Condition.words",
        "Evidence.text",
        "InformationFlow.content",
        "Measure.text",
        "Measure.gloss",
        "Measure.title",
        "Obligation.gloss",
        "Policy.gloss",
        "Policy.title",
        "Reason.text",
        "Submission.text",
        "Authorship.reason",
        "Contradicts.message",
        "InputProblem.message",
        "KeyReused.message",
        "Malformed.message",
        "NotInForce.message",
        "NotKeeper.message",
        "PreviewLine.after",
        "PreviewLine.because",
        "PreviewLine.before",
        "RejectedRow.message",
        "NotKeeper.keeperWords",
        "Stale.message",
        "UnknownEnterprise.message",
        "Change.text",
        "NextStep.text",
        "DueItem.assumption",
        "Interpretation.reading",
        "Programme.gloss",
        "Quantity.quote",
        "Direction.quote",
    }
)
# Lists of plain values: how many values one stands for.
_PLAIN_LISTS: Mapping[str, float] = {
    "AuditProof.path": 64,
    "ResponsibilityMatrix.categories": 50,
}
_LIST_OF_VALUES = 5.0


def work_of(coordinate: str) -> float:
    """Return the units of work that resolving `Type.field` once takes, beside its objects."""
    return WORK.get(coordinate, 0.0)


def leaf_cost(coordinate: str, *, is_list: bool) -> float:
    """Return what a field without subfields costs in one object."""
    one = _LONG_LEAF if coordinate in _LONG else LEAF
    if is_list:
        one *= _PLAIN_LISTS.get(coordinate, _LIST_OF_VALUES)
    return one + work_of(coordinate)


def weighted() -> frozenset[str]:
    """Return every `Type.field` that has a figure of its own here."""
    return frozenset(WORK) | _LONG | frozenset(_PLAIN_LISTS)

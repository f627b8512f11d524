"""How long the lists without pages are, by the rules in force: what query cost counts them as.

Lists of facts have the fixed lengths below. Lists of the documents are as long as in the rulebook
itself, so the cost of an answer grows when the policies do.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from credit_graph.domain.conditions.tree import leaves_of
from credit_graph.domain.policy import Measure, Obligation, Policy
from credit_graph.domain.rulebook import Rulebook

# Lists that hold everything of their kind once: below them, lengths may be taken on average.
WHOLE = frozenset({"EligibilityReport.decisions", "Query.policies", "__Schema.types"})
# Fields below those whose objects are all different too.
STAYS_WHOLE = frozenset(
    {"Decision.measure", "Decision.parts", "Measure.parts", "Policy.measures", "__Type.fields"}
)

UNKNOWN_LENGTH = 100
_FIXED: Mapping[str, float] = {
    "Agency.coAgencies": 100,
    "Agency.current": 1,
    "Agency.predecessors": 1,
    "Agency.soughtAs": 1,
    "Agency.successors": 1,
    "Announcement.notices": 50,
    "Candidate.helpers": 10,
    "Candidate.missing": 5,
    "Chain.group": 100,
    "Chain.tiers": 7,
    "Chain.truncated": 4,
    "ChainMember.path": 7,
    "ChainPath.enterprises": 7,
    "Condition.members": 10,
    "Consequences.agencies": 100,
    "Consequences.changed": 100,
    "Consequences.gained": 100,
    "Consequences.lost": 100,
    "Cultivation.bestNextSteps": 10,
    "Decision.nearestChange": 3,
    "DecisionChange.causes": 5,
    "DecisionMove.causes": 5,
    "HistoryItem.details": 10,
    "HistoryItem.objections": 20,
    "Malformed.problems": 20,
    "MatrixCell.roles": 5,
    "Notice.duties": 30,
    "Notice.flows": 10,
    "Query.dueWithoutAgency": 100,
    "Region.formerNames": 2,
    "Region.successors": 1,
    "Reason.evidence": 3,
    "Change.conditions": 5,
    "ChangeLogEntry.notices": 10,
    "ChangeNotice.agencies": 20,
    "ChangeNotice.flows": 3,
    "ChangeNotice.measures": 50,
    "ClauseChange.what": 3,
    "Change.readings": 2,
    "Repair.readings": 2,
    "RepairRule.conditions": 5,
    "Scheme.levels": 10,
    "Scheme.versions": 5,
    "SchemeVersion.levels": 5,
    "SchemeVersion.carries": 5,
    "CarriedLevel.becomes": 2,
    "TablePreview.counts": 4,
    "TablePreview.lines": 80,
    "TablePreview.rejects": 100,
    "TableWithheld.rejects": 100,
    "WeakLink.path": 8,
    "Query.calendarAddresses": 100,
    "Query.webhooks": 20,
    "Webhook.deadLetters": 100,
    "WebhookFilter.enterprises": 100,
    "WebhookFilter.kinds": 13,
    "WebhookFilter.measures": 100,
    "Workload.dueSoon": 20,
    "Workload.overdue": 20,
    "EligibilityReport.warnings": 5,
    "Enterprise.registrations": 20,
    # Of the schema itself; tests compare them with it.
    "__Schema.types": 300,
    "__Schema.directives": 8,
    "__Directive.args": 3,
    "__Type.fields": 45,
    "__Type.inputFields": 12,
    "__Type.enumValues": 15,
    "__Type.interfaces": 2,
    "__Type.possibleTypes": 8,
    "__Field.args": 8,
}
_FIXED_MEAN: Mapping[str, float] = {
    "__Type.fields": 7,
    "__Type.inputFields": 1,
    "__Type.enumValues": 2,
    "__Type.interfaces": 0.5,
    "__Type.possibleTypes": 0.5,
    "__Field.args": 1.5,
    "Decision.nearestChange": 1,
    "Reason.evidence": 2,
}


@dataclass(frozen=True, slots=True, eq=False)
class ListLengths:
    """Lengths by `Type.field`: `most` of one object, `mean` over objects that are all different."""

    version: str = ""  # of the rules
    most: Mapping[str, float] = field(default_factory=lambda: _FIXED)
    mean: Mapping[str, float] = field(default_factory=lambda: _FIXED_MEAN)

    @classmethod
    def of(cls, rulebook: Rulebook) -> "ListLengths":
        """Return the lengths that a rulebook's answers have."""
        most = {**_FIXED, **_of_vocabulary(rulebook)}
        mean = dict(_FIXED_MEAN)
        counted = {**_of_policies(rulebook), **_of_agencies(rulebook)}
        for name, lengths in counted.items():
            most[name], mean[name] = float(max(lengths, default=0)), _mean(lengths)
        items, parts = _levels(rulebook)
        for name, length in _OF_A_MEASURE.items():
            of_items, of_parts = [length(each) for each in items], [length(each) for each in parts]
            most[name] = float(max((*of_items, *of_parts), default=0))
            # A list of items shows parts only below them, so both averages have to be enough.
            mean[name] = max(_mean(of_items), _mean(of_parts))
        return cls(rulebook.version, most, mean)

    def of_list(self, coordinate: str, *, on_average: bool) -> float:
        """Return what a list is taken for."""
        if on_average and coordinate in self.mean:
            return self.mean[coordinate]
        return self.most.get(coordinate, UNKNOWN_LENGTH)


def _levels(rulebook: Rulebook) -> tuple[list[Measure], list[Measure]]:
    """Return the measures that are items, and those that are parts of one."""
    items = [each for text in rulebook.texts() for each in text.measures]
    every = [each for text in rulebook.texts() for each in text.walk()]
    codes = {each.code for each in items}
    return items, [each for each in every if each.code not in codes]


def _of_policies(rulebook: Rulebook) -> dict[str, list[int]]:
    texts = list(rulebook.texts())
    flows = list(rulebook.flows())
    walked = _longest(rulebook, lambda text: sum(1 for _ in text.walk()))
    measures, most = sum(walked), max(walked, default=0)
    return {
        "Query.policies": [len(rulebook.policies)],
        "Query.programmes": [len(rulebook.programmes)],
        "Query.informationFlows": [len(flows)],
        "EligibilityReport.decisions": [sum(_longest(rulebook, lambda text: len(text.measures)))],
        "EligibilityDiff.gained": [measures],
        "EligibilityDiff.lost": [measures],
        "EligibilityDiff.changed": [measures],
        "Announcement.lost": [measures],
        "PolicyDiff.began": [most],
        "PolicyDiff.ended": [most],
        "PolicyDiff.changed": [most],
        "Policy.measures": [sum(1 for _ in each.walk()) for each in texts],
        "Policy.obligations": [len(each.obligations) for each in texts],
        "Policy.flows": [len(each.flows) for each in texts],
        "Policy.interpretations": [len(each.interpretations) for each in texts],
        "Policy.issuers": [len(each.issuers) for each in texts],
        "InformationFlow.senders": [len(each.senders) for each in flows],
        "InformationFlow.receivers": [len(each.receivers) for each in flows],
        "InformationFlow.news": [len(each.news) for each in flows],
        **_of_matrix(texts),
    }


def _longest(rulebook: Rulebook, length: Callable[[Policy], int]) -> list[int]:
    """Return a length of each policy, of that text of it in which it is greatest."""
    longest: dict[str, int] = {}
    for text in rulebook.texts():
        longest[text.code] = max(longest.get(text.code, 0), length(text))
    return list(longest.values())


def _of_agencies(rulebook: Rulebook) -> dict[str, list[int]]:
    agencies = list(rulebook.agencies.values())
    obligations = list(rulebook.obligations.values())
    subjects: list[Measure | Obligation] = [*rulebook.every_measure(), *obligations]
    return {
        "Agency.members": [len(each.members) for each in agencies],
        "Agency.coAgencies": [min(100, len(agencies))],
        "Workload.duties": [min(100, 5 * len(rulebook.policies))],
        "Obligation.duties": [len(each.duties) for each in obligations],
        "Obligation.recipients": [len(each.recipients) for each in obligations],
        "DueItem.duties": [len(each.duties) for each in subjects],
        "Programme.help": [len(each.helped_by) for each in rulebook.programmes.values()],
    }


def _of_matrix(policies: list[Policy]) -> dict[str, list[int]]:
    named = [{duty.agency for each in policy.walk() for duty in each.duties} for policy in policies]
    categories = [{each.category for each in policy.walk()} for policy in policies]
    pairs = [
        {(duty.agency, each.category) for each in policy.walk() for duty in each.duties}
        for policy in policies
    ]
    return {
        "ResponsibilityMatrix.agencies": [len(each) for each in named],
        "ResponsibilityMatrix.categories": [len(each) for each in categories],
        "ResponsibilityMatrix.cells": [len(each) for each in pairs],
    }


def _of_vocabulary(rulebook: Rulebook) -> dict[str, float]:
    terms = rulebook.vocabulary
    levels = sum(len(each.levels) for each in terms.schemes.values())
    return {
        "Enterprise.kindTerms": float(len(terms.kinds)),
        "Registration.kindTerms": float(len(terms.kinds)),
        "Enterprise.ratings": float(len(terms.schemes)),
        "Enterprise.lists": float(len(terms.lists)),
        "ChainMember.ratings": float(len(terms.schemes)),
        "ChainMember.lists": float(len(terms.lists)),
        "ChainTier.ratings": float(levels),
        "Query.schemes": float(len(terms.schemes)),
        "Vocabulary.lists": float(len(terms.lists)),
        "Vocabulary.severities": float(len(terms.severities)),
        "Vocabulary.violations": float(len(terms.violations)),
    }


def _conditions(measure: Measure) -> int:
    """Return how many reasons a decision may show: one for each leaf of either side.

    An item shows those of its parts as well; the same holds of the lists below.
    """
    sides = (side for each in measure.walk() for side in (each.requires, each.excludes))
    return sum(1 for side in sides if side is not None for _ in leaves_of(side))


_OF_A_MEASURE: Mapping[str, Callable[[Measure], int]] = {
    "Decision.reasons": _conditions,
    "Decision.parts": lambda each: len(each.parts),
    "Decision.duties": lambda each: len(each.every_duty),
    "Measure.parts": lambda each: len(each.parts),
    "Measure.duties": lambda each: len(each.every_duty),
    "Measure.quantities": lambda each: len(each.every_quantity),
    "Measure.directions": lambda each: len(each.every_direction),
    "Measure.interpretations": lambda each: len(each.interpretations),
}


def _mean(lengths: list[int]) -> float:
    return sum(lengths) / len(lengths) if lengths else 0.0

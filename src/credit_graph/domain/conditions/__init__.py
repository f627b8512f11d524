"""Conditions of the rule engine: trees of groups over operators.

This is the door: what policies, rules and tests name of conditions is imported from here.
"""

from credit_graph.domain.conditions.operator import Family, Noun, Operator
from credit_graph.domain.conditions.operators import OPERATORS
from credit_graph.domain.conditions.operators.commitment import CommitmentState, HasCommitment
from credit_graph.domain.conditions.operators.judgement import Judgement
from credit_graph.domain.conditions.operators.kind import OfKind
from credit_graph.domain.conditions.operators.link import LINKS_COMPLETE, LinkedTo
from credit_graph.domain.conditions.operators.listing import OnList
from credit_graph.domain.conditions.operators.rating import RatingIs
from credit_graph.domain.conditions.operators.region import InRegion
from credit_graph.domain.conditions.operators.statement import Stated
from credit_graph.domain.conditions.operators.violation import HasViolation
from credit_graph.domain.conditions.operators.zone import InZone
from credit_graph.domain.conditions.tree import (
    GROUPS,
    AllOf,
    AnyOf,
    Condition,
    NotOf,
    children,
    fold,
    leaves_of,
)

__all__ = [
    "GROUPS",
    "LINKS_COMPLETE",
    "OPERATORS",
    "AllOf",
    "AnyOf",
    "CommitmentState",
    "Condition",
    "Family",
    "HasCommitment",
    "HasViolation",
    "InRegion",
    "InZone",
    "Judgement",
    "LinkedTo",
    "NotOf",
    "Noun",
    "OfKind",
    "OnList",
    "Operator",
    "RatingIs",
    "Stated",
    "children",
    "fold",
    "leaves_of",
]

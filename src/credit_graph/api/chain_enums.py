"""Enumerations of chains and programmes; imported before any type that uses one."""

import strawberry

from credit_graph.domain.chain import ChainMode
from credit_graph.domain.cultivation import NextStepOrder
from credit_graph.domain.standing import ProgrammeState
from credit_graph.domain.walk import ChainDirection, CutKind
from credit_graph.domain.weak_link import WeakLinkKind

strawberry.enum(
    ChainMode,
    description="ONE_PLUS_N goes out from the core alone, GROUP_PLUS (集团+) from the core and "
    "all that it controls.",
)
strawberry.enum(
    ChainDirection,
    description="UPSTREAM: suppliers and their suppliers; DOWNSTREAM: customers and theirs.",
)
strawberry.enum(
    ProgrammeState,
    description="ACHIEVED: holds what the programme leads to; IN: on its list; READY: meets every "
    "criterion; WITHIN_REACH: fails some that could change; UNKNOWN: facts are missing, or an "
    "agency has to judge; BLOCKED: on a black list, or excluded.",
)
strawberry.enum(
    WeakLinkKind,
    description="LISTED: on a black list; DISHONEST: rated so by customs; SOLE_SUPPLIER: a "
    "customer's only one in some category, and without any rating; ARTICULATION: others reach "
    "the core only through it.",
)
strawberry.enum(
    CutKind,
    name="TruncationKind",
    description="GROUP: control through more steps than are followed; MEMBERS: found and not "
    "taken in; LINKS: enterprises whose links were not all followed; TIERS: not looked at.",
)
strawberry.enum(
    NextStepOrder,
    description="MEMBERS: how many lack only that; SUPPLY: how much of the supply they carry.",
)

"""A condition in a few words and codes, for tables and tool tips."""

from credit_graph.domain.condition import (
    AllOf,
    AnyOf,
    Condition,
    HasCommitment,
    HasViolation,
    InRegion,
    InZone,
    Judgement,
    LinkedTo,
    NotOf,
    OfKind,
    OnList,
    RatingIs,
    Stated,
)


def condition_words(condition: Condition) -> str:
    """Return the condition as one line: `rating customs advanced and not on list gop`."""
    match condition:
        case AllOf(members):
            return " and ".join(map(_inner, members)) or "always"
        case AnyOf(members):
            return " or ".join(map(_inner, members)) or "never"
        case NotOf(member):
            return f"not {_inner(member)}"
        case LinkedTo(direction, to):
            return f"{direction} link to ({condition_words(to)})"
        case _:
            return _leaf_words(condition)


def _inner(condition: Condition) -> str:
    words = condition_words(condition)
    return f"({words})" if isinstance(condition, AllOf | AnyOf) else words


def _leaf_words(  # noqa: PLR0911  # one per kind of leaf, but links
    leaf: InRegion
    | InZone
    | OfKind
    | RatingIs
    | OnList
    | Stated
    | HasCommitment
    | HasViolation
    | Judgement,
) -> str:
    match leaf:
        case InRegion(region):
            return f"in region {region}"
        case InZone(zones):
            return f"in zone {'/'.join(zones)}"
        case OfKind(kinds):
            return f"is {'/'.join(kinds)}"
        case RatingIs(scheme, levels):
            return f"rating {scheme} {'/'.join(levels)}"
        case OnList(code):
            return f"on list {code}"
        case Stated(statement, value):
            return f"declared {statement} = {value}"
        case HasCommitment(commitment, state):
            return f"commitment {commitment or 'any'} {state}"
        case HasViolation(within, severity, repaired):
            return _violation_words(within, severity, repaired=repaired)
        case _:
            return f"judgement “{leaf.words}”"


def _violation_words(within: int | None, severity: str | None, *, repaired: bool | None) -> str:
    state = {None: "", True: " repaired", False: " open"}[repaired]
    grave = f" at least {severity}" if severity else ""
    recent = f" within {within} days" if within is not None else ""
    return f"violation{state}{grave}{recent}"

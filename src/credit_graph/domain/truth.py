"""Four truth values and how groups combine them (readings: "Truth values")."""

from collections.abc import Iterable
from enum import IntEnum


class Truth(IntEnum):
    """NOT_MET < UNKNOWN < JUDGEMENT < MET: `all` is the least, `any` the greatest."""

    NOT_MET = 0
    UNKNOWN = 1
    JUDGEMENT = 2
    MET = 3


def least(values: Iterable[Truth]) -> Truth:
    """Value of an `all` group; an empty group is MET."""
    return min(values, default=Truth.MET)


def greatest(values: Iterable[Truth]) -> Truth:
    """Value of an `any` group; an empty group is NOT_MET."""
    return max(values, default=Truth.NOT_MET)


def negate(value: Truth) -> Truth:
    """Swap the ends and keep the middle: what is not known stays so when denied."""
    if value is Truth.MET:
        return Truth.NOT_MET
    return Truth.MET if value is Truth.NOT_MET else value

"""Conditions in words: with codes for tables and tool tips, with official names for readers."""

from collections.abc import Sequence
from dataclasses import dataclass

from credit_graph.domain.conditions.operator import Operator
from credit_graph.domain.conditions.operators.listing import OnList
from credit_graph.domain.conditions.tree import Algebra, Condition, fold
from credit_graph.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words for a condition; `list` is the list's name if it asks for that list alone."""

    text: str
    is_group: bool = False
    list: str | None = None

    @property
    def inner(self) -> str:
        """The words within another condition: a group stands in brackets."""
        return f"({self.text})" if self.is_group else self.text


def condition_words(condition: Condition) -> str:
    """Return a condition as one line: `rating customs advanced and not on list gop`."""
    algebra = Algebra(_summary, _every_summary, _some_summary, _denied)
    return fold(condition, algebra).text


def condition_prose(condition: Condition, vocabulary: Vocabulary) -> str:
    """Return a condition as a clause that reads on after "the enterprise is"."""
    return _prose(condition, vocabulary).text


def inner_prose(condition: Condition, vocabulary: Vocabulary) -> str:
    """Return the same as a part of another clause."""
    return _prose(condition, vocabulary).inner


def _prose(condition: Condition, vocabulary: Vocabulary) -> _Phrase:
    def of_leaf(leaf: Operator) -> _Phrase:
        name = vocabulary.lists[leaf.list].name if isinstance(leaf, OnList) else None
        return _Phrase(leaf.prose(vocabulary), list=name)

    return fold(condition, Algebra(of_leaf, _every, _some, _denied))


def _summary(leaf: Operator) -> _Phrase:
    return _Phrase(leaf.summary())


def _every_summary(members: Sequence[_Phrase]) -> _Phrase:
    return _every(members) if members else _Phrase("always", is_group=True)


def _some_summary(members: Sequence[_Phrase]) -> _Phrase:
    text = " or ".join(member.inner for member in members) or "never"
    return _Phrase(text, is_group=True)


def _every(members: Sequence[_Phrase]) -> _Phrase:
    return _Phrase(" and ".join(member.inner for member in members), is_group=True)


def _some(members: Sequence[_Phrase]) -> _Phrase:
    lists = [member.list for member in members if member.list is not None]
    if len(lists) == len(members):
        return _Phrase(f"on {' or '.join(lists)}", is_group=True)
    return _Phrase(" or ".join(member.inner for member in members), is_group=True)


def _denied(member: _Phrase) -> _Phrase:
    return _Phrase(f"not {member.inner}")

"""Provenance of a full list: why an entry is not recorded as the list states it.

Records keep these sentences in English, whoever brought the list; who shows one finds its message
again (`reason_of`) and puts it into the reader's language.
"""

from datetime import date
from functools import cache
from typing import Final

from credit_graph.languages.recognition import Recognizer
from credit_graph.message import Message, Words

_NO_ENTRY: Final = "the complete list of {day} has no entry"
_OTHER_LEVEL: Final = "the complete list of {day} has another level"
_OTHER_OR_NONE: Final = "the complete list of {day} has another level or no entry"
_OTHER_ENTRY: Final = "another entry is recorded on those days"
_FROM_THE_LIST: Final = "the row states {day}, but {said}; recorded from the day of this list"
_FIRST_DAY_STAYS: Final = "the row states {day}, but {said}; its first day stays {recorded}"
_GOES_ON: Final = "the entry that ended on {day} goes on: its end is corrected away"
_BOTH: Final = "{one}; {other}"
_TURN: Final = (
    "what became of the level of {day} under the order in force was not known; "
    "recorded from {begins}"
)
_SAME_DAY: Final = (
    "an earlier list of the same day had recorded it otherwise; this list corrects that"
)

REASONS: Final = (
    *(_NO_ENTRY, _OTHER_LEVEL, _OTHER_OR_NONE, _OTHER_ENTRY, _FROM_THE_LIST),
    *(_FIRST_DAY_STAYS, _GOES_ON, _BOTH, _TURN, _SAME_DAY),
)
"""The templates of all reasons."""

OTHER_ENTRY: Final = Message(_OTHER_ENTRY)
SAME_DAY: Final = Message(_SAME_DAY)


def no_entry(day: date) -> Message:
    """Return that an earlier complete list has no entry."""
    return Message(_NO_ENTRY, day=day)


def other_level(day: date) -> Message:
    """Return that an earlier complete list has another level."""
    return Message(_OTHER_LEVEL, day=day)


def other_level_or_none(day: date) -> Message:
    """Return that an earlier complete list has another level, or no entry."""
    return Message(_OTHER_OR_NONE, day=day)


def from_the_list(stated: date, said: Message) -> Message:
    """Return why an entry begins on the day of the list and not on the stated one."""
    return Message(_FROM_THE_LIST, day=stated, said=said)


def first_day_stays(stated: date, said: Message, recorded: date) -> Message:
    """Return why an entry keeps its first day."""
    return Message(_FIRST_DAY_STAYS, day=stated, said=said, recorded=recorded)


def goes_on(end: date | None, because: Message | None) -> Message:
    """Return that an entry goes on which had ended, and what else is to be known of it."""
    found = Message(_GOES_ON, day=str(end) if end is None else end)
    return found if because is None else Message(_BOTH, one=found, other=because)


def turn_settled(level: date, begins: date) -> Message:
    """Return that the list settles what a turn of the scheme had left open."""
    return Message(_TURN, day=level, begins=begins)


def reason_of(recorded: str) -> Words:
    """Return the message of a reason on record; other texts as they are."""
    return _recognizer().message(recorded)


@cache
def _recognizer() -> Recognizer:
    return Recognizer(REASONS)

"""What an unquoted YAML word means: a small, exact part of YAML's core schema.

`yes`, `no`, `on`, `0123`, `1_000` and `12:30` stay text; days are ISO 8601. A whole number has
at most 18 digits, so that none costs more to read than it is worth.
"""

import re
from datetime import date

from credit_graph.message import Message, Words
from credit_graph.seeds.files.node import Plain, Value

_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "false": False,
}
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_LONGEST = 60
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def resolved(text: str, *, quoted: bool) -> Value:
    """Return the value of a scalar as written; quoted or block text stays text."""
    if quoted:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return _day(text) if _DAY.fullmatch(text) else text


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text  # 2023-02-30 is no day; the form will say so


def described(value: Plain) -> Words:
    """Return a value in words for a finding, cut where it is long."""
    if value is None:
        return Message("nothing")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return Message("the text {text!r}", text=_cut(value))
    if isinstance(value, int | float):
        return Message("the number {number}", number=value)
    if isinstance(value, date):
        return Message("the day {day}", day=value)
    return Message("a mapping") if isinstance(value, dict) else Message("a list")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"

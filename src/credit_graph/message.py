"""Messages: sentences as a template with values, put into the reader's language at the edge.

Whoever finds something out makes a message; who shows it renders it (`languages.wording`). The
English template is the key of the catalogue, as in gettext, and `str` gives the English words.
"""

from dataclasses import dataclass
from datetime import date
from typing import Union


@dataclass(frozen=True, slots=True)
class AgencyCode:
    """An agency in a message: its code in English, its official name in Chinese."""

    code: str

    def __str__(self) -> str:
        """Return the code."""
        return self.code


@dataclass(frozen=True, slots=True)
class Series:
    """Several values in a row, between them a separator such as `; ` or ` or `."""

    items: tuple["Value", ...]
    separator: str

    def __str__(self) -> str:
        """Return them in English."""
        return self.separator.join(map(str, self.items))


Value = Union[str, int, float, date, AgencyCode, Series, "Message"]


class Message:
    """A template in the form of `str.format`, with its values. Nobody changes one.

    A value that is a text is official words, a name or a code, and the same in every language.
    Values that the English leaves out serve other languages. Without values the template is the
    text as it is, braces too.
    """

    # Not a frozen dataclass: a report makes several hundred, and each costs half as much so.
    __slots__ = ("_english", "template", "values")

    def __init__(self, template: str, /, **values: Value) -> None:
        self.template = template
        self.values = values
        self._english = "" if values else template

    def __str__(self) -> str:
        """Return it in English: worked out when first asked for, as many measures share it."""
        if not self._english:
            self._english = self.template.format_map(self.values)
        return self._english

    def __repr__(self) -> str:
        """Return it as it is made."""
        given = "".join(f", {name}={value!r}" for name, value in self.values.items())
        return f"Message({self.template!r}{given})"

    def __eq__(self, other: object) -> bool:
        """Tell whether another says the same."""
        if not isinstance(other, Message):
            return NotImplemented
        return self.template == other.template and self.values == other.values

    def __hash__(self) -> int:
        """Return the same number for equal messages, in whatever order their values are given."""
        return hash((self.template, frozenset(self.values.items())))


Words = str | Message

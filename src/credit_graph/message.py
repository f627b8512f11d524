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


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """A template in the form of `str.format`, with its values.

    A value that is a text is official words, a name or a code, and the same in every language.
    Values that the English leaves out serve other languages. Without values the template is the
    text as it is, braces too.
    """

    template: str
    values: tuple[tuple[str, Value], ...]

    def __init__(self, template: str, /, **values: Value) -> None:
        object.__setattr__(self, "template", template)
        object.__setattr__(self, "values", tuple(values.items()))

    def __str__(self) -> str:
        """Return it in English."""
        return self.template.format(**dict(self.values)) if self.values else self.template


Words = str | Message

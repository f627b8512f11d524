"""Recognition: which message a finished English sentence was made of.

For sentences that come without their message: those of a library, and those that a record keeps
in English. Each is compared with templates; what fills a placeholder becomes a value again. The
work is linear in the sentence, for whoever asks may have written parts of it.
"""

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from credit_graph.message import Message, Value, Words

_LONGEST: Final = 2_000  # characters; longer ones are left as they are
_DEEPEST: Final = 4  # sentences in sentences


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A template as its fixed words, one more than it has values, and the values' names."""

    template: str
    words: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, template: str) -> "_Pattern":
        words, names = [""], []
        for fixed, name, _, _ in string.Formatter().parse(template):
            words[-1] += fixed
            if name is not None:
                names.append(name)
                words.append("")
        return cls(template, tuple(words), tuple(names))

    def values(self, text: str) -> Mapping[str, str] | None:
        """Return what stands in the places of the values; None if the text does not fit.

        Each value ends where the fixed words after it stand first, the last one at the end.
        """
        first, last = self.words[0], self.words[-1]
        if not text.startswith(first) or not text.endswith(last):
            return None
        found: dict[str, str] = {}
        place, end = len(first), len(text) - len(last)
        for left, (name, after) in enumerate(zip(self.names, self.words[1:], strict=True), 1):
            until = end if left == len(self.names) else text.find(after, place, end)
            if until < place or found.setdefault(name, text[place:until]) != text[place:until]:
                return None
            place = until + len(after)
        return found if place == len(text) else None


class Recognizer:
    """Sentences of known templates, of which the ones with more fixed words are tried first.

    A value that is itself such a sentence is recognised too; one written `YYYY-MM-DD` is a day.
    """

    __slots__ = ("_patterns", "_plain")

    def __init__(self, templates: Iterable[str]) -> None:
        patterns = [_Pattern.of(each) for each in sorted(set(templates))]
        self._plain = {each.words[0]: each.template for each in patterns if not each.names}
        self._patterns = sorted(
            (each for each in patterns if each.names), key=lambda each: -sum(map(len, each.words))
        )

    def message(self, text: str) -> Words:
        """Return the message that the sentence was made of; the text as it is if none fits."""
        return self._message(text, _DEEPEST) if len(text) <= _LONGEST else text

    def _message(self, text: str, depth: int) -> Words:
        if text in self._plain:
            return Message(self._plain[text])
        for pattern in self._patterns if depth else ():
            values = pattern.values(text)
            if values is not None:
                found = {name: self._value(part, depth - 1) for name, part in values.items()}
                return Message(pattern.template, **found)
        return text

    def _value(self, text: str, depth: int) -> Value:
        if len(text) == len("YYYY-MM-DD"):
            try:
                return date.fromisoformat(text)
            except ValueError:
                return self._message(text, depth)
        return self._message(text, depth)

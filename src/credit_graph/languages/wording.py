"""Puts messages and errors into the words of a language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from credit_graph.languages.catalogue import catalogue
from credit_graph.languages.language import DEFAULT, Language, asked_language
from credit_graph.message import AgencyCode, Message, Series, Value, Words


def _by_code(code: str) -> str:
    return code


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language; `agency_name` gives the official name of an agency's code."""

    language: Language
    agency_name: Callable[[str], str] = _by_code

    def text(self, words: Words | Series) -> str:
        """Return a message in the language; a plain text, such as official words, as it is.

        What the catalogue lacks, such as a reading of a site's own file, stays as it was written.
        """
        if isinstance(words, str):
            return words
        if self.language is DEFAULT:
            return str(words)
        if isinstance(words, Series):
            return str(self._shown(words))
        template = catalogue(self.language).get(words.template)
        if template is None:
            template = words.template
        if not words.values:
            return template
        return template.format(**{name: self._shown(value) for name, value in words.values.items()})

    def _shown(self, value: object) -> object:
        match value:
            case Message():
                return self.text(value)
            case AgencyCode(code):
                return self.agency_name(code)
            case Series(items, separator):
                between = self.text(Message(separator))
                return between.join(str(self._shown(each)) for each in items)
            case datetime():
                return value.isoformat()
            case date():
                return f"{value.year}年{value.month}月{value.day}日"
            case _:  # texts and numbers; of an error also what its template does not show
                return value


def worded(template: str, /, **values: Value) -> str:
    """Return a template with its values in the language of the request or the command at work."""
    return in_words(Message(template, **values))


def in_words(words: Words | Series) -> str:
    """Return words, or several in a row, in the language of the request or the command at work."""
    return Wording(asked_language()).text(words)

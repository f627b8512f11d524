"""Texts of answers: fields whose words are in the reader's language."""

from collections.abc import Sequence
from typing import Annotated, Any, Protocol

import strawberry

from credit_graph.api.context import Info
from credit_graph.api.enums import Language
from credit_graph.languages.language import DEFAULT, asked_language
from credit_graph.languages.wording import in_words
from credit_graph.message import Message, Words

InLanguage = Annotated[
    Language | None,
    strawberry.argument(
        description="The language of the words; what Accept-Language asks for if null."
    ),
]


class _Worded(Protocol):
    """What has a text."""

    @property
    def text(self) -> Words: ...


def text_of(words: Words, info: Info, language: Language | None) -> str:
    """Return words in a language, or in that of the request."""
    if (language or asked_language()) is DEFAULT:
        return str(words)
    return info.context.wording(language).text(words)


def note_of(text: str | None) -> str | None:
    """Return a note of the rules in the language of the request; a site's own as it was written."""
    if text is None or asked_language() is DEFAULT:
        return text
    return in_words(Message(text))


def texts_of(every: Sequence[str | Message], info: Info, language: Language | None) -> list[str]:
    """Return several words in a language, or in that of the request."""
    wording = info.context.wording(language)
    return [wording.text(each) for each in every]


def _text(parent: strawberry.Parent[_Worded], info: Info, language: InLanguage = None) -> str:
    return text_of(parent.text, info, language)


def text_field(description: str = "In words.") -> Any:  # noqa: ANN401  # strawberry's form of a field
    """Return a field that shows its parent's `text`."""
    return strawberry.field(resolver=_text, graphql_type=str, description=description)

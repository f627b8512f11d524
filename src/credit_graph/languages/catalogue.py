"""The catalogue of messages: for each English template that of another language (gettext).

`zh.po` is the source and is read as it is; there is no compiled form that could lag behind it.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from credit_graph.languages.language import DEFAULT, Language


@cache
def catalogue(language: Language) -> Mapping[str, str]:
    """Return the templates of a language by the English ones; none for English itself."""
    if language is DEFAULT:
        return MappingProxyType({})
    # Commands that answer in English never need it.
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with catalogue_path(language).open("rb") as file:
        read = read_po(file, locale=language.value, abort_invalid=True)
    return MappingProxyType({str(each.id): str(each.string) for each in read if each.id})


def catalogue_path(language: Language) -> Path:
    """Return where the catalogue of a language is."""
    return Path(__file__).with_name(f"{language}.po")

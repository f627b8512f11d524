"""Content negotiation by language: which one a reader asks for (RFC 9110, section 12.5.4)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import Final


class Language(StrEnum):
    """A language that there is a catalogue for; its value is the language tag."""

    EN = "en"
    ZH = "zh"


DEFAULT: Final = Language.EN
_TAGS: Final = {Language.EN: "en", Language.ZH: "zh-CN"}
# By precedence (POSIX, "Environment Variables").
_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
_ANY = "*"
_LONGEST_HEADER = 400  # no browser sends more; the rest is not read
_asked: ContextVar[Language] = ContextVar("language", default=DEFAULT)


def asked_language() -> Language:
    """Return the language of the request or the command at work."""
    return _asked.get()


@contextmanager
def asking(language: Language) -> Iterator[None]:
    """Take a language for what this task answers inside the block."""
    before = _asked.set(language)
    try:
        yield
    finally:
        _asked.reset(before)


def content_tag(language: Language) -> str:
    """Return the tag that `Content-Language` names it by."""
    return _TAGS[language]


def accepted_language(header: str) -> Language:
    """Return the language that an `Accept-Language` header wants most; English if it has none.

    A range is looked up by its primary subtag (RFC 4647, section 3.4): `zh-Hans-CN`, `zh-TW` and
    `zh` all ask for Chinese. Of equal weights the first counts. What cannot be read is skipped.
    """
    wanted = sorted(_ranges(header[:_LONGEST_HEADER]), key=lambda each: -each[1])
    refused = {tag for tag, weight in wanted if weight == 0}
    for tag, weight in wanted:
        if weight == 0:
            continue
        found = [each for each in Language if each == tag or (tag == _ANY and each not in refused)]
        if found:
            return found[0]
    return DEFAULT


def language_of_environment(environment: Mapping[str, str]) -> Language:
    """Return the language of the locale, such as `zh_CN.UTF-8`; English if it has no words here."""
    locale = next((environment[name] for name in _LOCALES if environment.get(name)), "")
    primary = locale.replace("-", "_").partition(".")[0].partition("_")[0].lower()
    return next((each for each in Language if each == primary), DEFAULT)


def _ranges(header: str) -> Iterator[tuple[str, float]]:
    for item in header.split(","):
        tag, *parameters = (part.strip().lower() for part in item.split(";"))
        weight = _weight(parameters)
        if tag and weight is not None:
            yield tag.partition("-")[0], weight


def _weight(parameters: list[str]) -> float | None:
    if not parameters:
        return 1.0
    name, _, value = parameters[0].partition("=")
    try:
        weight = float(value)
    except ValueError:
        return None
    return weight if name.strip() == "q" and 0 <= weight <= 1 else None

"""What one cell may hold: functions from its text, white space around it removed, to a value.

Each raises `CellError`.
"""

import re
from collections.abc import Container, Iterable, Mapping
from datetime import date
from functools import lru_cache
from operator import mul
from typing import Final, TypeVar
from unicodedata import normalize

from credit_graph.domain.facts.partner_id import UNNAMED, parse_country, parse_partner_id
from credit_graph.domain.facts.uscc import ALPHABET, FORM, LENGTH, parse_uscc, plain_uscc
from credit_graph.errors import BadUsccError
from credit_graph.intake.problem import CellError, Code, quoted
from credit_graph.intake.rows.days import CellReader
from credit_graph.intake.tables.characters import plain
from credit_graph.intake.tables.names import OTHER_NAMES

T = TypeVar("T")

LONGEST_TEXT: Final = 2_000  # characters

_VALUES: Final = bytes(max(ALPHABET.find(chr(each)), 0) for each in range(256))
# GB 32100-2015: the weighted digits, the check character with weight one, add up to 0 modulo 31.
_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1)
# A spreadsheet keeps 15 digits of a number: it shows the rest as an exponent, or as zeros.
_NUMBER = re.compile(r"\d(\.\d+)?E\+?\d+|\d{15,18}\.0*", re.ASCII)
_ROUNDED = re.compile(r"\d{15}000", re.ASCII)
_FRACTION = re.compile(r"\d*\.?\d+", re.ASCII)
_PERCENT = re.compile(r"\d*\.?\d+\s*%", re.ASCII)
_BETWEEN = re.compile(r"[;；、]")
_COUNT = re.compile(r"\d{1,9}", re.ASCII)


# What stands in a cell, and in a CSV made of it, where a formula failed.
ERRORS: Final = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)


def required(read: CellReader[T]) -> CellReader[T]:
    """Refuse an empty cell."""

    def read_required(text: str) -> T:
        if not text:
            raise CellError(Code.MISSING_VALUE, under="")
        return read(_sound(text))

    return read_required


def or_else(empty: object, read: CellReader[object]) -> CellReader[object]:
    """Take an empty cell as `empty`, which is None for "not stated"."""

    def read_or_else(text: str) -> object:
        return read(_sound(text)) if text else empty

    return read_or_else


def _sound(text: str) -> str:
    if text[0] == "#" and text in ERRORS:
        raise CellError(Code.CELL_ERROR, value=quoted(text))
    return text


# Links name the same enterprises again and again.
@lru_cache(maxsize=100_000)
def read_uscc(text: str) -> str:
    """Return a credit code in plain capitals."""
    # A quick look accepts what is written in full; the slow one explains, and mends what it may.
    if FORM.fullmatch(text):
        values = text.encode().translate(_VALUES)
        if not sum(map(mul, values, _WEIGHTS)) % len(ALPHABET):
            return text
    return _explained_uscc(text)


def _explained_uscc(text: str) -> str:
    try:
        return parse_uscc(text)
    except BadUsccError:
        plain = plain_uscc(text)
    if _NUMBER.fullmatch(plain) or _ROUNDED.fullmatch(plain):
        raise CellError(Code.USCC_NUMBER, value=quoted(text))
    if len(plain) != LENGTH:
        raise CellError(Code.USCC_LENGTH, value=quoted(text), count=len(plain))
    if FORM.fullmatch(plain):
        raise CellError(Code.USCC_CHECK, value=quoted(text))
    raise CellError(Code.USCC_CHARACTER, value=quoted(text))


def read_party(text: str) -> str:
    """Return a credit code, a partner's identifier, or `unnamed:COUNTRY`."""
    if ":" not in text and "：" not in text:
        return read_uscc(text)
    scheme, _, rest = normalize("NFKC", text).partition(":")
    if scheme.strip().casefold() == UNNAMED:
        return f"{UNNAMED}:{read_country(rest)}"
    return read_partner_id(text)


def read_partner_id(text: str) -> str:
    """Return a partner's identifier, `scheme:number` in capitals."""
    try:
        return parse_partner_id(text)
    except BadUsccError as error:
        raise CellError(Code.PARTNER_ID, value=quoted(text), why=error.why) from None


def read_country(text: str) -> str:
    """Return a country's code in capitals."""
    try:
        return parse_country(text)
    except ValueError:
        raise CellError(Code.UNKNOWN_COUNTRY, value=quoted(text)) from None


def read_text(text: str) -> str:
    """Return the text."""
    if len(text) > LONGEST_TEXT:
        raise CellError(Code.CELL_TOO_LONG, count=len(text), most=LONGEST_TEXT)
    return text


def read_code(
    known: Container[str], code: Code, named: Mapping[str, str] | None = None
) -> CellReader[str]:
    """Return a reader of codes; an unknown one is rejected with the known ones, if few.

    `named` gives the code by what else is written for it, as `plain` has it.
    """
    listed = ", ".join(known) if isinstance(known, Iterable) else ""
    names = named or {}

    def read(text: str) -> str:
        if text in known:
            return text
        meant = names.get(plain(text)) or normalize("NFKC", text)
        if meant not in known:
            raise CellError(code, value=quoted(text), known=listed)
        return meant

    return read


def read_codes(
    known: Container[str], code: Code, named: Mapping[str, str] | None = None
) -> CellReader[tuple[str, ...]]:
    """Return a reader of codes separated by `;`, `、` or their full-width likes.

    Each is returned once, in the order of the codes.
    """
    one = read_code(known, code, named)

    def read(text: str) -> tuple[str, ...]:
        parts = {one(part.strip()) for part in _BETWEEN.split(text) if part.strip()}
        return tuple(sorted(parts))

    return read


def read_past_day(today: date, read_day: CellReader[date]) -> CellReader[date]:
    """Return a reader of days that cannot lie after `today`."""

    def read(text: str) -> date:
        day = read_day(text)
        if day > today:
            raise CellError(Code.DATE_FUTURE, value=quoted(text), today=today)
        return day

    return read


@lru_cache(maxsize=10_000)
def read_share(text: str) -> float:
    """Return a fraction in [0, 1]."""
    if _PERCENT.fullmatch(normalize("NFKC", text)):
        raise CellError(Code.SHARE_PERCENT, value=quoted(text))
    if not _FRACTION.fullmatch(text.removeprefix("-")):
        raise CellError(Code.SHARE_FORMAT, value=quoted(text))
    share = float(text)
    if not 0 <= share <= 1:
        raise CellError(Code.SHARE_RANGE, value=quoted(text))
    return share


def read_truth(text: str) -> str:
    """Return `true` or `false`; a spreadsheet writes them in capitals, people 是 and 否."""
    meant = OTHER_NAMES["truth"].get(plain(text))
    if meant is None:
        raise CellError(Code.STATEMENT_VALUE, value=quoted(text))
    return meant


def read_count(text: str) -> int:
    """Return a number of cases."""
    if not _COUNT.fullmatch(text):
        raise CellError(Code.CASES_FORMAT, value=quoted(text))
    return int(text)

"""Unified social credit codes (统一社会信用代码, GB 32100-2015)."""

from stdnum.cn import uscc
from stdnum.exceptions import (
    InvalidChecksum,
    InvalidFormat,
    InvalidLength,
    ValidationError,
)

from credit_graph.errors import BadUsccError

_WHY: tuple[tuple[type[ValidationError], str], ...] = (
    (InvalidLength, "it does not have 18 characters"),
    (InvalidChecksum, "its check character is wrong"),
    (InvalidFormat, "it has a character that the standard does not use"),
)


def parse_uscc(text: str) -> str:
    """Return the 18-character code in capitals; raise `BadUsccError` with what is wrong."""
    try:
        return str(uscc.validate(text))
    except ValidationError as error:
        why = next((words for kind, words in _WHY if isinstance(error, kind)), "it is malformed")
        raise BadUsccError(text=text, why=why) from None

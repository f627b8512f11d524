"""Unified social credit codes (统一社会信用代码, GB 32100-2015 with its amendment)."""

import re
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from stdnum.cn import uscc

from credit_graph.errors import BadUsccError
from credit_graph.message import Message

LENGTH: Final = 18
ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The characters of the standard: no I, O, S, V, Z."""

# The authority that registers (1 to 9, A, N, Y), the kind of body, six digits for the place of
# registration, nine characters for the body, the check character.
FORM: Final = re.compile(rf"[1-9ANY][{ALPHABET}][0-9]{{6}}[{ALPHABET}]{{10}}")

_BETWEEN = re.compile(r"[\s\-\u00ad\u200b-\u200d\u2010-\u2015\u2060\u2212\ufeff]+")


def plain_uscc(text: str) -> str:
    """Return a code's characters in plain capitals (NFKC), without spaces, hyphens or invisibles.

    Nothing is checked.
    """
    return _BETWEEN.sub("", normalize("NFKC", text)).upper()


def parse_uscc(text: str) -> str:
    """Return the 18-character code in capitals; raise `BadUsccError` with what is wrong.

    The first place is looked at here, for python-stdnum takes digits only.
    """
    code = plain_uscc(text)
    if len(code) != LENGTH:
        raise BadUsccError(text=text, why=Message("it does not have 18 characters"))
    if not FORM.fullmatch(code):
        raise BadUsccError(
            text=text, why=Message("it has a character that the standard does not use there")
        )
    if _check_character(code[:-1]) != code[-1]:
        raise BadUsccError(text=text, why=Message("its check character is wrong"))
    return code


# Who is asked about is asked about again, on the next page and in the next field.
@lru_cache(maxsize=10_000)
def _check_character(body: str) -> str:
    return uscc.calc_check_digit(body)

"""Characters that are not what they seem: taken out, replaced, or a reason not to store a row."""

import re
from typing import Final
from unicodedata import normalize

from credit_graph.domain.radicals import RADICAL, with_ideographs

REFUSED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # they turn the order of what is shown
    "\ufffe\uffff]"
)
"""Control characters, tab and line breaks apart, and those that change the direction of text."""

REMOVED: Final = re.compile(
    "[\u00ad\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Characters without width or shape: they carry nothing in a name or code."""

PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Characters of private use: what they look like is agreed nowhere."""

_SPACE = re.compile(r"\s+")


def named(character: str) -> str:
    """Return a character's number as people write it: U+200B."""
    return f"U+{ord(character):04X}"


def plain(text: str) -> str:
    """Return what codes and names are compared by: width, case and spaces do not matter."""
    return _SPACE.sub("", REMOVED.sub("", normalize("NFKC", with_ideographs(text)))).casefold()


def is_as_seen(text: str) -> bool:
    """Tell whether a text has neither characters that nobody sees nor radicals for ideographs."""
    return text.isprintable() and RADICAL.search(text) is None


def as_seen(cell: str) -> str:
    """Return a cell without characters that carry nothing, and with ideographs for radicals."""
    return with_ideographs(REMOVED.sub("", cell))

"""Names as they are compared and searched: width and case do not matter, every word counts."""

import re
import unicodedata
from typing import Final

from credit_graph.domain.radicals import with_ideographs

# The analyzer `cjk` leaves these words out of what it indexes and of what it looks for.
STOP_WORDS: Final = frozenset(
    {
        *("a", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it"),
        *("no", "not", "of", "on", "or", "s", "such", "t", "that", "the", "their", "then"),
        *("there", "these", "they", "this", "to", "was", "will", "with", "www"),
    }
)
_KEPT: Final = "\u02ac"  # a letter of no language: with it a word is none of those
# Full-width forms of ASCII, and the ideographic space.
_WIDTH: Final = {0x3000: 0x20, **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}}
_ENGLISH: Final = re.compile(r"(?<![0-9a-z])[a-z]+(?![0-9a-z])")


def folded(text: str) -> str:
    """Return a text with width and case taken off (NFKC): full-width `３Ｍ` and `3m` are alike.

    CJK radicals are the ideographs that they look like.
    """
    return unicodedata.normalize("NFKC", with_ideographs(text)).lower()


def kept_words(text: str) -> str:
    """Return a text, folded, in which an analyzer recognises no stop word."""
    return _ENGLISH.sub(
        lambda word: f"{word[0]}{_KEPT}" if word[0] in STOP_WORDS else word[0], folded(text)
    )


def needs_kept_form(text: str) -> bool:
    """Tell whether the index has to hold `kept_words` of a text beside the text.

    It has where the analyzer would leave out a word, or folds less than NFKC does: it takes off
    width and case, but knows nothing of `Ⅲ`, `①` or `㎡`.
    """
    found = folded(text)
    if any(word in STOP_WORDS for word in _ENGLISH.findall(found)):
        return True
    return found != text.translate(_WIDTH).lower()

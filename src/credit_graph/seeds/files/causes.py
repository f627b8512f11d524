"""Why a library could not read a file of seeds: in our own words where its sentence is known.

libyaml and the YAML reader in Python word the same mistake differently. A sentence is known by how
it begins; one that is not known is quoted (`errors.causes`).
"""

import re
from collections.abc import Mapping
from csv import Error as CsvError
from typing import Final

from yaml import YAMLError

from credit_graph.errors.causes import said_by
from credit_graph.message import Message

_CONTEXT: Final = Message("a key with its value cannot stand here")
_LIST: Final = Message("an entry of a list cannot stand here")
_COLON: Final = Message("the colon after a key is missing")
_UNENDED: Final = Message("a quotation or a bracket is not closed")
_LEVEL: Final = Message("the line is not indented as those before it")
_TAB: Final = Message("a tab stands where only blanks may")
_VALUE: Final = Message("no value can begin so")

_OF_YAML: Final[Mapping[str, Message]] = {
    "mapping values are not allowed": _CONTEXT,
    "mapping keys are not allowed": _CONTEXT,
    "block sequence entries are not allowed": _LIST,
    "sequence entries are not allowed": _LIST,
    "could not find expected ':'": _COLON,
    "found unexpected end of stream": _UNENDED,
    "found unexpected document indicator": _UNENDED,
    "did not find expected key": _LEVEL,
    "did not find expected '-' indicator": _LEVEL,
    "expected <block end>": _LEVEL,
    "did not find expected ',' or ']'": Message("a comma or `]` is missing"),
    "expected ',' or ']'": Message("a comma or `]` is missing"),
    "did not find expected ',' or '}'": Message("a comma or a closing brace is missing"),
    "expected ',' or '}'": Message("a comma or a closing brace is missing"),
    "found a tab character": _TAB,
    r"found character '\t'": _TAB,
    "found character": _VALUE,
    "did not find expected node content": _VALUE,
    "expected the node content": _VALUE,
    "found unknown escape character": Message(
        "a backslash in double quotes is followed by a character that means nothing there"
    ),
    "unacceptable character": Message("it holds a control character"),
    "found incompatible YAML document": Message("it is for another version of YAML"),
}
_OF_PATTERN: Final[Mapping[str, Message]] = {
    "missing )": Message("a round bracket is not closed"),
    "unbalanced parenthesis": Message("a round bracket is closed that was not opened"),
    "nothing to repeat": Message("nothing stands before the sign that repeats"),
    "multiple repeat": Message("two signs that repeat follow each other"),
    "min repeat greater than max repeat": Message("it repeats more often at least than at most"),
    "unterminated character set": Message("a square bracket is not closed"),
    "bad character range": Message("a range of characters ends before it begins"),
    "bad escape": Message("a backslash is followed by a character that means nothing there"),
    "look-behind requires fixed-width pattern": Message(
        "what it looks back for must have a fixed length"
    ),
    "unknown group name": Message("it names a group that there is none of"),
    "invalid group reference": Message("it names a group that there is none of"),
    "redefinition of group name": Message("two groups have one name"),
    "bad character in group name": Message("the name of a group is no name"),
}
_OF_CSV: Final[Mapping[str, Message]] = {
    "unexpected end of data": Message("a quotation is not closed"),
    "',' expected after '\"'": Message("something follows a quotation before the comma"),
    "field larger than field limit": Message("a cell is too long"),
}


def yaml_cause(error: YAMLError) -> Message:
    """Return why a text is no YAML."""
    said = getattr(error, "problem", None) or str(error)
    return _known(_OF_YAML, said) or said_by("YAML", said)


def pattern_cause(error: Exception) -> Message:
    """Return why a regular expression cannot be used, with the place in it."""
    said = error.msg if isinstance(error, re.error) else str(error)
    why = _known(_OF_PATTERN, said) or said_by("Python", said)
    if isinstance(error, re.error) and error.pos is not None:
        return Message("{why}, at character {place}", why=why, place=error.pos + 1)
    return why


def csv_cause(error: CsvError) -> Message:
    """Return why a line is no CSV."""
    return _known(_OF_CSV, str(error)) or said_by("csv", error)


def _known(table: Mapping[str, Message], said: str) -> Message | None:
    return next((words for begin, words in table.items() if said.startswith(begin)), None)

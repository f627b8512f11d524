"""A Cypher statement as its file states it: header first, then the text.

    // name: enterprises/by_keys
    // mode: read
    // promise: one record per key, in any order
    // params: keys LIST<STRING>, known_at ZONED DATETIME
    // returns: uscc STRING, name STRING

`mode` is read, write or schema. `params` may be empty or `none`. A comment line without a key
of its own continues the line above. `allows: label-scan because …` is for the contract test.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from credit_graph.errors import BadStatementError
from credit_graph.message import Message

_KEYS = ("name", "mode", "promise", "params", "returns", "allows")
_REQUIRED = ("name", "mode", "promise", "params")
_RESERVED = frozenset({"bookmarks", "timeout_s"})  # keyword arguments of Graph.read and write
_HEADER_LINE = re.compile(r"//\s*(?:(?P<key>[a-z]+):)?\s*(?P<words>.*)")
_PARAMETER = re.compile(r"\$(?:`([^`]+)`|(\w+))")
_NOT_CODE = re.compile(
    r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"",
    re.DOTALL,
)


class Mode(StrEnum):
    """What a statement may do; it also picks the server it is sent to in a cluster."""

    READ = "read"
    WRITE = "write"
    SCHEMA = "schema"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement; `params` maps each parameter to its declared type.

    `text` is what is sent: the file without its header and final semicolon. `allows` holds the
    plan shapes that the file claims for itself, each with its reason.
    """

    name: str
    mode: Mode
    text: str
    params: Mapping[str, str]
    promise: str
    returns: str = ""
    allows: str = ""


def parse_statement(name: str, source: str) -> Statement:
    """Read the file `<name>.cypher`; raise `BadStatementError` naming it and what is wrong."""
    header, text = _split(name, source)
    missing = [key for key in _REQUIRED if key not in header]
    if missing:
        raise BadStatementError(name, Message("the header lacks `{missing}:`", missing=missing[0]))
    if header["name"] != name:
        raise BadStatementError(
            name, Message("the header calls it {header!r}", header=header["name"])
        )
    if header["mode"] not in tuple(Mode):
        raise BadStatementError(
            name, Message("{header!r} is not a mode (read, write, schema)", header=header["mode"])
        )
    params = _parameters(name, header["params"])
    _check_body(name, text, params)
    return Statement(
        name=name,
        mode=Mode(header["mode"]),
        text=text,
        params=params,
        promise=header["promise"],
        returns=header.get("returns", ""),
        allows=header.get("allows", ""),
    )


def code_only(text: str) -> str:
    """Return the text with its comments and string literals blanked out."""
    return _NOT_CODE.sub(" ", text)


def _split(name: str, source: str) -> tuple[dict[str, str], str]:
    lines = source.splitlines()
    header: dict[str, str] = {}
    current = ""
    while lines and lines[0].startswith("//"):
        match = _HEADER_LINE.fullmatch(lines.pop(0).rstrip())
        key, words = (match["key"], match["words"]) if match else (None, "")
        if key in _KEYS:
            if key in header:
                raise BadStatementError(
                    name, Message("the header says `{key}:` twice", key=str(key))
                )
            current, header[key] = key, words
        elif current:
            header[current] = f"{header[current]} {key + ': ' if key else ''}{words}".strip()
    return header, "\n".join(lines).strip().removesuffix(";").rstrip()


def _parameters(name: str, declared: str) -> Mapping[str, str]:
    if declared in ("", "none", "-"):
        return {}
    params: dict[str, str] = {}
    for part in _split_outside_brackets(declared):
        parameter, _, kind = part.strip().partition(" ")
        if not parameter.isidentifier() or not kind.strip():
            raise BadStatementError(
                name, Message("{part!r} is not `parameter TYPE`", part=part.strip())
            )
        if parameter in _RESERVED:
            raise BadStatementError(
                name, Message("the parameter name {parameter!r} is reserved", parameter=parameter)
            )
        params[parameter] = kind.strip()
    return params


def _split_outside_brackets(text: str) -> list[str]:
    parts, depth = [""], 0
    for character in text:
        depth += (character in "<({[") - (character in ">)}]")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _check_body(name: str, text: str, params: Mapping[str, str]) -> None:
    code = code_only(text)
    if not code.strip():
        raise BadStatementError(name, Message("there is no statement below the header"))
    if ";" in code:
        raise BadStatementError(name, Message("it holds more than one statement"))
    used = {first or second for first, second in _PARAMETER.findall(code)}
    for parameter in sorted(used - params.keys()):
        raise BadStatementError(
            name, Message("${parameter} is used and not declared in `params:`", parameter=parameter)
        )
    for parameter in sorted(params.keys() - used):
        raise BadStatementError(
            name,
            Message("{parameter!r} is declared in `params:` and not used", parameter=parameter),
        )

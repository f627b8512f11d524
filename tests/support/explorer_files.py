"""The explorer's files as text: its catalogues of words, its documents, what is vendored."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXPLORER = ROOT / "explorer"

_ENTRY = re.compile(r'^  "([\w.]+)": "(.*)",$', re.MULTILINE)
_LITERAL = re.compile(r'\bt\("([\w.]+)"')
_CHOSEN = re.compile(r'\bt\([^()"`]*\? "([\w.]+)" : "([\w.]+)"')
_BEGINNING = re.compile(r"\bt\(`([\w.]+\.)\$")
_CODED = re.compile(r'\bcoded\("(\w+)"')
_IMPORT = re.compile(r'^#import "\./([\w-]+\.graphql)"', re.MULTILINE)
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Uses:
    """Keys of words that code names: whole ones, and beginnings to which a code is added."""

    whole: frozenset[str]
    beginnings: frozenset[str]


def catalogue(language: str) -> Mapping[str, str]:
    """Return the words of a language by key; raise ValueError for a key that stands twice."""
    text = (EXPLORER / "code" / "words" / f"{language}.js").read_text("utf-8")
    pairs = _ENTRY.findall(text)
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(f"a key stands twice in {language}.js")
    return found


def slots(words: str) -> frozenset[str]:
    """Return the names of the values that words have a place for."""
    return frozenset(_SLOT.findall(words))


def scripts() -> Iterator[tuple[str, str]]:
    """Yield path and text of each of our scripts, the catalogues left out."""
    for path in sorted((EXPLORER / "code").rglob("*.js")):
        if path.parent.name != "words":
            yield path.relative_to(EXPLORER).as_posix(), path.read_text("utf-8")


def uses(texts: list[str]) -> Uses:
    """Return the keys that scripts name."""
    whole: set[str] = set()
    beginnings: set[str] = set()
    for text in texts:
        whole.update(_LITERAL.findall(text))
        for pair in _CHOSEN.findall(text):
            whole.update(pair)
        beginnings.update(_BEGINNING.findall(text))
        beginnings.update(f"{group}." for group in _CODED.findall(text))
    return Uses(frozenset(whole), frozenset(beginnings))


def documents() -> list[Path]:
    """Return the GraphQL documents of the screens; not the fragments that some of them import."""
    files = sorted((EXPLORER / "queries").glob("*.graphql"))
    shared = {each for path in files for each in _imported(path)}
    return [each for each in files if each not in shared]


def whole(path: Path) -> str:
    """Return the text of a document with the fragments that it imports, as the page sends it."""
    return "\n".join(each.read_text("utf-8") for each in (path, *_imported(path)))


def _imported(path: Path) -> list[Path]:
    return [path.parent / name for name in _IMPORT.findall(path.read_text("utf-8"))]


@dataclass(frozen=True, slots=True)
class Vendored:
    """An outside library as the lock states it: where its files stand, and their digests."""

    folder: Path
    licence: str
    digests: Mapping[str, str]


def vendored(lock: Path) -> list[Vendored]:
    """Return what a lock states."""
    stated = json.loads(lock.read_text("utf-8"))
    return [
        Vendored(lock.parent / f"{each['name']}-{each['version']}", each["licence"], each["files"])
        for each in stated["packages"]
    ]

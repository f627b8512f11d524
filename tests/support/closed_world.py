"""A world in which facts are shown to few: openness drawn for terms and for facts, a plain reading.

Who is shown what is worked out here row by row, by nothing that the service has.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import yaml

from credit_graph.domain.conditions import LINKS_COMPLETE
from credit_graph.intake.kinds import TABLES, Kind
from credit_graph.resources import seeds_folder
from support.invented_region import region_files
from support.official_rules import official_rulebook

NOUNS: Final = {
    Kind.RATINGS: ("schemes", "scheme"),
    Kind.LISTS: ("lists", "list"),
    Kind.STATEMENTS: ("statements", "statement"),
    Kind.COMMITMENTS: ("commitments", "commitment"),
    Kind.VIOLATIONS: ("violations", "violation"),
}
"""The key of the vocabulary's file, and the column that names a term of it."""

_SPEAKERS: Final = {
    Kind.STATEMENTS: "reported_by",
    Kind.COMMITMENTS: "agency",
    Kind.VIOLATIONS: "found_by",
}
_AGENCIES: Final = ("pds-customs", "pds-tax", "sh-zones-bureau", "")
_OPENNESS: Final = ("public", "shared", "keeper")

Drawn = Mapping[tuple[Kind, str], str]
Files = Mapping[str, str]


def drawn(seed: int) -> Drawn:
    """Return an openness for each term of the packaged vocabulary, each of them for some."""
    chance = Random(seed)  # noqa: S311  # invented data, not a secret
    words = official_rulebook().vocabulary
    every = {
        (kind, code): _OPENNESS[place % len(_OPENNESS)]
        for kind, (noun, _) in NOUNS.items()
        for place, code in enumerate(_shuffled(getattr(words, noun), chance))
    }
    # A chain does not ask who declared that links are complete: of a keeper's own it shows nothing.
    return {**every, (Kind.STATEMENTS, LINKS_COMPLETE): "shared"}


def _shuffled(codes: Iterable[str], chance: Random) -> list[str]:
    every = sorted(codes)
    return chance.sample(every, k=len(every))


def closed_site(folder: Path, openness: Drawn) -> Path:
    """Write a site's vocabulary: the packaged one, with this openness; return the folder."""
    target = folder / "vocabulary"
    target.mkdir(parents=True, exist_ok=True)
    for kind, (noun, _) in NOUNS.items():
        packaged = (seeds_folder() / "vocabulary" / f"{noun}.yaml").read_text(encoding="utf-8")
        content = yaml.safe_load(packaged)
        for term in content[noun]:
            term["openness"] = openness[kind, term["code"]]
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (target / f"{noun}.yaml").write_text(text, encoding="utf-8")
    return folder


def public() -> Drawn:
    """Return that every term is public."""
    return dict.fromkeys(drawn(0), "public")


def narrowed_files(seed: int, files: Files) -> Files:
    """Return files in which every third fact states its openness, if only that it is public."""
    chance = Random(seed)  # noqa: S311  # invented data, not a secret
    made = dict(files)
    for kind in NOUNS:
        rows = list(rows_of(kind, files))
        for row in rows:
            row["openness"] = chance.choice((*_OPENNESS, *[""] * 6))
        made[kind.value] = table(kind, rows)
    return made


def closed_files(seed: int, count: int) -> Files:
    """Return files of an invented region in which nobody moves, and every fact says who said it."""
    chance = Random(seed)  # noqa: S311  # invented data, not a secret
    files = dict(region_files(seed, count))
    rows = {
        kind: list(rows_of(kind, files))
        for kind in (Kind.ENTERPRISES, *NOUNS)
        if kind.value in files
    }
    homes: dict[str, str] = {}
    for row in rows[Kind.ENTERPRISES]:
        home = homes.setdefault(row["uscc"], row["region"])
        if home != row["region"]:
            row["region"], row["zone"] = home, ""
    violations = tuple(official_rulebook().vocabulary.violations)
    rows[Kind.VIOLATIONS] = [
        {
            **dict.fromkeys(TABLES[Kind.VIOLATIONS].columns, ""),
            "uscc": uscc,
            "violation": code,
            "found_on": f"202{chance.choice((4, 5, 6))}-0{chance.randrange(1, 10)}-01",
            "severity": chance.choice(("", "minor", "general", "serious")),
        }
        for uscc in homes
        for code in chance.sample(violations, k=chance.randrange(3))
    ]
    for kind in NOUNS:
        for number, row in enumerate(rows[kind]):
            if kind in _SPEAKERS:
                row[_SPEAKERS[kind]] = chance.choice(_AGENCIES)
            if "reference" in row:
                row["reference"] = f"REF-{kind.value}-{number:05}-"
    return {**files, **{kind.value: table(kind, each) for kind, each in rows.items()}}


def rows_of(kind: Kind, files: Files) -> Iterator[dict[str, str]]:
    """Yield the rows of a kind, by column."""
    yield from csv.DictReader(io.StringIO(files[kind.value]))


def table(kind: Kind, rows: list[dict[str, str]]) -> str:
    """Return rows as a file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, TABLES[kind].columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@dataclass(frozen=True, slots=True)
class PlainReader:
    """Who asks, as far as openness goes: an agency, or somebody who speaks for none."""

    agency: str | None
    openness: Drawn

    def is_shown(self, kind: Kind, row: Mapping[str, str], region: str) -> bool:
        """Tell whether a fact on who is registered in the region is shown."""
        code = row[NOUNS[kind][1]]
        if self.agency is not None and self.agency == _keeper(kind, row, code, region):
            return True
        both = {self.openness[kind, code], row["openness"]}
        return "keeper" not in both and ("shared" not in both or self.agency is not None)

    def split(self, files: Files) -> tuple[Files, list[Mapping[str, str]]]:
        """Return the files without what is hidden, and the hidden rows."""
        homes = {row["uscc"]: row["region"] for row in rows_of(Kind.ENTERPRISES, files)}
        left, hidden = dict(files), list[Mapping[str, str]]()
        for kind in NOUNS:
            rows = list(rows_of(kind, files))
            shown = [each for each in rows if self.is_shown(kind, each, homes[each["uscc"]])]
            hidden += [{**each, "kind": kind.value} for each in rows if each not in shown]
            left[kind.value] = table(kind, shown)
        return left, hidden


def _keeper(kind: Kind, row: Mapping[str, str], code: str, region: str) -> str | None:
    """Return who keeps a fact: of a register the agency of the nearest region around."""
    if kind in _SPEAKERS:
        return row[_SPEAKERS[kind]] or None
    words = official_rulebook().vocabulary
    register = words.schemes[code] if kind is Kind.RATINGS else words.lists[code]
    keepers, place = dict(register.keepers), region
    while place not in keepers:
        above = words.regions[place].parent if place in words.regions else None
        if above is None:
            return None
        place = above
    return keepers[place]

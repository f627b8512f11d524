"""Compares the words that limit, permit, promise or direct with what the rulebook carries.

The tables (`tests/contract/limiting_words_00N.csv`) were copied from the documents by hand, by
someone who had not seen the seeds. A row names a place, a quote that stands once in the document,
the word in it, and what must carry the word in the data:

- `judgement`: somebody decides, or an agency is directed and an enterprise promised nothing;
- `direction`: a change without a figure;
- `quantity`: a figure, or a recurring day on which an obligation is due;
- `condition`: something that recorded facts decide;
- `duty`: a body is named and obliged (要), which limits nothing;
- `none`: nothing, for the reason in the note.

Words are compared by their position in the document, so a word that stands in an item twice is
carried twice or found missing.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import NamedTuple

from credit_graph.domain.conditions.operator import Operator
from credit_graph.domain.conditions.operators.judgement import Judgement
from credit_graph.domain.conditions.tree import leaves_of
from credit_graph.domain.policy import Measure, Policy
from credit_graph.seeds.files.document import folded
from support.official_rules import official_rulebook

POLICIES = {
    "000": "pds-2021-7",
    "001": "sh-ftz-2022",
    "002": "zj-2023-9",
    "003": "xm-2024-2",
    "004": "ny-2020-63",
}
EFFECTS = frozenset({"limits", "permits", "promises", "directs"})
CARRIERS = frozenset({"judgement", "direction", "quantity", "condition", "duty", "none"})
# These sections hold for all measures of their document.
OF_EVERY_ITEM = frozenset({("000", "一"), ("000", "三"), ("001", "一(三)")})
# Read through in every document; single characters of other words are among the names.
WORDS = (
    "可",
    "鼓励",
    "探索",
    "力争",
    "争取",
    "一定",
    "适当",
    "同等条件下",
    "优先",
    "先行",
    "符合",
    "除外",
    "确保",
    "保证",
    "不超过",
    "不低于",
    "原则上",
    "依法",
    "应当",
    "不得",
    "禁止",
    "逐步",
    "推动",
    "支持",
    "试点",
    "视情",
    "酌情",
    "降低",
    "减少",
    "减免",
    "免除",
    "引导",
    "积极",
    "尽快",
    "参考",
    "最低",
    "最长",
)
NAMES = (
    "许可",
    "认可",
    "不可抗力",
    "可操作",
    "试点方案",
    "《关于支持浦东新区",
    "关于支持海关高级认证企业",
    "减免税",
)
_TABLES = Path(__file__).parents[1] / "contract"
_DIGITS = {digit: value for value, digit in enumerate("一二三四五", 1)}
_SAFEGUARDS = {"001": "三", "002": "三", "004": "四"}


class Span(NamedTuple):
    """Characters of a document, counted without white space and layout marks."""

    start: int
    end: int

    def holds(self, other: "Span") -> bool:
        """Tell whether the other characters are all among these."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Row:
    """One word of one document."""

    document: str
    item: str
    quote: str
    word: str
    does: str
    carrier: str
    note: str

    @property
    def key(self) -> tuple[str, str, str]:
        """The document, the item and the word."""
        return (self.document, self.item, self.word)


class Carrier(NamedTuple):
    """Where the rulebook carries words: in which measure or obligation, how, and which."""

    holder: str
    kind: str
    span: Span


@cache
def rows_of(document: str) -> tuple[Row, ...]:
    """Return the rows of a document's table."""
    with (_TABLES / f"limiting_words_{document}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        assert reader.fieldnames == [each.name for each in fields(Row)]
        return tuple(Row(**row) for row in reader)


@cache
def text_of(document: str) -> str:
    """Return a document without white space and layout marks."""
    return folded(official_rulebook().policies[POLICIES[document]].text or "")


def places(row: Row) -> list[Span]:
    """Return where the word of a row stands: one place, or the row is not fit to be compared."""
    text, quote, word = text_of(row.document), folded(row.quote), folded(row.word)
    return [
        Span(at + within, at + within + len(word))
        for at in _starts(text, quote)
        for within in _starts(quote, word)
    ]


def missing(row: Row) -> list[str]:
    """Return the measures in which nothing of the kind that a row demands carries its word."""
    (place,) = places(row)
    found = {
        each.holder
        for each in carriers_of(row.document)
        if each.kind == row.carrier and each.span.holds(place)
    }
    if (row.document, row.item) in OF_EVERY_ITEM:
        return sorted(_decided(row.document) - found)
    wanted = holders_at(row.document, row.item)
    return [] if wanted & found else [f"{row.document} {row.item}: {row.word} ({row.quote})"]


def unlisted_words(document: str) -> list[str]:
    """Return where one of the words stands in a document, no part of a name and in no row."""
    text = text_of(document)
    named = [Span(at, at + len(name)) for name in NAMES for at in _starts(text, name)]
    listed = [place for row in rows_of(document) for place in places(row)]
    return [
        text[max(at - 10, 0) : at + 10]
        for word in WORDS
        for at in _starts(text, word)
        if not any(each.holds(Span(at, at + len(word))) for each in (*named, *listed))
    ]


def unlisted_judgements(document: str) -> list[str]:
    """Return the judgements of the rulebook whose words no row of a document calls for.

    Words that a document repeats (a task and its body item) are one judgement in several places.
    """
    called_for = [
        place for row in rows_of(document) if row.carrier == "judgement" for place in places(row)
    ]
    listed: dict[str, bool] = {}
    for each in carriers_of(document):
        if each.kind == "judgement":
            words = f"{each.holder}: {text_of(document)[each.span.start : each.span.end]}"
            held = any(each.span.holds(place) for place in called_for)
            listed[words] = listed.get(words, False) or held
    return [words for words, held in listed.items() if not held]


def holders_at(document: str, item: str) -> frozenset[str]:
    """Return the codes of what the rulebook has at an item: its measures, its obligations."""
    policy = official_rulebook().policies[POLICIES[document]]
    number = _number(document, item)
    measures = {
        part.code for each in policy.walk() if each.number == number for part in each.walk()
    }
    if measures:
        inside = next(each.text for each in policy.walk() if each.number == number)
        return frozenset(
            measures
            | {
                each.code
                for each in policy.obligations
                if folded(each.citation.quote) in folded(inside)
            }
        )
    return frozenset(each.code for each in policy.obligations if each.citation.place == item)


@cache
def carriers_of(document: str) -> tuple[Carrier, ...]:
    """Return all that carries words in a document's policy."""
    policy = official_rulebook().policies[POLICIES[document]]
    return tuple(
        Carrier(holder, kind, span)
        for holder, kind, inside, quote, words in _carried(policy)
        for span in _spans(text_of(document), folded(inside), folded(quote), folded(words))
    )


def _carried(policy: Policy) -> Iterator[tuple[str, str, str, str, str]]:
    for each in policy.walk():
        for quantity in each.quantities:
            yield each.code, "quantity", each.text, quantity.quote, quantity.quote
        for direction in each.directions:
            yield each.code, "direction", each.text, direction.quote, direction.quote
        for duty in each.duties:
            yield each.code, "duty", each.text, duty.citation.quote, duty.citation.quote
        for leaf in _leaves(each):
            quote = leaf.citation.quote
            words, kind = (
                (leaf.words, "judgement") if isinstance(leaf, Judgement) else (quote, "condition")
            )
            yield each.code, kind, each.text, quote, words
    for owed in policy.obligations:
        quote = owed.citation.quote
        yield owed.code, "quantity", quote, quote, quote


def _leaves(measure: Measure) -> Iterator[Operator]:
    for condition in (measure.requires, measure.excludes):
        if condition is not None:
            yield from leaves_of(condition)


def _spans(text: str, inside: str, quote: str, words: str) -> Iterator[Span]:
    """Yield where words stand: in the measure's own text if its quote is of it, else anywhere."""
    regions = [Span(at, at + len(inside)) for at in _starts(text, inside)]
    quoted = [Span(at, at + len(quote)) for at in _starts(text, quote)]
    own = [each for each in quoted if any(region.holds(each) for region in regions)]
    for each in own or quoted:
        for within in _starts(quote, words):
            yield Span(each.start + within, each.start + within + len(words))


def _starts(text: str, words: str) -> list[int]:
    return [each.start() for each in re.finditer(f"(?={re.escape(words)})", text)]


def _decided(document: str) -> set[str]:
    """Return the measures of a document's policy that state requirements of their own."""
    policy = official_rulebook().policies[POLICIES[document]]
    return {each.code for each in policy.walk() if each.requires is not None}


def _number(document: str, item: str) -> str:
    """Return the number of the measure for an item as the document numbers it."""
    section, _, sub = item.rstrip(")").partition("(")
    if item.isdigit() or not sub:
        return item
    if not section:
        return f"t{sub}"
    if section.isdigit():
        return f"{section}.{sub}"
    if _SAFEGUARDS.get(document) == section:
        return f"s{_DIGITS[sub]}"
    return f"{_DIGITS[section]}.{_DIGITS[sub]}" if document == "004" and sub in _DIGITS else item

"""The draft of a policy file: what its document shows, in the form of one, to be settled."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeAlias

import yaml

from credit_graph.languages.wording import in_words, worded
from credit_graph.message import Message
from credit_graph.seeds.drafting.outline import (
    BRACKET_PATTERNS,
    ITEM_PATTERN,
    BracketText,
    Item,
    Outline,
    outline,
    sentences_with_times,
)
from credit_graph.seeds.files.mark import MARK

_Plain: TypeAlias = "str | float | Sequence[_Plain] | Mapping[str, _Plain] | None"

_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[〔（\[(][12][0-9]{3}[〕）\])]第?[0-9]+号")
_MARGIN = r"[ \t\u3000*#]*"
_ON_ITS_OWN = r"([12][0-9]{3})年([0-9]{1,2})月([0-9]{1,2})日"
_DAY = re.compile(f"^{_MARGIN}{_ON_ITS_OWN}{_MARGIN}$", re.MULTILINE)
_IN_FORCE = re.compile(r"自([12][0-9]{3})年([0-9]{1,2})月([0-9]{1,2})日起(?:施行|实施|执行)")
_ENDS = re.compile(r"有效期限?[^，。；]{0,20}至([12][0-9]{3})年([0-9]{1,2})月([0-9]{1,2})日")
_HEAD = Message(
    "# A draft, written from the document. Whatever begins with {mark} is to be settled by "
    "somebody who\n# has read it: write what the document says, or take the line out. "
    "`credit-graph check` fails until\n# no mark is left. docs/policies.md explains each key.\n",
    mark=MARK,
)


def policy_draft(code: str, document: str, text: str, region: str | None = None) -> str:
    """Return the draft of `policies/CODE.yaml` for a document of that file name and text.

    What was found stands behind a mark, what was not found has a mark alone; quotes and places are
    not marked, for `check` proves them. What is to be settled stands in the language asked for.
    """
    seen = outline(text)
    number = _NUMBER.search(text)
    issued = _last_day(text)
    draft: dict[str, _Plain] = {
        "code": code,
        "number": _marked(number.group() if number else worded("the document's number, or null")),
        "title": _marked(seen.title or worded("the title, as printed")),
        "gloss": _marked(worded("the title in English")),
        "document": document,
        "region": _marked(region or worded("the code of the region in which it holds")),
        "zones": [],
        "issuers": [_marked(worded("the code of the agency that issues it"))],
        "issued_on": _marked(issued.isoformat() if issued else worded("the day of issue, or null")),
        "effective": _effective(text),
        "items": _items_form(seen),
        "brackets": [{"pattern": each} for each in BRACKET_PATTERNS if re.search(each, text)],
        "not_due": [
            {
                "quote": quote,
                "why": _marked(worded("why it is no report or deadline, or write one")),
            }
            for quote in sentences_with_times(text)
        ],
        "conditions": {
            "in_place": {
                "region": _marked(region or worded("the region's code")),
                "at": {
                    "place": "文头",
                    "quote": _marked(worded("words that limit it to the region")),
                },
            }
        },
        "measures": [_measure(item) for item in seen.items]
        or [_marked(worded("no numbered items were found; add the measures"))],
    }
    return in_words(_HEAD) + yaml.safe_dump(draft, allow_unicode=True, sort_keys=False, width=100)


def _effective(text: str) -> Mapping[str, _Plain]:
    """Return the first day in force, and the first one no longer, as far as words state them."""
    begins, ends = _IN_FORCE.search(text), _ENDS.search(text)
    days: dict[str, _Plain] = {"from": _marked(_day(begins))} if begins else {}
    last = _day_of(ends) if ends else None
    if ends and last:
        days["to"] = _marked((last + timedelta(days=1)).isoformat())
        days["ended"] = {"how": "expired", "by": ends.group()}
    return days


def _items_form(seen: Outline) -> list[_Plain]:
    if seen.first is None:
        return []
    return [{"pattern": ITEM_PATTERN, "from": seen.first, "to": seen.last, "code": "{n}"}]


def _measure(item: Item) -> _Plain:
    return {
        "number": item.number,
        "category": item.heading or _marked(worded("the heading it stands under")),
        "title": _marked(worded("a short title in Chinese")),
        "gloss": _marked(worded("what it says, in plain English")),
        "kind": _marked(worded("incentive, cultivation, sanction, administrative or safeguard")),
        "beneficiary": _marked(worded("enterprise, legal_representative, staff, partner or ship")),
        "at": {"place": item.place, "quote": item.text},
        "requires": {"all": [{"use": "in_place"}, *_open_words(item)]},
        "quantities": [_quantity(quote) for quote in item.figures],
        "duties": [_duty(each) for each in item.brackets]
        or [
            _marked(
                worded("no unit bracket was found; add the duties, or say in duty_note why not")
            )
        ],
    }


def _open_words(item: Item) -> Iterator[_Plain]:
    """Yield what else may be required, and each open word: a judgement unless somebody says no."""
    yield _marked(
        worded("what else the item asks of the enterprise: a rating, a list, a statement")
    )
    for words in item.open_words:
        yield _marked(worded("“{words}”: a judgement, a direction, or nothing", words=words))


def _quantity(quote: str) -> _Plain:
    return {
        "what": _marked(worded("what is measured; or move the words to not_quantities")),
        "operator": _marked(worded("<, <=, =, >= or >")),
        "value": _marked(worded("the figure")),
        "unit": _marked(worded("its unit")),
        "quote": quote,
    }


def _duty(bracket: BracketText) -> _Plain:
    return {
        "role": _marked(worded("lead, support, each_by_duty, responsible or null")),
        "origin": "heading" if bracket.heading else "bracket",
        "agencies": [_marked(worded("the codes of {names}", names=bracket.names))],
        "at": {"place": bracket.place, "quote": bracket.quote},
    }


def _last_day(text: str) -> date | None:
    days = [_day_of(found) for found in _DAY.finditer(text)]
    return days[-1] if days else None


def _day(found: re.Match[str]) -> str:
    day = _day_of(found)
    return day.isoformat() if day else found.group()


def _day_of(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _marked(words: str) -> str:
    return f"{MARK} {words}"

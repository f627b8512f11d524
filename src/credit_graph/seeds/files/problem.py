"""Every kind of finding the seeds can give, with its words and what to do about it.

`docs/policies.md` explains each under its title; a test ties the two together.
"""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Final

from credit_graph.message import Message, Series, Value

_NEAR: Final = " {near}"  # said only where something is near


class SeedProblem(Enum):
    """Title, what was found and how to fix it; the braces are facts of the finding."""

    # Files
    UNREADABLE = "unreadable file", "it cannot be read ({why})", "Check the file and its rights."
    TOO_LARGE = (
        "file too large",
        "it has more than {limit} bytes",
        "Split it, or remove what is not a seed.",
    )
    NOT_UTF8 = "not UTF-8", "byte {offset} is not UTF-8", "Save the file as UTF-8."
    UNKNOWN_FILE = (
        "unknown file",
        "no seed file has this name",
        "Use policies/CODE.yaml, vocabulary/NOUN.yaml or vocabulary/NOUN/ANY.yaml. {near}",
    )
    TWO_SITES = (
        "two sites",
        "the folders {first} and {second} both hold this file",
        "Rename one of the two.",
    )
    BAD_TABLE = (
        "bad table",
        "{why}",
        "Compare the line with those of the vocabulary/places.csv that the package brings.",
    )
    # YAML
    NOT_YAML = "not YAML", "{why}", "Check indentation, quotes and brackets at this place."
    CONTROL_CHARACTER = (
        "control character",
        "the character {name} is not allowed in a seed",
        "Remove it.",
    )
    RADICAL = (
        "CJK radical",
        "the CJK radical {name} stands for the ideograph {meant}",
        "Copied out of a PDF, texts often have such characters: write the ideographs.",
    )
    TAG = "tag", "the tag {tag} is refused", "Write plain values; nothing here needs a tag."
    ANCHOR = (
        "anchor or alias",
        "{mark} is refused",
        "Write the value out, or name a condition under `conditions` and `use` it.",
    )
    MERGE_KEY = "merge key", "`<<` is refused", "Write the keys out."
    DUPLICATE_KEY = (
        "duplicate key",
        "{key!r} is already on line {first}",
        "Keep one of the two.",
    )
    KEY_NOT_TEXT = (
        "key is not text",
        "a key is {found}",
        "Put the key in quotes.",
    )
    TOO_DEEP = (
        "nested too deep",
        "more than {limit} levels",
        "Name the inner conditions under `conditions` and `use` them.",
    )
    NOT_ONE_DOCUMENT = (
        "not one document",
        "a seed file holds one YAML document, this one holds {found}",
        "Write one mapping, without `---` between parts.",
    )
    TOO_MANY = (
        "too many findings",
        "this file has more findings than the {limit} shown",
        "Fix these first.",
    )
    # Shape
    MISSING_KEY = "missing key", "{key!r} is missing", "Add it."
    UNKNOWN_KEY = "unknown key", "{key!r} does not belong here", "{near}"
    WRONG_TYPE = "wrong type", "{found} is given where {expected} is expected", "{advice}"
    NOT_ALLOWED = (
        "value not allowed",
        "{found} is none of the values allowed",
        "Use one of {expected}. {near}",
    )
    BAD_CODE = (
        "malformed code",
        "{found} does not have the form of such a code",
        "Use letters, digits, `_`, `-` and `.`; measures are numbered 1, 28.1, 5.a, t5 or s1.",
    )
    OUT_OF_RANGE = "out of range", "{found} is not allowed: {why}", "Give a value within the range."
    # References
    UNKNOWN_CODE = "unknown code", "there is no {noun} {given!r}", "{near}"
    DUPLICATE_CODE = (
        "duplicate code",
        "the {noun} {given!r} is already defined at {first}",
        "Give each its own.",
    )
    DUPLICATE_NAME = (
        "duplicate name",
        "{name!r} names {first} in region {region} already",
        "One body per name and region: merge the two, or drop the alias.",
    )
    OVERLAPPING_VERSIONS = (
        "overlapping versions",
        "the policy {given!r} is in force at the same time in {first}",
        "Give the earlier text the day from which it was amended, in `effective.to`.",
    )
    NO_LATER_TEXT = (
        "no later text",
        "the text was amended from {day} on, and no file of this policy begins on that day",
        "Add the later text as a file of the same code, or state another end.",
    )
    IN_USE = (
        "vocabulary in use",
        "the {noun} {given!r} would go, and {count} fact(s) in the database use it",
        "Keep its entry; what holds no more is ended by a day, not withdrawn.",
    )
    CYCLE = "cycle", "cycle of {noun}: {path}", "Break it at one of these."
    # Citations and conditions
    CITATION_WITHOUT_POLICY = (
        "citation without policy",
        "the citation does not name the policy that holds the words",
        "Add `policy:` with the policy's code.",
    )
    CITATION_OF_OTHER_POLICY = (
        "citation of another policy",
        "a policy file cites its own document only",
        "Remove `policy:`.",
    )
    NOT_ONE_CONDITION = (
        "not one condition",
        "a condition has exactly one key besides `at`, this one has {found}",
        "Join several under `all` or `any`.",
    )
    EMPTY_GROUP = "empty group", "`{key}` holds no condition", "Name at least one."
    JUDGEMENT_OUTSIDE_QUOTE = (
        "judgement outside its quote",
        "the words {words!r} are not in the quote below `at`",
        "Quote the sentence that holds them.",
    )
    PROGRAMME_WITHOUT_LIST = (
        "programme without list",
        "{given!r} has no list that an enterprise could be on",
        "Give the programme a `list`, or state another condition.",
    )
    # Measures, obligations, policies
    NO_REQUIREMENT = (
        "no requirement",
        "the measure has neither `requires` nor `parts`",
        "State the region or zone at least.",
    )
    EXCLUSION_ALONE = (
        "exclusion alone",
        "the measure has `excludes` and no `requires`",
        "Put `excludes` on each of the parts that it holds for.",
    )
    NO_PLACE_REQUIRED = (
        "requirement without place",
        "`requires` names neither region nor zone",
        "Add the region or zone as one of `all`.",
    )
    PROMISE_WITHOUT_JUDGEMENT = (
        "direction without judgement",
        "a measure of kind {kind} promises enterprises nothing",
        "Add a judgement with its operative words to `requires`.",
    )
    PART_NUMBER = (
        "part number",
        "{number!r} does not continue {parent!r}",
        "Number it {parent}.1 or {parent}.a.",
    )
    PAIR = "half a pair", "{one} is given without {other}", "Give both or neither."
    NEITHER_OR_BOTH = (
        "neither or both",
        "exactly one of {one} and {other} is expected",
        "Keep one of the two.",
    )
    NO_START = (
        "no first day",
        "the policy has neither `issued_on` nor `effective.from`",
        "State one; explain an assumed day in `effective.assumption`.",
    )
    EMPTY_INTERVAL = (
        "empty interval",
        "`to` is not after `from`",
        "Give the first day on which it no longer holds.",
    )
    BAD_RECURRENCE = (
        "bad recurrence",
        "{why}",
        "Write a rule of RFC 5545; BYMONTHDAY=-1 is the last day of a month.",
    )
    BAD_PATTERN = "bad pattern", "{why}", "Write a Python regular expression with one group."
    # Proof against the documents
    QUOTE_NOT_FOUND = (
        "quote not found",
        "{quote!r} is not in {document}",
        "Copy the words from the document; only white space, `*` and `#` may differ.",
    )
    QUOTE_ELSEWHERE = (
        "quote elsewhere",
        "{quote!r} is not under {place}",
        "Give the heading path under which it stands, as the document numbers it.",
    )
    OUTSIDE_TEXT = (
        "quote outside the measure",
        "{quote!r} is not in the measure's own text",
        "Quote words of this measure.",
    )
    ITEM_MISSING = (
        "item missing",
        "the document's item {number} has no measure in {policy}",
        "Transcribe it with this number.",
    )
    ITEM_UNEXPECTED = (
        "item unexpected",
        "the document has no item {number}",
        "Correct the number, or the `items` patterns.",
    )
    NAME_UNRESOLVED = (
        "name without agency",
        "{name!r} names {found} in the region of {policy}",
        "Add it as a name or alias of exactly one agency. {near}",
    )
    NAME_WITHOUT_DUTY = (
        "name without duty",
        "{name!r} stands in this bracket, but {agency} has no such duty in {policy}",
        "Add a duty that cites the bracket to the measures it closes.",
    )
    MEASURE_WITHOUT_DUTY = (
        "measure without its bracket's duty",
        "the bracket after it names {name!r}, but {agency} has no duty here",
        "Add the duty.",
    )
    DUTY_WITHOUT_BRACKET = (
        "duty without bracket",
        "no unit bracket of the document names {agency} where this duty cites it",
        "Correct the agency, the place or the quote, or the origin.",
    )
    BRACKET_OF_ANOTHER = (
        "bracket of another measure",
        "the bracket that this duty cites does not belong to this measure",
        "Cite the first bracket after the measure, or the one in a heading above it.",
    )
    OTHER_ROLE = (
        "other role",
        "the bracket gives {name!r} the role {stated}",
        "Take over the role as the document states it.",
    )
    NOT_OPEN_ENDED = (
        "open-ended list",
        "the list of the bracket that this duty cites {closes} with 等",
        "Set `open_ended` as the document has it.",
    )
    FIGURE_UNACCOUNTED = (
        "figure unaccounted",
        "{figure} in the text is not a quantity, deadline or `not_quantities`",
        "Say what it is.",
    )
    DUE_UNACCOUNTED = (
        "time unaccounted",
        "“{words}” sets a time that is no recurrence, deadline, flow or `not_due`",
        "Add the obligation or the deadline, or list the words under `not_due` with the reason.",
    )
    UNSETTLED = (
        "mark to settle",
        "{words} is not settled",
        "Read the document and write what it says here, or take the line out.",
    )
    NOBODY_RESPONSIBLE = (
        "nobody responsible",
        "`duties` is empty and nothing says why",
        "Add the duties, or say in `duty_note` why there are none.",
    )

    def __init__(self, title: str, words: str, remedy: str) -> None:
        self.title = title
        self._words = words
        self._remedy = remedy

    @property
    def templates(self) -> tuple[str, str, str]:
        """The title, what was found and the remedy, as the catalogue has them."""
        return self.title, self._words, self._remedy.removesuffix(_NEAR)

    def tell(self, facts: Mapping[str, object]) -> Message:
        """Return title and what was found, without a full stop."""
        found = Message(self._words, **_values(facts))
        return Message("{title}: {found}", title=Message(self.title), found=found)

    def advise(self, facts: Mapping[str, object]) -> Message:
        """Return what to do about it, as sentences."""
        advice = Message(self._remedy.removesuffix(_NEAR), **_values(facts))
        near = _values(facts).get("near", "")
        if near and self._remedy.endswith(_NEAR):
            return Message("{advice} {near}", advice=advice, near=near)
        return advice


def _values(facts: Mapping[str, object]) -> dict[str, Value]:
    """Return facts as values of a message; a noun is a word of ours, other texts are names."""
    values: dict[str, Value] = {
        name: fact if isinstance(fact, str | int | float | Message | Series | date) else str(fact)
        for name, fact in facts.items()
    }
    if isinstance(noun := values.get("noun"), str):
        values["noun"] = Message(noun)
    return values

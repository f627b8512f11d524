"""Chinese reads as an officer writes it: official terms and no English, in any reason."""

import re
from collections.abc import Iterator

from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.languages.language import Language
from credit_graph.languages.wording import Wording
from credit_graph.message import Message, Words
from support.invented_facts import Invented, invented
from support.official_rules import official_rulebook

RULES = official_rulebook()
ENGINE = RuleEngine(RULES)
# AEO, RCEP and AA级 are what the documents write; a credit code has 18 characters.
ENGLISH = re.compile(r"(?<![A-Za-z])(?!(?:AEO|RCEP)(?![A-Za-z])|A+级)[A-Za-z]{2,}")
CODE = re.compile(r"[0-9A-Z]{18}")


def agency_name(code: str) -> str:
    return RULES.agencies[code].name


CHINESE = Wording(Language.ZH, agency_name)


def texts(case: Invented) -> Iterator[Words]:
    report = ENGINE.report(case.facts, case.coverage, case.day)
    for item in report.decisions:
        for decision in item.walk():
            for reason in decision.reasons:
                yield reason.text
                yield from (evidence.text for evidence in reason.evidence)
            for change in decision.nearest().changes:
                yield from (change.text, *change.conditions, *change.readings)


def every_text() -> set[Words]:
    cases = invented(RULES.vocabulary, seed=17, count=120)
    return {text for case in cases for text in texts(case)}


def test_every_reason_and_change_reads_without_english_words() -> None:
    found = every_text()
    templates = {text.template for text in found if isinstance(text, Message)}
    assert len(templates) > 60
    shown = {CODE.sub("", CHINESE.text(text)) for text in found}
    assert sorted(text for text in shown if ENGLISH.search(text)) == []


def test_every_text_is_a_message_or_official_words() -> None:
    plain = {text for text in every_text() if isinstance(text, str)}
    assert {text for text in plain if ENGLISH.search(text)} == set()


def test_an_english_word_is_found() -> None:
    assert ENGLISH.search("请向customs核实。")
    assert not ENGLISH.search("属于AEO，A级。")

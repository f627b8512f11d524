"""The catalogue of messages: complete, without orphans, with the same values in both languages."""

import importlib
import pkgutil
from collections.abc import Mapping

import credit_graph
from credit_graph.languages.catalogue import catalogue
from credit_graph.languages.language import Language
from support.messages import (
    in_modules,
    nouns,
    of_commands,
    of_errors,
    of_graphql,
    of_imports,
    of_notes,
    of_readings,
    of_rows,
    of_seeds,
    of_vocabulary,
    placeholders,
    values_declared,
    written,
)
from support.official_rules import official_rulebook

ZH = catalogue(Language.ZH)
# Statuses that are no term of the vocabulary, and what is measured of a document.
STATUSES = frozenset({"ended", "partner", "unregistered"})
MEASURED = frozenset({"cost", "depth", "scheme", "list"})


def all_errors() -> None:
    """Import every module that defines errors."""
    for module in pkgutil.walk_packages(credit_graph.__path__, "credit_graph."):
        if module.name.endswith("errors"):
            importlib.import_module(module.name)


def needed() -> frozenset[str]:
    all_errors()
    texts = of_vocabulary(official_rulebook().vocabulary)
    words = nouns() | STATUSES | MEASURED | values_declared(official_rulebook())
    readings = of_readings(official_rulebook()) | of_notes(official_rulebook())
    code = frozenset(in_modules()) | frozenset(of_errors()) | of_rows() | of_imports()
    return code | of_seeds() | of_graphql() | of_commands() | texts | readings | words


def wrong(templates: Mapping[str, str], given: Mapping[str, frozenset[str]]) -> list[str]:
    """Return the templates whose translation shows a value that there is none of, or loses one.

    An official name stands for a `code` in Chinese.
    """
    found = []
    for english, other in templates.items():
        asked, shown = placeholders(english), placeholders(other)
        values = given.get(english, asked)
        known = asked | shown if "*" in values else values
        if not shown <= known or asked - shown - {"code"}:
            found.append(english)
    return found


def test_every_message_has_its_words_and_nothing_is_left_over() -> None:
    wanted = needed()
    assert len(wanted) > 200
    assert sorted(wanted - ZH.keys()) == []
    assert sorted(ZH.keys() - wanted) == []


def test_both_languages_show_the_same_values() -> None:
    all_errors()
    rows = {template: placeholders(template) for template in of_rows()}
    given = {**of_errors(), **in_modules(), **rows}
    templates = {english: other for english, other in ZH.items() if english in given}
    assert len(templates) > 150
    assert wrong(templates, given) == []


def test_no_message_is_given_fewer_values_than_its_english_shows() -> None:
    short = [
        template
        for template, given in in_modules().items()
        if "*" not in given and given and not placeholders(template) <= given
    ]
    assert short == []


def test_every_translation_has_words() -> None:
    assert [english for english, other in ZH.items() if english.strip() and not other.strip()] == []


def test_what_is_missing_or_wrong_is_found() -> None:
    assert list(written('Message("{x}.", x=1)')) == [("{x}.", frozenset({"x"}))]
    assert list(written('Series(items, "; ")')) == [("; ", frozenset())]
    assert wrong({"{name} ({code})": "{name}"}, {}) == []
    assert wrong({"{name}": "—"}, {}) == ["{name}"]
    assert wrong({"{name}": "{name}{day}"}, {}) == ["{name}"]

"""Every message that the code can make: its template, and the values that it is given.

Templates are found where they are written: in `Message("…", name=…)`, as separators of a
`Series`, in the classes of errors, and in the vocabulary that comes with the code.
"""

import ast
import string
from calendar import month_name
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from typer.main import get_command

from credit_graph.api.graphql_sentences import SENTENCES
from credit_graph.cli import command_line
from credit_graph.commands import browser, policies, spoken_help
from credit_graph.commands.authority import token
from credit_graph.commands.doctor.finding import CheckupState, CheckupSubject
from credit_graph.commands.importing import history, preview
from credit_graph.domain.conditions.operators.statement import Stated
from credit_graph.domain.conditions.tree import leaves_of
from credit_graph.domain.rulebook import Rulebook
from credit_graph.domain.vocabulary import Vocabulary
from credit_graph.errors import CreditGraphError
from credit_graph.intake.kinds import Kind
from credit_graph.intake.problem import WORDS
from credit_graph.intake.reconciling.full_list import Fate
from credit_graph.intake.reconciling.reasons import REASONS
from credit_graph.intake.tables.notes import Note
from credit_graph.seeds.files.problem import SeedProblem
from credit_graph.seeds.terms.names import NOUNS

SRC = Path(__file__).parents[2] / "src" / "credit_graph"
# Words that errors are given as a code: `noun="measure"`.
# What is on record as done by a command.
ACTIONS = frozenset({"import", "full list", "undo", "retraction"})
_NAMED = frozenset({"noun", "measure"})


def placeholders(template: str) -> frozenset[str]:
    """Return the names of the values that a template shows."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)


def written(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the templates written in a module, each with the values that it is given."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield from _of_call(node, node.func.id)


def _of_call(node: ast.Call, called: str) -> Iterator[tuple[str, frozenset[str]]]:
    place = {"Message": 0, "Series": 1, "worded": 0, "say": 0, "tell": 0}.get(called)
    if place is not None and len(node.args) > place:
        literal = node.args[place]
        if isinstance(literal, ast.Constant) and isinstance(literal.value, str):
            yield literal.value, _given(node)


def _given(node: ast.Call) -> frozenset[str]:
    given = {keyword.arg for keyword in node.keywords if keyword.arg is not None}
    spread = [keyword.value for keyword in node.keywords if keyword.arg is None]
    # What is spread is a mapping of the same function; what it holds is seen when it is shown.
    return frozenset(given) | (frozenset({"*"}) if spread else frozenset())


def in_modules() -> Mapping[str, frozenset[str]]:
    """Return the templates written in the code, with the values given in every place."""
    found: dict[str, frozenset[str]] = {}
    for path in sorted(SRC.rglob("*.py")):
        for template, given in written(path.read_text("utf-8")):
            found[template] = found.get(template, given) & given
    return found


def of_errors() -> Mapping[str, frozenset[str]]:
    """Return the templates of the errors that readers see, with their fields."""
    found: dict[str, frozenset[str]] = {}
    for kind in _kinds(CreditGraphError):
        given = frozenset(each.name for each in fields(kind))
        for template in (kind.happened, kind.remedy):
            if template:
                found[template] = given
    return found


def _kinds(kind: type[CreditGraphError]) -> Iterator[type[CreditGraphError]]:
    yield kind
    for each in kind.__subclasses__():
        if each.__module__.startswith("credit_graph."):
            yield from _kinds(each)


def _texts(vocabulary: Vocabulary) -> Iterator[str | None]:
    for scheme in vocabulary.schemes.values():
        yield scheme.keeper_words
        yield from (version.reading for version in scheme.versions)
        yield from (level.reading for version in scheme.versions for level in version.levels)
        yield scheme.none_recorded
    for credit_list in vocabulary.lists.values():
        yield from (credit_list.keeper_words, credit_list.none_recorded)
    if vocabulary.repair is not None:
        yield from vocabulary.repair.conditions
        yield from (vocabulary.repair.reading, vocabulary.repair.older_reading)


def of_imports() -> frozenset[str]:
    """Return the words of imports that are written as the values of a class or as columns."""
    columns = {*preview.COLUMNS, *preview.FILE_COLUMNS, *history.LIST_COLUMNS, "id"}
    values = (*Fate, *Kind, *Note)
    return frozenset({*columns, *map(str, values), *REASONS, *ACTIONS})


def of_seeds() -> frozenset[str]:
    """Return the words of findings of `check`: titles, what is found, remedies, nouns, months."""
    found = {template for each in SeedProblem for template in each.templates}
    columns = {*policies.LOADED_COLUMNS, *policies.PROOF_COLUMNS, *policies.FATES.values()}
    words = {*found, *columns, *month_name, *_known_nouns()}
    return frozenset(each for each in words if each.strip("{}") and not _is_value(each))


def of_commands() -> frozenset[str]:
    """Return the paragraphs of every help text, and the words of the command line itself."""
    own = (*spoken_help.FIXED.values(), *spoken_help.USAGE, *spoken_help.ERRORS)
    columns = (*CheckupSubject, *CheckupState, *token.COLUMNS, *browser.NAMES)
    return frozenset((*own, *map(str, columns), *_help_of(get_command(command_line()))))


def _help_of(command: Any) -> Iterator[str]:  # noqa: ANN401  # typer's own types
    texts = (command.help, command.epilog, *(getattr(each, "help", "") for each in command.params))
    for text in texts:
        yield from spoken_help.paragraphs(text) if text else ()
    for each in getattr(command, "commands", {}).values():
        yield from _help_of(each)


def of_graphql() -> frozenset[str]:
    """Return the sentences of GraphQL's own that are recognised."""
    return frozenset(SENTENCES)


def of_rows() -> frozenset[str]:
    """Return the templates of what can be wrong with a row."""
    return frozenset(WORDS.values())


def of_vocabulary(vocabulary: Vocabulary) -> frozenset[str]:
    """Return the English texts of the vocabulary that answers show."""
    return frozenset(text for text in _texts(vocabulary) if text)


def of_readings(rulebook: Rulebook) -> frozenset[str]:
    """Return the readings of the policies that come with the code."""
    return frozenset(
        each.reading for policy in rulebook.policies.values() for each in policy.interpretations
    )


def of_notes(rulebook: Rulebook) -> frozenset[str]:
    """Return the oddities, notes and assumptions of the policies that come with the code."""
    found: set[str | None] = {each.members_assumption for each in rulebook.agencies.values()}
    for policy in rulebook.policies.values():
        found |= {policy.effective_assumption, *policy.oddities}
        found |= {each.assumption for each in policy.obligations}
        for measure in policy.walk():
            found |= {measure.duty_note, measure.due_note, measure.damage}
    return frozenset(each for each in found if each)


def values_declared(rulebook: Rulebook) -> frozenset[str]:
    """Return the values of statements that the rules ask for."""
    found = {"true", "false"}
    for policy in rulebook.policies.values():
        for measure in policy.measures:
            for condition in (measure.requires, measure.excludes):
                if condition is not None:
                    leaves = leaves_of(condition)
                    found |= {leaf.value for leaf in leaves if isinstance(leaf, Stated)}
    return frozenset(found)


def nouns() -> frozenset[str]:
    """Return the nouns that errors are given."""
    found: set[str] = set()
    for path in sorted(SRC.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg in _NAMED:
                value = node.value
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    found.add(value.value)
    return frozenset(found)


# Whoever checks codes of seeds is given the noun; the nouns of a vocabulary file stand in a table.
_CHECKS = {"check": 0, "check_each": 0, "unique": 0, "refuse_unknown": 2}


def _known_nouns() -> frozenset[str]:
    found = set(NOUNS.values())
    for path in sorted((SRC / "seeds").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "id", getattr(node.func, "attr", ""))
                place = _CHECKS.get(called)
                if place is not None and len(node.args) > place:
                    literal = node.args[place]
                    if isinstance(literal, ast.Constant):
                        found.add(str(literal.value))
    return frozenset(found)


def _is_value(template: str) -> bool:
    """Tell whether a template is nothing but a value, which needs no words."""
    return all(not words for words, *_ in string.Formatter().parse(template))

"""Help and usage errors of commands in the language of whoever runs them.

Help texts are messages of the catalogue like any other. In English nothing is done. In another
language the tree of commands is copied with translated texts before anything is parsed, so that
no command has to know of it. Words that typer makes itself are its documented fixed strings, and
errors whose sentences are recognised.
"""

import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from typing import Any, Final

from typer._click.core import Command, Context
from typer._click.exceptions import ClickException
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from credit_graph.languages.language import (
    DEFAULT,
    Language,
    asked_language,
    asking,
    language_of_environment,
)
from credit_graph.languages.recognition import Recognizer
from credit_graph.languages.wording import in_words, worded

_OPTION: Final = "--language"
_VARIABLE: Final = "CREDIT_GRAPH_LANGUAGE"

FIXED: Final[Mapping[str, str]] = {
    "DEPRECATED_STRING": "(deprecated) ",
    "DEFAULT_STRING": "[default: {}]",
    "ENVVAR_STRING": "[env var: {}]",
    "REQUIRED_LONG_STRING": "[required]",
    "ARGUMENTS_PANEL_TITLE": "Arguments",
    "OPTIONS_PANEL_TITLE": "Options",
    "COMMANDS_PANEL_TITLE": "Commands",
    "ERRORS_PANEL_TITLE": "Error",
    "ABORTED_TEXT": "Aborted.",
    "RICH_HELP": "Try [blue]'{command_path} {help_option}'[/] for help.",
}
"""Typer's fixed strings, by their names in `typer.rich_utils`."""

USAGE: Final = ("Usage: ", "[OPTIONS]", "COMMAND [ARGS]...", "Show this message and exit.")
"""What usage lines are made of."""

ERRORS: Final = (
    "No such option: {option}",
    "No such option: {option} (Possible options: {options})",
    "No such option: {option} Did you mean {near}?",
    "No such command {name}.",
    "No such command {name}. Did you mean {near}?",
    "Missing command.",
    "Missing argument {name}.",
    "Missing option {name}.",
    "Missing parameter {name}.",
    "Missing argument {name}. {more}",
    "Missing option {name}. {more}",
    "Got unexpected extra argument(s) ({arguments})",
    "Option {option} requires an argument.",
    "Option {option} does not take a value.",
    "Invalid value for {name}: {error}",
    "Invalid value: {error}",
    "Value {value} is not a valid {kind}.",
    "{value} is not one of {known}.",
    "{value} is not a valid {kind}.",
)
"""What typer says of wrong usage."""

_PARAGRAPH = re.compile(r"\n[ \t]*\n")


class SpokenGroup(TyperGroup):
    """The root of the commands: takes the language before the command line is read."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:  # noqa: ANN401  # typer's own types
        """Run the command line."""
        given = list(sys.argv[1:] if args is None else args)
        language = _language_of(given, os.environ)
        if language is DEFAULT:
            return super().main(given, *rest, **options)
        with asking(language), _fixed_strings():
            return TyperGroup.main(_translated(self), given, *rest, **options)

    def make_context(self, *args: Any, **options: Any) -> Context:  # noqa: ANN401
        """Read the options before the command."""
        with _translated_errors():
            return super().make_context(*args, **options)

    def invoke(self, ctx: Context) -> Any:  # noqa: ANN401
        """Run the command."""
        with _translated_errors():
            return super().invoke(ctx)


class _Words(TyperCommand):
    """A command whose texts are translated."""

    def get_usage(self, ctx: Context) -> str:
        """Return the usage line."""
        usage = super().get_usage(ctx)
        for part in USAGE:
            usage = usage.replace(part, worded(part))
        return usage

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Return the help option; typer compares it by identity, so it is changed in place."""
        option = super().get_help_option(ctx)
        if option is not None and option.help:
            option.help = _spoken(option.help)
        return option


class _TranslatedGroup(_Words, SpokenGroup):
    pass


def paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a help text, each on one line: the keys of the catalogue."""
    for part in _PARAGRAPH.split(text.strip()):
        yield " ".join(part.split())


def asked_command(arguments: Sequence[str]) -> str | None:
    """Return the command that a command line names, or None if it has options only."""
    rest = arguments[len(_before_command(arguments)) :]
    return rest[0] if rest else None


def _before_command(arguments: Sequence[str]) -> Sequence[str]:
    """Return the options, with the language's value, before the first other argument."""
    for place, argument in enumerate(arguments):
        if not argument.startswith("-") and (place == 0 or arguments[place - 1] != _OPTION):
            return arguments[:place]
    return arguments


def _language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language asked for before a command, by the variable, or by the locale."""
    asked = environment.get(_VARIABLE, "")
    before = _before_command(arguments)
    for place, argument in enumerate(before):
        if argument == _OPTION and place + 1 < len(before):
            asked = before[place + 1]
        elif argument.startswith(f"{_OPTION}="):
            asked = argument.partition("=")[2]
    known = {each.value: each for each in Language}
    return known.get(asked) or language_of_environment(environment)


def _translated(command: Command) -> Any:  # noqa: ANN401  # a command of the same kind
    found: Any = copy(command)
    found.__class__ = _TranslatedGroup if isinstance(command, TyperGroup) else _Words
    for name in ("help", "epilog", "short_help"):
        text = getattr(found, name, None)
        if text:
            setattr(found, name, _spoken(text))
    found.params = [_translated_parameter(each) for each in command.params]
    if isinstance(command, TyperGroup):
        found.commands = {name: _translated(each) for name, each in command.commands.items()}
    return found


def _translated_parameter(parameter: Any) -> Any:  # noqa: ANN401
    found = copy(parameter)
    if isinstance(found, TyperArgument | TyperOption) and found.help:
        found.help = _spoken(found.help)
    return found


def _spoken(text: str) -> str:
    return "\n\n".join(worded(each) for each in paragraphs(text))


@contextmanager
def _fixed_strings() -> Iterator[None]:
    # It brings a reader of Markdown, which a command that prints no help does not need.
    from typer import rich_utils  # noqa: PLC0415

    before = {name: getattr(rich_utils, name) for name in FIXED}
    try:
        for name, text in FIXED.items():
            setattr(rich_utils, name, worded(text))
        yield
    finally:
        for name, text in before.items():
            setattr(rich_utils, name, text)


@contextmanager
def _translated_errors() -> Iterator[None]:
    try:
        yield
    except ClickException as error:
        if asked_language() is not DEFAULT:
            said = in_words(Recognizer(ERRORS).message(error.format_message()))
            setattr(error, "format_message", lambda: said)  # noqa: B010  # as typer shows it
        raise

"""The command line: `credit-graph serve` and its companions.

Exit codes: 0 done, 1 done with rejects or findings, 2 wrong usage, 3 the database cannot be
reached.
"""

import gc
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Annotated, Final

import typer

from credit_graph.commands.doctor.settings_help import SETTINGS_EPILOG
from credit_graph.commands.doctor.version import show_version
from credit_graph.commands.spoken_help import SpokenGroup, asked_command
from credit_graph.languages.language import Language, asking, language_of_environment

COMMANDS: Final[Mapping[str, str]] = {
    "serve": "serve:serve",
    "doctor": "doctor.command:doctor",
    "load-policies": "policies:load_policies",
    "check": "policies:check",
    "new-policy": "drafting.new_policy:new_policy",
    "demo": "demo:demo",
    "import": "importing.imports:import_files",
    "sync": "importing.sync:sync",
    "imports": "importing.history:imports",
    "audit": "audit:audit",
    "template": "template:template",
    "retract": "importing.history:retract",
    "export": "export:export",
    "ask": "asking.ask:ask",
    "rank": "asking.rank:rank",
    "chains": "asking.chains:chains",
    "decide": "decide:decide",
    "browser": "browser:browser",
    "generate": "generate:generate",
    "schema": "policies:schema",
    "token": "authority.token:token",
    "webhooks": "notifying.webhooks:webhooks",
    "calendars": "notifying.calendars:calendars",
    "bundle": "bundle.command:bundle",
    "erase": "authority.erase:erase",
    "backup": "backup.command:backup",
    "restore": "backup.command:restore",
    "documents": "authority.documents:documents",
}
"""Where each command is, below `credit_graph.commands`: a function, or a group of them.

A module is imported when its command is needed: all of them take several times as long as one.
"""

_THRESHOLDS: Final = (100_000, 10, 10)


def command_line(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """Return the command line with some commands, or with all."""
    app = typer.Typer(
        name="credit-graph",
        cls=SpokenGroup,
        help="Which credit measures may an enterprise enjoy, who in its supply chain is closest to "
        "them, and which agency answers.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
    )
    app.callback()(_options)
    for name in names:
        module, _, attribute = COMMANDS[name].partition(":")
        command = getattr(import_module(f"credit_graph.commands.{module}"), attribute)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name, epilog=SETTINGS_EPILOG if name == "serve" else None)(command)
    return app


def main() -> None:
    """Run the command line."""
    # Rows of an import are many objects and no cycles: looking for cycles seldom saves a quarter of
    # the time, and a fifth of the start. A service has rules of its own (`web.collector`).
    gc.set_threshold(*_THRESHOLDS)
    app = command_line(needed_commands(sys.argv[1:]))
    gc.freeze()
    app()


def needed_commands(arguments: Sequence[str]) -> Iterable[str]:
    """Return the names of what a command line needs: one; all for help, completion and mistakes."""
    asked = asked_command(arguments)
    if asked is None:
        return () if "--version" in arguments else COMMANDS
    return (asked,) if asked in COMMANDS else COMMANDS


def _options(
    context: typer.Context,
    language: Annotated[
        Language | None,
        typer.Option(
            envvar="CREDIT_GRAPH_LANGUAGE",
            help="Language of answers and errors; the locale's if it is one of these, else en.",
        ),
    ] = None,
    version: Annotated[  # noqa: FBT002  # typer's form of a flag
        bool,
        typer.Option(
            "--version",
            callback=show_version,
            is_eager=True,
            help="Show the versions of credit-graph, its database and Python.",
        ),
    ] = False,
) -> None:
    """Take the options that stand before a command."""
    del version  # its callback ends the command
    context.with_resource(asking(language or language_of_environment(os.environ)))

"""`browser`: the way into the embedded database, for Neo4j's own tools."""

import os
from collections.abc import Mapping
from typing import Annotated, Final

import typer
from rich.cells import cell_len, set_cell_size

from credit_graph.commands.outcome import reported, tell
from credit_graph.embedded import running_endpoint
from credit_graph.errors import BadArgumentError
from credit_graph.languages.wording import worded
from credit_graph.message import Message
from credit_graph.settings import read_settings

NAMES: Final = ("address", "user", "password", "database")


def browser(
    password: Annotated[
        bool, typer.Option("--password", help="Print the password too; it opens everything.")
    ] = False,
) -> None:
    """Print the address and the account of the running database (docs/analysts.md)."""
    with reported():
        settings = read_settings(os.environ)
        if settings.external is not None:
            _show({"address": settings.external.uri, "database": settings.external.database})
            tell("The account is the one that NEO4J_USERNAME names.")
            return
        found = running_endpoint(settings.home)
        if found is None:
            raise BadArgumentError(
                "browser",
                Message("no database runs in {home}", home=str(settings.home)),
                Message("Start credit-graph serve, which runs it."),
            )
    _show(
        {
            "address": found.uri,
            "user": found.username,
            "password": found.password if password else worded("(--password prints it)"),
            "database": found.database,
        }
    )
    tell("It answers on this machine only, over Bolt: docs/analysts.md names the tools.")


def _show(facts: Mapping[str, str]) -> None:
    """Print a fact a line, the names below each other."""
    names = {name: worded(name) for name in NAMES}
    width = max(map(cell_len, names.values()))
    for name, fact in facts.items():
        print(f"{set_cell_size(names[name], width)}  {fact}")

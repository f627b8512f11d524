"""`browser`: the way into the embedded database, for Neo4j's own tools."""

import os
from typing import Annotated

import typer

from credit_graph.commands.outcome import reported
from credit_graph.embedded import running_endpoint
from credit_graph.errors import BadArgumentError
from credit_graph.settings import read_settings


def browser(
    password: Annotated[
        bool, typer.Option("--password", help="Print the password too; it opens everything.")
    ] = False,
) -> None:
    """Print the address and the account of the running database (docs/analysts.md)."""
    with reported():
        settings = read_settings(os.environ)
        if settings.external is not None:
            print(f"address   {settings.external.uri}")
            print(f"database  {settings.external.database}")
            print("The account is the one that NEO4J_USERNAME names.")
            return
        found = running_endpoint(settings.home)
        if found is None:
            raise BadArgumentError(
                "browser",
                f"no database runs in {settings.home}",
                "Start credit-graph serve, which runs it.",
            )
    print(f"address   {found.uri}")
    print(f"user      {found.username}")
    print(f"password  {found.password if password else '(--password prints it)'}")
    print(f"database  {found.database}")
    print("It answers on this machine only, over Bolt: docs/analysts.md names the tools.")

"""The command line: `credit-graph serve` and its companions.

Exit codes: 0 done, 1 done with rejects or findings, 2 wrong usage, 3 the database cannot be
reached.
"""

import os
from typing import Annotated

import typer

from credit_graph.commands.asking.ask import ask
from credit_graph.commands.asking.chains import chains
from credit_graph.commands.asking.rank import rank
from credit_graph.commands.audit import audit
from credit_graph.commands.authority.documents import documents
from credit_graph.commands.authority.erase import erase
from credit_graph.commands.authority.token import token
from credit_graph.commands.backup.command import backup, restore
from credit_graph.commands.browser import browser
from credit_graph.commands.bundle.command import bundle
from credit_graph.commands.decide import decide
from credit_graph.commands.demo import demo
from credit_graph.commands.doctor.command import doctor
from credit_graph.commands.doctor.settings_help import SETTINGS_EPILOG
from credit_graph.commands.doctor.version import show_version
from credit_graph.commands.drafting.new_policy import new_policy
from credit_graph.commands.export import export
from credit_graph.commands.generate import generate
from credit_graph.commands.importing.history import imports, retract
from credit_graph.commands.importing.imports import import_files
from credit_graph.commands.importing.sync import sync
from credit_graph.commands.notifying.calendars import calendars
from credit_graph.commands.notifying.webhooks import webhooks
from credit_graph.commands.policies import check, load_policies, schema
from credit_graph.commands.serve import serve
from credit_graph.commands.spoken_help import SpokenGroup
from credit_graph.commands.template import template
from credit_graph.languages.language import Language, asking, language_of_environment

app = typer.Typer(
    name="credit-graph",
    cls=SpokenGroup,
    help="Which credit measures may an enterprise enjoy, who in its supply chain is closest to "
    "them, and which agency answers.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command(epilog=SETTINGS_EPILOG)(serve)
app.command()(doctor)
app.command("load-policies")(load_policies)
app.command()(check)
app.command("new-policy")(new_policy)
app.command()(demo)
app.command("import")(import_files)
app.command()(sync)
app.add_typer(imports, name="imports")
app.add_typer(audit, name="audit")
app.command()(template)
app.command()(retract)
app.command()(export)
app.command()(ask)
app.command()(rank)
app.command()(chains)
app.command()(decide)
app.command()(browser)
app.command()(generate)
app.command()(schema)
app.add_typer(token, name="token")
app.add_typer(webhooks, name="webhooks")
app.add_typer(calendars, name="calendars")
app.command()(bundle)
app.command()(erase)
app.command()(backup)
app.command()(restore)
app.add_typer(documents, name="documents")


@app.callback()
def options(
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


def main() -> None:
    """Run the command line."""
    app()

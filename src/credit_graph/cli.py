"""The command line: `credit-graph serve` and its companions.

Exit codes: 0 done, 1 done with rejects or findings, 2 wrong usage, 3 the database cannot be
reached.
"""

import typer

from credit_graph.commands.ask import ask
from credit_graph.commands.demo import demo
from credit_graph.commands.export import export
from credit_graph.commands.generate import generate
from credit_graph.commands.importing.history import imports, retract
from credit_graph.commands.importing.imports import import_files
from credit_graph.commands.importing.sync import sync
from credit_graph.commands.new_policy import new_policy
from credit_graph.commands.policies import check, load_policies, schema
from credit_graph.commands.serve import serve
from credit_graph.commands.template import template

app = typer.Typer(
    name="credit-graph",
    help="Which credit measures may an enterprise enjoy, who in its supply chain is closest to "
    "them, and which agency answers.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command()(serve)
app.command("load-policies")(load_policies)
app.command()(check)
app.command("new-policy")(new_policy)
app.command()(demo)
app.command("import")(import_files)
app.command()(sync)
app.add_typer(imports, name="imports")
app.command()(template)
app.command()(retract)
app.command()(export)
app.command()(ask)
app.command()(generate)
app.command()(schema)


def main() -> None:
    """Run the command line."""
    app()

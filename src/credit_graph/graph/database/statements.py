"""Every statement of a folder, by name: the folder's own tree is the namespace."""

from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType

from credit_graph.errors import BadStatementError
from credit_graph.graph.database.statement import Mode, Statement, parse_statement
from credit_graph.message import Message


def load_statements(folder: Path) -> Mapping[str, Statement]:
    """Read every `.cypher` file below the folder; raise `BadStatementError` for the first bad one.

    `changes/publish.cypher` is the statement `changes/publish`.
    """
    found: dict[str, Statement] = {}
    for path in sorted(folder.rglob("*.cypher")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        found[name] = parse_statement(name, _text(name, path))
    return MappingProxyType(found)


def usable(
    statements: Mapping[str, Statement],
    name: str,
    params: Collection[str],
    *modes: Mode,
) -> Statement:
    """Return the statement if it may be used so; raise `BadStatementError` if it may not."""
    statement = statements.get(name)
    if statement is None:
        raise BadStatementError(name, Message("there is no such file"))
    if statement.mode not in modes:
        raise BadStatementError(
            name, Message("it is a {mode} statement, used otherwise", mode=statement.mode)
        )
    if statement.params.keys() != set(params):
        wanted, given = ", ".join(statement.params), ", ".join(params)
        raise BadStatementError(
            name,
            Message("it takes ({wanted}), and was given ({given})", wanted=wanted, given=given),
        )
    return statement


def _text(name: str, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise BadStatementError(name, Message("it is not UTF-8")) from None

"""Every statement of a folder, by name: the folder's own tree is the namespace."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from credit_graph.errors import BadStatementError
from credit_graph.graph.statement import Statement, parse_statement


def load_statements(folder: Path) -> Mapping[str, Statement]:
    """Read every `.cypher` file below the folder; raise `BadStatementError` for the first bad one.

    `changes/publish.cypher` is the statement `changes/publish`.
    """
    found: dict[str, Statement] = {}
    for path in sorted(folder.rglob("*.cypher")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        found[name] = parse_statement(name, _text(name, path))
    return MappingProxyType(found)


def _text(name: str, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise BadStatementError(name, "it is not UTF-8") from None

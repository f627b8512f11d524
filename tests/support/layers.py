"""Reads what each module imports, and tells where the layers are not kept.

Imports point inwards: message ← errors, clock ← sharing, domain ← seeds, graph, intake, audit ←
usecases ← api ← web ← commands, cli; `languages` stands below api. A finding is one line: the
module, and what it must not do.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "credit_graph"

_CORE = frozenset({"errors", "clock", "message"})
_INNER = _CORE | {"domain"}
_PARTS = _INNER | {"sharing", "seeds", "graph", "intake", "audit", "demo", "export"}
# What `api` asks is in the use cases: it knows no graph.
_API = (_PARTS - {"graph"}) | {"usecases", "languages"}
_WEB = _API | {"graph", "api", "resources", "settings"}
_COMMANDS = _WEB | {"web", "embedded", "commands"}

MAY_IMPORT = {
    "message": frozenset(),
    "errors": frozenset({"message"}),
    "languages": _CORE,
    "clock": frozenset(),
    "resources": frozenset(),
    "settings": _CORE,
    "domain": _CORE,
    # The draft of a policy is written for who gave the document, and kept as it was written; so
    # are the report of rejects and the preview of an import, for who brought the file.
    "seeds": _INNER | {"languages"},
    "sharing": _CORE,
    "graph": _INNER | {"sharing", "audit"},
    "intake": _INNER | {"languages"},
    "audit": _INNER,
    "export": _INNER,
    "demo": _INNER | {"intake"},
    "embedded": _CORE | {"settings"},
    "usecases": _PARTS | {"languages"},
    "api": _API,
    "web": _WEB,
    "client": _CORE | {"api"},
    "commands": _COMMANDS,
    "cli": _COMMANDS,
    "__main__": _COMMANDS | {"cli"},
}
OUTSIDE = {
    "babel": frozenset({"languages"}),
    "neo4j": frozenset({"graph"}),
    "strawberry": frozenset({"api"}),
    "graphql": frozenset({"api"}),
    "joserfc": frozenset({"web"}),
    "starlette": frozenset({"web", "commands", "cli"}),
    "uvicorn": frozenset({"web", "commands", "cli"}),
    "httpx": frozenset({"client", "web"}),
}
_SETTINGS_READERS = frozenset({"settings", "commands", "cli", "embedded"})
_ENVIRONMENT_READERS = frozenset({"settings", "commands", "cli"})
_ENVIRONMENT = frozenset({"environ", "environb", "getenv", "getenvb"})


@dataclass(frozen=True, slots=True)
class Module:
    """One module of the package: its dotted name below the package, and its tree."""

    name: str
    tree: ast.Module

    @property
    def layer(self) -> str:
        """The first part of the name; the package's own `__init__` is the empty layer."""
        return self.name.split(".")[0]


def read_modules(package: Path) -> list[Module]:
    """Parse every module below a package folder."""
    return [
        Module(_dotted(path, package), ast.parse(path.read_text("utf-8")))
        for path in sorted(package.rglob("*.py"))
    ]


def _dotted(path: Path, package: Path) -> str:
    parts = path.relative_to(package).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def findings(modules: list[Module]) -> list[str]:
    """Return every breach of the layers, in the order of the modules."""
    return [f"{module.name}: {finding}" for module in modules for finding in _breaches(module)]


def _breaches(module: Module) -> Iterator[str]:
    if module.name and module.layer not in MAY_IMPORT:
        yield "is in no layer"
        return
    for name in _imported(module.tree):
        yield from _about_import(module, name)
    if module.layer not in _ENVIRONMENT_READERS and any(_reads_environment(module.tree)):
        yield "reads the environment"
    if module.layer == "domain" and any(_is_async(node) for node in ast.walk(module.tree)):
        yield "is async"


def _about_import(module: Module, name: str) -> Iterator[str]:
    first, _, rest = name.partition(".")
    if first in OUTSIDE and module.layer not in OUTSIDE[first]:
        yield f"imports {first}"
    if first != PACKAGE or not rest:
        return
    target = rest.split(".")[0]
    if target != module.layer and target not in MAY_IMPORT.get(module.layer, frozenset()):
        yield f"imports {target}"
    elif target == "settings" and not (
        module.layer in _SETTINGS_READERS or module.name == "web.app"
    ):
        yield "imports settings"


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            # `from credit_graph import settings` names the layer only in its alias.
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _reads_environment(tree: ast.Module) -> Iterator[bool]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr in _ENVIRONMENT
        elif isinstance(node, ast.ImportFrom) and node.module == "os":
            yield any(alias.name in _ENVIRONMENT for alias in node.names)


def _is_async(node: ast.AST) -> bool:
    return isinstance(node, ast.AsyncFunctionDef | ast.AsyncFor | ast.AsyncWith | ast.Await)

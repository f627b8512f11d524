"""What a backup says of itself: enough to refuse it before anything is touched."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

import orjson

from credit_graph.embedded.errors import RestoreRefusedError
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.migrations import MigrationStep
from credit_graph.graph.seed_store import current_version
from credit_graph.message import Message

FORMAT = 1
_NEWER = Message("Install the version of credit-graph that made it, or a later one.")


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """A backup in figures: `schema` maps each applied file to the SHA-256 of its statement.

    `rules` is the version of the rulebook, None without policies; `published_at` the instant of
    the latest change that readers see; `sha256` that of the dump.
    """

    made_at: str
    made_by: str
    neo4j: str
    schema: Mapping[str, str]
    rules: str | None
    published_at: str | None
    sha256: str
    format: int = FORMAT

    def encoded(self) -> bytes:
        """Return it as JSON."""
        return orjson.dumps(asdict(self), option=orjson.OPT_INDENT_2)


def read_manifest(text: bytes) -> BackupManifest:
    """Read a manifest; raise `RestoreRefusedError` if it cannot be read or is of a newer form."""
    try:
        found = orjson.loads(text)
        if found["format"] > FORMAT:
            raise RestoreRefusedError(
                Message(
                    "its form {found} is newer than {format}", found=found["format"], format=FORMAT
                ),
                _NEWER,
            )
        return BackupManifest(**found)
    except (orjson.JSONDecodeError, KeyError, TypeError):
        raise RestoreRefusedError(
            Message("its manifest cannot be read"), Message("Give another backup.")
        ) from None


def check_fit(manifest: BackupManifest, neo4j: str, steps: Iterable[MigrationStep]) -> None:
    """Raise `RestoreRefusedError` for a backup of a newer Neo4j or with a newer schema."""
    if _line(manifest.neo4j) > _line(neo4j):
        why = Message(
            "it is of Neo4j {theirs}, newer than {ours}, which cannot go back",
            theirs=manifest.neo4j,
            ours=neo4j,
        )
        raise RestoreRefusedError(why, _NEWER)
    check_schema(manifest.schema, steps)


def check_schema(schema: Mapping[str, str], steps: Iterable[MigrationStep]) -> None:
    """Raise `RestoreRefusedError` for a schema that is newer than these steps, or another."""
    ours = {step.name: step.sha256 for step in steps}
    unknown = sorted(schema.keys() - ours.keys())
    if unknown:
        why = Message(
            "its schema is newer: {unknown} is not known to this version", unknown=unknown[-1]
        )
        raise RestoreRefusedError(why, _NEWER)
    changed = [name for name, digest in schema.items() if ours[name] != digest]
    if changed:
        why = Message("its schema has another {changed} than this version", changed=changed[0])
        raise RestoreRefusedError(why, Message("Restore it with the version that made it."))


def _line(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:2])


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """What a running database says of itself, to compare before and after."""

    schema: Mapping[str, str]
    rules: str | None
    published_at: str | None


async def store_facts(graph: Graph) -> StoreFacts:
    """Ask a database."""
    applied = await graph.read("migrations/applied")
    if not applied:
        return StoreFacts({}, None, None)
    latest = await graph.read("changes/latest")
    return StoreFacts(
        schema={each["name"]: each["sha256"] for each in applied},
        rules=await current_version(graph),
        published_at=str(latest[0]["instant"]) if latest else None,
    )

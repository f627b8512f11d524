"""API keys in the graph: digests, never secrets."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import cast

from neo4j import Record

from credit_graph.clock import Now
from credit_graph.domain.authority.api_key import ApiKey, Grant
from credit_graph.domain.authority.principal import PrincipalKind, Scope
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.decoding import certain_instant, instant, words
from credit_graph.graph.loaders.batch_loader import BatchLoader


class ApiKeyStore:
    """Keeps and finds keys. Requests that bring keys at the same time share a round trip.

    Nothing is remembered between them: a key that was revoked anywhere is revoked here.
    """

    def __init__(self, graph: Graph, now: Now) -> None:
        self._graph = graph
        self._keys: BatchLoader[None, str, ApiKey | None] = BatchLoader(self._fetch, None, now)

    async def get(self, key_id: str) -> ApiKey | None:
        """Return the key of an id."""
        return await self._keys.load(None, key_id)

    async def all(self) -> tuple[ApiKey, ...]:
        """Return every key, the newest first; those no longer valid too."""
        return tuple(map(_key, await self._graph.read("authority/list_keys")))

    async def put(self, key: ApiKey) -> None:
        """Keep a new key."""
        await self._graph.write("authority/put_key", key=_row(key))

    async def revoke(self, key_id: str, at: datetime) -> ApiKey | None:
        """Revoke a key for good and return it; `None` if there is none of that id."""
        records = await self._graph.write("authority/revoke_key", id=key_id, at=at)
        return _key(records[0]) if records else None

    async def _fetch(
        self, group: None, ids: Sequence[str], known_at: datetime
    ) -> Mapping[str, ApiKey | None]:
        del group, known_at
        found = map(_key, await self._graph.read("authority/keys_by_id", ids=list(ids)))
        return {each.id: each for each in found}


def _row(key: ApiKey) -> Mapping[str, object]:
    grant = asdict(key.grant)
    return {
        **grant,
        "kind": key.grant.kind.value,
        "scopes": sorted(key.grant.scopes),
        "regions": None if key.grant.regions is None else sorted(key.grant.regions),
        "id": key.id,
        "digest": key.digest,
        "issued_at": key.issued_at,
        "expires_at": key.expires_at,
    }


def _key(record: Record) -> ApiKey:
    row = cast("Mapping[str, object]", record["key"])
    regions = cast("list[str] | None", row.get("regions"))
    grant = Grant(
        kind=PrincipalKind(str(row["kind"])),
        label=str(row["label"]),
        scopes=frozenset(map(Scope, cast("list[str]", row["scopes"]))),
        agency=words(row.get("agency")),
        regions=None if regions is None else frozenset(regions),
    )
    return ApiKey(
        id=str(row["id"]),
        digest=str(row["digest"]),
        grant=grant,
        issued_at=certain_instant(row["issued_at"]),
        expires_at=certain_instant(row["expires_at"]),
        revoked_at=instant(row.get("revoked_at")),
    )

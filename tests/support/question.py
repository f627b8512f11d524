"""Questions put to the real schema over the real graph, without HTTP around them."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from credit_graph.api.context import Context
from credit_graph.api.relay.cursors import CursorSeal
from credit_graph.api.schema import build_schema
from credit_graph.domain.authority.principal import LOCAL_READER, Principal
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.request_statistics import receipt
from credit_graph.usecases.services import Services

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: `data`, the codes of errors, and how many round trips it took."""

    data: Json
    codes: tuple[str, ...]
    round_trips: int

    def at(self, *steps: str | int) -> Json:
        """Return what stands at a path of the data; raise KeyError if nothing does."""
        found = self.data
        for step in steps:
            known = isinstance(found, dict) and step in found
            if not known and not (isinstance(found, list) and isinstance(step, int)):
                raise KeyError(f"nothing at {steps}: {self}")
            found = found[step]  # type: ignore[index]  # just checked
        return found

    def each(self, *steps: str) -> list[Json]:
        """Return what stands at a name in every item of the list at a path."""
        *to_list, last = steps
        found = self.at(*to_list)
        return [each[last] for each in cast("list[dict[str, Json]]", found)]


class Asker:
    """Asks as one caller after another would, all at the same instant."""

    def __init__(self, graph: Graph, now: datetime, principal: Principal = LOCAL_READER) -> None:
        self._schema = build_schema()
        self._principal = principal
        self._services = Services.of(graph, lambda: now)

    async def ask(self, document: str, **variables: object) -> Reply:
        """Execute a document with its variables."""
        rules = await self._services.shelf.refresh()
        context = Context(rules.rulebook, self._services, CursorSeal(b"test"), self._principal)
        with receipt() as spent:
            result = await self._schema.execute(
                document, variable_values=variables, context_value=context
            )
        codes = tuple(str((error.extensions or {}).get("code")) for error in result.errors or ())
        return Reply(result.data, codes, spent.round_trips)

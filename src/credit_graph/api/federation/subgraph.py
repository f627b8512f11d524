"""The schema as a subgraph: `_service`, `_entities`, and `Enterprise` by its code as an entity.

What is asked through `_entities` is under the same limits, scopes and sight as everything else:
each representation counts as one enterprise that is looked up by its code.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import strawberry
from strawberry.federation.schema_directives import Key
from strawberry.federation.types import FieldSet
from strawberry.printer import print_schema

from credit_graph.api.enterprises.types import EnterpriseType
from credit_graph.api.federation.entities import FederationQueries, SubgraphService

KEY = Key(fields=FieldSet("uscc"), resolvable=True)


@contextmanager
def keyed_enterprise() -> Iterator[None]:
    """Give `Enterprise` its key while a subgraph is built: no other schema shows it."""
    definition = EnterpriseType.__strawberry_definition__  # type: ignore[attr-defined]
    before = definition.directives
    definition.directives = (*(before or ()), KEY)
    try:
        yield
    finally:
        definition.directives = before


def federated_query(query: type, sdl: "Sdl") -> type:
    """Return the type of queries with what a gateway asks for beside."""

    @strawberry.type
    class ServiceQueries:
        service = strawberry.field(
            name="_service",
            resolver=partial(_service, sdl),
            graphql_type=SubgraphService,
            description="The schema of this subgraph.",
        )

    bases = (query, FederationQueries, ServiceQueries)
    return strawberry.type(type("Query", bases, {}), description="What can be asked.")


class Sdl:
    """The text of a schema, kept since it was built."""

    def __init__(self) -> None:
        self.text = ""

    def keep(self, schema: strawberry.Schema) -> None:
        """Print it while `Enterprise` has its key."""
        self.text = print_schema(schema)


def _service(sdl: Sdl) -> SubgraphService:
    return SubgraphService(sdl=sdl.text)

"""The GraphQL schema: what can be asked, recorded and followed."""

from collections.abc import Callable, Sequence

import strawberry
import strawberry.federation
from graphql import GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig

from credit_graph.api.agencies.calendar_addresses import (
    CalendarAddressMutations,
    CalendarAddressQueries,
)
from credit_graph.api.agencies.queries import AgencyQueries
from credit_graph.api.auditing.queries import AuditQueries
from credit_graph.api.authority.field_scopes import check_field_scopes
from credit_graph.api.authority.principal import PrincipalQueries
from credit_graph.api.authority.scope_directive import with_scopes
from credit_graph.api.chains.queries import ChainQueries
from credit_graph.api.context import Info
from credit_graph.api.eligibility.queries import EligibilityQueries
from credit_graph.api.enterprises.queries import EnterpriseQueries
from credit_graph.api.execution.budget import Budget
from credit_graph.api.execution.disclosing import take_down_disclosures
from credit_graph.api.execution.documents import Documents
from credit_graph.api.execution.error_masking import Failures
from credit_graph.api.execution.executor import Executor
from credit_graph.api.exposure import OPEN, Exposure
from credit_graph.api.federation.subgraph import Sdl, federated_query, keyed_enterprise
from credit_graph.api.limits import DEFAULT_LIMITS, Limits
from credit_graph.api.notifying.operations import (
    NotifyingMutations,
    NotifyingQueries,
    Subscription,
)
from credit_graph.api.policies.queries import PolicyQueries
from credit_graph.api.recording.mutations import RecordingMutations
from credit_graph.api.recording.objection_mutations import ObjectionMutations
from credit_graph.api.recording.tables import TableMutations
from credit_graph.api.scalars import SCALARS
from credit_graph.api.search.queries import SearchQueries
from credit_graph.api.trusted.manifest import NONE_KNOWN, TrustedDocuments
from credit_graph.api.webhooks.operations import WebhookMutations, WebhookQueries


@strawberry.type(description="What can be asked.")
class Query(
    SearchQueries,
    EnterpriseQueries,
    PolicyQueries,
    EligibilityQueries,
    AgencyQueries,
    ChainQueries,
    PrincipalQueries,
    AuditQueries,
    NotifyingQueries,
    WebhookQueries,
    CalendarAddressQueries,
):
    """The fields of Query, gathered from their nouns."""


@strawberry.type(description="What can be recorded, by agencies with a token.")
class Mutation(
    RecordingMutations,
    TableMutations,
    ObjectionMutations,
    NotifyingMutations,
    WebhookMutations,
    CalendarAddressMutations,
):
    """The fields of Mutation, gathered from their nouns."""


class QuietSchema(strawberry.Schema):
    """A schema that logs no documents: names and codes do not belong in logs."""

    executor: Executor

    def process_errors(self, errors: list[GraphQLError], execution_context: object = None) -> None:
        """Log nothing here; `Failures` logs what is unexpected, without the document."""


class QuietSubgraph(QuietSchema, strawberry.federation.Schema):
    """The same as a subgraph of Apollo Federation."""


def build_schema(
    limits: Limits = DEFAULT_LIMITS,
    exposure: Exposure = OPEN,
    trusted: TrustedDocuments = NONE_KNOWN,
    *,
    compiles: bool = True,
) -> QuietSchema:
    """Return the schema with its caches; build one a process.

    With `compiles` off, graphql-core executes everything (decision 12).
    """
    documents: Documents
    extensions = [
        lambda: Failures(suggestions=exposure.suggestions),
        lambda: Budget(documents),
    ]
    schema = _subgraph(extensions) if exposure.federated else _schema(extensions)
    check_field_scopes(schema._schema)  # noqa: SLF001  # Strawberry offers no other way
    take_down_disclosures(schema._schema)  # noqa: SLF001  # Strawberry offers no other way
    documents = Documents(
        schema._schema,  # noqa: SLF001  # Strawberry offers no other way
        limits,
        introspection=exposure.introspection,
        trusted=trusted,
    )
    schema.executor = Executor(schema, documents, compiles=compiles)
    return schema


def _schema(extensions: Sequence[Callable[[], SchemaExtension]]) -> QuietSchema:
    return QuietSchema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        extensions=extensions,
        config=StrawberryConfig(scalar_map=SCALARS, info_class=Info),
    )


def _subgraph(extensions: Sequence[Callable[[], SchemaExtension]]) -> QuietSchema:
    sdl = Sdl()
    with keyed_enterprise():
        schema = QuietSubgraph(
            query=federated_query(Query, sdl),
            mutation=Mutation,
            subscription=Subscription,
            extensions=extensions,
            config=StrawberryConfig(scalar_map=SCALARS, info_class=Info),
        )
        sdl.keep(schema)
    return schema


def schema_text() -> str:
    """Return the SDL, as committed in schema.graphql."""
    return with_scopes(build_schema().as_str()) + "\n"

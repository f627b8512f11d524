"""What a document may ask for is settled before it is validated, let alone executed."""

from collections.abc import Iterator, Sequence

from graphql import GraphQLError, GraphQLSyntaxError, OperationType, get_operation_ast
from strawberry.extensions import SchemaExtension

from credit_graph.api.auditing.attempts import note_refusal
from credit_graph.api.context import Context
from credit_graph.api.execution.documents import Documents, PreparedDocument, check_cost
from credit_graph.api.execution.list_lengths import ListLengths
from credit_graph.api.http.errors import SubscriptionOnlyError, UntrustedDocumentError
from credit_graph.domain.authority.errors import AuthorityError
from credit_graph.domain.authority.principal import NOBODY, Principal
from credit_graph.errors import BadRequestError, OverBudgetError
from credit_graph.sharing.meter import allow
from credit_graph.sharing.observation import note_cost

_WITHOUT_RULES = ListLengths()


class Budget(SchemaExtension):
    """Refuses a document that is over budget, and tells in `extensions.cost` what it costs.

    It also remembers documents and their validation, so that both are done once. A refusal is
    noted in `pre_execution_errors` before validation would begin: graphql-core's rules are not
    linear, and so must not see such a document.
    """

    def __init__(self, documents: Documents) -> None:
        super().__init__()
        self._documents = documents
        self._refusal: GraphQLError | None = None
        self._cost: int | None = None

    def on_operation(self) -> Iterator[None]:
        """Put the refusal into the answer where the document could not even be read."""
        yield
        result = self.execution_context.result
        if self._refusal is not None and result is not None:
            result.errors = [self._refusal]

    def on_parse(self) -> Iterator[None]:
        """Read the document, or leave it to be refused."""
        context = self.execution_context
        try:
            context.graphql_document = self._documents.prepared(context.query or "").document
        except (OverBudgetError, UntrustedDocumentError) as error:
            self._refusal = GraphQLError(str(error), original_error=error)
            # Makes the parser that runs after this hook refuse the document unread.
            context.parse_options = {"max_source_length": 0}  # type: ignore[typeddict-unknown-key]
        except GraphQLSyntaxError:
            pass  # the parser after this hook finds it again, where it is made an answer
        yield

    def on_validate(self) -> Iterator[None]:
        """Weigh the document, validate it unless it was validated before, then check its sizes."""
        context = self.execution_context
        text, variables = context.query or "", context.variables or {}
        prepared = self._documents.prepared(text)
        asked = self._documents.cost(text, variables, self._lengths())
        self._cost = asked.cost
        note_cost(asked.cost)
        try:
            check_cost(asked, self._documents.limits)
            faults = self._documents.faults(prepared)
            context.pre_execution_errors = list(faults)
            if not faults:
                self._check_operation(prepared)
                self._documents.check_sizes(text, variables)
                self._documents.check_scopes(text, self._principal())
                allow(self._documents.limits.allowance(asked.cost))
                self._disclose(text, prepared.operation(context.operation_name))
        except BadRequestError as error:
            self._refused(error, prepared.mutations)
            context.pre_execution_errors = [GraphQLError(str(error), original_error=error)]
        yield

    def get_results(self) -> dict[str, object]:
        """Return what goes into `extensions`: the cost, and how much it may be."""
        if self._cost is None:
            return {}
        return {"cost": {"asked": self._cost, "limit": self._documents.limits.cost}}

    def _check_operation(self, prepared: PreparedDocument) -> None:
        """Refuse a subscription: what answers once does not answer again and again."""
        name = self.execution_context.operation_name
        operation = get_operation_ast(prepared.document, name)
        if operation is not None and operation.operation is OperationType.SUBSCRIPTION:
            raise SubscriptionOnlyError

    def _principal(self) -> Principal:
        asked = self.execution_context.context
        return asked.principal if isinstance(asked, Context) else NOBODY

    def _disclose(self, text: str, operation: str | None) -> None:
        asked = self.execution_context.context
        if isinstance(asked, Context) and asked.disclosure is not None:
            asked.disclosure.asked(text, operation)

    def _refused(self, error: BadRequestError, mutations: Sequence[str]) -> None:
        """Note who wanted to record without the right to; other errors are no attempts."""
        asked = self.execution_context.context
        if mutations and isinstance(error, AuthorityError) and isinstance(asked, Context):
            note_refusal(asked, " ".join(mutations), error.code, str(error))

    def _lengths(self) -> ListLengths:
        asked = self.execution_context.context
        return (
            self._documents.lengths(asked.rulebook)
            if isinstance(asked, Context)
            else _WITHOUT_RULES
        )

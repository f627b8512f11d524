"""The GraphQL form of an error: one place makes it, for operations and for refused requests."""

from collections.abc import Mapping

from credit_graph.errors import CreditGraphError
from credit_graph.sharing.observation import note_code


def extensions_of(error: CreditGraphError) -> dict[str, object]:
    """Return what stands beside the message: a stable `code`, and what to do (`advice`)."""
    facts = {name: getattr(error, name) for name in error.shown}
    return {"code": error.code, "advice": error.advice, **facts}


def error_body(error: CreditGraphError) -> Mapping[str, object]:
    """Return the whole body of an answer that has no data, only this error."""
    note_code(error.code)
    return {"errors": [{"message": str(error), "extensions": extensions_of(error)}]}

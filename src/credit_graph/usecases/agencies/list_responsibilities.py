"""Who has which role in which part of a policy."""

from credit_graph.domain.duties.duty_book import DutyBook, DutyQuery
from credit_graph.domain.duties.responsibility import ResponsibilityMatrix, responsibility_matrix
from credit_graph.usecases.agencies.list_duties import check_codes


def list_responsibilities(book: DutyBook, policy: str) -> ResponsibilityMatrix:
    """Return the responsibility matrix of a policy; raise `UnknownCodeError`."""
    check_codes(book, DutyQuery(policy=policy))
    return responsibility_matrix(book, book.rulebook.policies[policy])

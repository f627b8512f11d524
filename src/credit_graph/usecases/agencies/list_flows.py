"""Which information passes between agencies."""

from collections.abc import Iterator

from credit_graph.domain.duties.duty_book import DutyBook, DutyQuery, Reach
from credit_graph.domain.policy import Flow
from credit_graph.usecases.agencies.list_duties import check_codes


def list_flows(
    book: DutyBook, policy: str | None, agency: str | None, reach: Reach
) -> Iterator[Flow]:
    """Return the flows of a policy, of an agency as sender or receiver, or of both.

    With `Reach.COLLECTIVE` an agency takes part through its collective bodies too. In the
    documents' order. Raises `UnknownCodeError`.
    """
    check_codes(book, DutyQuery(agency=agency, policy=policy))
    bodies = {agency}
    if agency is not None and reach is Reach.COLLECTIVE:
        bodies.update(book.directory.bodies_of(agency))
    return (
        flow
        for flow in book.rulebook.flows()
        if policy is None or flow.policy == policy
        if agency is None or not bodies.isdisjoint((*flow.senders, *flow.receivers))
    )

"""Who is notified: duties on what moved, and the flows of information that documents state.

The cascade of 000, section three, and of 003, item 20: departments pass on violations and entries
on black lists; who cancels the standing passes that on to all who grant something by it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from credit_graph.domain.duties.duty_book import DutyBook
from credit_graph.domain.duties.notice import notices
from credit_graph.domain.policy import Flow, Measure, News, Policy
from credit_graph.domain.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Addressees:
    """Agencies in the documents' order, and the codes of the flows by which they are notified."""

    agencies: tuple[str, ...] = ()
    flows: tuple[str, ...] = ()


def of_moves(
    book: DutyBook, moved: Collection[Measure], keeper: str | None, day: date
) -> Addressees:
    """Return who is notified that an enterprise gains or loses measures."""
    found = notices(book, moved, keeper, day)
    return Addressees(
        tuple(each.agency.code for each in found),
        tuple(dict.fromkeys(flow.code for each in found for flow in each.flows)),
    )


def of_news(
    book: DutyBook, news: News, region: str, day: date, *, author: str | None
) -> Addressees:
    """Return to whom documents in force in a region have news passed on, from whoever has it.

    `author` is the agency that states the fact, if that is known: a flow that names its senders
    one by one starts with them alone, and its author is not notified of what it states itself. A
    body that receives such news and is said to pass it on does so.
    """
    holders: dict[str, None] = {}
    used: dict[str, None] = {}
    flows = [flow for flow in _in_force(book, region, day) if news in flow.news]
    for flow in flows:
        if _may_send(book, flow, author, holders):
            used[flow.code] = None
            holders.update(dict.fromkeys(_receivers(book, flow, day)))
    holders.pop(author or "", None)
    return Addressees(tuple(holders), tuple(used))


def of_load(
    book: DutyBook, day: date, *, news: News | None = None, region: str | None = None
) -> tuple[str, ...]:
    """Return who is notified of a bulk load: whoever documents have such news passed on to.

    `news` and `region` are what it brings and where; `None` is any. One summary reaches them,
    however many enterprises it is about.
    """
    within = book.rulebook.vocabulary.within
    found: dict[str, None] = {}
    for policy in book.rulebook.policies.values():
        near = region is None or within(region, policy.region) or within(policy.region, region)
        if near and policy.in_force(day):
            for flow in policy.flows:
                if flow.news if news is None else news in flow.news:
                    found.update(dict.fromkeys(_receivers(book, flow, day)))
    return tuple(found)


def of_facts(book: DutyBook, day: date, news: Iterable[News]) -> tuple[str, ...]:
    """Return who is notified that many facts were withdrawn or restored: who gets such news.

    `news` are the kinds of facts among them that are passed on.
    """
    found: dict[str, None] = {}
    for each in news:
        found.update(dict.fromkeys(of_load(book, day, news=each)))
    return tuple(found)


def of_rules(before: Rulebook, after: DutyBook, day: date) -> tuple[str, ...]:
    """Return who is notified of a load of policies: whoever has a duty in one that changed.

    Duties before the load count too: who has lost one is notified.
    """
    found: dict[str, None] = {}
    now = after.rulebook
    books = ((before, DutyBook(before)), (now, after))
    for code in dict.fromkeys((*before.policies, *now.policies)):
        if before.policies.get(code) == now.policies.get(code):
            continue
        for rules, book in books:
            if code in rules.policies:
                found.update(dict.fromkeys(_with_duties(book, rules.policies[code], day)))
    return tuple(found)


def _with_duties(book: DutyBook, policy: Policy, day: date) -> Iterator[str]:
    living = book.directory.successions.living
    for measure in policy.walk():
        for duty in measure.duties:
            for agency in _single(book, duty.agency):
                yield from living(agency, day) or (agency,)


def _in_force(book: DutyBook, region: str, day: date) -> Iterator[Flow]:
    lineage = book.rulebook.vocabulary.lineage(region)
    for policy in book.rulebook.policies.values():
        if policy.region in lineage and policy.in_force(day):
            yield from policy.flows


def _may_send(book: DutyBook, flow: Flow, author: str | None, holders: Mapping[str, None]) -> bool:
    """Tell whether a flow starts with the author, or with somebody who has been notified."""
    senders = {each for code in flow.senders for each in _single(book, code)}
    if not senders.isdisjoint(holders):
        return True
    # Where the document does not say which bodies those are, any may be one of them.
    open_ended = any(
        book.rulebook.agencies[code].collective and not book.directory.members_of(code)
        for code in flow.senders
    )
    return author in senders or open_ended or (author is None and not _relays(book, flow))


def _relays(book: DutyBook, flow: Flow) -> bool:
    """Tell whether a flow passes on what another flow of its policy brought to its sender."""
    others = book.rulebook.policies[flow.policy].flows
    return any(
        not set(flow.senders).isdisjoint(other.receivers)
        for other in others
        if other is not flow and not set(other.news).isdisjoint(flow.news)
    )


def _receivers(book: DutyBook, flow: Flow, day: date) -> Iterator[str]:
    living = book.directory.successions.living
    for code in flow.receivers:
        for agency in _single(book, code):
            yield from living(agency, day) or (agency,)


def _single(book: DutyBook, code: str) -> tuple[str, ...]:
    return book.directory.members_of(code) or (code,)

"""What a recorded change has the change log tell: the fact itself, and what it moved."""

from collections.abc import Iterator, Mapping
from typing import Final

from credit_graph.clock import shanghai_day
from credit_graph.domain.authority.display import speaker_of
from credit_graph.domain.facts.history import FactKind, kept_of
from credit_graph.domain.facts.recording import RecordingOutcome
from credit_graph.domain.notifying.addressees import Addressees, of_news
from credit_graph.domain.notifying.change_notice import ChangeNotice, NoticeKind
from credit_graph.domain.notifying.log_entry import DraftEntry, EntryOrigin
from credit_graph.domain.policy import News
from credit_graph.domain.vocabulary import ListColour
from credit_graph.usecases.notifying.moved_notices import moved_notices
from credit_graph.usecases.recording.answer import WorkedOut

_NEWS: Final[Mapping[FactKind, tuple[NoticeKind, News]]] = {
    FactKind.RATING: (NoticeKind.RATING, News.RATING),
    FactKind.LIST_ENTRY: (NoticeKind.LIST_ENTRY, News.BLACK_LIST),
    FactKind.VIOLATION: (NoticeKind.VIOLATION, News.VIOLATION),
}


def entry_of(known: WorkedOut, author: str | None) -> DraftEntry:
    """Return the entry of a change; without notices where it tells nobody anything.

    What shows from a later day on moves nothing yet: the clock notifies of it on that day.
    """
    made, day = known.change.made, known.weighed.as_of
    notices = [*_fact_notices(known, author)]
    if day <= shanghai_day(known.change.published_at):
        notices += _move_notices(known)
    return DraftEntry(
        origin=EntryOrigin.MUTATION,
        as_of=day,
        notices=tuple(notices),
        change=known.change.id,
        action=known.change.action,
        rules=made.rules,
        left_out_partners=known.weighed.left_out_partners,
    )


def _move_notices(known: WorkedOut) -> Iterator[ChangeNotice]:
    weighed = known.weighed
    for kind, side in ((NoticeKind.LOST, weighed.lost), (NoticeKind.GAINED, weighed.gained)):
        moves = ((each.enterprise, each.change) for each in side)
        yield from moved_notices(known.book, kind, moves, weighed.as_of, weighed.keeper)


def _fact_notices(known: WorkedOut, author: str | None) -> Iterator[ChangeNotice]:
    """Yield the notice on the fact, if it is of a kind that is passed on, and was touched."""
    if known.change.made.outcome is RecordingOutcome.UNCHANGED or not known.facts:
        return
    named = known.facts[0]
    if named.fact.kind not in _NEWS:
        return
    kind, news = _NEWS[named.fact.kind]
    said = {each.name: each.value for each in named.fact.details}
    if kind is NoticeKind.VIOLATION and "repaired_on" in said:
        kind = NoticeKind.REPAIR
    fact, region = kept_of(named.fact), known.weighed.region or ""
    who = _notified(known, news, said, author)
    yield ChangeNotice(
        kind,
        agencies=who.agencies,
        flows=who.flows,
        uscc=named.uscc,
        region=known.weighed.region,
        register=said.get("scheme") or said.get("list"),
        level=said.get("level"),
        subject=said.get("violation"),
        fact=named.fact.fact_id,
        outcome=known.change.made.outcome,
        keeper=None if fact is None else speaker_of(fact, region, known.rules.rulebook),
        openness=named.fact.openness,
    )


def _notified(
    known: WorkedOut, news: News, said: Mapping[str, str], author: str | None
) -> Addressees:
    region, words = known.weighed.region, known.rules.rulebook.vocabulary
    if region is None:
        return Addressees()
    if news is News.BLACK_LIST and words.lists[said["list"]].colour is not ListColour.BLACK:
        return Addressees()
    stated_by = known.weighed.keeper if news is News.RATING else author
    return of_news(known.book, news, region, known.weighed.as_of, author=stated_by)

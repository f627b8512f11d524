"""Which notices somebody wants, and which of those a token may see."""

from collections.abc import Iterator
from dataclasses import dataclass

from credit_graph.domain.authority.closure import REGISTERS, Closure
from credit_graph.domain.authority.sight import Sight
from credit_graph.domain.conditions import Family
from credit_graph.domain.notifying.change_notice import ChangeNotice, NoticeKind
from credit_graph.domain.notifying.log_entry import LogEntry
from credit_graph.domain.openness import Openness


@dataclass(frozen=True, slots=True)
class NoticeFilter:
    """What is asked for; `None` asks nothing. `regions` are codes with all that lies below them.

    With `sight` set, notices on enterprises that are not seen are left out, and so are summaries
    of regions that are not seen whole. That the display of a fact has ended is shown to the
    agencies that it notifies alone: `holder` is the agency of who reads. So is a notice on facts
    that are closed by `closure`, or of an openness among `closed`, but for their keeper.
    """

    kinds: frozenset[NoticeKind] | None = None
    enterprises: frozenset[str] | None = None
    measures: frozenset[str] | None = None
    agency: str | None = None
    regions: frozenset[str] | None = None
    sight: Sight | None = None
    holder: str | None = None
    closure: Closure | None = None
    closed: frozenset[Openness] = frozenset()

    def shown(self, entry: LogEntry) -> LogEntry | None:
        """Return the entry with the notices that pass, or None if none does."""
        passed = [each for each in entry.notices if self.admits(each)]
        if not passed:
            return None
        return entry if len(passed) == len(entry.notices) else entry.showing(passed)

    def admits(self, notice: ChangeNotice) -> bool:
        """Tell whether a notice passes."""
        return (
            (self.kinds is None or notice.kind in self.kinds)
            and (self.enterprises is None or notice.uscc in self.enterprises)
            and (self.agency is None or self.agency in notice.agencies)
            and (self.regions is None or notice.region in self.regions)
            and (self.measures is None or not self.measures.isdisjoint(notice.measures))
            and self._sees(notice)
            and self._is_open(notice)
            and (notice.kind is not NoticeKind.DISPLAY_ENDED or self.holder in notice.agencies)
        )

    def _sees(self, notice: ChangeNotice) -> bool:
        if self.sight is None or _says_nothing_of_enterprises(notice):
            return True
        return notice.region is not None and self.sight.sees(notice.region)

    def _is_open(self, notice: ChangeNotice) -> bool:
        if notice.openness not in self.closed and not self._is_of_closed(notice):
            return True
        return self.holder is not None and self.holder in (*notice.agencies, notice.keeper)

    def _is_of_closed(self, notice: ChangeNotice) -> bool:
        closure, region = self.closure, notice.region or ""
        if closure is None:
            return False
        return any(closure.closes(family, code, region) for family, code in _terms(notice))


def _terms(notice: ChangeNotice) -> Iterator[tuple[Family, str]]:
    """Yield the terms of the facts that a notice is on; of a scheme or list whichever it is."""
    if notice.fact is None and notice.facts is None:
        return
    if notice.register is not None:
        for family in REGISTERS:
            yield family, notice.register
    elif notice.subject is not None:
        promised = notice.kind is NoticeKind.OVERDUE
        yield Family.COMMITMENTS if promised else Family.VIOLATIONS, notice.subject


def _says_nothing_of_enterprises(notice: ChangeNotice) -> bool:
    return notice.uscc is None and notice.facts is None and notice.register is None

"""Succession of bodies: who answers on a day for what a document gave to a body of another time.

A body can pass different functions to different heirs, and succession is each body's own: that
others of its kind were renamed says nothing of it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Succession:
    """What a body passed on, to whom, from which day, by which source.

    `heir` is `None` if it is not known who answers, `since` if the day is not. `function` says in
    words what was passed; `subjects` are the measures and obligations meant by it, empty for all
    that no other succession of the body names.
    """

    body: str
    heir: str | None
    since: date | None
    function: str | None
    subjects: tuple[str, ...]
    source: str
    seen_on: date

    def holds(self, day: date) -> bool:
        """Tell whether it has happened by the day."""
        return self.since is None or self.since <= day


class Successions:
    """All successions of one rulebook, both ways. Safe to share."""

    __slots__ = ("_by_body", "_by_heir")

    def __init__(self, successions: Collection[Succession]) -> None:
        self._by_body = _grouped((each.body, each) for each in successions)
        self._by_heir = _grouped((each.heir, each) for each in successions if each.heir)

    def of(self, body: str) -> tuple[Succession, ...]:
        """Return what a body passed on."""
        return self._by_body.get(body, ())

    def to(self, heir: str) -> tuple[Succession, ...]:
        """Return what a body took over."""
        return self._by_heir.get(heir, ())

    def living(self, body: str, day: date, subject: str | None = None) -> tuple[str, ...]:
        """Return who answers on a day for a body, for one subject or in general.

        The body itself if it has passed nothing on that bears on it; nobody if its heirs are not
        known.
        """
        if body not in self._by_body:  # most are as they were
            return (body,)
        return tuple(dict.fromkeys(self._living(body, day, subject)))

    def lineage(self, heir: str) -> frozenset[str]:
        """Return a body with all that it may answer for, on some day and subject."""
        return frozenset((heir, *self._before(heir)))

    def ancestors(self, heir: str, day: date, subject: str) -> tuple[str, ...]:
        """Return the other bodies for which one answers on a day, as far as a subject goes."""
        reached = dict.fromkeys(self._before(heir))
        return tuple(each for each in reached if heir in self.living(each, day, subject))

    def _living(self, body: str, day: date, subject: str | None) -> Iterator[str]:
        passed = [each for each in self.of(body) if each.holds(day)]
        named = [each for each in passed if subject in each.subjects]
        bearing = named or [each for each in passed if not each.subjects]
        if not bearing:
            yield body
        for each in bearing:
            if each.heir is not None:
                yield from self._living(each.heir, day, subject)

    def _before(self, heir: str) -> Iterator[str]:
        for each in self.to(heir):
            yield each.body
            yield from self._before(each.body)


def _grouped(
    pairs: Iterable[tuple[str, Succession]],
) -> Mapping[str, tuple[Succession, ...]]:
    grouped: dict[str, tuple[Succession, ...]] = {}
    for key, succession in pairs:
        grouped[key] = (*grouped.get(key, ()), succession)
    return grouped

"""Entries of the change log: one for each change set, and for each thing that a day brings."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from credit_graph.domain.notifying.change_notice import ChangeNotice


class EntryOrigin(StrEnum):
    """What brought an entry about."""

    MUTATION = "mutation"
    IMPORT = "import"
    POLICIES = "policies"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """An entry to write: `as_of` is the day by which its decisions were compared.

    `change` is the id of the change set; a day's entry has none. `rules` is the version of the
    rules, `left_out_partners` the number of direct partners whose decisions were not compared.
    """

    origin: EntryOrigin
    as_of: date
    notices: tuple[ChangeNotice, ...]
    change: str | None = None
    action: str | None = None
    rules: str | None = None
    left_out_partners: int = 0

    @property
    def agencies(self) -> tuple[str, ...]:
        """Everybody who is notified by it, each once."""
        return tuple(dict.fromkeys(each for one in self.notices for each in one.agencies))


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An entry as it stands in the log.

    `sequence` counts the entries from 1 without gaps, in the order of publication: it is the
    position from which a reader goes on.
    """

    sequence: int
    at: datetime
    draft: DraftEntry = field(hash=False)  # its number is enough, and hundreds of notices are long

    @property
    def notices(self) -> tuple[ChangeNotice, ...]:
        """What it tells."""
        return self.draft.notices

    def showing(self, notices: Iterable[ChangeNotice]) -> "LogEntry":
        """Return the entry with some of its notices."""
        return replace(self, draft=replace(self.draft, notices=tuple(notices)))

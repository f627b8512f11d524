"""An enterprise's entries on a register while a full list is worked out."""

from dataclasses import dataclass, field, replace
from datetime import date

from credit_graph.intake.reconciling.full_list import Fate, Listed, Placed, ended, listed
from credit_graph.intake.reconciling.reasons import SAME_DAY
from credit_graph.intake.reconciling.upsert import RecordedRow
from credit_graph.message import Message


@dataclass(slots=True)
class RegisterAccount:
    """An enterprise's entries on the register while a batch is worked out.

    `stored` are those that stand in the graph, `entries` those that are to stand. An entry
    without an id, or with one that does not stand any more, is to be recorded.
    """

    stored: tuple[RecordedRow, ...] = ()
    entries: list[RecordedRow] = field(default_factory=list)
    reasons: dict[Listed, Message | None] = field(default_factory=dict)
    reset: bool = False

    def take(self, placed: Placed) -> None:
        """Make the entries what a row of the list leads to."""
        if placed.fate is Fate.STAYS and not placed.withdrawn and len(self.entries) == 1:
            only = self.entries[0]
            self.entries = [RecordedRow(only.row, only.fact_id, mine=True, own=only.own)]
            return
        gone = {id(each) for each in placed.withdrawn}
        stated = {id(each) for each in placed.confirmed}
        kept = (each for each in self.entries if id(each) not in gone)
        self.entries = [replace(each, mine=each.mine or id(each) in stated) for each in kept]
        self.entries += [RecordedRow(row, "", mine=True) for row in placed.recorded]
        self.entries += [RecordedRow(row, "") for row in placed.rests]
        self.reasons.update(dict.fromkeys(placed.recorded, placed.because))

    def end(self, day: date) -> None:
        """End every entry that stands on the day."""
        current = [each for each in self.entries if day in listed(each).interval]
        rests = [ended(listed(each), day) for each in current]
        self.entries = [each for each in self.entries if each not in current]
        self.entries += [RecordedRow(row, "") for row in rests if row is not None]


@dataclass(slots=True)
class AccountChanges:
    """What has to be written for some accounts."""

    confirmed: list[tuple[Listed, str]] = field(default_factory=list)
    withdrawn: list[tuple[Listed, str]] = field(default_factory=list)
    stated: list[tuple[Listed, Message | None]] = field(default_factory=list)
    recorded: list[Listed] = field(default_factory=list)

    def add(self, account: RegisterAccount) -> None:
        """Compare what is to stand with what does."""
        left = {each.fact_id: each for each in account.stored}
        for entry in account.entries:
            same = left.pop(entry.fact_id, None) or _equal(entry, left)
            if same is not None:
                if entry.mine and not same.mine:
                    self.confirmed.append((listed(same), same.fact_id))
            elif entry.mine:
                row = listed(entry)
                because = account.reasons.get(row)
                self.stated.append((row, because or (SAME_DAY if account.reset else None)))
            else:
                self.recorded.append(listed(entry))
        self.withdrawn += [(listed(each), each.fact_id) for each in left.values()]


def _equal(entry: RecordedRow, left: dict[str, RecordedRow]) -> RecordedRow | None:
    same = next((each for each in left.values() if each.row == entry.row), None)
    return None if same is None else left.pop(same.fact_id)

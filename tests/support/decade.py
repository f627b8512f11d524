"""An invented decade: imports one after the other, and a replay of them event by event.

The replay shares the value types with the service and nothing else. For what is registered it
keeps a calendar per enterprise (`registration_oracle`), for the rest the rows by their keys.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random

from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import (
    Enterprise,
    EnterpriseFacts,
    EntryFact,
    LinkDirection,
    Origin,
    Partner,
    RatingFact,
    Registration,
    Severity,
    StatementFact,
    Sync,
    ViolationFact,
)
from credit_graph.intake.kinds import TABLES, Kind
from support.invented_region import code
from support.official_rules import official_rulebook
from support.registration_oracle import Calendar, Line

BEGIN, END = date(2017, 1, 1), date(2026, 11, 1)
FIRST_IMPORT = datetime(2026, 11, 5, tzinfo=UTC)
# Of some only the province is known.
_REGIONS = ("410400", "410400", "350200", "350200", "310115", "411300", "330900", "410000")
_STATUSES = ("active", "active", "active", "active", "revoked", "suspended", "deregistered")
_ORIGIN = Origin("replayed")


@dataclass(frozen=True)
class Event:
    """A row of an import: its kind and cells by column; nothing stands for an empty one."""

    kind: Kind
    cells: Mapping[str, str]

    def line(self) -> str:
        """Return it as a line of its file."""
        return ",".join(self.cells.get(column, "") for column in TABLES[self.kind].columns)


@dataclass(frozen=True)
class Step:
    """One import: when it is published, and what it brings, in its order."""

    at: datetime
    events: tuple[Event, ...]

    def files(self) -> Mapping[str, str]:
        """Return its files by kind."""
        kinds = dict.fromkeys(each.kind for each in self.events)
        return {
            kind.value: "\n".join(
                (
                    ",".join(TABLES[kind].columns),
                    *(each.line() for each in self.events if each.kind is kind),
                    "",
                )
            )
            for kind in kinds
        }


def decade(seed: int, enterprises: int, imports: int) -> tuple[Step, ...]:
    """Return the imports of an invented decade; the same seed gives the same."""
    return tuple(_Author(Random(seed), enterprises).steps(imports))  # noqa: S311  # no secret


class _Author:
    """Makes up rows that can all be taken."""

    def __init__(self, chance: Random, enterprises: int) -> None:
        self._chance = chance
        self._codes = [code(number) for number in range(enterprises)]
        self._words = official_rulebook().vocabulary
        self._last: dict[tuple[str, str], tuple[str, date]] = {}
        self._begun: dict[str, set[date]] = {each: set() for each in self._codes}

    def steps(self, imports: int) -> Iterator[Step]:
        for number in range(imports):
            events = [
                *(each for key in self._codes for each in self._registrations(key, number)),
                *(each for key in self._codes for each in self._ratings(key)),
                *(each for key in self._codes for each in self._stays(key, number)),
                *self._violations(number),
                *self._statements(),
                *self._links(number),
                *self._coverage(),
            ]
            order = list(Kind)
            events.sort(key=lambda each: order.index(each.kind))
            yield Step(FIRST_IMPORT + timedelta(days=number), tuple(events))

    def _day(self) -> date:
        return BEGIN + timedelta(days=self._chance.randrange((END - BEGIN).days))

    def _registrations(self, key: str, number: int) -> Iterator[Event]:
        """Yield a first registration, then now and then a move, a renaming, an ending."""
        chance = self._chance
        if number and chance.random() > 0.3:
            return
        region = chance.choice(_REGIONS)
        cells = {
            "uscc": key,
            "name": f"虚构{region}第{number}名{key[-4:]}",
            "region": region,
            "zone": "waigaoqiao" if region == "310115" and chance.random() < 0.5 else "",
            "kinds": chance.choice(("", "manufacturer", "trader")),
            "status": chance.choice(_STATUSES),
        }
        known, start = self._begun[key], self._day()
        if chance.random() < (0.5 if number == 0 else 0.8) and start not in known:
            latest = start > max(known, default=date.min)
            if latest and chance.random() < 0.1:
                cells["valid_to"] = (start + timedelta(days=400)).isoformat()
            cells["valid_from"] = start.isoformat()
            known.add(start)
        yield Event(Kind.ENTERPRISES, cells)

    def _ratings(self, key: str) -> Iterator[Event]:
        """Yield the end of a rating and the next one."""
        chance = self._chance
        for scheme in self._words.schemes.values():
            if chance.random() > 0.25:
                continue
            last = self._last.get((key, scheme.code))
            start = self._day() if last is None else last[1] + timedelta(chance.randrange(1, 900))
            if last is not None:
                ended = {"level": last[0], "valid_from": str(last[1]), "valid_to": str(start)}
                yield Event(Kind.RATINGS, {"uscc": key, "scheme": scheme.code, **ended})
            # By the order of that day: customs' classes turn twice in the decade.
            levels = scheme.levels_on(start)
            level = chance.choice((levels[0], *levels[:2], levels[-1])).code
            self._last[key, scheme.code] = (level, start)
            begun = {"level": level, "valid_from": str(start)}
            yield Event(Kind.RATINGS, {"uscc": key, "scheme": scheme.code, **begun})

    def _stays(self, key: str, number: int) -> Iterator[Event]:
        for listed in self._words.lists:
            if self._chance.random() < 0.05:
                start = self._day()
                end = start + timedelta(days=self._chance.randrange(1, 1_500))
                cells = {"valid_from": str(start), "reference": f"{number}"}
                if self._chance.random() < 0.7:
                    cells["valid_to"] = str(end)
                elif end <= END and self._chance.random() < 0.5:
                    cells["repaired_on"] = str(end)
                if self._chance.random() < 0.5:
                    cells["severity"] = self._chance.choice([*Severity]).value
                yield Event(Kind.LISTS, {"uscc": key, "list": listed, **cells})

    def _violations(self, number: int) -> Iterator[Event]:
        for key in self._codes:
            if self._chance.random() < 0.2:
                found = self._day()
                cells = {
                    "violation": "tax_breach",
                    "found_on": str(found),
                    "reference": f"{number}",
                }
                if self._chance.random() < 0.7:
                    cells["severity"] = self._chance.choice([*Severity]).value
                repaired = found + timedelta(days=self._chance.randrange(400))
                if repaired <= END and self._chance.random() < 0.5:
                    cells["repaired_on"] = str(repaired)
                yield Event(Kind.VIOLATIONS, {"uscc": key, **cells})

    def _statements(self) -> Iterator[Event]:
        for key in self._codes:
            if ("links", key) not in self._last and self._chance.random() < 0.2:
                start = self._day()
                self._last["links", key] = ("true", start)
                cells = {"statement": "links_complete", "value": "true", "valid_from": str(start)}
                yield Event(Kind.STATEMENTS, {"uscc": key, **cells})

    def _links(self, number: int) -> Iterator[Event]:
        for each in range(len(self._codes) // 3):
            supplier, customer = self._chance.sample(self._codes, k=2)
            start = self._day()
            cells = {
                "supplier_uscc": supplier,
                "customer_uscc": customer,
                "valid_from": str(start),
                "category": f"c{number}.{each}",
            }
            if self._chance.random() < 0.3:
                cells["valid_to"] = str(start + timedelta(days=700))
            yield Event(Kind.LINKS, cells)

    def _coverage(self) -> Iterator[Event]:
        for register in (*self._words.schemes, *self._words.lists):
            for region in ("410000", "350200", "310000"):
                if self._chance.random() < 0.5:
                    # Complete over most of the decade, so that absence often says no.
                    days = (BEGIN + timedelta(days=self._chance.randrange(400)), END, self._day())
                    day = str(self._chance.choice(days))
                    cells = {"register": register, "region": region, "synced_on": day}
                    if (register, region + day) not in self._last:
                        self._last[register, region + day] = ("", BEGIN)
                        yield Event(Kind.COVERAGE, cells)


@dataclass
class Replay:
    """What is known after some imports, taken event by event."""

    calendars: dict[str, Calendar] = field(default_factory=dict)
    rows: dict[tuple[str, ...], Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def until(cls, steps: Sequence[Step], known_at: datetime) -> "Replay":
        """Return what is known at an instant."""
        replay = cls()
        for step in steps:
            if step.at <= known_at:
                for event in step.events:
                    replay.take(event, step.at.date())
        return replay

    def take(self, event: Event, today: date) -> None:
        """Take one row, published on a day."""
        cells = event.cells
        if event.kind is Kind.ENTERPRISES:
            names = ("name", "region", "zone", "kinds", "status")
            line = Line(
                "|".join(cells[name] for name in names),
                _day(cells.get("valid_from")),
                _day(cells.get("valid_to")),
            )
            assert self.calendars.setdefault(cells["uscc"], Calendar()).take(line, today)
            return
        key = tuple(cells.get(column, "") for column in TABLES[event.kind].key)
        self.rows[event.kind.value, *key] = cells

    def facts(self, uscc: str, day: date) -> EnterpriseFacts | None:
        """Return what is known of an enterprise, as it is on the day; `None` if it is unknown."""
        registered = self.registered(uscc, day)
        if registered is None:
            return None
        return EnterpriseFacts(
            enterprise=registered,
            ratings=self._ratings(uscc),
            entries=self._entries(uscc),
            statements=tuple(
                StatementFact(each["statement"], each["value"], _interval(each), _ORIGIN)
                for each in self._of(Kind.STATEMENTS, "uscc", uscc)
            ),
            violations=tuple(
                ViolationFact(
                    violation=each["violation"],
                    severity=Severity(each.get("severity", "minor")),
                    found_on=date.fromisoformat(each["found_on"]),
                    repaired_on=_day(each.get("repaired_on")),
                    found_by=None,
                    origin=_ORIGIN,
                    is_graded="severity" in each,
                )
                for each in self._of(Kind.VIOLATIONS, "uscc", uscc)
            ),
            partners=tuple(self._partners(uscc, day)),
        )

    def registered(self, uscc: str, day: date) -> Enterprise | None:
        """Return what is registered of it on the day."""
        if uscc not in self.calendars:
            return None
        prefix, _, what = self.calendars[uscc].on(day).rpartition(" ")
        name, region, zone, kinds, status = what.split("|")
        parted = tuple(kinds.split(";")) if kinds else ()
        return Enterprise(uscc, name, region, zone or None, parted, status=prefix or status)

    def syncs(self) -> tuple[Sync, ...]:
        """Return the first and last day of each register in each region."""
        days: dict[tuple[str, str], list[date]] = {}
        for key, each in self.rows.items():
            if key[0] == Kind.COVERAGE.value:
                place = (each["register"], each["region"])
                days.setdefault(place, []).append(date.fromisoformat(each["synced_on"]))
        return tuple(Sync(*place, min(each), max(each)) for place, each in days.items())

    def _partners(self, uscc: str, day: date) -> Iterator[Partner]:
        sides = (
            ("supplier_uscc", "customer_uscc", LinkDirection.CUSTOMER),
            ("customer_uscc", "supplier_uscc", LinkDirection.SUPPLIER),
        )
        for own, other, direction in sides:
            for each in self._of(Kind.LINKS, own, uscc):
                partner = self.registered(each[other], day)
                assert partner is not None
                yield Partner(
                    uscc=partner.uscc,
                    name=partner.name,
                    region=partner.region,
                    direction=direction,
                    interval=_interval(each),
                    origin=_ORIGIN,
                    ratings=self._ratings(partner.uscc),
                    entries=self._entries(partner.uscc),
                    registered=Registration(partner, None, None, _ORIGIN),
                )

    def _ratings(self, uscc: str) -> tuple[RatingFact, ...]:
        return tuple(
            RatingFact(each["scheme"], each["level"], _interval(each), _ORIGIN)
            for each in self._of(Kind.RATINGS, "uscc", uscc)
        )

    def _entries(self, uscc: str) -> tuple[EntryFact, ...]:
        return tuple(
            EntryFact(
                each["list"],
                _interval(each),
                _ORIGIN,
                severity=Severity(each["severity"]) if "severity" in each else None,
                repaired_on=_day(each.get("repaired_on")),
            )
            for each in self._of(Kind.LISTS, "uscc", uscc)
        )

    def _of(self, kind: Kind, column: str, uscc: str) -> Iterator[Mapping[str, str]]:
        for key, each in self.rows.items():
            if key[0] == kind.value and each[column] == uscc:
                yield each


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _interval(cells: Mapping[str, str]) -> Interval:
    # A repair ends an entry on its day.
    last = cells.get("valid_to") or cells.get("repaired_on")
    return Interval(date.fromisoformat(cells["valid_from"]), _day(last))

"""Files of an invented region, small and dense: every register, place and link occurs often.

Days cluster round the day asked, where entries begin and end and coverage runs out.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random

from stdnum.cn import uscc

from credit_graph.domain.rulebook import Rulebook
from credit_graph.intake.kinds import TABLES, Kind
from support.official_rules import official_rulebook

ASKED = date(2026, 11, 20)

_REGIONS = (
    "410400",
    "310000",
    "310115",
    "310115",
    "330200",
    "330700",
    "350200",
    "350203",
    "411300",
)
_OFFSETS = (-900, -40, -32, -31, -30, -2, -1, 0, 1, 30)
_ZONED = "310115"


def code(number: int) -> str:
    """Return a formally valid unified social credit code, another for each number."""
    body = f"91350200MA{number:07d}"
    return body + str(uscc.calc_check_digit(body))


def region_files(seed: int, count: int) -> Mapping[str, str]:
    """Return files by kind about so many enterprises; the same seed gives the same files."""
    chance = Random(seed)  # noqa: S311  # invented data, not a secret
    rules = official_rulebook()
    keys = [code(number) for number in range(count)]
    lines = {
        Kind.ENTERPRISES: [each for key in keys for each in _registrations(key, chance, rules)],
        Kind.RATINGS: [each for key in keys for each in _ratings(key, chance, rules)],
        Kind.LISTS: [each for key in keys for each in _entries(key, chance, rules)],
        Kind.STATEMENTS: [each for key in keys for each in _statements(key, chance, rules)],
        Kind.COMMITMENTS: [each for key in keys for each in _commitments(key, chance)],
        Kind.LINKS: list(_links(keys, chance)),
        Kind.COVERAGE: list(_coverage(chance, rules)),
    }
    return {
        kind.value: "".join(f"{line}\n" for line in (",".join(TABLES[kind].columns), *each))
        for kind, each in lines.items()
    }


def _day(chance: Random) -> date:
    return ASKED + timedelta(days=chance.choice(_OFFSETS))


def _days(chance: Random) -> str:
    start, end = _day(chance), _day(chance)
    return f"{start},{end if end > start else ''}"


def _registrations(key: str, chance: Random, rules: Rulebook) -> Iterator[str]:
    """Yield what it is registered as, one after the other; some begin undated, some end."""
    starts = sorted(chance.sample(_OFFSETS, k=chance.choice((1, 1, 2, 3))))
    for place, start in enumerate(starts):
        begins = "" if not place and chance.random() < 0.6 else ASKED + timedelta(days=start)
        last = place == len(starts) - 1
        ends = ASKED + timedelta(days=start + 31) if last and chance.random() < 0.2 else ""
        yield f"{_enterprise(key, chance, rules)},{begins},{ends}"


def _enterprise(key: str, chance: Random, rules: Rulebook) -> str:
    region = chance.choice(_REGIONS)
    zones = tuple(rules.vocabulary.zones)
    zone = chance.choice((*zones, "")) if region == _ZONED else ""
    kinds = ";".join(chance.sample(tuple(rules.vocabulary.kinds), k=chance.randrange(3)))
    status = chance.choice(("active", "active", "active", "revoked", "deregistered"))
    return f"{key},虚构{region}第{key[-5:]}号有限公司,{region},{zone},{kinds},,{status}"


def _ratings(key: str, chance: Random, rules: Rulebook) -> Iterator[str]:
    for scheme in rules.vocabulary.schemes.values():
        if chance.random() < 0.5:
            # The best level is what rules ask for most.
            level = chance.choice((scheme.levels[0], *scheme.levels[:3]))
            yield f"{key},{scheme.code},{level.code},{_days(chance)},,R{chance.randrange(9)}"


def _entries(key: str, chance: Random, rules: Rulebook) -> Iterator[str]:
    for number, listed in enumerate(rules.vocabulary.lists):
        for stay in range(chance.choice((0, 0, 0, 1, 2))):
            yield f"{key},{listed},{_days(chance)},,,L{number}.{stay}"


def _statements(key: str, chance: Random, rules: Rulebook) -> Iterator[str]:
    for statement in rules.vocabulary.statements:
        if chance.random() < 0.6:
            yield f"{key},{statement},{chance.choice(('true', 'false'))},{_days(chance)},"


def _commitments(key: str, chance: Random) -> Iterator[str]:
    for commitment in ("entry", "papers_later"):
        if chance.random() < 0.3:
            yield f"{key},{commitment},,{_day(chance)},,,"


def _links(keys: list[str], chance: Random) -> Iterator[str]:
    for number in range(len(keys)):
        supplier, customer = chance.sample(keys, k=2)
        yield f"{supplier},{customer},{_days(chance)},c{number},,"


def _coverage(chance: Random, rules: Rulebook) -> Iterator[str]:
    days = (ASKED - timedelta(days=60), ASKED - timedelta(days=5), ASKED - timedelta(days=32))
    for register in (*rules.vocabulary.schemes, *rules.vocabulary.lists):
        for region in ("410400", "310000", "330000", "350200", "411300"):
            if chance.random() < 0.6:
                yield f"{register},{region},{chance.choice(days)},"

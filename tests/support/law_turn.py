"""The five policies' answers on two days about the same facts, counted by what differs."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from credit_graph.domain.eligibility.finding import EvidenceKind
from credit_graph.domain.eligibility.report import Decision
from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import (
    Enterprise,
    EnterpriseFacts,
    EntryFact,
    Origin,
    RatingFact,
    Severity,
    Sync,
)
from support.official_rules import official_rulebook

REGIONS = {
    "pds-2021-7": "410400",
    "sh-ftz-2022": "310115",
    "zj-2023-9": "330200",
    "xm-2024-2": "350200",
    "ny-2020-63": "411300",
}
BEFORE, AFTER = date(2026, 3, 31), date(2026, 4, 1)


@dataclass(frozen=True)
class Profile:
    """An enterprise of a city: its customs class, and a black list on which it stands."""

    words: str
    level: str | None = None
    since: date = date(2023, 1, 1)
    listed: str | None = None
    complete: bool = True

    def facts(self, region: str) -> EnterpriseFacts:
        """Return it as an enterprise of the region."""
        rating = self.level and RatingFact("customs", self.level, Interval(self.since), _ORIGIN)
        entry = self.listed and EntryFact(
            self.listed, Interval(date(2025, 6, 1)), _ORIGIN, severity=Severity.SERIOUS
        )
        zone = "waigaoqiao" if region == "310115" else None
        return EnterpriseFacts(
            Enterprise("x", "x", region, zone),
            ratings=(rating,) if rating else (),
            entries=(entry,) if entry else (),
        )

    def syncs(self, region: str) -> tuple[Sync, ...]:
        """Return the syncs by which customs' list, and every list, is complete."""
        if not self.complete:
            return ()
        words = official_rulebook().vocabulary
        registers = ("customs", *words.lists)
        return tuple(Sync(each, region, date(2019, 1, 1), AFTER) for each in registers)


_ORIGIN = Origin("fact")
PROFILES = (
    Profile("高级认证企业 since 2019", "advanced", date(2019, 6, 1)),
    Profile("认证企业 since 2026-04-01", "certified", AFTER),
    Profile("the same, customs' list not synced", "certified", AFTER, complete=False),
    Profile("注册登记和备案企业 since 2023", "general"),
    Profile("失信企业 since 2023", "dishonest"),
    Profile("一般认证企业 since 2019", "certified_general", date(2019, 6, 1)),
    Profile(
        "高级认证企业, listed as serious since 2025-06-01", "advanced", listed="serious_dishonesty"
    ),
    Profile("高级认证企业, 失信被执行人 since 2025-06-01", "advanced", listed="judgment_defaulter"),
)


def difference(profile: Profile, policy: str) -> Counter[str]:
    """Count what differs between the two days over a policy's measures and parts."""
    old, new = (_decisions(profile, policy, day) for day in (BEFORE, AFTER))
    found: Counter[str] = Counter()
    for code, after in new.items():
        before = old[code]
        if before.verdict is not after.verdict:
            found[f"{before.verdict.name} → {after.verdict.name}"] += 1
        if _readings(after) != _readings(before):
            found["other readings"] += 1
        kinds = [
            [change.kind.name for change in each.nearest().changes] for each in (before, after)
        ]
        if kinds[0] != kinds[1]:
            found["other nearest change"] += 1
    assert old.keys() == new.keys()
    return found


def row(profile: Profile) -> str:
    """Return the line of the page that says what differs."""
    cells = []
    for policy in REGIONS:
        found = difference(profile, policy)
        cells.append("; ".join(f"{words}: {found[words]}" for words in sorted(found)) or "nothing")
    return f"| {profile.words} | {' | '.join(cells)} |"


def _decisions(profile: Profile, policy: str, day: date) -> dict[str, Decision]:
    region = REGIONS[policy]
    rulebook = official_rulebook()
    coverage = Coverage(profile.syncs(region), rulebook.vocabulary)
    report = RuleEngine(rulebook).report(profile.facts(region), coverage, day)
    return {each.measure.code: each for each in report.walk() if each.measure.policy == policy}


def _readings(decision: Decision) -> set[str]:
    return {
        evidence.text
        for reason in decision.reasons
        for evidence in reason.evidence
        if evidence.kind is EvidenceKind.INTERPRETATION
    }

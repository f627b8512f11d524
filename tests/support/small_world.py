"""A small invented vocabulary and builders, for tests of the eligibility rules.

Regions: 1 ⊃ 11 ⊃ 111, 112 and 1 ⊃ 12 ⊃ 121. Zones: `quay` in 111, `field` in 121.
"""

from datetime import date, timedelta

from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions import Condition
from credit_graph.domain.eligibility.finding import Finding
from credit_graph.domain.eligibility.report import Decision
from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.interval import Interval
from credit_graph.domain.facts.record import (
    CommitmentFact,
    Enterprise,
    EnterpriseFacts,
    EntryFact,
    Origin,
    RatingFact,
    Severity,
    StatementFact,
    Sync,
    ViolationFact,
)
from credit_graph.domain.policy import Beneficiary, Measure, MeasureKind, Policy
from credit_graph.domain.region import Region
from credit_graph.domain.rulebook import Rulebook
from credit_graph.domain.scheme_version import Level, SchemeVersion
from credit_graph.domain.term import FactTerm
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import (
    CreditList,
    KeptFor,
    ListColour,
    Scheme,
    Status,
    StatusEffect,
    Vocabulary,
    Zone,
)

TODAY = date(2026, 3, 1)
WORDS = Citation("p", "一、", "符合条件的")
OTHER_WORDS = Citation("p", "二、", "同等条件下")
ORIGIN = Origin("fact")
ALWAYS = Interval(date(2020, 1, 1))


def day(offset: int) -> date:
    """Return the day so many days after (before, if negative) the day that the tests ask."""
    return TODAY + timedelta(days=offset)


def _terms(*codes: str) -> dict[str, FactTerm]:
    return {code: FactTerm(code, f"name of {code}", code) for code in codes}


def _regions(**parents: str | None) -> dict[str, Region]:
    return {
        code: Region(code, f"region {code}", code, parent=parent)
        for code, parent in ((name.removeprefix("r"), up) for name, up in parents.items())
    }


def _levels(codes: str) -> tuple[Level, ...]:
    return tuple(Level(code, f"level {code}") for code in codes)


def _version(
    code: str, begins: int, ends: int | None, levels: str, **carries: str
) -> SchemeVersion:
    return SchemeVersion(
        code,
        f"order {code}",
        "",
        day(begins),
        None if ends is None else day(ends),
        _levels(levels),
        "invented",
        tuple((before, tuple(after)) for before, after in carries.items()),
        f"what the {code} order carries over",
    )


VOCABULARY = Vocabulary(
    regions=_regions(r1=None, r11="1", r111="11", r112="11", r12="1", r121="12"),
    zones={
        "quay": Zone("quay", "the quay", "quay", region="111"),
        "field": Zone("field", "the field", "field", region="121"),
    },
    kinds=_terms("maker", "trader", "carrier"),
    schemes={
        "customs": Scheme(
            "customs",
            "customs rating",
            "",
            keepers=(("11", "customs-of-11"), ("111", "customs-of-111")),
            freshness_days=5,
            levels=_levels("AGD"),
        ),
        "tax": Scheme("tax", "tax rating", "", keepers=(("1", "bureau"),), levels=_levels("ABCD")),
        "port": Scheme(
            "port",
            "port rating",
            "",
            keeper_words="the port office",
            kept_for=KeptFor(regions=("11",)),
            freshness_days=10,
            levels=_levels("AB"),
        ),
        # As customs' classes turned: B has no successor, D may be D or S, C is new.
        "turned": Scheme(
            "turned",
            "rating by three orders",
            "",
            kept_for=KeptFor(regions=("11",)),
            freshness_days=10,
            levels=_levels("ABCGDS"),
            versions=(
                _version("first", -1_000, -10, "ABGD"),
                _version("second", -10, 0, "AGD", A="A", G="G", D="D"),
                _version("third", 0, None, "ACGDS", A="A", G="G", D="DS"),
            ),
        ),
    },
    lists={
        "black": CreditList(
            "black", "black list", "", keepers=(("1", "bureau"),), freshness_days=5
        ),
        "white": CreditList(
            "white",
            "white list",
            "",
            keepers=(("12", "office"),),
            kept_for=KeptFor(regions=("12", "111")),
            colour=ListColour.WHITE,
        ),
        "zone_list": CreditList(
            "zone_list",
            "zone list",
            "",
            keepers=(("1", "zone-office"),),
            kept_for=KeptFor(zones=("quay",)),
            colour=ListColour.POOL,
        ),
        "exit": CreditList(
            "exit", "exit list", "", none_recorded="none made", colour=ListColour.EXIT
        ),
        "mixed": CreditList(
            "mixed",
            "mixed list",
            "",
            kept_for=KeptFor(regions=("121",), zones=("quay", "field")),
        ),
    },
    statements=_terms("wants_aeo", "small_micro", "links_complete"),
    commitments=_terms("papers_later", "repair"),
    violations=_terms("tax_breach"),
    severities=_terms("minor", "general", "serious"),
    outcomes=_terms("granted"),
    statuses={
        code: Status(code, code, "", effect=effect)
        for code, effect in (
            ("active", StatusEffect.HOLDS),
            ("revoked", StatusEffect.DOUBTFUL),
            ("deregistered", StatusEffect.ENDED),
        )
    },
    registrars={"11": "registrar-of-11"},
)


def measure(
    code: str,
    requires: Condition | None,
    excludes: Condition | None = None,
    *,
    parts: tuple[Measure, ...] = (),
    effective_from: date | None = None,
    superseded_on: date | None = None,
) -> Measure:
    """Return a measure with a code `policy/number` and these conditions."""
    return Measure(
        code=code,
        number=code,
        policy=code.partition("/")[0],
        category="",
        title=code,
        gloss="",
        kind=MeasureKind.INCENTIVE,
        beneficiary=Beneficiary.ENTERPRISE,
        citation=WORDS,
        requires=requires,
        excludes=excludes,
        parts=parts,
        effective_from=effective_from,
        superseded_by=None if superseded_on is None else "p/later",
        superseded_on=superseded_on,
    )


def policy(
    *measures: Measure,
    code: str = "p",
    issued_on: date | None = date(2020, 1, 1),
    effective_from: date | None = None,
    effective_to: date | None = None,
) -> Policy:
    """Return a policy of region 1 that holds the measures."""
    return Policy(
        code=code,
        number=None,
        title=code,
        gloss="",
        document="document.txt",
        document_sha256="",
        region="1",
        zones=(),
        issuers=(),
        issued_on=issued_on,
        effective_from=effective_from,
        effective_assumption=None,
        effective_to=effective_to,
        measures=measures,
    )


def rulebook(*policies: Policy) -> Rulebook:
    """Return the policies as a rulebook with the small vocabulary."""
    return Rulebook(
        version="0123456789abcdef",
        vocabulary=VOCABULARY,
        agencies={},
        policies={each.code: each for each in policies},
        measures={each.code: each for policy in policies for each in policy.walk()},
        obligations={},
        programmes={},
    )


def enterprise(
    region: str = "111",
    zone: str | None = None,
    kinds: tuple[str, ...] = (),
    status: str = "active",
) -> Enterprise:
    """Return an enterprise registered there."""
    name = "虚构有限公司"
    return Enterprise("91310115MA1FAKE00X", name, region, zone, kinds, status=status)


def known(
    region: str = "111",
    zone: str | None = None,
    kinds: tuple[str, ...] = (),
    *facts: RatingFact | EntryFact | StatementFact | CommitmentFact | ViolationFact,
) -> EnterpriseFacts:
    """Return an enterprise of which just these facts are known."""
    return EnterpriseFacts(
        enterprise=enterprise(region, zone, kinds),
        ratings=tuple(fact for fact in facts if isinstance(fact, RatingFact)),
        entries=tuple(fact for fact in facts if isinstance(fact, EntryFact)),
        statements=tuple(fact for fact in facts if isinstance(fact, StatementFact)),
        commitments=tuple(fact for fact in facts if isinstance(fact, CommitmentFact)),
        violations=tuple(fact for fact in facts if isinstance(fact, ViolationFact)),
    )


def rated(scheme: str, level: str, interval: Interval = ALWAYS) -> RatingFact:
    """Return a rating."""
    return RatingFact(scheme, level, interval, ORIGIN)


def listed(code: str, interval: Interval = ALWAYS) -> EntryFact:
    """Return a list entry."""
    return EntryFact(code, interval, ORIGIN)


def declared(statement: str, value: str, interval: Interval = ALWAYS) -> StatementFact:
    """Return a statement."""
    return StatementFact(statement, value, interval, ORIGIN)


def promised(
    commitment: str, made: int, due: int | None = None, fulfilled: int | None = None
) -> CommitmentFact:
    """Return a commitment with its days as offsets."""
    due_on = None if due is None else day(due)
    fulfilled_on = None if fulfilled is None else day(fulfilled)
    return CommitmentFact(commitment, None, day(made), due_on, fulfilled_on, ORIGIN)


def broken(
    found: int, repaired: int | None = None, severity: Severity = Severity.GENERAL
) -> ViolationFact:
    """Return a violation with its days as offsets."""
    repaired_on = None if repaired is None else day(repaired)
    return ViolationFact("tax_breach", severity, day(found), repaired_on, None, ORIGIN)


def synced(register: str, region: str, first: int, last: int) -> Sync:
    """Return a span of syncs with its days as offsets."""
    return Sync(register, region, day(first), day(last))


def decide(
    requires: Condition | None,
    facts: EnterpriseFacts,
    *syncs: Sync,
    excludes: Condition | None = None,
    on: date = TODAY,
) -> Decision:
    """Return the engine's decision on a measure with these conditions."""
    asked = measure("p/1", requires, excludes)
    engine = RuleEngine(rulebook(policy(asked)))
    decision = engine.decide(asked, facts, Coverage(syncs, VOCABULARY), on)
    assert decision is not None
    return decision


def finding(leaf: Condition, facts: EnterpriseFacts, *syncs: Sync) -> Finding:
    """Return what the engine finds for one leaf."""
    (reason,) = decide(leaf, facts, *syncs).reasons
    return reason.finding


def value(leaf: Condition, facts: EnterpriseFacts, *syncs: Sync) -> Truth:
    """Return the value of one leaf."""
    return finding(leaf, facts, *syncs).value

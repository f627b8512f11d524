"""Seeds become the domain values that they state."""

from datetime import date

import pytest

from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions import (
    AllOf,
    AnyOf,
    CommitmentState,
    Condition,
    HasCommitment,
    HasViolation,
    InRegion,
    InZone,
    Judgement,
    LinkedTo,
    NotOf,
    OfKind,
    OnList,
    RatingIs,
    Stated,
)
from credit_graph.domain.cultivation.programme import Programme, Target
from credit_graph.domain.duties.agency import Agency
from credit_graph.domain.duties.duty import Duty, DutyOrigin, DutyRole
from credit_graph.domain.facts.record import LinkDirection, Severity
from credit_graph.domain.policy import (
    Beneficiary,
    Direction,
    Flow,
    Interpretation,
    Measure,
    MeasureKind,
    Obligation,
    Quantity,
)
from credit_graph.domain.region import Region
from credit_graph.domain.rulebook import Rulebook
from credit_graph.domain.scheme_version import Level
from credit_graph.domain.vocabulary import (
    CreditList,
    KeptFor,
    ListColour,
    Scheme,
    Zone,
)
from credit_graph.resources import seeds_folder
from credit_graph.seeds.files.sources import read_seeds
from credit_graph.seeds.rulebook import build_rulebook
from support.small_seeds import LISTS, POLICY, PROGRAMMES, SmallSeeds

TINY = "tiny-2021-1"
AEO = RatingIs("customs", ("advanced",), Citation(TINY, "一、", "认定的海关高级认证企业", 7))
IN_CITY = InRegion("410400", Citation(TINY, "二、（一）", "平顶山海关", 12))


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return build_rulebook(SmallSeeds().seed_set())


def condition(written: str, *, seeds: SmallSeeds | None = None) -> Condition:
    """Read one condition, quoted as a document would state it."""
    changed = (seeds or SmallSeeds()).changed(
        POLICY,
        "{all: [{use: in_city}, {use: aeo}]}",
        f"{{all: [{{use: in_city}}, {{{written}, at: {{place: 一、, quote: 企业}}}}]}}",
    )
    requires = build_rulebook(changed.seed_set()).measures[f"{TINY}/1"].requires
    assert isinstance(requires, AllOf)
    return requires.members[1]


WORDS = Citation(TINY, "一、", "企业", 7)  # it stands on line 3, too


def test_a_measure_that_says_something_else_is_another_edition() -> None:
    before = build_rulebook(read_seeds(seeds_folder())).measures
    again = build_rulebook(read_seeds(seeds_folder())).measures
    assert {code: each.edition for code, each in before.items()} == {
        code: each.edition for code, each in again.items()
    }
    assert len({each.edition for each in before.values()}) == len(before)


def test_a_policy_has_its_data_and_the_sum_of_its_document(rulebook: Rulebook) -> None:
    policy = rulebook.policies[TINY]
    [document] = SmallSeeds().seed_set().documents
    assert policy.number == "平信用办〔2021〕7号"
    assert policy.title == "关于支持海关高级认证企业的行动计划"
    assert (policy.document, policy.document_sha256) == ("000_tiny.txt", document.sha256)
    assert (policy.region, policy.zones, policy.issuers) == ("410400", (), ("tiny-drc",))
    assert (policy.issued_on, policy.effective_from) == (None, date(2021, 11, 1))
    assert policy.effective_assumption == "The document names no day."
    assert policy.effective_to is None
    assert policy.oddities == ("Brackets are of two widths.",)


def test_an_interpretation_keeps_its_words_and_line(rulebook: Rulebook) -> None:
    quote = "未纳入其他领域严重失信“黑名单”的确定为联合激励对象"
    assert rulebook.policies[TINY].interpretations == (
        Interpretation(
            "other-fields",
            "Other fields are all but customs.",
            Citation(TINY, "一、", quote, 7),
        ),
    )


def test_a_measure_has_everything_its_item_states(rulebook: Rulebook) -> None:
    text = "平均查验率在一般信用企业平均查验率的 20% 以下。"
    black = Citation(TINY, "一、", "其他领域严重失信“黑名单”", 7)
    heading = Citation(TINY, "二、（一）", "（责任单位：平顶山海关）", 12)
    assert rulebook.measures[f"{TINY}/1"] == Measure(
        code=f"{TINY}/1",
        number="1",
        policy=TINY,
        category="通关支持",
        title="查验率",
        gloss="Fewer inspections",
        kind=MeasureKind.INCENTIVE,
        beneficiary=Beneficiary.ENTERPRISE,
        citation=Citation(TINY, "二、（一）1", text, 14),
        requires=AllOf((IN_CITY, AEO)),
        excludes=AnyOf((OnList("dishonest_payers", black), OnList("tax_cheats", black))),
        quantities=(Quantity("平均查验率", "<=", 20, "%", None, "20% 以下"),),
        duties=(
            Duty(
                code=f"{TINY}/1#1",
                agency="tiny-customs",
                role=DutyRole.RESPONSIBLE,
                origin=DutyOrigin.HEADING,
                subject=f"{TINY}/1",
                citation=heading,
            ),
        ),
        interpretations=("other-fields",),
    )


def test_measures_and_parts_stand_by_code_in_the_order_of_the_document(rulebook: Rulebook) -> None:
    numbers = [code.removeprefix(f"{TINY}/") for code in rulebook.measures]
    assert numbers == ["1", "2", "3", "3.1", "3.2"]
    item = rulebook.measures[f"{TINY}/3"]
    assert item.parts == (rulebook.measures[f"{TINY}/3.1"], rulebook.measures[f"{TINY}/3.2"])
    assert (item.requires, item.duty_note) == (None, "The parts have their own.")
    [lower] = rulebook.measures[f"{TINY}/3.1"].directions
    assert lower == Direction("抽查比例", "lower", "降低抽查比例")


def test_duties_are_numbered_through_the_agencies_of_a_measure(rulebook: Rulebook) -> None:
    told = [
        (duty.code, duty.agency, duty.role, duty.open_ended)
        for duty in rulebook.duties()
        if "/3" in duty.code
    ]
    assert told == [
        (f"{TINY}/3.1#1", "tiny-market", DutyRole.RESPONSIBLE, True),
        (f"{TINY}/3.1#2", "tiny-bank", DutyRole.RESPONSIBLE, True),
        (f"{TINY}/3.2#1", "tiny-drc", DutyRole.LEAD, False),
        (f"{TINY}/3.2#2", "tiny-market", DutyRole.SUPPORT, False),
    ]


def test_a_quote_that_stands_often_is_located_under_its_place(rulebook: Rulebook) -> None:
    shared = Citation(TINY, "二、（二）3（1）", "降低抽查比例。", 24)
    assert rulebook.measures[f"{TINY}/3.1"].citation == shared
    assert condition("judgement: 企业") == Judgement("企业", WORDS)


def test_words_that_stand_nowhere_have_no_line_and_are_left_to_the_check() -> None:
    seeds = SmallSeeds().changed(POLICY, "quote: 同等条件下优先考虑。}\n  r", "quote: 无此言}\n  r")
    citation = build_rulebook(seeds.seed_set()).measures[f"{TINY}/2"].citation
    assert citation == Citation(TINY, "二、（一）2", "无此言", None)


def test_an_obligation_and_a_flow_are_coded_by_their_policy(rulebook: Rulebook) -> None:
    said = Citation(TINY, "三、", "平顶山海关每季度末 25 日前反馈市发展改革委", 30)
    by = Citation(TINY, "三、", "平顶山海关每季度末 25 日前反馈", 30)
    obligation = f"{TINY}/o1"
    assert rulebook.obligations == {
        obligation: Obligation(
            code=obligation,
            policy=TINY,
            title="反馈",
            gloss="Feedback",
            citation=said,
            duties=(
                Duty(f"{obligation}#1", "tiny-customs", None, DutyOrigin.SENTENCE, obligation, by),
            ),
            recipients=("tiny-drc",),
            rrule="FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=25",
            starts_on=date(2021, 12, 25),
            min_cases=1,
            assumption="The first quarter after the plan.",
        )
    }
    assert list(rulebook.flows()) == [
        Flow(f"{TINY}/f1", TINY, ("tiny-customs",), ("tiny-drc",), None, "反馈", "每季度", said)
    ]


def test_agencies_keep_their_aliases_and_members(rulebook: Rulebook) -> None:
    assert rulebook.agencies["tiny-drc"].names == ("市发展改革委", "市发改委")
    assert rulebook.agencies["tiny-all"] == Agency(
        code="tiny-all",
        name="各部门",
        region="410400",
        gloss="All of them",
        collective=True,
        members=("tiny-customs", "tiny-drc"),
        members_at=Citation(TINY, "三、", "平顶山海关每季度末 25 日前反馈市发展改革委", 30),
    )


def test_the_vocabulary_is_kept_in_the_order_of_its_files(rulebook: Rulebook) -> None:
    vocabulary = rulebook.vocabulary
    assert vocabulary.regions["410400"] == Region("410400", "平顶山市", "Pingdingshan", "410000")
    assert vocabulary.zones["waigaoqiao"] == Zone(
        "waigaoqiao", "外高桥保税区", "Waigaoqiao", "310115"
    )
    assert vocabulary.schemes["customs"] == Scheme(
        "customs",
        "海关企业信用等级",
        "Customs credit",
        keepers=(("410400", "tiny-customs"),),
        keeper_words="the customs of the region",
        kept_for=KeptFor(regions=("410000",), zones=("waigaoqiao",)),
        levels=(
            Level("advanced", "高级认证企业"),
            Level("general", "注册登记和备案企业"),
            Level("dishonest", "失信企业"),
        ),
    )
    assert list(vocabulary.lists) == ["dishonest_payers", "cultivated", "tax_cheats"]
    assert vocabulary.lists["cultivated"] == CreditList(
        "cultivated", "重点培育库", "Pool", colour=ListColour.POOL
    )
    assert list(vocabulary.severities) == ["minor"]
    for noun in (vocabulary.kinds, vocabulary.statements, vocabulary.commitments):
        assert len(noun) == 1
    for noun in (vocabulary.violations, vocabulary.outcomes, vocabulary.statuses):
        assert len(noun) == 1


def test_a_programme_cites_the_policy_it_names(rulebook: Rulebook) -> None:
    wish = Stated("wants_aeo", "true", Citation(TINY, "一、", "联合激励对象", 8))
    assert rulebook.programmes["pool"] == Programme(
        code="pool",
        name="重点培育库",
        gloss="Cultivation pool",
        region="410400",
        list="cultivated",
        leads_to=RatingIs("customs", ("advanced",), Citation(TINY, "一、", "海关高级认证企业", 7)),
        criteria=wish,
        excludes=None,
        target=Target(20, Citation(TINY, "二、（一）1", "20%", 14)),
        helped_by=(f"{TINY}/3.2",),
        interpretations=("Joined is read as listed.",),
        citation=Citation(TINY, "一、", "激励对象", 5),
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('region: "410000"', InRegion("410000", WORDS)),
        ("zone: [waigaoqiao]", InZone(("waigaoqiao",), WORDS)),
        ("kind: [carrier]", OfKind(("carrier",), WORDS)),
        (
            "rating: {scheme: customs, at_least: general}",
            RatingIs("customs", ("advanced", "general"), WORDS),
        ),
        (
            "rating: {scheme: customs, in: [dishonest, advanced]}",
            RatingIs("customs", ("advanced", "dishonest"), WORDS),
        ),
        ("list: {code: cultivated}", OnList("cultivated", WORDS)),
        ("list: {colour: pool}", OnList("cultivated", WORDS)),
        (
            "list: {colour: black}",
            AnyOf((OnList("dishonest_payers", WORDS), OnList("tax_cheats", WORDS))),
        ),
        ("list: {colour: black, except: [tax_cheats]}", OnList("dishonest_payers", WORDS)),
        ('statement: {code: wants_aeo, value: "true"}', Stated("wants_aeo", "true", WORDS)),
        (
            "commitment: {code: papers_later, state: made}",
            HasCommitment("papers_later", CommitmentState.MADE, WORDS),
        ),
        (
            "commitment: {code: null, state: overdue}",
            HasCommitment(None, CommitmentState.OVERDUE, WORDS),
        ),
        (
            "violation: {within_days: 30, severity: serious, repaired: false}",
            HasViolation(30, Severity.SERIOUS, False, WORDS),  # noqa: FBT003  the domain's order
        ),
        ("violation: {}", HasViolation(None, None, None, WORDS)),
        (
            "link: {direction: supplier, to: {use: aeo}}",
            LinkedTo(LinkDirection.SUPPLIER, AEO, WORDS),
        ),
        ("programme: pool", OnList("cultivated", WORDS)),
        ("judgement: 企业", Judgement("企业", WORDS)),
    ],
)
def test_a_condition_is_read_as_written(written: str, meant: Condition) -> None:
    assert condition(written) == meant


def test_groups_keep_their_members_in_order() -> None:
    seeds = SmallSeeds().changed(
        POLICY,
        "{all: [{use: in_city}, {use: aeo}]}",
        "{all: [{use: in_city}, {not: {any: [{use: aeo}, {use: in_city}]}}]}",
    )
    measure = build_rulebook(seeds.seed_set()).measures[f"{TINY}/1"]
    assert measure.requires == AllOf((IN_CITY, NotOf(AnyOf((AEO, IN_CITY)))))


def test_equal_conditions_are_one_object_throughout_a_rulebook(rulebook: Rulebook) -> None:
    first, partner = rulebook.measures[f"{TINY}/1"], rulebook.measures[f"{TINY}/3.1"]
    assert isinstance(first.requires, AllOf)
    assert isinstance(partner.requires, AllOf)
    assert first.requires.members[0] is partner.requires.members[0]
    link = partner.requires.members[1]
    assert isinstance(link, LinkedTo)
    assert link.to is first.requires.members[1]


def test_conditions_written_twice_are_one_object() -> None:
    twice = "{judgement: 企业, at: {place: 一、, quote: 企业}}"
    seeds = SmallSeeds().changed(
        POLICY,
        "{all: [{use: in_city}, {use: aeo}]}",
        f"{{all: [{{use: in_city}}, {{any: [{twice}]}}, {{any: [{twice}]}}]}}",
    )
    measure = build_rulebook(seeds.seed_set()).measures[f"{TINY}/1"]
    assert isinstance(measure.requires, AllOf)
    assert measure.requires.members[1] is measure.requires.members[2]


def test_the_same_texts_give_the_same_rulebook(rulebook: Rulebook) -> None:
    assert build_rulebook(SmallSeeds().seed_set()) == rulebook


def test_seeds_without_vocabulary_for_optional_nouns_are_read() -> None:
    seeds = SmallSeeds().without(PROGRAMMES).without("vocabulary/kinds.yaml")
    seeds = seeds.changed(POLICY, "- programme: pool", "- list: {code: cultivated}")
    assert build_rulebook(seeds.seed_set()).programmes == {}


def test_a_later_measure_may_prevail_from_its_day() -> None:
    seeds = SmallSeeds().changed(
        POLICY,
        "  duty_note: The parts have their own.",
        "  duty_note: The parts have their own.\n  effective_from: 2022-01-01\n"
        "  superseded_by: tiny-2021-1/1\n  superseded_on: 2023-01-01\n"
        "  deadline: {due_on: 2022-12-31, quote: 末, assumption: The year's end.}",
    )
    measure = build_rulebook(seeds.seed_set()).measures[f"{TINY}/3"]
    assert (measure.effective_from, measure.superseded_on) == (date(2022, 1, 1), date(2023, 1, 1))
    assert measure.superseded_by == f"{TINY}/1"
    assert measure.deadline is not None
    assert measure.deadline.due_on == date(2022, 12, 31)


def test_policies_stand_in_the_order_of_their_documents() -> None:
    document = SmallSeeds().texts["documents/000_tiny.txt"]
    other = SmallSeeds().texts[POLICY].replace("000_tiny", "999_tiny").replace(TINY, "aaa")
    seeds = (
        SmallSeeds().having("policies/aaa.yaml", other).having("documents/999_tiny.txt", document)
    )
    assert list(build_rulebook(seeds.seed_set()).policies) == [TINY, "aaa"]


def test_lists_of_a_colour_follow_the_vocabulary_and_not_the_alphabet() -> None:
    seeds = SmallSeeds().changed(
        LISTS, "lists:\n", "lists:\n- {code: zzz, name: 末, gloss: Last, colour: black}\n"
    )
    meant = condition("list: {colour: black}", seeds=seeds)
    assert isinstance(meant, AnyOf)
    assert [each.list for each in meant.members if isinstance(each, OnList)] == [
        "zzz",
        "dishonest_payers",
        "tax_cheats",
    ]

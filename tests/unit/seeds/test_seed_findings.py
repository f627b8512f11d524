"""Every kind of finding that reading seeds can give, with its place and advice."""

from dataclasses import dataclass

import pytest
from support.small_seeds import (
    AGENCIES,
    COMMITMENTS,
    KINDS,
    LISTS,
    POLICY,
    PROGRAMMES,
    REGIONS,
    SCHEMES,
    ZONES,
    SmallSeeds,
)

from credit_graph.errors import SeedError, SeedsRejectedError
from credit_graph.seeds.problem import Problem
from credit_graph.seeds.rulebook import build_rulebook


@dataclass(frozen=True)
class Slip:
    """Words of a file changed, and the finding expected on the line of `on`."""

    problem: Problem
    file: str
    old: str
    new: str
    on: str
    path: str
    says: str
    advice: str


SLIPS = [
    # Shape
    Slip(
        Problem.MISSING_KEY,
        POLICY,
        "  title: 优先\n",
        "",
        '- number: "2"',
        'measures["2"]',
        "'title' is missing",
        "Add it.",
    ),
    Slip(
        Problem.UNKNOWN_KEY,
        POLICY,
        "  excludes: {use: blacklisted}",
        "  exclude: {use: blacklisted}",
        "  exclude:",
        'measures["1"].exclude',
        "'exclude' does not belong here",
        "Did you mean excludes",
    ),
    Slip(
        Problem.UNKNOWN_KEY,
        POLICY,
        "    region: \"410400\"\n    at",
        "    regoin: \"410400\"\n    at",
        "  in_city:",
        "conditions.in_city",
        "'regoin' does not belong here",
        "Did you mean region?",
    ),
    Slip(
        Problem.UNKNOWN_KEY,
        POLICY,
        "rating: {scheme: customs, in:",
        "rating: {scheme: customs, among:",
        "among:",
        'measures["2"].requires.all[1].any[0].rating.among',
        "'among' does not belong here",
        "Known: scheme, at_least, in.",
    ),
    Slip(
        Problem.WRONG_TYPE,
        POLICY,
        'region: "410400"\nzones',
        "region: 410400\nzones",
        "region: 410400",
        "region",
        "the number 410400 stands where text belongs",
        'Put it in quotes: "410400".',
    ),
    Slip(
        Problem.WRONG_TYPE,
        POLICY,
        "issued_on: null",
        "issued_on: 2021-02-30",
        "issued_on",
        "issued_on",
        "the text '2021-02-30' stands where a day (2024-06-30) belongs",
        "Write a day",
    ),
    Slip(
        Problem.WRONG_TYPE,
        POLICY,
        "value: 20,",
        "value: 99999999999999999999999999,",
        "value: 999",
        'measures["1"].quantities[0].value',
        "stands where a number belongs",
        "Write a number.",
    ),
    Slip(
        Problem.WRONG_TYPE,
        POLICY,
        "conditions:\n  in_city:\n    region: \"410400\"\n    at: {place: 二、（一）, quote: 平顶山海关}\n",
        "conditions:\n  in_city: yes\n",
        "in_city: yes",
        "conditions.in_city",
        "the text 'yes' stands where a mapping belongs",
        "Write a mapping.",
    ),
    Slip(
        Problem.NOT_ALLOWED,
        POLICY,
        'operator: "<="',
        'operator: "=<"',
        'operator: "=<"',
        'measures["1"].quantities[0].operator',
        "the text '=<' is none of the values allowed",
        "Use one of <, <=, =, >= or >.",
    ),
    Slip(
        Problem.NOT_ALLOWED,
        POLICY,
        "beneficiary: partner",
        "beneficiary: partners",
        "beneficiary: partners",
        'measures["3"].parts["3.1"].beneficiary',
        "is none of the values allowed",
        "Did you mean partner",
    ),
    Slip(
        Problem.BAD_CODE,
        POLICY,
        'number: "2"',
        'number: "2 bis"',
        'number: "2 bis"',
        'measures["2 bis"].number',
        "'2 bis' does not have the form of such a code",
        "numbered 1, 28.1, 5.a",
    ),
    Slip(
        Problem.OUT_OF_RANGE,
        POLICY,
        "min_cases: 1",
        "min_cases: -1",
        "min_cases",
        'obligations["o1"].min_cases',
        "the number -1 will not do: input should be greater than or equal to 0",
        "within the range",
    ),
    # References
    Slip(
        Problem.UNKNOWN_CODE,
        POLICY,
        "agencies: [tiny-market]",
        "agencies: [tiny-markt]",
        "tiny-markt]",
        'measures["3"].parts["3.2"].duties[1].agencies[0]',
        "there is no agency 'tiny-markt'",
        "Did you mean tiny-market",
    ),
    Slip(
        Problem.UNKNOWN_CODE,
        POLICY,
        "rating: {scheme: customs, at_least: advanced}",
        "rating: {scheme: custom, at_least: advanced}",
        "scheme: custom,",
        "conditions.aeo.rating.scheme",
        "there is no scheme 'custom'",
        "Did you mean customs",
    ),
    Slip(
        Problem.UNKNOWN_CODE,
        POLICY,
        "rating: {scheme: customs, at_least: advanced}",
        "rating: {scheme: customs, at_least: advance}",
        "at_least: advance}",
        "conditions.aeo.rating.at_least",
        "there is no level of scheme customs 'advance'",
        "Did you mean advanced",
    ),
    Slip(
        Problem.UNKNOWN_CODE,
        POLICY,
        "in: [general, advanced]",
        "in: [generel, advanced]",
        "in: [generel",
        'measures["2"].requires.all[1].any[0].rating.in[0]',
        "there is no level of scheme customs 'generel'",
        "Did you mean general",
    ),
    Slip(
        Problem.UNKNOWN_CODE,
        POLICY,
        "{use: in_city}, {use: aeo}",
        "{use: in_town}, {use: aeo}",
        "in_town",
        'measures["1"].requires.all[0].use',
        "there is no condition 'in_town'",
        "Did you mean in_city",
    ),
    Slip(
        Problem.UNKNOWN_CODE,
        POLICY,
        "- programme: pool",
        "- programme: pole",
        "pole",
        'measures["2"].requires.all[1].any[1].programme',
        "there is no programme 'pole'",
        "Did you mean pool",
    ),
    Slip(
        Problem.UNKNOWN_CODE,
        POLICY,
        "interpretations: [other-fields]",
        "interpretations: [other-field]",
        "[other-field]",
        'measures["1"].interpretations[0]',
        "there is no interpretation 'other-field'",
        "Did you mean other-fields",
    ),
    Slip(
        Problem.UNKNOWN_CODE,
        POLICY,
        "  duty_note: The parts have their own.",
        '  duty_note: The parts have their own.\n  task_of: "4"',
        "task_of",
        'measures["3"].task_of',
        "there is no measure 'tiny-2021-1/4'",
        "Did you mean tiny-2021-1/",
    ),
    Slip(
        Problem.UNKNOWN_CODE,
        POLICY,
        "  duty_note: The parts have their own.",
        "  duty_note: The parts have their own.\n"
        "  superseded_by: tiny-2022-1/1\n  superseded_on: 2022-01-01",
        "superseded_by",
        'measures["3"].superseded_by',
        "there is no measure 'tiny-2022-1/1'",
        "Did you mean tiny-2021-1/1",
    ),
    Slip(
        Problem.UNKNOWN_CODE,
        POLICY,
        "recipients: [tiny-drc]",
        "recipients: [drc]",
        "recipients",
        'obligations["o1"].recipients[0]',
        "there is no agency 'drc'",
        "tiny-drc",
    ),
    Slip(
        Problem.UNKNOWN_CODE,
        POLICY,
        "senders: [tiny-customs]",
        "senders: [tiny-custom]",
        "senders",
        'flows["f1"].senders[0]',
        "there is no agency 'tiny-custom'",
        "Did you mean tiny-customs",
    ),
    Slip(
        Problem.UNKNOWN_CODE,
        POLICY,
        "document: 000_tiny.txt",
        "document: 000_teeny.txt",
        "document:",
        "document",
        "there is no document '000_teeny.txt'",
        "Did you mean 000_tiny.txt",
    ),
    Slip(
        Problem.UNKNOWN_CODE,
        POLICY,
        "zones: []",
        "zones: [waigaoqiao_port]",
        "zones:",
        "zones[0]",
        "there is no zone 'waigaoqiao_port'",
        "Did you mean waigaoqiao?",
    ),
    Slip(
        Problem.UNKNOWN_CODE,
        POLICY,
        "list: {colour: black}",
        "list: {code: tax_cheat}",
        "tax_cheat",
        "conditions.blacklisted.list.code",
        "there is no list 'tax_cheat'",
        "Did you mean tax_cheats",
    ),
    Slip(
        Problem.UNKNOWN_CODE,
        POLICY,
        "- use: in_city\n      - link",
        "- use: in_city\n      - kind: [carriers]\n        at: {place: 一、, quote: 企业}\n      - link",
        "carriers",
        'measures["3"].parts["3.1"].requires.all[1].kind[0]',
        "there is no kind 'carriers'",
        "Did you mean carrier",
    ),
    Slip(
        Problem.UNKNOWN_CODE,
        REGIONS,
        'parent: "410000"',
        'parent: "410001"',
        "410001",
        'regions["410400"].parent',
        "there is no region '410001'",
        "Did you mean 410000",
    ),
    Slip(
        Problem.UNKNOWN_CODE,
        ZONES,
        'region: "310115"',
        'region: "310116"',
        "310116",
        'zones["waigaoqiao"].region',
        "there is no region '310116'",
        "Did you mean 310115",
    ),
    Slip(
        Problem.UNKNOWN_CODE,
        SCHEMES,
        'keepers: {"410400": tiny-customs}',
        'keepers: {"410400": customs}',
        "keepers:",
        'schemes["customs"].keepers.410400',
        "there is no agency 'customs'",
        "Did you mean tiny-customs",
    ),
    Slip(
        Problem.UNKNOWN_CODE,
        AGENCIES,
        "members: [tiny-customs, tiny-drc]",
        "members: [tiny-customs, tiny-dcr]",
        "tiny-dcr",
        'agencies["tiny-all"].members[1]',
        "there is no agency 'tiny-dcr'",
        "Did you mean tiny-drc",
    ),
    Slip(
        Problem.UNKNOWN_CODE,
        PROGRAMMES,
        "helped_by: [tiny-2021-1/3.2]",
        "helped_by: [tiny-2021-1/3.9]",
        "helped_by",
        'programmes["pool"].helped_by[0]',
        "there is no measure 'tiny-2021-1/3.9'",
        "Did you mean tiny-2021-1/3",
    ),
    Slip(
        Problem.UNKNOWN_CODE,
        PROGRAMMES,
        "code: wants_aeo",
        "code: want_aeo",
        "want_aeo",
        'programmes["pool"].criteria.statement.code',
        "there is no statement 'want_aeo'",
        "Did you mean wants_aeo",
    ),
    Slip(
        Problem.UNKNOWN_CODE,
        PROGRAMMES,
        "  at: {policy: tiny-2021-1, place: 一、, quote: 激励对象}\n",
        "  at: {policy: tiny-2021-2, place: 一、, quote: 激励对象}\n",
        "tiny-2021-2",
        'programmes["pool"].at.policy',
        "there is no policy 'tiny-2021-2'",
        "Did you mean tiny-2021-1",
    ),
    Slip(
        Problem.DUPLICATE_CODE,
        POLICY,
        'number: "2"',
        'number: "1"',
        "XX",
        'measures["1"].number',
        "the measure 'tiny-2021-1/1' stands already at policies/tiny-2021-1.yaml:",
        "Give each its own.",
    ),
    Slip(
        Problem.DUPLICATE_CODE,
        AGENCIES,
        "code: tiny-market",
        "code: tiny-customs",
        "市市场监管局",
        'agencies["tiny-customs"].code',
        "the agency 'tiny-customs' stands already at vocabulary/agencies/tiny.yaml:2",
        "Give each its own.",
    ),
    Slip(
        Problem.DUPLICATE_CODE,
        POLICY,
        "agencies: [tiny-market, tiny-bank]",
        "agencies: [tiny-market, tiny-market]",
        "tiny-market, tiny-market",
        'measures["3"].parts["3.1"].duties[0].agencies[1]',
        "the agency 'tiny-market' stands already",
        "Give each its own.",
    ),
    Slip(
        Problem.DUPLICATE_CODE,
        SCHEMES,
        "code: general",
        "code: advanced",
        "注册登记",
        'schemes["customs"].levels["advanced"]',
        "the level 'advanced' stands already",
        "Give each its own.",
    ),
    Slip(
        Problem.DUPLICATE_CODE,
        LISTS,
        "code: cultivated",
        "code: customs",
        "重点培育库",
        'lists["customs"]',
        "the scheme or list 'customs' stands already at vocabulary/schemes.yaml:2",
        "Give each its own.",
    ),
    Slip(
        Problem.DUPLICATE_CODE,
        POLICY,
        "- code: f1",
        "- code: o1",
        "- code: o1",
        'flows["o1"]',
        "the obligation or flow 'o1' stands already",
        "Give each its own.",
    ),
    Slip(
        Problem.DUPLICATE_NAME,
        AGENCIES,
        "aliases: [市发改委]",
        "aliases: [市发改委, 平顶山海关]",
        "aliases:",
        'agencies["tiny-drc"].aliases[1]',
        "'平顶山海关' names tiny-customs in region 410400 already",
        "merge the two, or drop the alias",
    ),
    Slip(
        Problem.CYCLE,
        REGIONS,
        "gloss: Henan}",
        'gloss: Henan, parent: "410400"}',
        "河南省",
        'regions["410000"].parent',
        "cycle of regions: 410000 → 410400 → 410000",
        "Break it",
    ),
    Slip(
        Problem.CYCLE,
        AGENCIES,
        "members: [tiny-customs, tiny-drc]",
        "members: [tiny-customs, tiny-all]",
        "members:",
        'agencies["tiny-all"].members',
        "cycle of agencies: tiny-all → tiny-all",
        "Break it",
    ),
    Slip(
        Problem.CYCLE,
        POLICY,
        "conditions:\n",
        "conditions:\n  egg: {not: {use: hen}}\n  hen: {all: [{use: egg}]}\n",
        "  hen:",
        "conditions.hen.all[0].use",
        "cycle of conditions: egg → hen → egg",
        "Break it",
    ),
    Slip(
        Problem.CYCLE,
        POLICY,
        "  duty_note: The parts have their own.",
        '  duty_note: The parts have their own.\n  task_of: "3"',
        '- number: "3"',
        'measures["3"].number',
        "cycle of tasks: tiny-2021-1/3 → tiny-2021-1/3",
        "Break it",
    ),
    # Citations and conditions
    Slip(
        Problem.CITATION_WITHOUT_POLICY,
        PROGRAMMES,
        "  at: {policy: tiny-2021-1, place: 一、, quote: 激励对象}\n",
        "  at: {place: 一、, quote: 激励对象}\n",
        "  at: {place: 一、, quote: 激励对象}",
        'programmes["pool"].at',
        "not said to stand in any policy",
        "Add `policy:`",
    ),
    Slip(
        Problem.CITATION_OF_OTHER_POLICY,
        POLICY,
        "at: {place: 二、（一）, quote: 平顶山海关}",
        "at: {policy: tiny-2021-1, place: 二、（一）, quote: 平顶山海关}",
        "at: {policy",
        "conditions.in_city.at.policy",
        "cites its own document only",
        "Remove `policy:`.",
    ),
    Slip(
        Problem.NOT_ONE_CONDITION,
        POLICY,
        '    region: "410400"\n    at',
        '    region: "410400"\n    judgement: 平顶山\n    at',
        "  in_city:",
        "conditions.in_city",
        "this one has region, judgement",
        "Join several under `all` or `any`.",
    ),
    Slip(
        Problem.NOT_ONE_CONDITION,
        POLICY,
        '    region: "410400"\n    at',
        "    at",
        "  in_city:",
        "conditions.in_city",
        "this one has none",
        "Join several",
    ),
    Slip(
        Problem.MISSING_KEY,
        POLICY,
        '    region: "410400"\n    at: {place: 二、（一）, quote: 平顶山海关}\n',
        '    region: "410400"\n',
        "  in_city:",
        "conditions.in_city",
        "'at' is missing",
        "Add it.",
    ),
    Slip(
        Problem.EMPTY_GROUP,
        POLICY,
        "{all: [{use: in_city}, {use: aeo}]}",
        "{all: [{use: in_city}, {any: []}]}",
        "any: []",
        'measures["1"].requires.all[1].any',
        "`any` holds no condition",
        "Name at least one.",
    ),
    Slip(
        Problem.EMPTY_GROUP,
        POLICY,
        "list: {colour: black}",
        "list: {colour: black, except: [tax_cheats, dishonest_payers]}",
        "except",
        "conditions.blacklisted.list",
        "`list: black` holds no condition",
        "Name at least one.",
    ),
    Slip(
        Problem.JUDGEMENT_OUTSIDE_QUOTE,
        POLICY,
        "judgement: 同等条件下",
        "judgement: 符合条件的",
        "judgement: 符合条件的",
        'measures["2"].requires.all[2].judgement',
        "'符合条件的' are not in the quote",
        "Quote the sentence",
    ),
    Slip(
        Problem.PROGRAMME_WITHOUT_LIST,
        PROGRAMMES,
        "  list: cultivated\n",
        "",
        "XX",
        'measures["2"].requires.all[1].any[1].programme',
        "nobody can stand on the list of 'pool'",
        "Give the programme a `list`",
    ),
    # Measures, obligations, policies
    Slip(
        Problem.NO_REQUIREMENT,
        POLICY,
        "  requires: {all: [{use: in_city}, {use: aeo}]}\n",
        "",
        '- number: "1"',
        'measures["1"]',
        "neither `requires` nor `parts`",
        "State the region or zone",
    ),
    Slip(
        Problem.NO_PLACE_REQUIRED,
        POLICY,
        "{all: [{use: in_city}, {use: aeo}]}",
        "{any: [{use: in_city}, {use: aeo}]}",
        "{any: [{use: in_city}",
        'measures["1"].requires',
        "names neither region nor zone",
        "Add the region or zone",
    ),
    Slip(
        Problem.PROMISE_WITHOUT_JUDGEMENT,
        POLICY,
        "      - judgement: 推进信息共享\n        at: {place: 二、（二）3（2）, quote: 推进信息共享}\n",
        "",
        "XX",
        'measures["3"].parts["3.2"].requires',
        "a measure of kind administrative promises enterprises nothing",
        "Add a judgement",
    ),
    Slip(
        Problem.PART_NUMBER,
        POLICY,
        '- number: "3.1"',
        '- number: "4.1"',
        '- number: "4.1"',
        'measures["3"].parts["4.1"].number',
        "'4.1' does not continue '3'",
        "Number it 3.1 or 3.a.",
    ),
    Slip(
        Problem.PAIR,
        POLICY,
        "  duty_note: The parts have their own.",
        "  duty_note: The parts have their own.\n  superseded_by: tiny-2021-1/1",
        "superseded_by",
        'measures["3"].superseded_by',
        "superseded_by is given without superseded_on",
        "Give both or neither.",
    ),
    Slip(
        Problem.PAIR,
        POLICY,
        "list: {colour: black}",
        "list: {code: cultivated, except: [tax_cheats]}",
        "except",
        "conditions.blacklisted.list.except",
        "except is given without colour",
        "Give both or neither.",
    ),
    Slip(
        Problem.NEITHER_OR_BOTH,
        POLICY,
        "  min_cases: 1\n",
        "  min_cases: 1\n  once: 2022-01-01\n",
        "- code: o1",
        'obligations["o1"]',
        "exactly one of once and recurrence",
        "Keep one",
    ),
    Slip(
        Problem.NEITHER_OR_BOTH,
        POLICY,
        "list: {colour: black}",
        "list: {}",
        "list: {}",
        "conditions.blacklisted.list",
        "exactly one of code and colour",
        "Keep one",
    ),
    Slip(
        Problem.NEITHER_OR_BOTH,
        POLICY,
        "in: [general, advanced]",
        "at_least: general, in: [general, advanced]",
        "at_least: general",
        'measures["2"].requires.all[1].any[0].rating',
        "exactly one of at_least and in",
        "Keep one",
    ),
    Slip(
        Problem.NO_START,
        POLICY,
        "effective: {from: 2021-11-01, assumption: The document names no day.}",
        "effective: {}",
        "issued_on",
        "issued_on",
        "neither `issued_on` nor `effective.from`",
        "explain an assumed day",
    ),
    Slip(
        Problem.EMPTY_INTERVAL,
        POLICY,
        "{from: 2021-11-01, ",
        "{from: 2021-11-01, to: 2021-11-01, ",
        "effective",
        "effective.to",
        "`to` is not after `from`",
        "first day on which it no longer holds",
    ),
    Slip(
        Problem.BAD_RECURRENCE,
        POLICY,
        "FREQ=MONTHLY;BYMONTH",
        "FREQ=SECONDLY;BYMONTH",
        "recurrence",
        'obligations["o1"].recurrence',
        "FREQ cannot be 'SECONDLY'",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
    ),
    Slip(
        Problem.BAD_RECURRENCE,
        POLICY,
        "starts_on: 2021-12-25",
        "starts_on: 2021-11-25",
        "recurrence",
        'obligations["o1"].recurrence',
        "starts_on 2021-11-25 does not meet BYMONTH=3,6,9,12",
        "Write a rule",
    ),
    Slip(
        Problem.BAD_RECURRENCE,
        POLICY,
        "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=25",
        "FREQ=MONTHLY;UNTIL=20211201",
        "recurrence",
        'obligations["o1"].recurrence',
        "starts_on 2021-12-25 is after its last day",
        "Write a rule",
    ),
    Slip(
        Problem.BAD_RECURRENCE,
        POLICY,
        "FREQ=MONTHLY;BYMONTH=3",
        "BYMONTH=3",
        "recurrence",
        'obligations["o1"].recurrence',
        "FREQ is missing",
        "Write a rule",
    ),
    Slip(
        Problem.BAD_RECURRENCE,
        POLICY,
        "FREQ=MONTHLY;BYMONTH=3",
        "FREQ=MONTHLY;BYEASTER=3",
        "recurrence",
        'obligations["o1"].recurrence',
        "'BYEASTER' is not one of FREQ",
        "Write a rule",
    ),
    Slip(
        Problem.BAD_PATTERN,
        POLICY,
        "'^（(\\d+)）'",
        "'^（(\\d+'",
        "pattern: '^（(",
        "items[1].pattern",
        "missing ), unterminated subpattern",
        "Python regular expression with one group",
    ),
    Slip(
        Problem.BAD_PATTERN,
        POLICY,
        "'（([^（）]*牵头，[^（）]*配合)）'",
        "'（[^（）]*牵头）'",
        "牵头）'",
        "brackets[1].pattern",
        "it has no group",
        "with one group",
    ),
]


def findings(seeds: SmallSeeds) -> tuple[SeedError, ...]:
    with pytest.raises(SeedsRejectedError) as raised:
        build_rulebook(seeds.seed_set())
    return raised.value.findings


def test_the_small_set_of_seeds_is_right() -> None:
    assert build_rulebook(SmallSeeds().seed_set()).measures


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.problem.name}-{slip.path}")
def test_a_slip_is_named_with_file_line_path_and_advice(slip: Slip) -> None:
    seeds = SmallSeeds().changed(slip.file, slip.old, slip.new)
    named = [each for each in findings(seeds) if each.path == slip.path]
    assert len(named) == 1, findings(seeds)
    [finding] = named
    file = POLICY if finding.path.startswith(("measures", "obligations")) else slip.file
    assert finding.file == file
    if slip.on != "XX":
        assert finding.line == seeds.line(file, slip.on)
    assert finding.problem.startswith(f"{slip.problem.title}: ")
    assert slip.says in finding.problem
    assert slip.advice in finding.advice


def test_a_slip_that_is_alone_gives_one_finding() -> None:
    several = {
        f"{slip.problem.name}-{slip.path}": found
        for slip in SLIPS
        if len(found := findings(SmallSeeds().changed(slip.file, slip.old, slip.new))) > 1
    }
    # A number that is gone is missed wherever it was named; the rest must not spread.
    assert set(several) == {}


def test_a_second_file_of_a_policy_is_refused_as_overlapping() -> None:
    again = SmallSeeds().texts[POLICY]
    [finding] = findings(SmallSeeds().having("policies/tiny-again.yaml", again))
    assert (finding.file, finding.line, finding.path) == ("policies/tiny-again.yaml", 1, "code")
    assert finding.problem == (
        "overlapping versions: the policy 'tiny-2021-1' is in force at the same time "
        "in policies/tiny-2021-1.yaml"
    )
    assert "the database keeps its earlier versions" in finding.advice


def test_a_second_file_of_a_policy_is_refused_even_if_it_follows_the_first() -> None:
    seeds = SmallSeeds().changed(POLICY, "{from: 2021-11-01", "{from: 2021-11-01, to: 2022-01-01")
    later = SmallSeeds().changed(POLICY, "{from: 2021-11-01", "{from: 2022-01-01")
    [finding] = findings(seeds.having("policies/tiny-again.yaml", later.texts[POLICY]))
    assert finding.problem == (
        "duplicate code: the policy 'tiny-2021-1' stands already at policies/tiny-2021-1.yaml"
    )


def test_a_file_that_no_form_is_known_for_is_refused_with_the_nearest_name() -> None:
    seeds = SmallSeeds().having("vocabulary/region.yaml", "regions: []\n")
    [finding] = findings(seeds)
    assert (finding.file, finding.line, finding.path) == ("vocabulary/region.yaml", 1, "file")
    assert finding.problem == "unknown file: no seed file has this name"
    assert "Did you mean vocabulary/regions.yaml" in finding.advice


def test_all_findings_of_all_files_are_told_by_file_and_line() -> None:
    seeds = (
        SmallSeeds()
        .changed(POLICY, "agencies: [tiny-market]", "agencies: [nobody]")
        .changed(POLICY, "title: 优先", "titel: 优先")
        .changed(REGIONS, 'parent: "410000"', 'parent: "1"')
        .changed(KINDS, "gloss: Carrier", "gloss: 1")
        .changed(COMMITMENTS, "- {", "- {{")
    )
    found = findings(seeds)
    assert [(each.file, each.line) for each in found] == sorted(
        (each.file, each.line) for each in found
    )
    assert {each.file for each in found} == {POLICY, REGIONS, KINDS, COMMITMENTS}


def test_a_slip_in_an_entry_leaves_its_code_known_to_others() -> None:
    seeds = SmallSeeds().changed(LISTS, "gloss: Pool, colour: pool", "gloss: Pool, color: pool")
    assert {each.file for each in findings(seeds)} == {LISTS}


def test_codes_of_a_file_that_is_not_yaml_are_not_missed() -> None:
    [finding] = findings(SmallSeeds().changed(LISTS, "lists:", "lists: ["))
    assert (finding.file, finding.problem[:8]) == (LISTS, "not YAML")


def test_codes_of_a_file_that_is_not_there_are_missed() -> None:
    found = findings(SmallSeeds().without(ZONES))
    assert [each.path for each in found] == ['schemes["customs"].kept_for.zones[0]']


def test_a_file_with_nothing_but_slips_is_cut_off_and_says_so() -> None:
    entries = "".join(f"- {{code: k{number}}}\n" for number in range(300))
    found = findings(SmallSeeds().having(KINDS, f"kinds:\n{entries}"))
    assert len(found) == 201
    assert sum(each.problem.startswith("too many findings") for each in found) == 1


def test_the_error_tells_all_findings_with_their_advice() -> None:
    seeds = SmallSeeds().changed(ZONES, 'region: "310115"', 'region: "310116"')
    with pytest.raises(SeedsRejectedError) as raised:
        build_rulebook(seeds.seed_set())
    assert str(raised.value) == (
        "1 finding(s); nothing was applied.\n"
        'vocabulary/zones.yaml:2: zones["waigaoqiao"].region: unknown code: '
        "there is no region '310116'. Did you mean 310115?"
    )

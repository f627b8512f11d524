"""Every kind of finding that reading seeds can give, with its place and advice."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from credit_graph.errors import SeedError, SeedsRejectedError
from credit_graph.seeds.rulebook import build_rulebook
from support.small_seeds import (
    COMMITMENTS,
    KINDS,
    LISTS,
    POLICY,
    REGIONS,
    ZONES,
    SmallSeeds,
)

_SLIPS = Path(__file__).with_name("slips.yaml")


@dataclass(frozen=True)
class Slip:
    """Words of a file changed, and the finding that this must give (slips.yaml says how)."""

    problem: str
    file: str
    old: str
    new: str
    path: str
    says: str
    advice: str
    place: str
    at: str | None = None

    def seeds(self) -> SmallSeeds:
        return SmallSeeds().changed(self.file, self.old, self.new)

    def line(self) -> int:
        if self.at is not None:
            return self.seeds().line(self.place, self.at)
        unchanged = SmallSeeds().texts[self.file]
        return unchanged.count("\n", 0, unchanged.index(self.old)) + 1


def slips() -> list[Slip]:
    written = yaml.safe_load(_SLIPS.read_text(encoding="utf-8"))
    return [Slip(place=each.pop("in", each["file"]), **each) for each in written]


def findings(seeds: SmallSeeds) -> tuple[SeedError, ...]:
    with pytest.raises(SeedsRejectedError) as raised:
        build_rulebook(seeds.seed_set())
    return raised.value.findings


def test_the_small_set_of_seeds_is_right() -> None:
    assert build_rulebook(SmallSeeds().seed_set()).measures


@pytest.mark.parametrize("slip", slips(), ids=lambda slip: f"{str(slip.problem)!s}: {slip.path}")
def test_a_slip_gives_one_finding_with_file_line_path_and_advice(slip: Slip) -> None:
    [finding] = findings(slip.seeds())
    assert (finding.file, finding.line, finding.path) == (slip.place, slip.line(), slip.path)
    assert str(finding.problem).startswith(f"{str(slip.problem)!s}: ")
    assert slip.says in str(finding.problem)
    assert slip.advice in finding.advice


def test_a_second_file_of_a_policy_is_refused_as_overlapping() -> None:
    again = SmallSeeds().texts[POLICY]
    [finding] = findings(SmallSeeds().having("policies/tiny-again.yaml", again))
    assert (finding.file, finding.line, finding.path) == ("policies/tiny-again.yaml", 1, "code")
    assert str(finding.problem) == (
        "overlapping versions: the policy 'tiny-2021-1' is in force at the same time "
        "in policies/tiny-2021-1.yaml"
    )
    assert "the day from which it was amended" in finding.advice


def test_a_text_that_was_amended_needs_one_that_begins_on_that_day() -> None:
    ended = "{from: 2021-11-01, to: 2022-01-01, ended: {how: amended, by: 平信用办〔2022〕1号}"
    seeds = SmallSeeds().changed(POLICY, "{from: 2021-11-01", ended)
    later = SmallSeeds().changed(POLICY, "{from: 2021-11-01", "{from: 2022-02-01").texts[POLICY]
    [finding] = findings(seeds.having("policies/tiny-again.yaml", later))
    assert (finding.file, finding.path) == (POLICY, "effective.ended.how")
    assert str(finding.problem) == (
        "no later text: the text was amended from 2022-01-01 on, and no file of this policy begins "
        "on that day"
    )


def test_a_measure_that_stands_twice_in_one_text_is_refused_in_a_later_text_too() -> None:
    ended = "{from: 2021-11-01, to: 2022-01-01, ended: {how: amended, by: 平信用办〔2022〕1号}"
    seeds = SmallSeeds().changed(POLICY, "{from: 2021-11-01", ended)
    later = SmallSeeds().changed(POLICY, "{from: 2021-11-01", "{from: 2022-01-01")
    twice = later.changed(POLICY, 'number: "2"', 'number: "1"').texts[POLICY]
    [finding] = findings(seeds.having("policies/tiny-again.yaml", twice))
    assert finding.file == "policies/tiny-again.yaml"
    assert str(finding.problem).startswith("duplicate code: the measure 'tiny-2021-1/1'")


def test_a_file_that_no_form_is_known_for_is_refused_with_the_nearest_name() -> None:
    seeds = SmallSeeds().having("vocabulary/region.yaml", "regions: []\n")
    [finding] = findings(seeds)
    assert (finding.file, finding.line, finding.path) == ("vocabulary/region.yaml", 1, "")
    assert str(finding.problem) == "unknown file: no seed file has this name"
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
    assert (finding.file, str(finding.problem)[:8]) == (LISTS, "not YAML")


def test_codes_of_a_file_that_is_not_there_are_missed() -> None:
    found = findings(SmallSeeds().without(ZONES))
    assert [each.path for each in found] == ['schemes["customs"].kept_for.zones[0]']


def test_a_file_with_nothing_but_slips_is_cut_off_and_says_so() -> None:
    entries = "".join(f"- {{code: k{number}}}\n" for number in range(300))
    found = findings(SmallSeeds().having(KINDS, f"kinds:\n{entries}"))
    assert len(found) == 201
    assert sum(str(each.problem).startswith("too many findings") for each in found) == 1


def test_the_error_tells_all_findings_with_their_advice() -> None:
    seeds = SmallSeeds().changed(ZONES, 'region: "310115"', 'region: "310116"')
    with pytest.raises(SeedsRejectedError) as raised:
        build_rulebook(seeds.seed_set())
    assert str(raised.value) == (
        "1 finding(s); nothing was applied.\n"
        'vocabulary/zones.yaml:2: zones["waigaoqiao"].region: unknown code: '
        "there is no region '310116'. Did you mean 310115?"
    )

"""`check` proves seeds against their documents, and finds what was planted."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from credit_graph.errors import SeedError
from credit_graph.seeds.check import PolicyProof, check_seeds
from credit_graph.seeds.proofs.tally import Tally
from support.small_seeds import DOCUMENT, POLICY, REGIONS, SmallSeeds

_GAPS = Path(__file__).with_name("gaps.yaml")


@dataclass(frozen=True)
class Gap:
    """Words of a file changed, and the finding that this must give (gaps.yaml says how)."""

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


def gaps() -> list[Gap]:
    written = yaml.safe_load(_GAPS.read_text(encoding="utf-8"))
    return [Gap(place=each.pop("in", each["file"]), **each) for each in written]


def findings(seeds: SmallSeeds) -> tuple[SeedError, ...]:
    return check_seeds(seeds.seed_set()).findings


def test_all_of_the_small_set_is_proved_and_counted() -> None:
    report = check_seeds(SmallSeeds().seed_set())
    assert report.findings == ()
    assert report.rulebook is not None
    assert report.policies == (
        PolicyProof(
            policy="tiny-2021-1",
            document="000_tiny.txt",
            items=Tally(5, 5),
            quotes=Tally(37, 37),
            names=Tally(5, 5),
            figures=Tally(3, 3),
        ),
    )
    assert report.vocabulary_quotes == Tally(5, 5)


@pytest.mark.parametrize("gap", gaps(), ids=lambda gap: f"{str(gap.problem)!s}: {gap.path}")
def test_a_gap_is_found_with_file_line_path_and_advice(gap: Gap) -> None:
    found = [
        each
        for each in findings(gap.seeds())
        if each.path == gap.path and str(each.problem).startswith(f"{str(gap.problem)!s}: ")
    ]
    assert len(found) == 1, findings(gap.seeds())
    assert (found[0].file, found[0].line) == (gap.place, gap.line())
    assert gap.says in str(found[0].problem)
    assert gap.advice in found[0].advice


def test_what_is_not_proved_is_missing_in_the_counts() -> None:
    seeds = SmallSeeds().changed(DOCUMENT, "1.平均查验率", "8.平均检查率")
    report = check_seeds(seeds.seed_set())
    [proof] = report.policies
    assert proof.items == Tally(4, 5)
    assert proof.quotes == Tally(36, 37)
    assert report.vocabulary_quotes == Tally(4, 5)


def test_rejected_seeds_give_their_findings_and_no_proof() -> None:
    report = check_seeds(SmallSeeds().changed(REGIONS, "gloss: Henan", "glos: Henan").seed_set())
    assert report.rulebook is None
    assert report.policies == ()
    assert [each.file for each in report.findings] == [REGIONS, REGIONS]


def test_a_quote_may_be_joined_over_line_and_page_breaks_and_layout_marks() -> None:
    seeds = SmallSeeds().changed(
        DOCUMENT, "2.同等条件下优先\n\n考虑。", "2.**同等**条件下\f优\u3000先\n#考虑。"
    )
    assert findings(seeds) == ()


def test_a_quote_may_carry_the_layout_marks_itself() -> None:
    seeds = SmallSeeds().changed(
        POLICY,
        "at: {place: 二、（一）2, quote: 同等条件下优先考虑。}\n  requires",
        'at: {place: 二、（一）2, quote: "**同等条件下** 优先\u3000考虑。"}\n  requires',
    )
    assert findings(seeds) == ()


@pytest.mark.parametrize(
    "other", ["同等条件下,优先考虑。", "同等条件下优先考慮。", "同等条件下优先考虑"]
)
def test_nothing_else_may_differ(other: str) -> None:
    seeds = SmallSeeds().changed(DOCUMENT, "2.同等条件下优先\n\n考虑。", f"2.{other}\n")
    assert any(str(each.problem).startswith("quote not found") for each in findings(seeds))


def test_an_item_may_be_numbered_in_chinese() -> None:
    seeds = (
        SmallSeeds()
        .changed(DOCUMENT, "1.平均", "（一）平均")
        .changed(
            POLICY,
            "items:\n",
            "items:\n- {pattern: '^（(一|十二)）', from: 二、激励措施, to: 2., code: '{n}'}\n",
        )
    )
    assert not any("item" in str(each.problem) for each in findings(seeds))
    twelfth = seeds.changed(DOCUMENT, "（一）平均", "（十二）平均")
    assert any(
        "the document's item 12 has no measure" in str(each.problem) for each in findings(twelfth)
    )


def test_a_stretch_whose_marks_are_not_found_has_no_items() -> None:
    for mark in ("from: 二、激励措施", "from: 支持上下游企业\n  to: 三、其他事宜"):
        found = findings(SmallSeeds().changed(POLICY, mark, mark[:-1] + "无"))
        assert any(str(each.path).endswith((".from", ".to")) for each in found)


def test_patterns_may_each_match_a_part_of_one_bracket() -> None:
    seeds = SmallSeeds().changed(
        POLICY,
        "- pattern: '（([^（）]*牵头，[^（）]*配合)）'\n",
        "- pattern: '（([^（）]*牵头，)'\n- pattern: '牵头，([^（）]*配合)）'\n",
    )
    assert findings(seeds) == ()


def test_an_item_without_duties_is_answered_for_by_its_parts() -> None:
    seeds = SmallSeeds().changed(POLICY, "  duty_note: The parts have their own.\n", "")
    assert findings(seeds) == ()


def test_safeguards_and_tasks_need_no_item_number() -> None:
    seeds = SmallSeeds().changed(
        POLICY,
        '- number: "2"\n  category: 通关支持\n  title: 优先\n  gloss: Priority\n  kind: incentive',
        "- number: s1\n  category: 通关支持\n  title: 优先\n  gloss: Priority\n  kind: safeguard",
    )
    assert not any(str(each.problem).startswith("item unexpected") for each in findings(seeds))


def test_digits_are_accounted_for_by_each_place_where_their_quote_stands() -> None:
    seeds = (
        SmallSeeds()
        .changed(DOCUMENT, "2.同等", "2.于3月和3月同等")
        .changed(
            POLICY,
            "at: {place: 二、（一）2, quote: 同等条件下优先考虑。}\n  requires",
            "at: {place: 二、（一）2, quote: 于3月和3月同等条件下优先考虑。}\n"
            "  deadline: {due_on: 2022-03-31, quote: 3月}\n  requires",
        )
    )
    assert findings(seeds) == ()


def test_a_figure_may_be_accounted_for_in_a_part() -> None:
    seeds = (
        SmallSeeds()
        .changed(POLICY, "  - {quote: （2）, why: number of a sub-item}\n", "")
        .changed(
            POLICY,
            "at: {place: 二、（二）3（2）, quote: 推进信息共享。}\n",
            "at: {place: 二、（二）3（2）, quote: （2）推进信息共享。}\n"
            "    not_quantities: [{quote: （2）, why: number}]\n",
        )
    )
    assert findings(seeds) == ()

"""The policies of the repository: proved against their documents, and told on two pages."""

import pytest

from credit_graph.domain.rulebook import Rulebook
from support.catalogue import catalogue
from credit_graph.seeds.check import CheckReport, check_seeds
from credit_graph.seeds.files.sources import SeedSet, read_seeds
from support.oddities import TITLE, oddities
from support.pages import ROOT, shown_on


@pytest.fixture(scope="module")
def seeds() -> SeedSet:
    return read_seeds(ROOT / "seeds")


@pytest.fixture(scope="module")
def report(seeds: SeedSet) -> CheckReport:
    return check_seeds(seeds)


@pytest.fixture(scope="module")
def rulebook(report: CheckReport) -> Rulebook:
    assert report.rulebook is not None, report.findings
    return report.rulebook


def test_nothing_in_the_seeds_is_unproved(report: CheckReport) -> None:
    assert [str(finding) for finding in report.findings] == []


def test_every_numbered_item_of_the_five_documents_has_its_measure(report: CheckReport) -> None:
    # Counted by hand in the documents: 33 items and 3 sub-items; 8 items and 3 safeguards; 10
    # items, 3 safeguards and 19 tasks; 21 items; 4 mechanisms, 4 fields and 3 safeguards.
    assert {proof.policy: proof.items.proved for proof in report.policies} == {
        "pds-2021-7": 36,
        "sh-ftz-2022": 11,
        "zj-2023-9": 32,
        "xm-2024-2": 21,
        "ny-2020-63": 11,
    }


def test_every_name_in_a_unit_bracket_carries_its_duty(report: CheckReport) -> None:
    # Counted by hand: 18 brackets of one name; 49 names in 001; 54 in the table of 002; 72 in
    # 003; none in 004.
    assert {proof.policy: proof.names.proved for proof in report.policies} == {
        "pds-2021-7": 18,
        "sh-ftz-2022": 49,
        "zj-2023-9": 54,
        "xm-2024-2": 72,
        "ny-2020-63": 0,
    }


def test_the_policies_stand_in_the_order_of_the_documents(rulebook: Rulebook) -> None:
    assert list(rulebook.policies) == [
        "pds-2021-7",
        "sh-ftz-2022",
        "zj-2023-9",
        "xm-2024-2",
        "ny-2020-63",
    ]


def test_every_citation_has_the_line_on_which_it_begins(rulebook: Rulebook) -> None:
    lost = [code for code, measure in rulebook.measures.items() if measure.citation.line is None]
    lost += [duty.code for duty in rulebook.duties() if duty.citation.line is None]
    assert lost == []


def test_the_list_of_measures_in_docs_is_up_to_date(rulebook: Rulebook) -> None:
    made = catalogue(rulebook)
    assert shown_on("docs/measures.md", made) == made


def test_the_oddities_told_with_the_seeds_are_those_of_the_policies(rulebook: Rulebook) -> None:
    by_hand = (ROOT / "seeds" / "README.md").read_text("utf-8").partition(TITLE)[0]
    made = by_hand + oddities(rulebook)
    assert shown_on("seeds/README.md", made) == made

"""An invented policy of twelve measures goes from a .docx to answers, as docs/policies.md says."""

from datetime import UTC, date, datetime
from pathlib import Path

from docx import Document

from credit_graph.domain.eligibility.rule_engine import RuleEngine
from credit_graph.domain.facts.coverage import Coverage
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.evidence import EvidenceFile
from credit_graph.resources import seeds_folder
from credit_graph.seeds.check import check_seeds
from credit_graph.seeds.drafting.policy_draft import policy_draft
from credit_graph.seeds.drafting.word_document import word_text
from credit_graph.seeds.files.mark import MARK
from credit_graph.seeds.files.sources import read_seeds
from credit_graph.usecases.policies.loading import load_policies
from credit_graph.usecases.policies.rules import RulesShelf
from support.agency_files import imported
from support.empty_graph import emptied
from support.site_folder import put

SETTLED = Path(__file__).parents[1] / "support" / "luoyang"
CODE, AEO = "ly-2026-3", "91410300MA0000003E"
NOW = datetime(2026, 11, 2, tzinfo=UTC)
ASKED = datetime(2026, 11, 3, tzinfo=UTC)
FILES = {
    "enterprises": f"uscc,name,region\n{AEO},虚构洛阳有限公司,410300\n",
    "ratings": f"uscc,scheme,level,valid_from\n{AEO},customs,advanced,2024-01-01\n",
    "coverage": "register,region,synced_on\n"
    "judgment_defaulter,410300,2026-06-01\njudgment_defaulter,410300,2026-11-01\n",
}


def settled(name: str) -> str:
    return (SETTLED / name).read_text("utf-8")


def word_document(path: Path) -> Path:
    document = Document()
    for line in settled("document.txt").splitlines():
        document.add_paragraph(line)
    document.save(str(path))
    return path


def site_of(folder: Path, policy: str, text: str) -> Path:
    put(folder, f"policies/{CODE}.yaml", policy)
    put(folder, f"documents/{CODE}.txt", text)
    put(folder, "vocabulary/agencies/ly.yaml", settled("agencies.yaml"))
    return folder


def test_the_draft_of_the_document_fails_until_every_mark_is_settled(tmp_path: Path) -> None:
    text = word_text(word_document(tmp_path / "policy.docx"))
    draft = policy_draft(CODE, f"{CODE}.txt", text, "410300")
    assert draft.count(MARK) > 100
    site = site_of(tmp_path / "draft", draft, text)
    found = check_seeds(read_seeds(seeds_folder(), [site])).findings
    assert found
    assert {str(each.problem).partition(":")[0] for each in found} == {"mark to settle"}
    site = site_of(tmp_path / "settled", settled("policy.yaml"), text)
    report = check_seeds(read_seeds(seeds_folder(), [site]))
    assert report.findings == ()
    [proof] = [each for each in report.policies if each.policy == CODE]
    assert (proof.items.proved, proof.items.total) == (12, 12)


def test_a_word_that_the_settled_file_loses_is_found(tmp_path: Path) -> None:
    text = settled("document.txt")
    lost = settled("policy.yaml").replace("quote: 最高 50 万元", "quote: 最高")
    packaged = read_seeds(seeds_folder(), [site_of(tmp_path, lost, text)])
    assert [str(each.problem).partition(":")[0] for each in check_seeds(packaged).findings] == [
        "figure unaccounted"
    ]


async def test_the_settled_policy_answers(graph: Graph, tmp_path: Path) -> None:
    await emptied(graph)
    site = site_of(tmp_path / "site", settled("policy.yaml"), settled("document.txt"))
    await load_policies(graph, seeds_folder(), lambda: NOW, sites=[site])
    await imported(graph, tmp_path, FILES)
    rules = await RulesShelf(graph, lambda: NOW).refresh()
    found = await EvidenceFile(graph).collect([AEO], ASKED, rules.partners, timeout_s=60)
    coverage = Coverage(found.syncs, rules.rulebook.vocabulary)

    def verdicts(day: date) -> dict[str, str]:
        report = RuleEngine(rules.rulebook).report(found.facts[AEO], coverage, day)
        return {
            each.measure.number: each.verdict.name
            for each in report.decisions
            if each.measure.policy == CODE
        }

    entitled = dict.fromkeys(("1", "2", "3", "4", "10", "11"), "ELIGIBLE")
    judged = dict.fromkeys(("5", "6", "7", "8"), "CONDITIONAL")
    assert verdicts(date(2026, 11, 1)) == {
        **entitled,
        **judged,
        "9": "UNKNOWN",
        "12": "UNKNOWN",
    }
    assert verdicts(date(2026, 5, 31)) == {}
    assert verdicts(date(2029, 6, 1)) == {}

"""docs/policies.md says what the code does."""

import re
from pathlib import Path

import pytest
import yaml

from credit_graph.seeds.check import check_seeds
from credit_graph.seeds.files.problem import SeedProblem
from credit_graph.seeds.files.sources import SeedFile, SeedSet, read_seeds
from credit_graph.seeds.forms.condition import CONDITION_FORMS
from credit_graph.seeds.forms.measure import MeasureForm
from credit_graph.seeds.forms.policy import PolicyForm
from credit_graph.seeds.library import VOCABULARY_FORMS

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "policies.md").read_text(encoding="utf-8")


def titles(section: str) -> list[str]:
    """Return the first column of the tables in a section."""
    text = PAGE.split(f"\n## {section}\n")[1].split("\n## ")[0]
    cells = re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE)
    return [cell for cell in cells if cell not in ("title", "key")]


def block(language: str) -> str:
    [text] = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return str(text)


def test_the_page_explains_every_kind_of_finding_once() -> None:
    assert sorted(titles("Findings")) == sorted(problem.title for problem in SeedProblem)


def test_the_page_explains_every_condition() -> None:
    keys = [key for cell in titles("Conditions") for key in re.findall(r"`(\w+)`", cell)]
    assert sorted(keys) == sorted(CONDITION_FORMS)


def test_the_worked_example_is_proved_without_a_finding() -> None:
    seeds = read_seeds(ROOT / "seeds")
    policy = SeedFile("policies/example-2024-1.yaml", block("yaml"))
    document = SeedFile("documents/900_example.txt", block("text"))
    report = check_seeds(SeedSet((*seeds.files, policy), (*seeds.documents, document)))
    assert [str(each) for each in report.findings if "example" in each.file] == []
    [proof] = [each for each in report.policies if each.policy == "example-2024-1"]
    assert proof.items.proved == 2
    assert proof.names.proved == 3


EXAMPLES = dict(re.findall(r"^```yaml (\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


def test_the_page_has_an_example_of_every_form_of_vocabulary() -> None:
    assert sorted(EXAMPLES) == sorted(VOCABULARY_FORMS)


@pytest.mark.parametrize("noun", sorted(EXAMPLES))
def test_the_example_of_a_form_of_vocabulary_is_read_without_a_finding(noun: str) -> None:
    seeds = read_seeds(ROOT / "seeds")
    path = f"vocabulary/{noun}.yaml" if noun == "repair" else f"vocabulary/{noun}/example.yaml"
    others = tuple(each for each in seeds.files if each.path != path)
    report = check_seeds(SeedSet((*others, SeedFile(path, EXAMPLES[noun])), seeds.documents))
    assert [str(each) for each in report.findings] == []


def part(name: str) -> dict[str, object]:
    """Return the example of that name of what stands within a policy."""
    found = re.search(rf"^```yaml {name}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None
    return dict(yaml.safe_load(found[1]))


def test_the_examples_of_figures_directions_and_deadlines_have_their_forms() -> None:
    whole = yaml.safe_load(block("yaml"))["measures"][0]
    shown = part("of-a-measure")
    assert set(shown) == {"quantities", "directions", "not_quantities", "deadline"}
    assert MeasureForm.model_validate(tuples({**whole, **shown})).deadline is not None


def test_the_examples_of_reports_and_flows_have_their_forms() -> None:
    whole = yaml.safe_load(block("yaml"))
    shown = part("of-a-policy")
    assert set(shown) == {"obligations", "flows"}
    read = PolicyForm.model_validate(tuples({**whole, **shown}))
    assert (len(read.obligations), len(read.flows)) == (1, 1)


def tuples(value: object) -> object:
    """Return lists as the reading of seeds gives them."""
    if isinstance(value, list):
        return tuple(map(tuples, value))
    if isinstance(value, dict):
        return {key: tuples(each) for key, each in value.items()}
    return value


@pytest.mark.parametrize("name", ["slips.yaml", "gaps.yaml"])
def test_every_title_expected_in_a_test_is_one_of_the_code(name: str) -> None:
    written = Path(__file__).with_name(name).read_text(encoding="utf-8")
    expected = set(re.findall(r"^- problem: (.*)$", written, re.MULTILINE))
    assert expected <= {problem.title for problem in SeedProblem}


def test_every_kind_of_finding_is_expected_in_some_test() -> None:
    folders = (Path(__file__).parent, ROOT / "tests" / "commands")
    files = [path for folder in folders for path in folder.iterdir() if path.is_file()]
    texts = [path.read_text(encoding="utf-8") for path in files]
    untested = {
        problem.title
        for problem in SeedProblem
        if not any(f"{problem.title}: " in text or f": {problem.title}\n" in text for text in texts)
    }
    assert untested - {"too many findings"} == set()

"""ariadne-codegen makes typed answers of our schema and documents, as docs/analysts.md says.

It needs another graphql-core than the service, so that it stands in an environment of its own:
`CREDIT_GRAPH_TEST_CODEGEN` names its Python.
"""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PYTHON = os.environ.get("CREDIT_GRAPH_TEST_CODEGEN", "")
CHECK = """
from credit_graph_typed import Client, Duties, DutyRole

citation = {"place": "四、", "quote": "words", "line": 3}
subject = {"__typename": "Measure", "code": "pds-2021-7/1", "title": "t"}
node = {"role": "RESPONSIBLE", "origin": "HEADING", "subject": subject, "citation": citation}
found = Duties.model_validate({"duties": {"totalCount": 14, "nodes": [node]}})
(duty,) = found.duties.nodes
assert duty.role is DutyRole.RESPONSIBLE
assert (duty.subject.code, duty.citation.line) == ("pds-2021-7/1", 3)
print(found.duties.total_count, hasattr(Client, "eligibility"))
"""


@pytest.mark.skipif(
    not PYTHON, reason="no Python with ariadne-codegen is named (CREDIT_GRAPH_TEST_CODEGEN)"
)
def test_answers_have_the_generated_types(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for name in ("schema.graphql", "docs/examples"):
        (tmp_path / name).symlink_to(ROOT / name)
    config = "docs/examples/typed_client.toml"
    generate = [PYTHON, "-m", "ariadne_codegen", "--config", config, "client"]
    subprocess.run(generate, cwd=tmp_path, check=True)  # noqa: S603  # named by whoever tests
    (tmp_path / "check.py").write_text(CHECK, "utf-8")
    checked = subprocess.run(  # noqa: S603  # likewise
        [PYTHON, "check.py"], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert checked.stdout == "14 True\n"

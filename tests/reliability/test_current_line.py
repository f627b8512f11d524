"""Neo4j 2026 by setting: same answers over the same store, no word on the network, no way back."""

import os
import subprocess
import sys
from pathlib import Path

import httpx
import psutil
import pytest

from credit_graph.embedded import progress_on
from credit_graph.embedded.distribution.provision import provided_jars
from credit_graph.embedded.distribution.release_line import LINES
from support.database import shared_jars
from support.figures import show_figure
from support.service import OURS, Service, serving
from support.tiers import nightly

pytestmark = [
    pytest.mark.slow,
    nightly,
]
CORE = "91410400XN00000125"
QUESTIONS = (
    "{ policies { code title measures { code text } } }",
    '{ search(text: "有限公司", first: 50) { nodes { ... on Enterprise { uscc name } } } }',
    "{ enterprises(first: 100) { totalCount nodes { uscc name ratings { scheme level } } } }",
    f"""{{ eligibility(uscc: "{CORE}") {{
        decisions {{ measure {{ code }} verdict nearestVerdict reasons {{ text }} }} }} }}""",
    f"""{{ chain(core: "{CORE}") {{ tiers {{ tier memberCount }}
        members(first: 50) {{ nodes {{ enterprise {{ uscc }} tier }} }} }} }}""",
    """{ eligibleEnterprises(measure: "pds-2021-7/1", first: 50) { totalCount
        nodes { enterprise { uscc } verdict } } }""",
    '{ calendar(from: "2026-01-01", to: "2026-12-31", first: 100) { nodes { dueOn } } }',
)


def settings(line: str) -> dict[str, str]:
    return {
        "CREDIT_GRAPH_DEMO": "1",
        "CREDIT_GRAPH_JARS": str(shared_jars()),
        "CREDIT_GRAPH_NEO4J": line,
    }


def answers(service: Service) -> list[object]:
    service.wait_for(200, within_s=400)
    return [answer(service, question) for question in QUESTIONS]


def answer(service: Service, question: str) -> object:
    """Return the data; a new Java on a busy machine plans for longer than a statement may take."""
    for _ in range(10):
        reply = service.ask(question).json()
        if "errors" not in reply:
            return reply["data"]
        assert reply["errors"][0]["extensions"]["code"] in ("STATEMENT_TIMEOUT", "REQUEST_TIMEOUT")
    raise AssertionError(reply)


def test_2026_answers_as_5_26_did_over_its_store_and_cannot_be_left_again(tmp_path: Path) -> None:
    # Here and not by the service, which has nothing of this environment, so no proxy's certificate.
    provided_jars(shared_jars(), progress_on(sys.stderr), LINES["2026"])
    with serving(None, tmp_path, settings=settings("5.26")) as service:
        before = answers(service)
    with serving(None, tmp_path, settings=settings("2026")) as service:
        assert answers(service) == before
        connections = psutil.Process(service.java()).net_connections("inet")
        ends = [end for each in connections for end in (each.laddr, each.raddr) if end]
        assert {end.ip.removeprefix("::ffff:") for end in ends} <= {"127.0.0.1", "::1"}
        assert httpx.get(f"{service.url}/live").status_code == 200
    show_figure("2026: questions answered as by 5.26", len(QUESTIONS), "")
    environment = {**os.environ, **settings("5.26"), "CREDIT_GRAPH_HOME": str(tmp_path)}
    refused = subprocess.run(  # noqa: S603  # our own command
        [OURS, "serve"], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert refused.returncode != 0
    assert "[EMBEDDED_ENGINE]" in refused.stderr
    with serving(None, tmp_path, settings=settings("2026")) as service:
        assert answers(service) == before

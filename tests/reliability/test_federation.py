"""Two services that hold a province each, behind one gateway: one address, one schema."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest
from stdnum.cn import uscc as codes

from credit_graph.embedded.endpoint import EmbeddedEndpoint
from support.database import running_neo4j
from support.figures import show_figure
from support.service import OURS, Service, free_port, serving
from support.tiers import nightly

ROOT = Path(__file__).parents[2]
GATEWAY = ROOT / "deploy" / "federation"
pytestmark = [
    pytest.mark.slow,
    nightly,
    pytest.mark.skipif(shutil.which("npm") is None, reason="there is no Node with npm here"),
]


def code(region: str, number: int) -> str:
    """Return a credit code that the registrar of a region would give."""
    body = f"91{region}MA{number:07d}"[:17]
    return body + codes.calc_check_digit(body)


HERE, THERE, BEYOND = code("410400", 1), code("310115", 2), code("310115", 3)
HENAN = {
    "enterprises": f"uscc,name,region\n{HERE},河南甲,410400\n{THERE},上海乙,310115\n",
    "links": f"supplier_uscc,customer_uscc,valid_from\n{HERE},{THERE},2024-01-01\n",
}
SHANGHAI = {
    "enterprises": f"uscc,name,region\n{THERE},上海乙,310115\n{BEYOND},上海丙,310115\n",
    "ratings": f"uscc,scheme,level,valid_from\n{THERE},customs,advanced,2024-01-01\n",
    "links": f"supplier_uscc,customer_uscc,valid_from\n{THERE},{BEYOND},2024-01-01\n",
}
ACROSS = """query ($uscc: USCC!) { enterprise(uscc: $uscc) { name customers(first: 10) { nodes {
  uscc ratings { level }
  home { name ratings { level } customers(first: 5) { nodes { name } } eligibility { asOf } }
  } } } }"""
NAME = "query ($uscc: USCC!) { enterprise(uscc: $uscc) { name } }"
WIDE = "query ($uscc: USCC!) { enterprise(uscc: $uscc) { suppliers(first: 500) { totalCount } } }"


def loaded(endpoint: EmbeddedEndpoint, folder: Path, tables: dict[str, str]) -> None:
    """Import tables into a database that a service serves."""
    folder.mkdir()
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    environment = {
        **os.environ,
        "NEO4J_URI": endpoint.uri,
        "NEO4J_PASSWORD": endpoint.password,
    }
    done = subprocess.run(  # noqa: S603  # our own command
        [OURS, "import", folder],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The gateway with its packages, or a skip that says that they cannot be had."""
    folder = tmp_path_factory.mktemp("gateway") / "it"
    shutil.copytree(GATEWAY, folder, ignore=shutil.ignore_patterns("node_modules"))
    done = subprocess.run(
        ["npm", "ci", "--no-audit", "--no-fund"],  # noqa: S607  # Node's own
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.skip(f"the gateway's packages cannot be had: {done.stderr[-300:]}")
    return folder


@contextmanager
def gateway(folder: Path, provinces: dict[str, Service]) -> Iterator[str]:
    """Give the address of a gateway before these services."""
    port = free_port()
    addresses = {province: each.url for province, each in provinces.items()}
    environment = {**os.environ, "PORT": str(port), "PROVINCES": json.dumps(addresses)}
    process = subprocess.Popen(
        ["node", "gateway.mjs"],  # noqa: S607  # Node's own
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        yield f"http://127.0.0.1:{port}/graphql"
    finally:
        process.terminate()
        process.communicate()


def asked(address: str, document: str, **variables: object) -> dict[str, object]:
    """Ask until a Java that has just started has compiled what is asked."""
    body = {"query": document, "variables": variables}
    for _ in range(20):
        answer: dict[str, object] = httpx.post(address, json=body, timeout=60).json()
        if not answer.get("errors") or "TIMEOUT" not in str(answer):
            break
        sleep(1)
    return answer


def test_a_partner_in_another_province_is_asked_at_home(installed: Path, tmp_path: Path) -> None:
    settings = {"CREDIT_GRAPH_FEDERATION": "1"}
    with ExitStack() as opened:
        provinces = {}
        for province, tables in (("41", HENAN), ("31", SHANGHAI)):
            home = tmp_path / province
            home.mkdir()
            database = opened.enter_context(running_neo4j())
            service = opened.enter_context(serving(database, home, settings=settings))
            service.wait_for(200, within_s=400)
            loaded(database, home / "tables", tables)
            provinces[province] = service
        address = opened.enter_context(gateway(installed, provinces))
        answer = asked(address, ACROSS, uscc=HERE)
        assert "errors" not in answer, answer
        found = answer["data"]["enterprise"]["customers"]["nodes"][0]  # type: ignore[index]
        assert (found["uscc"], found["ratings"]) == (THERE, [])
        home_view = found["home"]
        assert home_view["ratings"] == [{"level": "advanced"}]
        assert home_view["customers"]["nodes"] == [{"name": "上海丙"}]
        assert home_view["eligibility"] is not None
        began = monotonic()
        for _ in range(20):
            asked(address, ACROSS, uscc=HERE)
        show_figure("federation: across two provinces", (monotonic() - began) / 20 * 1000, "ms")
        _refusals_are_passed_on(address)
        composed = subprocess.run(  # noqa: S603  # our own script
            ["node", "compose.mjs", provinces["41"].url],  # noqa: S607  # Node's own
            cwd=installed,
            capture_output=True,
            text=True,
            check=False,
        )
        assert composed.returncode == 0, composed.stderr


def _refusals_are_passed_on(address: str) -> None:
    elsewhere = asked(
        address, "query ($c: USCC!) { enterprise(uscc: $c) { name } }", c=code("350200", 9)
    )
    assert elsewhere["errors"][0]["extensions"]["code"] == "NO_SUCH_PROVINCE"  # type: ignore[index]
    unsaid = asked(address, "{ enterprises(first: 1) { nodes { name } } }")
    assert unsaid["errors"][0]["extensions"]["code"] == "PROVINCE_NEEDED"  # type: ignore[index]
    filtered = '{ enterprises(first: 10, filter: {region: "310115"}) { totalCount } }'
    assert asked(address, filtered)["data"]["enterprises"]["totalCount"] == 2  # type: ignore[index]
    policies = asked(address, "{ policies { code } }")
    assert len(policies["data"]["policies"]) >= 5  # type: ignore[index]
    for document in ('{ search(text: "甲", first: 1) { totalCount } }', "mutation { x }"):
        assert "errors" in asked(address, document)
    wide = asked(address, WIDE, uscc=HERE)
    assert wide["errors"][0]["extensions"]["code"] == "BAD_PAGE"  # type: ignore[index]

"""The service as a process of its own, with a certificate: TLS, its name, a token, or nothing."""

import ssl
import time
from pathlib import Path

import httpx
import pytest

from credit_graph.clock import utc_now
from credit_graph.domain.authority.principal import Scope
from credit_graph.graph.database.connection import Endpoint, Graph
from support.agency_files import loaded
from support.certificates import self_signed
from support.keys import bearing, issued_key
from support.service import Service, serving

NAME = "credit.example.org"
ASKED = {"query": "{ policies { code } }"}


def ready(https: httpx.Client, service: Service) -> None:
    give_up_at = time.monotonic() + 120
    while time.monotonic() < give_up_at:
        try:
            if https.get("/ready").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            assert service.process.poll() is None, service.log.read_text()
        time.sleep(0.1)
    pytest.fail(service.log.read_text())


@pytest.fixture
async def key(graph: Graph) -> str:
    await loaded(graph)
    return (await issued_key(graph, utc_now, Scope.READ_PUBLIC)).text


def test_others_are_served_over_tls_by_name_and_with_a_token(
    key: str, endpoint: Endpoint, tmp_path: Path
) -> None:
    chain, private = self_signed(tmp_path, NAME)
    settings = {
        "CREDIT_GRAPH_NAMES": NAME,
        "CREDIT_GRAPH_TLS_CERTIFICATE": str(chain),
        "CREDIT_GRAPH_TLS_KEY": str(private),
    }
    trusted = ssl.create_default_context(cafile=str(chain))
    with serving(endpoint, tmp_path, settings=settings) as service:
        address = f"https://127.0.0.1:{service.port}"
        with httpx.Client(base_url=address, verify=trusted) as https:
            https.headers["host"] = NAME
            sni = {"sni_hostname": NAME}
            https.event_hooks = {"request": [lambda request: request.extensions.update(sni)]}
            ready(https, service)
            answer = https.post("/graphql", json=ASKED, headers=bearing(key))
            assert len(answer.json()["data"]["policies"]) == 5
            assert https.post("/graphql", json=ASKED).status_code == httpx.codes.UNAUTHORIZED
            other = https.post("/graphql", json=ASKED, headers={"host": "other.example.org"})
            assert other.json()["errors"][0]["extensions"]["code"] == "BAD_HOST"
            page = https.get("/graphql", headers={"accept": "text/html", **bearing(key)})
            assert page.status_code == httpx.codes.METHOD_NOT_ALLOWED
        with pytest.raises(httpx.TransportError):
            httpx.post(f"{service.url}/graphql", json=ASKED)
        assert f"credit-graph on https://{NAME}:{service.port}/" in service.log.read_text()
    assert key.split("_")[2] not in service.log.read_text()

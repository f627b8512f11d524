"""What is secret or somebody's stays out of logs and answers, whatever fails (S13)."""

import logging
from collections.abc import AsyncIterator, Iterator

import httpx
import orjson
import pytest

from credit_graph.domain.authority.principal import Scope
from credit_graph.graph.database.connection import Endpoint, Graph
from support.agency_files import NOW
from support.client import Client, Clock, serving_here
from support.issuer import TokenIssuer, ed25519_key, part
from support.keys import bearing, issued_key

CANARY = "Canary7q2Zx"
ISSUING = TokenIssuer(ed25519_key("a"), NOW)
POLICIES = "{ policies { code } }"
JSON = {"content-type": "application/json"}

# What a caller sends besides a document: it must come back nowhere.
HEADERS: dict[str, dict[str, str]] = {
    "a bearer token": bearing(CANARY),
    "a token of two words": {"authorization": f"Bearer {CANARY} {CANARY}"},
    "a basic password": {"authorization": f"Basic {CANARY}"},
    "no scheme": {"authorization": CANARY},
    "an unknown scheme": {"authorization": f"{CANARY} x"},
    "a wrong API key": bearing(f"cgk_0123456789ab_{CANARY}{'x' * 32}"),
    "a broken API key": bearing(f"cgk_{CANARY}"),
    "a JWT of nobody": bearing(ISSUING.token(sub=CANARY)),
    "a JWT with a kid": bearing(ISSUING.token({"kid": CANARY})),
    "a JWT with a type": bearing(ISSUING.token({"typ": CANARY})),
    "a JWT without a signature": bearing(f"{part({'alg': 'none', 'kid': CANARY})}.e30."),
    "three parts": bearing(f"{CANARY}.{CANARY}.{CANARY}"),
    "a cookie": {"cookie": f"session={CANARY}"},
    "a forwarded address": {"x-forwarded-for": CANARY, "x-forwarded-proto": CANARY},
    "a host": {"host": f"{CANARY}.example.org"},
    "a request id": {"x-request-id": f"{CANARY} "},
    "an origin": {"origin": f"https://{CANARY}.example.org", "sec-fetch-site": "cross-site"},
    "an encoding": {"content-encoding": CANARY},
    "a media type": {"content-type": f"text/{CANARY}"},
    "a user agent": {"user-agent": CANARY},
    "a referrer": {"referer": f"https://example.org/{CANARY}"},
    "a proxy's password": {"proxy-authorization": f"Basic {CANARY}"},
}
# What a caller asks: errors may repeat it to the caller, and logs never hold it.
BODIES: dict[str, object] = {
    "a field": {"query": f"{{ {CANARY} }}"},
    "a syntax error": {"query": f"{{ {CANARY}"},
    "an argument": {"query": f'{{ enterprise(uscc: "{CANARY}") {{ name }} }}'},
    "a code": {
        "query": f'{{ eligibleEnterprises(measure: "{CANARY}", first: 1) {{ totalCount }} }}'
    },
    "a filter": {
        "query": f'{{ enterprises(first: 1, filter: {{region: "{CANARY}"}}) {{ totalCount }} }}'
    },
    "a cursor": {"query": f'{{ enterprises(first: 1, after: "{CANARY}") {{ totalCount }} }}'},
    "an id": {"query": f'{{ node(id: "{CANARY}") {{ id }} }}'},
    "a search": {"query": f'{{ search(text: "{CANARY}", first: 0) {{ totalCount }} }}'},
    "a day": {"query": f'{{ enterprise(uscc: "x", asOf: "{CANARY}") {{ name }} }}'},
    "a comment": {"query": f"# {CANARY}\n{{ nothing }}"},
    "an alias": {"query": f"{{ {CANARY}: nothing }}"},
    "an operation": {"query": POLICIES, "operationName": CANARY},
    "an operation's name": {"query": f"query {CANARY} {{ nothing }}"},
    "a variable": {
        "query": "query($u: USCC!) { enterprise(uscc: $u) { name } }",
        "variables": {"u": CANARY},
    },
    "a variable of another type": {
        "query": "query($n: Int!) { enterprises(first: $n) { totalCount } }",
        "variables": {"n": CANARY},
    },
    "an unknown variable": {"query": "{ nothing }", "variables": {CANARY: CANARY}},
    "a directive": {"query": f"{{ policies @{CANARY} {{ code }} }}"},
    "a fragment": {"query": f"{{ ...{CANARY} }}"},
    "a type": {"query": f"{{ policies {{ ... on {CANARY} {{ code }} }} }}"},
    "an enumeration": {
        "query": f"{{ measures(first: 1, filter: {{kinds: {CANARY}}}) {{ totalCount }} }}"
    },
    "a document id": {"documentId": CANARY},
    "an extension": {"extensions": {"persistedQuery": {"sha256Hash": CANARY}}},
    "no document": {"note": CANARY},
    "variables that are none": {"query": POLICIES, "variables": CANARY},
    "a list": [{"query": CANARY}],
    "a text": CANARY,
    "too many aliases": {"query": "{ " + f"{CANARY}: __typename " * 201 + "}"},
    "a fault": {"query": f'{{ chain(core: "{CANARY}") {{ depth }} }}'},
    "an ending": {
        "query": '{ whoToTell(uscc: "91410400MA0000001D", ending: {ratingEnds: "'
        f'{CANARY}"}}) {{ asOf }} }}'
    },
}
PATHS = [
    f"/{CANARY}",
    f"/graphql?query={CANARY}",
    f"/graphql?documentId={CANARY}",
    f"/graphql?query={{policies{{code}}}}&variables={CANARY}",
    f"/calendar/{CANARY}.ics",
    f"/chain/{CANARY}.svg",
    f"/chain/91410400MA0000001D.svg?asOf={CANARY}",
    f"/chain/91410400MA0000001D.svg?most={CANARY}",
    f"/explorer/{CANARY}",
]


class Written:
    """Everything that the service writes: its own lines, and what goes to Python's loggers."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def __str__(self) -> str:
        return "\n".join(self.lines)


class _Listening(logging.Handler):
    def __init__(self, written: Written) -> None:
        super().__init__(logging.DEBUG)
        self._written = written
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith(("httpx", "httpcore", "neo4j", "asyncio")):  # the test's own
            self._written.lines.append(self.format(record))


@pytest.fixture
def written() -> Iterator[Written]:
    written = Written()
    root, handler = logging.getLogger(), _Listening(written)
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)


@pytest.fixture
async def heard(rules: Graph, endpoint: Endpoint, written: Written) -> AsyncIterator[Client]:
    assert rules.statements
    async with serving_here(endpoint, Clock(NOW), announce=written.lines.append) as client:
        yield client


def paths_that_fail() -> int:
    return len(HEADERS) + len(BODIES) + len(PATHS)


async def test_what_headers_bring_is_in_no_log_and_no_answer(
    heard: Client, written: Written
) -> None:
    assert paths_that_fail() >= 60
    for kind, headers in HEADERS.items():
        # The document fails too, so that nothing stops at the first success.
        answer = await heard.http.post(
            "/graphql", content=b'{"query": "{ nothing }"}', headers={**JSON, **headers}
        )
        assert answer.json()["errors"], kind
        assert CANARY.lower() not in (answer.text + str(answer.headers)).lower(), kind
    assert len([each for each in written.lines if '"path":"/graphql"' in each]) == len(HEADERS)
    assert CANARY.lower() not in str(written).lower()


async def test_what_bodies_bring_is_in_no_log(heard: Client, written: Written) -> None:
    for kind, body in BODIES.items():
        for headers in (JSON, {**JSON, "accept": "application/graphql-response+json"}):
            answer = await heard.http.post("/graphql", content=orjson.dumps(body), headers=headers)
            assert answer.json()["errors"], kind
            assert CANARY not in str(answer.headers), kind
    assert len(written.lines) >= 2 * len(BODIES)
    assert CANARY.lower() not in str(written).lower()


async def test_what_addresses_bring_is_in_no_log_but_the_path(
    heard: Client, written: Written
) -> None:
    for path in PATHS:
        answer = await heard.http.get(path)
        assert answer.status_code >= httpx.codes.BAD_REQUEST or answer.json()["errors"], path
        assert CANARY not in str(answer.headers)
    told = [orjson.loads(each) for each in written.lines if each.startswith("{")]
    # docs/operations.md: the path is logged, without its query.
    assert all(CANARY not in str({**each, "path": ""}) for each in told)
    assert all("?" not in each["path"] for each in told)


async def test_a_good_token_is_in_no_log_and_no_answer(
    rules: Graph, heard: Client, written: Written
) -> None:
    key = await issued_key(rules, heard.clock, Scope.READ_PUBLIC)
    secret = key.text.split("_", 2)[2]
    for document in (POLICIES, "{ nothing }", '{ enterprise(uscc: "x") { name } }'):
        body = orjson.dumps({"query": document})
        headers = {**JSON, **bearing(key.text)}
        answer = await heard.http.post("/graphql", content=body, headers=headers)
        assert secret not in answer.text + str(answer.headers)
    assert len(written.lines) >= 3
    assert secret not in str(written)


def test_a_line_with_a_canary_would_be_seen(written: Written) -> None:
    logging.getLogger("credit_graph.planted").error("token %s", CANARY)
    assert CANARY in str(written)

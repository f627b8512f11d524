"""Every field of the schema × every scope, by both executors (S5)."""

from pathlib import Path

import orjson
import pytest
from graphql import build_schema

from credit_graph.api.authority.field_scopes import FEDERATED, FIELD_SCOPES, check_field_scopes
from credit_graph.api.execution.documents import Documents
from credit_graph.api.limits import DEFAULT_LIMITS
from credit_graph.api.relay.node import to_global_id
from credit_graph.domain.authority.errors import InsufficientScopeError
from credit_graph.domain.authority.principal import Principal, PrincipalKind, Scope
from credit_graph.graph.database.connection import Graph
from support.client import Client
from support.keys import bearing, issued_key
from support.reaching import documents, needed, stated_scopes

SDL = (Path(__file__).parents[2] / "schema.graphql").read_text(encoding="utf-8")
SCHEMA = build_schema(SDL)
STATED = stated_scopes(SDL)
DOCUMENTS = documents(SCHEMA)
# What a mutation answers about itself; enterprises and facts in it need their own scopes.
RESULTS = {
    *("Recorded", "NotKeeper", "Contradicts", "UnknownEnterprise", "NotInForce", "Stale"),
    *("KeyReused", "Malformed", "InputProblem", "Refusal", "Objection"),
    *("TablePreview", "PreviewCount", "TableRecorded", "TableWithheld", "RejectedRow"),
}
# The recorder asks for more scopes, by the kind of the table.
BY_KIND = (
    "mutation { importTable",
    "mutation { syncList",
    "mutation { retractFact",
    "mutation { objectToFact",
    "mutation { answerObjection",
)
ONE = 'enterprise(uscc: "91410400MA0000001D")'
# A body with a field that says nothing is for graphql-core; without it, for a plan.
EXECUTORS: list[dict[str, object]] = [{}, {"extensions": {}}]


class Askers:
    """Keys with sets of scopes, each issued when it is first used."""

    def __init__(self, graph: Graph, client: Client) -> None:
        self._graph = graph
        self._client = client
        self._keys: dict[frozenset[Scope], str] = {}

    async def ask(
        self, scopes: set[Scope], document: str, more: dict[str, object]
    ) -> tuple[int, str, dict[str, object]]:
        """Return status, challenge and the extensions of the first error."""
        held = frozenset(scopes)
        if held not in self._keys:
            key = await issued_key(self._graph, self._client.clock, *held)
            self._keys[held] = key.text
        body = orjson.dumps({"query": document, **more})
        headers = {"content-type": "application/json", **bearing(self._keys[held])}
        answer = await self._client.http.post("/graphql", content=body, headers=headers)
        errors = answer.json().get("errors") or [{"extensions": {}}]
        challenge = answer.headers.get("www-authenticate", "")
        return answer.status_code, challenge, errors[0]["extensions"]


@pytest.fixture(scope="module")
def askers(rules: Graph, client: Client) -> Askers:
    return Askers(rules, client)


def test_every_field_is_reached_and_has_its_row_in_the_table_and_in_the_sdl() -> None:
    # What is followed is asked over a socket (test_streams), what a gateway asks in test_subgraph.
    table = {name: scope for name, scope in FIELD_SCOPES.items() if name not in FEDERATED}
    assert DOCUMENTS.keys() == table.keys() - {"Subscription.changes"}
    stated = {name: str(scope) for name, scope in table.items() if scope is not None}
    assert stated == STATED
    free = {name for name, scope in table.items() if scope is None}
    # Whoever may ask anything may ask who they are.
    assert {each for each in free if each.startswith("Query.")} == {"Query.principal"}
    kinds = {name.partition(".")[0] for name in free}
    assert kinds == {"Node", "PageInfo", "Principal", "Query", *RESULTS}


def test_a_field_without_a_row_is_refused_and_named() -> None:
    grown = build_schema(SDL.replace("type Policy implements Node {", "type Policy { secret: Int"))
    with pytest.raises(LookupError, match=r"no scope is stated for \['Policy.secret'\]"):
        check_field_scopes(grown)


@pytest.mark.parametrize(
    ("coordinate", "scope"),
    [
        ("Query.policies", Scope.READ_PUBLIC),
        ("Agency.duties", Scope.READ_PUBLIC),
        ("Query.calendar", Scope.READ_PUBLIC),
        ("Enterprise.name", Scope.READ_ENTERPRISES),
        ("Enterprise.suppliers", Scope.READ_ENTERPRISES),
        ("Evidence.text", Scope.READ_ENTERPRISES),
        ("SearchEdge.formerName", Scope.READ_ENTERPRISES),
        ("Query.whoToTell", Scope.READ_ENTERPRISES),
        ("Query.chain", Scope.READ_CHAINS),
        ("Programme.cultivation", Scope.READ_CHAINS),
        ("ChainMember.tier", Scope.READ_CHAINS),
    ],
)
def test_the_table_says_what_was_meant(coordinate: str, scope: Scope) -> None:
    assert FIELD_SCOPES[coordinate] is scope


def holding(*scopes: Scope) -> Principal:
    return Principal(PrincipalKind.ANALYST, "somebody", frozenset(scopes))


def verdict(read: Documents, document: str, principal: Principal) -> str | None:
    """Return the scope that the principal is said to lack, for a field that needs it."""
    try:
        read.check_scopes(document, principal)
    except InsufficientScopeError as error:
        return error.scope if FIELD_SCOPES[error.coordinate] == error.scope else "another field"
    return None


def test_each_field_is_opened_by_its_scopes_and_by_no_others() -> None:
    read = Documents(SCHEMA, DEFAULT_LIMITS)
    asked = 0
    for document in DOCUMENTS.values():
        needs = {Scope(each) for each in needed(document, SCHEMA, STATED)}
        assert verdict(read, document, holding(*needs)) is None
        assert verdict(read, document, holding(Scope.ADMIN)) is None
        for scope in set(Scope) - {Scope.ADMIN}:
            without = verdict(read, document, holding(*set(Scope) - {scope, Scope.ADMIN}))
            assert without == (scope.value if scope in needs else None), document
            alone = verdict(read, document, holding(scope))
            assert (alone is None) == (needs <= {scope}), document
            asked += 2
    assert asked > 10_000


@pytest.mark.parametrize("more", EXECUTORS, ids=["plan", "graphql-core"])
async def test_no_field_is_answered_without_its_scope(
    askers: Askers, more: dict[str, object]
) -> None:
    for coordinate, document in DOCUMENTS.items():
        lacking = FIELD_SCOPES[coordinate]
        if lacking is None:
            continue
        held = set(Scope) - {lacking, Scope.ADMIN}
        status, challenge, facts = await askers.ask(held, document, more)
        told = (status, facts.get("code"), facts.get("scope"))
        assert told == (403, "INSUFFICIENT_SCOPE", lacking.value), coordinate
        assert f'error="insufficient_scope", scope="{lacking}"' in challenge


@pytest.mark.parametrize("more", EXECUTORS, ids=["plan", "graphql-core"])
async def test_every_type_is_answered_with_its_scopes(
    askers: Askers, more: dict[str, object]
) -> None:
    first = {name.partition(".")[0]: document for name, document in DOCUMENTS.items()}
    for document in first.values():
        needs = {Scope(each) for each in needed(document, SCHEMA, STATED)}
        # A key has some scope; who somebody is needs none in particular.
        needs = needs or {Scope.READ_AUDIT}
        if document.startswith(BY_KIND):
            needs |= {each for each in Scope if each.startswith("write:")}
        status, _, facts = await askers.ask(needs, document, more)
        code = facts.get("code")
        assert (status, code in ("INSUFFICIENT_SCOPE", "VALIDATION_FAILED")) == (200, False)


@pytest.mark.parametrize("more", EXECUTORS, ids=["plan", "graphql-core"])
async def test_whoever_holds_everything_may_ask_everything(
    askers: Askers, more: dict[str, object]
) -> None:
    for document in ("{ policies { code } }", f"{{ {ONE} {{ name }} }}"):
        assert (await askers.ask({Scope.ADMIN}, document, more))[0] == 200


@pytest.mark.parametrize("more", EXECUTORS, ids=["plan", "graphql-core"])
async def test_an_alias_or_a_fragment_hides_no_field(
    askers: Askers, more: dict[str, object]
) -> None:
    for document in (
        f"{{ code: {ONE} {{ code: uscc }} }}",
        f"{{ ...A }} fragment A on Query {{ ...B }} fragment B on Query {{ {ONE} {{ uscc }} }}",
        f"{{ policies {{ code }} ... on Query {{ e: {ONE} @skip(if: true) {{ uscc }} }} }}",
        '{ search(text: "虚构", first: 1) { nodes { ... on Enterprise { uscc } } } }',
    ):
        status, _, facts = await askers.ask({Scope.READ_PUBLIC}, document, more)
        assert (status, facts["scope"]) == (403, "read:enterprises")


@pytest.mark.parametrize("more", EXECUTORS, ids=["plan", "graphql-core"])
async def test_an_id_of_an_enterprise_opens_nothing_without_the_scope(
    askers: Askers, more: dict[str, object]
) -> None:
    for kind in ("Enterprise", "Registration"):
        given = to_global_id(kind, "91410400MA0000001D")
        for asked in (f'node(id: "{given}")', f'nodes(ids: ["{given}"])'):
            document = f"{{ {asked} {{ id }} }}"
            _, _, facts = await askers.ask({Scope.READ_PUBLIC}, document, more)
            assert facts["code"] == "INSUFFICIENT_SCOPE"
            both = {Scope.READ_PUBLIC, Scope.READ_ENTERPRISES}
            assert (await askers.ask(both, document, more))[2] == {}


@pytest.mark.parametrize("more", EXECUTORS, ids=["plan", "graphql-core"])
async def test_a_search_for_enterprises_needs_their_scope(
    askers: Askers, more: dict[str, object]
) -> None:
    asked = 'search(text: "企业", first: 100, kinds: [ENTERPRISE])'
    document = f"{{ {asked} {{ totalCount }} }}"
    _, _, facts = await askers.ask({Scope.READ_PUBLIC}, document, more)
    assert facts["code"] == "INSUFFICIENT_SCOPE"
    free = document.replace(", kinds: [ENTERPRISE]", "")
    assert (await askers.ask({Scope.READ_PUBLIC}, free, more))[2] == {}


async def test_pictures_and_calendars_need_their_scopes(rules: Graph, client: Client) -> None:
    public = await issued_key(rules, client.clock, Scope.READ_PUBLIC)
    chains = await issued_key(rules, client.clock, Scope.READ_CHAINS, Scope.READ_ENTERPRISES)
    picture, calendar = "/chain/91410400MA0000001D.svg", "/calendar/pds-customs.ics"
    for key, path, status in (
        (public, calendar, 200),
        (public, picture, 403),
        (chains, calendar, 403),
        (chains, picture, 404),
    ):
        answer = await client.http.get(path, headers=bearing(key.text))
        assert answer.status_code == status
        assert (status == 403) == ("insufficient_scope" in str(answer.headers))


async def test_rules_read_with_a_token_are_not_for_shared_caches(
    rules: Graph, client: Client
) -> None:
    key = await issued_key(rules, client.clock, Scope.READ_PUBLIC)
    asked = {"query": "{ policies { code } }"}
    answer = await client.http.get("/graphql", params=asked, headers=bearing(key.text))
    assert answer.headers["cache-control"] == "private, no-cache"
    assert "Authorization" in answer.headers["vary"]

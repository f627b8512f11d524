"""Documents by id, and a service that answers no others; and how they are extracted."""

import json
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from credit_graph.api.trusted.manifest import ManifestError, read_manifest
from credit_graph.cli import command_line
from credit_graph.errors import SettingError
from credit_graph.graph.database.connection import Endpoint, Graph
from support.agency_files import NOW
from support.client import Client, Clock, serving_here

pytestmark = pytest.mark.holds("policies")

CLIENT = {
    "policies.graphql": "query Policies { policies { ...Named } }\n",
    "deep/policy.gql": "query Policy($code: String!) { policy(code: $code) { ...Named title } }\n",
    "deep/fragments.graphql": "fragment Named on Policy { code ...More }\n"
    "fragment More on Policy { number }\nfragment Unused on Policy { title }\n",
    "node_modules/other/wrong.graphql": "query {",
    "readme.txt": "no document",
}


def extract(folder: Path, files: dict[str, str]) -> Result:
    for name, text in files.items():
        path = folder / "client" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    manifest = str(folder / "manifest.json")
    return CliRunner().invoke(
        command_line(), ["documents", "extract", str(folder / "client"), "--to", manifest]
    )


def ids(folder: Path) -> dict[str, str]:
    content = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert (content["format"], content["version"]) == ("apollo-persisted-query-manifest", 1)
    return {each["name"]: each["id"] for each in content["operations"]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    result = extract(folder, CLIENT)
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
async def knowing(rules: Graph, endpoint: Endpoint, folder: Path) -> AsyncIterator[Client]:
    """A service that knows the documents, and answers others too."""
    assert rules.statements
    settings = {"CREDIT_GRAPH_DOCUMENTS": str(folder / "manifest.json")}
    async with serving_here(endpoint, Clock(NOW), settings=settings) as client:
        yield client


@pytest.fixture(scope="module")
async def strict(rules: Graph, endpoint: Endpoint, folder: Path) -> AsyncIterator[Client]:
    """A service that answers no others."""
    assert rules.statements
    settings = {
        "CREDIT_GRAPH_DOCUMENTS": str(folder / "manifest.json"),
        "CREDIT_GRAPH_DOCUMENTS_ONLY": "1",
    }
    async with serving_here(endpoint, Clock(NOW), settings=settings) as client:
        yield client


async def post(client: Client, body: dict[str, object]) -> tuple[int, object, str]:
    answer = await client.http.post("/graphql", json=body)
    errors = answer.json().get("errors") or [{"extensions": {"code": ""}}]
    return answer.status_code, answer.json().get("data"), errors[0]["extensions"]["code"]


def test_the_manifest_holds_each_operation_with_its_fragments(folder: Path) -> None:
    by_id = read_manifest((folder / "manifest.json").read_bytes())
    assert set(ids(folder)) == {"Policies", "Policy"}
    for key, body in by_id.items():
        assert key == f"sha256:{sha256(body.encode()).hexdigest()}"
        assert "fragment More" in body
        assert "Unused" not in body


def test_the_same_files_give_the_same_manifest(folder: Path, tmp_path: Path) -> None:
    assert extract(tmp_path, CLIENT).exit_code == 0
    again = (tmp_path / "manifest.json").read_bytes()
    assert again == (folder / "manifest.json").read_bytes()


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("query A { policies { cod } }", "wrong.graphql: A: Cannot query field 'cod'"),
        ("query A {\n policies {", "wrong.graphql:2: Syntax Error"),
        ("{ policies { code } }", "wrong.graphql: an operation: it has no name"),
        ("query Policies { agencies { code } }", "Policies: there are two of that name"),
        ("fragment Named on Policy { code }", "there are two fragments Named"),
        ("query A { policies { ...Absent } }", "Unknown fragment 'Absent'"),
        ("query A { " + " ".join(f"a{n}: __typename" for n in range(101)) + " }", "aliases is 101"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(
    tmp_path: Path, text: str, finding: str
) -> None:
    result = extract(tmp_path, {**CLIENT, "z/wrong.graphql": text})
    assert result.exit_code == 1
    assert finding in result.stderr
    assert not (tmp_path / "manifest.json").exists()


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    result = extract(tmp_path, {"readme.txt": "nothing"})
    assert result.exit_code == 2
    assert "holds no .gql or .graphql file" in result.stderr


async def test_an_id_stands_for_its_document(knowing: Client, folder: Path) -> None:
    named = ids(folder)
    status, data, _ = await post(
        knowing, {"documentId": named["Policy"], "variables": {"code": "pds-2021-7"}}
    )
    assert (status, data["policy"]["code"]) == (200, "pds-2021-7")  # type: ignore[index]  # JSON
    status, data, _ = await post(knowing, {"documentId": named["Policies"], "extensions": {}})
    assert len(data["policies"]) == 5  # type: ignore[index]  # JSON
    answer = await knowing.http.get("/graphql", params={"documentId": named["Policies"]})
    assert answer.json()["data"] == data
    assert answer.headers["cache-control"] == "public, no-cache"


async def test_other_documents_are_answered_too_unless_only_these_are(
    knowing: Client, strict: Client
) -> None:
    other: dict[str, object] = {"query": "{ policies { code } }"}
    assert (await post(knowing, other))[0] == 200
    assert await post(strict, other) == (200, None, "UNTRUSTED_DOCUMENT")
    assert await post(strict, {**other, "extensions": {}}) == (200, None, "UNTRUSTED_DOCUMENT")
    introspection: dict[str, object] = {"query": "{ __schema { types { name } } }"}
    assert (await post(strict, introspection))[2] == "UNTRUSTED_DOCUMENT"
    answer = await strict.http.get("/graphql", params={"query": "{ policies { code } }"})
    assert answer.json()["errors"][0]["extensions"]["code"] == "UNTRUSTED_DOCUMENT"


async def test_a_trusted_document_may_be_sent_itself(strict: Client, folder: Path) -> None:
    (text,) = [
        body
        for key, body in read_manifest((folder / "manifest.json").read_bytes()).items()
        if key == ids(folder)["Policies"]
    ]
    assert (await post(strict, {"query": text}))[0::2] == (200, "")
    assert (await post(strict, {"query": f"{text} "}))[2] == "UNTRUSTED_DOCUMENT"
    assert (await post(strict, {"documentId": ids(folder)["Policies"]}))[0::2] == (200, "")


@pytest.mark.parametrize("body", [{"documentId": "sha256:0"}, {"documentId": ""}, {"id": "x"}])
async def test_an_unknown_id_is_refused(knowing: Client, body: dict[str, object]) -> None:
    assert await post(knowing, body) == (400, None, "UNKNOWN_DOCUMENT")


async def test_without_documents_an_id_means_nothing(client: Client, folder: Path) -> None:
    body: dict[str, object] = {"documentId": ids(folder)["Policies"]}
    assert await post(client, body) == (400, None, "PERSISTED_QUERY_NOT_SUPPORTED")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b'{"a": 7}',
        b'{"": "{ a }"}',
        b'{"format": "x", "operations": []}',
        b'{"format": "apollo-persisted-query-manifest", "operations": [7]}',
        b'{"format": "apollo-persisted-query-manifest", "operations": [{"id": "a"}]}',
    ],
)
async def test_what_is_no_manifest_ends_the_start(
    rules: Graph, endpoint: Endpoint, tmp_path: Path, text: bytes
) -> None:
    assert rules.statements
    with pytest.raises(ManifestError):
        read_manifest(text)
    file = tmp_path / "manifest.json"
    file.write_bytes(text)
    settings = {"CREDIT_GRAPH_DOCUMENTS": str(file)}
    with pytest.raises(SettingError, match="CREDIT_GRAPH_DOCUMENTS"):
        async with serving_here(endpoint, Clock(NOW), settings=settings):
            pass


def test_a_plain_mapping_is_a_manifest_too() -> None:
    assert read_manifest(b'{"abc": "{ policies { code } }"}') == {"abc": "{ policies { code } }"}

"""The explorer's files: words in both languages, documents of the schema, vendored libraries."""

import gzip
import re
from hashlib import sha256
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    build_schema,
    is_required_input_field,
    parse,
    validate,
)

from credit_graph.api.authority.field_scopes import FIELD_SCOPES
from credit_graph.api.schema import schema_text
from credit_graph.usecases.recording.rights import SCOPES
from support.explorer_files import (
    EXPLORER,
    ROOT,
    Uses,
    catalogue,
    documents,
    scripts,
    slots,
    uses,
    vendored,
    whole,
)

SCHEMA = build_schema(schema_text())
LOCKS = [EXPLORER / "vendor" / "lock.json", ROOT / "tests" / "browser" / "vendor" / "lock.json"]
LICENCES = {"MIT", "Apache-2.0", "MPL-2.0"}
FIRST_LOAD_BYTES = 600_000

# Which enumerations of the schema a reader sees as words, under which keys.
SHOWN = {
    "Verdict": "verdict",
    "ChangeKind": "change",
    "FactKind": "fact",
    "DutyRole": "role",
    "ProgrammeState": "state",
    "WeakLinkKind": "weak",
    "ChainMode": "mode",
    "ChainDirection": "direction",
    "DueStatus": "due",
    "Beneficiary": "beneficiary",
    "SearchKind": "kind",
    "PreviewOutcome": "fate",
    "RecordingOutcome": "record.done",
    "TableKind": "table",
}


def test_both_catalogues_hold_the_same_keys_with_the_same_places_for_values() -> None:
    zh, en = catalogue("zh"), catalogue("en")
    assert len(zh) > 200
    assert zh.keys() ^ en.keys() == set()
    assert [key for key in zh if slots(zh[key]) != slots(en[key])] == []
    assert [key for key in zh if not (zh[key].strip() and en[key].strip())] == []


def unknown(named: Uses, keys: set[str]) -> list[str]:
    begun = [each for each in named.beginnings if not any(key.startswith(each) for key in keys)]
    return sorted(named.whole - keys) + sorted(begun)


def unused(named: Uses, keys: set[str]) -> list[str]:
    return sorted(
        key
        for key in keys
        if key not in named.whole and not any(key.startswith(each) for each in named.beginnings)
    )


def test_scripts_name_words_that_exist_and_all_words_are_named() -> None:
    named = uses([text for _, text in scripts()])
    keys = set(catalogue("zh"))
    assert unknown(named, keys) == []
    assert unused(named, keys) == []


def test_missing_and_unused_words_are_found() -> None:
    named = uses(['t("a.b"); t(`c.${x}`); t(ok ? "d.e" : "d.f")'])
    assert unknown(named, {"d.e", "d.f"}) == ["a.b", "c."]
    assert unused(named, {"a.b", "c.z", "d.e", "d.f", "d.g"}) == ["d.g"]


@pytest.mark.parametrize("name", SHOWN)
def test_each_value_of_a_shown_enumeration_has_words(name: str) -> None:
    enumeration = SCHEMA.type_map[name]
    assert isinstance(enumeration, GraphQLEnumType)
    keys = catalogue("zh").keys()
    assert [v for v in enumeration.values if f"{SHOWN[name]}.{v}" not in keys] == []


@pytest.mark.parametrize("path", documents(), ids=lambda each: each.stem)
def test_each_document_of_a_screen_fits_the_schema(path: Path) -> None:
    assert [str(error) for error in validate(SCHEMA, parse(whole(path)))] == []


def test_every_form_sends_fields_of_its_input_and_offers_every_refusal_words() -> None:
    changes = (EXPLORER / "code" / "recording" / "changes.js").read_text("utf-8")
    forms = re.findall(r'document: "([\w-]+)", scope: "([\w:]+)",\s+fields: \[([^\]]+)\]', changes)
    assert len(forms) == 7
    for name, scope, listed in forms:
        text = (EXPLORER / "queries" / f"{name}.graphql").read_text("utf-8")
        mutation = re.findall(r"change: (\w+)\(", text)[0]
        assert FIELD_SCOPES[f"Mutation.{mutation}"] == scope
        given = SCHEMA.type_map[re.findall(r"input: (\w+)!", text)[0]]
        assert isinstance(given, GraphQLInputObjectType)
        fields = {each.strip('"? ') for each in listed.split(",")}
        assert fields <= given.fields.keys()
        required = {each for each in given.fields if is_required_input_field(given.fields[each])}
        assert required <= {each.strip('" ') for each in listed.split(",")}
    tables = re.search(r"export const TABLES = \{(.+?)\};", changes, re.DOTALL)
    assert tables is not None
    offered = dict(re.findall(r'(\w+): "([\w:]+)"', tables[1]))
    assert offered == {kind.name: scope.value for kind, scope in SCOPES.items()}
    refusal = SCHEMA.type_map["Refusal"]
    assert isinstance(refusal, GraphQLInterfaceType)
    kinds = {each.name for each in SCHEMA.get_implementations(refusal).objects}
    assert {f"refused.{each}" for each in kinds} <= catalogue("zh").keys()


@pytest.mark.parametrize("name", ["eligibility", "cultivation", "responsibility"])
def test_the_tabs_of_graphiql_ask_what_the_readme_asks(name: str) -> None:
    text = (EXPLORER / "questions" / f"{name}.graphql").read_text("utf-8")
    question = re.sub(r"^query \w+ ", "", text)
    assert f"```graphql\n{question}```" in (ROOT / "README.md").read_text("utf-8")


# What would need a looser policy, read an answer as HTML, or leave this host.
FORBIDDEN = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|"
    r"setAttribute\(\"style|https?://(?!www\.w3\.org/2000/svg)"
)


def test_no_script_reads_html_and_no_file_names_another_host() -> None:
    files = [*(EXPLORER / "style").rglob("*"), *EXPLORER.glob("*.html")]
    texts = [*scripts(), *((path.name, path.read_text("utf-8")) for path in files)]
    assert len(texts) > 20
    assert [name for name, text in texts if FORBIDDEN.search(text)] == []


def test_what_is_forbidden_is_found() -> None:
    assert FORBIDDEN.search('x.innerHTML = "a"')
    assert FORBIDDEN.search('<script src="https://example.org/a.js">')


@pytest.mark.parametrize("lock", LOCKS, ids=lambda each: each.parent.parent.name)
def test_vendored_files_are_those_of_the_lock_with_their_licence(lock: Path) -> None:
    packages = vendored(lock)
    stated = {
        (package.folder / name): digest
        for package in packages
        for name, digest in package.digests.items()
    }
    found = {path for path in lock.parent.rglob("*") if path.is_file()} - {lock}
    assert found == set(stated)
    wrong = [path for path in found if sha256(path.read_bytes()).hexdigest() != stated[path]]
    assert wrong == []
    assert {package.licence for package in packages} <= LICENCES
    assert [each.folder.name for each in packages if "LICENSE" not in each.digests] == []


def compressed(path: Path) -> int:
    """Return a file's size as the service sends it, at the fastest of zlib's levels."""
    return len(gzip.compress(path.read_bytes(), compresslevel=1))


def test_the_first_load_of_any_screen_is_small() -> None:
    folders = ("code", "style", "queries")
    own = [path for folder in folders for path in (EXPLORER / folder).rglob("*") if path.is_file()]
    libraries = sorted((EXPLORER / "vendor").glob("*/*.mjs"))
    assert [each.name.split(".")[0] for each in libraries] == ["cytoscape", "echarts"]
    page = sum(map(compressed, [EXPLORER / "index.html", *own]))
    # No screen draws with both.
    assert page + max(map(compressed, libraries)) <= FIRST_LOAD_BYTES

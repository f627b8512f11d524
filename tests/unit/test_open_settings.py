"""Who opens the service to other machines must close it first (S14)."""

from itertools import combinations
from pathlib import Path

import pytest

from credit_graph.errors import SettingError
from credit_graph.settings import Certificate, ServingProfile, TrustedIssuer, read_settings
from support.certificates import self_signed

NAMES = {"CREDIT_GRAPH_NAMES": "credit.example.org"}
PROXY = {"CREDIT_GRAPH_PROXIES": "10.0.0.7"}
BEYOND = {"CREDIT_GRAPH_HOST": "0.0.0.0"}  # noqa: S104  # what is tested
ISSUER = {
    "CREDIT_GRAPH_JWKS": "https://id.example.org/jwks",
    "CREDIT_GRAPH_ISSUER": "https://id.example.org",
    "CREDIT_GRAPH_AUDIENCE": "credit-graph",
}
SECRET = "fT9vQz1mXw8rKd3sLp6nBy2hGj5cVa7e"  # noqa: S105  # of nothing


def refused(environment: dict[str, str]) -> str:
    with pytest.raises(SettingError) as caught:
        read_settings(environment)
    return caught.value.setting


def test_every_address_of_other_machines_needs_names_and_tls() -> None:
    for host in ("0.0.0.0", "::", "192.0.2.7"):  # noqa: S104  # what is tested
        beyond = {"CREDIT_GRAPH_HOST": host}
        assert refused(beyond) == "CREDIT_GRAPH_NAMES"
        assert refused(beyond | PROXY) == "CREDIT_GRAPH_NAMES"
        assert refused(beyond | NAMES) == "CREDIT_GRAPH_TLS_CERTIFICATE"
        assert read_settings(beyond | NAMES | PROXY).network.host == host


def test_with_nothing_but_the_required_settings_the_open_service_is_closed() -> None:
    settings = read_settings(BEYOND | NAMES | PROXY)
    assert settings.needs_token
    assert settings.profile == ServingProfile(
        introspection=False, suggestions=False, graphiql=False, get=False
    )
    assert not settings.with_demo
    assert settings.network.origins == ()


def test_a_name_for_others_closes_the_service_on_loopback_too() -> None:
    assert refused(NAMES) == "CREDIT_GRAPH_TLS_CERTIFICATE"
    settings = read_settings(NAMES | PROXY)
    assert settings.needs_token
    assert not settings.profile.introspection


def test_no_way_of_opening_it_leaves_reading_free() -> None:
    ways = [BEYOND, NAMES, PROXY, {"CREDIT_GRAPH_PROFILE": "development"}]
    for count in range(len(ways) + 1):
        for chosen in combinations(ways, count):
            environment = {"CREDIT_GRAPH_AUTHENTICATION": "optional"}
            for each in chosen:
                environment |= each
            if BEYOND in chosen or NAMES in chosen:
                assert refused(environment).startswith("CREDIT_GRAPH_")
            else:
                assert not read_settings(environment).needs_token


def test_the_service_may_have_a_certificate_of_its_own(tmp_path: Path) -> None:
    chain, key = self_signed(tmp_path, "credit.example.org")
    tls = {"CREDIT_GRAPH_TLS_CERTIFICATE": str(chain), "CREDIT_GRAPH_TLS_KEY": str(key)}
    assert read_settings(BEYOND | NAMES | tls).network.certificate == Certificate(chain, key)
    assert refused({"CREDIT_GRAPH_TLS_KEY": str(key)}) == "CREDIT_GRAPH_TLS_CERTIFICATE"
    assert refused({"CREDIT_GRAPH_TLS_CERTIFICATE": str(chain)}) == "CREDIT_GRAPH_TLS_KEY"
    swapped = {"CREDIT_GRAPH_TLS_CERTIFICATE": str(key), "CREDIT_GRAPH_TLS_KEY": str(chain)}
    assert refused(swapped) == "CREDIT_GRAPH_TLS_CERTIFICATE"
    missing = {**tls, "CREDIT_GRAPH_TLS_KEY": str(tmp_path / "none.pem")}
    assert refused(missing) == "CREDIT_GRAPH_TLS_CERTIFICATE"


@pytest.mark.parametrize(
    "secret",
    [
        "",
        " " * 40,
        "a" * 40,
        "abababababababababababababababababab",
        "changeme-changeme-changeme-changeme!",
        "Change_Me_To_Something_Long_And_Random",
        "please-replace-me-with-32-characters",
        "your-secret-key-of-32-characters-here",
        "0123456789012345678901234567890123456789",
        "P@ssw0rd-password-P@ssw0rd-password",
    ],
)
def test_an_empty_or_sample_secret_is_refused_and_not_repeated(secret: str) -> None:
    with pytest.raises(SettingError, match="CREDIT_GRAPH_SECRET") as caught:
        read_settings({"CREDIT_GRAPH_SECRET": secret})
    assert not secret or secret not in str(caught.value)
    assert read_settings({"CREDIT_GRAPH_SECRET": SECRET}).secret == SECRET


@pytest.mark.parametrize("password", ["neo4j", "password", "changeme-42", "letmein"])
def test_a_sample_password_of_the_database_is_refused_where_others_can_reach_the_service(
    password: str,
) -> None:
    database = {"NEO4J_URI": "bolt://db", "NEO4J_PASSWORD": password}
    assert refused(BEYOND | NAMES | PROXY | database) == "NEO4J_PASSWORD"
    assert read_settings(database).external is not None


def test_production_shows_what_is_allowed_by_name() -> None:
    production = {"CREDIT_GRAPH_PROFILE": "production"}
    assert read_settings(
        production | {"CREDIT_GRAPH_ALLOW": "get, graphiql"}
    ).profile == ServingProfile(introspection=False, suggestions=False, graphiql=True, get=True)
    assert refused(production | {"CREDIT_GRAPH_ALLOW": "everything"}) == "CREDIT_GRAPH_ALLOW"
    assert refused({"CREDIT_GRAPH_PROFILE": "prod"}) == "CREDIT_GRAPH_PROFILE"
    opened = {"CREDIT_GRAPH_PROFILE": "development"}
    assert read_settings(BEYOND | NAMES | PROXY | opened).profile == ServingProfile()


def test_an_issuer_is_named_whole() -> None:
    assert read_settings(ISSUER).issuer == TrustedIssuer(
        "https://id.example.org/jwks", "https://id.example.org", "credit-graph"
    )
    assert read_settings({}).issuer is None
    for name in ISSUER:
        lacking = {each: value for each, value in ISSUER.items() if each != name}
        assert refused(lacking) == name
        assert refused({**ISSUER, name: ""}) == name


def test_people_log_on_where_the_explorer_is_registered() -> None:
    settings = read_settings({**ISSUER, "CREDIT_GRAPH_LOG_ON_CLIENT": "explorer"}).issuer
    assert settings is not None
    assert settings.client == "explorer"
    assert settings.origin == "https://id.example.org"


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("CREDIT_GRAPH_LOG_ON_CLIENT", "x\ny", "CREDIT_GRAPH_LOG_ON_CLIENT"),
        ("CREDIT_GRAPH_LOG_ON_CLIENT", "x" * 256, "CREDIT_GRAPH_LOG_ON_CLIENT"),
        ("CREDIT_GRAPH_ISSUER", "the bureau", "CREDIT_GRAPH_ISSUER"),
        ("CREDIT_GRAPH_ISSUER", "http://id.example.org", "CREDIT_GRAPH_ISSUER"),
        ("CREDIT_GRAPH_ISSUER", "https://me:word@id.example.org", "CREDIT_GRAPH_ISSUER"),
        ("CREDIT_GRAPH_ISSUER", "https://id.example.org/?realm=x", "CREDIT_GRAPH_ISSUER"),
        ("CREDIT_GRAPH_ISSUER", "https://id.example.org;script-src", "CREDIT_GRAPH_ISSUER"),
        ("CREDIT_GRAPH_ISSUER", "https://[::1", "CREDIT_GRAPH_ISSUER"),
    ],
)
def test_a_place_to_log_on_that_cannot_be_used_is_refused(
    name: str, value: str, named: str
) -> None:
    environment = {**ISSUER, "CREDIT_GRAPH_LOG_ON_CLIENT": "explorer", name: value}
    with pytest.raises(SettingError) as refused:
        read_settings(environment)
    assert refused.value.setting == named


def test_a_client_without_an_issuer_is_refused() -> None:
    with pytest.raises(SettingError, match="CREDIT_GRAPH_JWKS"):
        read_settings({"CREDIT_GRAPH_LOG_ON_CLIENT": "explorer"})


def test_the_keys_of_an_issuer_may_be_a_file(tmp_path: Path) -> None:
    file = tmp_path / "jwks.json"
    file.write_text("{}", encoding="utf-8")
    issuer = read_settings({**ISSUER, "CREDIT_GRAPH_JWKS": str(file)}).issuer
    assert issuer is not None
    assert issuer.jwks == file


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CREDIT_GRAPH_JWKS", "nowhere.json"),
        ("CREDIT_GRAPH_JWKS", "http://id.example.org/jwks"),
        ("CREDIT_GRAPH_JWKS", "ftp://id.example.org/jwks"),
        ("CREDIT_GRAPH_JWKS", "https://me:word@id.example.org/jwks"),
        ("CREDIT_GRAPH_JWKS", "https://[::1"),
        ("CREDIT_GRAPH_AUTHENTICATION", "yes"),
        ("CREDIT_GRAPH_PROXIES", "proxy.example.org"),
        ("CREDIT_GRAPH_PROXIES", "0.0.0.0/0"),
        ("CREDIT_GRAPH_PROXIES", "10.0.0.1/8"),
        ("CREDIT_GRAPH_NAMES", "credit.example.org:443"),
        ("CREDIT_GRAPH_NAMES", "*.example.org"),
        ("CREDIT_GRAPH_NAMES", "localhost"),
        ("CREDIT_GRAPH_NAMES", "https://credit.example.org"),
    ],
)
def test_a_wrong_value_is_refused_by_its_name(name: str, value: str) -> None:
    assert refused({**ISSUER, **NAMES, **PROXY, name: value}) == name

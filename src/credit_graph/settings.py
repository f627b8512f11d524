"""Settings, read once from the environment into frozen values. Nobody else reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from os import pathsep
from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_state_path

from credit_graph.errors import SettingError

_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
_USUAL_PORTS = {"http": 80, "https": 443}
_HIGHEST_PORT = 65_535
_SHORTEST_SECRET = 32


@dataclass(frozen=True, slots=True)
class External:
    """A Neo4j that somebody else runs; the password never shows in `repr`."""

    uri: str
    username: str
    password: str = field(repr=False)
    database: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person may set; docs/operations.md lists every variable.

    `external` is None for the embedded database, whose files are in `home`. `seeds` are the
    folders of the site's own policies. `secret` signs cursors; processes that serve together
    share it. Without one it is derived from the database's password, which they share too.
    `origins`: pages of these sites may ask too. `needs_token`: nobody reads without one.
    """

    host: str
    port: int
    home: Path
    seeds: tuple[Path, ...]
    with_demo: bool
    external: External | None
    secret: str | None = field(repr=False)
    origins: tuple[str, ...] = ()
    needs_token: bool = False


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read and check every setting; raise `SettingError` for the first that is wrong."""
    return Settings(
        host=_loopback(environment.get("CREDIT_GRAPH_HOST", "127.0.0.1")),
        port=_port(environment.get("CREDIT_GRAPH_PORT", "8000")),
        home=_home(environment.get("CREDIT_GRAPH_HOME")),
        seeds=read_site_folders(environment),
        with_demo=_switch("CREDIT_GRAPH_DEMO", environment.get("CREDIT_GRAPH_DEMO", "1")),
        external=_external(environment),
        secret=_secret(environment.get("CREDIT_GRAPH_SECRET")),
        origins=_origins(environment.get("CREDIT_GRAPH_ORIGINS", "")),
        needs_token=_needs_token(environment.get("CREDIT_GRAPH_AUTHENTICATION", "optional")),
    )


def read_site_folders(environment: Mapping[str, str]) -> tuple[Path, ...]:
    """Return the folders of the site's own policies, for what needs no other setting."""
    return _folders("CREDIT_GRAPH_SEEDS", environment.get("CREDIT_GRAPH_SEEDS", ""))


def _loopback(host: str) -> str:
    try:
        inside = host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        inside = False
    if not inside:
        raise SettingError(
            setting="CREDIT_GRAPH_HOST",
            why=f"{host} is not a loopback address; without authentication only those are served",
        )
    return host.strip("[]")


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 <= int(text) <= _HIGHEST_PORT:
        raise SettingError(
            setting="CREDIT_GRAPH_PORT", why=f"{text!r} is not a port from 0 to {_HIGHEST_PORT}"
        )
    return int(text)


def _home(text: str | None) -> Path:
    if not text:
        return user_state_path("credit-graph")
    return _absolute("CREDIT_GRAPH_HOME", text)


def _folders(name: str, text: str) -> tuple[Path, ...]:
    found = tuple(_absolute(name, each) for each in text.split(pathsep) if each)
    for folder in found:
        if not folder.is_dir():
            raise SettingError(setting=name, why=f"{folder} is not a folder")
    return found


def _absolute(name: str, text: str) -> Path:
    # Neo4j takes absolute paths without `..` only.
    try:
        return Path(text).expanduser().resolve()
    except (RuntimeError, OSError) as error:
        raise SettingError(setting=name, why=f"{text!r} is not a path ({error})") from None


def _switch(name: str, text: str) -> bool:
    if text not in ("0", "1"):
        raise SettingError(setting=name, why=f"{text!r} is neither 0 nor 1")
    return text == "1"


def _external(environment: Mapping[str, str]) -> External | None:
    uri = environment.get("NEO4J_URI")
    if not uri:
        return None
    problem = _uri_problem(uri)
    if problem is not None:
        raise SettingError(setting="NEO4J_URI", why=problem)
    password = environment.get("NEO4J_PASSWORD")
    if not password:
        raise SettingError(setting="NEO4J_PASSWORD", why="NEO4J_URI is set and this is not")
    return External(
        uri=uri,
        username=environment.get("NEO4J_USERNAME", "neo4j"),
        password=password,
        database=environment.get("NEO4J_DATABASE", "neo4j"),
    )


def _uri_problem(uri: str) -> str | None:
    """Return why an address cannot be used; it is not repeated, for it may hold credentials."""
    scheme, _, rest = uri.partition("://")
    if scheme not in _SCHEMES:
        return f"it begins with none of {', '.join(f'{each}://' for each in _SCHEMES)}"
    try:
        parts = urlsplit(uri)
        host, port = parts.hostname, parts.port
    except ValueError:
        return "its host or port cannot be read"
    problems = (
        ("://" in rest, "it holds :// twice; write one scheme, one host and one port"),
        ("@" in rest, "it holds credentials; set NEO4J_USERNAME and NEO4J_PASSWORD"),
        (not host, "it names no host"),
        (port == 0 or parts.netloc.endswith(":"), "its port is not a number from 1 to 65535"),
        (
            parts.path not in ("", "/") or bool(parts.fragment),
            "it goes on after host and port; NEO4J_DATABASE names the database",
        ),
        (bool(parts.query) and scheme.startswith("bolt"), f"{scheme}:// takes no parameters"),
    )
    return next((words for applies, words in problems if applies), None)


def _needs_token(text: str) -> bool:
    if text not in ("optional", "required"):
        raise SettingError(
            setting="CREDIT_GRAPH_AUTHENTICATION", why=f"{text!r} is neither optional nor required"
        )
    return text == "required"


def _origins(text: str) -> tuple[str, ...]:
    return tuple(_origin(each.strip()) for each in text.split(",") if each.strip())


def _origin(text: str) -> str:
    """Return an origin as browsers write it: scheme, host and any port but the usual one."""
    try:
        parts = urlsplit(text.lower())
        usual, host = _USUAL_PORTS.get(parts.scheme), parts.hostname or ""
        name = f"{parts.scheme}://{f'[{host}]' if ':' in host else host}"
        origin = name if parts.port in (None, usual) else f"{name}:{parts.port}"
    except ValueError:
        usual, host, origin = None, "", ""
    if (
        usual is None
        or not host
        or "*" in host
        or text.lower() not in (origin, f"{origin}:{usual}")
    ):
        raise SettingError(
            setting="CREDIT_GRAPH_ORIGINS",
            why=f"{text!r} is not an origin like https://example.org or http://localhost:3000",
        )
    return origin


def _secret(text: str | None) -> str | None:
    if text is not None and len(text) < _SHORTEST_SECRET:
        raise SettingError(
            setting="CREDIT_GRAPH_SECRET", why=f"it is shorter than {_SHORTEST_SECRET} characters"
        )
    return text

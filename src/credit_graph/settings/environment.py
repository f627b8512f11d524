"""Settings, read once from the environment into frozen values. Nobody else reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from os import pathsep
from pathlib import Path

from platformdirs import user_state_path

from credit_graph.errors import SettingError
from credit_graph.errors.causes import cause_of
from credit_graph.message import Message
from credit_graph.settings.access import (
    DocumentList,
    ServingProfile,
    TrustedIssuer,
    is_sample,
    read_documents,
    read_issuer,
    read_needs_token,
    read_profile,
    read_secret,
)
from credit_graph.settings.auditing import Auditing, read_auditing
from credit_graph.settings.database import (
    EMBEDDED_LINES,
    External,
    read_embedded_line,
    read_external,
)
from credit_graph.settings.monitoring import Monitoring, read_monitoring
from credit_graph.settings.network import AddressRange, Network, read_network
from credit_graph.settings.webhooks import read_webhook_networks


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person may set; docs/operations.md lists every variable.

    `external` is None for the embedded database, whose files are in `home`. `seeds` are the
    folders of the site's own policies. `secret` signs cursors; processes that serve together
    share it. Without one it is derived from the database's password, which they share too.
    `needs_token`: nobody reads without one. `jars`: where the embedded database's jars are,
    None for `home/jars`. `neo4j`: which line of Neo4j is embedded.
    """

    network: Network
    home: Path
    seeds: tuple[Path, ...]
    with_demo: bool
    external: External | None
    secret: str | None = field(repr=False)
    needs_token: bool
    issuer: TrustedIssuer | None
    profile: ServingProfile
    documents: DocumentList | None
    jars: Path | None = None
    monitoring: Monitoring = field(default_factory=Monitoring)
    neo4j: str = EMBEDDED_LINES[0]
    auditing: Auditing = field(default_factory=Auditing)
    federated: bool = False
    webhook_networks: tuple[AddressRange, ...] = ()

    @property
    def jar_folder(self) -> Path:
        """Where the embedded database's jars are."""
        return self.jars or self.home / "jars"

    @property
    def audit_key(self) -> Path:
        """The file with the signing key of the audit log."""
        return self.auditing.key or self.home / "audit.key"


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read and check every setting; raise `SettingError` for the first that is wrong."""
    network = read_network(environment)
    external = read_external(environment)
    if network.is_open and external is not None and is_sample(external.password):
        raise SettingError(
            setting="NEO4J_PASSWORD",
            why=Message(
                "it is short or looks like a sample, and other machines can reach the service"
            ),
        )
    usual_demo = "0" if network.is_open else "1"
    return Settings(
        network=network,
        home=_home(environment.get("CREDIT_GRAPH_HOME")),
        seeds=read_site_folders(environment),
        with_demo=_switch("CREDIT_GRAPH_DEMO", environment.get("CREDIT_GRAPH_DEMO", usual_demo)),
        external=external,
        secret=read_secret(environment),
        needs_token=read_needs_token(environment, network),
        issuer=read_issuer(environment),
        profile=read_profile(environment, network),
        documents=read_documents(environment),
        jars=_optional_path("CREDIT_GRAPH_JARS", environment.get("CREDIT_GRAPH_JARS")),
        monitoring=read_monitoring(environment),
        neo4j=read_embedded_line(environment),
        auditing=read_auditing(environment),
        federated=_switch(
            "CREDIT_GRAPH_FEDERATION", environment.get("CREDIT_GRAPH_FEDERATION", "0")
        ),
        webhook_networks=read_webhook_networks(environment),
    )


def read_site_folders(environment: Mapping[str, str]) -> tuple[Path, ...]:
    """Return the folders of the site's own policies, for what needs no other setting."""
    return _folders("CREDIT_GRAPH_SEEDS", environment.get("CREDIT_GRAPH_SEEDS", ""))


def _home(text: str | None) -> Path:
    if not text:
        return user_state_path("credit-graph")
    return _absolute("CREDIT_GRAPH_HOME", text)


def _folders(name: str, text: str) -> tuple[Path, ...]:
    found = tuple(_absolute(name, each) for each in text.split(pathsep) if each)
    for folder in found:
        if not folder.is_dir():
            raise SettingError(
                setting=name, why=Message("{folder} is not a folder", folder=str(folder))
            )
    return found


def _optional_path(name: str, text: str | None) -> Path | None:
    return _absolute(name, text) if text else None


def _absolute(name: str, text: str) -> Path:
    # Neo4j takes absolute paths without `..` only.
    try:
        return Path(text).expanduser().resolve()
    except (RuntimeError, OSError) as error:
        cause = cause_of(error, "Python")
        raise SettingError(
            setting=name, why=Message("{text!r} is not a path ({cause})", text=text, cause=cause)
        ) from None


def _switch(name: str, text: str) -> bool:
    if text not in ("0", "1"):
        raise SettingError(setting=name, why=Message("{text!r} is neither 0 nor 1", text=text))
    return text == "1"

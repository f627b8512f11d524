"""The settings as `serve --help` lists them; a test compares with docs/operations.md."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SettingHelp:
    """One environment variable: its default in words, empty if there is none, and its meaning."""

    name: str
    default: str
    meaning: str

    @property
    def line(self) -> str:
        """The variable on one line."""
        default = f" (default {self.default})" if self.default else ""
        return f"{self.name}: {self.meaning}{default}"


SETTINGS = (
    SettingHelp("CREDIT_GRAPH_HOST", "127.0.0.1", "address to listen on"),
    SettingHelp("CREDIT_GRAPH_PORT", "8000", "port, 0 to 65535; 0 lets the system choose"),
    SettingHelp("CREDIT_GRAPH_NAMES", "", "host names under which other machines reach it"),
    SettingHelp("CREDIT_GRAPH_TLS_CERTIFICATE", "", "PEM file of the certificate"),
    SettingHelp("CREDIT_GRAPH_TLS_KEY", "", "PEM file of its private key"),
    SettingHelp("CREDIT_GRAPH_PROXIES", "", "proxies that end TLS, with commas between"),
    SettingHelp("CREDIT_GRAPH_HOME", "the system's folder for state", "the state directory"),
    SettingHelp("CREDIT_GRAPH_SEEDS", "", "folders of the site's own policies, with : between"),
    SettingHelp("CREDIT_GRAPH_DEMO", "1", "1 or 0: load the demo region into an empty database"),
    SettingHelp(
        "CREDIT_GRAPH_SECRET",
        "derived from the database's password",
        "signs cursors, 32 characters",
    ),
    SettingHelp("CREDIT_GRAPH_AUTHENTICATION", "optional", "required: reading needs a token too"),
    SettingHelp("CREDIT_GRAPH_JWKS", "", "file or address of a token issuer's public keys"),
    SettingHelp("CREDIT_GRAPH_ISSUER", "", "what those tokens have in iss"),
    SettingHelp("CREDIT_GRAPH_AUDIENCE", "", "what they have in aud"),
    SettingHelp(
        "CREDIT_GRAPH_LOG_ON_CLIENT", "", "the explorer's client id at the issuer: log on there"
    ),
    SettingHelp("CREDIT_GRAPH_PROFILE", "development", "or production: tools for developers off"),
    SettingHelp("CREDIT_GRAPH_ALLOW", "", "what is on in production all the same"),
    SettingHelp("CREDIT_GRAPH_DOCUMENTS", "", "a manifest of trusted documents"),
    SettingHelp("CREDIT_GRAPH_DOCUMENTS_ONLY", "0", "1: no other document is answered"),
    SettingHelp("CREDIT_GRAPH_ORIGINS", "", "sites whose pages may ask, with commas between"),
    SettingHelp("CREDIT_GRAPH_FEDERATION", "0", "1: a gateway of Apollo Federation may ask it"),
    SettingHelp("CREDIT_GRAPH_JARS", "jars in the state directory", "the jars of the database"),
    SettingHelp("CREDIT_GRAPH_NEO4J", "5.26", "or 2026: the line of Neo4j that is embedded"),
    SettingHelp("CREDIT_GRAPH_METRICS", "", "networks that may read /metrics; off without"),
    SettingHelp("CREDIT_GRAPH_TRACES", "", "OTLP address that traces are sent to over HTTP"),
    SettingHelp("CREDIT_GRAPH_ACCESS_LOG", "tokens", "whose reading is logged: tokens, all, off"),
    SettingHelp("CREDIT_GRAPH_ACCESS_LOG_DAYS", "183", "for how many days such records are kept"),
    SettingHelp(
        "CREDIT_GRAPH_AUDIT_KEY", "audit.key in the state directory", "signs the audit log"
    ),
    SettingHelp("CREDIT_GRAPH_WEBHOOK_NETWORKS", "", "inner networks that webhooks may deliver to"),
    SettingHelp("NEO4J_URI", "the embedded database", "an external database, bolt:// or neo4j://"),
    SettingHelp("NEO4J_USERNAME", "neo4j", "its user"),
    SettingHelp("NEO4J_PASSWORD", "", "that user's password; required with NEO4J_URI"),
    SettingHelp("NEO4J_DATABASE", "neo4j", "the name of the database there"),
)

# A blank line between them: typer joins lines that follow each other.
SETTINGS_EPILOG = "\n\n".join(
    [
        "Settings are environment variables; docs/operations.md has their ranges.",
        *(f"  {each.line}" for each in SETTINGS),
    ]
)

"""Who may ask, and what of the service is shown to them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

from credit_graph.errors import SettingError
from credit_graph.message import Message
from credit_graph.settings.network import Network, is_loopback

_SHORTEST_SECRET = 32
_FEWEST_CHARACTERS = 8
_LONGEST_CLIENT_ID = 255
_SAMPLES = (
    "changeme",
    "changethis",
    "replaceme",
    "placeholder",
    "example",
    "sample",
    "yoursecret",
    "mysecret",
    "supersecret",
    "secretkey",
    "password",
    "insecure",
    "donotuse",
    "0123456789",
    "abcdefgh",
)


@dataclass(frozen=True, slots=True)
class TrustedIssuer:
    """Who issues access tokens that are accepted: `jwks` is a file or a URL with its keys.

    `client` is the id under which the explorer is registered there, so that people log on in the
    browser by OpenID Connect; None where they do not.
    """

    jwks: Path | str
    issuer: str
    audience: str
    client: str | None = None

    @property
    def origin(self) -> str:
        """Scheme, host and port of the issuer, as browsers write an origin."""
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True, slots=True)
class ServingProfile:
    """What of the service is open to whoever may ask; in production nothing of it is."""

    introspection: bool = True
    suggestions: bool = True
    graphiql: bool = True
    get: bool = True


def read_needs_token(environment: Mapping[str, str], network: Network) -> bool:
    """Tell whether reading needs a token; it always does where others can reach the service."""
    text = environment.get("CREDIT_GRAPH_AUTHENTICATION")
    if text is None:
        return network.is_open
    if text not in ("optional", "required"):
        raise SettingError(
            setting="CREDIT_GRAPH_AUTHENTICATION",
            why=Message("{text!r} is neither optional nor required", text=text),
        )
    if text == "optional" and network.is_open:
        raise SettingError(
            setting="CREDIT_GRAPH_AUTHENTICATION",
            why=Message(
                "it is optional, and other machines can reach the service (CREDIT_GRAPH_HOST, "
                "CREDIT_GRAPH_NAMES)"
            ),
        )
    return text == "required"


def read_issuer(environment: Mapping[str, str]) -> TrustedIssuer | None:
    """Return whose access tokens are accepted; `None` if only API keys are."""
    jwks = environment.get("CREDIT_GRAPH_JWKS")
    issuer = environment.get("CREDIT_GRAPH_ISSUER")
    audience = environment.get("CREDIT_GRAPH_AUDIENCE")
    client = environment.get("CREDIT_GRAPH_LOG_ON_CLIENT")
    if not jwks and not issuer and not audience and not client:
        return None
    if not jwks:
        raise SettingError(
            setting="CREDIT_GRAPH_JWKS", why=Message("it is not set, and the others are")
        )
    if not issuer:
        raise SettingError(setting="CREDIT_GRAPH_ISSUER", why=Message("CREDIT_GRAPH_JWKS needs it"))
    if not audience:
        raise SettingError(
            setting="CREDIT_GRAPH_AUDIENCE", why=Message("CREDIT_GRAPH_JWKS needs it")
        )
    if client and not _is_client_id(client):
        raise SettingError(
            setting="CREDIT_GRAPH_LOG_ON_CLIENT",
            why=Message("it is longer than 255 characters, or not all of them print"),
        )
    if client and not _is_address(issuer):
        raise SettingError(
            setting="CREDIT_GRAPH_ISSUER",
            why=Message(
                "people log on there (CREDIT_GRAPH_LOG_ON_CLIENT), and it is no address like "
                "https://id.example.org, without credentials, query and fragment (http:// only "
                "for this machine)"
            ),
        )
    return TrustedIssuer(_key_place(jwks), issuer, audience, client or None)


def read_profile(environment: Mapping[str, str], network: Network) -> ServingProfile:
    """Return what is shown: all on this machine, nothing in production but what is allowed."""
    usual = "production" if network.is_open else "development"
    name = environment.get("CREDIT_GRAPH_PROFILE", usual)
    if name not in ("development", "production"):
        raise SettingError(
            setting="CREDIT_GRAPH_PROFILE",
            why=Message("{name!r} is neither development nor production", name=name),
        )
    allowed = environment.get("CREDIT_GRAPH_ALLOW", "").replace(" ", "").split(",")
    known = [each.name for each in fields(ServingProfile)]
    for each in filter(None, allowed):
        if each not in known:
            raise SettingError(
                setting="CREDIT_GRAPH_ALLOW",
                why=Message("{each!r} is none of {known}", each=each, known=", ".join(known)),
            )
    if name == "development":
        return ServingProfile()
    return ServingProfile(**{each: each in allowed for each in known})


@dataclass(frozen=True, slots=True)
class DocumentList:
    """A file of trusted documents; `only`: no others are answered."""

    file: Path
    only: bool


def read_documents(environment: Mapping[str, str]) -> DocumentList | None:
    """Return which documents are trusted; `None` if there is no list of them."""
    text, only = environment.get("CREDIT_GRAPH_DOCUMENTS"), "CREDIT_GRAPH_DOCUMENTS_ONLY"
    chosen = environment.get(only, "0")
    if chosen not in ("0", "1"):
        raise SettingError(
            setting=only, why=Message("{chosen!r} is neither 0 nor 1", chosen=chosen)
        )
    if not text:
        if chosen == "1":
            raise SettingError(
                setting=only, why=Message("it is 1, and CREDIT_GRAPH_DOCUMENTS is not set")
            )
        return None
    file = Path(text).expanduser().resolve()
    if not file.is_file():
        raise SettingError(
            setting="CREDIT_GRAPH_DOCUMENTS", why=Message("{file} is not a file", file=str(file))
        )
    return DocumentList(file, chosen == "1")


def read_secret(environment: Mapping[str, str]) -> str | None:
    """Return the secret that signs cursors, if it is set; its words are in no error."""
    text = environment.get("CREDIT_GRAPH_SECRET")
    if text is None:
        return None
    if len(text) < _SHORTEST_SECRET:
        raise SettingError(
            setting="CREDIT_GRAPH_SECRET",
            why=Message(
                "it is shorter than {shortest_secret} characters", shortest_secret=_SHORTEST_SECRET
            ),
        )
    if is_sample(text):
        raise SettingError(
            setting="CREDIT_GRAPH_SECRET",
            why=Message("it looks like a sample; make one with `openssl rand -base64 32`"),
        )
    return text


def is_sample(secret: str) -> bool:
    """Tell whether a secret is one that people copy from pages, or type without thinking."""
    plain = "".join(each for each in secret.lower() if each.isalnum())
    return len(set(secret)) < _FEWEST_CHARACTERS or any(each in plain for each in _SAMPLES)


def _key_place(text: str) -> Path | str:
    if "://" not in text:
        path = Path(text).expanduser().resolve()
        if not path.is_file():
            raise SettingError(
                setting="CREDIT_GRAPH_JWKS", why=Message("{path} is not a file", path=str(path))
            )
        return path
    if not _is_address(text, query=True):
        raise SettingError(
            setting="CREDIT_GRAPH_JWKS",
            why=Message(
                "it is neither a file nor an address like https://id.example.org/jwks without "
                "credentials (http:// only for this machine)"
            ),
        )
    return text


def _is_client_id(text: str) -> bool:
    return text.isprintable() and len(text) <= _LONGEST_CLIENT_ID


def _is_address(text: str, *, query: bool = False) -> bool:
    """Tell whether a text is an address of HTTPS, or of HTTP on this machine."""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    # What is no plain word of an origin could end the header in which browsers are given it.
    plain_word = all(each.isalnum() or each in ".-:[]" for each in parts.netloc)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
    return bool(
        host
        and is_safe
        and text.isascii()
        and plain_word
        and (query or not (parts.query or parts.fragment))
    )

"""Any token that is accepted: API keys, and access tokens if an issuer is trusted."""

from collections.abc import Callable

from credit_graph.clock import Now
from credit_graph.domain.authority.api_key import KEY_PREFIX
from credit_graph.domain.authority.errors import InvalidTokenError
from credit_graph.domain.authority.principal import Principal
from credit_graph.message import Message, Words
from credit_graph.usecases.authority.api_keys import ApiKeys
from credit_graph.web.authentication.access_token import AccessTokens
from credit_graph.web.authentication.issuer_keys import IssuerKeys, KeyPlace, reader_of


class Tokens:
    """Tells tokens apart and has them checked."""

    def __init__(self, api_keys: ApiKeys, access_tokens: AccessTokens | None) -> None:
        self._api_keys = api_keys
        self._access_tokens = access_tokens

    async def principal(self, token: str) -> Principal:
        """Return whom a token speaks for; raise what keeps it from being accepted."""
        if token.startswith(KEY_PREFIX):
            return await self._api_keys.principal(token)
        if self._access_tokens is None:
            raise InvalidTokenError(
                Message("it is no API key, and no issuer of others is trusted here")
            )
        return await self._access_tokens.principal(token)


def issued_by(
    jwks: KeyPlace, issuer: str, audience: str, announce: Callable[[Words], None], now: Now
) -> AccessTokens:
    """Return what checks the tokens of an issuer whose keys are at a place."""
    return AccessTokens(IssuerKeys(reader_of(jwks), announce), issuer, audience, now)

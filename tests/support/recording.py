"""Agencies that record changes through the service, each with a token of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

import httpx

from credit_graph.clock import Now
from credit_graph.domain.authority.api_key import Grant
from credit_graph.domain.authority.principal import PrincipalKind, Scope
from credit_graph.graph.authority.api_keys import ApiKeyStore
from credit_graph.graph.database.connection import Graph
from credit_graph.usecases.authority.api_keys import ApiKeys
from support.client import Client
from support.official_rules import official_rulebook

ANSWER: Final = """
  __typename
  ... on Recorded {
    changeSet action recordedAt outcome validateOnly replayed
    fact { ...fact } corrected { ...fact }
    consequences {
      asOf leftOutPartners leftOutDecisions
      gained { ...move } lost { ...move } changed { ...move }
      agencies { agency { code } }
    }
  }
  ... on Refusal { message }
  ... on NotKeeper { keeper { code } keeperWords }
  ... on Contradicts { fact { ...fact } }
  ... on Stale { current { ...fact } }
  ... on KeyReused { action }
  ... on UnknownEnterprise { uscc }
  ... on Malformed { problems { place code message } }
"""
FRAGMENTS: Final = """
fragment fact on HistoryItem {
  factId kind validFrom validTo source reference recordedAt retractedAt
  details { name value }
  recordedBy { subject action reason agency { code } }
  retractedBy { subject action reason agency { code } }
}
fragment move on DecisionMove {
  enterprise { uscc } measure { code } before { verdict } after { verdict }
}
"""
INPUTS: Final = {
    "upsertEnterprise": "EnterpriseInput",
    "recordRating": "RatingInput",
    "endRating": "RatingEndInput",
    "addToList": "ListEntryInput",
    "removeFromList": "ListExitInput",
    "recordViolation": "ViolationInput",
    "recordRepair": "RepairInput",
    "makeCommitment": "CommitmentInput",
    "fulfilCommitment": "FulfilmentInput",
    "recordSupply": "SupplyInput",
    "endSupply": "SupplyEndInput",
    "recordOwnership": "OwnershipInput",
    "recordStatement": "StatementInput",
    "recordUse": "UseInput",
    "submitReport": "ReportInput",
    "retractFact": "RetractionInput",
}
_keys = count(1)

Json = Any


def document(mutation: str) -> str:
    """Return the document of a mutation."""
    kind = INPUTS[mutation]
    return (
        f"mutation Change($input: {kind}!, $key: ID!, $only: Boolean) "
        f"{{ {mutation}(input: $input, idempotencyKey: $key, validateOnly: $only) {{ {ANSWER} }} }}"
        f"{FRAGMENTS}"
    )


@dataclass(frozen=True)
class Author:
    """Somebody with a token who records."""

    http: httpx.AsyncClient
    token: str

    async def body(
        self,
        mutation: str,
        given: Mapping[str, object],
        *,
        key: str | None = None,
        only: bool = False,
    ) -> Json:
        """Send a mutation; return the whole body of the answer."""
        variables = {"input": dict(given), "key": key or f"key-{next(_keys)}", "only": only}
        answer = await self.http.post(
            "/graphql",
            json={"query": document(mutation), "variables": variables},
            headers={"authorization": f"Bearer {self.token}"} if self.token else {},
        )
        return answer.json()

    async def make(
        self,
        mutation: str,
        given: Mapping[str, object],
        *,
        key: str | None = None,
        only: bool = False,
    ) -> Json:
        """Send a mutation that is answered; return what became of it."""
        body = await self.body(mutation, given, key=key, only=only)
        assert "errors" not in body, body["errors"]
        return body["data"][mutation]

    async def code(self, mutation: str, given: Mapping[str, object]) -> str:
        """Send a mutation that is an error; return its code."""
        body = await self.body(mutation, given)
        return str(body["errors"][0]["extensions"]["code"])


async def operator_token(graph: Graph, now: Now) -> str:
    """Return the token of an operator."""
    scopes = frozenset(each for each in Scope if each is not Scope.ADMIN)
    grant = Grant(PrincipalKind.OPERATOR, "an operator", scopes)
    return (await ApiKeys(ApiKeyStore(graph, now), now).issue(grant, 30, official_rulebook())).text


async def author(
    client: Client,
    graph: Graph,
    agency: str | None = None,
    *scopes: Scope,
    kind: PrincipalKind | None = None,
    regions: Iterable[str] | None = None,
) -> Author:
    """Return somebody who records for an agency, or an operator, with every scope or these."""
    grant = Grant(
        kind=kind or (PrincipalKind.OPERATOR if agency is None else PrincipalKind.AGENCY),
        label=f"clerk of {agency}" if agency else "an operator",
        scopes=frozenset(scopes or (each for each in Scope if each is not Scope.ADMIN)),
        agency=agency,
        regions=None if regions is None else frozenset(regions),
    )
    keys = ApiKeys(ApiKeyStore(graph, client.clock), client.clock)
    issued = await keys.issue(grant, 30, official_rulebook())
    return Author(client.http, issued.text)

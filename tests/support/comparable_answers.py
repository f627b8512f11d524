"""Answers to one token in a form that compares, from every page of a connection."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
import orjson

from support.keys import bearing

Json = Any


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; `path` leads to a connection of which every page is asked for."""

    document: str
    variables: Mapping[str, object] = field(default_factory=dict)
    path: tuple[str, ...] = ()


@dataclass(slots=True)
class Teller:
    """Asks with one token, and remembers every byte of the answers.

    `refusals` are the only codes with which it may be refused; None: whatever the code.
    """

    http: httpx.AsyncClient
    token: str
    refusals: frozenset[str] | None = None
    bodies: list[bytes] = field(default_factory=list)

    async def tell(self, asked: Asked) -> str:
        """Return an answer in a form that compares; a list as what it holds, whatever its order."""
        if not asked.path:
            return plain(await self.once(asked.document, asked.variables))
        found: Counter[str] = Counter()
        after: object = None
        while True:
            data = await self.once(asked.document, {**asked.variables, "after": after})
            page = data
            for step in asked.path:
                page = page.get(step) if isinstance(page, dict) else None
            if not isinstance(page, dict):
                return plain(data)
            found.update(plain(each) for each in page["nodes"])
            if not page["pageInfo"]["hasNextPage"]:
                return plain([page["totalCount"], sorted(found.items())])
            after = page["pageInfo"]["endCursor"]

    async def once(self, document: str, variables: Mapping[str, object]) -> Json:
        """Return the data of an answer, or the codes of its errors."""
        content = orjson.dumps({"query": document, "variables": dict(variables)})
        headers = {"content-type": "application/json", **bearing(self.token)}
        answer = await self.http.post("/graphql", content=content, headers=headers)
        self.bodies.append(answer.content)
        body = orjson.loads(answer.content)
        codes = [each["extensions"]["code"] for each in body.get("errors", [])]
        assert self.refusals is None or set(codes) <= self.refusals, body
        return {"codes": codes} if codes else body["data"]


def plain(value: object) -> str:
    """Return a value as text, the same for the same value."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()

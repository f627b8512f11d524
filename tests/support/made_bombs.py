"""Bombs made from the schema alone, without a look at any limit; the same for the same seed."""

from collections.abc import Mapping
from random import Random

from graphql import GraphQLSchema

from support.random_queries import RandomQueries

_DEPTHS = (4, 8, 12, 20)
_COPIES = (1, 10, 60, 300)
_LINKS = (0, 0, 5, 30)


def made_bomb(schema: GraphQLSchema, named: Mapping[str, str], seed: int) -> str:
    """Return a document that is deep, repeats itself, or goes through chains of fragments.

    Pages are as large as `named` makes them.
    """
    chance = Random(seed)  # noqa: S311  # no secret
    queries = RandomQueries(schema, named, seed)
    body = queries.query(chance.choice(_DEPTHS))[1:-1].strip()
    copies = chance.choice(_COPIES)
    links = chance.choice(_LINKS)
    fields = " ".join(f"b{each}: {_unaliased(body)}" for each in range(copies))
    if not links:
        return f"{{ {fields} }}"
    spreads = chance.randint(1, 4)
    chain = " ".join(
        f"fragment F{each} on Query {{ {f'...F{each + 1} ' * spreads} }}" for each in range(links)
    )
    return f"{{ ...F0 }} {chain} fragment F{links} on Query {{ {fields} }}"


def _unaliased(body: str) -> str:
    """Return a root field without its alias."""
    return body.removeprefix("also_" + body.split(":", maxsplit=1)[0].removeprefix("also_") + ": ")

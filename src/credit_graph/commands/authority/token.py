"""`token issue|list|revoke`: the API keys of a database."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from credit_graph.clock import utc_now
from credit_graph.commands.importing.mode import Json
from credit_graph.commands.outcome import minute, reported, say, tell, write_json
from credit_graph.commands.session import with_graph
from credit_graph.domain.authority.api_key import ApiKey, Grant
from credit_graph.domain.authority.principal import PrincipalKind, Scope, scopes_lacking
from credit_graph.domain.suggestion import suggestions
from credit_graph.errors import UnknownCodeError
from credit_graph.graph.authority.api_keys import ApiKeyStore
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.migrations import migrate
from credit_graph.languages.wording import in_words, worded
from credit_graph.message import Message
from credit_graph.usecases.authority.api_keys import ApiKeys, IssuedKey
from credit_graph.usecases.policies.rules import RulesShelf

token = typer.Typer(help="API keys: who may ask and write.", no_args_is_help=True)


@dataclass(frozen=True, slots=True)
class ListedKey:
    """What a list shows of a key: all but its digest."""

    id: str
    label: str
    kind: str
    agency: str | None
    scopes: tuple[str, ...]
    regions: tuple[str, ...] | None
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    state: str

    @classmethod
    def of(cls, key: ApiKey, now: datetime) -> "ListedKey":
        """Return how a key stands at an instant."""
        grant = key.grant
        return cls(
            id=key.id,
            label=grant.label,
            kind=grant.kind.value,
            agency=grant.agency,
            scopes=tuple(sorted(grant.scopes)),
            regions=None if grant.regions is None else tuple(sorted(grant.regions)),
            issued_at=key.issued_at,
            expires_at=key.expires_at,
            revoked_at=key.revoked_at,
            state=str(_state(key, now)),
        )


_FOLD: Final = "fold"
COLUMNS: Final = ("label", "held by", "scopes", "regions", "state")


@token.command()
def issue(
    scope: Annotated[list[str], typer.Option(help="A right, as write:ratings; may be repeated.")],
    agency: Annotated[
        str | None, typer.Option(help="Code of the agency that the key speaks for.")
    ] = None,
    kind: Annotated[
        PrincipalKind | None,
        typer.Option(help="Whose it is, if no agency's: analyst, dashboard or operator."),
    ] = None,
    region: Annotated[
        list[str] | None,
        typer.Option(
            help="Region whose enterprises may be read; may be repeated; all if left out."
        ),
    ] = None,
    label: Annotated[
        str | None, typer.Option(help="Whose it is or what it is for, in a few words.")
    ] = None,
    days: Annotated[int, typer.Option(help="How many days it is valid, at most 366.")] = 90,
) -> None:
    """Issue a key; its text goes to standard output, once."""

    async def work(graph: Graph) -> IssuedKey:
        await migrate(graph, at=utc_now())
        rules = await RulesShelf(graph, utc_now).refresh()
        return await _keys(graph).issue(grant, days, rules.rulebook)

    with reported():
        whose = kind or (PrincipalKind.AGENCY if agency else PrincipalKind.ANALYST)
        grant = Grant(
            kind=whose,
            label=label or agency or whose.value,
            scopes=frozenset(map(_scope, scope)),
            agency=agency,
            regions=frozenset(region) if region else None,
        )
        issued = with_graph(work)
    say(
        "API key {id}, valid until {minute}. Keep it now: it is stored as a digest and cannot be "
        "shown again.",
        id=issued.key.id,
        minute=minute(issued.key.expires_at),
    )
    lacking = scopes_lacking(issued.key.grant.scopes)
    if lacking:
        names = " ".join(f"--scope {each.value}" for each in lacking)
        say(
            "Note: it may record, and cannot read what answers select of it: the fact, its "
            "consequences, whom to notify. Issue another one with {options}, and revoke this one.",
            options=names,
        )
    print(issued.text)


@token.command("list")
def list_(as_json: Json = False) -> None:
    """Show every key, the newest first: never their secrets."""

    async def work(graph: Graph) -> tuple[ApiKey, ...]:
        await migrate(graph, at=utc_now())
        return await _keys(graph).all()

    with reported():
        keys = with_graph(work)
    now = utc_now()
    if as_json:
        for key in keys:
            write_json(ListedKey.of(key, now))
        return
    # In a narrow terminal a scope goes on in the next line: cut, two would look the same.
    others = [Column(worded(name), overflow=_FOLD) for name in COLUMNS]
    table = Table(Column(worded("id"), no_wrap=True), *others)
    for key in keys:
        each = ListedKey.of(key, now)
        regions = worded("all regions") if each.regions is None else " ".join(each.regions)
        state = in_words(_state(key, now))
        cells = (each.id, each.label, each.kind, " ".join(each.scopes), regions, state)
        table.add_row(*map(Text, cells))
    Console().print(table)


@token.command()
def revoke(
    key_id: Annotated[str, typer.Argument(help="The key's id; `token list` shows them.")],
) -> None:
    """Revoke a key for good; running services refuse it from its next request on."""
    with reported():
        with_graph(lambda graph: _keys(graph).revoke(key_id))
    tell("{id} is revoked.", id=key_id)


def _keys(graph: Graph) -> ApiKeys:
    return ApiKeys(ApiKeyStore(graph, utc_now), utc_now)


def _scope(text: str) -> Scope:
    known = tuple(each.value for each in Scope)
    if text not in known:
        raise UnknownCodeError(noun="scope", given=text, near=suggestions(text, known))
    return Scope(text)


def _state(key: ApiKey, now: datetime) -> Message:
    return key.problem(now) or Message("valid until {minute}", minute=minute(key.expires_at))

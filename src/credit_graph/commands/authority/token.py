"""`token issue|list|revoke`: the API keys of a database."""

import sys
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from credit_graph.clock import utc_now
from credit_graph.commands.importing.mode import Json
from credit_graph.commands.outcome import reported, write_json
from credit_graph.commands.session import with_graph
from credit_graph.domain.authority.api_key import ApiKey, Grant
from credit_graph.domain.authority.principal import PrincipalKind, Scope, scopes_lacking
from credit_graph.domain.suggestion import suggestions
from credit_graph.errors import UnknownCodeError
from credit_graph.graph.authority.api_keys import ApiKeyStore
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.migrations import migrate
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
            state=str(key.problem(now) or "") or f"valid until {_minute(key.expires_at)}",
        )


_LITTLE_READ = (
    "Note: it may record, and cannot read what answers select of it: the fact, its consequences, "
    "whom to notify."
)
_SHOWN_ONCE = "Keep it now: it is stored as a digest and cannot be shown again."


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
    sys.stderr.write(
        f"API key {issued.key.id}, valid until {_minute(issued.key.expires_at)}. {_SHOWN_ONCE}\n"
    )
    lacking = scopes_lacking(issued.key.grant.scopes)
    if lacking:
        names = " ".join(f"--scope {each.value}" for each in lacking)
        sys.stderr.write(f"{_LITTLE_READ} Issue another one with {names}, and revoke this one.\n")
    print(issued.text)


@token.command("list")
def list_(as_json: Json = False) -> None:
    """Show every key, the newest first: never their secrets."""

    async def work(graph: Graph) -> tuple[ApiKey, ...]:
        await migrate(graph, at=utc_now())
        return await _keys(graph).all()

    with reported():
        keys = [ListedKey.of(each, utc_now()) for each in with_graph(work)]
    if as_json:
        for each in keys:
            write_json(each)
        return
    table = Table(Column("id", no_wrap=True), "label", "kind", "scopes", "regions", "state")
    for each in keys:
        regions = "all" if each.regions is None else " ".join(each.regions)
        cells = (each.id, each.label, each.kind, " ".join(each.scopes), regions, each.state)
        table.add_row(*map(Text, cells))
    Console().print(table)


@token.command()
def revoke(
    key_id: Annotated[str, typer.Argument(help="The key's id; `token list` shows them.")],
) -> None:
    """Revoke a key for good; running services refuse it from its next request on."""
    with reported():
        with_graph(lambda graph: _keys(graph).revoke(key_id))
    print(f"{key_id} is revoked.")


def _keys(graph: Graph) -> ApiKeys:
    return ApiKeys(ApiKeyStore(graph, utc_now), utc_now)


def _scope(text: str) -> Scope:
    known = tuple(each.value for each in Scope)
    if text not in known:
        raise UnknownCodeError(noun="scope", given=text, near=suggestions(text, known))
    return Scope(text)


def _minute(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M}Z"

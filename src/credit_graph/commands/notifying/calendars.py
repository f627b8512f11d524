"""`calendars list|revoke`: the signed addresses of calendars."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from credit_graph.clock import utc_now
from credit_graph.commands.importing.mode import Json
from credit_graph.commands.outcome import minute, reported, tell, write_json
from credit_graph.commands.session import with_graph
from credit_graph.domain.authority.calendar_address import CalendarAddress
from credit_graph.graph.authority.calendar_addresses import CalendarAddressStore
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.database.migrations import migrate
from credit_graph.languages.wording import worded
from credit_graph.usecases.authority.calendar_addresses import CalendarAddresses

calendars = typer.Typer(
    help="Addresses by which programs read an agency's calendar without a token.",
    no_args_is_help=True,
)


@dataclass(frozen=True, slots=True)
class ListedAddress:
    """What a list shows of an address: all but what opens it. `good`: it opens the calendar now."""

    id: str
    agency: str
    label: str
    issued_by: str
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    good: bool

    @classmethod
    def of(cls, address: CalendarAddress, now: datetime) -> "ListedAddress":
        """Return how an address stands at an instant."""
        return cls(
            id=address.id,
            agency=address.agency,
            label=address.label,
            issued_by=address.issued_by,
            issued_at=address.issued_at,
            expires_at=address.expires_at,
            revoked_at=address.revoked_at,
            good=address.is_good(now),
        )


@calendars.command("list")
def list_(
    agency: Annotated[
        str | None, typer.Option(help="Code of an agency, whose addresses alone are shown.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show addresses of calendars by agency, those that ended too: never what opens them."""

    async def work(graph: Graph) -> list[CalendarAddress]:
        await migrate(graph, at=utc_now())
        return await _addresses(graph).all(None, agency)

    with reported():
        found = [ListedAddress.of(each, utc_now()) for each in with_graph(work)]
    if as_json:
        for each in found:
            write_json(each)
        return
    table = Table(
        Column(worded("id"), no_wrap=True),
        worded("agency"),
        worded("label"),
        worded("issued by"),
        worded("state"),
    )
    for each in found:
        cells = (each.id, each.agency, each.label, each.issued_by, _state(each))
        table.add_row(*map(Text, cells))
    Console().print(table)


@calendars.command()
def revoke(
    address_id: Annotated[
        str, typer.Argument(help="The address's id; `calendars list` shows them.")
    ],
) -> None:
    """Have an address open nothing any more, at once and for good."""

    async def work(graph: Graph) -> CalendarAddress:
        return await _addresses(graph).revoke(None, address_id)

    with reported():
        with_graph(work)
    tell("{id} is revoked.", id=address_id)


def _addresses(graph: Graph) -> CalendarAddresses:
    # Nothing is issued here, and only that is signed.
    return CalendarAddresses(CalendarAddressStore(graph), b"", utc_now)


def _state(address: ListedAddress) -> str:
    if address.revoked_at is not None:
        return worded("revoked {at}", at=minute(address.revoked_at))
    if not address.good:
        return worded("ended {at}", at=minute(address.expires_at))
    return worded("valid until {at}", at=minute(address.expires_at))

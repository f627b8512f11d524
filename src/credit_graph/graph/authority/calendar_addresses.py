"""Addresses of calendars in the graph: that they were issued, never what opens them."""

from typing import TYPE_CHECKING, cast

from neo4j import Record

from credit_graph.domain.authority.calendar_address import CalendarAddress
from credit_graph.graph.auditing.addresses import AddressAct, do_logged
from credit_graph.graph.database.connection import Graph
from credit_graph.graph.decoding import certain_instant, instant

if TYPE_CHECKING:
    from collections.abc import Mapping


class CalendarAddressStore:
    """Keeps and finds addresses; nothing is remembered between requests.

    What somebody does about one takes an `AddressAct`, and is an entry of the audit log.
    """

    __slots__ = ("_graph",)

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def get(self, address_id: str) -> CalendarAddress | None:
        """Return the address of an id."""
        records = await self._graph.read("authority/calendar_address", id=address_id)
        return _address(records[0]) if records else None

    async def all(self, agency: str | None, limit: int) -> list[CalendarAddress]:
        """Return the addresses of an agency's calendar, or of all by agency, the newest first."""
        if agency is None:
            records = await self._graph.read("authority/all_calendar_addresses", limit=limit)
        else:
            records = await self._graph.read(
                "authority/list_calendar_addresses", agency=agency, limit=limit
            )
        return list(map(_address, records))

    async def put(self, address: CalendarAddress, most: int, act: AddressAct) -> bool:
        """Keep a new address; False if the calendar has as many good ones as it may."""
        return bool(
            await do_logged(
                self._graph,
                act,
                "authority/put_calendar_address",
                address={
                    "id": address.id,
                    "agency": address.agency,
                    "label": address.label,
                    "issued_by": address.issued_by,
                    "issued_at": address.issued_at,
                    "expires_at": address.expires_at,
                },
                now=address.issued_at,
                most=most,
            )
        )

    async def revoke(self, address_id: str, act: AddressAct) -> CalendarAddress | None:
        """Revoke an address for good and return it; `None` if it was, or there is none."""
        statement = "authority/revoke_calendar_address"
        records = await do_logged(self._graph, act, statement, id=address_id, at=act.at)
        return _address(records[0]) if records else None


def _address(record: Record) -> CalendarAddress:
    row = cast("Mapping[str, object]", record["address"])
    return CalendarAddress(
        id=str(row["id"]),
        agency=str(row["agency"]),
        label=str(row["label"]),
        issued_by=str(row["issued_by"]),
        issued_at=certain_instant(row["issued_at"]),
        expires_at=certain_instant(row["expires_at"]),
        revoked_at=instant(row.get("revoked_at")),
    )

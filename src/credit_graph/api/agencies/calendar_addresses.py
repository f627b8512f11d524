"""GraphQL: addresses under which calendar programs read an agency's calendar without a header."""

from datetime import datetime
from typing import Annotated

import strawberry

from credit_graph.api.context import Info
from credit_graph.domain.authority.calendar_address import (
    LONGEST_DAYS,
    USUAL_DAYS,
    CalendarAddress,
)
from credit_graph.usecases.authority.calendar_addresses import IssuedAddress

Whose = Annotated[
    str | None,
    strawberry.argument(
        description="Code of the agency; the token's own if null. Operators name one."
    ),
]


@strawberry.type(
    name="CalendarAddress",
    description="A signed address of one agency's calendar; what opens it is not shown again.",
)
class CalendarAddressType:
    """`domain.authority.calendar_address.CalendarAddress`."""

    id: strawberry.ID = strawberry.field(description="Its id, by which it is revoked.")
    agency: str = strawberry.field(description="Code of the agency.")
    label: str = strawberry.field(description="What it is for.")
    issued_by: str = strawberry.field(description="Subject of the token that issued it.")
    issued_at: datetime = strawberry.field(description="When.")
    expires_at: datetime = strawberry.field(description="When it ends.")
    revoked_at: datetime | None = strawberry.field(description="When it was revoked.")


@strawberry.type(
    name="IssuedCalendarAddress", description="A new address; its path is shown this once."
)
class IssuedCalendarAddressType:
    """`usecases.authority.calendar_addresses.IssuedAddress`."""

    address: CalendarAddressType = strawberry.field(description="The address.")
    path: str = strawberry.field(
        description="Path and query, to be put after the service's host. Whoever has it reads the "
        "calendar."
    )


async def _issue(
    info: Info,
    label: Annotated[str, strawberry.argument(description="What for, at most 80 characters.")],
    agency: Whose = None,
    days: Annotated[
        int, strawberry.argument(description=f"For how many days, 1 to {LONGEST_DAYS}.")
    ] = USUAL_DAYS,
) -> IssuedAddress:
    context = info.context
    desk = context.services.calendar_addresses
    known = context.rulebook.agencies
    return await desk.issue(context.principal, agency, label, days, known)


async def _revoke(
    info: Info,
    id: Annotated[strawberry.ID, strawberry.argument(description="Id of the address.")],  # noqa: A002
) -> CalendarAddress:
    context = info.context
    return await context.services.calendar_addresses.revoke(context.principal, id)


async def _addresses(info: Info, agency: Whose = None) -> list[CalendarAddress]:
    context = info.context
    return await context.services.calendar_addresses.all(context.principal, agency)


@strawberry.type
class CalendarAddressQueries:
    """Addresses of calendars."""

    calendar_addresses = strawberry.field(
        resolver=_addresses,
        graphql_type=list[CalendarAddressType],
        description="Addresses of an agency's calendar, the newest first (at most 100), those that "
        "ended too.",
    )


@strawberry.type
class CalendarAddressMutations:
    """Addresses of calendars, issued and revoked."""

    issue_calendar_address = strawberry.mutation(
        resolver=_issue,
        graphql_type=IssuedCalendarAddressType,
        description="Issue an address under which a program without headers reads an agency's "
        "calendar, and nothing else.",
    )
    revoke_calendar_address = strawberry.mutation(
        resolver=_revoke,
        graphql_type=CalendarAddressType,
        description="Have an address open nothing any more, at once and for good.",
    )

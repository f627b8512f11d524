"""Why a WebSocket is closed, as codes of RFC 6455 and of graphql-transport-ws, and our own."""

from enum import IntEnum


class CloseCode(IntEnum):
    """The code of a close frame; its name is the reason that stands beside it.

    From 4400 to 4429 they are those of the protocol, from 4450 on ours; docs/notifying.md has the
    table.
    """

    INTERNAL_ERROR = 1011
    TRY_AGAIN_LATER = 1013
    BAD_MESSAGE = 4400
    NOT_INITIALISED = 4401
    FORBIDDEN = 4403
    SUBPROTOCOL_NOT_ACCEPTABLE = 4406
    INITIALISATION_TIMEOUT = 4408
    SUBSCRIBER_ALREADY_EXISTS = 4409
    TOO_MANY_INITIALISATIONS = 4429
    TOKEN_ENDED = 4450
    SUBSCRIBER_TOO_SLOW = 4451
    TOO_MANY_MESSAGES = 4452
    TOO_MANY_SUBSCRIPTIONS = 4453
    FOREIGN_ORIGIN = 4454

"""What the server notices about a statement, as a Python warning."""

import warnings
from enum import Enum

from neo4j import AsyncResult


class Notices(Enum):
    """What becomes of the server's notices about a statement."""

    OFF = "off"
    PYTHON_WARNINGS = "python_warnings"


class DatabaseNotice(UserWarning):
    """What the server notices about a statement, such as a deprecated form or a missing index."""


async def warn_of_notices(result: AsyncResult, statement: str) -> None:
    """Warn of each notice about a result that has been read.

    The driver can warn by itself, but then it takes the whole stack down for each result, which
    costs more than most statements.
    """
    summary = await result.consume()
    for status in summary.gql_status_objects:
        if status.is_notification:
            text = f"{statement}: {status.status_description}"
            warnings.warn(text, DatabaseNotice, stacklevel=2)

"""How long the service waits for its database, and how many connections it holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds and counts; docs/limits.md lists them.

    `statement_s`: the server ends a transaction after this long. `acquire_s`: wait for a free
    connection. `connect_s`: wait for a new one. `retry_s`: attempts begin no later than this
    after the first failure, `reconnect_s` where no connection could be had at all. `alter_s`:
    one constraint or index. `stage_s`: one batch of an import, undo or export. `journal_s`: a look
    at the journal of imports, or an entry. `grace_s`: how much later than the server the client
    gives up, for a server that no longer answers. `pool`: connections; `statements_each`: how many
    of them one request has at once; `place_s`: wait for the request's turn.
    """

    statement_s: float = 5.0
    acquire_s: float = 2.0
    connect_s: float = 2.0
    retry_s: float = 5.0
    reconnect_s: float = 1.0
    alter_s: float = 600.0
    stage_s: float = 120.0
    journal_s: float = 30.0
    grace_s: float = 0.4
    pool: int = 40
    statements_each: int = 4
    place_s: float = 8.0


# For asking whether the database answers at all, within a second and on connections of its own:
# a pool that is used up must not hide the answer. One is for `/ready`, one for the watch.
PROBE = Limits(
    statement_s=0.8, acquire_s=0.8, connect_s=0.8, retry_s=0.2, reconnect_s=0.2, grace_s=0.2, pool=2
)

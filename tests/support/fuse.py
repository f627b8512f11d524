"""A fuse in the line to the database: it blows after so many statements, wherever that is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from neo4j import AsyncTransaction, Record

from credit_graph.graph.database.transaction import Transaction, UnitOfWork


class Fuse:
    """Calls `blow` once so many statements have been answered.

    They are counted over all transactions, with each commit as a statement of its own.
    """

    def __init__(self, statements: int, blow: Callable[[], None]) -> None:
        self._left = statements
        self._blow = blow

    def burn(self) -> None:
        """Count one."""
        if self._left == 0:
            self._blow()
        self._left -= 1

    @contextmanager
    def laid(self) -> Iterator[None]:
        """Have each statement, and each commit, counted before it is sent, while the block runs."""
        run, commit = Transaction.run, UnitOfWork._commit  # where a crash can strike

        async def counted_run(self_: Transaction, name: str, /, **params: object) -> list[Record]:
            self.burn()
            return await run(self_, name, **params)

        async def counted_commit(self_: UnitOfWork[Any], driven: AsyncTransaction) -> None:
            self.burn()
            await commit(self_, driven)
            # The answer to the commit has come, and nobody hears of it any more.
            self.burn()

        Transaction.run = counted_run  # type: ignore[method-assign]
        UnitOfWork._commit = counted_commit  # type: ignore[method-assign,assignment]
        try:
            yield
        finally:
            Transaction.run = run  # type: ignore[method-assign]
            UnitOfWork._commit = commit  # type: ignore[method-assign]

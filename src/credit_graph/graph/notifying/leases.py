"""Leases: what one process at a time does, and another one soon after it has died."""

from credit_graph.graph.database.connection import Graph


class Lease:
    """One named lease, as one process sees it. Times are those of the database's clock."""

    __slots__ = ("_graph", "_holder", "_name", "_seconds")

    def __init__(self, graph: Graph, name: str, holder: str, seconds: int) -> None:
        self._graph = graph
        self._name = name
        self._holder = holder
        self._seconds = seconds

    async def take(self) -> bool:
        """Take or renew it; False while another process has it."""
        records = await self._graph.write(
            "notifying/take_lease", name=self._name, holder=self._holder, seconds=self._seconds
        )
        return bool(records[0]["held"])

    async def release(self) -> None:
        """Give it back, so that another process need not wait for its end."""
        await self._graph.write("notifying/release_lease", name=self._name, holder=self._holder)

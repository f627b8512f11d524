"""/live: the process answers. /ready: the service can answer questions."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from credit_graph.errors import CreditGraphError, DatabaseError
from credit_graph.web.probes.readiness import Readiness

Probe = Callable[[], Awaitable[None]]


class Health:
    """The two probes.

    `/ready` asks the database itself, through `probe`, which must end within a second or so: a
    database that froze a moment ago is not ready now. Who asks meanwhile shares the answer.
    """

    def __init__(self, readiness: Readiness, probe: Probe) -> None:
        self._readiness = readiness
        self._probe = probe
        self._probing: asyncio.Task[CreditGraphError | None] | None = None

    @property
    def routes(self) -> tuple[Route, ...]:
        """Where both are."""
        return (Route("/live", self.live), Route("/ready", self.ready))

    async def live(self, request: Request) -> JSONResponse:
        """Answer 200 as long as the event loop turns."""
        del request
        return JSONResponse({"live": True})

    async def ready(self, request: Request) -> JSONResponse:
        """Answer 200, or 503 with the code of what is wrong."""
        del request
        problem = self._readiness.problem
        if not self._readiness.stopping and problem is None:
            problem = await self._probed()
        if self._readiness.stopping:
            return JSONResponse({"ready": False, "code": "STOPPING"}, status_code=503)
        if problem is not None:
            return JSONResponse(
                {"ready": False, "code": problem.code, "advice": problem.advice},
                status_code=503,
                headers={"Retry-After": "1"},
            )
        return JSONResponse({"ready": True})

    async def _probed(self) -> CreditGraphError | None:
        if self._probing is None or self._probing.done():
            self._probing = asyncio.get_running_loop().create_task(self._ask())
        return await asyncio.shield(self._probing)

    async def _ask(self) -> CreditGraphError | None:
        try:
            await self._probe()
        except DatabaseError as error:
            return error
        return None

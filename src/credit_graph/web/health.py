"""/live: the process answers. /ready: the service can answer questions."""

from starlette.requests import Request
from starlette.responses import JSONResponse

from credit_graph.web.readiness import Readiness


class Health:
    """The two probes."""

    def __init__(self, readiness: Readiness) -> None:
        self._readiness = readiness

    async def live(self, request: Request) -> JSONResponse:
        """Answer 200 as long as the event loop turns."""
        del request
        return JSONResponse({"live": True})

    async def ready(self, request: Request) -> JSONResponse:
        """Answer 200, or 503 with the code of what is wrong."""
        del request
        if self._readiness.stopping:
            return JSONResponse({"ready": False, "code": "STOPPING"}, status_code=503)
        if self._readiness.problem is not None:
            return JSONResponse(
                {"ready": False, "code": self._readiness.problem},
                status_code=503,
                headers={"Retry-After": "1"},
            )
        return JSONResponse({"ready": True})

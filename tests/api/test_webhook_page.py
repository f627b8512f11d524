"""The receivers of docs/notifying.md take what a real courier sends, once, and nothing forged."""

import asyncio
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from socket import socket

import httpx
import pytest

from credit_graph.clock import utc_now
from credit_graph.domain.notifying.log_entry import LogEntry
from credit_graph.domain.webhooks.signature import secret_text, signatures
from credit_graph.usecases.webhooks.payload import payload
from support.webhooks import happened

PAGE = (Path(__file__).parents[2] / "docs" / "notifying.md").read_text("utf-8")
SECRET = b"thirty-two bytes of a test's own"
BODY = payload(LogEntry(7, utc_now(), happened("91410400XN00000125")), str)
# What a compiler of TypeScript would leave out.
_TYPES = re.compile(
    r"(?<=[\w)]): (?:string|Buffer|boolean)(?:\[\])?|(?<=[\w)\]])!(?=[,.;)])|<string>| as \w+"
)


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    return str(found)


@asynccontextmanager
async def served(*command: str) -> AsyncIterator[tuple[int, asyncio.StreamReader]]:
    with socket() as door:
        door.bind(("127.0.0.1", 0))
        port = int(door.getsockname()[1])
    given = {"PATH": os.environ["PATH"], "PORT": str(port), "WEBHOOK_SECRET": secret_text(SECRET)}
    process = await asyncio.create_subprocess_exec(
        *command, env=given, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        yield port, process.stdout
    finally:
        process.kill()
        await process.wait()


async def posted(port: int, delivery: str, *, stamp: int, secret: bytes = SECRET) -> int:
    headers = {
        "webhook-id": delivery,
        "webhook-timestamp": str(stamp),
        "webhook-signature": signatures([b"another", secret], delivery, stamp, BODY),
    }
    async with httpx.AsyncClient() as http, asyncio.timeout(20):
        while True:
            try:
                url = f"http://127.0.0.1:{port}/"
                return (await http.post(url, content=BODY, headers=headers)).status_code
            except httpx.ConnectError:
                await asyncio.sleep(0.05)


@pytest.mark.parametrize("language", ["py", "ts"])
async def test_a_receiver_takes_what_is_genuine_once(language: str, tmp_path: Path) -> None:
    if language == "ts" and shutil.which("node") is None:
        pytest.skip("needs Node 20")
    program = tmp_path / ("hook.py" if language == "py" else "hook.mjs")
    text = block(language)
    program.write_text(text if language == "py" else _TYPES.sub("", text), "utf-8")
    runner = sys.executable if language == "py" else "node"
    async with served(runner, str(program)) as (port, printed):
        now = int(utc_now().timestamp())
        assert await posted(port, "msg_1", stamp=now, secret=b"forged") == 401
        assert await posted(port, "msg_1", stamp=now - 400) == 401
        assert await posted(port, "msg_1", stamp=now) == 204
        assert await posted(port, "msg_1", stamp=now) == 204
        assert await posted(port, "msg_2", stamp=now) == 204
        async with asyncio.timeout(10):
            lines = [(await printed.readline()).decode().strip() for _ in range(2)]
    assert lines == ["RATING 91410400XN00000125"] * 2

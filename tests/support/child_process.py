"""Processes of Python that tests start, and that read JSON from their input."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from pathlib import Path


async def started(script: Path, first: Mapping[str, object]) -> Process:
    """Start a script of this folder, which imports its neighbours, and give it its first line."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(script),
        stdin=PIPE,
        stdout=PIPE,
        env={**os.environ, "PYTHONPATH": str(script.parents[1])},
    )
    assert process.stdin
    process.stdin.write(json.dumps(first).encode() + b"\n")
    return process

"""Runs the database of a benchmark for another process, with the code of whichever build it is.

    python -P host_world.py HOME ENTERPRISES

One line of JSON on standard output says where it listens; it ends when standard input does. It must
run under older builds: it uses nothing of them but `world` and the parts of an endpoint.
"""

import json
import sys
from pathlib import Path

from world import world


def main() -> None:
    """Start it, say where it is, wait."""
    home, count = Path(sys.argv[1]), int(sys.argv[2])
    with world(home, count) as found:
        parts = ("uri", "username", "password", "database")
        endpoint = {part: getattr(found.endpoint, part) for part in parts}
        said = {"endpoint": endpoint, "pid": found.pid, "keys": list(found.keys)}
        print(json.dumps(said), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()

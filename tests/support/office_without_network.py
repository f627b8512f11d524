"""Runs inside a network namespace of its own: the life of an installation, by the documentation.

python -m support.office_without_network BUNDLE NEWER CERTIFICATE KEY FOLDER

Installs, serves behind TLS with two tokens, records, backs up, loses the database, restores
elsewhere, upgrades; reports as JSON what was seen. Python's standard library only.
"""

import json
import os
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPSConnection
from pathlib import Path
from typing import Any

from support.without_network import has_route, loopback_up

NAME = "credit.example.org"
USCC = "91410400MA0000001D"
_PORT = 8000
_READY_WITHIN_S = 300
Json = Any

_ENTERPRISE = {"uscc": USCC, "name": "虚构精密机械有限公司", "region": "410400"}
_RATING = {"uscc": USCC, "scheme": "customs", "level": "advanced", "validFrom": "2026-01-05"}
_MUTATION = """mutation($input: KIND!, $key: ID!) {
  FIELD(input: $input, idempotencyKey: $key) { __typename ... on Refusal { message } }
}"""
_QUESTION = """query($uscc: USCC!) {
  eligibility(uscc: $uscc, asOf: "2026-02-01") { counts { eligible notEligible unknown } }
  enterprise(uscc: $uscc) { name ratings { scheme level } }
}"""


class _Line(HTTPSConnection):
    """A connection to this machine that asks for the service by its name."""

    def __init__(self, trusted: ssl.SSLContext) -> None:
        super().__init__(NAME, _PORT, timeout=30)
        self._trusted = trusted

    def connect(self) -> None:
        """Open it; nothing here could look the name up."""
        plain = socket.create_connection(("127.0.0.1", _PORT), self.timeout)
        self.sock = self._trusted.wrap_socket(plain, server_hostname=NAME)


class Office:
    """An installation of its own prefix; its database lies in the home of the moment."""

    def __init__(self, folder: Path, certificate: Path, key: Path) -> None:
        self.prefix = folder / "it"
        self.home = folder / "state"
        self._settings = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "CREDIT_GRAPH_NAMES": NAME,
            "CREDIT_GRAPH_TLS_CERTIFICATE": str(certificate),
            "CREDIT_GRAPH_TLS_KEY": str(key),
        }
        self._trusted = ssl.create_default_context(cafile=str(certificate))

    def install(self, bundle: Path) -> str:
        """Install a bundle; return the version that is there then."""
        self._run(sys.executable, str(bundle / "install.py"), "--prefix", str(self.prefix))
        return self.command("--version").split()[1]

    def command(self, *arguments: str) -> str:
        """Run our command; return its standard output."""
        return self._run(str(self.prefix / "bin" / "credit-graph"), *arguments)

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Serve until the block ends."""
        command = [str(self.prefix / "bin" / "credit-graph"), "serve"]
        with subprocess.Popen(command, env=self._environment, stdout=sys.stderr) as service:  # noqa: S603  # our own
            try:
                until = time.monotonic() + _READY_WITHIN_S
                while not self._is_ready():
                    if service.poll() is not None or time.monotonic() > until:
                        raise RuntimeError("the service did not become ready")
                    time.sleep(0.5)
                yield
            finally:
                service.terminate()

    def ask(self, token: str, query: str, **variables: object) -> Json:
        """Return the data of an answer."""
        body = json.dumps({"query": query, "variables": variables})
        headers = {"content-type": "application/json", "authorization": f"Bearer {token}"}
        status, answer = self._request("POST", "/graphql", body, headers)
        if status != 200 or "errors" in answer:
            raise RuntimeError(f"{status}: {answer}")
        return answer["data"]

    def record(self, token: str, field: str, kind: str, given: object) -> str:
        """Record a change; return the type of the answer."""
        query = _MUTATION.replace("KIND", kind).replace("FIELD", field)
        answer = self.ask(token, query, input=given, key=f"first {field}")
        return str(answer[field]["__typename"])

    def status_without_token(self) -> int:
        """Return the status of a question that bears no token."""
        headers = {"content-type": "application/json"}
        body = json.dumps({"query": "{ policies { code } }"})
        return self._request("POST", "/graphql", body, headers)[0]

    def _request(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, Json]:
        line = _Line(self._trusted)
        try:
            line.request(method, path, body, headers or {})
            answer = line.getresponse()
            return answer.status, json.load(answer)
        finally:
            line.close()

    def _is_ready(self) -> bool:
        try:
            return self._request("GET", "/ready")[0] == 200
        except OSError:
            return False

    def _run(self, *command: str) -> str:
        done = subprocess.run(  # noqa: S603  # our own files
            command, env=self._environment, stdout=subprocess.PIPE, text=True, check=True
        )
        return done.stdout.strip()

    @property
    def _environment(self) -> dict[str, str]:
        return {**self._settings, "CREDIT_GRAPH_HOME": str(self.home)}


def main(bundle: Path, newer: Path, certificate: Path, key: Path, folder: Path) -> None:
    """Go through it all, and leave nothing running."""
    loopback_up()
    seen: dict[str, object] = {"route": has_route()}
    office = Office(folder, certificate, key)
    seen["installed"] = office.install(bundle)
    with office.serving():
        clerk = office.command(
            "token",
            "issue",
            "--agency",
            "pds-customs",
            "--scope",
            "write:ratings",
            "--scope",
            "read:public",
            "--scope",
            "read:enterprises",
        )
        operator = office.command(
            "token",
            "issue",
            "--kind",
            "operator",
            "--scope",
            "write:registrations",
        )
        seen["without token"] = office.status_without_token()
        seen["recorded"] = [
            office.record(operator, "upsertEnterprise", "EnterpriseInput", _ENTERPRISE),
            office.record(clerk, "recordRating", "RatingInput", _RATING),
        ]
        seen["answer"] = office.ask(clerk, _QUESTION, uscc=USCC)
    backup = folder / "of-today.backup"
    office.command("backup", str(backup))
    for each in (office.home / "neo4j").rglob("neostore*"):
        each.write_bytes(b"")
    office.home = folder / "elsewhere"
    office.command("restore", str(backup))
    with office.serving():
        seen["restored"] = office.ask(clerk, _QUESTION, uscc=USCC)
        seen["verified"] = office.command("audit", "verify")
    seen["upgraded"] = office.install(newer)
    with office.serving():
        seen["after"] = office.ask(clerk, _QUESTION, uscc=USCC)
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

"""Writes the bill of materials (CycloneDX 1.5): Python packages, Neo4j's jars, vendored scripts.

    python release/materials.py > dist/credit-graph.cdx.json

Everything is read from locks, so the same commit gives the same bytes: uv exports the packages,
the jars and the explorer's libraries are added with the sums that their own locks state.
`SOURCE_DATE_EPOCH` is the time it states.
"""

import base64
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

ROOT = Path(__file__).resolve().parents[1]
JARS = ROOT / "src/credit_graph/embedded/distribution/jgo.lock.toml"
VENDORED = ROOT / "explorer/vendor/lock.json"
Component = Mapping[str, object]


def packages() -> dict[str, object]:
    """Return uv's bill of the Python packages that the service needs, without its noise."""
    command = [Path(sys.executable).with_name("uv"), "export", "--frozen", "--no-dev", "--quiet"]
    options = ["--all-extras", "--format", "cyclonedx1.5", "--preview-features", "sbom-export"]
    done = subprocess.run([*command, *options], cwd=ROOT, capture_output=True, check=True)  # noqa: S603  # our own arguments
    found: dict[str, object] = json.loads(done.stdout)
    return found


def without_places(package: Component) -> Component:
    """Return a package with the sums of its files instead of the addresses of one registry."""
    files = package.get("externalReferences", [])
    if not isinstance(files, list):
        raise TypeError("uv's bill of materials has another form than 1.5")
    sums = [each for file in files for each in file.get("hashes", [])]
    kept = {key: value for key, value in package.items() if key != "externalReferences"}
    return {**kept, "hashes": sums} if sums else kept


def jars() -> Iterator[Component]:
    """Give each jar of the embedded database."""
    for jar in tomllib.loads(JARS.read_text(encoding="utf-8"))["dependencies"]:
        group, name, version = jar["groupId"], jar["artifactId"], jar["version"]
        classifier = jar.get("classifier", "")
        purl = f"pkg:maven/{group}/{name}@{version}"
        if classifier:
            purl += f"?classifier={classifier}"
        yield {
            "type": "library",
            "bom-ref": purl,
            "group": group,
            "name": name,
            "version": version,
            "purl": purl,
            "hashes": [{"alg": "SHA-256", "content": jar["sha256"]}],
        }


def scripts() -> Iterator[Component]:
    """Give each outside library of the explorer."""
    for each in json.loads(VENDORED.read_text(encoding="utf-8"))["packages"]:
        purl = f"pkg:npm/{each['name']}@{each['version']}"
        algorithm, _, encoded = each["integrity"].partition("-")
        digest = base64.b64decode(encoded).hex()
        yield {
            "type": "library",
            "bom-ref": purl,
            "name": each["name"],
            "version": each["version"],
            "purl": purl,
            "licenses": [{"license": {"id": each["licence"]}}],
            "hashes": [{"alg": algorithm.upper().replace("SHA", "SHA-"), "content": digest}],
        }


def materials(at: datetime) -> dict[str, object]:
    """Return the whole bill; its serial number follows from what it lists."""
    bill = packages()
    metadata, components = bill["metadata"], bill["components"]
    if not isinstance(metadata, dict) or not isinstance(components, list):
        raise TypeError("uv's bill of materials has another form than 1.5")
    bill["components"] = components = [*map(without_places, components), *jars(), *scripts()]
    metadata["timestamp"] = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    metadata["component"]["type"] = "application"
    bill["serialNumber"] = f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps(components))}"
    return bill


def main() -> None:
    """Write it on standard output."""
    at = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "315532800")), UTC)
    json.dump(materials(at), sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()

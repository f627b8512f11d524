"""Parts of the documentation that are made from a real database or from the seeds."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from credit_graph.graph.database.connection import Graph

ROOT = Path(__file__).parents[2]
WRITING = os.environ.get("CREDIT_GRAPH_WRITE_PAGES") == "1"  # set by `make pages`
_WIDTH = 150
_WORKED = re.compile(r"```graphql\n(?P<question>.*?)```\n\n?```json\n(?P<answer>.*?)```", re.DOTALL)
_PICTURE = re.compile(r"(<!-- picture: begin -->\n)(.*?)(<!-- picture: end -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Worked:
    """A question on a page and the answer that the page shows."""

    page: str
    question: str
    answer: str


def worked_on(page: str) -> Iterator[Worked]:
    """Yield the questions of a page with their answers."""
    for match in _WORKED.finditer((ROOT / page).read_text("utf-8")):
        yield Worked(page, match["question"], match["answer"])


def write_answer(worked: Worked, answer: object) -> None:
    """Put the real answer on the page."""
    path = ROOT / worked.page
    text = path.read_text("utf-8")
    block = f"```graphql\n{worked.question}```\n\n```json\n"
    path.write_text(text.replace(block + worked.answer, block + laid_out(answer) + "\n"), "utf-8")


def laid_out(value: object, indent: str = "") -> str:
    """Return JSON in which whatever fits on a line stands on one."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) + len(indent) <= _WIDTH or not isinstance(value, dict | list) or not value:
        return flat
    deeper = indent + "  "
    if isinstance(value, list):
        lines = [deeper + laid_out(item, deeper) for item in value]
        return "[\n" + ",\n".join(lines) + f"\n{indent}]"
    lines = [f"{deeper}{json.dumps(key)}: {laid_out(item, deeper)}" for key, item in value.items()]
    return "{\n" + ",\n".join(lines) + f"\n{indent}}}"


def shown_on(page: str, made: str) -> str:
    """Return the text of a page; while pages are being written, what was made becomes it first."""
    path = ROOT / page
    if WRITING:
        path.write_text(made, "utf-8")
    return path.read_text("utf-8")


async def picture_of(graph: Graph) -> str:
    """Return the labels and relations of a database as a Mermaid drawing."""
    records = await graph.read("testing/shape")
    edges = [f"  {each['start']} -->|{each['type']}| {each['end']}" for each in records]
    return "```mermaid\nflowchart LR\n" + "\n".join(edges) + "\n```\n"


def shown_picture() -> str:
    """Return the drawing on docs/model.md."""
    match = _PICTURE.search((ROOT / "docs" / "model.md").read_text("utf-8"))
    return match[2] if match else ""


def write_picture(picture: str) -> None:
    """Put the drawing on docs/model.md."""
    path = ROOT / "docs" / "model.md"
    text = _PICTURE.sub(lambda match: match[1] + picture + match[3], path.read_text("utf-8"))
    path.write_text(text, "utf-8")

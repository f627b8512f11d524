"""`new-policy`: a draft of a policy file from its document."""

import re
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from credit_graph.commands.outcome import reported
from credit_graph.errors import BadArgumentError
from credit_graph.languages.wording import worded
from credit_graph.message import Message
from credit_graph.seeds.drafting.policy_draft import policy_draft
from credit_graph.seeds.drafting.word_document import word_text
from credit_graph.seeds.files.mark import MARK

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def new_policy(
    document: Annotated[Path, typer.Argument(help="The official text, as .txt (UTF-8) or .docx.")],
    code: Annotated[str, typer.Option(help="The policy's code: lowercase, such as xy-2026-1.")],
    folder: Annotated[Path, typer.Option(help="Folder of the site in which files are written.")],
    region: Annotated[
        str | None, typer.Option(help="GB/T 2260 code of the region in which it holds.")
    ] = None,
) -> None:
    """Write a draft policy and its document into a folder of the site.

    Headings, items, unit brackets, digits and open words that were found are marked; `check` fails
    until a person has settled every mark.
    """
    with reported():
        if not _CODE.fullmatch(code):
            raise BadArgumentError(
                "--code",
                Message("{code!r} is no code", code=code),
                Message("Use a-z, 0-9 and hyphens."),
            )
        text = _text(document)
        name = f"{code}.txt"
        draft = policy_draft(code, name, text, region)
        written = {folder / "documents" / name: text, folder / "policies" / f"{code}.yaml": draft}
        for path in written:
            if path.exists():
                why = Message("{path} is there already", path=str(path))
                raise BadArgumentError(
                    "--code", why, Message("Take another code, or move the file away.")
                )
        for path, content in written.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    marks = draft.count(MARK) - 1  # one stands in the head
    console = Console()
    for path in written:
        console.print(path.as_posix(), soft_wrap=True)
    said = worded(
        "{marks} marks to settle; then: credit-graph check {folder}",
        marks=marks,
        folder=str(folder),
    )
    console.print(said, soft_wrap=True)


def _text(path: Path) -> str:
    if not path.is_file():
        raise BadArgumentError(
            "document",
            Message("{path} is no file", path=str(path)),
            Message("Give the path of the document."),
        )
    if path.suffix.lower() == ".docx":
        return word_text(path)
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        why = Message("byte {start} of {name} is not UTF-8", start=error.start, name=path.name)
        raise BadArgumentError("document", why, Message("Save it as UTF-8.")) from error

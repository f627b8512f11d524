"""`erase`: the particulars of an enterprise go, and that they did is on record."""

from dataclasses import asdict, dataclass
from typing import Annotated

import typer

from credit_graph.clock import utc_now
from credit_graph.commands.importing.mode import Json
from credit_graph.commands.outcome import reported, tell, write_json
from credit_graph.commands.session import with_graph
from credit_graph.errors import BadArgumentError
from credit_graph.graph.auditing.erasing import Erased, Particulars
from credit_graph.message import Message
from credit_graph.usecases.auditing.erase import (
    erase_enterprise,
    erased_enterprises,
    preview_erasure,
)


@dataclass(frozen=True, slots=True)
class ErasureReport:
    """What `erase --json` writes; `change` and `published_at` are null in a preview."""

    uscc: str
    registrations: int
    texts: int
    attempts: int
    changes: int
    salts: int | None = None
    entries: int | None = None
    change: str | None = None
    published_at: str | None = None

    @classmethod
    def of(cls, found: Particulars, erased: Erased | None = None) -> "ErasureReport":
        """Return what was found, and what was done about it."""
        counts = {**asdict(found), "changes": len(found.changes)}
        if erased is None:
            return cls(**counts)
        return cls(
            **counts,
            salts=erased.salts,
            entries=erased.entries,
            change=erased.change,
            published_at=erased.published_at.isoformat(),
        )


def erase(
    uscc: Annotated[
        str | None, typer.Argument(help="Credit code of the enterprise, or a partner's id.")
    ] = None,
    reason: Annotated[str, typer.Option(help="Why, without particulars: it stays on record.")] = "",
    preview: Annotated[
        bool, typer.Option("--preview", help="Show what would go; change nothing.")
    ] = False,
    listed: Annotated[
        bool, typer.Option("--list", help="List the codes whose particulars were erased.")
    ] = False,
    json: Json = False,
) -> None:
    """Erase an enterprise's name and whatever was written about it in words, from the past too."""
    with reported():
        if listed:
            codes = with_graph(erased_enterprises)
            print("".join(f"{each}\n" for each in codes), end="")
            return
        if uscc is None:
            raise BadArgumentError(
                "USCC", Message("there is none"), Message("Give a code, or --list.")
            )
        code = uscc
        if preview:
            report = ErasureReport.of(with_graph(lambda graph: preview_erasure(graph, code)))
        else:
            done = with_graph(lambda graph: erase_enterprise(graph, code, reason, utc_now))
            report = ErasureReport.of(done.particulars, done)
    if json:
        write_json(report)
        return
    what = Message(
        "the name in {registrations:,} registrations, words in {texts:,} facts, reasons and "
        "digests of {changes:,} changes, messages of {attempts:,} refused attempts",
        registrations=report.registrations,
        texts=report.texts,
        changes=report.changes,
        attempts=report.attempts,
    )
    tell("Would erase: {what}.", what=what) if preview else tell("Erased: {what}.", what=what)
    if report.change is not None:
        tell(
            "{salts:,} salts and the text of {entries:,} entries of the audit log went with them. "
            "On record as {change}.",
            salts=report.salts or 0,
            entries=report.entries or 0,
            change=report.change,
        )

"""`audit verify|checkpoint|key|prove|extension|check`: the log, its heads and its proofs."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from credit_graph.audit.checkpoint import (
    CheckpointError,
    SignerKey,
    TreeHead,
    VerifierKey,
)
from credit_graph.audit.proof import ExtensionProof, FactProof, ProofError
from credit_graph.commands.outcome import Exit, reported, say, tell
from credit_graph.commands.session import with_graph
from credit_graph.errors import BadArgumentError
from credit_graph.errors.causes import system_cause
from credit_graph.graph.database.connection import Graph
from credit_graph.languages.wording import in_words, worded
from credit_graph.message import Message
from credit_graph.settings import read_settings
from credit_graph.usecases.auditing.prove import checkpoint as head_of
from credit_graph.usecases.auditing.prove import prove_extension, prove_fact
from credit_graph.usecases.auditing.verify import AuditVerdict, verify_log

audit = typer.Typer(
    help="The audit log: verify it, sign its head, prove what it holds.", no_args_is_help=True
)

KeyPath = Annotated[
    Path | None,
    typer.Option(
        "--key", help="File of the signing key; without it, that of CREDIT_GRAPH_AUDIT_KEY."
    ),
]
Public = Annotated[
    str | None,
    typer.Option("--public", help="The log's public key, NAME+KEYID+BASE64; `audit key` shows it."),
]
Out = Annotated[
    Path | None, typer.Option("--out", help="Write to this file; without it, standard output.")
]


@audit.command()
def verify(
    checkpoint: Annotated[
        Path | None,
        typer.Option(
            help="A checkpoint kept elsewhere: shows, too, whether the log's end was cut off."
        ),
    ] = None,
    public: Public = None,
    key: KeyPath = None,
    facts: Annotated[
        bool, typer.Option(help="Compare the facts that stand with what was logged of them.")
    ] = True,
) -> None:
    """Read the whole log again and name the first entry that is not what was logged."""

    async def work(graph: Graph) -> AuditVerdict:
        with Progress(disable=not sys.stderr.isatty(), transient=True) as bar:
            task = bar.add_task(worded("entries"), total=None)

            def progress(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total)

            return await verify_log(graph, checkpoint=kept, facts=facts, progress=progress)

    with reported():
        kept = None if checkpoint is None else _opened(checkpoint, _verifier(public, key))
        verdict = with_graph(work)
    if verdict.fault is not None:
        tell("Entry {number}: {what}.", number=verdict.fault.number, what=verdict.fault.what)
        raise SystemExit(Exit.FINDINGS)
    tell(
        "{entries:,} entries, whole and in order. Root hash {root}.",
        entries=verdict.entries,
        root=verdict.root.hex(),
    )
    if kept is not None:
        tell("The first {size:,} are those of the checkpoint.", size=kept.size)


@audit.command()
def checkpoint(out: Out = None, key: KeyPath = None) -> None:
    """Write the head of the log as a signed note; a first one makes the signing key."""
    with reported():
        signer = _signer(key, make=True)
        note = signer.sign(with_graph(lambda graph: head_of(graph, signer.name)))
    _write(note, out)


@audit.command("key")
def show_key(
    key: KeyPath = None,
    name: Annotated[
        str, typer.Option(help="Name of a key that is made now: a domain name of your own, say.")
    ] = "credit-graph",
) -> None:
    """Show the log's public key; the signing key is made if there is none."""
    with reported():
        print(_signer(key, make=True, name=name).verifier)


@audit.command()
def prove(
    fact_id: Annotated[str, typer.Argument(help="The fact's id, as history and evidence show it.")],
    out: Out = None,
    key: KeyPath = None,
) -> None:
    """Write the proof that a fact was recorded, for somebody who has the public key only."""
    with reported():
        signer = _signer(key, make=True)
        proof = with_graph(lambda graph: prove_fact(graph, fact_id, signer))
    _write(proof.json(), out)


@audit.command()
def extension(
    earlier: Annotated[Path, typer.Argument(help="A checkpoint that was kept.")],
    out: Out = None,
    key: KeyPath = None,
) -> None:
    """Write the proof that nothing before an earlier checkpoint was altered."""

    async def work(graph: Graph) -> ExtensionProof:
        now = await head_of(graph, signer.name)
        path = await prove_extension(graph, then.size, now.size)
        return ExtensionProof(_read(earlier), signer.sign(now), path)

    with reported():
        signer = _signer(key, make=False)
        then = _opened(earlier, signer.verifier)
        proof = with_graph(work)
    _write(proof.json(), out)


@audit.command()
def check(
    proof: Annotated[Path, typer.Argument(help="A file that `prove` or `extension` wrote.")],
    public: Annotated[str, typer.Option("--public", help="The log's public key.")],
) -> None:
    """Check a proof; needs no database and no network."""
    with reported():
        verifier = _verifier(public, None)
        text = _read(proof)
    try:
        print(in_words(_checked(text, verifier)))
    except ProofError as error:
        tell("The proof does not hold: {why}.", why=error.message)
        raise SystemExit(Exit.FINDINGS) from None


def _checked(text: str, verifier: VerifierKey) -> Message:
    if '"earlier"' in text:
        then, now = ExtensionProof.read(text).check(verifier)
        return Message(
            "The log of {now:,} entries extends that of {then:,}.", now=now.size, then=then.size
        )
    proof = FactProof.read(text)
    entry = proof.check(verifier)
    size = verifier.open(proof.checkpoint).size
    return Message(
        "Entry {number} of {size:,}, published {at}, holds it:\n{fact}",
        number=entry.number,
        size=size,
        at=str(entry.published_at),
        fact=proof.fact,
    )


def _signer(path: Path | None, *, make: bool, name: str = "credit-graph") -> SignerKey:
    path = path or read_settings(os.environ).audit_key
    if make and not path.exists():
        made = SignerKey.generate(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        # Nobody else may read it, not for a moment; and what another process made stays.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(made.encoded() + "\n")
        say("Made the signing key {path}; keep a copy of it.", path=str(path))
        return made
    try:
        return SignerKey.read(_read(path))
    except CheckpointError as error:
        raise BadArgumentError(
            argument=str(path), why=error.message, fix=Message("Name the file with --key.")
        ) from error


def _verifier(public: str | None, key: Path | None) -> VerifierKey:
    if public is None:
        return _signer(key, make=False).verifier
    try:
        return VerifierKey.read(public)
    except CheckpointError as error:
        raise BadArgumentError(
            argument="--public",
            why=error.message,
            fix=Message("`credit-graph audit key` shows it."),
        ) from error


def _opened(path: Path, verifier: VerifierKey) -> TreeHead:
    try:
        return verifier.open(_read(path))
    except CheckpointError as error:
        raise BadArgumentError(
            argument=str(path), why=error.message, fix=Message("Give a checkpoint of this log.")
        ) from error


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadArgumentError(
            argument=str(path),
            why=Message("it cannot be read ({cause})", cause=_cause(error)),
            fix=Message("Name another file."),
        ) from error


def _write(text: str, out: Path | None) -> None:
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, "utf-8")


def _cause(error: OSError | UnicodeDecodeError) -> Message:
    return system_cause(error) if isinstance(error, OSError) else Message("it is not UTF-8")

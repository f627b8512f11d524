"""Help and usage errors in the language of whoever runs a command."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from typer import rich_utils
from typer.main import get_command
from typer.testing import CliRunner

from credit_graph.cli import command_line
from credit_graph.commands.spoken_help import FIXED, paragraphs
from credit_graph.languages.language import Language, asked_language

CLEAN = {"LC_ALL": "C", "CREDIT_GRAPH_LANGUAGE": "", "COLUMNS": "200"}


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:  # noqa: ANN401
    yield path, command
    for name, each in getattr(command, "commands", {}).items():
        yield from commands(each, (*path, name))


def run(*arguments: str, **environment: str) -> str:
    found = CliRunner().invoke(command_line(), arguments, env={**CLEAN, **environment})
    return " ".join((found.output + found.stderr).replace("│", " ").split())


EVERY = dict(commands(get_command(command_line())))


@pytest.mark.parametrize("path", sorted(EVERY), ids=" ".join)
def test_every_help_is_in_chinese_and_none_of_its_english_is_left(path: Sequence[str]) -> None:
    command = EVERY[tuple(path)]
    shown = run("--language", "zh", *path, "--help")
    assert "用法：credit-graph" in shown
    assert "显示本帮助并退出。" in shown
    texts = [command.help, command.epilog, *(getattr(p, "help", "") for p in command.params)]
    english = [each for text in texts if text for each in paragraphs(text)]
    assert english
    assert [each for each in english if each[:40] in shown] == []


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({}, "Show the versions of credit-graph"),
        ({"CREDIT_GRAPH_LANGUAGE": "zh"}, "显示 credit-graph、其数据库和 Python 的版本。"),
        ({"LC_ALL": "zh_CN.UTF-8"}, "显示 credit-graph、其数据库和 Python 的版本。"),
        (
            {"LC_ALL": "zh_CN.UTF-8", "CREDIT_GRAPH_LANGUAGE": "en"},
            "Show the versions of credit-graph",
        ),
    ],
)
def test_help_is_in_the_language_that_answers_are_in(
    environment: dict[str, str], words: str
) -> None:
    assert words in run("--help", **environment)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["sync"], "缺少参数'file'。"),
        (["sync", "x", "--of"], "选项'--of'需要一个值。"),
        (["serv"], "没有命令'serv'，是否指'serve'？"),
        (["doctor", "--jsn"], "没有选项：--jsn（可能是：--json）"),
        (["doctor", "extra"], "参数多出（extra）"),
        (["import", "x", "--dates", "no"], "--dates"),
    ],
)
def test_wrong_usage_is_told_in_chinese(arguments: Sequence[str], words: str) -> None:
    shown = run("--language=zh", *arguments)
    assert words in shown
    assert "错误" in shown
    assert "Error" not in shown


def test_afterwards_everything_is_as_it_was() -> None:
    before = {name: getattr(rich_utils, name) for name in FIXED}
    run("--language", "zh", "imports", "list", "--help")
    assert {name: getattr(rich_utils, name) for name in FIXED} == before == dict(FIXED)
    assert asked_language() is Language.EN
    assert "Usage: credit-graph imports list [OPTIONS]" in run("imports", "list", "--help")


def test_an_option_of_a_command_is_not_the_language() -> None:
    assert "Usage:" in run("ask", "--language", "zh", "--help")

"""The language of commands: an option, a variable, or the locale."""

from collections.abc import Mapping

import pytest
from typer.testing import CliRunner

from credit_graph.cli import command_line
from credit_graph.languages.language import Language, asked_language

CLEAN = {"LC_ALL": "C", "CREDIT_GRAPH_LANGUAGE": ""}


@pytest.mark.parametrize(
    ("options", "environment", "words"),
    [
        ([], {}, "docs/operations.md lists every setting with its range."),
        (["--language", "zh"], {}, "各项设置及其范围见 docs/operations.md。"),
        ([], {"CREDIT_GRAPH_LANGUAGE": "zh"}, "各项设置及其范围见 docs/operations.md。"),
        ([], {"LC_ALL": "zh_CN.UTF-8"}, "各项设置及其范围见 docs/operations.md。"),
        (
            ["--language", "en"],
            {"LC_ALL": "zh_CN.UTF-8"},
            "docs/operations.md lists every setting with its range.",
        ),
    ],
)
def test_errors_of_commands_are_in_that_language(
    options: list[str], environment: Mapping[str, str], words: str
) -> None:
    given = {**CLEAN, "CREDIT_GRAPH_PORT": "none", **environment}
    found = CliRunner().invoke(command_line(), [*options, "serve"], env=given)
    assert words in found.stderr
    assert found.exit_code == 2
    assert asked_language() is Language.EN


def test_a_language_without_words_is_wrong_usage() -> None:
    found = CliRunner().invoke(command_line(), ["--language", "de", "version"], env=CLEAN)
    assert found.exit_code == 2

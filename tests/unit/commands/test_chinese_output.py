"""What commands print without a database, and what settings are refused with, in Chinese."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from credit_graph.cli import command_line
from credit_graph.commands.bundle import install

# Names, codes, paths and commands are the same in every language.
SAME = re.compile(
    r"docs/\w+\.md|`[^`]*`|\[[A-Z_]+\]|[A-Z][A-Z0-9_]{3,}|/[\w./-]+|https?://\S+|[\w.]+\.(?:csv|md|org)|--[\w-]+"
    r"|credit-graph|Python|Java|Neo4j|SHA-256|GB|MB|Linux|x86_64|aarch64|jar|localhost|HTTP|IP|PEM"
    r"|neither"
)
ENGLISH = re.compile(r"[A-Za-z]{2,}")


def run(*arguments: str, **environment: str) -> Result:
    given = {"LC_ALL": "C", "CREDIT_GRAPH_LANGUAGE": "zh", "NO_COLOR": "1", **environment}
    return CliRunner().invoke(command_line(), [*arguments], env=given)


def english_in(text: str) -> list[str]:
    return ENGLISH.findall(SAME.sub(" ", text))


def test_the_doctor_tells_all_but_names_in_chinese(tmp_path: Path) -> None:
    home = {"CREDIT_GRAPH_HOME": str(tmp_path / "home"), "CREDIT_GRAPH_PORT": "0"}
    found = run("doctor", **home)
    lines = found.stdout.splitlines()
    assert any(line.startswith("正常    设置             ") for line in lines), found.stdout
    assert any(line.startswith("注意    数据库           内嵌，尚未建立；未运行") for line in lines)
    assert english_in(found.stdout) == []
    same = run("doctor", "--json", **home)
    assert json.loads(same.stdout)["checks"][1]["found"].startswith("each in its range")


def test_an_invented_region_is_told_of_in_chinese(tmp_path: Path) -> None:
    found = run("generate", "--enterprises", "300", "--seed", "1", "--out", str(tmp_path))
    assert f"{tmp_path}/enterprises.csv：300行" in found.stdout
    assert english_in(found.stdout) == []


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"CREDIT_GRAPH_PORT": "none"}, "CREDIT_GRAPH_PORT：'none' 不是0至65535的端口。"),
        ({"CREDIT_GRAPH_SEEDS": "/nowhere"}, "CREDIT_GRAPH_SEEDS：/nowhere 不是目录。"),
        ({"NEO4J_URI": "bolt://a:b@host"}, "NEO4J_URI：含有账户信息"),
        ({"CREDIT_GRAPH_TLS_KEY": "/x"}, "CREDIT_GRAPH_TLS_CERTIFICATE：未设置，而另一项已设置。"),
        (
            {"CREDIT_GRAPH_TLS_KEY": "/x", "CREDIT_GRAPH_TLS_CERTIFICATE": "/y"},
            "不是 PEM 格式的证书及其无密码私钥（没有该文件或目录）。",
        ),
        (
            {"CREDIT_GRAPH_HOST": "0.0.0.0"},  # noqa: S104
            "CREDIT_GRAPH_NAMES：未设置，而其他机器可以访问 0.0.0.0。",
        ),
    ],
)
def test_a_wrong_setting_is_refused_in_chinese(settings: Mapping[str, str], words: str) -> None:
    found = run("serve", **settings)
    assert words in found.stderr
    assert english_in(found.stderr.replace("none", "")) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("restore", "{folder}/none"),
            "备份无法恢复：无法读取 {folder}/none（没有该文件或目录）。",
        ),
        (("backup", "{folder}"), "path：{folder}已经存在。"),
        (("decide", "--as-of", "x", "--out", "y"), "--as-of：'x'不是日期。"),
        (
            ("ask", "{folder}/a.graphql", "--variables", "{"),
            "--variables：自第1行第2列起不是 JSON。",
        ),
        (
            ("chains", "--cores", "{folder}/empty"),
            "--cores：{folder}/empty 中没有统一社会信用代码。",
        ),
        (("documents", "extract", "{folder}"), "a.graphql：某个操作：没有名称"),
        (("documents", "extract", "{folder}"), "1个问题；未写出任何内容。"),
        (("audit", "check", "{folder}/empty", "--public", "x"), "--public：验证公钥的格式为"),
    ],
)
def test_what_a_command_refuses_is_told_in_chinese(
    arguments: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    (tmp_path / "a.graphql").write_text("{ policies { code } }", "utf-8")
    (tmp_path / "empty").write_text("", "utf-8")
    given = [each.replace("{folder}", str(tmp_path)) for each in arguments]
    found = run(*given, CREDIT_GRAPH_HOME=str(tmp_path / "home"))
    assert words.replace("{folder}", str(tmp_path)) in found.stderr, found.stderr


def test_the_installer_of_a_bundle_speaks_the_language_of_the_locale(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CREDIT_GRAPH_LANGUAGE", raising=False)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert install.said("Installed: {command}", command="x") == "已安装：x"
    monkeypatch.setenv("CREDIT_GRAPH_LANGUAGE", "en")
    assert install.said("Installed: {command}", command="x") == "Installed: x"

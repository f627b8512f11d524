"""Causes that the system or a library words: ours where known, quoted where not."""

import csv
import errno
import re
import socket
import ssl
import warnings
from urllib.error import HTTPError, URLError

import pytest
import yaml

from credit_graph.errors.causes import said_by, system_cause
from credit_graph.languages.language import Language
from credit_graph.languages.wording import Wording
from credit_graph.message import Message
from credit_graph.seeds.files.causes import csv_cause, pattern_cause, yaml_cause

CHINESE = Wording(Language.ZH)
LOADERS = (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
# Mistakes that people make when they write a file by hand.
WRONG_YAML = (
    "a: b: c\n",
    "a: [1, 2\nb: 3\n",
    "a: {b: 1\nc: 2",
    "a: 'x\n",
    "\ta: 1\n",
    "a:\n  b: 1\n c: 2\n",
    "- a\nb: 1\n",
    "a: @x\n",
    'a: "\\q"\n',
    "a\nb: 1\n",
    "a: ]\n",
    "a: 'x'y\n",
    "a: b\n- c\n",
    "a: - b\n",
    "a: ? b\n",
    "%YAML 3.0\n---\na: 1\n",
)
WRONG_PATTERNS = ("(a", "a)", "*a", "a**", "[a", "\\y", "a{3,2}", "(?<=a+)b", "[z-a]", "(?P=x)")


def of_system(number: int) -> OSError:
    return OSError(number, "as the system words it")


@pytest.mark.parametrize(
    ("error", "english", "chinese"),
    [
        (of_system(errno.ENOENT), "there is no such file or folder", "没有该文件或目录"),
        (of_system(errno.EACCES), "this user has no right to it", "该用户没有权限"),
        (of_system(errno.ENOSPC), "the disk is full", "磁盘已满"),
        (
            of_system(errno.ENOTTY),
            "the system says: as the system words it",
            "系统报告：as the system words it",
        ),
        (TimeoutError(), "no answer came in time", "未在规定时间内应答"),
        (socket.gaierror(-2, "x"), "the name of the machine is not known", "无法识别该机器名称"),
        (URLError(of_system(errno.ECONNREFUSED)), "nobody listens there", "该处没有程序监听"),
        (HTTPError("", 404, "", None, None), "it was answered with status 404", "应答状态为 404"),  # type: ignore[arg-type]
        # TLS numbers its errors from 1 on, as the system does: this is not EPERM.
        (ssl.SSLError(1, "bad record"), "OpenSSL says: ", "OpenSSL报告："),
    ],
)
def test_a_cause_of_the_system_is_worded_in_both_languages(
    error: OSError, english: str, chinese: str
) -> None:
    cause = system_cause(error)
    assert str(cause).startswith(english)
    assert CHINESE.text(cause).startswith(chinese)


def test_an_error_without_words_is_told_by_its_kind() -> None:
    assert str(said_by("csv", KeyError())) == "csv says: KeyError"


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("text", WRONG_YAML)
def test_a_mistake_in_yaml_is_told_in_our_words(text: str, loader: type[yaml.SafeLoader]) -> None:
    with pytest.raises(yaml.YAMLError) as caught:
        list(yaml.parse(text, Loader=loader))
    is_ours(yaml_cause(caught.value))


@pytest.mark.parametrize("pattern", WRONG_PATTERNS)
def test_a_mistake_in_a_pattern_is_told_in_our_words(pattern: str) -> None:
    with pytest.raises(re.error) as caught:
        re.compile(pattern)
    is_ours(pattern_cause(caught.value))


def test_a_doubtful_pattern_is_quoted_as_the_library_words_it() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(FutureWarning) as caught:
            re.compile("[[a]")
    assert str(pattern_cause(caught.value)) == "Python says: Possible nested set at position 1"


@pytest.mark.parametrize("line", ['a,"b', 'a,"b"c,d', f"a,{'b' * 140_000}"])
def test_a_mistake_in_csv_is_told_in_our_words(line: str) -> None:
    with pytest.raises(csv.Error) as caught:
        list(csv.reader([line], strict=True))
    is_ours(csv_cause(caught.value))


def is_ours(cause: Message) -> None:
    assert " says: " not in str(cause)
    assert not re.search("[A-Za-z]{2,}", CHINESE.text(cause).replace("YAML", ""))

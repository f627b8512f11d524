"""UTF-8 or GB 18030: found out strictly, or asked for."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_graph.errors import ImportRefusedError
from credit_graph.intake.rows.kinds import EnterpriseRow
from credit_graph.intake.tables.encoding import GB18030, UTF8, find_encoding
from credit_graph.intake.tables.manner import Manner
from support.table_reading import read_table

A = "91410400XN00000125"
HEADER = "统一社会信用代码,企业名称,行政区划代码\n"


def put(folder: Path, content: bytes, name: str = "enterprises.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def names(path: Path, manner: Manner | None = None) -> list[str]:
    rows, rejects, _ = read_table(path, manner or Manner())
    assert rejects == []
    return [row.name for row in rows if isinstance(row, EnterpriseRow)]


@pytest.mark.parametrize("name", ["虚构企业", "㐀𠀀企业", "虚构·A½€"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030"])
def test_either_encoding_is_found_and_read(tmp_path: Path, codec: str, name: str) -> None:
    path = put(tmp_path, f"{HEADER}{A},{name},410400\n".encode(codec))
    assert names(path) == [name]
    noted = "read as GB 18030" in read_table(path)[2]
    assert noted == (codec == "gb18030")


def test_a_mark_of_gb18030_is_taken_off(tmp_path: Path) -> None:
    path = put(tmp_path, f"\ufeff{HEADER}{A},虚构,410400\n".encode("gb18030"))
    assert path.read_bytes().startswith(b"\x84\x31\x95\x33")
    assert names(path) == ["虚构"]


@pytest.mark.parametrize("text", ["状态", "税", "元", "A·B"])
def test_what_can_be_read_either_way_is_refused_with_both_readings(
    tmp_path: Path, text: str
) -> None:
    codec = "utf-8" if text == "A·B" else "gbk"
    content = f"uscc,name,region\n{A},{text},410400\n".encode(codec)
    path = put(tmp_path, content)
    with pytest.raises(ImportRefusedError, match="line 2 can be read as") as refused:
        read_table(path)
    assert text in str(refused.value)
    assert "--encoding" in refused.value.advice
    assert names(path, Manner(encoding="utf-8" if codec == "utf-8" else GB18030)) == [text]


def test_a_line_of_another_encoding_in_a_file_of_utf8_is_rejected_alone(tmp_path: Path) -> None:
    lines = [HEADER.encode(), f"{A},虚构企业,410400\n".encode()] * 1
    lines += [f"{A},虚构,410400\n".encode("gbk")]
    rows, rejects, _ = read_table(put(tmp_path, b"".join(lines)))
    assert len(rows) == 1
    assert rejects[0].startswith("3  NOT_UTF8 The row is not UTF-8: byte 0xD0")


def test_two_files_run_together_are_refused(tmp_path: Path) -> None:
    good = f"{A},虚构企业,410400\n"
    content = b"uscc,name,region\n" + good.encode() + (good * 3).encode("gbk")
    with pytest.raises(ImportRefusedError, match=r"1 line\(s\) are UTF-8 and 3 are not"):
        read_table(put(tmp_path, content))


def test_the_first_bad_byte_is_named_where_neither_fits(tmp_path: Path) -> None:
    content = "企业".encode("gbk") + b"\x80,\xff\n"
    with pytest.raises(ImportRefusedError, match="byte 0xC6 on line 1"):
        find_encoding(put(tmp_path, content))


def test_big5_is_stopped_by_its_header(tmp_path: Path) -> None:
    path = put(tmp_path, "代碼,名稱,地區\n".encode("big5"))
    with pytest.raises(ImportRefusedError, match="has no column"):
        read_table(path)


def test_utf16_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match="UTF-16"):
        find_encoding(put(tmp_path, HEADER.encode("utf-16")))


CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=6)


@given(words=st.lists(CHINESE, min_size=3, max_size=8), codec=st.sampled_from([UTF8, GB18030]))
def test_a_file_with_a_chinese_header_is_never_misread(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], codec: str
) -> None:
    lines = [HEADER, *(f"{A},{word},410400\n" for word in words)]
    content = "".join(lines).encode("utf-8" if codec == UTF8 else codec)
    path = put(tmp_path_factory.mktemp("e"), content)
    assert find_encoding(path) == codec

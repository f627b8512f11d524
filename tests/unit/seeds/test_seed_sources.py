"""Reading seed files from a folder."""

from hashlib import sha256
from pathlib import Path

import pytest

from credit_graph.errors import SeedsRejectedError
from credit_graph.seeds.files.sources import LARGEST_BYTES, SeedSet, read_seeds
from credit_graph.seeds.rulebook import build_rulebook
from support.small_seeds import DOCUMENT, POLICY, REGIONS, SmallSeeds


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, text in SmallSeeds().texts.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def refused(folder: Path) -> list[tuple[str, int, str, str]]:
    with pytest.raises(SeedsRejectedError) as raised:
        read_seeds(folder)
    return [
        (each.file, each.line, str(each.problem), each.advice) for each in raised.value.findings
    ]


def test_a_folder_is_read_as_the_same_set_that_the_texts_make(folder: Path) -> None:
    assert read_seeds(folder) == SmallSeeds().seed_set()


def test_demo_files_notes_and_hidden_files_are_no_seeds(folder: Path) -> None:
    for path in ("demo/enterprises.csv", "README.md", "policies/.tiny.yaml.swp", "policies/a.md"):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text("x", encoding="utf-8")
    assert read_seeds(folder) == SmallSeeds().seed_set()


def test_the_sum_of_a_file_is_that_of_its_bytes(folder: Path) -> None:
    content = b"\xef\xbb\xbfregions: []\r\n"
    (folder / REGIONS).write_bytes(content)
    [regions] = [each for each in read_seeds(folder).files if each.path == REGIONS]
    assert regions.sha256 == sha256(content).hexdigest()


def test_a_byte_order_mark_is_accepted(folder: Path) -> None:
    (folder / REGIONS).write_bytes(b"\xef\xbb\xbf" + (folder / REGIONS).read_bytes())
    assert build_rulebook(read_seeds(folder)).vocabulary.regions["410400"].parent == "410000"


def test_the_version_is_that_of_paths_and_sums_in_any_order() -> None:
    seeds = SmallSeeds().seed_set()
    backwards = SeedSet(files=seeds.files[::-1], documents=seeds.documents[::-1])
    assert backwards.version == seeds.version
    lines = sorted(f"{each.path} {each.sha256}" for each in (*seeds.files, *seeds.documents))
    assert seeds.version == sha256("\n".join(lines).encode()).hexdigest()[:16]


@pytest.mark.parametrize("path", [POLICY, REGIONS, DOCUMENT])
def test_any_changed_text_changes_the_version(path: str) -> None:
    changed = SmallSeeds().having(path, SmallSeeds().texts[path] + "\n")
    assert changed.seed_set().version != SmallSeeds().seed_set().version
    assert build_rulebook(changed.seed_set()).version == changed.seed_set().version


def test_a_file_above_one_megabyte_is_refused(folder: Path) -> None:
    (folder / REGIONS).write_bytes(b"#" * (LARGEST_BYTES + 1))
    [(file, line, problem, advice)] = refused(folder)
    assert (file, line) == (REGIONS, 1)
    assert problem == "file too large: it has more than 1000000 bytes"
    assert "Split it" in advice


def test_a_file_that_is_not_utf8_is_refused_with_its_line(folder: Path) -> None:
    (folder / REGIONS).write_bytes("regions:\n- 海关\n".encode("gb18030"))
    [(file, line, problem, advice)] = refused(folder)
    assert (file, line) == (REGIONS, 2)
    assert problem == "not UTF-8: byte 11 is not UTF-8"
    assert advice == "Save the file as UTF-8."


def test_all_files_that_cannot_be_read_are_named(folder: Path) -> None:
    (folder / REGIONS).write_bytes(b"\xff")
    (folder / DOCUMENT).write_bytes(b"\n\xff")
    assert [(file, line) for file, line, _, _ in refused(folder)] == [(DOCUMENT, 2), (REGIONS, 1)]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs Linux's /proc")
def test_a_file_that_the_system_cannot_read_is_named(folder: Path) -> None:
    (folder / REGIONS).unlink()
    (folder / REGIONS).symlink_to("/proc/self/mem")
    [(file, line, problem, advice)] = refused(folder)
    assert (file, line) == (REGIONS, 1)
    assert problem == "unreadable file: it cannot be read (the disk has a fault)"
    assert advice == "Check the file and its rights."


def test_a_folder_without_seeds_is_refused(tmp_path: Path) -> None:
    [(file, line, problem, _)] = refused(tmp_path)
    assert (file, line) == ("policies", 1)
    assert problem == f"unreadable file: it cannot be read ({tmp_path} holds no seeds)"


def test_a_file_of_another_ending_is_not_passed_over_in_silence(folder: Path) -> None:
    (folder / "policies/more.yml").write_text("code: x\n", encoding="utf-8")
    with pytest.raises(SeedsRejectedError, match=r"policies/more.yml:1: file: unknown file"):
        build_rulebook(read_seeds(folder))

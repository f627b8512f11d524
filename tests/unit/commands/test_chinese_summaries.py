"""What an import, a full list, an undo and a history print, in Chinese."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from credit_graph.commands.importing import history, imports, sync
from credit_graph.graph.imports.journal import About
from credit_graph.intake.kinds import Kind
from credit_graph.intake.reconciling import reasons
from credit_graph.intake.reconciling.full_list import Fate
from credit_graph.intake.rows.kinds import RatingRow
from credit_graph.intake.tables.notes import Note, Notes
from credit_graph.languages.language import Language, asking
from credit_graph.usecases.importing.full_list import SyncReport
from credit_graph.usecases.importing.history import ImportEntry
from credit_graph.usecases.importing.preview import Preview, PreviewLine, preview_line
from credit_graph.usecases.importing.report import (
    Counts,
    FileReport,
    ImportMode,
    ImportReport,
    Outcome,
)
from credit_graph.usecases.importing.undo import Amendment

AT = datetime(2026, 4, 1, tzinfo=UTC)
# What files are called, codes of facts, and commands: the same in every language.
KEPT = re.compile(r"ratings\.csv|rejects\.(?:csv|xlsx)|advanced|customs|`imports undo`|UTF-8|c-1")


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "240")


def line() -> PreviewLine:
    row = RatingRow(
        uscc="91410400XN00000125",
        scheme="customs",
        level="advanced",
        valid_from=date(2026, 1, 1),
        valid_to=None,
        awarded_by=None,
        reference=None,
    )
    said = reasons.no_entry(date(2026, 2, 1))
    because = reasons.from_the_list(row.valid_from, said)
    return preview_line(Fate.BEGINS, Kind.RATINGS, after=row, because=because)


def english(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]{2,}", re.sub(r"[0-9A-Z]{18}", "", KEPT.sub("", text)))


def preview() -> Preview:
    return Preview({Fate.BEGINS: 31}, {fate: [] for fate in Fate} | {Fate.BEGINS: [line()]}, None)


def test_a_full_list_is_summed_up_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    notes = Notes()
    with asking(Language.ZH):
        notes.add(Note.ENCODING, detail="UTF-8")
        notes.add(Note.BLANK_ROWS, 4)
        report = SyncReport(
            id="c-1",
            outcome=Outcome.CHECKED,
            added=31,
            ended=2,
            unchanged=1_200,
            changed=0,
            rejected=0,
            rejects=None,
            published_at=None,
            preview=preview(),
            notes=tuple(notes),
        )
        sync.tell_sync(report, as_json=False)
    shown = capsys.readouterr().out
    assert "新增31条，终止2条，变更0条，无变化1,200条，退回0条。" in shown
    assert "生效日期 2026-01-01" in shown
    assert "该行载明2026年1月1日，但2026年2月1日的完整名单上没有该条目，因此自本名单" in shown
    assert "已跳过空行1行，首行为第4行。" in shown
    assert english(shown) == []


def test_an_import_is_summed_up_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    report = ImportReport(
        id="c-1",
        outcome=Outcome.PUBLISHED,
        files=(FileReport("ratings.csv", Kind.RATINGS, Counts(10, 8, 1, 0, 1)),),
        seconds=1.25,
        rate=8.0,
        resumed=False,
        rejects=Path("rejects.csv"),
        published_at=AT,
        marked=Path("rejects.xlsx"),
    )
    with asking(Language.ZH):
        imports.print_report(report)
    shown = capsys.readouterr().out
    assert "已发布。用时1.2秒，每秒8行。" in shown
    assert "退回的数据行：rejects.csv，并已在rejects.xlsx中标出" in shown
    assert english(shown) == []


def test_an_undo_is_told_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    done = Amendment("c-1", {Kind.RATINGS: 3}, {Kind.LISTS: 1}, preview(), AT)
    with asking(Language.ZH):
        history.tell_amendment(done, as_json=False, check=False)
    shown = capsys.readouterr().out
    assert shown.splitlines() == [
        "信用等级：撤回3条。",
        "名单：恢复1条。",
        "已发布，编号 c-1，可用 `imports undo` 撤销。",
    ]


def test_an_entry_of_the_history_is_in_chinese() -> None:
    day = date(2026, 4, 1)
    entry = ImportEntry(
        id="c-1",
        mode=ImportMode.PUBLISH,
        source="import",
        started_at=AT,
        published_at=AT,
        abandoned=False,
        about=About(action="full list", register="customs", region="410400", list_day=day),
        undone_by=None,
        files=(),
    )
    with asking(Language.ZH):
        said = (history.what_was_done(entry), history.state_of(entry))
    assert said == ("全量更新: customs 410400 2026-04-01", "已于 2026-04-01 00:00Z 发布")


def test_english_is_what_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    done = Amendment("c-1", {Kind.RATINGS: 3}, {}, preview(), None)
    history.tell_amendment(done, as_json=False, check=True)
    shown = capsys.readouterr().out
    assert "… and 30 more" in shown
    assert "31 begins, 0 ends, 0 changes, 0 stays." in shown
    assert "ratings: 3 withdrawn." in shown

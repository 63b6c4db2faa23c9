from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from judge_desk.contest.merge.ballots import Remark
from judge_desk.contest.values.problems import Altered, BadInput, NotNow, Refusal, Unreadable
from judge_desk.stores.chain import text_digest
from judge_desk.stores.score_events import FileState, Kind, Progress
from judge_desk.stores.score_file import ScoreFile
from judge_desk.stores.score_tables import recall, remember
from tests.stores.samples import CODES, CRITERIA, NOW, PACKAGE, fill, identity, new_score, seal


@pytest.fixture
def score(tmp_path: Path) -> Iterator[ScoreFile]:
    with new_score(tmp_path) as made:
        yield made


def again(score: ScoreFile) -> ScoreFile:
    score.close()
    return ScoreFile.open(score.file.path)


def code_of(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.problem.code


def test_everything_is_there_again_after_reopening(score: ScoreFile) -> None:
    fill(score)
    seal(score)
    before = (score.current(), score.history(), score.sealed(), score.package(), score.head)
    with again(score) as reopened:
        assert (reopened.current(), reopened.history(), reopened.sealed(), reopened.package(), reopened.head) == before
        assert reopened.identity == identity()


def test_acts_made_together_are_kept_together_or_not_at_all(score: ScoreFile) -> None:
    def go_wrong() -> None:
        with score.together():
            score.mark(CODES[0], CRITERIA[0], 1, NOW)
            score.recuse(CODES[0], "", NOW)

    with score.together():
        score.mark(CODES[1], CRITERIA[0], 2, NOW)
        score.mark(CODES[2], CRITERIA[0], 3, NOW)
    with pytest.raises(BadInput):
        go_wrong()
    with again(score) as reopened:
        assert reopened.marks() == {(CODES[1], CRITERIA[0]): 2, (CODES[2], CRITERIA[0]): 3}


def test_a_blank_is_not_zero(score: ScoreFile) -> None:
    score.mark(CODES[0], CRITERIA[0], 0, NOW)
    assert score.marks() == {(CODES[0], CRITERIA[0]): 0}
    score.mark(CODES[0], CRITERIA[0], None, NOW)
    assert score.marks() == {}


def test_the_history_keeps_every_mark_that_was_changed_or_taken_away(score: ScoreFile) -> None:
    for steps in (5, 7, None, 7):
        score.mark(CODES[0], CRITERIA[0], steps, NOW)
    assert [event.steps for event in score.history(CODES[0])] == [5, 7, None, 7]


def test_the_same_again_adds_nothing_to_the_history(score: ScoreFile) -> None:
    for _ in range(2):
        score.mark(CODES[0], CRITERIA[0], 5, NOW)
        score.mark(CODES[0], CRITERIA[1], None, NOW)
        score.recuse(CODES[1], "Người thân", NOW)
        score.remark(CODES[0], None, "Tốt", NOW)
        score.note(CODES[0], "Riêng", NOW)
        score.later(CODES[0], True, NOW)
        score.unrecuse(CODES[3], NOW)
    assert [event.kind for event in score.history()] == [Kind.MARK, Kind.RECUSE, Kind.REMARK, Kind.NOTE, Kind.FLAG]


def test_marks_of_a_recused_entry_wait_and_come_back(score: ScoreFile) -> None:
    score.mark(CODES[0], CRITERIA[0], 5, NOW)
    score.recuse(CODES[0], "Cùng đơn vị", NOW)
    assert score.marks() == {}
    with pytest.raises(NotNow) as refused:
        score.mark(CODES[0], CRITERIA[0], 6, NOW)
    assert code_of(refused) == "store.recused"
    score.unrecuse(CODES[0], NOW)
    assert score.marks() == {(CODES[0], CRITERIA[0]): 5}


def test_a_recusal_needs_a_reason(score: ScoreFile) -> None:
    with pytest.raises(BadInput) as refused:
        score.recuse(CODES[0], "  ", NOW)
    assert code_of(refused) == "store.no-reason"
    assert score.recusals() == {}


def test_remarks_stand_in_entry_order_with_the_whole_entry_first(score: ScoreFile) -> None:
    fill(score)
    whole, part = score.remarks()
    assert whole == Remark(CODES[0], None, "Bài trình bày rõ")
    assert part == Remark(CODES[0], CRITERIA[1], "Số liệu chưa có nguồn")
    score.remark(CODES[0], None, "", NOW)
    assert score.remarks() == (part,)


def test_private_notes_are_no_remarks(score: ScoreFile) -> None:
    score.note(CODES[0], "Chỉ mình tôi đọc", NOW)
    assert score.remarks() == ()
    assert score.current().notes == {CODES[0]: "Chỉ mình tôi đọc"}


def test_progress_counts_entries(score: ScoreFile) -> None:
    fill(score)
    score.mark(CODES[2], CRITERIA[0], None, NOW)
    assert score.progress(CODES, CRITERIA) == Progress(done=9, begun=1, untouched=1, recused=1, later=1)


def test_a_sealed_file_takes_no_marks_but_private_notes(score: ScoreFile) -> None:
    fill(score)
    seal(score)
    assert score.state is FileState.SEALED
    changes: tuple[Callable[[], object], ...] = (
        lambda: score.mark(CODES[0], CRITERIA[0], 1, NOW),
        lambda: score.recuse(CODES[0], "x", NOW),
        lambda: score.unrecuse(CODES[-2], NOW),
        lambda: score.remark(CODES[0], None, "x", NOW),
        lambda: seal(score, "khác"),
    )
    for change in changes:
        with pytest.raises(NotNow) as refused:
            change()
        assert code_of(refused) == "store.sealed"
    score.note(CODES[0], "Đã nộp", NOW)
    with again(score) as reopened:
        assert reopened.state is FileState.SEALED


def test_reopening_needs_a_seal_a_reason_and_a_name_and_keeps_the_sealed_ballot(score: ScoreFile) -> None:
    with pytest.raises(NotNow) as early:
        score.reopen("Sai số", "Trưởng ban", NOW)
    seal(score)
    with pytest.raises(BadInput):
        score.reopen("Sai số", "", NOW)
    score.reopen("Sai số", "Trưởng ban", NOW)
    score.mark(CODES[0], CRITERIA[0], 1, NOW)
    seal(score, "lần hai")
    assert code_of(early) == "store.not-sealed"
    assert [(each.revision, each.text) for each in score.sealed()] == [
        (1, "judge-desk phieu-cham 1\n…\n"),
        (2, "lần hai"),
    ]
    with again(score) as reopened:
        assert [event.text for event in reopened.history() if event.kind is Kind.REOPEN] == ["Trưởng ban\nSai số"]


def test_a_seal_must_be_the_next_and_the_text_its_own(score: ScoreFile) -> None:
    with pytest.raises(ValueError, match="revision"):
        score.record_seal(2, text_digest("a"), "1" * 30, "a", NOW)
    with pytest.raises(ValueError, match="revision"):
        score.record_seal(1, text_digest("a"), "1" * 30, "b", NOW)
    assert score.state is FileState.OPEN


def test_a_newer_package_is_kept_beside_the_first_and_marks_stay(score: ScoreFile) -> None:
    fill(score)
    marks = dict(score.marks())
    newer = score.take_package("gói 2\n", NOW)
    assert score.take_package("gói 2\n", NOW) == newer
    with again(score) as reopened:
        assert reopened.package() == (newer, "gói 2\n")
        assert reopened.identity.package == text_digest(PACKAGE)
        assert reopened.marks() == marks


def test_comforts_of_the_window_are_remembered_outside_the_chain(score: ScoreFile) -> None:
    head = score.head
    remember(score.file, "package-folder", "D:\\goi")
    remember(score.file, "package-folder", "E:\\goi")
    with again(score) as reopened:
        assert recall(reopened.file, "package-folder") == "E:\\goi"
        assert recall(reopened.file, "nothing") is None
        assert reopened.head == head


TAMPERED = {
    "UPDATE event SET steps = steps + 1 WHERE seq = 5": ("store.event-altered", 5),
    "UPDATE event SET text = 'x' WHERE kind = 'recuse'": ("store.event-altered", 41),
    "UPDATE event SET stated_time = '2023' WHERE seq = 2": ("store.event-altered", 2),
    "DELETE FROM event WHERE seq = 7": ("store.event-altered", 7),
    "UPDATE standing SET last = last - 1": ("store.event-altered", None),
    "UPDATE about SET seat = 4": ("store.event-altered", 1),
    "UPDATE about SET name = 'Ai khác'": ("store.event-altered", 1),
    "UPDATE mark SET steps = steps + 1 WHERE criterion = '2.1'": ("store.table-altered", None),
    "DELETE FROM mark WHERE criterion = '2.1'": ("store.table-altered", None),
    "DELETE FROM recusal": ("store.table-altered", None),
    "UPDATE remark SET text = 'x'": ("store.table-altered", None),
    "UPDATE seal SET text = 'x'": ("store.table-altered", None),
    "UPDATE seal SET code = '1'": ("store.table-altered", None),
    "UPDATE package SET text = 'x'": ("store.table-altered", None),
    "UPDATE standing SET state = 'open'": ("store.table-altered", None),
}


@pytest.mark.parametrize("statement", TAMPERED)
def test_a_row_changed_by_another_program_is_named(score: ScoreFile, statement: str) -> None:
    fill(score)
    seal(score)
    score.close()
    with closing(sqlite3.connect(score.file.path)) as connection, connection:
        connection.execute(statement)
    with pytest.raises((Altered, Unreadable)) as refused:
        ScoreFile.open(score.file.path)
    code, event = TAMPERED[statement]
    found = refused.value.problem
    # A deleted event leaves its marks without their event: SQLite's own check of references may notice it first.
    assert found.code == code or (statement.startswith("DELETE FROM event") and found.code == "store.damaged")
    if event is not None and found.code == code:
        assert found.facts["event"] == event


def test_a_cut_off_end_of_the_history_is_noticed(score: ScoreFile) -> None:
    score.note(CODES[0], "một", NOW)
    score.note(CODES[0], "", NOW)
    score.close()
    with closing(sqlite3.connect(score.file.path)) as connection, connection:
        connection.execute("DELETE FROM event WHERE seq = 2")
    with pytest.raises(Altered) as refused:
        ScoreFile.open(score.file.path)
    assert refused.value.problem.facts == {"event": 2, "events": 1}

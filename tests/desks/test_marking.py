"""A judge at work: what is durable, what is remembered, what is refused."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge_desk.contest.values.identity import CriterionId, EntryCode
from judge_desk.contest.values.problems import BadInput, CannotWrite, InUse, NotNow, Refusal
from judge_desk.desks import sealing
from judge_desk.desks.comforts import kept_in
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.marking import EntrySheet, EntryState, HistoryKind, Marked, Sitting
from judge_desk.stores.score_file import ScoreFile
from judge_desk.stores.score_tables import remember
from tests.desks.sitting_files import BANDED, CODES, CRITERIA, HALVES, QUARTERS, SCALE, around, mark_whole, sit_down
from tests.desks.small_contest import Small
from tests.stores.small_disk import small_disk

A, B, C = CODES[:3]


@pytest.fixture
def sitting(tmp_path: Path) -> Iterator[Sitting]:
    """Give a judge at a blank file of twelve entries."""
    sitting = sit_down(tmp_path)
    yield sitting
    sitting.close()


def seen(sitting: Sitting) -> list[object]:
    """Give everything that a sitting says, but for what a window keeps."""
    sheets: list[EntrySheet] = [sitting.sheet(line.code) for line in sitting.lines()]
    about = (sitting.sealed, sitting.revision, sitting.saved_at, sitting.finished)
    return [*sheets, about, sitting.gaps(), sitting.ranking(), sitting.history()]


def again(sitting: Sitting) -> Sitting:
    """Leave and come back, as after a restart."""
    sitting.close()
    return Sitting.open(sitting.path, around(sitting.path.parent))


def refused(sitting: Sitting, code: str, criterion: CriterionId, text: str) -> str:
    with pytest.raises(Refusal) as caught:
        sitting.mark(EntryCode(code), criterion, text)
    return caught.value.problem.code


def test_a_blind_entry_is_called_by_its_field_and_stands_empty_at_first(sitting: Sitting) -> None:
    lines = sitting.lines()
    assert [line.code for line in lines] == list(CODES)
    assert {line.field for line in lines} == {"Cải cách hành chính", "Chính quyền số"}
    assert {(line.title, line.state, line.given, line.criteria, line.total) for line in lines} == {
        ("", EntryState.EMPTY, 0, 10, Fraction(0))
    }
    assert (sitting.saved_at, sitting.sealed, sitting.revision, sitting.finished) == ("", False, 0, 0)
    assert len(sitting.gaps()) == 12


def test_a_mark_is_on_disk_before_the_call_returns(sitting: Sitting, tmp_path: Path) -> None:
    marked = sitting.mark(A, HALVES, " 8,5 ")
    assert marked == Marked(A, HALVES, None, 17, "2024-09-02T10:00:00", True)
    (tmp_path / "copy.jdscore").write_bytes(sitting.path.read_bytes())
    with open_judge_file(tmp_path / "copy.jdscore", read_only=True) as judge:
        assert judge.score.marks() == {(A, HALVES): 17}
    assert sitting.line(A).total == Fraction(17, 2)
    assert sitting.saved_at == "2024-09-02T10:00:00"


def test_the_same_mark_again_changes_nothing_and_an_empty_text_takes_it_away(sitting: Sitting) -> None:
    first = sitting.mark(A, HALVES, "8,5")
    assert sitting.mark(A, HALVES, "8.50") == Marked(A, HALVES, 17, 17, first.stated_time, False)
    assert len(sitting.history(A)) == 1
    taken = sitting.mark(A, HALVES, "  ")
    assert (taken.before, taken.steps, taken.changed) == (17, None, True)
    assert sitting.line(A).state is EntryState.EMPTY
    assert not sitting.sheet(A).marks
    assert not sitting.mark(A, HALVES, "").changed


def test_the_total_is_exact_and_weighs_the_coefficient(sitting: Sitting) -> None:
    sitting.mark(A, SCALE, "3")
    sitting.mark(A, QUARTERS, "0,25")
    assert (sitting.line(A).total, sitting.line(A).state) == (Fraction(49, 4), EntryState.STARTED)


def test_zero_is_a_mark_and_blank_is_not(sitting: Sitting) -> None:
    mark_whole(sitting, A, "0")
    for criterion in CRITERIA[1:]:
        sitting.mark(B, criterion, "0")
    assert (sitting.line(A).state, sitting.line(A).total) == (EntryState.DONE, Fraction(0))
    assert (sitting.line(B).state, sitting.line(B).given) == (EntryState.STARTED, 9)
    assert [each.where for each in sitting.gaps()][:2] == [B, C]
    assert sitting.gaps()[0].facts == {"criteria": BANDED}


def test_which_state_shows(sitting: Sitting) -> None:
    mark_whole(sitting, A)
    sitting.later(A, True)
    assert sitting.line(A).state is EntryState.LATER
    sitting.recuse(A, "Họ hàng")
    assert sitting.line(A).state is EntryState.RECUSED
    sitting.later(A, False)
    sitting.unrecuse(A)
    assert sitting.line(A).state is EntryState.DONE


def test_a_recusal_keeps_the_marks_and_closes_the_entry(sitting: Sitting) -> None:
    sitting.mark(A, HALVES, "8")
    sitting.recuse(A, "  Cùng \n đơn vị ")
    sheet = sitting.sheet(A)
    assert (sheet.recusal, dict(sheet.marks), sheet.line.state) == ("Cùng đơn vị", {HALVES: 16}, EntryState.RECUSED)
    assert refused(sitting, A, HALVES, "9") == "store.recused"
    assert sitting.sheet(A) == sheet
    assert sitting.finished == 1
    assert A not in [each.where for each in sitting.gaps()]
    sitting.unrecuse(A)
    assert sitting.sheet(A).line.total == 8


def test_a_recusal_needs_a_reason(sitting: Sitting) -> None:
    with pytest.raises(BadInput) as caught:
        sitting.recuse(A, " \n")
    assert caught.value.problem.code == "store.no-reason"
    assert not sitting.history()


def test_remarks_and_notes_are_kept_apart_and_in_a_form_that_can_be_sealed(sitting: Sitting) -> None:
    sitting.remark(A, None, "Trình bày rõ\r\nĐủ số liệu\u200b ")
    sitting.remark(A, HALVES, "Nguồn?")
    sitting.note(A, "Hỏi lại")
    assert sitting.sheet(A).remarks == {None: "Trình bày rõ\nĐủ số liệu", HALVES: "Nguồn?"}
    assert sitting.sheet(A).note == "Hỏi lại"
    sitting.remark(A, HALVES, " ")
    sitting.note(A, "")
    assert (dict(sitting.sheet(A).remarks), sitting.sheet(A).note) == ({None: "Trình bày rõ\nĐủ số liệu"}, "")
    with pytest.raises(BadInput) as caught:
        sitting.remark(A, None, "x" * 10_001)
    assert caught.value.problem.code == "mark.too_long"
    assert sitting.sheet(A).remarks[None] == "Trình bày rõ\nĐủ số liệu"


def test_entries_and_criteria_that_are_not_there_are_named(sitting: Sitting) -> None:
    assert refused(sitting, "999-9", HALVES, "1") == "mark.unknown_code"
    assert refused(sitting, A, CriterionId("2"), "1") == "mark.unknown_criterion"
    for act in (
        lambda: sitting.recuse(EntryCode("x"), "y"),
        lambda: sitting.unrecuse(EntryCode("x")),
        lambda: sitting.remark(EntryCode("x"), None, "y"),
        lambda: sitting.remark(A, CriterionId("2"), "y"),
        lambda: sitting.note(EntryCode("x"), "y"),
        lambda: sitting.later(EntryCode("x"), True),
        lambda: sitting.line(EntryCode("x")),
        lambda: sitting.history(EntryCode("x")),
    ):
        with pytest.raises(BadInput):
            act()
    assert not sitting.history()


def test_undo_takes_back_the_newest_mark_and_redo_gives_it_again(sitting: Sitting) -> None:
    sitting.mark(A, HALVES, "8")
    sitting.mark(B, HALVES, "6")
    sitting.mark(B, HALVES, "7")
    undone = [sitting.undo(), sitting.undo(), sitting.undo()]
    assert [(each.code, each.before, each.steps) for each in undone if each] == [
        (B, 14, 12),
        (B, 12, None),
        (A, 16, None),
    ]
    assert sitting.undo() is None
    redone = [sitting.redo(), sitting.redo()]
    assert [(each.code, each.before, each.steps) for each in redone if each] == [(A, None, 16), (B, None, 12)]
    sitting.mark(C, HALVES, "1")
    assert sitting.redo() is None, "something was marked since"
    kinds = [line.kind for line in sitting.history()]
    assert kinds == [HistoryKind.MARK] * 3 + [HistoryKind.UNDO] * 3 + [HistoryKind.REDO] * 2 + [HistoryKind.MARK]


def test_undo_goes_on_after_a_restart(sitting: Sitting) -> None:
    sitting.mark(A, HALVES, "8")
    sitting.mark(A, HALVES, "9")
    sitting.undo()
    sitting = again(sitting)
    redone = sitting.redo()
    assert redone is not None
    assert redone.steps == 18
    sitting.undo()
    sitting = again(sitting)
    sitting.undo()
    assert not sitting.sheet(A).marks
    sitting.close()


def test_undo_passes_over_an_entry_that_is_recused_and_finds_it_again_afterwards(sitting: Sitting) -> None:
    sitting.mark(A, HALVES, "8")
    sitting.mark(B, HALVES, "7")
    sitting.recuse(B, "Họ hàng")
    undone = sitting.undo()
    assert undone is not None
    assert undone.code == A
    assert sitting.undo() is None
    sitting.unrecuse(B)
    undone = sitting.undo()
    assert undone is not None
    assert undone.code == B


def test_what_was_sealed_is_neither_marked_nor_undone(issued: Small) -> None:
    file = issued.open(1)
    machine = issued.around("giam-khao-1")
    issued.mark(file, issued.levels())
    sealed = sealing.seal(file, issued.place / "phieu", machine)
    sitting = Sitting.open(file, machine)
    code, criterion = sitting.lines()[0].code, next(iter(sitting.sheet(sitting.lines()[0].code).marks))
    assert (sitting.sealed, sitting.revision) == (True, 1)
    assert refused(sitting, code, criterion, "1") == "store.sealed"
    with pytest.raises(NotNow):
        sitting.recuse(code, "Họ hàng")
    assert (sitting.undo(), sitting.redo()) == (None, None)
    sitting.note(code, "vẫn ghi được cho riêng mình")
    sitting.close()
    sealing.reopen(file, "Cộng nhầm", "Ngô Thư Ký", machine)
    sitting = Sitting.open(file, machine)
    assert (sitting.sealed, sitting.revision, sitting.undo()) == (False, 1, None)
    assert sitting.mark(code, criterion, "1").changed
    assert sitting.undo() is not None
    about = [line for line in sitting.history(code) if not line.code]
    assert [(line.kind, line.steps, line.text, line.word_of) for line in about] == [
        (HistoryKind.SEAL, 1, sealed.code, ""),
        (HistoryKind.REOPEN, None, "Cộng nhầm", "Ngô Thư Ký"),
    ]
    sitting.close()


def test_the_history_tells_every_act_with_what_was_there_before(sitting: Sitting) -> None:
    sitting.mark(A, HALVES, "8")
    sitting.mark(A, HALVES, "")
    sitting.remark(A, HALVES, "Nguồn?")
    sitting.recuse(A, "Họ hàng")
    sitting.unrecuse(A)
    sitting.note(A, "Hỏi lại")
    sitting.later(A, True)
    sitting.later(A, False)
    sitting.mark(B, HALVES, "1")
    told = sitting.history(A)
    assert [(line.number, line.kind, line.before, line.steps, line.text) for line in told] == [
        (1, HistoryKind.MARK, None, 16, ""),
        (2, HistoryKind.MARK, 16, None, ""),
        (3, HistoryKind.REMARK, None, None, "Nguồn?"),
        (4, HistoryKind.RECUSE, None, None, "Họ hàng"),
        (5, HistoryKind.UNRECUSE, None, None, ""),
        (6, HistoryKind.NOTE, None, None, "Hỏi lại"),
        (7, HistoryKind.LATER, None, None, ""),
        (8, HistoryKind.NOT_LATER, None, None, ""),
    ]
    assert len(sitting.history()) == 9


def test_comforts_of_the_window_are_kept_and_never_meet_those_of_the_desks(sitting: Sitting) -> None:
    assert sitting.kept("place") == ""
    sitting.keep("place", f"{A} {HALVES}")
    sitting.keep("ballot", "của cửa sổ")
    sitting.close()
    with ScoreFile.open(sitting.path) as score:
        remember(score.file, sealing.DRAFT, "của việc niêm phong")
        assert kept_in(score, "place") == f"{A} {HALVES}"
    sitting = Sitting.open(sitting.path, around(sitting.path.parent))
    assert sitting.kept("ballot") == "của cửa sổ"
    assert sitting.saved_at == "", "a comfort is no act"
    sitting.close()


def test_a_second_window_is_kept_out_until_the_first_leaves(sitting: Sitting) -> None:
    with pytest.raises(InUse):
        Sitting.open(sitting.path, around(sitting.path.parent))
    sitting.close()
    sitting.close()
    with pytest.raises(NotNow) as caught:
        sitting.mark(A, HALVES, "8")
    assert caught.value.problem.code == "store.closed"
    Sitting.open(sitting.path, around(sitting.path.parent)).close()


def test_after_a_full_disk_the_sitting_knows_what_the_disk_holds(tmp_path: Path) -> None:
    with small_disk(tmp_path) as disk:
        sitting = sit_down(disk.folder, 3)
        sitting.mark(A, HALVES, "8")
        disk.fill(sitting._judge.score.file)
        before = seen(sitting)
        acts: tuple[Callable[[], None], ...] = (
            lambda: sitting.remark(B, None, "dài " * 2000),
            lambda: sitting.note(B, "dài " * 2000),
            lambda: sitting.recuse(A, "dài " * 2000),
        )
        for act in acts:
            with pytest.raises(CannotWrite):
                act()
            assert seen(sitting) == before
        disk.free(sitting._judge.score.file)
        assert sitting.mark(A, HALVES, "9").changed
        after = seen(sitting)
        sitting = again(sitting)
        assert seen(sitting) == after
        sitting.close()


def _act_at_random(sitting: Sitting, chance: random.Random) -> None:
    code, criterion = chance.choice(CODES[:3]), chance.choice(CRITERIA[:2])
    acts: tuple[Callable[[], object], ...] = (
        lambda: sitting.mark(code, criterion, chance.choice(("", "0", "1", "2", "3"))),
        sitting.undo,
        sitting.redo,
        lambda: sitting.recuse(code, "Họ hàng"),
        lambda: sitting.unrecuse(code),
        lambda: sitting.later(code, chance.random() < 0.5),
        lambda: sitting.remark(code, chance.choice((None, criterion)), chance.choice(("", "a", "b"))),
        lambda: sitting.note(code, chance.choice(("", "a"))),
    )
    recused = bool(sitting.sheet(code).recusal)
    act = chance.choice(acts)
    with pytest.raises(NotNow) if recused and act is acts[0] else nullcontext():
        act()


@settings(max_examples=25)
@given(st.integers(0, 2**32), st.integers(5, 25))
def test_what_is_remembered_is_what_the_disk_holds(
    tmp_path_factory: pytest.TempPathFactory, seed: int, acts: int
) -> None:
    chance = random.Random(seed)
    sitting = sit_down(tmp_path_factory.mktemp("ngoi"), 3)
    for _ in range(acts):
        _act_at_random(sitting, chance)
    now, marks = seen(sitting), [sitting.sheet(code).marks for code in CODES[:3]]
    sitting = again(sitting)
    assert seen(sitting) == now
    undone = 0
    while sitting.undo() is not None:
        undone += 1
    marked = [code for code in CODES[:3] if sitting.sheet(code).marks]
    assert all(sitting.sheet(code).recusal for code in marked), "all is undone but what is recused"
    for _ in range(undone):
        assert sitting.redo() is not None
    assert [sitting.sheet(code).marks for code in CODES[:3]] == marks
    sitting.close()

"""The disk that the drills of power cuts imagine: what it may lose, and what it may not."""

from __future__ import annotations

from tests.trust.disk_tree import ROOT, Mark, Move, Name, Op, Sync, Tree, Write
from tests.trust.power_states import Habit, states
from tests.trust.strace_log import Recording

OLD, NEW, LOOSE = 2, 3, 4


def recording(*ops: Op) -> Recording:
    """Give a recording of these operations on a folder with one file."""
    before = Tree({OLD: bytearray(b"old")}, {ROOT: {"old": OLD}})
    after = before.copy()
    for op in ops:
        after.apply(op)
    return Recording(before, ops, after)


def ends(done: Recording, habit: Habit) -> list[dict[str, bytes]]:
    """Give what may be there after the last mark."""
    return [each.files for each in states(done, habit, 1500, 1) if each.told]


def test_what_is_flushed_is_there_and_what_is_not_may_be_there_in_any_part() -> None:
    kept = (Name(ROOT, "kept", NEW, fresh=True), Write(NEW, 0, b"k" * 1200), Sync(NEW), Sync(ROOT))
    loose = (Name(ROOT, "loose", LOOSE, fresh=True), Write(LOOSE, 0, b"l" * 1200), Mark("done"))
    for habit in Habit:
        found = ends(recording(*kept, *loose), habit)
        assert all((each["old"], each["kept"]) == (b"old", b"k" * 1200) for each in found)
        parts = {None, b"", b"l" * 1200, bytes(1200), b"l" * 512, b"l" * 512 + bytes(688), bytes(512) + b"l" * 512}
        assert parts <= {each.get("loose") for each in found}


def test_a_name_is_kept_by_its_folder_or_by_its_file_as_the_disk_is() -> None:
    made = (Name(ROOT, "new", NEW, fresh=True), Write(NEW, 0, b"new"), Sync(NEW), Sync(ROOT))
    moved = (*made, Move(ROOT, "new", ROOT, "old", NEW))
    old, new = {"old": b"old", "new": b"new"}, {"old": b"new"}
    by_folder, by_file = (recording(*moved, Sync(each), Mark("done")) for each in (ROOT, NEW))
    for done, habit in ((by_folder, Habit.CAREFUL), (by_file, Habit.JOURNALED)):
        assert all(each == new for each in ends(done, habit))
    for done, habit in ((by_folder, Habit.JOURNALED), (by_file, Habit.CAREFUL)):
        found = ends(done, habit)
        assert old in found
        assert new in found

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from judge_desk.contest.values.problems import Altered, Refusal, Unreadable
from judge_desk.stores import damaged_file
from judge_desk.stores.copies import AUTOMATIC
from judge_desk.stores.score_copies import back_up_score, recover_score_file, score_copies
from judge_desk.stores.score_events import FileState
from judge_desk.stores.score_file import ScoreFile, chained
from tests.stores.samples import CODES, CRITERIA, NOW, fill, new_score, seal

FLIPS = 400
DRILLS = 50


def contents(score: ScoreFile) -> tuple[object, ...]:
    return score.identity, score.current(), score.history(), score.sealed(), score.package(), score.head


def flipped(content: bytes, chance: random.Random) -> bytes:
    bit = chance.randrange(len(content) * 8)
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_every_flipped_bit_is_noticed_or_harmless(tmp_path: Path) -> None:
    with new_score(tmp_path) as score:
        fill(score)
        seal(score)
        whole = contents(score)
    content = score.file.path.read_bytes()
    chance = random.Random(64)
    noticed = 0
    for number in range(FLIPS):
        path = tmp_path / f"{number}.jdscore"
        path.write_bytes(flipped(content, chance))
        try:
            with ScoreFile.open(path) as damaged:
                assert contents(damaged) == whole
        except Refusal:
            noticed += 1
        path.unlink()
    assert noticed > FLIPS // 10, "most of a score file is score data"


def marked_twice(folder: Path) -> tuple[ScoreFile, int]:
    """Mark, copy, mark on; gives the open file and the number of events in the copy."""
    score = new_score(folder)
    fill(score)
    seal(score)
    back_up_score(score, AUTOMATIC, NOW)
    copied = len(score.history())
    score.reopen("Sửa một điểm", "Trưởng ban", NOW)
    for place, code in enumerate(CODES[:6]):
        score.mark(code, CRITERIA[0], 50 + place, NOW)
    seal(score, "lần hai")
    return score, copied


def test_a_damaged_file_gives_back_its_copy_and_every_later_event_that_proves_itself(tmp_path: Path) -> None:
    score, copied = marked_twice(tmp_path)
    whole = contents(score)
    events = len(score.history())
    score.close()
    path = score.file.path
    content = bytearray(path.read_bytes())
    where = content.rindex(b"2.1")
    content[where] ^= 1
    path.write_bytes(content)
    with pytest.raises((Altered, Unreadable)):
        ScoreFile.open(path)
    back = recover_score_file(path, [each.path for each in score_copies(path)], tmp_path / "moi.jdscore")
    assert path.read_bytes() == bytes(content), "the damaged file stays as it is"
    assert (back.from_copy, back.from_damaged, back.beyond) == (copied, events - copied, 0)
    with ScoreFile.open(back.path) as recovered:
        assert contents(recovered) == whole


def test_without_a_copy_the_history_up_to_the_first_bad_event_is_won_back(tmp_path: Path) -> None:
    with new_score(tmp_path) as score:
        for steps in range(1, 9):
            score.mark(CODES[0], CRITERIA[0], steps, f"{NOW} lần {steps}")
    path = score.file.path
    content = bytearray(path.read_bytes())
    where = content.index(f"{NOW} lần 6".encode())
    content[where] ^= 1
    path.write_bytes(content)
    back = recover_score_file(path, [], tmp_path / "moi.jdscore")
    assert (back.copy, back.from_copy, back.from_damaged, back.beyond) == (None, 0, 5, 3)
    with ScoreFile.open(back.path) as recovered:
        assert recovered.marks() == {(CODES[0], CRITERIA[0]): 5}


def test_an_event_of_another_history_is_not_taken_in(tmp_path: Path) -> None:
    with new_score(tmp_path) as score:
        for steps in range(1, 9):
            score.mark(CODES[0], CRITERIA[0], steps, NOW)
        sixth = score.history()[5]
    stray = chained(replace(sixth, prev="f" * 64))
    with closing(sqlite3.connect(score.file.path)) as connection, connection:
        connection.execute("UPDATE event SET prev = ?, hash = ? WHERE seq = 6", (stray.prev, stray.hash))
    back = recover_score_file(score.file.path, [], tmp_path / "moi.jdscore")
    assert (back.from_damaged, back.beyond) == (5, 3)


def test_nothing_is_invented_where_nothing_can_be_proven(tmp_path: Path) -> None:
    path = tmp_path / "a.jdscore"
    path.write_bytes(b"SQLite format 3\x00" + bytes(5000))
    with pytest.raises(Unreadable) as refused:
        recover_score_file(path, [tmp_path / "none.jdscore"], tmp_path / "b.jdscore")
    assert refused.value.problem.code == "store.nothing-to-recover"
    assert not (tmp_path / "b.jdscore").exists()


def test_restore_drill_the_copy_and_all_that_proves_itself_come_back(tmp_path: Path) -> None:
    score, copied = marked_twice(tmp_path)
    due = score.history()
    score.close()
    path, content, chance = score.file.path, score.file.path.read_bytes(), random.Random(16)
    copies = [each.path for each in score_copies(path)]
    for number in range(DRILLS):
        hurt = flipped(content, chance)
        if number % 5 == 0:
            hurt = content[: chance.randrange(200, len(content))]
        path.write_bytes(hurt)
        back = recover_score_file(path, copies, tmp_path / f"{number}.jdscore")
        with ScoreFile.open(back.path) as recovered:
            found = recovered.history()
            assert len(found) >= copied
            assert found == due[: len(found)]
            assert recovered.state is FileState.SEALED or len(found) < len(due)


def test_automatic_copies_of_a_score_file_are_thinned_out_and_others_are_not(tmp_path: Path) -> None:
    with new_score(tmp_path) as score:
        for minute in range(14):
            back_up_score(score, AUTOMATIC, f"2024-09-02T10:{minute:02d}:00")
        back_up_score(score, "truoc-niem-phong", "2024-09-01T08:00:00")
        kept = score_copies(score.file.path)
    assert [copy.time[14:16] for copy in kept if copy.reason == AUTOMATIC] == [f"{m:02d}" for m in range(13, 3, -1)]
    assert [copy.what for copy in kept][-1] == "truoc-niem-phong"


def test_the_journal_of_a_replaced_file_is_emptied_and_flushed_not_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[str] = []
    monkeypatch.setattr(damaged_file, "flush", lambda path: flushed.append(path.name))
    (tmp_path / "a").write_bytes(b"damaged")
    (tmp_path / "a-journal").write_bytes(b"of the damaged one")
    (tmp_path / "b").write_bytes(b"sound")
    damaged_file.put_in_place(tmp_path / "b", tmp_path / "a")
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"a": b"sound", "a-journal": b""}
    assert flushed == ["a-journal", tmp_path.name, "a", tmp_path.name], (
        "where deletions are not durable it would return"
    )

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import astuple
from pathlib import Path
from unittest.mock import Mock

import pytest

from judge_desk.contest.register.entries import Unit
from judge_desk.contest.values.identity import Digest, UnitId
from judge_desk.contest.values.problems import Altered, BadInput, CannotWrite, InUse, Refusal, Unreadable
from judge_desk.stores import contest_copies
from judge_desk.stores.contest_copies import (
    BEFORE_MERGE,
    BEFORE_RESTORE,
    DAMAGED,
    WentBack,
    copies_of,
    restore_contest,
    snapshot,
)
from judge_desk.stores.contest_file import (
    FILE_NAME,
    FOLDERS,
    LOG_NAME,
    Act,
    ContestFile,
    StoredDefinition,
    is_left_over,
    open_contest,
    put_definition,
)
from judge_desk.stores.contest_schema import APPEND_ONLY
from judge_desk.stores.damaged_file import put_in_place
from judge_desk.stores.database import BEGUN
from judge_desk.stores.log import NOTHING_BEFORE, line_hash
from judge_desk.stores.panel_tables import put_units, read_units
from tests.stores.samples import NOW, SEED, definition, new_contest


@pytest.fixture
def contest(tmp_path: Path) -> Iterator[ContestFile]:
    with new_contest(tmp_path) as made:
        yield made


def add_unit(contest: ContestFile, number: int) -> None:
    with contest.act("Thư ký", "panel", {"units": 1}, NOW) as act:
        put_units(act, [Unit(UnitId(f"so-{number}"), f"Sở thứ {number}")])


def units(contest: ContestFile) -> list[str]:
    return [unit.id for unit in read_units(contest)]


def reopened(contest: ContestFile) -> ContestFile:
    contest.close()
    return open_contest(contest.folder)


def tamper(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("BEGIN")
        for table in APPEND_ONLY:
            for act in ("update", "delete"):
                connection.execute(f"DROP TRIGGER {table}_no_{act}")
        for statement in statements:
            connection.execute(statement)
        for table in APPEND_ONLY:
            for act in ("UPDATE", "DELETE"):
                connection.execute(
                    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table}"
                    " BEGIN SELECT RAISE(ABORT, 'append-only'); END"
                )


def test_founding_makes_the_folder_the_first_line_and_the_definition(contest: ContestFile) -> None:
    assert {each.name for each in contest.folder.iterdir() if each.is_dir()} == set(FOLDERS)
    assert contest.definitions() == (definition(),)
    assert contest.key_seed() == SEED
    assert [(line.seq, line.what, line.actor) for line in contest.log()] == [(1, "found", "Thư ký")]
    assert not contest.identity.rehearsal


def test_a_rehearsal_stays_one(tmp_path: Path) -> None:
    with reopened(new_contest(tmp_path, rehearsal=True)) as contest:
        assert contest.identity.rehearsal


def test_what_a_founding_leaves_that_was_cut_off_is_told_from_what_may_be_lost(tmp_path: Path) -> None:
    for name in FOLDERS:
        (tmp_path / name).mkdir()
    (tmp_path / f"{FILE_NAME}{BEGUN}").write_bytes(b"SQL")
    assert all(map(is_left_over, tmp_path.iterdir()))
    (tmp_path / FILE_NAME).write_bytes(b"")
    (tmp_path / FOLDERS[0] / "a").write_bytes(b"")
    kept = {each.name for each in tmp_path.iterdir() if not is_left_over(each)}
    assert kept == {FILE_NAME, FOLDERS[0]}


def test_a_folder_is_founded_once(contest: ContestFile) -> None:
    contest.close()
    with pytest.raises(BadInput) as refused:
        new_contest(contest.folder.parent)
    assert refused.value.problem.code == "store.exists"
    with open_contest(contest.folder) as kept:
        assert kept.key_seed() == SEED


def test_an_act_and_its_line_are_there_together(contest: ContestFile) -> None:
    with contest.act("Thư ký", "panel", {"sheet": "gk.xlsx"}, NOW) as act:
        put_units(act, [Unit(UnitId("so-1"), "Sở 1")])
        act.tell(units=1)
    with reopened(contest) as again:
        assert units(again) == ["so-1"]
        assert again.log()[-1].facts == {"sheet": "gk.xlsx", "units": 1}
        assert again.log()[-1].hash == again.head


def test_an_act_that_fails_leaves_neither_rows_nor_line(contest: ContestFile) -> None:
    head = contest.head

    def go_wrong() -> None:
        with contest.act("Thư ký", "panel", {}, NOW) as act:
            put_units(act, [Unit(UnitId("so-1"), "Sở 1")])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        go_wrong()
    assert (units(contest), contest.head, len(contest.log())) == ([], head, 1)
    assert len((contest.folder / LOG_NAME).read_text(encoding="utf-8").splitlines()) == 1
    add_unit(contest, 2)
    assert contest.log()[-1].seq == 2


def test_a_further_definition_stands_beside_the_first(contest: ContestFile) -> None:
    newer = StoredDefinition(2, Digest("e" * 64), "hau-giang-2024.toml", b"x = 2\n")
    with contest.act("Thư ký", "rules", {"version": 2}, NOW) as act:
        put_definition(act, newer)
    with reopened(contest) as again:
        assert again.definitions() == (definition(), newer)


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_no_row_can_be_changed_or_taken_away_by_mistake(contest: ContestFile, table: str) -> None:
    found = contest.rows("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", table)
    assert {name for (name,) in found} == {f"{table}_no_update", f"{table}_no_delete"}


@pytest.mark.parametrize("statement", ["UPDATE log SET body = '{}'", "DELETE FROM definition"])
def test_changing_a_row_is_refused_by_the_file_itself(contest: ContestFile, statement: str) -> None:
    def change() -> None:
        with contest.file.transaction():
            contest.file.write(statement)

    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        change()
    assert len(contest.log()) == 1


TAMPERED = {
    "UPDATE unit SET title = 'Sở khác' WHERE id = 'so-2'": 3,
    "DELETE FROM unit WHERE id = 'so-1'": 2,
    "INSERT INTO unit (act, id, title, block) VALUES (3, 'so-9', 'Sở 9', '')": 3,
    "UPDATE definition SET content = x'00'": 1,
    "UPDATE about SET rehearsal = 1": 1,
    "UPDATE log SET body = replace(body, 'Thư ký', 'Ai khác') WHERE seq = 2": 2,
    "UPDATE unit SET act = 2 WHERE id = 'so-2'": 2,
}


@pytest.mark.parametrize("statement", TAMPERED)
def test_a_row_changed_by_another_program_is_named_by_its_act(contest: ContestFile, statement: str) -> None:
    for number in (1, 2, 3):
        add_unit(contest, number)
    contest.close()
    tamper(contest.file.path, statement)
    with pytest.raises(Altered) as refused:
        open_contest(contest.folder)
    assert refused.value.problem.code == "store.act-altered"
    assert refused.value.problem.facts == {"act": TAMPERED[statement], "acts": 4}


def test_tampering_itself_would_pass_if_nothing_was_changed(contest: ContestFile) -> None:
    contest.close()
    tamper(contest.file.path)
    open_contest(contest.folder).close()


def test_the_open_log_says_the_same_and_can_be_checked_by_hand(contest: ContestFile) -> None:
    add_unit(contest, 1)
    lines = [json.loads(line) for line in (contest.folder / LOG_NAME).read_text(encoding="utf-8").splitlines()]
    previous = NOTHING_BEFORE
    for number, line in enumerate(lines, start=1):
        body = json.dumps(line["body"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert line["prev"] == previous
        assert line["hash"] == line_hash(previous, number, body)
        previous = line["hash"]
    assert previous == contest.head


@pytest.mark.parametrize("cut", [0, 1, 17, 400])
def test_what_a_crash_kept_from_the_open_log_is_added_at_the_next_opening(contest: ContestFile, cut: int) -> None:
    for number in (1, 2):
        add_unit(contest, number)
    path = contest.folder / LOG_NAME
    whole = path.read_bytes()
    contest.close()
    path.write_bytes(whole[: len(whole) - cut])
    with open_contest(contest.folder) as again:
        assert again.findings == ()
    assert path.read_bytes() == whole


def test_zeros_that_a_power_cut_left_in_the_open_log_are_written_again(contest: ContestFile) -> None:
    add_unit(contest, 1)
    path = contest.folder / LOG_NAME
    whole = path.read_bytes()
    contest.close()
    path.write_bytes(whole[:-120] + bytes(100) + whole[-20:])
    with open_contest(contest.folder) as again:
        assert again.findings == ()
    assert path.read_bytes() == whole


def test_an_open_log_that_says_something_else_is_kept_and_told(contest: ContestFile) -> None:
    path = contest.folder / LOG_NAME
    contest.close()
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"found", b"FOUND"))
    with open_contest(contest.folder) as again:
        assert [(each.code, each.facts["kept"]) for each in again.findings] == [
            ("store.log-copy-differs", "nhat-ky.1.jsonl")
        ]
    assert path.read_bytes() == whole
    assert b"FOUND" in (contest.folder / "nhat-ky.1.jsonl").read_bytes()


def test_a_change_stands_even_when_the_open_log_cannot_be_written(contest: ContestFile) -> None:
    path = contest.folder / LOG_NAME
    path.unlink()
    path.mkdir()
    add_unit(contest, 1)
    assert [each.code for each in contest.findings] == ["store.log-copy-behind"]
    path.rmdir()
    with reopened(contest) as again:
        assert units(again) == ["so-1"]
        assert again.findings == ()
    assert len(path.read_text(encoding="utf-8").splitlines()) == 2


def test_the_contest_key_is_in_no_log_and_no_message(contest: ContestFile) -> None:
    add_unit(contest, 1)
    said = (contest.folder / LOG_NAME).read_bytes() + repr(contest.log()).encode()
    for form in (SEED, SEED.hex().encode(), repr(SEED).encode()):
        assert form not in said
    assert SEED in contest.file.path.with_name("contest.jdesk").read_bytes()


def test_a_copy_is_the_whole_contest_and_read_as_such(contest: ContestFile) -> None:
    add_unit(contest, 1)
    path = snapshot(contest, BEFORE_MERGE, NOW)
    add_unit(contest, 2)
    snapshot(contest, BEFORE_MERGE, NOW)
    assert [(copy.what, copy.time, copy.number) for copy in copies_of(contest.folder) if not copy.running] == [
        (BEFORE_MERGE, NOW, 2),
        (BEFORE_MERGE, NOW, 1),
    ]
    assert path.name == "2024-09-02T10-42-05_truoc-khi-gop.jdesk"


@pytest.mark.parametrize("what", ["../x", "Trước khi gộp", "a_b", ""])
def test_a_copy_that_would_not_be_found_again_is_not_made(contest: ContestFile, what: str) -> None:
    with pytest.raises(ValueError, match="jdesk"):
        snapshot(contest, what, NOW)
    assert list((contest.folder / "backups").iterdir()) == []


def test_going_back_keeps_the_present_as_a_copy_and_tells_the_log(contest: ContestFile) -> None:
    add_unit(contest, 1)
    name = snapshot(contest, BEFORE_MERGE, NOW).name
    add_unit(contest, 2)
    lost_head = contest.head
    contest.close()
    kept, findings = astuple(restore_contest(contest.folder, name, "Thư ký", NOW))
    assert (kept.parent, findings) == (contest.folder / "backups", ())
    with open_contest(contest.folder) as back:
        assert units(back) == ["so-1"]
        assert back.log()[-1].what == "restore"
        assert back.log()[-1].facts == {"copy": name, "kept": kept.name}
        assert back.findings == ()
    assert lost_head in (contest.folder / "nhat-ky.1.jsonl").read_text(encoding="utf-8")
    restore_contest(contest.folder, kept.name, "Thư ký", NOW)
    with open_contest(contest.folder) as forth:
        assert units(forth) == ["so-1", "so-2"]
    assert [copy.what for copy in copies_of(contest.folder)].count(BEFORE_RESTORE) == 2


@pytest.mark.parametrize("step", ["put_in_place", "set_aside"])
def test_a_return_that_is_cut_off_has_happened_and_is_told_or_has_not_happened(
    contest: ContestFile, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    add_unit(contest, 1)
    name = snapshot(contest, BEFORE_MERGE, NOW).name
    add_unit(contest, 2)
    contest.close()

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as failing:
        failing.setattr(contest_copies, step, cut_off)
        with pytest.raises(KeyboardInterrupt):
            restore_contest(contest.folder, name, "Thư ký", NOW)
    with open_contest(contest.folder) as found:
        happened = found.log()[-1].what == "restore"
        assert happened is (step == "set_aside")
        assert units(found) == (["so-1"] if happened else ["so-1", "so-2"])
    restore_contest(contest.folder, name, "Thư ký", NOW)
    with open_contest(contest.folder) as back:
        assert (units(back), back.log()[-1].what) == (["so-1"], "restore")
    assert not list(contest.folder.glob(f"{contest_copies.BESIDE}*"))


@pytest.mark.parametrize(
    ("step", "fault", "told"),
    [
        ("open_contest", Unreadable("store.damaged"), ["store.went-back-unchecked"]),
        ("open_contest", OSError(5, "EIO"), ["store.went-back-unchecked"]),
        ("set_aside", OSError(5, "EIO"), []),
    ],
)
def test_what_fails_after_a_return_is_told_as_a_return_that_stands(
    contest: ContestFile, monkeypatch: pytest.MonkeyPatch, step: str, fault: Exception, told: list[str]
) -> None:
    add_unit(contest, 1)
    name = snapshot(contest, BEFORE_MERGE, NOW).name
    add_unit(contest, 2)
    contest.close()
    real = getattr(contest_copies, step)

    def failing(place: Path) -> object:
        if in_force.called:
            raise fault
        return real(place)

    in_force = Mock(wraps=put_in_place)
    with monkeypatch.context() as failed:
        failed.setattr(contest_copies, "put_in_place", in_force)
        failed.setattr(contest_copies, step, failing)
        back = restore_contest(contest.folder, name, "Thư ký", NOW)
    assert [each.code for each in back.findings] == told
    assert back.kept is not None
    assert back.kept.exists()
    with open_contest(contest.folder) as found:
        assert (units(found), found.log()[-1].what) == (["so-1"], "restore")


def test_a_copy_is_refused_when_the_name_of_its_folder_does_not_last(
    contest: ContestFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = copies_of(contest.folder)
    monkeypatch.setattr(contest_copies, "flush", Mock(side_effect=CannotWrite("store.io")))
    with pytest.raises(CannotWrite):
        snapshot(contest, BEFORE_MERGE, NOW)
    assert copies_of(contest.folder) == before


def hurt(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[content.rindex("Sở thứ 2".encode())] ^= 1
    path.write_bytes(content)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize("damage", [hurt, cut_short])
def test_restore_drill_a_damaged_contest_goes_back_and_the_damaged_file_stays(
    contest: ContestFile, damage: Callable[[Path], None]
) -> None:
    add_unit(contest, 1)
    name = snapshot(contest, BEFORE_MERGE, NOW).name
    add_unit(contest, 2)
    contest.close()
    path = contest.file.path
    damage(path)
    damaged = path.read_bytes()
    with pytest.raises((Altered, Unreadable)):
        open_contest(contest.folder)
    kept = restore_contest(contest.folder, name, "Thư ký", NOW).kept
    assert kept is not None
    assert DAMAGED in kept.name
    assert kept.read_bytes() == damaged
    with open_contest(contest.folder) as back:
        assert units(back) == ["so-1"]


def test_a_contest_file_that_is_gone_comes_back_from_its_copy(contest: ContestFile) -> None:
    name = snapshot(contest, BEFORE_MERGE, NOW).name
    contest.close()
    contest.file.path.unlink()
    assert restore_contest(contest.folder, name, "Thư ký", NOW) == WentBack(None)
    open_contest(contest.folder).close()


def test_a_bad_copy_is_not_restored_and_nothing_changes(contest: ContestFile) -> None:
    add_unit(contest, 2)
    path = snapshot(contest, BEFORE_MERGE, NOW)
    contest.close()
    hurt(path)
    before = contest.file.path.read_bytes()
    with pytest.raises(Refusal):
        restore_contest(contest.folder, path.name, "Thư ký", NOW)
    with pytest.raises(BadInput) as unknown:
        restore_contest(contest.folder, "../contest.jdesk", "Thư ký", NOW)
    assert unknown.value.problem.code == "store.no-such-copy"
    assert contest.file.path.read_bytes() == before


def test_an_open_contest_is_not_replaced_under_its_window(contest: ContestFile) -> None:
    name = snapshot(contest, BEFORE_MERGE, NOW).name
    add_unit(contest, 1)
    with pytest.raises(InUse):
        restore_contest(contest.folder, name, "Thư ký", NOW)
    add_unit(contest, 2)
    assert units(contest) == ["so-1", "so-2"]


def test_every_flipped_bit_of_a_contest_is_noticed_or_harmless(contest: ContestFile, tmp_path: Path) -> None:
    for number in (1, 2):
        add_unit(contest, number)
    whole = (contest.log(), read_units(contest), contest.definitions(), contest.identity)
    contest.close()
    content = contest.file.path.read_bytes()
    chance = random.Random(64)
    folder = tmp_path / "hurt"
    folder.mkdir()
    noticed = 0
    for _ in range(150):
        bit = chance.randrange(len(content) * 8)
        changed = bytearray(content)
        changed[bit // 8] ^= 1 << bit % 8
        (folder / "contest.jdesk").write_bytes(changed)
        try:
            with open_contest(folder, read_only=True) as hurt_contest:
                found = (
                    hurt_contest.log(),
                    read_units(hurt_contest),
                    hurt_contest.definitions(),
                    hurt_contest.identity,
                )
                assert found == whole
        except Refusal:
            noticed += 1
    assert noticed > 0


def test_opened_to_read_a_contest_writes_nothing(contest: ContestFile) -> None:
    contest.close()
    (contest.folder / LOG_NAME).write_bytes(b"")
    before = {each.name: each.read_bytes() for each in contest.folder.iterdir() if each.is_file()}
    with open_contest(contest.folder, read_only=True) as reading:
        assert len(reading.log()) == 1
        with pytest.raises(Refusal), reading.act("x", "y", {}, NOW):
            pass
    assert {each.name: each.read_bytes() for each in contest.folder.iterdir() if each.is_file()} == before


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as refused:
        new_contest(tmp_path / "none")
    assert refused.value.problem.code == "store.no-folder"


def test_a_value_that_is_not_plain_stops_the_act(contest: ContestFile) -> None:
    def add(act: Act) -> None:
        act.insert("unit", ("id", "title", "block"), [("a", 0.5, "")])  # type: ignore[list-item]  # the point of the test

    with pytest.raises(TypeError), contest.act("x", "y", {}, NOW) as act:
        add(act)
    assert units(contest) == []

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from unittest.mock import Mock

import pytest

from judge_desk.contest.values.problems import BadInput, CannotWrite, InUse, NewerFormat, NotNow, Refusal, Unreadable
from judge_desk.stores.checked_copy import back_up
from judge_desk.stores.contest_schema import CONTEST_FILE
from judge_desk.stores.copies import copy_into, is_room
from judge_desk.stores.database import BEGUN, FileKind, Migration, OpenFile, open_database
from judge_desk.stores.lock_note import note_path
from judge_desk.stores.score_file import ScoreFile
from judge_desk.stores.score_schema import SCORE_FILE
from judge_desk.stores.synced import is_synced
from tests.stores.samples import CODES, CRITERIA, NOW, fill, new_contest, new_score

OLD = Path(__file__).parent / "old"
KIND = FileKind(0x4A445430, (Migration(1, "first", ("CREATE TABLE t (a INTEGER NOT NULL, b TEXT) STRICT",)),))
LATER = FileKind(KIND.application_id, (*KIND.migrations, Migration(2, "add c", ("ALTER TABLE t ADD COLUMN c TEXT",))))


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenFile]:
    with open_database(tmp_path / "a.t", KIND, create=True) as file:
        yield file


def raw(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def code_of(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.problem.code


def test_every_setting_that_durability_rests_on_is_in_force(opened: OpenFile) -> None:
    due = {"journal_mode": "truncate", "synchronous": 2, "locking_mode": "exclusive", "foreign_keys": 1}
    due |= {"trusted_schema": 0, "cell_size_check": 1, "temp_store": 2, "application_id": KIND.application_id}
    assert {name: opened.rows(f"PRAGMA {name}")[0][0] for name in due} == due


def test_the_score_and_contest_tables_are_all_strict(tmp_path: Path) -> None:
    with new_score(tmp_path) as score, new_contest(tmp_path) as contest:
        for held in (score.file, contest.file):
            loose = held.rows(
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict"
            )
            assert [name for (name,) in loose if not name.startswith("sqlite_")] == []


@pytest.mark.parametrize("value", [0.5, True, Decimal("0.30"), Fraction(1, 2)])
def test_no_float_decimal_fraction_or_bool_reaches_a_table(opened: OpenFile, value: object) -> None:
    with pytest.raises(TypeError), opened.transaction():
        opened.insert("t", ("a", "b"), [(1, value)])  # type: ignore[list-item]  # the point of the test
    assert opened.rows("SELECT * FROM t") == []


def test_an_error_of_ours_goes_up_as_it_is_and_nothing_is_kept(opened: OpenFile) -> None:
    def go_wrong() -> None:
        with opened.transaction():
            opened.insert("t", ("a", "b"), [(1, "x")])
            opened.write("INSERT INTO no_such_table VALUES (1)")

    with pytest.raises(sqlite3.OperationalError, match="no_such_table"):
        go_wrong()
    assert opened.rows("SELECT * FROM t") == []


def test_a_closed_file_refuses_instead_of_pretending(opened: OpenFile) -> None:
    opened.close()
    with pytest.raises(NotNow) as refused, opened.transaction():
        opened.insert("t", ("a", "b"), [(1, "x")])
    assert code_of(refused) == "store.closed"


def test_a_file_opened_to_read_cannot_be_written(opened: OpenFile) -> None:
    opened.close()
    with open_database(opened.path, KIND, read_only=True) as file:
        with pytest.raises(NotNow) as refused, file.transaction():
            file.insert("t", ("a", "b"), [(1, "x")])
        assert code_of(refused) == "store.opened-to-read"


def test_a_second_window_of_this_program_is_refused_with_who(opened: OpenFile) -> None:
    with pytest.raises(InUse) as refused:
        open_database(opened.path, KIND)
    assert code_of(refused) == "store.in-use"
    assert refused.value.problem.facts["pid"]
    with opened.transaction():
        opened.insert("t", ("a", "b"), [(1, "still ours")])


HOLD = """
import sys
from pathlib import Path
from judge_desk.stores.score_file import ScoreFile
with ScoreFile.open(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_another_process_is_named_and_its_death_frees_the_file(tmp_path: Path) -> None:
    new_score(tmp_path).close()
    path = tmp_path / "ghe-03.jdscore"
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(InUse) as refused:
            ScoreFile.open(path)
        with pytest.raises(InUse):
            ScoreFile.open(path, read_only=True)
        other.kill()
    assert code_of(refused) == "store.in-use"
    assert refused.value.problem.facts["pid"] == other.pid
    assert note_path(path).exists(), "a killed program leaves its note"
    with ScoreFile.open(path) as score:
        score.mark(CODES[0], CRITERIA[0], 3, NOW)
    assert not note_path(path).exists()


def test_a_note_that_could_not_be_taken_away_does_not_keep_its_own_program_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    score = new_score(tmp_path)
    with pytest.raises(InUse):
        ScoreFile.open(score.file.path)
    with monkeypatch.context() as failing:
        failing.setattr(Path, "unlink", Mock(side_effect=OSError(5, "EIO")))
        score.close()
    assert note_path(score.file.path).exists()
    ScoreFile.open(score.file.path).close()
    assert not note_path(score.file.path).exists()


def test_a_newer_file_is_refused_with_both_numbers_and_left_alone(tmp_path: Path) -> None:
    new_score(tmp_path).close()
    path = tmp_path / "ghe-03.jdscore"
    raw(path, "PRAGMA user_version = 9")
    before = path.read_bytes()
    with pytest.raises(NewerFormat) as refused:
        ScoreFile.open(path)
    assert refused.value.problem.facts == {"file": 9, "program": 1}
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"PK\x03\x04" + b"x" * 200, b"SQLite format 3\x00", b"x"])
def test_what_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.jdscore"
    path.write_bytes(content)
    with pytest.raises(Unreadable) as refused:
        ScoreFile.open(path)
    assert code_of(refused) == "store.foreign"
    assert path.read_bytes() == content


def test_a_foreign_database_is_refused_unopened_though_it_has_the_right_tables(tmp_path: Path) -> None:
    path = tmp_path / "la.jdscore"
    raw(path, "CREATE TABLE event (seq INTEGER)", "PRAGMA journal_mode = WAL")
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    with pytest.raises(Unreadable) as refused:
        ScoreFile.open(path)
    assert code_of(refused) == "store.foreign"
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before


def test_a_contest_file_is_no_score_file(tmp_path: Path) -> None:
    with new_contest(tmp_path) as contest:
        path = contest.file.path
    with pytest.raises(Unreadable) as refused:
        ScoreFile.open(path)
    assert code_of(refused) == "store.foreign"


def test_our_number_on_foreign_tables_is_called_damage(tmp_path: Path) -> None:
    path = tmp_path / "a.jdscore"
    raw(path, "CREATE TABLE event (seq INTEGER)", f"PRAGMA application_id = {SCORE_FILE.application_id}")
    raw(path, "PRAGMA user_version = 1")
    with pytest.raises(Unreadable) as refused:
        ScoreFile.open(path)
    assert code_of(refused) == "store.damaged"


def test_missing_and_empty_files_are_said_apart(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as missing:
        ScoreFile.open(tmp_path / "none.jdscore")
    (tmp_path / "empty.jdscore").touch()
    with pytest.raises(Unreadable) as empty:
        ScoreFile.open(tmp_path / "empty.jdscore")
    assert (code_of(missing), code_of(empty)) == ("store.cannot-open", "store.empty")
    assert not (tmp_path / "none.jdscore").exists()


def test_what_a_power_cut_left_of_a_new_file_is_in_nobodys_way(tmp_path: Path) -> None:
    path = tmp_path / "a.t"
    for left in (path.name + BEGUN, path.name + BEGUN + "-journal", path.name + "-journal"):
        (tmp_path / left).write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
    with open_database(path, KIND, create=True) as file, file.transaction():
        file.insert("t", ("a", "b"), [(1, "x")])
    with open_database(path, KIND) as file:
        assert file.rows("SELECT a, b FROM t") == [(1, "x")]
    assert {each.name for each in tmp_path.iterdir()} <= {path.name, path.name + "-journal"}


def test_a_new_file_overwrites_nothing_and_needs_its_folder(tmp_path: Path) -> None:
    new_score(tmp_path).close()
    before = (tmp_path / "ghe-03.jdscore").read_bytes()
    with pytest.raises(BadInput) as taken:
        new_score(tmp_path)
    with pytest.raises(CannotWrite) as nowhere:
        new_score(tmp_path / "none")
    assert (code_of(taken), code_of(nowhere)) == ("store.exists", "store.no-folder")
    assert (tmp_path / "ghe-03.jdscore").read_bytes() == before


def test_a_creation_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail(_: OpenFile) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        open_database(tmp_path / "a.t", KIND, create=True, fill=fail)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", ["OneDrive", "OneDrive - Sở Nội vụ", "Dropbox", "Google Drive"])
def test_a_folder_that_a_cloud_copies_is_refused(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder / "thi").mkdir(parents=True)
    with pytest.raises(BadInput) as refused:
        new_score(tmp_path / folder / "thi")
    assert code_of(refused) == "store.synced"
    assert list((tmp_path / folder / "thi").iterdir()) == []


def test_a_folder_that_only_sounds_like_a_cloud_is_fine() -> None:
    assert not is_synced(Path("/home/onedriver/thi/a.jdscore"))
    assert is_synced(Path("//may-chu/chung/a.jdscore"))


def test_an_older_file_is_migrated_after_a_copy_that_opens(tmp_path: Path) -> None:
    path = tmp_path / "a.t"
    with open_database(path, KIND, create=True) as file, file.transaction():
        file.insert("t", ("a", "b"), [(1, "cũ")])
    with open_database(path, LATER) as file:
        assert file.rows("SELECT a, b, c FROM t") == [(1, "cũ", None)]
        assert file.rows("PRAGMA user_version") == [(2,)]
        assert file.migrated_copy == tmp_path / "a.v1.t"
    with open_database(tmp_path / "a.v1.t", KIND) as copy:
        assert copy.rows("SELECT a, b FROM t") == [(1, "cũ")]
    with open_database(path, LATER) as file:
        assert file.migrated_copy is None


def test_a_migration_that_fails_leaves_the_old_form(tmp_path: Path) -> None:
    path = tmp_path / "a.t"
    open_database(path, KIND, create=True).close()
    steps = Migration(2, "breaks half-way", ("ALTER TABLE t ADD COLUMN c TEXT", "DROP TABLE no_such_table"))
    with pytest.raises(sqlite3.OperationalError):
        open_database(path, FileKind(KIND.application_id, (*KIND.migrations, steps)))
    with open_database(path, KIND) as file:
        assert file.rows("PRAGMA user_version") == [(1,)]


def test_an_older_file_opened_to_read_is_not_converted(tmp_path: Path) -> None:
    path = tmp_path / "a.t"
    open_database(path, KIND, create=True).close()
    before = path.read_bytes()
    with pytest.raises(NotNow) as refused:
        open_database(path, LATER, read_only=True)
    assert refused.value.problem.facts == {"file": 1, "program": 2}
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "kind"),
    [("score_v1.sql", SCORE_FILE), *((f"contest_v{number}.sql", CONTEST_FILE) for number in (1, 3, 4))],
)
def test_files_of_older_forms_still_open(tmp_path: Path, name: str, kind: FileKind) -> None:
    path = tmp_path / "old"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((OLD / name).read_text(encoding="utf-8"))
    with open_database(path, kind) as file:
        assert file.rows("PRAGMA user_version") == [(kind.version,)]


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9])
def test_a_file_cut_short_is_noticed(tmp_path: Path, keep: float) -> None:
    with new_score(tmp_path) as score:
        fill(score)
    path = tmp_path / "ghe-03.jdscore"
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    with pytest.raises(Unreadable):
        ScoreFile.open(path)


def test_a_copy_is_checked_and_a_bad_one_is_not_called_a_copy(opened: OpenFile, tmp_path: Path) -> None:
    def refuse(path: Path) -> None:
        raise Unreadable("store.damaged", where=path.name, folder="")

    assert back_up(opened, tmp_path / "b.t", lambda _: None) == tmp_path / "b.t"
    with pytest.raises(Unreadable):
        back_up(opened, tmp_path / "c.t", refuse)
    assert not (tmp_path / "c.t").exists()
    assert (tmp_path / "c.t.hong").exists()
    with pytest.raises(CannotWrite) as taken:
        back_up(opened, tmp_path / "b.t", lambda _: None)
    assert code_of(taken) == "store.exists"


def test_a_copy_needs_twice_its_size_in_free_room() -> None:
    assert is_room(free=200, size=100)
    assert not is_room(free=199, size=100)


def test_a_file_its_journal_and_its_copy_can_be_read_by_their_owner_only(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        with open_database(tmp_path / "a.t", KIND, create=True) as file:
            with file.transaction():
                file.insert("t", ("a", "b"), [(1, "x")])
                rights = {each.name: each.stat().st_mode & 0o777 for each in tmp_path.glob("a.t*")}
            copy_into(file.conn, file.path, tmp_path / "b.t")
    finally:
        os.umask(before)
    rights["b.t"] = (tmp_path / "b.t").stat().st_mode
    others = 0o077 if os.name != "nt" else 0  # there the rights of the user's profile hold
    assert [rights[name] & others for name in ("a.t", "a.t-journal", "b.t")] == [0, 0, 0]


def test_a_cloud_service_is_known_by_what_it_says_or_leaves_whatever_its_folder_is_called(tmp_path: Path) -> None:
    renamed = tmp_path / "Của cơ quan"
    (renamed / "thi").mkdir(parents=True)
    path = renamed / "thi" / "contest.jdesk"
    assert not is_synced(path, {})
    assert is_synced(path, {"OneDriveCommercial": str(renamed)})
    (tmp_path / "Máy tính").symlink_to(renamed, target_is_directory=True)
    (renamed / ".stfolder").mkdir()
    assert is_synced(path, {})
    assert is_synced(tmp_path / "Máy tính" / "thi" / "contest.jdesk", {})
    assert not is_synced(tmp_path / "contest.jdesk", {})

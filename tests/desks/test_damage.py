"""Damage of a contest file: explained, and what can be proven saved; nothing starts anew without saying so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.problems import NotNow, Unreadable
from judge_desk.desks import going_back, safekeeping
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.damage import foresee, save
from judge_desk.desks.doctor import doctor
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.rescuing import rescue
from judge_desk.desks.scoring import make_score_file
from judge_desk.stores.log import LogLine
from tests.desks.sitting_files import CODES, around, mark_whole, sit_down
from tests.desks.small_contest import Small


def log_of(small: Small) -> tuple[LogLine, ...]:
    with open_folder(small.contest, read_only=True) as contest:
        return contest.store.log()


def spoil_last(small: Small) -> bytes:
    """Change one letter of the newest act's line; gives the file as it is then."""
    path = small.contest / "contest.jdesk"
    content, body = bytearray(path.read_bytes()), log_of(small)[-1].body.encode()
    content[content.rindex(body) + body.index(b'"what"') + 10] ^= 1
    path.write_bytes(content)
    return bytes(content)


def test_acts_after_the_copy_that_still_prove_themselves_are_saved_and_the_others_counted(issued: Small) -> None:
    with open_folder(issued.contest, read_only=True) as contest:
        key = contest.store.key_seed()
    shutil.rmtree(issued.contest / "backups")
    name = safekeeping.backup(issued.contest, issued.around())
    held = log_of(issued)
    for number in ("2", "3"):
        issued.decide(DecisionKind.WITHDRAW, (number,), "withdrawn")
    whole = log_of(issued)
    for each in (issued.contest / "backups").glob("*viec-*"):
        each.unlink()
    hurt = spoil_last(issued)
    outlook = foresee(issued.contest, issued.around())
    assert outlook is not None
    assert (outlook.copy, outlook.copied, outlook.proven, outlook.lost) == (name, len(held), 1, 1)
    assert (issued.contest / "contest.jdesk").read_bytes() == hurt, "only looked at"
    report = doctor(issued.contest, issued.around())
    assert [each.code for each in report.findings][-2:] == ["store.act-altered", "damage.can_save"]
    assert report.can_save
    saved = save(issued.contest, issued.around())
    assert saved.kept.read_bytes() == hurt
    found = log_of(issued)
    assert found[:-1] == whole[:-1]
    assert (found[-1].what, found[-1].facts["kept"]) == ("rescue", saved.kept.name)
    with open_folder(issued.contest, read_only=True) as contest:
        assert contest.store.key_seed() == key
    assert foresee(issued.contest, issued.around()) is None
    with pytest.raises(NotNow, match=r"rescue\.sound"):
        save(issued.contest, issued.around())


def test_a_copy_that_was_gone_back_from_is_not_taken_for_the_newest(issued: Small) -> None:
    first = safekeeping.backup(issued.contest, issued.around())
    for number in ("2", "3"):
        issued.decide(DecisionKind.WITHDRAW, (number,), "withdrawn")
    going_back.go_back(issued.contest, first, issued.around())
    due = log_of(issued)
    (issued.contest / "contest.jdesk").write_bytes(b"")
    assert save(issued.contest, issued.around()).outlook.lost == len(due) - len(log_of(issued)) + 1
    assert log_of(issued)[:-1] == due[: len(log_of(issued)) - 1], "what was undone stays undone"


def test_without_any_copy_the_file_proves_its_own_beginning_or_nothing(issued: Small) -> None:
    shutil.rmtree(issued.contest / "backups")
    due = log_of(issued)
    spoil_last(issued)
    assert save(issued.contest, issued.around()).outlook.proven == len(due) - 1
    shutil.rmtree(issued.contest / "backups")
    path = issued.contest / "contest.jdesk"
    path.write_bytes(path.read_bytes()[:5000])
    outlook = foresee(issued.contest, issued.around())
    assert outlook is not None
    assert [each.code for each in outlook.findings][-1] == "store.nothing-to-recover"
    with pytest.raises(Unreadable):
        save(issued.contest, issued.around())
    assert path.stat().st_size == 5000
    with pytest.raises(Unreadable, match=r"contest\.no_folder"):
        foresee(issued.place, issued.around())


def test_a_bit_of_the_contests_key_that_turned_is_noticed_and_the_key_comes_back_from_the_copy(issued: Small) -> None:
    with open_folder(issued.contest, read_only=True) as contest:
        key = contest.store.key_seed()
    path = issued.contest / "contest.jdesk"
    content = path.read_bytes()
    path.write_bytes(content.replace(key, bytes((key[0] ^ 1, *key[1:]))))
    report = doctor(issued.contest, issued.around())
    assert "store.damaged" in [each.code for each in report.findings]
    save(issued.contest, issued.around())
    with open_folder(issued.contest, read_only=True) as contest:
        assert contest.store.key_seed() == key


def test_a_score_file_that_is_gone_is_not_begun_anew_but_won_back(tmp_path: Path) -> None:
    sitting = sit_down(tmp_path, 3)
    mark_whole(sitting, CODES[0])
    path = sitting.path
    sitting.close()
    path.with_name(path.stem + "-sao-luu").mkdir(exist_ok=True)
    shutil.copyfile(path, path.with_name(path.stem + "-sao-luu") / "2024-09-02T10-00-00_tu-dong-000001.jdscore")
    with open_judge_file(path, read_only=True) as judge:
        manifest, (digest, text) = judge.manifest, judge.score.package()
    path.unlink()
    with pytest.raises(Unreadable, match=r"score_file\.gone"):
        make_score_file(manifest, digest, text, manifest.seats[0], path, around(tmp_path))
    assert not path.exists()
    report = doctor(path, around(tmp_path))
    assert report.outlook is not None
    assert report.can_save
    assert rescue(path, around(tmp_path)).copied == report.outlook.copied > 0

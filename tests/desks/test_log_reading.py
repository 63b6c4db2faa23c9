"""The log in words: every act has its sentence, is found again, and tells what was before and after."""

from __future__ import annotations

import re

import pytest

from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.problems import Altered, BadInput
from judge_desk.desks.log_reading import LogQuery, change_of, read_log
from judge_desk.stores.contest_file import FILE_NAME, open_contest
from judge_desk.wording.catalogue import open_catalogue
from tests.architecture.sources import ROOT
from tests.desks.small_contest import Small
from tests.journeys.by_hand import ONE

SECOND = re.compile(r"\.act\(\s*[^,()]+(?:\([^()]*\))?,\s*([^,]+),")
RECORDED = re.compile(r"record_act\(\w+, \w+, (\w+),")
WORD = re.compile(r'"([a-z_]+)"')


def _words_of_acts() -> set[str]:
    """Collect the word of every act that the program can record: the second argument of ``act``, or its constant."""
    words = {"found"}
    for path in (*(ROOT / "judge_desk" / "desks").rglob("*.py"), *(ROOT / "judge_desk" / "stores").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for second in (*SECOND.findall(text), *RECORDED.findall(text)):
            constant = re.search(rf'^{second}(?:: Final)? = "([a-z_]+)"', text, re.MULTILINE)
            words |= set(WORD.findall(second)) | ({constant[1]} if constant else set())
            either = re.search(rf'^ +{second} = "([a-z_]+)" if .+ else "([a-z_]+)"$', text, re.MULTILINE)
            words |= set(either.groups()) if either else set()
    return words


def test_every_act_that_can_be_recorded_is_told_in_words() -> None:
    """A new act needs ``log.act.<word>`` and ``log.kind.<word>`` in the locale files of its own area."""
    words = _words_of_acts()
    assert {"merge", "decide", "publish", "restore", "undo_merge", "hand"} <= words
    keys = [f"log.{part}.{word}" for word in sorted(words) for part in ("act", "kind")]
    assert not [key for key in keys if key not in open_catalogue("vi") or key not in open_catalogue("en")]


def test_acts_are_told_newest_first_and_found_by_who_what_day_and_words_without_accents(counted: Small) -> None:
    around = counted.around()
    whole = read_log(counted.contest, LogQuery(), "vi", around)
    assert [each.number for each in whole.entries] == list(range(whole.total, 0, -1))
    assert {each.code for each in whole.state} == {"log.sound", "log.heads"}
    assert all(each.told and "{" not in each.told and each.kind for each in whole.entries)
    merges = read_log(counted.contest, LogQuery(what="merge", round=ONE), "vi", around).entries
    assert merges
    assert all("Gộp phiếu lần" in each.told and each.round_title == "Vòng một" for each in merges)
    assert read_log(counted.contest, LogQuery(text="goi BAI thi"), "vi", around).entries
    assert not read_log(counted.contest, LogQuery(since="2030-01-01"), "vi", around).entries
    assert not read_log(counted.contest, LogQuery(who="Không Có"), "vi", around).entries
    with pytest.raises(BadInput):
        read_log(counted.contest, LogQuery(since="hôm qua"), "vi", around)


def test_what_was_before_a_decision_and_after_it_stands_beside_it(issued: Small) -> None:
    for value in ("withdrawn", "withdrawn"):
        issued.decide(DecisionKind.WITHDRAW, ("2",), value, reason="Có đơn")
    newest = read_log(issued.contest, LogQuery(what="decide"), "vi", issued.around()).entries[0]
    change = change_of(issued.contest, newest.number, "vi")
    assert change.before
    assert change.after[1] == "Lý do: Có đơn"
    found = [
        each for each in read_log(issued.contest, LogQuery(), "vi", issued.around()).entries if each.what == "panel"
    ]
    assert change_of(issued.contest, found[0].number, "en").after[0].startswith("7 added")
    for each in read_log(issued.contest, LogQuery(), "vi", issued.around()).entries:
        change_of(issued.contest, each.number, "vi")
    with pytest.raises(BadInput):
        change_of(issued.contest, 999, "vi")


def test_a_log_that_was_tampered_with_is_refused_and_an_open_copy_that_differs_is_told(issued: Small) -> None:
    copy = issued.contest / "nhat-ky.jsonl"
    copy.write_bytes(copy.read_bytes().replace(b"panel", b"pamel"))
    assert read_log(issued.contest, LogQuery(), "vi", issued.around()).state[0].code == "log.copy_differs"
    copy.unlink()
    assert read_log(issued.contest, LogQuery(), "vi", issued.around()).state[-2].code == "log.copy_missing"
    with open_contest(issued.contest) as contest, contest.file.transaction():
        contest.file.write("DROP TRIGGER log_no_update")
        contest.file.write("UPDATE log SET body = replace(body, 'intake', 'intaka')")
        contest.file.write(
            "CREATE TRIGGER log_no_update BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'append-only'); END"
        )
    assert (issued.contest / FILE_NAME).exists()
    with pytest.raises(Altered):
        read_log(issued.contest, LogQuery(), "vi", issued.around())

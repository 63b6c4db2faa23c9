"""Ten mistakes that ruin a program for judging, each tried in a short scenario that shows that it is not made here."""

from __future__ import annotations

import itertools
import json
import shutil
import sqlite3
import unicodedata
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import pytest
from pypdf import PdfReader

from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import Seat
from judge_desk.contest.values.problems import NotNow, Refusal
from judge_desk.desks import (
    drawing,
    founding,
    intake,
    mark_sheets,
    marking,
    publishing,
    scoring,
    sealing,
)
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.gathering import gather
from judge_desk.desks.opening import look_into
from judge_desk.desks.rules import drafts, versions
from judge_desk.desks.rules.drafts import Draft
from judge_desk.desks.sitting_down import bring, sit_down
from judge_desk.desks.target_checking import check_target
from judge_desk.stores.contest_file import FILE_NAME
from judge_desk.stores.contest_schema import APPEND_ONLY
from judge_desk.stores.panel_tables import read_everyone
from judge_desk.stores.register_tables import read_entries
from tests.contest.marking import drawn, one, ranked, round_of, rule
from tests.desks.small_contest import PEOPLE, Small, copied
from tests.desks.test_replacing import replaced
from tests.journeys.by_hand import ONE, RULES
from tests.journeys.terminal import call, words_of

Kind = DecisionKind
BEGIN = Draft("thi-nho.toml", RULES.encode())
ACCEPT = ("--round", ONE, "--accept", "--reason", "Thu phiếu", "--operator", "Ngô Thư Ký", "--json")


def refused(small: Small, kind: DecisionKind, about: tuple[str, ...], value: str = "", reason: str = "Đã họp") -> str:
    """Give the code with which a decision is refused."""
    with pytest.raises(Refusal) as caught:
        small.decide(kind, about, value, reason=reason)
    return caught.value.problem.code


def test_the_last_file_does_not_win_and_a_partial_merge_does_not_call_itself_whole(
    issued: Small, counted_once: Small, tmp_path: Path
) -> None:
    """Mistake 1: the last file wins, or a merge of a part reports success."""
    code = issued.codes()[0]
    one_, second, third, *_ = sorted((counted_once.place / "phieu").glob("*.jdballot"))
    two = issued.seal(1, {**issued.levels(), code: [1, 1, 1]}, "may-khac")
    cut = tmp_path / "dut.jdballot"
    cut.write_bytes(second.read_bytes()[:900])
    for order in ((one_, two), (two, one_)):
        small = copied(issued, tmp_path / order[0].stem)
        small.merge(*order)
        assert small.standing().counted == ()
        assert [each.code for each in small.standing().view.open if each.facts["seat"] == 1] == ["merge.two_devices"]
    told = call(tmp_path, "merge", str(copied(issued, tmp_path / "b").contest), str(cut), str(two), *ACCEPT[:-1])
    assert f"Không nhận 1 tệp: {cut.name}." in told.out.splitlines(), "and the end says what is not in"
    said = call(tmp_path, "merge", str(issued.contest), str(third), str(cut), *ACCEPT)
    assert said.data["refused"] == [cut.name]
    assert len(list((issued.contest / "ballots").iterdir())) == 1, "what was whole is in all the same"


def test_nothing_counts_as_a_mark_that_nobody_gave(issued: Small) -> None:
    """Mistake 2: a default value counts as a mark."""
    file = issued.open(1)
    around = issued.around("giam-khao-1")
    sheet = issued.place / "trong.xlsx"
    mark_sheets.write_sheet(file, sheet)
    filled = mark_sheets.fill(file, sheet, around)
    assert (filled.marks, filled.recusals, filled.blank) == (0, 0, 33)
    assert {mark for line in scoring.show(file).lines for mark in line.marks} == {""}
    with pytest.raises(NotNow):
        sealing.seal(file, issued.place / "phieu", around)
    assert not (issued.place / "phieu").exists()
    issued.merge(sealing.seal(file, issued.place / "phieu", around, "Chưa chấm").file)
    issued.decide(Kind.BALLOT, ("1",), issued.standing().view.seats[0].candidates[0])
    assert {score.marks for score in issued.standing().result.scores} == {()}


def test_no_order_of_adding_and_no_second_ranking_changes_a_place(counted: Small, tmp_path: Path) -> None:
    """Mistake 3: floating point, rounding in more than one place, one ranking for the screen and one for paper."""
    marks = ("66,25", "75,75", "83,25", "91,5", "60,25")
    found = {one(f"A {' '.join(order)}", round_of(rule(1))).official for order in itertools.permutations(marks)}
    assert found == {Fraction(754, 10)}, "75,4 of 377/5 in all 120 orders"
    said = call(tmp_path, "results", str(counted.contest), "--round", ONE, "--json").data
    publishing.publish(counted.contest, ONE, tmp_path / "giay", counted.around(), draft=True)
    data = json.loads((tmp_path / "giay" / f"ket-qua-{ONE}.json").read_text("utf-8"))
    places = {str(each.code): each.number for each in counted.standing().result.ranking.places}
    assert {each["code"]: each["place"] for each in data["entries"]} == places
    assert {each["code"]: each["place"] for each in said["entries"]} == places


def test_a_severe_judge_is_never_evened_out_unless_the_rules_say_so_in_print(counted: Small, tmp_path: Path) -> None:
    """Mistake 4: normalising or dropping extremes as a hidden or default setting."""
    severe = "A 90 91 70\nB 80 82 61\nC 85 88 70"
    assert drawn(ranked(severe)) == "1A 2C 3B"
    assert one("A 90 91 70").exact == Fraction(251, 3), "the plain mean of what was given"
    untold = tmp_path / "khong-noi.toml"
    untold.write_text(RULES.replace('method = "mean", ', "", 1), encoding="utf-8")
    with pytest.raises(Refusal) as caught:
        founding.found(tmp_path / "khac", str(untold), counted.around())
    assert any("score" in problem.where for problem in caught.value.findings), "there is no method by default"
    before = {score.code: score.marks for score in counted.standing().result.scores}
    other = drafts.put(drafts.put(BEGIN, "version", "2"), f"rounds.{ONE}.score.method", '"median"')
    printed = []
    for place in ("truoc", "sau"):
        publishing.publish(counted.contest, ONE, tmp_path / place, counted.around(), draft=True)
        printed.append(words_of(tmp_path / place / "bang-tong-hop-diem.pdf"))
        if place == "truoc":
            versions.amend(counted.contest, other, counted.around(), "Đã họp", PEOPLE)
    assert ["trung vị" in text for text in printed] == [False, True]
    after = counted.standing().result.scores
    assert {s.code: [(m.seat, m.total) for m in s.marks] for s in after} == {
        code: [(m.seat, m.total) for m in marks] for code, marks in before.items()
    }


def test_final_means_locked_and_nobody_seals_for_a_judge(counted: Small) -> None:
    """Mistake 5: a final flag that does not lock, a lock that only programmers open, somebody finishing for a judge."""
    counted.decide(Kind.FINAL, (ONE,))
    code = counted.standing().data_code
    ballot = next((counted.place / "phieu").glob("*.jdballot"))
    with pytest.raises(NotNow):
        counted.merge(ballot)
    assert refused(counted, Kind.SEAT, ("1",), "closed")
    assert counted.standing().data_code == code
    counted.decide(Kind.FINAL, (ONE,), "opened", reason="Khiếu nại")
    counted.decide(Kind.SEAT, ("1",), "closed")
    with pytest.raises(NotNow):
        counted.mark(counted.place / "may" / "giam-khao-2" / f"{ONE}.jdscore", {counted.codes()[0]: [1, 1, 1]})
    forged = counted.seal(2, counted.levels(), "thu-ky")
    counted.merge(forged)
    asked = [each.code for each in counted.standing().view.open if each.facts.get("seat") == 2]
    assert asked == ["merge.two_devices"], "who knows a PIN and seals elsewhere is seen: nothing of the seat counts"


def test_a_judges_program_shows_nobody_elses_marks(issued: Small, counted_once: Small) -> None:
    """Mistake 6: a judge's program, the order of its list, or its file show the marks of somebody else."""
    issued.merge(*sorted((counted_once.place / "phieu").glob("*.jdballot"))[2:])
    levels = issued.levels()
    backwards = dict(zip(levels, reversed(list(levels.values())), strict=True))
    mine = issued.open(2)
    issued.mark(mine, backwards)
    with closing(marking.Sitting.open(mine, issued.around("giam-khao-2"))) as sitting:
        assert [line.code for line in sitting.lines()] == list(levels), "the order follows the codes, not any marks"
        totals = {line.code: line.total for line in sitting.lines()}
    assert totals == {code: Fraction(sum(marks), 2) for code, marks in backwards.items()}


def test_what_is_withdrawn_replaced_or_corrected_can_still_be_read_and_no_row_can_be_deleted(counted: Small) -> None:
    """Mistake 7: a withdrawn entry, a replaced judge, a corrected mark vanish."""
    counted.decide(Kind.WITHDRAW, ("2",), "withdrawn")
    replaced(counted)
    with open_folder(counted.contest, read_only=True) as contest:
        assert "2" in {stored.entry.id for stored in read_entries(contest.store)}
        assert "Võ Thị Tư" in {person.name for person in read_everyone(contest.store)}
        assert len(contest.store.log()) > 5
    raw = sqlite3.connect(counted.contest / FILE_NAME)
    try:
        for table in APPEND_ONLY:
            column = raw.execute(f"PRAGMA table_info({table})").fetchone()[1]
            rows = raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for act in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column}"):
                if rows:
                    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                        raw.execute(act)
    finally:
        raw.close()


def test_after_the_first_package_rules_and_list_change_only_by_a_recorded_decision(issued: Small) -> None:
    """Mistake 8: criteria, weights or the list of entries change after the first mark without version and decision."""
    around, before = issued.around(), issued.standing()
    lighter = drafts.put(drafts.put(BEGIN, "version", "2"), f"rounds.{ONE}.cut.count", "3")
    same_version = drafts.put(BEGIN, f"rounds.{ONE}.cut.count", "3")
    for draft, reason, people in ((same_version, "Đã họp", PEOPLE), (lighter, "", PEOPLE), (lighter, "Đã họp", ())):
        with pytest.raises(Refusal):
            versions.amend(issued.contest, draft, around, reason, people)
    with pytest.raises(NotNow):
        drawing.assign(issued.contest, ONE, around, "hạt khác")
    with pytest.raises(NotNow):
        intake.take_in(issued.contest, issued.place / "so.csv", issued.place / "ho-so", around)
    assert issued.standing() == before
    done = versions.amend(issued.contest, lighter, around, "Đã họp", PEOPLE)
    assert done.decision
    assert issued.standing().decisions[-1].people == PEOPLE
    assert issued.standing().data_code != before.data_code


def test_printed_papers_are_whole_to_the_last_page(counted: Small, tmp_path: Path) -> None:
    """Mistake 9: printing as an afterthought: cut letters, pages without head or number, a lonely signature."""
    counted.decide(Kind.FINAL, (ONE,))
    published = publishing.publish(counted.contest, ONE, tmp_path, counted.around())
    pages = {
        paper.file: [page.extract_text() for page in PdfReader(tmp_path / paper.file).pages]
        for paper in published.papers
        if paper.file.endswith(".pdf")
    }
    assert len(pages) == 14
    for name, texts in pages.items():
        for number, text in enumerate(texts, start=1):
            assert f"Trang {number}/{len(texts)}" in text, (name, number)
            assert "thi-nho · bản 1" in text, "every page says which rules it stands on"
            assert unicodedata.is_normalized("NFC", text)
    minutes = pages["bien-ban-ban-giam-khao.pdf"]
    assert "CHỦ TỌA" in minutes[-1]
    assert "Tài liệu kèm theo" in minutes[-1], "signatures stand under what is signed"
    for judge in ("Trần Văn Chủ", "Lê Thị Hai", "Phạm Văn Ba", "Võ Thị Tư", "Hồ Văn Năm"):
        assert any(judge in page for page in minutes)


def test_a_bad_stick_on_the_morning_is_named_and_keeps_nobody_from_marking(issued: Small, tmp_path: Path) -> None:
    """Mistake 10: contest morning: a stick full of shortcuts, a broken file, a full disk."""
    check = check_target(issued.contest, ONE, tmp_path, issued.around(), measure=False)
    assert check.needed > 0, "a week before, the secretary hears whether the stick takes the package"
    for name in ("Thư mục.lnk", "autorun.inf"):
        (issued.package / name).write_bytes(b"MZ")
    files = sorted((issued.package / "files").iterdir())
    files[0].write_bytes(b"")
    me = issued.around("giam-khao-1")
    offer = look_into(issued.package, me)
    taken = bring(offer, me)
    assert {each.where.rpartition("/")[2] for each in taken.findings} >= {files[0].name}
    assert not list(taken.folder.rglob("*.lnk")), "what came along is not carried further"
    file = sit_down(offer, Seat(1), issued.pins[Seat(1)], me)
    issued.mark(file, issued.levels())
    stick = tmp_path / "usb"
    ballot = sealing.seal(file, stick, me).file
    for name in (f"{ballot.name}.lnk", "autorun.inf"):
        (stick / name).write_bytes(b"MZ")
    shutil.copy(ballot, stick / "System Volume Information.jdballot.tmp")
    assert gather((stick,), issued.around()) == (ballot,)
    assert issued.merge(*gather((stick,), issued.around())).counted == 1

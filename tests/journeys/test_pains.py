"""Pains that programs for judging are known for, each played in a short scenario that shows that it is not here."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from judge_desk.contest.counting.aggregation import EntryScore
from judge_desk.contest.merge.ballots import Source
from judge_desk.contest.merge.conditions import Condition
from judge_desk.contest.rulebook.rules import RankOn
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import EntryCode, RoundId, Seat
from judge_desk.contest.values.problems import BadInput, NeedsDecision, Refusal, WrongPin
from judge_desk.desks import (
    collecting,
    drawing,
    founding,
    intake,
    issuing,
    mark_sheets,
    paper_typing,
    publishing,
    recounting,
    scoring,
    sealing,
)
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.entries import EntryForm, add_entry
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.matrix import matrix
from judge_desk.desks.register import entries_of
from judge_desk.desks.rules import drafts, versions
from judge_desk.desks.rules.drafts import Draft
from judge_desk.exchange.sealed import ballot_file
from judge_desk.stores.lock_note import ENDING as LOCK
from judge_desk.stores.round_tables import read_codes
from judge_desk.wording.figures import decimal
from tests.contest.marking import drawn, ranked, round_of, rule
from tests.desks.small_contest import PEOPLE, Small, copied, founded
from tests.desks.test_paper_typing import FIRST, SEAT, SECOND, begin, type_all
from tests.desks.test_replacing import replaced
from tests.exchange.ballot_samples import COLUMNS, KEY, ballot
from tests.journeys.by_hand import ONE, RULES, TWO, register_text
from tests.journeys.terminal import words_of

Kind = DecisionKind
CODE = re.compile(r"\b[0-9]{3}-[0-9]\b")
NOW = "2024-08-23T10:00:00"


def kept(folder: Path) -> dict[str, bytes]:
    """Give every ballot that a contest folder holds, by name."""
    return {path.name: path.read_bytes() for path in (folder / "ballots").iterdir()}


def scores(small: Small) -> dict[EntryCode, EntryScore]:
    return {each.code: each for each in small.standing().result.scores}


def refused(act: object, *arguments: object) -> str:
    """Give the code with which an act is refused."""
    with pytest.raises(Refusal) as caught:
        act(*arguments)  # type: ignore[operator]  # any function
    return caught.value.problem.code


def test_a_merge_neither_loses_nor_doubles_nor_overwrites_and_says_so_when_it_is_partial(
    issued: Small, counted_once: Small, tmp_path: Path
) -> None:
    """P1: files lost, counted twice, or overwritten while they are put together."""
    ballots = sorted((counted_once.place / "phieu").glob("*.jdballot"))
    other = copied(issued, tmp_path / "other")
    cut = tmp_path / "cut.jdballot"
    cut.write_bytes(ballots[4].read_bytes()[:-40])
    partial = issued.merge(*ballots[:3], cut, ballots[3])
    assert [row.condition for row in partial.plan.rows].count(Condition.COUNTED) == 4
    assert partial.counted == 4, "what was refused is not among what is said to be in"
    assert "cut.jdballot" in {row.file for row in partial.plan.rows if row.condition is not Condition.COUNTED}
    before = kept(issued.contest)
    renamed = shutil.copy(ballots[1], tmp_path / "ghe-5-moi-nhat.jdballot")
    issued.merge(Path(renamed), ballots[4])
    assert before.items() < kept(issued.contest).items(), "nothing that was kept is another file now"
    other.merge(*reversed(ballots))
    assert set(kept(other.contest).values()) == set(kept(issued.contest).values())
    assert other.standing().result.scores == issued.standing().result.scores, "no order of files, no last one, wins"


def test_the_work_of_a_judge_outlives_a_pulled_plug(issued: Small, tmp_path: Path) -> None:
    """P2: marks are gone after a crash, a timeout or a closed lid."""
    file, code = issued.open(1), issued.codes()[0]
    with open_judge_file(file) as judge:
        leaf = judge.round.rubric.criteria[0].id
        judge.score.mark(code, leaf, 41, NOW)
        judge.score.remark(code, None, "Rõ ràng", NOW)
        (tmp_path / "plug").mkdir()
        for part in file.parent.glob(f"{file.name}*"):  # what a disk holds when nothing is closed any more
            if part.suffix != LOCK:
                shutil.copy(part, tmp_path / "plug")
    with open_judge_file(tmp_path / "plug" / file.name) as judge:
        assert judge.score.marks() == {(code, leaf): 41}
        assert [each.text for each in judge.score.remarks()] == ["Rõ ràng"]
        judge.score.mark(code, leaf, 42, NOW)
        assert [each.steps for each in judge.score.history(code) if each.steps is not None] == [41, 42]


def test_a_blank_a_zero_a_recusal_and_an_absent_judge_are_four_different_things(issued: Small) -> None:
    """P3: blank, zero, the lowest mark, and a judge who is not there are treated alike."""
    zero, recused, blank = issued.codes()[0], issued.codes()[2], issued.codes()[3]
    levels: dict[EntryCode, list[int] | None] = {**issued.levels(), zero: [4, 4, 4]}
    one = issued.seal(1, {**levels, zero: [0, 0, 0]})
    two = issued.seal(2, {**levels, recused: None})
    three = issued.seal(3, {code: marks for code, marks in levels.items() if code != blank}, partial="Hết giờ")
    issued.merge(one, two, three, issued.seal(4, levels))
    issued.decide(Kind.BALLOT, ("3",), issued.standing().view.seats[2].candidates[0])
    issued.decide(Kind.SEAT, ("5",), "closed")
    found = scores(issued)
    assert found[zero].exact == Fraction(0 + 6 + 6 + 6, 4), "a zero counts"
    assert found[zero].zeros
    assert (found[recused].recused[0][0], found[recused].absent) == (2, (5,))
    assert found[recused].exact == Fraction(sum(issued.levels()[recused]), 2), "who does not mark is no zero"
    assert (found[blank].recused, found[blank].absent) == ((), (3, 5))
    assert found[blank].exact == Fraction(sum(issued.levels()[blank]), 2), "a blank is no zero and not the lowest mark"
    assert not found[blank].zeros


def test_equal_figures_share_a_place_and_the_one_rounding_is_the_statutes() -> None:
    """P4: ties and rounding rank wrongly; what is shown alike is ranked apart, or a float decides."""
    third = "X 80 80 79,5\nY 79,75 79,75 80\nZ 79,75 80 79,75"
    shown, exact = round_of(rule(1)), round_of(rule(2, rank_on=RankOn.EXACT))
    assert drawn(ranked(third, shown)) == "1X= 1Y= 1Z=", "239,5/3 is shown as 79,8 for all"
    apart = ranked("X 80 80 79,5\nY 80 80 79,25 80 80", exact)
    assert drawn(apart) == "1Y 2X"
    halves = ranked("A 85,5 85,75\nB 85,75 85,5\nC 85,25 86", round_of(rule(1)))
    assert {place.official for place in halves.places} == {Fraction(856, 10)}, "85,625 is 85,6 whoever is added first"
    half = ranked("A 2,5 2,75 2,75 2,75 2,5 2,75 2,75 2,75 2,5 2,75", round_of(rule(2)))
    assert half.places[0].official == Fraction(268, 100), "2,675 is 2,68 and not what a binary fraction makes of it"


def test_the_total_in_the_file_on_paper_and_in_a_recount_is_one_number(counted: Small, tmp_path: Path) -> None:
    """P5: the total on the screen is not the one that was stored or printed."""
    counted.decide(Kind.UNSEAL, (ONE,), "opened")
    publishing.publish(counted.contest, ONE, tmp_path / "giay", counted.around())
    data = json.loads((tmp_path / "giay" / f"ket-qua-{ONE}.json").read_text("utf-8"))
    summary = words_of(tmp_path / "giay" / "bang-tong-hop-diem.pdf")
    rows = {
        code: " ".join(text.split()[:14])
        for code, text in zip(CODE.findall(summary), CODE.split(summary)[1:], strict=True)
    }
    for score in counted.standing().result.scores:
        assert score.official is not None
        shown = decimal(score.official, 2, "vi")
        assert f" {shown} " in f" {rows[score.code]} ", (score.code, shown, rows[score.code])
        stored = next(each for each in data["entries"] if each["code"] == score.code)
        assert Fraction(stored["official"]) == score.official
    again = recounting.recount((counted.contest / "ballots", tmp_path / "giay", counted.package), counted.definition,
                               counted.around())  # fmt: skip
    assert [(each.compared, each.differences) for each in again.rounds] == [(True, 0)]


def test_marks_reach_no_other_entry_judge_or_contest(issued: Small, tmp_path: Path) -> None:
    """P6: marks land on the wrong entry, at the wrong judge, in the wrong contest."""
    around = issued.around("giam-khao-2")
    with pytest.raises(WrongPin):
        scoring.open_package(issued.package, 2, issued.pins[Seat(1)], tmp_path / "x.jdscore", around)
    sheet = collecting.write_sheet(issued.contest, ONE, 1, tmp_path / "ghe-1.xlsx", issued.around())
    second = issued.open(2)
    filled = mark_sheets.fill(second, sheet, around)
    assert [each.code for each in filled.findings if each.severity == "stop"], "the sheet of seat 1 is not for seat 2"
    book = openpyxl.load_workbook(own := collecting.write_sheet(issued.contest, ONE, 2, tmp_path, issued.around()))
    page = book.active
    assert page is not None
    page.cell(8, 1).value = "001-4"
    page.cell(8, 4).value = "12"
    book.save(own)
    wrong = mark_sheets.fill(second, own, around)
    assert wrong.marks == 0, "a code with one wrong digit is no other entry's code"
    assert wrong.findings
    stranger = tmp_path / "la.jdballot"
    stranger.write_bytes(ballot_file.seal(ballot(5), COLUMNS, KEY))
    issued.mark(second, issued.levels())
    mine = sealing.seal(second, issued.place / "phieu", around).file
    swapped = tmp_path / "doi-ghe.jdballot"
    swapped.write_bytes(mine.read_bytes().replace("Ghế: 2".encode(), "Ghế: 3".encode(), 1))
    merged = issued.merge(stranger, swapped)
    assert [row.condition for row in merged.plan.rows] == [Condition.OTHER_CONTEST, Condition.BAD_SIGNATURE]
    assert not kept(issued.contest)


def test_a_withdrawal_a_late_entry_and_a_new_judge_change_no_mark_that_was_given(counted: Small) -> None:
    """P7: panel or list of entries change after marking began, and marks go astray."""
    before, given, gone = scores(counted), kept(counted.contest), counted.codes()[4]
    with open_folder(counted.contest, read_only=True) as contest:
        entry = next(entry for entry, code in read_codes(contest.store, RoundId(ONE)).items() if code == gone)
    counted.decide(Kind.WITHDRAW, (str(entry),), "withdrawn")
    form = EntryForm("Bài đến muộn", "ca-nhan", "chung", "Người Mới", "Đơn vị số 20", "01/08/2024 08:00")
    assert refused(add_entry, counted.contest, "", form, (), "Sót", counted.around()), "the list was closed by the draw"
    replaced(counted)
    after = scores(counted)
    assert kept(counted.contest) == given
    assert set(before) - set(after) == {gone}
    for code, score in after.items():
        former = {mark.seat: mark.total for mark in before[code].marks if mark.seat != 4}
        assert {mark.seat: mark.total for mark in score.marks if mark.seat != 4} == former


def test_a_conflict_is_known_before_a_file_is_opened_and_declaring_one_eats_no_work(issued: Small) -> None:
    """P8: a conflict of interest is missed, or its form eats the review."""
    own = [entry.code for entry in issued.manifest().entries if Seat(3) not in entry.seats]
    assert len(own) == 1, "the entry of the judge's own unit never reaches him"
    code = issued.codes()[0]
    file = issued.open(1)
    issued.mark(file, issued.levels())
    with open_judge_file(file) as judge:
        before = dict(judge.score.marks())
        judge.score.recuse(code, "Cùng quê", NOW)
        assert {key: steps for key, steps in before.items() if key[0] != code} == dict(judge.score.marks())
        judge.score.unrecuse(code, NOW)
        assert dict(judge.score.marks()) == before, "the declaration was a mistake, the marks are still there"
        judge.score.recuse(code, "Cùng quê", NOW)
    issued.merge(sealing.seal(file, issued.place / "phieu", issued.around("giam-khao-1"), "").file)
    line = next(each for each in issued.standing().counted[0].ballot.lines if each.code == code)
    assert (line.recused, line.reason, set(line.marks)) == (True, "Cùng quê", {None})


def test_no_file_of_a_judge_tells_the_marks_of_another(issued: Small) -> None:
    """P9: judges see the marks of others, in a list, by an order, or in a file."""
    secret = "Bài này rất kém"
    first = issued.open(1)
    issued.mark(first, issued.levels())
    with open_judge_file(first) as judge:
        judge.score.remark(issued.codes()[0], None, secret, NOW)
    issued.merge(sealing.seal(first, issued.place / "phieu", issued.around("giam-khao-1"), "").file)
    order = [each.code for each in issued.manifest().entries]
    issued.decide(Kind.WITHDRAW, ("2",), "withdrawn")
    issuing.issue(issued.contest, ONE, issued.place / "usb-2", issued.around())
    again = issued.place / "usb-2" / f"goi-thi-nho-{ONE}"
    second = issued.open(2, package=again)
    with open_judge_file(second) as judge:
        assert judge.score.marks() == {}
        assert [entry.code for entry in judge.entries] == [code for code in order if code in issued.codes()]
    others = [*again.rglob("*"), *second.parent.rglob("*"), *issued.package.rglob("*")]
    leaks = [path for path in others if path.is_file() and secret.encode() in path.read_bytes()]
    assert not leaks
    assert secret.encode() in b"".join(kept(issued.contest).values()), "the remark was there to be leaked"


def test_rules_that_change_while_judges_mark_clear_nothing_and_wrong_ones_never_begin(issued: Small) -> None:
    """P10: criteria are changed, or were typed wrongly, while marks are being given."""
    begin = Draft("thi-nho.toml", RULES.encode())
    wrong = drafts.put(begin, f"rounds.{ONE}.rubric.maximum", "90")
    (issued.place / "sai.toml").write_bytes(wrong.content)
    elsewhere = issued.place / "khac"
    assert refused(founding.found, elsewhere, str(issued.place / "sai.toml"), issued.around())
    assert not elsewhere.exists()
    file = issued.open(1)
    issued.mark(file, issued.levels())
    other = drafts.put(drafts.put(wrong, "version", "2"), f"rounds.{ONE}.rubric.criteria.1.maximum", "30")
    assert refused(versions.amend, issued.contest, other, issued.around()) in ("rules.no_reason", "decide.no_reason")
    versions.amend(issued.contest, other, issued.around(), "Đã họp", PEOPLE)
    assert scoring.show(file).findings == ()
    merged = issued.merge(sealing.seal(file, issued.place / "phieu", issued.around("giam-khao-1"), "").file)
    assert merged.counted == 1
    totals = {code: score.marks[0].total for code, score in scores(issued).items()}
    assert totals == {code: Fraction(sum(marks), 2) for code, marks in issued.levels().items()}


def test_only_those_whom_the_settled_cut_lets_through_reach_the_next_round(issued: Small) -> None:
    """P11: the wrong list goes to the next round."""
    levels, codes = issued.levels(), issued.codes()
    levels[codes[4]] = levels[codes[3]]
    issued.merge(*(issued.seal(seat, levels) for seat in range(1, 6)))
    cut = issued.standing().result.shortlist
    assert cut is not None
    assert (cut.inside, set(cut.pending)) == (tuple(codes[:3]), {codes[3], codes[4]})
    issued.decide(Kind.UNSEAL, (ONE,), "opened")
    with pytest.raises(NeedsDecision):
        drawing.assign(issued.contest, TWO, issued.around(), "hạt")
    issued.decide(Kind.CUT, (ONE,), " ".join((*codes[:3], codes[4])))
    settled = issued.standing().result.shortlist
    assert settled is not None
    assert set(settled.inside) == {*codes[:3], codes[4]}
    drawing.assign(issued.contest, TWO, issued.around(), "hạt")
    with open_folder(issued.contest, read_only=True) as contest:
        first = {code: entry for entry, code in read_codes(contest.store, RoundId(ONE)).items()}
        assert set(read_codes(contest.store, RoundId(TWO))) == {first[code] for code in settled.inside}


def test_paper_sheet_package_matrix_and_summary_have_one_order(counted: Small, tmp_path: Path) -> None:
    """P12: paper and screen have another order or layout."""
    order = [each.code for each in counted.manifest().entries]
    around = counted.around()
    blank = words_of(collecting.write_paper_sheet(counted.contest, ONE, 1, tmp_path / "trong.pdf", around))
    assert list(dict.fromkeys(CODE.findall(blank))) == order
    book = openpyxl.load_workbook(collecting.write_sheet(counted.contest, ONE, 1, tmp_path / "trong.xlsx", around))
    typed = [str(row[0]) for row in book.worksheets[0].iter_rows(values_only=True) if CODE.fullmatch(str(row[0]))]
    assert typed == order
    assert list(matrix(counted.contest, ONE, around).grid.codes) == order
    publishing.publish(counted.contest, ONE, tmp_path / "giay", around, draft=True)
    for name in ("bang-tong-hop-diem.pdf", "phieu-cham-ghe-01.pdf"):
        assert list(dict.fromkeys(CODE.findall(words_of(tmp_path / "giay" / name)))) == order


def test_a_corrected_ballot_replaces_the_first_which_stays_and_says_why(counted: Small) -> None:
    """P13: correcting a confirmed score destroys it, or leaves no trace."""
    first, given = counted.standing().counted[0], kept(counted.contest)
    code = counted.codes()[-1]
    file = counted.place / "may" / "giam-khao-1" / f"{ONE}.jdscore"
    around = counted.around("giam-khao-1")
    assert refused(counted.mark, file, {code: [2, 2, 2]}), "what is sealed is not quietly written over"
    with pytest.raises(BadInput):
        sealing.reopen(file, " ", "Ngô Thư Ký", around)
    sealing.reopen(file, "Ghi nhầm dòng", "Ngô Thư Ký", around)
    counted.mark(file, {code: [2, 2, 2]})
    later = sealing.seal(file, counted.place / "phieu", counted.around("giam-khao-1", "lần hai")).file
    counted.decide(Kind.REOPEN, ("1",), "allowed", reason="Giám khảo báo nhầm")
    counted.merge(later)
    assert given.items() < kept(counted.contest).items()
    now = counted.standing().counted[0].ballot
    assert (now.revision, now.previous) == (2, first.digest)
    with open_judge_file(file, read_only=True) as judge:
        told = [event.text for event in judge.score.history()]
        assert "Ghi nhầm dòng" in " ".join(each for each in told if each)
        assert len(judge.score.sealed()) == 2
    counted.merge(*(counted.contest / "ballots" / name for name in given))
    assert counted.standing().counted[0].ballot == now, "the first one does not come back by being merged again"


def test_titles_come_back_from_every_sheet_as_they_were_written(tmp_path: Path) -> None:
    """P14: apostrophes, quotes, combined letters and formulas break on the way through files."""
    small = founded(tmp_path)
    titles = [
        "Ứng dụng 'một cửa' & \"không giấy\" <nhanh>",
        unicodedata.normalize("NFD", "Đổi mới thủ tục ở phường Thủy Nguyên"),
        '=HYPERLINK("http://a";"b")',
        "X" * 300,
        "Chữ; có dấu chấm phẩy, dấu phẩy",
        "@SUM(1+1)*cmd|' /C calc'!A0",
    ]
    lines = register_text().splitlines()
    for number, title in enumerate(titles, start=1):
        quoted = '"' + title.replace('"', '""') + '"'
        lines[number] = lines[number].replace(f"Sáng kiến số {number},", f"{quoted},", 1)
    (small.place / "so.csv").write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    intake.take_in(small.contest, small.place / "so.csv", small.place / "ho-so", small.around())
    wanted = [unicodedata.normalize("NFC", each) for each in titles]
    with open_folder(small.contest, read_only=True) as contest:
        taken = {entry.id: entry.title for entry in entries_of(contest)}
    assert [taken[str(number)] for number in range(1, 7)] == wanted  # type: ignore[index]  # ids are texts


def test_a_judge_may_stay_with_pen_and_paper_inside_the_same_result(
    issued: Small, counted_once: Small, tmp_path: Path
) -> None:
    """P16: pen and paper is simply better for some, and then stands outside the program."""
    devices = [path for path in (counted_once.place / "phieu").glob("*.jdballot") if "ghe-04" not in path.name]
    sheet = words_of(collecting.write_paper_sheet(issued.contest, ONE, SEAT, tmp_path / "to.pdf", issued.around()))
    assert set(CODE.findall(sheet)) == set(issued.codes()), "there is a sheet to write on"
    type_all(begin(issued, FIRST), 1, issued, {})
    type_all(begin(issued, SECOND), 2, issued, {})
    typed = paper_typing.seal(issued.contest, ONE, SEAT, issued.around())
    assert typed.file is not None
    assert issued.merge(*devices, typed.file).counted == 5
    assert issued.standing().counted[3].ballot.source is Source.PAPER
    for code, marks in issued.levels().items():
        assert scores(issued)[code].exact == Fraction(sum(marks), 2)
    publishing.publish(issued.contest, ONE, tmp_path / "giay", issued.around(), draft=True)
    assert "giấy" in words_of(tmp_path / "giay" / "phieu-cham-ghe-04.pdf"), "and the sheet says where it came from"

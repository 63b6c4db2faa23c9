"""A contest without judges at the secretary's desk: from undecided to a locked, announced and recounted result."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from judge_desk.contest.reviewing.sheets import sheet_digest
from judge_desk.contest.values.decisions import OPENED, Votes
from judge_desk.contest.values.decisions import DecisionKind as Kind
from judge_desk.contest.values.identity import ContestId
from judge_desk.contest.values.problems import BadInput, NotNow, Refusal
from judge_desk.desks import deciding, figures, looking, publishing, recounting
from judge_desk.desks.council import checklist, reading
from judge_desk.desks.council.deciding import Answered, answer_gates
from judge_desk.desks.figures import FiguresView
from judge_desk.desks.provenance import Provenance
from judge_desk.desks.recounting import Recount
from judge_desk.desks.release import release_of
from judge_desk.desks.result_questions import questions_of
from judge_desk.desks.rules import versions
from judge_desk.desks.rules.drafts import Draft
from judge_desk.desks.stages import StageState, current_round, next_step, pending, stages_of
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.sealed.figures_file import read_figures, write_figures
from tests.desks.inspected import both_agree, inspected
from tests.desks.reviewed_contest import (
    FIGURES,
    PEOPLE,
    RANK_SUM,
    RULES,
    UNITS,
    WEEK,
    WEEKS,
    WHOLE,
    Reviewed,
    copied,
    filled,
)
from tests.trust.recount_worlds import load_recount

GOOD = ("Sở Một", "Sở Hai", "Sở Ba")
CORRECTED = (("Sở Một", "200", "150", "11"), *FIGURES[1:])


@pytest.fixture(scope="module")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Reviewed:
    return filled(tmp_path_factory.mktemp("filled"))


@pytest.fixture
def reviewed(filled_once: Reviewed, tmp_path: Path) -> Reviewed:
    return copied(filled_once, tmp_path / "filled")


@pytest.fixture(scope="module")
def settled_once(filled_once: Reviewed, tmp_path_factory: pytest.TempPathFactory) -> Reviewed:
    """Settle everything, lock, announce and print both reviews."""
    made = copied(filled_once, tmp_path_factory.mktemp("settled"))
    made.settle_order()
    speak(made, dict.fromkeys(GOOD, True))
    for review, kinds in ((WEEK, (Kind.FINAL, Kind.ANNOUNCE)), (WHOLE, (Kind.APPROVE, Kind.FINAL, Kind.ANNOUNCE))):
        for kind in kinds:
            made.decide(kind, (review,), review=review)
        publishing.publish(made.contest, review, None, made.around(), only=("review_summary",))
    return made


@pytest.fixture
def settled(settled_once: Reviewed, tmp_path: Path) -> Reviewed:
    return copied(settled_once, tmp_path / "settled")


def speak(made: Reviewed, words: dict[str, bool], votes: Votes | None = None) -> Answered:
    answers = {("ky-luat", made.code(name)): said for name, said in words.items()}
    return answer_gates(made.contest, WHOLE, answers, "Đã họp", PEOPLE, made.around(), votes)


def asked(made: Reviewed, review: str = WHOLE) -> list[str]:
    return [each.code for each in made.standing(review).questions]


def refusal_of(act: Callable[..., object], *given: object, **named: object) -> str:
    with pytest.raises(Refusal) as caught:
        act(*given, **named)
    return caught.value.problem.code


def recount(made: Reviewed) -> Recount:
    """Recount the folder, and hold that the inspector's file says the same of it."""
    found = recounting.recount((made.contest,), made.definition, made.around())
    both_agree(found, made.contest, made.definition)
    return found


def test_what_the_rules_leave_open_is_asked_and_each_answer_gives_its_stated_result(reviewed: Reviewed) -> None:
    assert asked(reviewed) == ["review.undecided", "review.gate_waiting"]
    assert reviewed.won() == []
    assert reviewed.won(WEEK) == [("nhat", "Trần Thị Bình")]  # as many points, less time
    around = reviewed.around()
    points = [each.code for each in deciding.open_questions(reviewed.contest, None, around)]
    assert points == ["decide.point", "review.gate_waiting"]  # the open point once, not once more for the review
    assert refusal_of(reviewed.decide, Kind.APPROVE, (WHOLE,)) == "decide.still_open"
    assert refusal_of(reviewed.decide, Kind.FINAL, (WHOLE,)) == "decide.still_open"
    reviewed.settle_order()
    assert asked(reviewed) == ["review.gate_waiting"]
    assert speak(reviewed, dict.fromkeys(GOOD, True)).findings == ()
    assert reviewed.won() == [("nhat", "Sở Một"), ("nhi", "Sở Ba")]
    reviewed.settle_order(RANK_SUM)
    standing = reviewed.standing()
    (question,) = questions_of(standing)
    assert [place.number for place in standing.result.ranking.places] == [1, 1, 1]
    order = [reviewed.code(name) for name in ("Sở Hai", "Sở Ba", "Sở Một")]
    reviewed.decide(Kind.TIE, tuple(order[::-1]), " ".join(each.lower() for each in order))
    assert reviewed.won() == [("nhat", "Sở Hai"), ("nhi", "Sở Ba")]
    assert question.choices[0].kind is Kind.TIE


def test_the_councils_word_keeps_out_and_is_refused_where_figures_decide(reviewed: Reviewed) -> None:
    reviewed.settle_order()
    speak(reviewed, {"Sở Một": False, "Sở Hai": True, "Sở Ba": True}, Votes(5, 1, 0))
    assert reviewed.won() == [("nhat", "Sở Ba"), ("nhi", "Sở Hai")]
    one, four = reviewed.code("Sở Một"), reviewed.code("Huyện Bốn")
    result = reading.subject_in(reviewed.standing(), one.lower())
    assert result.reasons == ("DISCIPLINE",)
    before = len(reviewed.standing().decisions)
    for about, value, code in (
        (("tu-nua", one), "met", "decide.gate_by_figures"),
        (("khac", one), "met", "decide.no_gate"),
        (("ky-luat", "DV-99"), "met", "decide.no_subject"),
        (("ky-luat", one), "có", "decide.met_or_not"),
    ):
        assert refusal_of(reviewed.decide, Kind.MET, about, value) == code
    for kind in (Kind.CUT, Kind.UNSEAL, Kind.PAPER, Kind.SCORE):  # what only a judged round has
        assert refusal_of(reviewed.decide, kind, (one,), "x") in ("contest.is_review", "decide.two_people")
    week = next(each.subject.code for each in reviewed.standing(WEEK).result.subjects)
    assert refusal_of(reviewed.decide, Kind.MET, ("duoc-thi", week), "met", WEEK) == "decide.gate_not_open"
    assert refusal_of(speak, reviewed, {"Sở Một": True}, Votes(1, 2, 0)) == "decide.vote_lost"
    empty = {("ky-luat", one): None}
    assert (
        refusal_of(answer_gates, reviewed.contest, WHOLE, empty, "x", PEOPLE, reviewed.around()) == "decide.no_answer"
    )
    assert refusal_of(answer_gates, reviewed.contest, WHOLE, {}, " ", PEOPLE, reviewed.around()) == "decide.no_reason"
    two = {("ky-luat", four): True, ("ky-luat", "DV-99"): True}
    assert refusal_of(answer_gates, reviewed.contest, WHOLE, two, "x", PEOPLE, reviewed.around()) == "decide.no_subject"
    assert len(reviewed.standing().decisions) == before  # all of it or nothing


def test_a_decision_goes_stale_when_other_figures_come_and_the_councils_word_does_not(reviewed: Reviewed) -> None:
    reviewed.settle_order()
    speak(reviewed, dict.fromkeys(GOOD, True))
    code = reviewed.code("Sở Hai")
    given = reviewed.decide(Kind.PRIZE, ("tap-the", "nhat"), code, votes=Votes(6, 0, 0))
    assert reviewed.won()[0] == ("nhat", "Sở Hai")
    reviewed.bring("du-thi", CORRECTED, reason="Sở Một báo nhầm")
    standing = reviewed.standing()
    assert reviewed.won() == [("nhat", "Sở Ba"), ("nhi", "Sở Hai")]
    stale = [each.facts["number"] for each in standing.result.notes if each.code == "review.decision_stale"]
    assert stale == [given.number]
    assert len(standing.words) == 3
    reviewed.bring("don-vi", [*UNITS, ("Xã Năm", "Huyện")], reason="Bổ sung đơn vị")
    assert len(reviewed.standing().words) == 3  # a unit keeps its code for good
    stated = Provenance("Sở Nội vụ", "2024-08-20", "", "cùng một đơn vị")
    figures.name_unit(reviewed.contest, "Sở số Hai", code, stated, reviewed.around())
    assert {each.among for each in reviewed.standing().words.values()} == {()}
    assert not [each for each in reviewed.standing().result.subjects if each.waiting]


def test_the_councils_word_on_a_person_rests_on_the_sheet_of_the_people(reviewed: Reviewed) -> None:
    standing = reviewed.standing(WEEK)
    assert list(standing.subjects_rest_on) == [
        sheet_digest(each) for each in standing.sheets if (each.part, each.period) == ("bai", "t1")
    ]


def test_the_checklist_goes_out_as_a_sheet_and_comes_back(reviewed: Reviewed, tmp_path: Path) -> None:
    around = reviewed.around()
    found = checklist.show(reviewed.contest, WHOLE, around)
    assert [row.subject.name for row in found.rows] == list(GOOD)  # figures keep the fourth out
    assert (found.waiting, [gate.id for gate in found.gates]) == (3, ["ky-luat"])
    file = checklist.save_blank(reviewed.contest, WHOLE, tmp_path / "phieu.xlsx", around)
    assert refusal_of(checklist.take_in, reviewed.contest, WHOLE, file, "Đã họp", PEOPLE, around) == "decide.no_answer"
    filled_in = tmp_path / "phieu.csv"
    rows = "Mã;Không bị kỷ luật\n{0};có\n{1};không đạt\n{2};{3}\n"
    codes = [reviewed.code(name) for name in GOOD]
    for last, code in (("chắc là có", "checklist.bad_answer"), ("chưa\nDV-99;có", "checklist.unknown_code")):
        filled_in.write_text(rows.format(*codes, last), encoding="utf-8")
        assert refusal_of(checklist.take_in, reviewed.contest, WHOLE, filled_in, "x", PEOPLE, around) == code
    filled_in.write_text(rows.format(*codes, "chưa"), encoding="utf-8")
    taken = checklist.take_in(reviewed.contest, WHOLE, filled_in, "Đã họp", PEOPLE, around)
    assert [each.value for each in taken.decisions] == ["met", "not_met"]
    assert refusal_of(checklist.take_in, reviewed.contest, WHOLE, filled_in, "x", PEOPLE, around) == "checklist.same"
    said = {row.subject.name: dict(row.said) for row in checklist.show(reviewed.contest, WHOLE, around).rows}
    assert said == {"Sở Một": {"ky-luat": True}, "Sở Hai": {"ky-luat": False}, "Sở Ba": {}}
    again = checklist.save_blank(reviewed.contest, WHOLE, tmp_path / "phieu-2.xlsx", around)
    assert refusal_of(checklist.take_in, reviewed.contest, WHOLE, again, "x", PEOPLE, around) == "checklist.same"
    assert refusal_of(checklist.show, reviewed.contest, WEEK, around) == "checklist.no_gate"


def test_a_contest_without_rounds_has_its_stages(reviewed: Reviewed, settled: Reviewed) -> None:
    view = looking.look_at(reviewed.contest, reviewed.around())
    week, whole = stages_of(view)
    assert [line.name for line in whole.lines] == ["rules", "figures", "review", "papers"]
    assert [line.state for line in week.lines[:3]] == [StageState.DONE, StageState.DONE, StageState.NOW]
    assert (whole.lines[0].caption, whole.lines[2].caption) == ("undecided", "left")
    assert current_round(view) == WEEK
    step = next_step(view)
    assert step is not None
    assert (step.round, step.stage, step.key) == (WEEK, "review", "lock")
    assert [(each.round, each.stage) for each in pending(view)] == [(WHOLE, "review"), (WHOLE, "rules")]
    done = looking.look_at(settled.contest, settled.around())
    assert all(line.state is StageState.DONE for each in stages_of(done) for line in each.lines)
    assert next_step(done) is None


def test_a_locked_review_keeps_figures_decisions_and_rules_out_until_it_is_opened(settled: Reviewed) -> None:
    code = settled.standing().data_code
    release = release_of(settled.standing())
    assert (release.locked, release.announced, release.next) == (True, True, None)
    assert refusal_of(settled.bring, "du-thi", CORRECTED, reason="x") == "figures.locked"
    assert refusal_of(speak, settled, {"Sở Một": False}) == "decide.review_locked"
    assert refusal_of(settled.settle_order, RANK_SUM) == "decide.review_locked"
    settled.bring("bai", [*WEEKS["t2"], ("Sở Một", "Hồ Văn Đạt", "9", "1:00")], "t2", "Bổ sung")
    stated = Provenance("Sở Nội vụ", "2024-08-25", "", "Tên khác trong tuần 2")
    figures.name_unit(settled.contest, "Sở thứ Nhất", settled.code("Sở Một"), stated, settled.around())
    assert settled.standing().data_code == code  # neither week 2 nor another name touches what was locked
    assert all(each.same for each in recount(settled).rounds)
    settled.decide(Kind.FINAL, (WHOLE,), OPENED)
    settled.bring("du-thi", CORRECTED, reason="Sở Một báo nhầm")
    assert not asked(settled)  # another name of a unit leaves the council's words standing
    assert settled.won() == [("nhat", "Sở Ba"), ("nhi", "Sở Hai")]
    assert refusal_of(settled.decide, Kind.FINAL, (WHOLE,)) == "release.not_approved"  # it approved other data
    settled.decide(Kind.APPROVE, (WHOLE,))
    settled.decide(Kind.FINAL, (WHOLE,))
    assert (release_of(settled.standing()).locks, release_of(settled.standing()).announced) == (2, False)


def test_a_further_version_of_the_rules_leaves_a_locked_review_as_it_was_or_is_refused(settled: Reviewed) -> None:
    def version(number: int, old: str, new: str) -> Draft:
        rules = settled.definition.read_text(encoding="utf-8").replace(f"version = {number - 1}", f"version = {number}")
        return Draft(settled.definition.name, rules.replace(old, new).encode("utf-8"))

    code, around = settled.standing().data_code, settled.around()
    bound = version(2, 'bound = "1/2"', 'bound = "1/4"')
    assert refusal_of(versions.amend, settled.contest, bound, around, "Đổi mức", PEOPLE) == "decide.review_locked"
    title = version(2, 'title = "Xét khen thưởng thử"', 'title = "Xét khen thưởng năm nay"')
    assert refusal_of(versions.amend, settled.contest, title, around) == "decide.no_reason"  # something is locked
    versions.amend(settled.contest, title, around, "Sửa tên", PEOPLE)
    assert settled.standing().data_code == code
    settled.definition.write_bytes(title.content)
    publishing.publish(settled.contest, WHOLE, None, around, only=("review_summary",))
    found = recount(settled)
    assert [each.same for each in found.rounds] == [True, True]  # the week's print came before the further version
    assert {each.code for each in found.findings} == {"recount.older_definition"}


def result_file(made: Reviewed, review: str) -> Path:
    (found,) = (made.contest / "documents" / review).glob(f"*/ket-qua-{review}.json")
    return found


def test_a_recount_agrees_and_names_what_was_changed(settled: Reviewed) -> None:
    agreed = recount(settled)
    assert [(each.round, each.same, each.entries, each.sheets) for each in agreed.rounds] == [
        (WEEK, True, 3, 2),
        (WHOLE, True, 4, 2),
    ]
    assert agreed.findings == ()
    result = result_file(settled, WHOLE)
    data = json.loads(result.read_text(encoding="utf-8"))
    data["subjects"][1]["place"] = 1
    result.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    found = recount(settled)
    assert [(each.round, each.differences) for each in found.rounds] == [(WEEK, 0), (WHOLE, 1)]
    (differs,) = found.findings
    assert (differs.code, differs.facts["field"]) == ("recount.differs", "place")
    for other in (WEEK, WHOLE):  # the figures beside the result are signed: a changed digit is found
        sealed = next(result_file(settled, other).parent.glob("*.jdbang"))
        text = sealed.read_bytes()
        place = text.index(b"200") if other == WHOLE else text.index(b"310")
        sealed.write_bytes(text[:place] + b"9" + text[place + 1 :])
        assert digest_of(text) != digest_of(sealed.read_bytes())
    assert {"note.signature"} <= {each.code for each in recount(settled).findings}


def test_the_lock_is_held_against_the_data(settled: Reviewed) -> None:
    """Signed figures of another day beside a result that was made to fit them do not fit what was locked."""
    settled.decide(Kind.FINAL, (WHOLE,), OPENED)
    settled.bring("du-thi", CORRECTED, reason="Sở Một báo nhầm")
    publishing.publish(settled.contest, WHOLE, None, settled.around(), draft=True, only=("review_summary",))
    made = sorted(
        (settled.contest / "documents" / WHOLE).glob("*/ket-qua-*.json"), key=lambda each: each.stat().st_mtime
    )
    (locked, later) = (each.parent for each in made)
    for ending in ("*.jdbang", "ket-qua-*.json"):
        (moved,) = later.glob(ending)
        (locked / moved.name).write_bytes(moved.read_bytes())
        moved.unlink()
    for each in later.glob("*.jdquyet"):
        each.unlink()
    codes = {each.code for each in recount(settled).findings}
    assert "recount.other_lock" in codes


def test_the_order_in_which_sheets_and_rows_come_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, filled_once: Reviewed
) -> None:
    for sheets in (["t2", "t1", "du-thi"], ["t1", "du-thi", "t2"]):
        other = Reviewed(tmp_path_factory.mktemp("order"))
        other.found()
        other.bring("don-vi", UNITS)
        for each in sheets:
            part, rows, period = (each, FIGURES, "") if each == "du-thi" else ("bai", WEEKS[each], each)
            other.bring(part, rows, period)
        for review in (WEEK, WHOLE):
            assert other.standing(review).data_code == filled_once.standing(review).data_code
    before = other.standing().result
    with pytest.raises(NotNow):  # the same figures in another order of rows are the same figures
        other.bring("du-thi", FIGURES[::-1], reason="Xếp lại")
    assert other.standing().result == before


def test_words_of_figures_are_read_by_name(reviewed: Reviewed) -> None:
    view: FiguresView = figures.show(reviewed.contest, reviewed.around())
    assert {each.code for each in view.units} == {reviewed.code(name) for name, _ in UNITS}
    with pytest.raises(BadInput):
        reading.review_in(reviewed.contest, "khac", reviewed.around())
    with pytest.raises(NotNow):
        publishing.publish(reviewed.contest, WHOLE, None, reviewed.around())


def test_the_inspectors_file_names_what_was_changed_in_the_folder_beside_a_review(
    settled_once: Reviewed, tmp_path: Path
) -> None:
    (whole,) = (settled_once.contest / "documents" / WHOLE).glob("*/ho-so-kiem-tra")

    def spoiled(name: str, change: Callable[[bytes], bytes]) -> tuple[int, str]:
        place = tmp_path / str(len(list(tmp_path.iterdir())))
        shutil.copytree(whole, place)
        (place / "SHA256SUMS.txt").unlink()  # who changes a file can write this list anew
        (place / name).write_bytes(change((place / name).read_bytes()))
        code, told = inspected(place)
        return code, "\n".join(line for line in told.splitlines() if line.startswith(("✗", "?")))

    def replaced(old: str, new: str) -> Callable[[bytes], bytes]:
        return lambda data: data.replace(old.encode(), new.encode(), 1)

    assert spoiled(f"ket-qua-{WHOLE}.json", lambda data: data) == (0, "")
    for old, new, named in (
        ('"ty-le": "19/20"', '"ty-le": "1"', 'subjects DV-03.values.ty-le: published "1", recounted "19/20"'),
        ('"reason": "TOO_FEW"', '"reason": "LATE"', "subjects DV-04.failed"),
        ('"code": "DV-01"', '"code": "DV-02"', "awards: published"),
        ('"official": true', '"official": false', "official: published false, recounted true"),
        ('"rows": 4', '"rows": 5', "sheets: published"),
        ('"barred": []', '"barred": [["an", ""]]', "barred: published"),
        ('"data_code": "', '"data_code": "0', "data_code: published"),
    ):
        text = (whole / f"ket-qua-{WHOLE}.json").read_text(encoding="utf-8")
        assert old in text, old
        code, told = spoiled(f"ket-qua-{WHOLE}.json", replaced(old, new))
        assert code == 1
        assert named in told
    for sealed, old, new in (("bang-so-lieu.jdbang", "190", "191"), ("quyet-dinh.jdquyet", '"met"', '"not_met"')):
        code, told = spoiled(sealed, replaced(old, new))
        assert (code, f"File not to be believed: {sealed}: the signature is wrong" in told) == (1, True)
    code, told = spoiled("bang-so-lieu.jdbang", lambda data: _signed_anew(settled_once, data))
    assert code == 1
    assert "2 different keys" in told
    assert "locked the result with the data code" in told


def _signed_anew(made: Reviewed, data: bytes) -> bytes:
    """Give the sheets with other figures, and the right signature of another key."""
    sheets = read_figures(data).sheets
    rows = tuple(tuple("150" if cell == "190" else cell for cell in row) for row in sheets[-1].rows)
    changed = (*sheets[:-1], replace(sheets[-1], rows=tuple(sorted(rows))))
    return write_figures(ContestId("xet-nho"), changed, Ed25519PrivateKey.from_private_bytes(bytes(range(32))))


@pytest.mark.parametrize(
    ("known", "unknown"),
    [
        ('test = "council"', 'test = "oracle"'),
        ('take = "ratio"', 'take = "root"'),
        ('column = "diem-tb"', 'column = "diem-tb"\nbent = true'),
        ('policy = "in_turn"', 'policy = "by_lot"'),
    ],
)
def test_the_inspectors_file_says_nothing_of_a_review_with_a_rule_that_it_does_not_know(
    known: str, unknown: str
) -> None:
    tool = load_recount()
    assert known in RULES
    with pytest.raises(tool.UnknownRule):
        tool.count_reviews(tool.read_rules(RULES.replace(known, unknown)), [], {}, [])

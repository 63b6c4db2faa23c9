"""The papers of a review from a contest folder: what is planned, what each says, and what becomes of old prints."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from judge_desk.contest.values.decisions import DecisionKind as Kind
from judge_desk.contest.values.decisions import Votes
from judge_desk.contest.values.problems import BadInput, NotNow
from judge_desk.desks import paper_shelf, publishing
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.council.deciding import answer_gates
from judge_desk.desks.paper_shelf import PaperState
from judge_desk.desks.papers import review_papers
from judge_desk.desks.papers.kinds import paper_kind
from judge_desk.desks.papers.review_records import last_day
from judge_desk.documents.pdf import render_pdf
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import mark
from tests.desks.reviewed_contest import FIGURES, PEOPLE, WEEK, WHOLE, Reviewed, copied, filled
from tests.documents.reading import words_of

_GOOD = ("Sở Một", "Sở Hai", "Sở Ba")


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Reviewed:
    """Settle the order and the council's condition, approve and lock both reviews."""
    made = filled(tmp_path_factory.mktemp("giay"))
    made.settle_order()
    words = {("ky-luat", made.code(name)): name != "Sở Ba" for name in _GOOD}
    answer_gates(made.contest, WHOLE, words, "Đối chiếu hồ sơ", PEOPLE, made.around(), Votes(5, 1, 0))
    made.decide(Kind.APPROVE, (WHOLE,))
    for review in (WEEK, WHOLE):
        made.decide(Kind.FINAL, (review,), review=review)
    return made


def _said(made: Reviewed, review: str) -> dict[str, str]:
    """Give the text of one paper of every kind, all of them built."""
    with open_folder(made.contest, read_only=True) as contest:
        planned = publishing.planned_papers(contest, made.standing(review))
        names = [each.name for each in planned]
        assert len(set(names)) == len(names)
        assert all(paper_kind(f"{each.name}.pdf") == each.kind for each in planned)
        for language in ("vi", "en"):
            assert all(f"paper_title.{each.kind}" in open_catalogue(language) for each in planned)
        return {each.kind: words_of(render_pdf(each.build())) for each in reversed(planned)}


def test_every_paper_says_what_was_worked_out_and_decided(settled: Reviewed) -> None:
    said = _said(settled, WHOLE)
    assert "Không đạt" not in said["review_prizes"]
    assert "5.000.000" in said["review_prizes"]
    assert "năm triệu đồng" in said["review_prizes"]
    minutes = said["review_minutes"]
    for words in ("Họp xét khen thưởng", "THƯỜNG TRỰC BAN CHỈ ĐẠO", "Trả lời: Tỷ lệ trước", "tán thành 5", "Sở Ba"):
        assert words in minutes
    assert "/BB-………" in minutes
    assert "Huyện Bốn" in said["review_refused"]
    figures: Sequence[Sequence[str]] = FIGURES
    _, posts, people, _ = next(each for each in figures if each[0] == "Huyện Bốn")
    rate = mark(Fraction(int(people), int(posts)), 2)
    assert f"số liệu: {rate}; quy định: từ 0,5 trở lên" in said["review_refused"]
    assert f"{people} : {posts} = " in said["review_workings"]
    assert "DISCIPLINE" in said["review_refused"]
    assert "giải tập thể" in said["decision"]
    assert "Ban Giám khảo" not in " ".join(said.values())
    assert "bài dự thi" not in " ".join(text for kind, text in said.items() if kind != "log_list")
    assert "Chủ tịch UBND tỉnh phê duyệt" in said["result_report"]
    assert "dossier" not in " ".join(said)
    week = _said(settled, WEEK)
    assert "Trần Thị Bình" in week["review_prizes"]
    assert "4:50" in week["review_prizes"]


@pytest.mark.parametrize(("most", "thick"), [(16, False), (15, True)])
def test_thick_workings_are_made_on_request_and_are_no_annex(
    settled: Reviewed, monkeypatch: pytest.MonkeyPatch, most: int, thick: bool
) -> None:
    monkeypatch.setattr(review_papers, "MOST_WORKINGS", most)  # four units, four measures
    with open_folder(settled.contest, read_only=True) as contest:
        planned = {each.kind: each for each in publishing.planned_papers(contest, settled.standing())}
        assert planned["review_workings"].on_request is thick
        minutes = words_of(render_pdf(planned["review_minutes"].build()))
        assert ("Bảng tính chi tiết" in minutes) is not thick


def test_prints_are_kept_marked_and_superseded_as_those_of_a_round(settled: Reviewed, tmp_path: Path) -> None:
    made = copied(settled, tmp_path / "ban-in")
    first = publishing.publish(made.contest, WHOLE, tmp_path / "usb", made.around(), ("pdf", "docx", "xlsx"))
    names = {each.file for each in first.papers}
    assert {"bang-tong-hop-so-lieu-va-ket-qua-xet.xlsx", "bien-ban-hop-xet.docx", "ket-qua-tap-the.json"} <= names
    assert any(name.startswith("bang-so-lieu") for name in names)
    assert json.loads((tmp_path / "usb" / "ket-qua-tap-the.json").read_bytes())["data_code"] == first.data_code
    again = publishing.publish(made.contest, WHOLE, None, made.around(), ("pdf", "docx", "xlsx"))
    assert not [each.file for each in again.papers if each.fresh]
    shelf = paper_shelf.shelf_of(made.contest, WHOLE, made.around())
    assert {each.state for each in shelf.in_force if each.kind} == {PaperState.FINAL}
    made.decide(Kind.FINAL, (WHOLE,), "opened")
    made.bring("du-thi", (("Sở Một", "200", "150", "11"), *FIGURES[1:]), reason="Đính chính")
    with pytest.raises(NotNow):
        publishing.publish(made.contest, WHOLE, None, made.around())
    draft = publishing.publish(made.contest, WHOLE, None, made.around(), draft=True, only=("review_summary",))
    assert draft.findings
    states = {each.file: each.state for each in paper_shelf.shelf_of(made.contest, WHOLE, made.around()).in_force}
    assert states["bien-ban-hop-xet.pdf"] is PaperState.STALE
    assert states["bang-tong-hop-so-lieu-va-ket-qua-xet.pdf"] is PaperState.DRAFT
    with pytest.raises(BadInput):
        publishing.publish(made.contest, "khong-co", None, made.around())


def test_the_last_day_counts_from_the_day_after() -> None:
    assert last_day("2024-03-01", 60) == "2024-04-30"
    assert last_day("2024-12-31", 1) == "2025-01-01"
    assert last_day("", 60) == ""
    assert last_day("2024-03-01", 0) == ""

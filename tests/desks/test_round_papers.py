"""Every paper of a round has one door: what is planned, what it says of closed codes, the index of what was made."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from judge_desk.contest.rulebook.definition import ByProducts
from judge_desk.contest.values.decisions import OPENED, DecisionKind, Votes
from judge_desk.desks import deciding, publishing
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.deciding import Request
from judge_desk.desks.papers import list_papers
from judge_desk.desks.papers.kinds import paper_kind
from judge_desk.desks.papers.panel_names import panel_names
from judge_desk.desks.papers.paper_heads import paper_head
from judge_desk.desks.papers.planned import RoundPapers
from judge_desk.desks.standing import Standing, round_standing
from judge_desk.documents.pdf import render_pdf
from judge_desk.exchange.seal import digest_of
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import code_groups
from tests.desks.small_contest import PEOPLE, Small, copied
from tests.documents.reading import words_of
from tests.journeys.by_hand import FLAGGED, LATE, ONE

_CODE: Final = re.compile(r"\b[0-9]{3}-[0-9]\b")
_ON_REQUEST: Final = {"vote_form", "draw_record", "wall_code", "panel_report", "log_list", "blank_sheet"}


@pytest.fixture(scope="module")
def judged(counted_once: Small, tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Play a blind round to its end; one mark was decided by vote, the codes are closed."""
    small = copied(counted_once, tmp_path_factory.mktemp("giay-cua-vong"))
    code = small.codes()[0]
    request = Request(ONE, DecisionKind.SCORE, (code,), "99", "Xem lại bài", PEOPLE, Votes(4, 1, 0))
    deciding.decide(small.contest, request, small.around())
    return small


@pytest.fixture(scope="module")
def unsealed(judged: Small, tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Lock the result and open its names."""
    small = copied(judged, tmp_path_factory.mktemp("giay-mo-ma"))
    small.decide(DecisionKind.FINAL, (ONE,))
    small.decide(DecisionKind.UNSEAL, (ONE,), "opened")
    return small


def _planned(small: Small) -> dict[str, str]:
    """Give the text of one paper of every kind that the round can have, all of them built."""
    with open_folder(small.contest, read_only=True) as contest:
        standing = round_standing(contest, contest.round(ONE).id)
        planned = publishing.planned_papers(contest, standing)
        names = [each.name for each in planned]
        assert len(set(names)) == len(names)
        assert all(paper_kind(f"{each.name}.pdf") == each.kind for each in planned)
        assert {each.kind for each in planned if each.on_request} == _ON_REQUEST
        assert planned[-1].kind == "index_list"
        catalogue = open_catalogue("en")
        assert all(f"paper_title.{each.kind}" in catalogue for each in planned)
        return {each.kind: words_of(render_pdf(each.build())) for each in reversed(planned)}


def test_with_closed_codes_no_list_ties_a_code_to_a_name(judged: Small) -> None:
    said = _planned(judged)
    assert "unsealing" not in said
    assert "press_list" not in said
    for kind in ("register", "eligibility"):
        assert not _CODE.search(said[kind]), kind
    for kind in ("shortlist", "outcome", "vote_record"):
        assert _CODE.search(said[kind]), kind
        assert "Sáng kiến số" not in said[kind], kind
    assert all(f"Sáng kiến số {number}" in said["register"] for number in range(1, 13))
    assert f"Sáng kiến số {LATE}" in said["eligibility"]
    assert f"Sáng kiến số {FLAGGED}" in said["eligibility"]
    assert "Theo quy tắc" in said["eligibility"]
    assert "số 1" in said["eligibility"]
    assert "Quy tắc chọn: 4 bài có điểm cao nhất." in said["shortlist"]
    assert "Đứng ngay sau danh sách: bài" in said["shortlist"]
    assert "Vào vòng hai" in said["outcome"]
    assert "Tán thành: 04 phiếu" in said["vote_record"]
    assert "Số phiếu phát ra: ……" in said["vote_record"]
    assert "Có 05 phiếu chấm đã nhận từ 05 ghế; 00 ghế chưa có phiếu." in said["handover"]


def test_with_opened_codes_register_and_lists_bear_names_and_the_opening_has_its_record(unsealed: Small) -> None:
    said = _planned(unsealed)
    with open_folder(unsealed.contest, read_only=True) as contest:
        standing = round_standing(contest, contest.round(ONE).id)
    codes = {each.code for each in standing.manifest.entries}
    assert codes <= set(_CODE.findall(said["register"]))
    assert codes == set(_CODE.findall(said["unsealing"]))
    assert "Quyết định: số" in said["unsealing"]
    assert "Đỗ Tổ Chức" in said["unsealing"]
    shortlist = standing.result.shortlist
    assert shortlist is not None
    assert set(shortlist.inside) <= set(_CODE.findall(said["shortlist"]))


def test_a_full_print_ends_with_an_index_of_itself_and_printing_again_changes_nothing(
    unsealed: Small, tmp_path: Path
) -> None:
    small, formats = copied(unsealed, tmp_path / "thi"), ("pdf", "xlsx")
    first = publishing.publish(small.contest, ONE, tmp_path / "in", small.around(), formats)
    assert [each.file for each in first.papers[-2:]] == ["muc-luc-ho-so.pdf", "muc-luc-ho-so.xlsx"]
    listed = json.loads((small.contest / "documents" / "muc-luc.json").read_text(encoding="utf-8"))
    numbers = {each["file"]: each["number"] for each in listed}
    index = words_of((tmp_path / "in" / "muc-luc-ho-so.pdf").read_bytes(), "-layout")
    for each in first.papers[:-2]:
        told = f"{each.sha256[:16]} {code_groups(first.data_code)}" in index
        assert told is (not each.file.endswith(".xlsx")), each.file
        assert numbers[each.file] == each.number
        if told and each.file.endswith(".pdf"):
            assert re.search(rf" {each.number} .*? {re.escape(each.file)} ", index), each.file
    assert not {each.kind for each in first.papers} & _ON_REQUEST
    assert "register" in {each.kind for each in first.papers if each.file.endswith(".xlsx")}
    again = publishing.publish(small.contest, ONE, tmp_path / "in", small.around(), formats)
    assert [each.sha256 for each in again.papers] == [each.sha256 for each in first.papers]
    assert not any(each.fresh for each in again.papers)
    asked = publishing.publish(small.contest, ONE, tmp_path / "in", small.around(), only=tuple(_ON_REQUEST))
    assert {each.kind for each in asked.papers} > _ON_REQUEST
    for each in asked.papers:
        assert digest_of((tmp_path / "in" / each.file).read_bytes()) == each.sha256
    small.decide(DecisionKind.FINAL, (ONE,), OPENED)
    small.decide(DecisionKind.SCORE, (small.codes()[1],), "98")
    later = publishing.publish(small.contest, ONE, tmp_path / "lai", small.around(), draft=True)
    index = words_of((tmp_path / "lai" / "muc-luc-ho-so.pdf").read_bytes(), "-layout")
    summary = next(each for each in later.papers if each.kind == "summary")
    assert summary.replaces == numbers[summary.file]
    code = code_groups(later.data_code)
    row = rf" {summary.number} .*?{re.escape(summary.file)} [0-9]+ [0-9a-f]{{16}} {code} {summary.replaces}\b"
    assert re.search(row, index)
    assert "bien-ban-boc-tham-1.pdf" in index
    assert "phieu-cham-trong" not in index


def test_units_are_counted_with_what_they_sent_and_what_the_round_may_tell(judged: Small, unsealed: Small) -> None:
    closed, opened = (_participation(each) for each in (judged, unsealed))
    assert "vòng hai" not in closed
    assert "vòng hai" in opened
    assert "Chưa có bài dự thi:" in closed
    totals = re.search(r"Tổng số bài ([0-9]+) ([0-9]+) ([0-9]+)", opened)
    assert totals is not None
    assert int(totals[1]) > int(totals[2]) > int(totals[3]) == 4


def _participation(small: Small) -> str:
    """Give the paper of a contest whose rules want it."""
    with open_folder(small.contest, read_only=True) as contest:
        standing = round_standing(contest, contest.round(ONE).id)
        assert not list(list_papers.participation(_papers(contest, standing)))
        rules = replace(standing.definition, by_products=ByProducts(participation=True, press_list=True))
        wanted = _papers(contest, replace(standing, definition=rules))
        assert not list(list_papers.press(wanted))
        (planned,) = list_papers.participation(wanted)
        return words_of(render_pdf(planned.build()), "-layout")


def _papers(contest: ContestFolder, standing: Standing) -> RoundPapers:
    head = paper_head(contest, standing.round, standing.data_code)
    return RoundPapers(contest, standing, panel_names(contest, standing), head, standing.manifest.stated_time)

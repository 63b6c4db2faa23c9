"""The papers of a review: whole on every page however many and however long, and a workbook that reckons alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from judge_desk.documents.blocks import Document
from judge_desk.documents.pdf import render_pdf
from judge_desk.documents.review_checklist import review_checklist
from judge_desk.documents.review_dossier import review_dossier
from judge_desk.documents.review_minutes import review_minutes
from judge_desk.documents.review_prizes import review_prizes
from judge_desk.documents.review_refused import review_refused
from judge_desk.documents.review_summary import review_summary
from judge_desk.documents.xlsx_review import review_workbook
from tests.documents import review_samples as samples
from tests.documents.measuring import MM, clashes, crossings, words_of_pages
from tests.documents.office import formulas_in, recalculated, values_of
from tests.documents.reading import reader, words_of

_TABLE, _CHECK = "Bảng tổng hợp", "Kiểm tra"


def _near(sheets: Mapping[str, list[list[Any]]]) -> list[list[list[Any]]]:
    """Cut quotients without end to the digits that a file keeps of them."""
    return [[[round(x, 12) if isinstance(x, float) else x for x in line] for line in each] for each in sheets.values()]


@pytest.mark.parametrize(
    "made",
    [
        review_summary(samples.review(200)),
        review_summary(samples.review(40, persons=True)),
        review_refused(samples.review(60)),
        review_minutes(samples.minutes(40)),
        review_prizes(samples.prizes(persons=True)),
        review_checklist(samples.checklist(40)),
    ],
    ids=lambda made: made.title,
)
def test_no_word_leaves_its_cell_or_the_page(made: Document) -> None:
    data = render_pdf(made)
    for number, words in enumerate(words_of_pages(data), 1):
        wide = float(reader(data).pages[number - 1].mediabox.width)
        assert not clashes(words), number
        assert number > 2 or not crossings(data, number, words), number
        assert min(word.x1 for word in words) >= 30 * MM - 0.3
        assert max(word.x2 for word in words) <= wide - 15 * MM + 0.3


@pytest.mark.parametrize("persons", [False, True], ids=["units", "persons"])
def test_the_papers_on_prizes_speak_of_the_council_and_of_no_entry(persons: bool) -> None:
    said = {}
    for name, made in samples.award_documents(persons).items():
        data = render_pdf(made)
        assert not any(map(clashes, words_of_pages(data))), name
        said[name] = words_of(data)
        assert not re.search("Ban Giám khảo|bài dự thi|[Tt]ác giả", said[name]), name
    assert "Theo đề nghị của Thường trực Ban Chỉ đạo cải cách hành chính" in said["decision"]
    assert "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh Hậu Giang" in said["report"]
    assert "02 Bằng khen" in said["decision"]
    assert "CHỦ TỊCH" in said["decision"].split("Nơi nhận")[1]
    assert f"gồm: 02 {'cá nhân' if persons else 'tập thể'}" in said["report"]
    assert "Đã đạt giải Nhất (giải thưởng tập thể)" in said["certificate"]
    assert "công bố" in said["press"]


def test_an_office_program_comes_to_the_same_figures_and_says_where_they_differ(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    whole = review_workbook(samples.review(200))
    book = openpyxl.load_workbook(BytesIO(whole))
    sheet: Any = book[_TABLE]
    head = next(cell.row for cell in sheet["A"] if cell.value == "(1)")
    changed_code = sheet.cell(head + 2, 2).value
    sheet.cell(head + 2, 4).value = 401
    target = BytesIO()
    book.save(target)
    made = recalculated({"whole.xlsx": whole, "changed.xlsx": target.getvalue()}, tmp_path_factory.mktemp("lo"))
    assert _near(values_of(whole)) == _near(values_of(made["whole.xlsx"]))
    assert formulas_in(whole) > 1_500
    told = _told(made["whole.xlsx"])
    assert len(told) == 200
    assert set(told.values()) == {"khớp"}
    assert [each for each, word in _told(made["changed.xlsx"]).items() if word == "khác"] == [changed_code]


def _told(data: bytes) -> dict[str, str]:
    """Give what the check says of every subject."""
    lines = (line for line in values_of(data)[_CHECK] if line and str(line[0]).startswith("DV-"))
    return {line[0]: line[1] for line in lines}


def test_of_a_crowd_a_paper_lists_who_got_something_and_counts_the_rest() -> None:
    crowd = samples.review(600, persons=True)
    said = words_of(render_pdf(review_summary(crowd)))
    listed = [each for each in crowd.rows if each.fate.value in ("awarded", "waiting")]
    assert all(each.code in said for each in listed)
    assert f"Ngoài ra còn {600 - len(listed)} trường hợp" in said
    assert "Tổng số được xét: 600" in said


def test_the_last_day_of_a_dossier_is_told_or_said_to_be_open() -> None:
    known, unknown = (words_of(render_pdf(review_dossier(samples.dossier(day)))) for day in ("2024-03-01", ""))
    assert "Ngày 30 tháng 4 năm 2024" in known
    assert "Chưa xác định" in unknown
    assert "02 bộ bản chính" in unknown

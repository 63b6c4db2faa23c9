"""Nghị định 30/2020/NĐ-CP, Phụ lục I, measured on the paper: sheet, margins, sizes, faces, rules, distances."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Final

import pytest

from judge_desk.documents.pdf import render_pdf
from tests.documents.award_samples import award_annexes, award_papers
from tests.documents.measuring import MM, Line, Rule, Word, line_with, lines_of, rules_of, words_of_pages
from tests.documents.reading import reader
from tests.documents.samples import papers

_REGULAR, _BOLD, _ITALIC, _BOTH = (f"LiberationSerif{face}" for face in ("", "-Bold", "-Italic", "-BoldItalic"))
_NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
_STATE_PAPERS: Final = {
    "bien-ban-1": ("BAN TỔ CHỨC CUỘC THI", "BAN GIÁM KHẢO", "/BB-BGK", "BIÊN BẢN"),
    "bien-ban-2": ("BAN TỔ CHỨC CUỘC THI", "BAN GIÁM KHẢO", "/BB-BGK", "BIÊN BẢN"),
    "quyet-dinh": ("ỦY BAN NHÂN DÂN", "BAN TỔ CHỨC CUỘC THI", "/QĐ-BTC", "QUYẾT ĐỊNH"),
    "to-trinh": ("ỦY BAN NHÂN DÂN", "BAN TỔ CHỨC CUỘC THI", "/TTr-BTC", "TỜ TRÌNH"),
}
"""Papers of a kind that the decree lists (Mẫu 1.9, 1.2, 1.4): superior and issuer, sign of the number, tên loại."""
_MINUTES: Final = ("bien-ban-1", "bien-ban-2")
_DATED: Final = ("quyet-dinh", "to-trinh")
_ALL: Final = {**papers(), **award_papers(), **award_annexes()}
_HIGH: Final = {True: 210 * MM, False: 297 * MM}


@cache
def _pdf(name: str) -> bytes:
    return render_pdf(_ALL[name])


def _right(data: bytes, line: Line) -> float:
    """Give where a line of text ends: its words are those on its baseline from its beginning on."""
    high = float(reader(data).pages[line.page - 1].mediabox.height)
    words = [word for word in words_of_pages(data)[line.page - 1] if word.x1 > line.x - 1]
    here = sorted((word for word in words if abs(high - line.y + 0.216 * line.size - word.y2) < 1), key=lambda w: w.x1)
    return here[len(line.text.split()) - 1].x2


def _below(data: bytes, line: Line, deepest: float = 10.0) -> Rule:
    """Give the rule right under a line of text."""
    found = [rule for rule in rules_of(data, line.page) if rule.level and 0 < line.y - rule.y1 < deepest]
    return min(found, key=lambda rule: abs((rule.x1 + rule.x2) / 2 - line.x - 20))


def _body(words: list[Word], wide: bool) -> list[Word]:
    """Leave out the band, the page's number and the foot."""
    return [word for word in words if word.y1 > 19 * MM and word.y2 < _HIGH[wide] - 18 * MM]


@pytest.mark.parametrize("name", [name for name in _ALL if name != "bang-khen"])
def test_the_sheet_is_a4_and_the_margins_are_the_decree_s(name: str) -> None:
    data = _pdf(name)
    for page, words in zip(reader(data).pages, words_of_pages(data), strict=True):
        sides = (float(page.mediabox.width) / MM, float(page.mediabox.height) / MM)
        assert sorted(sides) == pytest.approx([210, 297], abs=0.05)
        wide = sides[0] > sides[1]
        body = _body(words, wide)
        assert 30 - 0.05 <= min(word.x1 for word in words) / MM <= 35
        assert 15 - 0.05 <= sides[0] - max(word.x2 for word in words) / MM <= 20 + 140 * (len(body) < 12)
        assert min(word.y1 for word in body) / MM >= 20 - 0.5, "a line's box is higher than its letters"
        assert max(word.y2 for word in body) / MM <= sides[1] - 20 + 0.8


@pytest.mark.parametrize("name", _STATE_PAPERS)
def test_quoc_hieu_and_tieu_ngu_with_a_rule_as_long_as_the_line(name: str) -> None:
    data = _pdf(name)
    nation, motto = line_with(data, _NATION), line_with(data, _MOTTO)
    assert (nation.face, motto.face) == (_BOLD, _BOLD)
    assert 12 <= nation.size <= 13 <= motto.size <= 14
    nation_middle = (nation.x + _right(data, nation)) / 2
    motto_right = _right(data, motto)
    assert (motto.x + motto_right) / 2 == pytest.approx(nation_middle, abs=0.5)
    assert nation.y - motto.y == pytest.approx(motto.size * 1.15, abs=1.0), "single spacing"
    rule = _below(data, motto)
    assert (rule.x1, rule.x2) == pytest.approx((motto.x, motto_right), abs=0.5)


@pytest.mark.parametrize("name", _STATE_PAPERS)
def test_the_issuer_stands_bold_under_its_superior_with_a_short_rule(name: str) -> None:
    data = _pdf(name)
    above, below, sign, _ = _STATE_PAPERS[name]
    superior, issuer = line_with(data, above), line_with(data, below)
    assert (superior.face, issuer.face) == (_REGULAR, _BOLD)
    assert 12 <= superior.size == issuer.size <= 13
    assert superior.y == pytest.approx(line_with(data, _NATION).y, abs=0.1), "both columns begin on one line"
    rule, right = _below(data, issuer), _right(data, issuer)
    assert 1 / 3 <= rule.long / (right - issuer.x) <= 1 / 2
    assert (rule.x1 + rule.x2) / 2 == pytest.approx((issuer.x + right) / 2, abs=0.5)
    number = line_with(data, "Số:")
    assert (number.face, number.size) == (_REGULAR, 13)
    assert sign in number.text
    assert number.x + _right(data, number) == pytest.approx(issuer.x + right, abs=1), "centred under the issuer"


@pytest.mark.parametrize("name", _DATED)
def test_place_and_date_share_the_line_of_the_number(name: str) -> None:
    data = _pdf(name)
    date, number, motto = (line_with(data, text) for text in ("Hậu Giang, ngày", "Số:", _MOTTO))
    assert (date.face, number.y) == (_ITALIC, date.y)
    assert 13 <= date.size <= 14
    assert date.x + _right(data, date) == pytest.approx(motto.x + _right(data, motto), abs=1)


@pytest.mark.parametrize("name", _MINUTES)
def test_minutes_have_no_line_of_place_and_date(name: str) -> None:
    assert not [line for line in lines_of(_pdf(name)) if line.face == _ITALIC and "Hậu Giang, ngày" in line.text]


@pytest.mark.parametrize("name", _STATE_PAPERS)
def test_the_title_and_its_subject_are_bold_fourteen_with_a_short_rule(name: str) -> None:
    data = _pdf(name)
    lines = [line for line in lines_of(data) if line.size == 14 and line.page == 1]
    assert lines[0].text == _STATE_PAPERS[name][3]
    assert {line.face for line in lines} == {_BOLD}
    last = next(line for line, after in pairwise([*lines, lines[-1]]) if not 0 < line.y - after.y < 18)
    assert 1 / 3 <= _below(data, last).long / (_right(data, last) - last.x) <= 1 / 2
    middle = (30 + 195) / 2 * MM
    rule = _below(data, last)
    assert (rule.x1 + rule.x2) / 2 == pytest.approx(middle, abs=0.3)


@pytest.mark.parametrize("name", _STATE_PAPERS)
def test_running_text_has_its_size_indent_and_distances(name: str) -> None:
    data = _pdf(name)
    text = [line for line in lines_of(data) if line.face == _REGULAR and line.size == 13 and line.x < 30.5 * MM + 40]
    starts = [line for line in text if line.x == pytest.approx(40 * MM, abs=0.1)]
    assert len(starts) > 5, "first lines stand 1 cm in"
    assert {round(line.x / MM, 1) for line in text} <= {30.0, 40.0}
    gaps = [(above.y - line.y, above, line) for above, line in pairwise(text) if above.page == line.page]
    near = [gap for gap, _, _ in gaps if 0 < gap < 40]
    single = 13 * 1.149
    lines = [gap for gap in near if gap < single + 5]
    assert single <= min(lines)
    assert max(lines) <= single * 1.5, "single spacing to one and a half"
    assert all(gap >= 13 * 1.22 + 6 - 0.05 for gap in near if gap not in lines), "six points between paragraphs"
    for gap, above, line in gaps:
        if line.text.startswith("- ") or (line.x > 35 * MM > above.x):
            assert gap not in lines, line.text


@pytest.mark.parametrize("name", ["bien-ban-1", "quyet-dinh"])
def test_full_lines_are_justified(name: str) -> None:
    data = _pdf(name)
    rights = [max(word.x2 for word in line) / MM for page in words_of_pages(data) for line in _rows(_body(page, False))]
    assert sum(abs(right - 195) < 0.1 for right in rights) >= 10


def _rows(words: list[Word]) -> list[list[Word]]:
    rows: dict[float, list[Word]] = {}
    for word in words:
        rows.setdefault(round(word.y2, 1), []).append(word)
    return list(rows.values())


@pytest.mark.parametrize("name", ["bien-ban-1", "tong-hop-15", "giai-thuong", "hop-nhat"])
def test_pages_are_numbered_in_the_middle_of_the_upper_margin_from_the_second_on(name: str) -> None:
    data = _pdf(name)
    pages = reader(data).pages
    numbers = {line.page: line for line in lines_of(data) if line.size == 13 and line.text.strip().isdigit()}
    high = float(pages[0].mediabox.height)
    above = {page: line for page, line in numbers.items() if line.y > high - 20 * MM}
    assert sorted(above) == list(range(2, len(pages) + 1))
    for page, line in above.items():
        assert (line.text.strip(), line.face) == (str(page), _REGULAR)
        middle = (30 * MM + float(pages[0].mediabox.width) - 15 * MM) / 2
        assert line.x + 3.25 * len(line.text.strip()) == pytest.approx(middle, abs=0.5)


@pytest.mark.parametrize("name", _MINUTES)
def test_secretary_signs_left_and_chair_right_above_the_recipients(name: str) -> None:
    data = _pdf(name)
    secretary, chair = line_with(data, "THƯ KÝ"), line_with(data, "CHỦ TỌA")
    assert secretary.y == chair.y
    assert secretary.x < 105 * MM < chair.x, "THƯ KÝ left, CHỦ TỌA right (Mẫu 1.9)"
    signed = [line for line in lines_of(data) if line.page == chair.page and line.y < chair.y - 40]
    names = [line for line in signed if line.face == _BOLD and line.size >= 13]
    assert len(names) == 2
    for line in (secretary, chair, *names):
        assert line.face == _BOLD
        assert 13 <= line.size <= 14
    to = line_with(data, "Nơi nhận:")
    assert (to.face, to.size) == (_BOTH, 12)
    assert to.x == pytest.approx(30 * MM, abs=0.1)
    listed = line_with(data, "- Lưu: VT")
    assert (listed.face, listed.size) == (_REGULAR, 11)
    assert listed.x == pytest.approx(to.x)


@pytest.mark.parametrize("name", _DATED)
def test_the_signer_stands_right_and_the_recipients_level_with_the_title(name: str) -> None:
    data = _pdf(name)
    to = line_with(data, "Nơi nhận:")
    [title] = [line for line in lines_of(data) if line.page == to.page and abs(line.y - to.y) < 2 and line.x > 105 * MM]
    assert title.face == _BOLD
    assert 13 <= title.size <= 14
    assert (to.face, to.size, round(to.x / MM)) == (_BOTH, 12, 30)
    listed = [line for line in lines_of(data) if line.page == to.page and line.y < to.y and line.text.startswith("- ")]
    assert len(listed) >= 2
    assert {(line.face, line.size) for line in listed} == {(_REGULAR, 11)}
    assert "- Lưu: VT" in listed[-1].text


def test_the_proposal_names_whom_it_goes_to() -> None:
    to = line_with(_pdf("to-trinh"), "Kính gửi:")
    assert to.face == _REGULAR
    assert 13 <= to.size <= 14


def test_the_decision_has_its_bases_in_italics_and_its_articles_in_bold() -> None:
    lines = lines_of(_pdf("quyet-dinh"))
    bases = [line for line in lines if line.text.startswith(("Căn cứ", "Theo đề nghị"))]
    assert len(bases) >= 5
    assert {(line.face, line.size, round(line.x / MM, 1)) for line in bases} == {(_ITALIC, 13, 40.0)}
    decides = [line for line in lines if line.text in ("TRƯỞNG BAN TỔ CHỨC CUỘC THI", "QUYẾT ĐỊNH:")]
    assert [(line.face, line.size) for line in decides] == [(_BOLD, 14), (_BOLD, 14)]
    articles = [line for line in lines if line.text.startswith("Điều ") and line.face == _BOLD]
    assert [line.text.strip() for line in articles] == ["Điều 1.", "Điều 2.", "Điều 3."]
    assert {(line.size, round(line.x / MM, 1)) for line in articles} == {(13, 40.0)}


@pytest.mark.parametrize("name", award_annexes())
def test_an_annex_has_its_own_head_and_pages_of_its_own(name: str) -> None:
    data = _pdf(name)
    lines = [line for line in lines_of(data) if line.page == 1 and line.size >= 13]
    annex, *title = [line for line in lines if line.size == 14]
    assert annex.text.startswith("Phụ lục")
    assert {line.face for line in (annex, *title)} == {_BOLD}
    assert title[0].text == title[0].text.upper()
    added = line_with(data, "(Kèm theo")
    assert added.face == _ITALIC
    assert 13 <= added.size <= 14
    assert annex.y > title[0].y > added.y
    middle = (30 * MM + float(reader(data).pages[0].mediabox.width) - 15 * MM) / 2
    for line in (annex, title[0], added):
        assert (line.x + _right(data, line)) / 2 == pytest.approx(middle, abs=1)
    assert not any(line.text.strip() == "1" and line.size >= 13 for line in lines), "no number on its first page"


@pytest.mark.parametrize(
    ("name", "last"), [("bien-ban-1", "năm 2024./."), ("quyet-dinh", "này./."), ("to-trinh", "./.")]
)
def test_the_text_ends_with_its_mark(name: str, last: str) -> None:
    assert last in " ".join(line.text for line in lines_of(_pdf(name)))

"""Nghị định 30/2020/NĐ-CP, Phụ lục I, measured on the paper: sheet, margins, sizes, faces, rules, distances."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Final

import pytest

from judge_desk.documents.pdf import render_pdf
from tests.documents.measuring import MM, Line, Rule, Word, line_with, lines_of, rules_of, words_of_pages
from tests.documents.reading import reader
from tests.documents.samples import papers

_REGULAR, _BOLD, _ITALIC, _BOTH = (f"LiberationSerif{face}" for face in ("", "-Bold", "-Italic", "-BoldItalic"))
_NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
_STATE_PAPERS: Final = ("bien-ban-1", "bien-ban-2")
"""Papers of a kind that the decree lists."""
_HIGH: Final = {True: 210 * MM, False: 297 * MM}


@cache
def _pdf(name: str) -> bytes:
    return render_pdf(papers()[name])


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


@pytest.mark.parametrize("name", papers())
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
    superior, issuer = line_with(data, "BAN TỔ CHỨC CUỘC THI"), line_with(data, "BAN GIÁM KHẢO")
    assert (superior.face, issuer.face) == (_REGULAR, _BOLD)
    assert 12 <= superior.size == issuer.size <= 13
    assert superior.y == pytest.approx(line_with(data, _NATION).y, abs=0.1), "both columns begin on one line"
    rule, right = _below(data, issuer), _right(data, issuer)
    assert 1 / 3 <= rule.long / (right - issuer.x) <= 1 / 2
    assert (rule.x1 + rule.x2) / 2 == pytest.approx((issuer.x + right) / 2, abs=0.5)
    number = line_with(data, "Số:")
    assert (number.face, number.size) == (_REGULAR, 13)
    assert "/BB-BGK" in number.text


@pytest.mark.parametrize("name", _STATE_PAPERS)
def test_the_title_and_its_subject_are_bold_fourteen_with_a_short_rule(name: str) -> None:
    data = _pdf(name)
    lines = [line for line in lines_of(data) if line.size == 14 and line.page == 1]
    assert lines[0].text == "BIÊN BẢN"
    assert {line.face for line in lines} == {_BOLD}
    last = lines[-1]
    assert 1 / 3 <= _below(data, last).long / (_right(data, last) - last.x) <= 1 / 2
    middle = (30 + 195) / 2 * MM
    rule = _below(data, last)
    assert (rule.x1 + rule.x2) / 2 == pytest.approx(middle, abs=0.3)


@pytest.mark.parametrize("name", _STATE_PAPERS)
def test_running_text_has_its_size_indent_and_distances(name: str) -> None:
    data = _pdf(name)
    text = [line for line in lines_of(data) if line.face == _REGULAR and line.size == 13 and line.x < 30.5 * MM + 40]
    starts = [line for line in text if line.x == pytest.approx(40 * MM, abs=0.1)]
    assert len(starts) > 8, "first lines stand 1 cm in"
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


@pytest.mark.parametrize("name", _STATE_PAPERS)
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


@pytest.mark.parametrize("name", _STATE_PAPERS)
def test_signers_and_recipients(name: str) -> None:
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


def test_minutes_end_with_their_mark() -> None:
    text = " ".join(line.text for line in lines_of(_pdf("bien-ban-1")))
    assert "năm 2024./." in text

"""Seen from across the room: sample, rehearsal, draft, replaced, on a page as small as a thumb; and stamped copies."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from PIL import Image

from judge_desk.documents.blocks import Document
from judge_desk.documents.content import PaperHead
from judge_desk.documents.minutes import minutes
from judge_desk.documents.pdf import render_pdf
from judge_desk.documents.score_sheet import score_sheet
from judge_desk.documents.stamping import stamp_replaced
from judge_desk.documents.stamps import NotStamped
from judge_desk.documents.summary_table import summary_table
from tests.documents import samples
from tests.documents.reading import pages_of, picture_of, reader, text_of, words_of
from tests.documents.samples import HEAD, digits

_SENTENCE = "ĐÃ THAY THẾ bằng bản có mã 12345 67890"
_PLAIN = replace(HEAD, sample=False)
_STATES = {
    "sample": (replace(_PLAIN, sample=True), ("Mẫu minh họa, không phải Thể lệ",)),
    "rehearsal": (replace(_PLAIN, rehearsal=True), ("BẢN CHẠY THỬ, không có giá trị",)),
    "draft": (replace(_PLAIN, open_points=("Bằng điểm tại vạch",)), ("DỰ THẢO, còn việc chưa quyết định",)),
    "replaced": (replace(_PLAIN, superseded=digits("new")), ("ĐÃ THAY THẾ bằng bản có mã ",)),
    "all": (
        replace(HEAD, rehearsal=True, open_points=("Bằng điểm tại vạch",), superseded=digits("new")),
        ("BẢN CHẠY THỬ", "Mẫu minh họa, không phải Thể lệ", "DỰ THẢO", "ĐÃ THAY THẾ bằng bản có mã "),
    ),
}


@cache
def _summary(state: str) -> bytes:
    head = _STATES[state][0] if state else _PLAIN
    return render_pdf(summary_table(replace(samples.summary(6), head=head)))


def _dark(part: Image.Image) -> float:
    return sum((255 - shade) * number for shade, number in enumerate(part.histogram())) / (part.width * part.height)


def _ink(data: bytes, page: int = 1) -> tuple[float, float]:
    """Give how dark a page of 200 points' width is, and its uppermost twentieth alone, in parts of 255."""
    picture = picture_of(data, page, 72).convert("L")
    small = picture.resize((200, 200 * picture.height // picture.width))
    return _dark(small), _dark(small.crop((0, 0, 200, small.height // 16)))


@pytest.mark.parametrize("state", _STATES)
def test_every_state_is_seen_on_a_small_picture_of_every_page_and_said_in_words(state: str) -> None:
    data = _summary(state)
    page, top = _ink(data)
    plain_page, plain_top = _ink(_summary(""))
    assert page - plain_page > 6, "large pale words across the page"
    assert top - plain_top > 40, "a dark band at its head"
    for words in pages_of(data):
        assert all(sentence in words for sentence in _STATES[state][1])


def test_several_states_take_a_line_each_and_stay_on_the_page() -> None:
    for head in (_STATES["all"][0], replace(_STATES["all"][0], sample=False)):
        for document in (summary_table(replace(samples.summary(2), head=head)), _minutes(head)):
            page = picture_of(render_pdf(document), dpi=40).convert("L")
            wide, high = page.size
            assert _dark(page.crop((0, 0, 6, high))) < 1
            assert _dark(page.crop((wide - 6, 0, wide, high))) < 1


def _minutes(head: PaperHead) -> Document:
    return minutes(replace(samples.jury_minutes(), head=head))


def test_a_sheet_that_is_looked_at_before_sealing_keeps_the_other_states() -> None:
    sheet = replace(samples.sheet(3), head=replace(HEAD, rehearsal=True), preview=True)
    document = score_sheet(sheet)
    assert document.watermark.split("\n") == ["BẢN XEM TRƯỚC", "BẢN CHẠY THỬ", "MẪU MINH HỌA"]
    assert "Bản xem trước, chưa niêm phong. BẢN CHẠY THỬ, không có giá trị. Mẫu" in words_of(render_pdf(document))


def test_a_very_long_sentence_takes_more_lines_of_the_band() -> None:
    long = " ".join(["Đã được thay bằng bản khác theo quyết định của Trưởng Ban Tổ chức"] * 3)
    data = render_pdf(replace(_minutes(_PLAIN), superseded=long, banner="Mẫu minh họa"))
    assert long in words_of(data)
    assert "Mẫu minh họa" in words_of(data)


def test_a_stamped_copy_says_on_every_page_that_it_was_replaced_and_keeps_its_text() -> None:
    paper = render_pdf(samples.papers()["bien-ban-1"])
    copy = stamp_replaced(paper, _SENTENCE)
    assert copy == stamp_replaced(paper, _SENTENCE)
    assert copy != stamp_replaced(paper, "ĐÃ THAY THẾ bằng bản khác")
    pages = reader(copy).pages
    assert len(pages) == len(reader(paper).pages)
    assert text_of(copy).count(_SENTENCE) == len(pages)
    assert sorted(words_of(copy).replace(_SENTENCE, "").split()) == sorted(words_of(paper).split())
    assert _outline(copy) == _outline(paper)
    for number in (1, len(pages)):
        assert _ink(copy, number)[0] - _ink(paper, number)[0] > 6


def _outline(data: bytes) -> list[str]:
    return [str(each["/Title"]) for each in reader(data).outline if isinstance(each, dict)]


def test_wide_papers_are_stamped_across_their_own_size() -> None:
    wide = stamp_replaced(_summary(""), _SENTENCE)
    page = picture_of(wide, dpi=72).convert("L")
    band = page.crop((28, 2, 44, page.height - 2))
    assert sum(band.histogram()[:60]) > 0.6 * band.width * band.height
    assert page.width > page.height


@pytest.mark.parametrize("data", [b"", b"no paper", b"%PDF-1.7\n%%EOF\n"])
def test_what_is_no_pdf_is_not_stamped(data: bytes) -> None:
    with pytest.raises(NotStamped):
        stamp_replaced(data, _SENTENCE)

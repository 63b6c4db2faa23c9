"""Breaking lines: nothing is lost, nothing is wider than its room."""

from __future__ import annotations

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from judge_desk.documents.pdf_text import Face, Pen, clean, load_fonts, width, wrap

load_fonts()
_LETTERS = st.text("ẬabMiđ. -", max_size=200)


@given(_LETTERS, st.integers(20, 300), st.integers(0, 60))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text: str, room: int, first: int) -> None:
    lines = wrap(text, Face.BOLD, 12.0, float(room), float(min(first, room - 15)))
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line, Face.BOLD, 12.0) <= room + 0.01 for line in lines)
    assert width(lines[0], Face.BOLD, 12.0) <= room - min(first, room - 15) + 0.01


@given(st.text(max_size=80))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_hard_breaks_and_unbreakable_blanks_are_kept() -> None:
    assert wrap("một\nhai\n\nba", Face.REGULAR, 12.0, 500.0) == ("một", "hai", "", "ba")
    assert wrap("12\u00a034 56", Face.REGULAR, 12.0, 32.0) == ("12\u00a034", "56")


def test_a_word_goes_to_the_next_line_before_it_is_cut() -> None:
    assert wrap("Nghiêng", Face.REGULAR, 12.0, 60.0, 40.0) == ("", "Nghiêng")


def test_cleaning_drops_what_is_invisible_by_design_and_shows_what_hides() -> None:
    assert clean("a\u00adb\tc\r\nd\u2028e") == "ab c\nd\ne"
    assert clean("\ufeffx\u2066y\x07z") == "□x□y z"
    assert clean("1\u20112") == "1-2"


def test_a_line_is_written_as_the_library_would_write_it() -> None:
    lines = ["82,30", "", "a (b) \\ c", "Phạm Thị Ngọc ẪẨẬẶẴẲỲỴỶỸ", "82,30", "x\u00a0y", "ớ", "12"]
    lines += [clean("".join(map(chr, range(start, start + 40)))) for start in range(0x20, 0x1F00, 40)] + ["7"]
    ours, theirs = Pen(Canvas(BytesIO())), PDFTextObject(Canvas(BytesIO()))
    for pen in (ours, theirs):
        pen.setFont(Face.REGULAR.value, 12)
    for line in lines:
        ours.put(1, 2, line)
        theirs.setTextTransform(1, 0, 0, 1, 1, 2)
        theirs.textOut(line)
    assert str(ours.getCode()).replace("1.00 2.00", "1 2") == str(theirs.getCode())

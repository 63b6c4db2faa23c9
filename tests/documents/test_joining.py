"""What a line must not part stays together, and what came apart in two letters goes out as one, in every format."""

from __future__ import annotations

import io
import unicodedata
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge_desk.documents.blocks import (
    Column,
    Document,
    Fields,
    Paragraph,
    Signatures,
    Signer,
    StateHead,
    Table,
    Title,
)
from judge_desk.documents.formats import WRITERS, Format
from judge_desk.documents.joining import joined
from judge_desk.documents.pdf_text import Face, load_fonts, wrap
from judge_desk.documents.xlsx_table import table_workbook
from judge_desk.wording.figures import date_long, moment, money, place
from tests.documents.reading import text_of

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
WORDS = st.lists(st.text(st.sampled_from(LETTERS + LETTERS.upper()), min_size=1, max_size=7), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Điều 1 và khoản 2 Điều 5, Phụ lục II", "Điều~1 và khoản~2 Điều~5, Phụ lục~II"),
        (date_long("2024-03-05"), "ngày~05 tháng~3 năm~2024"),
        (moment("2024-03-05T08:05"), "08~giờ 05~phút, ngày~05 tháng~3 năm~2024"),
        (f"gồm {money(31_000_000)} (01 giải Nhất)", "gồm 31.000.000~đồng (01~giải~Nhất)"),
        (f"bài 017-4, {place(2, shared=True)}", "bài~017-4, đồng hạng~2"),
        ("Trần A – Sở B", "Trần A~– Sở B"),
        ("năm học này, điểm chấm, 2024", "năm học này, điểm chấm, 2024"),
    ],
)
def test_numbers_stay_with_what_they_count(text: str, shown: str) -> None:
    assert joined(text).replace("\u00a0", "~") == shown
    assert joined(joined(text)) == joined(text)


def test_no_line_of_any_width_parts_a_date_or_an_amount() -> None:
    load_fonts()
    text = joined(f"Hậu Giang, {date_long('2024-03-05')}, tiền thưởng {money(31_000_000)}, theo Điều 12 Quy chế")
    for room in range(110, 500, 7):
        lines = [line.replace("\u00a0", " ") for line in wrap(text, Face.REGULAR, 13.0, room)]
        whole = "\n".join(lines)
        for kept in ("ngày 05", "tháng 3", "năm 2024", "31.000.000 đồng", "Điều 12"):
            assert kept in whole, (room, lines)


def _everywhere(words: str) -> Document:
    """Make a paper that says the words in every place where it has words."""
    blocks = (
        StateHead(words, words, words, words),
        Title(words, (words,), words),
        Paragraph(words, lead=words),
        Fields(((words, words),)),
        Table((Column(words, share=1),), ((words,),)),
        Signatures((Signer(words, words, words),), recipients=(words,)),
    )
    return Document(words, words, blocks, footer=words, banner=words)


@settings(max_examples=8, deadline=None)
@given(WORDS)
def test_letters_that_came_apart_go_out_as_one(words: list[str]) -> None:
    whole = " ".join(words)
    apart = _everywhere(unicodedata.normalize("NFD", whole))
    data = WRITERS[Format.PDF](apart)
    assert data == WRITERS[Format.PDF](_everywhere(whole))
    assert unicodedata.is_normalized("NFC", text_of(data))
    for packed in (WRITERS[Format.DOCX](apart), table_workbook(apart)):
        with zipfile.ZipFile(io.BytesIO(packed)) as parts:
            for name in parts.namelist():
                if name.endswith(".xml"):
                    assert unicodedata.is_normalized("NFC", parts.read(name).decode("utf-8")), name

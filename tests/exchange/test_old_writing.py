"""Vietnamese of before Unicode: every letter comes back, it is found where it is and nowhere else."""

from __future__ import annotations

import pytest

from judge_desk.exchange.submissions.old_text import (
    OldText,
    Piece,
    converted,
    find_old_text,
    has_unicode,
    writing_by_letters,
)
from judge_desk.exchange.submissions.old_writing import Writing, is_capital_font, read_old, writing_of_font
from judge_desk.exchange.submissions.syllables import is_syllable
from tests.exchange.old_vectors import PROSE, SENTENCES, TCVN3_BY_ICONV, written_old

SMALL = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"


def test_the_table_of_tcvn3_is_that_of_iconv_for_every_letter_its_fonts_draw() -> None:
    ours = {code: read_old(chr(code), Writing.TCVN3) for code in range(0xA1, 0xFF)}
    theirs = {code: TCVN3_BY_ICONV[code - 0xA1] for code in ours}
    differing = {theirs[code] for code, letter in ours.items() if letter != theirs[code]}
    assert differing == set("ẰẲẴẮẦẨẪẤỀỂỄẾỒỔỖ") | set("\u0300\u0309\u0303\u0301\u0323")  # its fonts leave these empty
    assert set(SMALL) | set("ĂÂÊÔƠƯĐ") == {letter for code, letter in ours.items() if letter != chr(code)} | {"ý"}


@pytest.mark.parametrize("writing", Writing)
def test_every_letter_survives_being_written_and_read(writing: Writing) -> None:
    assert read_old(written_old(SMALL, writing), writing) == SMALL
    assert read_old(written_old(PROSE, writing), writing) == PROSE


def test_capitals_of_vni_come_back() -> None:
    assert read_old(written_old(SMALL.upper(), Writing.VNI), Writing.VNI) == SMALL.upper()


@pytest.mark.parametrize(("writing", "written", "meant"), SENTENCES)
def test_sentences_that_others_wrote_are_read_and_recognised(writing: Writing, written: str, meant: str) -> None:
    assert read_old(written, writing) == meant
    assert writing_by_letters(written) is writing
    assert writing_by_letters(meant) is None


@pytest.mark.parametrize("writing", Writing)
def test_prose_is_recognised_by_its_letters_alone(writing: Writing) -> None:
    assert writing_by_letters(written_old(PROSE, writing)) is writing


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "Le café où j'ai déjeuné était fermé, à côté de l'école; très mauvais été à Besançon, où l'élève a réussi",
        "Größere Übung für schöne Mädchen, fünf Äpfel, weiß, müde, hören, Straße, Köln, über, später, natürlich",
        "Plain English of the office, with a naïve café and nothing else.",
        "5 × 3 · 2 = 30 ± 1 ° § ¶ ® © « » ¼ ½ ¾ µ ² ³ ¹ 20 °C ± 2 × 4 ÷ 5",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert find_old_text([Piece(text)]) is None


def test_fonts_are_known_by_name() -> None:
    names = {".VnTime": "TCVN3", "ABCDEF+.VnTimeH": "TCVN3", "VNI-Times": "VNI", "VPS Times": "VPS", "Verdana": None}
    assert {name: writing_of_font(name) for name in names} == names
    assert is_capital_font(".VnTimeH")
    assert not is_capital_font(".VnTime")


def test_a_paragraph_is_read_piece_by_piece() -> None:
    old = OldText(Writing.TCVN3, by_fonts=True)
    pieces = [
        Piece("Cëng hßa", ".VnTimeH"),
        Piece(" viÖt nam ", ".VnTime"),
        Piece("đã là Unicode, à", ".VnTime"),
        Piece(" à é"),
    ]
    assert converted(pieces, old) == ["CỞNG HÒA", " việt nam ", "đã là Unicode, à", " à é"]
    split = [Piece("Tie", "VNI-Times"), Piece("áng Vie", "VNI-Times"), Piece("ät", "VNI-Times")]
    assert "".join(converted(split, OldText(Writing.VNI, by_fonts=True))) == "Tiếng Việt"
    assert has_unicode("ế")
    assert not has_unicode("“ñöôïc”")


def test_syllables_are_told_from_accidents() -> None:
    good = ["nghiêng", "quýt", "giữa", "yêu", "khuyến", "đường", "oan", "học", "thước", "UBND", "Ơi", "khuỷu", "gì"]
    bad = ["tieáng", "viÖt", "hocs", "học̣̣", "hòc", "ñöôïc", "café", "größe", "été"]
    assert [word for word in good if not is_syllable(word)] == ["UBND"]
    assert [word for word in bad if is_syllable(word)] == []

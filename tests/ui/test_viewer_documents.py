"""The viewer's readers: what they show of good files, and that hostile ones reach nothing outside."""

from __future__ import annotations

import socket
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage

from judge_desk.desks.rehearsing import Played
from judge_desk.ui.viewer.desk import Cannot, Opener
from judge_desk.ui.viewer.docx_pages import clean_html, open_docx
from judge_desk.ui.viewer.folding import find, fold
from judge_desk.ui.viewer.pages import Document
from judge_desk.ui.viewer.pdf_pages import open_pdf
from judge_desk.ui.viewer.picture_pages import open_pictures
from judge_desk.ui.viewer.post import Post
from judge_desk.ui.viewer.sheets import SHEET, SafeText
from judge_desk.ui.viewer.text_pages import MOST_BYTES, decoded, open_text
from tests.ui import hostile_files

pytestmark = pytest.mark.usefixtures("qapp")
NO_POST: Post = None  # type: ignore[assignment]  # documents send nothing by themselves


def _opened(opener: Opener, *paths: Path) -> Document:
    shown = opener(paths, {}, NO_POST)
    assert isinstance(shown, Document)
    return shown


def _docx(path: Path) -> Document:
    return _opened(open_docx, path)


def _page(document: Document, number: int = 0, width: int = SHEET[0]) -> QImage:
    _, image = document.act("page", {"page": number, "width": width, "top": 0, "height": 4000})
    assert image is not None
    assert image.width() == width
    return image


def _text(document: Document, number: int = 0) -> str:
    return str(document.act("text", {"page": number})[0]["text"])


def _found(document: Document, words: str) -> list[list[object]]:
    return list(document.act("find", {"text": words, "first": 0, "last": 10_000})[0]["hits"])


def _dark(image: QImage, left: float, top: float, width: float, height: float) -> int:
    """Count dark pixels in a part of a picture given in fractions."""
    across = range(round(left * image.width()), round((left + width) * image.width()))
    down = range(round(top * image.height()), round((top + height) * image.height()))
    return sum(image.pixelColor(x, y).lightness() < 128 for x in across for y in down)


@contextmanager
def _listener() -> Iterator[tuple[str, list[object]]]:
    """Give an address of this machine on which somebody listens, and who called."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        calls: list[object] = []
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x.png", calls
        with suppress(TimeoutError):
            calls.append(server.accept())


# -- Word files -----------------------------------------------------------------------------------------------------


def test_a_word_file_of_an_entry_is_shown_and_its_words_are_found_where_they_stand(played: Played) -> None:
    path = sorted(played.folder.parent.glob("usb-1-*/*/files/*.docx"))[0]
    document = _docx(path)
    assert document.opening()["pages"][0] == SHEET
    assert document.opening()["notes"] == {}
    hits = _found(document, "SU CAN thiet")
    assert hits
    page, rects = hits[0]
    assert isinstance(page, int)
    assert isinstance(rects, list)
    assert _dark(_page(document, page, 2 * SHEET[0]), *rects[0]) > 50
    assert "Sự cần thiết" in _text(document, page)


def test_titles_stay_in_the_middle_and_tables_have_lines(tmp_path: Path) -> None:
    cell = f"<w:tc>{hostile_files.paragraph('ô')}</w:tc>"
    table = f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"
    body = hostile_files.paragraph("GIỮA", "center") + hostile_files.paragraph("TRÁI") + table
    document = _docx(hostile_files.docx(tmp_path / "a.docx", body))
    lefts = [_found(document, word)[0][1][0][0] for word in ("giua", "trai")]  # type: ignore[index]  # parsed JSON
    assert lefts[0] > 0.4
    assert lefts[1] < 0.2
    image = _page(document)
    lines = [y for y in range(image.height()) if _dark_run(image, y) > 400]
    assert len(lines) == 2


def _dark_run(image: QImage, y: int) -> int:
    return sum(image.pixelColor(x, y).lightness() < 128 for x in range(image.width()))


def test_words_written_in_two_codings_are_shown_and_found_alike(tmp_path: Path) -> None:
    words = "Đề xuất của Nguyễn Thị Ướt"
    both = "".join(hostile_files.paragraph(unicodedata.normalize(form, words)) for form in ("NFC", "NFD"))
    document = _docx(hostile_files.docx(tmp_path / "a.docx", both))
    assert _text(document) == f"{words}\n{words}\n"
    assert len(_found(document, "nguyễn thị ƯỚT")) == 2
    assert len(_found(document, unicodedata.normalize("NFD", "nguyễn"))) == 2


def test_a_word_file_reaches_nothing_outside_itself(tmp_path: Path) -> None:
    canary = hostile_files.png(tmp_path / "canary.png", 300, 300)
    with _listener() as (address, calls):
        pictures = (address, canary.as_uri(), str(canary), f"//127.0.0.1/share/{canary.name}")
        path = hostile_files.docx(tmp_path / "a.docx", hostile_files.paragraph("chữ"), pictures=pictures)
        document = _docx(path)
        image = _page(document)
    assert calls == []
    assert document.opening()["notes"] == {"pictures_left_out": len(pictures)}
    assert not any(image.pixelColor(x, 200) == QColor("red") for x in range(image.width()))
    assert _text(document).strip() == "chữ"


def test_a_text_document_loads_nothing_even_of_html_that_was_not_cleaned(tmp_path: Path) -> None:
    canary = hostile_files.png(tmp_path / "canary.png", 300, 300)
    with _listener() as (address, calls):
        for source in (address, canary.as_uri(), str(canary), "qrc:/x.png", "data:image/svg+xml;base64,PHN2Zy8+"):
            document = SafeText()
            document.setHtml(f'<p>x<img src="{source}"><style>p {{ background: url({source}) }}</style></p>')
            document.setPageSize(document.size())
            assert document.left_out == {source}
            assert document.size().height() < 100
    assert calls == []


def test_cleaned_html_keeps_words_and_pictures_of_its_own_and_nothing_that_acts() -> None:
    inside = '<img src="data:image/png;base64,AAAA">'
    dirty = (
        f'<p align="center" style="x" onclick="x">a<a href="http://x">b</a></p><script>x</script>{inside}'
        '<img src="file:///etc/passwd"><img src="data:image/svg+xml;base64,AA"><iframe src="x"></iframe>'
        '<img src="data:image/png;base64x"><td colspan="9999999">c</td>'
    )
    cleaned = clean_html(dirty)
    assert '<p align="center">ab</p>' in cleaned
    assert inside in cleaned
    for bad in ("script", "onclick", "style", "href", "file:", "svg", "iframe", "9999999", "base64x"):
        assert bad not in cleaned


def test_pictures_in_a_word_file_fit_the_sheet(played: Played) -> None:
    for path in sorted(played.folder.parent.glob("usb-1-*/*/files/*.docx"))[:4]:
        document = _docx(path)
        for number in range(len(document.opening()["pages"])):
            image = _page(document, number)
            margin = [image.pixelColor(x, y) for x in (image.width() - 10, 10) for y in range(0, image.height(), 7)]
            assert all(colour == QColor("white") for colour in margin)


@pytest.mark.parametrize("cut", [20, 500, 3000])
def test_a_word_file_that_is_cut_short_raises_and_does_not_hang(played: Played, tmp_path: Path, cut: int) -> None:
    path = sorted(played.folder.parent.glob("usb-1-*/*/files/*.docx"))[0]
    broken = tmp_path / "cut.docx"
    broken.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(Exception):  # noqa: B017, PT011 - a reader may raise anything; the desk makes one code of it
        _docx(broken)


# -- PDF ------------------------------------------------------------------------------------------------------------


def test_a_pdf_is_drawn_in_bands_that_fit_together(tmp_path: Path) -> None:
    document = _opened(open_pdf, hostile_files.pdf(tmp_path / "a.pdf", ("Hello", "World again")))
    assert document.opening()["pages"] == ((793, 1123), (793, 1123))
    whole = _page(document)
    bands = [
        document.act("page", {"page": 0, "width": 794, "top": top, "height": 300})[1] for top in range(0, 1124, 300)
    ]
    put_together = b"".join(bytes(band.constBits()) for band in bands if band is not None)
    # The edges of letters may differ by a shade where a band is drawn by itself.
    assert all(abs(one - other) < 32 for one, other in zip(put_together, bytes(whole.constBits()), strict=True))
    [[page, rects]] = _found(document, "WORLD")
    assert page == 1
    assert _dark(_page(document, 1), *rects[0]) > 20  # type: ignore[index]  # parsed JSON


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"%PDF-1.4\n" + bytes(range(256)) * 40])
def test_a_pdf_of_nonsense_is_damaged(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(Cannot, match="damaged"):
        open_pdf((path,), {}, NO_POST)


# -- pictures -------------------------------------------------------------------------------------------------------


def test_a_photo_taken_on_its_side_is_turned(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    picture = Image.new("RGB", (400, 200), "white")
    picture.paste("blue", (0, 0, 100, 200))
    exif = Image.Exif()
    exif[0x0112] = 6
    picture.save(path, exif=exif)
    document = _opened(open_pictures, path)
    assert document.opening()["pages"] == ((200, 400),)
    image = _page(document, 0, 200)
    assert image.pixelColor(100, 20).blue() > 200 > image.pixelColor(100, 20).red() + 100
    assert image.pixelColor(100, 300).red() > 200


@pytest.mark.qt_log_ignore("Rejecting image as it exceeds", extend=True)
def test_a_picture_that_needs_gigabytes_is_refused_and_the_others_are_shown(tmp_path: Path) -> None:
    huge = hostile_files.png(tmp_path / "huge.png", 20_000, 20_000)
    small = hostile_files.png(tmp_path / "small.png", 40, 40)
    text = tmp_path / "no.png"
    text.write_text("no picture")
    document = _opened(open_pictures, huge, small, text)
    assert document.opening()["pages"][2] == (0, 0)
    with pytest.raises(Cannot, match="too_large"):
        _page(document, 0, 400)
    assert _page(document, 1, 40).pixelColor(20, 20) == QColor("red")
    with pytest.raises(Cannot, match="damaged"):
        document.act("page", {"page": 2, "width": 40, "top": 0, "height": 40})


def test_a_picture_larger_than_a_message_is_refused(tmp_path: Path) -> None:
    document = _opened(open_pictures, hostile_files.png(tmp_path / "a.png", 40, 40))
    with pytest.raises(Cannot, match="too_large"):
        document.act("page", {"page": 0, "width": 9000, "top": 0, "height": 10})


# -- text -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "text", "guessed"),
    [
        ("Tiếng Việt".encode(), "Tiếng Việt", False),
        ("Tiếng Việt".encode("utf-8-sig"), "Tiếng Việt", False),
        ("Tiếng Việt".encode("utf-16"), "Tiếng Việt", False),
        (b"Ti\xea\xecng Vi\xea\xf2t", "Ti\xea\u0301ng Vi\xea\u0323t", True),
    ],
)
def test_text_is_read_in_its_writing(data: bytes, text: str, guessed: bool) -> None:
    assert decoded(data) == (text, guessed)


def test_of_a_very_long_text_the_beginning_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Điểm\n" * (MOST_BYTES // 4), encoding="utf-8")
    document = _opened(open_text, path)
    assert document.opening()["notes"] == {"only_beginning": 1}
    assert _text(document).startswith("Điểm\n")


def test_markup_in_a_text_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("<b>x</b><img src='file:///x'>")
    assert _text(_opened(open_text, path)) == "<b>x</b><img src='file:///x'>\n"


# -- finding --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "text", "at"),
    [
        ("dieu", "Điều", [(0, 4)]),
        ("cai cach", "cải\r\ncách", [(0, 9)]),
        ("ab", "😀ab", [(2, 2)]),
        ("viet", unicodedata.normalize("NFD", "Việt nam"), [(0, 6)]),
        ("", "abc", []),
        ("  ", "a  b", []),
    ],
)
def test_words_are_found_without_accents_and_at_the_places_of_qt(
    words: str, text: str, at: list[tuple[int, int]]
) -> None:
    assert list(find(words, *fold(text))) == at

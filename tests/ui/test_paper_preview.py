"""Papers of ours on the screen and on a printer: pages, keys, zoom; what is printed is what the PDF shows."""

from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter
from PySide6.QtCore import QEventLoop, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPageRanges
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from judge_desk.documents.pdf import render_pdf
from judge_desk.documents.score_sheet import score_sheet
from judge_desk.ui.jobs import Job
from judge_desk.ui.paper_preview import Paper, PdfPreview
from judge_desk.ui.printing import PrintRun, fitted, goes_to_file
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.paper_reader import PaperReader
from tests.documents import samples


@pytest.fixture(scope="module")
def wide() -> bytes:
    """Give a sheet of several pages, lying."""
    return render_pdf(score_sheet(samples.sheet(60, titled=True)))


@pytest.fixture
def preview(qtbot: QtBot, shell: Shell, wide: bytes) -> PdfPreview:
    """Give a pane with the sheet, shown."""
    made = PdfPreview(shell.look)
    qtbot.addWidget(made)
    made.resize(400, 260)
    made.show()
    qtbot.waitExposed(made)
    made.show_paper(Paper(wide))
    made.setFocus()
    return made


def ink(image: QImage) -> list[list[int]]:
    """Give how dark an image is in a grid of small fields."""
    small = image.scaled(
        QSize(40, 28), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    return [[255 - QColor(small.pixel(x, y)).lightness() for x in range(40)] for y in range(28)]


def test_page_up_and_down_home_and_end_turn_pages(preview: PdfPreview) -> None:
    turned: list[tuple[int, int]] = []
    preview.turned.connect(lambda page, pages: turned.append((page, pages)))
    assert preview.pages >= 3
    for key, page in (
        (Qt.Key.Key_PageDown, 1), (Qt.Key.Key_PageDown, 2), (Qt.Key.Key_PageUp, 1),
        (Qt.Key.Key_End, preview.pages - 1), (Qt.Key.Key_Home, 0),
    ):  # fmt: skip
        QTest.keyClick(preview, key)
        assert preview.page == page
    assert turned[-1] == (0, preview.pages)


def test_a_click_and_enter_ask_for_a_larger_view(preview: PdfPreview) -> None:
    asked: list[int] = []
    preview.enlarged.connect(lambda: asked.append(1))
    QTest.mouseClick(preview.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    QTest.keyClick(preview, Qt.Key.Key_Return)
    assert len(asked) == 2


def test_zoom_keeps_the_page_and_lets_it_be_scrolled_sideways(preview: PdfPreview) -> None:
    QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.horizontalScrollBar().maximum() == 0
    for _ in range(3):
        QTest.keyClick(preview, Qt.Key.Key_Plus)
    assert preview.page == 1
    assert preview.horizontalScrollBar().maximum() > 0
    for _ in range(9):
        QTest.keyClick(preview, Qt.Key.Key_Minus)
    assert preview.horizontalScrollBar().maximum() == 0


def test_paper_stays_white_with_dark_colours_and_is_read_aloud(preview: PdfPreview, shell: Shell) -> None:
    shell.look.choose("dark")
    picture = preview.viewport().grab().toImage()
    assert QColor(picture.pixel(30, 30)) == QColor("white")
    assert QColor(picture.pixel(2, picture.height() // 2)) != QColor("white")
    assert "PHIẾU CHẤM ĐIỂM" in preview.accessibleDescription()


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Paper(b"%PDF-1.7 no")


def printed(data: bytes, file: Path, first: int = 0, last: int = 0) -> tuple[int, Paper]:
    """Print into a file; gives the count and what came out."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setFromTo(first, last)
    assert goes_to_file(printer)
    return sent(Paper(data), printer), Paper(file.read_bytes())


def sent(paper: Paper, printer: QPrinter) -> int:
    """Print a paper to the end; gives how many pages the printer took."""
    run, loop = PrintRun(printer, [("", lambda: paper)], Job()), QEventLoop()
    counts: list[int] = []
    run.ended.connect(lambda _, pages, *__: counts.append(pages))
    run.ended.connect(loop.quit)
    run.start()
    loop.exec()
    return counts[0]


@pytest.mark.usefixtures("shell")
def test_every_page_is_printed_as_it_looks(wide: bytes, tmp_path: Path) -> None:
    paper = Paper(wide)
    count, out = printed(wide, tmp_path / "ra.pdf")
    assert count == out.pages == paper.pages
    for page in range(paper.pages):
        assert out.upright(page) == paper.upright(page)
        due, got = ink(paper.picture(page, 800)), ink(out.picture(page, 800))
        worst = max(abs(a - b) for one, other in zip(due, got, strict=True) for a, b in zip(one, other, strict=True))
        assert worst < 40


@pytest.mark.usefixtures("shell")
def test_only_the_chosen_pages_are_printed(wide: bytes, tmp_path: Path) -> None:
    count, out = printed(wide, tmp_path / "ra.pdf", 2, 2)
    assert count == out.pages == 1
    assert ink(out.picture(0, 800))[5] != ink(Paper(wide).picture(0, 800))[5]


@pytest.mark.usefixtures("shell")
def test_pages_named_one_by_one_are_printed_from_the_last_one_where_that_is_wanted(wide: bytes, tmp_path: Path) -> None:
    paper = Paper(wide)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "ra.pdf"))
    printer.setPageRanges(QPageRanges.fromString("1,3"))
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert sent(paper, printer) == 2
    out = Paper((tmp_path / "ra.pdf").read_bytes())
    for got, due in ((0, 2), (1, 0)):
        one, other = ink(out.picture(got, 800)), ink(paper.picture(due, 800))
        worst = max(abs(a - b) for row, line in zip(one, other, strict=True) for a, b in zip(row, line, strict=True))
        assert worst < 60


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
@pytest.mark.usefixtures("shell")
def test_a_printer_that_cannot_begin_prints_nothing(wide: bytes, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "khong-co" / "ra.pdf"))
    assert sent(Paper(wide), printer) == 0


def test_a_picture_fits_its_room_whole_in_the_middle() -> None:
    assert fitted(QSize(200, 100), QRect(0, 0, 100, 100)) == QRect(0, 25, 100, 50)
    assert fitted(QSize(100, 200), QRect(10, 0, 100, 100)) == QRect(35, 0, 50, 100)


@pytest.fixture
def reader(qtbot: QtBot, shell: Shell, wide: bytes) -> PaperReader:
    """Give a reader with the sheet, shown."""
    made = PaperReader(shell)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    qtbot.waitExposed(made)
    made.show_paper(Paper(wide))
    return made


def test_words_are_found_without_accents_counted_and_marked_where_they_stand(qtbot: QtBot, reader: PaperReader) -> None:
    assert reader.paper is not None
    due = sum(len(reader.paper.places(page, "TỔNG")) for page in range(reader.paper.pages))
    before = ink(reader.preview.viewport().grab().toImage())
    QTest.keyClick(reader, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    reader.finding.field.setText("tong")
    QTest.keyClick(reader.finding.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: reader.search.over and reader.finding.count.text() == f"1/{due} chỗ")
    page, boxes = reader.search.places[0]
    sheet = reader.paper.points(page)
    assert all(0 < box.left() < box.right() < sheet[0] and 0 < box.top() < box.bottom() < sheet[1] for box in boxes)
    assert ink(reader.preview.viewport().grab().toImage()) != before
    QTest.keyClick(reader.finding.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert reader.finding.count.text() == f"{due}/{due} chỗ"
    assert reader.preview.page == reader.search.places[-1][0]
    QTest.keyClick(reader.finding.field, Qt.Key.Key_Escape)
    assert reader.search.places == []
    assert reader.preview.hasFocus()


def test_a_page_is_gone_to_by_number_heading_and_small_page_and_sizes_fit(reader: PaperReader) -> None:
    assert reader.paper is not None
    last = reader.paper.pages
    reader.tools.number.setFocus()
    reader.tools.number.selectAll()
    QTest.keyClicks(reader.tools.number, str(last))
    QTest.keyClick(reader.tools.number, Qt.Key.Key_Return)
    assert reader.preview.page == last - 1
    assert reader.rail.currentIndex().row() == last - 1
    headings = reader.tools.headings.actions()
    assert headings[0].text().startswith("PHIẾU CHẤM ĐIỂM")
    headings[0].trigger()
    assert reader.preview.page == 0
    QTest.keyClick(reader.preview, Qt.Key.Key_P)
    whole = reader.preview.percent
    QTest.keyClick(reader.preview, Qt.Key.Key_W)
    assert reader.preview.percent > whole
    assert reader.tools.percent.text() == f"{reader.preview.percent}%"
    rail = reader.rail
    QTest.mouseClick(rail.viewport(), Qt.MouseButton.LeftButton, pos=rail.visualRect(rail.model().index(1, 0)).center())
    assert reader.preview.page == 1


def test_hundreds_of_pages_are_drawn_only_where_they_are_seen(
    qtbot: QtBot, reader: PaperReader, wide: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    merged = PdfWriter()
    while len(merged.pages) < 400:
        merged.append(BytesIO(wide))
    data = BytesIO()
    merged.write(data)
    paper = Paper(data.getvalue())
    drawn: list[int] = []
    picture = paper.picture

    def watched(page: int, width: int) -> QImage:
        drawn.append(page)
        return picture(page, width)

    monkeypatch.setattr(paper, "picture", watched)
    began = time.monotonic()
    reader.show_paper(paper)
    reader.preview.viewport().repaint()
    assert time.monotonic() - began < 2
    qtbot.waitUntil(lambda: len(set(drawn)) >= 3)
    assert len(set(drawn)) < 20
    reader.go_to(390)
    qtbot.waitUntil(lambda: 391 in drawn)
    assert len(set(drawn)) < 40

"""Flowing text on sheets of paper: what Word files and plain text become."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontDatabase,
    QImage,
    QImageReader,
    QPainter,
    QPalette,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLine,
)

from judge_desk.paths import resource

SHEET: Final = (794, 1123)
"""A4 in px at 96 dpi."""
MARGIN: Final = 76
FONT_PX: Final = 18
_SHARP: Final = 2
"""Pixels of a picture kept for each px of the sheet, for zooming in."""
_OBJECT: Final = "\ufffc"
"""What Qt writes where a picture stands."""
_FONT: Final = "Liberation Serif"
_FONT_FILES: Final = ("Regular", "Bold", "Italic", "BoldItalic")
STYLE: Final = """
body, p, li, td, th { color: #000000; }
p { margin-top: 0; margin-bottom: 7px; line-height: 118%; }
h1 { margin-top: 12px; margin-bottom: 6px; }
h2 { margin-top: 10px; margin-bottom: 5px; }
h3, h4, h5, h6 { margin-top: 8px; margin-bottom: 4px; }
table { border-collapse: collapse; margin-top: 4px; margin-bottom: 10px; }
td, th { border: 1px solid #444444; padding: 4px 8px; }
td p, th p { margin-bottom: 0; }
"""


class SafeText(QTextDocument):
    """A text document that fetches nothing: pictures written into the text itself are all that it shows."""

    def __init__(self) -> None:
        """Begin empty; ``left_out`` will name the pictures that could not be shown."""
        super().__init__()
        self.left_out: set[str] = set()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Give a picture that is part of the text, scaled to the sheet, or nothing."""
        source = name.toString() if isinstance(name, QUrl) else name
        head, _, data = source.partition(",")
        image = None
        if head in ("data:image/png;base64", "data:image/jpeg;base64"):
            image = _picture(data)
        if image is None:
            self.left_out.add(source)
            image = QImage(1, 1, QImage.Format.Format_RGB32)
            image.fill(Qt.GlobalColor.white)
        return image


def _picture(data: str) -> QImage | None:
    try:
        content = base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    room = QSize(SHEET[0] - 2 * MARGIN, SHEET[1] - 2 * MARGIN - FONT_PX * 2)
    sharp = room * _SHARP
    if size.isValid() and (size.width() > sharp.width() or size.height() > sharp.height()):
        reader.setScaledSize(size.scaled(sharp, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return None
    shown = image.size()
    if shown.width() > room.width() or shown.height() > room.height():
        shown = shown.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    image.setDevicePixelRatio(image.width() / max(shown.width(), 1))
    return image


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line of a page: where its letters begin in the page's text, and where it stands on the whole roll."""

    offset: int
    length: int
    first: int
    left: float
    top: float
    line: QTextLine


def base_font() -> QFont:
    """Load the font of the sheets and give it."""
    for style in _FONT_FILES:
        QFontDatabase.addApplicationFont(str(resource(f"fonts/LiberationSerif-{style}.ttf")))
    font = QFont(_FONT)
    font.setPixelSize(FONT_PX)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def calm_headings(document: QTextDocument) -> None:
    """Let headings be hardly larger than the text, as in official papers; Qt would make them twice as large."""
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        if level:
            cursor = QTextCursor(block)
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            shape = QTextCharFormat()
            shape.setProperty(QTextFormat.Property.FontSizeAdjustment, 1 if level == 1 else 0)
            cursor.mergeCharFormat(shape)
        block = block.next()


class Sheets:
    """Pages of a text document."""

    def __init__(self, document: QTextDocument, notes: Mapping[str, int]) -> None:
        """Break a filled document into sheets."""
        document.setDocumentMargin(MARGIN)
        document.setPageSize(QRectF(0, 0, *SHEET).size())
        self._document = document
        self.notes = notes
        self.sizes = (SHEET,) * document.pageCount()
        self._texts: list[str] = []
        self._pieces: list[list[_Piece]] = []

    def draw(self, page: int, width: int, top: int, height: int) -> QImage:
        """Draw a band of a sheet."""
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        scale = width / SHEET[0]
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.scale(scale, scale)
        start = page * SHEET[1] + top / scale
        painter.translate(0, -start)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = QRectF(0, start, SHEET[0], height / scale)
        context.palette.setColor(QPalette.ColorRole.Text, QColor("black"))
        painter.setClipRect(context.clip)
        self._document.documentLayout().draw(painter, context)
        painter.end()
        return image

    def letters(self, page: int) -> str:
        """Give the lines of a sheet."""
        self._read()
        return self._texts[page]

    def places(self, page: int, start: int, length: int) -> list[QRectF]:
        """Give where letters stand, one rectangle for each line."""
        self._read()
        found = []
        for piece in self._pieces[page]:
            begin, end = max(start, piece.offset), min(start + length, piece.offset + piece.length)
            if begin < end:
                found.append(self._rect(page, piece, begin - piece.offset, end - piece.offset))
        return found

    def _rect(self, page: int, piece: _Piece, begin: int, end: int) -> QRectF:
        left, right = (_x(piece.line, piece.first + at) for at in (begin, end))
        width, height = SHEET
        top = piece.top - page * height
        return QRectF(
            (piece.left + left) / width, top / height, (right - left) / width, piece.line.height() / height
        ).normalized()

    def _read(self) -> None:
        """Gather the lines of all sheets, once."""
        if self._texts:
            return
        texts: list[list[str]] = [[] for _ in self.sizes]
        lengths = [0] * len(self.sizes)
        self._pieces = [[] for _ in self.sizes]
        for text, left, top, line in self._lines():
            page = min(max(int(top // SHEET[1]), 0), len(self.sizes) - 1)
            length = len(text.encode("utf-16-le")) // 2
            self._pieces[page].append(_Piece(lengths[page], length, line.textStart(), left, top, line))
            texts[page].append(text)
            lengths[page] += length
        self._texts = ["".join(each) for each in texts]

    def _lines(self) -> Iterator[tuple[str, float, float, QTextLine]]:
        """Give every line: its letters, the left end of its block, its top, itself; a block ends with a new line."""
        layout = self._document.documentLayout()
        block = self._document.begin()
        while block.isValid():
            corner = layout.blockBoundingRect(block).topLeft()
            letters = block.text().encode("utf-16-le")
            lines = block.layout()
            for number in range(lines.lineCount()):
                line = lines.lineAt(number)
                start = line.textStart() * 2
                text = letters[start : start + line.textLength() * 2].decode("utf-16-le", "replace")
                ending = "\n" if number == lines.lineCount() - 1 else ""
                yield text.replace(_OBJECT, " ") + ending, corner.x(), corner.y() + line.y(), line
            block = block.next()


def _x(line: QTextLine, at: int) -> float:
    found: Any = line.cursorToX(at)  # Qt for Python gives the place and the cursor
    return float(found[0])

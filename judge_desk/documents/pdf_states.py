"""What is seen from across the room: that a paper is a sample, a rehearsal, a draft, or no longer holds.

Each state stands twice on every page: in a dark band in the upper margin, and in large pale words that run across the
page under the text. Several may hold at once; each keeps its own line.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, degrees, hypot
from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from judge_desk.documents.pdf_text import Face, clean, width, wrap

PALE: Final = 0.84
"""Grey of the large words: seen in a picture as wide as a thumb, and no hindrance to reading what stands on them."""
_LARGEST: Final = 110.0
_LENGTH: Final = 0.86
"""Part of the page's diagonal that the words may take."""
LEADING: Final = 1.12
BAND_FOOT: Final = 12.5 * mm
BAND_PAD: Final = 2.2
_BAND_SIZE: Final = 11.0
_SMALLEST: Final = 8.0


def pale_size(wide: float, high: float, lines: Sequence[str]) -> float:
    """Give the type size of cleaned pale lines, at least one, on a page ``wide`` and ``high`` points."""
    longest = max(width(line, Face.BOLD, 1.0) for line in lines)
    # A line beside the diagonal is shorter than it, by its distance times the slopes of both sides.
    beside = len(lines) * LEADING / 2 * (wide / high + high / wide)
    return min(_LENGTH * hypot(wide, high) / (longest + beside), _LARGEST)


def draw_pale_words(canvas: Canvas, wide: float, high: float, words: Sequence[str], falling: bool = False) -> None:
    """Draw large pale lines along a diagonal of a page; to be drawn before anything else.

    ``wide`` and ``high`` are the size of the page in points; ``words`` are one line for each state, none draws
    nothing. ``falling`` takes the diagonal from the upper left corner instead of the one from the lower left.
    """
    lines = [line for each in words if (line := clean(each))]
    if not lines:
        return
    size = pale_size(wide, high, lines)
    # The band says it in words; programs that read the text would find slanted letters scattered among the lines.
    canvas.addLiteral("/Span <</ActualText <FEFF>>> BDC")
    canvas.saveState()
    canvas.setFillGray(PALE)
    canvas.setFont(Face.BOLD.value, size)
    canvas.translate(wide / 2, high / 2)
    canvas.rotate(degrees(atan2(high, wide)) * (-1 if falling else 1))
    baseline = size * ((len(lines) - 1) * LEADING / 2 - 0.33)
    for line in lines:
        canvas.drawCentredString(0, baseline, line)
        baseline -= size * LEADING
    canvas.restoreState()
    canvas.addLiteral("EMC")


def fitted_band(sentences: Sequence[str], room: float) -> tuple[float, list[str]]:
    """Give the largest size at which every sentence takes one line, or the smallest one and the lines it takes."""
    lines = [line for each in sentences if (line := clean(each))]
    longest = max((width(line, Face.BOLD, 1.0) for line in lines), default=1.0)
    size = min(_BAND_SIZE, room / longest)
    if size >= _SMALLEST:
        return size, lines
    return _SMALLEST, [part for line in lines for part in wrap(line, Face.BOLD, _SMALLEST, room)]


def draw_band(canvas: Canvas, left: float, room: float, high: float, sentences: Sequence[str]) -> None:
    """Draw sentences in white on a dark band in the upper margin, one below the other; none draws nothing.

    ``left`` and ``room`` say where the body begins and how wide it is, ``high`` how high the page is, in points.
    """
    size, lines = fitted_band(sentences, room - 12)
    if not lines:
        return
    tall = len(lines) * size * 1.2 + 2 * BAND_PAD
    foot = high - BAND_FOOT
    canvas.saveState()
    canvas.setFillGray(0.0)
    canvas.rect(left, foot, room, tall, stroke=0, fill=1)
    canvas.setFillGray(1.0)
    canvas.setFont(Face.BOLD.value, size)
    baseline = foot + tall - BAND_PAD - size * 0.92
    for line in lines:
        canvas.drawCentredString(left + room / 2, baseline, line)
        baseline -= size * 1.2
    canvas.restoreState()


def draw_margin_band(canvas: Canvas, left: float, thick: float, high: float, sentence: str) -> None:
    """Draw a sentence in white on a dark band up the whole height of a page, in its left margin."""
    line = clean(sentence)
    size = min(14.0, 0.9 * high / width(line, Face.BOLD, 1.0))
    canvas.saveState()
    canvas.setFillGray(0.0)
    canvas.rect(left, 0, thick, high, stroke=0, fill=1)
    canvas.setFillGray(1.0)
    canvas.setFont(Face.BOLD.value, size)
    canvas.translate(left + thick / 2 + size * 0.33, high / 2)
    canvas.rotate(90)
    canvas.drawCentredString(0, 0, line)
    canvas.restoreState()

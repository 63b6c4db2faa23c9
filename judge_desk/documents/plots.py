"""Plots, drawn once for window and paper: the same drawing becomes PDF operators or SVG text.

Lengths are points of the target: type points on paper, pixels in a window. No legend: every mark has its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import ceil
from typing import Final

from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import STATE_DEFAULTS, Circle, Drawing, Line, Rect, String
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from judge_desk.documents.pdf_text import Face, load_fonts
from judge_desk.documents.plot_values import Axis, BarPlot, DotPlot, PlotValues, SpreadPlot
from judge_desk.paths import resource

SCREEN_FONT: Final = "IBM Plex Sans"
"""Name of the face in SVG: the family that the window loads from the same file."""
BARS_IN_A_ROW: Final = 14
_DOT: Final = 7.0
_PAD: Final = 6


@dataclass(frozen=True, slots=True)
class PlotStyle:
    """How a plot looks: colours as ``#RRGGBB``, ``font`` and ``size`` of its words, ``line`` height of them."""

    font: str
    size: float
    line: int
    text: str
    text_2: str
    axis: str
    mark: str
    strong: str
    ground: str


PAPER_STYLE: Final = PlotStyle(
    Face.REGULAR.value, 10.0, 14, "#000000", "#333333", "#555555", "#222222", "#000000", "#FFFFFF"
)


@cache
def _load(font: str) -> None:
    """Register a face, and let drawings begin with one of ours: the library's own would be named in every PDF."""
    load_fonts()
    STATE_DEFAULTS["fontName"] = Face.REGULAR.value
    if font == SCREEN_FONT:
        pdfmetrics.registerFont(TTFont(SCREEN_FONT, str(resource("fonts/IBMPlexSans-Regular.ttf"))))


def draw_plot(plot: PlotValues, width: float, style: PlotStyle) -> Drawing:
    """Draw a plot at a width; its height follows from what it shows."""
    _load(style.font)
    match plot:
        case DotPlot():
            return _dots(plot, width, style)
        case BarPlot():
            return _bars(plot, width, style)
        case SpreadPlot():
            return _spread(plot, width, style)


def svg_of(plot: PlotValues, width: float, style: PlotStyle) -> tuple[bytes, int]:
    """Give a plot as SVG for a window, and its height."""
    drawing = draw_plot(plot, width, style)
    return renderSVG.drawToString(drawing, useClip=True).encode("utf-8"), int(drawing.height)


# --- parts -------------------------------------------------------------------------------------------------------


@cache
def _colour(text: str) -> Color:
    return HexColor(text)


def _wide(text: str, style: PlotStyle) -> float:
    return float(pdfmetrics.stringWidth(text, style.font, style.size))


def _write(drawing: Drawing, text: str, x: float, y: int, style: PlotStyle, quiet: bool = False) -> None:
    """Write a word centred at x, its baseline at y (whole, for the SVG writer cuts other heights)."""
    colour = _colour(style.text_2 if quiet else style.text)
    drawing.add(String(x - _wide(text, style) / 2, y, text, fontName=style.font, fontSize=style.size, fillColor=colour))


def _rule(drawing: Drawing, x1: float, y1: float, x2: float, y2: float, colour: str, thick: float = 1.0) -> None:
    drawing.add(Line(x1, y1, x2, y2, strokeColor=_colour(colour), strokeWidth=thick))


def _dot(drawing: Drawing, x: float, y: float, style: PlotStyle, hollow: bool = False) -> None:
    """Draw a dot with a ring of the ground around it, so that it stands clear of lines."""
    ground, mark = _colour(style.ground), _colour(style.mark)
    drawing.add(Circle(x, y, _DOT + 1, fillColor=ground, strokeColor=ground, strokeWidth=1))
    drawing.add(Circle(x, y, _DOT - 1, fillColor=ground if hollow else mark, strokeColor=mark, strokeWidth=2))


class _Scale:
    """Where values lie between two edges."""

    def __init__(self, axis: Axis, left: float, right: float) -> None:
        self._axis, self._left, self._right = axis, left, right

    def at(self, value: Fraction) -> float:
        """Give the place of a value."""
        span = self._axis.high - self._axis.low or Fraction(1)
        return self._left + (self._right - self._left) * float((value - self._axis.low) / span)

    def draw(self, drawing: Drawing, y: int, style: PlotStyle) -> None:
        """Draw the axis with its ticks and their words; a word that would touch the one before is left away."""
        _rule(drawing, self._left, y, self._right, y, style.axis)
        free = -1.0
        for value, label in zip(self._axis.ticks, self._axis.labels, strict=False):
            x, half = self.at(value), _wide(label, style) / 2
            _rule(drawing, x, y - 3, x, y + 3, style.axis)
            if x - half > free:
                _write(drawing, label, x, y - style.line - 2, style, quiet=True)
                free = x + half + _PAD


# --- dots of one entry -------------------------------------------------------------------------------------------


def _dots(plot: DotPlot, width: float, style: PlotStyle) -> Drawing:
    side = max((_wide(label, style) for label in plot.axis.labels), default=0.0) / 2 + _PAD
    scale = _Scale(plot.axis, side, width - side)
    ordered = sorted(plot.dots, key=lambda each: each.value)
    wide = [_wide(dot.label, style) + 2 * _PAD for dot in ordered]
    levels = max(ceil(sum(wide) / width), 1)
    base = style.line + 8
    floor = base + int(_DOT) + 10
    drawing = Drawing(width, floor + levels * style.line)
    scale.draw(drawing, base, style)
    first = [dot.value for dot in ordered if not dot.later]
    if plot.apart and len(first) > 1:
        _rule(drawing, scale.at(first[0]), base, scale.at(first[-1]), base, style.strong, 3)
    for level in range(levels):
        mine = range(level, len(ordered), levels)
        middles = _apart([(scale.at(ordered[at].value), wide[at]) for at in mine], width)
        for at, middle in zip(mine, middles, strict=True):
            x, y = scale.at(ordered[at].value), floor + level * style.line
            if level or abs(middle - x) > 1:
                _rule(drawing, x, base + _DOT + 1, middle, y - 3, style.axis, 0.7)
            _write(drawing, ordered[at].label, middle, y, style)
    for dot in ordered:
        _dot(drawing, scale.at(dot.value), base, style, dot.left_out or dot.later)
    return drawing


def _apart(wanted: Sequence[tuple[float, float]], width: float) -> list[float]:
    """Move words, each with its wanted middle and its width, apart as little as needed; gives their middles.

    Neighbours that would touch form a group, which stands where its words are nearest to their places.
    """
    groups: list[list[tuple[float, float]]] = []
    for each in wanted:
        groups.append([each])
        while len(groups) > 1 and _left(groups[-2], width) + _sum(groups[-2]) > _left(groups[-1], width):
            last = groups.pop()
            groups[-1] += last
    middles = []
    for group in groups:
        at = _left(group, width)
        for _, wide in group:
            middles.append(at + wide / 2)
            at += wide
    return middles


def _sum(group: Sequence[tuple[float, float]]) -> float:
    return sum(wide for _, wide in group)


def _left(group: Sequence[tuple[float, float]], width: float) -> float:
    """Give the left edge of a group of words, inside the drawing."""
    before, wanted = 0.0, 0.0
    for middle, wide in group:
        wanted += middle - wide / 2 - before
        before += wide
    return max(min(wanted / len(group), width - before), 0.0)


# --- bars --------------------------------------------------------------------------------------------------------

_BAR_ROOM: Final = 72


def _bars(plot: BarPlot, width: float, style: PlotStyle) -> Drawing:
    rows = [plot.bars[start : start + BARS_IN_A_ROW] for start in range(0, len(plot.bars), BARS_IN_A_ROW)]
    up = max((bar.value for bar in plot.bars), default=Fraction(0))
    down = min((bar.value for bar in plot.bars), default=Fraction(0))
    top, bottom = max(up, Fraction(0)), min(down, Fraction(0))
    scale = _BAR_ROOM / float(top - bottom or Fraction(1))
    below = int(-float(bottom) * scale) + (style.line if bottom else 0)
    high = _BAR_ROOM + (2 if bottom else 1) * style.line + style.line + 8
    drawing = Drawing(width, high * len(rows))
    part = width / max(len(rows[0]) if rows else 1, 1)
    for number, row in enumerate(rows):
        base = high * (len(rows) - number - 1) + style.line + 4 + below
        _rule(drawing, 0, base, width, base, style.axis)
        for at, bar in enumerate(row):
            x = part * (at + 0.5)
            _bar(drawing, x, base, min(part * 0.6, 46.0), float(bar.value) * scale, bar.number, style)
            _write(drawing, bar.label, x, base - below - style.line, style, quiet=True)
    return drawing


def _bar(drawing: Drawing, x: float, base: int, wide: float, rise: float, number: str, style: PlotStyle) -> None:
    low, tall = (base, max(rise, 1.0)) if rise >= 0 else (base + min(rise, -1.0), max(-rise, 1.0))
    box = Rect(x - wide / 2, low, wide, tall)
    box.fillColor, box.strokeColor = _colour(style.mark), None
    drawing.add(box)
    y = int(low + tall) + 4 if rise >= 0 else int(low) - style.line + 2
    _write(drawing, number, x, y, style)


# --- spread of every judge ---------------------------------------------------------------------------------------


def _spread(plot: SpreadPlot, width: float, style: PlotStyle) -> Drawing:
    left = max((_wide(row.label, style) for row in plot.rows), default=0.0) + 2 * _PAD
    side = max((_wide(label, style) for label in plot.axis.labels), default=0.0) / 2 + _PAD
    scale = _Scale(plot.axis, left + side, width - side)
    step = style.line + 8
    base = style.line + 8
    drawing = Drawing(width, base + step * len(plot.rows) + 4)
    scale.draw(drawing, base, style)
    for number, row in enumerate(reversed(plot.rows)):
        y = base + 4 + step // 2 + step * number
        drawing.add(
            String(0, y - 4, row.label, fontName=style.font, fontSize=style.size, fillColor=_colour(style.text))
        )
        _rule(drawing, scale.at(row.low), y, scale.at(row.high), y, style.axis, 1.5)
        for end in (row.low, row.high):
            _rule(drawing, scale.at(end), y - 4, scale.at(end), y + 4, style.axis, 1.5)
        if row.deviation is not None:
            near = max(row.low, row.mean - row.deviation), min(row.high, row.mean + row.deviation)
            _rule(drawing, scale.at(near[0]), y, scale.at(near[1]), y, style.mark, 5)
        _dot(drawing, scale.at(row.mean), y, style)
    return drawing

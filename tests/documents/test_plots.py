"""Plots: the same drawing for paper and window, words that never touch, values on their places."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree

from judge_desk.documents.blocks import Document, Paragraph, Plot
from judge_desk.documents.pdf import render_pdf
from judge_desk.documents.plot_values import Axis, Bar, BarPlot, Dot, DotPlot, SpreadPlot, SpreadRow, axis_for
from judge_desk.documents.plots import SCREEN_FONT, PlotStyle, svg_of
from tests.documents.reading import text_of

STYLE = PlotStyle(SCREEN_FONT, 12.0, 16, "#18212C", "#465364", "#74808F", "#1B5A9E", "#9C1C1C", "#FFFFFF")
SVG = "{http://www.w3.org/2000/svg}"


def dots(*marks: int) -> DotPlot:
    axis = Axis(Fraction(60), Fraction(100), Fraction(10), ("60", "70", "80", "90", "100"))
    return DotPlot(axis, tuple(Dot(f"Ghế {at}: {mark}", Fraction(mark)) for at, mark in enumerate(marks, 1)), True)


def words(svg: bytes) -> list[tuple[str, float, float]]:
    """Give every word of a drawing with its left edge and its height above the floor."""
    return [(each.text or "", float(each.attrib["x"]), float(each.attrib["y"])) for each in _all(svg, "text")]


def _all(svg: bytes, tag: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(f"{SVG}{tag}"))


def test_words_of_dots_that_lie_close_do_not_touch() -> None:
    for width in (860, 320):
        svg, height = svg_of(dots(80, 81, 81, 82, 82, 83, 99), width, STYLE)
        labels = sorted((y, x, text) for text, x, y in words(svg) if text.startswith("Ghế"))
        assert len(labels) == 7
        for (y1, x1, text), (y2, x2, _) in pairwise(labels):
            assert y1 != y2 or x2 - x1 > 6.0 * len(text) * 0.9, (width, text)
        assert all(x >= 0 and y < height for y, x, _ in labels)


def test_dots_stand_where_their_marks_are() -> None:
    svg, _ = svg_of(dots(60, 80, 100), 400, STYLE)
    middles = sorted({round(float(each.attrib["cx"]), 1) for each in _all(svg, "circle")})
    assert len(middles) == 3
    assert abs((middles[0] + middles[2]) / 2 - middles[1]) < 0.2


def test_bars_hang_below_zero_and_go_on_in_a_further_row() -> None:
    svg, one = svg_of(BarPlot((Bar("1", Fraction(-2), "−2"), Bar("2", Fraction(3), "3"))), 400, STYLE)
    assert {text for text, _, _ in words(svg)} == {"1", "2", "−2", "3"}
    many = tuple(Bar(str(number), Fraction(number - 20), str(number - 20)) for number in range(50))
    assert svg_of(BarPlot(many), 800, STYLE)[1] == 4 * one


def test_no_drawing_names_a_shape_that_qt_would_fill() -> None:
    svg, _ = svg_of(dots(70, 90), 400, STYLE)
    assert b"clipPath" not in svg
    assert set(re.findall(rb"font-family: ([^;]*)", svg)) == {SCREEN_FONT.encode()}


def test_the_axis_is_round_and_holds_every_mark() -> None:
    for values in ((68, 82), (0, 100), (50, 50), (99, 100), (3, 4)):
        axis = axis_for(map(Fraction, values), Fraction(0), Fraction(100))
        assert axis.low <= min(values)
        assert max(values) <= axis.high
        assert 2 <= len(axis.ticks) <= 10
        assert axis.ticks[-1] == axis.high


def test_paper_holds_the_same_words_in_its_own_letters() -> None:
    row = SpreadRow("Ghế 4", Fraction(62), Fraction(98), Fraction(80), Fraction(9))
    axis = dots(60).axis
    blocks = (Paragraph("Điểm của các ghế"), Plot(dots(68, 74, 82)), Plot(SpreadPlot(axis, (row,))))
    pdf = render_pdf(Document("Thử", "Thử", blocks))
    text = text_of(pdf)
    assert "Ghế 2: 74" in text
    assert "Ghế 4" in text
    assert b"Helvetica" not in pdf
    assert pdf == render_pdf(Document("Thử", "Thử", blocks))

"""Plots as pieces of a PDF paper."""

from __future__ import annotations

from functools import partial

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.pdfgen.canvas import Canvas

from judge_desk.documents.blocks import Plot
from judge_desk.documents.pdf_flow import Piece
from judge_desk.documents.plots import PAPER_STYLE, draw_plot


def _draw(drawing: Drawing, canvas: Canvas, x: float, y: float) -> None:
    renderPDF.draw(drawing, canvas, x, y - drawing.height)


def plot_pieces(block: Plot, room: float) -> list[Piece]:
    """Lay out a plot across the page; it is never divided."""
    drawing = draw_plot(block.values, room, PAPER_STYLE)
    return [Piece(float(drawing.height), partial(_draw, drawing), space=8.0)]

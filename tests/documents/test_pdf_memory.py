"""A paper of many rows needs little more memory than its texts and its file."""

from __future__ import annotations

import tracemalloc

from judge_desk.documents.blocks import Column, Document, Orientation, Table
from judge_desk.documents.pdf import render_pdf


def _summary(rows: int) -> Document:
    lines = tuple((str(at), f"Sáng kiến số {at}", *(f"{at % 80},{seat}" for seat in range(18))) for at in range(rows))
    columns = (Column("TT"), Column("Tên bài", share=1), *(Column(f"GK{seat}") for seat in range(18)))
    return Document("", "", (Table(columns, lines, size=7, least=5),), orientation=Orientation.LANDSCAPE)


def _peak(document: Document) -> int:
    """Give the most bytes that a paper takes while it is written."""
    tracemalloc.start()
    try:
        render_pdf(document)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_for_a_row_is_far_below_what_its_drawing_takes() -> None:
    render_pdf(_summary(10))
    few, many = _peak(_summary(40)), _peak(_summary(190))
    assert (many - few) / 150 < 2_500, "cells or strokes of finished pages are kept: they take 12 KiB a row"

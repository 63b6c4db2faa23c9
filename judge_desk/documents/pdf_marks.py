"""Signatures, recipients, codes with QR and large text as pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from judge_desk.documents.blocks import BigText, CodeBlock, CutLine, Signatures, Signer
from judge_desk.documents.looks import Look
from judge_desk.documents.pdf_flow import Piece, glue
from judge_desk.documents.pdf_lines import balanced
from judge_desk.documents.pdf_text import Face, Pen, clean, width, wrap
from judge_desk.documents.qr_code import qr_runs
from judge_desk.wording.figures import code_groups

_INK: Final = 21 * mm
"""Room for a signature."""
_QR: Final = 27 * mm


@dataclass(frozen=True, slots=True)
class _Mark:
    """A line of text at a place inside a piece: x and y from its upper left corner, in points."""

    text: str
    face: Face
    size: float
    x: float
    y: float


def _draw_marks(marks: Sequence[_Mark], canvas: Canvas, x: float, y: float) -> None:
    pen = Pen(canvas)
    for mark in marks:
        pen.setFont(mark.face.value, mark.size)
        pen.put(x + mark.x, y - mark.y, mark.text)
    canvas.drawText(pen)


def _centred(text: str, face: Face, size: float, left: float, room: float, top: float) -> tuple[list[_Mark], float]:
    """Set lines in the middle of a column; also give the y below them."""
    marks = []
    for line in balanced(text, Look(face, size), room) if text else ():
        marks.append(_Mark(line, face, size, left + (room - width(line, face, size)) / 2, top + size * 0.95))
        top += size * 1.18
    return marks, top


def _levels(signers: Sequence[Signer], room: float) -> tuple[float, float]:
    """Give where the titles of a row begin, and where its names do: the same for everyone in it."""
    above = max(_centred(each.above, Face.ITALIC, 13.0, 0.0, room, 0.0)[1] for each in signers)
    low = above
    for each in signers:
        title = _centred(each.title, Face.BOLD, 13.0, 0.0, room, above)[1]
        low = max(low, _centred(each.hint, Face.ITALIC, 12.0, 0.0, room, title)[1])
    return above, low + _INK


def _signer_marks(signer: Signer, left: float, room: float, levels: tuple[float, float]) -> tuple[list[_Mark], float]:
    own = _centred(signer.above, Face.ITALIC, 13.0, left, room, 0.0)[1]
    above, top = _centred(signer.above, Face.ITALIC, 13.0, left, room, levels[0] - own)
    title, top = _centred(signer.title, Face.BOLD, 13.0, left, room, top)
    hint, _ = _centred(signer.hint, Face.ITALIC, 12.0, left, room, top)
    name, low = _centred(signer.name or " ", Face.BOLD, 13.0, left, room, levels[1])
    return [*above, *title, *hint, *name], low


def _signer_row(signers: Sequence[Signer], columns: int, room: float) -> Piece:
    part = room / columns
    begin = room / 2 if columns == 1 else 0.0
    wide = room / 2 if columns == 1 else part
    marks: list[_Mark] = []
    height = 0.0
    levels = _levels(signers, wide - 6)
    for at, signer in enumerate(signers):
        own, high = _signer_marks(signer, begin + at * part + 3, wide - 6, levels)
        marks += own
        height = max(height, high)
    return Piece(height, partial(_draw_marks, marks), space=12.0)


def _recipient_marks(lines: Sequence[str], room: float) -> tuple[list[_Mark], float]:
    """Set "Nơi nhận" in a column; also give the y below it."""
    marks = [_Mark(clean(lines[0]), Face.BOLD_ITALIC, 12.0, 0.0, 12.0)]
    wrapped = [part for line in lines[1:] for part in wrap(line, Face.REGULAR, 11.0, room)]
    marks += [_Mark(line, Face.REGULAR, 11.0, 0.0, 12.0 + 13.5 * at) for at, line in enumerate(wrapped, 1)]
    return marks, 27.5 + 13.5 * len(wrapped)


def _recipient_piece(lines: Sequence[str], room: float) -> Piece:
    marks, height = _recipient_marks(lines, room)
    return Piece(height, partial(_draw_marks, marks), space=6.0)


def _signer_beside(signer: Signer, recipients: Sequence[str], room: float) -> Piece:
    """Lay out one signer in the right half and "Nơi nhận" in the left, level with the title (ô 7 and ô 9b)."""
    theirs, low = _recipient_marks(recipients, room / 2 - 12)
    levels = _levels((signer,), room / 2 - 6)
    ours, high = _signer_marks(signer, room / 2 + 3, room / 2 - 6, levels)
    theirs = [replace(mark, y=mark.y + levels[0]) for mark in theirs]
    low += levels[0]
    return Piece(max(low, high), partial(_draw_marks, [*theirs, *ours]), space=12.0)


def signature_pieces(signatures: Signatures, room: float, page: float) -> list[Piece]:
    """Lay out the places to sign, row by row; kept on one page (``page`` points high) where they take half of it."""
    step = signatures.columns
    if step == 1 and len(signatures.signers) == 1 and signatures.recipients:
        return [_signer_beside(signatures.signers[0], signatures.recipients, room)]
    rows = [
        _signer_row(signatures.signers[start : start + step], step, room)
        for start in range(0, len(signatures.signers), step)
    ]
    if signatures.recipients:
        rows.append(_recipient_piece(signatures.recipients, room))
    high = sum(row.space + row.height for row in rows)
    return glue(rows) if high <= page / 2 else [*rows[:-2], *glue(rows[-2:])]


def _draw_code(
    text: str, marks: Sequence[_Mark], height: float, room: float, canvas: Canvas, x: float, y: float
) -> None:
    canvas.setLineWidth(0.7)
    canvas.rect(x, y - height, room, height)
    _draw_marks(marks, canvas, x, y)
    if not text:
        return
    side, runs = qr_runs(text)
    module = _QR / (side + 4)
    left, top = x + room - _QR - 4 + 2 * module, y - (height - _QR) / 2 - 2 * module
    path = canvas.beginPath()
    for row, start, length in runs:
        path.rect(left + start * module, top - (row + 1) * module, length * module, module)
    canvas.drawPath(path, stroke=0, fill=1)


def code_pieces(block: CodeBlock, room: float) -> list[Piece]:
    """Lay out a framed code: label, digits in groups of five, notes; the QR at the right."""
    inner = room - 16 - (_QR + 8 if block.qr else 0)
    marks = [_Mark(clean(block.label), Face.REGULAR, 12.0, 8.0, 17.0)]
    top = 38.0
    for line in wrap(code_groups(block.digits), Face.BOLD, 16.0, inner):
        marks.append(_Mark(line, Face.BOLD, 16.0, 8.0, top))
        top += 20.0
    top -= 4.0
    for note in block.notes:
        for line in wrap(note, Face.ITALIC, 10.5, inner):
            marks.append(_Mark(line, Face.ITALIC, 10.5, 8.0, top))
            top += 12.5
    height = max(top - 2.0, _QR + 8 if block.qr else 0.0)
    return [Piece(height, partial(_draw_code, block.qr, marks, height, room), space=8.0)]


def big_pieces(block: BigText, room: float) -> list[Piece]:
    """Lay out one centred line in large letters."""
    marks, high = _centred(block.text, Face.BOLD, float(block.size), 0.0, room, 0.0)
    return [Piece(high, partial(_draw_marks, marks), space=10.0)]


def _draw_cut(marks: Sequence[_Mark], room: float, canvas: Canvas, x: float, y: float) -> None:
    canvas.saveState()
    canvas.setLineWidth(0.6)
    canvas.setDash(4, 3)
    canvas.line(x, y - 6, x + room, y - 6)
    canvas.restoreState()
    _draw_marks(marks, canvas, x, y)


def cut_pieces(block: CutLine, room: float) -> list[Piece]:
    """Lay out a dashed line with its words below it."""
    marks, high = _centred(block.text, Face.ITALIC, 10.0, 0.0, room, 8.0)
    return [Piece(high + 2, partial(_draw_cut, marks, room), space=10.0)]

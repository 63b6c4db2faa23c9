"""Running text as pieces: paragraphs, fields, titles, the state head.

Sizes and distances are those of Nghị định 30/2020/NĐ-CP, Phụ lục I: text 13 to 14 points, first line 1 cm in, 6 points
between paragraphs, lines between single and one and a half.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from judge_desk.documents.blocks import Align, Fields, Paragraph, StateHead, Style, Title
from judge_desk.documents.looks import DENSE_GAP, HEAD_GAP, LOOKS, Look, head_right, look_of
from judge_desk.documents.page_words import MOTTO, NATION
from judge_desk.documents.pdf_flow import Piece, glue
from judge_desk.documents.pdf_text import Face, Pen, clean, width, wrap

_WIDEST_GAP: Final = 1.2
"""Widest gap, in type sizes, that justifying may add between words; a wider line stays as it is."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: a bold lead, then text, in a column from ``left`` of ``room`` points."""

    text: str
    look: Look
    left: float
    room: float
    lead: str = ""
    stretched: bool = False


def _draw_line(line: _Line, canvas: Canvas, x: float, y: float) -> None:
    look, at, baseline = line.look, x + line.left, y - line.look.size * 0.95
    pen = Pen(canvas)
    if line.lead:
        pen.setFont(Face.BOLD.value, look.size)
        pen.put(at, baseline, line.lead)
        at += width(line.lead + " ", Face.BOLD, look.size)
    pen.setFont(look.face.value, look.size)
    slack = line.room - (at - x - line.left) - width(line.text, look.face, look.size)
    if look.align is not Align.LEFT:
        at += slack / 2 if look.align is Align.CENTRE else slack
    blanks = line.text.count(" ") + line.text.count("\u00a0")  # both are drawn as the letter that is stretched
    if line.stretched and blanks and slack / blanks <= _WIDEST_GAP * look.size:
        pen.setWordSpace(max(slack, 0.0) / blanks)
    pen.put(at, baseline, line.text)
    pen.setWordSpace(0)
    canvas.drawText(pen)


def _lines(text: str, look: Look, room: float, lead: str = "") -> list[_Line]:
    """Break one hard paragraph; the lead stands on its first line."""
    lead = clean(lead)
    wide = room - look.left
    taken = look.first + (width(lead + " ", Face.BOLD, look.size) if lead else 0.0)
    texts = wrap(text, look.face, look.size, wide, taken)
    lines = []
    for number, line in enumerate(texts):
        indent = look.first if number == 0 else 0.0
        last = number == len(texts) - 1
        lines.append(
            _Line(
                line, look, look.left + indent, wide - indent, lead if number == 0 else "", look.justified and not last
            )
        )
    return lines


def _line_piece(line: _Line, gap: float = 0.0, outline: tuple[int, str] | None = None) -> Piece:
    return Piece(line.look.size * line.look.leading, partial(_draw_line, line), space=gap, outline=outline)


def _held(pieces: list[Piece]) -> list[Piece]:
    """Glue the first two and the last two lines, so that no line stands alone on a page."""
    if len(pieces) < 4:
        return glue(pieces)
    return [*glue(pieces[:2]), *pieces[2:-2], *glue(pieces[-2:])]


def paragraph_pieces(paragraph: Paragraph, room: float, dense: bool = False) -> list[Piece]:
    """Lay out a paragraph; a heading stays with what follows and enters the outline."""
    look = look_of(paragraph, dense)
    heading = paragraph.style is Style.HEADING
    pieces: list[Piece] = []
    for number, part in enumerate(clean(paragraph.text).split("\n")):
        lines = _lines(part, look, room, paragraph.lead if number == 0 else "")
        for line in lines:
            first = not pieces
            outline = (1, clean(paragraph.text)) if heading and first else None
            pieces.append(_line_piece(line, look.gap if first else 0.0, outline))
    pieces = _held(pieces)
    return [*glue(pieces[:-1]), _glued(pieces[-1])] if heading else pieces


def _glued(piece: Piece) -> Piece:
    return Piece(piece.height, piece.draw, piece.space, True, piece.repeat, piece.new_page, piece.outline)


def _draw_field(lines: Sequence[_Line], canvas: Canvas, x: float, y: float) -> None:
    for line in lines:
        _draw_line(line, canvas, x, y)


def fields_pieces(fields: Fields, room: float, dense: bool = False) -> list[Piece]:
    """Lay out lines of label and value; a long value goes on under itself, flush left."""
    plain = Look(gap=DENSE_GAP) if dense else Look()
    look = replace(plain, face=Face.BOLD) if fields.bold else plain
    pieces: list[Piece] = []
    for label, value in fields.rows:
        name = clean(f"{label}:") if label else ""
        taken = width(name + " ", Face.REGULAR, look.size) if name else 0.0
        first, *others = wrap(value, look.face, look.size, room, taken)
        start = [_Line(name, plain, 0.0, room), _Line(first, look, taken, room - taken)]
        row = [Piece(look.size * look.leading, partial(_draw_field, start), space=look.gap)]
        row += [_line_piece(_Line(line, look, 0.0, room)) for line in others]
        pieces += _held(row)
    return pieces


def _centred(texts: Sequence[str], look: Look, left: float, room: float) -> list[_Line]:
    return [_Line(line, look, left, room) for text in texts for line in balanced(text, look, room)]


def balanced(text: str, look: Look, room: float) -> tuple[str, ...]:
    """Break into as few lines as the room asks for, but about equally long ones."""
    lines = wrap(text, look.face, look.size, room)
    narrow = room
    while len(lines) > 1 and narrow > room / 2:
        narrow -= room / 24
        tried = wrap(text, look.face, look.size, narrow)
        if len(tried) > len(lines) or any(width(line, look.face, look.size) > narrow for line in tried):
            break
        lines = tried
    return lines


def title_pieces(title: Title, room: float) -> list[Piece]:
    """Lay out tên loại, trích yếu, the short rule and the note, all on one page with what follows."""
    name = Look(Face.BOLD, 14.0, align=Align.CENTRE)
    note = LOOKS[Style.CENTRED_ITALIC]
    lines = _centred([title.name], name, 0.0, room)
    subject = _centred(title.subject, name, 0.0, room)
    pieces = [_line_piece(lines[0], 14.0, (0, clean(title.entry or " ".join((title.name, *title.subject)))))]
    pieces += [_line_piece(line) for line in [*lines[1:], *subject]]
    last = width((subject or lines)[-1].text, Face.BOLD, 14.0)
    rule = Piece(7.0, partial(_draw_rule, room / 2, last * 0.4))
    notes = [_line_piece(line) for line in _centred([title.note] if title.note else [], note, 0.0, room)]
    pieces += [*notes, rule] if title.rule_last else [rule, *notes]
    return [*glue(pieces[:-1]), _glued(pieces[-1])]


def _draw_rule(middle: float, long: float, canvas: Canvas, x: float, y: float) -> None:
    canvas.setLineWidth(0.7)
    canvas.line(x + middle - long / 2, y - 3.0, x + middle + long / 2, y - 3.0)


@dataclass(frozen=True, slots=True)
class _HeadSide:
    """One column of the state head: lines, the rule under them, the line of number or date."""

    lines: tuple[_Line, ...]
    rule: float
    foot: tuple[_Line, ...]
    middle: float


def _draw_head(sides: Sequence[_HeadSide], foot_at: float, canvas: Canvas, x: float, y: float) -> None:
    for side in sides:
        at = y
        for line in side.lines:
            _draw_line(line, canvas, x, at)
            at -= line.look.size * line.look.leading
        _draw_rule(side.middle, side.rule, canvas, x, at)
        at = y - foot_at
        for line in side.foot:
            _draw_line(line, canvas, x, at)
            at -= line.look.size * line.look.leading


def _high(lines: Sequence[_Line]) -> float:
    return sum(line.look.size * line.look.leading for line in lines)


def head_pieces(head: StateHead, room: float) -> list[Piece]:
    """Lay out the two-column head: issuer left, Quốc hiệu and Tiêu ngữ right, number and date on one line below."""
    right = head_right(room)
    left = room - right
    single = 1.15
    plain = Look(size=12.0, align=Align.CENTRE, leading=single)
    bold = Look(Face.BOLD, 12.0, align=Align.CENTRE, leading=single)
    motto = Look(Face.BOLD, 13.0, align=Align.CENTRE, leading=single)
    number = Look(size=13.0, align=Align.CENTRE, leading=single)
    date = Look(Face.ITALIC, 13.0, align=Align.CENTRE, leading=single)
    issuer = _centred([head.issuer], bold, 0.0, left - HEAD_GAP)
    ours = _centred([head.superior] if head.superior else [], plain, 0.0, left - HEAD_GAP) + issuer
    theirs = _centred([NATION], bold, left, right) + _centred([MOTTO], motto, left, right)
    number_lines = _centred([head.number] if head.number else [], number, 0.0, left - HEAD_GAP)
    date_lines = _centred([head.place_date] if head.place_date else [], date, left, right)
    rule = width(issuer[0].text, Face.BOLD, 12.0) * 0.4
    sides = (
        _HeadSide(tuple(ours), rule, tuple(number_lines), (left - HEAD_GAP) / 2),
        _HeadSide(tuple(theirs), width(MOTTO, Face.BOLD, 13.0), tuple(date_lines), left + right / 2),
    )
    foot_at = max(_high(ours), _high(theirs)) + 9.0
    foot = max(_high(number_lines), _high(date_lines))
    return [Piece(foot_at + foot, partial(_draw_head, sides, foot_at), glued=True)]

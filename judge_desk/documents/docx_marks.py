"""Signatures, recipients, codes with QR, cut lines and large text of Word papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docx.document import Document as WordFile
from reportlab.lib.units import mm

from judge_desk.documents.blocks import (
    BigText,
    CodeBlock,
    CutLine,
    Paragraph,
    PictureStep,
    Plot,
    Signatures,
    Signer,
    Style,
)
from judge_desk.documents.docx_lines import paragraph_elements
from judge_desk.documents.docx_pictures import PLACE, plot_picture, put_picture, qr_picture, words_in
from judge_desk.documents.docx_styles import GAP, STYLES
from judge_desk.documents.docx_table import table_start, widths_of
from judge_desk.documents.docx_xml import Element, Set, elements, keep_with_next, paragraph, rows_of, run
from judge_desk.documents.pdf_marks import signature_pieces
from judge_desk.documents.pdf_text import wrap
from judge_desk.documents.plots import PAPER_STYLE, draw_plot
from judge_desk.wording.figures import code_groups

_INK: Final = 21 * mm
"""Room for a signature."""
_ABOVE: Final = 12.0
_QR: Final = 27 * mm
_SIDE: Final = 3.0
_WHOLE: Final = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"


_NO_LEFT: Final = '<w:tcMar><w:left w:w="0" w:type="dxa"/></w:tcMar>'
_NO_SIDES: Final = '<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'


def _cell(wide: int, content: str, span: int = 1, edges: str = "") -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{spanned}{edges}</w:tcPr>{content}</w:tc>'


def _head_high(signer: Signer, room: float) -> float:
    """Give the height of title and hint in a room, in points."""
    texts = ((signer.title, STYLES["PaperSigner"][1]), (signer.hint, STYLES["PaperSignerHint"][1]))
    lines = ((len(wrap(text, look.face, look.size, room)), look) for text, look in texts if text)
    return sum(count * look.size * look.leading for count, look in lines)


def _signer(signer: Signer | None, above: bool, lower: float) -> str:
    """Make a place to sign, as one in a row where somebody has a line above the title, or a longer title (points)."""
    if signer is None:
        return paragraph("PaperSigner")
    texts = (("PaperSigner", signer.title), ("PaperSignerHint", signer.hint))
    written = [("PaperSignerAbove", signer.above)] if above else []
    written += [(style, text) for style, text in texts if text]
    parts = [
        paragraph(style, run(text) if text else "", Set(before=_ABOVE) if number == 0 else Set())
        for number, (style, text) in enumerate(written)
    ]
    parts.append(paragraph("PaperSignerName", run(signer.name) if signer.name else "", Set(before=_INK + lower)))
    return "".join(parts)


def _signers(signers: Sequence[Signer | None], room: float) -> list[str]:
    """Make the places to sign of one row, titles and names level as in the PDF."""
    there = [each for each in signers if each is not None]
    above = any(each.above for each in there)
    lowest = max(_head_high(each, room) for each in there)
    return [_signer(each, above, lowest - _head_high(each, room) if each else 0.0) for each in signers]


def _recipients(lines: Sequence[str], above: float) -> str:
    first, *others = lines
    parts = [paragraph("PaperRecipients", run(first), Set(before=above))]
    return "".join([*parts, *(paragraph("PaperRecipient", run(line)) for line in others)])


def signature_elements(block: Signatures, room: float, page: float) -> list[Element]:
    """Make the places to sign as a table without rules; rows stay together as they do in the PDF."""
    columns = max(block.columns, 2)
    widths = widths_of([room * at / columns for at in range(columns + 1)])
    rows = []
    beside = block.columns == 1 and len(block.signers) == 1 and bool(block.recipients)
    if beside:
        look = STYLES["PaperSignerAbove"][1]
        level = _ABOVE + (look.size * look.leading if block.signers[0].above else 0.0)
        cells = _cell(widths[0], _recipients(block.recipients, level), edges=_NO_LEFT)
        cells += _cell(widths[1], _signers(block.signers, room / 2 - 2 * _SIDE)[0])
        rows.append(f"{_WHOLE}{cells}</w:tr>")
    for start in range(0, 0 if beside else len(block.signers), block.columns):
        row: list[Signer | None] = [*block.signers[start : start + block.columns]]
        if block.columns == 1:
            row.insert(0, None)
        row += [None] * (len(widths) - len(row))
        places = zip(widths, _signers(row, room / columns - 2 * _SIDE), strict=True)
        rows.append(f"{_WHOLE}{''.join(_cell(wide, place) for wide, place in places)}</w:tr>")
    if block.recipients and not beside:
        rows.append(f"{_WHOLE}{_cell(sum(widths), _recipients(block.recipients, 6.0), columns, _NO_LEFT)}</w:tr>")
    start_xml = table_start("PaperColumns", widths, (0.0, _SIDE, 0.0, _SIDE))
    made = elements(f"{start_xml}{''.join(rows)}</w:tbl>")
    for row_made, piece in zip(rows_of(made[0]), signature_pieces(block, room, page), strict=True):
        if piece.glued:
            keep_with_next(row_made)
    return made


def _ledge(widths: Sequence[int]) -> str:
    """Make a row of a point's height over the only row of a table.

    LibreOffice keeps the last rows of a table with what follows it, but never a table of which every row is kept.
    """
    none = "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left", "right"))
    start = f'<w:tc><w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/>'
    span = f'<w:gridSpan w:val="{len(widths)}"/>' if len(widths) > 1 else ""
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="20" w:hRule="exact"/></w:trPr>{start}{span}'
        f"<w:tcBorders>{none}</w:tcBorders></w:tcPr>{paragraph(GAP, wanted=Set(exact=1.0))}</w:tc></w:tr>"
    )


def code_elements(block: CodeBlock, room: float, file: WordFile) -> list[Element]:
    """Make a framed code: label, digits in groups of five, notes; the QR at the right."""
    content = paragraph("PaperCodeLabel", run(block.label))
    content += paragraph("PaperCodeDigits", run(code_groups(block.digits)))
    content += "".join(paragraph("PaperCodeNote", run(note)) for note in block.notes)
    widths = widths_of((0.0, room - _QR - 10, room) if block.qr else (0.0, room))
    cells = _cell(widths[0], content)
    if block.qr:
        cells += _cell(widths[1], paragraph("PaperPicture", PLACE), edges=_NO_SIDES)
    made = elements(
        f"{table_start('PaperFrame', widths, (4.0, 8.0, 4.0, 8.0))}{_ledge(widths)}{_WHOLE}{cells}</w:tr></w:tbl>"
    )
    if block.qr:
        put_picture(file, made, qr_picture(block.qr), _QR, f"QR: {block.qr}")
    return made


def plot_elements(block: Plot, room: float, file: WordFile) -> list[Element]:
    """Make a plot across the page; its words stand behind it for people who do not see it."""
    drawing = draw_plot(block.values, room, PAPER_STYLE)
    made = elements(paragraph("PaperPicture", PLACE, Set(before=8.0)))
    put_picture(file, made, plot_picture(drawing), room, words_in(drawing))
    return made


def step_elements(block: PictureStep, file: WordFile) -> list[Element]:
    """Make a step of a guide: its words, the picture below them."""
    made = paragraph_elements(Paragraph(block.head, Style.HEADING))
    made += paragraph_elements(Paragraph(block.text, Style.PLAIN))
    if block.wide:
        shown = elements(paragraph("PaperPicture", PLACE, Set(before=4.0)))
        put_picture(file, shown, block.picture, block.wide * mm, block.head)
        made += shown
    return made


def big_elements(block: BigText) -> list[Element]:
    """Make one centred line in large letters."""
    return elements(paragraph("PaperBig", run(block.text, size=float(block.size))))


def cut_elements(block: CutLine) -> list[Element]:
    """Make a dashed line with its words below it."""
    return elements(paragraph("PaperCut", run(block.text) if block.text else ""))

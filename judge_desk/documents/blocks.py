"""Blocks: what a paper says, before it has a format.

A :class:`Document` is a tuple of blocks plus what stands on every page. All text is plain text: no block reads markup,
so nothing that a stranger writes can change a paper. Lengths are whole millimetres, type sizes whole points. The
writers (``pdf`` now; others may follow) turn the same blocks into bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from judge_desk.documents.plot_values import PlotValues


class Align(StrEnum):
    """Where text stands in its column."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Style(StrEnum):
    """How a paragraph looks.

    ``BODY`` justified, first line indented; ``PLAIN`` flush left; ``ITEM`` one item of a list, indented as a whole;
    ``CENTRED``; ``CENTRED_ITALIC``; ``ITALIC`` flush left; ``HEADING`` bold, enters the outline of the file;
    ``NOTE`` small, for footnotes; ``CLAUSE`` italic, first line indented (căn cứ); ``CENTRED_BOLD`` for who decides.
    """

    BODY = "body"
    PLAIN = "plain"
    ITEM = "item"
    CENTRED = "centred"
    CENTRED_ITALIC = "centred_italic"
    ITALIC = "italic"
    HEADING = "heading"
    NOTE = "note"
    CLAUSE = "clause"
    CENTRED_BOLD = "centred_bold"


class Orientation(StrEnum):
    """How the A4 sheet lies. Nghị định 30/2020/NĐ-CP, Phụ lục I allows the wide sheet for tables."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


@dataclass(frozen=True, slots=True)
class StateHead:
    """The head of a state paper as two columns (Nghị định 30/2020/NĐ-CP, Phụ lục I, ô 1 to 4).

    Attributes:
        superior: cơ quan chủ quản, empty if none; issuer: cơ quan ban hành; both as printed, in capitals.
        number: the line of số và ký hiệu, empty if the paper has none.
        place_date: địa danh và thời gian, empty for minutes (Mẫu 1.9 has none).
    """

    superior: str
    issuer: str
    number: str = ""
    place_date: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """Tên loại in capitals, below it the lines of trích yếu, then a short rule; ``note`` in italics below the rule.

    ``rule_last`` puts the rule below the note, as an annex has it (Nghị định 30/2020/NĐ-CP, Mẫu 2.1); ``entry`` is what
    the outline of the file says instead of these words.
    """

    name: str
    subject: tuple[str, ...] = ()
    note: str = ""
    rule_last: bool = False
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``lead`` is a bold beginning of its first line; ``size`` in points, 0 for that of the style."""

    text: str
    style: Style = Style.BODY
    lead: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Fields:
    """Lines of label and value, e.g. ``Địa điểm: Phòng họp số 2``; the value goes on below itself.

    Attributes:
        rows: label (without colon) and value.
        bold: whether values are bold.
    """

    rows: tuple[tuple[str, str], ...]
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        head: its title.
        align: of its cells.
        width: millimetres; 0 means by ``share``.
        share: part of the room that is left; with width 0 and share 0 the column is as wide as its longest word.
        bold: whether its cells are bold.
        group: title over neighbouring columns of the same group; empty if none.
    """

    head: str
    align: Align = Align.LEFT
    width: int = 0
    share: int = 0
    bold: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; its head is drawn again on every page.

    Attributes:
        columns: from left to right.
        rows: texts, one for every column.
        totals: rows at the end, bold.
        numbered: whether a row (1) (2) (3) … stands under the head.
        size: wanted type size in points; a writer may go down to ``least`` where numbers would be broken.
        least: see ``size``.
        empty: sentence that stands in place of rows when there are none.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[tuple[str, ...], ...] = ()
    numbered: bool = True
    size: int = 12
    least: int = 8
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs.

    Attributes:
        title: office in capitals; hint: in italics below it.
        name: without học hàm, học vị; blank for ink.
        above: place and date in italics above the title.
    """

    title: str
    hint: str = ""
    name: str = ""
    above: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign in ink; never alone on a page.

    Attributes:
        signers: left to right, then down. One alone stands in the right half.
        columns: how many in a row.
        recipients: lines of "Nơi nhận"; beside a signer who stands alone, level with the title, else flush left under
            the signers; empty if none.
    """

    signers: tuple[Signer, ...]
    columns: int = 2
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A code that people compare or type, beside its QR.

    Attributes:
        label: what it is the code of.
        digits: ASCII digits, drawn in groups of five.
        qr: text inside the QR; empty for none.
        notes: lines under the digits.
    """

    label: str
    digits: str
    qr: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot as wide as the page's body."""

    values: PlotValues


@dataclass(frozen=True, slots=True)
class PictureStep:
    """A step of a guide: its head in bold and its text, beside them a picture at the right edge.

    Attributes:
        head, text: what is done, and how; picture: PNG; wide: millimetres of the picture, 0 for none.
    """

    head: str
    text: str
    picture: bytes = b""
    wide: int = 0


@dataclass(frozen=True, slots=True)
class BigText:
    """One line in large letters, e.g. a PIN."""

    text: str
    size: int = 30


@dataclass(frozen=True, slots=True)
class Spacer:
    """Empty room of a height in millimetres; nothing at the top of a page."""

    height: int


@dataclass(frozen=True, slots=True)
class CutLine:
    """A dashed line across the page, where the sheet is cut or folded; ``text`` stands on it."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that stay on one page where they fit on one."""

    blocks: tuple[Block, ...]


Block = (
    StateHead
    | Title
    | Paragraph
    | Fields
    | Table
    | Signatures
    | CodeBlock
    | Plot
    | PictureStep
    | BigText
    | Spacer
    | CutLine
    | PageBreak
    | KeepTogether
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper.

    Attributes:
        title, subject: metadata of the file.
        blocks: the content.
        footer: what stands at the foot of every page, left: contest, version and hash.
        data_code: code of the data, in the middle of the foot.
        banner: sentences in a dark band at the head of every page, e.g. that the rubric is a sample; empty if none.
        superseded: sentence in that band above the others, of a paper that no longer holds; empty if it holds.
        watermark: large pale words across every page, a line for each state that holds, e.g. ``BẢN CHẠY THỬ``; empty
            if none.
        orientation: see :class:`Orientation`.
        language: of the text, as in BCP 47.
        numbered: whether pages carry numbers; not where every page is a paper of its own.
        framed: whether a double frame stands around every page's body, as on a certificate.
        dense: a form, which no decree lays out: fields and items stand closer than paragraphs of a state paper.
    """

    title: str
    subject: str
    blocks: tuple[Block, ...]
    footer: str = ""
    data_code: str = ""
    banner: str = ""
    superseded: str = ""
    watermark: str = ""
    orientation: Orientation = Orientation.PORTRAIT
    language: str = "vi-VN"
    numbered: bool = True
    framed: bool = False
    dense: bool = False

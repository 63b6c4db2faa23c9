"""Words and lengths as WordprocessingML: runs, paragraphs, and the marks that keep them together.

Text of strangers becomes harmless here: :func:`words` cleans it as for every paper and escapes it; nothing else puts
text into a part. Children stand in the order of the schema (ECMA-376, part 1, annex A): Word calls a file damaged
otherwise. Lengths come in points and are written in twentieths of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from judge_desk.documents.blocks import Align
from judge_desk.documents.pdf_text import clean

Element = Any
"""An element of lxml, which has no types."""
_SIDES: Final = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_INK: Final = re.compile("\u00a0{2,}")
_VML: Final = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)


def twips(points: float) -> int:
    """Give points as twentieths of a point."""
    return round(points * 20)


def words(text: str) -> str:
    """Clean a text and escape it for an element or an attribute in double quotes.

    Room for ink is a run of blanks that do not break; LibreOffice draws such runs too wide, so they become plain ones.
    """
    return escape(_INK.sub(lambda found: " " * len(found[0]), clean(text)), {'"': "&quot;"})


def run(text: str, bold: bool = False, italic: bool = False, size: float = 0.0) -> str:
    """Make a run; line breaks stay. What is not given follows the style of the paragraph."""
    marks = "<w:b/><w:bCs/>" * bold + "<w:i/><w:iCs/>" * italic
    if size:
        marks += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    texts = "<w:br/>".join(f'<w:t xml:space="preserve">{part}</w:t>' for part in words(text).split("\n"))
    return f"<w:r><w:rPr>{marks}</w:rPr>{texts}</w:r>" if marks else f"<w:r>{texts}</w:r>"


def field(name: str, shown: str = "1") -> str:
    """Make a field that Word works out itself, such as ``PAGE``; ``shown`` stands there until then."""
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'


TAB: Final = "<w:r><w:tab/></w:r>"


@dataclass(frozen=True, slots=True)
class Set:
    """How a paragraph differs from its style; lengths in points.

    Attributes:
        keep: it stays with what follows; new_page: it begins a page.
        before, after: space above and below; exact: height of its line, whatever stands in it.
        left, right: indents; align: of its lines; right_tab: where a text ends that stands behind a tab.
        rule_above: a line over it.
    """

    keep: bool = False
    new_page: bool = False
    before: float | None = None
    after: float | None = None
    exact: float | None = None
    left: float | None = None
    right: float | None = None
    align: Align | None = None
    right_tab: float | None = None
    rule_above: bool = False


_PLAIN: Final = Set()


def _spacing(wanted: Set) -> str:
    lengths = {"before": wanted.before, "after": wanted.after, "line": wanted.exact}
    given = "".join(f' w:{name}="{twips(points)}"' for name, points in lengths.items() if points is not None)
    if wanted.exact is not None:
        given += ' w:lineRule="exact"'
    return f"<w:spacing{given}/>" if given else ""


def _indent(wanted: Set) -> str:
    lengths = {"left": wanted.left, "right": wanted.right}
    given = "".join(f' w:{name}="{twips(points)}"' for name, points in lengths.items() if points is not None)
    return f"<w:ind{given}/>" if given else ""


def paragraph(style: str, runs: str = "", wanted: Set = _PLAIN) -> str:
    """Make a paragraph of a style, named by its identifier, out of finished runs."""
    parts = [f'<w:pStyle w:val="{style}"/>']
    parts += ["<w:keepNext/>"] if wanted.keep else []
    parts += ["<w:pageBreakBefore/>"] if wanted.new_page else []
    if wanted.rule_above:
        parts.append('<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:pBdr>')
    if wanted.right_tab is not None:
        parts.append(f'<w:tabs><w:tab w:val="right" w:pos="{twips(wanted.right_tab)}"/></w:tabs>')
    parts += [_spacing(wanted), _indent(wanted)]
    parts += [f'<w:jc w:val="{_SIDES[wanted.align]}"/>'] if wanted.align else []
    return f"<w:p><w:pPr>{''.join(parts)}</w:pPr>{runs}</w:p>"


def elements(xml: str) -> list[Element]:
    """Parse finished paragraphs and tables."""
    return list(parse_xml(f"<w:body {nsdecls('w')} {_VML}>{xml}</w:body>"))


def is_table(element: Element) -> bool:
    """Say whether an element is a table."""
    return bool(element.tag.endswith("}tbl"))


def rows_of(table: Element) -> list[Element]:
    """Give the rows of a table."""
    return list(table.tr_lst)


def keep_with_next(element: Element) -> None:
    """Let all paragraphs of a paragraph, a row or a table stay on the page of what follows."""
    for each in [element] if element.tag.endswith("}p") else element.iter("{*}p"):
        each.get_or_add_pPr().get_or_add_keepNext()


def keep_together(made: Sequence[Element]) -> None:
    """Let elements stay on one page, without drawing what follows to it."""
    for element in made[:-1]:
        keep_with_next(element)
    for element in made[-1:]:
        for part in rows_of(element)[:-1] if is_table(element) else ():
            keep_with_next(part)
    for element in made:
        for each in [element] if element.tag.endswith("}p") else element.iter("{*}p"):
            each.get_or_add_pPr().get_or_add_keepLines()


def keep_tail(made: Sequence[Element], pieces: int) -> None:
    """Let the last pieces (paragraphs, or rows of a table) stay with what follows."""
    for element in reversed(made):
        parts = rows_of(element) if is_table(element) else [element]
        for part in reversed(parts):
            if not pieces:
                return
            keep_with_next(part)
            pieces -= 1


def space_below(element: Element, points: float) -> None:
    """Set the space below a paragraph."""
    element.get_or_add_pPr().get_or_add_spacing().set(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}after", str(twips(points))
    )

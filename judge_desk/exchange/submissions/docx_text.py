"""The text of a DOCX file and the fonts it is set in, read from its parts; only after the gate of ``zip_gate``."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from judge_desk.exchange.submissions.old_text import Piece
from judge_desk.exchange.submissions.write_up_text import HEADER, Passage, Place, WriteUpText, assemble

FAULTS: Final = (
    OpcError,
    SyntaxError,
    KeyError,
    ValueError,
    AttributeError,
    zipfile.BadZipFile,
    OSError,
    RecursionError,
)
"""What reading a damaged DOCX file raises."""
STYLES: Final = "word/styles.xml"
CORE: Final = "docProps/core.xml"
APP: Final = "docProps/app.xml"
TEXT_PARTS: Final = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml\Z")
ANYBODY: Final = "–"
"""What stands in a copy in the place of who commented or changed it."""
COMMENTS: Final = "word/comments.xml"
_BESIDE: Final = re.compile(r"word/(?:header|footer)\d*\.xml\Z")
_FONT_NAMES: Final = ("w:ascii", "w:hAnsi", "w:cs")
_PEOPLE: Final = {
    "author": (CORE, "dc:creator"),
    "last_modified_by": (CORE, "cp:lastModifiedBy"),
    "company": (APP, "Company"),
    "manager": (APP, "Manager"),
}
_LIBRARIES: Final = frozenset({"python-docx"})
_SOFT_HYPHEN: Final = "\u00ad"
_BLANKS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": _SOFT_HYPHEN}
_DEEPEST_STYLE: Final = 12

Element = Any
"""An element of lxml, which has no types."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A text node (or a blank that counts as one) of a run, with the font it is set in."""

    node: Element
    text: str
    font: str


class Fonts:
    """Which font a run is set in: its own, its style's, the paragraph's style's, or the document's."""

    def __init__(self, styles: Element | None) -> None:
        """Take the part of styles, None when the file has none."""
        found = styles.iter(qn("w:style")) if styles is not None else ()
        self._styles = {each.get(qn("w:styleId"), ""): each for each in found}
        self._default = _named(styles.find(f".//{qn('w:docDefaults')}//{qn('w:rFonts')}")) if styles is not None else ""
        self._known: dict[str, str] = {}
        plain = [key for key, each in self._styles.items() if _is_plain(each)]
        self._plain = plain[0] if plain else ""

    def of(self, run: Element, paragraph_style: str) -> str:
        """Give the name of a run's font, empty when nothing says it."""
        properties = run.find(qn("w:rPr"))
        own, style = "", ""
        if properties is not None:
            own = _named(properties.find(qn("w:rFonts")))
            style = _value(properties.find(qn("w:rStyle")))
        return own or self._of_style(style) or self._of_style(paragraph_style or self._plain) or self._default

    def _of_style(self, style: str) -> str:
        if style not in self._known:
            self._known[style] = self._looked_up(style)
        return self._known[style]

    def _looked_up(self, style: str) -> str:
        for _ in range(_DEEPEST_STYLE):
            element = self._styles.get(style)
            if element is None:
                break
            font = _named(element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}"))
            if font:
                return font
            style = _value(element.find(qn("w:basedOn")))
        return ""


def _is_plain(style: Element) -> bool:
    return style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true")


def _named(fonts: Element | None) -> str:
    values = (fonts.get(qn(name), "") for name in _FONT_NAMES) if fonts is not None else ()
    return next((value for value in values if value), "")


def _value(element: Element | None) -> str:
    return element.get(qn("w:val"), "") if element is not None else ""


def open_part(archive: zipfile.ZipFile, name: str) -> Element | None:
    """Read a part of the file, None when it has no such part."""
    return parse_xml(archive.read(name)) if name in archive.namelist() else None


def stretches(paragraph: Element, fonts: Fonts) -> Iterator[Stretch]:
    """Give the text of a paragraph with its fonts; paragraphs inside it (text boxes) are paragraphs of their own."""
    style = _value(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}"))
    for run in _runs(paragraph):
        font = fonts.of(run, style)
        for node in run:
            name = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
            if name == "t":
                yield Stretch(node, node.text or "", font)
            elif name in _BLANKS:
                yield Stretch(node, _BLANKS[name], font)


def _runs(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == qn("w:r"):
            yield child
        elif child.tag not in (qn("w:p"), qn("w:pPr"), qn("w:del")):
            yield from _runs(child)


def read_docx(path: Path) -> WriteUpText:
    """Read the text of a DOCX file that passed the gate.

    Raises:
        Exception: one of :data:`FAULTS`, when it is damaged.
    """
    with zipfile.ZipFile(path) as archive:
        fonts = Fonts(open_part(archive, STYLES))
        number, passages, reviewers = 0, [], dict[str, None]()
        for name in sorted(
            filter(TEXT_PARTS.match, archive.namelist()), key=lambda each: ("document" not in each, each)
        ):
            root, beside = parse_xml(archive.read(name)), _BESIDE.match(name) is not None
            reviewers |= _reviewers(root)
            for paragraph in root.iter(qn("w:p")):
                pieces = tuple(Piece(each.text, each.font) for each in stretches(paragraph, fonts))
                if any(piece.text.strip() for piece in pieces):
                    number += not beside
                    passages.append(Passage(HEADER if beside else number, pieces))
        comments = open_part(archive, COMMENTS)
        reviewers |= _reviewers(comments) if comments is not None else {}
        named = _properties(lambda part: open_part(archive, part))
        told = {"reviewers": "; ".join(reviewers)[:200]} if reviewers else {}
        return assemble(Place.PARAGRAPH, passages, {**named, **told})


def _reviewers(root: Element) -> dict[str, None]:
    """Give who commented on a part or changed it, each once."""
    marks = root.iter(qn("w:ins"), qn("w:del"), qn("w:comment"))
    names = (" ".join(each.get(qn("w:author"), "").split()) for each in marks)
    return dict.fromkeys(name for name in names if name not in ("", ANYBODY))


def _properties(part: Callable[[str], Element | None]) -> Mapping[str, str]:
    found = {}
    roots = {name: part(name) for name in (CORE, APP)}
    for key, (name, tag) in _PEOPLE.items():
        root, wanted = roots[name], tag.rpartition(":")[2]
        values = (each.text or "" for each in root if _is_named(each, wanted)) if root is not None else ()
        value = " ".join(next(iter(values), "").split())
        if value and value not in _LIBRARIES:
            found[key] = value[:200]
    return found


def _is_named(element: Element, name: str) -> bool:
    return isinstance(element.tag, str) and element.tag.rpartition("}")[2] == name

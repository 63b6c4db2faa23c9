"""Copies of a DOCX file: its old writing turned into Unicode, or what it says of people taken out.

Everything else of the file goes over as it is, part by part and byte by byte. The original is never touched.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from judge_desk.exchange.submissions.docx_text import (
    ANYBODY,
    APP,
    CORE,
    STYLES,
    TEXT_PARTS,
    Fonts,
    open_part,
    stretches,
)
from judge_desk.exchange.submissions.old_text import OldText, Piece, converted
from judge_desk.exchange.submissions.old_writing import modern_font, writing_of_font

_FONTED: Final = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|styles|numbering)\.xml\Z")
_NAMED: Final = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments\w*)\.xml\Z")
_EMPTIED: Final = frozenset({"creator", "lastModifiedBy", "Company", "Manager", "HyperlinkBase"})
_CUSTOM: Final = "docProps/custom.xml"
_WHO: Final = (qn("w:author"), qn("w:initials"))
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

Changed = Callable[[str, Any], None]


def write_converted(source: Path, target: Path, old: OldText) -> None:
    """Write a copy in which the old writing is Unicode and its fonts are replaced.

    Raises:
        Exception: one of ``docx_text.FAULTS``.
    """
    with zipfile.ZipFile(source) as archive:
        fonts = Fonts(open_part(archive, STYLES))

        def change(name: str, root: Any) -> None:
            if TEXT_PARTS.match(name):
                for paragraph in root.iter(qn("w:p")):
                    _convert(paragraph, fonts, old)
            _replace_fonts(root)

        _copy(archive, target, _FONTED.match, change)


def _convert(paragraph: Any, fonts: Fonts, old: OldText) -> None:
    found = list(stretches(paragraph, fonts))
    texts = converted([Piece(each.text, each.font) for each in found], old)
    for each, text in zip(found, texts, strict=True):
        if text == each.text:
            continue
        if each.node.tag != qn("w:t"):  # a hyphen that stood for a letter
            each.node.tag = qn("w:t")
        each.node.text = text
        each.node.set(_SPACE, "preserve")


def _replace_fonts(root: Any) -> None:
    for fonts in root.iter(qn("w:rFonts")):
        for name, value in fonts.attrib.items():
            if writing_of_font(str(value)) is not None:
                fonts.set(name, modern_font(str(value)))


def write_emptied(source: Path, target: Path) -> None:
    """Write a copy that names nobody in its properties, comments and marks of revision; its text stays.

    Raises:
        Exception: one of ``docx_text.FAULTS``.
    """

    def change(name: str, root: Any) -> None:
        if name in (CORE, APP):
            for element in root:
                if isinstance(element.tag, str) and element.tag.rpartition("}")[2] in _EMPTIED:
                    element.text = ""
        elif name == _CUSTOM:
            for element in list(root):
                root.remove(element)
        else:
            for element in root.iter():
                for attribute in _WHO:
                    if attribute in element.attrib:
                        element.set(attribute, ANYBODY)

    with zipfile.ZipFile(source) as archive:
        _copy(archive, target, lambda name: name in (CORE, APP, _CUSTOM) or bool(_NAMED.match(name)), change)


def _copy(archive: zipfile.ZipFile, target: Path, wanted: Callable[[str], object], change: Changed) -> None:
    with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED) as copy:
        for info in archive.infolist():
            content = archive.read(info)
            if wanted(info.filename):
                root = parse_xml(content)
                change(info.filename, root)
                content = serialize_part_xml(root)
            fresh = zipfile.ZipInfo(info.filename, info.date_time)
            fresh.compress_type = zipfile.ZIP_DEFLATED
            copy.writestr(fresh, content)

"""The styles of Word papers, and the empty file that every one of them starts from.

Every kind of text has a style of its own, so that whoever edits a paper changes it in one place. Headings are Word's
own, for its navigation pane. Sizes and distances are those of the PDF.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Final

import docx
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from judge_desk.documents.blocks import Align, Style
from judge_desk.documents.docx_xml import twips
from judge_desk.documents.looks import DENSE_GAP, LOOKS, Look
from judge_desk.documents.pdf_text import Face

FONT: Final = "Times New Roman"
NATURAL: Final = 1.149
"""Distance of two lines of the font, in type sizes, when nobody asks for another."""
TITLE: Final = "Heading1"
HEADING: Final = "Heading2"
GAP: Final = "PaperGap"
_SIDES: Final = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_CENTRE: Final = Align.CENTRE
_HEAD: Final[Mapping[str, Any]] = {"align": _CENTRE, "gap": 0.0, "leading": 1.15}
_SIGN: Final[Mapping[str, Any]] = {"align": _CENTRE, "gap": 0.0, "leading": 1.18}
_KEPT: Final = (
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
)

STYLES: Final[Mapping[str, tuple[str, Look]]] = {
    **{f"Paper{style.title().replace('_', '')}": (f"Paper {style.replace('_', ' ')}", look)
       for style, look in LOOKS.items() if style is not Style.HEADING},
    "PaperSubject": ("Paper subject", Look(Face.BOLD, 14.0, align=_CENTRE, gap=0.0)),
    "PaperField": ("Paper field", Look()),
    "PaperRule": ("Paper rule", Look(size=2.0, gap=3.0)),
    "PaperSuperior": ("Paper head superior", Look(size=12.0, **_HEAD)),
    "PaperIssuer": ("Paper head issuer", Look(Face.BOLD, 12.0, **_HEAD)),
    "PaperNation": ("Paper head nation", Look(Face.BOLD, 12.0, **_HEAD)),
    "PaperMotto": ("Paper head motto", Look(Face.BOLD, 13.0, **_HEAD)),
    "PaperNumber": ("Paper head number", Look(size=13.0, **_HEAD)),
    "PaperDate": ("Paper head date", Look(Face.ITALIC, 13.0, **_HEAD)),
    "PaperSignerAbove": ("Paper signer above", Look(Face.ITALIC, 13.0, **_SIGN)),
    "PaperSigner": ("Paper signer", Look(Face.BOLD, 13.0, **_SIGN)),
    "PaperSignerHint": ("Paper signer hint", Look(Face.ITALIC, 12.0, **_SIGN)),
    "PaperSignerName": ("Paper signer name", Look(Face.BOLD, 13.0, **_SIGN)),
    "PaperRecipients": ("Paper recipients", Look(Face.BOLD_ITALIC, 12.0, gap=0.0, leading=1.15)),
    "PaperRecipient": ("Paper recipient", Look(size=11.0, gap=0.0)),
    "PaperCodeLabel": ("Paper code label", Look(size=12.0, gap=0.0)),
    "PaperCodeDigits": ("Paper code digits", Look(Face.BOLD, 16.0, gap=0.0, leading=1.25)),
    "PaperCodeNote": ("Paper code note", Look(Face.ITALIC, 10.5, gap=0.0, leading=1.19)),
    "PaperPicture": ("Paper picture", Look(align=_CENTRE, gap=0.0, leading=NATURAL)),
    "PaperBig": ("Paper big", Look(Face.BOLD, 30.0, align=_CENTRE, gap=10.0, leading=1.18)),
    "PaperCut": ("Paper cut line", Look(Face.ITALIC, 10.0, align=_CENTRE, gap=16.0, leading=1.18)),
    GAP: ("Paper gap", Look(size=1.0, gap=0.0, leading=NATURAL)),
    "PaperBanner": ("Paper banner", Look(Face.BOLD, 11.0, align=_CENTRE, gap=0.0, leading=NATURAL)),
}  # fmt: skip
"""Name and look of every style of text by its identifier; ``Paper…`` of a :class:`Style` is its own."""


def style_of(style: Style) -> str:
    """Give the identifier of a paragraph's style."""
    return HEADING if style is Style.HEADING else f"Paper{style.title().replace('_', '')}"


def _run_marks(look: Look, dark: bool) -> str:
    bold = look.face in (Face.BOLD, Face.BOLD_ITALIC)
    italic = look.face in (Face.ITALIC, Face.BOLD_ITALIC)
    size = round(look.size * 2)
    marks = "<w:b/><w:bCs/>" * bold + "<w:i/><w:iCs/>" * italic + '<w:color w:val="FFFFFF"/>' * dark
    return f'<w:rPr>{marks}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'


def _look_marks(look: Look, keep: bool, level: int | None, dark: bool) -> str:
    side = "both" if look.justified else _SIDES[look.align]
    line = round(240 * look.leading / NATURAL)
    parts = ["<w:keepNext/>" * keep, '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>' * dark]
    parts.append(f'<w:spacing w:before="{twips(look.gap)}" w:after="0" w:line="{line}" w:lineRule="auto"/>')
    parts.append(f'<w:ind w:left="{twips(look.left)}" w:firstLine="{twips(look.first)}"/>')
    parts.append(f'<w:jc w:val="{side}"/>')
    parts.append("" if level is None else f'<w:outlineLvl w:val="{level}"/>')
    return f"<w:pPr>{''.join(parts)}</w:pPr>{_run_marks(look, dark)}"


def style_xml(key: str, name: str, look: Look, keep: bool = False, level: int | None = None) -> str:
    """Make a style of paragraphs; a level puts them into the navigation pane."""
    following = '<w:next w:val="PaperBody"/>' if level is not None else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"{"" if level is not None else custom(key)}>'
        f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/>{following}<w:qFormat/>'
        f"{_look_marks(look, keep, level, key == 'PaperBanner')}</w:style>"
    )


def custom(key: str) -> str:
    """Give the attribute that marks a style as ours and not Word's."""
    return "" if key in ("Header", "Footer") else ' w:customStyle="1"'


def _table_style(key: str, name: str, borders: str) -> str:
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>{borders}</w:tblPr></w:style>'
    )


def _borders(sides: tuple[str, ...], size: int) -> str:
    lines = "".join(f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="auto"/>' for side in sides)
    return f"<w:tblBorders>{lines}</w:tblBorders>"


_ROUND: Final = ("top", "left", "bottom", "right")


def _dense(key: str, look: Look) -> Look:
    """Give a look in a form, which no decree lays out: items and fields stand close."""
    return replace(look, gap=DENSE_GAP) if key in ("PaperItem", "PaperField") else look


def _all_styles(language: str, dense: bool) -> str:
    fonts = "".join(f' w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in _ROUND)
    parts = [
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/><w:sz w:val="26"/><w:szCs w:val="26"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        "<w:pPr><w:widowControl/></w:pPr></w:style>",
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        f'<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>",
        style_xml(TITLE, "heading 1", Look(Face.BOLD, 14.0, align=_CENTRE, gap=14.0), True, 0),
        style_xml(HEADING, "heading 2", LOOKS[Style.HEADING], True, 1),
        style_xml("Header", "header", Look(align=_CENTRE, gap=0.0, leading=NATURAL)),
        style_xml("Footer", "footer", Look(size=8.5, gap=0.0, leading=NATURAL)),
        *(style_xml(key, name, _dense(key, look) if dense else look) for key, (name, look) in STYLES.items()),
        _table_style("PaperGrid", "Paper grid", _borders((*_ROUND, "insideH", "insideV"), 4)),
        _table_style("PaperFrame", "Paper frame", _borders((*_ROUND, "insideH"), 6)),
        _table_style("PaperColumns", "Paper columns", ""),
    ]
    return "".join(parts)


_SETTINGS: Final = (
    '<w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>'
    '<w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="{language}"/><w:decimalSymbol w:val=","/>'
    '<w:listSeparator w:val=";"/>'
)
_APP: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Judge Desk</Application></Properties>"
)


def _refill(element: Any, inner: str) -> None:
    """Put other children into an element."""
    for child in list(element):
        element.remove(child)
    element.extend(list(parse_xml(f"<w:any {nsdecls('w')}>{inner}</w:any>")))


@cache
def _empty(language: str, dense: bool) -> bytes:
    file = docx.Document()
    _refill(file.styles.element, _all_styles(language, dense))
    _refill(file.settings.element, _SETTINGS.format(language=language))
    relations = file.part.rels
    for key in [key for key, each in relations.items() if each.reltype not in _KEPT]:
        del relations[key]
    package = file.part.package.rels
    for key, each in list(package.items()):
        if each.reltype.endswith("/thumbnail"):
            del package[key]
        elif each.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
            each.target_part._blob = _APP.encode()
    core = file.core_properties._element
    for child in list(core):
        core.remove(child)
    target = io.BytesIO()
    file.save(target)
    return target.getvalue()


def empty_file(language: str, dense: bool) -> WordFile:
    """Open a new file with all styles, without content, author or time; ``dense`` as of a document."""
    return docx.Document(io.BytesIO(_empty(language, dense)))


def add_styles(file: WordFile, xml: str) -> None:
    """Add styles that only this paper needs."""
    styles: Any = file.styles.element
    styles.extend(list(parse_xml(f"<w:any {nsdecls('w')}>{xml}</w:any>")))

"""Checks the order of children in WordprocessingML against the lists of ECMA-376, part 1 (annex A, transitional).

Only elements that the program writes are listed; one that is not listed is a fault too, so that whoever writes a new
one looks up its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from docx.oxml.parser import parse_xml

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BORDERS: Final = "top left bottom right insideH insideV"
_PPR: Final = "pStyle keepNext keepLines pageBreakBefore widowControl pBdr shd tabs spacing ind jc outlineLvl"
_SEQUENCES: Final = {
    "body": "*p|tbl sectPr",
    "hdr": "*p|tbl",
    "ftr": "*p|tbl",
    "p": "pPr *r|fldSimple",
    "pPr": _PPR,
    "pBdr": _BORDERS,
    "tabs": "*tab",
    "fldSimple": "*r",
    "r": "rPr *t|br|tab|drawing|pict",
    "rPr": "rFonts b bCs i iCs color sz szCs lang",
    "tbl": "tblPr tblGrid *tr",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "tblBorders": _BORDERS,
    "tblCellMar": "top left bottom right",
    "tblGrid": "*gridCol",
    "tr": "trPr *tc",
    "trPr": "*cantSplit|trHeight|tblHeader",
    "tc": "tcPr *p",
    "tcPr": "tcW gridSpan vMerge tcBorders tcMar vAlign",
    "tcBorders": _BORDERS,
    "tcMar": "top left bottom right",
    "sectPr": "*headerReference|footerReference type pgSz pgMar pgBorders cols titlePg",
    "pgBorders": "top left bottom right",
    "styles": "docDefaults latentStyles *style",
    "docDefaults": "rPrDefault pPrDefault",
    "rPrDefault": "rPr",
    "pPrDefault": "pPr",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr",
    "settings": "zoom bordersDoNotSurroundHeader bordersDoNotSurroundFooter defaultTabStop characterSpacingControl "
    "compat themeFontLang decimalSymbol listSeparator",
    "compat": "*compatSetting",
    "document": "body",
}
"""Of each element its children in their order; ``*a|b`` stands for any number of them in any order."""


def _name(element: Any) -> str:
    return str(element.tag).removeprefix(_W)


def _places(sequence: str) -> dict[str, tuple[int, bool]]:
    """Give of each child its place, and whether it may come again."""
    return {
        name: (place, group.startswith("*"))
        for place, group in enumerate(sequence.split())
        for name in group.lstrip("*").split("|")
    }


def _faults_of(element: Any) -> Iterator[str]:
    places = _places(_SEQUENCES.get(_name(element), ""))
    at, seen = -1, set()
    for child in map(_name, element):
        place, again = places.get(child, (-1, False))
        if place < at or (child in seen and not again):
            yield f"{child} in {_name(element)}"
        at = max(at, place)
        seen.add(child)


def disorder(xml: bytes) -> list[str]:
    """Name every child that is unknown, out of order or doubled, and every cell that lacks its last paragraph."""
    root = parse_xml(xml)
    ours = [each for each in root.iter(f"{_W}*") if _name(each) not in ("drawing", "pict")]
    faults = [fault for each in ours for fault in _faults_of(each)]
    faults += [f"{_name(each)} without p" for each in ours if _name(each) in ("tc", "hdr", "ftr") and not _ends(each)]
    faults += [f"tbl before {_name(each)}" for each in root.iter(f"{_W}sectPr") if _name(each.getprevious()) == "tbl"]
    faults += ["tbl beside tbl" for each in root.iter(f"{_W}tbl") if _beside(each)]
    return [*faults, *(f"cells of a row do not fill the grid: {each}" for each in _short_rows(root))]


def _ends(element: Any) -> bool:
    return len(element) > 0 and _name(element[-1]) == "p"


def _beside(table: Any) -> bool:
    after = table.getnext()
    return after is not None and _name(after) == "tbl"


def _short_rows(root: Any) -> Iterator[int]:
    for table in root.iter(f"{_W}tbl"):
        columns = len(list(table.iter(f"{_W}gridCol")))
        for number, row in enumerate(table.iter(f"{_W}tr")):
            spans = [each.get(f"{_W}val") for each in row.iter(f"{_W}gridSpan")]
            cells = len(list(row.iter(f"{_W}tc"))) - len(spans) + sum(map(int, spans))
            if cells != columns:
                yield number

"""Word files: read by mammoth, cleaned by nh3, set on sheets; nothing outside the file is ever fetched."""

from __future__ import annotations

import base64
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import mammoth  # type: ignore[import-untyped]  # it ships no types
import nh3

from judge_desk.ui.viewer.desk import Shown
from judge_desk.ui.viewer.pages import Document
from judge_desk.ui.viewer.post import Post
from judge_desk.ui.viewer.sheets import STYLE, SafeText, Sheets, base_font, calm_headings

_PICTURES: Final = ("data:image/png;base64,", "data:image/jpeg;base64,")
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_SIDES: Final = {"center": "center", "right": "right", "end": "right", "both": "justify"}
_TAGS: Final = {
    "p", "br", "strong", "b", "em", "i", "u", "s", "sub", "sup", "ul", "ol", "li", "img",
    "table", "thead", "tbody", "tr", "td", "th", *_HEADINGS,
}  # fmt: skip
_ATTRIBUTES: Final = {
    "img": {"src"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    **{tag: {"align"} for tag in ("p", *_HEADINGS)},
}
_OWN: Final = "judge desk {tag} {side}"
_STYLES: Final = "\n".join(
    f"p[style-name='{_OWN.format(tag=tag, side=side)}'] => {tag}[align='{side}']:fresh"
    for tag in ("p", *_HEADINGS)
    for side in sorted(set(_SIDES.values()))
)


def open_docx(paths: tuple[Path, ...], facts: Mapping[str, Any], post: Post) -> Shown:
    """Open a Word file that passed the gate."""
    pictures = _Pictures()
    with paths[0].open("rb") as source:
        found = mammoth.convert_to_html(
            source,
            style_map=_STYLES,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=mammoth.images.img_element(pictures.take),
            transform_document=mammoth.transforms.paragraph(_aligned),
        )
    document = SafeText()
    document.setDefaultFont(base_font())
    document.setDefaultStyleSheet(STYLE)
    document.setHtml(clean_html(found.value))
    calm_headings(document)
    sheets = Sheets(document, {})  # lays out all of it, so every picture was looked at
    lost = pictures.lost + len(document.left_out - {""})
    sheets.notes = {"pictures_left_out": lost} if lost else {}
    return Document(sheets)


class _Pictures:
    """Writes pictures of the file into the text; what lies outside it, or is no PNG or JPEG, is counted as lost."""

    def __init__(self) -> None:
        self.lost = 0

    def take(self, image: Any) -> dict[str, str]:
        head = f"data:{image.content_type};base64,"
        if head in _PICTURES:
            try:
                with image.open() as source:
                    return {"src": head + base64.b64encode(source.read()).decode("ascii")}
            except (OSError, KeyError, mammoth.docx.files.InvalidFileReferenceError):
                pass
        self.lost += 1
        return {}


def clean_html(html: str) -> str:
    """Keep words, their shape and pictures written into the file; letters come composed."""
    return nh3.clean(
        unicodedata.normalize("NFC", html),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"data"},
        attribute_filter=_filtered,
        link_rel=None,
        set_tag_attribute_values={"table": {"width": "100%"}},
    )


def _filtered(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "src":
        return value if value.startswith(_PICTURES) else None
    if attribute in ("colspan", "rowspan"):
        return value if value.isascii() and value.isdigit() and len(value) < 4 else None
    return value


def _aligned(paragraph: Any) -> Any:
    """Keep how a paragraph stands by giving it a style of ours; mammoth itself forgets it."""
    side = _SIDES.get(paragraph.alignment or "")
    if side is None or paragraph.numbering is not None:
        return paragraph
    name = (paragraph.style_name or "").casefold()
    number = name.removeprefix("heading ")
    tag = f"h{number}" if number in "123456" and number and number != name else "p"
    if name == "title":
        tag = "h1"
    return paragraph.copy(style_name=_OWN.format(tag=tag, side=side))

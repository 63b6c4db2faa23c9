"""Words that the program itself puts on every paper, whatever its format."""

from __future__ import annotations

from typing import Final

from judge_desk.documents.blocks import Document

NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
SUPERSEDED_MARK: Final = "ĐÃ THAY THẾ"
_PAGE_WORD: Final = {"vi": "Trang", "en": "Page"}
_CODE_WORD: Final = {"vi": "Mã dữ liệu", "en": "Data code"}


def page_word(document: Document) -> str:
    """Give the word before the number of a page, in the language of the document."""
    return _PAGE_WORD[document.language[:2]]


def code_word(document: Document) -> str:
    """Give the word before the code of the data, in the language of the document."""
    return _CODE_WORD[document.language[:2]]


def watermark_of(document: Document) -> str:
    """Give the words across every page, empty for none; a superseded paper has some without being asked."""
    return document.watermark or (SUPERSEDED_MARK if document.superseded else "")

"""Plain text: read in the writing it most likely has, set on sheets."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from judge_desk.ui.viewer.desk import Shown
from judge_desk.ui.viewer.pages import Document
from judge_desk.ui.viewer.post import Post
from judge_desk.ui.viewer.sheets import SafeText, Sheets, base_font

MOST_BYTES: Final = 512 * 1024
"""Some 150 full sheets; setting more takes seconds."""
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def open_text(paths: tuple[Path, ...], facts: Mapping[str, Any], post: Post) -> Shown:
    """Open a text file; of a very long one only the beginning."""
    with paths[0].open("rb") as source:
        data = source.read(MOST_BYTES + 1)
    text, guessed = decoded(data[:MOST_BYTES])
    notes = {"writing_guessed": 1} if guessed else {}
    if len(data) > MOST_BYTES:
        notes["only_beginning"] = 1
    document = SafeText()
    document.setDefaultFont(base_font())
    document.setPlainText(unicodedata.normalize("NFC", text))
    return Document(Sheets(document, notes))


def decoded(data: bytes) -> tuple[str, bool]:
    """Read bytes as text, and say whether the writing had to be guessed."""
    for mark, writing in _MARKS:
        if data.startswith(mark):
            return data.decode(writing, "replace"), False
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError as fault:
        if fault.start >= len(data) - 4 and len(data) == MOST_BYTES:  # the last letter was cut
            return data.decode("utf-8", "ignore"), False
    return data.decode("cp1258", "replace"), True

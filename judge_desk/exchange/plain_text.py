"""Which text may stand in a sealed file: NFC, nothing invisible, nothing that turns the reading direction.

What a person pastes is brought into that form once, when it is entered (:func:`tidy_line`, :func:`tidy_text`); what
is sealed or read is only checked. The list of refused characters is written out, so that it is the same whatever
Unicode version a reader has.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_REFUSED: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_NO_TEXT: Final = re.compile("[\ud800-\udfff]")
_BLANK_RUN: Final = re.compile(r"\s+")


def is_line(text: str, longest: int) -> bool:
    """Say whether a text may stand as one line: not empty, at most ``longest`` characters, no blank at its ends."""
    return 0 < len(text) <= longest and text == text.strip() and is_clean(text)


def is_clean(text: str) -> bool:
    """Say whether a text is NFC and free of refused characters (newline is one of them)."""
    return _REFUSED.search(text) is None and unicodedata.is_normalized("NFC", text)


def is_remark(text: str, longest: int) -> bool:
    """Say whether a text may stand as a remark: like :func:`is_line`, but with newlines inside."""
    return 0 < len(text) <= longest and text == text.strip() and is_clean(text.replace("\n", " "))


def tidy_line(text: str) -> str:
    """Bring what a person typed or pasted into the form of one line; may be empty."""
    return _BLANK_RUN.sub(" ", unicodedata.normalize("NFC", _REFUSED.sub(_left_out, text))).strip()


def tidy_text(text: str) -> str:
    """Bring a remark of several lines into its form: NFC, newlines only, refused characters left out; may be empty."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return unicodedata.normalize("NFC", "\n".join(_REFUSED.sub(_left_out, line) for line in lines)).strip()


def tidy_name(name: str) -> str:
    """Bring a file's name into the form of one line, for people only: what is no text in it becomes ``?``.

    Names on sticks from elsewhere may hold bytes of no known letter; Python keeps them as lone surrogates, which no
    file of ours can hold.
    """
    return tidy_line(_NO_TEXT.sub("?", name)) or "?"


def escaped(text: str) -> str:
    r"""Write a text of several lines on one: ``\`` as ``\\``, a newline as ``\n``."""
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def unescaped(text: str) -> str:
    r"""Undo :func:`escaped`.

    Raises:
        ValueError: a backslash before anything but ``\`` or ``n``.
    """
    parts = re.split(r"(\\.?)", text)
    meaning = {"\\\\": "\\", "\\n": "\n"}
    if any(part not in meaning for part in parts[1::2]):
        raise ValueError(text)
    return "".join(meaning.get(part, part) for part in parts)


def _left_out(found: re.Match[str]) -> str:
    """Put a blank for refused white space, nothing for the rest."""
    return " " if found[0].isspace() else ""

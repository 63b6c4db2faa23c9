"""A write-up that is plain text: UTF-8, UTF-16, or bytes of an old writing."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from judge_desk.exchange.submissions.old_text import Piece
from judge_desk.exchange.submissions.write_up_text import Passage, Place, WriteUpText, assemble

MOST_BYTES: Final = 8 * 1024 * 1024
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_plain(path: Path) -> WriteUpText:
    """Read a plain text; of a very long one only the beginning.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as source:
        text = _decoded(source.read(MOST_BYTES))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    passages = [Passage(number, (Piece(line),)) for number, line in enumerate(lines, start=1) if line.strip()]
    return assemble(Place.LINE, passages, {})


def _decoded(data: bytes) -> str:
    for mark, writing in _MARKS:
        if data.startswith(mark):
            return data.decode(writing, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        cut = len(data) == MOST_BYTES and fault.start >= len(data) - 4
        return data.decode("utf-8", "ignore") if cut else data.decode("latin-1")

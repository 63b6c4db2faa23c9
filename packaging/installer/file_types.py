"""The files that the program opens by a double click, as every system is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file.

    Attributes:
        ending: without the dot.
        mime: its media type, which no register knows: hence ``vnd``.
        vietnamese, english: what a file manager calls it.
    """

    ending: str
    mime: str
    vietnamese: str
    english: str

    @property
    def icon(self) -> str:
        """Give the name of its icon, as the themes of Linux form it."""
        return self.mime.replace("/", "-")


TYPES: Final = (
    FileType("jdpack", "application/vnd.judge-desk.package", "Gói bài thi Judge Desk", "Judge Desk package of entries"),
    FileType(
        "jdscore", "application/vnd.judge-desk.score", "Tệp chấm của giám khảo Judge Desk", "Judge Desk score file"
    ),
    FileType(
        "jdballot", "application/vnd.judge-desk.ballot", "Phiếu chấm niêm phong Judge Desk", "Judge Desk sealed ballot"
    ),
    FileType("jdesk", "application/vnd.judge-desk.contest", "Hồ sơ cuộc thi Judge Desk", "Judge Desk contest"),
)

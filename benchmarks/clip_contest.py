"""A contest folder full of clips of any size: found, entries taken in by the product's own intake, lots drawn."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.score_files import RULES
from judge_desk.contest.values.identity import Seat
from judge_desk.desks import drawing, founding, intake, issuing, panel
from judge_desk.desks.rehearsal.world import world
from judge_desk.desks.surroundings import Surroundings, silent
from judge_desk.documents.sample_clips import clip_variant
from judge_desk.paths import resource

ROUND: Final = "vong-1"
SEAT: Final = 1
_DOCUMENT: Final = 'title = "Bài dự thi", kind = "document", required = true, formats = ["pdf"]'
_CLIP: Final = 'title = "Clip", kind = "clip", required = true, formats = ["mp4"], most_seconds = 300'
_PANEL: Final = (
    ("Họ và tên", "Chức vụ", "Đơn vị", "Vai trò"),
    ("Trần Văn An", "Chuyên viên", "Sở Một", "Trưởng ban"),
    ("Lê Thị Bình", "Chuyên viên", "Sở Hai", "Thành viên"),
    ("Ngô Thị Dung", "Chuyên viên", "Sở Ba", "Thư ký"),
)
_REGISTER: Final = ("STT", "Tên bài dự thi", "Loại hình", "Lĩnh vực", "Tác giả", "Đơn vị", "Thời gian nhận")
_FREE: Final = 8
"""Length of the head of a box of an MP4 file."""


@dataclass(frozen=True, slots=True)
class ClipContest:
    """A contest folder with lots drawn; the clips as they came; the first judge's PIN and package once it is issued."""

    folder: Path
    clips: tuple[Path, ...]
    secretary: Surroundings

    def issue(self, target: Path) -> tuple[Path, str]:
        """Write the package for the first time; gives its folder and the PIN of a seat."""
        pins: dict[Seat, str] = {}
        return issuing.issue(self.folder, ROUND, target, self.secretary, pins).package, pins[Seat(SEAT)]


def make(place: Path, count: int, size: int) -> ClipContest:
    """Make a contest of so many entries, each with a clip of that many bytes that plays."""
    secretary = world("đo", "2024-08-20T08:00:00", place / "home", "Thư ký", silent)
    rules, folder = place / "the-le.toml", place / "cuoc-thi"
    rules.write_text(RULES.replace(_DOCUMENT, _CLIP), encoding="utf-8")
    founding.found(folder, str(rules), secretary)
    panel.take_in(folder, _sheet(place / "ban-giam-khao.csv", _PANEL), secretary)
    rows = [_REGISTER]
    clips = []
    for number in range(1, count + 1):
        author = (f"Người Viết {number}", f"Xã {number}", "10/08/2024 09:00")
        rows.append((str(number), f"Giải pháp {number}", "Cá nhân", "Chính quyền số", *author))
        clips.append(_clip(place / "ho-so" / f"{number:03d}" / "clip.mp4", number, size))
    taken = intake.take_in(folder, _sheet(place / "danh-sach.csv", rows), place / "ho-so", secretary)
    assert taken.counts["eligible"] == count, taken.findings
    drawing.assign(folder, ROUND, secretary, seed="7")
    return ClipContest(folder, tuple(clips), secretary)


def _sheet(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def _clip(path: Path, number: int, size: int) -> Path:
    """Write a clip that plays, and behind it a box of chance bytes that players pass over."""
    path.parent.mkdir(parents=True)
    clip = clip_variant(resource("rehearsal/clips/luoi-o.mp4").read_bytes(), str(number))
    rest = max(size - len(clip), _FREE)
    with path.open("wb") as file:
        file.write(clip + rest.to_bytes(4, "big") + b"free")
        for at in range(0, rest - _FREE, 1 << 20):
            file.write(os.urandom(min(1 << 20, rest - _FREE - at)))
    return path

"""A rehearsal whose last round was announced: prizes, write-ups, pictures and clips that play."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.desks import deciding
from judge_desk.desks.deciding import Request
from judge_desk.desks.rehearsal.world import world
from judge_desk.desks.rehearsing import Played
from judge_desk.desks.surroundings import Surroundings, silent

LAST: Final = "bao-ve"
OPERATOR: Final = "Ngô Thư Ký"


def around(place: Path, who: str = OPERATOR) -> Surroundings:
    """Give the secretary's surroundings."""
    return world("hạt", "2024-10-01T08:00:00", place / "may", who, silent)


def copied(played: Played, place: Path) -> Path:
    """Copy the contest folder of a rehearsal; its result is locked and not announced."""
    return Path(shutil.copytree(played.folder, place / "cuoc-thi"))


def announce(folder: Path, place: Path) -> None:
    """Let the locked result of the last round leave the house."""
    request = Request(LAST, DecisionKind.ANNOUNCE, (LAST,), "", "Đã họp", ("Trần Văn Chủ (Trưởng ban)",))
    deciding.decide(folder, request, around(place))

"""Judge: a copy of the score file whenever a seat is sat down at, and winning back a file that was damaged.

The damaged file is never changed; it is put aside under a name of its own, and what was won back takes its place.
"""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import CannotWrite, NotNow, Refusal
from judge_desk.desks.judge_file import JudgeFile, open_judge_file
from judge_desk.desks.surroundings import Surroundings
from judge_desk.stores.copies import AUTOMATIC
from judge_desk.stores.damaged_file import JOURNAL, keep_damaged, put_in_place
from judge_desk.stores.score_copies import Recovery, back_up_score, recover_score_file, score_copies
from judge_desk.stores.score_schema import ENDING

DAMAGE: Final = frozenset(
    {"store.damaged", "store.foreign", "store.empty", "store.event-altered", "store.table-altered", "score_file.gone"}
)
"""Codes of refusals of a score file after which something may be won back."""
ASIDE: Final = ".hong"
"""What is put behind the name of a damaged file, so that nobody opens it by mistake."""


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was won back.

    Attributes:
        path: the score file, sound again; kept: the damaged one, as it was.
        copied, proven: acts that came from the newest good copy, and later ones that the damaged file still proved.
        lost: acts that could be read and prove nothing any more; they are left out.
    """

    path: Path
    kept: Path
    copied: int
    proven: int
    lost: int


def keep_copy(judge: JudgeFile, around: Surroundings) -> None:
    """Make a checked copy of an open score file; where there is no room for it, the work goes on without."""
    with contextlib.suppress(CannotWrite):
        back_up_score(judge.score, AUTOMATIC, around.now())


def rescue(path: Path, around: Surroundings) -> Rescued:
    """Win back a damaged score file from its copies and from what it still proves.

    Raises:
        NotNow: the file is sound (``rescue.sound``).
        Unreadable: nothing can be proven (``store.nothing-to-recover``).
        Refusal: another window holds it, a newer program wrote it, or the disk refuses. Nothing was changed.
    """
    _must_be_damaged(path)
    fresh = _free(path.with_name(f"{path.stem}-cuu"), ENDING)
    won = recover_score_file(path, [each.path for each in score_copies(path)], fresh)
    kept = keep_damaged(path, _free(path.with_name(path.name), ASIDE))
    put_in_place(fresh, path)
    return Rescued(path, kept, won.from_copy, won.from_damaged, won.beyond)


def foresee_rescue(path: Path) -> Recovery:
    """Say what :func:`rescue` would win back; nothing is changed.

    Raises:
        NotNow, Unreadable: as :func:`rescue`.
    """
    _must_be_damaged(path)
    with tempfile.TemporaryDirectory() as folder:
        return recover_score_file(path, [each.path for each in score_copies(path)], Path(folder, "thu" + ENDING))


def _must_be_damaged(path: Path) -> None:
    try:
        with open_judge_file(path, read_only=True):
            pass
    except Refusal as refusal:
        if refusal.problem.code not in DAMAGE and not is_gone(path):
            raise
        return
    raise NotNow("rescue.sound", where=path.name)


def is_gone(path: Path) -> bool:
    """Say whether a score file is not there although its copies, its journal or a damaged one say that it was."""
    if path.exists():
        return False
    beside = (path.with_name(path.name + JOURNAL), path.with_name(path.name + ASIDE))
    return bool(score_copies(path)) or any(each.exists() for each in beside)


def _free(path: Path, ending: str) -> Path:
    """Give a name that nothing bears yet: the ending behind the path, with a number from the second on."""
    names = (path.with_name(f"{path.name}{f'-{number}' if number > 1 else ''}{ending}") for number in count(1))
    return next(each for each in names if not each.exists())

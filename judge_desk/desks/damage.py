"""A damaged contest or score file: why it is refused, what can be saved of it, and saving it.

Nothing is saved before it was asked for; the damaged file is kept as it is. What cannot be proven is left out and
counted, never guessed.
"""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import (
    Altered,
    CannotWrite,
    Findings,
    NotNow,
    Problem,
    Refusal,
    Severity,
    Unreadable,
)
from judge_desk.desks import rescuing
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.surroundings import Surroundings
from judge_desk.stores.contest_copies import BESIDE, DAMAGED, FOLDER, clear_beside, copies_of, put_in_force
from judge_desk.stores.contest_file import FILE_NAME, LOG_NAME, record_act
from judge_desk.stores.contest_recovery import ContestRecovery, recover_contest
from judge_desk.stores.contest_schema import CONTEST_FILE, ENDING
from judge_desk.stores.copies import copy_name
from judge_desk.stores.damaged_file import keep_damaged
from judge_desk.stores.database import open_database
from judge_desk.stores.faults import medium_faults
from judge_desk.stores.rows import Facts

ACT: Final = "rescue"
"""Short name in the log of the act that saved what could be saved."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What can be saved of a damaged file.

    Attributes:
        problem: why it is refused.
        copy: name of the good copy that saving starts from, empty without one.
        copied, proven: acts that the copy holds, and later ones that the damaged file still proves.
        lost: acts of which there is a trace, and which cannot be proven any more.
        newest: stated time of the newest act saved, empty where it is not known.
        nothing: why nothing can be saved; None when something can.
    """

    problem: Problem
    copy: str = ""
    copied: int = 0
    proven: int = 0
    lost: int = 0
    newest: str = ""
    nothing: Problem | None = None

    @property
    def findings(self) -> Findings:
        """Why it is refused, and what can be saved."""
        if self.nothing is not None:
            return (self.problem, self.nothing)
        told = {"copied": self.copied, "proven": self.proven, "lost": self.lost}
        code = "damage.can_save" if self.copy else "damage.can_save_alone"
        return (self.problem, Problem(code, Severity.ASK, self.problem.where, told))


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved.

    Attributes:
        outlook: what it was foreseen to be.
        kept: where the damaged file is kept.
        findings: what could not be checked or renewed afterwards; what was saved is in force all the same.
    """

    outlook: Outlook
    kept: Path
    findings: Findings = ()


def foresee(path: Path, around: Surroundings) -> Outlook | None:
    """Look whether a contest folder or score file is damaged, and what could be saved; nothing is changed.

    Returns:
        None when it is sound.

    Raises:
        Refusal: it is in use, from a newer program, or the disk fails: nothing that saving could mend.
    """
    around.progress("progress.damage", 0, 0)
    problem = _damage_of(path)
    if problem is None:
        return None
    try:
        return _score_outlook(path, problem) if _is_score(path) else _contest_outlook(path, problem)
    except Unreadable as refusal:
        return Outlook(problem, nothing=refusal.problem)


def save(path: Path, around: Surroundings) -> Saved:
    """Save what can be saved of a damaged contest folder or score file; the damaged one is kept beside the copies.

    Raises:
        NotNow: it is sound (``rescue.sound``).
        Unreadable: nothing can be proven.
        CannotWrite: the disk refuses; then the damaged file is in its place still.
    """
    problem = _damage_of(path)
    if problem is None:
        raise NotNow("rescue.sound", where=path.name)
    around.progress("progress.damage", 0, 0)
    if _is_score(path):
        outlook = _score_outlook(path, problem)
        return Saved(outlook, rescuing.rescue(path, around).kept)
    return _save_contest(path, problem, around)


def _is_score(path: Path) -> bool:
    return not path.is_dir()


def _damage_of(path: Path) -> Problem | None:
    """Give why a file is damaged, None when it is sound; any other refusal goes up."""
    try:
        if _is_score(path):
            with open_judge_file(path, read_only=True):
                return None
        with open_folder(path, read_only=True):
            return None
    except (Altered, Unreadable) as refusal:
        if not _is_score(path) and not _was_contest(path):
            raise
        if _is_score(path) and refusal.problem.code not in rescuing.DAMAGE and not rescuing.is_gone(path):
            raise
        return refusal.problem
    except Refusal:
        raise


def _was_contest(folder: Path) -> bool:
    """Say whether a folder is that of a contest, also when its file is gone."""
    return any((folder / name).exists() for name in (FILE_NAME, LOG_NAME)) or bool(copies_of(folder))


def _score_outlook(path: Path, problem: Problem) -> Outlook:
    won = rescuing.foresee_rescue(path)
    return Outlook(problem, won.copy.name if won.copy else "", won.from_copy, won.from_damaged, won.beyond)


def _contest_outlook(folder: Path, problem: Problem) -> Outlook:
    with tempfile.TemporaryDirectory() as place:
        return _told(problem, _recovered(folder, Path(place, FILE_NAME)))


def _recovered(folder: Path, target: Path) -> ContestRecovery:
    return recover_contest(folder, [each.path for each in copies_of(folder)], target)


def _told(problem: Problem, won: ContestRecovery) -> Outlook:
    name = won.copy.name if won.copy is not None else ""
    return Outlook(problem, name, won.from_copy, won.from_damaged, won.beyond, won.newest)


def _save_contest(folder: Path, problem: Problem, around: Surroundings) -> Saved:
    """Save into a file beside, which tells of it in its log, and only then give it the contest file's name."""
    now, beside = around.now(), folder / BESIDE
    clear_beside(beside)
    try:
        outlook = _told(problem, _recovered(folder, beside))
        kept = _kept_as_it_is(folder, now)
        facts: Facts = {"copy": outlook.copy, "proven": outlook.proven, "lost": outlook.lost, "kept": kept.name}
        with open_database(beside, CONTEST_FILE) as file:
            record_act(file, around.operator, ACT, facts, now)
    except BaseException:
        with contextlib.suppress(CannotWrite):
            clear_beside(beside)
        raise
    return Saved(outlook, kept, put_in_force(folder, beside, "store.saved-unchecked"))


def _kept_as_it_is(folder: Path, now: str) -> Path:
    place = folder / FOLDER
    with medium_faults(place):
        place.mkdir(exist_ok=True)
    return keep_damaged(folder / FILE_NAME, copy_name(place, now, DAMAGED, ENDING))

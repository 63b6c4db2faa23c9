"""Secretary: who sits at a contest folder. Taken when a window opens it, renewed while it is open, left at the end.

Nothing is locked by it: reading is always free, and every act has the lock of the contest's file. It makes sure that
two secretaries who open one folder hear of each other first.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.plain_text import tidy_line
from judge_desk.stores import presence_note
from judge_desk.stores.contest_file import FILE_NAME
from judge_desk.stores.presence_note import PresenceNote

RENEW_SECONDS = 60
"""How often a window that has a folder open calls :func:`renew`."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who sits at a folder: the person, the machine and its login name, since when (ISO local)."""

    name: str
    host: str
    user: str
    since: str

    @property
    def finding(self) -> Problem:
        """Say it in a sentence."""
        facts = {"name": self.name or self.user, "host": self.host, "since": self.since}
        return Problem("presence.held", Severity.ASK, facts=facts)


def enter(folder: Path, name: str, around: Surroundings) -> Holder | None:
    """Sit down at a folder; None when it was free and is now ours, else who sits there (nothing was changed)."""
    path, now = folder / FILE_NAME, around.now()
    note = presence_note.own_note(tidy_line(name), now, now)
    if not presence_note.create_presence(path, note):
        held = who(folder, around)
        if held is not None:
            return held
        presence_note.replace_presence(path, note)
    return who(folder, around)


def who(folder: Path, around: Surroundings) -> Holder | None:
    """Say who else sits at a folder; None when nobody does, or this very program."""
    there = presence_note.read_presence(folder / FILE_NAME)
    if there is None or there.ours or not presence_note.is_alive(there, around.now()):
        return None
    return _holder(there)


def renew(folder: Path, name: str, around: Surroundings) -> Holder | None:
    """Say that one still sits there; gives who took the folder over meanwhile, None when it is still ours."""
    held = who(folder, around)
    if held is not None:
        return held
    path = folder / FILE_NAME
    there = presence_note.read_presence(path)
    since = there.since if there is not None and there.ours else around.now()
    presence_note.replace_presence(path, presence_note.own_note(tidy_line(name), since, around.now()))
    return None


def take_over(folder: Path, name: str, around: Surroundings) -> None:
    """Sit down where somebody else sits; their window hears it when it renews."""
    now = around.now()
    presence_note.replace_presence(folder / FILE_NAME, presence_note.own_note(tidy_line(name), now, now))


def leave(folder: Path) -> None:
    """Get up; another one's note stays."""
    presence_note.remove_presence(folder / FILE_NAME)


def _holder(note: PresenceNote) -> Holder:
    return Holder(tidy_line(note.name), tidy_line(note.host), tidy_line(note.user), note.since)

"""Secretary: what is said of an entry to everybody, its summary and picture: each as a person confirmed it.

A confirmed note is a file of its own, named by its digest; the line of the log that tells of it holds that digest, who
confirmed it and when. A later note takes the place of an earlier one, and both stay.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from judge_desk.contest.values.identity import Digest, EntryId
from judge_desk.contest.values.problems import Findings, Problem, Refusal, Severity
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import copy_verified, finish_new, hash_file, make_folder, read_bytes
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.stored_names import DOCUMENTS

ACT: Final = "publicity_note"
LEFT_OUT: Final = "publicity_out"
PUT_BACK: Final = "publicity_in"
ACTS: Final = (ACT, LEFT_OUT, PUT_BACK)
"""What the log calls a note: one of words or a picture, one that leaves an entry out, one that takes it in again."""
FOLDER: Final = "_tuyen-truyen"
"""Folder of the notes and their pictures, below that of the documents; no round can be called so."""
_LARGEST: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class NotedPicture:
    """A picture that was chosen: the digest of its public copy, its size in px, and whether a clip shows it."""

    sha256: Digest
    width: int
    height: int
    from_clip: bool


@dataclass(frozen=True, slots=True)
class Note:
    """What was confirmed of one entry.

    Attributes:
        summary: paragraphs parted by newlines, empty where none is wanted; None while nobody confirmed any.
        picture: None when there is none.
        who, time: who confirmed it last, and when (ISO local).
        out: whether the entry stays out of the folder.
    """

    summary: str | None
    picture: NotedPicture | None
    who: str = ""
    time: str = ""
    out: bool = False


def picture_file(folder: Path, picture: NotedPicture) -> Path:
    """Say where a picture lies in a contest folder."""
    return folder / DOCUMENTS / FOLDER / f"{picture.sha256}.jpg"


def read_notes(contest: ContestFolder) -> tuple[Mapping[EntryId, Note], Findings]:
    """Give the notes in force by entry, and a finding for each whose file is gone or another one now."""
    newest = {str(line.facts["entry"]): line for line in contest.store.log() if line.what in ACTS}
    notes: dict[EntryId, Note] = {}
    lost: list[Problem] = []
    for entry, line in newest.items():
        note = _read(contest.path, str(line.facts["note"]), line.actor, line.stated_time)
        if note is None:
            lost.append(Problem("publicity.note_lost", Severity.ASK, "", {"entry": entry}))
        else:
            notes[EntryId(entry)] = note
    return notes, tuple(lost)


def _read(folder: Path, digest: str, who: str, time: str) -> Note | None:
    """Read a note and look at its picture; None when either is not what was confirmed."""
    try:
        data = read_bytes(folder / DOCUMENTS / FOLDER / f"{digest}.json", _LARGEST)
        if digest_of(data) != digest:
            return None
        said: dict[str, Any] = json.loads(data)
        kept = said["picture"]
        picture = NotedPicture(Digest(kept[0]), kept[1], kept[2], kept[3]) if kept else None
        if picture is not None and hash_file(picture_file(folder, picture)).sha256 != picture.sha256:
            return None
    except Refusal:
        return None
    return Note(said["summary"], picture, who, time, said.get("out", False))


def keep_note(
    contest: ContestFolder, entry: EntryId, note: Note, before: Note, fresh: Path | None, around: Surroundings
) -> Note:
    """Keep a note of an open contest; gives it as it is kept.

    Args:
        contest: opened to be changed.
        entry: which.
        note: its summary and picture, and whether it stays out.
        before: those in force until now, whose words the log tells beside the new ones.
        fresh: where the picture's public copy lies, when it is not kept yet.
        around: clock and operator.

    Raises:
        CannotWrite: the folder cannot be written; the note before stays in force.
    """
    place, picture = contest.path / DOCUMENTS / FOLDER, note.picture
    make_folder(place)
    if fresh is not None and picture is not None and not picture_file(contest.path, picture).exists():
        copy_verified(fresh, picture_file(contest.path, picture))
    kept = [picture.sha256, picture.width, picture.height, picture.from_clip] if picture is not None else None
    said = {"entry": entry, "summary": note.summary, "picture": kept} | ({"out": True} if note.out else {})
    data = json.dumps(said, ensure_ascii=False, sort_keys=True).encode("utf-8")
    digest, now = digest_of(data), around.now()
    finish_new(place / f"{digest}.json", data)
    facts = {"entry": str(entry), "note": str(digest)}
    if note.summary != before.summary:
        facts |= {"before": before.summary or "", "after": note.summary or ""}
    act = ACT if note.out == before.out else LEFT_OUT if note.out else PUT_BACK
    with contest.store.act(around.operator, act, facts, now):
        pass
    return Note(note.summary, picture, around.operator, now, note.out)

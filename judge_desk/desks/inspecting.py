"""Secretary: look inside the files of an entry again, and let a copy stand in the place of an original.

The original stays in the contest folder and in the earlier version of the entry; which one the judges get is a
correction of the entry, with its reason.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.register.entries import Entry, SubmittedFile
from judge_desk.contest.values.problems import BadInput, Findings, NotNow, Problem
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.entries import Written, correct_entry, stored_entry
from judge_desk.desks.entry_findings import keep_findings
from judge_desk.desks.entry_insides import as_probe, is_blind, keep_copies, names_of
from judge_desk.desks.file_findings import INSIDE_CODES, Inside, look_at_inside
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import copy_verified
from judge_desk.exchange.stored_names import (
    SUBMISSIONS,
    converted_stem,
    emptied_stem,
    sheet_stem,
    submission_name,
)
from judge_desk.exchange.submissions.insides import Insides, open_insides
from judge_desk.stores.panel_tables import read_units
from judge_desk.stores.register_tables import read_entries

UNICODE: Final = "unicode"
NAMELESS: Final = "nameless"
STILLS: Final = "stills"
COPIES: Final = (UNICODE, NAMELESS)
"""Copies of a write-up that may stand in the place of the original."""
_EMPTIED: Final = frozenset({"docx", "pdf"})


@dataclass(frozen=True, slots=True)
class SeenFile:
    """One file of an entry: what the register says of it, what was seen inside, the copies that lie beside it.

    Attributes:
        copies: path by :data:`UNICODE`, :data:`NAMELESS`, :data:`STILLS`; only those that are there.
    """

    file: SubmittedFile
    inside: Inside
    copies: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class SeenEntry:
    """An entry and what was seen inside its files."""

    entry: Entry
    files: tuple[SeenFile, ...]


def copies_of(folder: Path, file: SubmittedFile) -> Mapping[str, Path]:
    """Give the copies of a file that lie in a contest folder; nothing is opened."""
    stems = {UNICODE: converted_stem, NAMELESS: emptied_stem, STILLS: sheet_stem}
    found = {}
    for kind, stem in stems.items():
        for ending in ("docx", "pdf", "txt", "jpg"):
            path = folder / SUBMISSIONS / f"{stem(file.sha256)}.{ending}"
            if path.is_file():
                found[kind] = path
    return found


def inspect(folder: Path, entry_id: str, around: Surroundings) -> SeenEntry:
    """Look inside the files of one entry; copies are kept beside them, nothing else is changed.

    Raises:
        BadInput: no such entry. Refusal: the folder cannot be read, or a file is missing.
    """
    with open_folder(folder, read_only=True) as contest, open_insides(folder / SUBMISSIONS) as insides:
        entry = stored_entry(contest, entry_id).entry
        units = {str(unit.id): unit.title for unit in read_units(contest.store)}
        return SeenEntry(entry, _seen(contest, entry, names_of(entry, units), insides, around))


def inspect_all(folder: Path, around: Surroundings) -> tuple[SeenEntry, ...]:
    """Look inside the files of every entry, and keep what is found in place of what was found before.

    Raises:
        Refusal: the folder cannot be read or written, or a file is missing; no finding was changed.
    """
    seen = []
    with open_folder(folder, read_only=True) as contest, open_insides(folder / SUBMISSIONS) as insides:
        entries = tuple(stored.entry for stored in read_entries(contest.store))
        units = {str(unit.id): unit.title for unit in read_units(contest.store)}
        for number, entry in enumerate(entries, start=1):
            seen.append(SeenEntry(entry, _seen(contest, entry, names_of(entry, units), insides, around)))
            around.progress("progress.looking_inside", number, len(entries))
    keep_findings(folder, {each.entry.id: _findings(each) for each in seen}, INSIDE_CODES, around)
    return tuple(seen)


def _findings(seen: SeenEntry) -> Findings:
    return tuple(
        Problem(problem.code, problem.severity, f"{seen.entry.id} · {problem.where}", problem.facts)
        for file in seen.files
        for problem in file.inside.findings
    )


def _seen(
    contest: ContestFolder, entry: Entry, names: Iterable[str], insides: Insides, around: Surroundings
) -> tuple[SeenFile, ...]:
    folder, blind, own = contest.path / SUBMISSIONS, is_blind(contest.definition), tuple(names)
    found = []
    for file in entry.files:
        path = folder / submission_name(file.sha256, file.extension)
        inside = look_at_inside(path, as_probe(file), blind, own, insides)
        keep_copies(folder, inside)
        found.append(SeenFile(file, inside, copies_of(contest.path, file)))
    return tuple(found)


def use_copy(folder: Path, entry_id: str, name: str, kind: str, reason: str, around: Surroundings) -> Written:
    """Let a copy of a write-up stand in the place of the original, which stays with the entry's earlier version.

    Args:
        folder: the contest folder.
        entry_id: which entry.
        name: of its file.
        kind: :data:`UNICODE` (old writing read) or :data:`NAMELESS` (properties emptied).
        reason: why.
        around: surroundings.

    Raises:
        BadInput: no such entry or file, no reason, or such a copy cannot be made of it.
        NotNow: codes are drawn, or the rules do not take the copy's format for this part.
    """
    with open_folder(folder, read_only=True) as contest:
        entry = stored_entry(contest, entry_id).entry
        parts = {part.id: part for part in contest.definition.parts}
    file = next((each for each in entry.files if each.name == name), None)
    if file is None:
        raise BadInput("entry_form.no_file", where=entry.id, file=name)
    with open_insides(folder / SUBMISSIONS) as insides:
        made = _made(folder, file, kind, insides)
        ending = made.suffix.removeprefix(".")
        part = parts.get(file.part)
        if part is not None and part.formats and ending not in part.formats:
            raise NotNow("inside.copy_format", where=entry.id, name=name, kind=ending.upper(), part=part.title)
        with tempfile.TemporaryDirectory(prefix="judge-desk-", dir=insides.cache) as place:
            fresh = Path(place) / _new_name(file, ending)
            copy_verified(made, fresh)
            without = () if fresh.name == name else (name,)
            return correct_entry(folder, entry.id, None, (fresh,), without, reason, around)


def _made(folder: Path, file: SubmittedFile, kind: str, insides: Insides) -> Path:
    """Give the copy, making it when it is not there.

    Raises:
        BadInput: ``inside.no_copy``.
    """
    there = copies_of(folder, file).get(kind)
    if there is not None:
        return there
    path = folder / SUBMISSIONS / submission_name(file.sha256, file.extension)
    if kind == UNICODE:
        found = look_at_inside(path, as_probe(file), False, (), insides)
    elif kind == NAMELESS and file.extension in _EMPTIED:
        copy = insides.copy("empty", path, file.extension, emptied_stem(file.sha256))
        found = Inside(made=(copy,) if copy is not None else ())
    else:
        found = Inside()
    keep_copies(folder / SUBMISSIONS, found)
    made = copies_of(folder, file).get(kind)
    if made is None:
        raise BadInput("inside.no_copy", where=file.name, name=file.name)
    return made


def _new_name(file: SubmittedFile, ending: str) -> str:
    """Give the name under which the copy is taken in: that of the original, with the copy's ending."""
    name = file.name if file.extension == ending else f"{Path(file.name).stem}.{ending}"
    return "".join("_" if letter in '<>:"/\\|?*' else letter for letter in name) or f"bai.{ending}"

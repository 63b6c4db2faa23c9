"""Which files belong to which row of the register.

A folder named by the register's number, or a file whose name begins with it (``017_thuyet-minh.docx``,
``17 - clip.mp4``), belongs to that entry. Names are only compared; a stranger's name never becomes a path, links are
not followed, and what the system leaves behind (``~$…``, ``Thumbs.db``) is passed over and counted.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from judge_desk.contest.rulebook.definition import Part, PartKind
from judge_desk.contest.values.identity import EntryId
from judge_desk.contest.values.problems import Findings, Problem, Severity, Unreadable
from judge_desk.exchange.disk import is_link
from judge_desk.exchange.folding import loose
from judge_desk.exchange.plain_text import tidy_name
from judge_desk.exchange.submissions.sniffing import DOCUMENTS, IMAGES, VIDEOS, sniff

MOST_FILES: Final = 50_000
DEEPEST: Final = 5
_LEFTOVERS: Final = frozenset({"thumbs.db", ".ds_store", "desktop.ini", "ehthumbs.db", "__macosx"})
_NUMBER: Final = re.compile(r"(?:bài|bai|mã|ma|số|so)?[ _.\-]*0*([0-9]{1,9})(?=\Z|[ _.,\-–(])", re.IGNORECASE)
_WRITE_UP: Final = ("thuyet minh", "bai du thi", "ban mo ta", "bao cao", "noi dung", "de an", "bai viet")
_PROCEDURE: Final = "thu tuc"


@dataclass(frozen=True, slots=True)
class MatchedFile:
    """One file of an entry.

    Attributes:
        entry: the register's number; part: id of the definition's part, empty when none fits.
        path: where it lies; name: its name (NFC), with the folder below the entry's own.
    """

    entry: EntryId
    part: str
    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class FileMatching:
    """All files of a folder.

    Attributes:
        files: by entry in register order, write-up first, then by name.
        unmatched: files that belong to no row; left_out: what the system left behind, with its folder.
        findings: about the folder, rows without files, files without a row, links.
    """

    files: tuple[MatchedFile, ...]
    unmatched: tuple[Path, ...]
    left_out: tuple[str, ...]
    findings: Findings

    def of(self, entry: EntryId) -> tuple[MatchedFile, ...]:
        """Give the files of one entry."""
        return tuple(each for each in self.files if each.entry == entry)


@dataclass(slots=True)
class _Walk:
    folder: Path
    files: list[Path] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    findings: list[Problem] = field(default_factory=list)


def match_files(
    folder: Path,
    ids: tuple[EntryId, ...],
    parts: tuple[Part, ...],
    own_parts: Mapping[EntryId, tuple[Part, ...]] | None = None,
) -> FileMatching:
    """Match the files below a folder with the rows of the register.

    Args:
        folder: where the files lie, loose or in sub-folders.
        ids: every entry's number, in register order.
        parts: what a submission consists of; a file goes to the part that its content fits.
        own_parts: what the submissions of these entries consist of, where that differs.

    Raises:
        Unreadable: ``files.no_folder``: the folder is missing, a link, or cannot be listed.
    """
    walk = _Walk(folder)
    _list(walk, folder, depth=1)
    by_id = {_id_key(each): each for each in ids}
    owned: dict[EntryId, list[Path]] = {each: [] for each in ids}
    unmatched: list[Path] = []
    level = _level(walk, by_id)
    for path in walk.files:
        owner = _owner(_names(path, folder), level, by_id)
        (owned[owner] if owner is not None else unmatched).append(path)
    findings = [*walk.findings, *_findings(walk, owned, unmatched)]
    own = own_parts or {}
    files = tuple(
        file
        for entry, paths in owned.items()
        for file in _parted(entry, paths, own.get(entry, parts), folder, findings)
    )
    return FileMatching(files, tuple(unmatched), tuple(walk.ignored), tuple(findings))


def _list(walk: _Walk, folder: Path, depth: int) -> None:
    try:
        with os.scandir(folder) as listing:
            found = sorted(listing, key=lambda item: _natural(item.name))
    except OSError as fault:
        raise Unreadable("files.no_folder", folder.name, name=folder.name) from fault
    for item in found:
        where = tidy_name(str(Path(item.path).relative_to(walk.folder)))
        if is_link(item.stat(follow_symlinks=False)):
            walk.findings.append(Problem("files.link", Severity.STOP, where, {"name": where}))
        elif item.name.lower() in _LEFTOVERS or item.name.startswith((".", "~$", "._")):
            walk.ignored.append(where)
        elif item.is_dir(follow_symlinks=False) and depth < DEEPEST:
            _list(walk, Path(item.path), depth + 1)
        elif item.is_file(follow_symlinks=False) and len(walk.files) < MOST_FILES:
            walk.files.append(Path(item.path))
        else:
            walk.findings.append(Problem("files.not_taken", Severity.ASK, where, {"name": where}))


def _natural(name: str) -> tuple[list[tuple[int, str]], str]:
    pieces = re.split(r"([0-9]+)", unicodedata.normalize("NFC", name).casefold())
    return [(int(piece), "") if piece.isdecimal() and piece.isascii() else (0, piece) for piece in pieces], name


def _id_key(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().lstrip("0")


def _level(walk: _Walk, by_id: Mapping[str, EntryId]) -> int:
    """Find the depth at which the most entries are named, so that a folder "1. Hồ sơ" above them owns nothing."""
    at_level = [
        {_named(names[level], by_id) for path in walk.files if len(names := _names(path, walk.folder)) > level}
        for level in range(DEEPEST)
    ]
    return max(range(DEEPEST), key=lambda level: (len(at_level[level] - {None}), -level))


def _names(path: Path, folder: Path) -> tuple[str, ...]:
    relative = path.relative_to(folder)
    return tuple(unicodedata.normalize("NFC", name).strip() for name in (*relative.parts[:-1], relative.stem))


def _owner(names: tuple[str, ...], level: int, by_id: Mapping[str, EntryId]) -> EntryId | None:
    """Ask the name at the level where entries are named, then the file's own name."""
    at_level = _named(names[level], by_id) if level < len(names) else None
    return at_level if at_level is not None else _named(names[-1], by_id)


def _named(name: str, by_id: Mapping[str, EntryId]) -> EntryId | None:
    number = _NUMBER.match(name)
    if number is not None and number[1] in by_id:
        return by_id[number[1]]
    key = _id_key(name)
    fitting = [each for each in by_id if key == each or (key.startswith(each) and key[len(each)] in " _-.(")]
    return by_id[max(fitting, key=len)] if fitting else None


def _findings(walk: _Walk, owned: Mapping[EntryId, list[Path]], unmatched: list[Path]) -> Iterator[Problem]:
    if walk.ignored:
        names = "; ".join(sorted({each.replace("\\", "/").rpartition("/")[2] for each in walk.ignored})[:5])
        yield Problem("files.ignored", Severity.NOTE, "", {"count": len(walk.ignored), "names": names})
    if not walk.files:
        yield Problem("files.none", Severity.STOP, walk.folder.name, {"name": walk.folder.name})
        return
    for path in unmatched:
        where = tidy_name(str(path.relative_to(walk.folder)))
        yield Problem("files.no_row", Severity.ASK, where, {"name": where})
    for entry, paths in owned.items():
        if not paths:
            yield Problem("files.no_files", Severity.ASK, "", {"entry": entry})


def _parted(
    entry: EntryId, paths: list[Path], parts: tuple[Part, ...], folder: Path, findings: list[Problem]
) -> Iterator[MatchedFile]:
    kinds = {path: _sort_of(path) for path in paths}
    write_up = _write_up(paths, kinds)
    for path in sorted(paths, key=lambda each: each != write_up):
        part = _part(path, kinds[path], path == write_up, parts)
        name = tidy_name(path.name)
        if part is None:
            facts = {"name": name, "entry": entry}
            findings.append(Problem("files.no_part", Severity.ASK, tidy_name(str(path.relative_to(folder))), facts))
        yield MatchedFile(entry, part.id if part else "", path, name)


def part_files(entry: EntryId, paths: tuple[Path, ...], parts: tuple[Part, ...], has_write_up: bool) -> FileMatching:
    """Give files that were chosen for one entry by hand their parts, by content and name.

    Args:
        entry: whose.
        paths: the files.
        parts: what a submission consists of.
        has_write_up: the entry has one already, so that another is one only if its name says so.

    Raises:
        Unreadable: ``disk.missing``: a file is missing or a link.
    """
    found: list[Problem] = []
    kinds = {path: _sort_of(path) for path in paths}
    write_up = _write_up(list(paths), kinds)
    if has_write_up and write_up is not None and not any(word in loose(write_up.stem) for word in _WRITE_UP):
        write_up = None
    files = []
    for path in paths:
        part = _part(path, kinds[path], path == write_up, parts)
        name = tidy_name(path.name)
        if part is None:
            found.append(Problem("files.no_part", Severity.ASK, name, {"name": name, "entry": entry}))
        files.append(MatchedFile(entry, part.id if part else "", path, name))
    return FileMatching(tuple(files), (), (), tuple(found))


def _sort_of(path: Path) -> str:
    try:
        return sniff(path)
    except Unreadable:
        return ""  # the probe says why when the file is taken in


def _write_up(paths: list[Path], kinds: Mapping[Path, str]) -> Path | None:
    """Choose the write-up: a document whose name says so, else the first DOCX, else the first PDF."""
    documents = [path for path in paths if kinds[path] in DOCUMENTS and _PROCEDURE not in loose(path.stem)]
    named = [path for path in documents if any(word in loose(path.stem) for word in _WRITE_UP)]
    return min(named or documents, key=lambda path: (kinds[path] != "docx", paths.index(path)), default=None)


def _part(path: Path, kind: str, is_write_up: bool, parts: tuple[Part, ...]) -> Part | None:
    if is_write_up:
        wanted = [PartKind.DOCUMENT]
    elif kind in VIDEOS or (kind not in IMAGES | DOCUMENTS and path.suffix.lower().lstrip(".") in VIDEOS):
        wanted = [PartKind.CLIP, PartKind.EVIDENCE]
    elif _PROCEDURE in loose(path.stem):
        wanted = [PartKind.PROCEDURES, PartKind.EVIDENCE]
    else:
        wanted = [PartKind.EVIDENCE, PartKind.PROCEDURES, PartKind.DOCUMENT]
    return next((part for sort in wanted for part in parts if part.kind is sort), None)

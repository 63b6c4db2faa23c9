"""Secretary: the papers of a round that were made, each with what has become of its data since; and copies of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from judge_desk.contest.values.identity import Digest, RoundId
from judge_desk.contest.values.problems import Altered, BadInput, NotNow, Unreadable
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.papers.kinds import paper_kind
from judge_desk.desks.release import still_to_approve
from judge_desk.desks.standing import Standing, round_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import finish_new, make_folder, read_bytes
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.stored_names import DOCUMENTS
from judge_desk.stores.decision_tables import PublishedPaper, read_papers, read_results
from judge_desk.stores.round_tables import read_packages

LARGEST: Final = 256 * 1024 * 1024
"""Bytes of the longest paper."""
_NUMBER: Final = re.compile(r"-([0-9]+)\.[a-z]+\Z")


class PaperState(StrEnum):
    """Final: of a settled result; draft: something was open; stale: the data changed; replaced: printed again since."""

    FINAL = "final"
    DRAFT = "draft"
    STALE = "stale"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """One paper as it was made.

    Attributes:
        number: running number in the contest; file: its name; kind: as ``paper_title`` names it, empty for data files.
        which: seat of a score sheet, number of a merge; None where a round has one such paper.
        state: what has become of its data; stated_time: ISO local; data_code: of the data that it shows.
        sha256: of the file.
    """

    number: int
    file: str
    kind: str
    which: int | None
    state: PaperState
    stated_time: str
    data_code: str
    sha256: Digest


@dataclass(frozen=True, slots=True)
class Shelf:
    """The papers of a round, those in force first; ``open`` counts what keeps a print from being final."""

    papers: tuple[KeptPaper, ...]
    open: int
    can_print: bool

    @property
    def in_force(self) -> tuple[KeptPaper, ...]:
        """The papers that no later print replaced."""
        return tuple(each for each in self.papers if each.state is not PaperState.REPLACED)


def shelf_of(folder: Path, round_id: str, around: Surroundings) -> Shelf:
    """List the papers of a round.

    Raises:
        Refusal: the folder cannot be read, or there is no such round.
    """
    with open_folder(folder, read_only=True) as contest:
        round_ = contest.round(round_id)
        if not read_packages(contest.store, round_.id):
            return Shelf((), 0, can_print=False)
        standing = round_standing(contest, round_.id)
        left = len(standing.result.questions) + (still_to_approve(standing) is not None)
        return Shelf(_papers(contest, standing), left, can_print=bool(standing.counted))


def copy_paper(folder: Path, number: int, target: Path, around: Surroundings) -> Path:
    """Write one paper to a folder, flushed and read back; gives the file.

    Raises:
        Refusal: as :func:`read_paper` and :func:`copy_papers`.
    """
    with open_folder(folder, read_only=True) as contest:
        paper = _find(contest, number)
        data = _bytes(contest, paper)
    _check_free(target, paper.name, data)
    finish_new(target / paper.name, data)
    return target / paper.name


def _check_free(target: Path, name: str, data: bytes) -> None:
    """Refuse a folder that holds another print under the name: a print is never overwritten."""
    if (target / name).exists() and not data.startswith(read_bytes(target / name, LARGEST)):
        raise NotNow("publish.other_print", where=name, folder=str(target))


def read_paper(folder: Path, number: int, around: Surroundings) -> bytes:
    """Read a paper as it was made.

    Raises:
        BadInput: there is no paper of that number.
        Unreadable: its file is gone; Altered: its file is another one now.
    """
    with open_folder(folder, read_only=True) as contest:
        return _bytes(contest, _find(contest, number))


def _find(contest: ContestFolder, number: int) -> PublishedPaper:
    found = [each for each in read_papers(contest.store) if each.number == number]
    if not found:
        raise BadInput("papers.no_paper", number=number)
    return found[0]


def copy_papers(folder: Path, round_id: str, target: Path, around: Surroundings) -> tuple[str, ...]:
    """Write every paper of a round that is in force to a folder; gives the names of the files.

    Raises:
        NotNow: there is none, or the folder holds another print under one of the names.
        Refusal: a paper is gone or altered, or the folder cannot be written.
    """
    with open_folder(folder, read_only=True) as contest:
        round_ = contest.round(round_id)
        contents = _in_force(contest, round_.id)
        if not contents:
            raise NotNow("papers.none", where_round=round_.title)
    make_folder(target)
    for name, data in contents:
        _check_free(target, name, data)
    for number, (name, data) in enumerate(contents, start=1):
        finish_new(target / name, data)
        around.progress("progress.copying", number, len(contents))
    return tuple(name for name, _ in contents)


def _in_force(contest: ContestFolder, round_id: RoundId) -> list[tuple[str, bytes]]:
    """Read every paper of a round that is in force, and what was printed with it unchanged from an earlier print."""
    recorded = read_papers(contest.store)
    known = {each.sha256 for each in recorded}
    found: dict[str, bytes] = {}
    for each in recorded:
        if each.round == round_id and each.superseded_by is None:
            path, found[each.name] = _look(contest, each)
            for beside in sorted(path.parent.iterdir()):
                data = read_bytes(beside, LARGEST)
                if beside.name not in found and digest_of(data) in known:
                    found[beside.name] = data
    return sorted(found.items())


def _papers(contest: ContestFolder, standing: Standing) -> tuple[KeptPaper, ...]:
    final = {each.data_code for each in read_results(contest.store, standing.round.id)}
    found = [each for each in read_papers(contest.store) if each.round == standing.round.id]
    return tuple(
        KeptPaper(
            each.number,
            each.name,
            paper_kind(each.name),
            _which(each.name),
            _state(each, standing.data_code, final),
            each.stated_time,
            each.data_code,
            each.sha256,
        )
        for each in sorted(found, key=lambda each: (each.superseded_by is not None, each.number))
    )


def _which(file: str) -> int | None:
    found = _NUMBER.search(file)
    return int(found[1]) if found else None


def _state(paper: PublishedPaper, now: str, final: set[str]) -> PaperState:
    if paper.superseded_by is not None:
        return PaperState.REPLACED
    if paper.data_code != now:
        return PaperState.STALE
    return PaperState.FINAL if paper.data_code in final else PaperState.DRAFT


def _bytes(contest: ContestFolder, paper: PublishedPaper) -> bytes:
    return _look(contest, paper)[1]


def _look(contest: ContestFolder, paper: PublishedPaper) -> tuple[Path, bytes]:
    """Find the file among the prints of its data; there may be several, where other words were printed of one data."""
    place = contest.path / DOCUMENTS / RoundId(paper.round)
    there = [path for path in sorted(place.glob(f"{paper.data_code}*/{paper.name}")) if path.is_file()]
    if not there:
        raise Unreadable("papers.gone", where=paper.name)
    for path in there:
        data = read_bytes(path, LARGEST)
        if digest_of(data) == paper.sha256:
            return path, data
    raise Altered("papers.altered", where=paper.name)

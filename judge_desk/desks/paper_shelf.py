"""Secretary: the papers that a round or review can have and those that were made, with their states; and copies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from judge_desk.contest.values.identity import Digest, RoundId
from judge_desk.contest.values.problems import Altered, BadInput, Findings, NotNow, Problem, Severity, Unreadable
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.papers.handed_later import handed_later
from judge_desk.desks.papers.inspection_folder import FOLDER, SUMS, told_of, whole_folder
from judge_desk.desks.papers.kinds import ALONGSIDE, Group, paper_group, paper_kind, paper_tail
from judge_desk.desks.papers.paper_sets import Worked, is_review, unsettled, worked_out
from judge_desk.desks.papers.planned import PlannedPaper
from judge_desk.desks.papers.words_changed import reworded
from judge_desk.desks.print_places import LARGEST, other_prints, place_in, tell_beside, write_all
from judge_desk.desks.publishing import planned_papers
from judge_desk.desks.surroundings import Surroundings
from judge_desk.documents.formats import Format
from judge_desk.documents.stamps import STAMPS, NotStamped
from judge_desk.exchange.disk import finish_new, make_folder, read_bytes
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.stored_names import DOCUMENTS
from judge_desk.stores.decision_tables import PublishedPaper, read_papers, read_results
from judge_desk.stores.round_tables import read_packages
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import date_short


class PaperState(StrEnum):
    """What has become of a paper and of the data that it shows.

    None: never made; final: of a settled result; draft: something was open; stale: the data changed; reworded: the
    office's words changed; left: the round has no such paper any more; replaced: printed again since.
    """

    NONE = "none"
    FINAL = "final"
    DRAFT = "draft"
    STALE = "stale"
    REWORDED = "reworded"
    LEFT = "left"
    REPLACED = "replaced"


GONE: Final = (PaperState.LEFT, PaperState.REPLACED)
"""States of a print that is not in force any more."""
OLD: Final = (PaperState.STALE, PaperState.REWORDED)
"""States of a print in force that would be another one if it were made now."""
_WORST: Final = (*OLD, PaperState.DRAFT, PaperState.FINAL)


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """One print of a paper.

    Attributes:
        number: running number in the contest; file: its name; kind: as ``paper_title`` names it, empty for data files.
        which: seat of a score sheet, number of a merge; None where a round has one such paper.
        state: what has become of its data; stated_time: ISO local; data_code: of the data that it shows.
        sha256: of the file; superseded_by: number of the next print of the same paper in the same format, if any.
    """

    number: int
    file: str
    kind: str
    which: int | None
    state: PaperState
    stated_time: str
    data_code: str
    sha256: Digest
    superseded_by: int | None = None

    @property
    def stem(self) -> str:
        """The name of its file without ending."""
        return self.file.rpartition(".")[0]

    @property
    def format(self) -> str:
        """The ending of its file."""
        return self.file.rpartition(".")[2]

    @property
    def copy_name(self) -> str:
        """The name of a copy; one that bears a stamp is not called like the paper in force."""
        stamped = self.superseded_by is not None and self.format in STAMPS
        return _stamped_name(self.file, self.number) if stamped else self.file


@dataclass(frozen=True, slots=True)
class ShelfPaper:
    """One paper that a round can have, or had.

    Attributes:
        name: of its files, without ending; kind: as ``paper_title`` names it; group: where a list shows it.
        which, about: which one it is of several of its kind, as number or in words.
        formats: what it can be made in; empty when the round has it no more.
        prints: those in force, one for each format, PDF first; earlier: those that were replaced, newest first.
        on_request: made only when it is asked for.
    """

    name: str
    kind: str
    group: Group
    which: int | None
    about: str
    formats: tuple[str, ...]
    prints: tuple[KeptPaper, ...]
    earlier: tuple[KeptPaper, ...]
    on_request: bool = False

    @property
    def state(self) -> PaperState:
        """The state of its prints in force; the worst, where they differ."""
        states = {each.state for each in self.prints}
        if not states:
            return PaperState.NONE if self.formats else PaperState.LEFT
        return next(each for each in _WORST if each in states)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The papers of a round or a review.

    Attributes:
        papers: every print, those in force first; listed: every paper, in the order of the register.
        open: how many things keep a print from being final, findings: which.
        can_print: whether there is something to print; hindered: what stands in the way, if anything does.
    """

    papers: tuple[KeptPaper, ...]
    open: int
    can_print: bool
    listed: tuple[ShelfPaper, ...] = ()
    findings: Findings = ()
    hindered: Problem | None = None

    @property
    def in_force(self) -> tuple[KeptPaper, ...]:
        """The prints that no later print replaced, of papers that the round has."""
        return tuple(each for each in self.papers if each.state not in GONE)


def shelf_of(folder: Path, round_id: str, around: Surroundings) -> Shelf:
    """List the papers of a round or a review.

    Raises:
        Refusal: the folder cannot be read, or there is no such round or review.
    """
    with open_folder(folder, read_only=True) as contest:
        if not is_review(contest, round_id) and not read_packages(contest.store, contest.round(round_id).id):
            return Shelf((), 0, can_print=False)
        return shelf_in(contest, worked_out(contest, round_id))


def shelf_in(contest: ContestFolder, standing: Worked) -> Shelf:
    """List the papers of what was worked out; office's words that do not fit the texts are told, not raised."""
    open_ = tuple(replace(each, severity=Severity.ASK) for each in unsettled(standing))
    try:
        planned = planned_papers(contest, standing)
    except NotNow as refusal:
        papers = _papers(contest, standing, None)
        return Shelf(papers, len(open_), False, _listed((), papers), open_, refusal.problem)
    papers = _papers(contest, standing, planned)
    return Shelf(papers, len(open_), bool(planned), _listed(planned, papers), open_)


def _listed(planned: tuple[PlannedPaper, ...], papers: tuple[KeptPaper, ...]) -> tuple[ShelfPaper, ...]:
    """Put every paper that can be made together with its prints, then those that the round had once."""
    prints: dict[str, list[KeptPaper]] = {}
    for each in papers:
        if each.kind:
            prints.setdefault(each.stem, []).append(each)
    listed = [_row(each.name, each.kind, prints.pop(each.name, []), each) for each in planned]
    listed += [_row(name, found[0].kind, found, None) for name, found in prints.items()]
    return tuple(sorted(listed, key=lambda each: list(Group).index(each.group)))


def _row(name: str, kind: str, prints: list[KeptPaper], planned: PlannedPaper | None) -> ShelfPaper:
    order = list(Format)
    now = sorted((each for each in prints if each.state not in GONE), key=lambda each: order.index(Format(each.format)))
    gone = sorted((each for each in prints if each.state in GONE), key=lambda each: order.index(Format(each.format)))
    old = sorted(gone, key=lambda each: each.stated_time, reverse=True)
    on_request = planned is not None and planned.on_request
    tail = paper_tail(name)
    told = tail if _which(name) is None and any(each.isdigit() for each in tail) else ""
    about = planned.about if planned is not None and planned.about else told
    formats = tuple(map(str, planned.formats)) if planned is not None else ()
    group = paper_group(kind, on_request)
    return ShelfPaper(name, kind, group, _which(name), about, formats, tuple(now), tuple(old), on_request)


def copy_paper(
    folder: Path, number: int, target: Path, around: Surroundings, name: str = "", stamped: bool = False
) -> Path:
    """Write one paper to a folder, flushed and read back; gives the file.

    ``name`` is that of the new file, the paper's own when empty; ``stamped`` is as in :func:`read_paper`, and such a
    copy has a name of its own.

    Raises:
        Refusal: as :func:`read_paper` and :func:`copy_papers`.
    """
    with open_folder(folder, read_only=True) as contest:
        paper = _find(contest, number)
        data = _bytes(contest, paper)
        stamp = stamped and _can_be_stamped(paper)
        copy = _stamped(contest, paper, data) if stamp else data
    name = name or (_stamped_name(paper.name, number) if stamp else Path(paper.name).name)
    make_folder(target)
    _check_free(target, name, copy)
    finish_new(target / name, copy)
    return target / name


def _stamped_name(file: str, number: int) -> str:
    stem, _, ending = file.rpartition(".")
    return f"{stem}-da-thay-{number}.{ending}"


def save_copy(data: bytes, path: Path) -> Path:
    """Write a paper that is at hand under a name, flushed and read back; gives the file.

    Raises:
        NotNow: another file has the name; CannotWrite: the folder cannot be written.
    """
    _check_free(path.parent, path.name, data)
    finish_new(path, data)
    return path


def _check_free(target: Path, name: str, data: bytes) -> None:
    """Refuse a folder that holds another print under the name: a print is never overwritten."""
    if other_prints(target, {name: data}):
        raise NotNow("publish.other_print", where=name, folder=str(target))


def read_paper(folder: Path, number: int, around: Surroundings, stamped: bool = False) -> bytes:
    """Read a paper as it was made; with ``stamped``, one that was replaced says so on every page or sheet.

    Raises:
        BadInput: there is no paper of that number.
        Unreadable: its file is gone; Altered: its file is another one now.
    """
    with open_folder(folder, read_only=True) as contest:
        paper = _find(contest, number)
        data = _bytes(contest, paper)
        return _stamped(contest, paper, data) if stamped and _can_be_stamped(paper) else data


def _can_be_stamped(paper: PublishedPaper) -> bool:
    return paper.superseded_by is not None and paper.name.rpartition(".")[2] in STAMPS


def _stamped(contest: ContestFolder, paper: PublishedPaper, data: bytes) -> bytes:
    """Give a copy that names the print in force."""
    mine = [each for each in read_papers(contest.store) if (each.round, each.name) == (paper.round, paper.name)]
    now = next(each for each in mine if each.superseded_by is None)
    day = date_short(now.stated_time[:10], "vi")
    sentence = open_catalogue("vi").say("papers.stamp", day=day, code=now.data_code)
    try:
        return STAMPS[paper.name.rpartition(".")[2]](data, sentence)
    except NotStamped as fault:
        raise Unreadable("papers.not_stamped", where=paper.name) from fault


def _find(contest: ContestFolder, number: int) -> PublishedPaper:
    found = [each for each in read_papers(contest.store) if each.number == number]
    if not found:
        raise BadInput("papers.no_paper", number=number)
    return found[0]


@dataclass(frozen=True, slots=True)
class Copied:
    """Copies that were written: where they are, the names of the files, and what is to be said about the place."""

    folder: Path
    names: tuple[str, ...]
    findings: Findings = ()


def copy_papers(folder: Path, round_id: str, target: Path, around: Surroundings) -> Copied:
    """Write every paper of a round that is in force to a folder, or into one of their own in there beside others.

    Raises:
        NotNow: there is none.
        Refusal: a paper is gone or altered, or the folder cannot be written.
    """
    with open_folder(folder, read_only=True) as contest:
        standing = worked_out(contest, round_id)
        contents = dict(_in_force(contest, standing))
    if not contents:
        raise NotNow("papers.none", where_round=standing.title)
    place = place_in(target, standing.data_code, contents)
    for number, (name, data) in enumerate(contents.items(), start=1):
        write_all(place, {name: data})
        around.progress("progress.copying", number, len(contents))
    return Copied(place, tuple(contents), (*tell_beside(target, place, contents), *told_of(contents)))


def _in_force(contest: ContestFolder, standing: Worked) -> list[tuple[str, bytes]]:
    """Read the print in force of every file of a round that the round still has."""
    now = {each.number for each in shelf_in(contest, standing).in_force}
    found = [each for each in read_papers(contest.store) if each.number in now]
    return [file for each in sorted(found, key=lambda each: each.name) for file in _with_folder(contest, each)]


def _with_folder(contest: ContestFolder, paper: PublishedPaper) -> Iterator[tuple[str, bytes]]:
    """Give a paper; with the list of the inspection folder all that it names."""
    path, data = _look(contest, paper)
    yield paper.name, data
    if paper.name == f"{FOLDER}/{SUMS}":
        for name, place, digest in whole_folder(path, data):
            content = read_bytes(place, LARGEST)
            if digest_of(content) != digest:
                raise Altered("papers.altered", where=name)
            yield name, content


def _papers(
    contest: ContestFolder, standing: Worked, planned: tuple[PlannedPaper, ...] | None
) -> tuple[KeptPaper, ...]:
    """Give every print of a round with its state; without a plan none counts as lost."""
    final = {each.data_code for each in read_results(contest.store, standing.id)}
    names = {each.name for each in planned} if planned is not None else None
    mine = [each for each in read_papers(contest.store) if each.round == standing.id]
    states = {each.number: _state(contest, each, standing.data_code, final, names) for each in mine}
    now = {each.number: each.name.rpartition(".")[0] for each in mine if states[each.number] not in (*GONE, *OLD)}
    others = reworded(contest, planned or (), now)
    states |= dict.fromkeys(handed_later(contest, standing.id, now), PaperState.STALE)
    states |= dict.fromkeys(others - {number for number, state in states.items() if state in OLD}, PaperState.REWORDED)
    kept = []
    for each in mine:
        state = states[each.number]
        kind, which = paper_kind(each.name), _which(each.name.rpartition(".")[0])
        row = (each.number, each.name, kind, which, state, each.stated_time, each.data_code, each.sha256)
        kept.append(KeptPaper(*row, each.superseded_by))
    return tuple(sorted(kept, key=lambda each: (each.state in GONE, each.number)))


def is_paper(file: str) -> bool:
    """Say whether a file is a paper of a known kind, and not data for a recount."""
    return bool(paper_kind(file))


def _which(name: str) -> int | None:
    """Read the number at the end of a paper's name; a tail that is more than a number is told in words."""
    tail = paper_tail(name)
    return int(tail) if tail.isdecimal() else None


def _state(
    contest: ContestFolder, paper: PublishedPaper, now: str, final: set[str], names: set[str] | None
) -> PaperState:
    if paper.superseded_by is not None:
        return PaperState.REPLACED
    kind = paper_kind(paper.name)
    if names is not None and kind and kind not in ALONGSIDE and paper.name.rpartition(".")[0] not in names:
        return PaperState.LEFT
    if paper.data_code != now and not _lies_in(contest, paper, now):
        return PaperState.STALE
    return PaperState.FINAL if now in final else PaperState.DRAFT


def _lies_in(contest: ContestFolder, paper: PublishedPaper, code: str) -> bool:
    """Say whether a print came out just the same from other data."""
    place = contest.path / DOCUMENTS / RoundId(paper.round)
    there = place.glob(f"{code}*/{paper.name}")
    return any(digest_of(read_bytes(path, LARGEST)) == paper.sha256 for path in there if path.is_file())


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

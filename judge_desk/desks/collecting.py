"""Secretary: ballots come in. What lies on a stick, where every seat stands, who is to be reminded, blank sheets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from judge_desk.contest.merge.ballots import Source
from judge_desk.contest.merge.conditions import Condition, SeatView
from judge_desk.contest.merge.prospect import Prospect, SeatState, prospect, seat_state, work_of
from judge_desk.contest.register.panel import SeatHolder
from judge_desk.contest.rulebook.rubric import judged_leaves
from judge_desk.contest.values.identity import Digest, Seat
from judge_desk.contest.values.problems import BadInput, NotNow
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.foreseeing import Pair, first_pair
from judge_desk.desks.judge_file import entries_of
from judge_desk.desks.papers.merge_papers import merge_contents
from judge_desk.desks.papers.paper_heads import paper_head
from judge_desk.desks.papers.sheets_of_paper import empty_sheet
from judge_desk.desks.papers.words_in_force import pdf_in_force
from judge_desk.desks.standing import Standing, round_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.documents.content_reminder import Reminded, ReminderContent
from judge_desk.documents.merge_record import merge_record
from judge_desk.documents.reminder import reminder
from judge_desk.exchange.disk import finish_new, make_folder, write_new
from judge_desk.exchange.seal import code_of, digest_of
from judge_desk.exchange.spreadsheets.marks_sheet import SheetIdentity
from judge_desk.exchange.spreadsheets.marks_sheet_writer import SheetEntry, SheetHead, write_marks_sheet
from judge_desk.exchange.stored_names import DOCUMENTS
from judge_desk.wording.catalogue import open_catalogue

MERGES: Final = "hop-nhat"
"""Folder of the merge records, below that of the round's papers."""
REMINDER: Final = "danh-sach-nhac-nop-phieu"
_LATE: Final = {SeatState.MISSING: "missing", SeatState.CHOOSE: "choose", SeatState.WAITING: "waiting"}


class Paper(StrEnum):
    """The signed sheet of a seat: ``NONE`` no ballot counts; ``TIED`` compared; ``OPEN`` not compared yet."""

    NONE = "none"
    TIED = "tied"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One seat.

    Attributes:
        seat, name, position: who; entries: how many it marks.
        state, condition: where it stands; condition says why it waits.
        revision, code, digest: of the ballot that counts; 0 and empty when none does.
        from_paper: that ballot was typed in; paper: whether its signed sheet was compared.
        pair: two ballots between which people must choose.
    """

    seat: Seat
    name: str
    position: str
    entries: int
    state: SeatState
    condition: Condition
    revision: int
    code: str
    digest: Digest
    from_paper: bool
    paper: Paper
    pair: Pair | None


def seat_lines(standing: Standing) -> tuple[SeatLine, ...]:
    """Say where every seat of a round stands, ascending."""
    positions = {holder.seat: holder.position for holder in standing.manifest.seats if holder.until is None}
    return tuple(_seat_line(each, standing, positions.get(each.seat, "")) for each in standing.view.seats)


def _seat_line(seat: SeatView, standing: Standing, position: str) -> SeatLine:
    counted = seat.counted
    paper = Paper.NONE if counted is None else Paper.TIED if seat.tied else Paper.OPEN
    return SeatLine(
        seat.seat,
        seat.name,
        position,
        work_of(seat.seat, standing.view),
        seat_state(seat, standing.view, standing.closed_seats),
        seat.condition,
        counted.ballot.revision if counted is not None else 0,
        counted.code if counted is not None else "",
        counted.digest if counted is not None else Digest(""),
        counted is not None and counted.ballot.source is Source.PAPER,
        paper,
        first_pair(seat),
    )


@dataclass(frozen=True, slots=True)
class Collected:
    """A round's collection: its title, every seat, the panel in figures."""

    title: str
    seats: tuple[SeatLine, ...]
    prospect: Prospect


def look(folder: Path, round_id: str, around: Surroundings) -> Collected:
    """Say where the collection of a round stands.

    Raises:
        NotNow: no package of the round was issued.
    """
    with open_folder(folder, read_only=True) as contest:
        standing = round_standing(contest, contest.round(round_id).id)
        return Collected(standing.round.title, seat_lines(standing), prospect(standing.view, standing.closed_seats))


def remind(folder: Path, round_id: str, target: Path, around: Surroundings) -> Path:
    """Write the list of those who have not delivered (PDF) into a folder, under a name that is free.

    Raises:
        NotNow: no package of the round was issued.
        CannotWrite: the folder cannot be written.
    """
    with open_folder(folder, read_only=True) as contest:
        standing = round_standing(contest, contest.round(round_id).id)
        now = around.now()
        found = prospect(standing.view, standing.closed_seats)
        late = tuple(line for each in seat_lines(standing) if (line := _reminded(each)) is not None)
        head = paper_head(contest, standing.round, stated_time=now)
        content = ReminderContent(head, late, found.counted, found.expected, now)
        data = pdf_in_force(contest, reminder, content)
    make_folder(target)
    path = _free(target, f"{REMINDER}-{round_id}", ".pdf")
    write_new(path, data)
    return path


def _reminded(line: SeatLine) -> Reminded | None:
    lacks = _LATE.get(line.state, "paper" if line.paper is Paper.OPEN and not line.from_paper else "")
    return Reminded(line.seat, line.name, line.position, line.entries, lacks) if lacks else None


def _free(folder: Path, stem: str, ending: str) -> Path:
    path, number = folder / f"{stem}{ending}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{ending}"
    return path


def write_sheet(folder: Path, round_id: str, seat: int, target: Path, around: Surroundings, lang: str = "vi") -> Path:
    """Write the blank mark sheet (XLSX) of a seat, for a judge without the program or for typing paper in.

    ``target`` is the new file, or a folder in which it gets a name of its own.

    Raises:
        BadInput: no such seat. CannotWrite: the name is taken, or the place cannot be written.
    """
    with open_folder(folder, read_only=True) as contest:
        standing, holder = _seat(contest, round_id, seat)
        manifest, rubric = standing.manifest, standing.round.rubric
        identity = SheetIdentity(manifest.contest, manifest.round, code_of(standing.package), seat)
        titles = (standing.definition.title, standing.round.title)
        head = SheetHead(identity, *titles, holder.name, rubric.sample, manifest.rehearsal)
        entries = [SheetEntry(entry.code, entry.title) for entry in entries_of(manifest, Seat(seat))]
        data = write_marks_sheet(head, judged_leaves(rubric), entries, open_catalogue(lang))
    return _write(target, f"phieu-diem-{round_id}-ghe-{seat:02d}", ".xlsx", data)


def write_paper_sheet(folder: Path, round_id: str, seat: int, target: Path, around: Surroundings) -> Path:
    """Write the blank paper sheet (PDF) of a seat, to be marked by hand and signed.

    ``target`` as for :func:`write_sheet`.

    Raises:
        BadInput: no such seat. CannotWrite: the name is taken, or the place cannot be written.
    """
    with open_folder(folder, read_only=True) as contest:
        standing, _ = _seat(contest, round_id, seat)
        data = empty_sheet(standing.definition, standing.round, standing.manifest, Seat(seat), standing.package)
    return _write(target, f"phieu-cham-trong-{round_id}-ghe-{seat:02d}", ".pdf", data)


def _seat(contest: ContestFolder, round_id: str, seat: int) -> tuple[Standing, SeatHolder]:
    standing = round_standing(contest, contest.round(round_id).id)
    holder = next((each for each in standing.manifest.seats if each.seat == seat and each.until is None), None)
    if holder is None:
        raise BadInput("decide.no_seat", seat=seat)
    return standing, holder


def _write(target: Path, stem: str, ending: str, data: bytes) -> Path:
    path = _free(target, stem, ending) if target.is_dir() else target
    make_folder(path.parent)
    write_new(path, data)
    return path


def write_merge_record(folder: Path, round_id: str, around: Surroundings) -> Path:
    """Write the record of a round's newest merge (PDF) into the contest folder; the same record is written once.

    Raises:
        NotNow: nothing was merged in this round.
        CannotWrite: the folder cannot be written.
    """
    with open_folder(folder, read_only=True) as contest:
        standing = round_standing(contest, contest.round(round_id).id)
        head = paper_head(contest, standing.round, standing.data_code)
        made = list(merge_contents(contest, standing, head))
        if not made:
            raise NotNow("collect.nothing_merged", where=standing.round.title)
        name, content = made[-1]
        data = pdf_in_force(contest, merge_record, content)
    target = folder / DOCUMENTS / round_id / MERGES
    make_folder(target)
    path = target / f"{name}-{digest_of(data)[:8]}.pdf"
    finish_new(path, data)
    return path

"""Secretary: a paper ballot is typed cell by cell, twice, by two people; what was accepted survives a crash.

Each typing is a draft in the contest folder. When both are finished and agree in every cell, and the totals written
on the paper add up, the ballot is made as :mod:`~judge_desk.desks.paper_ballots` makes it; the drafts stay beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Final, TypeVar

from judge_desk.contest.register.packages import ManifestEntry
from judge_desk.contest.rulebook.rubric import Criterion, judged_leaves
from judge_desk.contest.values.identity import CriterionId, EntryCode, Seat
from judge_desk.contest.values.numbers import NotANumber, parse_decimal
from judge_desk.contest.values.problems import BadInput, NotNow, stops
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.judge_file import entries_of
from judge_desk.desks.mark_reading import read_mark
from judge_desk.desks.paper_ballots import Readings, Typed, seal_typed
from judge_desk.desks.standing import Standing, round_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import make_folder
from judge_desk.exchange.disk_faults import writing
from judge_desk.exchange.plain_text import tidy_line
from judge_desk.exchange.seal import code_of
from judge_desk.exchange.spreadsheets.double_typing import Difference, compare_two
from judge_desk.exchange.spreadsheets.marks_sheet import MarksReading, SheetIdentity, range_text, read_marks
from judge_desk.exchange.stored_names import DRAFTS
from judge_desk.exchange.typing_draft import DraftCell, DraftHead, TypingDraft, add_cells, begin_draft, read_draft
from judge_desk.wording.figures import shortest

__all__ = [
    "RECUSED",
    "TOTAL",
    "Difference",
    "Typing",
    "TypingDesk",
    "begin",
    "finish",
    "look",
    "points_of",
    "put",
    "seal",
    "set_aside",
    "take_sheet",
]
RECUSED: Final = "@recused"
"""The field for why the judge does not mark an entry; empty takes the recusal back."""
TOTAL: Final = "@total"
"""The field for the total that stands on the paper."""
_FINISHED: Final = "@finished"
NUMBERS: Final = (1, 2)
Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Typing:
    """One of the two typings.

    Attributes:
        path: of its draft; number: 1 or 2; typist: who; finished: whether that person has ended it.
        marks: steps by entry and criterion; recused: reasons; totals: as written on the paper.
    """

    path: Path
    number: int
    typist: str
    finished: bool
    marks: Mapping[tuple[EntryCode, CriterionId], int]
    recused: Mapping[EntryCode, str]
    totals: Mapping[EntryCode, Fraction]


@dataclass(frozen=True, slots=True)
class TypingDesk:
    """A seat's paper on the table.

    Attributes:
        seat, name: whose it is; entries: its lines in order; leaves: its columns.
        first, second: the typings begun so far.
        differences: where two finished typings differ; empty before.
    """

    seat: Seat
    name: str
    entries: tuple[ManifestEntry, ...]
    leaves: tuple[Criterion, ...]
    first: Typing | None
    second: Typing | None
    differences: tuple[Difference, ...]

    @property
    def compared(self) -> bool:
        """Whether both typings are finished, so that their differences say something."""
        return all(each is not None and each.finished for each in (self.first, self.second))


def points_of(leaf: Criterion) -> str:
    """Write which marks a criterion allows, e.g. ``0–15``, bands parted."""
    return range_text(leaf)


def look(folder: Path, round_id: str, seat: int, around: Surroundings) -> TypingDesk:
    """Lay a seat's typings on the table.

    Raises:
        BadInput: no such seat. Unreadable: a draft is damaged.
    """
    with open_folder(folder, read_only=True) as contest:
        return _desk(contest, round_standing(contest, contest.round(round_id).id), Seat(seat))


def begin(folder: Path, round_id: str, seat: int, typist: str, around: Surroundings) -> TypingDesk:
    """Begin the first typing of a seat, or after it was finished the second, by somebody else.

    Raises:
        BadInput: no name, or the person who typed first.
        NotNow: the first typing is not finished, or both are begun.
    """
    with open_folder(folder) as contest:
        standing = round_standing(contest, contest.round(round_id).id)
        desk = _desk(contest, standing, Seat(seat))
        number = _next(desk, typist)
        _begin(contest, standing, desk, number, typist, around)
        return _desk(contest, standing, Seat(seat))


def _next(desk: TypingDesk, typist: str) -> int:
    if not tidy_line(typist):
        raise BadInput("typing.no_typist")
    if desk.first is None:
        return 1
    if not desk.first.finished:
        raise NotNow("typing.first_open", name=desk.first.typist)
    if desk.second is not None:
        raise NotNow("typing.both_begun")
    if tidy_line(typist).casefold() == desk.first.typist.casefold():
        raise BadInput("paper.one_typist", name=desk.first.typist)
    return 2


def _begin(
    contest: ContestFolder, standing: Standing, desk: TypingDesk, number: int, typist: str, around: Surroundings
) -> Path:
    make_folder(contest.path / DRAFTS)
    path = _path(contest, standing, desk.seat, number)
    about = (standing.manifest.contest, standing.round.id, standing.package)
    begin_draft(path, DraftHead(*about, desk.seat, number, tidy_line(typist), around.now()))
    return path


def take_sheet(folder: Path, round_id: str, seat: int, sheet: Path, typist: str, around: Surroundings) -> TypingDesk:
    """Take a mark sheet that the judge filled in as the first typing; the second is typed off the signed paper.

    Raises:
        BadInput: the sheet has a fault (the first one is named), or no name was given.
        NotNow: a typing of this seat was begun already.
        Unreadable: the file is no sheet.
    """
    with open_folder(folder) as contest:
        standing = round_standing(contest, contest.round(round_id).id)
        desk = _desk(contest, standing, Seat(seat))
        if desk.first is not None:
            raise NotNow("typing.begun", name=desk.first.typist)
        number = _next(desk, typist)
        identity = SheetIdentity(standing.manifest.contest, standing.manifest.round, code_of(standing.package), seat)
        codes = tuple(entry.code for entry in desk.entries)
        reading = read_marks(sheet, desk.leaves, codes, identity)
        if stops(reading.findings):
            fault = next(each for each in reading.findings if stops((each,)))
            raise BadInput(fault.code, fault.where, **fault.facts)
        path = _begin(contest, standing, desk, number, typist, around)
        add_cells(path, [*_cells(reading, desk.leaves), DraftCell("", _FINISHED, "1")])
        return _desk(contest, standing, Seat(seat))


def _cells(reading: MarksReading, leaves: tuple[Criterion, ...]) -> list[DraftCell]:
    steps = {leaf.id: leaf.step for leaf in leaves}
    cells = [
        DraftCell(code, criterion, shortest(count * steps[criterion]))
        for (code, criterion), count in reading.marks.items()
        if count is not None
    ]
    cells += [DraftCell(code, RECUSED, reason or "-") for code, reason in reading.recused.items()]
    return cells + [DraftCell(code, TOTAL, shortest(total)) for code, total in reading.written_totals.items()]


def put(desk: TypingDesk, number: int, code: EntryCode, field: str, typed: str) -> TypingDesk:
    """Accept one cell of a typing and keep it; gives the desk with it. Only the draft's file is touched.

    ``field`` is a criterion, :data:`RECUSED` or :data:`TOTAL`; an empty text takes the cell away.

    Raises:
        BadInput: what was typed is not possible there; the cell stays as it was.
        NotNow: the typing was not begun. CannotWrite: the disk does not take it.
    """
    typing = _typing(desk, number)
    text = tidy_line(typed)
    if field == TOTAL:
        _check_total(code, text)
    elif field != RECUSED:
        read_mark(next(leaf for leaf in desk.leaves if leaf.id == field), text)
    cell = DraftCell(code, field, text)
    add_cells(typing.path, [cell])
    return _with(desk, _applied(typing, [cell], desk.leaves))


def _check_total(code: EntryCode, text: str) -> None:
    try:
        if text:
            parse_decimal(text)
    except NotANumber:
        raise BadInput("typing.bad_total", where=code, shown=text[:20]) from None


def finish(desk: TypingDesk, number: int) -> TypingDesk:
    """End a typing; what is blank then is blank on the paper. With both ended, the differences are worked out.

    Raises:
        NotNow: the typing was not begun. CannotWrite: the disk does not take it.
    """
    typing = _typing(desk, number)
    cell = DraftCell("", _FINISHED, "1")
    add_cells(typing.path, [cell])
    return _with(desk, _applied(typing, [cell], desk.leaves))


def set_aside(folder: Path, round_id: str, seat: int, around: Surroundings) -> TypingDesk:
    """Set the typings of a seat aside, to begin anew; the drafts stay in the folder under other names."""
    with open_folder(folder) as contest:
        standing = round_standing(contest, contest.round(round_id).id)
        _rename(_desk(contest, standing, Seat(seat)), f"bo-{around.token(4).hex()}")
        return _desk(contest, standing, Seat(seat))


def seal(folder: Path, round_id: str, seat: int, around: Surroundings) -> Typed:
    """Make the ballot of two finished typings that agree; its file lies beside the drafts and waits to be merged.

    Raises:
        NotNow: a typing is missing or not finished.
    """
    with open_folder(folder) as contest:
        standing = round_standing(contest, contest.round(round_id).id)
        desk = _desk(contest, standing, Seat(seat))
        if desk.first is None or desk.second is None or not desk.compared:
            raise NotNow("typing.not_finished")
        names = (desk.first.typist, desk.second.typist)
        typed = seal_typed(contest, standing, desk.seat, _readings(desk), names, names, contest.path / DRAFTS, around)
        if typed.file is not None:
            _rename(desk, typed.digest[:10])
        return typed


def _rename(desk: TypingDesk, mark: str) -> None:
    for typing in (desk.first, desk.second):
        if typing is not None:
            with writing(typing.path):
                typing.path.rename(typing.path.with_name(f"{typing.path.stem}_{mark}{typing.path.suffix}"))


def _path(contest: ContestFolder, standing: Standing, seat: Seat, number: int) -> Path:
    return contest.path / DRAFTS / f"{standing.round.id}-ghe-{seat:02d}-lan-{number}.jsonl"


def _desk(contest: ContestFolder, standing: Standing, seat: Seat) -> TypingDesk:
    holder = next((each for each in standing.manifest.seats if each.seat == seat and each.until is None), None)
    if holder is None:
        raise BadInput("decide.no_seat", seat=seat)
    leaves = judged_leaves(standing.round.rubric)
    desk = TypingDesk(seat, holder.name, entries_of(standing.manifest, seat), leaves, None, None, ())
    for number in NUMBERS:
        path = _path(contest, standing, seat, number)
        if path.exists():
            draft = read_draft(path)
            if draft.head.package != standing.package:
                raise NotNow("typing.older_package", where=path.name)
            desk = _with(desk, _typed(path, draft, leaves))
    return desk


def _typed(path: Path, draft: TypingDraft, leaves: tuple[Criterion, ...]) -> Typing:
    empty = Typing(path, draft.head.number, draft.head.typist, False, {}, {}, {})
    return _applied(empty, draft.cells, leaves)


def _applied(typing: Typing, cells: list[DraftCell] | tuple[DraftCell, ...], leaves: tuple[Criterion, ...]) -> Typing:
    """Give a typing with further cells."""
    known = {leaf.id: leaf for leaf in leaves}
    marks, recused, totals = dict(typing.marks), dict(typing.recused), dict(typing.totals)
    finished = typing.finished
    for cell in cells:
        code = EntryCode(cell.code)
        if cell.field == _FINISHED:
            finished = True
        elif cell.field == RECUSED:
            _set(recused, code, cell.text or None)
        elif cell.field == TOTAL:
            _set(totals, code, parse_decimal(cell.text) if cell.text else None)
        else:
            criterion = CriterionId(cell.field)
            _set(marks, (code, criterion), read_mark(known[criterion], cell.text))
    return replace(typing, finished=finished, marks=marks, recused=recused, totals=totals)


def _set(into: dict[Key, Value], key: Key, value: Value | None) -> None:
    if value is None:
        into.pop(key, None)
    else:
        into[key] = value


def _typing(desk: TypingDesk, number: int) -> Typing:
    typing = desk.first if number == 1 else desk.second
    if typing is None:
        raise NotNow("typing.not_begun")
    return typing


def _with(desk: TypingDesk, typing: Typing) -> TypingDesk:
    desk = replace(desk, first=typing) if typing.number == 1 else replace(desk, second=typing)
    return replace(desk, differences=compare_two(*_readings(desk), desk.leaves) if desk.compared else ())


def _readings(desk: TypingDesk) -> Readings:
    first, second = (_reading(desk, each) for each in (desk.first, desk.second) if each is not None)
    return first, second


def _reading(desk: TypingDesk, typing: Typing) -> MarksReading:
    """Give a typing as a mark sheet says it; a recused entry has no marks, as on a sheet."""
    marks = {
        (entry.code, leaf.id): None if entry.code in typing.recused else typing.marks.get((entry.code, leaf.id))
        for entry in desk.entries
        for leaf in desk.leaves
    }
    return MarksReading(marks, dict(typing.recused), {}, dict(typing.totals), None, ())

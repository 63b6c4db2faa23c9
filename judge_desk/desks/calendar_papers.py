"""Secretary: the calendar on paper, and a sheet for every office that leads something late, due or about to begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import BadInput, Findings, NotNow, Problem, Severity
from judge_desk.desks.calendar import AHEAD, CalendarView, calendar_of
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.papers.calendar_content import calendar_content, reminders
from judge_desk.desks.papers.words_in_force import own_texts_of, own_words
from judge_desk.desks.surroundings import Surroundings
from judge_desk.documents.blocks import Document
from judge_desk.documents.calendar import calendar as calendar_document
from judge_desk.documents.calendar import reminder as reminder_document
from judge_desk.documents.formats import WRITERS, Format, table_workbook
from judge_desk.exchange.disk import finish_new, make_folder

STEM: Final = "lich-thuc-hien"
REMINDER: Final = "phieu-nhac-viec"
FORMATS: Final = tuple(each.value for each in Format)


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """One file that was written: its name, and the office it is for; empty for the calendar itself."""

    name: str
    office: str


@dataclass(frozen=True, slots=True)
class CalendarPapers:
    """What was written: the new folder, its files, and what there is to say of them."""

    folder: Path
    files: tuple[CalendarFile, ...]
    findings: Findings


def make(
    folder: Path,
    target: Path,
    formats: Sequence[str],
    around: Surroundings,
    today: str = "",
    ahead: int = AHEAD,
) -> CalendarPapers:
    """Write the calendar, and a reminder for every office to be reminded, into a new folder below ``target``.

    The calendar comes in every wanted format, the reminders in those that are letters. Nothing of the contest changes.

    Raises:
        BadInput: no such format or day.
        NotNow: the contest has no calendar.
        CannotWrite: the place refuses.
    """
    wanted = _formats(formats)
    with open_folder(folder, read_only=True) as contest:
        if not contest.definition.calendar:
            raise NotNow("calendar.none")
        view = calendar_of(contest, today or around.now()[:10], ahead)
        with own_words(own_texts_of(contest)):
            made = tuple(_made(contest, view, wanted, around))
    place = target / f"{STEM}_{around.now()[:19].replace(':', '-')}"
    make_folder(place)
    for name, _, data in made:
        finish_new(place / name, data)
    written = tuple(CalendarFile(name, office) for name, office, _ in made)
    reminded = any(each.office for each in written)
    nobody = () if reminded else (Problem("calendar.nobody_reminded", Severity.NOTE, "", {"days": ahead}),)
    return CalendarPapers(place, written, nobody)


def _formats(names: Sequence[str]) -> tuple[Format, ...]:
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        raise BadInput("calendar.no_format", format=", ".join(unknown) or "–", known=", ".join(FORMATS))
    return tuple(dict.fromkeys(Format(name) for name in names))


def _made(
    contest: ContestFolder, view: CalendarView, formats: tuple[Format, ...], around: Surroundings
) -> Iterator[tuple[str, str, bytes]]:
    """Make every file: its name, whom it is for, its bytes."""
    slips = reminders(contest, view.reminded, view.today, view.ahead)
    document = calendar_document(calendar_content(contest, view.items, view.today))
    for format_ in formats:
        data = WRITERS[format_](document) if format_ in WRITERS else table_workbook(document)
        yield f"{STEM}.{format_}", "", data
    for number, slip in enumerate(slips, start=1):
        around.progress("progress.calendar", number - 1, len(slips))
        yield from _slip_files(f"{REMINDER}-{number:02}", slip.office, reminder_document(slip), formats)
    around.progress("progress.calendar", len(slips), len(slips))


def _slip_files(
    stem: str, office: str, document: Document, formats: tuple[Format, ...]
) -> Iterator[tuple[str, str, bytes]]:
    letters = [each for each in formats if each in WRITERS] or [Format.PDF]
    for format_ in letters:
        yield f"{stem}.{format_}", office, WRITERS[format_](document)

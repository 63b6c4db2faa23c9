"""Secretary, inspector: the log as a file that other programs read, or as a list on paper."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import BadInput
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.log_changes import Change, Changes
from judge_desk.desks.log_reading import LogEntry, LogQuery, wanted_log
from judge_desk.desks.papers.log_content import log_content
from judge_desk.desks.papers.words_in_force import pdf_in_force
from judge_desk.desks.surroundings import Surroundings
from judge_desk.documents.formats import write_sheet
from judge_desk.documents.log_list import log_list
from judge_desk.documents.plain_sheet import PlainSheet, SheetValue
from judge_desk.exchange.disk import make_folder, write_new
from judge_desk.wording.catalogue import open_catalogue

ENDINGS: Final = (".csv", ".xlsx", ".pdf")
_COLUMNS: Final = ("number", "time", "who", "kind", "round", "told", "before", "after", "hash")
_WIDTHS: Final = (8, 20, 24, 20, 18, 70, 50, 50, 68)
_FORMULA: Final = ("=", "+", "-", "@", "\t")
_EVERY: Final = 50

Told = Sequence[tuple[LogEntry, Change]]


def export_log(folder: Path, query: LogQuery, target: Path, language: str, around: Surroundings) -> int:
    """Write the wanted acts, oldest first, with before and after, into a new file; gives how many.

    The ending says what it is: ``.csv`` (UTF-8 with a mark at its beginning, parted by semicolons in Vietnamese and
    commas in English, as Excel expects), ``.xlsx``, or ``.pdf`` (always Vietnamese).

    Raises:
        BadInput: another ending, or a day that is none.
        CannotWrite: the name is taken, or the place refuses.
    """
    ending = target.suffix.lower()
    if ending not in ENDINGS:
        raise BadInput("log.no_format", where=target.name, known=", ".join(ENDINGS))
    language = "vi" if ending == ".pdf" else language
    with open_folder(folder, read_only=True) as contest:
        told = _told(contest, query, language, around)
        if ending == ".csv":
            data = _csv(told, language)
        elif ending == ".xlsx":
            data = _sheet(told, language)
        else:
            data = _paper(contest, told, around)
    make_folder(target.parent)
    write_new(target, data)
    return len(told)


def _told(contest: ContestFolder, query: LogQuery, language: str, around: Surroundings) -> Told:
    entries, lines = wanted_log(contest, query, language), contest.store.log()
    changes, told = Changes(contest, language), []
    for number, entry in enumerate(entries):
        if number % _EVERY == 0:
            around.progress("progress.log", number, len(entries))
        told.append((entry, changes.of(lines[entry.number - 1])))
    return told


def _cells(entry: LogEntry, change: Change) -> tuple[str, ...]:
    words = (entry.time.replace("T", " "), entry.who, entry.kind, entry.round_title, entry.told)
    return (*words, "\n".join(change.before), "\n".join(change.after), entry.hash)


def _head(language: str) -> tuple[str, ...]:
    say = open_catalogue(language).say
    return tuple(say(f"log.column.{each}") for each in _COLUMNS)


def _csv(told: Told, language: str) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";" if language == "vi" else ",", lineterminator="\r\n")
    writer.writerow(_head(language))
    for entry, change in told:
        writer.writerow((entry.number, *map(_plain, _cells(entry, change))))
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def _plain(text: str) -> str:
    """Keep a table program from taking a text for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _sheet(told: Told, language: str) -> bytes:
    say = open_catalogue(language).say
    rows: list[tuple[SheetValue, ...]] = [(entry.number, *_cells(entry, change)) for entry, change in told]
    return write_sheet(PlainSheet(say("log.sheet"), "", _head(language), _WIDTHS, rows))


def _paper(contest: ContestFolder, told: Told, around: Surroundings) -> bytes:
    return pdf_in_force(contest, log_list, log_content(contest, told, around.now()))

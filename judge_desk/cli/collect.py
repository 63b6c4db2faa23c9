"""Commands around the collecting of ballots: where seats stand, reminders, blank sheets, the matrix, comparing."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer, table
from judge_desk.cli.terminal import progress_bar
from judge_desk.contest.merge.ballots import SealedBallot
from judge_desk.contest.merge.grid import Cell
from judge_desk.desks import collecting, comparing
from judge_desk.desks.collecting import Paper
from judge_desk.desks.foreseeing import afterwards
from judge_desk.desks.matrix import Matrix, matrix
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import code_groups
from judge_desk.wording.findings import sentence

_SIGNS: Final = {
    Cell.FREE: "–", Cell.EXCLUDED: "x", Cell.COUNTED: "✓", Cell.RECUSED: "R", Cell.BLANK: "_", Cell.MISSING: "?",
    Cell.CHOOSE: "#", Cell.WAITING: "!", Cell.SETTLED: "–", Cell.BARRED: "!", Cell.WITHDRAWN: "–",
}  # fmt: skip


def collect(args: argparse.Namespace) -> Answer:
    """``collect``: where every seat stands, and what is true of the panel."""
    catalogue = open_catalogue(args.lang)
    say, found = catalogue.say, collecting.look(Path(args.folder), args.round, surroundings())
    head = tuple(say(f"cli.head.{key}") for key in ("seat", "judge", "entries", "state", "paper"))
    rows = [
        (
            str(each.seat),
            each.name,
            str(each.entries),
            say(f"seat_state.{each.state}", revision=each.revision),
            say(f"seat_paper.{each.paper}") if each.paper is not Paper.NONE else "",
        )
        for each in found.seats
    ]
    said = " ".join(sentence(each, catalogue) for each in afterwards(found.prospect))
    lines = [found.title, said, *table(head, rows, frozenset({0, 2}))]
    seats = [
        {
            "seat": each.seat,
            "name": each.name,
            "entries": each.entries,
            "state": each.state.value,
            "condition": each.condition.value,
            "revision": each.revision,
            "code": each.code,
            "digest": each.digest,
            "from_paper": each.from_paper,
            "paper": each.paper.value,
            "choice": list(each.pair or ()),
        }
        for each in found.seats
    ]
    data = {"counted": found.prospect.counted, "expected": found.prospect.expected, "seats": seats}
    return Answer(lines, data)


def remind(args: argparse.Namespace) -> Answer:
    """``remind``: the list of those who have not delivered, as PDF."""
    path = collecting.remind(Path(args.folder), args.round, Path(args.to), surroundings())
    return Answer((open_catalogue(args.lang).say("cli.collect.reminder", file=str(path)),), {"file": str(path)})


def sheet(args: argparse.Namespace) -> Answer:
    """``sheet``: the blank mark sheet of a seat."""
    about = (Path(args.folder), args.round, args.seat, Path(args.to), surroundings())
    path = collecting.write_paper_sheet(*about) if args.paper else collecting.write_sheet(*about, args.lang)
    line = open_catalogue(args.lang).say("cli.collect.sheet", seat=args.seat, file=str(path))
    return Answer((line,), {"file": str(path)})


def show_matrix(args: argparse.Namespace) -> Answer:
    """``matrix``: judges beside entries; with ``--missing`` only entries that still lack something."""
    catalogue = open_catalogue(args.lang)
    say, found = catalogue.say, matrix(Path(args.folder), args.round, surroundings(progress=progress_bar(args)))
    rows = [row for row in range(len(found.codes)) if found.grid.open[row] or not args.missing]
    seats = range(len(found.seats))
    head = (say("cli.head.code"), *(f"{say('cli.head.seat')} {seat}" for seat in found.seats), say("cli.head.whole"))
    lines = [(found.codes[row], *(_shown(found, row, seat, args.lang) for seat in seats), _of(found.grid.rows[row]))
             for row in rows]  # fmt: skip
    foot = (say("cli.collect.all", count=len(found.codes)), *map(_of, found.grid.columns), _of(found.grid.whole))
    words = {cell: cell.name.lower() for cell in Cell}
    entries = [
        {
            "code": found.codes[row],
            "counted": found.grid.rows[row][0],
            "assigned": found.grid.rows[row][1],
            "cells": [
                _cell(found, row, seat, words, sentence(found.explain(row, seat).reason, catalogue))
                for seat in seats
                if found.cell(row, seat) is not Cell.FREE
            ],
        }
        for row in rows
    ] if args.json else []  # fmt: skip
    right = frozenset(range(1, len(head)))
    return Answer([*table(head, [*lines, foot], right), say("cli.collect.legend")], {"entries": entries})


def _of(counts: tuple[int, int]) -> str:
    return f"{counts[0]}/{counts[1]}"


def _shown(found: Matrix, row: int, seat: int, lang: str) -> str:
    mark = found.mark(row, seat)
    return (mark.replace(".", ",") if lang == "vi" else mark) or _SIGNS[found.cell(row, seat)]


def _cell(found: Matrix, row: int, seat: int, words: dict[Cell, str], why: str) -> dict[str, Any]:
    state = words[found.cell(row, seat)]
    return {"seat": found.seats[seat], "state": state, "mark": found.mark(row, seat) or None, "why": why}


def compare(args: argparse.Namespace) -> Answer:
    """``ballot compare``: two sealed ballots side by side, every difference by entry and criterion."""
    say = open_catalogue(args.lang).say
    found = comparing.compare_files(Path(args.first), Path(args.second))
    lines = [say("cli.compare.first", **_about(found.first)), say("cli.compare.second", **_about(found.second))]
    differing = found.differing
    lines.append(
        say("cli.compare.differs", places=found.marks, entries=len(differing)) if differing else say("cli.compare.same")
    )
    if differing:
        rows = [
            (each.code, side, *(_mark(mark, args.lang) for mark in marks.marks))
            for each in differing
            for side, marks in (("A", each.first), ("B", each.second))
        ]
        lines += table((say("cli.head.code"), "", *found.columns), rows, frozenset(range(2, len(found.columns) + 2)))
    if found.remarks:
        lines.append(say("cli.compare.remarks", codes=", ".join(found.remarks)))
    data = {
        "first": found.first.digest,
        "second": found.second.digest,
        "columns": list(found.columns),
        "marks": found.marks,
        "entries": [
            {"code": each.code, "first": list(each.first.marks), "second": list(each.second.marks)}
            for each in differing
        ],
        "remarks": list(found.remarks),
    }
    return Answer(lines, data)


def _mark(mark: str, lang: str) -> str:
    return mark.replace(".", ",") if lang == "vi" else mark


def _about(sealed: SealedBallot) -> dict[str, str | int]:
    ballot = sealed.ballot
    return {"seat": ballot.seat, "name": ballot.name, "revision": ballot.revision, "code": code_groups(sealed.code)}

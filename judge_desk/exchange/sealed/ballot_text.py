"""A ballot as text that a person reads in any editor, in exactly one legal form.

Head, table, remarks. Reading takes the text apart, writes it again and compares: what is not byte for byte what this
module writes is refused, so two different files never say the same thing. ``docs/files.md`` has the form in full.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from judge_desk.contest.merge.ballots import Ballot, BallotState, Lines, Remark
from judge_desk.contest.values.identity import CriterionId, EntryCode
from judge_desk.contest.values.problems import BadInput, Unreadable
from judge_desk.exchange.plain_text import escaped, is_remark, unescaped
from judge_desk.exchange.sealed.ballot_columns import RECUSED, WHOLE, Columns, code_order
from judge_desk.exchange.sealed.ballot_header import LENGTH, BallotHeader, header_of, read_header, write_header
from judge_desk.exchange.sealed.ballot_table import read_table, write_table

LONGEST_REMARK: Final = 10_000
"""Characters of one remark or reason."""

_NOTES_LABEL: Final = "Ghi chú"
_NOTES: Final = re.compile(rf"{_NOTES_LABEL}: (?P<count>0|[1-9][0-9]{{0,6}})\Z")


def arranged(ballot: Ballot) -> Ballot:
    """Put lines in code order and remarks in line order (the entry as a whole first, then by column)."""
    codes = ballot.lines.codes
    order = sorted(range(len(codes)), key=lambda place: code_order(codes[place]))
    lines = ballot.lines if order == [*range(len(codes))] else ballot.lines.ordered(order)
    return replace(ballot, lines=lines, remarks=_in_order(ballot))


def _in_order(ballot: Ballot) -> tuple[Remark, ...]:
    places: dict[CriterionId | None, int] = {name: index for index, name in enumerate(ballot.columns)}
    places[None] = -1
    return tuple(
        sorted(ballot.remarks, key=lambda each: (code_order(each.code), places.get(each.criterion, len(places))))
    )


def write_ballot(ballot: Ballot, columns: Columns) -> str:
    """Write a ballot, with a newline at its end.

    Args:
        ballot: lines and remarks in order (see :func:`arranged`).
        columns: of the rubric that the ballot answers to.

    Raises:
        BadInput: something in it has no legal form; the code and facts say what.
    """
    table = write_table(ballot.lines, Counter(remark.code for remark in ballot.remarks), columns)
    _check(ballot, columns)
    return "\n".join([*write_header(header_of(ballot)), *table, *_notes_part(ballot), ""])


def read_ballot_text(text: str, columns: Columns, where: str = "") -> Ballot:
    """Read a ballot that :func:`write_ballot` wrote; anything else is refused.

    Raises:
        NewerFormat: a later format.
        Unreadable: any deviation, however small.
    """
    lines = text.split("\n", LENGTH)
    header = read_header(lines, where)
    table, notes = _parted(lines.pop(), header.entries)
    read, counts = read_table(table, columns, where)
    reasons, remarks = _read_notes(notes.split("\n"), where)
    ballot = _ballot(header, columns, read.with_reasons(reasons), remarks)
    try:
        _check(ballot, columns)
        again = [*write_header(header_of(ballot)), *_notes_part(ballot), ""]
    except BadInput as error:
        raise Unreadable(error.problem.code, where, **error.problem.facts) from error
    if again != [*lines, *notes.split("\n")] or dict(Counter(remark.code for remark in remarks)) != counts:
        raise Unreadable("ballot.form", where)
    return ballot


def _parted(below: str, entries: int) -> tuple[str, str]:
    """Part what stands below the head: the head line of the table with its lines, all of one length, and the notes."""
    head = below.find("\n") + 1
    end = head + (below.find("\n", head) + 1 - head) * entries if entries else head
    return below[:end], below[end:]


def _check(ballot: Ballot, columns: Columns) -> None:
    if ballot.columns != tuple(column.id for column in columns):
        raise BadInput("ballot.columns_differ")
    if _in_order(ballot) != ballot.remarks:
        raise BadInput("ballot.order")
    if bool(ballot.lines.blank) != (ballot.state is BallotState.PARTIAL):
        raise BadInput("ballot.state")
    _check_texts(ballot)


def _check_texts(ballot: Ballot) -> None:
    codes = ballot.lines.codes.set
    known = {*ballot.columns, None}
    places = [(remark.code, remark.criterion) for remark in ballot.remarks]
    if len(set(places)) != len(places) or any(code not in codes or name not in known for code, name in places):
        raise BadInput("ballot.remark_place")
    if not ballot.lines.reasons.keys() <= codes:
        raise BadInput("ballot.remark_place")
    for code, text in [*ballot.lines.reasons.items(), *((remark.code, remark.text) for remark in ballot.remarks)]:
        if not is_remark(text, LONGEST_REMARK):
            raise BadInput("ballot.text", entry=code, longest=LONGEST_REMARK)


def _notes_part(ballot: Ballot) -> list[str]:
    notes = list(_notes(ballot))
    return [f"{_NOTES_LABEL}: {len(notes)}", *notes]


def _notes(ballot: Ballot) -> Iterator[str]:
    by_code: dict[EntryCode, list[Remark]] = {}
    for remark in ballot.remarks:
        by_code.setdefault(remark.code, []).append(remark)
    reasons, places = ballot.lines.reasons, ballot.lines.codes.places
    for code in sorted({*reasons, *by_code}, key=places.__getitem__):
        if code in reasons:
            yield f"{code} {RECUSED} {escaped(reasons[code])}"
        for remark in by_code.get(code, ()):
            yield f"{code} {remark.criterion or WHOLE} {escaped(remark.text)}"


def _read_notes(lines: list[str], where: str) -> tuple[dict[EntryCode, str], tuple[Remark, ...]]:
    found = _NOTES.match(lines[0]) if lines else None
    if found is None or len(lines) != int(found["count"]) + 2 or lines[-1]:
        raise Unreadable("ballot.notes", where)
    reasons: dict[EntryCode, str] = {}
    remarks: list[Remark] = []
    for line in lines[1:-1]:
        code, name, text = _read_note(line, where)
        if name == RECUSED:
            reasons[code] = text
        else:
            remarks.append(Remark(code, None if name == WHOLE else CriterionId(name), text))
    return reasons, tuple(remarks)


def _read_note(line: str, where: str) -> tuple[EntryCode, str, str]:
    parts = line.split(" ", 2)
    if len(parts) != 3:
        raise Unreadable("ballot.notes", where)
    try:
        return EntryCode(parts[0]), parts[1], unescaped(parts[2])
    except ValueError as error:
        raise Unreadable("ballot.notes", where) from error


def _ballot(header: BallotHeader, columns: Columns, lines: Lines, remarks: tuple[Remark, ...]) -> Ballot:
    return Ballot(
        contest=header.contest,
        round=header.round,
        definition=header.definition,
        package=header.package,
        seat=header.seat,
        name=header.name,
        device=header.device,
        revision=header.revision,
        previous=header.previous,
        nonce=header.nonce,
        state=header.state,
        source=header.source,
        stated_time=header.stated_time,
        columns=tuple(column.id for column in columns),
        lines=lines,
        remarks=remarks,
    )

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

from judge_desk.contest.merge.ballots import Ballot, BallotState, Line, Remark
from judge_desk.contest.values.identity import CriterionId, EntryCode
from judge_desk.contest.values.problems import BadInput, Unreadable
from judge_desk.exchange.plain_text import escaped, is_remark, unescaped
from judge_desk.exchange.sealed.ballot_columns import RECUSED, WHOLE, Columns
from judge_desk.exchange.sealed.ballot_header import LENGTH, BallotHeader, header_of, read_header, write_header
from judge_desk.exchange.sealed.ballot_table import code_order, read_table, write_table

LONGEST_REMARK: Final = 10_000
"""Characters of one remark or reason."""

_NOTES_LABEL: Final = "Ghi chú"
_NOTES: Final = re.compile(rf"{_NOTES_LABEL}: (?P<count>0|[1-9][0-9]{{0,6}})\Z")


def arranged(ballot: Ballot) -> Ballot:
    """Put lines in code order and remarks in line order (the entry as a whole first, then by column)."""
    places: dict[CriterionId | None, int] = {name: index for index, name in enumerate(ballot.columns)}
    places[None] = -1
    return replace(
        ballot,
        lines=tuple(sorted(ballot.lines, key=lambda line: code_order(line.code))),
        remarks=tuple(
            sorted(ballot.remarks, key=lambda each: (code_order(each.code), places.get(each.criterion, len(places))))
        ),
    )


def write_ballot(ballot: Ballot, columns: Columns) -> str:
    """Write a ballot, with a newline at its end.

    Args:
        ballot: lines and remarks in order (see :func:`arranged`).
        columns: of the rubric that the ballot answers to.

    Raises:
        BadInput: something in it has no legal form; the code and facts say what.
    """
    _check(ballot, columns)
    counts = Counter(remark.code for remark in ballot.remarks)
    notes = list(_notes(ballot))
    lines = [
        *write_header(header_of(ballot)),
        *write_table(ballot.lines, counts, columns),
        f"{_NOTES_LABEL}: {len(notes)}",
        *notes,
    ]
    return "\n".join(lines) + "\n"


def read_ballot_text(text: str, columns: Columns, where: str = "") -> Ballot:
    """Read a ballot that :func:`write_ballot` wrote; anything else is refused.

    Raises:
        NewerFormat: a later format.
        Unreadable: any deviation, however small.
    """
    lines = text.split("\n")
    header = read_header(lines, where)
    end = LENGTH + 1 + header.entries
    table, _ = read_table(lines[LENGTH:end], columns, where)
    reasons, remarks = _read_notes(lines[end:], where)
    whole = tuple(replace(line, reason=reasons[line.code]) if line.code in reasons else line for line in table)
    ballot = _ballot(header, columns, whole, remarks)
    try:
        again = write_ballot(ballot, columns)
    except BadInput as error:
        raise Unreadable(error.problem.code, where, **error.problem.facts) from error
    if again != text:
        raise Unreadable("ballot.form", where)
    return ballot


def _check(ballot: Ballot, columns: Columns) -> None:
    if ballot.columns != tuple(column.id for column in columns):
        raise BadInput("ballot.columns_differ")
    if arranged(ballot) != ballot:
        raise BadInput("ballot.order")
    blank = any(not line.recused and None in line.marks for line in ballot.lines)
    if blank != (ballot.state is BallotState.PARTIAL):
        raise BadInput("ballot.state")
    _check_texts(ballot)


def _check_texts(ballot: Ballot) -> None:
    codes = {line.code for line in ballot.lines}
    known = {*ballot.columns, None}
    places = [(remark.code, remark.criterion) for remark in ballot.remarks]
    if len(set(places)) != len(places) or any(code not in codes or name not in known for code, name in places):
        raise BadInput("ballot.remark_place")
    texts = [(line.code, line.reason) for line in ballot.lines if line.reason]
    for code, text in [*texts, *((remark.code, remark.text) for remark in ballot.remarks)]:
        if not is_remark(text, LONGEST_REMARK):
            raise BadInput("ballot.text", entry=code, longest=LONGEST_REMARK)


def _notes(ballot: Ballot) -> Iterator[str]:
    by_code: dict[EntryCode, list[Remark]] = {}
    for remark in ballot.remarks:
        by_code.setdefault(remark.code, []).append(remark)
    for line in ballot.lines:
        if line.reason:
            yield f"{line.code} {RECUSED} {escaped(line.reason)}"
        for remark in by_code.get(line.code, ()):
            yield f"{line.code} {remark.criterion or WHOLE} {escaped(remark.text)}"


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


def _ballot(header: BallotHeader, columns: Columns, lines: tuple[Line, ...], remarks: tuple[Remark, ...]) -> Ballot:
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

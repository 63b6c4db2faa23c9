"""A sealed ballot read without the contest that it belongs to: its own table says how its columns look.

What a step is worth stands in the rubric alone; here a step is the last decimal that a column shows. The form is
proven as strictly as ever, for the ballot is written again from what was read and compared byte for byte.
"""

from __future__ import annotations

from fractions import Fraction

from judge_desk.contest.merge.ballots import SealedBallot
from judge_desk.contest.values.identity import CriterionId
from judge_desk.contest.values.problems import Unreadable
from judge_desk.exchange.sealed.ballot_columns import CODE_WIDTH, COUNT_WIDTH, Column, Columns
from judge_desk.exchange.sealed.ballot_file import read_ballot
from judge_desk.exchange.sealed.ballot_header import LENGTH
from judge_desk.exchange.sealed.notes import open_note


def read_alone(data: bytes, where: str) -> tuple[SealedBallot, Columns]:
    """Read a sealed ballot and the columns that its table shows.

    Raises:
        Refusal: as :func:`~judge_desk.exchange.sealed.ballot_file.read_ballot`.
    """
    found: list[Columns] = []

    def columns(_: object) -> Columns:
        found.append(_columns_in(open_note(data, where).text.split("\n"), where))
        return found[-1]

    return read_ballot(data, where, columns), found[-1]


def _columns_in(lines: list[str], where: str) -> Columns:
    """Take the columns from the head line: every name ends where its column ends."""
    head, rows = lines[LENGTH] if len(lines) > LENGTH else "", lines[LENGTH + 1 :]
    middle = head[CODE_WIDTH : -(COUNT_WIDTH + 1)]
    columns, start, place = [], CODE_WIDTH, 0
    for name in middle.split():
        end = CODE_WIDTH + middle.index(name, place) + len(name)
        place = end - CODE_WIDTH
        decimals = max((_decimals(row[start + 1 : end]) for row in rows if len(row) == len(head)), default=0)
        columns.append(Column(CriterionId(name), Fraction(1, 10**decimals), decimals, end - start - 1))
        start = end
    if not columns:
        raise Unreadable("ballot.columns_differ", where)
    return tuple(columns)


def _decimals(cell: str) -> int:
    return len(cell.strip().partition(",")[2])

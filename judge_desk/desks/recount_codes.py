"""Inspector: digits read off signed sheets, held against the ballots that a recount counted.

Whoever holds the contest's key can make a whole set of files anew that agrees with itself. The sheets that judges
signed in ink are not among those files: one code off such a sheet is enough to find it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from judge_desk.contest.values.identity import RoundId, Seat
from judge_desk.contest.values.problems import BadInput, Problem, Severity
from judge_desk.exchange.seal import group_code, read_code


@dataclass(frozen=True, slots=True)
class PaperCode:
    """The digits on the sheet of a seat; ``round`` is empty where it was not said."""

    round: str
    seat: int
    digits: str


@dataclass(frozen=True, slots=True)
class CountedCode:
    """A ballot that a recount counted: round with its title, seat, name and digits."""

    round: RoundId
    title: str
    seat: Seat
    name: str
    digits: str


def read_paper_codes(texts: Iterable[str]) -> tuple[PaperCode, ...]:
    """Read digits as ``3=12345 …``, or with the id of the round before the seat: ``so-khao 3=12345 …``.

    Raises:
        BadInput: no seat, or not thirty digits.
    """
    return tuple(_read(text) for text in texts)


def _read(text: str) -> PaperCode:
    place, sign, digits = text.partition("=")
    *before, seat = place.split() or [""]
    if not sign or len(before) > 1 or not (seat.isascii() and seat.isdigit()):
        raise BadInput("recount.paper_form", given=text[:60])
    return PaperCode(before[0] if before else "", int(seat), read_code(digits))


def compare_codes(typed: Iterable[PaperCode], counted: Iterable[CountedCode]) -> Iterator[Problem]:
    """Say of each code off paper whether it is that of the counted ballot of its seat."""
    known = tuple(counted)
    for each in typed:
        here = [one for one in known if one.seat == each.seat and each.round in ("", one.round)]
        same = next((one for one in here if one.digits == each.digits), None)
        if same is not None:
            yield Problem("recount.paper_same", Severity.NOTE, same.title, {"seat": same.seat, "name": same.name})
        elif here:
            facts: dict[str, str | int] = {"seat": here[0].seat, "name": here[0].name, "typed": group_code(each.digits)}
            found = "; ".join(group_code(one.digits) for one in here)
            yield Problem("recount.paper_differs", Severity.STOP, here[0].title, {**facts, "counted": found})
        else:
            yield Problem("recount.paper_nobody", Severity.STOP, each.round, {"seat": each.seat})

"""Secretary: the draws of a round, and the record of each; a later one takes the place of the one before, both stay."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from judge_desk.contest.rulebook.definition import Round
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.papers.draw_content import draw_content, witnesses_of
from judge_desk.desks.papers.words_in_force import pdf_in_force
from judge_desk.desks.surroundings import Surroundings
from judge_desk.documents.draw_record import draw_record
from judge_desk.exchange.disk import make_folder, write_new
from judge_desk.stores.round_tables import (
    Draw,
    draw_acts,
    read_draws,
    read_packages,
)

STEM = "bien-ban-boc-tham"


@dataclass(frozen=True, slots=True)
class LotLine:
    """One draw: its number, ISO time, seed, who looked on, why it was drawn again, who drew, how much it gave out."""

    number: int
    stated_time: str
    seed: str
    witnesses: tuple[str, ...]
    reason: str
    operator: str
    entries: int
    seats: int


@dataclass(frozen=True, slots=True)
class LotHistory:
    """The draws of a round, oldest first, and whether its package was issued, which closes the draw."""

    draws: tuple[LotLine, ...]
    issued: bool


def lots_of(folder: Path, round_id: str, around: Surroundings) -> LotHistory:
    """Show the draws of a round."""
    with open_folder(folder, read_only=True) as contest:
        return read_history(contest, contest.round(round_id))


def read_history(contest: ContestFolder, round_: Round) -> LotHistory:
    """Read the draws out of an open folder."""
    actors = {line.seq: line.actor for line in contest.store.log()}
    draws = read_draws(contest.store, round_.id)
    acts = draw_acts(contest.store, round_.id)
    lines = tuple(
        _line(number, draw, actors[act]) for number, (draw, act) in enumerate(zip(draws, acts, strict=True), 1)
    )
    return LotHistory(lines, bool(read_packages(contest.store, round_.id)))


def _line(number: int, draw: Draw, operator: str) -> LotLine:
    seats = draw.facts.get("seats", 0)
    entries = draw.facts.get("entries", 0)
    reason = str(draw.facts.get("reason", ""))
    return LotLine(number, draw.stated_time, draw.seed, witnesses_of(draw), reason, operator, int(entries), int(seats))


def record_of(folder: Path, round_id: str, around: Surroundings, number: int = 0) -> bytes:
    """Make the record of a draw as PDF; the same draw gives the same bytes.

    Args:
        folder: the contest folder.
        round_id: the round.
        around: the world.
        number: which draw, from 1; 0 for the one in force.

    Raises:
        NotNow: nothing was drawn.
        BadInput: the round has no draw of this number.
    """
    with open_folder(folder, read_only=True) as contest:
        return pdf_in_force(contest, draw_record, draw_content(contest, contest.round(round_id), number))


def write_record(folder: Path, round_id: str, target: Path, around: Surroundings, number: int = 0) -> Path:
    """Write the record of a draw to a new file in a folder; gives its path.

    Raises:
        CannotWrite: the folder cannot be written, or has a file of that name.
        NotNow, BadInput: as :func:`record_of`.
    """
    data = record_of(folder, round_id, around, number)
    which = number or len(lots_of(folder, round_id, around).draws)
    make_folder(target)
    path = target / record_name(round_id, which)
    write_new(path, data)
    return path


def record_name(round_id: str, number: int) -> str:
    """Say what the file of the record of a draw is called."""
    return f"{STEM}-{round_id}-lan-{number}.pdf"

"""Secretary: the opening key of a round whose ballots travel closed. Its digits are on paper and nowhere else.

Order of the acts: :func:`prepare` makes the key and the chair's sheet, :func:`confirm` reads the digits back from the
paper, then the package may be issued; opening is :mod:`judge_desk.desks.closed.act`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.register.packages import Manifest
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.problems import BadInput, NotNow
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.papers.paper_heads import paper_head
from judge_desk.desks.papers.words_in_force import pdf_in_force
from judge_desk.desks.surroundings import Surroundings
from judge_desk.documents.opening_sheet import OpeningSheetContent, opening_sheet
from judge_desk.exchange.disk import make_folder, remove, write_new
from judge_desk.exchange.plain_text import tidy_line, tidy_text
from judge_desk.exchange.seal import read_code
from judge_desk.exchange.sealed import opening_key
from judge_desk.exchange.sealed.manifest_file import read_manifest
from judge_desk.stores.decision_tables import next_decision_number, put_decision
from judge_desk.stores.opening_tables import CONFIRMED, MADE, put_key, read_closed, read_keys
from judge_desk.stores.round_tables import read_packages
from judge_desk.stores.rows import Facts

SHEET: Final = "phieu-giu-ma-mo-phieu"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A fresh opening key. ``digits`` and ``sheet`` exist only in this value: nothing of them is kept.

    Attributes:
        public: the public key (hex), which is kept; digits: the 30 digits of the private one.
        sheet: the chair's sheet, two pages, as a PDF; name: what its file is called.
        file: where it was written; None where it is only to be printed.
        decision: number of the decision that put it in the place of an issued key, 0 without one.
    """

    public: str
    digits: str
    sheet: bytes
    name: str
    file: Path | None
    decision: int


def prepare(
    folder: Path,
    round_id: str,
    target: Path | None,
    around: Surroundings,
    reason: str = "",
    people: Sequence[str] = (),
) -> Prepared:
    """Make the opening key of a round and the sheet that keeps its digits; the contest keeps the public half alone.

    A key that no package has yet is simply replaced. Once a package has one, a new key needs ``reason`` and
    ``people``: it is a decision, and the next issue is a further version of the package. Once a closed ballot came in,
    the key stays.

    Args:
        folder: of the contest.
        round_id: a round whose rules close its ballots.
        target: folder for the sheet, never inside the contest folder; None to get it as bytes, for printing.
        around: its ``token`` gives the digits.
        reason: of the decision.
        people: who decides, as ``name (role)``.

    Raises:
        NotNow: ``opening.not_closed``, ``opening.came_in`` (closed ballots did), ``opening.issued_open``.
        BadInput: ``opening.inside``: the target lies in the contest folder; ``opening.new_key``: no reason or people.
        CannotWrite: the sheet could not be written; then no key is kept.
    """
    if target is not None and _inside(target, folder):
        raise BadInput("opening.inside", where=target.name)
    with open_folder(folder) as contest:
        round_ = closed_round(contest, round_id)
        decided = _replacing(contest, round_, reason, people)
        digits = opening_key.new_digits(around.token)
        public = opening_key.public_hex(opening_key.private_key(digits, contest.definition.id, round_.id))
        sheet = _sheet(contest, round_, digits, public, around)
        name = f"{SHEET}-{contest.definition.id}-{round_.id}-{public[:8]}.pdf"
        file = _written(target, name, sheet)
        with _taken_back(file):
            return Prepared(public, digits, sheet, name, file, _keep(contest, round_, public, decided, around))


@contextmanager
def _taken_back(file: Path | None) -> Iterator[None]:
    """Take the sheet away again where its key could not be kept."""
    try:
        yield
    except BaseException:
        if file is not None:
            remove(file)
        raise


def _replacing(
    contest: ContestFolder, round_: Round, reason: str, people: Sequence[str]
) -> tuple[str, tuple[str, ...]] | None:
    """Give reason and people of the decision by which an issued key is replaced; None where none was issued."""
    issued = _issued_key(contest, round_)
    if read_closed(contest.store, round_.id):
        raise NotNow("opening.came_in", where=round_.title)
    why, who = tidy_text(reason), tuple(filter(None, map(tidy_line, people)))
    if issued and (not why or not who):
        raise BadInput("opening.new_key", where=round_.title)
    return (why, who) if issued else None


def _inside(target: Path, folder: Path) -> bool:
    return target.resolve().is_relative_to(folder.resolve())


def _written(target: Path | None, name: str, sheet: bytes) -> Path | None:
    if target is None:
        return None
    make_folder(target)
    write_new(target / name, sheet, private=True)
    return target / name


def save_sheet(folder: Path, made: Prepared, path: Path) -> Path:
    """Write the sheet of a key that was just made under a name of the person's choice; gives the file.

    Raises:
        BadInput: ``opening.inside``: the name lies in the contest folder.
        CannotWrite: the name is taken, or the place cannot be written.
    """
    if _inside(path, folder):
        raise BadInput("opening.inside", where=path.name)
    write_new(path, made.sheet, private=True)
    return path


def _sheet(contest: ContestFolder, round_: Round, digits: str, public: str, around: Surroundings) -> bytes:
    now = around.now()
    content = OpeningSheetContent(paper_head(contest, round_, stated_time=now), digits, public, now)
    return pdf_in_force(contest, opening_sheet, content)


def _keep(
    contest: ContestFolder,
    round_: Round,
    public: str,
    decided: tuple[str, tuple[str, ...]] | None,
    around: Surroundings,
) -> int:
    """Keep the public key, and the decision where it takes the place of an issued one; gives its number or 0."""
    now, number = around.now(), 0
    facts: Facts = {"round": round_.id, "public": public[:10]}
    with contest.store.act(around.operator, "opening_key", facts, now) as act:
        put_key(act, round_.id, public, MADE, now)
        if decided is not None:
            number = next_decision_number(act)
            about = (number, round_.id, DecisionKind.OPENING_KEY, (str(round_.id),), public, (), *decided, now)
            put_decision(act, Decision(*about))
            act.tell(decision=number)
    return number


def closed_round(contest: ContestFolder, round_id: str) -> Round:
    """Give a round whose ballots are closed until the opening.

    Raises:
        NotNow: they are not. BadInput: no such round.
    """
    round_ = contest.round(round_id)
    if not round_.closed_ballots:
        raise NotNow("opening.not_closed", where=round_.title)
    return round_


def newest_manifest(contest: ContestFolder, round_: Round) -> Manifest | None:
    """Read the newest package of a round, None before the first."""
    packages = read_packages(contest.store, round_.id)
    return read_manifest(packages[-1].text.encode("utf-8"), packages[-1].name) if packages else None


def _issued_key(contest: ContestFolder, round_: Round) -> str:
    """Give the opening key of the newest package, empty before the first.

    Raises:
        NotNow: packages went out without a key.
    """
    manifest = newest_manifest(contest, round_)
    if manifest is not None and manifest.opening is None:
        raise NotNow("opening.issued_open", where=round_.title)
    return (manifest.opening or "") if manifest is not None else ""


def confirm(folder: Path, round_id: str, digits: str, around: Surroundings) -> str:
    """Keep that the digits were read back from the paper; gives the public key. Doing so again changes nothing.

    Raises:
        NotNow: no key was made (``opening.no_key``).
        BadInput: not 30 digits, or ``opening.other_digits``: they are not those of the newest key.
    """
    code = read_code(digits)
    with open_folder(folder) as contest:
        round_ = closed_round(contest, round_id)
        rows = read_keys(contest.store, round_.id)
        if not rows:
            raise NotNow("opening.no_key", where=round_.title)
        public = rows[-1].public_key
        if not opening_key.fits(opening_key.private_key(code, contest.definition.id, round_.id), public):
            raise BadInput("opening.other_digits", where=round_.title)
        if rows[-1].state != CONFIRMED:
            now = around.now()
            facts: Facts = {"round": round_.id, "public": public[:10]}
            with contest.store.act(around.operator, "opening_confirmed", facts, now) as act:
                put_key(act, round_.id, public, CONFIRMED, now)
        return public


def planned_key(contest: ContestFolder, round_: Round) -> str | None:
    """Give the opening key that the next package of a round would bear as things stand; None for none yet."""
    manifest = newest_manifest(contest, round_)
    if not round_.closed_ballots or (manifest is not None and manifest.opening is None):
        return None
    rows = read_keys(contest.store, round_.id)
    return rows[-1].public_key if rows else None


def key_to_issue(contest: ContestFolder, round_: Round) -> str | None:
    """Give the opening key that the next package of a round must bear; None where ballots travel in the open.

    A round that was issued in the open before stays so.

    Raises:
        NotNow: the rules close the ballots and there is no key yet (``opening.no_key``), or its digits were not read
            back from the paper (``opening.not_confirmed``).
    """
    if not round_.closed_ballots:
        return None
    manifest = newest_manifest(contest, round_)
    if manifest is not None and manifest.opening is None:
        return None
    rows = read_keys(contest.store, round_.id)
    if not rows:
        raise NotNow("opening.no_key", where=round_.title)
    if rows[-1].state != CONFIRMED:
        raise NotNow("opening.not_confirmed", where=round_.title)
    return rows[-1].public_key

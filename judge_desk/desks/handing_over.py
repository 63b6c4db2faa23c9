"""Judge: what stands after a sealing: each ballot as it was sealed, its sheet, its receipt, and the way to a stick."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.merge.ballots import Ballot
from judge_desk.contest.register.packages import Manifest
from judge_desk.contest.rulebook.definition import Definition, Round
from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import NotNow, Refusal
from judge_desk.desks.closed.closing import close_all, kept_closed
from judge_desk.desks.judge_file import JudgeFile, open_judge_file
from judge_desk.desks.marking import Sitting
from judge_desk.desks.papers import sheets_of_paper
from judge_desk.desks.papers.paper_heads import judge_head
from judge_desk.documents.content import ReceiptContent
from judge_desk.documents.formats import render_pdf
from judge_desk.documents.receipt import receipt as receipt_blocks
from judge_desk.exchange.disk import finish_new, make_folder, write_new
from judge_desk.exchange.places import Place, place_of
from judge_desk.exchange.sealed import ballot_file, closed_file
from judge_desk.exchange.sealed.ballot_columns import columns_of
from judge_desk.stores.score_file import Seal
from judge_desk.wording.figures import head_groups

SEALED: Final = "niem-phong"
"""Folder of the sealed ballots on this machine, in the user's own folder."""
RECEIPT: Final = "_bien-nhan"
"""Behind a ballot's name in that of its receipt."""


@dataclass(frozen=True, slots=True)
class Sealing:
    """One sealing as the score file keeps it, with the rules that its papers are made from.

    Attributes:
        ballot: its content; data: the ballot file, byte for byte.
        digest, code: of that file; previous_code: of the sealing before, empty for the first.
        closed: the closed file that travels in its place; empty where ballots travel in the open.
    """

    ballot: Ballot
    data: bytes
    digest: Digest
    code: str
    previous_code: str
    definition: Definition
    round: Round
    manifest: Manifest
    closed: bytes = b""

    @property
    def file_name(self) -> str:
        """The name of the file that travels, the same wherever it is written."""
        return closed_file.file_name(self.open_name) if self.travels_closed else self.open_name

    @property
    def open_name(self) -> str:
        """The name of the ballot file itself."""
        return ballot_file.file_name(self.ballot, self.data)

    @property
    def travels_closed(self) -> bool:
        """Whether the ballot leaves this machine only closed to the round's opening key."""
        return self.manifest.opening is not None

    @property
    def travels(self) -> bytes:
        """The bytes of the file that travels; empty where it must still be closed (:func:`write` refuses then)."""
        return self.closed if self.travels_closed else self.data

    @property
    def recused(self) -> int:
        """How many entries the judge does not mark."""
        return len(self.ballot.lines.recused)

    @property
    def blank(self) -> int:
        """How many entries lack marks."""
        return len(self.ballot.lines.blank)

    @property
    def marked(self) -> int:
        """How many entries are marked whole."""
        return len(self.ballot.lines) - self.recused - self.blank


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, flushed, read back and compared: the ballot, its sheet, the ballot's size in bytes.

    No sheet goes where a closed ballot goes, for the marks stand on it.
    """

    file: Path
    sheet: Path | None
    size: int


def sealings(sitting: Sitting) -> tuple[Sealing, ...]:
    """Give every sealing of an open score file, oldest first; one whose closed text was lost is closed once more."""
    judge = sitting.judge()
    found = _sealings(judge, sitting.seals())
    if not any(each.travels_closed and not each.closed for each in found):
        return found
    with suppress(Refusal):  # another machine's key: then writing says what is missing
        close_all(judge, sitting.around)
    return _sealings(judge, sitting.seals())


def sealings_in(file: Path) -> tuple[Sealing, ...]:
    """Give every sealing of a score file, oldest first.

    Raises:
        Refusal: the file cannot be read.
    """
    with open_judge_file(file, read_only=True) as judge:
        return _sealings(judge, judge.score.sealed())


def newest(file: Path, revision: int = 0) -> Sealing:
    """Give the newest sealing of a score file, or the one of a number.

    Raises:
        NotNow: nothing was sealed yet, or there is no such number.
    """
    found = sealings_in(file)
    if not found:
        raise NotNow("seal.nothing", where=file.name)
    if revision > len(found) or revision < 0:
        raise NotNow("seal.no_revision", where=file.name, revision=revision, newest=len(found))
    return found[revision - 1]


def _sealings(judge: JudgeFile, seals: Iterable[Seal]) -> tuple[Sealing, ...]:
    rules = (judge.definition, judge.round, judge.manifest)
    columns, previous, made = columns_of(judge.round.rubric), "", []
    for seal in seals:
        data = seal.text.encode("utf-8")
        ballot = ballot_file.read_ballot(data, judge.manifest.round, lambda _: columns).ballot
        closed = kept_closed(judge.score.file, judge.manifest, seal.digest)
        made.append(Sealing(ballot, data, seal.digest, seal.code, previous, *rules, closed))
        previous = seal.code
    return tuple(made)


def sheet(sealing: Sealing) -> bytes:
    """Make the sheet to sign as a PDF; the same sealing gives the same bytes."""
    return sheets_of_paper.score_sheet(
        sealing.definition,
        sealing.round,
        sealing.manifest,
        sealing.ballot,
        sealing.digest,
        sealing.code,
        sealing.previous_code,
    )


def write(sealing: Sealing, target: Path) -> Written:
    """Write a ballot and its sheet into a folder, under their own names, flushed, read back and compared.

    Where ballots travel closed, the closed file is written and no sheet.

    Raises:
        NotNow: the ballot must be closed first (``closed.not_yet``): the score file lost its closed text.
        CannotWrite: the place is missing, read-only, full or failing, or other bytes have the name.
    """
    if not sealing.travels_closed:
        return write_open(sealing, target)
    if not sealing.closed:
        raise NotNow("closed.not_yet", where=sealing.open_name)
    path = target / sealing.file_name
    make_folder(target)
    finish_new(path, sealing.closed)
    return Written(path, None, len(sealing.closed))


def write_open(sealing: Sealing, target: Path) -> Written:
    """Write a ballot in the open, and its sheet, whatever the round's rules say; raises CannotWrite as :func:`write`.

    For a round with closed ballots this is :func:`judge_desk.desks.sealing.export_open`'s business alone.
    """
    path = target / sealing.open_name
    paper = path.with_suffix(".pdf")
    make_folder(target)
    finish_new(paper, sheet(sealing))
    finish_new(path, sealing.data)
    return Written(path, paper, len(sealing.data))


def write_sheet(sealing: Sealing, target: Path) -> Path:
    """Write the sheet to sign alone, e.g. on the judge's own machine; raises CannotWrite as :func:`write`."""
    paper = target / sheet_name(sealing)
    make_folder(target)
    finish_new(paper, sheet(sealing))
    return paper


def sheet_name(sealing: Sealing) -> str:
    """Say what the file of the sheet to sign is called."""
    return Path(sealing.open_name).with_suffix(".pdf").name


def receipt_name(sealing: Sealing) -> str:
    """Say what the file of the receipt is called, where no other has the name."""
    return f"{Path(sealing.file_name).stem}{RECEIPT}.pdf"


def receipt(sealing: Sealing, written_at: str = "", place: str = "") -> bytes:
    """Make the receipt that the secretary signs when the ballot is handed over; without time and place, dots."""
    ballot = sealing.ballot
    content = ReceiptContent(
        head=judge_head(sealing.definition, sealing.round, sealing.manifest, ballot.stated_time),
        seat=ballot.seat,
        judge=ballot.name,
        revision=ballot.revision,
        entries=len(ballot.lines),
        marked=sealing.marked,
        recused=sealing.recused,
        blank=sealing.blank,
        code=sealing.code,
        digest=sealing.digest,
        file_name=sealing.file_name,
        sealed_at=ballot.stated_time,
        written_at=written_at,
        place=place,
        log_head=head_groups(sealing.manifest.log_head),
    )
    return render_pdf(receipt_blocks(content))


def write_receipt(sealing: Sealing, target: Path, written_at: str = "", place: str = "") -> Path:
    """Write a receipt into a folder; each one under a new name.

    Raises:
        CannotWrite: as :func:`write`.
    """
    make_folder(target)
    number, path = 1, target / receipt_name(sealing)
    stem = path.stem
    while path.exists():
        number += 1
        path = target / f"{stem}-{number}.pdf"
    write_new(path, receipt(sealing, written_at, place))
    return path


def is_stick(folder: Path) -> bool:
    """Say whether a folder lies on a disk that can be pulled out."""
    return place_of(folder) is Place.REMOVABLE

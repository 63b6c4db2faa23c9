"""Judge: check completeness, seal the ballot, open it again on the secretary's word."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from judge_desk.contest.merge.ballots import Ballot, BallotState, Line, Lines, SealedBallot, Source
from judge_desk.contest.register.packages import Manifest
from judge_desk.contest.rulebook.definition import Definition, Round
from judge_desk.contest.rulebook.rubric import Criterion, judged_leaves
from judge_desk.contest.values.identity import CriterionId, Digest, EntryCode, Seat
from judge_desk.contest.values.problems import Findings, NotNow, Refusal
from judge_desk.desks.closed.closing import close_kept, record_open_export
from judge_desk.desks.handing_over import Sealing, newest, write, write_open, write_sheet
from judge_desk.desks.judge_file import JudgeFile, missing_marks, open_judge_file
from judge_desk.desks.papers import sheets_of_paper
from judge_desk.desks.scoring import DEVICE_KEY
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import read_bytes
from judge_desk.exchange.plain_text import tidy_line
from judge_desk.exchange.seal import code_of, digest_of
from judge_desk.exchange.sealed import ballot_file, closed_file, keys
from judge_desk.exchange.sealed.ballot_columns import columns_of
from judge_desk.stores.score_events import FileState
from judge_desk.stores.score_tables import recall, remember

DRAFT: Final = "ballot"
"""Name under which a ballot is kept until its sealing is recorded."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed ballot: its file, the sheet to sign, 30 digits, digest, revision."""

    file: Path
    sheet: Path
    code: str
    digest: Digest
    revision: int
    findings: Findings


def gaps(judge: JudgeFile) -> Findings:
    """List every entry that is neither marked whole nor recused."""
    return missing_marks(judge, judge.score.marks().keys(), judge.score.recusals().keys())


def seal(file: Path, target: Path, around: Surroundings, partial_reason: str = "") -> Sealed:
    """Seal a score file: a new ballot file and the sheet to sign, flushed, read back; afterwards read-only.

    Args:
        file: the score file.
        target: folder for the ballot, e.g. a stick; made if missing.
        around: the surroundings; the installation's key lies in their home.
        partial_reason: reason to seal with gaps; empty asks for a complete ballot.

    Raises:
        NotNow: already sealed, the key is not the one the file was opened with, or gaps without a reason.
        CannotWrite: the ballot could not be written and read back; the marks stay open.
    """
    with open_judge_file(file) as judge:
        if judge.score.state is FileState.SEALED:
            raise NotNow("seal.sealed", where=file.name)
        missing = gaps(judge)
        if missing and not tidy_line(partial_reason):
            codes = ", ".join(each.where for each in missing[:12])
            raise NotNow("seal.gaps", where=file.name, count=len(missing), codes=codes)
        key = device_key(around)
        if keys.public_hex(key) != judge.score.identity.device:
            raise NotNow("seal.other_device", where=file.name)
        ballot = ballot_of(judge, around, tidy_line(partial_reason) if missing else "")
        ballot, data = drafted(judge, ballot, key)
        sealed = hand_over(judge, ballot, data, target, close_kept(judge, digest_of(data), data, around))
        judge.score.record_seal(ballot.revision, sealed.digest, sealed.code, data.decode("utf-8"), around.now())
        return sealed


def device_key(around: Surroundings) -> Ed25519PrivateKey:
    """Load this installation's key, or make it on first use."""
    return keys.load_or_create(around.home, DEVICE_KEY, around.token)


def drafted(judge: JudgeFile, ballot: Ballot, key: Ed25519PrivateKey) -> tuple[Ballot, bytes]:
    """Give the bytes to hand over, kept before they are: what was cut off is finished with the very same ballot."""
    columns = columns_of(judge.round.rubric)
    kept = (recall(judge.score.file, DRAFT) or "").encode("utf-8")
    with contextlib.suppress(Refusal):  # a draft that was damaged where it lay is made anew, and holds up no sealing
        before = read_ballot_of(judge, kept).ballot
        if replace(ballot, nonce=before.nonce, stated_time=before.stated_time) == before:
            return before, kept
    data = ballot_file.seal(ballot, columns, key)
    remember(judge.score.file, DRAFT, data.decode("utf-8"))
    return ballot, data


def read_ballot_of(judge: JudgeFile, data: bytes) -> SealedBallot:
    """Read a ballot that this score file sealed."""
    columns = columns_of(judge.round.rubric)
    return ballot_file.read_ballot(data, judge.score.file.path.name, lambda _: columns)


def hand_over(judge: JudgeFile, ballot: Ballot, data: bytes, target: Path, closed: bytes = b"") -> Sealed:
    """Write the ballot, or its closed file, and its sheet under names of their own, flushed and read back."""
    digest = digest_of(data)
    before = next((each.code for each in judge.score.sealed() if each.digest == ballot.previous), "")
    rules = (judge.definition, judge.round, judge.manifest)
    sealing = Sealing(ballot, data, digest, code_of(digest), before, *rules, closed)
    return _written(sealing, target, judge.score.file.path)


def _written(sealing: Sealing, target: Path, file: Path) -> Sealed:
    """Write what travels; the sheet of a closed ballot stays beside the score file, for the marks stand on it."""
    written = write(sealing, target)
    sheet = written.sheet if written.sheet is not None else write_sheet(sealing, file.parent)
    return Sealed(written.file, sheet, sealing.code, sealing.digest, sealing.ballot.revision, ())


def export(file: Path, target: Path, revision: int = 0, around: Surroundings | None = None) -> Sealed:
    """Write a sealed ballot and its sheet once more, e.g. when a stick was lost: the same bytes.

    Args:
        file: the score file.
        target: folder for the ballot; made if missing.
        revision: which sealing; 0 for the newest.
        around: lets a ballot be closed once more whose closed text was lost.

    Raises:
        NotNow: nothing was sealed yet, or not so often; ``closed.not_yet``: it must be closed once more.
        CannotWrite: the target cannot be written.
    """
    found = newest(file, revision)
    if found.travels_closed and not found.closed and around is not None:
        with open_judge_file(file) as judge:
            found = replace(found, closed=close_kept(judge, found.digest, found.data, around))
    return _written(found, target, file)


def export_open(file: Path, target: Path, reason: str, word_of: str, around: Surroundings, revision: int = 0) -> Sealed:
    """Write a sealed ballot and its sheet in the open, on the chair's word, where the round's digits were lost.

    That it was done is kept in the score file: when, on whose word, why.

    Raises:
        NotNow: nothing was sealed yet, or ``closed.is_open``: the ballots of this round travel in the open anyway.
        BadInput: ``closed.no_reason``. CannotWrite: the target cannot be written.
    """
    found = newest(file, revision)
    if not found.travels_closed:
        raise NotNow("closed.is_open", where=file.name)
    with open_judge_file(file) as judge:
        record_open_export(judge, found.digest, reason, word_of, around.now())
    written = write_open(found, target)
    sheet = written.sheet or written.file.with_suffix(".pdf")
    return Sealed(written.file, sheet, found.code, found.digest, found.ballot.revision, ())


@dataclass(frozen=True, slots=True)
class Draft:
    """The ballot as it would be sealed now, with the rules of its sheet; nothing of it is kept."""

    ballot: Ballot
    definition: Definition
    round: Round
    manifest: Manifest

    def sheet(self) -> bytes:
        """Make the sheet as a PDF, marked as a preview on every page."""
        return sheets_of_paper.preview_sheet(self.definition, self.round, self.manifest, self.ballot)


def draft_of(judge: JudgeFile, around: Surroundings) -> Draft:
    """Give what would be sealed now, gaps and all."""
    ballot = ballot_of(judge, around)
    if ballot.lines.blank:
        ballot = replace(ballot, state=BallotState.PARTIAL)
    return Draft(ballot, judge.definition, judge.round, judge.manifest)


def ballot_of(judge: JudgeFile, around: Surroundings, gap_reason: str = "") -> Ballot:
    """Make the ballot that a score file holds now, as its next revision."""
    identity, before = judge.score.identity, judge.score.sealed()
    leaves = judged_leaves(judge.round.rubric)
    marks, recusals = judge.score.marks(), judge.score.recusals()
    lines = tuple(_line(leaves, entry.code, marks, recusals, gap_reason) for entry in judge.entries)
    codes = {line.code for line in lines}
    state = BallotState.PARTIAL if gap_reason else BallotState.COMPLETE
    return Ballot(
        contest=identity.contest,
        round=identity.round,
        definition=judge.manifest.definition_digest,
        package=judge.score.package()[0],
        seat=identity.seat,
        name=identity.name,
        device=identity.device,
        revision=len(before) + 1,
        previous=before[-1].digest if before else "",
        nonce=around.token(16).hex(),
        state=state,
        source=Source.DEVICE,
        stated_time=around.now(),
        columns=tuple(leaf.id for leaf in leaves),
        lines=Lines.of(lines),
        remarks=tuple(each for each in judge.score.remarks() if each.code in codes),
    )


def _line(
    leaves: tuple[Criterion, ...],
    code: EntryCode,
    marks: Mapping[tuple[EntryCode, CriterionId], int],
    recusals: Mapping[EntryCode, str],
    gap_reason: str,
) -> Line:
    if code in recusals:
        return Line(code, (None,) * len(leaves), True, recusals[code])
    steps = tuple(marks.get((code, leaf.id)) for leaf in leaves)
    return Line(code, steps, False, gap_reason if None in steps else "")


def reopen(file: Path, reason: str, word_of: str, around: Surroundings) -> int:
    """Open a sealed score file again on somebody's word; gives the number of the next revision."""
    with open_judge_file(file) as judge:
        judge.score.reopen(tidy_line(reason), tidy_line(word_of), around.now())
        return len(judge.score.sealed()) + 1


@dataclass(frozen=True, slots=True)
class Checked:
    """What a sealed ballot says of itself; of a ``closed`` one the number of lines is not known (0).

    ``code`` and ``digest`` are always those of the ballot itself, as they stand on the signed sheet.
    """

    contest: str
    round: str
    seat: Seat
    name: str
    revision: int
    lines: int
    code: str
    digest: Digest
    findings: Findings = ()
    closed: bool = False


def check(file: Path) -> Checked:
    """Check a sealed ballot by itself: container, signature, head; its table needs the contest's rubric.

    Raises:
        Refusal: it is not a whole, unaltered ballot.
    """
    data = read_bytes(file, closed_file.LIMIT)
    if closed_file.is_closed(data):
        found = closed_file.peek_closed(data, file.name)
        about = (found.contest, found.round, found.seat, found.name, found.revision)
        return Checked(*about, 0, code_of(found.inner), found.inner, closed=True)
    header = ballot_file.peek(data, file.name)
    digest = digest_of(data)
    return Checked(
        header.contest, header.round, header.seat, header.name, header.revision, header.entries, code_of(digest), digest
    )

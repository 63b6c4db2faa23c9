"""Small text pictures of packages, ballots and decisions, turned into values.

A ballot is one line: a name, then pairs of words, then the lines of entries behind bars::

    A  seat 1  key a  rev 1           | 1 = 10 4 | 2 = R | 3 = . 4
    B  seat 1  key a  rev 2  after A

``R`` is a recusal, ``.`` a blank. Without lines, every entry of the seat gets the same good marks. The name decides
the digest, so that ``B`` can say what it comes ``after``.
"""

from __future__ import annotations

from fractions import Fraction
from hashlib import sha256

from judge_desk.contest.merge.ballots import Ballot, BallotState, Line, Lines, SealedBallot, Source
from judge_desk.contest.merge.merging import Issued, issued_from
from judge_desk.contest.register.packages import Manifest, ManifestEntry, ManifestFile
from judge_desk.contest.register.panel import SeatHolder
from judge_desk.contest.rulebook.rubric import Band, Criterion, LeafKind, Rubric
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import (
    ContestId,
    CriterionId,
    Digest,
    EntryCode,
    JudgeId,
    RoundId,
    Seat,
    entry_code,
)

CONTEST = ContestId("hau-giang-2024")
ROUND = RoundId("so-khao")
DEFINITION = Digest("d" * 64)
RUBRIC = Rubric(
    criteria=(
        Criterion(CriterionId("1"), "Tính mới", maximum=Fraction(10), step=Fraction(1, 2)),
        Criterion(
            CriterionId("2"),
            "Nhân rộng",
            kind=LeafKind.BANDED,
            maximum=Fraction(10),
            bands=(Band("Cao", Fraction(8), Fraction(10)), Band("Thấp", Fraction(0), Fraction(5))),
        ),
    ),
    maximum=Fraction(20),
)


def digest_of(name: str) -> Digest:
    """Give the digest that a name stands for."""
    return Digest(sha256(name.encode()).hexdigest())


def code(number: int) -> EntryCode:
    """Give the code of an entry's number."""
    return entry_code(number)


def entry(number: int, seats: str, withdrawn: bool = False, content: str = "") -> ManifestEntry:
    """Make an entry marked by the seats in a text such as ``1 2``; ``content`` stands for what its file holds."""
    file = ManifestFile(1, "bai", "pdf", 10, digest_of(f"file {number} {content}"))
    return ManifestEntry(code(number), "f", tuple(Seat(int(s)) for s in seats.split()), (file,), withdrawn=withdrawn)


def holder(seat: int, name: str = "", since: int = 1, until: int | None = None) -> SeatHolder:
    """Make a holder of a seat, called after the seat unless named."""
    called = name or f"Giám khảo {seat}"
    return SeatHolder(Seat(seat), JudgeId(called), called, since, until)


def manifest(
    version: int,
    entries: tuple[ManifestEntry, ...],
    seats: tuple[SeatHolder, ...],
    definition: Digest = DEFINITION,
    previous: str | None = None,
) -> tuple[Manifest, Digest]:
    """Make a package; its digest is that of the name ``v<version>``."""
    before = previous if previous is not None else digest_of(f"v{version - 1}") if version > 1 else ""
    made = Manifest(
        CONTEST, ROUND, version, before, "", definition, (), seats, (), entries, False, "", "", "k"
    )  # fmt: skip
    return made, digest_of(f"v{version}")


ENTRIES = (entry(1, "1 2 3"), entry(2, "1 2"), entry(3, "1 3"))
SEATS = (holder(1), holder(2), holder(3))


def issue(*packages: tuple[Manifest, Digest]) -> Issued:
    """Give what was issued; one plain package of three seats and three entries unless others are given."""
    return issued_from(packages or (manifest(1, ENTRIES, SEATS),), RUBRIC)


def ballots(picture: str, issued: Issued | None = None) -> dict[str, SealedBallot]:
    """Read a picture of ballots, by name."""
    world = issued or issue()
    lines = [line.strip() for line in picture.strip().splitlines() if line.strip()]
    return {line.split()[0]: _ballot(line, world) for line in lines}


def ballot(line: str, issued: Issued | None = None) -> SealedBallot:
    """Read one ballot."""
    return _ballot(line, issued or issue())


def _ballot(line: str, issued: Issued) -> SealedBallot:
    head, *rest = line.split("|")
    name, *words = head.split()
    said = dict(zip(words[::2], words[1::2], strict=True))
    seat = Seat(int(said.get("seat", "1")))
    digest = digest_of(name)
    content = Ballot(
        contest=ContestId(said.get("contest", issued.contest)),
        round=RoundId(said.get("round", issued.round)),
        definition=digest_of(said["definition"]) if "definition" in said else issued.definition,
        package=digest_of(said["package"]) if "package" in said else issued.packages[-1][1],
        seat=seat,
        name=said.get("name", f"Giám khảo {seat}"),
        device=said.get("key", f"key{seat}"),
        revision=int(said.get("rev", "1")),
        previous=digest_of(said["after"]) if "after" in said else "",
        nonce=name,
        state=BallotState(said.get("state", "complete")),
        source=Source(said.get("source", "device")),
        stated_time="",
        columns=tuple(CriterionId(c) for c in said.get("columns", "1,2").split(",")),
        lines=Lines.of(tuple(_line(text) for text in rest) if rest else _good(seat, issued)),
    )
    return SealedBallot(digest, content, said.get("code", f"{int(digest, 16) % 10**30:030d}"))


def _line(text: str) -> Line:
    number, marks = text.split("=")
    words = marks.split()
    recused = "R" in words
    given = [word for word in words if word != "R"] or ["."] * 2
    return Line(code(int(number)), tuple(None if mark == "." else int(mark) for mark in given), recused)


def _good(seat: Seat, issued: Issued) -> tuple[Line, ...]:
    return tuple(Line(each.code, (10, 4)) for each in issued.entries if seat in each.seats)


def decision(
    number: int, kind: DecisionKind, about: str, value: str, among: str = "", round_id: str = ROUND
) -> Decision:
    """Make a decision; ``among`` names ballots of a picture, parted by blanks."""
    chosen = tuple(digest_of(name) for name in among.split())
    return Decision(number, RoundId(round_id), kind, (about,), value, chosen, "lý do", ("Chủ tịch",), "")


def choose(number: int, seat: int, name: str, among: str) -> Decision:
    """Decide which ballot of a seat counts; ``none`` for none."""
    value = "none" if name == "none" else digest_of(name)
    return decision(number, DecisionKind.BALLOT, str(seat), value, among)

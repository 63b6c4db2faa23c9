"""The sealed ballot: a ballot's text, signed by the installation's key, in one file of a name of its own.

The order of checks is fixed: container, signature by the key that the head names, head, whether this contest wants
it, table. So a ballot of another contest is called that, and not unreadable. That the key belongs to the judge is
nothing a file can prove: the 30 digits on the sheet signed in ink do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from judge_desk.contest.merge.ballots import Ballot, SealedBallot
from judge_desk.contest.values.problems import BadInput, WrongContest
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.sealed.ballot_columns import Columns
from judge_desk.exchange.sealed.ballot_header import LENGTH, BallotHeader, read_header
from judge_desk.exchange.sealed.ballot_text import arranged, read_ballot_text, write_ballot
from judge_desk.exchange.sealed.notes import Note, open_note, public_bytes, sign, verify

KEY_NAME: Final = "judge-desk/phieu-cham"
EXTENSION: Final = ".jdballot"


def seal(ballot: Ballot, columns: Columns, key: Ed25519PrivateKey) -> bytes:
    """Make the bytes of a sealed ballot; equal ballots and keys give equal bytes.

    Raises:
        BadInput: the key is not the one that the ballot names, or the ballot has no legal form.
    """
    if public_bytes(key).hex() != ballot.device:
        raise BadInput("ballot.other_key")
    return sign(write_ballot(arranged(ballot), columns), KEY_NAME, key)


def file_name(ballot: Ballot | BallotHeader, data: bytes) -> str:
    """Name the file of a sealed ballot; another sealing never has the same name."""
    start = f"{ballot.contest}_{ballot.round}_ghe-{ballot.seat:02d}_lan-{ballot.revision}"
    return f"{start}_{digest_of(data)[:10]}{EXTENSION}"


def peek(data: bytes, where: str = "") -> BallotHeader:
    """Read the head of a sealed ballot, its signature verified, its table not yet read.

    Raises:
        NewerFormat, Unreadable, Altered: it is not a whole, unaltered ballot.
    """
    return _opened(data, where)[0]


def read_ballot(data: bytes, where: str, columns_for: Callable[[BallotHeader], Columns | None]) -> SealedBallot:
    """Read a sealed ballot and believe nothing that was not checked.

    Args:
        data: the file's bytes.
        where: how the file is called, for the finding.
        columns_for: gives the columns of the rubric that the head asks for, None if this contest has no such
            definition or round; it may raise a more telling refusal itself.

    Raises:
        NewerFormat: sealed by a newer program.
        Altered: the signature does not fit.
        WrongContest: ``columns_for`` knows no such definition.
        Unreadable: anything else that is not exactly what :func:`seal` writes.
    """
    header, note = _opened(data, where)
    columns = columns_for(header)
    if columns is None:
        raise WrongContest("ballot.other_definition", where, contest=header.contest, round=header.round)
    ballot = read_ballot_text(note.text, columns, where)
    return SealedBallot(digest_of(data), ballot)


def _opened(data: bytes, where: str) -> tuple[BallotHeader, Note]:
    note = open_note(data, where)
    header = read_header(note.text.split("\n", LENGTH), where)
    if note.name != KEY_NAME:
        raise WrongContest("ballot.other_signer", where)
    verify(note, bytes.fromhex(header.device), where)
    return header, note

"""The head of a ballot's text: what it answers to and who made it, readable without the rubric.

A first line with kind and format, then fourteen lines in fixed order, each a Vietnamese label, a colon, a blank and
the value. The labels belong to the format and are the same whatever language the program speaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from judge_desk.contest.merge.ballots import Ballot, BallotState, Source
from judge_desk.contest.values.identity import ContestId, Digest, RoundId, Seat
from judge_desk.contest.values.problems import BadInput, NewerFormat, Unreadable
from judge_desk.exchange.plain_text import is_line

KIND: Final = "judge-desk phieu-cham"
FORMAT: Final = 1
LONGEST_NAME: Final = 200

_LABELS: Final = (
    "Cuộc thi",
    "Vòng",
    "Thể lệ",
    "Gói",
    "Ghế",
    "Giám khảo",
    "Máy",
    "Lần",
    "Thay phiếu",
    "Số ngẫu nhiên",
    "Trạng thái",
    "Nguồn",
    "Ghi lúc",
    "Số bài",
)
LENGTH: Final = len(_LABELS) + 1
"""Number of head lines, the first line among them."""

_STATES: Final = {BallotState.COMPLETE: "đủ", BallotState.PARTIAL: "chưa đủ"}
_SOURCES: Final = {Source.DEVICE: "máy", Source.PAPER: "giấy"}
_NONE: Final = "-"
_FIRST: Final = re.compile(rf"{KIND} (?P<number>[1-9][0-9]{{0,8}})\Z")
_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")
_HEX_64: Final = re.compile(r"[0-9a-f]{64}\Z")
_HEX_32: Final = re.compile(r"[0-9a-f]{32}\Z")
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,4}\Z")


@dataclass(frozen=True, slots=True)
class BallotHeader:
    """What the head says; the fields are those of :class:`~judge_desk.contest.merge.ballots.Ballot`.

    Attributes:
        entries: number of lines of the table.
    """

    contest: ContestId
    round: RoundId
    definition: Digest
    package: Digest
    seat: Seat
    name: str
    device: str
    revision: int
    previous: str
    nonce: str
    state: BallotState
    source: Source
    stated_time: str
    entries: int


def header_of(ballot: Ballot) -> BallotHeader:
    """Take the head out of a ballot."""
    return BallotHeader(
        contest=ballot.contest,
        round=ballot.round,
        definition=ballot.definition,
        package=ballot.package,
        seat=ballot.seat,
        name=ballot.name,
        device=ballot.device,
        revision=ballot.revision,
        previous=ballot.previous,
        nonce=ballot.nonce,
        state=ballot.state,
        source=ballot.source,
        stated_time=ballot.stated_time,
        entries=len(ballot.lines),
    )


def write_header(header: BallotHeader) -> list[str]:
    """Write the head, line by line, without newlines.

    Raises:
        BadInput: a field has no legal spelling; the fact ``field`` is its label.
    """
    values = (
        header.contest,
        header.round,
        header.definition,
        header.package,
        str(header.seat),
        header.name,
        header.device,
        str(header.revision),
        header.previous or _NONE,
        header.nonce,
        _STATES[header.state],
        _SOURCES[header.source],
        header.stated_time,
        str(header.entries),
    )
    for label, value in zip(_LABELS, values, strict=True):
        if not _is_legal(label, value):
            raise BadInput("ballot.field", field=label)
    return [f"{KIND} {FORMAT}", *(f"{label}: {value}" for label, value in zip(_LABELS, values, strict=True))]


def read_header(lines: list[str], where: str = "") -> BallotHeader:
    """Read the head from the first lines of a ballot's text.

    Raises:
        NewerFormat: the first line names a format that this program does not know yet.
        Unreadable: not a ballot, or a line that :func:`write_header` would not write.
    """
    check_kind(lines[0] if lines else "", where)
    values = _values(lines, where)
    return BallotHeader(
        contest=ContestId(values["Cuộc thi"]),
        round=RoundId(values["Vòng"]),
        definition=Digest(values["Thể lệ"]),
        package=Digest(values["Gói"]),
        seat=Seat(int(values["Ghế"])),
        name=values["Giám khảo"],
        device=values["Máy"],
        revision=int(values["Lần"]),
        previous="" if values["Thay phiếu"] == _NONE else values["Thay phiếu"],
        nonce=values["Số ngẫu nhiên"],
        state=next(state for state, word in _STATES.items() if word == values["Trạng thái"]),
        source=next(source for source, word in _SOURCES.items() if word == values["Nguồn"]),
        stated_time=values["Ghi lúc"],
        entries=int(values["Số bài"]),
    )


def check_kind(first: str, where: str = "") -> None:
    """Check that a text's first line says that it is a ballot of a format that can be read.

    Raises:
        NewerFormat: a later format, with both numbers in the facts.
        Unreadable: something else.
    """
    found = _FIRST.match(first)
    if found is None:
        raise Unreadable("ballot.other_kind", where)
    if int(found["number"]) > FORMAT:
        raise NewerFormat("ballot.newer", where, found=int(found["number"]), known=FORMAT)


def _values(lines: list[str], where: str) -> dict[str, str]:
    if len(lines) < LENGTH:
        raise Unreadable("ballot.cut_short", where)
    values: dict[str, str] = {}
    for number, (label, line) in enumerate(zip(_LABELS, lines[1:LENGTH], strict=True), start=2):
        found, colon, value = line.partition(": ")
        if found != label or not colon or not _is_legal(label, value):
            raise Unreadable("ballot.line", where, line=number, field=label)
        values[label] = value
    return values


def _is_legal(label: str, value: str) -> bool:
    match label:
        case "Cuộc thi" | "Vòng":
            return _ID.match(value) is not None
        case "Thể lệ" | "Gói" | "Máy":
            return _HEX_64.match(value) is not None
        case "Thay phiếu":
            return value == _NONE or _HEX_64.match(value) is not None
        case "Số ngẫu nhiên":
            return _HEX_32.match(value) is not None
        case "Ghế" | "Lần" | "Số bài":
            return _NUMBER.match(value) is not None
        case "Trạng thái":
            return value in _STATES.values()
        case "Nguồn":
            return value in _SOURCES.values()
        case _:
            return is_line(value, LONGEST_NAME)

"""Sealed ballots, changed in every way that somebody might think of: none is taken for another, none stops the reader.

Three kinds of change, in turn. *Bare*: the bytes of the file are changed and the signature is left as it was; whatever
is not the original must be refused. *Own key*: the text is changed and signed again by the judge's own key, as a
careless or clever program of the judge would; it is read only if it is the one legal form of what it says, and both
readers of this project say the same of it. *Other key*: the text, changed or not, is signed by another key; it is
refused, unless the head names that key, and then the 30 digits on paper are not those of the file any more.
"""

from __future__ import annotations

import base64
import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.merge.ballots import Ballot, SealedBallot
from judge_desk.contest.values.problems import Refusal
from judge_desk.exchange.seal import code_of, digest_of
from judge_desk.exchange.sealed.ballot_columns import Columns
from judge_desk.exchange.sealed.ballot_file import KEY_NAME, peek, read_ballot, seal
from judge_desk.exchange.sealed.ballot_header import BallotHeader, header_of
from judge_desk.exchange.sealed.ballot_text import read_ballot_text, write_ballot
from judge_desk.exchange.sealed.keys import public_hex
from judge_desk.exchange.sealed.notes import key_id, public_bytes
from tests.exchange import second_reader
from tests.exchange.ballot_samples import COLUMNS, KEY, OTHER_KEY, ballot
from tests.trust.drill import Count, Drill, Tally

SIZES: Final = (4, 12, 60)
SCALES: Final = [(str(each.id), each.step, each.decimals, each.width) for each in COLUMNS]
HEAD: Final = 15
FULL: Final = 200
"""One legal form of so many is read to its 30 digits, which take as long as hundreds of refusals."""
SMALL_ORDER: Final = tuple(
    bytes.fromhex(text)
    for text in (
        "00" * 32,
        "01" + "00" * 31,
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ec" + "ff" * 30 + "7f",
        "ed" + "ff" * 30 + "7f",
        "ee" + "ff" * 30 + "7f",
        "01" + "00" * 30 + "80",
        "ec" + "ff" * 31,
    )
)
SECOND: Final = 10
"""One refused text of so many is shown to the second reader, too; every accepted one is."""
PIECES: Final = (
    "0", "1", "9", ",", ".", "-", " ", "R", "\n", "\\", "\\n", "*", "đ", "Đ", "ê", "é", "e\u0301", "\u00a0", "\u200b",
    "\u202e", "\ufeff", "\u0660", "１", "\r", "\t", "\x00", "+", "1e9", "NaN", "-0", "\u2014 ", "\n\n", "=",
    "\U000e0041",
)  # fmt: skip
TWINS: Final = {
    "A": "А",
    "a": "а",
    "e": "е",
    "o": "о",
    "c": "с",
    "0": "０",
    "1": "１",
    "-": "‐",
    " ": "\u2002",
    ",": "‚",
}


@dataclass(frozen=True, slots=True)
class Sealed:
    """A ballot as it was sealed: its text and its file."""

    text: str
    data: bytes


def _sealed(entries: int) -> Sealed:
    one = ballot(entries)
    return Sealed(write_ballot(one, COLUMNS), seal(one, COLUMNS, KEY))


def _columns(header: BallotHeader) -> Columns | None:
    return COLUMNS if header.definition == "ab" * 32 else None


def _read(data: bytes) -> SealedBallot:
    return read_ballot(data, "ghe-03.jdballot", _columns)


def _lines(text: str) -> list[str]:
    return text.split("\n")


def _swap_lines(chance: random.Random, text: str) -> str:
    lines = _lines(text)
    one, two = (chance.randrange(len(lines) - 1) for _ in range(2))
    lines[one], lines[two] = lines[two], lines[one]
    return "\n".join(lines)


def _double_line(chance: random.Random, text: str) -> str:
    lines = _lines(text)
    lines.insert(chance.randrange(len(lines)), chance.choice(lines[:-1]))
    return "\n".join(lines)


def _drop_line(chance: random.Random, text: str) -> str:
    lines = _lines(text)
    del lines[chance.randrange(len(lines) - 1)]
    return "\n".join(lines)


def _swap_cells(chance: random.Random, text: str) -> str:
    """Exchange what stands at one place of two rows: marks, codes, counts."""
    lines = _lines(text)
    rows = range(HEAD + 1, max(HEAD + 3, len(lines) - 8))
    one, two = chance.choice(rows), chance.choice(rows)
    start = chance.randrange(0, 32)
    end = start + chance.randrange(1, 8)
    first, second = lines[one], lines[two]
    lines[one] = first[:start] + second[start:end] + first[end:]
    lines[two] = second[:start] + first[start:end] + second[end:]
    return "\n".join(lines)


def _another_mark(chance: random.Random, text: str) -> str:
    lines = _lines(text)
    row = chance.randrange(HEAD + 1, len(lines) - 1)
    places = [place for place, each in enumerate(lines[row]) if each.isdigit()]
    if places:
        place = chance.choice(places)
        lines[row] = lines[row][:place] + chance.choice("0123456789-R, ") + lines[row][place + 1 :]
    return "\n".join(lines)


def _head_value(chance: random.Random, text: str) -> str:
    lines = _lines(text)
    row = chance.randrange(1, HEAD)
    label, _, value = lines[row].partition(": ")
    values = (value[::-1], value + " ", " " + value, value.upper(), "0" + value, "", "1", "-", value * 2, "../" + value)
    lines[row] = f"{label}: {chance.choice(values)}"
    return "\n".join(lines)


def _piece(chance: random.Random, text: str) -> str:
    start = chance.randrange(len(text))
    return text[:start] + chance.choice(PIECES) + text[start + chance.randrange(0, 3) :]


def _twin(chance: random.Random, text: str) -> str:
    """Put a letter that looks the same, or the same letter in pieces."""
    letter = chance.choice(tuple(TWINS))
    places = [place for place, each in enumerate(text) if each == letter]
    if not places:
        return unicodedata.normalize("NFD", text)
    place = chance.choice(places)
    return text[:place] + TWINS[letter] + text[place + 1 :]


def _whole(chance: random.Random, text: str) -> str:
    forms: tuple[Callable[[str], str], ...] = (
        lambda each: unicodedata.normalize("NFD", each),
        lambda each: unicodedata.normalize("NFKC", each) + " ",
        lambda each: each.replace("\n", "\r\n"),
        lambda each: "\ufeff" + each,
        lambda each: each + each,
        lambda each: each.replace(",", "."),
        lambda each: each.replace(" ", "\u00a0"),
        lambda each: each.replace("Máy: ", "Máy: " + public_hex(OTHER_KEY) + "\nMáy: "),
    )
    return chance.choice(forms)(text)


TEXT_CHANGES: Final = (
    _swap_lines, _double_line, _drop_line, _swap_cells, _another_mark, _head_value, _piece, _piece, _twin, _whole,
)  # fmt: skip


def _file_surgery(chance: random.Random, data: bytes) -> bytes:
    first, second = sorted(chance.randrange(len(data)) for _ in range(2))
    second = min(second, first + 400)
    piece = data[first:second]
    match chance.randrange(6):
        case 0:
            return data[:first] + data[second:]
        case 1:
            return data[:first] + piece + piece + data[second:]
        case 2:
            return data[:first] + bytes(reversed(piece)) + data[second:]
        case 3:
            return data[:first] + chance.randbytes(chance.randrange(1, 9)) + data[second:]
        case 4:
            return data + piece
        case _:
            return data[:first]


def _signature_blob(chance: random.Random, data: bytes) -> bytes:
    """Change the signature itself: padding bits, scalar plus group order, another point, blanks, a second line."""
    body, _, last = data.rpartition(b"\n\n")
    name, blob = last.decode().split(" ")[1:3]
    raw = base64.b64decode(blob)
    order = 2**252 + 27742317777372353535851937790883648493
    scalar = int.from_bytes(raw[36:], "little")
    blobs = (
        raw[:36] + ((scalar + order * chance.randrange(1, 8)) % 2**256).to_bytes(32, "little"),
        raw[:4] + bytes([raw[4] ^ 1 << chance.randrange(8)]) + raw[5:],
        raw[:4] + chance.choice(SMALL_ORDER) + raw[36:],
        chance.randbytes(4) + raw[4:],
        raw[:36] + bytes(32),
    )
    spelled = base64.b64encode(chance.choice(blobs)).decode().strip()
    spellings = (
        spelled,
        spelled.replace("+", "-").replace("/", "_"),
        blob.strip()[:-2] + chance.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") + "=",
        blob.strip() + "=",
        blob.strip()[:40] + " " + blob.strip()[40:],
        blob.strip(),
    )
    return f"{body.decode()}\n\n— {chance.choice((name, name, name + 'x', 'x'))} {chance.choice(spellings)}\n".encode()


def _spliced(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """Put together parts of two sealed ballots: the text of one, the signature of the other, or both signatures."""
    body, _, last = data.rpartition(b"\n\n")
    other_body, _, other_last = other.rpartition(b"\n\n")
    return chance.choice((body + b"\n\n" + other_last, other_body + b"\n\n" + last, data + other, data + other_last))


def _signed(text: str, key_bytes: bytes, sign: Callable[[bytes], bytes]) -> bytes:
    """Sign any text at all, as nobody who used this project's own functions could."""
    data = text.encode("utf-8", "surrogatepass")
    blob = base64.b64encode(key_id(KEY_NAME, key_bytes) + sign(data)).decode()
    return data + f"\n— {KEY_NAME} {blob}\n".encode()


class Mutations:
    """Makes and tries changes, one at a time."""

    def __init__(self, seed: int) -> None:
        """Seal the ballots that are changed."""
        self.chance = random.Random(seed)
        self.sealed = tuple(_sealed(size) for size in SIZES)
        self.count = Count()
        self.kinds = {"bare": 0, "own key": 0, "other key": 0, "legal forms": 0, "unchanged": 0}

    def try_one(self, number: int) -> None:
        """Make one change and try it."""
        chance = self.chance
        one = self.sealed[0] if number % 8 else self.sealed[1 + number // 8 % 2]
        match number % 3:
            case 0:
                self._bare(number, one, self._changed_bytes(one))
            case 1:
                text = self._changed_text(one)
                self._own(number, one, text, _signed(text, public_bytes(KEY), KEY.sign))
            case _:
                text = one.text if chance.random() < 0.2 else self._changed_text(one)
                self._other(number, one, text)

    def _changed_text(self, one: Sealed) -> str:
        text = one.text
        for _ in range(self.chance.choice((1, 1, 1, 2, 3))):
            text = self.chance.choice(TEXT_CHANGES)(self.chance, text)
        return text

    def _changed_bytes(self, one: Sealed) -> bytes:
        chance = self.chance
        match chance.randrange(5):
            case 0:
                return _file_surgery(chance, one.data)
            case 1:
                return _signature_blob(chance, one.data)
            case 2:
                return _spliced(chance, one.data, chance.choice(self.sealed).data)
            case _:
                ending = one.data[len(one.text.encode()) :]
                return self._changed_text(one).encode("utf-8", "surrogatepass") + ending

    def _bare(self, number: int, one: Sealed, data: bytes) -> None:
        if any(data == each.data for each in self.sealed):
            self.kinds["unchanged"] += 1
            return
        self.kinds["bare"] += 1
        self._verdict(number, "bare", self._reading(data) is None)

    def _own(self, number: int, one: Sealed, text: str, data: bytes) -> None:
        if text == one.text:
            self.kinds["unchanged"] += 1
            return
        self.kinds["own key"] += 1
        read = self._legal(text)
        if read is None:
            other = number % SECOND == 1 and second_reader.read(text, SCALES) is not None
            return self._verdict(number, "own key", not other and self._reading(data) is None)
        self.kinds["legal forms"] += 1
        if second_reader.read(text, SCALES) is None:
            return self._verdict(number, "own key, refused by the second reader", False)
        if read.device != public_hex(KEY):
            return self._verdict(number, "another key named", self._reading(data) is None)
        same = seal(read, COLUMNS, KEY) == data and peek(data) == header_of(read)
        whole = self._reading(data) if self.kinds["legal forms"] % FULL == 1 else None
        return self._verdict(number, "own key", same and (whole is None or whole.ballot == read))

    def _other(self, number: int, one: Sealed, text: str) -> None:
        """Sign by another key, whose name stands in the head or not, or claim that a key of small order signed."""
        self.kinds["other key"] += 1
        own, other = public_hex(KEY), public_hex(OTHER_KEY)
        draw = self.chance.random()
        if draw < 0.5:
            data = _signed(text, self.chance.choice((public_bytes(OTHER_KEY), public_bytes(KEY))), OTHER_KEY.sign)
            return self._verdict(number, "other key", self._reading(data) is None or other in text)
        if draw < 0.75:
            weak = self.chance.choice(SMALL_ORDER)
            text = text.replace(own, weak.hex())
            point = self.chance.choice(SMALL_ORDER)
            data = _signed(text, weak, lambda _: point + bytes(32))
            return self._verdict(number, "weak key", self._reading(data) is None)
        text = text.replace(own, other)
        data = _signed(text, public_bytes(OTHER_KEY), OTHER_KEY.sign)
        if self._legal(text) is None:
            return self._verdict(number, "other key", self._reading(data) is None)
        held = digest_of(data) not in {digest_of(each.data) for each in self.sealed}
        if self.kinds["other key"] % FULL == 1:
            held = held and code_of(digest_of(data)) != code_of(digest_of(one.data))
        return self._verdict(number, "other key", held)

    def _legal(self, text: str) -> Ballot | None:
        try:
            return read_ballot_text(text, COLUMNS)
        except Refusal:
            return None

    def _reading(self, data: bytes) -> SealedBallot | None:
        try:
            return _read(data)
        except Refusal:
            return None

    def _verdict(self, number: int, kind: str, held: bool) -> None:
        if held:
            self.count.good()
        else:
            self.count.broken(f"change {number} ({kind})")


def mutate(amount: int, seed: int, folder: Path) -> Tally:
    """Try so many changes; an exception outside the named refusals ends the change as a broken one."""
    del folder
    work, number = Mutations(seed), 0
    while work.count.tried < amount:
        try:
            work.try_one(number)
        except Exception as error:  # noqa: BLE001 - that there is none other than refusals is what is counted
            work.count.broken(f"change {number}: {type(error).__name__} {error}")
        number += 1
    return work.count.tally(**{key.replace(" ", "_"): value for key, value in work.kinds.items()})


DRILLS: Final = (
    Drill(
        "ballot-mutations",
        "a changed sealed ballot is refused by a named refusal, or is the one legal form of another ballot",
        "changes",
        5_000,
        100_000_000,
        mutate,
    ),
)

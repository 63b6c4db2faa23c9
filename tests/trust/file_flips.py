"""Every flipped bit and every truncation of every kind of sealed file, and of the log in the open: refused.

The short form takes flips spread over the files; the long one takes all there are. Ballots are flipped whole in
``tests/exchange``; here their truncations and flips stand beside those of the other kinds, so that one figure says all.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Final

from judge_desk.contest.counting.brought import BroughtSheet
from judge_desk.contest.rulebook.rubric import LeafKind
from judge_desk.contest.values.decisions import Decision, DecisionKind, Votes
from judge_desk.contest.values.identity import ContestId, CriterionId, Digest, RoundId, entry_code
from judge_desk.contest.values.problems import Refusal
from judge_desk.exchange.sealed.ballot_file import peek, read_ballot, seal
from judge_desk.exchange.sealed.brought_file import read_brought, write_brought
from judge_desk.exchange.sealed.decision_file import read_decisions, write_decisions
from judge_desk.exchange.sealed.figures_file import read_figures, write_figures
from judge_desk.exchange.sealed.manifest_file import read_manifest, write_manifest
from judge_desk.stores.log import NOTHING_BEFORE, BadLine, LogLine, line_body, line_hash, open_line, read_open
from tests.exchange.ballot_samples import COLUMNS, KEY, ballot
from tests.exchange.package_samples import MANIFEST, entry
from tests.exchange.test_figures_file import LATER, SHEET
from tests.trust.drill import Count, Drill, Tally

CONTEST: Final = ContestId("hau-giang-2024")
ROUND: Final = RoundId("so-khao")
Reader = Callable[[bytes], object]


def _read_ballot(data: bytes) -> object:
    return read_ballot(data, "", lambda header: COLUMNS if header.definition == "ab" * 32 else None)


def _decisions() -> bytes:
    digest = Digest("ab" * 32)
    first = Decision(1, ROUND, DecisionKind.BALLOT, ("3",), digest, (digest,), "Máy hỏng", ("Ông Ơn",), "2024-09-03")
    votes = replace(first, number=2, kind=DecisionKind.TIE, about=("001-3", "002-1"), votes=Votes(4, 1, 0))
    return write_decisions(CONTEST, (first, votes), KEY)


def _brought() -> bytes:
    rows = tuple((entry_code(n), str(Fraction(n * 3))) for n in range(1, 30))
    about = ("Biên bản số 5", Digest("ab" * 32), "Văn phòng", "2024-11-22", 0, "", "2024-11-22T08:00:00")
    sheet = BroughtSheet(1, ROUND, CriterionId("4"), LeafKind.FORMULA, rows, *about)
    return write_brought(CONTEST, (sheet, replace(sheet, number=3, amends=1, reason="Sửa số liệu")), KEY)


def _log() -> bytes:
    lines: list[LogLine] = []
    for number in range(1, 9):
        facts: dict[str, str | int] = {"round": "so-khao", "number": number}
        body = line_body("Ngô Thư Ký", "decide", facts, f"2024-09-0{number}T08:00:00", "cd" * 32)
        before = lines[-1].hash if lines else NOTHING_BEFORE
        own = line_hash(before, number, body)
        lines.append(LogLine(number, before, own, "Ngô Thư Ký", "decide", facts, "", "cd" * 32, body))
    return b"".join(map(open_line, lines))


def files() -> dict[str, tuple[bytes, Reader]]:
    """Give a file of each kind and its reader."""
    small = replace(MANIFEST, entries=(entry(7), entry(42)))
    return {
        "ballot": (seal(ballot(), COLUMNS, KEY), _read_ballot),
        "head": (seal(ballot(4), COLUMNS, KEY), peek),
        "manifest": (write_manifest(small, KEY), read_manifest),
        "decisions": (_decisions(), read_decisions),
        "organisers": (_brought(), read_brought),
        "figures": (write_figures(CONTEST, (SHEET, LATER), KEY), read_figures),
        "log": (_log(), read_open),
    }


def _changes(name: str, data: bytes) -> Iterator[tuple[str, int]]:
    """Give every change of a file: bits by their number, truncations by the length that is left."""
    yield from ((name, -1 - bit) for bit in range(8 * len(data)))
    ends = {at + 1 for at, byte in enumerate(data) if byte == 10} if name == "log" else set()
    yield from ((name, length) for length in range(len(data)) if length not in ends and (length or name != "log"))


def _changed(data: bytes, change: int) -> bytes:
    if change >= 0:
        return data[:change]
    place, bit = divmod(-1 - change, 8)
    return data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]


def flip(amount: int, seed: int, folder: Path) -> Tally:
    """Try so many changes, spread by a seed; all there are when that many are asked for."""
    del folder
    known, count = files(), Count()
    for data, read in known.values():
        read(data)
    every = [change for name, (data, _) in known.items() for change in _changes(name, data)]
    chosen = every if amount >= len(every) else random.Random(seed).sample(every, amount)
    for name, change in chosen:
        data, read = known[name]
        try:
            read(_changed(data, change))
        except (Refusal, BadLine):
            count.good()
        except Exception as error:  # noqa: BLE001 - that there is none other than refusals is what is counted
            count.broken(f"{name} {change}: {type(error).__name__} {error}")
        else:
            count.broken(f"{name} {change}: accepted")
    return count.tally(all_there_are=len(every), kinds=len(known), bytes=sum(len(data) for data, _ in known.values()))


DRILLS: Final = (
    Drill(
        "file-flips",
        "no bit of a sealed file or of the log in the open can be flipped, and no end cut off, without a refusal",
        "changes",
        2_000,
        10_000_000,
        flip,
    ),
)

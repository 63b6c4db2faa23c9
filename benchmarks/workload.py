"""Contests of three sizes for measuring: real contest folders with real sealed ballots, the same bytes every time.

``python -m benchmarks.workload S|M|L|JUDGESxENTRIESxCRITERIA --to DIR`` makes

- ``DIR/contest``: the secretary's folder, founded, drawn and issued, nothing merged yet;
- ``DIR/ballots``: one sealed ballot of every seat;
- ``DIR/workload.json``: sizes, the round, the files, and the digest of the right answer.

Marks come from an integer hash, in steps of a quarter of a point from 0 to 10; about 1.6 % of the pairs are recused
on the ballot. Entries stand in the register without files and go into the store by its own functions in one act;
founding, the lot and the package are made by the desks. What a judge's program does (marking, one event a mark) is
left out: the ballot is sealed from its marks at once, by a key that follows from seat and seed.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from benchmarks.peers.answer import digest_of
from judge_desk.contest.merge.ballots import Ballot, BallotState, Line, Lines, Source
from judge_desk.contest.register.entries import Author, Entry, EntryState
from judge_desk.contest.register.panel import Person, Role
from judge_desk.contest.values.identity import CriterionId, EntryCode, EntryId, JudgeId, RoundId, Seat, entry_code
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.drawing import assign
from judge_desk.desks.founding import found_with
from judge_desk.desks.issuing import issue
from judge_desk.desks.rehearsal.world import world
from judge_desk.desks.standing import editions_of
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.sealed.ballot_columns import columns_of
from judge_desk.exchange.sealed.ballot_file import file_name, seal
from judge_desk.exchange.sealed.keys import key_from, public_hex
from judge_desk.stores.panel_tables import put_panel
from judge_desk.stores.register_tables import Intake, put_entries, put_intake

ROUND: Final = RoundId("vong-1")
STEPS_PER_POINT: Final = 4
STEPS: Final = 40
REASON: Final = "Có quan hệ với tác giả"
"""What a judge writes who recuses himself."""
PRIZES: Final = 20


@dataclass(frozen=True, slots=True)
class Size:
    """How large a contest is; ``seed`` makes another one of the same size."""

    judges: int
    entries: int
    criteria: int
    seed: int = 0

    @property
    def width(self) -> int:
        """Digits of an entry's code."""
        return max(3, len(str(self.entries)))

    @property
    def name(self) -> str:
        """Say the size as it is given to the command."""
        return f"{self.judges}x{self.entries}x{self.criteria}"


SIZES: Final[Mapping[str, Size]] = {"S": Size(9, 200, 8), "M": Size(20, 2_000, 10), "L": Size(50, 10_000, 10)}


def size_of(text: str) -> Size:
    """Read a size: a letter, or three numbers parted by ``x``.

    Raises:
        ValueError: neither.
    """
    if text in SIZES:
        return SIZES[text]
    judges, entries, criteria = map(int, text.split("x"))
    return Size(judges, entries, criteria)


def scramble(number: int) -> int:
    """Mix the bits of a number: 32 bits in, 32 bits out."""
    number = (number ^ (number >> 16)) * 0x45D9F3B & 0xFFFFFFFF
    number = (number ^ (number >> 16)) * 0x45D9F3B & 0xFFFFFFFF
    return number ^ (number >> 16)


def marks_of(size: Size, seat: int) -> Iterator[tuple[int, ...] | None]:
    """Give a judge's marks of every entry by number, in steps; None where he recused himself.

    An entry has a worth of its own, a judge leans a little to one side, and every mark lies within four steps of that.
    """
    leaning = scramble(size.seed * 977 + seat * 7919) % 5 - 2
    for number in range(1, size.entries + 1):
        start = scramble((size.seed * 1_000_003 + seat) * 100_003 + number & 0xFFFFFFFF)
        if start % 1_000 < 16:
            yield None
            continue
        worth = scramble(size.seed * 31 + number) % 27 + 6 + leaning
        drawn = [scramble(start + criterion * 0x9E3779B1 & 0xFFFFFFFF) % 9 for criterion in range(size.criteria)]
        yield tuple([worth + each - 4 for each in drawn])


def rules_of(size: Size) -> str:
    """Write the contest's definition: criteria of 0 to 10 points by a quarter, official score the mean."""
    criteria = "\n".join(
        f'    {{ id = "{n}", title = "Tiêu chí {n}", maximum = 10, step = "0,25" }},'
        for n in range(1, size.criteria + 1)
    )
    return f"""format = 1
id = "do-{size.name}-{size.seed}"
version = 1
title = "Cuộc thi để đo {size.name}"
short_title = "Cuộc thi để đo"
plan = "Kế hoạch để đo"
fields = [{{ id = "chung", title = "Cải cách hành chính" }}]
entrants = [{{ id = "ca-nhan", title = "Cá nhân", most_people = 1 }}]
head = {{ superior = "ỦY BAN NHÂN DÂN TỈNH", organiser = "BAN TỔ CHỨC", jury = "BAN GIÁM KHẢO", place = "Tỉnh Thử" }}
prize_tables = [{{ id = "giai", title = "Giải thưởng", round = "{ROUND}", prizes = [
    {{ id = "nhat", title = "Giải Nhất", count = {PRIZES}, money = 1_000_000 }}] }}]

[[rounds]]
id = "{ROUND}"
title = "Vòng một"
blind = true
ties = [{{ kind = "vote" }}]
panel = {{ spread = "all", least_judges = 2 }}
score = {{ method = "mean", decimals = 2, rounding = "half_up", rank_on = "exact", minimum_ballots = 2, sample = true }}
disagreement = "none"

[rounds.rubric]
maximum = {size.criteria * 10}
sample = true
criteria = [
{criteria}
]
"""


def make(size: Size, to: Path) -> dict[str, Any]:
    """Make a contest folder and its sealed ballots; gives what ``workload.json`` says.

    Raises:
        FileExistsError: there is something in the folder already.
    """
    began = time.perf_counter()
    (to / "ballots").mkdir(parents=True)
    around = world(f"do-{size.name}-{size.seed}", "2026-03-02T08:00:00", to / "home", "Trần Thị Bích", _say)
    contest = to / "contest"
    found_with(contest, "do.toml", rules_of(size).encode(), around, rehearsal=True)
    register(contest, size, around)
    assign(contest, ROUND, around, f"do-{size.seed}")
    issue(contest, ROUND, to / "stick", around)
    files, answer = _ballots(contest, size, to / "ballots")
    told = {
        "size": size.name,
        "judges": size.judges,
        "entries": size.entries,
        "criteria": size.criteria,
        "seed": size.seed,
        "round": ROUND,
        "marks": answer.marks,
        "files": files,
        "bytes": sum((to / "ballots" / name).stat().st_size for name in files),
        "answer": answer.digest(),
        "made_in": round(time.perf_counter() - began, 1),
    }
    (to / "workload.json").write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return told


def _say(step: str, done: int, total: int) -> None:
    """Say nothing of what the desks report while a workload is made."""


def register(contest: Path, size: Size, around: Surroundings) -> None:
    """Put panel and entries into a founded contest, in one act, as eligible without files."""
    people = [
        Person(JudgeId(f"gk{n}"), f"Giám khảo Số {n}", "", None, Role.CHAIR if n == 1 else Role.MEMBER)
        for n in range(1, size.judges + 1)
    ]
    entries = [
        (Entry(EntryId(str(n)), f"Sáng kiến số {n}", "ca-nhan", "chung", (Author(f"Tác giả {n}"),), (), ""), n)
        for n in range(1, size.entries + 1)
    ]
    with (
        open_folder(contest) as folder,
        folder.store.act(around.operator, "intake", {"entries": size.entries}, around.now()) as act,
    ):
        put_panel(act, people, (), "do.xlsx")
        put_entries(act, entries)
        put_intake(act, {entry.id: Intake(EntryState.ELIGIBLE, ()) for entry, _ in entries})


class Answer:
    """The right answer, worked out from the marks alone: sums in steps and ballots of every entry."""

    def __init__(self, size: Size) -> None:
        self.width = size.width
        self.marks = 0
        self.sums = [0] * size.entries
        self.ballots = [0] * size.entries

    def take(self, marks: Sequence[Sequence[int] | None]) -> None:
        """Take the marks of one judge, entry by entry."""
        for at, each in enumerate(marks):
            if each is not None:
                self.marks += len(each)
                self.sums[at] += sum(each)
                self.ballots[at] += 1

    def digest(self) -> str:
        """Give the digest of code, sum, ballots and rank of all entries, see :mod:`benchmarks.peers.answer`."""
        rows = zip(self.sums, self.ballots, strict=True)
        return digest_of([(entry_code(n, self.width), total, count) for n, (total, count) in enumerate(rows, 1)])


def _ballots(contest: Path, size: Size, to: Path) -> tuple[list[str], Answer]:
    with open_folder(contest, read_only=True) as folder:
        manifest, package = editions_of(folder, ROUND)[-1]
        columns = columns_of(folder.round(ROUND).rubric)
    codes = [entry_code(number, size.width) for number in range(1, size.entries + 1)]
    answer, files = Answer(size), []
    for holder in manifest.seats:
        marks = list(marks_of(size, holder.seat))
        answer.take(marks)
        key = key_from(sha256(f"do {size.seed} {holder.seat}".encode()).digest())
        ballot = Ballot(
            contest=manifest.contest,
            round=manifest.round,
            definition=manifest.definition_digest,
            package=package,
            seat=Seat(holder.seat),
            name=holder.name,
            device=public_hex(key),
            revision=1,
            previous="",
            nonce=sha256(f"so {size.seed} {holder.seat}".encode()).hexdigest()[:32],
            state=BallotState.COMPLETE,
            source=Source.DEVICE,
            stated_time="2026-03-20T16:00:00",
            columns=tuple(CriterionId(column.id) for column in columns),
            lines=Lines.of(_line(code, each, size.criteria) for code, each in zip(codes, marks, strict=True)),
        )
        data = seal(ballot, columns, key)
        name = file_name(ballot, data)
        (to / name).write_bytes(data)
        files.append(name)
    return files, answer


def _line(code: EntryCode, marks: tuple[int, ...] | None, criteria: int) -> Line:
    return Line(code, (None,) * criteria, recused=True, reason=REASON) if marks is None else Line(code, marks)


def kept(size: Size, work: Path, say: Callable[[str], object] = print) -> Path:
    """Give the folder of a workload below ``work``; it is made where there is none yet, and the time is told."""
    place = work / (size.name if not size.seed else f"{size.name}-{size.seed}")
    if not (place / "workload.json").is_file():
        told = make(size, place)
        say(f"{size.name}: made {told['marks']} marks in {told['made_in']} s")
    return place


def main(arguments: Sequence[str] | None = None) -> int:
    """Make a workload and print what was made."""
    parser = argparse.ArgumentParser(description="A contest folder with sealed ballots, for measuring.")
    parser.add_argument("size", type=size_of, help="S, M, L or JUDGESxENTRIESxCRITERIA")
    parser.add_argument("--to", type=Path, required=True)
    args = parser.parse_args(arguments)
    print(json.dumps(make(args.size, args.to), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())

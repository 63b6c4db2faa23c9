"""Plays the contest of three tasks: what people bring goes in by commands, judges mark in process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from judge_desk.contest.register.packages import Manifest
from judge_desk.contest.rulebook.rubric import judged_leaves
from judge_desk.contest.values.identity import Seat
from judge_desk.desks import issuing, looking, scoring, sealing
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.looking import ContestView
from judge_desk.desks.rehearsal.world import world
from judge_desk.desks.standing import editions_of
from judge_desk.desks.surroundings import Surroundings
from judge_desk.stores.round_tables import read_codes
from tests.journeys.beside_reckoned import Reckoned
from tests.journeys.beside_world import JUDGES, World
from tests.journeys.terminal import Said, call

RULES = "soc-trang-2023"
CHAIR, ORGANISERS = f"{JUDGES[0]} (Trưởng ban)", "Đỗ Tổ Chức (Ban Tổ chức)"
REASON = ("--reason", "Biên bản họp ngày 20/11", "--by", CHAIR, "--by", ORGANISERS)


@dataclass
class Beside:
    """The contest below one folder."""

    place: Path
    world: World
    pins: dict[str, dict[Seat, str]] = field(default_factory=dict)

    @property
    def contest(self) -> Path:
        """The contest folder."""
        return self.place / "cuoc-thi"

    @property
    def reckoned(self) -> Reckoned:
        """What should come out."""
        return Reckoned(self.world)

    def around(self, who: str = "thu-ky") -> Surroundings:
        """Give a person's surroundings."""
        return world("hạt", "2023-11-08T07:30:00", self.place / "may" / who, who, lambda step, done, total: None)

    def say(self, *words: str, code: int = 0) -> Said:
        """Give a command on the contest; the folder goes behind its name."""
        said = call(self.place / "may" / "thu-ky", *words, "--json")
        assert said.code == code, (words, said.out, said.err)
        return said

    def on(self, *words: str, code: int = 0) -> Said:
        """Give a command whose first operand is the contest folder."""
        parts = 2 if words[0] in ("panel", "figures", "review", "contest", "calendar") else 1
        return self.say(*words[:parts], str(self.contest), *words[parts:], code=code)

    def decide(self, *words: str, where: str = "", code: int = 0) -> Said:
        """Record a decision of two people."""
        return self.on("decide", *(("--round", where) if where else ()), *words, *REASON, code=code)

    def point(self, key: str, value: str) -> None:
        """Settle a point that the rules leave open."""
        self.decide("--point", key, value)

    def figures(self, file: str, part: str, *more: str, code: int = 0) -> Said:
        """Bring a sheet of figures."""
        stated = ("--closed-by", "Sở Nội vụ", "--closed-on", "2023-11-05")
        return self.on("figures", "import", str(self.place / file), "--part", part, *stated, *more, code=code)

    def look(self) -> ContestView:
        """Look at the whole contest."""
        return looking.look_at(self.contest, self.around())

    def draw(self, round_id: str) -> dict[str, Any]:
        """Draw a round."""
        data: dict[str, Any] = self.on("assign", "--round", round_id, "--seed", f"hạt {round_id}").data
        return data

    def issue(self, round_id: str) -> None:
        """Issue the package of a round; PINs are remembered."""
        self.pins[round_id] = {}
        issuing.issue(self.contest, round_id, self.place / f"usb-{round_id}", self.around(), self.pins[round_id])

    def manifest(self, round_id: str) -> Manifest:
        """Give the newest manifest of a round."""
        with open_folder(self.contest, read_only=True) as contest:
            return editions_of(contest, contest.round(round_id).id)[-1][0]

    def numbers(self, round_id: str) -> dict[str, int]:
        """Give the register's numbers of a round's entries by code."""
        with open_folder(self.contest, read_only=True) as contest:
            codes = read_codes(contest.store, contest.round(round_id).id)
        return {str(code): int(entry) for entry, code in codes.items()}

    def mark(self, round_id: str, judges: Sequence[str] = JUDGES) -> list[str]:
        """Let judges mark and seal; gives their ballots."""
        manifest, numbers = self.manifest(round_id), self.numbers(round_id)
        by_number = {each.number: self.world.marks(each) for each in self.world.entries}
        package = next((self.place / f"usb-{round_id}").glob("goi-*"))
        sealed = []
        for holder in manifest.seats:
            if holder.name not in judges:
                continue
            at, around = JUDGES.index(holder.name), self.around(f"giam-khao-{holder.seat}")
            file = self.place / "may" / f"giam-khao-{holder.seat}" / f"{round_id}.jdscore"
            file.parent.mkdir(parents=True, exist_ok=True)
            scoring.open_package(package, holder.seat, self.pins[round_id][holder.seat], file, around)
            with open_judge_file(file) as judge, judge.score.together():
                leaves = judged_leaves(judge.round.rubric)
                for entry in judge.entries:
                    steps = by_number[numbers[str(entry.code)]][at]
                    assert steps is not None, (holder.name, entry.title)
                    for leaf, count in zip(leaves, steps, strict=True):
                        judge.score.mark(entry.code, leaf.id, count, "2023-11-10T09:00:00")
            sealed.append(str(sealing.seal(file, self.place / f"phieu-{round_id}", around).file))
        return sealed

    def merge(self, round_id: str, files: Sequence[str]) -> Said:
        """Bring ballots together."""
        people = ("--reason", "Thu phiếu", "--operator", "Ngô Thư Ký", "--witness", "Đỗ Tổ Chức")
        return self.on("merge", *files, "--round", round_id, "--accept", *people)

    def lock(self, round_id: str) -> None:
        """Lock and announce a round or a review."""
        self.decide("--final", where=round_id)
        self.decide("--announce", where=round_id)

    def publish(self, round_id: str) -> Path:
        """Print the papers of a round or a review; gives their folder."""
        target = self.place / f"giay-{round_id}"
        self.on("publish", "--round", round_id, "--to", str(target))
        return target


def founded(place: Path) -> Beside:
    """Found the contest and take in panel, register and files."""
    made = Beside(place, World())
    made.world.write(place)
    made.on("contest", "new", "--definition", RULES)
    made.on("panel", "import", str(place / "to.csv"))
    return made

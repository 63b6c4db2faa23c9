"""A small contest played through the desks, to be copied and looked at: issued, or counted and settled."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from judge_desk.contest.register.packages import Manifest
from judge_desk.contest.rulebook.rubric import judged_leaves
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import EntryCode, Seat
from judge_desk.desks import counting, deciding, drawing, founding, intake, issuing, panel, scoring, sealing
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.deciding import Decided, Request
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.rehearsal.world import world
from judge_desk.desks.standing import Standing, editions_of, round_standing
from judge_desk.desks.surroundings import Surroundings
from tests.journeys.by_hand import FLAGGED, ONE, Hand

Marks = Mapping[EntryCode, Sequence[int] | None]
PEOPLE = ("Trần Văn Chủ (Trưởng ban)", "Đỗ Tổ Chức (Ban Tổ chức)")


@dataclass
class Small:
    """A contest below one folder."""

    place: Path
    pins: dict[Seat, str] = field(default_factory=dict)

    @property
    def contest(self) -> Path:
        """The contest folder."""
        return self.place / "cuoc-thi"

    @property
    def definition(self) -> Path:
        """The definition file."""
        return self.place / "thi-nho.toml"

    @property
    def package(self) -> Path:
        """The package folder of the first issue."""
        return self.place / "usb" / f"goi-thi-nho-{ONE}"

    def around(self, who: str = "thu-ky", again: str = "") -> Surroundings:
        """Give a person's surroundings; the same person draws the same random bytes, with ``again`` others."""
        home = self.place / "may" / who
        return world("hạt", "2024-08-23T07:30:00", home, f"{who} {again}", lambda step, done, total: None)

    def manifest(self) -> Manifest:
        """The newest manifest of the first round."""
        with open_folder(self.contest, read_only=True) as contest:
            return editions_of(contest, contest.round(ONE).id)[-1][0]

    def codes(self) -> list[EntryCode]:
        """Codes of the entries that did not withdraw, in order."""
        return [entry.code for entry in self.manifest().entries if not entry.withdrawn]

    def standing(self) -> Standing:
        """Where the first round stands."""
        with open_folder(self.contest, read_only=True) as contest:
            return round_standing(contest, contest.round(ONE).id)

    def decide(
        self, kind: DecisionKind, about: tuple[str, ...], value: str = "", round_id: str = ONE, reason: str = "Đã họp"
    ) -> Decided:
        """Record a decision of two people."""
        return deciding.decide(self.contest, Request(round_id, kind, about, value, reason, PEOPLE), self.around())

    def levels(self) -> dict[EntryCode, list[int]]:
        """Plan equal marks for all judges, falling from entry to entry."""
        return {code: [60 - 4 * place, 30 - place, 30 - place] for place, code in enumerate(self.codes())}

    def open(self, seat: int, who: str = "", package: Path | None = None) -> Path:
        """Open a package at a seat; gives the score file."""
        who = who or f"giam-khao-{seat}"
        file = self.place / "may" / who / f"{ONE}.jdscore"
        file.parent.mkdir(parents=True, exist_ok=True)
        scoring.open_package(package or self.package, seat, self.pins[Seat(seat)], file, self.around(who))
        return file

    def mark(self, file: Path, marks: Marks) -> None:
        """Enter marks in steps; None is a recusal."""
        with open_judge_file(file) as judge, judge.score.together():
            leaves = judged_leaves(judge.round.rubric)
            for entry in judge.entries:
                steps = marks.get(entry.code, ())
                if steps is None:
                    judge.score.recuse(entry.code, "Họ hàng", "2024-08-23T09:00:00")
                for leaf, count in zip(leaves, steps or (), strict=False):
                    judge.score.mark(entry.code, leaf.id, count, "2024-08-23T09:00:00")

    def seal(self, seat: int, marks: Marks, who: str = "", partial: str = "") -> Path:
        """Open, mark and seal; gives the ballot file."""
        file = self.open(seat, who)
        self.mark(file, marks)
        around = self.around(f"{who or f'giam-khao-{seat}'}")
        return sealing.seal(file, self.place / "phieu", around, partial).file

    def merge(self, *files: Path) -> counting.Merged:
        """Merge ballots."""
        return counting.merge(self.contest, ONE, files, self.around(), "Thu phiếu", "Ngô Thư Ký", ("Đỗ Tổ Chức",))


def founded(place: Path, approval: str = "") -> Small:
    """Found the contest: files for panel and intake are laid out, nothing is taken in."""
    small = Small(place)
    Hand(place).lay_out()
    if approval:
        rules = small.definition.read_text(encoding="utf-8")
        more = f'blind = true\napproval = "{approval}"'
        small.definition.write_text(rules.replace("blind = true", more, 1), encoding="utf-8")
    founding.found(small.contest, str(small.definition), small.around())
    return small


def issued(place: Path, approval: str = "") -> Small:
    """Play up to the issued package: eleven entries, five judges; ``approval`` names an office that must approve."""
    small = founded(place, approval)
    around = small.around()
    panel.take_in(small.contest, place / "panel.csv", around)
    intake.take_in(small.contest, place / "so.csv", place / "ho-so", around)
    small.decide(DecisionKind.ENTRY, (FLAGGED,), "accept", "")
    drawing.assign(small.contest, ONE, around, "hạt")
    issuing.issue(small.contest, ONE, place / "usb", around, small.pins)
    return small


def counted(place: Path, approval: str = "") -> Small:
    """Play on: every judge seals, all ballots are merged; nothing is open."""
    small = issued(place, approval)
    small.merge(*(small.seal(seat, small.levels()) for seat in range(1, 6)))
    return small


def copied(small: Small, place: Path) -> Small:
    """Copy a contest, to change the copy."""
    shutil.copytree(small.place, place, dirs_exist_ok=True)
    return Small(place, dict(small.pins))

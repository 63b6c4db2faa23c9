"""The quiz and the clips, played as an office plays them: commands for what people do, desks for the judges' marks."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from judge_desk.contest.rulebook.rubric import judged_leaves
from judge_desk.contest.values.identity import Seat
from judge_desk.desks import counting, drawing, issuing, scoring, sealing
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.rehearsal.world import world
from judge_desk.desks.surroundings import Surroundings
from judge_desk.paths import resource
from tests.journeys.quiz_world import JURY, JURY_AT, SLIP, SLIPPED, WEEK_HEAD, WEEKS, QuizWorld, write_clips
from tests.journeys.terminal import Said, call

CONTEST, CLIPS, WHOLE = "hue-2023", "clip", "tap-the"
WEEKLY = tuple(f"giai-{week}" for week in WEEKS)
PEOPLE = ("--reason", "Biên bản họp", "--by", f"{JURY[0]} (Trưởng ban)", "--by", "Đỗ Tổ Chức (Ban Tổ chức)")
BY_TIME, BY_GUESS, BY_MARK = (
    f'{{ policy = "in_turn", by = [{by}] }}'
    for by in ('"diem", "-thoi-gian"', '"diem", "-lech", "-thoi-gian"', '"diem"')
)
WEEK_ORDERS = (BY_TIME, BY_TIME, BY_GUESS, BY_MARK)
OF_WHOLE = "reviews.tap-the."
POINTS = {
    "rounds.clip.ties": '[{ kind = "criterion", ref = "1" }, { kind = "vote" }]',
    "rounds.clip.disagreement": '"none"',
    "prize_tables.giai-clip.per_unit": "1",
    "measured.trac-nghiem.closed_by": '"Sở Nội vụ"',
    **{f"reviews.{review}.order": order for review, order in zip(WEEKLY, WEEK_ORDERS, strict=True)},
}
"""What must be settled before figures come, and the orders of the weeks."""
OPEN_OF_WHOLE = {
    f"{OF_WHOLE}measures.diem-clip.over": '"best"',
    f"{OF_WHOLE}gates.trong-20-clip.used": "true",
    f"{OF_WHOLE}gates.trong-20-chung.used": "false",
    f"{OF_WHOLE}gates.trong-20-clip.tie": '"all_in"',
    f"{OF_WHOLE}gates.trong-20-chung.tie": '"all_in"',
    f"{OF_WHOLE}measures.so-nguoi.over": '"persons"',
    f"{OF_WHOLE}measures.chat-luong.attempts": '"each"',
    f"{OF_WHOLE}measures.bai-0.attempts": '"each"',
    f"{OF_WHOLE}measures.tong-nguoi.column": '"co-mat"',
    f"{OF_WHOLE}measures.chat-luong.over": '"mean_share"',
    f"{OF_WHOLE}measures.bai-0.missing": '"leave_out"',
    f"{OF_WHOLE}measures.chat-luong.missing": '"leave_out"',
    f"{OF_WHOLE}order": '{ policy = "in_turn", by = ["ty-le", "chat-luong"] }',
}
"""The open points of the collective prizes with the answers of this journey, as they are asked one by one."""


@dataclass
class QuizPlay:
    """The contest while it is played; ``codes`` of the clips by their number once they are drawn."""

    world: QuizWorld
    codes: dict[int, str] = field(default_factory=dict)
    pins: dict[Seat, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The contest folder."""
        return self.world.place / "cuoc-thi"

    def say(self, *words: object, code: int = 0) -> Said:
        """Give a command with ``--json`` and expect its exit code."""
        said = call(self.world.place / "may", *map(str, words), "--json")
        assert said.code == code, (words, said.out[:2000], said.err[:2000])
        return said

    def around(self, who: str = "thu-ky") -> Surroundings:
        """Give a person's surroundings."""
        home = self.world.place / "may" / who
        return world("hạt", "2023-07-01T07:30:00", home, who, lambda step, done, total: None)

    def point(self, key: str, value: str) -> Said:
        """Settle an open point."""
        return self.say("decide", self.folder, "--point", key, value, *PEOPLE)

    def decide(self, where: str, *words: object, code: int = 0) -> Said:
        """Record a decision about a round or a review."""
        return self.say("decide", self.folder, "--round", where, *words, *PEOPLE, code=code)

    def bring(self, part: str, file: Path, period: str = "", reason: str = "", code: int = 0) -> Said:
        """Take a sheet of figures in."""
        stated = ("--closed-by", "Sở Nội vụ", "--closed-on", "2023-06-30", *(("--reason", reason) if reason else ()))
        where = ("--part", part, *(("--period", period) if period else ()))
        return self.say("figures", "import", self.folder, file, *where, *stated, code=code)

    def show(self, review: str, *more: object) -> Said:
        """Show a review."""
        return self.say("review", "show", self.folder, "--review", review, *more)

    # --- acts --------------------------------------------------------------------------------------------------------

    def found(self) -> None:
        """Found the contest from the shipped rules and settle what comes first."""
        self.say("contest", "new", self.folder, "--definition", CONTEST)
        self.point("parts.clip.over_length", '"refuse"')
        for key, value in POINTS.items():
            self.point(key, value)
        self.say("panel", "import", self.folder, self.world.place / "panel.csv")

    def name_slip(self) -> None:
        """Say which unit a slip means."""
        code = f"H{SLIPPED + 1:03d}"
        stated = ("--closed-by", "Sở Nội vụ", "--closed-on", "2023-06-08", "--reason", "Viết thừa một chữ")
        self.say("figures", "unit", self.folder, SLIP, "--is", code, *stated)

    def play_clips(self) -> None:
        """Take the clips in, draw, issue, let every judge mark and seal, merge."""
        code = int(any(each.long for each in self.world.clips))
        files = write_clips(self.world, resource("rehearsal/clips/luoi-o.mp4").read_bytes())
        taken = self.say("intake", self.folder, self.world.place / "so.csv", "--files", files, code=code)
        long = sum(each.long for each in self.world.clips)
        assert (taken.data["counts"]["eligible"], taken.data["counts"]["doubtful"]) == (len(self.world.clips) - long, 0)
        assert taken.codes.count("intake.clip_too_long") == taken.data["counts"]["refused"] == long
        drawing.assign(self.folder, CLIPS, self.around(), "hạt")
        stick = self.world.place / "stick"
        issued = issuing.issue(self.folder, CLIPS, stick, self.around(), self.pins)
        ballots = [self._seal(issued.package, seat) for seat in range(1, 6)]
        people = ("Thu phiếu", "Ngô Thư Ký", ("Đỗ Tổ Chức",))
        counting.merge(self.folder, CLIPS, ballots, self.around(), *people)

    def _seal(self, package: Path, seat: int) -> Path:
        who = f"giam-khao-{seat}"
        file = self.world.place / "may" / who / "clip.jdscore"
        file.parent.mkdir(parents=True)
        scoring.open_package(package, seat, self.pins[Seat(seat)], file, self.around(who))
        by_title = {f"Video clip số {each.number}": each for each in self.world.clips}
        with open_judge_file(file) as judge, judge.score.together():
            leaves = judged_leaves(judge.round.rubric)
            for entry in judge.entries:
                clip = by_title[entry.title]
                self.codes[clip.number] = str(entry.code)
                for leaf, halves in zip(leaves, self.world.marks(clip, seat - 1), strict=True):
                    judge.score.mark(entry.code, leaf.id, halves, "2023-07-01T09:00:00")
        return sealing.seal(file, self.world.place / "phieu", self.around(who), "").file

    def release(self, where: str, approve: bool) -> None:
        """Approve where the rules want it, lock, announce."""
        if approve:
            self.decide(where, "--approve", "Trưởng Ban Tổ chức Hội thi")
        self.decide(where, "--final")
        self.decide(where, "--announce")


def once_each(source: Path, target: Path) -> Path:
    """Write a week again with the first row of every person only, as its office closes it."""
    kept: dict[str, list[str]] = {}
    with source.open(encoding="utf-8", newline="") as stream:
        _, *rows = csv.reader(stream, delimiter=";")
    for row in rows:
        kept.setdefault(row[2], row)
    with target.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([WEEK_HEAD, *kept.values()])
    return target


def marks_on(made: QuizWorld) -> dict[int, list[list[Fraction]]]:
    """Give the marks of all judges who may mark a clip, for every clip that is not too long."""
    return {
        each.number: [
            [Fraction(halves, 2) for halves in made.marks(each, judge)]
            for judge in range(len(JURY))
            if judge >= len(JURY_AT) or JURY_AT[judge] != each.unit
        ]
        for each in made.clips
        if not each.long
    }

"""Plays a contest that starts from rules of the gallery: eight entries, three judges, every round of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from judge_desk.contest.counting.extras import unjudged_leaves
from judge_desk.contest.rulebook.rubric import LeafKind, judged_leaves
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import EntryCode, Seat
from judge_desk.desks import (
    counting,
    deciding,
    drawing,
    extras,
    founding,
    intake,
    issuing,
    panel,
    publishing,
    recounting,
    scoring,
    sealing,
)
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.deciding import Request
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.provenance import Provenance
from judge_desk.desks.recounting import Recount
from judge_desk.desks.rehearsal.world import world
from judge_desk.desks.standing import Standing, round_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.rulebook.definition_file import shipped

PEOPLE = ("Trần Văn Chủ (Trưởng ban)", "Đỗ Tổ Chức (Ban Tổ chức)")
PANEL = """Họ và tên,Chức vụ,Đơn vị,Vai trò
Trần Văn Chủ,Giám đốc,Sở Một,Trưởng ban
Lê Thị Hai,Phó Giám đốc,Sở Hai,Thành viên
Phạm Văn Ba,Trưởng phòng,Sở Ba,Thành viên
Ngô Thư Ký,Chuyên viên,Sở Một,Thư ký
"""
ENTRIES = 8


@dataclass
class Play:
    """A contest below one folder.

    Attributes:
        rules: id of the definition; points: what the organisers decide, by key, as TOML.
    """

    place: Path
    rules: str
    points: Mapping[str, str]
    pins: dict[Seat, str] = field(default_factory=dict)

    @property
    def contest(self) -> Path:
        """The contest folder."""
        return self.place / "cuoc-thi"

    def around(self, who: str = "thu-ky") -> Surroundings:
        """Give a person's surroundings."""
        return world("mẫu", "2024-08-23T07:30:00", self.place / "may" / who, who, lambda step, done, total: None)

    def decide(self, kind: DecisionKind, about: tuple[str, ...], value: str = "", round_id: str = "") -> None:
        """Record a decision of two people."""
        deciding.decide(self.contest, Request(round_id, kind, about, value, "Đã họp", PEOPLE), self.around())

    def found(self) -> None:
        """Found the contest, take in panel and entries, decide what the rules leave open."""
        founding.found(self.contest, self.rules, self.around())
        sheet = self.place / "panel.csv"
        sheet.write_text(PANEL, encoding="utf-8")
        panel.take_in(self.contest, sheet, self.around())
        with open_folder(self.contest, read_only=True) as contest:
            field_, kind = contest.definition.fields[0].title, contest.definition.entrants[0].title
        rows = ["STT,Tên bài dự thi,Loại hình dự thi,Lĩnh vực,Tác giả,Đơn vị,Thời gian nhận"]
        for number in range(1, ENTRIES + 1):
            who = f"Tác Giả {chr(64 + number)}"
            rows.append(f"{number},Bài số {number},{kind},{field_},{who},Đơn vị {number},2024-08-01 08:00")
            folder = self.place / "ho-so" / f"{number:02d}"
            folder.mkdir(parents=True)
            canvas = Canvas(str(folder / "bai-du-thi.pdf"), invariant=True)
            canvas.drawString(72, 720, f"Bai so {number}")
            canvas.save()
        register = self.place / "so.csv"
        register.write_text("\n".join(rows) + "\n", encoding="utf-8")
        intake.take_in(self.contest, register, self.place / "ho-so", self.around())
        for key, value in self.points.items():
            self.decide(DecisionKind.RULE_POINT, (key,), value)

    def standing(self, round_id: str) -> Standing:
        """Where a round stands."""
        with open_folder(self.contest, read_only=True) as contest:
            return round_standing(contest, contest.round(round_id).id)

    def issue(self, round_id: str) -> list[EntryCode]:
        """Draw and issue a round; gives the codes."""
        drawing.assign(self.contest, round_id, self.around(), f"hạt {round_id}")
        issuing.issue(self.contest, round_id, self.place / "usb", self.around(), self.pins)
        return [each.code for each in self.standing(round_id).manifest.entries]

    def judge(self, round_id: str, marks: Mapping[int, Mapping[EntryCode, Sequence[int]]]) -> None:
        """Let every judge mark in steps, seal, and merge the ballots."""
        package = next(each for each in (self.place / "usb").iterdir() if each.name.endswith(round_id))
        sealed = []
        for seat, sheet in marks.items():
            who = f"giam-khao-{seat}"
            file = self.place / "may" / who / f"{round_id}.jdscore"
            file.parent.mkdir(parents=True, exist_ok=True)
            scoring.open_package(package, seat, self.pins[Seat(seat)], file, self.around(who))
            with open_judge_file(file) as judge, judge.score.together():
                for code, steps in sheet.items():
                    for leaf, count in zip(judged_leaves(judge.round.rubric), steps, strict=True):
                        judge.score.mark(code, leaf.id, count, "2024-08-23T09:00:00")
            sealed.append(sealing.seal(file, self.place / "phieu", self.around(who)).file)
        counting.merge(self.contest, round_id, sealed, self.around(), "Thu phiếu", "Ngô Thư Ký", ("Đỗ Tổ Chức",))

    def bring(self, round_id: str, values: Mapping[str, Mapping[EntryCode, str]]) -> None:
        """Bring what the organisers give, criterion by criterion, from minutes."""
        stated = Provenance("Ban Tổ chức", "2024-08-23", "Biên bản số 1/BB-BTC")
        for criterion, figures in values.items():
            texts = {str(code): text for code, text in figures.items()}
            extras.set_values(self.contest, round_id, criterion, texts, stated, self.around())

    def print(self, round_id: str) -> Recount:
        """Lock the round, open the table of codes, print the summary for good, and recount from sealed files alone."""
        if self.standing(round_id).round.blind:
            self.decide(DecisionKind.UNSEAL, (round_id,), "opened", round_id)
        self.decide(DecisionKind.FINAL, (round_id,), "", round_id)
        target = self.place / f"giay-{round_id}"
        publishing.publish(self.contest, round_id, target, self.around(), only=("summary",))
        rules = self.place / f"{self.rules}.toml"
        rules.write_bytes(shipped(self.rules))
        sealed = list((self.place / "usb").rglob("*.jdpack"))
        return recounting.recount([*sealed, self.place / "phieu", *self.place.glob("giay-*")], rules, self.around())


def asked_of_organisers(standing: Standing) -> dict[str, LeafKind]:
    """Give the leaves of a round that no judge marks."""
    return {str(leaf.id): leaf.kind for leaf in unjudged_leaves(standing.round.rubric)}

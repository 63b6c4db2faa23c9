"""A small contest with everything decided by its own definition but one point, and the hands that play it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from reportlab.pdfgen.canvas import Canvas

from tests.journeys.sealed_files import read_signed_json
from tests.journeys.terminal import Said, call, start

ONE, TWO = "vong-1", "vong-2"
RULES = """
format = 1
id = "thi-nho"
version = 1
title = "Cuộc thi nhỏ về cải cách hành chính"
short_title = "Cuộc thi nhỏ"
plan = "Kế hoạch số 1 của Ủy ban nhân dân xã"
content_flags = ["published"]
barred = ["jury"]
fields = [{ id = "chung", title = "Cải cách hành chính" }]
entrants = [{ id = "ca-nhan", title = "Cá nhân", most_people = 1 }, { id = "nhom", title = "Nhóm", most_people = 4 }]
head = { superior = "ỦY BAN NHÂN DÂN XÃ", organiser = "BAN TỔ CHỨC", jury = "BAN GIÁM KHẢO", place = "Xã Thử" }
receipt = { opens = 2024-07-01, closes = 2024-08-16, closing_time = "17:00", counted = "received" }
parts = [{ id = "bai", title = "Bài dự thi", kind = "document", required = true, formats = ["pdf"] }]

[[rounds]]
id = "vong-1"
title = "Vòng một"
blind = true
ties = [{ kind = "criterion", ref = "1" }, { kind = "vote" }]
cut = { kind = "top", count = 4 }
panel = { spread = "all", least_judges = 2 }
score = { method = "mean", decimals = 2, rounding = "half_up", rank_on = "rounded", minimum_ballots = 2, sample = true }

[rounds.rubric]
maximum = 100
sample = true
criteria = [
    { id = "1", title = "Tính mới", maximum = 40, step = "0,5" },
    { id = "2", title = "Hiệu quả", maximum = 60 },
    { id = "2.1", parent = "2", title = "Hiệu quả trong xã", maximum = 30, step = "0,5" },
    { id = "2.2", parent = "2", title = "Khả năng nhân rộng", maximum = 30, step = "0,5" },
]

[rounds.disagreement]
measure = "range"
sample = true
tiers = [
    { bound = 0, included = true, action = "mean" },
    { bound = 10, included = false, action = "chair_after_dialogue" },
]

[[rounds]]
id = "vong-2"
title = "Vòng hai"
blind = false
ties = [{ kind = "criterion", ref = "1" }, { kind = "vote" }]
combination = { vong-2 = 1 }
disagreement = "none"
panel = { spread = "all", least_judges = 2 }
score = { method = "mean", decimals = 2, rounding = "half_up", rank_on = "rounded", minimum_ballots = 2, sample = true }

[rounds.rubric]
maximum = 100
sample = true
criteria = [{ id = "1", title = "Trình bày", maximum = 60 }, { id = "2", title = "Trả lời", maximum = 40 }]

[[prize_tables]]
id = "giai"
title = "Giải thưởng"
round = "vong-2"
per_unit = "undecided"
special = "Bài đặc biệt xuất sắc do Chủ tịch xem xét."
prizes = [
    { id = "nhat", title = "Giải Nhất", count = 1, money = 3_000_000 },
    { id = "nhi", title = "Giải Nhì", count = 1, money = 2_000_000 },
    { id = "ba", title = "Giải Ba", count = 2, money = 1_000_000 },
]

[[undecided]]
key = "prize_tables.giai.per_unit"
code = "A1"
question = "Một đơn vị được nhận nhiều giải không?"
source = "Kế hoạch không nêu."
"""
PANEL = """Họ và tên,Chức vụ,Đơn vị,Vai trò,Vòng
Trần Văn Chủ,Giám đốc,Sở Nội vụ,Trưởng ban,
Lê Thị Hai,Phó Giám đốc,Sở Tài chính,Thành viên,
Phạm Văn Ba,Trưởng phòng,Xã Ba,Thành viên,
Võ Thị Tư,Chuyên viên,Sở Xây dựng,Thành viên,
Hồ Văn Năm,Chuyên viên,Sở Tư pháp,Thành viên,Vòng một
Ngô Thư Ký,Chuyên viên,Sở Nội vụ,Thư ký,
Đỗ Tổ Chức,Phó Chủ tịch,Xã Thử,Ban Tổ chức,
"""
LATE, FLAGGED, WITHDRAWN = "12", "3", "7"
GROUPED = frozenset(
    {
        "calendar",
        "contest",
        "panel",
        "package",
        "ballot",
        "calibrate",
        "entry",
        "publicity",
        "texts",
        "extras",
        "figures",
        "opening",
        "review",
    }
)
CHAIR, SECRETARY, ORGANISER = "Trần Văn Chủ (Trưởng ban)", "Ngô Thư Ký (Thư ký)", "Đỗ Tổ Chức (Ban Tổ chức)"
Marker = Callable[[str], list[str] | None]


def register_text() -> str:
    """Write the register: entry 12 came late, 3 says that it was published, 5 is from a judge's unit."""
    rows = ["STT,Tên bài dự thi,Loại hình dự thi,Lĩnh vực,Tác giả,Đơn vị,Thời gian nhận,Ghi chú"]
    for number in range(1, 13):
        day = "2024-08-19 09:00" if str(number) == LATE else "2024-08-01 08:00"
        note = "Đã công bố trên báo" if str(number) == FLAGGED else ""
        unit = "Xã Ba" if number == 5 else f"Đơn vị số {number}"
        author = f"Tác Giả {chr(64 + number)}"
        rows.append(f"{number},Sáng kiến số {number},Cá nhân,Cải cách hành chính,{author},{unit},{day},{note}")
    return "\n".join(rows) + "\n"


@dataclass
class Hand:
    """A folder with the contest, a stick, the judges' machines; remembers every command that was given."""

    place: Path
    given: set[str] = field(default_factory=set)
    decided: set[str] = field(default_factory=set)

    @property
    def contest(self) -> str:
        """The contest folder."""
        return str(self.place / "cuoc-thi")

    @property
    def rules(self) -> str:
        """The definition file."""
        return str(self.place / "thi-nho.toml")

    def lay_out(self) -> None:
        """Write what people bring: the definition, register, panel sheet, and one PDF for each entry."""
        (self.place / "thi-nho.toml").write_text(RULES, encoding="utf-8")
        (self.place / "so.csv").write_text(register_text(), encoding="utf-8")
        (self.place / "panel.csv").write_text(PANEL, encoding="utf-8")
        for number in range(1, 13):
            folder = self.place / "ho-so" / f"{number:02d}"
            folder.mkdir(parents=True)
            canvas = Canvas(str(folder / "bai-du-thi.pdf"), invariant=True)
            canvas.drawString(72, 720, f"Sang kien so {number}")
            canvas.save()

    def say(self, *words: str, code: int = 0, machine: str = "thu-ky", pin: str = "", alone: bool = False) -> Said:
        """Give a command with ``--json`` and expect its exit code; ``alone`` as a program of its own."""
        self.given.add(" ".join(words[: 2 if words[0] in GROUPED else 1]))
        home = self.place / "may" / machine
        run = start if alone else call
        said = run(home, *words, "--json", pin=pin)
        assert said.code == code, (words, said.out, said.err)
        return said

    def decide(self, option: str, *values: str, round_id: str = "", code: int = 0, by: str = CHAIR) -> Said:
        """Record a decision with a reason."""
        self.decided |= {option, *(each for each in values if each.startswith("--"))}
        where = ("--round", round_id) if round_id else ()
        people = [part for name in by.split("; ") for part in ("--by", name)]
        return self.say("decide", self.contest, *where, option, *values, "--reason", "Đã họp", *people, code=code)

    def manifest(self, round_id: str) -> dict[str, Any]:
        """The newest manifest of a round."""
        return read_signed_json(next(Path(self.package(round_id)).glob("*.jdpack")))

    def stick(self, round_id: str) -> Path:
        """The stick that the judges of a round get: in the first round the second one, for a new version was made."""
        return self.place / ("usb-2" if round_id == ONE else "usb-3")

    def package(self, round_id: str) -> str:
        """The package folder on the stick."""
        return str(self.stick(round_id) / f"goi-thi-nho-{round_id}")

    def pins(self, letters: str) -> dict[int, str]:
        """Read seats and PINs off the printed letters."""
        done = subprocess.run(["pdftotext", "-layout", letters, "-"], capture_output=True, timeout=60, check=True)
        text = done.stdout.decode("utf-8")
        found = re.findall(r"Ghế số ([0-9]+)\s+Mã PIN: ([0-9]{6,})", text)
        return {int(seat): pin for seat, pin in found}

    def file(self, round_id: str, machine: str) -> str:
        """A judge's score file."""
        folder = self.place / "may" / machine
        folder.mkdir(parents=True, exist_ok=True)
        return str(folder / f"{round_id}.jdscore")

    def open(self, round_id: str, seat: int, pin: str, machine: str = "", alone: bool = False) -> str:
        """Open the package at a seat; gives the score file."""
        machine = machine or f"giam-khao-{seat}"
        file = self.file(round_id, machine)
        where = ("ballot", "open", self.package(round_id), "--seat", str(seat), "--pin-stdin", "--file", file)
        assert self.say(*where, machine=machine, pin=pin + "\n", alone=alone).data["seat"] == seat
        return file

    def sheet(self, file: str, name: str, marks: Marker, machine: str) -> str:
        """Fill a blank mark sheet as a judge would; None is a recusal."""
        target = self.place / "may" / machine / name
        self.say("ballot", "sheet", file, "--to", str(target), machine=machine)
        fill_sheet(target, marks)
        return str(target)

    def seal(self, round_id: str, seat: int, pin: str, marks: Marker, machine: str = "") -> dict[str, Any]:
        """Open, fill in and seal; gives what sealing said."""
        machine = machine or f"giam-khao-{seat}"
        file = self.open(round_id, seat, pin, machine)
        sheet = self.sheet(file, f"{round_id}.xlsx", marks, machine)
        filled = self.say("ballot", "fill", file, sheet, machine=machine).data
        assert filled["blank"] == 0
        return self.say("ballot", "seal", file, "--to", str(self.place / "usb" / "phieu"), machine=machine).data

    def merge(self, round_id: str, *files: str) -> dict[str, Any]:
        """Carry a merge out."""
        people = ("--reason", "Thu phiếu", "--operator", "Ngô Thư Ký", "--witness", "Đỗ Tổ Chức")
        words = ("merge", self.contest, *files, "--round", round_id, "--accept", *people)
        return self.say(*words).data


def fill_sheet(path: Path, marks: Marker) -> None:
    """Write a judge's marks into a blank sheet; the total stays blank."""
    book = openpyxl.load_workbook(path)
    sheet: Any = book.active
    heads = [str(cell.value) for cell in sheet[7]]
    first = next(i for i, head in enumerate(heads, start=1) if re.match(r"[0-9]", head))
    for row in range(8, sheet.max_row + 1):
        given = marks(str(sheet.cell(row, 1).value))
        if given is None:
            sheet.cell(row, len(heads) - 1).value = "Có quan hệ gia đình"
            continue
        for place, text in enumerate(given, start=first):
            sheet.cell(row, place).value = text
    book.save(path)
    book.close()

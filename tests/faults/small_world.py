"""A small contest played through the desks up to its second round, with every file that the tests then spoil.

Five entries, three judges, two rounds. All of it is made once; a test takes a copy of the folders that it changes.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import docx
import openpyxl

from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import Seat
from judge_desk.desks import (
    counting,
    deciding,
    drawing,
    founding,
    intake,
    issuing,
    mark_sheets,
    panel,
    scoring,
    sealing,
)
from judge_desk.desks.deciding import Request
from judge_desk.desks.rehearsal.world import world
from judge_desk.desks.surroundings import Surroundings, silent
from judge_desk.documents.sample_clips import clip_variant
from judge_desk.paths import resource

DEFINITION: Final = Path(__file__).with_name("hoi-thi-nho.toml")
HEAD: Final = ("STT", "Tên bài dự thi", "Loại hình", "Lĩnh vực", "Tác giả", "Đơn vị", "Thời gian nhận")
UNITS: Final = ("Sở Thử Một", "Sở Thử Hai", "Huyện Thử Ba", "Huyện Thử Tư", "Xã Thử Năm")
JUDGES: Final = ("Trần Văn An", "Lê Thị Bình", "Phạm Văn Châu")
OFFICE: Final = "Sở Thử Sáu"


@dataclass(frozen=True, slots=True)
class SmallWorld:
    """The folders of a small contest.

    Attributes:
        root: everything lies below it.
        pins: of round one, by seat; ballots: sealed in round one, by seat.
        other_round: a ballot of round two.
    """

    root: Path
    pins: Mapping[int, str]
    ballots: Mapping[int, Path]
    other_round: Path

    @property
    def contest(self) -> Path:
        """The contest folder, round one issued and nothing merged."""
        return self.root / "cuoc-thi"

    @property
    def marked(self) -> Path:
        """The contest folder after round one: merged, decided, round two issued."""
        return self.root / "cuoc-thi-sau"

    @property
    def drawn(self) -> Path:
        """The contest folder with lots drawn and nothing issued."""
        return self.root / "cuoc-thi-boc-tham"

    @property
    def taken(self) -> Path:
        """The contest folder with its entries, lots not yet drawn."""
        return self.root / "cuoc-thi-nhan-bai"

    @property
    def founded(self) -> Path:
        """The contest folder with its panel and no entry."""
        return self.root / "cuoc-thi-moi"

    @property
    def package(self) -> Path:
        """The package of round one."""
        return self.root / "usb" / "goi-hoi-thi-nho-vong-1"

    @property
    def register(self) -> Path:
        """The register."""
        return self.root / "danh-sach.xlsx"

    @property
    def files(self) -> Path:
        """The folder of submissions, one folder for each entry."""
        return self.root / "ho-so"

    def home(self, seat: int) -> Path:
        """Give the folder of a judge's machine."""
        return self.root / f"may-{seat}"

    def score(self, seat: int) -> Path:
        """Give a seat's score file of round one: 1 and 2 sealed, 3 filled in and open."""
        return self.home(seat) / "vong-1.jdscore"

    def sheet(self, seat: int) -> Path:
        """Give a seat's filled mark sheet of round one."""
        return self.home(seat) / "diem.xlsx"


def docx_bytes(text: str) -> bytes:
    """Make a small write-up."""
    document = docx.Document()
    document.core_properties.author = ""
    document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def clip_bytes(tag: str) -> bytes:
    """Make a small clip that plays."""
    return clip_variant(resource("rehearsal/clips/luoi-o.mp4").read_bytes(), tag)


def save_rows(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """Write rows of cells as an XLSX file; texts that begin with = stay texts."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(path)
    return path


def register_rows(titles: Sequence[str] = ()) -> list[list[Any]]:
    """Give a register of five entries, or of as many as there are titles."""
    wanted = titles or [f"Giải pháp thử số {number}" for number in range(1, 6)]
    rows: list[list[Any]] = [list(HEAD)]
    for number, title in enumerate(wanted, start=1):
        unit = UNITS[(number - 1) % len(UNITS)]
        author = f"Người Viết {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number - 1]}"
        rows.append([number, title, "Cá nhân", "Lĩnh vực chung", author, unit, "10/08/2024 09:00"])
    return rows


def lay_files(folder: Path, count: int = 5) -> Path:
    """Write a folder of submissions: a write-up for each entry, and a clip for the first two."""
    for number in range(1, count + 1):
        own = folder / f"{number:03d}"
        own.mkdir(parents=True)
        (own / "bai-viet.docx").write_bytes(docx_bytes(f"Nội dung bài {number}"))
        if number <= 2:
            (own / "clip.mp4").write_bytes(clip_bytes(f"bài {number}"))
    return folder


def lay_panel(path: Path) -> Path:
    """Write the panel sheet: three judges, a secretary, an organiser."""
    roles = ("Trưởng ban", "Thành viên", "Thành viên")
    rows = [["Họ và tên", "Chức vụ", "Đơn vị", "Vai trò"]]
    rows += [[name, "Chuyên viên", f"Ban Giám khảo {n}", roles[n - 1]] for n, name in enumerate(JUDGES, start=1)]
    rows += [["Ngô Thị Dung", "Chuyên viên", OFFICE, "Thư ký"]]
    rows += [["Vũ Văn Em", "Chánh Văn phòng", OFFICE, "Ban Tổ chức"]]
    return save_rows(path, rows)


def person(root: Path, name: str) -> Surroundings:
    """Give the surroundings of one person; a judge's home is the machine's folder."""
    return world("thử", "2024-08-20T08:00:00", root / name, name, silent)


def build(root: Path) -> SmallWorld:
    """Play the contest and keep its folder at five stations."""
    made = SmallWorld(root, {}, {}, root)
    secretary = person(root, "may-thu-ky")
    founding.found(made.contest, str(DEFINITION), secretary)
    panel.take_in(made.contest, lay_panel(root / "ban-giam-khao.xlsx"), secretary)
    shutil.copytree(made.contest, made.founded)
    save_rows(made.register, register_rows())
    taken = intake.take_in(made.contest, made.register, lay_files(made.files), secretary)
    assert taken.counts["eligible"] == 5, taken.findings
    shutil.copytree(made.contest, made.taken)
    drawing.assign(made.contest, "vong-1", secretary, seed="7")
    shutil.copytree(made.contest, made.drawn)
    pins: dict[Seat, str] = {}
    issuing.issue(made.contest, "vong-1", root / "usb", secretary, pins)
    made = replace(made, pins={int(seat): pin for seat, pin in pins.items()})
    for seat in (1, 2, 3):
        mark(made, seat)
    ballots = {seat: _seal(made, seat) for seat in (1, 2)}
    made = replace(made, ballots=ballots)
    shutil.copytree(made.contest, made.marked)
    return replace(made, other_round=_second_round(made, secretary))


def mark(made: SmallWorld, seat: int) -> None:
    """Open a seat of round one and fill in its whole sheet."""
    judge = person(made.root, f"may-{seat}")
    made.home(seat).mkdir(exist_ok=True)
    scoring.open_package(made.package, seat, made.pins[seat], made.score(seat), judge)
    mark_sheets.write_sheet(made.score(seat), made.home(seat) / "trong.xlsx")
    book = openpyxl.load_workbook(made.home(seat) / "trong.xlsx")
    sheet: Any = book.active
    for place, row in enumerate(mark_rows(sheet), start=1):
        sheet.cell(row, 2).value = f"{16 + (place + seat) % 4},5"
        sheet.cell(row, 3).value = (place * 2 + seat) % 10
    book.save(made.sheet(seat))
    filled = mark_sheets.fill(made.score(seat), made.sheet(seat), judge)
    assert not filled.findings, filled.findings
    assert not filled.blank


def mark_rows(sheet: Any) -> list[int]:
    """Give the numbers of the rows of a mark sheet that hold an entry's code."""
    return [row for row in range(1, sheet.max_row + 1) if str(sheet.cell(row, 1).value or "")[3:4] == "-"]


def _seal(made: SmallWorld, seat: int) -> Path:
    return sealing.seal(made.score(seat), made.root / "usb-phieu", person(made.root, f"may-{seat}")).file


def _second_round(made: SmallWorld, secretary: Surroundings) -> Path:
    """Merge and decide round one in a copy, issue round two there, and seal one ballot of it."""
    folder = made.marked
    counting.merge(folder, "vong-1", list(made.ballots.values()), secretary, "Thử", "Thư ký")
    settle_first_round(folder, secretary)
    drawing.assign(folder, "vong-2", secretary, seed="8")
    pins: dict[Seat, str] = {}
    issued = issuing.issue(folder, "vong-2", made.root / "usb", secretary, pins)
    judge, file = person(made.root, "may-1"), made.home(1) / "vong-2.jdscore"
    scoring.open_package(issued.package, 1, pins[Seat(1)], file, judge)
    return sealing.seal(file, made.root / "usb-phieu", judge, partial_reason="Chưa chấm").file


def settle_first_round(folder: Path, secretary: Surroundings) -> None:
    """Close the third seat, open the codes, and decide whatever is still open."""
    people = ("Vũ Văn Em (Ban Tổ chức)", "Trần Văn An (Trưởng ban)")

    def decide(kind: DecisionKind, about: tuple[str, ...], value: str) -> None:
        deciding.decide(folder, Request("vong-1", kind, about, value, "Thử", people), secretary)

    decide(DecisionKind.SEAT, ("3",), "closed")
    decide(DecisionKind.UNSEAL, ("vong-1",), "opened")

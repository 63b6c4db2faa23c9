"""A quiz of four weeks with clips, at the size of a province: the files that people bring, out of one seed.

Standard library only, and nothing of the program: what stands here is what an office would hand over, with the slips
that offices make. Who wins is not written here; :mod:`tests.journeys.quiz_reckoner` works it out from the files.
"""

from __future__ import annotations

import csv
import random
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

Row = list[str]
UNITS, PAPERS, STAFF, FULL = 200, 25_000, 27_000, 15
WEEKS: Final = ("tuan-1", "tuan-2", "tuan-3", "tuan-4")
CLIP_UNITS, SECONDS_MOST = 40, 300
SECOND_CLIPS: Final = (0, 1, 2, 3, 4, 5)
"""Units with a clip more; that of the last is too long, as is the only one of ``TOO_LONG``."""
TOO_LONG: Final = 38
LINE: Final = (19, 20)
"""Units of equal clips at places 20 and 21."""
TWINS: Final = (6, 8)
"""Units alike in everything that the quiz counts, ahead of all others."""
ZERO: Final = (3, 17, 60, 150)
BLANK: Final = (7, 25, 70, 71)
JURY_AT: Final = (100, 9, 10, 10)
"""Units of the judges; the fifth judge is of none."""
JURY: Final = ("Trần Quốc Thắng", "Lê Thị Diệu Hiền", "Hồ Thị Minh Châu", "Phạm Đăng Khoa", "Nguyễn Đạo Diễn")
BARRED, NAMESAKE = (JURY[2], 10), (JURY[2], 50)
SLIP: Final = "Ủy ban nhân dân xã Phú Hảii"
"""As week 1 writes a unit that is called otherwise."""
SLIPPED: Final = 0
WEEK_HEAD: Final = ("Đơn vị", "Họ và tên", "Mã dự thi", "Số câu đúng", "Thời gian", "Dự đoán số người đúng cả 15 câu")
ROSTER_HEAD: Final = (
    "Tên đơn vị", "Mã đơn vị", "Tên khác", "Số biên chế được giao", "Số người hiện có mặt", "Số người được dự thi",
)  # fmt: skip
_LETTERS: Final = ("Hải", "Lương", "Lượng", "An", "Ân", "Thượng", "Dương", "Đương", "Mỹ", "Xuân")
_FIRST: Final = ("Phú", "Vinh", "Quảng", "Hương", "Phong", "Lộc", "Thủy", "Điền", "Hồng", "Bình", "Thuận", "Vĩnh")
_SUR: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Võ", "Phan", "Đặng", "Bùi", "Đỗ", "Hồ", "Tôn Thất")
_MIDDLE: Final = ("Văn", "Thị", "Hữu", "Thị Thanh", "Quang", "Minh", "Đức", "Thị Mỹ", "Ngọc", "Xuân")
_GIVEN: Final = (
    "An", "Ân", "Bình", "Châu", "Dũng", "Duyên", "Giang", "Hà", "Hải", "Hằng", "Hiếu", "Hòa", "Huệ", "Hùng", "Khánh",
    "Lan", "Linh", "Long", "Mai", "Nam", "Nga", "Nhung", "Phúc", "Phương", "Quân", "Sơn", "Tâm", "Thảo", "Thủy", "Tú",
)  # fmt: skip


@dataclass(frozen=True)
class Clip:
    """One clip: its number in the register, whose, its level in half points, whether it is too long."""

    number: int
    unit: int
    halves: int
    long: bool


@dataclass(frozen=True)
class QuizWorld:
    """Where the files lie, and the marks that the judges will give.

    Attributes:
        place: folder; names: of the units, as the list writes them.
        clips: of the register, in order.
    """

    place: Path
    names: tuple[str, ...]
    clips: tuple[Clip, ...]

    def week(self, at: int) -> Path:
        """The sheet of a week; the second is a workbook, the others are plain."""
        return self.place / f"{WEEKS[at]}.{'xlsx' if at == 1 else 'csv'}"

    def marks(self, clip: Clip, judge: int) -> tuple[int, ...]:
        """Marks of a judge (0 to 4) on a clip in half points, criterion by criterion."""
        spread = (-2, -1, 0, 1, 2)[judge] if 4 <= clip.halves <= 194 else 0
        rest, found = clip.halves + spread, []
        for most in (20, 40, 40, 20):
            found.append(min(most, rest * most // 200))
        content = rest - sum(found)
        return (content, *found)


def unit_names() -> tuple[str, ...]:
    """Name the units: offices of the province, districts, and communes that differ in one accent."""
    offices = (
        "Nội vụ",
        "Tư pháp",
        "Tài chính",
        "Thông tin và Truyền thông",
        "Khoa học và Công nghệ",
        "Y tế",
        "Du lịch",
    )
    names = [f"UBND xã {first} {last}" for first in _FIRST for last in _LETTERS]
    names += [f"UBND phường {first} {last}" for first in _FIRST[:6] for last in _LETTERS]
    names += [f"UBND huyện {first} {last}" for first in _FIRST[6:8] for last in _LETTERS[:6]]
    names = names[: UNITS - len(offices) - 1]
    return (
        *names[:100],
        *(f"Sở {each}" for each in offices),
        *names[100:],
        "Ban Quản lý Khu kinh tế, công nghiệp tỉnh",
    )


def make_world(place: Path, papers: int = PAPERS) -> QuizWorld:
    """Write every file: list of units, weeks, register, panel, clips."""
    place.mkdir(parents=True, exist_ok=True)
    names = unit_names()
    made = QuizWorld(place, names, tuple(_clips()))
    staff, takers = _staff(papers)
    write_csv(place / "don-vi.csv", ROSTER_HEAD, [_unit_row(at, name, staff[at]) for at, name in enumerate(names)])
    for at, rows in enumerate(_weeks(names, takers, papers)):
        write = _write_xlsx if made.week(at).suffix == ".xlsx" else write_csv
        write(made.week(at), WEEK_HEAD, rows)
    write_register(made)
    write_panel(made, [*(names[at] for at in JURY_AT), ""], names[100])
    return made


def write_register(made: QuizWorld) -> None:
    """Write the register of the clips."""
    heads = ("STT", "Tên bài dự thi", "Loại hình dự thi", "Lĩnh vực", "Tác giả", "Đơn vị", "Thời gian nhận", "Ghi chú")
    fields = ("Phóng sự", "Tiểu phẩm")
    rows = [
        [str(each.number), f"Video clip số {each.number}", "Cơ quan, đơn vị", fields[each.number % 2], "",
         made.names[each.unit], "", ""]
        for each in made.clips
    ]  # fmt: skip
    write_csv(made.place / "so.csv", heads, rows)


def _clips() -> Iterable[Clip]:
    """Plan clips: best first by unit, two units equal at the line, two equal across prizes, six units with a second."""

    def level(unit: int) -> int:
        return 190 - 3 * (LINE[0] if unit == LINE[1] else 2 if unit == 3 else unit)

    for unit in range(CLIP_UNITS):
        yield Clip(unit + 1, unit, level(unit), unit == TOO_LONG)
    for at, unit in enumerate(SECOND_CLIPS):
        lower = 2 if unit == 0 else 140 if unit == 4 else 30 + unit
        yield Clip(CLIP_UNITS + at + 1, unit, level(unit) - lower, unit == SECOND_CLIPS[-1])


def _unit_row(at: int, name: str, staff: int) -> Row:
    posts, there, able = staff + 3, staff, staff - (1 if at in JURY_AT else 0)
    numbers = [str(each) for each in (posts, there, able)]
    for column, blank in enumerate(((11, 80), (12, 80), (13, 80))):
        if at in blank:
            numbers[column] = ""
    if at == 14:
        numbers[1] = "0"
    other = {"Sở Thông tin và Truyền thông": "Sở TT-TT; STTTT", "Sở Khoa học và Công nghệ": "Sở KHCN"}.get(name, "")
    return [name, f"H{at + 1:03d}", other, *numbers]


Taker = tuple[int, str, str]
"""A person: unit, name, number."""


def _staff(papers: int) -> tuple[list[int], list[Taker]]:
    """Give every unit people, and say who of them takes part at all; the twins have 30 who all do."""
    luck = random.Random(11)
    shares = [luck.randint(30, 170) for _ in range(UNITS)]
    people = STAFF * papers // PAPERS
    staff, takers, number = [], [], 0
    for at in range(UNITS):
        size = 30 if at in TWINS else max(6, shares[at] * people // sum(shares))
        staff.append(size + size // luck.randint(3, 30) + 1 if at not in TWINS else size)
        for _ in range(size):
            number += 1
            name = f"{luck.choice(_SUR)} {luck.choice(_MIDDLE)} {luck.choice(_GIVEN)}"
            takers.append((at, name, f"TN{number:05d}"))
    return staff, takers


def _weeks(names: Sequence[str], takers: Sequence[Taker], papers: int) -> Iterable[list[Row]]:
    """Write the rows of each week: whom luck left out, blank marks, zeros, and what is staged at the prizes."""
    spellings = [_spellings(each) for each in names]
    alike = [each for each in takers if each[0] in TWINS]
    pool = [each for each in takers if each[0] not in TWINS]
    for week in range(len(WEEKS)):
        luck = random.Random(100 + week)
        staged = _staged(week, pool)
        ahead = {each[0] for each in staged}
        others = [each for each in pool if each not in ahead]
        few = luck.sample(others, papers - len(alike) - len(staged) - (papers // 80 if week == 3 else 0))
        again = luck.sample(few, papers // 80) if week == 3 else []
        found: list[Row] = []
        for unit, name, number in (*few, *again):
            found.append([_spelt(spellings[unit], luck), _written(name, luck), number, *_paper(unit, luck)])
        for at, (unit, name, number) in enumerate(alike):
            mark, seconds = 8 + (at % 30 + week) % 2, 400 + at % 30
            found.append([names[unit], name, number, str(mark), str(seconds), "900"])
        for (unit, name, number), mark, seconds, guess in staged:
            found.append([names[unit], name, number, str(mark), str(seconds), str(guess)])
        for unit in (*ZERO, *BLANK):
            if week == (ZERO + BLANK).index(unit) % 4:
                own = next(row for row in found if row[0] == names[unit])
                own[3:5] = ["0", own[4]] if unit in ZERO else ["", ""]
        if week == 0:
            for row in [row for row in found if row[0] == names[SLIPPED]][:7]:
                row[0] = SLIP
        luck.shuffle(found)
        yield found


def _staged(week: int, takers: Sequence[Taker]) -> list[tuple[Taker, int, int, int]]:
    """Stage the head of a week: a judge and a namesake of hers; two equal at first; three equal at third; nothing."""
    if week == 0:
        judge, other = (BARRED[1], BARRED[0], "TN90001"), (NAMESAKE[1], NAMESAKE[0], "TN90002")
        return [(judge, FULL, 21, 900), (other, FULL, 22, 900), (takers[40], FULL, 23, 900), (takers[400], FULL, 24, 9)]
    if week == 1:
        return [(takers[at], FULL, seconds, 5) for at, seconds in ((70, 20), (700, 20), (1100, 21))]
    if week == 2:
        return [(takers[at], FULL, 20 + at % 7, 2_000) for at in (40, 402, 500, 800)]
    return [(takers[at], FULL, 20 + at, 5) for at in (3, 4, 5)]


def _paper(unit: int, luck: random.Random) -> Row:
    mark = FULL if luck.random() < 0.08 else luck.randint(2, FULL - 1)
    seconds = luck.randint(60, 1200)
    minutes, rest = divmod(seconds, 60)
    shown = (f"{minutes}:{rest:02d}", f"{minutes}'{rest:02d}''", f"00:{minutes:02d}:{rest:02d}")[luck.randrange(3)]
    return [str(mark), shown, str(luck.randint(0, 4_000))]


def _spellings(name: str) -> tuple[str, ...]:
    long = name.replace("UBND", "Ủy ban nhân dân")
    other = {"Sở Thông tin và Truyền thông": "Sở TT&TT", "Sở Khoa học và Công nghệ": "Sở KHCN"}.get(name, name)
    return name, name, name, long, name.lower(), other, unicodedata.normalize("NFD", name)


def _spelt(spellings: tuple[str, ...], luck: random.Random) -> str:
    return spellings[luck.randrange(len(spellings))]


def _written(name: str, luck: random.Random) -> str:
    how = luck.randrange(12)
    return unicodedata.normalize("NFD", name) if how == 0 else name.upper() if how == 1 else name


def write_panel(made: QuizWorld, places: Sequence[str], house: str) -> None:
    """Write the panel: judges with their units, secretary and organiser of the house."""
    heads = ("Họ và tên", "Chức vụ", "Đơn vị", "Vai trò", "Vòng")
    roles = ("Trưởng ban", *("Thành viên",) * (len(JURY) - 1))
    rows = [[name, "Lãnh đạo", unit, role, ""] for name, unit, role in zip(JURY, places, roles, strict=True)]
    rows += [["Ngô Thư Ký", "Chuyên viên", house, "Thư ký", ""]]
    write_csv(made.place / "panel.csv", heads, [*rows, ["Đỗ Tổ Chức", "Phó Giám đốc", house, "Ban Tổ chức", ""]])


# --- files ---------------------------------------------------------------------------------------------------------


def write_csv(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a sheet with semicolons."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([head, *rows])


_CONTENT: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_FRAME: Final = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_CONTENT}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KINDS}sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KINDS}worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_LINKS}">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        '<sheets><sheet name="Tuần" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_LINKS}">'
        f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}


def _write_xlsx(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    lines = [
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row) + "</row>"
        for row in [head, *rows]
    ]
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, text in {**_FRAME, "xl/worksheets/sheet1.xml": sheet}.items():
            book.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}')


def write_clips(made: QuizWorld, sample: bytes) -> Path:
    """Write the clips, each a file of its own that plays like the sample; the long ones say so in their heads."""
    folder = made.place / "usb"
    for each in made.clips:
        own = folder / f"{each.number:02d}"
        own.mkdir(parents=True)
        tag = f"clip {each.number}".encode()
        content = _lengthened(sample) if each.long else sample
        (own / "clip.mp4").write_bytes(content + (8 + len(tag)).to_bytes(4, "big") + b"free" + tag)
    return folder


def _lengthened(sample: bytes) -> bytes:
    """Say that an MP4 file plays for 301 seconds: its head, track and media (ISO/IEC 14496-12 §8.2.2, 8.3.2, 8.4.2)."""
    content = bytearray(sample)
    at = content.index(b"mvhd") + 4
    scale = int.from_bytes(content[at + 12 : at + 16], "big")
    content[at + 16 : at + 20] = (scale * (SECONDS_MOST + 1)).to_bytes(4, "big")
    at = content.index(b"tkhd") + 4
    content[at + 20 : at + 24] = (scale * (SECONDS_MOST + 1)).to_bytes(4, "big")
    at = content.index(b"mdhd") + 4
    own = int.from_bytes(content[at + 12 : at + 16], "big")
    content[at + 16 : at + 20] = (own * (SECONDS_MOST + 1)).to_bytes(4, "big")
    return bytes(content)

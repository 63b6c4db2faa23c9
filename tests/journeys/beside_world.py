"""A contest of forty units on three tasks: its register, files, marks and figures, out of one seed.

Standard library alone: nothing of the program is used here or in the reckoning beside it.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

IDEAS, SLOGANS, TRIALS = "sang-kien", "khau-hieu", "trai-nghiem"
ROUNDS = (IDEAS, SLOGANS, TRIALS)
MAXIMA = {IDEAS: (30, 40, 20, 10), SLOGANS: (50, 30, 20), TRIALS: (50, 40, 10)}
FIELDS = {
    IDEAS: "Sáng kiến, giải pháp cải cách hành chính",
    SLOGANS: "Khẩu hiệu tuyên truyền cải cách hành chính ấn tượng",
    TRIALS: "Trải nghiệm dịch vụ công trực tuyến",
}
OFFICES = """Sở Nội vụ|Sở Thông tin và Truyền thông|Sở Tài chính|Sở Tư pháp|Sở Y tế|Sở Xây dựng|Sở Công Thương
Sở Giao thông vận tải|Sở Khoa học và Công nghệ|Sở Giáo dục và Đào tạo|Sở Lao động - Thương binh và Xã hội
Sở Nông nghiệp và Phát triển nông thôn|Sở Tài nguyên và Môi trường|Sở Kế hoạch và Đầu tư
Sở Văn hóa, Thể thao và Du lịch|Ban Quản lý các khu công nghiệp|Công an tỉnh|Cục Thuế tỉnh|Bảo hiểm xã hội tỉnh
Kho bạc Nhà nước tỉnh|Thanh tra tỉnh|Ban Dân tộc|Văn phòng Ủy ban nhân dân tỉnh|Văn phòng Hội đồng nhân dân tỉnh
Đài Phát thanh và Truyền hình|Trường Chính trị|Trường Cao đẳng Cộng đồng|Liên hiệp các hội|Cục Thống kê tỉnh"""
UNITS = tuple(OFFICES.replace("\n", "|").split("|")) + tuple(f"UBND huyện Số {n}" for n in range(1, 12))
ORGANISER, TWINS = UNITS[0], (UNITS[4], UNITS[5])
NO_CAMPAIGN, NO_IDEA, LATE_IDEA, FEW_STEPS = UNITS[16], UNITS[17], UNITS[30], UNITS[31]
OFFLINE = frozenset(UNITS[19:29]) | frozenset(UNITS[36:40])
"""Units that do not provide online services yet: they write slogans instead of counting dossiers."""
NO_SLOGAN, TWO_TASKS_SHORT = UNITS[19], UNITS[20]
JUDGES = ("Trần Văn Chủ", "Lê Thị Hai", "Phạm Văn Ba", "Võ Thị Tư", "Hồ Văn Năm")
JUDGE_UNITS = (ORGANISER, UNITS[2], UNITS[3], "Hội Văn nghệ", "Báo tỉnh")
PANEL = "Họ và tên,Chức vụ,Đơn vị,Vai trò\n" + "".join(
    f"{name},Trưởng phòng,{unit},{'Trưởng ban' if not at else 'Thành viên'}\n"
    for at, (name, unit) in enumerate(zip(JUDGES, JUDGE_UNITS, strict=True))
)
PANEL += f"Ngô Thư Ký,Chuyên viên,{ORGANISER},Thư ký\nĐỗ Tổ Chức,Phó Giám đốc,{ORGANISER},Ban Tổ chức\n"
FAMILY, GIVEN = ("Nguyễn", "Lâm", "Thạch", "Sơn", "Huỳnh", "Kim"), ("An", "Bình", "Chi", "Dũng", "Hà", "Khoa", "Mai")


@dataclass(frozen=True)
class Entry:
    """An entry as it was sent in; ``key`` tells its author from others of the same name."""

    number: int
    task: str
    title: str
    unit: str
    author: str
    key: str
    received: str
    steps: int = 0

    @property
    def competes(self) -> bool:
        """Whether it came in time, with five procedures where those are wanted."""
        return self.received[:10] <= "2023-10-31" and (self.task != TRIALS or self.steps >= 5)


@dataclass(frozen=True)
class Campaign:
    """Figures of a unit: dossiers, their share, how far the target was met; empty where the office has none."""

    dossiers: str
    share: str
    target: str


class World:
    """Everything that is sent in, marked and counted."""

    def __init__(self, seed: str = "ba vòng") -> None:
        """Take the seed."""
        self.rng = Random(seed)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The register, in the order in which it was written: the tasks mixed."""
        rows: list[Entry] = []
        for at, unit in enumerate(UNITS):
            ideas = 0 if unit == NO_IDEA else 1 if unit in (LATE_IDEA, *TWINS) else 1 + (at * 7) % 3
            slogans = 0 if unit not in OFFLINE or unit in (NO_SLOGAN, TWO_TASKS_SHORT) else 1 + at % 2
            trials = 0 if unit == TWO_TASKS_SHORT else 1 if unit in TWINS or at % 6 else 2
            for task, count in ((IDEAS, ideas), (SLOGANS, slogans), (TRIALS, trials)):
                rows += [self._entry(at, unit, task, turn) for turn in range(count)]
        self.rng.shuffle(rows)
        return tuple(replace(each, number=number) for number, each in enumerate(rows, 1))

    def _entry(self, at: int, unit: str, task: str, turn: int) -> Entry:
        who = 0 if turn == 2 else turn  # the third idea of a unit is by the author of the first
        author = f"{FAMILY[at % 6]} {'Thị' if who else 'Văn'} {GIVEN[(at + who) % 7]}"
        key = f"CB{at:02d}{who}"
        title = {
            IDEAS: f"Giải pháp số hóa hồ sơ tại {unit}, phần {turn + 1}",
            SLOGANS: f"{unit}: phục vụ là danh dự, câu {turn + 1}",
            TRIALS: f"Trải nghiệm dịch vụ công trực tuyến của {unit}, bài {turn + 1}",
        }[task]
        late = task == IDEAS and unit == LATE_IDEA
        day = "2023-11-01 08:00" if late else "2023-10-31 23:40" if at % 5 == 0 else f"2023-09-{1 + at % 28:02d} 09:00"
        steps = (4 if unit == FEW_STEPS else 5 + at % 5) if task == TRIALS else 0
        return Entry(0, task, title, unit, "" if task == SLOGANS else author, key, day, steps)

    def marks(self, entry: Entry) -> tuple[tuple[int, ...] | None, ...]:
        """Give the half points of every judge; None from a judge of the same unit."""
        twin = entry.unit in TWINS
        rng = Random(f"{entry.task} giống nhau" if twin else f"{entry.task} {entry.title}")
        level = 95 if twin else rng.randint(52, 93)
        found: list[tuple[int, ...] | None] = []
        for unit in JUDGE_UNITS:
            steps = tuple(
                min(2 * most, max(0, 2 * most * level // 100 + rng.randint(-2, 2))) for most in MAXIMA[entry.task]
            )
            found.append(None if unit == entry.unit else steps)
        return tuple(found)

    @cached_property
    def campaign(self) -> dict[str, Campaign]:
        """The campaign of every unit that provides services, but one."""
        found = {}
        for at, unit in enumerate(UNITS):
            if unit in OFFLINE or unit == NO_CAMPAIGN:
                continue
            rng = Random("giống nhau" if unit in TWINS else f"chiến dịch {unit}")
            share = f"{rng.randint(20, 99)},{rng.randint(0, 99):02d}"
            found[unit] = Campaign(
                str(rng.randint(40, 9000) + (9000 if not at else 0)), share, str(rng.randint(35, 140))
            )
        return found

    def write(self, place: Path) -> None:
        """Write what is brought: panel, register, files, list of units, the campaign twice."""
        (place / "to.csv").write_text(PANEL, encoding="utf-8")
        rows = ["STT,Tên bài dự thi,Loại hình dự thi,Lĩnh vực,Tác giả,Đơn vị,Thời gian nhận"]
        for each in self.entries:
            kind = "Cán bộ, công chức, viên chức" if each.author else "Đơn vị"
            cells = (str(each.number), each.title, kind, FIELDS[each.task], each.author, each.unit, each.received)
            rows.append(",".join(f'"{cell}"' for cell in cells))
            folder = place / "ho-so" / f"{each.number:03d}"
            folder.mkdir(parents=True)
            (folder / "bai-viet.pdf").write_bytes(pdf(words(each.number)))
            for step in range(1, each.steps + 1):
                (folder / f"thu-tuc-{step}.png").write_bytes(png(each.number, step))
        (place / "so.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        head = ("Tên đơn vị", "Có cung cấp dịch vụ công trực tuyến", "Là cơ quan tổ chức Hội thi")
        units = [(unit, "không" if unit in OFFLINE else "có", "có" if unit == ORGANISER else "không") for unit in UNITS]
        (place / "don-vi.csv").write_text("\n".join(";".join(row) for row in (head, *units)), encoding="utf-8")
        right = [(unit, each.dossiers, each.share, each.target) for unit, each in self.campaign.items()]
        wrong = [(unit, *each) if unit != TWINS[0] else (unit, "1", "0,5", "1") for unit, *each in right]
        wrong[3] = (wrong[3][0].replace("Tư pháp", "Tư pháo"), *wrong[3][1:])
        for name, table in (("chien-dich", wrong), ("chien-dich-sua", right)):
            (place / f"{name}.xlsx").write_bytes(xlsx([CAMPAIGN, *table]))


CAMPAIGN = (
    "Đơn vị",
    "Số hồ sơ trực tuyến toàn trình",
    "Tỷ lệ hồ sơ trực tuyến toàn trình (%)",
    "Mức đạt so với chỉ tiêu (%)",
)
Person = tuple[str, str, str]
"""Unit, name, and what tells namesakes apart."""


def people_csv(people: Iterable[Person]) -> str:
    """Write the sheet of people who sent something in."""
    head = ("Đơn vị", "Họ và tên", "Số hiệu")
    return "\n".join(";".join(each) for each in (head, *sorted(people))) + "\n"


def words(number: int) -> str:
    """Write eighty words of nonsense that no other entry has."""
    rng = Random(f"bài {number}")
    syllables = [first + last for first in "bcdghklmnprstvx" for last in ("an", "em", "inh", "on", "ung", "ay")]
    return " ".join(rng.choice(syllables) for _ in range(80))


def pdf(text: str) -> bytes:
    """Write a page with a line of plain text."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    data, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    return data + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(data),
    )


def png(red: int, green: int) -> bytes:
    """Write a picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes((red % 256, green, 90)) * 8) * 8
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    """Write a workbook of one sheet, every cell as words."""
    lines = []
    for at, row in enumerate(rows, 1):
        cells = (f'<c r="{"ABCDEF"[i]}{at}" t="inlineStr"><is><t>{escape(t)}</t></is></c>' for i, t in enumerate(row))
        lines.append(f'<row r="{at}">{"".join(cells)}</row>')
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Chiến dịch" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{"".join(lines)}</sheetData></worksheet>',
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return target.getvalue()

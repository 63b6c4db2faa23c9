"""Forty units of a province over ten years: figures out of one seed, and the tables in which an office sends them.

Nothing of the program is used here. The tables look like those of an office: lines of title, heads of two rows with
merged cells, headings of blocks, percent signs and decimal commas in one column, a mean and a total at the end, and the
place of the signature.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, Final

import openpyxl

OFFICES: Final = """Sở Nội vụ|Sở Kế hoạch và Đầu tư|Sở Khoa học và Công nghệ|Sở Tài chính|Sở Thông tin và Truyền thông
Sở Tư pháp|Văn phòng UBND tỉnh|Sở Y tế|Sở Xây dựng|Sở Công Thương|Sở Giao thông vận tải|Sở Giáo dục và Đào tạo
Sở Lao động - Thương binh và Xã hội|Sở Nông nghiệp và Phát triển nông thôn|Sở Tài nguyên và Môi trường
Sở Văn hóa, Thể thao và Du lịch|Thanh tra tỉnh|Ban Dân tộc|Ban Quản lý các khu công nghiệp"""
SERVICES: Final = "Trường Cao đẳng Cộng đồng|Trường Chính trị|Đài Phát thanh và Truyền hình|Ban Quản lý dự án 1"
CENTRAL: Final = (
    "Công an tỉnh|Cục Thuế tỉnh|Bảo hiểm xã hội tỉnh|Kho bạc Nhà nước tỉnh|Cục Hải quan tỉnh|Cục Thống kê tỉnh"
)
DISTRICTS: Final = "thành phố Sóc Trăng|thị xã Vĩnh Châu|thị xã Ngã Năm|" + "|".join(
    f"huyện {name}"
    for name in ("Kế Sách", "Long Phú", "Cù Lao Dung", "Mỹ Tú", "Mỹ Xuyên", "Thạnh Trị", "Trần Đề", "Châu Thành")
)
BLOCKS: Final[Mapping[str, tuple[str, ...]]] = {
    "Sở, ban, ngành": tuple(OFFICES.replace("\n", "|").split("|")),
    "Đơn vị sự nghiệp": tuple(SERVICES.split("|")),
    "Cơ quan Trung ương": tuple(CENTRAL.split("|")),
    "Huyện, thị xã, thành phố": tuple(f"UBND {name}" for name in DISTRICTS.split("|")),
}
UNITS: Final = tuple(name for names in BLOCKS.values() for name in names)
ADVISING: Final = BLOCKS["Sở, ban, ngành"][:7]
RENAMED, NEW_NAME, RENAMED_IN = "Cục Thuế tỉnh", "Thuế tỉnh", 2024
NEW, NEW_SINCE = "Ban Quản lý dự án 1", 2023
"""A unit that is in every table with its cells blank before it was founded."""
GONE, GONE_SINCE = "Cục Hải quan tỉnh", 2025
"""A unit that was merged away: no table has a row of it from then on."""
NINETY, BELOW_FIFTY, GROUPS = "Sở Y tế", "UBND huyện Mỹ Tú", "Sở Công Thương"
HAIR: Final = "Sở Xây dựng"
"""Its mean lies a hair below a level, which a rounding to two decimals would lift over it."""
LATE, LEFT = "Thanh tra tỉnh", "UBND thị xã Ngã Năm"
TWINS: Final = ("UBND huyện Long Phú", "UBND huyện Trần Đề")
"""Equals that no rule parts, at the last place of their block."""
DISCIPLINED: Final = ("Ban Dân tộc", "Trường Chính trị", "UBND huyện Thạnh Trị")
RISES: Final[Mapping[str, str]] = {
    "Sở Nội vụ": "80 82 84 86 88 89 90 91 92 93",
    "Sở Kế hoạch và Đầu tư": "100 100 100 100 100 100 100 100 100 100",
    "Sở Khoa học và Công nghệ": "95 90 100 100 100 100 100 100 100 100",
    "Sở Tài chính": "81 82 83 84 85 86 87 88 89 90",
    "Sở Thông tin và Truyền thông": "- 70 71.5 73 74 75 76 77 78 79",
    "Sở Tư pháp": "77 78 78 79 80 81 82 83 84 85",
    "Văn phòng UBND tỉnh": "79 80 81.25 82 83 84 85 86 87 88",
}
"""The mean of each advising unit's component indices by year; a dash is a blank cell."""
NOT_EACH: Final = "Sở Tài chính"
"""Its mean rises, but one of its indices does not."""
FIRST, LAST = 2021, 2030
Figure = Fraction | None


def _hundredths(value: int) -> Fraction:
    return Fraction(value, 100)


def _indices(rng: Random) -> dict[str, list[Figure]]:
    years = LAST - FIRST + 1
    found: dict[str, list[Figure]] = {
        unit: [_hundredths(base + rng.randint(-150, 150)) for _ in range(years)]
        for unit, base in zip(UNITS, rng.sample(range(6_900, 9_350), len(UNITS)), strict=True)
    }
    found[NINETY] = [Fraction(90)] * years
    found[BELOW_FIFTY] = [Fraction(92), _hundredths(4_999), *[Fraction(95)] * (years - 2)]
    found[GROUPS] = [Fraction(91), *[Fraction(79)] * (years - 1)]
    found[HAIR] = [Fraction(80), Fraction(80), Fraction(80), Fraction(80), _hundredths(7_999)] * 2
    found[TWINS[0]] = [*map(_hundredths, (9_000, 9_100, 9_200, 9_300, 9_400) * 2)]
    found[TWINS[1]] = [*map(_hundredths, (9_100, 9_000, 9_200, 9_400, 9_300) * 2)]
    found[LATE] = [Fraction(99)] * years
    found[LEFT] = [Fraction(98)] * years
    for best in BLOCKS["Huyện, thị xã, thành phố"][:1]:
        found[best] = [_hundredths(9_700)] * years
    for name, high in (("UBND huyện Kế Sách", 9_500), ("UBND thị xã Vĩnh Châu", 9_400)):
        found[name] = [_hundredths(9_100 if year == 2 else high) for year in range(years)]
    found[NEW] = [None, None, *found[NEW][2:]]
    return found


@dataclass(frozen=True)
class Person:
    """Somebody proposed: unit, name, day of birth, kind (tham mưu, đơn vị, ngoài), and three answers."""

    unit: str
    name: str
    born: str
    kind: str
    rising: bool | None
    recognised: bool | None
    disciplined: bool


class World:
    """Every figure, exact, by unit and year."""

    def __init__(self, seed: int = 2021) -> None:
        rng = Random(seed)
        self.index = _indices(rng)
        self.satisfied: dict[str, list[Figure]] = {
            unit: [_hundredths(rng.randint(9_550, 9_900)) for _ in range(FIRST, LAST + 1)] for unit in UNITS
        }
        self.satisfied["Sở Giao thông vận tải"] = [Fraction(90)] * 10
        self.satisfied["Ban Quản lý các khu công nghiệp"] = [*[Fraction(90)] * 4, _hundredths(8_999)] * 2
        self.satisfied["UBND huyện Châu Thành"] = [Fraction(99), Fraction(99), _hundredths(8_900), *[Fraction(99)] * 7]
        self.tasks: dict[str, list[Figure]] = {unit: [Fraction(100)] * 10 for unit in UNITS}
        self.tasks[LATE] = [*[Fraction(100)] * 2, _hundredths(9_990), *[Fraction(100)] * 7]
        self.satisfied[NEW] = [None, None, *self.satisfied[NEW][2:]]
        self.tasks[NEW] = [None, None, *self.tasks[NEW][2:]]
        self.mean: dict[str, list[Figure]] = {
            unit: [None if each == "-" else Fraction(each) for each in text.split()] for unit, text in RISES.items()
        }
        self.not_higher = {unit: self._not_higher(unit) for unit in ADVISING}
        self.disciplined = {unit: unit in DISCIPLINED for unit in UNITS}
        self.people = self._people()

    def _not_higher(self, unit: str) -> list[Figure]:
        held = self.mean[unit]
        found: list[Figure] = [None if held[0] is None else Fraction(0)]
        for before, now in pairwise(held):
            found.append(None if now is None else Fraction(int(before is not None and now <= before)))
        if unit == NOT_EACH:
            found[2] = Fraction(1)
        return found

    def _people(self) -> tuple[Person, ...]:
        kinds = ("tham mưu", "đơn vị", "ngoài")
        found = []
        for at in range(30):
            kind = kinds[at % 3]
            rising = at % 4 != 0 if kind == "tham mưu" else None
            recognised = (None if at == 5 else at % 5 != 1) if kind == "ngoài" else None
            name = f"Nguyễn Văn {'An' if at in (3, 6) else 'ABCDEGHKLMNOPQRSTUVXYĂÂĐÊÔƠƯIJ'[at]}"
            unit = ADVISING[at % 7] if kind == "tham mưu" else UNITS[at]
            found.append(Person(unit, name, f"{at % 28 + 1:02d}/03/1980", kind, rising, recognised, at in (7, 8)))
        return tuple(found)

    def has_row(self, unit: str, year: int) -> bool:
        """Say whether the tables of a year have a row of a unit."""
        return unit != GONE or year < GONE_SINCE

    def at(self, figures: Mapping[str, Sequence[Figure]], unit: str, year: int) -> Figure:
        """Give a figure; None where a cell is blank or the unit has no row."""
        held = figures.get(unit)
        return held[year - FIRST] if held is not None and self.has_row(unit, year) else None


# --- the tables ---------------------------------------------------------------------------------------------------

Cells = list[Any]


def _percent(value: Figure, style: int) -> Any:
    """Write a percentage as people do: a text with or without the sign, a number, a number shown in percent."""
    if value is None:
        return None
    text = f"{float(value):.2f}".replace(".", ",")
    return (f"{text}%", text, float(value), ("%", float(value / 100)), f"{text} %")[style % 5]


def _put(page: Any, row: int, cells: Sequence[Any]) -> None:
    for at, cell in enumerate(cells, start=1):
        if isinstance(cell, tuple):
            page.cell(row, at).value, page.cell(row, at).number_format = cell[1], "0.00%"
        elif cell is not None:
            page.cell(row, at).value = cell


def _office_table(path: Path, title: str, heads: tuple[Cells, Cells], rows: Sequence[Cells], foot: Cells) -> Path:
    book = openpyxl.Workbook()
    page: Any = book.active
    width = len(heads[0])
    _put(page, 1, ["ỦY BAN NHÂN DÂN TỈNH SÓC TRĂNG", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])
    _put(page, 3, [title])
    _put(page, 4, ["(Kèm theo Quyết định số        /QĐ-UBND ngày      tháng      năm      )"])
    for at, head in enumerate(heads, start=6):
        _put(page, at, head)
    _put(page, 8, [f"({number})" for number in range(1, width + 1)])
    page.merge_cells(start_row=3, end_row=3, start_column=1, end_column=width)
    for column, (upper, lower) in enumerate(zip(*heads, strict=True), start=1):
        if upper is not None and lower is None:
            page.merge_cells(start_row=6, end_row=7, start_column=column, end_column=column)
        elif upper is not None:
            page.merge_cells(start_row=6, end_row=6, start_column=column, end_column=column + 1)
    for at, cells in enumerate(rows, start=9):
        _put(page, at, cells)
    after = 9 + len(rows)
    _put(page, after, foot)
    _put(page, after + 1, ["Tổng cộng", None, None, f"{len(rows)} dòng"])
    _put(page, after + 3, [None, None, None, "Sóc Trăng, ngày 15 tháng 01 năm 2026"])
    _put(page, after + 4, [None, "Người lập biểu", None, "GIÁM ĐỐC SỞ NỘI VỤ"])
    book.save(path)
    return path


def _called(unit: str, year: int) -> str:
    if unit == RENAMED and year >= RENAMED_IN:
        return NEW_NAME
    return unit.replace("UBND", "Ủy ban nhân dân") if year % 2 else unit


def year_table(world: World, part: str, year: int, folder: Path) -> Path:
    """Write the table of a part and year as the office sends it."""
    path = folder / f"{part}-{year}.xlsx"
    if part == "thanh-phan":
        heads = ["TT", "Cơ quan, đơn vị", "Chỉ số thành phần", None, "Ghi chú"], [
            None, None, "Trung bình các chỉ số thành phần (%)", "Số chỉ số thành phần không cao hơn năm trước", None,
        ]  # fmt: skip
        rows = [
            [at, _called(unit, year), _percent(world.at(world.mean, unit, year), at + year), _whole(world, unit, year)]
            for at, unit in enumerate(ADVISING, start=1)
        ]
        return _office_table(path, f"CHỈ SỐ THÀNH PHẦN NĂM {year}", heads, rows, [None, "Trung bình", "88,11%"])
    title, figures, own, sub = {
        "chi-so": ("CHỈ SỐ CẢI CÁCH HÀNH CHÍNH", world.index, "Tỷ lệ đạt (%)", "Tổng điểm"),
        "hai-long": ("MỨC ĐỘ HÀI LÒNG", world.satisfied, "Tỷ lệ hài lòng (%)", "Số phiếu"),
        "nhiem-vu": ("NHIỆM VỤ ĐƯỢC GIAO", world.tasks, "Tỷ lệ nhiệm vụ đạt tiến độ (%)", "Số nhiệm vụ"),
    }[part]
    rows = []
    for roman, (block, names) in zip(("I", "II", "III", "IV"), BLOCKS.items(), strict=True):
        rows.append([roman, f"Khối {block.lower()}"])
        for at, unit in enumerate(names, start=1):
            if world.has_row(unit, year):
                value = world.at(figures, unit, year)
                rows.append([at, _called(unit, year), None if value is None else 10, _percent(value, at + year)])
    heads = ["TT", "Tên đơn vị", "Kết quả", None, "Ghi chú"], [None, None, sub, own, None]
    return _office_table(path, f"{title} NĂM {year}", heads, rows, [None, "Trung bình chung", 10, "85,20%"])


def _whole(world: World, unit: str, year: int) -> int | None:
    value = world.at(world.not_higher, unit, year)
    return None if value is None else int(value)


def roster_table(path: Path) -> Path:
    """Write the list of units."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.append(["DANH SÁCH ĐƠN VỊ"])
    page.append(["TT", "Tên đơn vị", "Khối", "Là đơn vị tham mưu"])
    number = 0
    for block, names in BLOCKS.items():
        for unit in names:
            number += 1
            page.append([number, unit, block, "x" if unit in ADVISING else "không"])
    page.append([None, "Tổng cộng", number, None])
    book.save(path)
    return path


def _yes(said: bool | None) -> str:
    return "" if said is None else "có" if said else "không"


def discipline_table(world: World, path: Path) -> Path:
    """Write who is under discipline."""
    lines = ["TT;Tên đơn vị;Đang thi hành hoặc đang xem xét kỷ luật"]
    lines += [f"{at};{unit};{_yes(world.disciplined[unit])}" for at, unit in enumerate(UNITS, start=1)]
    path.write_text("\n".join([*lines, ";Tổng cộng;"]) + "\n", encoding="utf-8-sig")
    return path


def people_table(world: World, path: Path) -> Path:
    """Write who is proposed."""
    head = (
        "TT;Họ và tên;Ngày sinh;Chức vụ;Đơn vị công tác;Diện (tham mưu, đơn vị, ngoài);"
        "Chỉ số thành phần cao hơn năm trước liền kề hoặc giữ mức tối đa;"
        "Sáng kiến được Hội đồng khoa học và công nghệ chuyên ngành cấp tỉnh công nhận;"
        "Đang thi hành hoặc đang xem xét kỷ luật"
    )
    lines = [
        f"{at};{each.name};{each.born};Chuyên viên;{each.unit};{each.kind};{_yes(each.rising)};"
        f"{_yes(each.recognised)};{_yes(each.disciplined)}"
        for at, each in enumerate(world.people, start=1)
    ]
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8-sig")
    return path

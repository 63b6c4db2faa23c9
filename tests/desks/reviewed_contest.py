"""A small contest without judges, played through the desks: a roster, two kinds of figures, a weekly prize, a review.

The collective prize follows a rate and a quality that the rules leave uncombined (H7), a gate that the council judges,
and an office that must approve. The weekly prize of people is done before and keeps its winners out of nothing.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.values.decisions import DecisionKind, Votes
from judge_desk.desks import deciding, figures, founding
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.deciding import Decided, Request
from judge_desk.desks.provenance import Provenance
from judge_desk.desks.rehearsal.world import world
from judge_desk.desks.reviews.standing import ReviewStanding, review_standing
from judge_desk.desks.surroundings import Surroundings

RULES: Final = """
format = 1
id = "xet-nho"
version = 1
title = "Xét khen thưởng thử"
short_title = "Xét thử"
plan = "Kế hoạch thử"
barred = ["jury"]
[head]
superior = "ỦY BAN NHÂN DÂN TỈNH THỬ"
organiser = "BAN TỔ CHỨC"
place = "Tỉnh Thử"

[[measured]]
id = "don-vi"
title = "Danh sách đơn vị"
per = "unit"
roster = true
closed_by = "Sở Nội vụ"
columns = [
    { id = "ten", title = "Tên đơn vị", kind = "unit" },
    { id = "khoi", title = "Khối" },
    { id = "ten-khac", title = "Tên khác", kind = "aliases" },
]

[[measured]]
id = "du-thi"
title = "Số người dự thi"
per = "unit"
closed_by = "Sở Nội vụ"
columns = [
    { id = "ten", title = "Tên đơn vị", kind = "unit" },
    { id = "bien-che", title = "Biên chế", kind = "whole" },
    { id = "so-nguoi", title = "Số người", kind = "whole" },
    { id = "diem-tb", title = "Điểm trung bình", kind = "number", most = 15 },
]

[[measured]]
id = "bai"
title = "Bài thi hằng tuần"
per = "person"
closed_by = "Sở Nội vụ"
periods = [{ id = "t1", title = "Tuần 1" }, { id = "t2", title = "Tuần 2" }]
columns = [
    { id = "ten", title = "Tên đơn vị", kind = "unit" },
    { id = "ho-ten", title = "Họ và tên", kind = "person" },
    { id = "diem", title = "Điểm", kind = "number", most = 15 },
    { id = "thoi-gian", title = "Thời gian", kind = "time" },
]

[[reviews]]
id = "tuan-1"
title = "Giải tuần 1"
subjects = "person"
part = "bai"
periods = ["t1"]
council = "Ban Tổ chức"
source = "Kế hoạch thử, mục 1"
order = { policy = "in_turn", by = ["diem", "-thoi-gian"] }
[[reviews.measures]]
id = "diem"
title = "Điểm"
take = "column"
column = "diem"
missing = "lacks"
[[reviews.measures]]
id = "thoi-gian"
title = "Thời gian"
take = "column"
column = "thoi-gian"
missing = "lacks"
[[reviews.gates]]
id = "duoc-thi"
title = "Không thuộc diện không được dự thi"
reason = "BARRED"
test = "not_barred"

[[reviews]]
id = "tap-the"
title = "Giải tập thể"
subjects = "unit"
council = "Thường trực Ban Chỉ đạo"
source = "Kế hoạch thử, mục 2"
approval = "Chủ tịch UBND tỉnh"
order = "undecided"
[[reviews.measures]]
id = "bien-che"
title = "Biên chế"
take = "column"
part = "du-thi"
column = "bien-che"
[[reviews.measures]]
id = "so-nguoi"
title = "Số người"
take = "column"
part = "du-thi"
column = "so-nguoi"
[[reviews.measures]]
id = "diem-tb"
title = "Chất lượng"
take = "column"
part = "du-thi"
column = "diem-tb"
[[reviews.measures]]
id = "ty-le"
title = "Tỷ lệ"
take = "ratio"
of = ["so-nguoi", "bien-che"]
[[reviews.gates]]
id = "tu-nua"
title = "Ít nhất một nửa số người dự thi"
reason = "TOO_FEW"
test = "at_least"
measure = "ty-le"
bound = "1/2"
[[reviews.gates]]
id = "ky-luat"
title = "Không bị kỷ luật"
reason = "DISCIPLINE"
test = "council"

[[prize_tables]]
id = "tuan"
title = "Giải tuần 1"
review = "tuan-1"
prizes = [{ id = "nhat", title = "Giải Nhất tuần", count = 1, money = 500000 }]
[[prize_tables]]
id = "tap-the"
title = "Giải tập thể"
review = "tap-the"
prizes = [
    { id = "nhat", title = "Giải Nhất", count = 1, money = 3000000 },
    { id = "nhi", title = "Giải Nhì", count = 1, money = 2000000 },
]

[[undecided]]
key = "reviews.tap-the.order"
code = "H7"
question = "Tỷ lệ và chất lượng kết hợp thế nào?"
source = "Kế hoạch thử không nói."
choices = [
    { title = "Tỷ lệ trước", value = '{ policy = "in_turn", by = ["ty-le", "diem-tb"] }' },
    { title = "Cộng hai thứ hạng", value = '{ policy = "rank_sum", by = ["ty-le", "diem-tb"] }' },
]
"""
RATE_FIRST: Final = '{ policy = "in_turn", by = ["ty-le", "diem-tb"] }'
RANK_SUM: Final = '{ policy = "rank_sum", by = ["ty-le", "diem-tb"] }'
WEEK: Final = "tuan-1"
WHOLE: Final = "tap-the"
PEOPLE: Final = ("Trần Văn Chủ (Trưởng ban)", "Đỗ Tổ Chức (Ban Tổ chức)")
UNITS: Final = (("Sở Một", "Sở"), ("Sở Hai", "Sở"), ("Sở Ba", "Sở"), ("Huyện Bốn", "Huyện"))
FIGURES: Final = (
    ("Sở Một", "200", "200", "11"),
    ("Sở Hai", "200", "180", "14"),
    ("Sở Ba", "200", "190", "13"),
    ("Huyện Bốn", "210", "60", "15"),
)
"""The vector of the order policies (A, B, C), and a unit that has too few people."""
WEEKS: Final[Mapping[str, Sequence[Sequence[str]]]] = {
    "t1": (
        ("Sở Một", "Nguyễn Văn An", "15", "5:10"),
        ("Sở Một", "Trần Thị Bình", "15", "4:50"),
        ("Sở Hai", "Lê Văn Cường", "14", "2:00"),
    ),
    "t2": (("Sở Ba", "Phạm Thị Dung", "12", "3:00"),),
}
HEADS: Final = {
    "don-vi": ("Tên đơn vị", "Khối"),
    "du-thi": ("Tên đơn vị", "Biên chế", "Số người", "Điểm trung bình"),
    "bai": ("Tên đơn vị", "Họ và tên", "Điểm", "Thời gian"),
}


@dataclass
class Reviewed:
    """A contest below one folder."""

    place: Path

    @property
    def contest(self) -> Path:
        """The contest folder."""
        return self.place / "cuoc-thi"

    @property
    def definition(self) -> Path:
        """The definition file."""
        return self.place / "xet-nho.toml"

    def around(self) -> Surroundings:
        """Give the secretary's surroundings."""
        home = self.place / "may"
        return world("hạt", "2024-08-23T07:30:00", home, "thu-ky", lambda step, done, total: None)

    def found(self) -> None:
        """Found the contest."""
        self.definition.write_text(RULES, encoding="utf-8")
        founding.found(self.contest, str(self.definition), self.around())

    def bring(self, part: str, rows: Sequence[Sequence[str]], period: str = "", reason: str = "") -> None:
        """Take a sheet of figures in."""
        file = self.place / f"{part}-{period or 'mot'}.csv"
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([HEADS[part], *rows])
        stated = Provenance("Sở Nội vụ", "2024-08-20", "", reason)
        figures.take_in(self.contest, part, period, file, stated, self.around())

    def standing(self, review: str = WHOLE) -> ReviewStanding:
        """Where a review stands."""
        with open_folder(self.contest, read_only=True) as contest:
            return review_standing(contest, review)

    def decide(
        self,
        kind: DecisionKind,
        about: tuple[str, ...],
        value: str = "",
        review: str = WHOLE,
        votes: Votes | None = None,
    ) -> Decided:
        """Record a decision of two people."""
        asked = Request(review, kind, about, value, "Đã họp", PEOPLE, votes)
        return deciding.decide(self.contest, asked, self.around())

    def settle_order(self, value: str = RATE_FIRST) -> None:
        """Settle how rate and quality are combined."""
        self.decide(DecisionKind.RULE_POINT, ("reviews.tap-the.order",), value, "")

    def code(self, name: str, review: str = WHOLE) -> str:
        """Give the code of a subject by its name."""
        found = [each.subject for each in self.standing(review).result.subjects if each.subject.name == name]
        return str(found[0].code)

    def won(self, review: str = WHOLE) -> list[tuple[str, str]]:
        """Give who gets which prize, by name."""
        standing = self.standing(review)
        names = {each.subject.code: each.subject.name for each in standing.result.subjects}
        rows = [row for awards in standing.result.awards for row in awards.rows]
        return [(row.prize, names[row.code]) for row in rows if row.code is not None]


def filled(place: Path) -> Reviewed:
    """Found the contest and take every sheet in."""
    made = Reviewed(place)
    made.found()
    made.bring("don-vi", UNITS)
    made.bring("du-thi", FIGURES)
    for period, rows in WEEKS.items():
        made.bring("bai", rows, period)
    return made


def copied(source: Reviewed, place: Path) -> Reviewed:
    """Copy a contest to another place."""
    shutil.copytree(source.place, place, dirs_exist_ok=True)
    return Reviewed(place)

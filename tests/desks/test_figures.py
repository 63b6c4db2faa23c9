"""Sheets of figures at the secretary's desk: whole or not at all, every one kept, units known by one code for good."""

from __future__ import annotations

import json
import random
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from judge_desk.contest.reviewing.sheets import FigureSheet, figures_in_force
from judge_desk.contest.rulebook.definition import find_measured
from judge_desk.contest.values.identity import ContestId
from judge_desk.contest.values.problems import BadInput, NotNow, Refusal
from judge_desk.desks import figures, founding
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.figures import FiguresView, Matched
from judge_desk.desks.provenance import Provenance
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.sealed.figures_file import read_figures, write_figures
from judge_desk.stores import figure_tables
from judge_desk.stores.contest_file import LOG_NAME, Act
from tests.desks.small_contest import Small
from tests.exchange.sheet_files import codes_of
from tests.journeys.by_hand_figures import UNITS, WEEK, measured_rules

STATED = Provenance("Sở Nội vụ", "2023-06-08")
AGAIN = replace(STATED, reason="chấm lại")
SPELT = WEEK.replace("Xã Bà", "Xã Ba").replace("Câu đúng", "Số câu đúng")
OTHERS = '    { id = "ten-khac", title = "Tên khác", kind = "aliases" },\n'
HEAD = "Đơn vị;Tỷ lệ hồ sơ (%);Đạt chỉ tiêu\n"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A contest with its list of three units."""
    place = tmp_path_factory.mktemp("so-lieu")
    (place / "the-le.toml").write_text(measured_rules(), encoding="utf-8")
    founding.found(place / "cuoc-thi", str(place / "the-le.toml"), Small(place).around())
    take(Small(place), "don-vi", UNITS)
    return place


@pytest.fixture
def small(founded: Path, tmp_path: Path) -> Small:
    shutil.copytree(founded / "cuoc-thi", tmp_path / "cuoc-thi")
    return Small(tmp_path)


def take(
    small: Small,
    part: str,
    text: str,
    period: str = "",
    stated: Provenance = STATED,
    around: Surroundings | None = None,
    mapping: Mapping[str, str] | None = None,
) -> FiguresView:
    return figures.take_in(small.contest, part, period, sheet(small, text), stated, around or small.around(), mapping)


def sheet(small: Small, text: str) -> Path:
    path = small.place / "bang.csv"
    path.write_text(text, encoding="utf-8")
    return path


def refused(small: Small, part: str, text: str, period: str = "", stated: Provenance = STATED) -> list[str]:
    """Be refused: give the codes, and see that nothing was written."""
    before = (small.contest / LOG_NAME).read_bytes(), (small.contest / "contest.jdesk").read_bytes()
    with pytest.raises(Refusal) as said:
        take(small, part, text, period, stated)
    assert before == ((small.contest / LOG_NAME).read_bytes(), (small.contest / "contest.jdesk").read_bytes())
    return codes_of(said.value.findings or (said.value.problem,))


def kept(small: Small) -> tuple[FigureSheet, ...]:
    with open_folder(small.contest, read_only=True) as contest:
        return figure_tables.read_sheets(contest.store)


def test_figures_are_kept_with_where_they_come_from_and_a_later_sheet_leaves_the_first_there(small: Small) -> None:
    take(small, "trac-nghiem", SPELT, "tuan-1")
    week = take(small, "trac-nghiem", SPELT.replace("14,5", "13"), "tuan-1", AGAIN).slots[1]
    first, second = week.kept
    assert (first.part, first.period, first.number, second.number) == ("trac-nghiem", "tuan-1", 2, 3)
    assert first.columns == ("don-vi", "ho-ten", "so-hieu", "diem", "thoi-gian")
    assert first.rows == (
        ("DV-01", "Lê Thị Một", "S1", "15", "70"),
        ("DV-02", "Trần Văn Hai", "S2", "14.5", "125"),
        ("DV-03", "Trần Văn Hai", "S3", "0", "70"),
    )
    assert (first.source, first.closed_by, first.closed_on, first.reason) == ("bang.csv", "Sở Nội vụ", "2023-06-08", "")
    assert (second.rows[1][3], second.reason, week.in_force) == ("13", "chấm lại", second)
    assert (week.rows, week.units, week.persons, week.missing) == (3, 3, 3, ())
    partly = take(small, "chien-dich", HEAD + "Xã Ba;79,5%;có\n").slots[3]
    assert (partly.in_force and partly.in_force.rows, partly.missing) == ((("DV-03", "79.5", "1"),), ("DV-01", "DV-02"))
    assert [each.period and each.period.id for each in figures.show(small.contest, small.around()).slots] == [
        None, "tuan-1", "tuan-2", None,
    ]  # fmt: skip
    assert json.loads((small.contest / LOG_NAME).read_text("utf-8").splitlines()[-1])["body"]["what"] == "take_figures"


def test_a_sheet_is_refused_whole_with_every_fault_and_nothing_is_written(small: Small) -> None:
    bad = "Đơn vị;Họ và tên;Số câu đúng;Thời gian\nXã Bà;An;16;1:10\nTổng cộng;;;\nSở Nội vụ;Bình;=1;\n"
    assert refused(small, "trac-nghiem", bad, "tuan-1") == [
        "figures.column_blank", "figures.out_of_range", "figures.not_a_number", "figures.total_row",
        "figures.unknown_unit_near",
    ]  # fmt: skip
    assert refused(small, "chien-dich", HEAD + "Xã Ba;1;x\nxã ba;2;x\n") == ["figures.unit_twice"]
    strange = HEAD + "".join(f"Tổ {number};1;x\n" for number in range(250)) + "Xã Ba;1;x\n" * 300
    codes = refused(small, "chien-dich", strange)
    assert Counter(code.removesuffix("_near") for code in codes) == {
        "figures.unknown_unit": 200, "figures.unit_twice": 200, "figures.more": 2,
    }  # fmt: skip
    assert refused(small, "trac-nghiem", SPELT, "tuan-1", replace(STATED, closed_by=" ")) == ["brought.no_closer"]
    assert refused(small, "trac-nghiem", SPELT, "tuan-1", replace(STATED, closed_on="hôm qua")) == ["brought.no_day"]
    assert refused(small, "don-vi", UNITS.replace("12", "13")) == ["figures.no_reason"]
    assert refused(small, "don-vi", UNITS, stated=AGAIN) == ["figures.same"]
    assert refused(small, "trac-nghiem", SPELT, "tuan-9") == ["figures.no_period"]
    assert refused(small, "la", SPELT) == ["figures.no_part"]
    with pytest.raises(BadInput, match=r"figures\.no_column"):
        take(small, "chien-dich", HEAD, mapping={"la": "Đơn vị"})


def test_figures_of_a_wrong_period_are_taken_away_with_a_reason_and_stay_in_the_history(small: Small) -> None:
    again = replace(STATED, reason="nhầm tuần")
    for part, period, code in (("trac-nghiem", "tuan-1", "not_there"), ("don-vi", "", "roster_stays")):
        with pytest.raises(NotNow) as early:
            figures.withdraw(small.contest, part, period, again, small.around())
        assert early.value.problem.code == f"figures.{code}"
    take(small, "trac-nghiem", SPELT, "tuan-1")
    with pytest.raises(BadInput) as silent:
        figures.withdraw(small.contest, "trac-nghiem", "tuan-1", STATED, small.around())
    assert silent.value.problem.code == "figures.no_reason_away"
    week = figures.withdraw(small.contest, "trac-nghiem", "tuan-1", again, small.around()).slots[1]
    assert (week.in_force, week.rows, len(week.kept), week.kept[1].source) == (None, 0, 2, "bang.csv")
    with pytest.raises(NotNow):
        figures.export(small.contest, "trac-nghiem", "tuan-1", small.place / "ra.csv")
    assert json.loads((small.contest / LOG_NAME).read_text("utf-8").splitlines()[-1])["body"]["what"] == figures.AWAY
    assert figures_in_force(kept(small)) == kept(small)[:1]
    written = write_figures(ContestId("a"), kept(small), Ed25519PrivateKey.from_private_bytes(bytes(32)))
    assert read_figures(written, "a").sheets == kept(small)
    back = take(small, "trac-nghiem", SPELT, "tuan-1").slots[1]
    assert (back.rows, len(back.kept), back.kept[-1].reason) == (3, 3, ""), "nothing is replaced, no reason is needed"


def test_a_preview_tells_everything_and_writes_nothing(small: Small) -> None:
    take(small, "trac-nghiem", SPELT, "tuan-1")
    before = (small.contest / "contest.jdesk").read_bytes()
    text = WEEK.replace("Lê Thị Một;S1;15", "Lê Thị Một;S1;10") + "Xã Ba;Hồ Ba;S4;1;1\n" * 2
    seen = figures.preview(
        small.contest, "trac-nghiem", "tuan-1", sheet(small, text), small.around(), {"diem": "Câu đúng"}
    )
    assert (small.contest / "contest.jdesk").read_bytes() == before
    assert [each.how for each in seen.columns] == [Matched.BY_TITLE] * 3 + [Matched.CHOSEN, Matched.BY_TITLE]
    assert seen.first[1] == ("UBND huyện Thử", "Trần Văn Hai", "S2", "14.5", "125")
    assert (seen.rows, seen.units, seen.persons) == (5, 4, 4)
    assert [(each.name, each.rows, [unit.name for unit in each.near][:1]) for each in seen.unknown] == [
        ("Xã Bà", (4,), ["Xã Ba"])
    ]
    assert codes_of(seen.findings) == ["figures.unknown_unit_near", "figures.rows_same", "figures.person_rows"]
    assert seen.changes is not None
    assert (seen.changes.added, seen.changes.removed) == (4, 2)
    assert seen.replaces is not None
    assert seen.replaces.number == 2


def test_a_unit_keeps_its_code_and_its_names_for_good(small: Small) -> None:
    figures.name_unit(small.contest, "Xã Bà", "DV-03", replace(STATED, reason="viết sai dấu"), small.around())
    later = "Tên đơn vị;Tên khác;Biên chế\nXã Bốn;;5\nXã Ba mới;Xã Ba;9\nUBND huyện Thử;;60\n"
    path = sheet(small, later)
    seen = figures.preview(small.contest, "don-vi", "", path, small.around())
    assert codes_of(seen.findings) == ["figures.column_blank", "figures.unit_left_out"]
    view = take(small, "don-vi", later, stated=AGAIN)
    assert {each.code: (each.name, each.aliases) for each in view.units} == {
        "DV-02": ("UBND huyện Thử", ()),
        "DV-03": ("Xã Ba mới", ("Xã Ba", "Xã Bà")),
        "DV-04": ("Xã Bốn", ()),
    }
    back = take(small, "don-vi", UNITS + "Xã Năm;1\n", stated=AGAIN).units
    assert [(each.code, each.name) for each in back] == [
        ("DV-01", "Sở Nội vụ"), ("DV-02", "UBND huyện Thử"), ("DV-03", "Xã Ba"), ("DV-05", "Xã Năm"),
    ]  # fmt: skip
    coded = "Tên đơn vị;Mã đơn vị;Biên chế\nXã Ba;X3;1\nXã Sáu;DV-01;1\nXã Bảy;DV-01;2\nXã Ba;;1\n"
    assert refused(small, "don-vi", coded, stated=AGAIN) == [
        "figures.code_changed", "figures.code_of_other", "figures.code_of_other", "figures.unit_twice",
        "figures.code_twice", "figures.unit_left_out",
    ]  # fmt: skip
    shared = "Tên đơn vị;Tên khác;Biên chế\nXã Ba;Xã Tám;1\nXã Tám;;1\n"
    assert "figures.name_shared" in refused(small, "don-vi", shared, stated=AGAIN)


def test_a_name_is_given_to_one_unit_once(small: Small) -> None:
    why = replace(STATED, reason="viết sai dấu")
    told = [
        (("Xã Bà", "DV-03", STATED), "figures.no_reason"),
        (("Xã Bà", "DV-09", why), "figures.no_unit"),
        ((" ; ", "DV-03", why), "figures.no_name"),
        (("ủy ban nhân dân huyện thử", "DV-03", why), "figures.name_taken"),
        (("xã ba", "DV-03", why), "figures.name_known"),
    ]
    for words, code in told:
        with pytest.raises(Refusal) as said:
            figures.name_unit(small.contest, *words, small.around())
        assert codes_of((said.value.problem,)) == [code]
    assert len(kept(small)) == 1
    view = figures.name_unit(small.contest, "Xã Bà", "DV-03", why, small.around())
    assert view.units[2].aliases == ("Xã Bà",)
    assert take(small, "trac-nghiem", SPELT.replace("Xã Ba", "xã bà"), "tuan-2").slots[2].units == 3


class Stop(Exception):
    """Somebody pressed the button."""


class StopsAfter:
    """Hears of progress so many times, then stops."""

    def __init__(self, left: int) -> None:
        self.left = left

    def __call__(self, *_: object) -> None:
        self.left -= 1
        if self.left < 0:
            raise Stop


def test_what_is_stopped_or_fails_half_way_leaves_nothing(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    text = SPELT + "".join(f"Xã Ba;Người {number};P{number};1;1\n" for number in range(1_200))
    told: list[tuple[str, int, int]] = []
    seen = replace(small.around(), progress=lambda *each: told.append(each))
    figures.preview(small.contest, "trac-nghiem", "tuan-1", sheet(small, text), seen)
    assert len(told) >= 5
    for last in range(len(told)):
        stopping = replace(small.around(), progress=StopsAfter(last))
        with pytest.raises(Stop):
            take(small, "trac-nghiem", text, "tuan-1", around=stopping)
    assert len(kept(small)) == 1

    def fail(act: Act, each: FigureSheet) -> None:
        figure_tables.put_sheet(act, each)
        raise Stop

    with monkeypatch.context() as patched:
        patched.setattr(figures, "put_sheet", fail)
        with pytest.raises(Stop):
            take(small, "trac-nghiem", text, "tuan-1")
    assert len(kept(small)) == 1
    assert take(small, "trac-nghiem", text, "tuan-1").slots[1].rows == 1_203


def test_the_order_of_a_file_changes_nothing_and_a_roster_comes_first(small: Small, tmp_path: Path) -> None:
    lines = SPELT.splitlines(keepends=True)
    shuffled = [*lines[:1], *random.Random(7).sample(lines[1:], 3)]
    take(small, "trac-nghiem", SPELT, "tuan-1")
    take(small, "trac-nghiem", "".join(shuffled), "tuan-2")
    assert kept(small)[1].rows == kept(small)[2].rows
    bare = tmp_path / "moi"
    rules = tmp_path / "the-le.toml"
    rules.write_text(measured_rules(), encoding="utf-8")
    founding.found(bare, str(rules), small.around())
    with pytest.raises(NotNow, match=r"figures\.roster_first"):
        figures.preview(bare, "chien-dich", "", sheet(small, HEAD), small.around())
    without = measured_rules().replace("roster = true\n", "").replace(OTHERS, "")
    rules.write_text(without, encoding="utf-8")
    founding.found(tmp_path / "khong", str(rules), small.around())
    view = figures.take_in(
        tmp_path / "khong", "chien-dich", "", sheet(small, HEAD + "Xã Lạ;5;x\n"), STATED, small.around()
    )
    assert view.slots[-1].in_force is not None
    assert view.slots[-1].in_force.rows == (("Xã Lạ", "5", "1"),), "without a roster units are known by their names"


def test_what_looks_like_a_mistake_is_asked_about(small: Small) -> None:
    take(small, "trac-nghiem", SPELT, "tuan-1")
    path = sheet(small, SPELT)
    assert codes_of(figures.preview(small.contest, "trac-nghiem", "tuan-2", path, small.around()).findings) == [
        "figures.rows_again"
    ]
    book = openpyxl.Workbook()
    for number, title in enumerate(("Tuần 1", "Tuần 2")):
        page: Any = book.active if not number else book.create_sheet()
        page.title = title
        page.append(SPELT.splitlines()[0].split(";"))
        page.append(["Xã Ba", "An", "S9", number, 70])
        page.append(["Sở Nội vụ", "An", "S9", number, 70])
    book.save(small.place / "hai.xlsx")
    seen = figures.preview(small.contest, "trac-nghiem", "tuan-2", small.place / "hai.xlsx", small.around())
    assert codes_of(seen.findings) == ["figures.other_sheets", "figures.person_in_units"]
    assert seen.others == ("Tuần 2",)
    chosen = (small.contest, "trac-nghiem", "tuan-2", small.place / "hai.xlsx", STATED, small.around(), None, "Tuần 2")
    second = figures.take_in(*chosen).slots[2].in_force
    assert second is not None
    assert (second.source, [row[3] for row in second.rows]) == ("hai.xlsx · Tuần 2", ["1", "1"])


def test_a_locked_review_keeps_its_figures(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_folder(small.contest, read_only=True) as contest:
        part = find_measured(contest.definition, "don-vi")
    assert part is not None
    monkeypatch.setattr(figures, "frozen_by", lambda *_: part)  # anything with a title
    assert refused(small, "trac-nghiem", SPELT, "tuan-1") == ["figures.locked"]


def test_files_for_an_office_program_come_back_as_the_same_figures(small: Small) -> None:
    take(small, "trac-nghiem", SPELT, "tuan-1")
    for name in ("ra.xlsx", "ra.csv"):
        path = figures.export(small.contest, "trac-nghiem", "tuan-1", small.place / name)
        with pytest.raises(NotNow, match=r"figures\.same"):
            figures.take_in(small.contest, "trac-nghiem", "tuan-1", path, AGAIN, small.around())
    with pytest.raises(BadInput, match=r"figures\.no_format"):
        figures.export(small.contest, "trac-nghiem", "tuan-1", small.place / "ra.pdf")
    with pytest.raises(NotNow, match=r"figures\.not_there"):
        figures.export(small.contest, "trac-nghiem", "tuan-2", small.place / "hai.csv")
    blank = figures.save_blank(small.contest, "chien-dich", "", small.place / "trong.xlsx", small.around())
    seen = figures.preview(small.contest, "chien-dich", "", blank, small.around())
    assert (seen.rows, seen.units, codes_of(seen.findings)) == (3, 3, [])

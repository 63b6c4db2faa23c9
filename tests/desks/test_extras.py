"""What the organisers bring: taken in with where it comes from, superseded, counted, and counted again by a recount."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from judge_desk.contest.counting.brought import seconds_of
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.numbers import NotANumber
from judge_desk.contest.values.problems import Altered, BadInput, NotNow
from judge_desk.desks import extras, publishing, recounting
from judge_desk.desks.provenance import Provenance
from judge_desk.desks.result_reading import working
from judge_desk.desks.stages import stage_of
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.sealed.brought_file import read_brought
from tests.desks.brought_contest import STATED, bring_all, played
from tests.desks.small_contest import Small, copied
from tests.documents.reading import words_of
from tests.journeys.by_hand import ONE


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """All ballots counted, nothing brought."""
    return played(tmp_path_factory.mktemp("so-lieu"))


@pytest.fixture(scope="module")
def full(bare: Small, tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Everything brought by one sheet."""
    small = copied(bare, tmp_path_factory.mktemp("du"))
    extras.take_in(small.contest, ONE, bring_all(small), Provenance("Văn phòng", "2024-08-22"), small.around())
    return small


def judges_total(small: Small, code: EntryCode) -> Fraction:
    """All judges of this world agree: steps of a half point."""
    return Fraction(sum(small.levels()[code]), 2)


def test_without_figures_every_entry_asks_and_none_has_a_score(bare: Small) -> None:
    standing = bare.standing()
    asked = [each for each in standing.result.questions if each.code == "score.figure_missing"]
    assert len(asked) == 3 * len(bare.codes())
    assert {stage_of(each) for each in asked} == {"extras"}
    assert all(score.official is None for score in standing.result.scores)
    shown = extras.show(bare.contest, ONE, bare.around())
    assert [each.leaf.id for each in shown.leaves] == ["3", "4", "5"]
    assert all(each.missing == shown.codes for each in shown.leaves)


def test_a_sheet_is_counted_as_the_rubric_says(full: Small) -> None:
    """R22: 45'' over costs 0,25, 1'10'' over 0,5; the vote gives 20·v/90 to one decimal."""
    scores = {each.code: each for each in full.standing().result.scores}
    off = (Fraction(0), Fraction(1, 4), Fraction(1, 2))
    for place, code in enumerate(full.codes()):
        tenths = (Fraction(20 * (90 - 8 * place), 90) * 10 + Fraction(1, 2)).__floor__()
        extra = 10 - Fraction(place, 2) - off[place % 3] + Fraction(tenths, 10)
        assert scores[code].exact == judges_total(full, code) + extra
        assert "4" not in scores[code].zeros
    assert full.standing().result.questions == ()
    told = [each for each in working(full.standing(), full.codes()[1]) if each.code.startswith("why.brought_")]
    assert [(p.code, p.facts["figure"], p.facts["points"]) for p in told] == [
        ("why.brought_organisers", "9.5", "9.5"),
        ("why.brought_penalty", "45", "0.25"),
        ("why.brought_formula", "82", "18.2"),
    ]
    kept = extras.show(full.contest, ONE, full.around()).leaves[0].kept
    assert [(each.source, each.closed_by, each.closed_on) for each in kept] == [
        ("so-lieu.csv", "Văn phòng", "2024-08-22")
    ]
    assert kept[0].sha256 == digest_of((full.place / "so-lieu.csv").read_bytes())


def test_one_value_is_put_right_with_a_reason_and_the_first_stays(full: Small, tmp_path: Path) -> None:
    small = copied(full, tmp_path)
    code, before = small.codes()[1], small.standing()
    with pytest.raises(BadInput) as refused:
        extras.set_values(small.contest, ONE, "4", {code: "0"}, STATED, small.around())
    assert refused.value.problem.code == "brought.no_reason"
    why = Provenance("Tổ Thư ký", "2024-08-23", "Biên bản số 6", "Đồng hồ bấm nhầm")
    leaf = extras.set_values(small.contest, ONE, "4", {code: "0"}, why, small.around()).leaves[1]
    assert [(each.amends, dict(each.rows)[code]) for each in leaf.kept] == [(0, "45"), (leaf.kept[0].number, "0")]
    after = small.standing()
    assert before.data_code != after.data_code
    assert {s.code: s.exact for s in after.result.scores}[code] == Fraction(1, 4) + next(
        s.exact or 0 for s in before.result.scores if s.code == code
    )
    taken = extras.set_values(small.contest, ONE, "4", {code: ""}, why, small.around()).leaves[1]
    assert taken.missing == (code,)
    assert [p.where for p in small.standing().result.questions] == [code]


def test_values_off_the_scale_and_strange_sheets_are_refused_whole(bare: Small, tmp_path: Path) -> None:
    small = copied(bare, tmp_path)
    one, two = small.codes()[:2]

    def refused(criterion: str, values: dict[str, str], stated: Provenance = STATED) -> list[str]:
        with pytest.raises(BadInput) as fault:
            extras.set_values(small.contest, ONE, criterion, values, stated, small.around())
        return [each.code for each in fault.value.findings] or [fault.value.problem.code]

    assert refused("1", {one: "5"}) == ["brought.no_criterion"]
    assert refused("3", {one: "10,5", two: "1,3"}) == ["brought.too_much", "brought.off_step"]
    assert refused("3", {"KHONG-CO": "1", one: "-1"}) == ["brought.unknown_code", "brought.not_a_figure"]
    assert refused("4", {one: "1:75"}) == ["brought.not_a_time"]
    assert refused("3", {one: "5"}, Provenance("", "2024-08-22", "x")) == ["brought.no_closer"]
    assert refused("3", {one: "5"}, Provenance("BTC", "22/8", "x")) == ["brought.no_day"]
    assert refused("3", {one: "5"}, Provenance("BTC", "2024-08-22", " ")) == ["brought.no_source"]
    sheet = small.place / "sai.csv"
    sheet.write_text(f"Mã bài;3\n{one};9\n{one};8\nabc;7\n{two};không\n", encoding="utf-8")
    with pytest.raises(BadInput) as fault:
        extras.take_in(small.contest, ONE, sheet, STATED, small.around())
    assert [each.code for each in fault.value.findings] == [
        "brought.code_twice", "brought.bad_code", "brought.not_a_figure",
    ]  # fmt: skip
    sheet.write_text(f"Mã bài;Điểm\n{one};9\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"brought\.no_column"):
        extras.take_in(small.contest, ONE, sheet, STATED, small.around())
    leaf = extras.take_in(small.contest, ONE, sheet, STATED, small.around(), {"3": "Điểm"}).leaves[0]
    assert leaf.figures == {one: 9}
    with pytest.raises(NotNow, match=r"brought\.same"):
        extras.take_in(small.contest, ONE, sheet, STATED, small.around(), {"3": "Điểm"})


def test_a_blank_sheet_filled_in_is_taken_back(bare: Small, tmp_path: Path) -> None:
    small = copied(bare, tmp_path)
    path = extras.save_blank(small.contest, ONE, small.place / "trong.xlsx", small.around())
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    assert [cell.value for cell in page[1]][1:] == ["3 Tham gia sự kiện", "4 Quá giờ", "5 Bình chọn"]
    for row in range(2, page.max_row + 1):
        for column, text in ((2, "9,5"), (3, "1:10"), (4, "30")):
            assert page.cell(row, column).number_format == "@"
            page.cell(row, column).value = text
    book.save(path)
    leaves = extras.take_in(small.contest, ONE, path, STATED, small.around()).leaves
    assert [set(each.figures.values()) for each in leaves] == [{Fraction(19, 2)}, {70}, {30}]
    assert not any(each.missing for each in leaves)


def test_a_locked_result_takes_nothing_more(full: Small, tmp_path: Path) -> None:
    small = copied(full, tmp_path)
    small.decide(DecisionKind.FINAL, (ONE,))
    assert extras.show(small.contest, ONE, small.around()).locked
    with pytest.raises(NotNow, match=r"decide\.locked"):
        extras.set_values(small.contest, ONE, "4", {small.codes()[0]: "5"}, STATED, small.around())


def test_a_recount_from_sealed_files_agrees_and_needs_the_figures(full: Small, tmp_path: Path) -> None:
    small = copied(full, tmp_path)
    target = small.place / "giay"
    publishing.publish(small.contest, ONE, target, small.around(), draft=True, only=("summary",))
    files = [small.package, small.place / "phieu", target]
    counted = recounting.recount(files, small.definition, small.around())
    assert [each.code for each in counted.findings] == []
    assert [(each.compared, each.same) for each in counted.rounds] == [(True, True)]
    path = target / "so-lieu.jdsolieu"
    sheets = read_brought(path.read_bytes()).sheets
    assert [each.criterion for each in sheets] == ["3", "4", "5"]
    bad = path.read_bytes().replace(b'"45"', b'"46"', 1)
    with pytest.raises(Altered):
        read_brought(bad)
    os.remove(path)
    assert not recounting.recount(files, small.definition, small.around()).rounds[0].same


def test_the_organisers_figures_are_printed_with_points_and_provenance(
    full: Small, bare: Small, tmp_path: Path
) -> None:
    made = publishing.publish(full.contest, ONE, tmp_path, full.around(), draft=True, only=("extras_list",))
    said = words_of((tmp_path / "so-lieu-ban-to-chuc.pdf").read_bytes())
    assert [each.kind for each in made.papers if each.file.endswith(".pdf")] == ["extras_list"]
    sheet = extras.show(full.contest, ONE, full.around()).leaves[2]
    assert "Tiêu chí 5: Bình chọn" in said
    assert all(code in said and f"{int(value)}" in said for code, value in sheet.figures.items())
    assert str(sheet.in_force.sha256)[:16] in said if sheet.in_force is not None else False
    publishing.publish(bare.contest, ONE, tmp_path / "chua", bare.around(), draft=True, only=("extras_list",))
    assert words_of((tmp_path / "chua" / "so-lieu-ban-to-chuc.pdf").read_bytes()).count("Chưa có số liệu") == 3


@pytest.mark.parametrize(
    ("text", "seconds"), [("0", 0), ("45", 45), ("0:45", 45), ("1:10", 70), ("1'10''", 70), ("1’10”", 70), ("2'", 120)]
)
def test_times_as_people_write_them(text: str, seconds: int) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "1:60", "-3", "1,5", "một", "1:2:3", ":5", "'"])
def test_what_is_no_time_is_not_guessed(text: str) -> None:
    with pytest.raises(NotANumber):
        seconds_of(text)

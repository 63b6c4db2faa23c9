"""Every point that a plan leaves open: asked with its source, stops what hangs on it, closed by each answer offered.

Part one goes over every shipped definition and every open point of it, whichever there are. Part two is the list of the
ambiguities that the plans are known to have, each with the place where it is decided or tested.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from judge_desk.contest.counting.outcome import EntryFacts, bonus_units, explain
from judge_desk.contest.counting.results import EarlierRound, round_result
from judge_desk.contest.register.eligibility import Context, clip_length, outside_window, unit_over_maximum
from judge_desk.contest.register.entries import Entry, SubmittedFile
from judge_desk.contest.reviewing.outcome import Evidence, RoundScores
from judge_desk.contest.reviewing.reviewing import every_review
from judge_desk.contest.reviewing.sheets import FigureSheet
from judge_desk.contest.rulebook.definition import Definition, Round, find_round, round_before
from judge_desk.contest.rulebook.measured import ColumnKind, Per
from judge_desk.contest.rulebook.reviews import Take
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.folding import fold
from judge_desk.contest.values.identity import CriterionId, Digest, EntryCode, EntryId, UnitId
from judge_desk.contest.values.problems import Problem
from judge_desk.desks import deciding, founding
from judge_desk.desks.rehearsal.figures import Figures, figure_sheets, roster_units
from judge_desk.desks.rehearsal.material import material
from judge_desk.desks.rehearsal.points import AWARDING, ENTERING, rulings
from judge_desk.desks.rehearsal.world import world
from judge_desk.exchange.rulebook.definition_file import load_definition, read_definition, shipped, shipped_definitions
from tests.contest.marking import leaf, rubric, view_of

ROOT = Path(__file__).resolve().parents[2]
NAMES = tuple(name for name in shipped_definitions() if load_definition(shipped(name), name).undecided)
DAY = "2024-09-09"
DEFENCE = "tests/ui/test_defence_page.py::"
STILL = {
    "talk_seconds": f"{DEFENCE}test_times_that_the_rules_leave_open_are_asked_for_and_never_guessed",
    "question_seconds": f"{DEFENCE}test_times_that_the_rules_leave_open_are_asked_for_and_never_guessed",
    "closed_by": "tests/desks/test_figures.py::"
    "test_figures_are_kept_with_where_they_come_from_and_a_later_sheet_leaves_the_first_there",
    "from_day": "tests/desks/test_review_papers.py::test_the_last_day_counts_from_the_day_after",
    "approval": "tests/desks/test_release.py::test_nothing_final_is_printed_or_locked_before_the_office_approved",
    "least_per_unit": "tests/journeys/test_every_open_point.py::test_every_open_point_waits_in_the_list_for_people",
}
"""Points on which no figure turns, by the end of their key, with the test of what holds instead."""


QUIET = ("reviews.tap-the.gates.trong-20-chung.tie",)
"""Points on which nothing turns in the figures below: what the result says then is a note."""
IN_THE_REGISTER = {
    "counted": "intake.sent_or_received",
    "closing_time": "intake.closing_hour",
    "over_length": "intake.clip_undecided",
    "most_per_unit": "intake.unit_limit_open",
}
"""What is said of entries while a point is open, by the end of its key."""


@cache
def rules(name: str) -> Definition:
    return load_definition(shipped(name), name)


@cache
def answers(name: str) -> Mapping[str, str]:
    """Give an answer to every open point of a definition: the first that is offered, or that of a rehearsal."""
    found = rules(name)
    stations = [ENTERING, AWARDING, *(each.id for each in found.rounds)]
    return {key: value for station in stations for key, value in rulings(found, station, 24, DAY)}


def but_one(name: str, key: str) -> Definition:
    """Give the rules with every point decided but one."""
    decided = tuple((each, value) for each, value in answers(name).items() if each != key)
    return load_definition(shipped(name), name, decided)


# --- what every open point has ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_open_point_is_asked_with_its_source_and_can_be_closed(name: str) -> None:
    """Each answer that is offered is taken as a decision and leaves no fault, together with the others of its place."""
    points = rules(name).undecided
    assert len({each.key for each in points}) == len(points)
    for point in points:
        assert re.fullmatch(r"[A-Z]+[0-9]*(-[a-z])?", point.code), point.key
        assert point.question.endswith(("?", ".")), point.key
        assert "?" in point.question, point.key
        assert point.source, point.key
        assert len({choice.value for choice in point.choices}) == len(point.choices)
        assert all(choice.title for choice in point.choices)
    assert set(answers(name)) == {each.key for each in points}
    for number in range(max(len(each.choices) for each in points) or 1):
        chosen = {each.key: each.choices[number % len(each.choices)].value for each in points if each.choices}
        reading = read_definition(shipped(name), name, tuple((dict(answers(name)) | chosen).items()))
        assert reading.findings == ()
        assert reading.definition is not None
        assert reading.definition.undecided == ()


def test_every_open_point_waits_in_the_list_for_people(tmp_path: Path) -> None:
    around = world("x", f"{DAY}T07:30:00", tmp_path / "may", "thu-ky", lambda step, done, total: None)
    founding.found(tmp_path / "cuoc-thi", "hue-2023", around)
    asked = [
        each for each in deciding.open_questions(tmp_path / "cuoc-thi", None, around) if each.code == "decide.point"
    ]
    assert [(each.where, each.facts["key"]) for each in asked] == [(p.code, p.key) for p in rules("hue-2023").undecided]


# --- what an open point stops -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_while_a_point_is_open_what_hangs_on_it_stops_and_names_it(name: str) -> None:
    unheard = []
    for point in rules(name).undecided:
        end = point.key.rpartition(".")[2]
        if end in STILL:
            assert is_test(STILL[end]), STILL[end]
        elif point.key not in asked_at_once(name) and not heard(name, point):
            unheard.append(point.key)
    assert not unheard


@cache
def asked_at_once(name: str) -> frozenset[str]:
    """Give the points of reviews that are asked while all are open."""
    found = every_review(rules(name), evidence(name)) if rules(name).reviews else {}
    return frozenset(str(each.facts.get("point_key")) for one in found.values() for each in one.questions)


def heard(name: str, point: Undecided) -> list[Problem]:
    """Give the questions that name a point; of a quiet one the note that nothing turns on it."""
    definition = but_one(name, point.key)
    assert [each.key for each in definition.undecided] == [point.key]
    part, end = point.key.partition(".")[0], point.key.rpartition(".")[2]
    table = next((each for each in definition.prize_tables if point.key.startswith(f"prize_tables.{each.id}.")), None)
    if end in IN_THE_REGISTER:
        return [each for each in of_register(definition) if each.code == IN_THE_REGISTER[end]]
    if part == "by_products":
        mixed = {EntryCode("A"): EntryFacts(units=("Sở Một", "Sở Hai"))}
        found = bonus_units(definition.by_products.index_bonus_units, mixed).questions
        return [each for each in found if each.facts["point"] == point.code]
    if part == "reviews":
        told = every_review(definition, evidence(name)).values()
        found = tuple(p for each in told for p in (each.notes if point.key in QUIET else each.questions))
    else:
        round_id = table.round if table is not None else point.key.split(".")[1]
        held = find_round(definition, str(round_id)) if round_id else definition.rounds[-1]
        assert held is not None
        found = tuple(of_round(definition, held))
    return [each for each in found if each.facts.get("point_key") == point.key]


def of_round(definition: Definition, held: Round) -> Iterator[Problem]:
    """Work a round out on a simple rubric: equals everywhere, judges far apart, one unit and author for all entries."""
    plain = replace(held, rubric=rubric(leaf("1", 100)))
    rounds = tuple(plain if each.id == held.id else each for each in definition.rounds)
    codes = [EntryCode(chr(65 + i)) for i in range(10)]
    for far in (1, 7, 12, 40):
        view = view_of("\n".join(f"{code} 50 50 {50 + far}" for code in codes), plain.rubric, plain.id)
        before = round_before(definition, plain.id)
        earlier = (EarlierRound(before.id, dict.fromkeys(codes, Fraction(70))),) if before is not None else ()
        one = EntryFacts(units=("Sở Một",), authors=("Nguyễn Văn A",), kind=definition.entrants[0].id)
        ruled = replace(definition, rounds=rounds)
        result = round_result(ruled, plain.id, view, earlier, (), dict.fromkeys(codes, one))
        yield from (*result.questions, *result.notes)
        yield from (each for tie in result.ranking.ties for each in explain(tie))


def of_register(definition: Definition) -> Iterator[Problem]:
    """Judge an entry sent in time and received in the last hour of the last day, with a long clip, of a busy unit."""
    closes = definition.receipt.closes if definition.receipt is not None else DAY
    clips = [each.id for each in definition.parts if each.kind == "clip"]
    files = tuple(SubmittedFile(each, "clip.mp4", "mp4", 1, Digest("ab"), 3600) for each in clips)
    one = Entry(
        EntryId("1"), "Bài", definition.entrants[0].id, definition.fields[0].id, (), (UnitId("dv"),),
        f"{closes}T23:30", f"{closes}T09:00", files,
    )  # fmt: skip
    late = replace(one, id=EntryId("2"), received=f"{closes[:8]}30T08:00" if closes[8:] < "29" else "2099-01-01T08:00")
    context = Context(definition, (), (one, late), ())
    for rule in (outside_window, clip_length, unit_over_maximum):
        for each in (one, late):
            yield from rule(each, context)


LEVELS = {
    12: ("91", "79", "79", "79", "79"),
    14: ("91", "62", "62", "62", "62"),
    16: ("90.5", "90.5", "51", "80", "80"),
    18: ("90.5", "50", "50", "65", "65"),
}
"""Rows whose years are of another level by their mean than by the mean of their levels' numbers (E2)."""


def trouble(sheet: Figures, rows: list[list[str]]) -> None:
    """Put in on what points turn: no figure of the last years, levels, a second paper."""
    columns = tuple(enumerate(sheet.part.columns))
    numbers = [at for at, each in columns if each.kind is ColumnKind.NUMBER and not sheet.part.roster]
    year = sheet.part.periods.index(sheet.period) if sheet.period is not None else 0
    if sheet.part.per is Per.UNIT:
        for at, each in columns:
            for row, levels in LEVELS.items():
                low = levels[year % len(levels)] if "Tỷ lệ đạt" in each.title else "100"
                rows[row][at] = low if at in numbers else "0" if "kỷ luật" in each.title else rows[row][at]
        for at, each in columns:
            if each.kind is ColumnKind.WHOLE and not sheet.part.roster and sheet.part.periods:
                rows[4][at] = "1"
            if each.kind in (ColumnKind.NUMBER, ColumnKind.WHOLE) and year >= len(sheet.part.periods) - 2:
                blank = [] if sheet.part.roster else [2, 10] if each.kind is ColumnKind.NUMBER else [5]
                for row in blank:
                    rows[row][at] = ""
    elif sheet.part.periods:
        rows.append([("0" if at in numbers else cell) for at, cell in enumerate(rows[0])])


@cache
def evidence(name: str) -> Evidence:
    """Give the figures of a rehearsal as they would lie in the contest's file, and a result of every round."""
    definition = load_definition(shipped(name), name, tuple(answers(name).items()))
    made = material("x", 0, 5, definition)
    units = roster_units(definition, made.units)
    codes = {unit.title: f"DV-{number:02d}" for number, unit in enumerate(units, start=1)}
    sheets = []
    authors = tuple((f"Tác giả {title}", title) for title in codes)
    drawn = figure_sheets("x", definition, units, made.people, 200, authors)
    for number, each in enumerate(drawn, start=1):
        kinds = [column.kind for column in each.part.columns]
        unit = kinds.index(ColumnKind.UNIT)
        rows = [list(row) for row in each.rows]
        trouble(each, rows)
        for row in rows:
            if each.part.roster:
                row[kinds.index(ColumnKind.KEY)] = codes[row[unit]]
            else:
                row[unit] = codes[row[unit]]
        where = (each.part.id, each.period.id if each.period is not None else "")
        columns = tuple(column.id for column in each.part.columns)
        cells = tuple(tuple(row) for row in rows)
        sheets.append(FigureSheet(number, *where, columns, cells, "x", Digest(""), columns, "x", DAY, "", ""))
    entries = {EntryCode(f"{i:03d}"): (code,) for i, code in enumerate([*codes.values()] * 2)}
    names = {code: (fold(authors[int(code) % len(authors)][0]),) for code in entries}
    rounds = tuple(
        RoundScores(each.id, True, {code: Fraction(50 + int(code) % 23) for code in entries}, entries, authors=names)
        for each in definition.rounds
    )
    return Evidence(tuple(sheets), rounds)


# --- the ambiguities of the plans ---------------------------------------------------------------------------------


def is_test(name: str) -> bool:
    """Say whether a test of this name stands in the repository."""
    path, _, function = name.partition("::")
    return function in _tests_of(path)


@cache
def _tests_of(path: str) -> frozenset[str]:
    file = ROOT / path
    if not file.is_file():
        return frozenset()
    found = ast.parse(file.read_text(encoding="utf-8")).body
    return frozenset(each.name for each in found if isinstance(each, ast.FunctionDef) and each.name.startswith("test_"))


HG, HUE, ST = "hau-giang-2024", "hue-2023", "soc-trang-2023"
YEAR, FIVE, TEN = "soc-trang-thi-dua-hang-nam", "soc-trang-so-ket-2025", "soc-trang-tong-ket-2030"
CONTEST, REVIEWING = "tests/contest/", "tests/contest/reviewing/"
QUIZ, BRANCHES = f"{REVIEWING}test_quiz_and_clips.py::", f"{REVIEWING}test_parts_and_branches.py::"
EMULATION = f"{REVIEWING}test_emulation.py::"
WHERE: Mapping[str, tuple[str, ...]] = {
    "HG1": ("tests/journeys/test_gallery.py::test_what_is_not_given_says_that_it_is_a_sample",),
    "HG2": (f"{HG} rounds.so-khao.cut",),
    "HG3": (f"{HG} rounds.bao-ve.combination",),
    "HG4": (f"{HG} rounds.so-khao.ties", f"{HG} rounds.bao-ve.ties"),
    "HG5": (f"{HG} prize_tables.giai-thuong.minimum",),
    "HG6": (f"{HG} prize_tables.giai-thuong.per_unit", f"{HG} prize_tables.giai-thuong.per_author"),
    "HG7": (f"{CONTEST}test_prizes.py::test_only_the_tables_entrants_compete_and_gates_and_filters_hold",),
    "HG8": (f"{CONTEST}test_prizes.py::test_an_outstanding_entry_is_recorded_where_the_rules_have_a_clause",),
    "HG9": (f"{HG} receipt.counted",),
    "HG10": (f"{HG} receipt.closing_time",),
    "HG11": (
        f"{HG} by_products.index_bonus_units",
        f"{CONTEST}test_assignment.py::test_conflicts_of_author_and_unit",
    ),
    "HG12": (
        "tests/documents/test_round_lists.py::"
        "test_participation_names_the_units_without_entries_and_counts_totals_once",
    ),
    "HG13": (f"{CONTEST}test_assignment.py::test_conflicts_of_author_and_unit",),
    "H-a": (
        f"{HUE} parts.clip.over_length",
        f"{CONTEST}test_eligibility.py::test_what_a_long_clip_means_is_the_rules_choice",
    ),
    "H-b": (f"{HUE} prize_tables.giai-clip.per_unit",),
    "H1": (f"{HUE} reviews.tap-the.gates.trong-20-clip.used", f"{HUE} reviews.tap-the.gates.trong-20-chung.used"),
    "H2": (f"{HUE} reviews.tap-the.measures.diem-clip.over",),
    "H3": (f"{HUE} reviews.tap-the.gates.trong-20-clip.tie", f"{QUIZ}test_a_tie_across_the_line_of_the_first_places"),
    "H4": (f"{HUE} reviews.tap-the.measures.so-nguoi.over", f"{HUE} reviews.tap-the.measures.chat-luong.attempts"),
    "H5": (f"{HUE} reviews.tap-the.measures.tong-nguoi.column",),
    "H6": (f"{HUE} reviews.tap-the.measures.chat-luong.over",),
    "H7": (f"{HUE} reviews.tap-the.order", f"{REVIEWING}test_orders.py::test_the_policy_alone_decides_the_prize"),
    "H8": (
        f"{HUE} reviews.tap-the.measures.bai-0.missing",
        f"{QUIZ}test_a_blank_paper_is_no_zero_unless_the_rules_say_so",
    ),
    "H9": (f"{HUE} note", f"{QUIZ}test_big_and_small_units_may_have_tables_of_their_own"),
    "H10": (f"{HUE} note", f"{CONTEST}test_prizes.py::test_prizes_without_entries_stay_vacant_and_are_named"),
    "H11": (
        f"{HUE} reviews.giai-tuan-1.order",
        f"{REVIEWING}test_orders.py::test_a_tie_inside_the_quota_is_asked_and_a_decision_orders_exactly_those",
    ),
    "H12": (f"{HUE} note",),
    "ST1": (f"{ST} reviews.tap-the.measures.tong-diem.weights",),
    "ST2": (f"{ST} reviews.tap-the.measures.so-lieu.column", f"{ST} reviews.tap-the.measures.chien-dich.formula"),
    "ST3": (f"{BRANCHES}test_branches_are_marked_apart_and_meet_in_one_sum",),
    "ST4": (f"{ST} note",),
    "ST5": (f"{ST} reviews.ca-nhan.order",),
    "ST6": (f"{BRANCHES}test_side_prizes_may_overlap_with_the_others_or_not",),
    "ST7": (f"{ST} note",),
    "ST8": (f"{ST} reviews.tap-the.gates.khong-to-chuc.used",),
    "ST9": (
        f"{ST} reviews.tap-the.measures.sang-kien.over",
        f"{ST} reviews.ca-nhan.measures.sang-kien.over",
        f"{BRANCHES}test_several_initiatives_of_one_unit",
    ),
    "ST10": (f"{ST} note", f"{BRANCHES}test_a_part_that_was_not_done_is_no_zero_unless_the_rules_say_so"),
    "ST11": (f"{ST} note", f"{BRANCHES}test_a_floor_of_participation_by_size"),
    "ST12": (f"{ST} note", f"{CONTEST}test_eligibility.py::test_both_days_of_the_window_count_in_full"),
    "E1": (
        *(f"{each} reviews.chi-so.measures.nhom.levels.1.included" for each in (YEAR, FIVE, TEN)),
        f"{EMULATION}test_exactly_ninety_per_cent",
    ),
    "E2": (
        *(f"{each} reviews.chi-so.gates.nhom.used" for each in (FIVE, TEN)),
        f"{EMULATION}test_the_mean_is_classified_or_the_numbers_of_the_levels_are_averaged",
    ),
    "E3": (f"{FIVE} note", f"{EMULATION}test_what_several_years_come_to"),
    "E4": (f"{YEAR} reviews.chi-so.gates.hai-long.used",),
    "E5": (
        *(f"{each} reviews.tham-muu.measures.ky-khong-tang.over" for each in (YEAR, FIVE, TEN)),
        f"{EMULATION}test_every_year_must_be_higher_and_who_is_at_the_top_cannot_rise",
    ),
    "E6": (
        f"{YEAR} reviews.tham-muu.gates.tang.used",
        f"{YEAR} reviews.tham-muu.gates.tang-tung.used",
        f"{EMULATION}test_several_component_indices_rise_each_or_in_the_mean",
    ),
    "E7": (f"{YEAR} note", f"{EMULATION}test_who_meets_the_first_but_gets_no_prize_there_does_not_come_back"),
    "E8": (*(f"{each} reviews.{who}.order" for each in (YEAR, FIVE, TEN) for who in ("tham-muu", "ca-nhan")),),
    "E9": (
        f"{YEAR} note",
        f"{EMULATION}test_a_tie_at_the_last_place_of_a_block_is_asked_and_a_short_block_leaves_a_vacancy",
    ),
    "E10": (f"{YEAR} note",),
    "E11": (f"{FIVE} reviews.chi-so.measures.chi-so.missing", f"{EMULATION}test_a_unit_without_some_years"),
    "E12": (f"{YEAR} reviews.tham-muu.measures.muc-tang.missing", f"{EMULATION}test_one_year_alone_shows_no_rise"),
}
"""By code: a definition and the key that asks, a definition whose notes say it (``note``), or a test of what holds."""


def test_the_list_names_every_ambiguity_of_the_plans() -> None:
    counts = {"HG": 13, "H": 12, "ST": 12, "E": 12}
    wanted = {f"{letters}{number}" for letters, most in counts.items() for number in range(1, most + 1)}
    assert set(WHERE) == wanted | {"H-a", "H-b"}


@pytest.mark.parametrize("code", WHERE)
def test_every_ambiguity_is_asked_noted_or_tested(code: str) -> None:
    for place in WHERE[code]:
        if "::" in place:
            assert is_test(place), place
            continue
        name, _, key = place.partition(" ")
        found = rules(name)
        if key == "note":
            assert any(note.startswith(f"{code}. ") for note in found.notes), place
        else:
            assert (key, code) in {(each.key, each.code) for each in found.undecided}, place


def test_what_the_plans_say_literally_holds_in_the_rules() -> None:
    """HG7, HG12, H12, ST3, ST4, ST12: what is not asked, because the words leave no choice or a sample says it."""
    table = rules(HG).prize_tables[0]
    assert (table.entrants, rules(HG).by_products.participation) == ((), True)
    order = next(each for each in rules(HUE).undecided if each.key == "reviews.tap-the.order")
    assert all("diem-clip" not in choice.value for choice in order.choices)
    shared = next(each for each in rules(ST).reviews if each.id == "tap-the")
    assert {each.to for each in shared.measures if each.take is Take.SCALED} == {Fraction(50)}
    assert [each.least_count for each in rules(ST).parts if each.kind == "procedures"] == [5]
    receipt = rules(ST).receipt
    assert receipt is not None
    assert receipt.counted == "received"
    assert CriterionId("1") in {each.id for each in rules(HG).rounds[0].rubric.criteria}

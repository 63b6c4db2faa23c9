"""The emulation awards of a province at real size: every choice of every open point, then one award to its dossier."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest

from judge_desk.contest.counting.prizes import AwardState
from judge_desk.contest.reviewing.outcome import Evidence, ReviewResult, SubjectResult
from judge_desk.contest.reviewing.reviewing import every_review
from judge_desk.contest.reviewing.sheets import FigureSheet, figures_in_force
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.rulebook.measured import MeasuredPart
from judge_desk.contest.values.decisions import Decision, DecisionKind, Votes
from judge_desk.contest.values.identity import Digest, RoundId
from judge_desk.contest.values.problems import BadInput
from judge_desk.desks import deciding, figures, founding, publishing, recounting
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.council import checklist
from judge_desk.desks.council.deciding import answer_gates
from judge_desk.desks.deciding import Decided, Request
from judge_desk.desks.figure_slots import sheets_of
from judge_desk.desks.provenance import Provenance
from judge_desk.desks.rehearsal.world import world as surroundings_of
from judge_desk.desks.reviews.standing import ReviewStanding, review_standing
from judge_desk.exchange.rulebook.definition_file import load_definition, shipped
from tests.desks.inspected import both_agree
from tests.journeys.awards_reckoner import (
    ANNUAL,
    FIVE,
    TEN,
    Choices,
    Judged,
    Plan,
    advising,
    by_index,
    people,
)
from tests.journeys.awards_world import (
    ADVISING,
    BLOCKS,
    GONE,
    LEFT,
    NEW_NAME,
    RENAMED,
    RENAMED_IN,
    TWINS,
    UNITS,
    Figure,
    World,
    discipline_table,
    people_table,
    roster_table,
    year_table,
)
from tests.journeys.terminal import words_of

PLANS: Final[Mapping[str, Plan]] = {
    "soc-trang-thi-dua-hang-nam": ANNUAL,
    "soc-trang-so-ket-2025": FIVE,
    "soc-trang-tong-ket-2030": TEN,
}
CODES: Final = {unit: f"DV-{at:02d}" for at, unit in enumerate(UNITS, start=1)}
NAMES: Final = {code: unit for unit, code in CODES.items()}
TABLES: Final = dict(zip(("so", "su-nghiep", "trung-uong", "huyen"), BLOCKS, strict=True))
CHOICES: Final = {
    "literally": Choices(),
    "E1": Choices(first_with_ninety=True),
    "E2 groups": Choices(by_mean=False, by_groups=True),
    "E2 both, E1": Choices(by_groups=True, first_with_ninety=True),
    "E4": Choices(satisfaction=False),
    "E5": Choices(full_mark=True),
    "E6 each": Choices(mean_rises=False, each_rises=True),
    "E6 both": Choices(each_rises=True),
    "E6 neither": Choices(mean_rises=False),
    "E11": Choices(partly=False),
    "E11, E2 groups": Choices(partly=False, by_groups=True),
    "E12": Choices(partly_rising=True),
    "E12, E5, E6 each": Choices(partly_rising=True, full_mark=True, each_rises=True),
}


def council(review: str, gate: str, who: str) -> bool:
    """Say what people find: nine times in ten that it is met; never that one unit is outstanding."""
    if who == LEFT and gate == "tieu-bieu":
        return False
    return sha256(f"{review} {gate} {who}".encode()).digest()[0] > 12


def text(value: Figure) -> str:
    """Write a figure as sheets keep it."""
    if value is None:
        return ""
    whole, part = divmod(value * 100, 100)
    return f"{whole}.{int(part):02d}".rstrip("0").rstrip(".")


def sheets(world: World, rules: Definition) -> tuple[FigureSheet, ...]:
    """Write every sheet as the desk would keep it."""
    return tuple(
        FigureSheet(
            1, part.id, period, tuple(each.id for each in part.columns), tuple(sorted(_rows(world, part, period))),
            part.id, Digest(""), (), "Sở Nội vụ", "2026-01-20", "", "",
        )
        for part in rules.measured
        for period in [each.id for each in part.periods] or [""]
    )  # fmt: skip


def _rows(world: World, part: MeasuredPart, period: str) -> Iterator[tuple[str, ...]]:
    if part.roster:
        blocks = {unit: block for block, names in BLOCKS.items() for unit in names}
        yield from ((unit, CODES[unit], "", blocks[unit], str(int(unit in ADVISING))) for unit in UNITS)
    elif part.id == "ky-luat":
        yield from ((CODES[unit], str(int(world.disciplined[unit]))) for unit in UNITS)
    elif part.id == "ca-nhan":
        for each in world.people:
            answers = ("" if said is None else str(int(said)) for said in (each.rising, each.recognised))
            head = (CODES[each.unit], each.name, each.born, "Chuyên viên", each.kind)
            yield (*head, *answers, str(int(each.disciplined)))
    else:
        year = int(period.rpartition("-")[2])
        held = {"chi-so": [world.index], "hai-long": [world.satisfied], "nhiem-vu": [world.tasks]}
        figures = held.get(part.id, [world.mean, world.not_higher])
        units = ADVISING if part.id == "thanh-phan" else UNITS
        yield from (
            (CODES[unit], *(text(world.at(each, unit, year)) for each in figures))
            for unit in units
            if world.has_row(unit, year)
        )


@cache
def shipped_rules(name: str) -> Definition:
    """Read a definition as it is shipped."""
    return load_definition(shipped(name), name)


def ruled(name: str, choices: Choices) -> Definition:
    """Settle every open point of a definition, each by an answer that its own question offers."""
    rules = shipped_rules(name)
    rulings = {point.key: _settled(point.key, choices) for point in rules.undecided}
    if PLANS[name].yearly:  # the one year that is looked at is there, or the unit is out
        rulings["reviews.chi-so.measures.chi-so.missing"] = '"lacks"'
    offered = {point.key: [each.value for each in point.choices] for point in rules.undecided}
    assert [key for key, value in rulings.items() if offered[key] and value not in offered[key]] == []
    return load_definition(shipped(name), name, tuple(rulings.items()))


def _settled(key: str, choices: Choices) -> str:
    where = key.partition(".")[2]
    if key.endswith("from_day"):
        return '"2026-02-10"'
    if key.endswith(".order"):
        return '{ policy = "council" }'
    if key.endswith("included"):
        return str(choices.first_with_ninety).lower()
    if key.endswith(".over"):
        return '"not_rising_below_full"' if choices.full_mark else '"not_rising"'
    if key.endswith(".missing"):
        partly = choices.partly_rising if where.startswith("tham-muu.") else choices.partly
        return '"leave_out"' if partly else '"lacks"'
    used = {
        "tang": choices.mean_rises, "tang-tung": choices.each_rises, "nhom": choices.by_mean,
        "nhom-cac-nam": choices.by_groups, "hai-long": choices.satisfaction,
    }  # fmt: skip
    return str(used[where.split(".")[2]]).lower()


@dataclass(frozen=True)
class Played:
    """A contest worked out, and what the reckoner says of each of its reviews."""

    found: Mapping[RoundId, ReviewResult]
    reckoned: Mapping[str, Judged]


def play(name: str, world: World, choices: Choices) -> Played:
    """Work every review out, with the council's word on whom it is asked about."""
    plan, rules = PLANS[name], ruled(name, choices)
    evidence = Evidence(sheets(world, rules))
    words = tuple(
        Decision(1, review, DecisionKind.MET, (gate, each.subject.code), _word(review, gate, each), (), "x", ("A",), "")
        for review, result in every_review(rules, evidence).items()
        for each in result.subjects
        for gate in each.waiting
    )
    reckoned = {
        "tham-muu": advising(world, plan, choices, council),
        "chi-so": by_index(world, plan, choices, council),
        "ca-nhan": people(world, council),
    }
    if not plan.yearly:
        reckoned["co-thi-dua"] = by_index(world, plan, choices, council, flags=True)
    return Played(every_review(rules, replace(evidence, decisions=words)), reckoned)


def _word(review: RoundId, gate: str, result: SubjectResult) -> str:
    return "met" if council(str(review), gate, _who(result)) else "not_met"


def _who(result: SubjectResult) -> str:
    born = result.subject.facts.get("so-hieu", "")
    return f"{result.subject.name} {born}" if born else result.subject.name


@pytest.fixture(scope="session")
def world() -> World:
    """The figures of the province."""
    return World()


_OF_YEARS: Final = ("E2 groups", "E2 both, E1", "E11, E2 groups")
_OF_TEN: Final = ("literally", "E1", "E2 both, E1", "E11, E2 groups", "E12, E5, E6 each")
SETTLED: Final = [
    (name, settled)
    for name, plan in PLANS.items()
    for settled in (_OF_TEN if plan is TEN else CHOICES)
    if not (plan.yearly and settled in _OF_YEARS) and not (plan is FIVE and settled == "E4")
]


@pytest.mark.parametrize(("name", "settled"), SETTLED)
def test_every_choice_of_every_open_point_gives_what_the_plan_says(name: str, settled: str, world: World) -> None:
    played = play(name, world, CHOICES[settled])
    assert set(played.found) == set(played.reckoned)
    for review, judged in played.reckoned.items():
        _compare(played.found[RoundId(review)], judged)


def _compare(found: ReviewResult, judged: Judged) -> None:
    results = {_who(each): each for each in found.subjects}
    assert {who: frozenset(each.reason for each in one.failed) for who, one in results.items()} == judged.reasons
    assert not any(one.waiting for one in results.values())
    ties = sum(bool(each) for each in judged.tied.values())
    assert [each.code for each in found.questions if each.code.startswith("prize.")] == ["prize.tie"] * ties
    names = {each.subject.code: who for who, each in results.items()}
    for awards in found.awards:
        block = TABLES.get(awards.table.partition("-")[2])
        if block is None:  # no order is given: the council chooses among all who are left
            assert {names[code] for code in awards.considered} == set(judged.meets)
            still = [row.state is AwardState.OPEN for row in awards.rows]
            assert sum(still) == min(len(still), len(judged.meets))
            continue
        assert {names[code] for code in awards.considered} == set(judged.considered[block])
        given = {names[row.code] for row in awards.rows if row.code is not None}
        assert given == judged.winners[block]
        assert sum(row.state is AwardState.VACANT for row in awards.rows) == judged.vacant[block]
        assert (
            sum(row.state is AwardState.OPEN for row in awards.rows)
            == len(awards.rows) - len(given) - (judged.vacant[block])
        )


# --- one award from the office's tables to the dossier ------------------------------------------------------------

NAME: Final = "soc-trang-so-ket-2025"
STATED: Final = Provenance("Sở Nội vụ", "2026-01-20")
PEOPLE: Final = ("Trần Văn Lâu (Trưởng ban)", "Lê Thị Hai (Thư ký)", "Phạm Văn Ba (Thành viên)")
SIXTIETH: Final = "11 tháng 4 năm 2026"
"""The last of the sixty days from 10 February 2026."""
PAPERS: Final = ("review_minutes", "review_refused", "review_dossier", "decision_annex")


class Office:
    """The secretary of the standing committee, with the folder of the five years' award."""

    def __init__(self, place: Path, world: World) -> None:
        self.place, self.world, self.folder = place, world, place / "cuoc-thi"
        self.around = surroundings_of("hạt", "2026-03-02T08:00:00", place / "may", "thu-ky", lambda *_: None)

    def copied(self, place: Path) -> Office:
        """Copy the folder to another place."""
        shutil.copytree(self.folder, place / "cuoc-thi")
        return Office(place, self.world)

    def take(self, part: str, period: str, file: Path, mapping: Mapping[str, str] | None = None) -> None:
        figures.take_in(self.folder, part, period, file, STATED, self.around, mapping)

    def bring_all(self) -> None:
        """Take every table in as it comes; a name that nobody knows is told first."""
        founding.found(self.folder, NAME, self.around)
        self.take("don-vi", "", roster_table(self.place / "danh-sach.xlsx"))
        self.take("ky-luat", "", discipline_table(self.world, self.place / "ky-luat.csv"))
        people_file = people_table(self.world, self.place / "ca-nhan.csv")
        self.take("ca-nhan", "", people_file, {"so-hieu": "Ngày sinh"})
        for year in FIVE.years:
            for part in ("chi-so", "thanh-phan", "hai-long", "nhiem-vu"):
                file = year_table(self.world, part, year, self.place)
                if year == RENAMED_IN and part == "chi-so":
                    self.rename(file)
                self.take(part, f"nam-{year}", file)

    def rename(self, file: Path) -> None:
        """Be refused whole over one name; say whose it is."""
        with pytest.raises(BadInput) as refused:
            self.take("chi-so", f"nam-{RENAMED_IN}", file)
        assert refused.value.problem.code == "figures.unknown_unit_near"
        seen = figures.preview(self.folder, "chi-so", f"nam-{RENAMED_IN}", file, self.around)
        assert [(each.name, each.near[0].name) for each in seen.unknown] == [(NEW_NAME, RENAMED)]
        why = replace(STATED, reason="đổi tên từ năm 2024")
        figures.name_unit(self.folder, NEW_NAME, CODES[RENAMED], why, self.around)

    def decide(self, review: str, kind: DecisionKind, about: tuple[str, ...], value: str = "") -> Decided:
        votes = Votes(7, 1, 1) if kind is DecisionKind.TIE else None
        request = Request(review, kind, about, value, "Biên bản họp ngày 03/03/2026", PEOPLE, votes)
        return deciding.decide(self.folder, request, self.around)

    def settle_points(self, choices: Choices) -> None:
        for point in shipped_rules(NAME).undecided:
            self.decide("", DecisionKind.RULE_POINT, (point.key,), _settled(point.key, choices))

    def standing(self, review: str) -> ReviewStanding:
        with open_folder(self.folder, read_only=True) as contest:
            return review_standing(contest, review)

    def fill_checklist(self, review: str) -> None:
        """Print the council's checklist, tick it as people do, and read it back."""
        blank = checklist.save_blank(self.folder, review, self.place / f"phieu-{review}.xlsx", self.around)
        gates = {each.title: each.id for each in checklist.show(self.folder, review, self.around).gates}
        book = openpyxl.load_workbook(blank)
        page: Any = book.active
        rows = list(page.iter_rows())
        head = next(row for row in rows if any(cell.value in gates for cell in row))
        codes = {each.subject.code: _who(each) for each in self.standing(review).result.subjects}
        for row in rows[rows.index(head) + 1 :]:
            who = next((codes[cell.value] for cell in row if cell.value in codes), None)
            for at, cell in enumerate(head):
                if who is not None and cell.value in gates:
                    row[at].value = "đạt" if council(review, gates[cell.value], who) else "không đạt"
        book.save(blank)
        checklist.take_in(self.folder, review, blank, "Biên bản họp ngày 03/03/2026", PEOPLE, self.around)

    def conclude(self, review: str) -> None:
        for kind in (DecisionKind.FINAL, DecisionKind.ANNOUNCE):
            self.decide(review, kind, (review,))


@pytest.fixture(scope="session")
def office(world: World, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Every table taken in, every point settled literally, every checklist filled in."""
    made = Office(tmp_path_factory.mktemp("thi-dua"), world)
    made.bring_all()
    made.settle_points(Choices())
    for review in ("tham-muu", "co-thi-dua", "chi-so", "ca-nhan"):
        made.fill_checklist(review)
    return made


def test_the_offices_own_tables_are_taken_in_without_typing_anything_anew(office: Office) -> None:
    with open_folder(office.folder, read_only=True) as contest:
        held = figures_in_force(sheets_of(contest))
        rules = contest.definition
    assert rules.undecided == ()
    expected = {(each.part, each.period): each for each in sheets(office.world, rules)}
    for sheet in held:
        wanted = expected.pop((sheet.part, sheet.period)).rows
        renamed = {
            row: (*row[:2], NEW_NAME, *row[3:]) for row in wanted if sheet.part == "don-vi" and row[0] == RENAMED
        }
        assert sheet.rows == tuple(renamed.get(row, row) for row in wanted), (sheet.part, sheet.period)
    assert not expected


def test_an_award_goes_from_the_tables_to_the_dossier_and_a_recount_agrees(office: Office, tmp_path: Path) -> None:
    office, choices, world = office.copied(tmp_path), Choices(), office.world
    first = advising(world, FIVE, choices, council)
    asked = office.standing("tham-muu")
    assert [each.code for each in asked.questions] == ["review.council_chooses"]
    office.decide(
        "tham-muu", DecisionKind.PRIZE, ("bk-tham-muu", "bang-khen"), " ".join(CODES[each] for each in first.meets)
    )
    blocks = by_index(world, FIVE, choices, council)
    twins = [CODES[each] for each in sorted(blocks.tied["Huyện, thị xã, thành phố"])]
    office.decide("chi-so", DecisionKind.TIE, tuple(twins), " ".join(twins))
    persons = office.standing("ca-nhan").result.awards[0].considered
    office.decide("ca-nhan", DecisionKind.PRIZE, ("bk-ca-nhan", "bang-khen"), " ".join(persons))
    one = office.standing("co-thi-dua").result.awards[0].rows[0].code
    assert one is not None
    answer_gates(office.folder, "co-thi-dua", {("tieu-bieu", one): False}, "xem lại", PEOPLE, office.around)
    changed = office.standing("co-thi-dua").result
    assert changed.awards[0].rows[0].code not in (None, one), "the next of the block has the flag"
    partly = [each.facts for each in office.standing("chi-so").result.notes if each.code == "review.partly_measured"]
    assert {(each["subject"], each["count"], each["periods"]) for each in partly} == {(GONE, 4, 5)}
    printed = office.place / "in"
    for review in ("tham-muu", "co-thi-dua", "chi-so", "ca-nhan"):
        assert not office.standing(review).questions, review
        office.conclude(review)
    publishing.publish(office.folder, "chi-so", printed, office.around, ("pdf",), only=PAPERS)
    told = {path.stem: words_of(path) for path in sorted(printed.glob("*.pdf"))}
    winners = {each for block in blocks.winners.values() for each in block} | {"UBND huyện Long Phú"}
    for name in ("bien-ban-hop-xet", "phu-luc-quyet-dinh-danh-sach-giai"):
        assert [each for each in winners if each not in told[name]] == [], name
    minutes = told["bien-ban-hop-xet"]
    assert "7 tán thành, 1 không tán thành, 1 không ý kiến" in minutes
    assert "Trả lời: 10/02/2026" in minutes
    assert "bài" not in minutes, "units are honoured here, no entries"
    assert "02 bộ" in told["phieu-kiem-tra-ho-so"]
    assert SIXTIETH in told["phieu-kiem-tra-ho-so"]
    out = told["danh-sach-khong-du-dieu-kien"]
    assert all(each in out for each, why in blocks.reasons.items() if why)
    agreed = recounting.recount([printed], printed / f"{NAME}.toml", office.around)
    assert [(each.title, each.differences) for each in agreed.rounds] == [("Bằng khen cho tập thể theo khối", 0)]
    both_agree(agreed, printed, printed / f"{NAME}.toml")


def test_a_unit_that_was_merged_away_is_left_out_of_the_list_and_a_misspelt_block_is_asked_about(
    office: Office, tmp_path: Path
) -> None:
    own = office.copied(tmp_path)
    lines = [(unit, block, unit in ADVISING) for block, names in BLOCKS.items() for unit in names if unit != GONE]
    slip = [(unit, "Huyện" if unit == TWINS[0] else block, advises) for unit, block, advises in lines]
    for name, listed in (("sai", slip), ("dung", lines)):
        text_ = "".join(f"{unit};{block};{'có' if advises else 'không'}\n" for unit, block, advises in listed)
        (tmp_path / f"{name}.csv").write_text(f"Tên đơn vị;Khối;Là đơn vị tham mưu\n{text_}", encoding="utf-8")
    seen = figures.preview(own.folder, "don-vi", "", tmp_path / "sai.csv", own.around)
    asked = {each.code: each.facts for each in seen.findings}
    assert asked["figures.word_of_no_table"]["words"] == "“Huyện”"
    assert asked["figures.unit_left_out"]["units"] == GONE
    right = figures.preview(own.folder, "don-vi", "", tmp_path / "dung.csv", own.around)
    assert "figures.word_of_no_table" not in {each.code for each in right.findings}
    why = replace(STATED, reason="sáp nhập từ năm 2025")
    found = figures.take_in(own.folder, "don-vi", "", tmp_path / "dung.csv", why, own.around)
    assert not any(slot.missing for slot in found.slots if slot.part.id == "thanh-phan"), "seven units advise"
    result = own.standing("chi-so").result
    assert GONE not in {each.subject.name for each in result.subjects}
    assert "review.row_unit_gone" in {each.code for each in result.notes}
    assert "review.row_unit_unknown" not in {each.code for each in result.questions}

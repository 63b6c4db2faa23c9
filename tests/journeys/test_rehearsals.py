"""Rehearsals of contests with reviews: a quiz with clips, and awards by figures and a council; every page says so."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from judge_desk.bootstrap import surroundings
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.values.problems import BadInput, Severity
from judge_desk.desks import figures
from judge_desk.desks.rehearsal.figures import figure_sheets, roster_units
from judge_desk.desks.rehearsal.material import RehearsalMaterial, authors_of, material
from judge_desk.desks.rehearsing import Plan, Played, playable, rehearse
from judge_desk.exchange.rulebook.definition_file import load_definition, shipped, shipped_definitions
from tests.desks.inspected import inspected
from tests.journeys.compared import said, shown
from tests.journeys.conftest import FIRST, SECOND
from tests.journeys.independent import recompute
from tests.journeys.inspector import FOLDER, check_here
from tests.journeys.long_form import LONG
from tests.journeys.terminal import start

QUIZ, BESIDE, AWARDS = "hue-2023", "soc-trang-2023", "soc-trang-thi-dua-hang-nam"
REHEARSAL = "BẢN CHẠY THỬ"


def play(folder: Path, contest: str) -> Played:
    return rehearse(Plan(folder, contest, 24, 5, "1", 60), surroundings())


@pytest.fixture(scope="module")
def quiz(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """A contest with a clip round, four weekly sheets and five reviews."""
    return play(tmp_path_factory.mktemp("quiz") / "x", QUIZ)


@pytest.fixture(scope="module")
def awards(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """A contest without a round: figures, council, certificates by block."""
    return play(tmp_path_factory.mktemp("awards") / "x", AWARDS)


def review(played: Played, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in played.reviews if each["review"] == name)
    return found


def pages(pdf: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, timeout=60, check=True)
    return done.stdout.decode("utf-8").split("\f")[:-1]


def test_what_can_be_rehearsed_is_every_shipped_contest_that_has_something_to_play() -> None:
    plans = {"soc-trang-2024-tuyen-truyen"}
    assert {each.id for each in playable()} == set(shipped_definitions()) - plans
    sizes = {each.id: (each.judged, each.papers) for each in playable()}
    assert (sizes[QUIZ], sizes[BESIDE], sizes[AWARDS]) == ((True, True), (True, False), (False, False))


@pytest.mark.parametrize("name", ["quiz", "awards"])
def test_a_rehearsal_ends_with_official_results_that_a_recount_confirms(
    name: str, request: pytest.FixtureRequest
) -> None:
    played: Played = request.getfixturevalue(name)
    assert played.recount
    assert {each.severity for each in played.findings} <= {Severity.NOTE}
    assert all(each["official"] for each in (*played.rounds, *played.reviews))
    folders = {path.parent.name.partition("-")[2] for path in played.papers}
    assert folders == {str(each.get("round", each.get("review"))) for each in (*played.rounds, *played.reviews)}
    assert len(played.minutes) == len(folders)
    looked = sorted(folders) if LONG else {"tap-the" if name == "quiz" else sorted(folders)[0]}
    for each in looked:  # the folder beside each is enough by itself
        (place,) = played.folder.parent.glob(f"giay-to/*-{each}/ho-so-kiem-tra")
        code, told = inspected(place)
        assert (code, "The published result is the same as the recount." in told) == (0, True), told
    for pdf in played.minutes:
        assert all(REHEARSAL in page for page in pages(pdf))
    assert check_here(played.minutes[-1].parent / FOLDER)[0] == 0


def test_the_quiz_meets_what_weekly_prizes_meet(quiz: Played) -> None:
    """A judge among the best is barred, a namesake of an organiser is not, equals are parted by a counted vote."""
    week = review(quiz, "giai-tuan-1")
    barred = [each for each in week["subjects"] if each["reasons"] == ["BARRED"]]
    assert [each["values"]["diem"] for each in barred] == ["15"]
    first, *equals = [each for each in week["subjects"] if each["reasons"] == ["AWARDED"]]
    assert first["place"] == 1
    assert {each["decision"] is not None for each in equals} == {True}
    assert {each["values"]["thoi-gian"] for each in equals} == {"60"}
    council = [each for each in quiz.decisions if "biểu quyết" in each]
    assert len(council) >= 1


def test_the_quiz_has_every_reason_for_which_a_unit_gets_nothing(quiz: Played) -> None:
    reasons = {reason for each in review(quiz, "tap-the")["subjects"] for reason in each["reasons"]}
    assert {"AWARDED", "NO_CLIP", "NO_HEADCOUNT"} <= reasons
    assert all(each["state"] in ("given", "vacant") for each in review(quiz, "tap-the")["awards"])


def test_a_sheet_with_an_unknown_unit_waited_and_a_wrong_sheet_was_replaced(quiz: Played) -> None:
    view = figures.show(quiz.folder, surroundings())
    assert any(unit.aliases for unit in view.units)
    replaced = [each for each in view.slots if len(each.kept) > 1 and not each.part.roster]
    assert [(each.part.id, len(each.kept), bool(each.kept[-1].reason)) for each in replaced] == [
        ("trac-nghiem", 2, True)
    ]


def test_awards_follow_blocks_and_quotas(awards: Played) -> None:
    given = [sum(row["state"] == "given" for row in review(awards, each)["awards"]) for each in ("tham-muu", "ca-nhan")]
    assert given == [3, 10]
    units = roster_units(rules(AWARDS), ())
    blocks = ("Sở, ban, ngành", "Đơn vị sự nghiệp", "Cơ quan Trung ương", "Huyện, thị xã, thành phố")
    assert [sum(each.block == block for each in units) for block in blocks] == [19, 4, 6, 11]
    block = review(awards, "chi-so")
    tied = [each for each in block["subjects"] if each["decision"] is not None]
    assert len(tied) == 3, "three districts stand equal for two certificates"
    assert sum(each["reasons"] == ["AWARDED"] for each in tied) == 2


@pytest.mark.parametrize("name", ["awards", "played"] if LONG else ["awards"])
def test_the_same_seed_gives_the_same_bytes_elsewhere_in_a_program_of_its_own(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    first: Played = request.getfixturevalue(name)
    one, two = first.folder.parent, tmp_path / "deeper" / "down" / "y"
    what = ("--contest", AWARDS, "--papers", "60") if name == "awards" else ("--contest", "hau-giang-2024")
    size = ("--entries", "24", "--judges", "5", "--seed", "1")
    done = start(tmp_path / "home", "demo", "--out", str(two), *what, *size, "--json", PYTHONHASHSEED="4242")
    assert done.code == 0, done.err
    assert done.data["recount"] is True
    assert done.data["reviews"] == list(first.reviews)
    kinds = {".pdf", ".json", ".jdbang", ".jdballot", ".jdpack", ".jdquyet", ".toml", ".jsonl", ".txt"}
    kinds |= {".xlsx"} if name == "awards" else set()
    files = (path.relative_to(one) for path in one.rglob("*") if path.suffix in kinds)
    found = {each for each in files if "submissions" not in each.parts}
    assert len(found) > 60
    for each in found:
        assert digest(one / each) == digest(two / each), each
    if name == "played":
        same_by_a_second_way(two)


def same_by_a_second_way(place: Path) -> None:
    """Reckon a rehearsal from its sealed files alone."""
    decisions = place / "giay-to" / f"2-{SECOND}" / "quyet-dinh.jdquyet"
    again = recompute(place / "cuoc-thi", place / "hau-giang-2024.toml", decisions)
    for number, round_id in enumerate((FIRST, SECOND), start=1):
        file = place / "giay-to" / f"{number}-{round_id}" / f"ket-qua-{round_id}.json"
        assert shown(again[round_id]) == said(json.loads(file.read_bytes()))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_is_told_is_one_plain_value(awards: Played) -> None:
    assert json.loads(json.dumps(awards.reviews)) == list(awards.reviews)


# --- rounds beside each other: what is made for them --------------------------------------------------------------


def rules(name: str) -> Definition:
    return load_definition(shipped(name), name)


@pytest.fixture(scope="module")
def beside() -> RehearsalMaterial:
    return material("1", 24, 5, rules(BESIDE))


def test_every_unit_enters_every_field_and_one_tried_too_few_procedures(beside: RehearsalMaterial) -> None:
    fields = {field.title for field in rules(BESIDE).fields}
    usual = [line for line in beside.register if line.trouble not in ("jury", "unit_spelling")]
    first = next(line.unit for line in usual)
    assert {line.field for line in usual if line.unit == first} <= fields
    assert len({line.unit for line in usual}) <= 9
    few = next(line for line in beside.register if line.trouble == "few_procedures")
    others = [line for line in beside.register if line.field == few.field and line is not few]
    tried = {
        line.id: sum(file.name.startswith("thu-tuc") for file in beside.files[line.id]) for line in beside.register
    }
    assert tried[few.id] == 3
    assert all(tried[line.id] >= 5 for line in others)


def test_the_sheet_of_people_lists_the_authors(beside: RehearsalMaterial) -> None:
    definition, authors = rules(BESIDE), authors_of(beside)
    sheets = figure_sheets("1", definition, roster_units(definition, beside.units), beside.people, 100, authors)
    people = next(each for each in sheets if each.part.id == "ca-nhan")
    known = {unit.title for unit in beside.units}
    assert [(row[1], row[0]) for row in people.rows] == [each for each in authors if each[1] in known]
    assert len({row[2] for row in people.rows}) == len(people.rows) > 10


def test_a_plan_with_nothing_to_play_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refusal:
        play(tmp_path / "x", "soc-trang-2024-tuyen-truyen")
    assert (refusal.value.problem.code, (tmp_path / "x").exists()) == ("rehearsal.nothing_to_play", False)

"""Three tasks beside each other, at the size of a province: from what people bring to papers, recount and every choice.

What should come out is reckoned in ``beside_reckoned`` without the program.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import islice, product
from pathlib import Path
from typing import Any

import pytest

from judge_desk.contest.reviewing.outcome import ReviewResult
from judge_desk.contest.reviewing.reviewing import review_result
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.rulebook.reviews import Measure, Missing
from judge_desk.contest.values.identity import RoundId
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.looking import ContestView
from judge_desk.desks.reviews.standing import ReviewStanding, review_standing
from judge_desk.desks.stages import current_round, next_step, pending, stages_of
from judge_desk.exchange.rulebook.definition_file import load_definition, shipped
from tests.desks.inspected import inspected
from tests.journeys.beside_play import RULES, Beside, founded
from tests.journeys.beside_reckoned import Choice, Line, Reckoned
from tests.journeys.beside_world import (
    FEW_STEPS,
    IDEAS,
    JUDGES,
    LATE_IDEA,
    ROUNDS,
    SLOGANS,
    TRIALS,
    people_csv,
)
from tests.journeys.terminal import words_of

WHOLE, PEOPLE, EXTRA = "tap-the", "ca-nhan", "giai-phu"
REVIEWS = (WHOLE, PEOPLE, EXTRA)
OVER = {
    "ideas": "reviews.tap-the.measures.sang-kien.over",
    "slogans": "reviews.tap-the.measures.diem-khau-hieu.over",
    "trials": "reviews.tap-the.measures.diem-trai-nghiem.over",
}
OF_PEOPLE = tuple(
    f"reviews.{review}.measures.{measure}.over"
    for review, measure in ((PEOPLE, IDEAS), (PEOPLE, TRIALS), (EXTRA, TRIALS))
)
FIGURE, FORMULA = "reviews.tap-the.measures.so-lieu.column", "reviews.tap-the.measures.chien-dich.formula"
WEIGHTS, ORGANISER = "reviews.tap-the.measures.tong-diem.weights", "reviews.tap-the.gates.khong-to-chuc.used"
ORDER, OVERLAP = "reviews.ca-nhan.order", "reviews.giai-phu.gates.chua-dat-giai.used"
FORMULAS = {
    "share_of_best": '{ name = "share_of_best", points = 50, decimals = 2 }',
    "rate_against_target": '{ name = "rate_against_target", points = 50, target = 100, decimals = 2 }',
    "as_given": '{ name = "as_given", points = 1000000 }',
}
ORDERS = {
    IDEAS: '{ policy = "in_turn", by = ["sang-kien"] }',
    TRIALS: '{ policy = "in_turn", by = ["trai-nghiem"] }',
    "both": '{ policy = "weighted", by = ["sang-kien", "trai-nghiem"], weights = ["1/2", "1/2"] }',
    "council": '{ policy = "council" }',
}


def rulings(choice: Choice, order: str = IDEAS, way: str = "best", one_each: bool = True) -> dict[str, str]:
    """Write what people decide as answers to the open points, each of them as the plan offers it."""
    first, second = (str(float(Fraction(share))).replace(".", ",") for share in choice.weights)
    return {
        **{key: f'"{getattr(choice, name)}"' for name, key in OVER.items()},
        FIGURE: f'"{choice.figure}"',
        FORMULA: FORMULAS[choice.formula],
        WEIGHTS: f'["{first}", "{second}"]',
        ORGANISER: str(choice.keeps_out).lower(),
        ORDER: ORDERS[order],
        OVERLAP: str(one_each).lower(),
        **dict.fromkeys(OF_PEOPLE, f'"{way}"'),
        **{f"rounds.{each}.disagreement": '"none"' for each in ROUNDS},
    }


@dataclass
class Played:
    """The contest at its end, and what was seen on the way."""

    beside: Beside
    reckoned: Reckoned
    seen: dict[str, Any] = field(default_factory=dict)
    papers: dict[str, Path] = field(default_factory=dict)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Play the contest once."""
    made = founded(tmp_path_factory.mktemp("ba-vong"))
    found = Played(made, made.reckoned)
    take_in(found)
    at_different_stages(found)
    bring_figures(found)
    conclude(found)
    return found


def take_in(found: Played) -> None:
    """The register with its files, and the list of units; what each round still asks."""
    made = found.beside
    register = (str(made.place / "so.csv"), "--files", str(made.place / "ho-so"))
    found.seen["intake"] = made.on("intake", *register, code=1).data
    made.figures("don-vi.csv", "don-vi")
    found.seen["begun"] = made.look()
    for key, value in rulings(Choice()).items():
        made.point(key, value)


def at_different_stages(found: Played) -> None:
    """One round locked, one being marked, one not drawn yet; then all are brought to their end."""
    made = found.beside
    found.seen["drawn"] = made.draw(IDEAS)
    made.issue(IDEAS)
    made.merge(IDEAS, made.mark(IDEAS))
    made.lock(IDEAS)
    made.draw(SLOGANS)
    made.issue(SLOGANS)
    made.merge(SLOGANS, made.mark(SLOGANS, JUDGES[:2]))
    found.seen["between"] = made.look()
    found.seen["asked"] = made.on("decide").data["findings"]
    made.merge(SLOGANS, made.mark(SLOGANS, JUDGES[2:]))
    made.draw(TRIALS)
    made.issue(TRIALS)
    made.merge(TRIALS, made.mark(TRIALS))
    for each in (SLOGANS, TRIALS):
        made.lock(each)


def bring_figures(found: Played) -> None:
    """The campaign with a name that nobody knows and a wrong figure, then put right; who sent something in."""
    made = found.beside
    found.seen["unknown"] = made.figures("chien-dich.xlsx", "chien-dich", code=3).data["findings"]
    listed = made.on("figures", "show").data["units"]
    codes = {each["name"]: each["code"] for each in listed}
    stated = ("--closed-by", "Sở TT&TT", "--closed-on", "2023-11-05")
    made.on("figures", "unit", "Sở Tư pháo", "--is", codes["Sở Tư pháp"], "--reason", "viết nhầm", *stated)
    made.figures("chien-dich.xlsx", "chien-dich")
    found.seen["wrong"] = made.on("review", "show", "--review", WHOLE).data
    made.figures("chien-dich-sua.xlsx", "chien-dich", "--reason", "Sở TT&TT báo lại")
    found.seen["right"] = made.on("review", "show", "--review", WHOLE).data
    (made.place / "ca-nhan.csv").write_text(people_csv(found.reckoned.people()), encoding="utf-8")
    made.figures("ca-nhan.csv", "ca-nhan")
    found.seen["people"] = {each: made.on("review", "show", "--review", each).data for each in (PEOPLE, EXTRA)}


def conclude(found: Played) -> None:
    """Ties are voted on, everything is locked, announced, printed and recounted."""
    made = found.beside
    for review, shown in ((WHOLE, found.seen["right"]), (PEOPLE, found.seen["people"][PEOPLE])):
        tied = [each["code"] for each in shown["subjects"] if each["reasons"] == ["TIE_PENDING"]]
        made.decide("--tie", *sorted(tied, reverse=True), "--vote", "5", "0", "0", where=review)
        made.lock(review)
    found.seen["extra"] = made.on("review", "show", "--review", EXTRA).data
    made.lock(EXTRA)
    found.papers = {each: made.publish(each) for each in (*ROUNDS, *REVIEWS)}
    found.seen["end"] = made.look()
    rules = made.place / f"{RULES}.toml"
    rules.write_bytes(shipped(RULES))
    folders = [str(made.contest), *map(str, found.papers.values())]
    found.seen["recount"] = made.say("recount", *folders, "--definition", str(rules)).data["rounds"]


def captions(view: ContestView) -> dict[str, dict[str, str]]:
    """Give state and caption of every stage by round and review."""
    return {
        str(each.id): {line.name: f"{line.state} {line.caption}" for line in each.lines} for each in stages_of(view)
    }


def test_three_rounds_at_three_stages_at_once(played: Played) -> None:
    entries, seen = played.beside.world.entries, played.seen
    state = {int(each["id"]): each["state"] for each in seen["intake"]["entries"]}
    assert [each.number for each in entries if not each.competes] == [n for n, s in state.items() if s == "refused"]
    refused = {each.unit: each.task for each in entries if not each.competes}
    assert refused == {LATE_IDEA: IDEAS, FEW_STEPS: TRIALS}
    mine = [each for each in entries if each.task == IDEAS and each.competes]
    pairs = sum(1 for each in mine for marks in played.beside.world.marks(each) if marks is not None)
    assert (seen["drawn"]["entries"], seen["drawn"]["pairs"]) == (len(mine), pairs)
    begun = captions(seen["begun"])
    assert {begun[each]["rules"] for each in ROUNDS} == {"now undecided"}
    asked = Counter((str(each.round), each.stage) for each in pending(seen["begun"]) if each.point is not None)
    assert {asked[each, "rules"] for each in ROUNDS} == {1}, "each round asks what is its own"
    assert sum(asked[each, "rules"] for each in REVIEWS) == len(seen["begun"].overview.open) - 3
    between = captions(seen["between"])
    assert between[IDEAS]["results"] == "done locked"
    assert (between[SLOGANS]["collect"], between[SLOGANS]["results"]) == ("now ballots", "waiting ")
    assert (between[TRIALS]["rules"], between[TRIALS]["issue"]) == ("done ", "waiting ")
    assert current_round(seen["between"]) == SLOGANS
    missing = [each for each in seen["asked"] if each["code"] == "merge.missing"]
    assert [each["where"] for each in missing] == ["Phần thi khẩu hiệu tuyên truyền"] * 3
    assert (next_step(seen["end"]), pending(seen["end"])) == (None, ())


def test_scores_places_prizes_and_papers_are_those_reckoned(played: Played) -> None:
    seen, made = played.seen, played.beside
    for each in ROUNDS:
        numbers = made.numbers(each)
        result = json.loads((played.papers[each] / f"ket-qua-{each}.json").read_text(encoding="utf-8"))
        given = {numbers[one["code"]]: Fraction(one["official"].replace(",", ".")) for one in result["entries"]}
        assert given == {n.number: played.reckoned.official[n.number] for n in made.world.entries if n.number in given}
        assert len(given) == sum(1 for one in made.world.entries if one.task == each and one.competes)
    assert [each["code"] for each in seen["unknown"]] == ["figures.unknown_unit_near"]
    assert shown(seen["wrong"]) != shown(seen["right"])
    assert shown(seen["right"]) == told(played.reckoned.units(Choice()))
    by_name = {(each["unit"], each["name"]): each for each in seen["people"][PEOPLE]["subjects"]}
    for line in played.reckoned.persons(IDEAS):
        unit, name, _ = line.name
        assert (by_name[unit, name]["place"] or 0, tuple(by_name[unit, name]["reasons"])) == (line.place, line.reasons)
    assert all(each["same"] for each in seen["recount"])
    assert [each["round"] for each in seen["recount"]] == [*ROUNDS, *REVIEWS]
    code, said = inspected(played.papers[PEOPLE] / "ho-so-kiem-tra")  # on rounds and prizes of others
    assert (code, "The published result is the same as the recount." in said) == (0, True), said


def test_participation_goes_by_the_list_of_units_and_by_task(played: Played) -> None:
    told = words_of(played.papers[TRIALS] / "tong-hop-tham-gia.pdf")
    for name in ("Hội Văn nghệ", "Báo tỉnh"):
        assert name not in told, "a judge's unit is none of the contest"
    entries = [each for each in played.beside.world.entries if each.unit == FEW_STEPS]
    tasks = [sum(1 for each in entries if each.task == task and each.competes) for task in ROUNDS]
    assert f"{FEW_STEPS} {len(entries)} {sum(tasks)} {' '.join(map(str, tasks))}" in told
    assert "Đơn vị tham gia xác định Chỉ số cải cách hành chính" in told


def test_the_papers_of_a_round_tell_of_its_own_entries(played: Played) -> None:
    entries = played.beside.world.entries
    for each in ROUNDS:
        told = words_of(played.papers[each] / "bien-ban-ban-giam-khao.pdf")
        mine = [one for one in entries if one.task == each]
        out = [str(one.number) for one in mine if not one.competes]
        counts = f"{len(mine)}; số bài được chấm: {len(mine) - len(out)}; số bài không được chấm: {len(out):02d}."
        assert f"Tổng số bài của vòng: {counts}" in told
        left_out = played.papers[each] / "danh-sach-bai-khong-hop-le.pdf"
        assert left_out.exists() == bool(out)
        assert all(f"Bài số {one.number} " not in told for one in entries if not one.competes and one not in mine)


def shown(data: Mapping[str, Any]) -> dict[str, tuple[int, tuple[str, ...]]]:
    """Give place and reasons by name, as a command says them."""
    return {each["name"]: (each["place"] or 0, tuple(each["reasons"])) for each in data["subjects"]}


def told(lines: list[Line]) -> dict[Any, tuple[int, tuple[str, ...]]]:
    """Give place and reasons by name, as they were reckoned."""
    return {each.name: (each.place, each.reasons) for each in lines}


# --- every choice -------------------------------------------------------------------------------------------------


def choices() -> Iterator[Choice]:
    """Give every choice of the plan's open points on units, and of what the rules here only assume."""
    halves = (("2/5", "3/5"), ("1/2", "1/2"), ("3/5", "2/5"))
    ways, figures = ("best", "mean", "sum"), ("ho-so", "ty-le", "muc-dat")
    every = product(ways, figures, FORMULAS, halves, (True, False))
    for way, figure, formula, weights, out in islice(every, 0, None, 5):  # 5 divides none of them: each meets each
        yield Choice(way, way, way, figure, formula, weights, out)
    for ideas, slogans, trials in product(ways, repeat=3):
        yield Choice(ideas, slogans, trials)
    yield Choice(part_two=100)
    yield Choice(absent_is_zero=True)


def settled(choice: Choice, **more: Any) -> Definition:
    """Give the rules with everything decided; what is no open point there is changed in the rules themselves."""
    rules = load_definition(shipped(RULES), RULES, tuple(rulings(choice, **more).items()))
    if choice.part_two == 50 and not choice.absent_is_zero:
        return rules
    whole, *others = rules.reviews
    measures = tuple(_changed(each, choice) for each in whole.measures)
    return replace(rules, reviews=(replace(whole, measures=measures), *others))


def _changed(measure: Measure, choice: Choice) -> Measure:
    changed = replace(measure, to=Fraction(choice.part_two)) if measure.to is not None else measure
    lacks = choice.absent_is_zero and measure.missing is Missing.LACKS
    return replace(changed, missing=Missing.ZERO) if lacks else changed


def compared(result: ReviewResult, lines: list[Line]) -> None:
    """Hold a result against what was reckoned: total, place, prize and reasons of everybody."""
    place = {each.code: each.number for each in result.ranking.places}
    total = {each.code: each.score for each in result.ranking.places}
    prize = {row.code: row.prize for one in result.awards for row in one.rows if row.code is not None}
    named = {(each.subject.unit, each.subject.name): each for each in result.subjects}
    assert len(named) == len(lines)
    for line in lines:
        key = line.name[:2] if isinstance(line.name, tuple) else (line.name, line.name)
        code = named[key].subject.code
        given = (place.get(code, 0), str(prize.get(code, "")), named[key].reasons)
        assert given == (line.place, line.prize, line.reasons), (key, given, line)
        assert not line.place or total[code] == line.total, (key, total[code], line)


def of(played: Played, review: str) -> ReviewStanding:
    """Give where a review of the contest stands."""
    with open_folder(played.beside.contest, read_only=True) as contest:
        return review_standing(contest, review)


def test_every_choice_of_units_comes_out_as_reckoned(played: Played) -> None:
    standing, winners = of(played, WHOLE), set()
    evidence = replace(standing.evidence, decisions=())
    for choice in choices():
        result = review_result(settled(choice), RoundId(WHOLE), evidence)
        lines = played.reckoned.units(choice)
        compared(result, lines)
        winners.add(tuple(each.name for each in sorted(lines, key=lambda one: one.place or 99) if each.prize)[:3])
    assert len(winners) > 10, "the open points decide who wins"


def test_every_choice_of_people_comes_out_as_reckoned(played: Played) -> None:
    standing, extra = of(played, PEOPLE), of(played, EXTRA)
    ties = tuple(each for each in standing.decisions if each.kind == "tie" and each.round == PEOPLE)
    for order, way in product((IDEAS, TRIALS, "both"), ("best", "mean", "sum")):
        rules = settled(Choice(), order=order, way=way)
        result = review_result(rules, RoundId(PEOPLE), replace(standing.evidence, decisions=()))
        compared(result, played.reckoned.persons(order, way))
    everything = replace(extra.evidence, decisions=ties)
    for one_each in (True, False):
        rules = settled(Choice(), one_each=one_each)
        before = review_result(rules, RoundId(PEOPLE), replace(standing.evidence, decisions=ties))
        given = {row.code for awards in before.awards for row in awards.rows}
        names = {(each.subject.unit, each.subject.name) for each in before.subjects if each.subject.code in given}
        winners = [each for each in played.reckoned.people() if each[:2] in names]
        assert len(winners) == 4
        result = review_result(rules, RoundId(EXTRA), everything, (before,))
        compared(result, played.reckoned.extra(winners, one_each))
    council = settled(Choice(), order="council")
    asked = review_result(council, RoundId(PEOPLE), replace(standing.evidence, decisions=())).questions
    assert [each.code for each in asked] == ["review.council_chooses"]

"""A province's quiz of four weeks with clips, from what offices bring to papers, beside a second reckoning."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from judge_desk.contest.reviewing.outcome import Evidence, ReviewResult
from judge_desk.contest.reviewing.reviewing import review_result
from judge_desk.contest.values.identity import RoundId
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.reviews.standing import review_standing
from judge_desk.exchange.rulebook.definition_file import load_definition, shipped
from tests.journeys import quiz_reckoner as reckoner
from tests.journeys.long_form import LONG
from tests.journeys.quiz_play import (
    CLIPS,
    CONTEST,
    OF_WHOLE,
    OPEN_OF_WHOLE,
    PEOPLE,
    POINTS,
    WEEKLY,
    WHOLE,
    QuizPlay,
    marks_on,
    once_each,
)
from tests.journeys.quiz_reckoner import Answers, Collective, Paper, Reckoned
from tests.journeys.quiz_world import (
    BARRED,
    NAMESAKE,
    ROSTER_HEAD,
    SLIP,
    SLIPPED,
    TWINS,
    UNITS,
    WEEK_HEAD,
    WEEKS,
    Clip,
    QuizWorld,
    make_world,
    write_csv,
    write_panel,
    write_register,
)

PAPERS = int(os.environ.get("JUDGE_DESK_QUIZ_PAPERS", "2000" if LONG else "1400"))
"""Papers a week, so few that the suite stays short; 25000 is a real month."""
BY = ("time", "time", "guess", "mark")
CHANGES: Mapping[str, tuple[str, Any, Mapping[str, str]]] = {
    "H1 both parts": (
        "by_both", True, {"gates.trong-20-clip.used": "false", "gates.trong-20-chung.used": "true"},
    ),
    "H1 neither": ("by_clip", False, {"gates.trong-20-clip.used": "false"}),
    "H2 mean": ("clip", "mean", {"measures.diem-clip.over": '"mean"'}),
    "H2 sum": ("clip", "sum", {"measures.diem-clip.over": '"sum"'}),
    "H3 out": ("tie", "all_out", {"gates.trong-20-clip.tie": '"all_out"'}),
    "H3 ask": ("tie", "ask", {"gates.trong-20-clip.tie": '"ask"'}),
    "H4 weekly people": ("people", "persons_mean", {"measures.so-nguoi.over": '"persons_mean"'}),
    "H4 papers": ("people", "papers_mean", {"measures.so-nguoi.over": '"papers_mean"'}),
    "H4 best attempt": ("attempts", "best", {"measures.chat-luong.attempts": '"best"'}),
    "H5 posts": ("column", "bien-che", {"measures.tong-nguoi.column": '"bien-che"'}),
    "H5 allowed": ("column", "duoc-thi", {"measures.tong-nguoi.column": '"duoc-thi"'}),
    "H6 full": ("quality", "share_full", {"measures.chat-luong.over": '"share_full"'}),
    "H6 from 75 %": ("quality", "share_from", {"measures.chat-luong.over": '"share_from"'}),
    "H7 quality": ("order", "quality, rate", {"order": '{ policy = "in_turn", by = ["chat-luong", "ty-le"] }'}),
    "H7 half": (
        "order", "half and half",
        {"order": '{ policy = "weighted", by = ["ty-le", "chat-luong"], weights = ["1/2", "1/2"] }'},
    ),
    "H7 places": ("order", "places", {"order": '{ policy = "rank_sum", by = ["ty-le", "chat-luong"] }'}),
    "H7 product": ("order", "product", {"order": '{ policy = "product", by = ["ty-le", "chat-luong"] }'}),
    "H8 zero is zero": ("zero_blank", "zero", {"measures.bai-0.missing": '"zero"'}),
    "H8 zero asks": ("zero_blank", "ask", {"measures.bai-0.missing": '"ask"'}),
    "H8 best attempt": ("zero_attempts", "best", {"measures.bai-0.attempts": '"best"'}),
    "H8 blank is zero": ("blank", "zero", {"measures.chat-luong.missing": '"zero"'}),
    "H8 blank asks": ("blank", "ask", {"measures.chat-luong.missing": '"ask"'}),
}  # fmt: skip
"""Every answer that the rules offer and the journey does not give: what it is for the reckoner, and for the rules."""


def test_a_month_of_quiz_and_clips_comes_to_what_a_second_reckoning_says(tmp_path: Path) -> None:
    play = QuizPlay(make_world(tmp_path / "hue", PAPERS))
    play.found()
    bring_figures(play)
    play.play_clips()
    clips = settle_clips(play)
    for key, value in OPEN_OF_WHOLE.items():
        play.point(key, value)
    names, numbers, units = reckoner.read_roster(play.world.place / "don-vi.csv", {SLIP: SLIPPED})
    papers = reckoner.read_papers([play.world.week(at) for at in range(4)], units)
    whole = Collective(len(names), numbers, papers, clips)
    every_answer(play, whole)
    weeks(play, papers, units)
    awarded(play, Collective(len(names), numbers, papers_in_force(play, units), clips))
    printed(play)


def bring_figures(play: QuizPlay) -> None:
    """A slip in a name is refused with the nearest unit; people say which unit it is, and all weeks come in."""
    world = play.world
    play.bring("don-vi", world.place / "don-vi.csv")
    refused = play.bring("trac-nghiem", world.week(0), WEEKS[0], code=3).data["findings"][0]
    assert (refused["code"], refused["facts"]["unit"]) == ("figures.unknown_unit_near", SLIP)
    assert refused["facts"]["near"].split("; ")[0] == world.names[SLIPPED]
    play.name_slip()
    for at, week in enumerate(WEEKS):
        took = play.bring("trac-nghiem", world.week(at), week).data["parts"][1 + at]
        assert (took["rows"], took["units"], took["missing"]) == (PAPERS, UNITS, [])


def settle_clips(play: QuizPlay) -> dict[int, list[Fraction]]:
    """Part two equal clips by a vote, lock; scores, places and prizes are those of the second reckoning."""
    scores = reckoner.clip_scores(marks_on(play.world))
    order = reckoner.clip_order(scores)
    tied = next(group for group in order if len(group) > 1)
    told = play.say("results", play.folder, "--round", CLIPS).data
    assert [each["code"] for each in told["findings"] if each["severity"] == "ask"] == ["prize.tie"]
    by_code = {each["code"]: each for each in told["entries"]}
    for number, (score, _) in scores.items():
        assert Fraction(by_code[play.codes[number]]["official"]) == score
    play.decide(CLIPS, "--tie", *(play.codes[each] for each in reversed(tied)), "--vote", "4", "1", "0")
    play.release(CLIPS, approve=True)
    units = {each.number: each.unit for each in play.world.clips}
    ordered = [number for group in order for number in (reversed(group) if group is tied else group)]
    first = [number for at, number in enumerate(ordered) if units[number] not in {units[n] for n in ordered[:at]}]
    awards = play.say("results", play.folder, "--round", CLIPS).data["awards"]
    assert [each["code"] for each in awards] == [play.codes[each] for each in first[:8]], "one prize for a unit"
    found: dict[int, list[Fraction]] = {}
    for number, (score, _) in scores.items():
        found.setdefault(units[number], []).append(score)
    return found


# --- every answer --------------------------------------------------------------------------------------------------


def result_of(play: QuizPlay, review: str) -> tuple[ReviewResult, Evidence]:
    """Give a review's result and what it stands on."""
    with open_folder(play.folder, read_only=True) as contest:
        standing = review_standing(contest, review)
        return standing.result, standing.evidence


def every_answer(play: QuizPlay, whole: Collective) -> None:
    """Work the collective prizes out under every answer to H1 to H8, over the same evidence."""
    result, evidence = result_of(play, WHOLE)
    same_units(result, whole.reckon(Answers()), "")
    tied = [each.subject.code for each in result.subjects if each.reasons == ("TIE_PENDING",)]
    assert tied == [f"H{unit + 1:03d}" for unit in TWINS]
    settled = {"parts.clip.over_length": '"refuse"', **POINTS, **OPEN_OF_WHOLE}
    winners = set()
    for name, (field, answer, rulings) in CHANGES.items():
        changed = {**settled, **{OF_WHOLE + key: value for key, value in rulings.items()}}
        rules = load_definition(shipped(CONTEST), CONTEST, list(changed.items()))
        answers = replace(Answers(), **{field: answer})
        if field == "by_both":
            answers = replace(answers, by_clip=False)
        found = review_result(rules, RoundId(WHOLE), evidence)
        same_units(found, whole.reckon(answers), name)
        winners.add(tuple(row.code for row in found.awards[0].rows))
    assert len(winners) > 8, "the answers decide who gets the prizes"


def same_units(result: ReviewResult, said: Reckoned, name: str) -> None:
    """Compare reasons, places, prizes and the two figures of every unit, to the fraction."""
    by_unit = {int(each.subject.code[1:]) - 1: each for each in result.subjects}
    assert {unit: each.reasons for unit, each in by_unit.items()} == dict(said.reasons), name
    assert {unit: each.values["ty-le"].value for unit, each in by_unit.items()} == dict(said.rate), name
    asked = {unit for unit, each in by_unit.items() if each.values["chat-luong"].lack == "missing"}
    quality = {unit: each.values["chat-luong"].value for unit, each in by_unit.items() if unit not in asked}
    assert quality == {unit: value for unit, value in said.quality.items() if unit not in asked}, name
    rows = [(row.prize, None if row.code is None else int(row.code[1:]) - 1) for row in result.awards[0].rows]
    assert rows == list(said.prizes), name
    if said.places:
        places = {int(each.code[1:]) - 1: (each.number, each.shared) for each in result.ranking.places}
        assert places == dict(said.places), name


# --- the weeks -----------------------------------------------------------------------------------------------------


def weeks(play: QuizPlay, papers: list[Paper], units: Mapping[str, int]) -> None:
    """Four weeks in four manners: a namesake, a tie for the first prize, guesses, and a choice among thousands."""
    codes = same_week(play, papers, 0)
    asked = result_of(play, WEEKLY[0])[0].questions
    assert [(each.code, each.facts["entry"]) for each in asked] == [("review.namesake", codes["TN90002"])]
    barred = result_of(play, WEEKLY[0])[0]
    why = {each.subject.facts["ma"]: each.reasons for each in barred.subjects if each.subject.name == BARRED[0]}
    assert why == {"TN90001": ("BARRED",), "TN90002": ("WAITING",)}
    met = ("--gate", "duoc-du-thi", "--subject", codes["TN90002"], "--met", "yes")
    play.say("review", "answer", play.folder, "--review", WEEKLY[0], *met, *PEOPLE)
    order = reckoner.week_order(papers, 0, "time")
    assert order[1][0][0] == NAMESAKE[1]
    assert winners_of(play, 0) == [codes[group[0][2]] for group in order[1:4]]
    play.release(WEEKLY[0], approve=False)
    codes = same_week(play, papers, 1)
    group, third = reckoner.week_order(papers, 1, "time")[:2]
    assert [each.code for each in result_of(play, WEEKLY[1])[0].questions] == ["prize.tie"]
    voted = [codes[each[2]] for each in reversed(group)]
    play.decide(WEEKLY[1], "--tie", *voted, "--vote", "5", "0", "0")
    assert winners_of(play, 1) == [*voted, codes[third[0][2]]]
    codes = same_week(play, papers, 2)
    assert winners_of(play, 2) == [codes[group[0][2]] for group in reckoner.week_order(papers, 2, "guess")[:3]]
    asked = result_of(play, WEEKLY[3])[0].questions
    assert [(each.code, each.facts["count"]) for each in asked] == [("review.several_figures", PAPERS // 80)]
    once = once_each(play.world.week(3), play.world.place / "tuan-4-sua.csv")
    assert play.bring("trac-nghiem", once, WEEKS[3], code=3).codes == ["figures.no_reason"]
    play.bring("trac-nghiem", once, WEEKS[3], "Mỗi người một lượt")
    last = reckoner.read_papers([once], units)
    codes = same_week(play, [replace(each, week=3) for each in last], 3)
    best = reckoner.week_order(last, 0, "mark")[0]
    for prize, person in zip(("nhat", "nhi", "ba"), best, strict=False):
        play.decide(WEEKLY[3], "--prize", f"tuan-4/{prize}", codes[person[2]], "--vote", "5", "0", "0")
    assert winners_of(play, 3) == [codes[person[2]] for person in best[:3]]


def same_week(play: QuizPlay, papers: list[Paper], week: int) -> dict[str, str]:
    """Compare every place of a week; gives the people's codes by their numbers."""
    result, _ = result_of(play, WEEKLY[week])
    numbers = {each.subject.code: each.subject.facts["ma"] for each in result.subjects}
    found: dict[int, set[str]] = {}
    for place in result.ranking.places:
        found.setdefault(place.number, set()).add(numbers[place.code])
    kept_out = {"TN90001", "TN90002"} if week == 0 else set()
    twice = {numbers[each.subject.code] for each in result.subjects if each.values["diem"].lack == "undecided"}
    expected: dict[int, set[str]] = {}
    at = 1
    for group in reckoner.week_order(papers, week, BY[week]):
        people = {person[2] for person in group} - kept_out - twice
        if people:
            expected[at] = people
            at += len(people)
    assert found == expected
    return {number: code for code, number in numbers.items()}


def winners_of(play: QuizPlay, week: int) -> list[str | None]:
    """Give who gets the prizes of a week."""
    return [row.code for row in result_of(play, WEEKLY[week])[0].awards[0].rows]


# --- the end -------------------------------------------------------------------------------------------------------


def papers_in_force(play: QuizPlay, units: Mapping[str, int]) -> list[Paper]:
    """Read the weeks again with the sheet that took the place of the last one."""
    place = play.world.place
    return reckoner.read_papers([*(play.world.week(at) for at in range(3)), place / "tuan-4-sua.csv"], units)


def awarded(play: QuizPlay, whole: Collective) -> None:
    """The twins are parted by a vote; approved, locked, announced, and no figure comes in any more."""
    said = whole.reckon(Answers())
    same_units(result_of(play, WHOLE)[0], said, "corrected")
    voted = [f"H{unit + 1:03d}" for unit in reversed(TWINS)]
    assert play.decide(WHOLE, "--final", code=10).codes == ["decide.still_open"]
    play.decide(WHOLE, "--tie", *voted, "--vote", "5", "0", "0")
    play.release(WHOLE, approve=True)
    rows = play.show(WHOLE).data["awards"]
    rest = [f"H{unit + 1:03d}" for _, unit in said.prizes if unit is not None]
    assert [each["code"] for each in rows] == [*voted, *rest]
    refused = play.bring("trac-nghiem", play.world.week(3), WEEKS[3], "Bản cũ", code=10)
    assert refused.codes == ["figures.locked"]


def printed(play: QuizPlay) -> None:
    """Papers in three formats; a recount from the sealed files alone comes to the same."""
    target = play.world.place / "giay"
    made = play.say("publish", play.folder, "--round", WHOLE, "--to", target).data
    kinds = {each["kind"] for each in made["papers"]}
    assert {"review_summary", "review_refused", "review_prizes", "review_minutes", "decision", "certificate"} <= kinds
    play.say("publish", play.folder, "--round", WEEKLY[0], "--to", target, "--format", "pdf", "--only", "review_prizes")
    rules = play.world.place / f"{CONTEST}.toml"
    rules.write_bytes(shipped(CONTEST))
    alone = play.say("recount", target, "--definition", rules, code=1)
    assert [each["code"] for each in alone.data["findings"] if each["severity"] == "stop"] == ["recount.round_absent"]
    again = play.say("recount", play.folder, target, "--definition", rules).data["rounds"]
    assert {each["round"]: each["same"] for each in again if each["compared"]} == {WEEKLY[0]: True, WHOLE: True}


# --- the vector ----------------------------------------------------------------------------------------------------

VECTOR = {"A": (200, 200, 11), "B": (200, 180, 14), "C": (200, 190, 13)}
"""People of the unit, people who took part, marks of each: the order decides the prize."""
ORDERS = {
    "in_turn rate": ('{ policy = "in_turn", by = ["ty-le", "chat-luong"] }', "A C B"),
    "in_turn quality": ('{ policy = "in_turn", by = ["chat-luong", "ty-le"] }', "B C A"),
    "weighted": ('{ policy = "weighted", by = ["ty-le", "chat-luong"], weights = ["1/2", "1/2"] }', "B C A"),
    "product": ('{ policy = "product", by = ["ty-le", "chat-luong"] }', "B C A"),
    "rank_sum": ('{ policy = "rank_sum", by = ["ty-le", "chat-luong"] }', "? ? ?"),
}


def test_the_order_alone_decides_the_prize(tmp_path: Path) -> None:
    play = QuizPlay(vector(tmp_path / "nho"))
    play.found()
    play.bring("don-vi", play.world.place / "don-vi.csv")
    for at, week in enumerate(WEEKS):
        play.bring("trac-nghiem", play.world.place / f"{week}.csv", WEEKS[at])
    play.play_clips()
    play.release(CLIPS, approve=True)
    for key, value in OPEN_OF_WHOLE.items():
        if key != f"{OF_WHOLE}order":
            play.point(key, value)
    assert [each["code"] for each in play.show(WHOLE).data["findings"] if each["severity"] == "ask"] == [
        "review.undecided"
    ]
    names = {f"{unit:>03}": unit for unit in VECTOR}
    for name, (order, expected) in ORDERS.items():
        play.point(f"{OF_WHOLE}order", order)
        shown = play.show(WHOLE).data
        won = [names.get(str(each["code"]), "?") for each in shown["awards"]]
        assert " ".join(won[:3]) == expected, name
        reasons = {tuple(each["reasons"]) for each in shown["subjects"]}
        assert reasons == ({("TIE_PENDING",)} if expected == "? ? ?" else {("AWARDED",)}), name


def vector(place: Path) -> QuizWorld:
    """Lay the vector out as files: three units, a clip of each, every person once in the month."""
    place.mkdir()
    made = QuizWorld(
        place, tuple(f"Đơn vị {unit}" for unit in VECTOR), tuple(Clip(n + 1, n, 180 - n, False) for n in range(3))
    )
    staff = [(f"Đơn vị {unit}", f"{unit:>03}", "", *[str(people)] * 3) for unit, (people, _, _) in VECTOR.items()]
    write_csv(place / "don-vi.csv", ROSTER_HEAD, staff)
    people = [(unit, n, mark) for unit, (_, took, mark) in VECTOR.items() for n in range(took)]
    for at, week in enumerate(WEEKS):
        rows = [(f"Đơn vị {u}", f"Người {n}", f"{u}{n}", str(mark), "300", "9") for u, n, mark in people[at::4]]
        write_csv(place / f"{week}.csv", WEEK_HEAD, rows)
    write_register(made)
    write_panel(made, [""] * 5, "")
    return made

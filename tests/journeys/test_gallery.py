"""Rules to start from: without a fault, with their sources, reckoned by other code, and played to a recount."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

import pytest

from judge_desk.contest.counting.aggregation import Sheet, score_round
from judge_desk.contest.counting.brought import BroughtSheet, points_brought
from judge_desk.contest.counting.outcome import gate_failures, shortlist
from judge_desk.contest.counting.ranking import rank_standings, standings, tie_context
from judge_desk.contest.merge.ballots import Line
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.rulebook.rubric import LeafKind, judged_leaves
from judge_desk.contest.values.identity import CriterionId, Digest, EntryCode, Seat
from judge_desk.desks.defining import check_definition, gallery
from judge_desk.desks.rules import drafts
from judge_desk.exchange.rulebook.definition_file import load_definition, shipped, shipped_definitions
from judge_desk.exchange.rulebook.gallery_file import read_gallery
from judge_desk.paths import resource
from tests.journeys.gallery_play import Play, asked_of_organisers

ROOT = Path(__file__).resolve().parents[2]
LISTED = tuple(each.id for each in read_gallery().ready)
REVIEWED = (
    "hue-2023",
    "soc-trang-2023",
    "soc-trang-thi-dua-hang-nam",
    "soc-trang-so-ket-2025",
    "soc-trang-tong-ket-2030",
)
"""Rules with reviews: what awards by figures and councils, with rounds or without."""
IDS = tuple(name for name in LISTED if "thi-dua" not in name and "-ket-" not in name)
"""Rules with a round that a panel judges."""
PROVINCES = """An Giang|Bà Rịa|Bắc Giang|Bắc Kạn|Bạc Liêu|Bắc Ninh|Bến Tre|Bình Định|Bình Dương|Bình Phước|Bình Thuận
Cà Mau|Cần Thơ|Cao Bằng|Đà Nẵng|Đắk Lắk|Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Giang|Hà Nam|Hà Nội|Hà Tĩnh
Hải Dương|Hải Phòng|Hậu Giang|Hòa Bình|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lâm Đồng|Lạng Sơn|Lào Cai
Long An|Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh|Quảng Trị
Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Huế|Tiền Giang|Trà Vinh|Tuyên Quang|Vĩnh Long|Vĩnh Phúc
Yên Bái|Hồ Chí Minh""".replace("\n", "|")


def raw(name: str) -> dict[str, Any]:
    """Read a definition with nothing of the program."""
    return tomllib.loads((resource("contests") / f"{name}.toml").read_text(encoding="utf-8"))


def exact(value: Any) -> Fraction:
    return Fraction(str(value).replace(",", "."))


# --- the files ----------------------------------------------------------------------------------------------------


def test_every_file_is_offered_and_those_of_the_list_have_no_fault() -> None:
    assert sorted(each.summary.id for each in gallery().items) == sorted(shipped_definitions())
    for name in LISTED:
        summary, findings = check_definition(Path(str(resource("contests"))) / f"{name}.toml")
        assert (summary is not None, findings) == (True, ())
        for each in raw(name).get("rounds", ()):
            assert each["rubric"].get("source")
        for point in raw(name).get("undecided", ()):
            assert point["question"]
            assert point["source"]
    assert all(each.reason for each in gallery().lacking)


def test_what_is_not_given_says_that_it_is_a_sample() -> None:
    """A rubric is no sample only where its source gives every number of it."""
    whole = {"sang-kien-hoi-dong-80", "sang-kien-binh-chon", "nghien-cuu-tre", "san-pham-tieu-bieu", "y-tuong-300-diem"}
    assert {name for name in IDS if not any(each["rubric"].get("sample") for each in raw(name)["rounds"])} == whole


@pytest.mark.parametrize("name", REVIEWED)
def test_every_review_names_its_source_and_every_point_offers_answers(name: str) -> None:
    """That every answer is one the rules can hold is a check of the file; only a day offers none."""
    rules = raw(name)
    assert all(each["source"] for each in rules["reviews"])
    assert all(each.get("source") for each in rules["measured"] if not each.get("sample"))
    for point in rules["undecided"]:
        assert point.get("choices") or point["key"].endswith(".from_day"), point["key"]


def test_the_quotas_of_the_awards_are_those_of_the_plan() -> None:
    """The table of the plan: certificates to advising units, to the four blocks, to people; one flag for each block."""
    wanted = {
        "soc-trang-thi-dua-hang-nam": ([3, 3, 1, 1, 2, 10], 0),
        "soc-trang-so-ket-2025": ([7, 5, 2, 2, 4, 20], 4),
        "soc-trang-tong-ket-2030": ([7, 5, 2, 2, 4, 20], 4),
    }
    for name, (certificates, flags) in wanted.items():
        tables = raw(name)["prize_tables"]
        counts = {each["id"]: each["prizes"][0]["count"] for each in tables}
        assert [counts[key] for key in counts if key.startswith("bk-")] == certificates
        assert [counts[key] for key in counts if key.startswith("co-")] == [1] * flags
    money = {
        name: sum(p["count"] * p["money"] for t in raw(name)["prize_tables"] for p in t["prizes"])
        for name in REVIEWED[:2]
    }
    assert money == {"hue-2023": 48_000_000, "soc-trang-2023": 68_000_000}


@pytest.mark.parametrize("name", IDS)
def test_the_form_changes_one_point_and_changes_it_back(name: str) -> None:
    draft = drafts.open_draft(name)
    key = f"rounds.{raw(name)['rounds'][0]['id']}.score.decimals"
    before = raw(name)["rounds"][0]["score"]["decimals"]
    there = drafts.put(draft, key, "3")
    assert not drafts.look_over(there).findings
    assert there.content != draft.content
    assert drafts.put(there, key, str(before)).content == draft.content


def test_no_province_is_named_in_the_program() -> None:
    """Data may name them, and a note that says where a rule was seen; a value of the program may not."""
    found = []
    for path in sorted((ROOT / "judge_desk").rglob("*.py")):
        text = re.sub(r'"""[\s\S]*?"""|#[^\n]*', "", path.read_text(encoding="utf-8"))
        found += [f"{path.name}: {name}" for name in re.findall(PROVINCES, text)]
    assert not found


# --- scores, by other code ----------------------------------------------------------------------------------------


def worth_of(criteria: list[dict[str, Any]], leaf: dict[str, Any], value: Fraction) -> Fraction:
    """What a value adds: its coefficient and the weights of its groups."""
    by_id = {each["id"]: each for each in criteria}
    value *= exact(leaf.get("coefficient", 1))
    at = leaf.get("parent")
    while at is not None:
        value *= exact(by_id[at].get("weight", 1))
        at = by_id[at].get("parent")
    return -value if leaf.get("kind") == "penalty" else value


def points_of(leaf: dict[str, Any], figure: Fraction, figures: list[Fraction]) -> Fraction:
    """What a figure of the organisers comes to."""
    if leaf["kind"] == "penalty":
        rule = leaf["penalty"]
        if "per_minute" in rule:
            return exact(rule["per_minute"]) * (int(figure) // 60)
        reached = [r for r in rule["rows"] if figure > r["over"] or (r["included"] and figure == r["over"])]
        return exact(reached[-1]["points"]) if reached else Fraction(0)
    if leaf["kind"] == "organisers":
        return figure
    rule = leaf["formula"]
    best = Fraction(rule["target"]) if rule["name"] == "rate_against_target" else max(figures)
    points = Fraction(rule["points"]) * min(figure / best, Fraction(1))
    if "decimals" not in rule:
        return points
    scale = 10 ** rule["decimals"]
    return Fraction(floor(points * scale + Fraction(1, 2)), scale)


def mark_in(leaf: dict[str, Any], chance: random.Random) -> Fraction:
    """Any mark that the leaf allows."""
    low, high, step = exact(leaf.get("minimum", 0)), exact(leaf["maximum"]), exact(leaf.get("step", 1))
    if leaf.get("bands"):
        band = chance.choice(leaf["bands"])
        low, high = exact(band["low"]), exact(band["high"])
    return low + step * chance.randint(0, int((high - low) / step))


def mean(totals: list[Fraction]) -> Fraction:
    return sum(totals, Fraction(0)) / len(totals)


def reckon(name: str, rules: dict[str, Any], round_: Round, chance: random.Random) -> None:
    """Mark six entries at random, bring figures at random, and compare every exact score."""
    criteria = rules["rubric"]["criteria"]
    parents = {each.get("parent") for each in criteria}
    leaves = [each for each in criteria if each["id"] not in parents]
    brought = [each for each in leaves if each.get("kind") in ("penalty", "formula", "organisers")]
    judged = [each for each in leaves if each not in brought]
    codes = [EntryCode(f"00{number}") for number in range(6)]
    marks = {(c, s, leaf["id"]): mark_in(leaf, chance) for c in codes for s in (1, 2, 3) for leaf in judged}
    figures = {
        leaf["id"]: {c: Fraction(chance.randint(1, 15 if leaf["kind"] == "organisers" else 130)) for c in codes}
        for leaf in brought
    }
    sheets = [sheet_of(round_, CriterionId(key), rows) for key, rows in figures.items()]
    extra = points_brought(round_.rubric, sheets).points
    given = [Sheet(c, (Seat(1), Seat(2), Seat(3)), lines_of(round_, c, marks), extra.get(c, {})) for c in codes]
    for score in score_round(given, replace(round_, disagreement=None), ()):
        totals = [
            sum((worth_of(criteria, leaf, marks[score.code, s, leaf["id"]]) for leaf in judged), Fraction(0))
            for s in (1, 2, 3)
        ]
        more = sum(
            (
                worth_of(
                    criteria, leaf, points_of(leaf, figures[leaf["id"]][score.code], list(figures[leaf["id"]].values()))
                )
                for leaf in brought
            ),
            Fraction(0),
        )
        assert score.exact == mean(totals) + more, name


def sheet_of(round_: Round, criterion: CriterionId, rows: Mapping[EntryCode, Fraction]) -> BroughtSheet:
    kind = next(each.kind for each in round_.rubric.criteria if each.id == criterion)
    texts = tuple(sorted((code, str(value)) for code, value in rows.items()))
    return BroughtSheet(1, round_.id, criterion, kind, texts, "x", Digest(""), "x", "2024-01-01", 0, "", "")


def lines_of(round_: Round, code: EntryCode, marks: Mapping[tuple[EntryCode, int, str], Fraction]) -> dict[Seat, Line]:
    leaves = judged_leaves(round_.rubric)
    return {
        Seat(seat): Line(code, tuple(int(marks[code, seat, leaf.id] / leaf.step) for leaf in leaves))
        for seat in (1, 2, 3)
    }


@pytest.mark.parametrize("name", IDS)
def test_scores_of_every_rubric_are_those_of_other_code(name: str) -> None:
    chance, rules = random.Random(f"mẫu {name}"), load_definition(shipped(name), name)
    for each, round_ in zip(raw(name)["rounds"], rules.rounds, strict=True):
        for _ in range(10):
            reckon(name, each, round_, chance)


# --- the stated vectors -------------------------------------------------------------------------------------------


def round_of(name: str, number: int = 0) -> Round:
    """A round of the gallery, judged without a rule on disagreement and without open ties."""
    return replace(load_definition(shipped(name), name).rounds[number], disagreement=None, ties=())


def brought_points(name: str, criterion: str, figures: Mapping[str, int], number: int = 0) -> dict[str, Fraction]:
    round_ = round_of(name, number)
    rows = {EntryCode(code): Fraction(value) for code, value in figures.items()}
    points = points_brought(round_.rubric, [sheet_of(round_, CriterionId(criterion), rows)]).points
    return {str(code): each[CriterionId(criterion)] for code, each in points.items()}


def test_votes_overtime_and_quiz_come_to_what_the_sources_say() -> None:
    """R1: 37 of 90 votes; R22: a skit of 6'45'' and of 7'10''; R23: whole minutes; R16: 40 % of a quiz out of 100."""
    assert brought_points("sang-kien-binh-chon", "B", {"a": 37, "b": 90}) == {"a": Fraction(82, 10), "b": 20}
    skit = brought_points("tieu-pham-qua-gio", "5", {"a": 45, "b": 70, "c": 0, "d": 60})
    assert skit == {"a": Fraction(1, 4), "b": Fraction(1, 2), "c": 0, "d": Fraction(1, 2)}
    assert brought_points("hoi-thi-tru-moi-phut", "2", {"a": 59, "b": 60, "c": 185}) == {"a": 0, "b": 1, "c": 3}
    assert brought_points("trac-nghiem-va-video", "B", {"a": 80, "b": 5}) == {"a": 32, "b": 2}


def scored(round_: Round, *marks: tuple[str, list[list[int]]]) -> dict[str, Any]:
    """Score entries: one list of steps for each judge."""
    sheets = [
        Sheet(
            EntryCode(code),
            tuple(Seat(n) for n in range(1, len(rows) + 1)),
            {Seat(n): Line(EntryCode(code), tuple(steps)) for n, steps in enumerate(rows, start=1)},
            {},
            {},
        )
        for code, rows in marks
    ]
    return {str(each.code): each for each in score_round(sheets, round_, ())}


def listed_of(round_: Round, scores: dict[str, Any]) -> Any:
    all_scores = tuple(scores.values())
    ranking = rank_standings(standings(all_scores, round_.score), (), tie_context(all_scores, {}, ()), (), False)
    assert round_.cut is not None
    return shortlist(ranking, round_.cut, gate_failures(round_.rubric, tuple(scores.values())), (), round_.id)


def test_a_zero_of_six_criteria_keeps_an_entry_of_82_from_the_final() -> None:
    """R12: the five best from 50 points on, and no criterion is 0."""
    round_ = round_of("thuyet-trinh-khoi-nghiep")
    steps = [40, 40, 24, 30, 30, 0]
    scores = scored(round_, ("zero", [steps, steps]), ("fine", [[20] * 6] * 2), ("low", [[16] * 6] * 2))
    assert [scores[each].official for each in ("zero", "fine", "low")] == [82, 60, 48]
    assert listed_of(round_, scores).inside == ("fine",)


def test_two_entries_of_77_8_both_reach_75_and_stand_equal() -> None:
    """R8: a threshold with one decimal, not a number of places."""
    round_ = round_of("mo-hinh-tu-75-diem")
    scores = scored(round_, ("a", [[155], [156]]), ("b", [[156], [155]]), ("c", [[149], [150]]), ("d", [[149], [149]]))
    assert [scores[each].official for each in "abcd"] == [Fraction(778, 10)] * 2 + [
        Fraction(748, 10),
        Fraction(745, 10),
    ]
    assert set(listed_of(round_, scores).inside) == {"a", "b"}


def test_a_scale_of_five_times_its_coefficients_is_supported_from_50() -> None:
    """R4: ten criteria from 1 to 5 with coefficients; from 50 points an idea is supported."""
    rules = load_definition(shipped("y-tuong-he-so"), "x")
    round_ = round_of("y-tuong-he-so")
    scores = scored(
        round_, ("least", [[1] * 10] * 2), ("most", [[5] * 10] * 2), ("half", [[3, 3, 3, 2, 2, 2, 2, 2, 2, 2]] * 2)
    )
    assert [scores[each].official for each in ("least", "most", "half")] == [20, 100, 50]
    assert rules.prize_tables[0].minimum == 50


def test_a_mark_16_from_the_first_mean_is_left_out_once() -> None:
    """R5: 60, 85, 88, 90, 87 comes to 87,5."""
    round_ = load_definition(shipped("nghien-cuu-tre"), "x").rounds[0]
    rows = [[10, 15, 15, total - 60, 15, 5, 0] for total in (85, 88, 90, 87)]
    score = scored(round_, ("a", [[10, 10, 10, 20, 5, 5, 0], *rows]))["a"]
    assert [mark.total for mark in score.marks if mark.left_out] == [60]
    assert score.official == Fraction(875, 10)


def test_the_stated_maxima_are_not_all_100() -> None:
    maxima = {name: [each["rubric"]["maximum"] for each in raw(name)["rounds"]] for name in IDS}
    assert maxima["sang-kien-hoi-dong-80"] == [80]
    assert maxima["clip-110-diem"] == [110]
    assert maxima["y-tuong-300-diem"] == [100, 300]
    assert [each.panel.joint for each in load_definition(shipped("khau-hieu-cham-chung"), "x").rounds] == [False, True]


# --- played -------------------------------------------------------------------------------------------------------

TIES = '[{ kind = "vote" }]'


def settled(*rounds: str, **more: str) -> dict[str, str]:
    """What the organisers decide of open points, as TOML."""
    points = {
        f"rounds.{each}.{key}": text for each in rounds for key, text in (("ties", TIES), ("disagreement", '"none"'))
    }
    return points | {key.replace("__", ".").replace("_", "-"): text for key, text in more.items()}


def falling(codes: list[EntryCode], tops: list[int]) -> dict[int, dict[EntryCode, list[int]]]:
    """Marks that fall from entry to entry, the same from every judge."""
    return {seat: {c: [top - place for top in tops] for place, c in enumerate(codes)} for seat in (1, 2, 3)}


def test_overtime_is_played_from_the_gallery_to_a_recount(tmp_path: Path) -> None:
    play = Play(tmp_path, "tieu-pham-qua-gio", settled("hoi-thi"))
    play.found()
    codes = play.issue("hoi-thi")
    play.judge("hoi-thi", falling(codes, [40, 38, 36]))
    before = play.standing("hoi-thi")
    assert asked_of_organisers(before) == {"4": LeafKind.PENALTY, "5": LeafKind.PENALTY}
    assert {each.code for each in before.result.questions} == {"score.figure_missing"}
    over = ["0", "0", "45", "1'10''", "0", "0", "0", "0"]
    play.bring("hoi-thi", {"4": dict.fromkeys(codes, "0"), "5": dict(zip(codes, over, strict=True))})
    scores = {each.code: each.exact for each in play.standing("hoi-thi").result.scores}
    wanted = [Fraction(114 - 3 * place, 4) for place in range(8)]
    wanted[2] -= Fraction(1, 4)
    wanted[3] -= Fraction(1, 2)
    assert [scores[each] for each in codes] == wanted
    counted = play.print("hoi-thi")
    assert ([each.code for each in counted.findings], counted.rounds[0].same) == ([], True)


def test_a_community_vote_is_played_from_the_gallery_to_a_recount(tmp_path: Path) -> None:
    rules = settled("vong-thi") | {"measured.binh-chon.closed_by": '"Văn phòng"'}
    play = Play(tmp_path, "sang-kien-binh-chon", rules)
    play.found()
    codes = play.issue("vong-thi")
    play.judge("vong-thi", falling(codes, [38, 58, 58]))
    votes = [37, 90, 60, 50, 40, 30, 20, 0]
    play.bring("vong-thi", {"B": {code: str(vote) for code, vote in zip(codes, votes, strict=True)}})
    scores = {each.code: each.exact for each in play.standing("vong-thi").result.scores}
    wanted = [
        Fraction(154 - 3 * place, 2) + Fraction(floor(Fraction(20 * vote, 90) * 10 + Fraction(1, 2)), 10)
        for place, vote in enumerate(votes)
    ]
    assert [scores[each] for each in codes] == wanted
    assert wanted[0] == 77 + Fraction(82, 10)
    counted = play.print("vong-thi")
    assert ([each.code for each in counted.findings], counted.rounds[0].same) == ([], True)


def test_points_of_the_organisers_are_played_through_two_rounds(tmp_path: Path) -> None:
    """R3 and R13: 100 points, then 300 of which the organisers give 40."""
    rules = settled("hoi-tu", "toa-sang") | {
        "rounds.hoi-tu.cut": '{ kind = "top", count = 3 }',
        "rounds.toa-sang.combination": "{ toa-sang = 1 }",
    }
    play = Play(tmp_path, "y-tuong-300-diem", rules)
    play.found()
    codes = play.issue("hoi-tu")
    play.judge("hoi-tu", falling(codes, [40, 30, 15]))
    play.bring("hoi-tu", {"4": {code: str(15 - place) for place, code in enumerate(codes)}})
    assert play.print("hoi-tu").rounds[0].same
    final = play.issue("toa-sang")
    assert len(final) == 3
    play.judge("toa-sang", falling(final, [100, 90, 60]))
    play.bring("toa-sang", {"4": dict(zip(final, ("0", "40", "20"), strict=True))})
    standing = play.standing("toa-sang")
    assert [each.exact for each in sorted(standing.result.scores, key=lambda s: final.index(s.code))] == [250, 287, 264]
    assert standing.result.ranking.places[0].code == final[1]
    counted = play.print("toa-sang")
    assert ([each.code for each in counted.findings], [each.same for each in counted.rounds]) == ([], [True, True])


def test_a_gate_without_zero_is_played_from_the_gallery(tmp_path: Path) -> None:
    rules = settled("ban-ket", "chung-ket") | {"rounds.chung-ket.combination": "{ chung-ket = 1 }"}
    play = Play(tmp_path, "thuyet-trinh-khoi-nghiep", rules)
    play.found()
    codes = play.issue("ban-ket")
    marks = falling(codes, [40, 40, 30, 30, 30, 30])
    for seat in marks:
        marks[seat][codes[0]][5] = 0
    play.judge("ban-ket", marks)
    inside = play.standing("ban-ket").result.shortlist
    assert inside is not None
    assert inside.inside == tuple(codes[1:6])
    assert play.print("ban-ket").rounds[0].same

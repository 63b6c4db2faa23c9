"""Reviews in clumsy and hostile hands: wrong calls, what is locked, spoilt results, acts that are killed half way."""

from __future__ import annotations

import json
import multiprocessing
import random
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from judge_desk.contest.values.problems import stops
from judge_desk.desks import recounting
from judge_desk.desks.recounting import Recount
from tests.desks.reviewed_contest import RANK_SUM, RULES, WHOLE, copied
from tests.faults.command_line import done, refused, run, snapshot
from tests.faults.review_worlds import BY, HEAD, STATED, ReviewWorlds

ANSWER: Final = ("--gate", "ky-luat", "--subject")
MEASURE: Final = '[[reviews.gates]]\nid = "tu-nua"'


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('of = ["so-nguoi", "bien-che"]', 'of = ["ty-le", "bien-che"]', "definition.measure_of"),
        ('id = "tap-the"\ntitle = "Giải tập thể"\nreview = "tap-the"\n',
         'id = "tap-the"\ntitle = "T"\nreview = "tap-the"\nfilters = ["not_in:tap-the"]\n', "definition.review_filter"),
        ('bound = "1/2"', "bound = inf", "definition.not_number"),
        ("count = 1, money = 3000000", "count = 99999999", "definition.out_of_range"),
        ('{ policy = "rank_sum", by = ["ty-le", "diem-tb"] }', "__import__(1)", "definition.choice_no_value"),
        (MEASURE, '[[reviews.measures]]\nid = "w"\ntitle = "W"\ntake = "weighted"\nof = ["ty-le", "diem-tb"]\n'
         f'weights = ["1/{"9" * 60}", "1/2"]\n{MEASURE}', "definition.not_number"),
        (MEASURE, '[[reviews.measures]]\nid = "g"\ntitle = "G"\ntake = "group"\nof = ["ty-le"]\nlevels = [\n'
         '{ number = 1, title = "a", bound = 1 }, { number = 2, title = "b", bound = 1 }]\n' + MEASURE,
         "definition.level_order"),
        (MEASURE, "".join(
            f'[[reviews.measures]]\nid = "m{at}"\ntitle = "M"\ntake = "scaled"\nof = ["ty-le"]\nto = 3\nmost = 7\n'
            for at in range(500)) + MEASURE, "definition.list_too_long"),
    ],
)  # fmt: skip
def test_rules_that_would_go_wrong_are_refused_before_the_contest(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    assert old in RULES
    rules = tmp_path / "the-le.toml"
    rules.write_text(RULES.replace(old, new, 1), encoding="utf-8")
    told = run("contest", "new", tmp_path / "cuoc-thi", "--definition", rules, "--json")
    assert (told.code, told.codes[:1]) == (3, [code])
    assert not (tmp_path / "cuoc-thi").exists()


def test_wrong_calls_end_by_class_and_change_nothing(reviewed: ReviewWorlds, tmp_path: Path) -> None:
    folder, sheet = reviewed.filled.contest, reviewed.filled.place / "du-thi-mot.csv"
    whole, decide = ("--review", WHOLE), ("decide", folder, "--round", WHOLE)
    calls: list[tuple[list[object], int, str]] = [
        (["review", "show", folder, "--review", "x" * 4_000], 3, "contest.no_review"),
        (["review", "show", folder, *whole, "--subject", "z" * 4_000], 3, "decide.no_subject"),
        (["review", "gates", folder, "--review", "tuan-1"], 10, "checklist.no_gate"),
        (["review", "gates", folder, sheet, *whole, *BY], 3, "sheet.column_missing"),
        (["review", "gates", folder, *whole, "--blank", tmp_path / "phieu.csv"], 3, "figures.no_format"),
        (["review", "answer", folder, *whole, *ANSWER, "DV-01 DV-02", "--met", "yes", *BY], 3, "decide.no_subject"),
        (["review", "answer", folder, *whole, *ANSWER, "DV-01", "--met", "yes", *BY, "--vote", 1, 5, 0], 3,
         "decide.vote_lost"),
        ([*decide, "--final", *BY], 10, "decide.still_open"),
        ([*decide, "--announce", *BY], 10, "decide.lock_first"),
        ([*decide, "--correct", *BY], 10, "decide.not_locked"),
        ([*decide, "--cut", "DV-01", *BY], 3, "contest.is_review"),
        (["decide", folder, "--point", "reviews.tap-the.order", "[[" * 5_000, *BY], 3, "definition.ruling_not_toml"),
        (["publish", folder, "--round", WHOLE, "--to", tmp_path / "in"], 10, "publish.open"),
        (["publish", folder, "--round", "khong", "--to", tmp_path / "in"], 3, "contest.no_station"),
        (["results", folder, "--round", WHOLE], 3, "contest.is_review"),
    ]  # fmt: skip
    before = snapshot(folder, tmp_path)
    for call, code, first in calls:
        told = run(*call, "--json")
        assert (told.code, told.codes[:1]) == (code, [first]), call
        assert all(len(each["sentence"]) < 1_000 for each in told.data["findings"])
        assert "Traceback" not in (told.err + run(*call, "--lang", "en").err)
    assert snapshot(folder, tmp_path) == before
    with pytest.raises(SystemExit):  # a filled sheet beside --blank would go unread
        run("review", "gates", folder, sheet, *whole, "--blank", tmp_path / "phieu.xlsx")


def test_a_locked_review_stays_whatever_door_figures_come_by(reviewed: ReviewWorlds, tmp_path: Path) -> None:
    made = copied(reviewed.locked, tmp_path)
    folder, sheet = made.contest, tmp_path / "moi.csv"
    sheet.write_text(HEAD + "Sở Một,200,20,1\n", encoding="utf-8")
    before = done("review", "show", folder, "--review", WHOLE, "--json").data
    place = ("--part", "du-thi", *STATED)
    refused(["figures", "import", folder, sheet, *place], 10, ["figures.locked"], [folder])
    refused(["figures", "withdraw", folder, *place], 10, ["figures.locked"], [folder])
    answer = ["review", "answer", folder, "--review", WHOLE, *ANSWER, "DV-01", "--met", "no", *BY]
    refused(answer, 10, ["decide.review_locked"], [folder])
    again = ["decide", folder, "--point", "reviews.tap-the.order", RANK_SUM, *BY]
    refused(again, 10, ["decide.review_locked"], [folder])
    done("figures", "unit", folder, "Sở Một mới", "--is", "DV-01", *STATED)
    made.bring("don-vi", [("Sở Hai", "Sở"), ("Huyện Bốn", "Huyện")], reason="giải thể")
    after = done("review", "show", folder, "--review", WHOLE, "--json").data
    for name in ("official", "subjects", "awards", "data_code"):
        assert after.get(name) == before.get(name), name
    assert done("recount", reviewed.printed, "--definition", made.definition, "--json").data["rounds"][0]["same"]


def _leaves(data: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(data, dict) and data:
        for key, value in data.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(data, list) and data:
        for at, value in enumerate(data):
            yield from _leaves(value, (*path, at))
    else:
        yield path


def _other(value: object) -> object:
    if isinstance(value, bool) or value is None:
        return not value
    return value + 1 if isinstance(value, int) else f"{value}x"


def _put(data: Any, path: tuple[Any, ...]) -> None:
    for each in path[:-1]:
        data = data[each]
    data[path[-1]] = _other(data[path[-1]])


@pytest.fixture
def printed(reviewed: ReviewWorlds, tmp_path: Path) -> Path:
    """A copy of what a recount reads of the printed folder."""
    for each in reviewed.printed.iterdir():
        if each.suffix in (".json", ".jdbang", ".jdquyet"):
            shutil.copy(each, tmp_path)
    return tmp_path


@pytest.fixture
def recount(reviewed: ReviewWorlds, printed: Path) -> Callable[[], Recount]:
    """Recount that copy."""
    made = reviewed.locked
    return lambda: recounting.recount((printed,), made.definition, made.around())


def test_every_field_of_a_result_that_was_changed_is_found(printed: Path, recount: Callable[[], Recount]) -> None:
    result = printed / f"ket-qua-{WHOLE}.json"
    whole = result.read_text(encoding="utf-8")
    assert recount().findings == ()
    for path in _leaves(json.loads(whole)):
        if path[0] == "subjects" and path[1] > 1:
            continue  # two of them stand for all
        data = json.loads(whole)
        _put(data, path)
        result.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        assert recount().findings, path


def _edited(change: Callable[[dict[str, Any]], object]) -> Callable[[str], str]:
    def edit(text: str) -> str:
        data = json.loads(text)
        change(data)
        return json.dumps(data, ensure_ascii=False)

    return edit


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_edited(lambda data: data.update(review="dot-khac")), "recount.left_over"),
        (_edited(lambda data: data.update(review=["x"])), "recount.bad_result"),
        (_edited(lambda data: data.pop("review")), "recount.bad_result"),
        (_edited(lambda data: data.update(subjects=[7])), "recount.bad_result"),
        (lambda text: "[" * 100_000, "recount.bad_result"),
        (_edited(lambda data: data["subjects"].reverse()), "recount.differs"),
        (_edited(lambda data: data["subjects"].append(data["subjects"][0])), "recount.differs"),
        (_edited(lambda data: data["subjects"].pop()), "recount.differs"),
    ],
)
def test_a_result_that_was_twisted_is_named(
    printed: Path, recount: Callable[[], Recount], spoil: Callable[[str], str], code: str
) -> None:
    result = printed / f"ket-qua-{WHOLE}.json"
    result.write_text(spoil(result.read_text(encoding="utf-8")), encoding="utf-8")
    assert code in {each.code for each in recount().findings}


@pytest.mark.parametrize("ending", [".jdbang", ".jdquyet"])
def test_no_byte_of_signed_figures_and_decisions_changes_unseen(
    printed: Path, recount: Callable[[], Recount], ending: str
) -> None:
    (sealed,) = printed.glob(f"*{ending}")
    data = sealed.read_bytes()
    for at in random.Random(7).sample(range(len(data)), 25):
        sealed.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert stops(recount().findings), at
    sealed.write_bytes(data[: len(data) // 2])
    assert recount().findings[0].code == "note.form"


def test_a_branch_that_is_blank_is_asked_about_and_frees_nobody_from_a_condition(tmp_path: Path) -> None:
    rules, sheet = tmp_path / "the-le.toml", tmp_path / "don-vi.csv"
    rules.write_text(RULES.replace('test = "council"', 'test = "council"\nwhen = "khoi:Sở"', 1), encoding="utf-8")
    folder = tmp_path / "cuoc-thi"
    done("contest", "new", folder, "--definition", rules)
    sheet.write_text("Tên đơn vị,Khối\nSở Một,\nHuyện Bốn,Huyện\n", encoding="utf-8")
    done("figures", "import", folder, sheet, "--part", "don-vi", *STATED)
    told = run("review", "show", folder, "--review", WHOLE, "--json").data["findings"]
    (asked,) = [each for each in told if each["code"] == "review.figure_missing" and "Khối" in each["sentence"]]
    assert asked["facts"]["codes"] == "DV-01", "the unit of which nobody said the block"


def test_a_checklist_of_a_thousand_answers_is_recorded_whole_or_not_at_all(
    reviewed: ReviewWorlds, tmp_path: Path
) -> None:
    made = copied(reviewed.filled, tmp_path / "c")
    names = [f"Đơn vị {at}" for at in range(1_000)]
    made.bring("don-vi", [(each, "Sở") for each in names], reason="thử")
    made.bring("du-thi", [(each, "200", "190", "11") for each in names], reason="thử")
    rows = done("review", "gates", made.contest, "--review", WHOLE, "--json").data["rows"]
    sheet = tmp_path / "phieu.csv"
    sheet.write_text("Mã,Không bị kỷ luật\n" + "".join(f"{row['code']},đạt\n" for row in rows), encoding="utf-8")
    before = time.monotonic()
    _checklist(made.contest, tmp_path / "0", sheet, 60)
    lasts = time.monotonic() - before
    for number, share in enumerate((0.6, 0.85), start=1):
        assert _checklist(made.contest, tmp_path / str(number), sheet, lasts * share) in (0, 1_000)


def _checklist(contest: Path, folder: Path, sheet: Path, seconds: float) -> int:
    """Record a checklist in a child that is killed after a time; gives how many answers are missing."""
    shutil.copytree(contest, folder)
    forks = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork") if forks else multiprocessing.get_context("spawn")
    child = context.Process(target=run, args=("review", "gates", folder, sheet, "--review", WHOLE, *BY))
    child.start()
    child.join(seconds)
    child.kill()
    child.join()
    found = done("review", "gates", folder, "--review", WHOLE, "--json").data["waiting"]
    assert isinstance(found, int)
    return found

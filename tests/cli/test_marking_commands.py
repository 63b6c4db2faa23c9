"""A judge at work on the command line: each act is a call of its own, and the next call knows of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.score_files import new_score_file
from judge_desk.contest.values.identity import entry_code
from judge_desk.stores.score_file import ScoreFile
from tests.journeys.terminal import Said, call
from tests.stores.samples import NOW, seal

A, B, C = (str(entry_code(number)) for number in (1, 2, 3))
Ballot = Callable[..., Said]


@pytest.fixture
def ballot(tmp_path: Path) -> Ballot:
    """Give a way to work on a blank score file of three entries."""
    file = tmp_path / "phieu.jdscore"
    new_score_file(file, 3)
    return lambda act, *words: call(tmp_path, "ballot", act, str(file), *words)


def told(said: Said) -> dict[str, Any]:
    assert said.code == 0, said
    return said.data


def test_a_mark_is_given_corrected_undone_and_given_again_across_calls(ballot: Ballot) -> None:
    first = ballot("mark", A, "2.3", "8,5")
    assert first.out == f"Bài {A}, tiêu chí 2.3: trống → 8,5.\n1/10 tiêu chí, tạm 8,5 điểm.\n"
    given = told(ballot("mark", A, "2.1", "3", "--json"))
    assert (given["before"], given["mark"], given["changed"], given["total"]) == (None, "3", True, "20.5")
    assert ballot("mark", A, "2.3", "7", "--lang", "en").out.startswith(f"Entry {A}, criterion 2.3: 8.5 → 7.\n")
    undone = told(ballot("undo", "--json"))
    assert (undone["criterion"], undone["before"], undone["mark"]) == ("2.3", "7", "8.5")
    assert told(ballot("undo", "--json"))["criterion"] == "2.1"
    assert told(ballot("redo", "--json"))["mark"] == "3"
    assert told(ballot("mark", A, "2.3", "", "--json"))["mark"] is None
    nothing = ballot("redo", "--json")
    assert (nothing.code, nothing.codes) == (10, ["mark.nothing_to_redo"])


def test_there_is_nothing_to_undo_on_a_blank_file(ballot: Ballot) -> None:
    nothing = ballot("undo", "--json")
    assert (nothing.code, nothing.codes) == (10, ["mark.nothing_to_undo"])


def test_a_mark_off_the_scale_is_refused_in_words(ballot: Ballot) -> None:
    said = ballot("mark", A, "2.3", "10,5")
    assert (said.code, said.out) == (3, "")
    assert said.err == "✗ Tiêu chí này cho từ 0 đến 10 điểm, bước 0,5.\n"
    assert ballot("mark", "999-9", "2.3", "1", "--json").codes == ["mark.unknown_code"]
    assert ballot("mark", A, "2", "1", "--json").codes == ["mark.unknown_criterion"]
    assert told(ballot("history", "--json"))["history"] == []


def test_recusals_remarks_notes_and_later(ballot: Ballot) -> None:
    assert told(ballot("recuse", A, "--reason", "Họ hàng", "--json"))["recusal"] == "Họ hàng"
    closed = ballot("mark", A, "2.3", "1", "--json")
    assert (closed.code, closed.codes) == (10, ["store.recused"])
    assert told(ballot("recuse", A, "--undo", "--json"))["state"] == "empty"
    ballot("remark", A, "Rõ")
    assert told(ballot("remark", A, "--criterion", "2.3", "Nguồn?", "--json"))["remarks"] == {"": "Rõ", "2.3": "Nguồn?"}
    assert told(ballot("note", A, "Hỏi lại", "--json"))["note"] == "Hỏi lại"
    assert told(ballot("later", A, "--json"))["state"] == "later"
    assert told(ballot("later", A, "--undo", "--json"))["state"] == "empty"
    for wrong in (("recuse", A), ("recuse", A, "--reason", "x", "--undo")):
        with pytest.raises(SystemExit):
            ballot(*wrong)


def test_the_history_tells_every_act_in_words_and_as_data(ballot: Ballot) -> None:
    for act in (
        ("mark", A, "2.3", "8,5"),
        ("undo",),
        ("remark", A, "Rõ"),
        ("remark", A, "--criterion", "2.3", "Nguồn?"),
        ("recuse", B, "--reason", "Họ hàng"),
        ("recuse", B, "--undo"),
        ("note", B, "Hỏi lại"),
        ("later", B),
        ("later", B, "--undo"),
        ("redo",),
    ):
        assert ballot(*act).code == 0
    words = [line.split("  ")[-1].strip() for line in ballot("history").out.splitlines()[2:]]
    assert words == [
        "tiêu chí 2.3: trống → 8,5",
        "hoàn tác, tiêu chí 2.3: 8,5 → trống",
        "nhận xét cả bài: Rõ",
        "nhận xét tiêu chí 2.3: Nguồn?",
        "không chấm: Họ hàng",
        "bỏ ghi không chấm",
        "ghi chú riêng: Hỏi lại",
        "để sau",
        "không để sau nữa",
        "làm lại, tiêu chí 2.3: trống → 8,5",
    ]
    only = told(ballot("history", A, "--json"))["history"]
    assert [(each["number"], each["kind"], each["before"], each["mark"]) for each in only] == [
        (1, "mark", None, "8.5"),
        (2, "undo", "8.5", None),
        (3, "remark", None, None),
        (4, "remark", None, None),
        (10, "redo", None, "8.5"),
    ]


def test_what_touched_the_whole_file_stands_in_the_history_and_ends_what_can_be_undone(
    ballot: Ballot, tmp_path: Path
) -> None:
    new_score_file(tmp_path / "moi.jdscore", 4)
    with ScoreFile.open(tmp_path / "moi.jdscore", read_only=True) as newer:
        package = newer.package()[1]
    ballot("mark", A, "2.3", "8,5")
    with ScoreFile.open(tmp_path / "phieu.jdscore") as score:
        seal(score)
        score.reopen("Cộng nhầm", "Ngô Thư Ký", NOW)
    assert ballot("undo", "--json").code == 10
    ballot("mark", A, "2.3", "9")
    with ScoreFile.open(tmp_path / "phieu.jdscore") as score:
        score.take_package(package, NOW)
    assert ballot("undo", "--json").code == 10
    words = [line.split("  ")[-1].strip() for line in ballot("history", A).out.splitlines()[2:]]
    assert words == [
        "tiêu chí 2.3: trống → 8,5",
        f"niêm phong lần 1, mã {'123456' * 5}",
        "mở lại, Ngô Thư Ký cho phép: Cộng nhầm",
        "tiêu chí 2.3: 8,5 → 9",
        "nhận gói bài thi mới",
    ]
    acts = told(ballot("history", "--json"))["history"]
    assert [each["revision"] for each in acts] == [None, 1, None, None, None]
    assert acts[2]["word_of"] == "Ngô Thư Ký"


def test_the_own_ranking_shares_places(ballot: Ballot) -> None:
    for code, points in ((A, "5"), (B, "4"), (C, "5")):
        for criterion in ("1", "2.1", "2.2", "2.3", "2.4", "2.5", "3", "4", "5", "6"):
            ballot("mark", code, criterion, points)
    said = ballot("rank").out.splitlines()
    assert said[0] == "Xếp hạng của riêng ghế này: 3 bài đã chấm đủ; 3/3 bài không còn việc gì."
    assert [line.split()[:2] for line in said[3:]] == [["1–2", A], ["1–2", C], ["3", B]]
    ranking = told(ballot("rank", "--json"))
    assert [(each["first"], each["last"], each["total"]) for each in ranking["places"]] == [
        (1, 2, "65"),
        (1, 2, "65"),
        (3, 3, "52"),
    ]
    assert (ranking["lowest"], ranking["middle"], ranking["highest"]) == ("52", "65", "65")
    assert ranking["bars"][0] == {"low": "50", "high": "55", "count": 1}


def test_without_a_whole_entry_there_is_no_ranking(ballot: Ballot) -> None:
    ranking = told(ballot("rank", "--json"))
    assert (ranking["places"], ranking["bars"], ranking["middle"]) == ([], [], None)

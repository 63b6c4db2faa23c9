"""What the press gets exists only once a result was announced, and goes again when it is opened for a correction."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from judge_desk.contest.values.decisions import OPENED, DecisionKind
from judge_desk.contest.values.problems import BadInput
from judge_desk.desks import deciding, publishing
from judge_desk.desks.deciding import Request
from judge_desk.desks.rehearsal.world import world
from tests.journeys.conftest import SECOND, Demo
from tests.journeys.terminal import words_of

PEOPLE = ("Đỗ Quốc An (Ban Tổ chức)", "Trần Hoàng Tín (Trưởng ban)")


def test_the_press_list_comes_with_the_announcement_and_goes_with_a_correction(demo: Demo, tmp_path: Path) -> None:
    folder, around = tmp_path / "thi", world("báo chí", "2024-11-27T10:00:00", tmp_path, "thu-ky", lambda *_: None)
    shutil.copytree(demo.contest, folder, ignore=shutil.ignore_patterns("submissions", "packages"))

    def decide(kind: DecisionKind, value: str = "") -> None:
        deciding.decide(folder, Request(SECOND, kind, (SECOND,), value, "Họp Ban Tổ chức", PEOPLE), around)

    def publish(place: str) -> publishing.Published:
        return publishing.publish(folder, SECOND, tmp_path / place, around, draft=True, only=("press_list",))

    with pytest.raises(BadInput) as refused:
        publish("chua")
    assert refused.value.problem.code == "publish.kind"
    decide(DecisionKind.ANNOUNCE)
    made = publish("bao")
    assert made.papers[0].kind == "press_list"
    said = words_of(tmp_path / "bao" / made.papers[0].file)
    entries = {each["code"]: each for each in demo.manifest(SECOND)["entries"]}
    for award in demo.rounds[SECOND]["awards"]:
        assert entries[award["code"]]["title"] in said
    assert "Có 06 giải được trao." in said
    assert "Ngày 27 tháng 11 năm 2024, Ban Tổ chức công bố kết quả" in said
    assert not re.search(r"\d,\d", said)
    decide(DecisionKind.FINAL, OPENED)
    with pytest.raises(BadInput):
        publish("mo-lai")

"""What a sitting keeps up with instead of counting anew: how many are whole, who stands beside whom, where one was."""

from __future__ import annotations

import os
import random
from contextlib import closing
from pathlib import Path

from benchmarks.score_files import new_score_file
from judge_desk.contest.rulebook.rubric import judged_leaves
from judge_desk.desks.entry_sheets import EntryState
from judge_desk.desks.marking import Sitting
from judge_desk.desks.surroundings import Surroundings


def opened(file: Path) -> Sitting:
    return Sitting.open(file, Surroundings(lambda: "2024-09-02T10:42:05", os.urandom, file.parent))


def test_counts_and_neighbours_are_those_of_the_whole_list_after_every_act(tmp_path: Path) -> None:
    file, luck = tmp_path / "phieu.jdscore", random.Random(5)
    new_score_file(file, 6)
    with closing(opened(file)) as sitting, sitting.judge().score.together():  # one transaction: the disk is not asked
        leaves = judged_leaves(sitting.round.rubric)
        assert sitting.tally.whole == 0
        for number in range(100):
            code = luck.choice(sitting.lines()).code
            if number % 13 == 0:
                sitting.unrecuse(code) if sitting.sheet(code).recusal else sitting.recuse(code, "Họ hàng")
            elif number % 17 == 0:
                sitting.later(code, sitting.line(code).state is not EntryState.LATER)
            elif not sitting.sheet(code).recusal:
                for leaf in luck.choices(leaves, k=12):
                    sitting.mark(code, leaf.id, luck.choice(("0", "1", "")))
            lines = sitting.lines()
            codes = [each.code for each in lines]
            live = [each.code for each in lines if each.state is not EntryState.RECUSED]
            whole = [each for each in lines if each.given == each.criteria and each.code in live]
            assert (sitting.tally.whole, sitting.count) == (len(whole), len(lines))
            assert sitting.finished == len(whole) + len(lines) - len(live)
            at = codes.index(code)
            assert sitting.beside(code) == next((each for each in codes[at + 1 :] if each in live), None)
            assert sitting.beside(code, -1) == next((each for each in codes[:at][::-1] if each in live), None)


def test_a_comfort_that_waits_is_known_at_once_and_kept_when_the_file_is_closed(tmp_path: Path) -> None:
    file = tmp_path / "phieu.jdscore"
    new_score_file(file, 2)
    with closing(opened(file)) as sitting:
        sitting.keep_soon("place", "001-1 1")
        sitting.keep_soon("place", "001-1 2.1")
        assert sitting.kept("place") == "001-1 2.1"
    with closing(opened(file)) as again:
        assert again.kept("place") == "001-1 2.1"

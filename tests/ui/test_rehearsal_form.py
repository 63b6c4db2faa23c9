"""The form of a rehearsal: it offers every contest that can be played, and asks only for the sizes that one has."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from judge_desk.desks.rehearsing import Plan, playable
from judge_desk.ui.pages.rehearsal_page import SIZES, RehearsalForm
from judge_desk.ui.shell import Shell


def test_each_contest_asks_for_its_own_sizes_and_is_the_one_that_is_played(
    qtbot: QtBot, shell: Shell, tmp_path: Path
) -> None:
    form = RehearsalForm(shell)
    qtbot.addWidget(form)
    form.speak()
    form.show()
    fields = {"entries": form.entries, "judges": form.judges, "papers": form.papers, "seed": form.seed}
    assert form.chosen().id == playable()[0].id, "the first of the list is what is offered first"
    assert [form.contest.itemText(at) for at in range(form.contest.count())] == [each.title for each in playable()]
    for at, each in enumerate(playable()):
        form.contest.setCurrentIndex(at)
        asked = [name for name in SIZES if fields[name].isVisible()]
        assert asked == [
            *(("entries", "judges") if each.judged else ()), *(("papers",) if each.papers else ()), "seed",
        ]  # fmt: skip
        form.folder.show_path(tmp_path / "x")
        form.papers.set_value(1_000)
        with qtbot.waitSignal(form.wanted) as said:
            form.go.click()
        assert said.args == [Plan(tmp_path / "x", each.id, 24, 5, "1", 1_000)]
    assert form.contest.accessibleName()

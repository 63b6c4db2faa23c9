"""Safety: the copies of the contest's file and the merges, and the way back with a look at what it would undo."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from judge_desk.contest.values.problems import Severity
from judge_desk.desks import safekeeping
from judge_desk.desks.damage import Saved, save
from judge_desk.desks.going_back import (
    CopyView,
    MergeView,
    Preview,
    Returned,
    Safety,
    go_back,
    look_at_copies,
    preview,
    undo_merge,
)
from judge_desk.ui.dialogs.question import Question
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.models.lines import Line, line_of
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.tabs import Tabs
from judge_desk.ui.widgets.text import Text
from judge_desk.wording.figures import date_short, file_size

PANEL: Final = 460
NARROW: Final = 940
"""px of the stage under which the list and the way back are shown one at a time."""
ANY_WIDTH: Final = 16_777_215
"""px: no greatest width."""


class WayBack(QFrame):
    """What going back would change, why it is done, and the act."""

    def __init__(self, shell: Shell) -> None:
        """Make the panel without anything chosen."""
        super().__init__()
        look = shell.look
        self._shell = shell
        self.setProperty("frame", "card")
        self.title, self.text = Text(look, "heading", wrap=True), Text(look, "body", "text_2", wrap=True)
        self.list = LineList(look)
        self.label, self.reason = Text(look, "label"), QLineEdit()
        self.label.setBuddy(self.reason)
        self.act, self.why = Button(look, "plain", "undo-2"), Text(look, "small", "text_2", wrap=True)
        self.out = Button(look, "plain", "usb")
        self.reason.textChanged.connect(self._weigh)
        self._foot = QWidget()
        acts = row(self.why, self.act, spacing=8)
        acts.setStretchFactor(self.why, 1)
        self._foot.setLayout(
            column(row(self.label, 0, self.out), self.reason, acts, spacing=6, margins=(16, 8, 16, 12))
        )
        head = column(self.title, self.text, spacing=4, margins=(16, 14, 16, 8))
        inner = column(head, self.list, 0, self._foot, margins=(2, 2, 2, 2))
        inner.setStretchFactor(self.list, 100)
        self.setLayout(inner)
        self.merge: MergeView | None = None
        self.seen: Preview | None = None

    def wait(self, title: str) -> None:
        """Show that something was chosen and is looked at."""
        self.seen = None
        self.title.setText(title)
        self.text.setText("")
        self.list.show_lines([])
        self.list.hide()  # an empty frame says nothing
        self.list.setAccessibleName(title)
        self._weigh()

    def show_preview(self, seen: Preview, merge: MergeView | None) -> None:
        """Show what going back would change."""
        self.seen, self.merge = seen, merge
        say, words = self._shell.words.say, self._shell.words
        facts = {"undone": len(seen.undone), "returning": len(seen.returning)}
        self.text.setText(say("ui.safety.same" if not any(facts.values()) else "ui.safety.change", **facts))
        lines = [line_of(each, words) for each in seen.findings]
        for icon, word, acts in (("undo-2", "gone", seen.undone), ("history", "back", seen.returning)):
            for each in acts:
                when = f"{each.time[11:16]} {date_short(each.time, words.language)}"
                detail = say("ui.safety.act", who=each.who, when=when)
                lines.append(Line(icon, "text_2", say(f"ui.safety.{word}"), each.told, detail))
        self.list.show_lines(lines)
        self.list.setVisible(bool(lines))
        self.list.setAccessibleName(self.text.text())
        self.label.setText(say("ui.safety.reason"))
        self.reason.setAccessibleName(self.label.text())
        self.out.setText(say("ui.safety.out"))
        self.act.setText(say("ui.safety.undo", number=merge.number) if merge is not None else say("ui.safety.restore"))
        self._weigh()

    def _weigh(self) -> None:
        """Let the act be done when nothing stands against it; else say what."""
        say, seen = self._shell.words.say, self.seen
        self._foot.setVisible(seen is not None)
        if seen is None:
            return
        stopped = any(each.severity is Severity.STOP for each in seen.findings)
        if self.merge is not None and self.merge.locked:
            stopped = True
        lacks = not self.reason.text().strip()
        self.act.setEnabled(not stopped and not lacks)
        self.why.setText(say("ui.safety.locked") if stopped else say("ui.safety.no_reason") if lacks else "")


def _name(each: CopyView | MergeView) -> str | int:
    return each.number if isinstance(each, MergeView) else each.name


class SafetyStage(Stage):
    """Copies and merges at the left, the way back at the right."""

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without copies."""
        super().__init__(shell, dossier)
        look = shell.look
        self.now = Button(look, "primary", "hard-drive")
        self.now.clicked.connect(self._copy)
        self.save = Button(look, "primary", "history")
        self.save.clicked.connect(self._save)
        self.save.hide()
        self.turn = Button(look, "plain", "list")
        self.turn.clicked.connect(self._turn)
        self.header.put(self.turn, self.now, self.save)
        self.tabs = Tabs(look, ("copies", "merges"))
        self.copies, self.merges = LineList(look), LineList(look)
        self.none = Text(look, "body", "text_2", wrap=True)
        self.way = WayBack(shell)
        self.way.act.clicked.connect(self._ask)
        self.way.out.clicked.connect(self._copy_out)
        self.told = Text(look, "caption", "text_2", wrap=True)
        self._safety: Safety | None = None
        self._chosen: CopyView | MergeView | None = None
        self._inside = False
        for each in (self.copies, self.merges, self.way.list):
            each.setProperty("framed", "true")
        for each in (self.copies, self.merges):
            each.chosen.connect(self._choose)
        self._build()
        self.speak()

    def _build(self) -> None:
        self.tabs.put("copies", self.copies)
        merges = QWidget()
        merges.setProperty("ground", "surface")
        self._none = QWidget()
        self._none.setLayout(column(self.none, margins=(16, 16, 16, 16)))
        inside = column(self._none, self.merges)
        inside.setStretchFactor(self.merges, 1)
        merges.setLayout(inside)
        self.tabs.put("merges", merges)
        self._list = QFrame()
        self._list.setProperty("frame", "card")
        self._list.setLayout(column(self.tabs, margins=(2, 4, 2, 2)))
        self.left = QWidget()
        left = column(self._list, self.told, spacing=6)
        left.setStretchFactor(self._list, 1)
        self.left.setLayout(left)
        split = row(self.left, self.way, spacing=12, margins=(16, 12, 16, 12))
        split.setStretchFactor(self.left, 1)
        body = QWidget()
        body.setLayout(split)
        self.fill(body)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        if self._chosen is None:
            self.way.title.setText("")
        self.header.show_title(say("stage.name.safety"))
        self.now.setText(say("ui.safety.now"))
        self.save.setText(say("ui.safety.save"))
        self.none.setText(say("ui.safety.no_merge"))
        self.told.setText(say("ui.safety.note"))
        self._tell_tabs()
        self._arrange()

    def _tell_tabs(self) -> None:
        say, safety = self.shell.words.say, self._safety
        counts = (len(safety.copies), len(safety.merges)) if safety is not None else (0, 0)
        for name, count in zip(("copies", "merges"), counts, strict=True):
            self.tabs.tell(name, say(f"ui.safety.{name}", count=count))
        self.copies.setAccessibleName(self.tabs.buttons["copies"].text())
        self.merges.setAccessibleName(self.tabs.buttons["merges"].text())

    def show_state(self) -> None:
        """Read the list again."""
        folder, language = self.dossier.folder, self.shell.words.language
        self.run(lambda around: look_at_copies(folder, language, around), self._take, "progress.copies", renew=False)

    def _take(self, safety: Safety) -> None:
        self._safety = safety
        self._tell_tabs()
        self.copies.show_lines([self._copy_line(each) for each in safety.copies])
        self.merges.show_lines([self._merge_line(each) for each in safety.merges])
        self._none.setVisible(not safety.merges)
        self.merges.setVisible(bool(safety.merges))
        say = self.shell.words.say
        newest = next(iter(safety.copies), None)
        damaged = safety.outlook is not None
        self.now.setVisible(not damaged)
        self.save.setVisible(safety.outlook is not None and safety.outlook.nothing is None)
        if safety.outlook is not None:
            self.header.show_state("circle-x", "stop", say("ui.safety.damaged"))
            self.told.setText(self.shell.words.problem(safety.outlook.findings[-1]))
        elif newest is None:
            self.header.show_state("triangle-alert", "warn", say("ui.safety.never"))
        else:
            when = say("ui.safety.newest", when=self._moment(newest.time))
            self.header.show_state("circle-check", "ok", when)
        self._stay()

    def _stay(self) -> None:
        """Show again what was chosen, if it is still there."""
        safety, kept = self._safety, self._chosen
        offered: tuple[CopyView | MergeView, ...] = () if safety is None else (*safety.copies, *safety.merges)
        again = next((each for each in offered if kept is not None and _name(each) == _name(kept)), None)
        self._chosen = None
        if again is not None:
            self._choose(again)
        elif self.way.seen is not None or not self.way.title.text():
            self.way.wait(self.shell.words.say("ui.safety.choose" if offered else "ui.safety.nothing"))

    def _moment(self, stamp: str) -> str:
        return f"{stamp[11:16]} {date_short(stamp, self.shell.words.language)}"

    def _copy_line(self, copy: CopyView) -> Line:
        say, words = self.shell.words.say, self.shell.words
        text = say("ui.safety.copy", when=self._moment(copy.time), why=copy.why)
        if copy.facts is None:
            problem = words.problem(copy.problem) if copy.problem is not None else ""
            return Line("circle-x", "stop", say("ui.safety.unreadable"), text, problem, copy)
        facts = {"acts": copy.facts.acts, "ballots": copy.facts.ballots, "decisions": copy.facts.decisions}
        size = file_size(copy.size, words.language)
        detail = say("ui.safety.holds", entries=copy.facts.entries, size=size, **facts)
        return Line("history", "accent", "", text, detail, copy)

    def _merge_line(self, merge: MergeView) -> Line:
        say = self.shell.words.say
        text = say("ui.safety.merge", number=merge.number, round=merge.round_title, when=self._moment(merge.time))
        detail = say("ui.safety.merge_by", who=merge.operator, reason=merge.reason)
        if merge.locked:
            return Line("lock", "seal", say("ui.safety.locked_sign"), text, detail, merge)
        return Line("git-fork" if not merge.backup else "circle-check", "ok", "", text, detail, merge)

    def _choose(self, key: object) -> None:
        """Look at what going back to a copy, or taking a merge back, would change."""
        merge = key if isinstance(key, MergeView) else None
        name = merge.backup if merge is not None else key.name if isinstance(key, CopyView) else ""
        if not isinstance(key, CopyView | MergeView):
            return
        say = self.shell.words.say
        self._chosen = key
        self.way.wait(self._title(key))
        if not name:
            self.way.text.setText(say("ui.safety.copy_gone"))
            return
        folder, language = self.dossier.folder, self.shell.words.language

        def done(seen: Preview) -> None:
            if self._chosen is key:
                self.way.show_preview(seen, merge)

        self.run(lambda around: preview(folder, name, language, around), done, "progress.copy_check", renew=False)

    def _title(self, key: CopyView | MergeView) -> str:
        say = self.shell.words.say
        if isinstance(key, MergeView):
            return say("ui.safety.title_merge", number=key.number, round=key.round_title)
        return say("ui.safety.title_copy", when=self._moment(key.time))

    def _copy(self) -> None:
        """Make a copy now."""
        folder = self.dossier.folder
        self.run(lambda around: safekeeping.backup(folder, around), self._copied, "progress.copies")

    def _copied(self, name: str) -> None:
        time = self.shell.words.say("ui.safety.copied", time=f"{name[11:13]}:{name[14:16]}")
        self.told.setText(time)

    def _save(self) -> None:
        """Ask, with what can be saved; then save it."""
        say, outlook = self.shell.words.say, self._safety.outlook if self._safety is not None else None
        if outlook is None:
            return
        counts = {"copied": outlook.copied, "proven": outlook.proven, "lost": outlook.lost}
        words = (say("ui.safety.ask.save"), say("ui.safety.ask.save_facts", **counts), say("ui.safety.save"))
        if not Question(self, self.shell.look, *words, say("ui.safety.ask.safe")).asked():
            return
        folder = self.dossier.folder
        self._chosen = None
        self.run(lambda around: save(folder, around), self._saved, "progress.damage")

    def _saved(self, saved: Saved) -> None:
        outlook = saved.outlook
        counts = {"copied": outlook.copied, "proven": outlook.proven, "lost": outlook.lost}
        self.told.setText(self.shell.words.say("ui.doctor.saved", kept=saved.kept.name, **counts))

    def _copy_out(self) -> None:
        """Write the copy that is looked at to another place."""
        seen, say = self.way.seen, self.shell.words.say
        chosen = self.shell.ask_folder(self, say("ui.safety.ask_out"), Path.home()) if seen is not None else None
        if seen is None or chosen is None:
            return
        folder, name = self.dossier.folder, seen.copy.name

        def done(file: Path) -> None:
            self.told.setText(say("ui.safety.written", place=chosen.name or str(chosen)))

        self.run(
            lambda around: safekeeping.copy_out(folder, name, chosen, around), done, "progress.copy_out", renew=False
        )

    def _ask(self) -> None:
        """Ask once more, with what would be different; then go back."""
        seen, merge, say = self.way.seen, self.way.merge, self.shell.words.say
        if seen is None:
            return
        facts = say("ui.safety.ask.facts", count=len(seen.undone))
        act = say("ui.safety.ask.act")
        title = say("ui.safety.ask.merge", number=merge.number) if merge is not None else say("ui.safety.ask.copy")
        if not Question(self, self.shell.look, title, facts, act, say("ui.safety.ask.safe")).asked():
            return
        folder, reason, who = self.dossier.folder, self.way.reason.text().strip(), self.dossier.operator
        self._chosen = None
        self.way.reason.clear()
        if merge is None:
            self.run(lambda around: go_back(folder, seen.copy.name, around, reason), self._back, "progress.copy_check")
            return
        number = merge.number
        self.run(
            lambda around: undo_merge(folder, number, reason, who or around.operator, around),
            self._back,
            "progress.copy_check",
        )

    def _back(self, back: Returned) -> None:
        say, name = self.shell.words.say, back.kept
        self.way.wait(say("ui.safety.done"))
        self.way.list.show_lines([line_of(each, self.shell.words) for each in back.findings])
        self.way.list.setVisible(bool(back.findings))
        self.told.setText(say("ui.safety.kept", time=f"{name[11:13]}:{name[14:16]}") if name else say("ui.safety.note"))

    def first(self) -> QWidget:
        """Begin in the list."""
        return self.copies if self.tabs.shown == "copies" else self.merges

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the way back beside the list; in a narrow window one of them is shown at a time."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow, look = self.width() < self.shell.look.px(NARROW), self.shell.look
        self.turn.setVisible(narrow)
        self.turn.setText(self.shell.words.say("ui.safety.list" if self._inside else "ui.safety.way"))
        self.left.setVisible(not narrow or not self._inside)
        self.way.setVisible(not narrow or self._inside)
        self.way.setMinimumWidth(0 if narrow else look.px(PANEL))
        self.way.setMaximumWidth(ANY_WIDTH if narrow else look.px(PANEL))

    def _turn(self) -> None:
        self._inside = not self._inside
        self._arrange()
        inside = self.way.list if self.way.list.isVisible() else self.turn
        (inside if self._inside else self.first()).setFocus()

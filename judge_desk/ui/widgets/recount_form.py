"""What is recounted: files and folders, the rules, and codes off signed sheets; nothing is read here but the rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.recount_codes import PaperCode
from judge_desk.desks.recount_preparing import RulesFile, read_rules
from judge_desk.ui.file_questions import ask_file
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.drop_area import DropArea
from judge_desk.ui.widgets.layouts import Part, card, clear, column, row, scrolling
from judge_desk.ui.widgets.paper_code import PaperCodeRow
from judge_desk.ui.widgets.path_field import PathField
from judge_desk.ui.widgets.text import Picture, Text


class RecountForm(QWidget):
    """Three steps under each other, and the act. ``brought`` gives all files and folders when they are others."""

    brought = Signal(object)
    wanted = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make the form with nothing chosen."""
        super().__init__()
        look = shell.look
        self._shell = shell
        self.places: tuple[Path, ...] = ()
        self.rules: RulesFile | None = None
        self.found: tuple[RulesFile, ...] = ()
        self.fault: Refusal | None = None
        self._own_rules = self._looking = False
        self.area = DropArea(shell)
        self.area.dropped.connect(self.add)
        self._rows = column(spacing=6)
        self.heads = {step: Text(look, "heading", wrap=True) for step in ("files", "rules", "codes")}
        self.lines = {step: Text(look, "body", "text_2", wrap=True) for step in ("rules", "codes")}
        self.file = PathField(shell)
        self.file.choose.clicked.disconnect()
        self.file.choose.clicked.connect(self._choose_rules)
        self.file.edit.setAcceptDrops(False)
        self.file.edit.editingFinished.connect(self._read_typed)
        self.ask_file: Callable[[QWidget, str, str], Path | None] = ask_file
        self.codes: list[PaperCodeRow] = []
        self._codes = column(spacing=12)
        self.more = Button(look, "plain", "plus")
        self.more.clicked.connect(self.add_code)
        self.why, self.go = Text(look, "small", "text_2", wrap=True), Button(look, "primary", "equal")
        self.go.clicked.connect(self.wanted)
        self._build()

    def _build(self) -> None:
        def step(name: str, *parts: Part) -> QFrame:
            return card(column(self.heads[name], *parts, spacing=8, margins=(20, 14, 20, 14)))

        inner = QWidget()
        files = step("files", self.area, self._rows)
        rules = step("rules", self.file, self.lines["rules"])
        codes = step("codes", self.lines["codes"], self._codes, row(self.more, 0))
        inner.setLayout(column(files, rules, codes, 0, spacing=12, margins=(16, 12, 16, 12)))
        acts = row(self.why, self.go, spacing=12, margins=(16, 8, 16, 12))
        acts.setStretchFactor(self.why, 1)
        self.sheet = scrolling(inner)
        whole = column(self.sheet, acts)
        whole.setStretchFactor(self.sheet, 1)
        self.setLayout(whole)

    # --- files ----------------------------------------------------------------------------------------------------

    def add(self, places: Sequence[Path]) -> None:
        """Take more files and folders; the same one twice counts once."""
        new = [each for each in dict.fromkeys(places) if each not in self.places]
        if new:
            self.take((*self.places, *new))

    def take(self, places: tuple[Path, ...]) -> None:
        """Take these files and folders instead of all others; an empty tuple for none."""
        self.places, self._looking = places, bool(places)
        self._list_places()
        self.brought.emit(places)
        self.weigh()

    def _list_places(self) -> None:
        clear(self._rows)
        for place in self.places:
            self._rows.addWidget(self._place_row(place))

    def _place_row(self, place: Path) -> QWidget:
        look, say = self._shell.look, self._shell.words.say
        name, drop = Text(look, "body", wrap=True), Button(look, "text", "circle-x")
        name.setText(str(place))
        drop.setText(say("ui.recount.drop_place"))
        drop.setAccessibleName(say("ui.recount.drop_named", name=place.name or str(place)))
        drop.clicked.connect(partial(self._drop_place, place))
        line, picture = QWidget(), Picture(look, "folder" if place.is_dir() else "file", "text_2")
        inner = row(picture, name, drop, spacing=10)
        inner.setStretchFactor(name, 1)
        line.setLayout(inner)
        return line

    def _drop_place(self, place: Path) -> None:
        self.area.folder.setFocus()
        self.take(tuple(each for each in self.places if each != place))

    # --- rules ----------------------------------------------------------------------------------------------------

    def offer_rules(self, found: Sequence[RulesFile]) -> None:
        """Take what was found among the files; a single one is shown, unless the person has chosen another."""
        self.found, self._looking = tuple(found), False
        if not self._own_rules:
            self._hold_rules(self.found[0] if len(self.found) == 1 else None)
            if self.rules is not None:
                self.file.show_path(self.rules.path)
            else:
                self.file.edit.clear()
        self.weigh()

    def _choose_rules(self) -> None:
        say = self._shell.words.say
        chosen = self.ask_file(self, say("ui.recount.ask_rules"), say("ui.found.kinds"))
        if chosen is not None:
            self.file.show_path(chosen)
            self._read_typed()

    def _read_typed(self) -> None:
        """Read the file that is written in the field; an empty field takes up what was found again."""
        path = self.file.path()
        if self.rules is not None and path == self.rules.path:
            return
        self._own_rules = path is not None
        if path is None:
            self.offer_rules(self.found)
            return
        try:
            self._hold_rules(read_rules(path))
        except Refusal as refusal:
            self._hold_rules(None)
            self.fault = refusal
        self.weigh()

    def _hold_rules(self, rules: RulesFile | None) -> None:
        self.rules, self.fault = rules, None
        for each in self.codes:
            each.offer(rules.rounds if rules is not None else ())

    # --- codes ----------------------------------------------------------------------------------------------------

    def add_code(self) -> None:
        """Ask for one more code off paper."""
        made = PaperCodeRow(self._shell)
        self._codes.addWidget(made)
        made.offer(self.rules.rounds if self.rules is not None else ())
        made.changed.connect(self.weigh)
        made.dropped.connect(partial(self._drop_code, made))
        self.codes.append(made)
        made.seat.setFocus()
        QTimer.singleShot(0, made, partial(self.sheet.ensureWidgetVisible, made))  # once it is laid out
        self.weigh()

    def _drop_code(self, which: PaperCodeRow) -> None:
        self.more.setFocus()
        self.codes.remove(which)
        self._codes.removeWidget(which)
        which.hide()
        which.deleteLater()
        self.weigh()

    def typed(self) -> tuple[PaperCode, ...]:
        """Give the codes; nothing may be missing in any."""
        return tuple(each.code() for each in self.codes)

    # --- words ----------------------------------------------------------------------------------------------------

    @property
    def lack(self) -> str:
        """What is missing before the recount; empty for nothing."""
        if not self.places:
            return "files"
        if self._looking:
            return "looking"
        if self.rules is None:
            return "rules"
        return next((each.lack for each in self.codes if each.lack), "")

    def weigh(self) -> None:
        """Say where the rules come from, and beside the button why it cannot act yet."""
        say, lack = self._shell.words.say, self.lack
        self.go.setEnabled(not lack)
        self.why.setText(say(f"ui.recount.lacks.{lack}") if lack else say("ui.recount.reads_only"))
        self.lines["rules"].setText(self._about_rules())
        self.lines["rules"].set_tone("stop" if self.fault is not None else "text_2")

    def _about_rules(self) -> str:
        say = self._shell.words.say
        if self.fault is not None:
            return self._shell.words.problem(self.fault.problem)
        if self.rules is not None:
            where = "own" if self._own_rules else "found"
            return say(f"ui.recount.rules.{where}", title=self.rules.title, name=self.rules.path.name)
        if self._looking or not self.places:
            return say("ui.recount.rules.none_yet")
        return say("ui.recount.rules.several" if self.found else "ui.recount.rules.none", count=len(self.found))

    def speak(self) -> None:
        """Say every word."""
        say = self._shell.words.say
        for step, head in self.heads.items():
            head.setText(say(f"ui.recount.head.{step}"))
        self.lines["codes"].setText(say("ui.recount.codes"))
        area = ("title", "text", "choose_files", "choose_folder", "ask")
        self.area.tell(*(say(f"ui.recount.area.{each}") for each in area))
        self.file.tell(say("ui.recount.head.rules"), say("ui.choose"))
        self.more.setText(say("ui.recount.more"))
        self.go.setText(say("ui.recount.go"))
        for each in self.codes:
            each.speak()
        self._list_places()
        self.weigh()

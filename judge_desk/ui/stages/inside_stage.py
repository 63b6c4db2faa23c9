"""What lies inside the files of one entry: old writing before and after, names, stills; and copies for the judges."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QWidget

from judge_desk.contest.values.problems import Severity
from judge_desk.desks import inspecting
from judge_desk.desks.inspecting import NAMELESS, STILLS, UNICODE, SeenEntry, SeenFile
from judge_desk.desks.surroundings import Surroundings
from judge_desk.ui.dialogs.reasoned import Reasoned
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.models.cases import CaseRow
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.case_list import CaseList
from judge_desk.ui.widgets.flow import Flow
from judge_desk.ui.widgets.layouts import card, clear, column, row, scrolling
from judge_desk.ui.widgets.still_sheet import StillSheet
from judge_desk.ui.widgets.text import Rule, Text
from judge_desk.wording.card_words import advice, fact, topic
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import file_size, length

LIST: Final = 260
_ASKED_BY: Final = {UNICODE: ("inside.old_writing",), NAMELESS: ("inside.properties",)}
"""Findings that a copy answers."""


class InsideStage(Stage):
    """Reads the files of an entry anew each time it is shown."""

    behind = "intake"

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without an entry."""
        super().__init__(shell, dossier)
        look = shell.look
        self.title = Text(look, "heading", wrap=True)
        self.list = CaseList(look)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.name, self.facts = Text(look, "heading", wrap=True), Text(look, "body", "text_2", wrap=True)
        self.found, self.lines = column(spacing=6), column(spacing=8)
        self.sheet = StillSheet()
        self.open_copy = Button(look, "plain", "file-text")
        self.open_copy.clicked.connect(self._open_copy)
        self.acts = {kind: Button(look, "plain", "copy-check") for kind in (UNICODE, NAMELESS)}
        for kind, button in self.acts.items():
            button.clicked.connect(partial(self._ask_use, kind))
        self.entry = ""
        self.view: SeenEntry | None = None
        self.onward = Button(look, "plain", "arrow-right")
        self.onward.clicked.connect(lambda: self.asked.emit("intake", self.entry))
        self._build()
        self.speak()

    def _build(self) -> None:
        left = card(column(self.list, margins=(1, 6, 1, 6)))
        left.setFixedWidth(self.shell.look.px(LIST))
        inner, buttons = QWidget(), QWidget()
        buttons.setLayout(Flow(*self.acts.values(), self.open_copy, self.onward, gap=8))
        parts = (self.name, self.facts, self.found, self.lines, self.sheet, 0)
        inner.setLayout(column(*parts, spacing=10, margins=(16, 12, 16, 12)))
        self._scroll = scrolling(inner)
        inner.setProperty("ground", "surface")
        right = column(self._scroll, buttons, spacing=10)
        right.setStretchFactor(self._scroll, 1)
        beside = row(left, right, spacing=12)
        beside.setStretchFactor(right, 1)
        body = QWidget()
        stacked = column(self.title, beside, spacing=10, margins=(16, 12, 16, 12))
        stacked.setStretchFactor(beside, 1)
        body.setLayout(stacked)
        self.fill(body)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.header.show_title(say("ui.inside.title"), say("ui.inside.back"))
        self.list.setAccessibleName(say("ui.inside.files"))
        self.onward.setText(say("ui.inside.onward"))
        self.open_copy.setText(say("ui.inside.open_copy"))
        for kind, button in self.acts.items():
            button.setText(say(f"ui.inside.use.{kind}"))
        self._show_files()

    def aim(self, what: object) -> None:
        """Show the files of an entry."""
        if isinstance(what, str) and what != self.entry:
            self.entry, self.view = what, None
            self._show_files()

    def show_state(self) -> None:
        """Look inside the files as they are now."""
        if not self.entry or self.dossier.view is None:
            return
        folder, entry = self.dossier.folder, self.entry

        def work(around: Surroundings) -> SeenEntry:
            return inspecting.inspect(folder, entry, around)

        self.run(work, self._take, "progress.looking_inside", renew=False)

    def _take(self, view: SeenEntry) -> None:
        here = max(0, self.list.currentIndex().row())
        self.view = view
        self._show_files()
        rows = len(view.files)
        wanted = next((n for n, each in enumerate(view.files) if _asks(each)), 0) if not here else min(here, rows - 1)
        if rows:
            self.list.setCurrentIndex(self.list.cases.index(wanted))
            self._show_file(view.files[wanted])
        self.first().setFocus()

    def _show_files(self) -> None:
        say, view = self.shell.words.say, self.view
        if view is None:
            self.title.setText("")
            self.list.cases.show_rows(())
            for button in (*self.acts.values(), self.open_copy):
                button.hide()  # there is nothing yet to use or to open
            return
        self.title.setText(say("ui.inside.entry", entry=view.entry.id, title=view.entry.title))
        self.list.cases.show_rows([self._row(each) for each in view.files])

    def _row(self, each: SeenFile) -> CaseRow:
        say, catalogue = self.shell.words.say, open_catalogue(self.shell.words.language)
        asked = [p for p in each.inside.findings if p.severity is not Severity.NOTE]
        if asked:
            icon, tone, step = "triangle-alert", "warn", topic(asked[0].code, catalogue)
        elif each.inside.text is None and each.inside.clip is None:
            icon, tone, step = "circle-dashed", "text_2", say("ui.inside.not_looked")
        else:
            icon, tone, step = "circle-check", "ok", say("ui.inside.nothing")
        size = file_size(each.file.size, self.shell.words.language)
        return CaseRow(each.file.name, "", size, step, icon, tone, f"{each.file.name}, {step}, {size}")

    def _choose(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if self.view is not None and 0 <= index.row() < len(self.view.files):
            self._show_file(self.view.files[index.row()])

    def _show_file(self, each: SeenFile) -> None:
        say = self.shell.words.say
        self.name.setText(each.file.name)
        self.facts.setText(self._facts(each))
        clear(self.found)
        catalogue = open_catalogue(self.shell.words.language)
        for problem in each.inside.findings:
            seen, next_step = Text(self.shell.look, "label", wrap=True), Text(self.shell.look, "body", wrap=True)
            seen.setText(fact(problem, catalogue))
            next_step.setText(say("ui.inside.advice", advice=advice(problem, catalogue)))
            self.found.addLayout(column(seen.selectable(), next_step.selectable()))
        self._show_lines(each)
        shown = self.sheet.show_file(each.copies.get(STILLS), say("ui.inside.sheet", name=each.file.name))
        copy = each.copies.get(UNICODE) or each.copies.get(STILLS)
        self.open_copy.setVisible(copy is not None)
        self.open_copy.setText(say("ui.inside.open_stills" if shown else "ui.inside.open_copy"))
        self._show_acts(each)

    def _facts(self, each: SeenFile) -> str:
        say, text, clip = self.shell.words.say, each.inside.text, each.inside.clip
        if clip is not None:
            size = f"{clip.width}×{clip.height}"
            return say("inside.clip", length=length(clip.ms // 1000), size=size, codec=clip.codec or "–")
        if text is not None:
            return say("inside.text", words=len(text.text.split()))
        return say("ui.inside.not_looked_line")

    def _show_lines(self, each: SeenFile) -> None:
        """Show the lines of an old writing, before and after."""
        clear(self.lines)
        text, say = each.inside.text, self.shell.words.say
        if text is None or text.old is None:
            return
        sides = []
        for key, texts in (("before", text.before), ("after", text.after)):
            label = Text(self.shell.look, "caption_strong", "text_2")
            label.setText(say(f"ui.inside.{key}"))
            words = Text(self.shell.look, "body", wrap=True).selectable()
            words.setText("\n\n".join(texts))
            sides.append(column(label, words, 0, spacing=4))
        both = row(*sides, spacing=24)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.lines.addWidget(Rule())
        self.lines.addLayout(both)

    def _show_acts(self, each: SeenFile) -> None:
        """Offer the copies that answer what was found; the first of them, else the way back, is the next step."""
        codes = {problem.code for problem in each.inside.findings}
        wanted = [kind for kind, answers in _ASKED_BY.items() if codes & set(answers)]
        for kind, button in self.acts.items():
            button.setVisible(kind in wanted)
            button.become("primary" if wanted[:1] == [kind] else "plain")
        self.onward.become("plain" if wanted else "primary")

    @property
    def file(self) -> SeenFile | None:
        """The file that is shown."""
        row_number = self.list.currentIndex().row()
        return self.view.files[row_number] if self.view is not None and row_number >= 0 else None

    def _open_copy(self) -> None:
        each = self.file
        copy = (each.copies.get(UNICODE) or each.copies.get(STILLS)) if each is not None else None
        if isinstance(copy, Path):
            self.open_outside(copy)

    def _ask_use(self, kind: str) -> None:
        """Ask for the reason and let a copy stand in the place of the original."""
        each, say = self.file, self.shell.words.say
        if each is None:
            return
        words = [say(f"ui.inside.ask.{part}") for part in ("label", "act", "safe", "why")]
        title = say(f"ui.inside.ask.{kind}", name=each.file.name)
        label, act, safe, why = words
        facts = say("ui.inside.ask.facts")
        given = Reasoned(self, self.shell.look, title, facts, (label,), act, safe, why).asked()
        if given:
            folder, entry, name, reason = self.dossier.folder, self.entry, each.file.name, given[0]
            self.run(lambda around: inspecting.use_copy(folder, entry, name, kind, reason, around), self._used)

    def _used(self, _written: object) -> None:
        """Do nothing more: the folder is read anew, and the files with it."""

    def first(self) -> QWidget:
        """Begin with the files, or with the way back while there are none."""
        return self.list if self.list.cases.rowCount() else self.header.button


def _asks(each: SeenFile) -> bool:
    return any(problem.severity is not Severity.NOTE for problem in each.inside.findings)

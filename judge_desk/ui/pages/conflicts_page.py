"""Before the first document of an open round: which entries the judge has to do with, each with a reason."""

from __future__ import annotations

import unicodedata
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.marking import Sitting
from judge_desk.ui.bench import DECLARED, Bench
from judge_desk.ui.models.table_cells import plain
from judge_desk.ui.pages.page import Page
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.conflict_row import ConflictRow
from judge_desk.ui.widgets.layouts import card, clear, column, row, scrolling
from judge_desk.ui.widgets.search_field import SearchField
from judge_desk.ui.widgets.text import Text

WIDTH: Final = 960


class ConflictsPage(Page):
    """Ticks become recusals and travel in the ballot; nothing is ticked at first."""

    passing = True

    def __init__(self, shell: Shell) -> None:
        """Make the page without a bench."""
        super().__init__(shell)
        look = shell.look
        self.header.sign.hide()
        self.bench: Bench | None = None
        self.rows: list[ConflictRow] = []
        self.line = Text(look, "body", wrap=True)
        self.search = SearchField(look)
        self.search.textChanged.connect(self._find)
        self._list = column()
        self.count = Text(look, "body", "text_2", wrap=True)
        self.go = Button(look, "primary", "arrow-right")
        self.go.clicked.connect(self._declare)
        self._build()
        self.speak()

    def _build(self) -> None:
        inner = QWidget()
        inner.setLayout(column(row(self.line, margins=(16, 12, 16, 4)), self._list, 0))
        area = self._area = scrolling(inner)
        inner.setProperty("ground", "surface")
        frame = card(column(area, margins=(2, 2, 2, 2)))
        acts = row(self.count, self.go, spacing=12)
        whole = QWidget()
        whole.setMaximumWidth(self.shell.look.px(WIDTH))
        parts = column(self.search, frame, acts, spacing=12)
        parts.setStretchFactor(frame, 1)
        whole.setLayout(parts)
        body = QWidget()
        middle = row(0, whole, 0, margins=(16, 12, 16, 12))
        middle.setStretchFactor(whole, 100)
        body.setLayout(middle)
        self.fill(body)

    def read(self, bench: Bench) -> None:
        """List the entries of a bench."""
        self.bench = bench
        sitting = bench.sitting
        self.say_rehearsal(sitting.rehearsal, sitting.sample)
        clear(self._list)
        self.rows = []
        for line in sitting.lines():
            each = ConflictRow(self.shell, line, sitting.sheet(line.code).recusal)
            each.changed.connect(self._say_count)
            each.tick.toggled.connect(partial(self._bring_into_sight, each))
            self.rows.append(each)
            self._list.addWidget(each)
        self.search.clear()
        self.banner.tell("")
        self.speak()

    def _find(self, text: str) -> None:
        wanted = plain(text)
        for each in self.rows:
            words = " ".join((each.line.code, each.line.title, *each.line.units, *each.line.authors))
            each.setVisible(each.tick.isChecked() or wanted in plain(words))

    def _bring_into_sight(self, each: ConflictRow, _: bool = True) -> None:
        QTimer.singleShot(0, each, lambda: self._area.ensureWidgetVisible(each))

    def _declare(self) -> None:
        """Write every ticked entry as a recusal, take back those unticked, and go on to the list."""
        if self.bench is None:
            return
        lacking = next((each for each in self.rows if each.lacking), None)
        if lacking is not None:
            lacking.setVisible(True)
            lacking.reason.setFocus()
            self.banner.tell(self.shell.words.say("ui.conflicts.no_reason", code=lacking.line.code))
            self._bring_into_sight(lacking)
            return
        try:
            self._write(self.bench)
        except Refusal as refusal:
            self.banner.tell(self.refusal_words(refusal))
            return
        bench, self.bench = self.bench, None  # the list closes it from now on
        self.asked.emit("entries", bench)

    def _write(self, bench: Bench) -> None:
        for each in self.rows:
            code, given = each.line.code, unicodedata.normalize("NFC", each.given)
            before = bench.sitting.sheet(code).recusal
            if given and given != before:
                bench.act(partial(Sitting.recuse, code=code, reason=given), code)
            elif before and not given:
                bench.act(partial(Sitting.unrecuse, code=code), code)
        bench.sitting.keep(DECLARED, "1")

    def close_work(self) -> None:
        """Close the score file when the judge goes back without declaring."""
        if self.bench is not None:
            self.bench.close()
            self.bench = None

    def speak(self) -> None:
        """Say every word."""
        say = self.shell.words.say
        self.header.tell(say("ui.back.start"), say("ui.conflicts.title"))
        self.line.setText(say("ui.conflicts.line"))
        self.search.tell(say("ui.conflicts.search"))
        for each in self.rows:
            each.speak()
        self._say_count()
        self.titled.emit()

    def _say_count(self) -> None:
        say = self.shell.words.say
        ticked = sum(each.tick.isChecked() for each in self.rows)
        if not any(each.lacking for each in self.rows):
            self.banner.tell("")
        self.go.setText(say("ui.conflicts.declare", count=ticked) if ticked else say("ui.conflicts.none"))
        key = "ui.conflicts.count" if ticked else "ui.conflicts.count_none"
        self.count.setText(say(key, count=ticked, of=len(self.rows)))

    @property
    def subject(self) -> str:
        """The title of the page."""
        return self.shell.words.say("ui.conflicts.title")

    def first(self) -> QWidget:
        """Begin at the first box."""
        return self.rows[0].tick if self.rows else self.go

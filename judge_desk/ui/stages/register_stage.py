"""The register of entries: found by number, title, author or unit; one is opened, put right or withdrawn."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from judge_desk.contest.register.entries import EntryState
from judge_desk.desks import entry_findings
from judge_desk.desks.entry_findings import ListedEntry, RegisterView
from judge_desk.desks.surroundings import Surroundings
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.models.sheet_rows import SheetModel, SheetRow
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import card, column, row
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.search_field import SearchField
from judge_desk.ui.widgets.sheet_view import SheetView
from judge_desk.ui.widgets.text import Text

SIGNS: Final = {
    EntryState.ELIGIBLE: ("circle-check", "ok"),
    EntryState.DOUBTFUL: ("scale", "warn"),
    EntryState.REFUSED: ("circle-x", "stop"),
    EntryState.WITHDRAWN: ("log-out", "text_2"),
}
HEADS: Final = tuple(f"ui.register.head.{name}" for name in ("number", "title", "unit", "state", "open"))


class RegisterStage(Stage):
    """All entries in one table."""

    behind = "intake"

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without entries."""
        super().__init__(shell, dossier)
        look = shell.look
        self.add = Button(look, "plain", "pencil")
        self.add.clicked.connect(lambda: self.asked.emit("entry", ""))
        self.header.put(self.add)
        self.search = SearchField(look)
        self.count = Text(look, "body", "text_2")
        self.rows = SheetModel(shell.words, look, HEADS, sign=3, right=frozenset({4}))
        self.table = SheetView(shell.words, look, self.rows, stretch=1)
        self.open = Button(look, "primary", "arrow-right")
        self.none = Notice(look, "inbox", "text_2")
        self.none.act.clicked.connect(lambda: self.asked.emit("intake_plan", None))
        self.view: RegisterView | None = None
        self._seen_act = 0
        self._stack = QStackedWidget()
        self._connect()
        self._build()
        self.speak()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self.search.left_down.connect(self.table.setFocus)
        self.search.wanted.connect(self._open_first)
        self.table.opened.connect(partial(self.asked.emit, "entry"))
        self.open.clicked.connect(self._open_first)
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus)

    def _build(self) -> None:
        body = QWidget()
        top = row(self.search, self.count, spacing=16)
        top.setStretchFactor(self.search, 1)
        acts = row(0, self.open, spacing=8)
        parts = column(top, card(column(self.table, margins=(2, 2, 2, 2))), acts, spacing=10, margins=(16, 16, 16, 12))
        body.setLayout(parts)
        self._stack.addWidget(body)
        self._stack.addWidget(self.none)
        self.fill(self._stack)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.header.show_title(say("ui.register.title"), say("ui.register.back"))
        self.add.setText(say("ui.intake.add"))
        self.search.tell(say("ui.register.search"))
        self.open.setText(say("ui.register.open"))
        self.none.tell(say("ui.intake.empty"), say("ui.intake.bring"))
        self.table.setAccessibleName(say("ui.register.title"))
        self._tell()

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (("Ctrl+F", "ui.keys.search"), ("Enter", "ui.keys.open_entry"))

    def aim(self, what: object) -> None:
        """Search for what another stage asked for."""
        if isinstance(what, str):
            self.search.setText(what)

    def show_state(self) -> None:
        """Read the register anew when something was done since it was read."""
        view = self.dossier.view
        if view is None:
            return
        if self.view is not None and self._seen_act == view.last.number:
            self._tell()
            return
        folder, number = self.dossier.folder, view.last.number

        def read(around: Surroundings) -> RegisterView:
            return entry_findings.look(folder, around)

        self.run(read, partial(self._take, number), "progress.judging", renew=False)

    def _take(self, number: int, view: RegisterView) -> None:
        self._seen_act, self.view = number, view
        self._tell()

    def _tell(self) -> None:
        if self.view is None:
            return
        kept = self.table.key()
        self.rows.show_rows([self._row(each, self.view) for each in self.view.entries])
        place = next((n for n in range(self.rows.rowCount()) if self.rows.row(n).key == kept), 0)
        if self.rows.rowCount():
            self.table.setCurrentIndex(self.rows.index(place, 0))
        self.add.setEnabled(not self.view.drawn)
        self.add.setToolTip(self.shell.words.say("ui.intake.drawn") if self.view.drawn else "")
        self.header.show_state("lock", "text_2", self.shell.words.say("ui.intake.closed") if self.view.drawn else "")
        self._stack.setCurrentIndex(0 if self.view.entries else 1)
        self._count()

    def _row(self, listed: ListedEntry, view: RegisterView) -> SheetRow:
        entry, say = listed.entry, self.shell.words.say
        icon, tone = SIGNS[listed.state]
        units = "; ".join(view.units.get(unit, unit) for unit in entry.units)
        cells = (entry.id, entry.title, units, say(f"entry_standing.{listed.state}"), str(listed.open or ""))
        return SheetRow(entry.id, cells, icon, tone)

    def _search(self, text: str) -> None:
        self.rows.search(text)
        if self.rows.rowCount():
            self.table.setCurrentIndex(self.rows.index(0, 0))
        self._count()

    def _count(self) -> None:
        say, shown = self.shell.words.say, self.rows.rowCount()
        self.count.setText(say("ui.register.count", shown=shown, total=self.rows.total))
        self.open.setEnabled(shown > 0)

    def _open_first(self) -> None:
        key = self.table.key() or (self.rows.row(0).key if self.rows.rowCount() else "")
        if key:
            self.asked.emit("entry", key)

    def first(self) -> QWidget:
        """Begin with the search."""
        return self.search if self.view is None or self.view.entries else self.none.act

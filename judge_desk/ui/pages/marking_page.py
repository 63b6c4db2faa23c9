"""The heart of the judge's desk: the entry's documents at the left, the rubric with the marks at the right."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from judge_desk.contest.values.identity import CriterionId, EntryCode
from judge_desk.contest.values.problems import CannotWrite, Refusal
from judge_desk.desks.marking import EntryLine, EntryState, Sitting
from judge_desk.ui.bench import Bench
from judge_desk.ui.dialogs.mark_history import MarkHistory
from judge_desk.ui.dialogs.question import Question
from judge_desk.ui.dialogs.recusal import Recusal
from judge_desk.ui.marking_aim import MarkingAim
from judge_desk.ui.models.rubric_words import short_time
from judge_desk.ui.pages.marking_header import MarkingHeader
from judge_desk.ui.pages.marking_panes import MARKING, READING, MarkingPanes
from judge_desk.ui.pages.page import Page
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.viewing.reader_pane import ReaderPane
from judge_desk.ui.widgets.layouts import column
from judge_desk.ui.widgets.mark_sheet import MarkSheet
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.signs import Banner

PLACE: Final = "place"
"""Name under which the score file remembers entry and criterion, so that the same cell is open again."""

REST_MS: Final = 250
"""Rest at a criterion after which the place is kept."""


class MarkingPage(Page):
    """Shows one entry after the other; every act is on disk before it looks done."""

    header: MarkingHeader

    def __init__(self, shell: Shell) -> None:
        """Make the page without work."""
        super().__init__(shell)
        self.header = MarkingHeader(shell)
        self.header.back.connect(self.left)
        self.bench: Bench | None = None
        self.code = EntryCode("")
        self._trouble = False
        self._saved = ""
        self.trouble = Banner(shell.look, "triangle-alert", "stop")
        self.sealed = Banner(shell.look, "lock", "seal")
        self.reader = ReaderPane(shell)
        self.sheet = MarkSheet(shell)
        self.panes = MarkingPanes(shell, self.left_pane(), self.sheet)
        self.closed = Notice(shell.look, "circle-slash")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._keep_now)
        self._build()
        self.speak()

    def left_pane(self) -> QWidget:
        """Give what stands left of the rubric."""
        return self.reader

    def _build(self) -> None:
        self._stack = QStackedWidget()
        for each in (self.panes, self.closed):
            self._stack.addWidget(each)
        whole = QWidget()
        inner = column(self.trouble, self.sealed, self._stack)
        inner.setStretchFactor(self._stack, 1)
        whole.setLayout(inner)
        self.fill(whole)
        foot = self.sheet.foot
        foot.next.clicked.connect(self.go_on)
        foot.back.clicked.connect(self.go_back)
        foot.later.clicked.connect(self.put_off)
        self.header.recuse.clicked.connect(self.recuse)
        self.header.history.clicked.connect(self.show_history)
        self.header.retry.clicked.connect(self.sheet.settle)
        self.closed.act.clicked.connect(self.go_on)
        self.closed.other.clicked.connect(self.unrecuse)
        self.sheet.told.connect(self.banner.tell)
        self.sheet.elsewhere.connect(self._undone_elsewhere)
        self.panes.narrowed.connect(self.header.narrow)
        self.sheet.form.current.connect(self._keep_place)
        self.sheet.form.run_out.connect(self._run_out)
        for keys, act in (
            ("Ctrl+Return", self.go_on), ("Ctrl+Enter", self.go_on), ("Ctrl+K", self.put_off),
            ("Ctrl+Shift+Return", self.go_back), ("Ctrl+Shift+Enter", self.go_back),
            ("F6", self.other_pane), ("Ctrl+F", self.search), ("Ctrl+H", self.show_history),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self, act)
        self.sheet.bind_keys(self)

    # -- what it shows -------------------------------------------------------------------------------------------

    def read(self, aim: MarkingAim) -> None:
        """Show an entry of somebody's work, or what was open last."""
        self._listen(aim.bench)
        sitting = aim.bench.sitting
        self.say_rehearsal(sitting.rehearsal, sitting.sample)
        codes = [line.code for line in sitting.lines()]
        code, criterion = aim.code, aim.criterion
        if code is None:
            kept, _, place = sitting.kept(PLACE).partition(" ")
            code = EntryCode(kept)
            criterion = CriterionId(place) if place else None
        if code not in codes:
            code, criterion = codes[0] if codes else None, None
        if code is None:
            self.left.emit()
            return
        self.show_entry(code, criterion)

    def _listen(self, bench: Bench) -> None:
        if self.bench is bench:
            return
        self.close_work()
        self.bench = bench
        self._saved = bench.sitting.saved_at
        self._trouble = False
        self.trouble.tell("")
        bench.changed.connect(self._changed)
        bench.saved.connect(self._note_saved)
        bench.trouble.connect(self._note_trouble)
        bench.renewed.connect(self._renewed)

    def show_entry(self, code: EntryCode, criterion: CriterionId | None = None) -> None:
        """Show an entry, open at a criterion."""
        assert self.bench is not None
        if self.code != code:
            self.reader.leave()
        self.code = code
        self.banner.tell("")
        self.sheet.show_entry(self.bench, code, criterion)
        self._show_state()
        if self._line().state is not EntryState.RECUSED:
            self.reader.show_entry(self.bench, self._line())
        if self.isVisible():
            self.first().setFocus()

    def _line(self) -> EntryLine:
        assert self.bench is not None
        return self.bench.sitting.line(self.code)

    def _show_state(self) -> None:
        """Show what depends on the entry's state and on the whole work."""
        if self.bench is None or not self.code:
            return
        sitting, say = self.bench.sitting, self.shell.words.say
        line = self._line()
        self.header.show_line(line, line.field, sitting.sealed)
        self.header.show_saved(self._saved_words(), self._trouble)
        self.header.show_count(sitting.tally.whole, sitting.count)
        self.sealed.tell(say("ui.marking.sealed", revision=sitting.revision) if sitting.sealed else "")
        recused = line.state is EntryState.RECUSED
        if recused:
            reason = sitting.sheet(self.code).recusal
            onward = say("ui.marking.to_list" if self.sheet.last else "ui.marking.next")
            again = "" if sitting.sealed else say("ui.marking.unrecuse.open")
            self.closed.tell(say("ui.marking.recused", reason=reason), onward, again)
        self._stack.setCurrentWidget(self.closed if recused else self.panes)

    def _saved_words(self) -> str:
        return short_time(self._saved, self.bench.sitting.around.now()) if self.bench is not None else ""

    def _changed(self, code: str) -> None:
        self._show_state()

    def _note_saved(self, stamp: str) -> None:
        self._saved = stamp
        self.header.show_saved(self._saved_words(), self._trouble)

    def _note_trouble(self, refusal: Refusal | None) -> None:
        self._trouble = refusal is not None
        self.trouble.tell(self.refusal_words(refusal) if refusal else "")
        self.header.show_saved(self._saved_words(), self._trouble)

    def _renewed(self) -> None:
        if self.code:
            self.show_entry(self.code, self.sheet.form.at)

    # -- acts ----------------------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Go to the next entry of the list that is not recused; after the last one back to the list."""
        if self.bench is None or not self.sheet.settle():
            return
        code = self.bench.sitting.beside(self.code)
        if code is None:
            self.left.emit()
        else:
            self.show_entry(code)

    def go_back(self) -> None:
        """Go to the entry before this one in the list that is not recused; before the first there is none."""
        if self.bench is None or not self.sheet.settle():
            return
        code = self.bench.sitting.beside(self.code, -1)
        if code is not None:
            self.show_entry(code)

    def put_off(self) -> None:
        """Put the entry off and go on, or take it back from there."""
        if self.bench is None or self.bench.sitting.sealed or not self.sheet.settle():
            return
        off, code = self._line().state is not EntryState.LATER, self.code
        if self._line().state is EntryState.RECUSED or not self._act(lambda sitting: sitting.later(code, off)):
            return
        if off:
            self.go_on()

    def recuse(self) -> None:
        """Ask for the reason why the entry is not marked, and write it down."""
        if self.bench is None or not self.sheet.settle():
            return
        code = self.code
        reason = Recusal(self, self.shell, code, self.bench.sitting.round.blind, self._line().given).asked()
        if reason and self._act(lambda sitting: sitting.recuse(code, reason)):
            self.reader.leave()
            self.first().setFocus()

    def unrecuse(self) -> None:
        """Mark a recused entry again, after a question."""
        say, code = self.shell.words.say, self.code
        title = say("ui.marking.unrecuse.title", code=code)
        words = [title, *(say(f"ui.marking.unrecuse.{part}") for part in ("facts", "act", "safe"))]
        if Question(self, self.shell.look, *words).asked() and self._act(lambda sitting: sitting.unrecuse(code)):
            self.show_entry(code)

    def _act(self, act: Callable[[Sitting], None]) -> bool:
        """Do an act on this entry; False when it is refused, with the reason in the banner."""
        assert self.bench is not None
        try:
            self.bench.act(act, self.code)
        except CannotWrite:
            return False
        except Refusal as refusal:
            self.banner.tell(self.refusal_words(refusal))
            return False
        return True

    def show_history(self) -> None:
        """Show what was written about this entry, newest first."""
        if self.bench is not None and self.code:
            lines = self.bench.sitting.history(self.code)
            MarkHistory(self, self.shell, self.code, lines, self.bench.sitting.round.rubric).exec()

    def _undone_elsewhere(self, code: str, criterion: str) -> None:
        self.show_entry(EntryCode(code), CriterionId(criterion))

    # -- where the judge is --------------------------------------------------------------------------------------

    def _keep_place(self, criterion: str) -> None:
        """Remember the cell; it comes to disk after a moment of rest, so that no key waits for it."""
        if self.bench is not None and not self.bench.sitting.sealed:
            self.bench.sitting.keep_soon(PLACE, f"{self.sheet.code} {criterion}")
            self._rest.start()

    def _keep_now(self) -> None:
        if self.bench is not None:
            with suppress(Refusal):  # a comfort: where it cannot be kept, the first blank cell is opened instead
                self.bench.sitting.keep_now()

    def _run_out(self, step: int) -> None:
        """Lead from the last criterion to the way on, from the first one to the documents."""
        (self.sheet.foot.next if step > 0 else self.header.button).setFocus(Qt.FocusReason.TabFocusReason)

    def other_pane(self) -> None:
        """Go from the rubric to the documents and back."""
        if self._stack.currentWidget() is not self.panes:
            return
        at = self.focusWidget()
        reading = self.panes.shown == READING if self.panes.narrow else at is not None and self._in_reader(at)
        self.panes.turn(MARKING if reading else READING)
        if reading:
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def _in_reader(self, widget: QWidget) -> bool:
        return widget is self.reader or self.reader.isAncestorOf(widget)

    def search(self) -> None:
        """Search in the document that is shown."""
        if self._stack.currentWidget() is self.panes:
            self.panes.turn(READING)
            self.reader.find()

    def first(self) -> QWidget:
        """Give the field that is worked on, the way on where nothing is marked."""
        if self._stack.currentWidget() is self.closed:
            return self.closed.act
        if self.panes.narrow and self.panes.shown == READING:
            return self.panes.tabs[READING]
        return self.sheet.form.field_now() or self.sheet.foot.next

    def keys(self) -> Keys:
        """Give the keys of marking."""
        return (
            ("Enter  Tab  ↓", "ui.marking.keys.next"),
            ("Shift+Tab  ↑", "ui.marking.keys.previous"),
            ("Alt+1…9", "ui.marking.keys.band"),
            ("Ctrl+Enter", "ui.marking.keys.next_entry"),
            ("Ctrl Shift Enter", "ui.marking.keys.entry_before"),
            ("Ctrl+K", "ui.marking.keys.later"),
            ("Ctrl+Z  Ctrl+Y", "ui.marking.keys.undo"),
            ("Esc", "ui.marking.keys.restore"),
            ("F4", "ui.marking.keys.remark"),
            ("F6", "ui.marking.keys.pane"),
            ("Ctrl+F", "ui.marking.keys.find"),
            ("Ctrl+H", "ui.marking.keys.history"),
        )

    @property
    def subject(self) -> str:
        """Round and seat, for the title of the window."""
        if self.bench is None:
            return ""
        sitting = self.bench.sitting
        return self.shell.words.say("ui.marking.subject", round=sitting.round.title, seat=sitting.seat)

    def speak(self) -> None:
        """Say every word again; the rubric and its foot say theirs by themselves."""
        say = self.shell.words.say
        self.panes.tell(say("ui.marking.tab.reader"), say("ui.marking.tab.rubric"))
        if self.bench is not None:
            self.say_rehearsal(self.bench.sitting.rehearsal, self.bench.sitting.sample)
            self._show_state()

    def may_leave(self) -> bool:
        """Offer what is typed; what is refused stays in sight."""
        return self.bench is None or self.sheet.settle()

    def put_away(self) -> None:
        """Keep what is still in a field, and the position in the documents."""
        self.sheet.settle()
        self._keep_now()
        self.reader.leave()

    def close_work(self) -> None:
        """Forget the bench; its file is closed by the list of entries."""
        if self.bench is None:
            return
        self.sheet.let_go()
        for signal, slot in (
            (self.bench.changed, self._changed), (self.bench.saved, self._note_saved),
            (self.bench.trouble, self._note_trouble), (self.bench.renewed, self._renewed),
        ):  # fmt: skip
            signal.disconnect(slot)
        self.bench, self.code = None, EntryCode("")

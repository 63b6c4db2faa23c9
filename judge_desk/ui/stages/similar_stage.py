"""Write-ups that share passages: the pairs by share, the two texts side by side, and questions kept for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from judge_desk.desks import similarity
from judge_desk.desks.similarity import LEAST_PERCENT, Compared, Pair
from judge_desk.desks.surroundings import Surroundings
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.models.cases import CaseRow
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.case_list import CaseList
from judge_desk.ui.widgets.flow import Flow
from judge_desk.ui.widgets.layouts import card, column, row
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.text import Text
from judge_desk.ui.widgets.twin_texts import TwinTexts

SHARES: Final = (LEAST_PERCENT, 30, 50, 70)
LIST: Final = 240
NARROW: Final = 1000
LOW: Final = 480
TABS: Final = ("pairs", "texts")


class SimilarStage(Stage):
    """Compares on demand; what it found stays until it is compared again or the contest is closed."""

    behind = "intake"

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage before anything was compared."""
        super().__init__(shell, dossier)
        look = shell.look
        self.again, self.add = Button(look, "plain", "refresh-cw"), Button(look, "plain", "folder-open")
        self.again.clicked.connect(self.compare)
        self.add.clicked.connect(self._add_earlier)
        self.header.put(self.add, self.again)
        self.chips = {share: Button(look, "chip") for share in SHARES}
        for share, chip in self.chips.items():
            chip.setAutoExclusive(True)
            chip.clicked.connect(partial(self.narrow, share))
        self.chips[LEAST_PERCENT].setChecked(True)
        self.list = CaseList(look)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.title, self.caution = Text(look, "heading", wrap=True), Text(look, "caption", "text_2", wrap=True)
        self.before, self.after = Button(look, "plain", "chevron-up"), Button(look, "plain", "chevron-down")
        self.place = Text(look, "label")
        self.texts = TwinTexts(look)
        self.before.clicked.connect(lambda: self.texts.go_to(self.texts.current - 1))
        self.after.clicked.connect(lambda: self.texts.go_to(self.texts.current + 1))
        self.texts.moved.connect(self._tell_place)
        self.told, self.act = Text(look, "small", "text_2", wrap=True), Button(look, "primary", "check")
        self.act.clicked.connect(self._act)
        self.empty = Notice(look, "copy", "text_2")
        self.empty.act.clicked.connect(self.compare)
        self.empty.other.clicked.connect(self._add_earlier)
        self.earlier: tuple[Path, ...] = ()
        self.found: Compared | None = None
        self.shown: tuple[Pair, ...] = ()
        self.least = LEAST_PERCENT
        self._recorded: tuple[Pair, ...] | None = None
        self._wanted: tuple[str, str] = ("", "")
        self._stack = QStackedWidget()
        self._build()
        self.speak()

    def _make_tabs(self) -> dict[str, Button]:
        tabs = {name: Button(self.shell.look, "tab") for name in TABS}
        for name, tab in tabs.items():
            tab.setAutoExclusive(True)
            tab.clicked.connect(partial(self._turn, name))
        tabs["pairs"].setChecked(True)
        return tabs

    def _build(self) -> None:
        self.tabs = self._make_tabs()
        chips, self._tab_row, self._right, main = QWidget(), QWidget(), QWidget(), QWidget()
        chips.setLayout(Flow(*self.chips.values()))
        self._tab_row.setLayout(row(*self.tabs.values(), 0))
        self._left = card(column(self.list, margins=(1, 6, 1, 6)))
        self._left.setMinimumWidth(self.shell.look.px(LIST))
        head = column(self.title, self.caution, spacing=2)
        steps = row(self.before, self.place, self.after, spacing=8)
        top = row(head, steps, spacing=12)
        top.setStretchFactor(head, 1)
        inner = column(top, self.texts, spacing=8)
        inner.setStretchFactor(self.texts, 1)
        self._right.setLayout(inner)
        self._beside = row(self._left, self._right, spacing=12)
        self._beside.setStretchFactor(self._right, 1)
        foot = row(self.told, self.act, spacing=12)
        foot.setStretchFactor(self.told, 1)
        stacked = column(
            row(chips, 0, self._tab_row, spacing=12), self._beside, foot, spacing=10, margins=(16, 12, 16, 12)
        )
        stacked.setStretchFactor(self._beside, 1)
        main.setLayout(stacked)
        for each in (self.empty, main):
            self._stack.addWidget(each)
        self.fill(self._stack)
        QShortcut(QKeySequence("F3"), self, self.after.click)
        QShortcut(QKeySequence("Shift+F3"), self, self.before.click)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.header.show_title(say("ui.similar.title"), say("ui.similar.back"))
        self.again.setText(say("ui.similar.again"))
        self.add.setText(say("ui.similar.add"))
        self.before.setText(say("ui.similar.before"))
        self.after.setText(say("ui.similar.after"))
        self.caution.setText(say("ui.similar.caution"))
        self.list.setAccessibleName(say("ui.similar.tab.pairs"))
        for name, tab in self.tabs.items():
            tab.setText(say(f"ui.similar.tab.{name}"))
        self._tell()

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (("↑ ↓", "ui.keys.pair"), ("F3", "ui.keys.passage"), ("Shift+F3", "ui.keys.passage_before"))

    def aim(self, what: object) -> None:
        """Show the pair of two entries, comparing first where that was not done."""
        if isinstance(what, tuple) and len(what) == 2:
            self._wanted = (str(what[0]), str(what[1]))
            if self.found is None and not self.busy:
                self.compare()
            else:
                self._go_to_wanted()

    def show_state(self) -> None:
        """Show what was compared, if it was."""
        self._tell()

    def compare(self) -> None:
        """Read and compare every write-up."""
        folder, earlier = self.dossier.folder, self.earlier

        def work(around: Surroundings) -> Compared:
            return similarity.compare(folder, around, earlier)

        self.run(work, self._take, "progress.reading_texts", renew=False)

    def _take(self, found: Compared) -> None:
        self.found, self._recorded = found, None
        self.narrow(self.least)
        self._go_to_wanted()
        self.first().setFocus()

    def _add_earlier(self) -> None:
        chosen = self.shell.ask_folder(self, self.shell.words.say("ui.similar.ask"), self.dossier.folder.parent)
        if chosen is not None and chosen not in self.earlier:
            self.earlier += (chosen,)
            self.compare()

    def narrow(self, least: int) -> None:
        """Show the pairs from a share on."""
        self.least = least
        self.chips[least].setChecked(True)
        pairs = self.found.pairs if self.found is not None else ()
        self.shown = tuple(pair for pair in pairs if pair.percent >= least)
        self._tell()
        if self.shown:
            self.list.setCurrentIndex(self.list.cases.index(0))

    def _tell(self) -> None:
        say, found = self.shell.words.say, self.found
        extra = say("ui.similar.earlier", names=", ".join(each.name for each in self.earlier)) if self.earlier else ""
        if found is None or not found.pairs:
            sentence = "ui.similar.empty" if found is None else "ui.similar.nothing"
            count = len(found.texts) if found is not None else 0
            act = say("ui.similar.compare") if found is None else ""
            self.empty.tell(
                " ".join(filter(None, (say(sentence, count=count), extra))), act, say("ui.similar.add_link")
            )
            self._stack.setCurrentIndex(0)
            self.header.show_state("", "", "")
        else:
            for share, chip in self.chips.items():
                count = sum(pair.percent >= share for pair in found.pairs)
                chip.setText(say("ui.similar.share", share=share, count=count))
            self._show_count()
            self._show_rows(found)
            self._tell_act()
            self._stack.setCurrentIndex(1)
        self.again.setVisible(found is not None and bool(found.pairs))
        self.add.setVisible(found is not None and bool(found.pairs))

    def _show_count(self) -> None:
        """Say how many write-ups were compared, where the header has room for it."""
        room = self.found is not None and bool(self.found.pairs) and self.width() >= NARROW
        count = len(self.found.texts) if self.found is not None else 0
        word = self.shell.words.say("ui.similar.state", count=count) if room else ""
        self.header.show_state("copy", "text_2", word)

    def _show_rows(self, found: Compared) -> None:
        say = self.shell.words.say
        rows = []
        for pair in self.shown:
            one, two = found.texts[pair.first], found.texts[pair.second]
            name = say("ui.similar.pair", one=one.entry, two=two.entry or two.contest)
            unit = say("ui.similar.passages", count=len(pair.passages))
            step = two.contest or two.title
            said = f"{name}, {pair.percent}%, {unit}. {one.title}. {two.title}"
            rows.append(CaseRow(name, f"{pair.percent}%", unit, step, "copy", "warn", said))
        here = self.list.currentIndex().row()
        self.list.cases.show_rows(rows)
        if 0 <= here < len(rows):
            self.list.setCurrentIndex(self.list.cases.index(here))
            self._choose(self.list.currentIndex())

    def _tell_act(self) -> None:
        say, done = self.shell.words.say, self._recorded == self.shown
        self.act.setEnabled(bool(self.shown))
        self.act.setText(say("ui.similar.to_intake") if done else say("ui.similar.record", count=len(self.shown)))
        key = "ui.similar.recorded" if done else "ui.similar.record_why" if self.shown else "ui.similar.none_shown"
        self.told.setText(say(key, count=len(self.shown)))

    def _choose(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if self.found is None or not 0 <= index.row() < len(self.shown):
            return
        pair, say = self.shown[index.row()], self.shell.words.say
        one, two = self.found.texts[pair.first], self.found.texts[pair.second]
        self.title.setText(say("ui.similar.pair_title", percent=pair.percent, words=pair.words))
        other = say("ui.similar.entry", entry=two.entry, name=two.name)
        if two.contest:
            other = say("ui.similar.of_earlier", contest=two.contest, name=two.name)
        first = say("ui.similar.entry", entry=one.entry, name=one.name), one.title, one.text
        spans = [(each.first, each.second) for each in pair.passages]
        self.texts.tell(first, (other, two.title, two.text), spans)

    def _tell_place(self, number: int) -> None:
        pair = self.shown[self.list.currentIndex().row()]
        say = self.shell.words.say
        words = say("ui.similar.place", number=number + 1, count=len(pair.passages), words=pair.passages[number].words)
        self.place.setText(words)
        self.before.setEnabled(len(pair.passages) > 1)
        self.after.setEnabled(len(pair.passages) > 1)

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = set(self._wanted), ("", "")
        if self.found is None or wanted == {""}:
            return
        rows = [number for number, pair in enumerate(self.shown) if wanted == self._entries(pair)]
        if rows:
            self.list.setCurrentIndex(self.list.cases.index(rows[0]))
            self._turn("texts")

    def _entries(self, pair: Pair) -> set[str]:
        assert self.found is not None
        return {str(self.found.texts[pair.first].entry), str(self.found.texts[pair.second].entry)}

    def _act(self) -> None:
        """Keep a question for each pair shown, or go to where they are answered."""
        if self._recorded == self.shown:
            self.asked.emit("intake", None)
            return
        if self.found is None:
            return
        folder, shown = self.dossier.folder, self.shown
        kept = replace(self.found, pairs=shown)
        self.run(lambda around: similarity.record(folder, kept, around), partial(self._note, shown))

    def _note(self, shown: tuple[Pair, ...], entries: Sequence[str]) -> None:
        self._recorded = shown
        self._tell_act()

    def _turn(self, name: str) -> None:
        self.tabs[name].setChecked(True)
        narrow = self.width() < NARROW
        self._left.setVisible(not narrow or name == "pairs")
        self._right.setVisible(not narrow or name == "texts")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show list and texts one at a time where there is no room for both."""
        super().resizeEvent(event)
        self._tab_row.setVisible(self.width() < NARROW)
        self._show_count()
        low = self.height() < LOW
        for each in (self.caution, self.texts.left.caption, self.texts.right.caption):
            each.setVisible(not low)
        self._turn("texts" if self.tabs["texts"].isChecked() else "pairs")

    def first(self) -> QWidget:
        """Begin with the pairs, or with comparing."""
        return self.list if self.found is not None and self.found.pairs else self.empty.act

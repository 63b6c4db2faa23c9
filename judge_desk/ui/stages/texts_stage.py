"""The words of papers: every sentence as shipped and as the office wants it, looked at, put in force, taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QMenu, QStackedWidget, QWidget

from judge_desk.desks import paper_texts
from judge_desk.desks.paper_texts import KeptTexts, OwnFile, PaperTexts, paper_name
from judge_desk.desks.surroundings import Surroundings
from judge_desk.ui.dialogs.reasoned import Reasoned
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.file_questions import ask_file
from judge_desk.ui.models.lines import line_of
from judge_desk.ui.models.text_lines import Drafts, called, copy_line, found_lines, none_found, state_of, text_of
from judge_desk.ui.paper_desk import PaperDesk
from judge_desk.ui.paper_preview import Paper
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.choice_box import ChoiceBox
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.search_field import SearchField
from judge_desk.ui.widgets.sentence_pane import SentencePane
from judge_desk.ui.widgets.text import Text

NARROW: Final = 900
"""px of the stage under which the list and the sentence are shown one at a time."""
LIST: Final = 440
ANY_WIDTH: Final = 16_777_215
"""px: no greatest width."""


class TextsStage(Stage):
    """Shows what :mod:`judge_desk.desks.paper_texts` says; what is typed stays here until it is put in force."""

    behind = "papers"

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without papers."""
        super().__init__(shell, dossier)
        look = shell.look
        self.papers: tuple[PaperTexts, ...] = ()
        self.drafts: dict[str, dict[str, str]] = {}
        self._inside = False
        self._key = self._told = self._aimed = ""
        self.ask_file: Callable[[QWidget, str, str], Path | None] = ask_file
        self.ask_reason: Callable[[str, str, str], str] = self._asked_reason
        self.desk = PaperDesk(self, shell)
        self.turn = Button(look, "plain", "list")
        self.turn.clicked.connect(self._turn)
        self._add_menu()
        self.paper_label, self.paper = Text(look, "label"), ChoiceBox(look, 18)
        self.paper_label.setBuddy(self.paper)
        self.paper.activated.connect(lambda _: self._show_paper())
        self.search = SearchField(look)
        self.search.textChanged.connect(lambda _: self._show_list())
        self.list = LineList(look, marks=True)
        self.search.left_down.connect(self.list.setFocus)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _: self._enter())
        self.state = Text(look, "small", "text_2", wrap=True)
        self.earlier = Button(look, "chip")
        self.earlier.toggled.connect(lambda _: self._show_list())
        self.pane = SentencePane(shell)
        self.pane.typed.connect(self._typed)
        self.pane.dropped.connect(self._drop)
        self.said = Text(look, "small", "text_2", wrap=True)
        self.withdraw, self.look_at = Button(look, "plain", "undo-2"), Button(look, "plain", "eye")
        self.use = Button(look, "primary", "check")
        for button, act in ((self.withdraw, self._withdraw), (self.look_at, self._preview), (self.use, self._use)):
            button.clicked.connect(act)
        self._faults, self._stack = LineList(look), QStackedWidget()
        self._build()
        self.speak()

    def _add_menu(self) -> None:
        """Put the acts with files behind one button."""
        self.file = Button(self.shell.look, "plain", "folder-open")
        menu = QMenu(self.file)
        self.take, self.export = menu.addAction(""), menu.addAction("")
        self.take.triggered.connect(self._take)
        self.export.triggered.connect(self._export)
        self.file.setMenu(menu)
        self.header.put(self.file, self.turn)

    def _build(self) -> None:
        self._left, self._right = QFrame(), QFrame()
        self._choice = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        choice = row(self.paper_label, self.paper, spacing=8)
        choice.setStretchFactor(self.paper, 1)
        self._choice.addLayout(choice, 1)
        self._choice.addWidget(self.search, 1)
        kept = row(self.state, self.earlier, spacing=8)
        kept.setStretchFactor(self.state, 1)
        head = column(self._choice, kept, spacing=8, margins=(12, 10, 12, 8))
        left = column(head, self.list, margins=(2, 2, 2, 2))
        left.setStretchFactor(self.list, 1)
        self._left.setLayout(left)
        self._right.setLayout(column(self._stack, margins=(2, 2, 2, 2)))
        self._stack.addWidget(self.pane)
        self._stack.addWidget(self._faults)
        for each in (self._left, self._right):
            each.setProperty("frame", "card")
        beside = row(self._left, self._right, spacing=12)
        beside.setStretchFactor(self._right, 1)
        acts = row(self.said, self.withdraw, self.look_at, self.use, spacing=10)
        acts.setStretchFactor(self.said, 1)
        whole = column(beside, acts, spacing=10, margins=(16, 12, 16, 12))
        whole.setStretchFactor(beside, 1)
        body = QWidget()
        body.setLayout(whole)
        self.fill(body)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.header.show_title(say("ui.texts.title"), say("ui.texts.to_papers"))
        self.file.setText(say("ui.texts.file"))
        self.take.setText(say("ui.texts.take"))
        self.export.setText(say("ui.texts.export"))
        self.paper_label.setText(say("ui.texts.paper"))
        self.paper.setAccessibleName(say("ui.texts.paper"))
        self.search.tell(say("ui.texts.search"))
        self.list.setAccessibleName(say("ui.texts.list"))
        self._faults.setAccessibleName(say("ui.texts.faults"))
        self.withdraw.setText(say("ui.texts.withdraw"))
        self.look_at.setText(say("ui.texts.look"))
        self.use.setText(say("ui.texts.use"))
        self.pane.speak()
        self._arrange()
        self._show_papers()

    def aim(self, what: object) -> None:
        """Take the paper whose words are wanted."""
        self._aimed = str(what)
        if self.papers:
            self._show_papers()

    def show_state(self) -> None:
        """Read the words of all papers of the contest."""
        if self.is_read():
            return
        folder = self.dossier.folder

        def work(around: Surroundings) -> tuple[PaperTexts, ...]:
            return paper_texts.list_texts(folder, around)

        self.run(work, self._show, renew=False)

    def _show(self, papers: tuple[PaperTexts, ...]) -> None:
        first = not self.papers
        self.papers = papers
        self._show_papers()
        if self._told:  # what was done before the words were read again
            self.said.setText(self._told)
            self._told = ""
        if first:
            self.first().setFocus()

    def _show_papers(self) -> None:
        """Fill the choice of papers; the minutes are shown first."""
        chosen = self._aimed or self.paper.currentData() or "minutes"
        self._aimed = ""
        self.paper.clear()
        for each in self.papers:
            self.paper.addItem(called(each, self._draft(each), self.shell.words), each.paper)
        self.paper.setCurrentIndex(max(self.paper.findData(chosen), 0) if self.papers else -1)
        self._show_paper()

    @property
    def shown(self) -> PaperTexts | None:
        """The paper that is shown."""
        return next((each for each in self.papers if each.paper == self.paper.currentData()), None)

    def _show_paper(self) -> None:
        shown = self.shown
        if shown is None:
            return
        self.earlier.setChecked(False)
        self._show_list()
        keys = [line.key for line in shown.lines]
        self._choose(self._key if self._key in keys else keys[0])

    def _show_list(self) -> None:
        shown, words = self.shown, self.shell.words
        if shown is None:
            return
        drafts = self._draft(shown)
        self._tell_state(shown)
        if self.earlier.isChecked():
            self.list.show_lines([copy_line(each, words) for each in shown.kept])
            return
        lines = found_lines(shown, drafts, self.search.text(), self._key, words)
        self.list.blockSignals(True)
        self.list.show_lines(lines)
        at = next((number for number, each in enumerate(lines) if each.key == self._key), -1)
        if lines:
            self.list.setCurrentIndex(self.list.lines.index(max(at, 0), 0))
        self.list.blockSignals(False)
        if lines and at < 0:
            self._choose(lines[0].key)
        self._weigh()
        if not lines:
            self.said.setText(none_found(self.papers, self.search.text(), words))

    def _draft(self, shown: PaperTexts) -> Drafts:
        return self.drafts.get(shown.paper, {})

    def _tell_state(self, shown: PaperTexts) -> None:
        say, own, narrow = self.shell.words.say, shown.in_force, self.width() < NARROW
        self.earlier.setText(say("ui.texts.earlier", count=len(shown.kept)))
        self.earlier.setVisible(bool(shown.kept))
        self.state.setText(state_of(shown, self.shell.words))
        word = say("ui.texts.shipped") if own is None else say("ui.texts.own_in_force", number=own.number)
        icon, tone = ("circle-dashed", "text_2") if own is None else ("pencil", "ok")
        self.header.show_state(icon, tone, "" if narrow else word)  # it leaves its room to the title

    def _choose(self, key: object) -> None:
        shown = self.shown
        line = next((each for each in shown.lines if each.key == key), None) if shown is not None else None
        if shown is None or line is None:
            return
        self._key = line.key
        self._stack.setCurrentWidget(self.pane)
        text = text_of(shown, line, self._draft(shown))
        self.pane.show_line(
            shown.lines.index(line) + 1, line, text, paper_texts.check_text(shown.paper, line.key, text)
        )
        self._weigh()

    def _typed(self, words: str) -> None:
        shown, line = self.shown, self.pane.line
        if shown is None or line is None:
            return
        drafts = self.drafts.setdefault(shown.paper, {})
        if words == shown.own.get(line.key, line.shipped):
            drafts.pop(line.key, None)
        else:
            drafts[line.key] = words
        self.pane.show_fault(words, paper_texts.check_text(shown.paper, line.key, words))
        self.paper.setItemText(self.paper.currentIndex(), called(shown, self._draft(shown), self.shell.words))
        self._show_list()

    def _drop(self) -> None:
        """Take the shipped sentence back into the field."""
        line = self.pane.line
        if line is not None:
            self.pane.own.setPlainText(line.shipped)
            self.pane.own.setFocus()

    def _weigh(self) -> None:
        """Let the acts be done that can be; beside them stands why not."""
        shown, say = self.shown, self.shell.words.say
        if shown is None:
            return
        draft = self._draft(shown)
        bad = [key for key, text in draft.items() if paper_texts.check_text(shown.paper, key, text)]
        self.use.setEnabled(bool(draft) and not bad)
        self.look_at.setEnabled(not bad)
        self.withdraw.setVisible(shown.in_force is not None)
        words = say("ui.texts.why_draft", count=len(draft)) if draft else say("ui.texts.why_none")
        number = next((at for at, each in enumerate(shown.lines, start=1) if each.key in bad), 0)
        self.said.setText(say("ui.texts.why_bad", number=number) if bad else words)

    def _wanted(self, shown: PaperTexts) -> Mapping[str, str]:
        return {**shown.own, **self._draft(shown)}

    def _asked_reason(self, title: str, facts: str, act: str) -> str:
        say = self.shell.words.say
        labels = (say("ui.texts.reason"),)
        words = (act, say("ui.texts.not_now"), say("ui.texts.reason_needed"))
        return next(iter(Reasoned(self, self.shell.look, title, facts, labels, *words).asked()), "")

    def _use(self) -> None:
        shown, say = self.shown, self.shell.words.say
        if shown is None:
            return
        name = paper_name(shown.paper, self.shell.words.language)
        facts = say("ui.texts.ask_use_facts", count=len(self.drafts[shown.paper]))
        reason = self.ask_reason(say("ui.texts.ask_use", name=name), facts, say("ui.texts.use"))
        if not reason:
            return
        folder, paper, wanted = self.dossier.folder, shown.paper, dict(self._wanted(shown))
        self.run(lambda around: paper_texts.use(folder, paper, wanted, reason, around), self._used)

    def _used(self, copy: KeptTexts) -> None:
        self.drafts.pop(copy.paper, None)
        self._told = self.shell.words.say("ui.texts.used", number=copy.number, code=copy.digest[:8])

    def _withdraw(self) -> None:
        shown, say = self.shown, self.shell.words.say
        if shown is None:
            return
        name = paper_name(shown.paper, self.shell.words.language)
        title, facts = say("ui.texts.ask_withdraw", name=name), say("ui.texts.ask_withdraw_facts")
        reason = self.ask_reason(title, facts, say("ui.texts.withdraw"))
        if not reason:
            return
        self.run(partial(paper_texts.withdraw, self.dossier.folder, shown.paper, reason), self._withdrawn)

    def _withdrawn(self, _: None) -> None:
        self._told = self.shell.words.say("ui.texts.withdrawn")

    def _preview(self) -> None:
        shown = self.shown
        if shown is None:
            return
        folder, paper, wanted = self.dossier.folder, shown.paper, dict(self._wanted(shown))
        name = paper_name(paper, self.shell.words.language)
        self.run(
            lambda around: paper_texts.preview(folder, paper, wanted, around),
            lambda data: self.desk.show(name, Paper(data)),
            "progress.papers",
            renew=False,
        )

    def _export(self) -> None:
        shown, say = self.shown, self.shell.words.say
        target = self.shell.ask_folder(self, say("ui.texts.ask_folder"), Path.home()) if shown is not None else None
        if shown is None or target is None:
            return
        work = partial(paper_texts.export, self.dossier.folder, shown.paper, target)
        self.run(work, lambda path: self.said.setText(say("ui.texts.exported", file=path.name)), renew=False)

    def _take(self) -> None:
        say = self.shell.words.say
        path = self.ask_file(self, say("ui.texts.ask_file"), say("ui.texts.kinds"))
        if path is not None:
            self.run(lambda around: paper_texts.check(path), self._taken, renew=False)

    def _taken(self, found: OwnFile) -> None:
        """Take the words of a file as if they were typed; of one with faults nothing is taken, and all are shown."""
        if found.findings:
            self._faults.show_lines([line_of(each, self.shell.words) for each in found.findings])
            self._stack.setCurrentWidget(self._faults)
            self._inside = True
            self._arrange()
            self.said.setText(self.shell.words.say("ui.texts.file_bad", count=len(found.findings)))
            return
        count = 0
        for each in self.papers:
            texts = found.papers.get(each.paper, {})
            fresh = {key: text for key, text in texts.items() if each.own.get(key) != text}
            if fresh:
                self.drafts[each.paper] = fresh
                count += len(fresh)
                self.paper.setCurrentIndex(self.paper.findData(each.paper))
        self._show_papers()
        self.said.setText(self.shell.words.say("ui.texts.taken", count=count))

    def may_leave(self) -> bool:
        """Say whether nothing was typed that is not in force."""
        return not any(self.drafts.values())

    def first(self) -> QWidget:
        """Begin in the list of sentences."""
        return self.list if self.list.isVisibleTo(self) else self.turn

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (("↑ ↓", "ui.keys.rows"),)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the sentence beside the list; in a narrow window one of them is shown at a time."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < NARROW
        self.turn.setVisible(narrow)
        self.turn.setText(self.shell.words.say("ui.texts.to_list" if self._inside else "ui.texts.to_sentence"))
        self._left.setVisible(not narrow or not self._inside)
        self._right.setVisible(not narrow or self._inside)
        self.paper_label.setHidden(narrow)
        way = QBoxLayout.Direction
        self._choice.setDirection(way.LeftToRight if narrow else way.TopToBottom)
        if self.shown is not None:
            self._tell_state(self.shown)
        width = self.shell.look.px(LIST)
        self._left.setMinimumWidth(0 if narrow else width)
        self._left.setMaximumWidth(ANY_WIDTH if narrow else width)

    def _enter(self) -> None:
        """Go to the words of the chosen sentence; in a narrow window they take the place of the list."""
        self._inside = True
        self._arrange()
        self.pane.own.setFocus()

    def _turn(self) -> None:
        self._inside = not self._inside
        self._arrange()
        (self.turn if self._inside else self.list).setFocus()

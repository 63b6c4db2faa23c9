"""Found a contest: after which rules, under which name, in which folder; every fault of the rules is named.

What an earlier contest decided and when it took entries is never taken over silently: it is offered and chosen.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from judge_desk.contest.rulebook.shape import TOP, Key, key_of
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks import founding
from judge_desk.desks.defining import DefinitionSummary
from judge_desk.desks.rules import drafts, earlier
from judge_desk.desks.rules.blank import blank
from judge_desk.desks.rules.drafts import Draft
from judge_desk.desks.rules.earlier import Offer
from judge_desk.desks.rules.words import value_words
from judge_desk.desks.surroundings import Progress, silent
from judge_desk.ui.file_questions import ask_file
from judge_desk.ui.models.lines import Line
from judge_desk.ui.models.rule_nodes import node_for, nodes_of
from judge_desk.ui.models.rule_words import fault_words
from judge_desk.ui.pages.page import Page
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.choice_row import ChoiceRow
from judge_desk.ui.widgets.gallery_pane import GalleryPane
from judge_desk.ui.widgets.layouts import card, column, row, scrolling
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.path_field import PathField
from judge_desk.ui.widgets.progress import ProgressPanel
from judge_desk.ui.widgets.text import Text
from judge_desk.ui.widgets.tick import Tick
from judge_desk.wording.catalogue import Catalogue, open_catalogue

SOURCES: Final = ("shipped", "file", "earlier", "empty")
WIDTH: Final = 760
FIELDS: Final = ("short", "title", "id", "opens", "closes")


class FoundPage(Page):
    """Source, names, folder, and one button that says what is missing before it can act."""

    def __init__(self, shell: Shell) -> None:
        """Make the page with nothing chosen."""
        super().__init__(shell)
        look = shell.look
        self.source = ""
        self.shipped = ""
        self.offer: Offer | None = None
        self._folder_typed = False
        self._known: Path | None = None
        self.sources = ChoiceRow(look, SOURCES)
        self.sources.picked.connect(self._pick_source)
        self.list = GalleryPane(shell)
        self.list.picked.connect(self._picked)
        self.file, self.folder = PathField(shell), PathField(shell)
        self.file.edit.editingFinished.connect(self._read)
        self.file.choose.clicked.disconnect()
        self.file.choose.clicked.connect(self._choose_source)
        self.ask_file: Callable[[QWidget, str, str], Path | None] = ask_file
        self.folder.edit.textEdited.connect(self._own_folder)
        self.folder.edit.textChanged.connect(lambda _: self._weigh())
        self.labels = {name: Text(look, "caption_strong") for name in (*FIELDS, "source", "folder", "decided")}
        self.fields = {name: QLineEdit() for name in FIELDS}
        for name, field in self.fields.items():
            self.labels[name].setBuddy(field)
            field.textChanged.connect(lambda _: self._weigh())
        self.fields["id"].textEdited.connect(self._offer_named)
        self.keep_days = Tick(look)
        self.keep_days.toggled.connect(lambda _: self._weigh())
        self.decided: dict[str, Tick] = {}
        self.trial = Tick(look)
        self.summary = Text(look, "body", "text_2", wrap=True)
        self.faults = LineList(look)
        self.faults.setProperty("framed", True)
        self.progress = ProgressPanel(shell.words, look)
        self.why, self.go = Text(look, "small", "text_2", wrap=True), Button(look, "primary", "folder-open")
        self.go.clicked.connect(self.found)
        self.header.sign.hide()
        self._build()
        self.speak()
        self._weigh()

    def _build(self) -> None:
        def field(name: str, inner: QWidget) -> QWidget:
            holder = QWidget()
            holder.setLayout(column(self.labels[name], inner, spacing=4))
            return holder

        self._points = QWidget()
        self._points.setLayout(column(self.labels["decided"], spacing=2))
        self._source_file = field("source", self.file)
        self._days = QWidget()
        days = row(field("opens", self.fields["opens"]), field("closes", self.fields["closes"]), spacing=12)
        self._days.setLayout(column(days, self.keep_days, spacing=6))
        self._names = QWidget()
        names = [field(name, self.fields[name]) for name in ("short", "title", "id")]
        self._names.setLayout(column(*names, self._days, self._points, spacing=10))
        form = column(
            self.faults, self.sources, self.list, self._source_file, self.summary, self._names,
            field("folder", self.folder), self.trial, spacing=12, margins=(20, 16, 20, 16),
        )  # fmt: skip
        frame = card(form)
        frame.setMaximumWidth(WIDTH)
        frame.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        middle = row(0, frame, 0, margins=(16, 12, 16, 12))
        middle.setStretch(1, 100)
        inner, body = QWidget(), QWidget()
        inner.setLayout(column(middle, 0))
        acts = row(self.why, self.go, spacing=12, margins=(16, 8, 16, 12))
        acts.setStretchFactor(self.why, 1)
        waiting = QWidget()
        waiting.setLayout(column(self.progress, margins=(16, 0, 16, 0)))
        self._area = scrolling(inner)
        whole = column(self._area, waiting, acts)
        whole.setStretchFactor(self._area, 1)
        body.setLayout(whole)
        self.fill(body)

    # --- words ----------------------------------------------------------------------------------------------------

    def speak(self) -> None:
        """Say every word."""
        say = self.shell.words.say
        self.header.tell(say("ui.back.start"), say("ui.found.title"))
        self.sources.tell(say("ui.found.source"), {name: say(f"ui.found.source_{name}") for name in SOURCES})
        self.list.speak()
        for name in (*FIELDS, "decided"):
            self.labels[name].setText(say(_label(name)))
        for name, field in self.fields.items():
            field.setAccessibleName(say(_label(name)))
        for name in ("opens", "closes"):
            self.fields[name].setPlaceholderText(say("ui.rules.day"))
        self.labels["folder"].setText(say("ui.found.folder"))
        self.labels["source"].setText(say("ui.found.earlier" if self.source == "earlier" else "ui.found.file"))
        self.file.tell(self.labels["source"].text(), say("ui.choose"))
        self.folder.tell(say("ui.found.folder"), say("ui.choose"))
        self.trial.setText(say("ui.found.rehearsal"))
        self.go.setText(say("ui.found.go"))
        if self.offer is not None and self.offer.days is not None:
            first, last = (_typed_day(each) for each in self.offer.days)
            self.keep_days.setText(say("ui.found.keep_days", opens=first, closes=last))
        self._arrange()

    @property
    def subject(self) -> str:
        """The title of the page."""
        return self.shell.words.say("ui.found.title")

    def first(self) -> QWidget:
        """Begin at the choice of a source."""
        return self.sources.buttons[self.source or SOURCES[0]]

    def keys(self) -> Keys:
        """Give the keys of this page."""
        return (("Enter", "ui.keys.enter"),)

    # --- choosing -------------------------------------------------------------------------------------------------

    def _pick_source(self, source: str) -> None:
        self.source, self.offer, self.shipped, self._known = source, None, "", None
        self.sources.show_choice(source)
        self.file.edit.clear()
        self.summary.setText(self.shell.words.say("ui.found.empty") if source == "empty" else "")
        if source == "shipped":
            self.list.begin()
        self.speak()
        self._weigh()

    def _picked(self) -> None:
        """Take the rules of the list that were chosen, or that were let go."""
        chosen = self.list.chosen
        self.shipped = chosen.summary.id if chosen is not None else ""
        self.summary.setText(self.list.words())
        self._offer_folder(self.shipped)
        self._weigh()

    def _sum_up(self, summary: DefinitionSummary) -> None:
        say = self.shell.words.say
        rounds, reviews = ", ".join(summary.rounds), ", ".join(summary.reviews)
        what = [say("ui.found.rounds", titles=rounds)] if rounds else []
        what += [say("ui.found.reviews", titles=reviews)] if reviews else []
        facts: dict[str, str | int] = {"open": len(summary.open), "version": summary.version}
        self.summary.setText(say("ui.found.summary", what=" ".join(what), **facts))

    def _choose_source(self) -> None:
        """Ask for the definition file, or for the folder of the earlier contest, and read it."""
        title = self.labels["source"].text()
        if self.source == "earlier":
            chosen = self.shell.ask_folder(self, title, self.file.path() or Path.home())
        else:
            chosen = self.ask_file(self, title, self.shell.words.say("ui.found.kinds"))
        if chosen is not None:
            self.file.show_path(chosen)
            self._read()

    def _read(self) -> None:
        """Read the chosen file, or what the earlier contest offers."""
        path = self.file.path()
        if path is None or path == self._known:
            return  # leaving the field does not undo what was typed since
        self._known = path
        around = self.shell.around(silent)
        try:
            if self.source == "earlier":
                self._take_offer(earlier.offer_of(path, around))
            else:
                look = drafts.look_over(drafts.open_draft(str(path)))
                self._offer_folder(str(look.raw.get("id", "")))
            self.banner.tell("")
        except Refusal as refusal:
            self.offer = None
            self.banner.tell(self.refusal_words(refusal))
        self._weigh()

    def _take_offer(self, offer: Offer) -> None:
        self.offer = offer
        self._sum_up(offer.summary)
        raw = drafts.look_over(offer.draft).raw
        for name, key in (("short", "short_title"), ("title", "title")):
            self.fields[name].setText(str(raw.get(key, "")))
        self.fields["id"].setText(offer.id)
        self._offer_folder(offer.id)
        layout = self._points.layout()
        assert layout is not None
        for tick in self.decided.values():
            tick.deleteLater()
        answered = drafts.look_over(earlier.take_over(offer, offer.id, None, [each.key for each in offer.decided]))
        self.decided = {point.key: Tick(self.shell.look) for point in offer.decided}
        for point in offer.decided:
            value = value_words(drafts.value_at(answered, point.key), *_key_of(point.key), self._catalogue)
            self.decided[point.key].setText(f"{point.question} {value}")
            layout.addWidget(self.decided[point.key])
        self.speak()

    def _own_folder(self) -> None:
        self._folder_typed = True

    def _offer_named(self, name: str) -> None:
        """Offer a folder of the name that is being typed, as soon as it can be one."""
        if self.source == "empty" and name.replace("-", "").isalnum():
            self._offer_folder(name)

    def _offer_folder(self, name: str) -> None:
        """Offer a free folder below the documents, unless one was typed."""
        if self._folder_typed or not name:
            return
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        base, number = Path(documents or Path.home()) / "Judge Desk", 1
        while (folder := base / (name if number == 1 else f"{name}-{number}")).exists():
            number += 1
        self.folder.show_path(folder)

    def _arrange(self) -> None:
        self.list.setVisible(self.source == "shipped")
        self._source_file.setVisible(self.source in ("file", "earlier"))
        self.summary.setVisible(bool(self.summary.text()))
        taken = self.source == "earlier" and self.offer is not None
        self._names.setVisible(taken or self.source == "empty")
        self._days.setVisible(taken and self.offer is not None and self.offer.days is not None)
        self._points.setVisible(taken and bool(self.decided))
        self.faults.setVisible(bool(self.faults.texts()))

    def _weigh(self) -> None:
        """Say what is missing, or let the contest be founded."""
        missing = self._missing()
        self.go.setEnabled(not missing)
        self.why.setText(self.shell.words.say(f"ui.found.missing.{missing}") if missing else "")
        for name in ("opens", "closes"):
            self.fields[name].setEnabled(not self.keep_days.isChecked())
        self._arrange()

    def _missing(self) -> str:
        if not self.source:
            return "source"
        if self.source == "shipped" and not self.shipped:
            return "shipped" if self.list.kind else "kind"
        if self.source == "empty":
            named = all(self.fields[name].text().strip() for name in ("short", "title", "id"))
            return "names" if not named else "" if self.folder.path() is not None else "folder"
        if self.source != "shipped" and self.file.path() is None:
            return self.source
        if self.source == "earlier":
            if self.offer is None:
                return "earlier"
            days = all(self.fields[name].text().strip() for name in ("opens", "closes"))
            if self.offer.days is not None and not days and not self.keep_days.isChecked():
                return "days"
        return "" if self.folder.path() is not None else "folder"

    # --- founding -------------------------------------------------------------------------------------------------

    def found(self) -> None:
        """Found the contest off the thread of the window."""
        folder, rehearsal = self.folder.path(), self.trial.isChecked()
        draft = self._draft()
        if folder is None or draft is None:
            return
        self.faults.show_lines([])
        self._arrange()

        def work(report: Progress) -> Path:
            founding.found_with(folder, draft.name, draft.content, self.shell.around(report), rehearsal)
            return folder

        self.begin(work, self.progress, "progress.looking_at", lambda made: self.asked.emit("contest", made))

    def _draft(self) -> Draft | None:
        try:
            if self.source == "shipped":
                return drafts.open_draft(self.shipped)
            words = {name: " ".join(self.fields[name].text().split()) for name in FIELDS}
            if self.source == "empty":
                return blank(words["id"], words["title"], words["short"])
            if self.offer is None:
                return drafts.open_draft(str(self.file.path()))
            days = (_iso_day(self.fields["opens"].text()), _iso_day(self.fields["closes"].text()))
            kept = [key for key, tick in self.decided.items() if tick.isChecked()]
            chosen = None if self.keep_days.isChecked() else days
            return earlier.take_over(self.offer, words["id"], chosen, kept, words["title"], words["short"])
        except Refusal as refusal:
            self.banner.tell(self.refusal_words(refusal))
            return None

    def refused(self, refusal: Refusal) -> None:
        """Say every fault of the rules, or why nothing was founded."""
        if refusal.findings:
            self.faults.show_lines(self._fault_lines(refusal))
            self.faults.setFixedHeight(self.shell.look.px(58) * min(4, len(refusal.findings)) + 4)
            self._area.verticalScrollBar().setValue(0)
            self.why.setText(self.shell.words.say("ui.found.faults", count=len(refusal.findings)))
        else:
            self.banner.tell(self.refusal_words(refusal))
        self._arrange()

    def _fault_lines(self, refusal: Refusal) -> list[Line]:
        """Say the faults, each with the part of the rules in which it lies."""
        words = self.shell.words
        draft = self._draft()
        findings = drafts.look_over(draft).findings if draft is not None else refusal.findings
        nodes = nodes_of(drafts.look_over(draft), words, 0) if draft is not None else ()
        lines = []
        for each in findings:
            node = node_for(nodes, each.where)
            lines.append(Line("circle-x", "stop", "", fault_words(each, words), node.title if node is not None else ""))
        return lines

    @property
    def _catalogue(self) -> Catalogue:
        return open_catalogue(self.shell.words.language)

    def stopped(self) -> None:
        """Say nothing more: founding is one short act, whole or not at all."""
        self._weigh()


def _typed_day(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))


def _iso_day(typed: str) -> str:
    parts = typed.strip().split("/")
    return "-".join(part.zfill(2) for part in reversed(parts)) if len(parts) == 3 else typed.strip()


def _key_of(key: str) -> tuple[Key | None, str]:
    """Give what a key path takes and the shape it belongs to; positions in lists stand as numbers."""
    names = [each for each in key.split(".") if not each.isdigit()]
    shape, found = TOP, None
    for name in names:
        known = key_of(shape if found is None else found.shape, name)
        if known is not None:
            shape, found = (shape if found is None else found.shape), known
    return found, shape


def _label(name: str) -> str:
    """Give the key of a field's name; that of the title is the contest's own."""
    return "rules.key.contest.title" if name == "title" else f"ui.found.{name}"

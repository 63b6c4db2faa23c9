"""One thing of a calendar: what, who, when, where it stands, what was recorded, and what can be recorded."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from judge_desk.contest.register.schedule import ActKind, ItemState, Scheduled
from judge_desk.desks.calendar_words import act_words, days_words, state_words
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.calendar_form import FIELDS, CalendarForm
from judge_desk.ui.widgets.flow import Flow
from judge_desk.ui.widgets.layouts import column, scrolling
from judge_desk.ui.widgets.signs import Sign
from judge_desk.ui.widgets.text import Rule, Text
from judge_desk.wording.catalogue import Catalogue, open_catalogue
from judge_desk.wording.figures import moment

SIGNS: Final = {
    ItemState.LATE: ("triangle-alert", "stop"),
    ItemState.DUE: ("clock", "warn"),
    ItemState.UNDER_WAY: ("circle-dot", "accent"),
    ItemState.COMING: ("circle-dashed", "text_2"),
    ItemState.DONE: ("circle-check", "ok"),
    ItemState.DROPPED: ("circle-slash", "text_2"),
}
ICONS: Final = {"done": "check", "move": "clock", "drop": "circle-slash", "reopen": "undo-2"}
FACTS: Final = ("leads", "helps", "days", "when", "source")


class CalendarPane(QFrame):
    """``begun`` says that an act was opened or left; ``form.kept`` carries what was typed for it."""

    begun = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make the pane without anything in it."""
        super().__init__()
        self._shell, look = shell, shell.look
        self.setProperty("frame", "card")
        self.item: Scheduled | None = None
        self.title, self.sign = Text(look, "heading", wrap=True), Sign(look)
        self.title.selectable()
        self.labels = {name: Text(look, "caption", "text_2") for name in FACTS}
        self.facts = {name: Text(look, "body", wrap=True).selectable() for name in FACTS}
        self.history = Text(look, "body", wrap=True).selectable()
        self.history_label = Text(look, "caption", "text_2")
        self.note = Text(look, "caption", "text_2", wrap=True)
        self.acts = {name: Button(look, "plain", ICONS[name]) for name in FIELDS}
        for name, button in self.acts.items():
            button.clicked.connect(partial(self._begin, name))
        self.form = CalendarForm(shell)
        self.form.left.connect(self._leave)
        self._buttons = QWidget()
        self._buttons.setLayout(Flow(*self.acts.values(), gap=8))
        pairs = [each for name in FACTS for each in (self.labels[name], self.facts[name])]
        inner = QWidget()
        parts = (self.title, self.sign, self.note, self._buttons, self.form, Rule(), *pairs)
        inner.setLayout(column(*parts, self.history_label, self.history, 0, spacing=6, margins=(16, 14, 16, 14)))
        area = scrolling(inner)
        inner.setProperty("ground", "surface")
        self.setLayout(column(area, margins=(2, 2, 2, 2)))

    @property
    def _words(self) -> Catalogue:
        return open_catalogue(self._shell.words.language)

    def speak(self) -> None:
        """Say every word in the language of now."""
        say = self._shell.words.say
        for name, label in self.labels.items():
            label.setText(say(f"ui.calendar.fact.{name}"))
        for name, button in self.acts.items():
            button.setText(say(f"ui.calendar.act.{name}"))
        self.history_label.setText(say("ui.calendar.history"))
        self.form.speak()
        self.show_item(self.item)

    def show_item(self, item: Scheduled | None) -> None:
        """Show one thing; what was typed stays where it is still the same."""
        if item is None or self.item is None or item.id != self.item.id:
            self.form.close_form()
        self.item = item
        for each in (self.sign, self._buttons, self.history_label, self.history):
            each.setVisible(item is not None)
        if item is None:
            self.title.setText(self._shell.words.say("ui.calendar.choose"))
            self.note.hide()
            for name in FACTS:
                self._show_fact(name, "")
            return
        self._show(item)
        self._offer(item)

    def _show(self, item: Scheduled) -> None:
        words, icon = self._words, SIGNS[item.state]
        self.title.setText(item.item.title)
        self.sign.show_state(*icon, state_words(item, words))
        days = days_words(item, words)
        facts = {
            "leads": "\n".join(item.item.leads),
            "helps": "\n".join(item.item.helps),
            "days": days,
            "when": item.item.when if item.item.when != days else "",
            "source": item.item.source,
        }
        for name, told in facts.items():
            self._show_fact(name, told)
        said = [self._said(item, number) for number in range(len(item.acts))]
        self.history.setText("\n".join(said) or self._shell.words.say("ui.calendar.no_history"))

    def _said(self, item: Scheduled, number: int) -> str:
        act, language = item.acts[number], self._shell.words.language
        about = self._shell.words.say("ui.calendar.by", who=act.who, when=moment(act.time, language))
        return f"{act_words(act, item.item.unit, self._words)} {about}"

    def _show_fact(self, name: str, told: str) -> None:
        self.facts[name].setText(told)
        for each in (self.labels[name], self.facts[name]):
            each.setVisible(bool(told))

    def _offer(self, item: Scheduled) -> None:
        """Offer what can be recorded now; where something cannot, say why."""
        follows = item.item.follows
        standing = [act.kind for act in item.acts if act.kind is not ActKind.MOVED]
        offered = {
            "done": item.is_open and follows is None,
            "move": item.is_open,
            "drop": item.is_open,
            "reopen": bool(standing) and standing[-1] is not ActKind.REOPENED,
        }
        for name, button in self.acts.items():
            button.setVisible(offered[name] and not self.form.is_open)
        say = self._shell.words.say
        station = say(f"rules.word.calendar.follows.{follows.value}") if follows is not None else ""
        self.note.setText(say("ui.calendar.follows", station=station) if station else "")
        self.note.setVisible(bool(station))
        self._buttons.setVisible(any(offered.values()) and not self.form.is_open)

    def _begin(self, act: str) -> None:
        if self.item is not None:
            self.form.begin(act, self.item.item.unit)
            self._offer(self.item)
            self.begun.emit()

    def _leave(self) -> None:
        self.close_form()
        shown = [button for button in self.acts.values() if not button.isHidden()]
        if shown:
            shown[0].setFocus()

    def close_form(self) -> None:
        """Let go of what was typed, and offer the acts again."""
        self.form.close_form()
        if self.item is not None:
            self._offer(self.item)
        self.begun.emit()

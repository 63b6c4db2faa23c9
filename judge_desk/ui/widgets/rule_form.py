"""The form of a node: fields by the shape of its tables, tables within tables, lists whose items move and go.

The form is built from the shape of the definition, so that every key of every table can be written. It knows nothing of
drafts: what is typed or asked for goes out as a wish, and what comes in is a draft looked over.
"""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from judge_desk.contest.rulebook.shape import SHAPES, Key, Kind, key_of
from judge_desk.desks.rules.drafts import Overlook, value_at
from judge_desk.desks.rules.raw import UNDECIDED, item_name
from judge_desk.desks.rules.words import item_words, label
from judge_desk.ui.models.rule_choices import FREE, choices_of, offers_of
from judge_desk.ui.models.rule_node import Group
from judge_desk.ui.models.rule_words import fault_words
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import Part, column, row
from judge_desk.ui.widgets.rule_field import RuleField
from judge_desk.ui.widgets.rule_free_field import FreeField
from judge_desk.ui.widgets.text import Picture, Text
from judge_desk.wording.catalogue import open_catalogue

FORM: Final = 620
"""px that a form is wide at most."""
PAIRED: Final = frozenset({Kind.WHOLE, Kind.SECONDS, Kind.MONEY, Kind.NUMBER, Kind.DAY, Kind.CLOCK, Kind.ID})
"""Kinds short enough to stand two beside each other."""


class RuleForm(QWidget):
    """The fields of some groups. ``typed``: key path and TOML value (None: out); ``acted``: what to do and where."""

    typed = Signal(str, object)
    acted = Signal(str, str)

    def __init__(
        self, shell: Shell, groups: tuple[Group, ...], look: Overlook, frozen: bool, plain: bool = False
    ) -> None:
        """Build the form of some groups from what a draft says; a ``plain`` one leaves no point open."""
        super().__init__()
        self._shell, self._groups, self._frozen = shell, groups, frozen
        self._overlook, self._plain = look, plain
        self.fields: list[RuleField] = []
        self._notes: list[tuple[str, Text, Picture]] = []
        self.setProperty("ground", "bg")
        self.top = Text(shell.look, "body", "stop", wrap=True)
        parts: list[Part] = [self.top]
        for group in groups:
            parts += self._table(group.key, group.shape, group.names)
        parts.append(0)
        self.setLayout(column(*parts, spacing=8, margins=(0, 0, 12, 12)))
        self.show_draft(look)

    # --- building -------------------------------------------------------------------------------------------------

    def _table(self, path: str, shape: str, names: tuple[str, ...]) -> list[Part]:
        parts: list[Part] = []
        waiting: list[QWidget] = []
        for name in names:
            key = key_of(shape, name)
            if key is None:
                continue
            place = f"{path}.{name}" if path else name
            if key.kind in (Kind.TABLE, Kind.TABLES, Kind.WEIGHTS):
                parts += self._pairs(waiting)
                parts.append(self._inner(place, key, shape))
            elif key.kind in PAIRED and not key.words and not choices_of(self._overlook, place, key, shape):
                waiting.append(self._field(place, key, shape))
                if len(waiting) == 2:
                    parts += self._pairs(waiting)
            else:
                parts += self._pairs(waiting)
                parts.append(self._field(place, key, shape))
        return [*parts, *self._pairs(waiting)]

    def _pairs(self, waiting: list[QWidget]) -> list[Part]:
        """Stand short fields beside each other and forget them; a single one keeps half of the width."""
        if not waiting:
            return []
        pair = row(*waiting, *([0] if len(waiting) == 1 else []), spacing=12)
        for place in range(2):
            pair.setStretch(place, 1)
        for each in waiting:
            pair.setAlignment(each, Qt.AlignmentFlag.AlignTop)  # the one beside it may have more to say
        waiting.clear()
        return [pair]

    def _field(self, path: str, key: Key, shape: str, title: str = "") -> RuleField:
        field = self._made(path, key, shape, title)
        field.typed.connect(self.typed)
        field.asked.connect(partial(self.acted.emit, "leave_open"))
        field.may_open = not self._plain
        field.freeze(self._frozen)
        self.fields.append(field)
        return field

    def _made(self, path: str, key: Key, shape: str, title: str) -> RuleField:
        if (shape, key.name) in FREE:
            offers = offers_of(self._overlook, path, key, shape, self._shell.words)
            return FreeField(self._shell, path, key, shape, offers)
        return RuleField(self._shell, path, key, shape, title, choices_of(self._overlook, path, key, shape))

    def _inner(self, path: str, key: Key, shape: str) -> QFrame:
        """Build a table within the table, or a list, on a card of its own."""
        value = value_at(self._overlook, path)
        head: list[Part] = [self._title(label(shape, key.name, self._catalogue), "heading"), 0]
        parts: list[Part] = []
        if isinstance(value, dict) and key.kind is Kind.WEIGHTS:
            parts = self._weights(path, key, shape, value)
            head += self._acts(path, "drop") if not key.required else []
        elif isinstance(value, dict):
            parts = self._table(path, key.shape, tuple(each.name for each in SHAPES[key.shape]))
            head += self._acts(path, "drop") if not key.required or key.words else []
        elif isinstance(value, list):
            parts = [self._item(path, key, each, number, len(value)) for number, each in enumerate(value, start=1)]
            parts += [row(*self._acts(path, "add"), 0)] if not self._frozen else []
        else:
            parts, acts = self._absent(path, key, shape, value)
            head += acts
        if key.open and value != UNDECIDED and not self._plain:
            head += self._acts(path, "leave_open")
        note, sign = (
            Text(self._shell.look, "caption", "stop", wrap=True),
            Picture(self._shell.look, "circle-x", "stop", 16),
        )
        self._notes.append((path, note, sign))
        beside = row(sign, note, spacing=6)
        frame = QFrame()
        frame.setProperty("frame", "card")
        frame.setLayout(column(row(*head, spacing=4), beside, *parts, spacing=8, margins=(14, 10, 14, 12)))
        return frame

    def _absent(self, path: str, key: Key, shape: str, value: Any) -> tuple[list[Part], list[Part]]:
        """Give what stands for a table that is not written: why, and what may be done about it."""
        say = self._shell.words.say
        text = Text(self._shell.look, "body", "text_2", wrap=True)
        state = "undecided" if value == UNDECIDED else "none" if value in key.words else "nothing"
        text.setText(say(f"ui.rules.absent.{state}"))
        acts: list[Part] = []
        if not self._frozen:
            acts += self._acts(path, "write")
            acts += self._acts(path, "none") if key.words and value not in key.words else []
        return [text], acts

    def _weights(self, path: str, key: Key, shape: str, value: dict[str, Any]) -> list[Part]:
        rounds = self._overlook.raw.get("rounds", [])
        titles = {str(each.get("id")): str(each.get("title", "")) for each in rounds if isinstance(each, dict)}
        own = path.split(".")[1]
        names = [*titles][: [*titles].index(own) + 1] if own in titles else [*value]
        number = Key(key.name, Kind.NUMBER)
        fields: list[QWidget] = [self._field(f"{path}.{name}", number, shape, titles.get(name, name)) for name in names]
        return [row(*fields, spacing=12)]

    def _item(self, path: str, key: Key, item: Any, number: int, count: int) -> QFrame:
        """Build one item of a list: its name, what moves it, and its fields."""
        place = f"{path}.{item_name(item, number)}"
        title = self._title(item_words(item, key.shape, number - 1, self._catalogue), "label")
        title.setWordWrap(True)
        head: list[Part] = [title, 0]
        if not self._frozen:
            head += self._acts(place, *(["up"] if number > 1 else []), *(["down"] if number < count else []), "remove")
        names = tuple(each.name for each in SHAPES[key.shape])
        note, sign = (
            Text(self._shell.look, "caption", "stop", wrap=True),
            Picture(self._shell.look, "circle-x", "stop", 16),
        )
        self._notes.append((place, note, sign))
        frame = QFrame()
        frame.setProperty("frame", "rule-item")
        fields = self._table(place, key.shape, names)
        beside = row(*head, spacing=4)
        beside.setStretchFactor(title, 1)
        frame.setLayout(column(beside, row(sign, note, spacing=6), *fields, spacing=6, margins=(12, 6, 12, 8)))
        return frame

    def _title(self, words: str, role: str) -> Text:
        text = Text(self._shell.look, role)
        text.setText(words)
        return text

    def _acts(self, path: str, *acts: str) -> list[Part]:
        """Give the buttons of some acts on a place; none while the rules can only be read."""
        if self._frozen:
            return []
        icons = {"up": "chevron-up", "down": "chevron-down"}
        found: list[Part] = []
        for act in acts:
            button = Button(self._shell.look, "text", icons.get(act, ""))
            button.setText(self._shell.words.say(f"ui.rules.act.{act}"))
            button.clicked.connect(partial(self.acted.emit, act, path))
            button.setProperty("act", f"{act} {path}")
            found.append(button)
        return found

    @property
    def _catalogue(self) -> Any:
        return open_catalogue(self._shell.words.language)

    # --- showing --------------------------------------------------------------------------------------------------

    def show_draft(self, look: Overlook) -> None:
        """Show what a draft says in the fields that are there, with the faults and open questions beside them."""
        self._overlook = look
        heard: set[str] = set()
        questions = {each.key: each.question for each in look.open}
        decided = {key for key, _ in look.decided}
        for field in self.fields:
            field.show_value(value_at(look, field.path))
            question = questions.get(field.path, "")
            if field.path in decided:
                question = self._shell.words.say("ui.rules.decided_apart")
            field.show_state(self._faults(look, field.path, heard), question)
        for path, note, sign in reversed(self._notes):
            told = self._faults(look, path, heard) or ([questions[path]] if path in questions else [])
            note.setText(" ".join(told))
            tone = "warn" if told and path in questions else "stop"
            sign.show_icon("scale" if tone == "warn" else "circle-x", tone)
            note.set_tone(tone)
            note.setVisible(bool(told))
            sign.setVisible(bool(told))
        rest = [each for group in self._groups for each in self._rest(look, group, heard)]
        self.top.setText(" ".join(rest))
        self.top.setVisible(bool(rest))

    def _faults(self, look: Overlook, path: str, heard: set[str]) -> list[str]:
        if path in heard:
            return []
        heard.add(path)
        return [fault_words(each, self._shell.words) for each in look.faults_at(path)]

    def _rest(self, look: Overlook, group: Group, heard: set[str]) -> list[str]:
        """Say what is wrong at the group's table itself, which no field tells."""
        if not group.key:
            return []
        return self._faults(look, group.key, heard)

    def field(self, path: str) -> RuleField | None:
        """Give the field of a key path, or the nearest one above it."""
        fit = [each for each in self.fields if path == each.path or path.startswith(f"{each.path}.")]
        return max(fit, key=lambda each: len(each.path), default=None)

"""Rules to start from: the kind of contest first, then one card for each of that kind; nothing is chosen beforehand."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from judge_desk.contest.rulebook.contest_kind import ContestKind
from judge_desk.desks.defining import GalleryItem, gallery
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import LargeButton
from judge_desk.ui.widgets.choice_row import ChoiceRow
from judge_desk.ui.widgets.layouts import column


class GalleryPane(QWidget):
    """``picked`` tells that something was chosen, or let go with its kind.

    Attributes:
        kind: that is chosen, empty before; chosen: the rules that are, None before.
    """

    picked = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make the pane; the rules are read when they are first asked for."""
        super().__init__()
        self._shell = shell
        self.kind = ""
        self.chosen: GalleryItem | None = None
        self.kinds = ChoiceRow(shell.look, tuple(ContestKind), wraps=True)
        self.kinds.picked.connect(self._pick_kind)
        self.cards: dict[str, LargeButton] = {}
        self._items: tuple[GalleryItem, ...] = ()
        self._cards = column(spacing=6)
        holder = QWidget()
        holder.setLayout(self._cards)
        self.setLayout(column(self.kinds, holder, spacing=12))

    def speak(self) -> None:
        """Say every word."""
        say = self._shell.words.say
        self.kinds.tell(say("gallery.choose"), {kind.value: say(f"gallery.kind.{kind}") for kind in ContestKind})

    def begin(self) -> None:
        """Offer the rules with none chosen."""
        if not self._items:
            self._items = gallery().items
            for each in self._items:
                self._add(each)
        kinds = {each.kind for each in self._items}
        for name, button in self.kinds.buttons.items():
            button.setVisible(name in kinds)
        self.chosen = None
        for card in self.cards.values():
            card.setAutoExclusive(False)
            card.setChecked(False)
            card.setAutoExclusive(True)
        self._arrange()

    def _add(self, item: GalleryItem) -> None:
        card = LargeButton(self._shell.look, "card", "scroll-text", 24)
        card.tell(item.summary.title, item.source.partition(", http")[0])
        card.setToolTip(item.source)
        card.setCheckable(True)
        card.clicked.connect(partial(self._pick, item))
        self.cards[item.summary.id] = card
        self._cards.addWidget(card)

    def _pick_kind(self, kind: str) -> None:
        """Offer the rules of one kind; those of another kind that were chosen are let go."""
        self.kind = kind
        self.kinds.show_choice(kind)
        if self.chosen is not None and self.chosen.kind != kind:
            self.begin()
        self._arrange()
        self.picked.emit()

    def _pick(self, item: GalleryItem) -> None:
        self.chosen = item
        self.cards[item.summary.id].setChecked(True)
        self.picked.emit()

    def _arrange(self) -> None:
        for each in self._items:
            self.cards[each.summary.id].setVisible(each.kind == self.kind)

    def words(self) -> str:
        """Say where the chosen rules come from and what is open in them; empty while none is chosen."""
        if self.chosen is None:
            return ""
        summary = self.chosen.summary
        key = "gallery.line_sample" if summary.sample else "gallery.line"
        return self._shell.words.say(key, source=self.chosen.source, count=len(summary.open))

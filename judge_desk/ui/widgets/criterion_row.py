"""One criterion with its field: name, saved sign, mark, what the mark is out of; open, also what earns what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from judge_desk.contest.rulebook.rubric import Criterion
from judge_desk.ui.models.rubric_words import (
    anchor_words,
    band_holding,
    band_range,
    mark_text,
    number_in,
    range_words,
    spoken_name,
    tail_words,
    widest_tail,
)
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.band_chooser import BandChooser
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.mark_field import MarkField
from judge_desk.ui.widgets.remark_field import RemarkField
from judge_desk.ui.widgets.text import Picture, Text

BAR: Final = 4
LEFT: Final = 12
RIGHT: Final = 16
HEIGHT: Final = 50
SIGN: Final = 56
GAP: Final = 4


class CriterionRow(QFrame):
    """A leaf that the judge marks; ``entered`` when its field has the focus, ``moved`` when a key leads on or back."""

    entered = Signal(object)
    typed = Signal(object)
    moved = Signal(object, int)

    def __init__(
        self,
        shell: Shell,
        leaf: Criterion,
        offer: Callable[[CriterionRow, str], bool],
        store_remark: Callable[[CriterionRow, str], None],
    ) -> None:
        """Make the closed row of a leaf, without a mark; words are those of the language of now."""
        super().__init__()
        self.setProperty("frame", "criterion")
        self.leaf = leaf
        self._shell, self._offer, self._store_remark = shell, offer, store_remark
        self._open, self._locked = False, False
        self._picked: int | None = None
        self._hint: int | None = None
        self._trouble = ""
        self._news = ""
        self._shown: tuple[int | None, str, str, bool] | None = None
        self._build()
        self._sign_empty()
        self._say_line()

    # -- parts ---------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        look, leaf = self._shell.look, self.leaf
        self.bar = QFrame()
        self.bar.setProperty("frame", "bar")
        self.bar.setProperty("tone", "accent")
        self.bar.setFixedWidth(BAR)
        kept = self.bar.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(kept)
        self.bar.hide()
        self.title = Text(look, "label", wrap=True)
        self.title.setText(f"{leaf.id} {leaf.title}")
        self.field = MarkField(look, self._settle)
        self.field.entered.connect(lambda _: self.entered.emit(self))
        self.field.moved.connect(lambda step: self.moved.emit(self, step))
        self.field.textEdited.connect(lambda _: self._typed())
        self.field.put_back.connect(self._forget)
        self.title.setBuddy(self.field)
        top = row(self.title, self._sign_box(), self.field, self._tail_box(), spacing=10, margins=(0, 6, 0, 6))
        top.setStretchFactor(self.title, 1)
        self._head = QWidget()
        self._head.setLayout(top)
        inner = column(self._head, self._opened_part(), self._line_part(), self._remark_part())
        inner.setContentsMargins(LEFT, 0, RIGHT, 0)
        whole = row(self.bar, inner)
        whole.setStretchFactor(inner, 1)
        self.setLayout(whole)
        look.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        look = self._shell.look
        self._head.setMinimumHeight(look.px(HEIGHT) - 1)
        self._sign_room.setMinimumWidth(look.px(SIGN))

    def _sign_box(self) -> QWidget:
        look = self._shell.look
        self._remarked = Picture(look, "message-square", "text_2", 16)
        self._remarked.setAccessibleName(self._shell.words.say("ui.marking.remark.here"))
        self._remarked.setToolTip(self._shell.words.say("ui.marking.remark.here"))
        self._remarked.hide()
        self._sign = Picture(look, "circle-dashed", "text_2", 16)
        self._time = Text(look, "caption", "ok")
        self._sign_room = QWidget()
        self._sign_room.setLayout(row(0, self._remarked, self._sign, self._time, spacing=4))
        self._sign_room.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        return self._sign_room

    def _tail_box(self) -> QWidget:
        look = self._shell.look
        self._tail, self._product = Text(look, "body", "text_2"), Text(look, "strong")
        self.tail = QWidget()
        self.tail.setLayout(row(self._tail, self._product, 0, spacing=GAP))
        self._product.hide()
        self._tail.setText(tail_words(self.leaf, None, self._shell.words)[0])
        return self.tail

    def tail_need(self) -> int:
        """Give the width in px of what can stand behind the field, so that all rows take the widest."""
        first, second = widest_tail(self.leaf, self._shell.words)
        need = QFontMetrics(self._shell.look.font("body")).horizontalAdvance(first) + 2
        if second:
            need += QFontMetrics(self._shell.look.font("strong")).horizontalAdvance(second) + GAP + 2
        return need

    def _opened_part(self) -> QWidget:
        look, words = self._shell.look, self._shell.words
        self.bands = BandChooser(look, self.leaf.bands, words) if self.leaf.bands else None
        self.anchors = Text(look, "body", "text_2", wrap=True)
        self.anchors.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._opened = QWidget()
        parts = [self.anchors]
        if self.bands is not None:
            self.bands.chosen.connect(self.pick)
            self.bands.hinted.connect(self._hinted)
            self._opened.setLayout(column(self.bands, *parts, spacing=8, margins=(0, 0, 0, 4)))
        else:
            self._opened.setLayout(column(*parts, margins=(0, 0, 0, 4)))
        self._opened.hide()
        return self._opened

    def _line_part(self) -> QWidget:
        look = self._shell.look
        self._line_icon = Picture(look, "info", "text_2", 16)
        self.line = Text(look, "body", "text_2", wrap=True)
        self.comment = Button(look, "text", "message-square")
        self.comment.setText(self._shell.words.say("ui.marking.remark.act"))
        self.comment.clicked.connect(self.write_remark)
        self._line_row = QWidget()
        inner = row(self._line_icon, self.line, self.comment, spacing=8, margins=(0, 0, 0, 6))
        inner.setStretchFactor(self.line, 1)
        self._line_row.setLayout(inner)
        self._line_row.hide()
        return self._line_row

    def _remark_part(self) -> QWidget:
        say = self._shell.words.say
        self.remark = RemarkField(self._shell, lambda text: self._store_remark(self, text))
        self.remark.tell(say("ui.marking.remark.criterion"), say("ui.marking.remark.readers"))
        self.remark.ended.connect(self._end_remark)
        self.remark.hide()
        return self.remark

    # -- what is on disk -----------------------------------------------------------------------------------------

    def show_state(self, steps: int | None, time: str, remark: str, locked: bool) -> None:
        """Show the mark and the remark that are on disk; what is being typed into the field stays."""
        if self._shown == (steps, time, remark, locked) and not self.field.pending and not self.remark.pending:
            return
        self._locked = locked
        self.field.setReadOnly(locked)
        self.comment.setVisible(not locked)
        if self.bands is not None:
            self.bands.setEnabled(not locked)
        self._shown = None
        if not (self.field.hasFocus() and self.field.pending):
            self._accept(steps, time)
            self._shown = (steps, time, remark, locked)
        if not self.remark.pending:
            self.remark.show_text(remark, locked)
        self._remarked.setVisible(bool(self.remark.text))
        if not remark and not self.remark.paper.hasFocus():
            self.remark.hide()

    def forget(self) -> None:
        """Let go of what was typed and not kept: another entry comes."""
        self._shown = None
        if self.field.pending:
            self.field.show_mark("")
        if self.remark.pending:
            self.remark.show_text("")

    def _accept(self, steps: int | None, time: str) -> None:
        words = self._shell.words
        self._picked, self._trouble = None, ""
        text = mark_text(self.leaf, steps, words)
        self.field.show_mark(text)
        self.field.setAccessibleName(spoken_name(self.leaf, text, words))
        tail, product = tail_words(self.leaf, steps, words)
        self._tail.setText(tail)
        self._product.setText(product)
        self._product.setVisible(bool(product))
        if steps is None:
            self._sign_empty()
        else:
            self._sign.show_icon("check", "ok")
            self._sign.show()
            self._time.setText(time)
        self._say_bands()
        self._say_line()

    def accept(self, steps: int | None, time: str) -> None:
        """Show a mark that the disk has just taken."""
        self._news, self._shown = "", None
        self._accept(steps, time)

    def _sign_empty(self) -> None:
        self._sign.show_icon("circle-dashed", "text_2")
        self._sign.show()
        self._time.setText("")

    def refuse(self, sentence: str, unsaved: bool = False) -> None:
        """Say under the row why what was typed is not taken; ``unsaved`` when the disk is the reason."""
        kept, self._shown = self.field.kept, None
        self._trouble = self._shell.words.say("ui.marking.refused.kept", why=sentence, mark=kept) if kept else sentence
        self.field.refuse()
        if unsaved:
            self._sign.show_icon("triangle-alert", "stop")
        else:
            self._sign.hide()
        self._time.setText("")
        self._say_line()

    def tell_news(self, sentence: str) -> None:
        """Say in the row's line what an undo brought back."""
        self._news = sentence
        self._say_line()

    # -- what the judge does -------------------------------------------------------------------------------------

    def _settle(self, text: str) -> bool:
        if self._picked is not None and text.strip():
            band, value = self.leaf.bands[self._picked], number_in(text)
            if value is not None and not band.low <= value <= band.high:
                marks = band_range(band, self._shell.words)
                self.refuse(self._shell.words.say("ui.marking.refused.band", name=band.title, marks=marks))
                return False
        return self._offer(self, text)

    def _typed(self) -> None:
        self.typed.emit(self)
        self._trouble, self._news, self._shown = "", "", None
        self._sign.hide()
        self._time.setText("")
        self._say_bands()
        self._say_line()

    def _forget(self) -> None:
        """Forget a level that was picked and a sentence of refusal: Esc brought back what is on disk."""
        self._picked, self._trouble = None, ""
        self._sign.show()
        self._say_bands()
        self._say_line()

    def pick(self, place: int) -> None:
        """Choose a level by hand; the field then takes its marks only. The same again: no level."""
        if self.bands is None or self._locked or not 0 <= place < len(self.leaf.bands):
            return
        self._picked = None if self._picked == place else place
        self._trouble = ""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()
        self._say_bands()
        self._say_line()

    def _hinted(self, place: int) -> None:
        self._hint = place if place >= 0 else None
        self._say_anchors()

    def _band(self) -> int | None:
        return self._picked if self._picked is not None else band_holding(self.leaf, self.field.text())

    def _say_bands(self) -> None:
        if self.bands is not None:
            self.bands.show_chosen(self._band())
        self._say_anchors()

    def _say_anchors(self) -> None:
        place = self._hint if self._hint is not None else self._band()
        self.anchors.setText(anchor_words(self.leaf, place, self._shell.words))

    def _say_line(self) -> None:
        if self._trouble:
            icon, tone, sentence = "circle-x", "stop", self._trouble
        elif self._news:
            icon, tone, sentence = "undo-2", "accent", self._news
        else:
            place = self._band()
            band = self.leaf.bands[place] if place is not None else None
            icon, tone, sentence = "info", "text_2", range_words(self.leaf, band, self._shell.words)
        self._line_icon.show_icon(icon, tone)
        self.line.set_tone(tone)
        self.line.setText(sentence)
        self._line_row.setVisible(self._open or bool(self._trouble))

    def write_remark(self) -> None:
        """Open the field of the remark on this criterion."""
        self.remark.show()
        self.remark.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_remark(self) -> None:
        self.remark.setVisible(bool(self.remark.text))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- open and closed -----------------------------------------------------------------------------------------

    def open(self) -> None:
        """Open the row and keep the room of its longest words, so that nothing moves while marking."""
        self._open = True
        self.bar.show()
        self.keep_room()
        self._opened.setVisible(self.bands is not None or bool(self.leaf.anchors))
        self.remark.setVisible(bool(self.remark.text) or self.remark.pending)
        self._say_line()

    def close_up(self) -> None:
        """Close the row; a sentence of refusal stays."""
        self._open, self._news, self._hint = False, "", None
        self.bar.hide()
        self._opened.hide()
        self.remark.flush()
        self._remarked.setVisible(bool(self.remark.text))
        if not self.remark.pending:
            self.remark.hide()
        if self._picked is not None and not self.field.pending:
            self._picked = None
        self._say_bands()
        self._say_line()

    def keep_room(self) -> None:
        """Reserve the height of the longest anchor at the width of now."""
        width = max(self.width() - BAR - LEFT - RIGHT, 120)
        if self.bands is not None:
            self.bands.fit(width)
        places: list[int | None] = [None, *range(len(self.leaf.bands))]
        flags = Qt.TextFlag.TextWordWrap
        metrics, room = self.anchors.fontMetrics(), QRect(0, 0, width, 100_000)
        texts = [anchor_words(self.leaf, place, self._shell.words) for place in places]
        self.anchors.setMinimumHeight(max(metrics.boundingRect(room, flags, text).height() for text in texts))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let a click anywhere on the row lead into its field."""
        super().mousePressEvent(event)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

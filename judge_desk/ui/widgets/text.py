"""Text in a role: the font follows the chosen size, the colour the look; letters of strangers stay letters."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from judge_desk.ui.look import Look


def restyle(widget: QWidget, **properties: str | bool) -> None:
    """Set properties that the style sheet looks at, and let it look again."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    font = widget.font()
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.setFont(font)  # the style sheet takes the font away while it looks


@contextmanager
def same_letters(top: QWidget) -> Iterator[None]:
    """Let a widget move to another parent; all in it keeps its font; the style sheet would bring an old one back."""
    inside = (top, *top.findChildren(QWidget))
    fonts = [(each, each.font()) for each in inside if each.testAttribute(Qt.WidgetAttribute.WA_SetFont)]
    yield
    for each, font in fonts:
        each.setFont(font)


class Text(QLabel):
    """A line or paragraph in one role (:data:`~judge_desk.ui.typography.ROLES`) and one tone."""

    def __init__(self, look: Look, role: str = "body", tone: str = "text", wrap: bool = False) -> None:
        """Make an empty text; with ``wrap`` it takes as many lines as it needs."""
        super().__init__()
        self._look = look
        self.role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            self.setMinimumWidth(120)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_tone(tone)
        look.changed.connect(self._follow)
        self._follow()

    def set_tone(self, tone: str) -> None:
        """Take the colour of a token: ``text``, ``text_2``, ``accent``, ``ok``, ``warn``, ``stop``, ``seal``."""
        restyle(self, tone=tone)

    def _follow(self) -> None:
        self.setFont(self._look.font(self.role))
        self.setMinimumHeight(self._look.line(self.role))

    def selectable(self) -> Text:
        """Let the text be marked and copied, by mouse and keyboard."""
        by = Qt.TextInteractionFlag
        self.setTextInteractionFlags(by.TextSelectableByMouse | by.TextSelectableByKeyboard)
        return self


class Picture(QLabel):
    """An icon in a token's colour; it says nothing, the word stands beside it."""

    def __init__(self, look: Look, name: str, tone: str = "text_2", size: int = 18) -> None:
        """Show an icon at a size in px of normal text."""
        super().__init__()
        self._look, self._name, self._tone, self._size = look, name, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._follow)
        self._follow()

    def show_icon(self, name: str, tone: str) -> None:
        """Show another icon; the one that is shown already costs nothing."""
        if (name, tone) != (self._name, self._tone):
            self._name, self._tone = name, tone
            self._follow()

    def _follow(self) -> None:
        self.setPixmap(self._look.pixmap(self._name, self._tone, self._size, self.devicePixelRatioF()))


class Rule(QFrame):
    """A separating line."""

    def __init__(self) -> None:
        """Make a horizontal line."""
        super().__init__()
        self.setProperty("frame", "line")

"""The look that is in effect: colours, sizes, fonts and icons, and the one place that puts them on the application.

Whoever paints, or holds an icon or a font of a role, connects ``changed`` and fetches again.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from judge_desk.ui import icons
from judge_desk.ui.style_sheet import style_sheet
from judge_desk.ui.theme import SCALES, Tokens, palette_of, tokens_from, tokens_of
from judge_desk.ui.typography import ROLES, font_of


class Look(QObject):
    """Colours and sizes as they are now."""

    changed = Signal()

    def __init__(
        self, families: tuple[str, ...], look: str = "system", text_size: str = "normal", dressed: bool = True
    ) -> None:
        """Begin with a look and a size of text; the machine's own palette is kept for its contrast theme.

        Without ``dressed`` the style sheet waits for :meth:`dress`: where there is one, a widget that is put into
        another tells every widget inside it, so a first page is made in half the time before.
        """
        super().__init__()
        self._dressed = dressed
        self._families = families
        self._look = look
        self._size = text_size
        self._system = QPalette(QGuiApplication.palette())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.apply()

    @property
    def look(self) -> str:
        """The chosen look, a value of :data:`~judge_desk.ui.theme.LOOKS`."""
        return self._look

    @property
    def text_size(self) -> str:
        """The chosen size of text, a key of :data:`~judge_desk.ui.theme.SCALES`."""
        return self._size

    @property
    def tokens(self) -> Tokens:
        """The colours in effect."""
        if self._look == "system" and _machine_has_contrast_theme():
            return tokens_from(self._system)
        return tokens_of(self._look, QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark)

    @property
    def scale(self) -> float:
        """What sizes in points are multiplied by."""
        return SCALES[self._size]

    def choose(self, look: str | None = None, text_size: str | None = None) -> None:
        """Take another look or another size of text, at once."""
        self._look, self._size = look or self._look, text_size or self._size
        self.apply()

    def dress(self) -> None:
        """Put the style sheet on that waited until the first page was made."""
        self._dressed = True
        self._put_sheet()

    def _put_sheet(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        sheet = style_sheet(self.tokens, self.px) if self._dressed else ""
        if application.styleSheet() != sheet:
            application.setStyleSheet(sheet)

    def apply(self) -> None:
        """Put palette, font and style sheet on the application and tell everybody.

        Each of the three goes to every widget there is, which takes long in a full window: only what is new is put.
        """
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        palette, font = palette_of(self.tokens), self.font("body")
        if application.palette() != palette:
            application.setPalette(palette)
        if application.font() != font:
            application.setFont(font)
        self._put_sheet()
        self.changed.emit()

    def _follow_system(self) -> None:
        if self._look == "system":
            self.apply()

    def px(self, measure: int) -> int:
        """Scale a height in px with the size of text; never less than the measure itself at small sizes."""
        return max(measure, round(measure * self.scale)) if self.scale > 1 else measure

    def font(self, role: str) -> QFont:
        """Make the font of a role."""
        return font_of(role, self.scale, self._families)

    def line(self, role: str) -> int:
        """Give the least height in px of a line of a role."""
        return self.px(ROLES[role].line)

    def colour(self, token: str) -> str:
        """Give the colour of a token by its name."""
        return str(getattr(self.tokens, token))

    def pixmap(self, name: str, token: str, size: int, ratio: float = 1.0) -> QPixmap:
        """Render an icon in a token's colour; ``size`` in px at normal text."""
        return icons.pixmap(name, self.colour(token), self.px(size), ratio)

    def icon(self, name: str, token: str, size: int, ratio: float = 1.0) -> QIcon:
        """Make an icon for a button; disabled it has the colour of quiet text."""
        icon = QIcon(self.pixmap(name, token, size, ratio))
        icon.addPixmap(self.pixmap(name, "text_2", size, ratio), QIcon.Mode.Disabled)
        return icon

    def icon_size(self, size: int) -> QSize:
        """Give the size of an icon in px as it is shown now."""
        return QSize(self.px(size), self.px(size))


def _machine_has_contrast_theme() -> bool:
    hints = QGuiApplication.styleHints()  # held: what it gives out lives no longer than it
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast

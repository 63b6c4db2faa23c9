"""The picture for the hall: team, large clock, who comes next. No marks ever; driven from the page of the defence.

Measures are those of a screen 1,080 px high and grow or shrink with it; colours are its own, for it is read from afar.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QFontMetrics, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from judge_desk.ui import icons
from judge_desk.ui.look import Look
from judge_desk.ui.round_clock import Tone

GROUND: Final = "#0F1B2D"
WHITE: Final = "#FFFFFF"
AMBER: Final = "#F6CB86"
QUIET: Final = "#C6D3E6"
BLUE: Final = "#9CC6F7"
RED: Final = "#FF8F87"
TRACK: Final = "#2C3A50"
TONES: Final = {Tone.CALM: WHITE, Tone.SOON: AMBER, Tone.OVER: RED}
HEIGHT: Final = 1080
SIDE: Final = 96
CLOCK_ROOM: Final = 700
"""px of the clock's column on a screen of :data:`HEIGHT`."""
TITLE_LINES: Final = 3
TITLE_SIZES: Final = (52, 48, 44, 40)
SMALL_WINDOW: Final = (960, 540)
WRAP: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE: Final = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class HallWords:
    """Everything that stands on the screen, already in words.

    Attributes:
        contest, round: top line; turn, title, people: the team.
        phase, icon: what the team does, or what it won; clock: ``1:00``, ``+0:24``, or a score; tone: its colour;
        caption: the words under it.
        used, whole: seconds for the bar, ``whole`` 0 without a limit.
        next, later: foot: who comes next, what follows for this team.
    """

    contest: str = ""
    round: str = ""
    turn: str = ""
    title: str = ""
    people: str = ""
    phase: str = ""
    icon: str = ""
    clock: str = ""
    tone: Tone = Tone.CALM
    caption: str = ""
    used: int = 0
    whole: int = 0
    next: str = ""
    later: str = ""


class HallWindow(QWidget):
    """A window of its own; ``closed`` tells that somebody closed it."""

    closed = Signal()

    def __init__(self, look: Look) -> None:
        """Make the window; it stands beside the program's own and shows nothing yet."""
        super().__init__()
        self._look = look
        self._shown = HallWords()
        self._blank = False
        self.setWindowFlag(Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)  # it is worked from the page
        self.setMinimumSize(480, 270)
        self.resize(*SMALL_WINDOW)

    @property
    def shown(self) -> HallWords:
        """The words that are shown."""
        return self._shown

    def tell(self, title: str, words: HallWords) -> None:
        """Show words; ``title`` is that of the window."""
        if words == self._shown:
            return
        self._shown = words
        self.setWindowTitle(title)
        self.setAccessibleName(f"{words.turn}. {words.title}. {words.phase} {words.clock}. {words.caption}")
        self.update()

    @property
    def is_blank(self) -> bool:
        """Say whether nothing is shown."""
        return self._blank

    def blank(self, blank: bool) -> None:
        """Show nothing, or what was told again."""
        self._blank = blank
        self.update()

    def open_beside(self, other: QWidget) -> None:
        """Fill a screen on which the program's window is not; with one screen only, open as a window."""
        screen = second_screen(other, QGuiApplication.screens())
        if screen is None:
            self.showNormal()
            return
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window is gone."""
        super().closeEvent(event)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _px(self, measure: float) -> int:
        """Scale a measure of the 1,080 px screen; a window that is too narrow for its height counts by its width."""
        return round(measure * min(self.height() / HEIGHT, self.width() / (HEIGHT * 16 / 9)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint everything."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(GROUND))
        if self._blank:
            return
        inner = self.rect().adjusted(self._px(SIDE), self._px(72), -self._px(SIDE), -self._px(72))
        clock = QRect(inner.right() - self._px(CLOCK_ROOM), inner.top(), self._px(CLOCK_ROOM), inner.height())
        team = QRect(inner.left(), inner.top(), clock.left() - inner.left() - self._px(64), inner.height())
        self._top(painter, inner)
        self._team(painter, team)
        self._clock(painter, clock)
        self._foot(painter, inner)

    def _say(
        self, painter: QPainter, room: QRect, text: str, points: float, colour: str, strong: bool = False,
        side: Qt.AlignmentFlag = LEFT,
    ) -> None:  # fmt: skip
        """Write one line, cut at the right where it has no room."""
        self._font(painter, points, strong)
        painter.setPen(QColor(colour))
        fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side, fitted)

    def _font(self, painter: QPainter, points: float, strong: bool) -> None:
        font = self._look.font("strong" if strong else "body")
        font.setPixelSize(max(self._px(points * 96 / 72), 1))
        painter.setFont(font)

    def _top(self, painter: QPainter, inner: QRect) -> None:
        line = QRect(inner.left(), inner.top(), inner.width(), self._px(48))
        self._say(painter, line, self._shown.round, 26, QUIET, side=RIGHT)
        room = painter.fontMetrics().horizontalAdvance(self._shown.round) + self._px(48)
        self._say(painter, line.adjusted(0, 0, -room, 0), self._shown.contest, 26, QUIET)

    def _team(self, painter: QPainter, room: QRect) -> None:
        """Write turn, title and people, the whole in the middle of the height; a long title is written smaller."""
        shown = self._shown
        for points in TITLE_SIZES:
            self._font(painter, points, True)
            wanted = painter.fontMetrics().boundingRect(QRect(0, 0, room.width(), 100_000), WRAP, shown.title)
            if wanted.height() <= TITLE_LINES * painter.fontMetrics().lineSpacing():
                break
        metrics = QFontMetrics(painter.font())
        lines = min(-(-wanted.height() // metrics.lineSpacing()), TITLE_LINES)
        height, small = lines * metrics.lineSpacing(), self._px(52)
        top = room.center().y() - (height + 2 * small + self._px(36)) // 2
        title = QRect(room.left(), top + small + self._px(12), room.width(), height)
        painter.setPen(QColor(WHITE))
        painter.drawText(title, WRAP, last_line_cut(shown.title, metrics, room.width(), TITLE_LINES))
        self._say(painter, QRect(room.left(), top, room.width(), small), shown.turn, 30, BLUE, True)
        people = QRect(room.left(), title.bottom() + self._px(24), room.width(), small)
        self._say(painter, people, shown.people, 30, QUIET)

    def _clock(self, painter: QPainter, room: QRect) -> None:
        shown, colour = self._shown, TONES[self._shown.tone]
        face, small = self._px(250), self._px(56)
        top = room.center().y() - (face + 2 * small + self._px(72)) // 2
        size, gap = self._px(38), self._px(16)
        self._font(painter, 30, True)
        width = painter.fontMetrics().horizontalAdvance(shown.phase)
        left = room.center().x() - (size + gap + width) // 2
        if shown.icon:
            painter.drawPixmap(left, top + (small - size) // 2, icons.pixmap(shown.icon, colour, size))
        self._say(painter, QRect(left + size + gap, top, width + 2, small), shown.phase, 30, colour, True)
        figures = QRect(room.left(), top + small, room.width(), face)
        self._font(painter, 190, True)
        painter.setPen(QColor(colour))
        while painter.fontMetrics().horizontalAdvance(shown.clock) > room.width():
            smaller = painter.font()
            smaller.setPixelSize(smaller.pixelSize() * 9 // 10)
            painter.setFont(smaller)
        painter.drawText(figures, CENTRE, shown.clock)
        track = QRectF(room.left(), figures.bottom() + self._px(36), room.width(), self._px(14))
        self._bar(painter, track, colour)
        caption = QRect(room.left(), round(track.bottom()) + self._px(18), room.width(), small)
        self._say(painter, caption, shown.caption, 30, QUIET if shown.tone is Tone.CALM else colour, side=CENTRE)

    def _bar(self, painter: QPainter, track: QRectF, colour: str) -> None:
        """Paint how much is left; the bar is full once time is up."""
        if not self._shown.whole:
            return
        radius = track.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(TRACK))
        painter.drawRoundedRect(track, radius, radius)
        left = max(self._shown.whole - self._shown.used, 0)
        share = left / self._shown.whole if left else 1.0
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(track.adjusted(0, 0, track.width() * (share - 1), 0), radius, radius)

    def _foot(self, painter: QPainter, inner: QRect) -> None:
        line = QRect(inner.left(), inner.bottom() - self._px(48), inner.width(), self._px(48))
        painter.setPen(QColor(TRACK))
        painter.drawLine(inner.left(), line.top() - self._px(28), inner.right(), line.top() - self._px(28))
        self._say(painter, line, self._shown.later, 26, QUIET, side=RIGHT)
        room = painter.fontMetrics().horizontalAdvance(self._shown.later) + self._px(48)
        self._say(painter, line.adjusted(0, 0, -room, 0), self._shown.next, 26, QUIET)


def second_screen(other: QWidget, screens: list[QScreen]) -> QScreen | None:
    """Give a screen on which a window is not, None when there is only one."""
    return next((each for each in screens if each is not other.screen()), None)


def last_line_cut(text: str, metrics: QFontMetrics, width: int, lines: int) -> str:
    """Give as much of a text as some lines hold; ``…`` where words are left away."""
    room, words = QRect(0, 0, width, 100_000), text.split()
    most = lines * metrics.lineSpacing()
    if metrics.boundingRect(room, WRAP, text).height() <= most:
        return text
    while words and metrics.boundingRect(room, WRAP, " ".join(words) + "…").height() > most:
        words.pop()
    return " ".join(words) + "…"

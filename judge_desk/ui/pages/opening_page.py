"""The way in: find the package, compare its code, check or copy its files, sit down at a seat with the PIN."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStorageInfo, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from judge_desk.contest.values.identity import Seat
from judge_desk.contest.values.problems import Refusal, WrongPin
from judge_desk.desks.judge_shelf import score_path
from judge_desk.desks.marking import Sitting
from judge_desk.desks.opening import (
    Begun,
    Found,
    Offer,
    SeatOffer,
    Standing,
    Taken,
    bring,
    check_in_place,
    find_packages,
    is_score_file,
    look_at_score_file,
    look_into,
    sit_down,
    sit_down_again,
)
from judge_desk.desks.rescuing import DAMAGE, Rescued, rescue
from judge_desk.desks.surroundings import Progress, silent
from judge_desk.desks.unlocking import wait_left
from judge_desk.ui.bench import DECLARED, Bench
from judge_desk.ui.marking_aim import where_left
from judge_desk.ui.models.opening_words import finding_lines, package_line
from judge_desk.ui.pages.page import Page
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.found_pane import FoundPane
from judge_desk.ui.widgets.layouts import Part, card, column, row, scrolling
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.machine_offer import MachineOffer
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.package_card import PackageCard
from judge_desk.ui.widgets.progress import ProgressPanel
from judge_desk.ui.widgets.seat_form import SeatForm
from judge_desk.ui.widgets.text import Text
from judge_desk.wording.figures import code_groups, file_size

WIDTH: Final = 720
KEPT_PACKAGE: Final = "package"
"""Name under which the folder of a package that is read from a stick is kept."""
_FIND, _WAIT, _OFFER, _SEAT, _NOTICE = range(5)


class OpeningPage(Page):
    """One column; the pages of the judge's desk take its place once the seat is open."""

    passing = True

    def __init__(self, shell: Shell) -> None:
        """Make the page without a package."""
        super().__init__(shell)
        look = shell.look
        self.header.sign.hide()
        self._what: Path | None = None
        self.offer: Offer | None = None
        self.begun: Begun | None = None
        self.taken: Taken | None = None
        self._damaged: Path | None = None
        self._then: Callable[[], object] = lambda: None
        self._tell_again: Callable[[], None] = lambda: None
        self.found = FoundPane(shell)
        self.progress = ProgressPanel(shell.words, look)
        self.package, self.seated = PackageCard(shell), PackageCard(shell)
        self.room, self.machine = Text(look, "body", "text_2", wrap=True), MachineOffer(shell)
        self.only_check, self.in_place = Button(look, "text"), Button(look, "plain")
        self.copy = Button(look, "primary", "arrow-right")
        self.findings_head, self.findings = Text(look, "label", wrap=True), LineList(look)
        self.form = SeatForm(shell)
        self.notice = Notice(look, "circle-x", "stop")
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self.speak()

    def _build(self) -> None:
        self._findings_card = card(column(self.findings, margins=(2, 2, 2, 2)))
        form = card(column(self.form, margins=(20, 16, 20, 16)))
        acts = row(self.only_check, 0, self.in_place, self.copy, spacing=8)
        find = self._middle(self.found)
        offer = self._middle(self.package, self.room, acts, self.machine)
        seat = self._seat_area = self._middle(self.seated, self.findings_head, self._findings_card, form)
        waiting = QWidget()
        waiting.setLayout(column(self.progress, 0, margins=(24, 24, 24, 24)))
        for each in (find, waiting, offer, seat, self.notice):
            self._stack.addWidget(each)
        self.fill(self._stack)

    def _middle(self, *parts: Part) -> QScrollArea:
        inner = QWidget()
        inner.setMaximumWidth(self.shell.look.px(WIDTH))
        inner.setLayout(column(*parts, 0, spacing=12))
        whole = QWidget()
        middle = row(0, inner, 0, margins=(16, 16, 16, 16))
        middle.setStretchFactor(inner, 100)
        whole.setLayout(column(middle))
        return scrolling(whole)

    def _connect(self) -> None:
        self.found.picked.connect(self.read)
        self.found.again.clicked.connect(lambda: self.read(None))
        self.found.choose.clicked.connect(self._choose)
        self.copy.clicked.connect(lambda: self._take(at_home=self.copying or self._is_here))
        self.in_place.clicked.connect(lambda: self._take(at_home=False))
        self.only_check.clicked.connect(self._only_check)
        self.machine.wanted.connect(lambda: self.asked.emit("preflight", self.offer.folder if self.offer else None))
        self.form.went.connect(self._sit_down)
        self.form.chose.connect(self._say_wait)
        self.form.chose.connect(lambda _: self._seat_area.ensureWidgetVisible(self.form))
        self.notice.act.clicked.connect(lambda: self._then())
        self.notice.other.clicked.connect(lambda: self.read(None))

    def read(self, what: Path | None) -> None:
        """Open a package folder, its ``.jdpack``, or a ``.jdscore``; without one, look for packages on sticks."""
        self._what, self.offer, self.begun, self.taken, self._damaged = what, None, None, None, None
        self.banner.tell("")
        self.say_rehearsal(False)
        self._stack.setCurrentIndex(_WAIT)
        around = self.shell.around
        if what is None:
            self._find(_mounted, self._show_found)
        elif is_score_file(what):
            self._damaged = what
            self.begin(
                lambda report: look_at_score_file(what, around(report)),
                self.progress, "ui.opening.step_read", self._show_begun,
            )  # fmt: skip
        else:
            folder = what if what.is_dir() else what.parent
            self.begin(
                lambda report: look_into(folder, around(report)),
                self.progress, "ui.opening.step_read", self._show_offer,
            )  # fmt: skip
        self.speak()

    def _find(self, places: Callable[[], tuple[Path, ...]], done: Callable[[tuple[Found, ...]], None]) -> None:
        around = self.shell.around
        self._stack.setCurrentIndex(_WAIT)
        self.begin(lambda report: find_packages(places(), around(report)), self.progress, "progress.package_find", done)

    def _show_found(self, found: tuple[Found, ...]) -> None:
        """List what was found on sticks; a single package is opened at once only when the person says so."""
        self.found.show_packages(found)
        self._stack.setCurrentIndex(_FIND)
        self.speak()
        self.first().setFocus()

    def _choose(self) -> None:
        chosen = self.shell.ask_folder(self, self.shell.words.say("ui.ask.package"), Path.home())
        if chosen is not None:
            self._find(lambda: (chosen,), partial(self._show_chosen, chosen))

    def _show_chosen(self, chosen: Path, found: tuple[Found, ...]) -> None:
        """Open the one package of a folder; several are listed, and without one the folder is refused in words."""
        if len(found) > 1:
            self._show_found(found)
        else:
            self.read(found[0].folder if found else chosen)

    def _only_check(self) -> None:
        if self.offer is not None:
            self.asked.emit("package", self.offer.folder)

    @property
    def copying(self) -> bool:
        """Whether the filled button copies: the package is not here yet, and there is room."""
        offer = self.offer
        return offer is not None and offer.here is None and offer.free > offer.size * 21 // 20

    @property
    def _is_here(self) -> bool:
        return self.offer is not None and self.offer.here is not None

    def _show_offer(self, offer: Offer) -> None:
        self.offer = offer
        self.machine.weigh()
        self.say_rehearsal(offer.manifest.rehearsal, offer.round.rubric.sample)
        self._stack.setCurrentIndex(_OFFER)
        self.speak()
        self.copy.setFocus()

    def _show_begun(self, begun: Begun) -> None:
        """A score file was begun before: its PIN is enough."""
        self.begun = begun
        self.say_rehearsal(begun.manifest.rehearsal, begun.round.rubric.sample)
        self.form.offer((SeatOffer(begun.seat, begun.name, Standing.SAME),))
        self._show_seats()
        self._say_wait(begun.seat)

    def _say_wait(self, seat: int) -> None:
        """Say how long the PIN of a seat must wait after wrong ones, in this sitting or an earlier one."""
        about = self.begun or self.offer
        left = wait_left(about.manifest, Seat(seat), self.shell.around(silent)) if about is not None else 0
        self.form.wait(left, self.shell.words.say("ui.opening.pin_waiting") if left else "")

    def _take(self, at_home: bool) -> None:
        """Bring the files onto this machine, or mend what was brought, or check them where they lie."""
        offer, around = self.offer, self.shell.around
        if offer is None:
            return
        act = bring if at_home else check_in_place

        def work(report: Progress) -> Taken:
            return act(offer, around(report))

        self._stack.setCurrentIndex(_WAIT)
        step = "progress.package_bring" if at_home and not self._is_here else "progress.package_check"
        self.begin(work, self.progress, step, self._show_taken)

    def _show_taken(self, taken: Taken) -> None:
        self.taken = taken
        if self.offer is not None:
            self.form.offer(self.offer.seats)
        self._show_seats()

    def _show_seats(self) -> None:
        self._stack.setCurrentIndex(_SEAT)
        self.speak()
        self.first().setFocus()
        QTimer.singleShot(0, self, self._fit_findings)
        if not self._findings_card.isVisibleTo(self):
            QTimer.singleShot(0, self, lambda: self._seat_area.ensureWidgetVisible(self.form))

    def _fit_findings(self) -> None:
        """Give the findings the height that they need, up to a few lines; more are scrolled."""
        needed = sum(self.findings.sizeHintForRow(number) for number in range(len(self.findings.texts())))
        self._findings_card.setFixedHeight(min(needed + 6, self.shell.look.px(160)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the findings to the width."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit_findings)

    def _sit_down(self, number: int, pin: str) -> None:
        """Open the seat, and go to where the judge's work begins or was left."""
        around, seat = self.shell.around(silent), Seat(number)
        try:
            if self.begun is not None:
                path, package = sit_down_again(self.begun, pin, around), self.begun.package
            else:
                assert self.offer is not None
                assert self.taken is not None
                self._damaged = score_path(around.home, self.offer.manifest, seat)
                path, package = sit_down(self.offer, seat, pin, around), self.taken.folder
            sitting = Sitting.open(path, around)
        except WrongPin as refusal:
            self._wrong_pin(refusal)
            return
        except Refusal as refusal:
            self.refused(refusal)
            return
        self._go(Bench(sitting, _package_of(sitting, package), around))

    def _wrong_pin(self, refusal: WrongPin) -> None:
        seconds = refusal.problem.facts.get("seconds", 0)
        looked_at = refusal.problem.code != "pin.wait"
        self.form.wait(int(seconds), self.shell.words.say(f"ui.opening.pin_{'wrong' if looked_at else 'waiting'}"))

    def _go(self, bench: Bench) -> None:
        sitting = bench.sitting
        if not sitting.round.blind and not sitting.sealed and not sitting.kept(DECLARED):
            self.asked.emit("conflicts", bench)
            return
        self.asked.emit("entries", bench)
        if (place := where_left(bench)) is not None:
            self.asked.emit(*place)

    def refused(self, refusal: Refusal) -> None:
        """Say why it was refused; a damaged score file can be rescued."""
        damaged = self._damaged
        if damaged is None or refusal.problem.code not in DAMAGE:
            self._tell(lambda: self.refusal_words(refusal), "ui.again", lambda: self.read(self._what))
            return
        self._tell("ui.opening.rescue_line", "ui.opening.rescue", lambda: self._rescue(damaged))

    def stopped(self) -> None:
        """Say what a stopped copy leaves."""
        self._tell("ui.opening.stopped", "ui.again", lambda: self.read(self._what))

    def broke(self, fault: BaseException) -> None:
        """Say that the program is at fault."""
        self._tell("ui.broke.act", "ui.again", lambda: self.read(self._what))

    def _tell(
        self, sentence: str | Callable[[], str], act: str, then: Callable[[], object], icon: str = "circle-x"
    ) -> None:
        """Say one thing, with the way on and the way to another package; again when the language changes."""
        self._then = then
        self.notice.show_icon(icon, "ok" if icon == "circle-check" else "stop")

        say = self.shell.words.say
        said = partial(say, sentence) if isinstance(sentence, str) else sentence
        self._tell_again = lambda: self.notice.tell(said(), say(act), say("ui.opening.other"))
        self._tell_again()
        self._stack.setCurrentIndex(_NOTICE)
        self.notice.act.setFocus()

    def _rescue(self, damaged: Path) -> None:
        around = self.shell.around
        self._damaged = None
        self._stack.setCurrentIndex(_WAIT)
        self.begin(
            lambda report: rescue(damaged, around(report)), self.progress, "ui.opening.step_rescue", self._show_rescued
        )

    def _show_rescued(self, won: Rescued) -> None:
        counts = {"copied": won.copied, "proven": won.proven, "lost": won.lost}
        said = partial(self.shell.words.say, "ui.opening.rescued", **counts)
        self._tell(said, "ui.opening.rescued_go", lambda: self.read(won.path), "circle-check")

    def speak(self) -> None:
        """Say every word."""
        say = self.shell.words.say
        self.header.tell(say("ui.back.start"), say("ui.opening.title"))
        self.found.speak()
        self.only_check.setText(say("ui.opening.only_check"))
        self.form.speak()
        if self._stack.currentIndex() == _NOTICE:
            self._tell_again()
        if self.offer is not None:
            self._say_offer(self.offer)
        elif self.begun is not None:
            self.seated.tell(self.begun.definition.short_title, self.begun.round.title)
        self._say_findings()
        self.titled.emit()

    def _say_offer(self, offer: Offer) -> None:
        say, language = self.shell.words.say, self.shell.words.language
        line = package_line(offer, self.shell.words)
        code = code_groups(offer.code).replace(" ", "")
        self.package.tell(offer.definition.short_title, line, say("ui.opening.code"), say("ui.opening.code_line"), code)
        self.seated.tell(offer.definition.short_title, line)
        sizes = {"size": file_size(offer.size, language), "free": file_size(offer.free, language)}
        state = "here" if self._is_here else "room" if self.copying else "no_room"
        own = "" if offer.outside or self._is_here else "_own"
        self.room.setText(say(f"ui.opening.{state}{own}", **sizes))
        self.in_place.setText(say(f"ui.opening.in_place{own}"))
        self.copy.setText(say("ui.opening.copy" if self.copying else "ui.opening.check"))
        self.in_place.setVisible(self.copying)

    def _say_findings(self) -> None:
        self.findings_head.setVisible(self.taken is not None)
        if self.offer is None or self.taken is None:
            self._findings_card.hide()
            return
        lines = finding_lines(self.taken.findings, self.offer, self.shell.words)
        key = "ui.opening.faulty" if lines else "ui.opening.sound"
        self.findings_head.setText(self.shell.words.say(key, files=self.offer.files, count=len(lines)))
        self.findings.show_lines(lines)
        self._findings_card.setVisible(bool(lines))

    @property
    def subject(self) -> str:
        """The title of the page."""
        return self.shell.words.say("ui.opening.title")

    def first(self) -> QWidget:
        """Begin at the first thing to do of the step."""
        if self._stack.currentIndex() == _SEAT:
            return self.form.pin if self.form.seat is not None else self.form.choose
        if self._stack.currentIndex() == _FIND:
            return self.found.first()
        if self._stack.currentIndex() == _NOTICE:
            return self.notice.act
        return self.copy if self._stack.currentIndex() == _OFFER else self.header.button


def _mounted() -> tuple[Path, ...]:
    """Give where disks are mounted that may be sticks."""
    volumes = QStorageInfo.mountedVolumes()
    ready = [each for each in volumes if each.isValid() and each.isReady() and not each.isRoot()]
    return tuple(Path(each.rootPath()) for each in ready)


def _package_of(sitting: Sitting, package: Path | None) -> Path | None:
    """Remember where the files of a package are read from, or recall it."""
    if package is not None:
        with contextlib.suppress(Refusal):  # a comfort: a disk that refuses says so at the first mark
            sitting.keep(KEPT_PACKAGE, str(package))
        return package
    kept = sitting.kept(KEPT_PACKAGE)
    return Path(kept) if kept and Path(kept).is_dir() else None

"""The way in: find the package, compare its code, check or copy its files, sit down at a seat with the PIN.

The parts of a step are made when it is come to, and what only later steps need is loaded then (it is warm by that
time): the first page of a window that is opened at a package waits for neither.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QStorageInfo, QTimer
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from judge_desk.contest.values.identity import Seat
from judge_desk.contest.values.problems import Refusal, WrongPin
from judge_desk.desks.opening import (
    Begun,
    Found,
    Offer,
    SeatOffer,
    Standing,
    find_packages,
    is_score_file,
    look_at_score_file,
    look_into,
)
from judge_desk.desks.surroundings import Progress, silent
from judge_desk.ui.models.opening_words import finding_lines, package_line
from judge_desk.ui.pages.page import Page
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import Part, column, row, scrolling
from judge_desk.ui.widgets.machine_offer import MachineOffer
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.package_card import PackageCard
from judge_desk.ui.widgets.progress import ProgressPanel
from judge_desk.ui.widgets.text import Text
from judge_desk.wording.figures import code_groups, file_size

if TYPE_CHECKING:
    from judge_desk.desks.rescuing import Rescued
    from judge_desk.desks.sitting_down import Taken
    from judge_desk.ui.bench import Bench
    from judge_desk.ui.widgets.found_pane import FoundPane
    from judge_desk.ui.widgets.seat_form import SeatForm
    from judge_desk.ui.widgets.seat_pane import SeatPane

WIDTH: Final = 720
_FIND, _WAIT, _OFFER, _SEAT, _NOTICE = range(5)


class OpeningPage(Page):
    """One column; the pages of the judge's desk take its place once the seat is open."""

    passing = True

    def __init__(self, shell: Shell) -> None:
        """Make the page without a package."""
        super().__init__(shell)
        self.header.sign.hide()
        self._what: Path | None = None
        self.offer: Offer | None = None
        self.begun: Begun | None = None
        self.taken: Taken | None = None
        self._damaged: Path | None = None
        self._then: Callable[[], object] = lambda: None
        self._tell_again: Callable[[], object] = self._then
        self.progress = ProgressPanel(shell.words, shell.look)
        self._stack = QStackedWidget()
        self._step = _WAIT
        waiting = QWidget()
        waiting.setLayout(column(self.progress, 0, margins=(24, 24, 24, 24)))
        self._steps: dict[int, QWidget] = {_WAIT: waiting}
        self._stack.addWidget(waiting)
        self.fill(self._stack)
        self.package = PackageCard(shell)
        self.room, self.machine = Text(look := shell.look, "body", "text_2", wrap=True), MachineOffer(shell)
        self.only_check, self.in_place = Button(look, "text"), Button(look, "plain")
        self.copy = Button(look, "primary", "arrow-right")
        self.copy.clicked.connect(lambda: self._take(at_home=self.copying or self._is_here))
        self.in_place.clicked.connect(lambda: self._take(at_home=False))
        self.only_check.clicked.connect(self._only_check)
        self.machine.wanted.connect(lambda: self.asked.emit("preflight", self.offer.folder if self.offer else None))
        acts = row(self.only_check, 0, self.in_place, self.copy, spacing=8)
        self._add(_OFFER, self._middle(self.package, self.room, acts, self.machine))
        self.speak()

    @cached_property
    def found(self) -> FoundPane:
        """The packages that were found on sticks."""
        pane: FoundPane = _module("widgets.found_pane").FoundPane(self.shell)
        pane.picked.connect(self.read)
        pane.again.clicked.connect(lambda: self.read(None))
        pane.choose.clicked.connect(self._choose)
        self._add(_FIND, self._middle(pane))
        return pane

    @cached_property
    def seating(self) -> SeatPane:
        """The findings of the files, the seat and its PIN."""
        pane: SeatPane = _module("widgets.seat_pane").SeatPane(self.shell)
        pane.form.went.connect(self._sit_down)
        pane.form.chose.connect(self._say_wait)
        pane.form.chose.connect(self._see_form)
        self._add(_SEAT, self._middle(pane))
        return pane

    @cached_property
    def notice(self) -> Notice:
        """Where the way in ends, the one thing that is said."""
        notice = Notice(self.shell.look, "circle-x", "stop")
        notice.act.clicked.connect(lambda: self._then())
        notice.other.clicked.connect(lambda: self.read(None))
        self._add(_NOTICE, notice)
        return notice

    def _add(self, step: int, area: QWidget) -> None:
        self._steps[step] = area
        self._stack.addWidget(area)

    def _turn_to(self, step: int) -> None:
        self._step = step
        self._stack.setCurrentWidget(self._steps[step])

    def _middle(self, *parts: Part) -> QScrollArea:
        inner = QWidget()
        inner.setMaximumWidth(self.shell.look.px(WIDTH))
        inner.setLayout(column(*parts, 0, spacing=12))
        whole = QWidget()
        middle = row(0, inner, 0, margins=(16, 16, 16, 16))
        middle.setStretchFactor(inner, 100)
        whole.setLayout(column(middle))
        return scrolling(whole)

    def read(self, what: Path | None) -> None:
        """Open a package folder, its ``.jdpack``, or a ``.jdscore``; without one, look for packages on sticks."""
        self._what, self.offer, self.begun, self.taken, self._damaged = what, None, None, None, None
        self.banner.tell("")
        self.say_rehearsal(False)
        self._turn_to(_WAIT)
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
        self._turn_to(_WAIT)
        self.begin(lambda report: find_packages(places(), around(report)), self.progress, "progress.package_find", done)

    def _show_found(self, found: tuple[Found, ...]) -> None:
        """List what was found on sticks; a single package is opened at once only when the person says so."""
        self.found.show_packages(found)
        self._turn_to(_FIND)
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
        self._turn_to(_OFFER)
        self.speak()
        self.copy.setFocus()

    def _show_begun(self, begun: Begun) -> None:
        """A score file was begun before: its PIN is enough."""
        self.begun = begun
        self.say_rehearsal(begun.manifest.rehearsal, begun.round.rubric.sample)
        self.form.offer((SeatOffer(begun.seat, begun.name, Standing.SAME),))
        self._show_seats()
        self._say_wait(begun.seat)

    @property
    def form(self) -> SeatForm:
        """The seat and its PIN."""
        return self.seating.form

    def _say_wait(self, seat: int) -> None:
        """Say how long the PIN of a seat must wait after wrong ones, in this sitting or an earlier one."""
        about = self.begun or self.offer
        wait_left = importlib.import_module("judge_desk.desks.unlocking").wait_left
        left = wait_left(about.manifest, Seat(seat), self.shell.around(silent)) if about is not None else 0
        self.form.wait(left, self.shell.words.say("ui.opening.pin_waiting") if left else "")

    def _take(self, at_home: bool) -> None:
        """Bring the files onto this machine, or mend what was brought, or check them where they lie."""
        offer, around = self.offer, self.shell.around
        if offer is None:
            return

        def work(report: Progress) -> Taken:
            desk = importlib.import_module("judge_desk.desks.sitting_down")
            taken: Taken = (desk.bring if at_home else desk.check_in_place)(offer, around(report))
            return taken

        self._turn_to(_WAIT)
        step = "progress.package_bring" if at_home and not self._is_here else "progress.package_check"
        self.begin(work, self.progress, step, self._show_taken)

    def _show_taken(self, taken: Taken) -> None:
        self.taken = taken
        if self.offer is not None:
            self.form.offer(self.offer.seats)
        self._show_seats()

    def _show_seats(self) -> None:
        self._turn_to(_SEAT)
        self.speak()
        self.first().setFocus()
        QTimer.singleShot(0, self, self.seating.fit_findings)
        if not self.seating.faulty:
            QTimer.singleShot(0, self, self._see_form)

    def _see_form(self, *_: int) -> None:
        area = self._steps[_SEAT]
        assert isinstance(area, QScrollArea)
        area.ensureWidgetVisible(self.form)

    def _sit_down(self, number: int, pin: str) -> None:
        """Open the seat, and go to where the judge's work begins or was left."""
        around, seat, taking = self.shell.around(silent), Seat(number), _module("seat_taking")
        try:
            if self.begun is not None:
                bench: Bench = taking.sit_again(self.begun, pin, around)
            else:
                assert self.offer is not None
                assert self.taken is not None
                self._damaged = taking.score_path(around.home, self.offer.manifest, seat)
                bench = taking.sit(self.offer, self.taken, seat, pin, around)
        except WrongPin as refusal:
            self._wrong_pin(refusal)
            return
        except Refusal as refusal:
            self.refused(refusal)
            return
        for place in taking.way_on(bench):
            self.asked.emit(*place)

    def _wrong_pin(self, refusal: WrongPin) -> None:
        seconds = refusal.problem.facts.get("seconds", 0)
        looked_at = refusal.problem.code != "pin.wait"
        self.form.wait(int(seconds), self.shell.words.say(f"ui.opening.pin_{'wrong' if looked_at else 'waiting'}"))

    def refused(self, refusal: Refusal) -> None:
        """Say why it was refused; a damaged score file can be rescued."""
        damaged, codes = self._damaged, importlib.import_module("judge_desk.desks.rescuing").DAMAGE
        if damaged is None or refusal.problem.code not in codes:
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
        self._turn_to(_NOTICE)
        self.notice.act.setFocus()

    def _rescue(self, damaged: Path) -> None:
        around = self.shell.around
        self._damaged = None
        self._turn_to(_WAIT)

        def work(report: Progress) -> Rescued:
            won: Rescued = importlib.import_module("judge_desk.desks.rescuing").rescue(damaged, around(report))
            return won

        self.begin(work, self.progress, "ui.opening.step_rescue", self._show_rescued)

    def _show_rescued(self, won: Rescued) -> None:
        counts = {"copied": won.copied, "proven": won.proven, "lost": won.lost}
        said = partial(self.shell.words.say, "ui.opening.rescued", **counts)
        self._tell(said, "ui.opening.rescued_go", lambda: self.read(won.path), "circle-check")

    def speak(self) -> None:
        """Say every word."""
        say = self.shell.words.say
        self.header.tell(say("ui.back.start"), say("ui.opening.title"))
        if _FIND in self._steps:
            self.found.speak()
        self.only_check.setText(say("ui.opening.only_check"))
        if self._step == _NOTICE:
            self._tell_again()
        if self.offer is not None:
            self._say_offer(self.offer)
        if _SEAT in self._steps:
            self._say_seats()
        self.titled.emit()

    def _say_offer(self, offer: Offer) -> None:
        say, language = self.shell.words.say, self.shell.words.language
        line = package_line(offer, self.shell.words)
        code = code_groups(offer.code).replace(" ", "")
        self.package.tell(offer.definition.short_title, line, say("ui.opening.code"), say("ui.opening.code_line"), code)
        sizes = {"size": file_size(offer.size, language), "free": file_size(offer.free, language)}
        state = "here" if self._is_here else "room" if self.copying else "no_room"
        own = "" if offer.outside or self._is_here else "_own"
        self.room.setText(say(f"ui.opening.{state}{own}", **sizes))
        self.in_place.setText(say(f"ui.opening.in_place{own}"))
        self.copy.setText(say("ui.opening.copy" if self.copying else "ui.opening.check"))
        self.in_place.setVisible(self.copying)

    def _say_seats(self) -> None:
        say, seating = self.shell.words.say, self.seating
        seating.form.speak()
        if self.offer is not None:
            seating.seated.tell(self.offer.definition.short_title, package_line(self.offer, self.shell.words))
        elif self.begun is not None:
            seating.seated.tell(self.begun.definition.short_title, self.begun.round.title)
        if self.offer is None or self.taken is None:
            seating.say_findings("", [])
            return
        lines = finding_lines(self.taken.findings, self.offer, self.shell.words)
        key = "ui.opening.faulty" if lines else "ui.opening.sound"
        seating.say_findings(say(key, files=self.offer.files, count=len(lines)), lines)

    @property
    def subject(self) -> str:
        """The title of the page."""
        return self.shell.words.say("ui.opening.title")

    def first(self) -> QWidget:
        """Begin at the first thing to do of the step."""
        if self._step == _SEAT:
            return self.form.pin if self.form.seat is not None else self.form.choose
        if self._step == _FIND:
            return self.found.first()
        if self._step == _NOTICE:
            return self.notice.act
        return self.copy if self._step == _OFFER else self.header.button


def _mounted() -> tuple[Path, ...]:
    """Give where disks are mounted that may be sticks."""
    volumes = QStorageInfo.mountedVolumes()
    ready = [each for each in volumes if each.isValid() and each.isReady() and not each.isRoot()]
    return tuple(Path(each.rootPath()) for each in ready)


def _module(name: str) -> Any:
    """Load a module of this room that only a later step needs."""
    return importlib.import_module(f"judge_desk.ui.{name}")

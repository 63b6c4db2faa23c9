"""Stage "thể lệ": the rules in force, what they leave open, and a further version of them being written.

While nothing is issued, writing simply begins. Once a package is out the rules are frozen; a further version is begun
on purpose, shown point by point before it is accepted, and recorded with its reason and the people who decided it.
"""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks import deciding
from judge_desk.desks.deciding import Request
from judge_desk.desks.rules import drafts, versions
from judge_desk.desks.rules.drafts import Draft
from judge_desk.desks.rules.reading import RulesView, read_rules
from judge_desk.desks.rules.versions import Amendment
from judge_desk.desks.stages import review_stage_of
from judge_desk.desks.surroundings import Surroundings, silent
from judge_desk.ui.dialogs.question import Question
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.rule_editor import RuleEditor
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.rule_changes import RuleChanges
from judge_desk.ui.widgets.signs import Banner
from judge_desk.ui.widgets.text import Text


class RulesStage(Stage):
    """Reads the rules when they may have changed, and keeps a draft on this machine after every change."""

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without rules."""
        super().__init__(shell, dossier)
        look = shell.look
        self.view: RulesView | None = None
        self._seen_at: object = None
        self._aimed = ""
        self._writing = self._saved = False
        self.lock = Banner(look, "lock", "seal")
        self.editor = RuleEditor(shell)
        self.editor.changed.connect(self._keep)
        self.editor.told.connect(self.banner.tell)
        self.editor.points.decided.connect(self._decide)
        self.editor.points.turned.connect(self._weigh)
        self.editor.tree.chosen.connect(lambda node: self._weigh())
        self.changes = RuleChanges(shell)
        self.changes.left.connect(self._back)
        self.changes.accepted.connect(self._amend)
        self.state = Text(look, "small", "text_2", wrap=True)
        self.give_up, self.new, self.act = Button(look), Button(look), Button(look, "primary")
        self.new.clicked.connect(self._begin)
        self.give_up.clicked.connect(self._give_up)
        self.act.clicked.connect(self._go_on)
        self._stack = QStackedWidget()
        page = QWidget()
        acts = row(self.state, self.give_up, self.new, self.act, spacing=8)
        acts.setStretchFactor(self.state, 1)
        inner = column(self.editor, acts, spacing=8, margins=(16, 12, 16, 12))
        inner.setStretchFactor(self.editor, 1)
        page.setLayout(inner)
        self._stack.addWidget(page)
        self._stack.addWidget(self.changes)
        body = QWidget()
        whole = column(self.lock, self._stack)
        whole.setStretchFactor(self._stack, 1)
        body.setLayout(whole)
        self.fill(body)
        self.speak()

    # --- reading --------------------------------------------------------------------------------------------------

    def show_state(self) -> None:
        """Read the rules when the folder says something else than before, and show them."""
        view = self.dossier.view
        if view is None:
            return
        now = (view.folder, view.last.number)
        if now == self._seen_at:
            self._show()
            return
        self._seen_at = now
        folder = view.folder
        self.run(lambda around: read_rules(folder, around), self._take, renew=False)

    def _take(self, view: RulesView) -> None:
        fresh = self.view is None or self.view.digest != view.digest
        overtaken = fresh and self._is_changed and not self._saved
        self.view, self._saved = view, False
        self.editor.begin_with(view.stored)
        if overtaken:
            self._writing, fresh = True, False
            self._keep()
            self.banner.tell(self.shell.words.say("ui.rules.moved_on", version=view.version))
        if fresh:
            self._writing = view.kept is not None
            self._stack.setCurrentIndex(0)
        self._show(view.kept if fresh and view.kept is not None else view.stored if fresh else None)

    def aim(self, what: object) -> None:
        """Show an open point, or the point of a key path."""
        self._aimed = what.key if isinstance(what, Undecided) else str(what)

    def _show(self, draft: Draft | None = None) -> None:
        view = self.view
        if view is None:
            return
        frozen = bool(view.issued) and not self._writing
        names = self._names()
        shown = draft if draft is not None else self.editor.draft
        self.editor.show_rules(shown, view.rulings, view.versions, frozen, names)
        if self._aimed:
            self._show_aim()
        self._tell()

    def _show_aim(self) -> None:
        key, self._aimed = self._aimed, ""
        if key in [each.key for each in self.editor.look.open]:
            self.editor.tree.choose("points")
            if self.editor.can_decide:
                self.editor.points.open_point(key)
        else:
            self.editor.show_key(key)

    def _names(self) -> tuple[str, ...]:
        people = self.dossier.view.people if self.dossier.view is not None else ()
        return tuple(f"{each.name} ({self.shell.words.say(f'role.{each.role}')})" for each in people)

    # --- words ----------------------------------------------------------------------------------------------------

    def speak(self) -> None:
        """Say every word."""
        say = self.shell.words.say
        self.header.show_title(say("ui.rules.title"))
        self.give_up.setText(say("ui.rules.give_up"))
        self.new.setText(say("ui.rules.new"))
        self.editor.speak()
        self.changes.speak()
        self._tell()

    def _tell(self) -> None:
        """Say where the rules stand, and the next step."""
        view, say = self.view, self.shell.words.say
        if view is None:
            return
        frozen, changed = self.editor.frozen, self._is_changed
        version = view.version
        tone = ("lock", "seal", "ui.rules.sign.frozen") if frozen else ("pencil", "accent", "ui.rules.sign.draft")
        if not frozen and not self._writing and not changed:
            tone = ("circle-check", "ok", "ui.rules.sign.version")
        self.header.show_state(tone[0], tone[1], say(tone[2], version=version, hash=view.digest[:8]))
        issued = ", ".join(view.issued)
        older = " ".join(say("ui.rules.older", round=title, version=number) for title, number in view.older)
        self.lock.tell(f"{say('ui.rules.frozen', rounds=issued)} {older}".strip() if frozen else "")
        key = self._next()
        faults, open_points = len(self.editor.look.findings), len(self.editor.look.open)
        self.act.setText(
            say(f"ui.rules.next.{key}", count=faults if key == "faults" else open_points, version=version + 1)
        )
        self.state.setText(say(f"ui.rules.state.{'changed' if changed else 'kept'}"))
        self.give_up.setVisible(self._writing or changed)
        self.new.setVisible(frozen and key != "version")
        self._weigh()

    def _weigh(self) -> None:
        """Leave the page one act: while the form of an open point is shown, that is recording it."""
        at, points = self.editor.tree.current, self.editor.points
        self.act.setVisible(at is None or at.name != "points" or not points.current)

    @property
    def _is_changed(self) -> bool:
        return self.view is not None and self.editor.draft.content != self.view.stored.content

    def _next(self) -> str:
        """Name the next step: save what was changed, mend its faults, answer what is open, or go on."""
        if self._is_changed:
            return "faults" if self.editor.look.findings else "save"
        if self.editor.look.open:
            return self._after_points() or "points"
        if self.editor.frozen:
            return "version"
        definition = self.definition
        if definition is None or definition.rounds:
            return "panel"
        return "figures" if definition.reviews else "calendar" if definition.calendar else "write"

    def _after_points(self) -> str:
        """Name where the review that is worked on goes on, once what is left open does not keep it; else empty."""
        asked = self.reviewed.standing.questions if self.reviewed is not None else ()
        if self.reviewed is None or any("point_key" in each.facts for each in asked):
            return ""
        return "figures" if any(review_stage_of(each) == "figures" for each in asked) else "review"

    def first(self) -> QWidget:
        """Begin in the contents."""
        return self.editor.tree

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (
            ("↑ ↓", "ui.keys.rows"), ("Alt+↑ Alt+↓", "ui.keys.move_criterion"), ("Enter", "ui.keys.accept_field"),
            ("Ctrl+Z", "ui.keys.undo_rules"),
        )  # fmt: skip

    # --- acts -----------------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        key = self._next()
        if key == "save":
            self._foresee()
        elif key in ("faults", "points"):
            if self.editor.tree.current is not None and self.editor.tree.current.name == key == "points":
                self._first_point()
            self.editor.tree.choose(key)
        elif key == "version":
            self._begin()
        elif key == "write":
            self.editor.tree.choose("rounds")
            self.editor.tree.setFocus()
        else:
            self.asked.emit(key, None)

    def _first_point(self) -> None:
        if self.editor.can_decide and self.editor.look.open:
            self.editor.points.open_point(self.editor.look.open[0].key)

    def _begin(self) -> None:
        self._writing = True
        self._show()
        self.editor.tree.setFocus()

    def _keep(self) -> None:
        """Keep the draft on this machine, and say so; a disk that refuses is told."""
        view = self.view
        if view is None:
            return
        try:
            if self._is_changed:
                drafts.keep(self.editor.draft, view.digest, self.dossier.around(silent))
            else:
                drafts.forget(view.digest, self.dossier.around(silent))
        except Refusal as refusal:
            self.banner.tell(self.shell.words.problem(refusal.problem))
        self._tell()

    def _give_up(self) -> None:
        """Let the draft go, after a question when it differs."""
        say = self.shell.words.say
        words = [say(f"ui.rules.giving_up.{part}") for part in ("title", "facts", "act", "safe")]
        if self.view is None or (self._is_changed and not Question(self, self.shell.look, *words).asked()):
            return
        drafts.forget(self.view.digest, self.dossier.around(silent))
        self._writing = False
        self._show(self.view.stored)

    def _foresee(self) -> None:
        folder, draft = self.dossier.folder, self.editor.draft

        def work(around: Surroundings) -> tuple[Draft, Amendment]:
            numbered = versions.next_version(folder, draft, around)
            return numbered, versions.foresee(folder, numbered, around)

        self.run(work, self._compare, renew=False)

    def _compare(self, came: tuple[Draft, Amendment]) -> None:
        self._numbered, plan = came
        self.changes.show_plan(plan, self._names())
        self.header.show_title(self.shell.words.say("ui.rules.title"))
        self._stack.setCurrentIndex(1)
        (self.changes.form.reason_field if plan.decision else self.changes.reason).setFocus()

    def _back(self) -> None:
        self._stack.setCurrentIndex(0)
        self.editor.tree.setFocus()

    def _amend(self, reason: str, people: tuple[str, ...]) -> None:
        folder, draft, old = self.dossier.folder, self._numbered, self.view

        def work(around: Surroundings) -> Amendment:
            done = versions.amend(folder, draft, around, reason, people)
            if old is not None:
                drafts.forget(old.digest, around)
            return done

        def done(amendment: Amendment) -> None:
            self._saved = True
            self._stack.setCurrentIndex(0)

        self.run(work, done)

    def _decide(self, key: str, value: str, reason: str, people: tuple[str, ...]) -> None:
        folder = self.dossier.folder
        request = Request("", DecisionKind.RULE_POINT, (key,), value, reason, people)
        self.run(lambda around: deciding.decide(folder, request, around), lambda done: None)

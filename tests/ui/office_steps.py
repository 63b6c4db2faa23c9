"""The steps of a secretary who does in the window what a rehearsal does by desks; judges have laptops of their own."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

import pypdf

from judge_desk.contest.counting.settling import Step
from judge_desk.contest.merge.ballots import Ballot
from judge_desk.contest.merge.prospect import Outcome
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.desks.sealing import Sealed
from judge_desk.ui.dialogs.reasoned import Reasoned
from judge_desk.ui.dialogs.tie_paper import TiePaper
from judge_desk.ui.pages.contest_page import STAGES
from judge_desk.ui.pages.found_page import FoundPage
from judge_desk.ui.stages.choose_stage import ChooseStage
from judge_desk.ui.stages.collect_stage import CollectStage
from judge_desk.ui.stages.entry_stage import EntryStage
from judge_desk.ui.stages.hall_stage import RESULTS, HallStage
from judge_desk.ui.stages.home_stage import HomeStage
from judge_desk.ui.stages.inside_stage import InsideStage
from judge_desk.ui.stages.intake_plan_stage import IntakePlanStage
from judge_desk.ui.stages.intake_stage import IntakeStage
from judge_desk.ui.stages.issue_stage import IssueStage
from judge_desk.ui.stages.matrix_stage import MatrixStage
from judge_desk.ui.stages.panel_stage import PanelStage
from judge_desk.ui.stages.paper_stage import PaperStage
from judge_desk.ui.stages.papers_stage import PapersStage
from judge_desk.ui.stages.plan_stage import PlanStage
from judge_desk.ui.stages.prizes_stage import PrizesStage
from judge_desk.ui.stages.register_stage import RegisterStage
from judge_desk.ui.stages.results_stage import ResultsStage
from judge_desk.ui.stages.rules_stage import RulesStage
from judge_desk.ui.stages.settle_stage import SettleStage
from judge_desk.ui.stages.similar_stage import SimilarStage
from judge_desk.ui.stages.stats_stage import StatsStage
from judge_desk.wording.figures import shortest
from tests.ui.judge_files import FIRST, SECOND
from tests.ui.judge_hands import Key
from tests.ui.office_hands import OfficeHands
from tests.ui.office_story import Judge, Story, is_paper, standing_of

OPERATOR: Final = "Nguyễn Hoàng Tâm"
WITNESS: Final = "Đỗ Quốc An"
REASON: Final = "Thu phiếu sau buổi chấm"
LINE_OF_CODE: Final = re.compile(r"(?:\d{5} ){5}\d{5}")
VOTES: Final = "410"


@dataclass
class Desk:
    """What the journey is about: the hands at the window, the rehearsal that is repeated, where everything lies."""

    hands: OfficeHands
    story: Story
    place: Path
    judges: dict[tuple[str, int], Judge] = field(default_factory=dict)
    sealed: dict[tuple[str, int], Sealed] = field(default_factory=dict)

    @property
    def contest(self) -> Path:
        """The contest folder."""
        return self.place / "cuoc-thi"

    @property
    def received(self) -> Path:
        """What the units handed in."""
        return self.story.played.folder.parent / "nhan-vao"

    def stick(self, round_: str) -> Path:
        """The stick of a round: the package goes out on it, ballots come back."""
        return self.place / f"usb-{round_}"


# --- before marking ----------------------------------------------------------------------------------------------


def found(desk: Desk) -> None:
    """From the start page to the home of a rehearsal, with a name at the desk."""
    hands = desk.hands
    hands.press(hands.window.start.new)
    page = hands.page(FoundPage)
    hands.press(page.sources.buttons["shipped"])
    hands.press(page.list.kinds.buttons["initiative"])
    hands.press(page.list.cards["hau-giang-2024"])
    hands.put(page.folder.edit, str(desk.contest))
    hands.tick(page.trial)
    hands.snap("found")
    hands.press(page.go)
    home = hands.stage(HomeStage)

    def name(dialog: Reasoned) -> None:
        hands.put(dialog.fields[0], OPERATOR)
        hands.click(dialog.act)

    hands.answer(Reasoned, name, lambda: hands.click(home.who))
    hands.rest()
    assert hands.contest.is_rehearsal
    hands.snap("home")


def take_panel(desk: Desk) -> None:
    """The panel sheet, looked at before it is taken."""
    hands = desk.hands
    people = hands.go("panel", PanelStage).people
    people.ask_file = lambda *_: desk.received / "ban-giam-khao.xlsx"
    hands.press(people.take)
    hands.snap("panel-plan")
    hands.press(people.accept)
    hands.snap("panel")


def settle_points(desk: Desk, prefix: str) -> None:
    """Answer what the rules leave open, as the rehearsal's organisers did; an empty prefix means all the rest."""
    hands = desk.hands
    stage = hands.go("rules", RulesStage)
    if not stage.editor.points.isVisible():
        hands.press(stage.act)  # leads to the questions
    open_ = [each.key for each in stage.editor.look.open]
    wanted = [each for each in desk.story.decided(DecisionKind.RULE_POINT) if each.about[0] in open_]
    points = stage.editor.points
    for number, each in enumerate(one for one in wanted if one.about[0].startswith(prefix)):
        hands.answer_point(points, each.about[0], tomllib.loads(f"value = {each.value}")["value"])
        assert points.form is not None
        hands.decide(points.form, each.reason, each.people)
        if number == 0:
            hands.snap(f"rules-{prefix.strip('.') or 'rest'}")
        hands.press(points.act)
        assert each.about[0] not in [one.key for one in stage.editor.look.open]


def take_entries(desk: Desk) -> None:
    """Register and files, with a preview."""
    hands = desk.hands
    hands.press(hands.go("intake", IntakeStage).empty.act)
    plan = hands.stage(IntakePlanStage)
    plan.ask_file = lambda *_: desk.received / "danh-sach-bai.xlsx"
    hands.press(plan.choose_register)
    hands.folders.append(desk.received / "ho-so")
    hands.press(plan.choose_files)
    hands.snap("intake-plan")
    assert plan.plan is not None
    assert len(plan.plan.entries) == 24
    while hands.contest.stage is plan:
        hands.press(plan.take)


def decide_doubts(desk: Desk) -> None:
    """Accept and refuse the doubtful entries as the rehearsal did."""
    hands = desk.hands
    stage = hands.stage(IntakeStage)
    hands.snap("intake")
    said = {each.about[0]: each for each in desk.story.decided(DecisionKind.ENTRY)}
    hands.press(stage.chips["ask"])
    cards = stage.list.findings
    while (row := cards.row_where(lambda card: card.entry.id in said)) >= 0:
        hands.pick(stage.list, row)
        card = stage.open_card
        assert card is not None
        each = said[card.card.entry.id]
        hands.press(card.buttons[each.value])
        hands.decide(card.form, each.reason, each.people)
        hands.press(card.record)
    assert hands.at(stage.chips["ask"]), "nothing is left under the filter, and the focus stays in the stage"
    hands.snap("intake-decided")
    hands.press(stage.compare)
    hands.stage(SimilarStage)
    hands.snap("similar")
    hands.press(hands.go("intake", IntakeStage).register)
    register = hands.stage(RegisterStage)
    hands.snap("register")
    hands.press(register.open)
    entry = hands.stage(EntryStage)
    hands.snap("entry")
    hands.press(entry.fields.inside)
    hands.stage(InsideStage)
    hands.snap("inside")


def draw_and_issue(desk: Desk, round_: str) -> None:
    """Draw with the seed of the rehearsal, write the package to the stick, let every judge open it."""
    hands = desk.hands
    stage = hands.go("panel", PanelStage)
    hands.press(stage.tabs.buttons["lots"])
    hands.put(stage.lots.fields["seed"], f"1-{round_}")
    hands.put(stage.lots.fields["witnesses"], WITNESS)
    hands.press(stage.lots.plan)
    hands.press(stage.lots.draw)
    hands.snap(f"lots-{round_}")
    issue = hands.go("issue", IssueStage)
    desk.stick(round_).mkdir()
    hands.folders.append(desk.stick(round_))
    hands.press(issue.target.folder)
    hands.press(issue.target.act)
    assert issue.target._done is not None
    hands.snap(f"issue-{round_}")
    letters = next((desk.contest / "documents" / round_).glob("thu-*.pdf"))
    pins = re.findall(r"Mã PIN: (\d{6})", _text(letters))
    package = next(desk.stick(round_).glob("goi-*"))
    for seat, revisions in desk.story.ballots(round_).items():
        if not is_paper(revisions[0]):
            judge = Judge(desk.place / f"may-{seat}", seat, round_)
            judge.sit(package, pins[seat - 1])
            judge.mark(revisions[0])
            desk.judges[round_, seat] = judge
            desk.sealed[round_, seat] = judge.seal(desk.place / "phieu" / f"{round_}-{seat}")


def _text(file: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(file).pages)


# --- ballots -----------------------------------------------------------------------------------------------------


def merge(desk: Desk, name: str) -> PlanStage:
    """Accept the plan that is shown, with reason and witness."""
    hands = desk.hands
    plan = hands.stage(PlanStage)
    hands.put(plan.reason, REASON)
    hands.put(plan.witnesses, WITNESS)
    hands.snap(name)
    hands.press(plan.act)
    assert plan.merged is not None, plan.banner.sentence
    return plan


def bring(desk: Desk, round_: str, *seats: int) -> None:
    """Carry the ballots of some seats on the stick of the round, and take in what lies there."""
    target = desk.stick(round_) / "phieu"
    target.mkdir(exist_ok=True)
    for seat in seats:
        file = desk.sealed[round_, seat].file
        (target / file.name).write_bytes(file.read_bytes())
    desk.hands.folders.append(target)
    desk.hands.press(desk.hands.go("collect", CollectStage).drop.folder)


def first_ballots(desk: Desk) -> None:
    """A damaged file is refused, a judge seals again, one marked on paper; then every seat counts."""
    hands, story = desk.hands, desk.story.ballots(FIRST)
    *seats, paper = story
    damaged = bytearray(desk.sealed[FIRST, seats[0]].file.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (desk.stick(FIRST) / "phieu").mkdir()
    (desk.stick(FIRST) / "phieu" / "phieu-hong.jdballot").write_bytes(damaged)
    bring(desk, FIRST, *seats[1:])
    plan = merge(desk, "plan-damaged")
    assert [row.told.outcome for row in plan.rows].count(Outcome.REFUSED) == 1
    hands.press(plan.notice.act)
    hands.snap("collect")
    (again,) = desk.story.decided(DecisionKind.REOPEN, FIRST)
    seat = int(again.about[0])
    open_again(desk, seat, again)
    judge = desk.judges[FIRST, seat]
    judge.open_again(again)
    judge.mark(story[seat][-1])
    desk.sealed[FIRST, seat] = judge.seal(desk.place / "phieu" / f"{FIRST}-{seat}")
    type_paper(desk, paper, story[paper][0])
    hands.press(merge(desk, "plan-paper").notice.act)
    (desk.stick(FIRST) / "phieu" / "phieu-hong.jdballot").unlink()
    bring(desk, FIRST, seats[0], seat)
    hands.press(merge(desk, "plan-replaced").notice.act)
    assert len(standing_of(desk.contest, FIRST).counted) == len(story)


def second_ballots(desk: Desk) -> None:
    """All ballots of the second round at once."""
    bring(desk, SECOND, *desk.story.ballots(SECOND))
    desk.hands.press(merge(desk, "plan-second").notice.act)


def open_again(desk: Desk, seat: int, decision: Decision) -> None:
    """Let a judge seal again."""
    hands = desk.hands
    collect = hands.stage(CollectStage)
    hands.pick(collect.list, seat - 1)
    hands.press(collect.panel.buttons["choose"])
    stage = hands.stage(ChooseStage)
    place = [each.key for each in stage.choices].index("reopen")
    hands.press(stage.cards.cards[place])
    hands.decide(stage.form, decision.reason, decision.people)
    hands.snap("reopen")
    hands.press(stage.act)


def type_paper(desk: Desk, seat: int, ballot: Ballot) -> None:
    """Type a paper ballot twice; the first typing has one slip, which the comparison finds."""
    hands = desk.hands
    collect = hands.stage(CollectStage)
    hands.pick(collect.list, seat - 1)
    hands.press(collect.panel.buttons["typing"])
    stage = hands.stage(PaperStage)
    for number, name in enumerate((OPERATOR, WITNESS), start=1):
        hands.put(stage.name, name)
        hands.press(stage.act)
        type_marks(desk, stage, ballot, slip=number == 1)
        hands.snap(f"paper-{number}")
        hands.press(stage.act)
    hands.wait(lambda: stage.differences.fields)
    (wrong,) = stage.differences.fields
    right = wrong[1].text()
    assert wrong[0].text() != right
    hands.snap("paper-difference")
    hands.put(wrong[0], right)
    hands.key(Key.Key_Return)
    hands.press(stage.act)


def type_marks(desk: Desk, stage: PaperStage, ballot: Ballot, slip: bool) -> None:
    """Type every mark of a ballot with the keys of the grid."""
    hands, grid, leaves = desk.hands, stage.grid, stage.model.leaves
    hands.pick(grid, 0)
    assert hands.at(grid)
    for line in ballot.lines:
        for place, (leaf, steps) in enumerate(zip(leaves, line.marks, strict=True)):
            assert steps is not None
            wrong = slip and line.code == ballot.lines[0].code and place == len(leaves) - 1
            hands.type_on(shortest((steps - wrong) * leaf.step, hands.shell.words.language))
            hands.key(Key.Key_Return)
    assert stage.model.blanks() == 0


def tie_to_paper(desk: Desk, round_: str) -> None:
    """Type the codes off the signed sheets of every judge with a laptop."""
    hands = desk.hands
    collect = hands.go("collect", CollectStage)
    for seat in sorted(each for name, each in desk.judges if name == round_):
        code = LINE_OF_CODE.findall(_text(desk.sealed[round_, seat].sheet))[0].replace(" ", "")

        def type_code(dialog: TiePaper, code: str = code) -> None:
            hands.wait(dialog.entry.fields[0].hasFocus)
            hands.type_on(code)
            hands.click(dialog.act)

        hands.pick(collect.list, seat - 1)
        tie = collect.panel.buttons["tie"]
        hands.reach(tie)
        hands.answer(TiePaper, type_code, partial(hands.click, tie))
        hands.rest()
    hands.snap(f"collect-{round_}")
    hands.press(collect.matrix)
    hands.stage(MatrixStage)
    hands.snap(f"matrix-{round_}")


# --- the result --------------------------------------------------------------------------------------------------


def settle_disagreements(desk: Desk, round_: str) -> None:
    """Bring every case to the official mark of the rehearsal."""
    hands = desk.hands
    stage = hands.go("settle", SettleStage)
    said = {each.about[0]: each for each in desk.story.decided(DecisionKind.SCORE, round_)}
    assert stage.settling is not None
    hands.snap(f"settle-{round_}")
    for _ in range(4 * len(said)):
        if stage.settling is None or not stage.settling.open:
            break
        assert stage.case is not None
        each, form = said[stage.case.code], stage.form
        if form.step is Step.DIALOGUE:
            hands.put(form.outcome_field, each.reason)
        else:
            hands.put(form.mark_field, each.value.replace(".", "," if hands.shell.words.language == "vi" else "."))
        hands.decide(form.agreed_form, each.reason, each.people)
        hands.press(stage.act)
    assert not stage.settling.open
    hands.press(stage.stats)
    hands.stage(StatsStage)
    hands.snap(f"stats-{round_}")


def vote_on_ties(desk: Desk, round_: str) -> None:
    """Put equals in order by the vote of the rehearsal."""
    hands = desk.hands
    panel = hands.go("results", ResultsStage).question
    for each in desk.story.decided(DecisionKind.TIE, round_):
        hands.press(panel.cards["order"])
        for number, code in enumerate(each.value.split(), start=1):
            hands.put(panel.picks.numbers[code], str(number))
        for counted, votes in zip(panel.votes.fields.values(), VOTES, strict=True):
            hands.put(counted, votes)
        hands.decide(panel.form, each.reason, each.people)
        hands.snap(f"tie-{round_}")
        hands.press(panel.act)
    hands.snap(f"results-{round_}")


def release(desk: Desk, round_: str, steps: tuple[str, ...]) -> None:
    """Go the chain of steps by which a result leaves the house."""
    hands = desk.hands
    hands.press(hands.stage(ResultsStage).onward)
    pane = hands.stage(PrizesStage).release
    for step in steps:
        assert pane._release is not None
        assert pane._release.next is not None
        assert pane._release.next.name == step
        kind = DecisionKind.UNSEAL if step == "codes" else DecisionKind.FINAL
        said = desk.story.decided(kind, round_)[0]
        hands.decide(pane.form, said.reason, said.people)
        hands.snap(f"{step}-{round_}")
        hands.press(pane.act)
    hands.snap(f"prizes-{round_}")


def make_papers(desk: Desk, round_: str) -> None:
    """Make the papers of a round."""
    hands = desk.hands
    stage = hands.go("papers", PapersStage)
    hands.press(stage.make)
    assert stage.list.texts()
    hands.snap(f"papers-{round_}")


def read_out(desk: Desk) -> None:
    """Read the result out in the hall, last place first."""
    hands = desk.hands
    hands.press(hands.stage(PapersStage).hall)
    stage = hands.stage(HallStage)
    hands.press(stage.tabs.buttons[RESULTS])
    hands.press(stage.open)
    shown = []
    while stage.next.isEnabled():
        hands.press(stage.next)
        shown.append(stage.hall.shown.turn)
    places = standing_of(desk.contest, SECOND).result.ranking.places
    assert len(shown) == len(places)
    hands.snap("hall")
    screen = desk.place / "anh" / "hall-screen.png"
    assert stage.hall.grab().save(str(screen))
    hands.seen.append(screen)
    hands.press(stage.open)


def look_back(desk: Desk) -> None:
    """Look at what was kept of it all; by now every stage of the window was shown."""
    rail = desk.hands.contest.rail
    for name, row in (
        ("calendar", rail.foot["calendar"]),
        ("log", rail.foot["log"]),
        ("safety", rail.foot["safety"]),
        ("home", rail.home),
    ):
        desk.hands.press(row)
        desk.hands.snap(f"end-{name}")
    unseen = set(STAGES) - set(desk.hands.contest.stages)
    reviews = {"figures", "figures_plan", "review", "checklist", "awards"}
    assert unseen == {"extras", "opening", *reviews}, "all but figures, reviews and closed ballots, which it has not"

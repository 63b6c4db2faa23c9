"""The plan of a merge: one row for every file, in whole sentences."""

from __future__ import annotations

from judge_desk.contest.merge.ballots import SealedBallot
from judge_desk.contest.merge.merging import (
    Condition,
    HeldFile,
    IncomingFile,
    Issued,
    RefusedFile,
    panel_view,
    plan_merge,
    row_finding,
)
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import Digest, Seat
from judge_desk.contest.values.problems import Severity
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.findings import sentence
from tests.contest.notation import ballot, ballots, choose, decision, issue
from tests.contest.panels import seat


def files(picture: str, issued: Issued | None = None) -> list[IncomingFile | RefusedFile]:
    return [IncomingFile(f"{name}.jdballot", sealed) for name, sealed in ballots(picture, issued).items()]


def test_a_plan_says_for_every_file_what_would_happen_and_writes_nothing() -> None:
    present = [ballot("A seat 1")]
    incoming = [
        *files("A seat 1\n B seat 1 rev 2 after A\n X seat 2 contest other\n Y seat 2 round khac\n C seat 2 key c"),
        *files("C seat 2 key c\n D seat 2 key d"),
        RefusedFile("hong.jdballot", Condition.UNREADABLE),
        RefusedFile("sua.jdballot", Condition.ALTERED),
        RefusedFile("chu-ky.jdballot", Condition.BAD_SIGNATURE),
    ]
    plan = plan_merge(issue(), present, incoming, ())
    assert [(row.condition, row.keep) for row in plan.rows] == [
        (Condition.SAME_AGAIN, False),
        (Condition.COUNTED, True),
        (Condition.OTHER_CONTEST, False),
        (Condition.OTHER_ROUND, False),
        (Condition.TWO_DEVICES, True),
        (Condition.SAME_AGAIN, False),
        (Condition.TWO_DEVICES, True),
        (Condition.UNREADABLE, False),
        (Condition.ALTERED, False),
        (Condition.BAD_SIGNATURE, False),
    ]
    assert seat(plan.before, 1).counted == present[0]
    assert seat(plan.after, 1).counted == ballot("B seat 1 rev 2 after A")
    assert {problem.code for problem in plan.after.notes} & {"merge.stray_contest", "merge.stray_round"} == set()


def test_every_row_of_a_plan_has_its_sentence_in_both_languages() -> None:
    same = "7" * 30
    world = issue()
    pictures = (
        "A seat 1\n B seat 1 rev 2 after A",
        "A seat 1 key a\n B seat 1 key b",
        "A seat 1\n B seat 1",
        "A seat 1 state partial",
        "A seat 1 definition x",
        "A seat 1 package x",
        "A seat 9",
        "A seat 1 | 1 = 10 4 | 2 = 10 4 | 3 = 10 4 | 9 = 10 4",
        f"A seat 1 code {same}\n B seat 2 code {same}",
        "A seat 1 | 1 = 99 4 | 2 = 10 4 | 3 = 10 4",
        "A seat 2 | 1 = 10 4 | 2 = 10 4 | 3 = 10 4",
        "A seat 1 contest x",
        "A seat 1 round x",
    )
    rows = [row for picture in pictures for row in plan_merge(world, (), files(picture), ()).rows]
    rows += plan_merge(world, [ballot("A seat 1")], files("A seat 1\n B seat 1 rev 2 after A"), ()).rows
    rows += plan_merge(world, (), files("A seat 1"), (decision(1, DecisionKind.SEAT, "1", "closed"),)).rows
    rows += plan_merge(world, (), files("A seat 1"), (choose(1, 1, "none", "A"),)).rows
    refused = (Condition.UNREADABLE, Condition.ALTERED, Condition.BAD_SIGNATURE, Condition.OTHER_CONTEST)
    rows += plan_merge(world, (), [RefusedFile("x", condition) for condition in refused], ()).rows
    closed: dict[str, str | int] = {"seat": Seat(1), "name": "A", "revision": 1, "code": same}
    held = [HeldFile("x", each, Seat(1), Digest("ab"), closed) for each in (Condition.CLOSED, Condition.OTHER_OPENING)]
    rows += plan_merge(world, (), held, ()).rows
    never = {Condition.MISSING, Condition.NOT_TIED, Condition.WITHDRAWN_MARKED}
    never |= {Condition.OPEN_EARLY, Condition.CANNOT_OPEN, Condition.INSIDE_DIFFERS}  # said by why they are refused
    assert {row.condition for row in rows} == set(Condition) - never
    for language in ("vi", "en"):
        catalogue = open_catalogue(language)
        for row in rows:
            assert f"finding.{row_finding(row).code}" in catalogue
            assert sentence(row_finding(row), catalogue).startswith(row.name)


def test_a_row_stops_asks_or_informs() -> None:
    assert row_finding(plan_merge(issue(), (), files("A seat 1"), ()).rows[0]).severity is Severity.NOTE
    assert row_finding(plan_merge(issue(), (), files("A seat 1 package x"), ()).rows[0]).severity is Severity.ASK
    assert row_finding(plan_merge(issue(), (), files("A seat 1 contest x"), ()).rows[0]).severity is Severity.STOP


def test_a_replacement_says_which_revision_it_replaces() -> None:
    plan = plan_merge(issue(), [ballot("A seat 1")], files("B seat 1 rev 2 after A"), ())
    assert row_finding(plan.rows[0]).code == "plan.counted_instead"
    assert plan.rows[0].facts["instead"] == 1


def test_every_finding_of_a_panel_has_its_sentence_with_all_facts() -> None:
    made: list[SealedBallot] = list(
        ballots("A seat 1\n C seat 1 rev 3 after B\n D seat 2 key d\n E seat 2 key e").values()
    )
    view = panel_view(issue(), made, ())
    for language in ("vi", "en"):
        catalogue = open_catalogue(language)
        for problem in (*view.open, *view.notes):
            assert f"finding.{problem.code}" in catalogue
            assert "{" not in sentence(problem, catalogue)

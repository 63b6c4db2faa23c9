"""May an entry compete: one test for every reason, and the state that follows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.register.eligibility import RULES, Context, judge
from judge_desk.contest.register.entries import Author, Entry, EntryState, SubmittedFile, Unit
from judge_desk.contest.register.panel import Person, Role
from judge_desk.contest.rulebook.definition import (
    Definition,
    EntrantKind,
    Field,
    Head,
    Part,
    PartKind,
    Receipt,
)
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.folding import fold
from judge_desk.contest.values.identity import ContestId, Digest, EntryId, JudgeId, RoundId, UnitId
from judge_desk.contest.values.problems import Problem, Severity, stops
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.findings import sentence

OPEN = Undecided("receipt", "HG9", "?", "")
RULEBOOK = Definition(
    id=ContestId("hg"),
    version=1,
    title="",
    short_title="",
    plan="",
    bases=(),
    head=Head("", "", "", ""),
    fields=(Field("thu-tuc", "Cải cách thủ tục hành chính"),),
    entrants=(
        EntrantKind("ca-nhan", "Cá nhân"),
        EntrantKind("nhom", "Nhóm tác giả", 2, 4),
        EntrantKind("tap-the", "Tập thể", 1, None),
    ),
    receipt=Receipt("2024-07-01", "2024-08-16"),
    parts=(
        Part("bai", "Bài viết", PartKind.DOCUMENT, True, ("pdf", "docx")),
        Part("clip", "Clip", PartKind.CLIP, False, ("mp4",), most_seconds=300),
    ),
    rounds=(),
    prize_tables=(),
    barred=("organisers", "jury", "secretariat"),
    content_flags=("duplicate", "published", "lạ"),
)
UNITS = (Unit(UnitId("snv"), "Sở Nội vụ"), Unit(UnitId("stp"), "Sở Tư pháp"))
PEOPLE = (
    Person(JudgeId("gk1"), "Trần Văn Bình", "", UnitId("snv"), Role.CHAIR),
    Person(JudgeId("tk"), "Ngô Thị Thư", "", UnitId("stp"), Role.SECRETARY),
    Person(JudgeId("btc"), "Đỗ Tổ Chức", "", None, Role.ORGANISER),
)


def file(part: str = "bai", extension: str = "pdf", content: str = "", seconds: int | None = None) -> SubmittedFile:
    return SubmittedFile(part, f"{part}.{extension}", extension, 1, Digest(content or "ban đầu"), seconds)


GOOD = Entry(
    EntryId("1"),
    "Một cửa số",
    "ca-nhan",
    "thu-tuc",
    (Author("Lê An", unit=UnitId("snv")),),
    (UnitId("snv"),),
    "2024-08-01T09:00",
    files=(file(),),
)


def context(*others: Entry, rulebook: Definition = RULEBOOK) -> Context:
    return Context(rulebook, PEOPLE, others, UNITS)


def judged(entry: Entry, *others: Entry, rulebook: Definition = RULEBOOK) -> tuple[EntryState, list[str]]:
    state, findings = judge(entry, context(entry, *others, rulebook=rulebook), ())
    check_words(findings)
    return state, [problem.code.removeprefix("intake.") for problem in findings]


def check_words(findings: tuple[Problem, ...]) -> None:
    for language in ("vi", "en"):
        for problem in findings:
            assert f"finding.{problem.code}" in open_catalogue(language)
            assert "{" not in sentence(problem, open_catalogue(language))


def windowed(**changed: object) -> Definition:
    return replace(RULEBOOK, receipt=replace(Receipt("2024-07-01", "2024-08-16"), **changed))  # type: ignore[arg-type]  # values by name


def test_a_good_entry_is_eligible_without_a_word() -> None:
    assert judged(GOOD) == (EntryState.ELIGIBLE, [])


@pytest.mark.parametrize(
    ("changed", "state", "codes"),
    [
        ({"kind": "doanh-nghiep"}, EntryState.REFUSED, ["unknown_kind"]),
        ({"field": ""}, EntryState.REFUSED, ["unknown_field"]),
        ({"title": " … "}, EntryState.DOUBTFUL, ["no_title"]),
        ({"authors": ()}, EntryState.REFUSED, ["no_author"]),
        ({"authors": (), "kind": "tap-the"}, EntryState.ELIGIBLE, []),
        ({"authors": (Author("A"), Author("B"))}, EntryState.REFUSED, ["group_too_large"]),
        ({"kind": "nhom", "authors": tuple(Author(n) for n in "ABCD")}, EntryState.ELIGIBLE, []),
        ({"kind": "nhom", "authors": tuple(Author(n) for n in "ABCDE")}, EntryState.REFUSED, ["group_too_large"]),
        ({"kind": "nhom"}, EntryState.REFUSED, ["group_too_small"]),
        ({"kind": "tap-the", "authors": tuple(Author(n) for n in "ABCDEF")}, EntryState.ELIGIBLE, []),
        ({"units": ()}, EntryState.ELIGIBLE, ["no_unit"]),
        ({"units": (UnitId("la"),)}, EntryState.DOUBTFUL, ["unknown_unit"]),
        ({"authors": (Author("A", unit=UnitId("la")),)}, EntryState.DOUBTFUL, ["unknown_unit"]),
        ({"files": ()}, EntryState.REFUSED, ["missing_part"]),
        ({"files": (file(), file("phu-luc"))}, EntryState.DOUBTFUL, ["unknown_part"]),
        ({"files": (file(extension="exe"),)}, EntryState.REFUSED, ["wrong_format"]),
        ({"files": (file(), file("clip", "mp4", "c", 300))}, EntryState.ELIGIBLE, []),
        ({"files": (file(), file("clip", "mp4", "c", 301))}, EntryState.REFUSED, ["clip_too_long"]),
        ({"files": (file(), file("clip", "mp4", "c"))}, EntryState.DOUBTFUL, ["clip_unmeasured"]),
        ({"flags": ("duplicate",)}, EntryState.DOUBTFUL, ["flag_duplicate"]),
        ({"flags": ("published", "lạ")}, EntryState.DOUBTFUL, ["flag_published", "flag_other"]),
        ({"flags": ("không liên quan",)}, EntryState.ELIGIBLE, []),
    ],
)
def test_each_reason_by_name(changed: dict[str, object], state: EntryState, codes: list[str]) -> None:
    assert judged(replace(GOOD, **changed)) == (state, codes)  # type: ignore[arg-type]  # values by name


@pytest.mark.parametrize(
    ("received", "codes"),
    [
        ("2024-06-30T23:59", ["early"]),
        ("2024-07-01T00:00", []),
        ("2024-08-16T23:59", []),
        ("2024-08-17T00:00", ["late"]),
        ("2024-08-16", []),
        ("2024-08-17", ["late"]),
        ("", ["no_time"]),
    ],
)
def test_both_days_of_the_window_count_in_full(received: str, codes: list[str]) -> None:
    assert judged(replace(GOOD, received=received))[1] == codes


@pytest.mark.parametrize(
    ("received", "codes"),
    [("2024-08-16T17:00:59", []), ("2024-08-16T17:01", ["late"]), ("2024-08-16", ["no_time"]), ("2024-08-15", [])],
)
def test_a_closing_hour_cuts_the_last_day(received: str, codes: list[str]) -> None:
    assert judged(replace(GOOD, received=received), rulebook=windowed(closing_time="17:00"))[1] == codes


@pytest.mark.parametrize(
    ("sent", "received", "codes"),
    [
        ("2024-08-16T20:00", "2024-08-17T08:00", ["sent_or_received"]),
        ("2024-08-15T20:00", "2024-08-16T08:00", []),
        ("2024-08-18T20:00", "2024-08-19T08:00", ["late"]),
        ("", "2024-08-10T08:00", ["sent_or_received"]),
        ("", "", ["no_time"]),
    ],
)
def test_an_open_basis_is_asked_about_only_where_it_matters(sent: str, received: str, codes: list[str]) -> None:
    assert judged(replace(GOOD, sent=sent, received=received), rulebook=windowed(counted=OPEN))[1] == codes


@pytest.mark.parametrize(
    ("received", "codes"),
    [("2024-08-16T16:00", ["closing_hour"]), ("2024-08-15T23:00", []), ("2024-08-17T00:01", ["late"])],
)
def test_an_open_closing_hour_matters_on_the_last_day_only(received: str, codes: list[str]) -> None:
    assert judged(replace(GOOD, received=received), rulebook=windowed(closing_time=OPEN))[1] == codes


def test_both_points_open_are_asked_about_each_where_it_matters() -> None:
    rulebook = windowed(counted=OPEN, closing_time=OPEN)
    late = replace(GOOD, sent="2024-08-16T10:00", received="2024-08-17T10:00")
    assert judged(late, rulebook=rulebook)[1] == ["sent_or_received", "closing_hour"]


def test_the_time_of_sending_decides_where_the_rules_say_so() -> None:
    late = replace(GOOD, sent="2024-08-16T10:00", received="2024-08-19T10:00")
    assert judged(late, rulebook=windowed(counted="sent"))[1] == []
    assert judged(late, rulebook=replace(RULEBOOK, receipt=None))[1] == []


@pytest.mark.parametrize(
    ("author", "state", "codes"),
    [
        (Author("TRẦN VĂN BÌNH", unit=UnitId("snv")), EntryState.REFUSED, ["barred"]),
        (Author("Trần Văn Bình", unit=UnitId("stp")), EntryState.DOUBTFUL, ["namesake"]),
        (Author("Trần Văn Bình"), EntryState.DOUBTFUL, ["namesake"]),
        (Author("Ngô Thị Thư", unit=UnitId("stp")), EntryState.REFUSED, ["barred"]),
        (Author("Đỗ Tổ Chức", unit=UnitId("snv")), EntryState.DOUBTFUL, ["namesake"]),
        (Author("Trần Văn Bính", unit=UnitId("snv")), EntryState.ELIGIBLE, []),
    ],
)
def test_organisers_judges_and_secretaries_may_not_enter(author: Author, state: EntryState, codes: list[str]) -> None:
    assert judged(replace(GOOD, authors=(author,))) == (state, codes)
    assert judged(replace(GOOD, authors=(author,)), rulebook=replace(RULEBOOK, barred=()))[1] == []


@pytest.mark.parametrize(
    ("over_length", "state", "code"),
    [
        ("penalty", EntryState.ELIGIBLE, "clip_penalty"),
        ("refuse", EntryState.REFUSED, "clip_too_long"),
        (OPEN, EntryState.DOUBTFUL, "clip_undecided"),
    ],
)
def test_what_a_long_clip_means_is_the_rules_choice(over_length: str, state: EntryState, code: str) -> None:
    clip = replace(RULEBOOK.parts[1], over_length=over_length)
    rulebook = replace(RULEBOOK, parts=(RULEBOOK.parts[0], clip))
    assert judged(replace(GOOD, files=(file(), file("clip", "mp4", "c", 400))), rulebook=rulebook) == (state, [code])


def test_the_same_title_in_another_spelling_is_asked_about_on_both_sides() -> None:
    other = replace(GOOD, id=EntryId("2"), title="“MỘT  cửa – số!”", files=(file(content="khác"),))
    assert judged(GOOD, other)[1] == ["same_title"]
    assert judged(other, GOOD)[1] == ["same_title"]


def test_the_same_content_under_another_name_is_asked_about() -> None:
    other = replace(GOOD, id=EntryId("2"), title="Khác")
    assert judged(GOOD, other) == (EntryState.DOUBTFUL, ["same_file"])


def test_one_file_twice_within_an_entry_is_no_matter() -> None:
    assert judged(replace(GOOD, files=(file(), file())))[1] == []


def test_a_unit_over_its_maximum_is_asked_about_in_all_its_entries() -> None:
    others = [replace(GOOD, id=EntryId(str(n)), title=f"Bài {n}", files=(file(content=f"{n}"),)) for n in (2, 3)]
    assert judged(GOOD, *others, rulebook=replace(RULEBOOK, most_per_unit=2))[1] == ["unit_over_maximum"]
    assert judged(GOOD, *others, rulebook=replace(RULEBOOK, most_per_unit=3))[1] == []
    assert judged(GOOD, *others, rulebook=replace(RULEBOOK, most_per_unit=OPEN)) == (
        EntryState.ELIGIBLE,
        ["unit_limit_open"],
    )
    assert judged(GOOD, rulebook=replace(RULEBOOK, most_per_unit=OPEN))[1] == []


def decide(kind: DecisionKind, value: str, number: int = 1, among: tuple[str, ...] = ()) -> Decision:
    about = ("1", "") if kind is DecisionKind.WITHDRAW else ("1",)
    return Decision(number, RoundId(""), kind, about, value, tuple(map(Digest, among)), "lý do", ("A",), "")


def state_of(entry: Entry, *decisions: Decision) -> EntryState:
    state, findings = judge(entry, context(entry), decisions)
    check_words(findings)
    return state


DOUBTFUL = replace(GOOD, flags=("duplicate",))
LATE = replace(GOOD, received="2024-09-01T00:00")


def test_a_decision_lifts_a_doubt_or_refuses() -> None:
    accept, refuse = decide(DecisionKind.ENTRY, "accept"), decide(DecisionKind.ENTRY, "refuse", 2)
    assert state_of(DOUBTFUL) is EntryState.DOUBTFUL
    assert state_of(DOUBTFUL, accept) is EntryState.ELIGIBLE
    assert state_of(DOUBTFUL, refuse, accept) is EntryState.REFUSED
    assert state_of(GOOD, refuse) is EntryState.REFUSED


def test_a_decision_cannot_accept_what_the_rules_refuse_and_that_is_said() -> None:
    accept = decide(DecisionKind.ENTRY, "accept")
    state, findings = judge(LATE, context(LATE), (accept,))
    assert state is EntryState.REFUSED
    assert [problem.code for problem in findings] == ["intake.late", "intake.accept_void"]


def test_a_withdrawal_wins_and_keeps_the_reasons() -> None:
    gone = decide(DecisionKind.WITHDRAW, "withdrawn")
    state, findings = judge(LATE, context(LATE), (gone,))
    assert state is EntryState.WITHDRAWN
    assert [problem.code for problem in findings] == ["intake.late"]


def test_a_decision_on_files_that_changed_no_longer_holds() -> None:
    assert state_of(DOUBTFUL, decide(DecisionKind.ENTRY, "accept", among=("ban đầu",))) is EntryState.ELIGIBLE
    assert state_of(DOUBTFUL, decide(DecisionKind.ENTRY, "accept", among=("khác",))) is EntryState.DOUBTFUL


def test_a_decision_on_another_entry_says_nothing() -> None:
    other = replace(decide(DecisionKind.ENTRY, "refuse"), about=("11",))
    assert state_of(GOOD, other) is EntryState.ELIGIBLE


@given(
    st.lists(
        st.builds(
            replace,
            st.just(GOOD),
            id=st.sampled_from(["1", "2", "3", "4"]).map(EntryId),
            title=st.sampled_from(["", "Một cửa số", "một cửa số.", "Khác"]),
            kind=st.sampled_from(["ca-nhan", "nhom", "?"]),
            received=st.sampled_from(["", "2024-08-01T09:00", "2024-12-01"]),
            flags=st.sampled_from([(), ("duplicate",)]),
            files=st.sampled_from([(), (file(),), (file(content="b"),)]),
        ),
        unique_by=lambda entry: entry.id,
        min_size=1,
    )
)
def test_no_entry_is_dropped_and_the_state_follows_from_the_findings(entries: list[Entry]) -> None:
    forward, backward = context(*entries), context(*reversed(entries))
    for entry in entries:
        state, findings = judge(entry, forward, ())
        assert (state, findings) == judge(entry, backward, ())
        asks = any(problem.severity is Severity.ASK for problem in findings)
        expected = EntryState.DOUBTFUL if asks else EntryState.ELIGIBLE
        assert state is (EntryState.REFUSED if stops(findings) else expected)


def test_a_register_of_four_hundred_is_judged_at_once() -> None:
    entries = [replace(GOOD, id=EntryId(str(n)), title=f"Bài {n}", files=(file(content=str(n)),)) for n in range(400)]
    register = context(*entries)
    assert all(judge(entry, register, ())[0] is EntryState.ELIGIBLE for entry in entries)
    assert len(RULES) == len(set(RULES))


@given(st.text(alphabet="ÂâĐđ ée-!“”\u0301\u0302A", max_size=8))
def test_folding_twice_is_folding_once_and_case_does_not_matter(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text.upper()) == fold(text.lower())

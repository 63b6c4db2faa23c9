"""The rules of a contest: drafts, versions before and after a package, and a new contest after an earlier one."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from judge_desk.contest.rulebook.definition import find_round
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.problems import BadInput, NotNow, Refusal, WrongContest
from judge_desk.desks import founding, issuing, publishing, recounting
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.rules import drafts, earlier, versions
from judge_desk.desks.rules.drafts import Draft
from judge_desk.desks.rules.words import difference_words
from judge_desk.wording.catalogue import open_catalogue
from tests.desks import small_contest
from tests.desks.small_contest import PEOPLE, Small
from tests.journeys.by_hand import ONE, RULES, TWO

POINT = "prize_tables.giai.per_unit"
WHY = "Ban Tổ chức họp"
BEGIN = Draft("thi-nho.toml", RULES.encode())


@pytest.fixture(scope="module")
def founded_once(tmp_path_factory: pytest.TempPathFactory) -> Small:
    return small_contest.founded(tmp_path_factory.mktemp("founded"))


@pytest.fixture
def founded(founded_once: Small, tmp_path: Path) -> Small:
    return small_contest.copied(founded_once, tmp_path)


def changed(*points: tuple[str, str], version: int = 2) -> Draft:
    draft = drafts.put(BEGIN, "version", str(version))
    for key, value in points:
        draft = drafts.put(draft, key, value)
    return draft


def codes(done: versions.Amendment) -> list[str]:
    return [each.code for each in done.touched]


def test_a_draft_names_every_fault_by_its_key_and_adds_its_criteria_up() -> None:
    draft = drafts.put(BEGIN, f"rounds.{ONE}.rubric.criteria.2.1.maximum", "20")
    draft = drafts.put_text(draft, "receipt.opens", "2024-13-01")
    look = drafts.look_over(draft)
    assert [each.code for each in look.faults_at("receipt.opens")] == ["definition.bad_day"]
    assert {each.where for each in look.faults_below(f"rounds.{ONE}.rubric")} == {
        f"rounds.{ONE}.rubric.maximum",
        f"rounds.{ONE}.rubric.criteria.2.maximum",
    }
    assert look.sums(ONE) == (Fraction(100), Fraction(90))
    assert [each.key for each in look.open] == [POINT]
    assert drafts.look_over(draft, ((POINT, "1"),)).open == ()


def test_a_draft_is_kept_on_this_machine_until_it_is_let_go(tmp_path: Path) -> None:
    around = Small(tmp_path).around()
    assert drafts.kept("a.toml", "v1", around) is None
    drafts.keep(BEGIN, "v1", around)
    drafts.keep(changed(), "v1", around)
    assert drafts.kept("a.toml", "v1", around) == Draft("a.toml", changed().content)
    drafts.forget("v1", around)
    assert drafts.kept("a.toml", "v1", around) is None


def test_before_a_package_the_rules_change_freely_and_every_version_stays(founded: Small) -> None:
    around = founded.around()
    with pytest.raises(NotNow, match="version_not_higher"):
        versions.amend(founded.contest, BEGIN, around)
    with pytest.raises(WrongContest, match="other_contest"):
        versions.amend(founded.contest, changed(("id", '"khac"')), around)
    with pytest.raises(BadInput) as caught:
        versions.amend(founded.contest, changed((f"rounds.{ONE}.rubric.maximum", "90"), ("title", "7")), around)
    assert len(caught.value.findings) == 2
    founded.decide(DecisionKind.RULE_POINT, (POINT,), "1", "")
    done = versions.amend(founded.contest, changed((POINT, "2"), (f"rounds.{ONE}.score.decimals", "1")), around, "Sửa")
    assert (done.decision, done.number, codes(done)) == (False, 0, ["rules.point_settled"])
    with open_folder(founded.contest, read_only=True) as contest:
        assert contest.definition.prize_tables[0].per_unit == 2
        assert contest.round(ONE).score.decimals == 1
        assert len(contest.decisions) == 1
    assert [each.version for each in versions.versions_of(founded.contest, around)] == [1, 2]
    assert versions.versions_of(founded.contest, around)[1].reason == "Sửa"
    again = versions.amend(founded.contest, drafts.put(BEGIN, "version", "3"), around)
    assert codes(again) == ["rules.point_again"]
    assert versions.next_version(founded.contest, BEGIN, around).content == drafts.put(BEGIN, "version", "4").content


def test_after_a_package_a_change_is_a_decision_and_the_rubric_of_the_package_stays(counted: Small) -> None:
    around = counted.around()
    before = counted.standing()
    rubric = f"rounds.{ONE}.rubric"
    other = changed(
        (f"{rubric}.criteria.1.maximum", "30"), (f"{rubric}.maximum", "90"), (f"rounds.{ONE}.cut.count", "3")
    )
    plan = versions.foresee(counted.contest, other, around)
    assert (plan.decision, codes(plan)) == (True, ["rules.rubric_stays", "rules.round_touched"])
    with pytest.raises(BadInput, match="no_reason"):
        versions.amend(counted.contest, other, around, WHY)
    without = Draft("x", other.content.replace(b'id = "vong-1"', b'id = "vong-0"').replace(b"ref = ", b"ref = "))
    with pytest.raises(Refusal):
        versions.amend(counted.contest, without, around, WHY, PEOPLE)
    with pytest.raises(BadInput, match="entries_left"):
        versions.foresee(counted.contest, changed(("fields", '[{ id = "khac", title = "Khác" }]')), around)
    done = versions.amend(counted.contest, other, around, WHY, PEOPLE)
    after = counted.standing()
    assert after.round.rubric == before.round.rubric
    assert after.view == before.view
    assert [each.official for each in after.result.scores] == [each.official for each in before.result.scores]
    assert len(after.result.shortlist.inside if after.result.shortlist else ()) == 3
    assert after.data_code != before.data_code
    with open_folder(counted.contest, read_only=True) as contest:
        decided = contest.decisions[-1]
        assert (decided.number, decided.kind, decided.about[0]) == (done.number, DecisionKind.RULES, "2")
        assert decided.value == f"rounds.{ONE}"
    _publish_and_recount(counted, other)


def _publish_and_recount(small: Small, rules: Draft) -> None:
    """The papers and the recount follow: the new rules, the rubric of the package, and a note that says so."""
    file = small.place / "ban-2.toml"
    file.write_bytes(rules.content)
    publishing.publish(small.contest, ONE, small.place / "giay-to", small.around(), ("pdf",))
    counted = recounting.recount([small.contest], file, small.around())
    assert [(each.compared, each.same) for each in counted.rounds] == [(True, True)]
    assert "recount.older_definition" in [each.code for each in counted.findings]


def test_a_change_that_touches_no_result_changes_no_data_and_a_locked_result_refuses_the_others(counted: Small) -> None:
    around = counted.around()
    before = counted.standing()
    counted.decide(DecisionKind.FINAL, (ONE,))
    versions.amend(counted.contest, changed(("short_title", '"Tên gọn mới"')), around, WHY, PEOPLE)
    assert counted.standing().data_code == before.data_code
    with pytest.raises(NotNow, match=r"decide\.locked"):
        versions.amend(counted.contest, changed((f"rounds.{ONE}.cut.count", "3"), version=3), around, WHY, PEOPLE)
    versions.amend(counted.contest, changed((f"rounds.{TWO}.talk_seconds", "600"), version=3), around, WHY, PEOPLE)
    assert counted.standing().data_code == before.data_code


def test_a_package_made_after_a_change_carries_the_new_rubric(issued: Small) -> None:
    around = issued.around()
    key = f"rounds.{ONE}.rubric.criteria.1.title"
    versions.amend(issued.contest, changed((key, '"Tính mới, đã sửa"')), around, WHY, PEOPLE)
    with open_folder(issued.contest, read_only=True) as contest:
        assert contest.round(ONE).rubric.criteria[0].title == "Tính mới"
    issued.decide(DecisionKind.WITHDRAW, ("2",), "withdrawn")
    issuing.issue(issued.contest, ONE, issued.place / "usb-moi", around, issued.pins)
    with open_folder(issued.contest, read_only=True) as contest:
        assert contest.round(ONE).rubric.criteria[0].title == "Tính mới, đã sửa"
    assert [each[0].version for each in issued.standing().editions] == [1, 2]


def test_a_new_contest_takes_over_what_was_chosen_and_asks_the_rest(founded: Small) -> None:
    around = founded.around()
    founded.decide(DecisionKind.RULE_POINT, (POINT,), "1", "")
    offer = earlier.offer_of(founded.contest, around)
    assert (offer.id, offer.days) == ("thi-nho-2", ("2024-07-01", "2024-08-16"))
    assert [each.value for each in offer.decided] == ["1"]
    unsaid = earlier.take_over(offer, "thi-2025", ("", "2025-08-01"), ())
    assert [each.where for each in drafts.look_over(unsaid).findings] == ["receipt.opens"]
    new = earlier.take_over(offer, "thi-2025", ("2025-07-01", "2025-08-01"), [POINT], "Cuộc thi 2025")
    summary = founding.found_with(founded.place / "moi", new.name, new.content, around)
    assert (summary.id, summary.title, summary.version, summary.open) == ("thi-2025", "Cuộc thi 2025", 1, ())
    assert earlier.next_id("hau-giang-2024") == "hau-giang-2025"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_differences_are_told_in_words_without_a_key_of_the_file(language: str) -> None:
    after = changed((f"rounds.{ONE}.rubric.criteria.2.1.step", '"0,25"'), ("receipt.counted", '"sent"'), (POINT, "2"))
    after = drafts.drop(drafts.move(after, f"rounds.{ONE}.rubric.criteria.2", -1), "prize_tables.giai.prizes.ba")
    after = drafts.put(after, f"rounds.{ONE}.disagreement", '"none"')
    found = versions.compared(BEGIN.content, after.content)
    catalogue = open_catalogue(language)
    told = [difference_words(each, found.before, found.after, catalogue) for each in found.points]
    assert len(told) == 7
    flat = " ".join(" ".join(each) for each in told)
    assert "_" not in flat
    assert all(each not in flat for each in ("rounds", "prize_tables", "undecided", "half_up", "sent;"))
    before = find_round(drafts.look_over(BEGIN).seen or pytest.fail("unread"), ONE)
    assert before is not None
    assert ("0,5", "0,25") in [each[1:] for each in told] or language == "en"

"""The recount notices what was changed, taken away or swapped, and names it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.problems import Severity, Unreadable
from judge_desk.desks import going_back, publishing, recounting, safekeeping
from judge_desk.desks.doctor import doctor
from judge_desk.desks.papers.inspection_folder import FOLDER
from judge_desk.desks.print_places import REPLACED
from judge_desk.desks.recounting import Recount
from judge_desk.exchange.sealed.decision_file import read_decisions, write_decisions
from judge_desk.exchange.sealed.keys import key_from
from tests.desks import small_contest
from tests.desks.small_contest import Small
from tests.journeys.by_hand import ONE
from tests.journeys.inspector import check_here
from tests.journeys.terminal import call


@pytest.fixture(scope="session")
def published_once(counted_once: Small, tmp_path_factory: pytest.TempPathFactory) -> Small:
    small = small_contest.copied(counted_once, tmp_path_factory.mktemp("published"))
    for seat in small.standing().counted:
        small.decide(DecisionKind.PAPER, (str(seat.ballot.seat),), seat.code)
    small.decide(DecisionKind.SEAT, ("5",), "closed", reason="Không còn tham gia")
    small.decide(DecisionKind.FINAL, (ONE,))
    publishing.publish(small.contest, ONE, small.place / "giay", small.around())
    return small


@pytest.fixture
def published(published_once: Small, tmp_path: Path) -> Small:
    return small_contest.copied(published_once, tmp_path)


def recount(small: Small) -> Recount:
    return recounting.recount((small.contest,), small.definition, small.around())


def named(found: Recount) -> list[tuple[str, str]]:
    assert all(problem.severity is Severity.STOP for problem in found.findings)
    return [(problem.code, str(problem.facts.get("field", ""))) for problem in found.findings]


def own(small: Small, name: str) -> Path:
    return next((small.contest / "documents" / ONE).glob(f"*/{name}"))


def test_an_untouched_folder_recounts_the_same(published: Small) -> None:
    found = recount(published)
    assert found.findings == ()
    assert [(each.ballots, each.entries, each.compared, each.same) for each in found.rounds] == [(4, 11, True, True)]
    said = call(
        published.place / "h", "recount", str(published.contest), "--definition", str(published.definition), "--json"
    )
    assert said.code == 0


def flip_a_byte(small: Small) -> None:
    path = small.contest / "ballots" / f"{small.standing().counted[0].digest}.jdballot"
    data = bytearray(path.read_bytes())
    data[data.index(b"Ghi ch") - 20] ^= 1
    path.write_bytes(bytes(data))


def remove_a_ballot(small: Small) -> None:
    (small.contest / "ballots" / f"{small.standing().counted[0].digest}.jdballot").unlink()


def change_a_result(small: Small) -> None:
    path = own(small, f"ket-qua-{ONE}.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    data["entries"][2]["place"] = 1
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def drop_an_entry_of_the_result(small: Small) -> None:
    path = own(small, f"ket-qua-{ONE}.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    del data["entries"][2]
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def remove_a_decision(small: Small) -> None:
    path = own(small, "quyet-dinh.jdquyet")
    sheet = read_decisions(path.read_bytes(), path.name)
    left = tuple(each for each in sheet.decisions if each.kind is not DecisionKind.SEAT)
    path.write_bytes(write_decisions(sheet.contest, left, key_from(b"\1" * 32)))


def change_the_decisions_by_hand(small: Small) -> None:
    path = own(small, "quyet-dinh.jdquyet")
    path.write_bytes(path.read_bytes().replace(b'"accept"', b'"refuse"', 1))


def give_another_definition(small: Small) -> None:
    text = small.definition.read_text(encoding="utf-8")
    small.definition.write_text(text.replace("count = 4", "count = 5"), encoding="utf-8")


CHANGES: dict[Callable[[Small], None], set[tuple[str, str]]] = {
    flip_a_byte: {("note.signature", ""), ("recount.differs", "ballots"), ("recount.differs", "data_code")},
    remove_a_ballot: {("recount.differs", "ballots"), ("recount.differs", "official"), ("recount.differs", "marks")},
    change_a_result: {("recount.differs", "place")},
    drop_an_entry_of_the_result: {("recount.differs", "code"), ("recount.differs", "place")},
    remove_a_decision: {("recount.other_key", ""), ("recount.differs", "ballots"), ("recount.differs", "data_code")},
    give_another_definition: {("recount.other_definition", ""), ("recount.differs", "definition")},
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_was_changed_is_named_and_the_command_ends_with_1(
    published: Small, change: Callable[[Small], None]
) -> None:
    change(published)
    found = recount(published)
    missing = CHANGES[change] - set(named(found))
    assert not missing, (missing, named(found))
    assert not any(each.same for each in found.rounds)
    words = ("recount", str(published.contest), "--definition", str(published.definition))
    said = call(published.place / "h", *words, "--json")
    assert (said.code, said.codes) == (1, [code for code, _ in named(found)])
    for lang in ("vi", "en"):
        told = call(published.place / "h", *words, "--lang", lang)
        assert (told.code, len(told.err.splitlines())) == (1, len(found.findings))


def test_a_changed_place_is_told_with_both_numbers_and_the_entry(published: Small) -> None:
    change_a_result(published)
    problem = recount(published).findings[0]
    code = published.codes()[2]
    assert problem.where.endswith(f"ket-qua-{ONE}.json {code}")
    assert (problem.facts["published"], problem.facts["recounted"]) == ("1", "3")


def test_decisions_changed_by_hand_are_not_believed(published: Small) -> None:
    change_the_decisions_by_hand(published)
    words = ("recount", str(published.contest), "--definition", str(published.definition))
    said = call(published.place / "h", *words, "--json")
    assert said.code != 0
    assert "note.signature" in said.codes


def test_loose_files_are_enough_and_without_a_published_result_it_says_so(published: Small) -> None:
    sealed = [*(published.contest / "ballots").iterdir(), *(published.contest / "packages").iterdir()]
    found = recounting.recount(
        (*sealed, own(published, "quyet-dinh.jdquyet")), published.definition, published.around()
    )
    assert [problem.code for problem in found.findings] == ["recount.not_published"]
    assert found.rounds[0].data_code == recount(published).rounds[0].data_code
    with pytest.raises(Unreadable) as caught:
        recounting.recount((published.contest / "ballots",), published.definition, published.around())
    assert caught.value.problem.code == "recount.no_package"
    with pytest.raises(Unreadable) as caught:
        recounting.recount((published.place / "nowhere",), published.definition, published.around())
    assert caught.value.problem.code == "recount.missing"


def test_publishing_into_a_folder_with_another_print_goes_beside_it_and_overwrites_nothing(published: Small) -> None:
    target = published.place / "giay"
    before = {path.name: path.read_bytes() for path in target.iterdir() if path.is_file()}
    again = publishing.publish(published.contest, ONE, target, published.around())
    assert {path.name: path.read_bytes() for path in target.iterdir() if path.is_file()} == before
    assert {paper.file for paper in again.papers if FOLDER not in paper.file} == set(before)
    published.decide(DecisionKind.FINAL, (ONE,), "opened")
    published.decide(DecisionKind.WITHDRAW, ("2",), "withdrawn")
    made = publishing.publish(published.contest, ONE, target, published.around())
    assert made.data_code != again.data_code
    assert made.folder == target / f"ban-in-{made.data_code}"
    assert [(each.code, each.facts["new"]) for each in made.findings] == [("publish.beside", made.folder.name)]
    now = {path.name: path.read_bytes() for path in target.iterdir() if path.is_file()}
    note = now.pop(REPLACED).decode()
    assert now == before
    assert "- bien-ban-ban-giam-khao.pdf\n" in note
    assert f"{published.definition.name}" not in note, "what came out the same is no older print"
    assert publishing.publish(published.contest, ONE, target, published.around()).folder == made.folder
    (made.folder / "bien-ban-ban-giam-khao.pdf").write_bytes(b"written into by hand")
    third = publishing.publish(published.contest, ONE, target, published.around()).folder
    assert third == target / f"ban-in-{made.data_code}-2"
    assert len([path for path in target.iterdir() if path.is_file()]) == len(before) + 2, "a note for each print"
    assert recount(published).findings == ()
    assert recounting.recount((published.contest, target), published.definition, published.around()).rounds[0].same
    index = json.loads((published.contest / "documents" / "muc-luc.json").read_text(encoding="utf-8"))
    minutes = [row for row in index if row["file"] == "bien-ban-ban-giam-khao.pdf"]
    assert [row["superseded_by"] is None for row in minutes] == [False, True]


def test_going_back_to_a_copy_keeps_the_present_file_and_its_ballots(counted: Small) -> None:
    around = counted.around()
    name = safekeeping.backup(counted.contest, around)
    before = counted.standing().data_code
    counted.decide(DecisionKind.SEAT, ("5",), "closed")
    assert counted.standing().data_code != before
    kept = going_back.go_back(counted.contest, name, around).kept
    assert counted.standing().data_code == before
    assert {name, kept} <= set(safekeeping.copies(counted.contest))
    going_back.go_back(counted.contest, kept, counted.around("khac"))
    assert counted.standing().data_code != before


def test_the_doctor_names_a_kept_file_that_was_changed_or_is_gone(counted: Small) -> None:
    assert doctor(counted.contest, counted.around()).findings == ()
    submitted = sorted((counted.contest / "submissions").iterdir())
    submitted[0].write_bytes(submitted[0].read_bytes() + b"x")
    submitted[1].unlink()
    shutil.copy(submitted[2], submitted[2].with_name("stranger.pdf"))
    findings = doctor(counted.contest, counted.around()).findings
    assert {problem.where for problem in findings} == {submitted[0].name, submitted[1].name}
    assert {problem.severity for problem in findings} == {Severity.STOP}


def test_a_draft_has_no_inspection_folder(issued: Small) -> None:
    draft = publishing.publish(issued.contest, ONE, issued.place / "nhap", issued.around(), draft=True)
    assert not (issued.place / "nhap" / FOLDER).exists()
    assert not [each for each in draft.papers if each.kind == "inspection"]


def test_a_settled_result_has_an_inspection_folder_that_its_index_lists(published: Small) -> None:
    made = publishing.publish(published.contest, ONE, None, published.around())
    listed = {each.file for each in made.papers if each.kind == "inspection"}
    assert listed == {f"{FOLDER}/{name}" for name in ("kiem_tra.py", "SHA256SUMS.txt")}
    assert check_here(published.place / "giay" / FOLDER)[0] == 0

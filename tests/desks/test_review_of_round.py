"""A review that stands on a judged, blind round: what it asks, what the lock and the codes change, and the recount."""

from __future__ import annotations

from fractions import Fraction

import pytest

from judge_desk.contest.values.decisions import OPENED
from judge_desk.contest.values.decisions import DecisionKind as Kind
from judge_desk.contest.values.identity import RoundId
from judge_desk.contest.values.problems import NotNow
from judge_desk.desks import figures, publishing, recounting
from judge_desk.desks.ceremony import ceremony_of
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.deciding import Request, decide
from judge_desk.desks.provenance import Provenance
from judge_desk.desks.register import entries_of
from judge_desk.desks.reviews.standing import ReviewStanding, review_standing
from judge_desk.desks.rules import versions
from judge_desk.desks.rules.drafts import Draft
from judge_desk.stores.panel_tables import read_units
from judge_desk.stores.round_tables import read_codes
from tests.desks.inspected import both_agree
from tests.desks.small_contest import PEOPLE, Small
from tests.journeys.by_hand import ONE

REVIEW, PEOPLE_REVIEW = RoundId("don-vi"), RoundId("nguoi-gioi")
MORE = f"""
[[measured]]
id = "danh-sach"
title = "Danh sách đơn vị"
per = "unit"
roster = true
closed_by = "Phòng Nội vụ"
columns = [
    {{ id = "ten", title = "Tên đơn vị", kind = "unit" }},
    {{ id = "khac", title = "Tên khác", kind = "aliases" }},
]

[[reviews]]
id = "{REVIEW}"
title = "Đơn vị tiêu biểu"
subjects = "unit"
council = "Hội đồng"
source = "Kế hoạch thử"
order = {{ policy = "in_turn", by = ["diem"] }}
measures = [
    {{ id = "diem", title = "Điểm", take = "round", round = "{ONE}", over = "best", missing = "lacks", unit = "điểm" }},
]
gates = [{{ id = "co-bai", title = "Có bài dự thi", reason = "NO_ENTRY", test = "present", measure = "diem" }}]

[[measured]]
id = "nguoi"
title = "Cá nhân"
per = "person"
closed_by = "Phòng Nội vụ"
columns = [
    {{ id = "don-vi", title = "Đơn vị", kind = "unit" }},
    {{ id = "ho-ten", title = "Họ và tên", kind = "person" }},
]

[[reviews]]
id = "{PEOPLE_REVIEW}"
title = "Cá nhân tiêu biểu"
subjects = "person"
part = "nguoi"
council = "Hội đồng"
source = "Kế hoạch thử"
order = {{ policy = "in_turn", by = ["diem"] }}
measures = [
    {{ id = "diem", title = "Bài tốt nhất", take = "round", round = "{ONE}", over = "best", missing = "lacks" }},
]

[[prize_tables]]
id = "ca-nhan-gioi"
title = "Cá nhân tiêu biểu"
review = "{PEOPLE_REVIEW}"
prizes = [{{ id = "nhat", title = "Giải Nhất", count = 1 }}, {{ id = "nhi", title = "Giải Nhì", count = 1 }}]

[[prize_tables]]
id = "tieu-bieu"
title = "Đơn vị tiêu biểu"
review = "{REVIEW}"
prizes = [{{ id = "nhat", title = "Đơn vị tiêu biểu", count = 1 }}]
"""


def standing(small: Small, review: RoundId = REVIEW) -> ReviewStanding:
    with open_folder(small.contest, read_only=True) as contest:
        return review_standing(contest, review)


def asked(small: Small) -> list[str]:
    return [each.code for each in standing(small).questions]


def decided(small: Small, kind: Kind, value: str = "", place: str = REVIEW) -> None:
    decide(small.contest, Request(place, kind, (place,), value, "Đã họp", PEOPLE), small.around())


def test_a_review_waits_for_the_lock_and_the_codes_of_a_blind_round_and_is_recounted_with_it(counted: Small) -> None:
    rules = counted.definition.read_text(encoding="utf-8").replace("version = 1", "version = 2", 1) + MORE
    counted.definition.write_text(rules, encoding="utf-8")
    draft = Draft(counted.definition.name, rules.encode("utf-8"))
    versions.amend(counted.contest, draft, counted.around(), "Bổ sung đợt xét", PEOPLE)
    with open_folder(counted.contest, read_only=True) as contest:
        titles = {each.id: each.title for each in read_units(contest.store)}
        one = titles.pop(entries_of(contest)[0].units[0])
    sheet = counted.place / "don-vi.csv"
    sheet.write_text("Tên đơn vị\n" + "\n".join([*titles.values(), "Xã không dự thi"]) + "\n", encoding="utf-8")
    stated = Provenance("Phòng Nội vụ", "2024-08-20")
    figures.take_in(counted.contest, "danh-sach", "", sheet, stated, counted.around())
    assert asked(counted) == ["review.codes_closed"]
    decided(counted, Kind.UNSEAL, "opened", ONE)
    assert asked(counted) == ["review.round_open", "review.unit_unknown"]
    decided(counted, Kind.FINAL, place=ONE)
    assert asked(counted) == ["review.unit_unknown"]
    named = Provenance("Phòng Nội vụ", "2024-08-21", "", "Nay thuộc đơn vị này")
    figures.name_unit(counted.contest, one, "DV-01", named, counted.around())
    result = standing(counted).result
    assert result.questions == ()
    best = max(counted.standing().result.ranking.places, key=lambda place: place.official)
    (given,) = [row for awards in result.awards for row in awards.rows]
    assert given.place is not None
    assert given.place.official == best.official
    assert [each.reasons for each in result.subjects if each.subject.name == "Xã không dự thi"] == [("NO_ENTRY",)]
    decided(counted, Kind.FINAL)
    with pytest.raises(NotNow, match=r"decide\.review_rests"):  # else its result would change behind its lock
        decided(counted, Kind.FINAL, OPENED, ONE)
    publishing.publish(counted.contest, REVIEW, None, counted.around(), only=("review_prizes",))
    found = recounting.recount((counted.contest,), counted.definition, counted.around())
    assert "BELIEVED as the result file says, no sealed file holds it: units of" in both_agree(found, counted.contest)
    again = {each.round: (each.same, each.ballots > 0) for each in found.rounds}
    assert again[REVIEW] == (True, True)
    assert "recount.believed_units" in {each.code for each in found.findings}
    read = ceremony_of(counted.contest, REVIEW, counted.around())
    assert [(each.place, each.prizes, each.official, each.unit, each.table) for each in read.lines] == [
        (1, ("Đơn vị tiêu biểu",), best.official, "điểm", "Đơn vị tiêu biểu")
    ]
    assert not read.announced
    _people_have_the_marks_of_their_entries(counted)


def _people_have_the_marks_of_their_entries(counted: Small) -> None:
    """Persons take the marks as authors, known since the codes were opened; the recount is told them, too."""
    with open_folder(counted.contest, read_only=True) as contest:
        titles, codes = (
            {each.id: each.title for each in read_units(contest.store)},
            read_codes(contest.store, RoundId(ONE)),
        )
        entries = {codes[each.id]: each for each in entries_of(contest) if each.id in codes}
    official = {each.code: each.official for each in counted.standing().result.ranking.places}
    marks: dict[tuple[str, str], list[Fraction]] = {}
    for code, entry in entries.items():
        for author in entry.authors if code in official else ():
            marks.setdefault((titles[entry.units[0]], author.name), []).append(official[code])
    sheet = counted.place / "nguoi.csv"
    sheet.write_text("Đơn vị;Họ và tên\n" + "\n".join(map(";".join, sorted(marks))) + "\n", encoding="utf-8")
    figures.take_in(counted.contest, "nguoi", "", sheet, Provenance("Phòng Nội vụ", "2024-08-22"), counted.around())
    result = standing(counted, PEOPLE_REVIEW).result
    assert {tuple(sorted((each.code, each.facts.get("codes", "")))) for each in result.notes} == set()
    found = {each.subject.name: each.values["diem"].value for each in result.subjects}
    assert found == {name: max(each) for (_, name), each in marks.items()}
    for tie in result.ranking.ties:
        about = tuple(sorted(tie.codes))
        decide(
            counted.contest, Request(PEOPLE_REVIEW, Kind.TIE, about, " ".join(about), "Họp", PEOPLE), counted.around()
        )
    decided(counted, Kind.FINAL, place=PEOPLE_REVIEW)
    publishing.publish(counted.contest, PEOPLE_REVIEW, None, counted.around(), only=("review_prizes",))
    again = recounting.recount((counted.contest,), counted.definition, counted.around())
    assert "authors of" in both_agree(again, counted.contest)
    assert {each.round: each.same for each in again.rounds}[PEOPLE_REVIEW]
    assert "recount.believed_authors" in {each.code for each in again.findings}
    read = ceremony_of(counted.contest, PEOPLE_REVIEW, counted.around()).lines
    assert [each.prizes for each in read] == [("Giải Nhì",), ("Giải Nhất",)]
    assert all(each.people and each.official is None for each in read)

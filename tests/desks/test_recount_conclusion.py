"""What a recount comes to as a whole, and how a finding of it is said."""

from __future__ import annotations

import pytest

from judge_desk.contest.values.identity import RoundId
from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.desks.recount_conclusion import Answer, conclude
from judge_desk.desks.recount_words import finding_words
from judge_desk.desks.recounting import Recount, Recounted
from judge_desk.wording.catalogue import Catalogue

SAME = Recounted(RoundId("mot"), "Vòng một", 4, 11, "c0de", compared=True, same=True, differences=0)
ALONE = Recounted(RoundId("hai"), "Vòng hai", 4, 11, "c0de", compared=False, same=False, differences=0)
DIFFERS = Problem("recount.differs", Severity.STOP, "x.json", {"field": "x", "published": "1", "recounted": "2"})
DOUBT = Problem("recount.package_gap", Severity.STOP, "x.jdpack")
NOTE = Problem("recount.point_settled", Severity.NOTE, facts={"key": "x"})


@pytest.mark.parametrize(
    ("rounds", "findings", "answer", "counts"),
    [
        ((SAME,), (NOTE,), Answer.SAME, (0, 0)),
        ((SAME, ALONE), (), Answer.NOT_COMPARED, (0, 0)),
        ((), (), Answer.NOT_COMPARED, (0, 0)),
        ((SAME,), (NOTE, DOUBT), Answer.DOUBTFUL, (0, 1)),
        ((SAME,), (NOTE, DOUBT, DIFFERS), Answer.DIFFERS, (1, 1)),
    ],
)
def test_one_finding_that_stops_is_enough_and_stands_first(
    rounds: tuple[Recounted, ...], findings: tuple[Problem, ...], answer: Answer, counts: tuple[int, int]
) -> None:
    came = conclude(Recount(rounds, findings))
    assert (came.answer, (came.differences, came.doubts)) == (answer, counts)
    assert [each.severity for each in came.findings] == sorted((each.severity for each in findings), reverse=True)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("place", "null", "Khác ở mục thứ hạng: công bố để trống, tính lại 2."),
        ("shared", "true", "Khác ở mục đồng hạng: công bố có, tính lại 2."),
        ("official", '"8.25"', "Khác ở mục kết quả chính thức: công bố 8,25, tính lại 2."),
        ("marks", '[{"seat": 1…', 'Khác ở mục điểm từng giám khảo: công bố [{"seat": 1…, tính lại 2.'),
        ("unheard", "{}", "Khác ở mục unheard: công bố {}, tính lại 2."),
    ],
)
def test_a_difference_is_said_in_words(vietnamese: Catalogue, field: str, value: str, said: str) -> None:
    facts = {"field": field, "published": value, "recounted": "2"}
    assert finding_words(Problem("recount.differs", Severity.STOP, facts=facts), vietnamese) == said

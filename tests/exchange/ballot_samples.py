"""Ballots for the tests: a small rubric with three kinds of scale, sixty entries, Vietnamese remarks."""

from __future__ import annotations

from fractions import Fraction

from judge_desk.contest.merge.ballots import Ballot, BallotState, Line, Lines, Remark, Source
from judge_desk.contest.rulebook.rubric import Criterion, LeafKind, Rubric
from judge_desk.contest.values.identity import ContestId, CriterionId, Digest, RoundId, Seat, entry_code
from judge_desk.exchange.sealed.ballot_columns import columns_of
from judge_desk.exchange.sealed.keys import key_from, public_hex

KEY = key_from(bytes(range(32)))
OTHER_KEY = key_from(bytes(range(1, 33)))


def _leaf(name: str, maximum: int, step: Fraction, minimum: int = 0) -> Criterion:
    return Criterion(
        CriterionId(name),
        f"Tiêu chí {name}",
        parent=CriterionId(name.partition(".")[0]),
        minimum=Fraction(minimum),
        maximum=Fraction(maximum),
        step=step,
    )


RUBRIC = Rubric(
    (
        Criterion(CriterionId("1"), "Nội dung"),
        _leaf("1.1", 10, Fraction(1, 4)),
        _leaf("1.2", 20, Fraction(1, 2)),
        Criterion(CriterionId("2"), "Hình thức"),
        _leaf("2.1", 15, Fraction(1)),
        _leaf("2.2", 5, Fraction(1, 4), minimum=-5),
        Criterion(CriterionId("3"), "Quá giờ", kind=LeafKind.PENALTY),
    ),
    Fraction(50),
)
COLUMNS = columns_of(RUBRIC)
LARGEST_STEPS = (40, 40, 15, 20)
SMALLEST_STEPS = (0, 0, 0, -20)


def line(number: int) -> Line:
    """Give an entry's line; every eleventh is recused, with a reason of two lines."""
    code = entry_code(number)
    if number % 11 == 0:
        return Line(code, (None,) * 4, recused=True, reason="Cùng cơ quan với tác giả\nđã báo Trưởng ban")
    return Line(code, tuple((number * 7 + index) % (largest + 1) for index, largest in enumerate(LARGEST_STEPS)))


def ballot(entries: int = 60) -> Ballot:
    """Give a complete ballot with remarks."""
    return Ballot(
        contest=ContestId("hau-giang-2024"),
        round=RoundId("so-khao"),
        definition=Digest("ab" * 32),
        package=Digest("cd" * 32),
        seat=Seat(3),
        name="Nguyễn Thị Ánh Tuyết",
        device=public_hex(KEY),
        revision=2,
        previous="ef" * 32,
        nonce="00112233445566778899aabbccddeeff",
        state=BallotState.COMPLETE,
        source=Source.DEVICE,
        stated_time="2024-09-02T10:42:05",
        columns=tuple(column.id for column in COLUMNS),
        lines=Lines.of(line(number) for number in range(1, entries + 1)),
        remarks=(
            Remark(entry_code(1), None, "Ý tưởng tốt; chi phí thấp \\ dễ nhân rộng"),
            Remark(entry_code(1), CriterionId("2.1"), "Thiếu số liệu.\nCần bổ sung."),
            Remark(entry_code(4), CriterionId("1.1"), "– Hay!"),
        ),
    )

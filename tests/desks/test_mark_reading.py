"""What a judge may type as a mark, and how everything else is refused."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.rulebook.rubric import Band, Criterion, LeafKind, allows
from judge_desk.contest.values.identity import CriterionId
from judge_desk.contest.values.problems import BadInput
from judge_desk.desks.mark_reading import read_mark
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.findings import sentence

LEAF: Final = Criterion(CriterionId("2.1"), "Hiệu quả", maximum=Fraction(15), step=Fraction(1, 2))
BANDS: Final = (
    Band("Mới", Fraction(21), Fraction(30)),
    Band("Cải tiến", Fraction(1), Fraction(20)),
    Band("Không mới", Fraction(0), Fraction(0)),
)
BANDED: Final = Criterion(
    CriterionId("1"), "Mới", kind=LeafKind.BANDED, maximum=Fraction(30), step=Fraction(1, 2), bands=BANDS
)
NO_NUMBERS: Final = "8,|,5|8,,5|8,5,|8.5.0|8 5|8, 5|1.000|0x8|8e0|+8|-0|−0|8½|tám|8đ|8/15|inf|nan"


def said(leaf: Criterion, typed: str, language: str = "vi") -> tuple[str, str]:
    with pytest.raises(BadInput) as caught:
        read_mark(leaf, typed)
    return caught.value.problem.code, sentence(caught.value.problem, open_catalogue(language))


@pytest.mark.parametrize(
    ("typed", "steps"),
    [
        ("8,5", 17),
        ("8.5", 17),
        ("8", 16),
        (" 8,50 ", 17),
        ("15", 30),
        ("0", 0),
        ("0,0", 0),
        ("08", 16),
        ("", None),
        (" ", None),
    ],
)
def test_a_mark_is_read_exactly(typed: str, steps: int | None) -> None:
    assert read_mark(LEAF, typed) == steps


@pytest.mark.parametrize("typed", [*"８٨½", *NO_NUMBERS.split("|"), "1" * 500, "\u200b8", "8\udce1"])
def test_what_is_no_number_is_refused_in_words(typed: str) -> None:
    code, words = said(LEAF, typed)
    assert code == "mark.not_a_number"
    assert words.endswith("không phải điểm. Tiêu chí này cho từ 0 đến 15 điểm, bước 0,5.")
    assert len(words) < 120


def test_a_refusal_says_what_the_criterion_allows_in_the_language_of_the_reader() -> None:
    assert said(LEAF, "15,5") == ("mark.out_of_range", "Tiêu chí này cho từ 0 đến 15 điểm, bước 0,5.")
    assert said(LEAF, "-1")[0] == said(LEAF, "99,99")[0] == "mark.out_of_range"
    assert said(LEAF, "7,3") == (
        "mark.off_step",
        "Điểm 7,3 không theo bước 0,5. Tiêu chí này cho từ 0 đến 15 điểm, bước 0,5.",
    )
    assert said(LEAF, "7,3", "en")[1].startswith("A mark of 7.3 is not a multiple of 0.5.")
    assert said(BANDED, "20,5") == (
        "mark.between_bands",
        "Điểm 20,5 không nằm trong mức nào. Tiêu chí này có các mức 0; 1–20; 21–30, bước 0,5.",
    )
    assert said(BANDED, "31")[0] == "mark.out_of_range"


def test_the_mark_is_typed_before_the_coefficient() -> None:
    scale = Criterion(CriterionId("3"), "Bền", kind=LeafKind.COEFFICIENT, maximum=Fraction(5), coefficient=Fraction(4))
    assert read_mark(scale, "5") == 5
    assert said(scale, "20")[0] == "mark.out_of_range"


@given(st.text(alphabet="0123456789,.-− \u00a0", max_size=6), st.sampled_from((LEAF, BANDED)))
def test_whatever_is_typed_gives_an_allowed_mark_a_blank_or_a_refusal(typed: str, leaf: Criterion) -> None:
    try:
        steps = read_mark(leaf, typed)
    except BadInput:
        return
    if steps is None:
        assert not typed.strip()
    else:
        assert allows(leaf, steps)
        assert steps * leaf.step == Fraction(typed.strip().replace(",", "."))

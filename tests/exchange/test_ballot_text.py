"""The ballot's text: one legal form, two readers that agree, every deviation refused."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.merge.ballots import Ballot, BallotState, Line, Lines, Remark, Source
from judge_desk.contest.rulebook.rubric import Criterion, Rubric
from judge_desk.contest.values.identity import CriterionId, Digest, EntryCode, RoundId, Seat, entry_code
from judge_desk.contest.values.problems import BadInput, NewerFormat, Refusal, Unreadable
from judge_desk.exchange.plain_text import tidy_line, tidy_text
from judge_desk.exchange.sealed.ballot_columns import columns_of
from judge_desk.exchange.sealed.ballot_text import LONGEST_REMARK, arranged, read_ballot_text, write_ballot
from tests.exchange import second_reader
from tests.exchange.ballot_samples import COLUMNS, LARGEST_STEPS, RUBRIC, SMALLEST_STEPS, ballot

SCALES = [(str(each.id), each.step, each.decimals, each.width) for each in COLUMNS]
PICTURE = """\
judge-desk phieu-cham 1
Cuộc thi: hau-giang-2024
Vòng: so-khao
Thể lệ: abababababababababababababababababababababababababababababababab
Gói: cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd
Ghế: 3
Giám khảo: Nguyễn Thị Ánh Tuyết
Máy: 03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8
Lần: 2
Thay phiếu: efefefefefefefefefefefefefefefefefefefefefefefefefefefefefefefef
Số ngẫu nhiên: 00112233445566778899aabbccddeeff
Trạng thái: chưa đủ
Nguồn: máy
Ghi lúc: 2024-09-02T10:42:05
Số bài: 3
Mã bài    1.1  1.2 2.1   2.2 Nhận xét
001-3    1,75  4,0   9 -2,50        2
002-1       R    R   R     R        0
1000-8  10,00    -   0  5,00        0
Ghi chú: 4
001-3 * Tốt \\\\ hay
001-3 2.1 Một\\nHai
002-1 R Cùng cơ quan
1000-8 R Chưa xem xong
"""


def pictured() -> Ballot:
    """Give the ballot that :data:`PICTURE` shows."""
    first, second, third = entry_code(1), entry_code(2), entry_code(1000)
    return replace(
        ballot(1),
        state=BallotState.PARTIAL,
        lines=Lines.of(
            (
                Line(first, (7, 8, 9, -10)),
                Line(second, (None,) * 4, recused=True, reason="Cùng cơ quan"),
                Line(third, (40, None, 0, 20), reason="Chưa xem xong"),
            )
        ),
        remarks=(Remark(first, None, "Tốt \\ hay"), Remark(first, CriterionId("2.1"), "Một\nHai")),
    )


def second_view(read: Ballot) -> list[second_reader.Row]:
    """Give what the second reader should have read."""
    counts = {line.code: sum(remark.code == line.code for remark in read.remarks) for line in read.lines}
    return [
        (
            line.code,
            None
            if line.recused
            else tuple(
                None if mark is None else mark * column.step for mark, column in zip(line.marks, COLUMNS, strict=True)
            ),
            counts[line.code],
        )
        for line in read.lines
    ]


def test_a_person_reads_it_as_it_is() -> None:
    assert write_ballot(pictured(), COLUMNS) == PICTURE
    assert read_ballot_text(PICTURE, COLUMNS) == pictured()
    assert second_reader.read(PICTURE, SCALES) == second_view(pictured())


names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).map(tidy_line).filter(bool)
remark_texts = (
    st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\\\n Ện"), min_size=1)
    .map(tidy_text)
    .filter(bool)
)


@st.composite
def ballots(draw: st.DrawFn) -> Ballot:
    """Draw a legal ballot: any judge's name, marks, blanks, recusals, reasons and remarks."""
    numbers = sorted(draw(st.sets(st.integers(1, 99_999), min_size=1, max_size=6)))
    marks = st.tuples(*(st.none() | st.integers(*ends) for ends in zip(SMALLEST_STEPS, LARGEST_STEPS, strict=True)))
    lines = []
    for number in numbers:
        recused = draw(st.booleans())
        row = (None,) * 4 if recused else draw(marks)
        lines.append(Line(entry_code(number), row, recused, draw(st.just("") | remark_texts)))
    places = st.tuples(st.sampled_from(numbers), st.sampled_from([None, *(column.id for column in COLUMNS)]))
    remarks = [
        Remark(entry_code(number), name, draw(remark_texts)) for number, name in draw(st.sets(places, max_size=5))
    ]
    blank = any(not line.recused and None in line.marks for line in lines)
    drawn = replace(
        ballot(1),
        name=draw(names),
        seat=Seat(draw(st.integers(1, 999))),
        revision=draw(st.integers(1, 9999)),
        previous=draw(st.sampled_from(["", "12" * 32])),
        source=draw(st.sampled_from(Source)),
        state=BallotState.PARTIAL if blank else BallotState.COMPLETE,
        stated_time=draw(names),
        lines=Lines.of(lines),
        remarks=tuple(remarks),
    )
    return arranged(drawn)


@given(ballots())
def test_every_legal_ballot_comes_back_from_both_readers(drawn: Ballot) -> None:
    text = write_ballot(drawn, COLUMNS)
    assert read_ballot_text(text, COLUMNS) == drawn
    assert second_reader.read(text, SCALES) == second_view(drawn)


def both(text: str) -> tuple[Ballot | None, list[second_reader.Row] | None]:
    """Give what each reader makes of a text."""
    try:
        first = read_ballot_text(text, COLUMNS)
    except Refusal:
        first = None
    return first, second_reader.read(text, SCALES)


def test_two_independent_readers_agree_on_every_changed_character() -> None:
    accepted = 0
    for place in range(len(PICTURE)):
        for character in "0159,.-R \n\\nAé":
            changed = PICTURE[:place] + character + PICTURE[place + 1 :]
            first, second = both(changed)
            assert (first is None) == (second is None), (place, character, changed)
            if first is not None:
                accepted += 1
                assert second == second_view(first)
                assert write_ballot(first, COLUMNS) == changed
    assert accepted > 1000  # other digits of a hash, another mark: other ballots, legal ones


@given(ballots(), st.data())
def test_two_independent_readers_agree_on_inserted_and_removed_pieces(drawn: Ballot, data: st.DataObject) -> None:
    text = write_ballot(drawn, COLUMNS)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 3)))
    piece = data.draw(st.text(st.sampled_from("0189,-R *\n\\. Ậ\u0301\u00a0"), max_size=3))
    first, second = both(text[:start] + piece + text[end:])
    assert (first is None) == (second is None)
    assert first is None or second == second_view(first)


def _lines(change: Callable[[list[str]], list[str]]) -> Callable[[str], str]:
    return lambda text: "\n".join(change(text.split("\n")))


MUTATIONS: dict[str, Callable[[str], str]] = {
    "two lines swapped": _lines(lambda each: [*each[:16], each[17], each[16], *each[18:]]),
    "two head lines swapped": _lines(lambda each: [each[0], each[2], each[1], *each[3:]]),
    "two notes swapped": _lines(lambda each: [*each[:-3], each[-2], each[-3], each[-1]]),
    "a line twice": _lines(lambda each: [*each[:17], each[16], *each[17:]]),
    "a note twice": _lines(lambda each: [*each[:-1], each[-2], ""]),
    "a line left out": _lines(lambda each: [*each[:16], *each[17:]]),
    "a blank line": _lines(lambda each: [*each[:16], "", *each[16:]]),
    "a trailing line": lambda text: text + "Thêm một dòng\n",
    "a trailing newline": lambda text: text + "\n",
    "no last newline": lambda text: text[:-1],
    "windows line ends": lambda text: text.replace("\n", "\r\n"),
    "letters in pieces": lambda text: unicodedata.normalize("NFD", text),
    "a mark with a point": lambda text: text.replace("1,75", "1.75"),
    "a mark off the step": lambda text: text.replace("1,75", "1,80"),
    "a mark with fewer decimals": lambda text: text.replace("-2,50", " -2,5"),
    "a mark with a leading zero": lambda text: text.replace(" 1,75", "01,75"),
    "a mark with a plus": lambda text: text.replace(" 1,75", "+1,75"),
    "minus zero": lambda text: text.replace("-2,50", "-0,00"),
    "fullwidth digits": lambda text: text.replace("1,75", "１,75"),
    "a recused line with a mark": lambda text: text.replace("   R     R ", "   5     R "),
    "a wrong check digit": lambda text: text.replace("002-1  ", "002-2  "),
    "a wrong count of remarks": lambda text: text.replace("-2,50        2", "-2,50        1"),
    "a wrong count of notes": lambda text: text.replace("Ghi chú: 4", "Ghi chú: 5"),
    "a wrong count of entries": lambda text: text.replace("Số bài: 3", "Số bài: 2"),
    "a state that is not so": lambda text: text.replace("chưa đủ", "đủ"),
    "a remark on an unknown entry": lambda text: text.replace("001-3 *", "003-7 *"),
    "a remark on an unknown criterion": lambda text: text.replace("001-3 2.1", "001-3 2.9"),
    "a remark without words": lambda text: text.replace(" Một\\nHai", ""),
    "an unknown escape": lambda text: text.replace("Một\\nHai", "Một\\tHai"),
    "a hidden character": lambda text: text.replace("Tuyết", "Tuy\u200bết"),
    "a turned direction": lambda text: text.replace("Tuyết", "\u202eTuyết"),
    "a name with a blank behind": lambda text: text.replace("Tuyết\n", "Tuyết \n"),
    "two blanks behind a label": lambda text: text.replace("Ghế: 3", "Ghế:  3"),
    "a seat with a zero before": lambda text: text.replace("Ghế: 3", "Ghế: 03"),
    "a hash in capitals": lambda text: text.replace("abab", "ABAB"),
    "another rubric's columns": lambda text: text.replace(" 1.2 ", " 1.3 "),
    "an id that could be a path": lambda text: text.replace("so-khao", "../so-khao"),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_deviation_is_refused(name: str) -> None:
    changed = MUTATIONS[name](PICTURE)
    assert changed != PICTURE
    with pytest.raises(Unreadable):
        read_ballot_text(changed, COLUMNS)


def test_a_newer_format_is_refused_with_both_numbers() -> None:
    with pytest.raises(NewerFormat) as refused:
        read_ballot_text(PICTURE.replace("phieu-cham 1", "phieu-cham 7"), COLUMNS)
    assert dict(refused.value.problem.facts) == {"found": 7, "known": 1}


def _with_line(change: Line) -> Ballot:
    return replace(pictured(), lines=Lines.of((change, *pictured().lines[1:])))


FIRST = entry_code(1)
UNWRITABLE = {
    "ballot.columns_differ": replace(pictured(), columns=(CriterionId("1.1"),)),
    "ballot.order": replace(pictured(), lines=Lines.of(pictured().lines[::-1])),
    "ballot.state": replace(pictured(), state=BallotState.COMPLETE),
    "ballot.code": _with_line(Line(EntryCode("001-4"), (1, 1, 1, 1))),
    "ballot.marks": replace(pictured(), lines=Lines.of([Line(FIRST, (1, 1, 1))]), state=BallotState.COMPLETE),
    "ballot.mark": _with_line(Line(FIRST, (400_000, 1, 1, 1))),
    "ballot.text": _with_line(Line(FIRST, (1, 1, 1, 1), reason=" trước")),
    "ballot.remark_place": replace(pictured(), remarks=(Remark(FIRST, CriterionId("9"), "a"),)),
    "ballot.field": replace(pictured(), round=RoundId("vòng 1")),
}


@pytest.mark.parametrize("code", UNWRITABLE)
def test_what_has_no_legal_form_is_not_written(code: str) -> None:
    with pytest.raises(BadInput) as refused:
        write_ballot(UNWRITABLE[code], COLUMNS)
    assert refused.value.problem.code == code


@pytest.mark.parametrize(
    "changed",
    [
        _with_line(Line(FIRST, (1, None, None, None), recused=True)),
        _with_line(Line(FIRST, (1, 1, 1, 1), reason="x" * (LONGEST_REMARK + 1))),
        replace(pictured(), remarks=(Remark(FIRST, None, "a"), Remark(FIRST, None, "b"))),
        replace(pictured(), lines=Lines.of((pictured().lines[0], *pictured().lines))),
        replace(pictured(), definition=Digest("AB" * 32)),
        replace(pictured(), seat=Seat(0)),
        replace(pictured(), revision=0),
        replace(pictured(), name=" Tuyết"),
        replace(pictured(), nonce=""),
        replace(pictured(), lines=Lines.of(()), remarks=(), state=BallotState.COMPLETE),
    ],
)
def test_more_that_has_no_legal_form_is_not_written(changed: Ballot) -> None:
    with pytest.raises(BadInput):
        write_ballot(changed, COLUMNS)


def test_a_mark_off_its_scale_is_read_for_the_merge_to_name() -> None:
    off = _with_line(Line(FIRST, (41, 41, 16, 21)))
    assert read_ballot_text(write_ballot(off, COLUMNS), COLUMNS) == off


@pytest.mark.parametrize(("name", "step"), [("R", 1), ("*", 1), ("-", 1), ("a b", 1), ("", 1), ("đ", 1), ("ok", 8)])
def test_a_criterion_that_cannot_head_a_column_is_refused(name: str, step: int) -> None:
    leaf = Criterion(CriterionId(name), "Tiêu chí", maximum=Fraction(10), step=Fraction(1, step))
    with pytest.raises(BadInput) as refused:
        columns_of(Rubric((leaf,), Fraction(10)))
    assert refused.value.problem.code == "ballot.columns"


def test_columns_are_the_leaves_that_judges_mark() -> None:
    assert [str(column.id) for column in columns_of(RUBRIC)] == ["1.1", "1.2", "2.1", "2.2"]

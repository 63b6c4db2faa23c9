"""JSON in one form: what comes back, what is refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.values.identity import Seat
from judge_desk.contest.values.problems import BadInput, Unreadable
from judge_desk.exchange.sealed.canonical_json import LARGEST, read_json, write_json


class Colour(StrEnum):
    """A word out of a few."""

    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Inner:
    """A record in a record."""

    seat: Seat
    pair: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Outer:
    """Every kind of field that the contest's values have."""

    name: str
    count: int
    sure: bool
    maybe: int | None
    colour: Colour
    inner: tuple[Inner, ...]


SAMPLE = Outer('Ậ "\\\n', -3, True, None, Colour.BLUE, (Inner(Seat(2), ("x", 0)),))
TEXT = '{"colour":"blue","count":-3,"inner":[{"pair":["x",0],"seat":2}],"maybe":null,"name":"Ậ \\"\\\\\\n","sure":true}'

whole = st.integers(-LARGEST, LARGEST)
words = st.text(st.characters(exclude_categories=["Cs"]))
outers = st.builds(
    Outer,
    words,
    whole,
    st.booleans(),
    st.none() | whole,
    st.sampled_from(Colour),
    st.lists(st.builds(Inner, whole.map(Seat), st.tuples(words, whole))).map(tuple),
)


def test_the_form_is_sorted_compact_and_unescaped() -> None:
    assert write_json(SAMPLE) == TEXT
    assert read_json(Outer, TEXT) == SAMPLE


@given(outers)
def test_every_record_comes_back_in_one_line(record: Outer) -> None:
    text = write_json(record)
    assert read_json(Outer, text) == record
    assert "\n" not in text


REFUSED = {
    "a blank": TEXT.replace(":true", ": true"),
    "another order": TEXT.replace('"colour":"blue",', "").replace("}", ',"colour":"blue"}'),
    "a key twice": TEXT.replace('"sure":true', '"sure":false,"sure":true'),
    "an unknown field": TEXT.replace('"sure":true', '"sure":true,"zeal":1'),
    "a missing field": TEXT.replace(',"sure":true', ""),
    "a fraction": TEXT.replace("-3", "-3.0"),
    "an exponent": TEXT.replace("-3", "3e0"),
    "minus zero": TEXT.replace("-3", "-0"),
    "not a number": TEXT.replace("-3", "NaN"),
    "infinity": TEXT.replace("-3", "1e400"),
    "a number beyond all readers": TEXT.replace("-3", str(LARGEST + 1)),
    "a number of many digits": TEXT.replace("-3", "9" * 5000),
    "a truth for a number": TEXT.replace("-3", "true"),
    "a number for a truth": TEXT.replace("true", "1"),
    "a number for a text": TEXT.replace('"x"', "1"),
    "nothing for a text": TEXT.replace('"x"', "null"),
    "an unknown word": TEXT.replace("blue", "green"),
    "a list for a record": TEXT.replace('{"pair":["x",0],"seat":2}', "[]"),
    "a pair of three": TEXT.replace('["x",0]', '["x",0,0]'),
    "a record for a list": TEXT.replace('["x",0]', "{}"),
    "an escape that is not needed": TEXT.replace("Ậ", "\\u1eac"),
    "half a surrogate pair": TEXT.replace("Ậ", "\\ud800"),
    "a depth bomb": "[" * 100_000,
    "nothing": "",
    "a newline behind": TEXT + "\n",
    "a list": "[]",
}


@pytest.mark.parametrize("name", REFUSED)
def test_any_other_text_is_refused(name: str) -> None:
    assert REFUSED[name] != TEXT
    with pytest.raises(Unreadable) as refused:
        read_json(Outer, REFUSED[name], "a.jdpack")
    assert (refused.value.problem.code, refused.value.problem.where) == ("json.form", "a.jdpack")


@dataclass(frozen=True, slots=True)
class Grown:
    """A record with a field that its first form did not have."""

    name: str
    late: str | None = field(default=None, metadata={"later": True})


def test_a_field_that_came_later_is_left_out_while_it_is_empty() -> None:
    for record, text in ((Grown("a"), '{"name":"a"}'), (Grown("a", "b"), '{"late":"b","name":"a"}')):
        assert write_json(record) == text
        assert read_json(Grown, text) == record
    with pytest.raises(Unreadable, match=r"json\.form"):
        read_json(Grown, '{"late":null,"name":"a"}')


@pytest.mark.parametrize("record", [Inner(Seat(LARGEST + 1), ("", 0)), Inner(Seat(1), ("\ud800", 0))])
def test_what_no_reader_gets_exactly_is_not_written(record: Inner) -> None:
    with pytest.raises(BadInput, match=r"json\.value"):
        write_json(record)


def test_a_float_is_never_written() -> None:
    with pytest.raises(BadInput):
        write_json(Inner(Seat(1), ("x", 0.5)))  # type: ignore[arg-type]  # what the type checker would stop

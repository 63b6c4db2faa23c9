"""Decisions as a file: come back in order, one form each, signed by the contest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.values.decisions import Decision, DecisionKind, Votes
from judge_desk.contest.values.identity import ContestId, Digest, RoundId
from judge_desk.contest.values.problems import Altered, BadInput, Refusal, Unreadable
from judge_desk.exchange.sealed.canonical_json import write_json
from judge_desk.exchange.sealed.decision_file import DecisionSheet, canonical_text, read_decisions, write_decisions
from judge_desk.exchange.sealed.keys import public_hex
from judge_desk.exchange.sealed.notes import sign
from tests.exchange.ballot_samples import KEY, OTHER_KEY

CONTEST = ContestId("hau-giang-2024")
DECISION = Decision(
    number=1,
    round=RoundId("so-khao"),
    kind=DecisionKind.BALLOT,
    about=("3",),
    value="ab" * 32,
    among=(Digest("ab" * 32), Digest("cd" * 32)),
    reason="Máy cũ hỏng; giám khảo xác nhận phiếu lần 2",
    people=("Trần Văn Ơn (Trưởng ban)",),
    stated_time="2024-09-03T09:00:00",
)
SECOND = replace(DECISION, number=2, kind=DecisionKind.CUT, among=())

words = st.text(st.characters(exclude_categories=["Cs"]))
lists = st.lists(words, max_size=3).map(tuple)
decisions = st.builds(
    Decision,
    number=st.integers(1, 10**6),
    round=words.map(RoundId),
    kind=st.sampled_from(DecisionKind),
    about=lists,
    value=words,
    among=st.just(()),
    reason=words,
    people=lists,
    stated_time=words,
    votes=st.none() | st.builds(Votes, *[st.integers(0, 99)] * 3),
)


def test_decisions_come_back_with_contest_and_key() -> None:
    data = write_decisions(CONTEST, (DECISION, SECOND), KEY)
    assert read_decisions(data) == DecisionSheet(CONTEST, public_hex(KEY), (DECISION, SECOND))
    assert data.startswith(b"judge-desk quyet-dinh 1\n")
    assert read_decisions(write_decisions(CONTEST, (), KEY)).decisions == ()


@given(st.lists(decisions, max_size=4, unique_by=lambda each: each.number))
def test_any_decisions_come_back(drawn: list[Decision]) -> None:
    ordered = tuple(sorted(drawn, key=lambda each: each.number))
    assert read_decisions(write_decisions(CONTEST, ordered, KEY)).decisions == ordered


def test_the_text_for_hashing_is_one_pinned_line() -> None:
    assert canonical_text(SECOND) == (
        '{"about":["3"],"among":[],"kind":"cut","number":2,"people":["Trần Văn Ơn (Trưởng ban)"],'
        '"reason":"Máy cũ hỏng; giám khảo xác nhận phiếu lần 2","round":"so-khao",'
        '"stated_time":"2024-09-03T09:00:00","value":"' + "ab" * 32 + '"}'
    )
    voted = canonical_text(replace(SECOND, votes=Votes(5, 1, 1)))
    assert voted == canonical_text(SECOND)[:-1] + ',"votes":{"abstained":1,"against":1,"in_favour":5}}'


def test_votes_that_nobody_counted_stand_in_no_file() -> None:
    sheet = write_json(DecisionSheet(CONTEST, public_hex(KEY), (SECOND,)))
    for votes in ('"votes":null}', '"votes":{"abstained":1,"against":1}}', '"votes":{}}'):
        text = f"judge-desk quyet-dinh 1\nKhóa: {public_hex(KEY)}\n{sheet.replace('}]', ',' + votes + ']')}\n"
        with pytest.raises(Unreadable):
            read_decisions(sign(text, "judge-desk/quyet-dinh", KEY))


@pytest.mark.parametrize("wrong", [(SECOND, DECISION), (DECISION, DECISION), (replace(DECISION, number=0),)])
def test_numbers_must_ascend_from_one(wrong: tuple[Decision, ...]) -> None:
    with pytest.raises(BadInput):
        write_decisions(CONTEST, wrong, KEY)
    sheet = write_json(DecisionSheet(CONTEST, public_hex(KEY), wrong))
    text = f"judge-desk quyet-dinh 1\nKhóa: {public_hex(KEY)}\n{sheet}\n"
    with pytest.raises(Unreadable, match=r"decisions\.order"):
        read_decisions(sign(text, "judge-desk/quyet-dinh", KEY))


def test_every_changed_byte_and_another_key_are_refused() -> None:
    data = write_decisions(CONTEST, (DECISION,), KEY)
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1
        with pytest.raises(Refusal):
            read_decisions(bytes(changed))
    text = data.decode().rpartition("\n\n")[0] + "\n"
    with pytest.raises(Altered):
        read_decisions(sign(text, "judge-desk/quyet-dinh", OTHER_KEY))

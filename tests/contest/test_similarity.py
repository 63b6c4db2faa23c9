"""Shared passages: found wherever they stand and however they are written, exact, and never the form's."""

from __future__ import annotations

import json
import random
from typing import Final

import pytest

from benchmarks.similarity import main
from judge_desk.contest.register.similarity import FORM_TEXTS, LEAST_PASSAGE, alike, words_of

WORDS: Final = [f"từ{number}" for number in range(400)]


def prose(seed: str, count: int) -> list[str]:
    return random.Random(seed).choices(WORDS, k=count)


def test_words_fold_case_accents_and_the_place_of_tones_and_keep_their_places() -> None:
    text = "Hoà bình, HÒA BÌNH; đặt"
    words = words_of(text)
    assert [word.folded for word in words] == ["hoa", "binh", "hoa", "binh", "dat"]
    assert [text[word.start : word.end] for word in words] == ["Hoà", "bình", "HÒA", "BÌNH", "đặt"]


def test_a_planted_passage_is_found_with_its_places_and_share() -> None:
    one, two, three = prose("a", 500), prose("b", 300), prose("c", 400)
    two[40:100] = one[200:260]
    two[150:180] = one[10:40]
    [found] = alike([one, two, three], 3, 5)
    assert (found.first, found.second, found.words, found.percent) == (0, 1, 90, 30)
    assert [(each.first, each.second, each.length) for each in found.passages] == [(10, 150, 30), (200, 40, 60)]


def test_every_passage_of_fifteen_words_is_found_and_is_the_same_in_both() -> None:
    for number in range(40):
        one, two = prose(f"{number} a", 120), prose(f"{number} b", 120)
        start, other = number * 2 % 100, number * 3 % 100
        two[other : other + 15] = one[start : start + 15]
        [found] = alike([one, two], 2, 1)
        for each in found.passages:
            assert one[each.first : each.first + each.length] == two[each.second : each.second + each.length]
        assert sum(each.length for each in found.passages) == found.words >= 15


def test_a_passage_that_is_repeated_counts_once() -> None:
    passage = prose("p", 30)
    one, two = passage + prose("a", 70), passage + prose("b", 40) + passage
    [found] = alike([one, two], 2, 1)
    assert (found.words, found.percent) == (30, 30)


def test_short_agreements_and_the_form_lead_to_nobody() -> None:
    form = prose("form", 40)
    texts = [form + prose(f"{number}", 100) for number in range(FORM_TEXTS + 3)]
    assert alike(texts, len(texts), 1) == ()
    assert len(alike(texts[:2], 2, 1)) == 1
    one, two = prose("x", 80), prose("y", 80)
    two[5 : 5 + LEAST_PASSAGE - 1] = one[30 : 30 + LEAST_PASSAGE - 1]
    assert alike([one, two], 2, 1) == ()
    assert alike([[], ["a"], prose("z", 3)], 3, 1) == ()


def test_earlier_texts_are_compared_with_ours_and_not_with_each_other() -> None:
    ours, first, second = prose("a", 100), prose("b", 100), prose("b", 100)
    first[:50] = ours[:50]
    found = alike([ours, first, second], 1, 10)
    assert [(each.first, each.second) for each in found] == [(0, 1)]


def test_the_benchmark_still_works(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--short", "--json"]) == 0
    beside = {each["beside"] for each in json.loads(capsys.readouterr().out)["rows"]}
    assert beside == {"cutting sets", "folding", "reading"}

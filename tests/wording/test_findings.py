"""Findings in short: only what happened, cut behind the sentence and never inside a title."""

from __future__ import annotations

from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.findings import fact_of, sentence
from judge_desk.wording.words import uncapitalised


def test_a_fact_is_the_first_sentence_whatever_stands_in_its_titles() -> None:
    catalogue = open_catalogue("vi")
    facts: dict[str, str | int] = {"entry": "4", "others": "9", "title": "TP. Ngã Bảy. Một cửa", "percent": 91}
    found = Problem("intake.near_title", Severity.ASK, "", facts)
    assert fact_of(found, catalogue) == "Bài số 4 có tên gần giống bài số 9 (“TP. Ngã Bảy. Một cửa”, giống 91%)."
    assert sentence(found, catalogue).startswith(fact_of(found, catalogue))


def test_a_title_goes_small_inside_a_sentence_but_not_one_in_capitals() -> None:
    assert uncapitalised("Vòng hai") == "vòng hai"
    assert uncapitalised("Ủy ban") == "ủy ban"
    assert uncapitalised("UBND tỉnh") == "UBND tỉnh"
    assert uncapitalised("") == ""


def test_letters_that_hide_or_turn_the_reading_are_shown_as_marks() -> None:
    catalogue = open_catalogue("vi")
    found = Problem("package.extra", Severity.NOTE, "bai\u202etxt.exe", {"name": "a\u202e\x1b[2J\u200b\udc80.exe"})
    said = sentence(found, catalogue)
    assert said.startswith("bai\ufffdtxt.exe: ")
    assert not [letter for letter in said if letter in "\u202e\x1b\u200b\udc80"]

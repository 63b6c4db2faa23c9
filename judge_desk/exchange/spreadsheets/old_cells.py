"""Sheets typed in fonts of before Unicode: found by their letters, read as what was meant, and said.

The sheet itself is never changed; what was read is shown before anything is taken from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from judge_desk.contest.values.facts import listed
from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.exchange.submissions.old_text import has_unicode, writing_by_letters
from judge_desk.exchange.submissions.old_writing import Writing, read_old

Reader = Callable[[str], str]
"""Gives the text that a cell means."""
_LOOKED_AT: Final = 400_000
_SAMPLES: Final = 3
_LONGEST_SAMPLE: Final = 60


def as_written(text: str) -> str:
    """Give a text as it is: nearly every sheet is in Unicode."""
    return text


def writing_of(texts: Iterable[str]) -> Writing | None:
    """Say in which old writing the cells of a sheet are, None for Unicode; of very many only the first are asked."""
    kept: list[str] = []
    room = _LOOKED_AT
    for text in texts:
        if not text.isascii() and not has_unicode(text):
            kept.append(text[:room])
            room -= len(text)
            if room <= 0:
                break
    return writing_by_letters("\n".join(kept))


def reader_of(writing: Writing) -> Reader:
    """Give the reader of the cells of such a sheet; a cell that is in Unicode already stays."""
    return partial(_meant, writing)


def _meant(writing: Writing, text: str) -> str:
    return text if has_unicode(text) else read_old(text, writing)


def note(writing: Writing, texts: Iterable[str], where: str) -> Problem:
    """Say in which old writing a sheet is, with some of its cells before and after."""
    read = reader_of(writing)
    changed = [(text, read(text)) for text in texts if read(text) != text][:_SAMPLES]
    before = listed(old[:_LONGEST_SAMPLE] for old, _ in changed)
    after = listed(new[:_LONGEST_SAMPLE] for _, new in changed)
    facts = {"writing": writing.value, "before": before, "after": after}
    return Problem("sheet.old_writing", Severity.ASK, where, facts)

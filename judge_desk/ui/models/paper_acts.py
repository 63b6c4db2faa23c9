"""What the buttons under a list of papers would do: which papers they mean, in which formats, and why they cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from judge_desk.desks.paper_shelf import OLD, KeptPaper, PaperState, Shelf, ShelfPaper
from judge_desk.ui.words import Words


@dataclass(frozen=True, slots=True)
class Making:
    """What would be made.

    Attributes:
        key: which sentence the button says, below ``ui.papers``; count: how many papers it names.
        names: of the papers, none for all of the round; formats: of them.
        again: whether it is what is old, in the formats that it was made in.
    """

    key: str
    count: int
    names: tuple[str, ...]
    formats: tuple[str, ...]
    again: bool = False

    def said(self, words: Words) -> str:
        """Say it as the word of a button."""
        return (
            words.say(f"ui.papers.{self.key}", count=self.count) if self.names else words.say(f"ui.papers.{self.key}")
        )


def making_of(shelf: Shelf, ticked: Sequence[ShelfPaper], formats: tuple[str, ...]) -> Making:
    """Say what would be made: what is ticked; else what is old, as it was; else everything.

    Args:
        shelf: the papers.
        ticked: those that are.
        formats: those that are ticked.
    """
    kind = "draft" if shelf.open else "final"
    if ticked:
        return Making(f"make_some.{kind}", len(ticked), tuple(each.name for each in ticked), formats)
    old = [(each, print_) for each in shelf.listed if each.formats for print_ in each.prints if print_.state in OLD]
    if not old:
        return Making(f"make.{kind}", 0, (), formats)
    names = tuple(dict.fromkeys(each.name for each, _ in old))
    data = any(print_.state is PaperState.STALE for _, print_ in old)
    made = tuple(dict.fromkeys(print_.format for _, print_ in old))
    key = "again_draft" if shelf.open else "again" if data else "again_words"
    return Making(f"make.{key}", len(names), names, made, again=True)


def hindrance(shelf: Shelf, ticked: Sequence[ShelfPaper], formats: tuple[str, ...]) -> str:
    """Give the key of why a button cannot act, empty when all can."""
    wanted = ticked or tuple(each for each in shelf.listed if not each.on_request)
    if not shelf.can_print or making_of(shelf, ticked, formats).again:
        return ""
    if not formats:
        return "no_format"
    if not any(set(formats) & set(each.formats) for each in wanted):
        return "other_format"
    if any(each.prints for each in ticked) and not printable(ticked):
        return "none_printable"
    return "some_printable" if printable(ticked) and unprinted(ticked) else ""


def unprinted(papers: Sequence[ShelfPaper]) -> int:
    """Count the papers that have no print that a printer takes."""
    return sum(not printable((each,)) for each in papers)


def printable(papers: Sequence[ShelfPaper]) -> list[KeptPaper]:
    """Give the prints of papers that a printer takes."""
    return [kept for each in papers for kept in each.prints if kept.format == "pdf"]

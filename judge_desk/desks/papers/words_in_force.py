"""The words that a contest's papers say: the shipped ones, or the office's own where it keeps a copy of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from judge_desk.contest.values.problems import NotNow
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.documents.blocks import Document
from judge_desk.documents.formats import render_pdf
from judge_desk.documents.own_texts import read_own, unusable
from judge_desk.documents.texts import BadField, OwnTexts, Wording, wording
from judge_desk.stores.text_tables import KeptTexts, texts_in_force

Made = TypeVar("Made")
Content = TypeVar("Content")


def own_texts_of(contest: ContestFolder) -> tuple[OwnTexts, ...]:
    """Give the office's own words that are in force in a contest.

    Raises:
        NotNow: a copy does not fit the texts of this program; it must be mended or taken back.
    """
    return tuple(own_copy(each) for each in texts_in_force(contest.store).values())


def own_copy(kept: KeptTexts) -> OwnTexts:
    """Read a kept copy.

    Raises:
        NotNow: it does not fit the texts of this program.
    """
    found = read_own(kept.content.encode("utf-8"), kept.paper)
    templates = found.papers.get(kept.paper, {})
    if found.findings or unusable(kept.paper, templates):
        raise NotNow("texts.outdated", paper=kept.paper, number=kept.number)
    return OwnTexts(kept.paper, kept.number, kept.digest, templates)


@contextmanager
def own_words(own: tuple[OwnTexts, ...]) -> Iterator[Wording]:
    """Let papers made inside say the office's own words; a hole in one is refused by name.

    Raises:
        NotNow: a field of a text has nothing to say.
    """
    try:
        with wording(own) as here:
            yield here
    except BadField as hole:
        raise NotNow("texts.hole", paper=hole.paper, key=hole.key, field=", ".join(hole.fields)) from hole


def worded(make: Callable[[], Made], own: tuple[OwnTexts, ...]) -> Callable[[], Made]:
    """Give a function that makes the same paper in the office's own words, whenever it is called."""

    def made() -> Made:
        with own_words(own):
            return make()

    return made


def pdf_in_force(contest: ContestFolder, build: Callable[[Content], Document], content: Content) -> bytes:
    """Make one paper of an open contest as PDF, in the words in force.

    Raises:
        NotNow: as :func:`own_texts_of` and :func:`own_words`.
    """
    with own_words(own_texts_of(contest)):
        return render_pdf(build(content))

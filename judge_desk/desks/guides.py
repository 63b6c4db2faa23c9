"""Anyone: the guides of the program, one each for judges, the secretary and the inspector, to read and to print.

What stands on a control is taken from the catalogue, so that a guide says what the window says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from judge_desk import __version__
from judge_desk.contest.values.problems import BadInput
from judge_desk.documents.content_guide import GuideContent as Guide
from judge_desk.documents.content_guide import GuideList, GuideStep
from judge_desk.documents.formats import render_pdf
from judge_desk.documents.guide import guide_document
from judge_desk.exchange.disk import write_new
from judge_desk.exchange.guide_file import NAMED, ROLES, WrittenStep, picture_of, read_guide
from judge_desk.wording.catalogue import LANGUAGES, Catalogue, open_catalogue

_FACT: Final = re.compile(r"{[^}]*}")
_NUMBER: Final = re.compile(r" \([1-9]\)")
"""A number of a picture in a text, which says nothing without the picture."""
_TAGS: Final = {"vi": "vi-VN", "en": "en-GB"}
__all__ = ["ROLES", "Guide", "GuideList", "GuideStep", "guide_name", "guide_pdf", "open_guide", "write_guide"]


def _words(key: str, words: Catalogue) -> str:
    """Give the words of a key as they stand on a control; facts that are only known there are dots."""
    template = _FACT.sub("…", words.template(key)).replace("“…”", "…").rstrip(" :.")
    return f"“{template}”" if words.language == "vi" else f"‘{template}’"


def _filled(text: str, words: Catalogue) -> str:
    def said(found: re.Match[str]) -> str:
        number, key = found[1], found[2]
        return _words(key, words) + (f" ({number})" if number else "")

    return NAMED.sub(said, text)


def _step(role: str, number: int, step: WrittenStep, words: Catalogue, pictures: bool) -> GuideStep:
    head, text = _filled(step.head, words), _filled(step.text, words)
    picture = picture_of(role, step.shot, words.language) if step.shot and pictures else b""
    if not picture:
        return GuideStep(number, head, _NUMBER.sub("", text))
    return GuideStep(number, head, text, picture, words.say("guide.picture", step=head))


def _list(name: str, rows: Iterable[tuple[str, str]], words: Catalogue) -> GuideList:
    title, line, first, second = (words.say(f"guide.{name}.{part}") for part in ("title", "line", "name", "does"))
    return GuideList(title, line, (first, second), tuple(rows))


def open_guide(role: str, language: str, pictures: bool = True) -> Guide:
    """Give a guide in a language (``vi`` or ``en``), with its pictures or with words alone.

    Raises:
        BadInput: there is no guide for the role.
        KeyError: the guide names words that the program does not have.
    """
    if role not in ROLES or language not in LANGUAGES:
        raise BadInput("guide.unknown", where=role, role=role)
    words, written = open_catalogue(language), read_guide(role, language)
    steps = tuple(_step(role, number, each, words, pictures) for number, each in enumerate(written.steps, start=1))
    pages = (*written.pages.values(), *written.stages.values())
    commands = tuple(written.commands.items())
    lists = tuple(_list(name, rows, words) for name, rows in (("pages", pages), ("commands", commands)) if rows)
    footer = words.say("guide.footer", version=__version__)
    lead = _filled(written.lead, words)
    return Guide(written.title, lead, steps, lists, footer, written.wide, _TAGS[language])


def guide_name(role: str, language: str) -> str:
    """Give the name under which a guide is saved."""
    return open_catalogue(language).say(f"guide.file.{role}") + ".pdf"


def guide_pdf(role: str, language: str) -> bytes:
    """Write a guide as PDF; the same program writes the same bytes.

    Raises:
        BadInput: there is no guide for the role.
    """
    return render_pdf(guide_document(open_guide(role, language)))


def write_guide(role: str, language: str, target: Path) -> Path:
    """Write a guide as PDF into a new file.

    Raises:
        BadInput: there is no guide for the role.
        CannotWrite: the name is taken or the disk refuses; nothing stays behind.
    """
    write_new(target, guide_pdf(role, language))
    return target

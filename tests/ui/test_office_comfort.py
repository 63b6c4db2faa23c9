"""Comfort, held on every stage of the secretary's window: words, names, sizes, reasons, language, keys, colours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from judge_desk.ui.pages.contest_page import STAGES
from tests.ui.comfort_checks import (
    Faults,
    filled,
    foreign,
    small_targets,
    stray_colours,
    texts,
    unnamed,
    unreached,
    without_reason,
)
from tests.ui.cut_words import cut_words
from tests.ui.office import Office

SIZES = ((1366, 698), (911, 430), (880, 420))
Open = Callable[..., Office]


def _told(faults: dict[str, str]) -> str:
    return "\n".join(["", *(f"{where}: {fault}" for fault, where in faults.items())])


def _stages(office: Office) -> Iterator[tuple[str, QWidget]]:
    """Give every stage once it has read what it reads."""
    for name in STAGES:
        yield name, office.go(name)


@pytest.mark.parametrize("station", ["founded", "counted"])
def test_words_are_whole_and_one_button_at_most_is_filled(office: Open, station: str) -> None:
    at = office(station)
    faults: dict[str, str] = {}
    for size, text, language in ((SIZES[0], "normal", "vi"), (SIZES[1], "normal", "en"), (SIZES[2], "largest", "vi")):
        at.window.resize(*size)
        at.shell.look.choose(text_size=text)
        at.shell.words.change(language)
        for name, stage in _stages(at):
            QCoreApplication.processEvents()
            where = f"{name} {size} {text} {language}"
            for fault in cut_words(at.page):
                faults.setdefault(fault, where)
            buttons = filled(stage)
            if len(buttons) > 1:
                faults.setdefault(f"filled {[each.text() for each in buttons]}", where)
    assert not faults, _told(faults)


def test_everything_has_a_name_a_size_and_a_reason_in_the_language_of_the_window(office: Open) -> None:
    at = office("counted")
    own = set(re.findall('title = "(.*)"', at.small.definition.read_text("utf-8")))
    faults: dict[str, str] = {}
    for language in ("vi", "en"):
        at.shell.words.change(language)
        for name, stage in _stages(at):
            found: Faults = [*unnamed(stage), *small_targets(stage), *without_reason(stage)]
            for fault in (*found, *foreign(texts(stage) - own, language)):
                faults.setdefault(fault, f"{name} {language}")
    assert not faults, _told(faults)


def test_tab_reaches_everything_and_the_focus_is_seen(office: Open) -> None:
    at = office("counted")
    faults: dict[str, str] = {}
    for name in STAGES:
        at.window.activateWindow()
        at.qtbot.waitUntil(at.window.isActiveWindow)
        at.go(name)
        if not at.window.isActiveWindow():
            faults[f"{name} takes the focus away from the window"] = name
            continue
        for fault in unreached(at.page):
            faults.setdefault(fault, name)
    assert not faults, _told(faults)


@pytest.mark.parametrize("style", ["dark", "contrast"])
def test_no_box_keeps_a_colour_of_its_own(office: Open, style: str) -> None:
    at = office("counted")
    at.shell.look.choose(style)
    faults: dict[str, str] = {}
    for name, stage in _stages(at):
        for fault in stray_colours(stage, at.shell.look.tokens):
            faults.setdefault(fault, name)
    assert not faults, _told(faults)

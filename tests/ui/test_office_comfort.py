"""Comfort, held on every stage of the secretary's window: words, names, sizes, reasons, language, keys, colours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from judge_desk.ui.pages.contest_page import STAGES
from judge_desk.ui.stages.rules_stage import RulesStage
from judge_desk.ui.widgets.tabs import Tabs
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
LOOKS = ((SIZES[0], "normal", "vi"), (SIZES[1], "normal", "en"), (SIZES[2], "largest", "vi"))
"""Sizes, text sizes and languages in which words are looked at; an empty contest has more room than a full one."""
Open = Callable[..., Office]


def _told(faults: dict[str, str]) -> str:
    return "\n".join(["", *(f"{where}: {fault}" for fault, where in faults.items())])


def _stages(office: Office, deep: bool = True) -> Iterator[tuple[str, QWidget]]:
    """Give every stage once it has read what it reads; if ``deep``, then under each of its tabs and sorts of rules."""
    for name in STAGES:
        stage = office.go(name)
        yield name, stage
        if not deep:
            continue
        for tabs in stage.findChildren(Tabs):
            yield from ((f"{name}, tab {tab}", stage) for tab in _turned(office, tabs))
        if isinstance(stage, RulesStage):
            yield from ((f"{name}, {node}", stage) for node in _rules(office, stage))


def _turned(office: Office, tabs: Tabs) -> Iterator[str]:
    """Turn to every tab that was not shown at first, and back; a tab may read before it shows."""
    first = tabs.shown
    for tab, button in tabs.buttons.items():
        if tab != first and tabs.isVisible() and button.isVisible():
            tabs.turn(tab)
            office.settle()
            yield tab
    if tabs.shown != first:
        tabs.turn(first)


def _rules(office: Office, stage: RulesStage) -> Iterator[str]:
    """Open the form of every sort of rule: of rounds, criteria, prizes and the like the first of their sort."""
    seen: set[str] = set()
    for node in stage.editor.tree.names:
        sort = re.sub(r"\.[^.]+(?=\.|$)", "", node) if node.startswith("rounds") else node.partition(".")[0]
        if sort not in seen:
            seen.add(sort)
            stage.editor.tree.choose(node)
            QCoreApplication.processEvents()
            yield node


@pytest.mark.parametrize("station", ["founded", "counted"])
def test_words_are_whole_and_one_button_at_most_is_filled(office: Open, station: str) -> None:
    at = office(station)
    faults: dict[str, str] = {}
    for size, text, language in LOOKS[station == "founded" :]:
        at.window.resize(*size)
        at.shell.look.choose(text_size=text)
        at.shell.words.change(language)
        for name, stage in _stages(at, deep=text == "largest"):
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
            read = isinstance(stage, RulesStage) and stage.editor.frozen  # the head of the stage says why, once
            found: Faults = [*unnamed(stage), *small_targets(stage), *([] if read else without_reason(stage))]
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
    for name, stage in _stages(at, deep=style == "contrast"):
        for fault in stray_colours(stage, at.shell.look.tokens):
            faults.setdefault(fault, name)
    assert not faults, _told(faults)

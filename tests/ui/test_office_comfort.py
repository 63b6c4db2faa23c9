"""Comfort, held on every stage of the secretary's window: words, names, sizes, reasons, language, keys, colours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from judge_desk.documents.own_texts import filled_with_examples, lines_of, papers_with_texts
from judge_desk.ui.models.collect_words import AboutSeat
from judge_desk.ui.pages.contest_page import STAGES
from judge_desk.ui.stages.rules_stage import RulesStage
from judge_desk.ui.widgets.search_field import SearchField
from judge_desk.ui.widgets.tabs import Tabs
from judge_desk.ui.widgets.text import Text
from tests.journeys.long_form import LONG
from tests.ui.comfort_checks import (
    Faults,
    filled,
    foreign,
    named,
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
Looks = tuple[tuple[tuple[int, int], str, str], ...]
LOOKS: Looks = ((SIZES[0], "normal", "vi"), (SIZES[1], "normal", "en"), (SIZES[2], "largest", "vi"))
"""Sizes, text sizes and languages in which words are looked at; an empty contest has more room than a full one."""
QUESTIONS = ("collect", "choose", "matrix", "settle", "results")
"""Stages where something waits for an answer."""
MOVING = ("results", "prizes")
"""Stages whose panes stand elsewhere in a narrow window."""
Open = Callable[..., Office]


def _told(faults: dict[str, str]) -> str:
    return "\n".join(["", *(f"{where}: {fault}" for fault, where in faults.items())])


def own_words(office: Office) -> set[str]:
    """Give the titles of the contest's own definition and the sentences of papers, which are in their own language."""
    titles = set(re.findall('title = "(.*)"', office.small.definition.read_text("utf-8")))
    return titles | {filled_with_examples(each.shipped) for paper in papers_with_texts() for each in lines_of(paper)}


def _stages(office: Office, deep: bool = True, names: Iterable[str] = STAGES) -> Iterator[tuple[str, QWidget]]:
    """Give every stage once it has read what it reads; if ``deep``, then under each of its tabs and sorts of rules."""
    for name in names:
        stage = office.go(name, AboutSeat(2) if name == "choose" else None)
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


@pytest.mark.parametrize(
    ("station", "looks"), [("counted", LOOKS[:2]), ("counted", LOOKS[2:]), *([("founded", LOOKS[2:])] if LONG else [])]
)
def test_words_are_whole_and_one_button_at_most_is_filled(office: Open, station: str, looks: Looks) -> None:
    at = office(station)
    faults: dict[str, str] = {}
    for size, text, language in looks:
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


def test_everything_has_a_name_a_size_a_reason_and_the_language_and_colours_of_the_window(office: Open) -> None:
    at = office("counted")
    own = own_words(at)
    faults: dict[str, str] = {}
    for language, style in (("vi", "dark"), ("en", "contrast")):
        at.shell.words.change(language)
        at.shell.look.choose(style)
        for name, stage in _stages(at):
            read = isinstance(stage, RulesStage) and stage.editor.frozen  # the head of the stage says why, once
            found: Faults = [*unnamed(stage), *small_targets(stage), *([] if read else without_reason(stage))]
            found += [*foreign(texts(stage) - own, language), *stray_colours(stage, at.shell.look.tokens)]
            for fault in found:
                faults.setdefault(fault, f"{name} {language} {style}")
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


def test_open_questions_are_as_comfortable_as_a_settled_contest(office: Open) -> None:
    at = office("issued", SIZES[2])
    small, levels, codes = at.small, at.small.levels(), at.small.codes()
    levels[codes[4]] = levels[codes[3]]
    far = small.seal(1, {**levels, codes[0]: [20, 10, 10]})
    two = small.seal(2, levels), small.seal(2, {**levels, codes[1]: [1, 1, 1]}, "may-khac")
    small.merge(far, *two, small.seal(3, levels), small.seal(4, levels))
    at.page.dossier.renew()
    at.settle()
    faults: dict[str, str] = {}
    for language, text in (("vi", "largest"), ("en", "normal")):
        at.shell.words.change(language)
        at.shell.look.choose(text_size=text)
        for name, stage in _stages(at, names=QUESTIONS):
            QCoreApplication.processEvents()
            said = foreign(texts(stage) - own_words(at), language)
            for fault in (*cut_words(at.page), *unnamed(stage), *small_targets(stage), *without_reason(stage), *said):
                faults.setdefault(fault, f"{name} {language} {text}")
            if len(filled(stage)) > 1:
                faults.setdefault(f"filled {[each.text() for each in filled(stage)]}", f"{name} {language} {text}")
    assert not faults, _told(faults)


def test_letters_keep_the_size_of_their_role_when_panes_move(office: Open) -> None:
    at = office("counted", SIZES[2])
    look, faults = at.shell.look, []
    look.choose(text_size="largest")
    for name in MOVING:
        at.go(name)
    look.choose(text_size="normal")
    for name in MOVING:
        stage = at.go(name)
        for size in (SIZES[0], SIZES[1], SIZES[0]):
            at.window.resize(*size)
            at.qtbot.wait(1)
            texts_ = [each for each in stage.findChildren(Text) if each.isVisible()]
            wrong = [each for each in texts_ if each.font().pointSizeF() != look.font(each.role).pointSizeF()]
            faults += [(name, size, named(each)) for each in wrong]
            fields = [each for each in stage.findChildren(SearchField) if each.isVisible()]
            wide = [each for each in fields if each.font().pointSizeF() != look.font("body").pointSizeF()]
            faults += [(name, size, named(each)) for each in wide]
    assert not faults, faults

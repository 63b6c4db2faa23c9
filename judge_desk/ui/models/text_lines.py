"""The sentences of a paper and its copies as rows: each with its state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from judge_desk.desks import paper_texts
from judge_desk.desks.paper_texts import KeptTexts, PaperTexts, TextLine, filled_with_examples, paper_name
from judge_desk.ui.models.lines import Line
from judge_desk.ui.models.table_cells import plain
from judge_desk.ui.words import Words
from judge_desk.wording.figures import moment

MOST_PAPERS: Final = 4
"""Papers that are named where a sentence was found in others."""
Drafts = Mapping[str, str]
"""Words that are typed and not in force, by key."""


def text_of(shown: PaperTexts, line: TextLine, drafts: Drafts) -> str:
    """Give the words of a sentence as they stand: typed, in force, or shipped."""
    return drafts.get(line.key, shown.own.get(line.key, line.shipped))


def found_lines(shown: PaperTexts, drafts: Drafts, wanted: str, kept: str, words: Words) -> list[Line]:
    """Give the sentences that have some words, with or without marks; that of the key ``kept`` while it is typed."""
    every = [(each, sentence_line(shown, each, drafts, words)) for each in shown.lines]
    sought = plain(wanted.strip())
    return [
        line
        for each, line in every
        if sought in plain(f"{each.key} {text_of(shown, each, drafts)} {line.text}")
        or (each.key == kept and each.key in drafts)  # it does not go while it is being typed
    ]


def none_found(papers: Sequence[PaperTexts], wanted: str, words: Words) -> str:
    """Say that a paper has no such sentence, and which others have."""
    counts = [(each, len(found_lines(each, {}, wanted, "", words))) for each in papers]
    others = [
        words.say("ui.texts.found_in", name=paper_name(each.paper, words.language), count=count)
        for each, count in counts
        if count
    ]
    if not others:
        return words.say("ui.texts.none_found")
    return words.say("ui.texts.found_elsewhere", papers="; ".join(others[:MOST_PAPERS]))


def called(shown: PaperTexts, drafts: Drafts, words: Words) -> str:
    """Name a paper with what is its own."""
    name = paper_name(shown.paper, words.language)
    if drafts:
        return words.say("ui.texts.called_draft", name=name, count=len(drafts))
    return words.say("ui.texts.called_own", name=name, count=len(shown.own)) if shown.own else name


def sentence_line(shown: PaperTexts, line: TextLine, drafts: Drafts, words: Words) -> Line:
    """Show a sentence with examples in its fields: as shipped, in force, typed, or typed with a fault."""
    say, text = words.say, text_of(shown, line, drafts)
    icon, tone, state, bad = "circle-dashed", "text_2", say("ui.texts.as_shipped"), False
    if line.key in drafts:
        bad = bool(paper_texts.check_text(shown.paper, line.key, text))
        icon, tone = ("circle-x", "stop") if bad else ("pencil", "warn")
        state = say("ui.texts.bad") if bad else say("ui.texts.typed")
    elif line.key in shown.own:
        icon, tone, state = "circle-check", "ok", say("ui.texts.in_force")
    shown_text = text if bad else filled_with_examples(text)
    return Line(icon, tone, "", shown_text.replace("\u00a0", " "), f"{shown.lines.index(line) + 1} · {state}", line.key)


def copy_line(copy: KeptTexts, words: Words) -> Line:
    """Show a copy that was in force once, or is."""
    key = "ui.texts.kept_withdrawn" if copy.withdrawn else "ui.texts.kept"
    facts: dict[str, str | int] = {"number": copy.number}
    if not copy.withdrawn:
        facts["code"] = copy.digest[:8]
    when = moment(copy.stated_time, words.language)
    detail = words.say("ui.texts.kept_detail", when=when, who=copy.operator or "–", reason=copy.reason)
    return Line("undo-2" if copy.withdrawn else "history", "text_2", "", words.say(key, **facts), detail)


def state_of(shown: PaperTexts, words: Words) -> str:
    """Say what is in force for a paper."""
    own = shown.in_force
    if shown.problem is not None:
        return words.problem(shown.problem.problem)
    if own is None:
        return words.say("ui.texts.state_shipped", count=len(shown.lines))
    when = moment(own.stated_time, words.language)
    return words.say("ui.texts.state_own", number=own.number, count=len(shown.own), when=when)

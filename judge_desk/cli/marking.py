"""Commands of a judge at work: one mark, recusals, remarks, notes, undoing, the history, the judge's own ranking."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Any

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer, table
from judge_desk.contest.rulebook.rubric import judged_leaves
from judge_desk.contest.values.facts import number
from judge_desk.contest.values.identity import CriterionId, EntryCode
from judge_desk.contest.values.problems import NotNow
from judge_desk.desks.marking import EntryLine, HistoryKind, HistoryLine, Marked, OwnPlace, Sitting
from judge_desk.desks.scoring import decimals_of_totals
from judge_desk.wording.catalogue import Catalogue, open_catalogue
from judge_desk.wording.figures import mark as figure


def _open(args: argparse.Namespace) -> closing[Sitting]:
    return closing(Sitting.open(Path(args.file), surroundings()))


def mark(args: argparse.Namespace) -> Answer:
    """``ballot mark``: give one mark, or take it away with an empty text."""
    with _open(args) as sitting:
        marked = sitting.mark(EntryCode(args.code), CriterionId(args.criterion), args.mark)
        return _marked(args, sitting, marked)


def undo(args: argparse.Namespace) -> Answer:
    """``ballot undo``: take back the newest mark of the history that still stands."""
    with _open(args) as sitting:
        marked = sitting.undo()
        if marked is None:
            raise NotNow("mark.nothing_to_undo", where=Path(args.file).name)
        return _marked(args, sitting, marked)


def redo(args: argparse.Namespace) -> Answer:
    """``ballot redo``: give the mark again that was undone last."""
    with _open(args) as sitting:
        marked = sitting.redo()
        if marked is None:
            raise NotNow("mark.nothing_to_redo", where=Path(args.file).name)
        return _marked(args, sitting, marked)


def _marked(args: argparse.Namespace, sitting: Sitting, marked: Marked) -> Answer:
    words, steps = open_catalogue(args.lang), _steps(sitting)
    step = steps[marked.criterion]
    facts = {"code": marked.code, "criterion": marked.criterion}
    before, now = (_said(each, step, words) for each in (marked.before, marked.steps))
    line = sitting.line(marked.code)
    lines = (words.say("cli.marking.marked", before=before, mark=now, **facts), _standing(line, words))
    data = {
        **facts,
        "before": _text(marked.before, step),
        "mark": _text(marked.steps, step),
        "changed": marked.changed,
        "stated_time": marked.stated_time,
        **_line_data(line),
    }
    return Answer(lines, data)


def recuse(args: argparse.Namespace) -> Answer:
    """``ballot recuse``: declare that the judge does not mark an entry, or take that back."""
    with _open(args) as sitting:
        code = EntryCode(args.code)
        if args.undo:
            sitting.unrecuse(code)
        else:
            sitting.recuse(code, args.reason)
        return _stands(args, sitting, "cli.marking.unrecused" if args.undo else "cli.marking.recused")


def remark(args: argparse.Namespace) -> Answer:
    """``ballot remark``: write a remark for the organisers; empty takes it away."""
    with _open(args) as sitting:
        criterion = CriterionId(args.criterion) if args.criterion else None
        sitting.remark(EntryCode(args.code), criterion, args.text)
        return _stands(args, sitting, "cli.marking.remarked")


def note(args: argparse.Namespace) -> Answer:
    """``ballot note``: write a private note; empty takes it away."""
    with _open(args) as sitting:
        sitting.note(EntryCode(args.code), args.text)
        return _stands(args, sitting, "cli.marking.noted")


def later(args: argparse.Namespace) -> Answer:
    """``ballot later``: put an entry off, or no longer."""
    with _open(args) as sitting:
        sitting.later(EntryCode(args.code), not args.undo)
        return _stands(args, sitting, "cli.marking.not_later" if args.undo else "cli.marking.later")


def _stands(args: argparse.Namespace, sitting: Sitting, key: str) -> Answer:
    words, sheet = open_catalogue(args.lang), sitting.sheet(EntryCode(args.code))
    remarks = {criterion or "": text for criterion, text in sheet.remarks.items()}
    data = {"code": args.code, "remarks": remarks, "note": sheet.note, "recusal": sheet.recusal}
    lines = (words.say(key, code=args.code), _standing(sheet.line, words))
    return Answer(lines, {**data, **_line_data(sheet.line)})


def _standing(line: EntryLine, words: Catalogue) -> str:
    total = figure(line.total, 0, words.language)
    return words.say(f"cli.marking.entry.{line.state}", given=line.given, criteria=line.criteria, total=total)


def _line_data(line: EntryLine) -> Mapping[str, Any]:
    return {"state": line.state, "given": line.given, "criteria": line.criteria, "total": number(line.total)}


def history(args: argparse.Namespace) -> Answer:
    """``ballot history``: every act on the score file or on one entry, oldest first; nothing is ever left out."""
    words = open_catalogue(args.lang)
    with _open(args) as sitting:
        acts = sitting.history(EntryCode(args.code) if args.code else None)
        steps = _steps(sitting)
    head = tuple(words.say(f"cli.marking.head.{each}") for each in ("number", "time", "code", "what"))
    rows = [(str(act.number), act.stated_time.replace("T", " "), act.code, _told(act, steps, words)) for act in acts]
    return Answer(table(head, rows, frozenset({0})), {"history": [_act_data(act, steps) for act in acts]})


def _told(act: HistoryLine, steps: Mapping[CriterionId, Fraction], words: Catalogue) -> str:
    facts: dict[str, str | int] = {"criterion": act.criterion, "text": act.text.replace("\n", " / ")}
    facts |= {"word_of": act.word_of, "revision": act.steps or 0}
    if act.criterion in steps:
        step = steps[act.criterion]
        facts |= {"before": _said(act.before, step, words), "mark": _said(act.steps, step, words)}
    if act.kind is HistoryKind.REMARK and not act.criterion:
        return words.say("cli.marking.act.remark_on_all", **facts)
    return words.say(f"cli.marking.act.{act.kind}", **facts)


def _act_data(act: HistoryLine, steps: Mapping[CriterionId, Fraction]) -> Mapping[str, Any]:
    step = steps.get(act.criterion)
    return {
        "number": act.number,
        "stated_time": act.stated_time,
        "kind": act.kind,
        "code": act.code,
        "criterion": act.criterion,
        "before": _text(act.before, step),
        "mark": _text(act.steps, step),
        "revision": act.steps if act.kind is HistoryKind.SEAL else None,
        "text": act.text,
        "word_of": act.word_of,
    }


def rank(args: argparse.Namespace) -> Answer:
    """``ballot rank``: the judge's own ranking of what is marked whole; own ties share places."""
    words = open_catalogue(args.lang)
    with _open(args) as sitting:
        ranking, finished, count = sitting.ranking(), sitting.finished, sitting.count
        decimals = decimals_of_totals(sitting.round.rubric)
    head = tuple(words.say(f"cli.head.{each}") for each in ("place", "code", "title", "total"))
    rows = [(_place(each), each.code, each.title, figure(each.total, decimals, args.lang)) for each in ranking.places]
    lines = [words.say("cli.marking.ranked", ranked=len(rows), finished=finished, count=count)]
    lines += table(head, rows, frozenset({0, 3})) if rows else []
    ends = {"lowest": ranking.lowest, "middle": ranking.middle, "highest": ranking.highest}
    data = {
        "places": [
            {"first": p.first, "last": p.last, "code": p.code, "title": p.title, "total": number(p.total)}
            for p in ranking.places
        ],
        "bars": [{"low": number(low), "high": number(high), "count": many} for low, high, many in ranking.bars],
        **{name: None if value is None else number(value) for name, value in ends.items()},
    }
    return Answer(lines, data)


def _place(place: OwnPlace) -> str:
    return str(place.first) if place.first == place.last else f"{place.first}–{place.last}"


def _steps(sitting: Sitting) -> Mapping[CriterionId, Fraction]:
    return {leaf.id: leaf.step for leaf in judged_leaves(sitting.round.rubric)}


def _said(steps: int | None, step: Fraction, words: Catalogue) -> str:
    return words.say("cli.marking.blank") if steps is None else figure(steps * step, 0, words.language)


def _text(steps: int | None, step: Fraction | None) -> str | None:
    return None if steps is None or step is None else number(steps * step)

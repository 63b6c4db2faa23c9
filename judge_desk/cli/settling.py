"""Commands that settle disagreements and show how a panel marked."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer, table
from judge_desk.cli.terminal import progress_bar
from judge_desk.contest.counting.absence import Effect
from judge_desk.contest.counting.settling import Case
from judge_desk.contest.counting.statistics import JudgeFigures, PanelFigures
from judge_desk.contest.values.decisions import Votes
from judge_desk.contest.values.numbers import OffStep, decimal_text, decimals_of, fraction_text, round_to
from judge_desk.contest.values.problems import BadInput
from judge_desk.desks import settling, settling_papers
from judge_desk.desks.papers.settling_words import (
    COLUMNS,
    agreement_words,
    effect_words,
    judge_cells,
    proposal_words,
    tier_words,
)
from judge_desk.desks.scoring import decimals_of_totals
from judge_desk.desks.settling import Agreed, Settled, Settling
from judge_desk.desks.surroundings import Surroundings
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import mark


def settle(args: argparse.Namespace) -> Answer:
    """``settle``: the list; one case; a record on it; or the papers."""
    folder, around = Path(args.folder), surroundings(progress=progress_bar(args))
    if args.form is not None:
        paths = settling_papers.write_forms(folder, args.round, Path(args.form), around, args.code or "")
        line = open_catalogue(args.lang).say("cli.settle.form", count=len(paths), folder=args.form)
        return Answer((line,), {"forms": [str(path) for path in paths]})
    act = _act(args)
    if act is not None:
        return _recorded(act(folder, around), args)
    found = settling.look_over(folder, args.round, around)
    if args.code:
        return _one(found, settling.find_case(found, args.code), folder, around, args)
    return _list(found, args)


def _act(args: argparse.Namespace) -> Callable[[Path, Surroundings], Settled] | None:
    """Turn the options into the one act they ask for; None to look only."""
    given = (args.dialogue, args.third, args.third_marks, args.mark)
    if all(each is None for each in given):
        return None
    if not args.code:
        raise BadInput("settle.no_code")
    votes = Votes(*args.vote) if args.vote is not None else None
    agreed = Agreed(args.reason, tuple(args.by), votes)
    round_id, code = args.round, args.code
    if args.dialogue is not None:
        return lambda folder, around: settling.record_dialogue(folder, round_id, code, args.dialogue, agreed, around)
    if args.third is not None:
        return lambda folder, around: settling.name_third(folder, round_id, code, args.third, agreed, around)
    if args.third_marks is not None:
        marks, total = tuple(args.third_marks), args.total
        return lambda folder, around: settling.record_third(folder, round_id, code, marks, total, agreed, around)
    return lambda folder, around: settling.set_mark(folder, round_id, code, args.mark, agreed, around)


def _recorded(done: Settled, args: argparse.Namespace) -> Answer:
    say, case = open_catalogue(args.lang).say, done.case
    what, step = say(f"decision.{done.decided.decision.kind}"), say(f"settle.step.{case.step}")
    line = say("cli.settle.done", number=done.decided.number, what=what, code=case.code, step=step)
    return Answer((line,), {"number": done.decided.number, "case": _case_data(case)}, done.findings)


def _list(found: Settling, args: argparse.Namespace) -> Answer:
    say = open_catalogue(args.lang).say
    standing = found.standing
    left = len(found.open)
    lines = [f"{standing.definition.short_title} · {standing.round.title}"]
    if not found.cases:
        lines.append(say("cli.settle.none"))
    else:
        lines.append(say("cli.settle.count", open=left, done=len(found.cases) - left))
        head = tuple(say(f"cli.settle_head.{key}") for key in ("code", "size", "step", "marks", "official", "title"))
        lines += table(head, [_row(found, case, args.lang) for case in found.cases], frozenset({1, 4}))
    data = {"open": left, "cases": [_case_data(case, found) for case in found.cases]}
    return Answer(lines, data, found.questions, exit_code=0)


def _row(found: Settling, case: Case, lang: str) -> tuple[str, ...]:
    round_ = found.standing.round
    decimals, score = decimals_of_totals(round_.rubric), case.score
    marks = "; ".join(mark(each.total, decimals, lang) for each in case.first)
    official = "" if score.official is None else mark(score.official, round_.score.decimals, lang)
    step = open_catalogue(lang).say(f"settle.step.{case.step}")
    return case.code, mark(case.size, decimals, lang), step, marks, official, found.titles.get(case.code, "")[:60]


def _one(found: Settling, case: Case, folder: Path, around: Surroundings, args: argparse.Namespace) -> Answer:
    say, round_ = open_catalogue(args.lang).say, found.standing.round
    decimals = decimals_of_totals(round_.rubric)
    tier, step = tier_words(case, round_, args.lang), say(f"settle.step.{case.step}")
    lines = [say("cli.settle.detail", code=case.code, tier=tier, step=step)]
    head = [say("stats.head.seat"), *(leaf.id for leaf in case.columns), "Σ"]
    rows = [
        [str(each.seat), *(mark(value, 0, args.lang) for value in each.marks), mark(each.total, decimals, args.lang)]
        for each in case.first
    ]
    lines += table(head, rows, frozenset(range(len(head))))
    if case.apart:
        by = mark(case.apart_by, decimals, args.lang)
        lines.append(say("cli.settle.apart", criteria=", ".join(case.apart), by=by))
    lines += proposal_words(case, round_, args.lang)
    free = found.free.get(case.code)
    if free is not None:
        judges = ", ".join(f"{each.id} {each.name}" for each in free)
        lines.append(say("cli.settle.free", judges=judges) if free else say("cli.settle.nobody"))
    missing = settling.absence(folder, args.round, around, case.code)
    lines += [effect_words(each, args.lang) for each in missing]
    data = {"case": _case_data(case, found), "absence": [_effect_data(each) for each in missing]}
    return Answer(lines, data, case.score.questions, exit_code=0)


def _exact(value: Fraction | None) -> str | None:
    """Write a value with a decimal point where that is exact, else as a fraction."""
    if value is None:
        return None
    try:
        return decimal_text(value, decimals_of(value))
    except OffStep:
        return fraction_text(value)


def _case_data(case: Case, found: Settling | None = None) -> dict[str, Any]:
    third = case.third
    data: dict[str, Any] = {
        "code": case.code,
        "tier": case.tier,
        "size": _exact(case.size),
        "step": case.step.value,
        "marks": [
            {
                "seat": each.seat,
                "total": _exact(each.total),
                "marks": list(map(_exact, each.marks)),
                "out": each.left_out,
            }
            for each in case.first
        ],
        "apart": list(case.apart),
        "apart_by": _exact(case.apart_by),
        "dialogue": case.dialogue.number if case.dialogue is not None else None,
        "third": None if third is None else {"judge": third.judge, "name": third.name, "total": _exact(third.total)},
        "proposals": {each.key: _exact(each.mark) for each in case.proposals},
        "official": _exact(case.score.official),
        "decision": case.score.decision,
        "stale": list(case.stale),
    }
    if found is not None and case.code in found.free:
        data["free"] = [each.id for each in found.free[case.code]]
    return data


def _effect_data(each: Effect) -> dict[str, Any]:
    places = [place.number if place is not None else None for place in (each.place, each.without)]
    pair = {"code": each.code, "seat": each.seat, "recused": each.recused}
    return {**pair, "place": places[0], "without": places[1], "moves": each.moves}


def stats(args: argparse.Namespace) -> Answer:
    """``stats``: how strict, how wide, how alike the judges marked; one sentence for each figure."""
    folder, around = Path(args.folder), surroundings(progress=progress_bar(args))
    say = open_catalogue(args.lang).say
    report = settling.panel_report(folder, args.round, around)
    decimals = decimals_of_totals(report.standing.round.rubric)
    rows = [judge_cells(each, report.names.name(each.seat), decimals, args.lang) for each in report.figures.judges]
    lines = [f"{report.standing.definition.short_title} · {report.standing.round.title}"]
    lines += table(tuple(say(f"stats.head.{key}") for key in COLUMNS), rows, frozenset({0, *range(2, len(COLUMNS))}))
    lines += [say("stats.severity"), say("stats.correlation"), *agreement_words(report.figures, args.lang)]
    missing = settling.absence(folder, args.round, around) if args.absence else ()
    lines += [*(effect_words(each, args.lang) for each in missing), say("stats.never")]
    data = _figures_data(report.figures)
    if args.to is not None:
        data["paper"] = str(settling_papers.write_panel_paper(folder, args.round, Path(args.to), around))
        lines.append(say("cli.settle.panel_paper", path=data["paper"]))
    if args.absence:
        data["absence"] = [_effect_data(each) for each in missing]
    return Answer(lines, data)


def _figures_data(figures: PanelFigures) -> dict[str, Any]:
    """Give the figures: exact ones as fractions, roots and probabilities as decimals of six places."""
    w, icc, one = figures.concordance, figures.agreement, figures.one_way
    return {
        "entries": figures.entries,
        "common": figures.common,
        "judges": [_judge_data(each) for each in figures.judges],
        "kendall": {
            "w": _exact(w.w),
            "entries": w.entries,
            "judges": w.judges,
            "chi_square": _exact(w.chi_square),
            "freedom": w.freedom,
            "probability": _root(w.probability),
            "reason": w.reason,
        },
        "icc": {
            "1,1": _exact(icc.icc_1_1),
            "1,k": _exact(icc.icc_1_k),
            "2,1": _exact(icc.icc_2_1),
            "2,k": _exact(icc.icc_2_k),
            "3,1": _exact(icc.icc_3_1),
            "3,k": _exact(icc.icc_3_k),
            "reason": icc.reason,
        },
        "one_way": {"icc": _exact(one.icc), "entries": one.entries, "marks": one.marks},
    }


def _root(value: Fraction | None) -> str | None:
    return None if value is None else decimal_text(round_to(value, 6), 6)


def _judge_data(each: JudgeFigures) -> dict[str, Any]:
    return {
        "seat": each.seat,
        "entries": each.entries,
        "shared": each.shared,
        "mean": _exact(each.mean),
        "lowest": _exact(each.lowest),
        "highest": _exact(each.highest),
        "deviation": _root(each.deviation),
        "severity": _exact(each.severity),
        "correlation": _root(each.correlation),
    }

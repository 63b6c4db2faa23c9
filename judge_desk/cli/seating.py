"""Commands on lots and seats: the draw, its record, a seat to another judge, trial marking."""

from __future__ import annotations

import argparse
from fractions import Fraction
from pathlib import Path
from typing import Any

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer, table
from judge_desk.contest.counting.trial import Spread
from judge_desk.contest.values.problems import stops
from judge_desk.desks import calibrating, drawing, replacing
from judge_desk.desks import lots as lots_desk
from judge_desk.desks.calibrating import Trial
from judge_desk.desks.drawing import Circumstances
from judge_desk.desks.replacing import Handover, Replaced, Replacement
from judge_desk.wording.catalogue import Catalogue, open_catalogue
from judge_desk.wording.figures import date_short, exact, shortest


def assign(args: argparse.Namespace) -> Answer:
    """``assign``: draw codes and who marks what, repeatable from the seed."""
    say = open_catalogue(args.lang).say
    folder, around = Path(args.folder), surroundings()
    if args.plan_only:
        drawn = drawing.plan_draw(folder, args.round, around, seed=args.seed)
    else:
        how = Circumstances(tuple(args.witness), args.reason)
        drawn = drawing.assign(folder, args.round, around, seed=args.seed, how=how)
    key = "cli.assign.not_drawn" if stops(drawn.findings) else "cli.assign.drawn"
    key = "cli.assign.planned" if args.plan_only else key
    lines = [say(key, entries=drawn.entries, pairs=drawn.pairs, excluded=drawn.excluded)]
    if drawn.seed:
        lines.append(say("cli.assign.seed", seed=drawn.seed))
    head = (say("cli.head.seat"), say("cli.head.judge"), say("cli.head.load"))
    lines += table(head, [(str(s), name, str(load)) for s, name, load in drawn.loads], frozenset({0, 2}))
    data = {
        "seed": drawn.seed,
        "number": drawn.number,
        "kept": drawn.kept,
        "entries": drawn.entries,
        "pairs": drawn.pairs,
        "excluded": drawn.excluded,
        "loads": [{"seat": s, "name": name, "load": load} for s, name, load in drawn.loads],
    }
    return Answer(lines, data, drawn.findings)


def replace(args: argparse.Namespace) -> Answer:
    """``panel replace``: a decision gives a seat to another judge; a further package version seats him."""
    catalogue = open_catalogue(args.lang)
    asked = Replacement(args.round, args.seat, args.judge, args.reason or "", tuple(args.by))
    folder, around = Path(args.folder), surroundings()
    if args.plan_only:
        return _handover(replacing.plan_replacement(folder, asked, around), catalogue)
    done = replacing.replace_judge(folder, asked, around)
    if isinstance(done, Handover):
        return _handover(done, catalogue)
    return _replaced(done, catalogue)


def _handover(handover: Handover, catalogue: Catalogue) -> Answer:
    return Answer(_handover_lines(handover, catalogue), _handover_data(handover), handover.findings)


def _replaced(done: Replaced, catalogue: Catalogue) -> Answer:
    lines = (
        catalogue.say("cli.replace.done", number=done.number, version=done.version),
        *_handover_lines(done.handover, catalogue),
        catalogue.say("cli.issue.letters", folder=str(done.letters)),
    )
    data = {"number": done.number, "version": done.version, "letters": str(done.letters)}
    return Answer(lines, {**data, **_handover_data(done.handover)}, done.handover.findings)


def _handover_lines(handover: Handover, catalogue: Catalogue) -> list[str]:
    say = catalogue.say
    lines = [
        say("seating.handover", seat=handover.seat, before=handover.before, taker=handover.taker,
            entries=handover.entries, avoided=handover.avoided)
    ]  # fmt: skip
    lines += [say("seating.no_longer", codes=", ".join(handover.lost))] if handover.lost else []
    lines += [say("seating.in_addition", codes=", ".join(handover.gained))] if handover.gained else []
    lines += [say("seating.code_avoided", code=code, reason=say(f"avoid.{key}")) for code, key in handover.excluded]
    return lines


def _handover_data(handover: Handover) -> dict[str, Any]:
    return {
        "seat": handover.seat,
        "before": handover.before,
        "after": handover.taker,
        "entries": handover.entries,
        "lost": list(handover.lost),
        "gained": list(handover.gained),
        "avoided": handover.avoided,
        "excluded": [{"code": code, "reason": key} for code, key in handover.excluded],
        "ballots": handover.ballots,
    }


def lots(args: argparse.Namespace) -> Answer:
    """``panel lots``: every draw of a round; with a folder, the record of one."""
    say = open_catalogue(args.lang).say
    folder, around = Path(args.folder), surroundings()
    history = lots_desk.lots_of(folder, args.round, around)
    lines = [
        say("seating.draw_line", number=each.number, day=date_short(each.stated_time, args.lang),
            time=each.stated_time[11:16], seed=each.seed, entries=each.entries, seats=each.seats)
        for each in history.draws
    ]  # fmt: skip
    data: dict[str, Any] = {
        "draws": [
            {"number": e.number, "time": e.stated_time, "seed": e.seed, "witnesses": list(e.witnesses),
             "reason": e.reason, "operator": e.operator, "entries": e.entries, "seats": e.seats}
            for e in history.draws
        ],
        "issued": history.issued,
    }  # fmt: skip
    if args.to is not None:
        path = lots_desk.write_record(folder, args.round, Path(args.to), around, args.number)
        lines.append(say("cli.lots.record", path=str(path)))
        data["record"] = str(path)
    return Answer(lines or [say("seating.draw_none")], data)


def trial_sheets(args: argparse.Namespace) -> Answer:
    """``calibrate sheets``: one trial sheet for each seat."""
    say = open_catalogue(args.lang).say
    made = calibrating.write_sheets(Path(args.folder), args.round, args.codes, Path(args.to), surroundings(), args.lang)
    line = say("cli.trial.sheets", number=made.number, count=len(made.files), folder=str(made.folder))
    data = {
        "number": made.number,
        "folder": str(made.folder),
        "files": [path.name for path in made.files],
        "codes": list(made.codes),
    }
    return Answer((line,), data)


def trial_show(args: argparse.Namespace) -> Answer:
    """``calibrate show``: how far the judges part, entry by entry."""
    catalogue = open_catalogue(args.lang)
    sheets = [Path(each) for each in args.sheets]
    trial = calibrating.show_sheets(Path(args.folder), args.round, sheets, surroundings(), keep=not args.look_only)
    lines = [line for spread in trial.spreads for line in _spread_lines(spread.code, trial, catalogue)]
    if trial.missing:
        seats = ", ".join(f"{seat} ({name})" for seat, name in trial.missing)
        lines.append(catalogue.say("cli.trial.missing", seats=seats))
    if trial.paper is not None:
        lines.append(catalogue.say("cli.trial.paper", path=str(trial.paper)))
    return Answer(lines, _trial_data(trial), trial.findings)


def _spread_lines(code: str, trial: Trial, catalogue: Catalogue) -> list[str]:
    say = catalogue.say
    spread = next(each for each in trial.spreads if each.code == code)
    head = tuple(say(f"trial.head.{key}") for key in ("criterion", "least", "most", "mean", "distance"))
    rows = [(f"{leaf.id}. {leaf.title}", *_values(each, catalogue.language)) for leaf, each in spread.criteria]
    if spread.total is not None:
        rows.append((say("trial.total"), *_values(spread.total, catalogue.language)))
    return [say("trial.entry", code=code), *table(head, rows, frozenset({1, 2, 3, 4})), ""]


def _values(spread: Spread, language: str) -> tuple[str, ...]:
    return tuple(exact(each, language) for each in (spread.least, spread.most, spread.mean, spread.distance))


def _trial_data(trial: Trial) -> dict[str, Any]:
    return {
        "number": trial.number,
        "paper": str(trial.paper) if trial.paper is not None else "",
        "missing": [seat for seat, _ in trial.missing],
        "entries": [
            {
                "code": spread.code,
                "criteria": [{"criterion": leaf.id, **_spread_data(each)} for leaf, each in spread.criteria],
                "total": _spread_data(spread.total) if spread.total is not None else None,
            }
            for spread in trial.spreads
        ],
    }


def _spread_data(spread: Spread) -> dict[str, Any]:
    return {
        "marks": {str(seat): _exact(value) for seat, value in spread.marks},
        "least": _exact(spread.least),
        "most": _exact(spread.most),
        "mean": str(spread.mean),
        "distance": _exact(spread.distance),
    }


def _exact(value: Fraction) -> str:
    return shortest(value, "en")

"""Commands for safety: copies, going back to one, and a look over the machine."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from judge_desk.bootstrap import surroundings
from judge_desk.cli.log import act_data
from judge_desk.cli.output import Answer, table
from judge_desk.cli.terminal import progress_bar
from judge_desk.contest.values.problems import Severity
from judge_desk.desks import damage, going_back, safekeeping
from judge_desk.desks.doctor import doctor as look_over
from judge_desk.desks.going_back import Preview, Safety
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import file_size, moment


def backup(args: argparse.Namespace) -> Answer:
    """``backup``: a verified copy of the contest's file."""
    say = open_catalogue(args.lang).say
    folder, around = Path(args.folder), surroundings()
    name = safekeeping.backup(folder, around)
    lines, data = [say("cli.backup.done", name=name)], {"copy": name}
    if args.to:
        file = safekeeping.copy_out(folder, name, Path(args.to), around)
        lines.append(say("cli.backup.out", file=str(file)))
        data["file"] = str(file)
    return Answer(lines, data)


def restore(args: argparse.Namespace) -> Answer:
    """``restore``: list copies and merges, say what going back would change, or go back; nothing is deleted."""
    say, folder, around = open_catalogue(args.lang).say, Path(args.folder), surroundings(args.operator)
    if args.copy is None and args.before_merge is None:
        return _copies(going_back.look_at_copies(folder, args.lang, around), args)
    if args.preview:
        name = args.copy or going_back.merge_of(folder, args.before_merge).backup
        return _preview(going_back.preview(folder, name, args.lang, around), args)
    if args.before_merge is not None:
        name = going_back.merge_of(folder, args.before_merge).backup
        back = going_back.undo_merge(folder, args.before_merge, args.reason, args.operator, around)
        line = say("cli.restore.merge_undone", number=args.before_merge, name=name, kept=back.kept)
        return Answer((line,), {"merge": args.before_merge, "restored": name, "kept": back.kept}, back.findings)
    back = going_back.go_back(folder, args.copy, around, args.reason)
    line = say("cli.backup.restored", name=args.copy, kept=back.kept)
    return Answer((line,), {"restored": args.copy, "kept": back.kept}, back.findings)


def _copies(found: Safety, args: argparse.Namespace) -> Answer:
    say = open_catalogue(args.lang).say
    lines = [say("cli.restore.head", count=len(found.copies), merges=len(found.merges))]
    head = tuple(say(f"cli.restore.{key}") for key in ("copy_name", "why", "acts", "ballots", "size"))
    rows = [
        (c.name, c.why, *((str(c.facts.acts), str(c.facts.ballots)) if c.facts else ("–", "–")), _size(c.size, args))
        for c in found.copies
    ]
    lines += table(head, rows, frozenset({2, 3, 4})) if rows else []
    for merge in found.merges:
        when, where, why = moment(merge.time, args.lang), merge.round_title, merge.reason
        lines.append(
            say("cli.restore.merge", number=merge.number, round=where, when=when, who=merge.operator, reason=why)
        )
    merges = [
        {"number": m.number, "round": m.round, "time": m.time, "operator": m.operator, "backup": m.backup}
        for m in found.merges
    ]
    problems = tuple(replace(c.problem, severity=Severity.ASK) for c in found.copies if c.problem is not None)
    return Answer(lines, {"copies": [each.name for each in found.copies], "merges": merges}, problems)


def _size(size: int, args: argparse.Namespace) -> str:
    return file_size(size, args.lang)


def _preview(seen: Preview, args: argparse.Namespace) -> Answer:
    say = open_catalogue(args.lang).say
    facts = {"when": moment(seen.copy.time, args.lang), "why": seen.copy.why}
    lines = [say("cli.restore.preview", undone=len(seen.undone), returning=len(seen.returning), **facts)]
    for key, acts in (("undone", seen.undone), ("returning", seen.returning)):
        lines += [say(f"cli.restore.{key}"), *(f"  {each.number}. {each.told}" for each in acts)] if acts else []
    data = {"copy": seen.copy.name, "undone": act_data(seen.undone), "returning": act_data(seen.returning)}
    return Answer(lines, data, seen.findings)


def doctor(args: argparse.Namespace) -> Answer:
    """``doctor``: what this machine has, whether a contest folder or score file is sound, and saving a damaged one."""
    say, place = open_catalogue(args.lang).say, Path(args.folder) if args.folder else None
    around = surroundings(progress=progress_bar(args))
    if args.save and place is not None:
        saved = damage.save(place, around)
        outlook, kept = saved.outlook, str(saved.kept)
        counts = {"copied": outlook.copied, "proven": outlook.proven, "lost": outlook.lost}
        told = (say("cli.doctor.saved", kept=kept, **counts),)
        return Answer(told, {**counts, "copy": outlook.copy, "kept": kept}, saved.findings)
    report = look_over(place, around)
    rows = [(say(f"doctor.{name}"), value) for name, value in report.facts]
    head = (say("cli.head.what"), say("cli.head.found"))
    return Answer(table(head, rows), {"facts": dict(report.facts), "can_save": report.can_save}, report.findings)

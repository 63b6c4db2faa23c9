"""Commands that edit, compare and change the rules of a contest."""

from __future__ import annotations

import argparse
from pathlib import Path

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer
from judge_desk.contest.values.problems import BadInput
from judge_desk.desks.rules import drafts, versions
from judge_desk.desks.rules.drafts import Draft
from judge_desk.desks.rules.versions import Comparison
from judge_desk.desks.rules.words import difference_words
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import moment


def edit(args: argparse.Namespace) -> Answer:
    """``contest set``: change one thing in a definition file."""
    say = open_catalogue(args.lang).say
    draft = drafts.open_draft(args.file)
    after = _edited(args, draft)
    target, former = drafts.save(draft, after, Path(args.file), Path(args.to) if args.to is not None else None)
    comparison = versions.compared(draft.content, after.content, ())
    faults = drafts.look_over(after).findings
    lines = [say("cli.rules.set_many", file=target.name, count=len(comparison.points))]
    lines += [f"  {line}" for line in difference_lines(comparison, args.lang)]
    lines += [say("cli.rules.former", file=former.name)] if former is not None else []
    lines += [say("cli.rules.faults", count=len(faults))] if faults else []
    data = {"file": str(target), "changes": difference_data(comparison, args.lang)}
    return Answer(lines, data, faults, exit_code=0)


def _edited(args: argparse.Namespace, draft: Draft) -> Draft:
    if args.unset or args.remove:
        return drafts.remove(draft, args.key)
    if args.add is not None:
        return drafts.add_value(draft, args.key, drafts.value_of(args.add))
    if args.move is not None:
        return drafts.move(draft, args.key, args.move)
    if args.into is not None:
        place = drafts.criterion_at(args.key)
        if place is None:
            raise BadInput("rules.no_such_key", where=args.key)
        return drafts.nest(draft, *place, args.into, args.before)
    if args.rename is not None:
        return drafts.rename(draft, args.key, args.rename)
    if args.leave_open is not None:
        return drafts.leave_open(draft, args.key, args.leave_open, args.source)
    if args.value is None:
        raise BadInput("rules.not_a_value", written="")
    return drafts.put(draft, args.key, drafts.value_of(args.value))


def diff(args: argparse.Namespace) -> Answer:
    """``contest diff``: what parts two definitions."""
    say = open_catalogue(args.lang).say
    comparison = versions.compare(args.before, args.after)
    if not comparison.points:
        same = drafts.open_draft(args.before).content == drafts.open_draft(args.after).content
        return Answer((say("cli.rules.same" if same else "cli.rules.spelling"),), {"changes": []})
    lines = [say("cli.rules.differs", count=len(comparison.points)), *difference_lines(comparison, args.lang)]
    return Answer(lines, {"changes": difference_data(comparison, args.lang)})


def amend(args: argparse.Namespace) -> Answer:
    """``contest amend``: put a further version of the rules in force, or say what it would do."""
    say = open_catalogue(args.lang).say
    folder, draft = Path(args.folder), drafts.open_draft(args.file)
    if args.plan_only:
        done = versions.foresee(folder, draft, surroundings())
    else:
        done = versions.amend(folder, draft, surroundings(), args.reason, tuple(args.by))
    lines = [say("cli.rules.differs", count=len(done.comparison.points))]
    lines += [f"  {line}" for line in difference_lines(done.comparison, args.lang)]
    if not args.plan_only:
        lines.append(say("cli.rules.amended", version=done.summary.version, hash=done.summary.short_hash))
        lines += [say("cli.rules.decision", number=done.number)] if done.number else []
    data = {
        "version": done.summary.version,
        "hash": done.summary.digest,
        "decision": done.number,
        "changes": difference_data(done.comparison, args.lang),
    }
    return Answer(lines, data, tuple(done.touched))


def versions_of(args: argparse.Namespace) -> Answer:
    """``contest versions``: every version that a contest has had."""
    say = open_catalogue(args.lang).say
    found = versions.versions_of(Path(args.folder), surroundings())
    lines = [
        say(
            "cli.rules.version", version=each.version, hash=each.digest[:8], actor=each.actor, reason=each.reason,
            time=moment(each.stated_time, args.lang),
        ).rstrip()
        for each in found
    ]  # fmt: skip
    data = [
        {"version": each.version, "hash": each.digest, "file": each.name, "by": each.actor, "time": each.stated_time,
         "reason": each.reason}
        for each in found
    ]  # fmt: skip
    return Answer(lines, {"versions": data})


def difference_lines(comparison: Comparison, lang: str) -> list[str]:
    """Say every point in which two definitions differ, one line each."""
    catalogue = open_catalogue(lang)
    lines = []
    for point in comparison.points:
        place, before, after = difference_words(point, comparison.before, comparison.after, catalogue)
        lines.append(catalogue.say(f"cli.rules.{point.how}", place=place, before=before, after=after))
    return lines


def difference_data(comparison: Comparison, lang: str) -> list[dict[str, str]]:
    """Give every point in which two definitions differ as JSON values."""
    catalogue = open_catalogue(lang)
    found = []
    for point in comparison.points:
        place, before, after = difference_words(point, comparison.before, comparison.after, catalogue)
        found.append({"key": point.key, "how": point.how.value, "place": place, "before": before, "after": after})
    return found

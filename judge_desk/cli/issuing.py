"""Commands that issue packages and check them."""

from __future__ import annotations

import argparse
from pathlib import Path

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer, table
from judge_desk.cli.terminal import progress_bar
from judge_desk.contest.values.problems import stops
from judge_desk.desks import issuing, opening, sitting_down, target_checking
from judge_desk.desks.target_checking import TargetCheck
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import code_groups, file_size, moment


def issue(args: argparse.Namespace) -> Answer:
    """``issue``: write the package and the letters; or only say whether the target takes them."""
    say = open_catalogue(args.lang).say
    around = surroundings(progress=progress_bar(args))
    if args.check_target:
        return _target(args, target_checking.check_target(Path(args.folder), args.round, Path(args.to), around))
    issued = issuing.issue(Path(args.folder), args.round, Path(args.to), around)
    lines = (
        say("cli.issue.done", folder=str(issued.package), version=issued.version, files=issued.files),
        say("cli.issue.code", code=code_groups(issued.code)),
        say("cli.issue.letters", folder=str(issued.letters)),
    )
    data = {
        "package": str(issued.package),
        "version": issued.version,
        "digest": issued.digest,
        "code": issued.code,
        "letters": str(issued.letters),
        "files": issued.files,
    }
    return Answer(lines, data, issued.findings)


def _target(args: argparse.Namespace, found: TargetCheck) -> Answer:
    say = open_catalogue(args.lang).say
    sizes = {"free": found.free, "size": found.size, "needed": found.needed, "speed": found.speed}
    shown = {name: file_size(each, args.lang) for name, each in sizes.items()}
    key = "cli.issue.target_refused" if stops(found.findings) else "cli.issue.target_fits"
    lines = [
        say(key, version=found.version, files=found.files, folder=str(found.package), **shown),
        say("cli.issue.target_disk", place=say(f"place.{found.place}"), system=found.system or "–", **shown),
    ]
    if found.kept:
        lines.append(say("cli.issue.target_kept", count=found.kept, **shown))
    if found.speed:
        lines.append(say("cli.issue.target_speed", minutes=-(-found.seconds // 60), **shown))
    data = {
        **sizes,
        "package": str(found.package),
        "version": found.version,
        "files": found.files,
        "kept": found.kept,
        "place": found.place.value,
        "system": found.system,
    }
    return Answer(lines, data, (*found.changes, *found.findings))


def wall(args: argparse.Namespace) -> Answer:
    """``package wall``: the page with the code for the wall of the room."""
    path = issuing.save_wall_code(Path(args.folder), args.round, Path(args.to), surroundings())
    return Answer((open_catalogue(args.lang).say("cli.package.wall", file=str(path)),), {"file": str(path)})


def sticks(args: argparse.Namespace) -> Answer:
    """``package sticks``: the newest package, what a further one would change, and which sticks were written."""
    say = open_catalogue(args.lang).say
    seen = issuing.look_at_issue(Path(args.folder), args.round, surroundings())
    lines = [say("cli.package.newest" if seen.version else "cli.package.none", version=seen.version)]
    lines += [say("cli.issue.code", code=code_groups(seen.code))] if seen.code else []
    head = tuple(say(f"cli.head.{key}") for key in ("when", "who", "stick", "version", "files"))
    rows = [(moment(h.time, args.lang), h.who, h.place, str(h.version), str(h.files)) for h in seen.handed]
    lines += table(head, rows, frozenset({3, 4})) if rows else []
    handed = [
        {"time": h.time, "who": h.who, "place": h.place, "version": h.version, "digest": h.digest, "files": h.files}
        for h in seen.handed
    ]
    data = {"version": seen.version, "next": seen.next_version, "code": seen.code, "handed": handed}
    return Answer(lines, data, seen.changes)


def check(args: argparse.Namespace) -> Answer:
    """``package check``: every file against the manifest."""
    say = open_catalogue(args.lang).say
    checked = issuing.check_package(Path(args.folder), surroundings(progress=progress_bar(args)))
    key = "cli.package.sound" if not checked.findings else "cli.package.faulty"
    lines = [say(key, files=checked.files, count=len(checked.findings))]
    if checked.code:
        lines.append(say("cli.issue.code", code=code_groups(checked.code)))
    return Answer(lines, {"code": checked.code, "files": checked.files, "digest": checked.digest}, checked.findings)


def copy(args: argparse.Namespace) -> Answer:
    """``package copy``: bring a package onto this machine, every file checked on the way."""
    say = open_catalogue(args.lang).say
    around = surroundings(progress=progress_bar(args))
    offer = opening.look_into(Path(args.folder), around)
    taken = sitting_down.bring(offer, around)
    lines = (
        say("cli.package.copied", folder=str(taken.folder), files=offer.files, count=len(taken.findings)),
        say("cli.issue.code", code=code_groups(offer.code)),
    )
    data = {"folder": str(taken.folder), "files": offer.files, "code": offer.code, "digest": offer.digest}
    return Answer(lines, data, taken.findings)

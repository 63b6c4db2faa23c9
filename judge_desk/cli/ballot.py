"""Commands of the judge's side: seal, reopen, rescue, check."""

from __future__ import annotations

import argparse
from pathlib import Path

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer
from judge_desk.desks import handing_over, rescuing, sealing
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import code_groups


def seal(args: argparse.Namespace) -> Answer:
    """``ballot seal``: a new ballot file, flushed, read back, and only then safe."""
    say = open_catalogue(args.lang).say
    sealed = sealing.seal(Path(args.file), Path(args.to), surroundings(), partial_reason=args.partial or "")
    lines = (
        say("cli.ballot.sealed", file=str(sealed.file), revision=sealed.revision),
        say("cli.ballot.code", code=code_groups(sealed.code)),
        say("cli.ballot.sheet_to_sign", file=str(sealed.sheet)),
        say("cli.ballot.safe"),
    )
    data = {
        "file": str(sealed.file),
        "sheet": str(sealed.sheet),
        "code": sealed.code,
        "digest": sealed.digest,
        "revision": sealed.revision,
    }
    return Answer(lines, data, sealed.findings)


def export(args: argparse.Namespace) -> Answer:
    """``ballot export``: a sealed ballot once more, the same bytes; the newest unless one is named."""
    say = open_catalogue(args.lang).say
    file, target = Path(args.file), Path(args.to)
    if args.open:
        word = (args.reason or "", args.word_of or "")
        sealed = sealing.export_open(file, target, *word, surroundings(), args.revision)
    else:
        sealed = sealing.export(file, target, args.revision, surroundings())
    lines = (
        say("cli.ballot.exported", file=str(sealed.file), revision=sealed.revision),
        *((say("cli.ballot.opened_export"),) if args.open else ()),
        say("cli.ballot.code", code=code_groups(sealed.code)),
        say("cli.ballot.safe"),
    )
    data = {"file": str(sealed.file), "sheet": str(sealed.sheet), "code": sealed.code, "digest": sealed.digest}
    return Answer(lines, data, sealed.findings)


def receipt(args: argparse.Namespace) -> Answer:
    """``ballot receipt``: one page for the secretary to sign."""
    say = open_catalogue(args.lang).say
    path = handing_over.write_receipt(handing_over.newest(Path(args.file)), Path(args.to))
    return Answer((say("cli.ballot.receipt", file=str(path)),), {"receipt": str(path)})


def reopen(args: argparse.Namespace) -> Answer:
    """``ballot reopen``: on the secretary's word; the first sealing stays."""
    say = open_catalogue(args.lang).say
    revision = sealing.reopen(Path(args.file), args.reason, args.word_of, surroundings())
    return Answer((say("cli.ballot.reopened", revision=revision),), {"revision": revision})


def rescue(args: argparse.Namespace) -> Answer:
    """``ballot rescue``: a damaged score file from its copies and from what it still proves."""
    say = open_catalogue(args.lang).say
    won = rescuing.rescue(Path(args.file), surroundings())
    facts = {"copied": won.copied, "proven": won.proven, "lost": won.lost}
    lines = (say("cli.ballot.rescued", file=str(won.path), kept=won.kept.name, **facts),)
    return Answer(lines, {"file": str(won.path), "kept": str(won.kept), **facts})


def check(args: argparse.Namespace) -> Answer:
    """``ballot check``: form, signature and code of a sealed ballot by itself."""
    say = open_catalogue(args.lang).say
    checked = sealing.check(Path(args.file))
    lines = (
        say("cli.ballot.closed", name=checked.name, seat=checked.seat, revision=checked.revision)
        if checked.closed
        else say(
            "cli.ballot.sound", name=checked.name, seat=checked.seat, revision=checked.revision, lines=checked.lines
        ),
        say("cli.ballot.code", code=code_groups(checked.code)),
    )
    data = {
        "contest": checked.contest,
        "round": checked.round,
        "seat": checked.seat,
        "name": checked.name,
        "revision": checked.revision,
        "lines": None if checked.closed else checked.lines,
        "closed": checked.closed,
        "code": checked.code,
        "digest": checked.digest,
    }
    return Answer(lines, data, checked.findings)

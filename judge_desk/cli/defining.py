"""Commands on definitions; nothing of a contest folder is loaded for them."""

from __future__ import annotations

import argparse
from pathlib import Path

from judge_desk.cli.output import Answer, table
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.desks import defining
from judge_desk.wording.catalogue import open_catalogue


def list_definitions(args: argparse.Namespace) -> Answer:
    """``contest list``: the rules to start from, by kind, and what is lacking."""
    say = open_catalogue(args.lang).say
    found = defining.gallery()
    head = tuple(say(f"cli.head.{key}") for key in ("kind", "id", "version", "hash", "title"))
    rows = [
        (say(f"gallery.kind.{each.kind}"), each.summary.id, str(each.summary.version), each.summary.short_hash, title)
        for each in found.items
        if (title := each.summary.title)
    ]
    lines = table(head, rows)
    lines += ["", *(f"{each.summary.id}: {gallery_words(each, args.lang)}" for each in found.items)]
    lines += ["", say("gallery.lacking", count=len(found.lacking))]
    lines += [f"  {each.name}: {each.reason}." for each in found.lacking]
    data = [definition_data(each.summary) | {"kind": each.kind.value, "from": each.source} for each in found.items]
    lacking = [{"name": each.name, "reason": each.reason} for each in found.lacking]
    return Answer(lines, {"definitions": data, "lacking": lacking})


def gallery_words(item: defining.GalleryItem, lang: str) -> str:
    """Say in one line where rules come from and what is open in them."""
    say = open_catalogue(lang).say
    key = "gallery.line_sample" if item.summary.sample else "gallery.line"
    return say(key, source=item.source, count=len(item.summary.open))


def definition_data(summary: defining.DefinitionSummary) -> dict[str, object]:
    """Give a definition in short as JSON values."""
    return {
        "id": summary.id,
        "version": summary.version,
        "hash": summary.digest,
        "title": summary.title,
        "rounds": list(summary.rounds),
        "reviews": list(summary.reviews),
        "undecided": [point_data(each) for each in summary.open],
        "sample": summary.sample,
    }


def check(args: argparse.Namespace) -> Answer:
    """``contest check``: every fault of a definition at once."""
    say = open_catalogue(args.lang).say
    summary, findings = defining.check_definition(Path(args.file))
    if summary is None:
        return Answer((say("cli.contest.faults", count=len(findings)),), {"definition": None}, findings)
    lines = [say("cli.contest.sound", id=summary.id, version=summary.version, hash=summary.short_hash)]
    lines += open_points(args.lang, summary)
    return Answer(lines, {"definition": definition_data(summary)}, findings)


def open_points(lang: str, summary: defining.DefinitionSummary) -> list[str]:
    """List the points that a definition leaves open, one line each."""
    say = open_catalogue(lang).say
    if not summary.open:
        return []
    lines = [say("cli.contest.open_points", count=len(summary.open))]
    for point in summary.open:
        lines.append(f"  {point.code or '-'}  {point.question} [{point.key}] - {point.source}")
        lines += choice_lines(point, lang)
    return lines


def choice_lines(point: Undecided, lang: str) -> list[str]:
    """List the answers that an open point offers, each with the value that stands for it."""
    say = open_catalogue(lang).say
    return ["      " + say("cli.contest.choice", title=each.title, value=each.value) for each in point.choices]


def point_data(point: Undecided) -> dict[str, object]:
    """Give an open point with its answers as JSON values."""
    choices = [{"title": each.title, "value": each.value} for each in point.choices]
    about = {"key": point.key, "code": point.code, "question": point.question, "source": point.source}
    return {**about, "choices": choices}

"""Commands of the publicity folder: who got a prize, what is confirmed of them, the pages."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer, table
from judge_desk.cli.terminal import progress_bar
from judge_desk.contest.values.problems import Unreadable
from judge_desk.desks import publicity, publicity_folder
from judge_desk.desks.publicity import PictureChoice, Winner
from judge_desk.desks.publicity_folder import Wish
from judge_desk.wording.catalogue import Catalogue, open_catalogue
from judge_desk.wording.figures import moment


def show(args: argparse.Namespace) -> Answer:
    """``publicity show``: the entries with a prize; with a code, a proposal for its summary."""
    catalogue = open_catalogue(args.lang)
    say, around = catalogue.say, surroundings(progress=progress_bar(args))
    found = publicity.look(Path(args.folder), args.round, around)
    head = (say("cli.head.code"), *(say(f"cli.publicity.{each}") for each in _COLUMNS))
    lines = table(head, [_row(each, catalogue) for each in found.list])
    data: dict[str, Any] = {"entries": [_data(each) for each in found.list]}
    if args.code:
        proposal = publicity.propose(Path(args.folder), args.round, args.code, around)
        key = "cli.publicity.proposal" if proposal.text else "cli.publicity.no_proposal"
        lines += [say(key, name=proposal.name), *proposal.text.splitlines()]
        data["proposal"] = {"text": proposal.text, "file": proposal.name}
    return Answer(lines, data, found.findings)


_COLUMNS = ("prizes", "summary", "picture", "clip", "title")


def _row(winner: Winner, catalogue: Catalogue) -> tuple[str, ...]:
    say, noted, language = catalogue.say, winner.note, catalogue.language
    blank, there = say("cli.publicity.blank"), say("cli.publicity.with")
    summary = blank
    if winner.is_out:
        summary = say("cli.publicity.out")
    elif noted is not None and winner.is_confirmed:
        summary = say("cli.publicity.confirmed", who=noted.who, time=moment(noted.time, language))
    picture, clip = (there if each else blank for each in (winner.picture, winner.clips))
    return (winner.code, "; ".join(winner.prizes), summary, picture, clip, winner.entry.title)


def _data(winner: Winner) -> dict[str, Any]:
    noted = winner.note
    return {
        "code": winner.code,
        "entry": winner.entry.id,
        "title": winner.entry.title,
        "prizes": list(winner.prizes),
        "summary": winner.summary,
        "confirmed": winner.is_confirmed,
        "left_out": winner.is_out,
        "confirmed_by": noted.who if noted is not None else "",
        "confirmed_at": noted.time if noted is not None else "",
        "picture": winner.picture is not None,
        "pictures": [each.name for each in winner.pictures],
        "clips": [each.name for each in winner.clips],
    }


def note(args: argparse.Namespace) -> Answer:
    """``publicity note``: confirm a summary, a picture, or both."""
    say = open_catalogue(args.lang).say
    words = _read(Path(args.summary_file)) if args.summary_file is not None else None
    around = surroundings(args.operator, progress_bar(args))
    out = True if args.leave_out else False if args.take_in else None
    kept = publicity.note(Path(args.folder), args.round, args.code, around, words, _picture(args), out)
    there = say("cli.publicity.with" if kept.picture is not None else "cli.publicity.blank")
    line = say("cli.publicity.noted", code=kept.code, words=len(kept.summary.split()), picture=there)
    lines = [line, say("cli.publicity.is_out", code=kept.code)] if kept.is_out else [line]
    return Answer(lines, _data(kept))


def _read(path: Path) -> str:
    """Read the file of a summary.

    Raises:
        Unreadable: it is missing, or no UTF-8 text.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise Unreadable("disk.unread", path.name, folder=str(path.parent)) from fault


def _picture(args: argparse.Namespace) -> PictureChoice | None:
    if args.no_picture:
        return PictureChoice()
    if args.picture is not None:
        return PictureChoice(file=Path(args.picture))
    if args.own_picture is not None:
        return PictureChoice(own=args.own_picture)
    return PictureChoice(still=args.still) if args.still is not None else None


def make(args: argparse.Namespace) -> Answer:
    """``publicity make``: the pages in a new folder."""
    say = open_catalogue(args.lang).say
    wish = Wish(tuple(args.only), tuple(args.without), args.with_marks, args.with_write_ups)
    around = surroundings(args.operator, progress_bar(args))
    made = publicity_folder.write(Path(args.folder), args.round, Path(args.to), wish, around)
    lines = [say("cli.publicity.written", winners=made.winners, files=made.files, folder=str(made.folder))]
    lines.append(say("cli.publicity.stick") if made.on_stick else say("cli.publicity.open", index=str(made.index)))
    data = {"folder": str(made.folder), "index": str(made.index), "winners": made.winners, "files": made.files}
    return Answer(lines, data, made.findings)

"""The judge's side."""

from __future__ import annotations

import argparse

from judge_desk.cli.arguments.command import Group, add_command


def add(group: Group) -> None:
    """Add the commands."""
    ballot = group.add_parser("ballot", help="the judge's side")
    acts = ballot.add_subparsers(dest="act", metavar="ACT", required=True)
    opened = add_command(acts, "open", "score_files:open_package", "open a package at a seat; makes the score file")
    opened.add_argument("package", metavar="PACKAGE", help="the package folder")
    opened.add_argument("--seat", required=True, type=int, metavar="N", help="seat number from the letter")
    opened.add_argument("--pin-stdin", required=True, action="store_true", help="the PIN is read from standard input")
    opened.add_argument("--file", required=True, metavar="F", help="the new score file (.jdscore)")
    sheet = add_command(acts, "sheet", "mark_sheets:sheet", "write a blank mark sheet to fill in (.xlsx)")
    sheet.add_argument("file", metavar="F", help="the score file")
    sheet.add_argument("--to", required=True, metavar="SHEET", help="the new sheet")
    fill = add_command(acts, "fill", "mark_sheets:fill", "take marks from a sheet")
    fill.add_argument("file", metavar="F", help="the score file")
    fill.add_argument("sheet", metavar="MARKS", help=".xlsx or .csv")
    show = add_command(acts, "show", "score_files:show", "show marks, gaps and state")
    show.add_argument("file", metavar="F", help="the score file")
    seal = add_command(acts, "seal", "ballot:seal", "seal: a new ballot file, flushed and read back")
    seal.add_argument("file", metavar="F", help="the score file")
    seal.add_argument("--to", required=True, metavar="DIR", help="where the ballot goes, e.g. a stick")
    seal.add_argument("--partial", metavar="REASON", help="seal with gaps, for this reason")
    _export(acts)
    receipt = add_command(acts, "receipt", "ballot:receipt", "write the receipt that the secretary signs")
    receipt.add_argument("file", metavar="F", help="the score file")
    receipt.add_argument("--to", required=True, metavar="DIR", help="where the receipt goes")
    reopen = add_command(acts, "reopen", "ballot:reopen", "open a sealed score file again, on the secretary's word")
    reopen.add_argument("file", metavar="F", help="the score file")
    reopen.add_argument("--reason", required=True, metavar="TEXT", help="why")
    reopen.add_argument("--word-of", required=True, metavar="NAME", help="who gave the word")
    rescue = add_command(acts, "rescue", "ballot:rescue", "win back a damaged score file; the damaged one is kept")
    rescue.add_argument("file", metavar="F", help="the score file")
    check = add_command(acts, "check", "ballot:check", "check a sealed ballot by itself")
    check.add_argument("file", metavar="FILE", help="a .jdballot")
    compare = add_command(acts, "compare", "collect:compare", "set two sealed ballots side by side")
    compare.add_argument("first", metavar="A", help="a .jdballot")
    compare.add_argument("second", metavar="B", help="another")
    _marking(acts)


def _export(acts: Group) -> None:
    export = add_command(acts, "export", "ballot:export", "write the newest sealed ballot once more")
    export.add_argument("file", metavar="F", help="the score file")
    export.add_argument("--to", required=True, metavar="DIR", help="where the ballot goes")
    export.add_argument("--revision", type=int, default=0, metavar="N", help="an earlier sealing; else the newest")
    export.add_argument("--open", action="store_true", help="in the open, where ballots travel closed")
    export.add_argument("--reason", metavar="TEXT", help="why in the open; needed with --open")
    export.add_argument("--word-of", metavar="NAME", help="on whose word; needed with --open")


def _marking(acts: Group) -> None:
    mark = _on_entry(acts, "mark", "give one mark, as a judge types it")
    mark.add_argument("criterion", metavar="CRITERION", help="id of the criterion, e.g. 2.1")
    mark.add_argument("mark", metavar="MARK", help='e.g. "8,5" or "8.5", before the coefficient; "" takes it away')
    recuse = _on_entry(acts, "recuse", "declare that the judge does not mark an entry; marks given stay on file")
    either = recuse.add_mutually_exclusive_group(required=True)
    either.add_argument("--reason", metavar="TEXT", help="why")
    either.add_argument("--undo", action="store_true", help="take the declaration back; marks given count again")
    remark = _on_entry(acts, "remark", "write a remark that the organisers will read")
    remark.add_argument("--criterion", metavar="C", help="on this criterion (default: on the entry as a whole)")
    remark.add_argument("text", metavar="TEXT", help='"" takes it away')
    note = _on_entry(acts, "note", "write a private note, which never leaves the score file")
    note.add_argument("text", metavar="TEXT", help='"" takes it away')
    later = _on_entry(acts, "later", "put an entry off")
    later.add_argument("--undo", action="store_true", help="no longer")
    undo = "take back the newest mark that still stands, in any session; stops at a sealing or a newer package"
    for name, does in (("undo", undo), ("redo", "give the mark again that was undone last, if none was given since")):
        add_command(acts, name, f"marking:{name}", does).add_argument("file", metavar="F", help="the score file")
    history = add_command(acts, "history", "marking:history", "tell every act, oldest first; undone marks included")
    history.add_argument("file", metavar="F", help="the score file")
    history.add_argument("code", nargs="?", metavar="CODE", help="only of this entry and of the file as a whole")
    rank = add_command(acts, "rank", "marking:rank", "the judge's own ranking; own ties share places")
    rank.add_argument("file", metavar="F", help="the score file")


def _on_entry(acts: Group, name: str, does: str) -> argparse.ArgumentParser:
    command = add_command(acts, name, f"marking:{name}", does)
    command.add_argument("file", metavar="F", help="the score file")
    command.add_argument("code", metavar="CODE", help="code of the entry, e.g. 042-7")
    return command

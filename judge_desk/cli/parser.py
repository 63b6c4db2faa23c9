"""The command line as data: every command, its arguments, and the function that runs it.

Nothing heavy is imported here, so that ``--version`` and a wrong call answer at once. A command names its function
as ``module:function`` inside this room; ``cli.running`` looks it up when the command runs.
"""

from __future__ import annotations

import argparse

from judge_desk import __version__
from judge_desk.wording.catalogue import LANGUAGES


def build_parser() -> argparse.ArgumentParser:
    """Build the whole parser; its help is the reference of the commands."""
    parser = argparse.ArgumentParser(
        prog="judge-desk",
        description="Judge Desk - chấm thi và tổng hợp điểm không cần mạng. Không có lệnh: mở cửa sổ chương trình.",
    )
    parser.add_argument("--version", action="version", version=f"judge-desk {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for add in (_demo, _contest, _panel, _intake, _assign, _issue, _package, _ballot, _merge, _decide):
        add(commands)
    for add in (_results, _publish, _recount, _safety):
        add(commands)
    return parser


def command_names() -> frozenset[str]:
    """Give the first word of every command."""
    groups = [each for each in build_parser()._actions if isinstance(each, argparse._SubParsersAction)]
    return frozenset(name for group in groups for name in group.choices)


def _command(
    group: argparse._SubParsersAction[argparse.ArgumentParser], name: str, run: str, does: str
) -> argparse.ArgumentParser:
    command = group.add_parser(name, help=does, description=does)
    command.add_argument("--json", action="store_true", help="one JSON object on standard output, nothing else")
    command.add_argument("--lang", choices=LANGUAGES, default="vi", help="language of the sentences (default: vi)")
    command.set_defaults(run=run)
    return command


def _folder(command: argparse.ArgumentParser, with_round: bool = False) -> None:
    command.add_argument("folder", metavar="DIR", help="the contest folder")
    if with_round:
        command.add_argument("--round", required=True, metavar="R", help="id of the round, e.g. so-khao")


def _demo(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    demo = _command(group, "demo", "demo:demo", "play a whole contest on generated but real files")
    demo.add_argument("--out", required=True, metavar="DIR", help="a new folder for everything")
    demo.add_argument("--contest", default="hau-giang-2024", metavar="ID", help="shipped definition")
    demo.add_argument("--entries", type=int, default=60, metavar="N", help="entries in the register (default: 60)")
    demo.add_argument("--judges", type=int, default=7, metavar="N", help="judges on the panel (default: 7)")
    demo.add_argument("--seed", default="1", metavar="S", help="same seed, same result, same bytes (default: 1)")


def _contest(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    contest = group.add_parser("contest", help="definitions; found a contest folder")
    acts = contest.add_subparsers(dest="act", metavar="ACT", required=True)
    _command(acts, "list", "defining:list_definitions", "list the shipped definitions")
    check = _command(acts, "check", "defining:check", "check a definition; every fault at once")
    check.add_argument("file", metavar="FILE", help="a definition (.toml)")
    new = _command(acts, "new", "founding:new", "found a contest folder from a definition")
    new.add_argument("folder", metavar="DIR", help="a new folder")
    new.add_argument("--definition", required=True, metavar="ID|FILE", help="shipped id, or a .toml file")
    new.add_argument("--rehearsal", action="store_true", help="mark everything as a rehearsal, for good")
    show = _command(acts, "show", "founding:show", "show where a contest stands")
    _folder(show)


def _panel(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    panel = group.add_parser("panel", help="judges, seats, units, conflicts, load")
    acts = panel.add_subparsers(dest="act", metavar="ACT", required=True)
    take = _command(acts, "import", "panel:panel_import", "take in the panel sheet")
    _folder(take)
    take.add_argument("sheet", metavar="SHEET", help=".xlsx or .csv")
    show = _command(acts, "show", "panel:panel_show", "show seats, conflicts and load of a round")
    _folder(show, with_round=True)


def _intake(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    intake = _command(group, "intake", "intake:intake", "take in the register and its files; eligibility findings")
    _folder(intake)
    intake.add_argument("register", metavar="REGISTER", help=".xlsx or .csv")
    intake.add_argument("--files", required=True, metavar="DIR", help="folder with one sub-folder or prefix per entry")


def _assign(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    assign = _command(group, "assign", "issuing:assign", "draw codes and who marks what; repeatable from the seed")
    _folder(assign, with_round=True)
    assign.add_argument("--seed", metavar="S", help="lot, e.g. drawn before witnesses (default: a fresh random one)")


def _issue(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    issue = _command(group, "issue", "issuing:issue", "write the package, and the letters with PINs")
    _folder(issue, with_round=True)
    issue.add_argument("--to", required=True, metavar="DIR", help="where the package folder is made, e.g. a stick")


def _package(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    package = group.add_parser("package", help="check a package")
    acts = package.add_subparsers(dest="act", metavar="ACT", required=True)
    check = _command(acts, "check", "issuing:check", "check every file against the manifest")
    check.add_argument("folder", metavar="DIR", help="the package folder")
    copy = _command(acts, "copy", "issuing:copy", "copy a package onto this machine, or finish a copy")
    copy.add_argument("folder", metavar="DIR", help="the package folder, e.g. on a stick")


def _ballot(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    ballot = group.add_parser("ballot", help="the judge's side")
    acts = ballot.add_subparsers(dest="act", metavar="ACT", required=True)
    opened = _command(acts, "open", "ballot:open_package", "open a package at a seat; makes the score file")
    opened.add_argument("package", metavar="PACKAGE", help="the package folder")
    opened.add_argument("--seat", required=True, type=int, metavar="N", help="seat number from the letter")
    opened.add_argument("--pin-stdin", required=True, action="store_true", help="the PIN is read from standard input")
    opened.add_argument("--file", required=True, metavar="F", help="the new score file (.jdscore)")
    sheet = _command(acts, "sheet", "ballot:sheet", "write a blank mark sheet to fill in (.xlsx)")
    sheet.add_argument("file", metavar="F", help="the score file")
    sheet.add_argument("--to", required=True, metavar="SHEET", help="the new sheet")
    fill = _command(acts, "fill", "ballot:fill", "take marks from a sheet")
    fill.add_argument("file", metavar="F", help="the score file")
    fill.add_argument("sheet", metavar="MARKS", help=".xlsx or .csv")
    show = _command(acts, "show", "ballot:show", "show marks, gaps and state")
    show.add_argument("file", metavar="F", help="the score file")
    seal = _command(acts, "seal", "ballot:seal", "seal: a new ballot file, flushed and read back")
    seal.add_argument("file", metavar="F", help="the score file")
    seal.add_argument("--to", required=True, metavar="DIR", help="where the ballot goes, e.g. a stick")
    seal.add_argument("--partial", metavar="REASON", help="seal with gaps, for this reason")
    export = _command(acts, "export", "ballot:export", "write the newest sealed ballot once more")
    export.add_argument("file", metavar="F", help="the score file")
    export.add_argument("--to", required=True, metavar="DIR", help="where the ballot goes")
    export.add_argument("--revision", type=int, default=0, metavar="N", help="an earlier sealing; else the newest")
    receipt = _command(acts, "receipt", "ballot:receipt", "write the receipt that the secretary signs")
    receipt.add_argument("file", metavar="F", help="the score file")
    receipt.add_argument("--to", required=True, metavar="DIR", help="where the receipt goes")
    reopen = _command(acts, "reopen", "ballot:reopen", "open a sealed score file again, on the secretary's word")
    reopen.add_argument("file", metavar="F", help="the score file")
    reopen.add_argument("--reason", required=True, metavar="TEXT", help="why")
    reopen.add_argument("--word-of", required=True, metavar="NAME", help="who gave the word")
    rescue = _command(acts, "rescue", "ballot:rescue", "win back a damaged score file; the damaged one is kept")
    rescue.add_argument("file", metavar="F", help="the score file")
    check = _command(acts, "check", "ballot:check", "check a sealed ballot by itself")
    check.add_argument("file", metavar="FILE", help="a .jdballot")
    _marking(acts)


def _marking(acts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
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
        _command(acts, name, f"marking:{name}", does).add_argument("file", metavar="F", help="the score file")
    history = _command(acts, "history", "marking:history", "tell every act, oldest first; undone marks included")
    history.add_argument("file", metavar="F", help="the score file")
    history.add_argument("code", nargs="?", metavar="CODE", help="only of this entry and of the file as a whole")
    rank = _command(acts, "rank", "marking:rank", "the judge's own ranking; own ties share places")
    rank.add_argument("file", metavar="F", help="the score file")


def _on_entry(
    acts: argparse._SubParsersAction[argparse.ArgumentParser], name: str, does: str
) -> argparse.ArgumentParser:
    command = _command(acts, name, f"marking:{name}", does)
    command.add_argument("file", metavar="F", help="the score file")
    command.add_argument("code", metavar="CODE", help="code of the entry, e.g. 042-7")
    return command


def _merge(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    merge = _command(group, "merge", "counting:merge", "say what a merge would do; with --accept, do it")
    _folder(merge, with_round=True)
    merge.add_argument("files", nargs="+", metavar="FILE", help="sealed ballots (.jdballot)")
    merge.add_argument("--plan-only", action="store_true", help="only say what would happen (the default)")
    merge.add_argument("--accept", action="store_true", help="carry the plan out")
    merge.add_argument("--reason", metavar="TEXT", help="why, for the merge record; needed with --accept")
    merge.add_argument("--operator", metavar="NAME", help="who merges; needed with --accept")
    merge.add_argument("--witness", action="append", default=[], metavar="NAME", help="who looks on; may be repeated")
    paper = _command(group, "paper", "counting:paper", "type in a paper ballot, twice, by two people")
    _folder(paper, with_round=True)
    paper.add_argument("--seat", required=True, type=int, metavar="N", help="seat number")
    paper.add_argument("--first", required=True, metavar="SHEET", help="first typing (.xlsx or .csv)")
    paper.add_argument("--second", required=True, metavar="SHEET", help="second typing, by another person")
    paper.add_argument("--typist", action="append", required=True, metavar="NAME", help="who typed; twice")
    paper.add_argument("--to", required=True, metavar="DIR", help="where the ballot file goes")


def _decide(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    decide = _command(group, "decide", "deciding:decide", "record a decision of people; alone: list what is open")
    _folder(decide)
    decide.add_argument("--round", metavar="R", help="id of the round, where the decision belongs to one")
    what = decide.add_mutually_exclusive_group()
    what.add_argument("--point", nargs=2, metavar=("KEY", "VALUE"), help="settle an open point of the rules")
    what.add_argument("--entry", nargs=2, metavar=("ID", "accept|refuse"), help="a doubtful entry of the register")
    what.add_argument("--withdraw", metavar="ID", help="an entry withdraws")
    what.add_argument("--ballot", nargs=2, metavar=("SEAT", "DIGEST|none"), help="which ballot of a seat counts")
    what.add_argument("--ignore", metavar="DIGEST", help="leave out marks that a ballot gives to a recused pair")
    what.add_argument("--paper", nargs=2, metavar=("SEAT", "CODE"), help="the 30 digits read off the signed sheet")
    what.add_argument("--reopen", type=int, metavar="SEAT", help="allow a seat to seal a replacement")
    what.add_argument("--close-seat", type=int, metavar="SEAT", help="close a seat")
    what.add_argument("--score", nargs=2, metavar=("CODE", "MARK"), help="official mark after a disagreement")
    what.add_argument("--tie", nargs="+", metavar="CODE", help="tied entries in their decided order")
    what.add_argument("--cut", nargs="*", metavar="CODE", help="the entries that go on")
    what.add_argument("--prize", nargs="+", metavar="TABLE/PRIZE CODE", help="who gets a prize, or: vacant")
    what.add_argument("--special", nargs=2, metavar=("CODE", "TEXT"), help="the clause on an outstanding entry")
    what.add_argument("--unseal", action="store_true", help="open the code table of a blind round")
    what.add_argument("--final", action="store_true", help="lock the round's result")
    what.add_argument("--correct", action="store_true", help="open a locked result for a correction")
    decide.add_argument("--reason", metavar="TEXT", help="why; needed for every decision")
    decide.add_argument("--by", action="append", default=[], metavar="NAME (ROLE)", help="who; may be repeated")


def _results(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    results = _command(group, "results", "counting:results", "code, ballots, exact and official score, place, why")
    _folder(results, with_round=True)


def _publish(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    publish = _command(group, "publish", "publishing:publish", "write every paper of the round")
    _folder(publish, with_round=True)
    publish.add_argument("--to", required=True, metavar="DIR", help="where the papers go")
    publish.add_argument("--format", default="pdf", metavar="LIST", help="formats, parted by commas (pdf)")
    publish.add_argument("--draft", action="store_true", help="print although questions are open; they are listed")


def _recount(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    recount = _command(group, "recount", "recounting:recount", "recompute from the sealed files and compare")
    recount.add_argument("paths", nargs="+", metavar="DIR-OR-FILE", help="a contest folder, or the sealed files")
    recount.add_argument("--definition", required=True, metavar="FILE", help="the definition the organisers hold")


def _safety(group: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    backup = _command(group, "backup", "safekeeping:backup", "make a verified copy of the contest's file now")
    _folder(backup)
    restore = _command(group, "restore", "safekeeping:restore", "list copies, or go back to one; nothing is deleted")
    _folder(restore)
    restore.add_argument("--copy", metavar="NAME", help="the copy to go back to")
    doctor = _command(group, "doctor", "safekeeping:doctor", "look over this machine, or a contest folder")
    doctor.add_argument("folder", nargs="?", metavar="DIR", help="a contest folder")

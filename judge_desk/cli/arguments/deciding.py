"""Decisions of people, and the results they lead to."""

from __future__ import annotations

from judge_desk.cli.arguments.command import Group, add_command, add_folder


def add(group: Group) -> None:
    """Add the commands."""
    _decide(group)
    _results(group)


def _decide(group: Group) -> None:
    decide = add_command(group, "decide", "deciding:decide", "record a decision of people; alone: list what is open")
    add_folder(decide)
    decide.add_argument("--round", metavar="R", help="id of the round or review, where the decision belongs to one")
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
    what.add_argument("--special", nargs=2, metavar=("CODE", "TEXT"), help="an outstanding entry, or a special prize")
    what.add_argument("--unseal", action="store_true", help="open the code table of a blind round")
    what.add_argument("--approve", metavar="NAME", help="the office that the rules name approves the result")
    what.add_argument("--final", action="store_true", help="lock the round's result")
    what.add_argument("--announce", action="store_true", help="the locked result may be shown outside")
    what.add_argument("--correct", action="store_true", help="open a locked result for a correction")
    decide.add_argument(
        "--for", dest="subject", metavar="criterion:ID|field:ID", help="which special prize; needed with none else"
    )
    votes = ("FOR", "AGAINST", "ABSTAINED")
    decide.add_argument("--vote", nargs=3, type=int, metavar=votes, help="the votes counted on the decision")
    decide.add_argument("--reason", metavar="TEXT", help="why; needed for every decision")
    decide.add_argument("--by", action="append", default=[], metavar="NAME (ROLE)", help="who; may be repeated")


def _results(group: Group) -> None:
    results = add_command(group, "results", "results:results", "code, ballots, exact and official score, place, why")
    add_folder(results, with_round=True)
    results.add_argument("--why", metavar="CODE", help="only the working behind one entry's place, in sentences")
    results.add_argument("--special", metavar="criterion:ID|field:ID", help="only who comes into question for it")

"""The hall: the official clock of a defence, and the order in which a result is read out."""

from __future__ import annotations

from judge_desk.cli.arguments.command import Group, add_command, add_folder


def add(group: Group) -> None:
    """Add the commands."""
    clock = add_command(group, "clock", "hall:clock", "times of the teams; with a team, correct its time")
    add_folder(clock, with_round=True)
    clock.add_argument("--team", metavar="CODE", help="code of the team, e.g. 042-7")
    clock.add_argument("--phase", choices=("talk", "questions"), default="talk", help="which time (default: talk)")
    clock.add_argument("--seconds", type=int, metavar="S", help="seconds that were used")
    clock.add_argument("--reason", metavar="TEXT", help="why the clock was wrong")
    clock.add_argument("--operator", metavar="NAME", default="", help="who corrects")
    ceremony = add_command(group, "ceremony", "hall:ceremony", "the result as it is read out, last place first")
    add_folder(ceremony, with_round=True)

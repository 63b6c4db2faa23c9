"""The command line and its papers say the same."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from judge_desk.cli.parser import STATIONS, build_parser, command_names, parser_for
from tests.architecture.command_reference import PAGE, arguments, leaves, page
from tests.architecture.sources import ROOT


def test_the_reference_of_the_commands_is_what_the_parser_takes() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_command_stands_in_the_first_page() -> None:
    first = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [name for name, _ in leaves(build_parser()) if f"`{name}" not in first]


def test_every_command_and_argument_says_what_it_does() -> None:
    dumb = [
        f"{name} {call}"
        for name, command in leaves(build_parser())
        for call, _, text in (("", True, command.description), *arguments(command))
        if not text
    ]
    assert not dumb


def test_every_command_names_a_function_that_is_there() -> None:
    for name, command in leaves(build_parser()):
        module, function = str(command.get_default("run")).split(":")
        found: Callable[..., object] = getattr(importlib.import_module(f"judge_desk.cli.{module}"), function)
        assert callable(found), name


def test_every_command_can_answer_as_one_object_and_in_two_languages() -> None:
    for name, command in leaves(build_parser()):
        options = {option for action in command._actions for option in action.option_strings}
        assert {"--json", "--lang"} <= options, name


def test_a_call_is_read_by_its_own_station_as_by_the_whole_parser() -> None:
    whole = dict(leaves(build_parser()))
    assert list(dict.fromkeys(name.split()[0] for name in whole)) == [
        each for some in STATIONS.values() for each in some
    ]
    alone = {name: each for word in command_names() for name, each in leaves(parser_for([word])) if name in whole}
    assert alone.keys() == whole.keys()
    assert {name: each.format_help() for name, each in alone.items()} == {
        name: each.format_help() for name, each in whole.items()
    }
    assert parser_for(["contest"]).format_usage() == build_parser().format_usage()
    assert parser_for(["no-such"]) is parser_for([]) is build_parser()

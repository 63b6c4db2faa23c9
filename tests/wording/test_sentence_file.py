"""The quick reading of sentences gives what the parser of the standard library gives, faults included."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from judge_desk.paths import resource
from judge_desk.wording import sentence_file
from judge_desk.wording.sentence_file import sentences

LINES = (
    '[a]', '[a.b]', '[a.b.c]', '[b]', '["a b"]', '[[a]]', '[ a ]', '[a.]',
    'a = "một"', 'b = "hai {x}."', 'c = ""', 'b.c = "ba"', '"d e" = "bốn"', 'a = "\\u0103 \\"b\\""', "a = 'năm'",
    'a = "sáu" # "bảy"', 'a = {b = "tám"}', 'a = ["chín"]', 'a = 10', 'a = """',
    'b = "trong đoạn"', '"""', "a = '''x'''",
    '# [a]', '', '  c = "lùi"', 'c="sát"', 'a = "hở', 'a = "x" "y"', 'a = "\t"',
    'a = "\x01"', 'a = "\u00a0\u2028"', '\r', 'd-1_2 = "x"', 'ă = "x"',
)  # fmt: skip


def flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    found = {}
    for key, value in table.items():
        found.update(flat(value, f"{prefix}{key}.") if isinstance(value, Mapping) else {prefix + key: str(value)})
    return found


def outcome(read: Any, text: str) -> object:
    try:
        return read(text)
    except tomllib.TOMLDecodeError as fault:
        return str(fault)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=7).map("\n".join))
@example('[a]\nb = "x"\n[a.b.c]\nd = "y"')
@example('[a]\nb.c = "x"\n[a.b]\nd = "y"')
def test_lines_in_any_order_are_read_as_tomllib_reads_them(text: str) -> None:
    assert outcome(sentences, text) == outcome(lambda each: flat(tomllib.loads(each)), text)


def test_every_file_is_read_as_tomllib_reads_it_and_hardly_one_needs_it_whole() -> None:
    whole = set()
    for path in resource("locale").glob("*/*.toml"):
        text = path.read_text(encoding="utf-8")
        assert sentences(text) == flat(tomllib.loads(text)), path
        whole |= {path.name} if sentence_file._cut(text) is None else set()
    assert whole == {"setup.toml", "texts.toml"}

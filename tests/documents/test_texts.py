"""The sentences of papers: exactly their fields, no sentence that nobody says, words that officials use."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from judge_desk.documents import texts
from judge_desk.documents.paper import ink, ink_place_date, minutes_number
from judge_desk.documents.texts import (
    BadField,
    OwnTexts,
    Texts,
    as_shipped,
    fields_of,
    open_texts,
    wording,
    words_taken,
)
from judge_desk.paths import resource
from tests.documents.samples import HEAD

_PAPERS = sorted(path.stem for path in resource("texts/vi").glob("*.toml"))
_SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in Path(texts.__file__).parent.glob("*.py"))
# Neither what officials do not say, nor what the program may not claim (a legal signature, absolute safety).
_UNWANTED = re.compile(r"lỗi!|vui lòng|chữ ký số|chữ ký điện tử|bảo mật|\b(file|import|merge|ballot|click)\b", re.I)
_MADE = re.compile(r"(rule|round|measure|action|column|step)_")


def test_a_missing_field_and_one_too_many_are_named() -> None:
    said = Texts("thử", {"a": "Ghế {seat}, {name}"})
    assert said.fill("a", seat=3, name="{x}") == "Ghế 3, {x}"
    with pytest.raises(BadField, match=r"thử\.a: name"):
        said.fill("a", seat=3)
    with pytest.raises(BadField, match=r"thử\.a: more"):
        said.fill("a", seat=3, name="x", more=1)
    for empty in ("", "  ", "\u00a0"):
        with pytest.raises(BadField, match=r"thử\.a: name"):
            said.fill("a", seat=3, name=empty)
    assert fields_of("{a} {{b}} {c}") == {"a", "c"}


@pytest.mark.parametrize("paper", _PAPERS)
def test_every_sentence_is_used(paper: str) -> None:
    keys = sorted(open_texts(paper).keys())
    unused = [key for key in keys if f'"{key}"' not in _SOURCE and not _MADE.match(key)]
    assert not unused


@pytest.mark.parametrize("paper", _PAPERS)
def test_the_wording_is_clean(paper: str) -> None:
    said = open_texts(paper)
    for key in sorted(said.keys()):
        text = said.template(key)
        assert unicodedata.is_normalized("NFC", text), key
        words = re.sub(r"\{[a-z_]+\}", "", text)
        assert not _UNWANTED.search(words), key
        assert "  " not in text, key
        assert not re.search(r"""["']|\.\.\.|--|[0-9] - [0-9]""", text), key  # “ ”, …, and – for a range


def test_own_words_hold_inside_their_context_and_thread_alone() -> None:
    texts_ = open_texts("minutes")
    own = OwnTexts("minutes", 2, "ab" * 32, {"venue": "Nơi họp"})
    heard: list[str] = []
    with wording((own,)) as here:
        other = Thread(target=lambda: heard.append(texts_.fill("venue")))
        other.start()
        other.join()
        assert (texts_.fill("venue"), texts_.fill("begins")) == ("Nơi họp", "Thời gian bắt đầu")
        with as_shipped():
            assert texts_.fill("venue") == "Địa điểm"
        assert words_taken() == (own,)
        assert set(here.read) == {("minutes", "venue"), ("minutes", "begins")}
    assert (texts_.fill("venue"), heard, words_taken()) == ("Địa điểm", ["Địa điểm"], ())


def test_what_is_not_known_is_a_line_for_ink() -> None:
    head = replace(HEAD, place="", jury_symbol=" ")
    assert ink_place_date(head).startswith("………, ngày")
    assert minutes_number(head).endswith("/BB-………")
    assert ink("Cần Thơ") == "Cần Thơ"


def _filled() -> Iterator[tuple[str, Texts, ast.Call]]:
    """Give every filling of a template in the room: module, texts it is taken from, call."""
    for path in sorted(Path(texts.__file__).parent.glob("*.py")):
        source = path.read_text(encoding="utf-8")
        own = re.search(r'_TEXTS: Final = open_texts\("(\w+)"\)', source)
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "fill":
                holder = node.func.value
                name = holder.id if isinstance(holder, ast.Name) else ""
                if name == "PAPER":
                    yield path.name, open_texts("paper"), node
                elif name == "_TEXTS" and own:
                    yield path.name, open_texts(own[1]), node


def test_every_template_is_filled_with_exactly_its_fields_also_where_no_sample_goes() -> None:
    checked = 0
    for module, said, call in _filled():
        given = {word.arg for word in call.keywords}
        for node in ast.walk(call.args[0]):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in set(said.keys()):
                checked += 1
                assert None in given or fields_of(said.template(node.value)) == given, f"{module}: {node.value}"
            elif node is call.args[0] and isinstance(node, ast.Constant):
                raise AssertionError(f"{module}: {node.value!r} is in no file")
    assert checked > 200

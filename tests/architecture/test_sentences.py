"""Every finding and every spoken key has its sentence, in both languages, with the facts it needs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final

import pytest

from tests.architecture.sources import calls, fields, literals, nodes, prefix, program_modules, sentences

FINDING: Final = "finding."
LANGUAGES: Final = ("vi", "en")
CODE: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_-]+)+")
FILE_NAME: Final = re.compile(r".*\.(jdesk|jdscore|jdballot|jdpack|toml|txt|pdf|docx|xlsx|csv|jsonl?|xml|mp4)")
FALLBACK: Final = "finding.unknown"
# Look and words: no blame, no begging, and no English where Vietnamese has the word.
UNWANTED: Final = re.compile(r"lỗi!|vui lòng|\b(error|file|please|ok|click|invalid|failed|warning)\b", re.IGNORECASE)


def _refusals() -> frozenset[str]:
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for tree in program_modules().values()
        for node in nodes(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = {"Refusal"}
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return frozenset(found)


def _findings_made() -> Iterator[tuple[str, ast.Call, bool]]:
    """Give the place and the call of every finding made directly, and whether it is a refusal."""
    refusals = _refusals()
    for name, tree in program_modules().items():
        for called, call in calls(tree):
            if (called == "Problem" or called in refusals) and call.args:
                yield f"{name}:{call.lineno}", call, called != "Problem"


def _texts() -> frozenset[str]:
    return frozenset(
        node.value
        for tree in program_modules().values()
        for node in nodes(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _beginnings() -> frozenset[str]:
    joined = (node for tree in program_modules().values() for node in nodes(tree) if isinstance(node, ast.JoinedStr))
    return frozenset(begin for node in joined if "." in (begin := prefix(node)))


def _is_code(text: str) -> bool:
    """Say whether a text reads like a whole code: neither a file's name nor the beginning of a joined text."""
    return bool(CODE.fullmatch(text)) and not FILE_NAME.fullmatch(text) and not text.endswith(("_", "-"))


def test_both_languages_hold_the_same_keys() -> None:
    assert sorted(sentences("vi")) == sorted(sentences("en"))


def test_both_languages_ask_for_the_same_facts() -> None:
    english = sentences("en")
    assert not [key for key, text in sentences("vi").items() if fields(text) != fields(english.get(key, ""))]


def test_every_finding_made_directly_has_a_sentence() -> None:
    known = sentences("vi")
    made = [(where, code) for where, call, _ in _findings_made() for code in literals(call.args[0])]
    assert made
    assert not [f"{where} {code}" for where, code in made if FINDING + code not in known]


def test_every_text_that_reads_like_a_finding_code_has_a_sentence() -> None:
    known = sentences("vi")
    topics = {key.split(".")[1] for key in known if key.startswith(FINDING)}
    codes = {text for text in _texts() if _is_code(text) and text.split(".")[0] in topics}
    assert not sorted(code for code in codes if FINDING + code not in known and code not in known)


def test_every_finding_brings_the_facts_its_sentence_needs() -> None:
    known = sentences("vi")
    wrong = [
        f"{where} {code}: {sorted(lacking)}"
        for where, call, refusal in _findings_made()
        if (given := _facts(call, refusal)) is not None
        for code in literals(call.args[0])
        if (lacking := fields(known.get(FINDING + code, "")) - given)
    ]
    assert not wrong


def _facts(call: ast.Call, refusal: bool) -> frozenset[str] | None:
    """Give the names of the facts of a call, None when they are not written out there."""
    if any(isinstance(each, ast.Starred) for each in call.args) or any(word.arg is None for word in call.keywords):
        return None
    if refusal:
        return frozenset(word.arg for word in call.keywords if word.arg and word.arg != "where")
    given = call.args[3] if len(call.args) > 3 else next((w.value for w in call.keywords if w.arg == "facts"), None)
    if given is None:
        return frozenset()
    if not isinstance(given, ast.Dict) or not all(isinstance(key, ast.Constant) for key in given.keys):
        return None
    return frozenset(str(key.value) for key in given.keys if isinstance(key, ast.Constant))


def test_every_key_said_outright_exists_and_gets_its_facts() -> None:
    known = sentences("vi")
    wrong = []
    for name, tree in program_modules().items():
        for called, call in calls(tree):
            if called != "say" or not call.args:
                continue
            given = {word.arg for word in call.keywords}
            for key in literals(call.args[0]):
                if key not in known or (None not in given and fields(known[key]) - given):
                    wrong.append(f"{name}:{call.lineno} {key}")
    assert not wrong


def test_no_finding_sentence_is_left_over() -> None:
    texts, beginnings = _texts(), _beginnings()
    codes = [key.removeprefix(FINDING) for key in sentences("vi") if key.startswith(FINDING) and key != FALLBACK]
    left = [code for code in codes if code not in texts and not any(code.startswith(begin) for begin in beginnings)]
    assert not left


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_filled(language: str) -> None:
    for text in sentences(language).values():
        text.format(**dict.fromkeys(fields(text), "x"))


def test_vietnamese_sentences_neither_shout_nor_beg() -> None:
    said = {key: text for key, text in sentences("vi").items() if not key.startswith("setup.")}
    assert not {key: text for key, text in said.items() if UNWANTED.search(re.sub(r"{[^}]*}", "", text))}

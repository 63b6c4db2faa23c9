"""No sentence of a paper stands in code: papers say what lies in the files of texts."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from judge_desk.documents.own_texts import AS_SHIPPED, example_of, papers_with_texts
from judge_desk.documents.texts import fields_of, open_texts
from judge_desk.paths import resource
from tests.architecture.sources import nodes, program_modules, sentences

PAPERS = ("judge_desk/documents/", "judge_desk/desks/papers/")


def _modules() -> Iterator[tuple[str, ast.Module]]:
    return ((name, tree) for name, tree in program_modules().items() if name.startswith(PAPERS))


def _said(tree: ast.Module) -> Iterator[ast.Constant]:
    """Give every text of a module but its docstrings."""
    spoken = {id(node.value) for node in nodes(tree) if isinstance(node, ast.Expr)}
    for node in nodes(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spoken:
            yield node


def test_no_word_of_a_paper_stands_in_code() -> None:
    found = [
        f"{name}:{node.lineno} {node.value!r}"
        for name, tree in _modules()
        for node in _said(tree)
        if any(letter.isalpha() and not letter.isascii() for letter in str(node.value))
    ]
    assert not found


def test_texts_are_filled_when_a_paper_is_made_and_not_when_a_module_is_read() -> None:
    early = [
        f"{name}:{call.lineno}"
        for name, tree in _modules()
        for node in tree.body
        if not isinstance(node, ast.FunctionDef | ast.ClassDef)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "fill"
    ]
    assert not early


def test_every_paper_with_texts_has_a_name_and_every_field_an_example() -> None:
    named = sentences("vi")
    assert not [paper for paper in papers_with_texts() if f"texts.paper.{paper}" not in named]
    fields = {
        (name, f"{paper}.{key}")
        for paper in papers_with_texts()
        for key, text in open_texts(paper).items()
        for name in fields_of(text)
    }
    assert not sorted({name for name, _ in fields if example_of(name) == "…"})


def test_papers_that_stay_as_shipped_are_there() -> None:
    assert {path.stem for path in resource("texts/vi").glob("*.toml")} >= AS_SHIPPED

"""An office's own words of papers: which texts it may change, how a file of them is read, checked and written.

A file is TOML in UTF-8: one section for every paper, in it one line for every text. Every fault is found at once and
named with its line. A text is text: no markup is read in it, and it has exactly the fields of the shipped one, for a
field that is missing would leave out what the paper must say, and an unknown one would print a hole.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import Any, Final

from judge_desk.contest.values.problems import Findings, Problem
from judge_desk.documents.texts import fields_of, open_texts
from judge_desk.paths import resource

LARGEST: Final = 256 * 1024
"""Bytes of the longest file of words."""
AS_SHIPPED: Final = frozenset(
    {
        "blank_sheet",
        "joining",
        "page",
        "preflight_slip",
        "publicity",
        "receipt",
        "recount_record",
        "score_sheet",
        "workbook",
    }
)
"""Papers that stay as they are: made alike on the judge's machine, or read by the program again."""
FIXED: Final = frozenset(
    {
        "banner_sample",
        "footer",
        "superseded",
        "value_note",
        "watermark_draft",
        "watermark_rehearsal",
        "watermark_sample",
    }
)
"""Texts that all papers share and that say what a print is worth; an office does not change them."""
_SHORT: Final = re.compile(r"(?:column|group)_")
_LINE: Final = re.compile(r"\(at line (\d+), column (\d+)\)")
_SECTION: Final = re.compile(r"""\s*\[\s*["']?([^\]"']*?)["']?\s*\]""")
_KEY: Final = re.compile(r"""\s*["']?([A-Za-z0-9_\-]+)["']?\s*=""")
_SHAPE: Final = re.compile(r"[a-z]+(?:_[a-z]+)*_?\Z")


@dataclass(frozen=True, slots=True)
class TextLine:
    """One text that an office may change.

    Attributes:
        key: its name; shipped: as it is without own words; fields: what it must name, in the order of the text.
        longest: letters that an own text may have.
    """

    key: str
    shipped: str
    fields: tuple[str, ...]
    longest: int


@dataclass(frozen=True, slots=True)
class OwnFile:
    """What a file of words gave: texts that differ from the shipped ones, by paper and key; every fault."""

    papers: Mapping[str, Mapping[str, str]]
    findings: Findings


@cache
def papers_with_texts() -> tuple[str, ...]:
    """Give the papers whose texts an office may change, what all papers share first."""
    names = {path.stem for path in resource("texts/vi").glob("*.toml")} - AS_SHIPPED
    return tuple(sorted(names, key=lambda name: (name != "paper", name)))


@cache
def lines_of(paper: str) -> tuple[TextLine, ...]:
    """Give the texts of a paper that an office may change, in the order of the paper."""
    shipped = open_texts(paper).items()
    return tuple(
        TextLine(key, text, _fields_in_order(text), _longest(key, text))
        for key, text in shipped
        if paper != "paper" or key not in FIXED
    )


@cache
def _examples() -> Mapping[str, str]:
    path = resource("texts/fields.toml")
    return {name: str(text) for name, text in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def example_of(field: str) -> str:
    """Give what may stand in a field, dots where no example is known."""
    return _examples().get(field, "…")


def filled_with_examples(template: str) -> str:
    """Show a checked template with an example in every field."""
    return template.format(**{name: example_of(name) for name in fields_of(template)})


def _longest(key: str, shipped: str) -> int:
    least = 40 if _SHORT.match(key) else 240
    return max(least, 3 * len(shipped))


def _fields_in_order(template: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(template) if name))


def fault_of(paper: str, key: str, text: str, where: str = "") -> Problem | None:
    """Check one own text of a paper; None where it can be printed.

    Args:
        paper: a paper of :func:`papers_with_texts`.
        key: a text that it has.
        text: in NFC.
        where: the place, as a person would say it.
    """
    line = next(each for each in lines_of(paper) if each.key == key)
    facts = {"key": key}
    if not text.strip():
        return Problem("texts.empty", where=where, facts=facts)
    if len(text) > line.longest:
        return Problem("texts.too_long", where=where, facts={**facts, "count": len(text), "longest": line.longest})
    allowed = "\n" if "\n" in line.shipped else ""
    if odd := next((each for each in text if unicodedata.category(each)[0] == "C" and each not in allowed), ""):
        return Problem("texts.odd_letter", where=where, facts={**facts, "letter": f"U+{ord(odd):04X}"})
    return _field_fault(line, text, where)


def _field_fault(line: TextLine, text: str, where: str) -> Problem | None:
    facts = {"key": line.key}
    try:
        parsed = [(name, spec, turned) for _, name, spec, turned in Formatter().parse(text) if name is not None]
    except ValueError:
        return Problem("texts.braces", where=where, facts=facts)
    for name, spec, turned in parsed:
        if spec or turned or not _SHAPE.match(name):
            return Problem("texts.braces", where=where, facts=facts)
        if name not in line.fields:
            known = ", ".join(f"{{{each}}}" for each in line.fields) or "–"
            return Problem("texts.unknown_field", where=where, facts={**facts, "field": name, "known": known})
    missing = [each for each in line.fields if each not in {name for name, _, _ in parsed}]
    if missing:
        return Problem("texts.missing_field", where=where, facts={**facts, "field": missing[0]})
    return None


def read_own(data: bytes, name: str) -> OwnFile:
    """Read a file of words; it never raises on bad content.

    Args:
        data: the file's bytes.
        name: of the file, for the findings; ``where`` is ``name:line``.
    """
    if len(data) > LARGEST:
        return OwnFile({}, (Problem("texts.too_big", where=name, facts={"limit": LARGEST // 1024}),))
    try:
        source = unicodedata.normalize("NFC", data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return OwnFile({}, (Problem("texts.not_utf8", where=f"{name}:{data[: error.start].count(10) + 1}"),))
    try:
        tables = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = _LINE.search(str(error))
        line, column = (int(found[1]), int(found[2])) if found else (source.count("\n") + 1, 1)
        return OwnFile({}, (Problem("texts.not_toml", where=f"{name}:{line}", facts={"column": column}),))
    return _checked(tables, name, _lines(source))


def _lines(source: str) -> Mapping[tuple[str, str], int]:
    """Give the line of every section and key, as far as a look at the lines shows it."""
    found: dict[tuple[str, str], int] = {}
    section = ""
    for number, line in enumerate(source.splitlines(), start=1):
        if head := _SECTION.match(line):
            section = head[1]
            found.setdefault((section, ""), number)
        elif key := _KEY.match(line):
            found.setdefault((section, key[1]), number)
    return found


def _checked(tables: Mapping[str, Any], name: str, lines: Mapping[tuple[str, str], int]) -> OwnFile:
    papers: dict[str, dict[str, str]] = {}
    findings: list[Problem] = []
    for paper, table in tables.items():
        where = f"{name}:{lines.get((paper, ''), lines.get(('', paper), 1))}"
        if not isinstance(table, Mapping):
            findings.append(Problem("texts.no_section", where=where, facts={"key": paper}))
        elif paper in AS_SHIPPED:
            findings.append(Problem("texts.as_shipped", where=where, facts={"paper": paper}))
        elif paper not in papers_with_texts():
            known = ", ".join(papers_with_texts())
            findings.append(Problem("texts.unknown_paper", where=where, facts={"paper": paper, "known": known}))
        else:
            places = {key: f"{name}:{line}" for (section, key), line in lines.items() if section == paper}
            papers[paper] = {}
            for key, text, fault in _each_text(paper, table, where, places):
                if fault is not None:
                    findings.append(fault)
                elif text != open_texts(paper).template(key):
                    papers[paper][key] = text
    if not tables:
        findings.append(Problem("texts.nothing", where=name))
    return OwnFile(papers, tuple(findings))


def _each_text(
    paper: str, table: Mapping[str, Any], above: str, places: Mapping[str, str]
) -> Iterator[tuple[str, str, Problem | None]]:
    """Give key, text and fault of every line of a section."""
    known = {each.key for each in lines_of(paper)}
    for key, text in table.items():
        where = places.get(key, above)
        if key not in known:
            code = "texts.fixed" if paper == "paper" and key in FIXED else "texts.unknown_key"
            yield key, "", Problem(code, where=where, facts={"key": key, "paper": paper})
        elif not isinstance(text, str):
            yield key, "", Problem("texts.not_text", where=where, facts={"key": key})
        else:
            yield key, text, fault_of(paper, key, text, where)


def write_own(paper: str, templates: Mapping[str, str]) -> str:
    """Write own texts of a paper in their one form: the section, then the texts in the order of the paper."""
    lines = [f"{each.key} = {quoted(templates[each.key])}" for each in lines_of(paper) if each.key in templates]
    return "\n".join((f"[{paper}]", *lines, ""))


def write_commented(paper: str, templates: Mapping[str, str], note: str, labels: Mapping[str, str]) -> str:
    """Write a file for an office to change: every text with its fields and an example above it.

    Args:
        paper: whose texts.
        templates: own texts in force, by key; the others stand as shipped.
        note: what to do with the file, in lines.
        labels: the words for ``fields``, ``example`` and ``shipped``.
    """
    blocks = ["\n".join(f"# {line}".rstrip() for line in note.splitlines()), f"[{paper}]"]
    for each in lines_of(paper):
        text = templates.get(each.key, each.shipped)
        said = []
        if each.fields:
            said.append(f"# {labels['fields']}: {' '.join(f'{{{name}}}' for name in each.fields)}")
            said.append(f"# {labels['example']}: {_seen(filled_with_examples(text))}")
        if text != each.shipped:
            said.append(f"# {labels['shipped']}: {_seen(each.shipped)}")
        blocks.append("\n".join((*said, f"{each.key} = {quoted(text)}")))
    return "\n\n".join(blocks) + "\n"


def _seen(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\n", " ")


def quoted(text: str) -> str:
    """Write a text as a TOML string; blanks that do not part are written so that they can be seen."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\u00a0", "\\u00a0").replace("\n", "\\n")
    return f'"{escaped}"'


def unusable(paper: str, templates: Mapping[str, str]) -> Findings:
    """Check kept texts again, as a later form of the program may know other texts and fields."""
    known = {each.key for each in lines_of(paper)} if paper in papers_with_texts() else frozenset()
    gone = [Problem("texts.unknown_key", facts={"key": key, "paper": paper}) for key in templates if key not in known]
    faults = (fault_of(paper, key, text) for key, text in templates.items() if key in known)
    return (*gone, *(each for each in faults if each is not None))

"""Bytes of a definition become a raw table: size, encoding, syntax, exact numbers, digest and line numbers.

Nothing here knows what a contest is. Numbers with a point are kept as the text that was written, so that no
float ever exists; the digest is the SHA-256 of the file's bytes, which anybody can compute without the program.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from judge_desk.contest.values.problems import Problem

MOST_BYTES: Final = 4 * 1024 * 1024
MOST_DEPTH: Final = 16
MOST_BITS: Final = 63
_AT: Final = re.compile(r"\(at line (\d+), column (\d+)\)")
_HEADER: Final = re.compile(r"\s*(\[\[?)([^\[\]#]+)\]\]?\s*(?:#.*)?\Z")
_LONG_KEY: Final = re.compile(r"""(?<![\w"'-])(?:[\w"'-]++\s*+\.\s*+){32}""", re.ASCII)
"""A dotted key of more than 32 parts; the parser's work on one grows with the square of its length."""
_KEY: Final = re.compile(r"""\s*([A-Za-z0-9_-]+|"[^"\\]*"|'[^']*')\s*=""")
ITEM_ID: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,39}\Z")
"""What may name an item of a list in a key path; anything else is named by its number."""

RawTable = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """A number with a point or an exponent, as the text that stands in the file."""

    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed file.

    Attributes:
        raw: tables, lists, texts, whole numbers, flags, :class:`Written` numbers, dates and times.
        digest: SHA-256 (lower-case hex) of the file's bytes.
        lines: line number by key path as :func:`item_name` writes it.
    """

    raw: RawTable
    digest: str
    lines: Mapping[str, int]


@lru_cache(maxsize=8)
def parse(data: bytes) -> Source | Problem:
    """Read a TOML file of at most 4 MiB; a byte order mark and CRLF are accepted.

    Gives the problem instead when the bytes are no such file. The same bytes are read once, however many points are
    decided on them: whoever changes the raw table copies it first.
    """
    if len(data) > MOST_BYTES:
        return Problem("definition.too_large", facts={"mib": MOST_BYTES // 2**20})
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return Problem("definition.not_utf8", facts={"line": data.count(b"\n", 0, error.start) + 1})
    raw = parse_text(text)
    if isinstance(raw, Problem):
        return raw
    return Source(raw, hashlib.sha256(data).hexdigest(), _line_numbers(text, raw))


def parse_text(text: str) -> RawTable | Problem:
    """Read TOML text; numbers with a point stay as written."""
    if _LONG_KEY.search(text):
        return _too_deep()
    try:
        raw = tomllib.loads(text, parse_float=Written)
    except RecursionError:
        return _too_deep()
    except tomllib.TOMLDecodeError as error:
        return _syntax_problem(str(error), text)
    except ValueError:  # int() refuses thousands of digits
        return Problem("definition.huge_number")
    return _bounds_problem(raw) or raw


def _too_deep() -> Problem:
    return Problem("definition.too_deep", facts={"most": MOST_DEPTH})


def _bounds_problem(raw: RawTable) -> Problem | None:
    """Refuse what no definition needs and what could not be written again: deep nesting, numbers beyond 64 bits."""
    level: list[object] = [raw]
    for _ in range(MOST_DEPTH):
        if any(isinstance(value, int) and value.bit_length() > MOST_BITS for value in level):
            return Problem("definition.huge_number")
        level = [child for each in level for child in _children(each)]
    return _too_deep() if level else None


def _syntax_problem(reason: str, text: str) -> Problem:
    found = _AT.search(reason)
    lines = text.rstrip("\n").split("\n")
    line, column = (int(found[1]), int(found[2])) if found else (len(lines), len(lines[-1]) + 1)
    twice = any(word in reason for word in ("overwrite", "twice", "Duplicate", "mutate"))
    code = "definition.key_twice" if twice else "definition.not_toml"
    return Problem(code, facts={"line": line, "column": column})


def _children(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return list(value) if isinstance(value, list) else []


def item_name(item: object, number: int) -> str:
    """Name an item of a list in a key path: by its id, else by its number from 1."""
    name = item.get("id") if isinstance(item, Mapping) else None
    return name if isinstance(name, str) and ITEM_ID.match(name) else str(number)


def _line_numbers(text: str, raw: RawTable) -> dict[str, int]:
    lines: dict[str, int] = {}
    for path, line in _written_keys(text):
        name = _path_name(path, raw)
        lines.setdefault(name, line)
    return lines


def _written_keys(text: str) -> Iterator[tuple[tuple[str | int, ...], int]]:
    counts: dict[tuple[str | int, ...], int] = {}
    table: tuple[str | int, ...] = ()
    inside_text = False
    for number, line in enumerate(text.split("\n"), start=1):
        toggles = (line.count('"""') + line.count("'''")) % 2 == 1
        if not inside_text:
            header, key = _HEADER.match(line), _KEY.match(line)
            if header is not None and key is None:
                table = _table_path(header[2], header[1] == "[[", counts)
                yield table, number
            elif key is not None:
                yield (*table, key[1].strip("\"'")), number
        inside_text ^= toggles


def _table_path(header: str, is_item: bool, counts: dict[tuple[str | int, ...], int]) -> tuple[str | int, ...]:
    path: tuple[str | int, ...] = ()
    names = [name.strip().strip("\"'") for name in header.split(".")]
    for position, name in enumerate(names):
        path = (*path, name)
        if is_item and position == len(names) - 1:
            counts[path] = counts.get(path, 0) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _path_name(path: tuple[str | int, ...], raw: object) -> str:
    names: list[str] = []
    place: Any = raw
    for part in path:
        if isinstance(part, int):
            place = place[part - 1] if isinstance(place, list) and part <= len(place) else None
            names.append(item_name(place, part))
        else:
            place = place.get(part) if isinstance(place, Mapping) else None
            names.append(part)
    return ".".join(names)

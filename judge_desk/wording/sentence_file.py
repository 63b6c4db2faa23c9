"""Reads a file of sentences: TOML, of which the plain lines are taken as they stand.

A file of sentences is nearly all ``[table]`` and ``key = "sentence"``. Such lines need no parser that looks at every
letter: they are cut. Any other line is read by ``tomllib`` alone; where it cannot stand alone (a value of several
lines, a table with a quoted name, a table that comes twice) ``tomllib`` reads the whole file, so that every file gives
what ``tomllib`` gives, faults included (held by a test over all files and over generated ones). All sentences of a
language take a tenth of the time so.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def sentences(text: str) -> dict[str, str]:
    """Read a file of sentences into dotted keys.

    Raises:
        tomllib.TOMLDecodeError: it is no TOML; with line and column of ``tomllib``.
    """
    plain = _cut(text)
    return dict(_flatten(_tomllib().loads(text), "")) if plain is None else plain


def _tomllib() -> Any:
    """Load the parser, which a start that only cuts lines goes without."""
    return importlib.import_module("tomllib")


def _cut(text: str) -> dict[str, str] | None:
    """Take the plain lines as they stand; None where a line means nothing without its neighbours."""
    found: dict[str, str] = {}
    tables = {""}
    table = ""
    for line in text.split("\n"):
        key, equals, value = line.partition(' = "')
        if equals and _is_bare(key) and value.endswith('"') and _is_plain(value[:-1]):
            name = table + key
            if name in found:
                return None
            found[name] = value[:-1]
        elif line.startswith("[") and line.endswith("]") and all(map(_is_bare, line[1:-1].split("."))):
            table = f"{line[1:-1]}."
            if table in tables:
                return None
            tables.add(table)
        elif line and not (line.startswith("#") and line.isprintable()) and not _add_alone(line, table, found):
            return None
    return None if _clash(found, tables) else found


def _is_bare(key: str) -> bool:
    """Say whether a key needs no quotes and no look at its dots."""
    return key.isascii() and key.replace("-", "_").isidentifier()


def _is_plain(value: str) -> bool:
    """Say whether what stands between two quotes is the text itself."""
    return value.isprintable() and '"' not in value and "\\" not in value


def _add_alone(line: str, table: str, found: dict[str, str]) -> bool:
    """Add what a comment or a less plain line says; False where the line cannot be read alone."""
    if line.startswith("["):
        return False
    try:
        said = _tomllib().loads(line)
    except ValueError:  # tomllib.TOMLDecodeError is one
        return False
    if any(isinstance(value, Mapping) or table + key in found for key, value in said.items()):
        return False
    found.update({table + key: str(value) for key, value in said.items()})
    return True


def _clash(found: Mapping[str, str], tables: Iterable[str]) -> bool:
    """Say whether a sentence has the name of a table or of one that holds a table."""
    holders = {table[:at] for table in tables for at, letter in enumerate(table) if letter == "."}
    return not holders.isdisjoint(found)


def _flatten(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)

"""Rows out of what a benchmark prints with ``--json``, whatever form it has of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, Final

from benchmarks.pairs import OURS, Row

BESIDE: Final = ("ratio", "beside_", "ours_to_", "ours_by_", "by_")
"""How the keys begin (or end: ``_ratio``) under which a benchmark tells ours beside others: one number, or by name."""
_FIELDS: Final = frozenset(each.name for each in fields(Row))


def rows_of(name: str, found: Mapping[str, Any], goals: Mapping[str, str]) -> list[Row]:
    """Give the rows of what a benchmark printed; one without a ratio where it tells none.

    Args:
        name: of the job.
        found: the printed object.
        goals: in words by the contender beside ours, see :class:`benchmarks.register.Job`.
    """
    if "rows" in found:
        read = [Row(**{key: value for key, value in each.items() if key in _FIELDS}) for each in found["rows"]]
        return [_with_goal(each, goals) for each in read]
    engines = found.get("engines")
    told = list(_of_engines(name, engines)) if engines and OURS in engines else list(_of_ratios(name, found))
    return [_with_goal(each, goals) for each in told] or [Row(name, "-", note="tells no ratio; see its own figures")]


def _with_goal(each: Row, goals: Mapping[str, str]) -> Row:
    goal = each.goal or goals.get(each.beside, goals.get("", ""))
    return Row(**{key: getattr(each, key) for key in _FIELDS} | {"goal": goal})


def _of_engines(name: str, engines: Mapping[str, Mapping[str, float]]) -> Iterator[Row]:
    """Read engines that ran as processes: seconds, seconds of work, peak of memory."""
    ours = engines[OURS]
    for other, each in engines.items():
        if other == OURS:
            continue
        work = ours["cpu_seconds"] / each["cpu_seconds"] if each.get("cpu_seconds") else None
        clock = ours["seconds"] / each["seconds"] if each.get("seconds") and "seconds" in ours else None
        memory = (ours.get("peak_mib", 0), each.get("peak_mib", 0))
        yield Row(name, other, clock, None, None, work, ours.get("seconds"), each.get("seconds"), *memory)


def _of_ratios(name: str, found: Mapping[str, Any]) -> Iterator[Row]:
    """Read ratios under keys of their own; a list holds the same for several sizes."""
    spread = found.get("ratio_of_pairs")
    for key, value in found.items():
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            for each in value:
                yield from _of_ratios(f"{name} {each.get('entries', '')}".strip(), each)
        elif key == "ratio_of_pairs" or not (key.startswith(BESIDE) or key.endswith("_ratio")):
            continue
        elif isinstance(value, Mapping):
            for one, each in value.items():
                yield from _of_part(name, key, one, each)
        elif isinstance(value, int | float):
            pairs = (spread[0], spread[-1]) if spread and key == "ratio_of_medians" else (None, None)
            yield Row(name, _beside(key), float(value), *pairs)


def _beside(key: str) -> str:
    other = next((key.removeprefix(each) for each in BESIDE if key.startswith(each)), key.removesuffix("_ratio"))
    return "" if other == "_of_medians" else other.strip("_")


def _of_part(name: str, key: str, one: str, value: Any) -> Iterator[Row]:
    """Read one of several ratios under a key: its name is a contender's, or that of a part of the job."""
    if not isinstance(value, Mapping):
        yield Row(f"{name}: {one}", "", float(value)) if key == "ratio" else Row(name, one, float(value))
    elif key.startswith("by_"):
        yield Row(f"{name}: {one}", key.removeprefix("by_"), value.get("seconds"), work=value.get("cpu_seconds"))
    else:
        for spot, each in value.items():
            yield Row(f"{name}: {one} {spot}", "", float(each))

"""Words for a rehearsal: invented units, people, titles and write-ups out of ``resources/rehearsal``.

Every choice comes from SHA-256 over the seed and a label; the same seed gives the same words anywhere. Nothing here
is used outside a rehearsal.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Any

from judge_desk.contest.rulebook.definition import Definition
from judge_desk.documents.sample_pictures import draw_chart
from judge_desk.documents.write_up import Section, WriteUp
from judge_desk.paths import resource


@cache
def words_of(name: str) -> Mapping[str, Any]:
    """Give the words of ``units``, ``titles`` or ``write_ups``."""
    return tomllib.loads(resource(f"rehearsal/{name}.toml").read_text(encoding="utf-8"))


def draw(seed: str, label: str, sides: int) -> int:
    """Draw a number from 0 up to ``sides`` (not reached)."""
    return int.from_bytes(sha256(f"{seed}\n{label}".encode()).digest()[:8], "big") % sides


def pick(seed: str, label: str, choices: Sequence[str]) -> str:
    """Pick one of the choices."""
    return choices[draw(seed, label, len(choices))]


def shuffled(seed: str, label: str, choices: Sequence[str]) -> list[str]:
    """Give the choices in an order of the seed's own."""
    return sorted(choices, key=lambda choice: sha256(f"{seed}\n{label}\n{choice}".encode()).digest())


def person_name(seed: str, label: str) -> str:
    """Put a name together: family name, middle name, given name."""
    parts: Mapping[str, list[str]] = words_of("units")["people"]
    sex = "men" if draw(seed, f"{label} sex", 2) else "women"
    middle = pick(seed, f"{label} middle", parts[f"middle_{sex}"])
    given = pick(seed, f"{label} given", parts[f"given_{sex}"])
    return f"{pick(seed, f'{label} family', parts['family'])} {middle} {given}"


def entry_title(seed: str, number: int, field_number: int, definition: Definition) -> str:
    """Make the title of an entry in a field of the definition (numbered from 0)."""
    words = words_of("titles")
    patterns = _patterns_for(definition.fields[field_number].title, field_number)
    label = f"title {number}"
    pattern = patterns[(number // max(len(definition.fields), 1)) % len(patterns)]
    return pattern.format(
        place=pick(seed, f"{label} place", words["places"]),
        who=pick(seed, f"{label} who", words["who"]),
        tool=pick(seed, f"{label} tool", words["tools"]),
        number=2 + draw(seed, f"{label} number", 28),
    )


def _patterns_for(field_title: str, field_number: int) -> list[str]:
    groups: list[Mapping[str, list[str]]] = words_of("titles")["field"]
    folded = field_title.casefold()
    fitting = [group for group in groups if any(word in folded for word in group["words"])]
    return (fitting[-1] if fitting else groups[field_number % len(groups)])["titles"]


def write_up(seed: str, number: int, title: str, lines: tuple[str, ...], unit: str) -> WriteUp:
    """Make the content of an entry's write-up.

    Args:
        seed: of the rehearsal.
        number: of the entry.
        title: of the entry.
        lines: below the title; a blind copy leaves out unit and authors.
        unit: how the text names the unit, ``đơn vị`` in a blind copy.
    """
    words = words_of("write_ups")
    label = f"write-up {number}"
    facts = _facts(seed, label, unit)
    groups = [
        _sentences(seed, f"{label} {key}", words[key], count, facts)
        for key, count in (("problem", 3), ("solution", 5), ("effect", 3), ("spread", 2), ("feedback", 3))
    ]
    figures = f"Số liệu được thống kê trong {facts['n4']} tháng, so sánh trước và sau khi áp dụng như bảng dưới đây."
    texts = [groups[0], groups[1], (figures,), *groups[2:]]
    bars = tuple(18 + draw(seed, f"{label} bar {i}", 78) for i in range(6 + draw(seed, f"{label} bars", 7)))
    picture = draw_chart(bars, "Hồ sơ giải quyết theo tháng", draw(seed, f"{label} palette", 6))
    sections = tuple(Section(heading, each) for heading, each in zip(words["headings"], texts, strict=True))
    return WriteUp(title, lines, sections, _table(seed, label, facts), picture, words["caption"])


def _facts(seed: str, label: str, unit: str) -> dict[str, str]:
    low = 2 + draw(seed, f"{label} n5", 6)
    return {
        "unit": unit,
        "who": pick(seed, f"{label} who", words_of("titles")["who"]),
        "tool": pick(seed, f"{label} tool", words_of("titles")["tools"]),
        "n1": str(120 + 10 * draw(seed, f"{label} n1", 80)),
        "n2": str(18 + draw(seed, f"{label} n2", 30)),
        "n3": str(60 + 5 * draw(seed, f"{label} n3", 60)),
        "n4": str(3 + draw(seed, f"{label} n4", 7)),
        "n5": str(low),
        "n6": str(70 + draw(seed, f"{label} n6", 28)),
    }


def _sentences(seed: str, label: str, choices: Sequence[str], count: int, facts: Mapping[str, str]) -> tuple[str, ...]:
    chosen = sorted(shuffled(seed, label, choices)[: count + draw(seed, f"{label} count", 3)], key=choices.index)
    return tuple(_capital(sentence.format(**facts)) for sentence in chosen)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _table(seed: str, label: str, facts: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    words = words_of("write_ups")
    figures = _figures(seed, label, facts)
    names = sorted(figures, key=words["table_rows"].index)
    left_out = draw(seed, f"{label} left out", len(names))
    rows = [(name, *figures[name]) for place, name in enumerate(names) if place != left_out]
    return (tuple(words["table_head"]), *rows)


def _figures(seed: str, label: str, facts: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Give before and after by row of the table, agreeing with the sentences of the same write-up."""
    monthly, pleased = int(facts["n1"]), int(facts["n6"])
    hours = 16 + draw(seed, f"{label} hours", 40)
    tenth = draw(seed, f"{label} tenth", 10)
    return {
        "Hồ sơ tiếp nhận mỗi tháng": (str(monthly), str(monthly + draw(seed, f"{label} more", 60))),
        "Tỷ lệ hồ sơ phải bổ sung (%)": (facts["n2"], facts["n5"]),
        "Số lần đi lại trung bình": (f"{2 + draw(seed, f'{label} trips', 2)},{tenth}", f"1,{tenth // 2}"),
        "Thời gian giải quyết (giờ)": (str(hours), str(hours - int(facts["n5"]))),
        "Tỷ lệ hài lòng (%)": (str(pleased - 12), str(pleased)),
        "Hồ sơ trực tuyến (%)": (str(pleased // 3), facts["n6"]),
    }

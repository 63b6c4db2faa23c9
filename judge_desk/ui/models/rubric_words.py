"""What a rubric says, in words: the range of a mark, levels, the maximum of a group, how others give their points."""

from __future__ import annotations

from fractions import Fraction

from judge_desk.contest.rulebook.rubric import (
    Band,
    Criterion,
    LeafKind,
    Penalty,
    PenaltyRow,
    Rubric,
    group_weight,
    leaves,
)
from judge_desk.contest.values.identity import CriterionId
from judge_desk.contest.values.numbers import NotANumber, decimals_of, parse_decimal
from judge_desk.ui.words import Words
from judge_desk.wording.figures import decimal, length, shortest


def figure(value: Fraction, words: Words) -> str:
    """Write a number with as few decimals as it needs."""
    return shortest(value, words.language)


def mark_text(leaf: Criterion, steps: int | None, words: Words) -> str:
    """Write a mark as it stands in its field; empty for none."""
    return "" if steps is None else figure(steps * leaf.step, words)


def range_words(leaf: Criterion, band: Band | None, words: Words) -> str:
    """Say which marks a criterion takes, or its chosen level."""
    if band is None and leaf.bands:
        levels = "; ".join(band_range(each, words) for each in reversed(leaf.bands))
        return words.say("ui.marking.range.levels", levels=levels, step=figure(leaf.step, words))
    low, high = (band.low, band.high) if band else (leaf.minimum, leaf.maximum)
    if low == high:
        return words.say("ui.marking.range.one", mark=figure(low, words))
    facts = {"low": figure(low, words), "high": figure(high, words), "step": figure(leaf.step, words)}
    return words.say("ui.marking.range.marks", **facts)


def band_range(band: Band, words: Words) -> str:
    """Write the marks of a level: ``21–26``."""
    low, high = figure(band.low, words), figure(band.high, words)
    return low if low == high else f"{low}–{high}"


def tail_words(leaf: Criterion, steps: int | None, words: Words) -> tuple[str, str]:
    """Say what stands behind the field: ``/ 30`` and nothing, or ``× 5 =`` and the product."""
    if leaf.coefficient == 1:
        return f"/ {figure(leaf.maximum, words)}", ""
    times = f"× {figure(leaf.coefficient, words)}"
    if steps is None:
        return times, ""
    return f"{times} =", figure(steps * leaf.step * leaf.coefficient, words)


def widest_tail(leaf: Criterion, words: Words) -> tuple[str, str]:
    """Give the widest words that :func:`tail_words` can come to."""
    first, most = tail_words(leaf, int(leaf.maximum / leaf.step), words)
    if not most:
        return first, ""
    return first, decimal(leaf.maximum * leaf.coefficient, decimals_of(leaf.step * leaf.coefficient), words.language)


def spoken_name(leaf: Criterion, text: str, words: Words) -> str:
    """Name a field for the screen reader: criterion, mark or none, range."""
    state = text or words.say("ui.marking.not_marked")
    return f"{leaf.id} {leaf.title}, {state}. {range_words(leaf, None, words)}"


def group_words(rubric: Rubric, group: Criterion, words: Words) -> str:
    """Say the most points that the leaves under a group give, with the group's own factor if it has one."""
    below = descendants(rubric, group.id)
    most = sum(
        (leaf.maximum * leaf.coefficient * group_weight(rubric, leaf) for leaf in leaves(rubric) if leaf.id in below),
        Fraction(0),
    )
    if group.weight != 1:
        return words.say("ui.marking.group.times", most=figure(most, words), factor=figure(group.weight, words))
    return words.say("ui.marking.group.most", most=figure(most, words))


def descendants(rubric: Rubric, group: CriterionId) -> frozenset[CriterionId]:
    """Give what stands below a group, at any depth; groups stand before their children."""
    found = {group}
    for each in rubric.criteria:
        if each.parent in found:
            found.add(each.id)
    return frozenset(found - {group})


def elsewhere_words(leaf: Criterion, words: Words) -> str:
    """Say who gives the points of a leaf that is no judge's mark, and by what."""
    if leaf.kind is LeafKind.PENALTY and leaf.penalty is not None:
        return penalty_words(leaf.penalty, words)
    if leaf.kind is LeafKind.FORMULA:
        return words.say("ui.marking.elsewhere.formula", most=figure(leaf.maximum or _formula_points(leaf), words))
    return words.say("ui.marking.elsewhere.organisers", most=figure(leaf.maximum, words))


def _formula_points(leaf: Criterion) -> Fraction:
    return leaf.formula.points if leaf.formula else Fraction(0)


def penalty_words(penalty: Penalty, words: Words) -> str:
    """Say the table of overtime row by row."""
    say = words.say
    if penalty.per_minute is not None:
        return say("ui.marking.elsewhere.per_minute", points=figure(abs(penalty.per_minute), words))
    rows = "; ".join(_penalty_row(row, words) for row in penalty.rows)
    return say("ui.marking.elsewhere.penalty", rows=rows)


def _penalty_row(row: PenaltyRow, words: Words) -> str:
    points = figure(abs(row.points), words)
    if row.over == 0 and not row.included:
        return words.say("ui.marking.elsewhere.any", points=points)
    key = "ui.marking.elsewhere.from" if row.included else "ui.marking.elsewhere.over"
    return words.say(key, over=length(row.over), points=points)


def number_in(text: str) -> Fraction | None:
    """Read what is being typed as a number, None while it is none."""
    try:
        return parse_decimal(text)
    except NotANumber:
        return None


def band_holding(leaf: Criterion, text: str) -> int | None:
    """Give the place of the level that holds a mark as it is typed, None if none does."""
    value = number_in(text)
    if value is None:
        return None
    return next((place for place, band in enumerate(leaf.bands) if band.low <= value <= band.high), None)


def anchor_words(leaf: Criterion, place: int | None, words: Words) -> str:
    """Say what earns what: of one level, or of the criterion as a whole."""
    if place is None:
        return "\n".join(leaf.anchors)
    band = leaf.bands[place]
    if not band.anchor:
        return ""
    return words.say("ui.marking.band.anchor", name=band.title, anchor=band.anchor)


def short_time(stamp: str, now: str) -> str:
    """Write when a mark was kept in a few letters: the time for today, the day for earlier ones; both are ISO."""
    if not stamp:
        return ""
    return stamp[11:16] if stamp[:10] == now[:10] else f"{stamp[8:10]}/{stamp[5:7]}"

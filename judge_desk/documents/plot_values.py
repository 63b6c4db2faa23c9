"""What plots show: values and the words beside them; colours, type and sizes come with the style (``plots``).

Values are exact; every label is text as it shall be read, so that no plot words a number itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Final

MOST_TICKS: Final = 9
_STEPS: Final = tuple(Fraction(size) * 10**power for power in range(-2, 4) for size in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class Axis:
    """From ``low`` to ``high`` with a tick at every ``step``; ``labels`` are the words of the ticks."""

    low: Fraction
    high: Fraction
    step: Fraction
    labels: tuple[str, ...] = ()

    @property
    def ticks(self) -> tuple[Fraction, ...]:
        """The places of the ticks."""
        return tuple(self.low + self.step * number for number in range(int((self.high - self.low) / self.step) + 1))


@dataclass(frozen=True, slots=True)
class Dot:
    """One or more judges at the same value; ``left_out``: by a rule; ``later``: no first mark. Both are hollow."""

    label: str
    value: Fraction
    left_out: bool = False
    later: bool = False


@dataclass(frozen=True, slots=True)
class DotPlot:
    """Marks of one entry on an axis; the line between the outer first marks is strong where ``apart``."""

    axis: Axis
    dots: tuple[Dot, ...]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar from the zero line, up or down; ``number`` stands at its end, ``label`` under the axis."""

    label: str
    value: Fraction
    number: str


@dataclass(frozen=True, slots=True)
class BarPlot:
    """Bars beside each other on one scale."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """One judge: from the lowest to the highest mark, the mean, and the deviation around it (None: one mark)."""

    label: str
    low: Fraction
    high: Fraction
    mean: Fraction
    deviation: Fraction | None = None


@dataclass(frozen=True, slots=True)
class SpreadPlot:
    """Rows below each other on one axis."""

    axis: Axis
    rows: tuple[SpreadRow, ...]


PlotValues = DotPlot | BarPlot | SpreadPlot


def axis_for(values: Iterable[Fraction], least: Fraction, most: Fraction) -> Axis:
    """Choose round ends and steps around values, with room beside them, inside the scale where that is possible.

    ``least`` and ``most`` are the ends of the scale; without values the axis shows all of it.
    """
    shown = tuple(values) or (least, most)
    low, high = min(shown), max(shown)
    room = max((high - low) / 2, (most - least) / 20, Fraction(1))
    low, high = min(max(low - room, least), low), max(min(high + room, most), high)
    step = next((each for each in _STEPS if (high - low) / each <= MOST_TICKS - 2), _STEPS[-1])
    return Axis(floor(low / step) * step, ceil(high / step) * step, step)

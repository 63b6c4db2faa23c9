"""Pictures of plots for a window, in its colours: the same drawing that papers get."""

from __future__ import annotations

from dataclasses import dataclass

from judge_desk.documents.plot_values import PlotValues
from judge_desk.documents.plots import SCREEN_FONT, PlotStyle, svg_of

__all__ = ["SCREEN_FONT", "PlotColours", "PlotValues", "picture_of"]


@dataclass(frozen=True, slots=True)
class PlotColours:
    """Colours of a plot as ``#RRGGBB``: words, quiet words, axis, marks, the strong line, what lies behind."""

    text: str
    text_2: str
    axis: str
    mark: str
    strong: str
    ground: str


def picture_of(plot: PlotValues, width: int, size: int, line: int, colours: PlotColours) -> tuple[bytes, int]:
    """Draw a plot as SVG; gives its bytes and its height.

    Args:
        plot: what it shows.
        width: pixels across.
        size: height of the type in pixels, in the family :data:`SCREEN_FONT`.
        line: height of a line of it.
        colours: of the look.
    """
    each = colours
    style = PlotStyle(SCREEN_FONT, size, line, each.text, each.text_2, each.axis, each.mark, each.strong, each.ground)
    return svg_of(plot, width, style)

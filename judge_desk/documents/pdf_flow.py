"""The flow: pieces of a paper are laid one under the other and cut into pages.

A piece is the smallest thing that is never divided: a line, a row of a table, a row of signatures. Glued pieces stay
on one page wherever they fit on one, which keeps a heading with its text and signatures with what is signed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Canvas, float, float], None]
"""Draws at (x of the left edge, y of the upper edge), in points."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One undivided part of a paper.

    Attributes:
        height: points; draw: see :data:`Draw`.
        space: points above it, not at the top of a page.
        glued: it stays with the piece that follows.
        repeat: drawn again above it when it begins a page.
        new_page: it begins a page.
        outline: level and words of its entry in the outline of the file.
    """

    height: float
    draw: Draw
    space: float = 0.0
    glued: bool = False
    repeat: tuple[Piece, ...] = ()
    new_page: bool = False
    outline: tuple[int, str] | None = None


Placed = tuple[Piece, float]
"""A piece and the distance of its upper edge from the top of the page's body."""


def glue(pieces: Sequence[Piece]) -> list[Piece]:
    """Glue all pieces but the last to the one that follows."""
    return [replace(piece, glued=True) for piece in pieces[:-1]] + list(pieces[-1:])


def glue_tail(pieces: list[Piece], count: int = 2) -> list[Piece]:
    """Glue the last pieces to what will follow, so that it never begins a page alone."""
    kept = max(len(pieces) - count, 0)
    return pieces[:kept] + [replace(piece, glued=True) for piece in pieces[kept:]]


def _groups(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in pieces:
        if piece.new_page and group:
            yield group
            group = []
        group.append(piece)
        if not piece.glued:
            yield group
            group = []
    if group:
        yield group


class _Pages:
    """Pages being filled; ``at`` is the distance already used on the last one."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.pages: list[list[Placed]] = [[]]
        self.at = 0.0

    def fits(self, group: Sequence[Piece], at: float) -> bool:
        used = sum(piece.space + piece.height for piece in group) - (group[0].space if at == 0 else 0)
        return at + used <= self.height + 0.01

    def turn(self, first: Piece) -> None:
        """Begin a new page with the parts that ``first`` wants repeated."""
        if self.pages[-1]:
            self.pages.append([])
        self.at = 0.0
        for piece in first.repeat:
            self.add(piece)

    def add(self, piece: Piece) -> None:
        self.at += piece.space if self.at else 0.0
        self.pages[-1].append((piece, self.at))
        self.at += piece.height


def paginate(pieces: Sequence[Piece], height: float) -> list[list[Placed]]:
    """Cut pieces into pages of a body height in points; at least one page comes out.

    A glued group higher than a page is divided between its pieces; a piece higher than a page stands alone on one.
    """
    pages = _Pages(height)
    for group in _groups(pieces):
        if pages.at and (group[0].new_page or not pages.fits(group, pages.at)):
            pages.turn(group[0])
        for piece in group:
            if pages.at and not pages.fits([piece], pages.at):
                pages.turn(piece)
            pages.add(piece)
    return pages.pages

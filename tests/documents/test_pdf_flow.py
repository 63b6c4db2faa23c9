"""Pages: order kept, nothing below the foot, glue holds wherever it can."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from judge_desk.documents.pdf_flow import Piece, paginate


def _draw(_canvas: Canvas, _x: float, _y: float) -> None:
    """Draw nothing."""


_PIECES = st.lists(
    st.builds(
        Piece, st.integers(1, 60).map(float), st.just(_draw), space=st.integers(0, 9).map(float),
        glued=st.booleans(), new_page=st.sampled_from([False] * 9 + [True]),
    ),
    max_size=60,
)  # fmt: skip


@given(_PIECES)
def test_pieces_keep_their_order_and_stay_on_the_page(pieces: list[Piece]) -> None:
    pages = paginate(pieces, 100.0)
    assert [piece for page in pages for piece, _ in page] == pieces
    for page in pages:
        ends = [at + piece.height for piece, at in page]
        assert all(end <= 100.01 for end in ends)
        assert all(after[1] >= end for after, end in zip(page[1:], ends, strict=False))


@given(_PIECES)
def test_no_page_but_the_only_one_is_empty_and_breaks_are_kept(pieces: list[Piece]) -> None:
    pages = paginate(pieces, 100.0)
    assert len(pages) == 1 or all(pages)
    starts = {id(page[0][0]) for page in pages if page}
    for at, piece in enumerate(pieces):
        if piece.new_page and at and not pieces[at - 1].glued:
            assert id(piece) in starts


def test_glued_pieces_share_a_page_where_they_fit_on_one() -> None:
    pieces = [Piece(60.0, _draw), Piece(30.0, _draw, glued=True), Piece(30.0, _draw)]
    assert [len(page) for page in paginate(pieces, 100.0)] == [1, 2]


def test_a_head_is_repeated_above_a_row_that_begins_a_page() -> None:
    head = Piece(10.0, _draw, glued=True)
    rows = [Piece(40.0, _draw, repeat=(head,)) for _ in range(4)]
    pages = paginate([head, *rows], 100.0)
    assert [[piece is head for piece, _ in page] for page in pages] == [[True, False, False], [True, False, False]]


def test_a_piece_higher_than_a_page_stands_alone() -> None:
    pieces = [Piece(high, _draw) for high in (20.0, 300.0, 20.0)]
    assert [len(page) for page in paginate(pieces, 100.0)] == [1, 1, 1]

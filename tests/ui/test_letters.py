"""Many texts made plain in one go: the same as one by one, whatever stands in them."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from judge_desk.ui.models.collation import found_key, found_keys, sort_key, sort_ranks
from judge_desk.ui.models.table_cells import plain, plain_all

VIETNAMESE = "aAàÁảãạăẰắẳẵặâẦấẩẫậbBdDđĐeÈéẻẽẹêỀếểễệiÌíỉĩịoÒóỏõọôỒốổỗộơỜớởỡợuÙúủũụưỪứửữựyỲýỷỹỵ"
TEXTS = st.lists(st.text(VIETNAMESE + "\u0301\u0323\u031bzZ019 -–üßÇñøИ漢\x00\n", max_size=12), max_size=12)


@given(TEXTS)
def test_what_is_searched_is_the_same_as_text_by_text(texts: list[str]) -> None:
    assert plain_all(texts) == [plain(each) for each in texts]
    assert found_keys(texts) == [found_key(each) for each in texts]


@given(TEXTS)
@example(["\n", "\x00"])
def test_ranks_are_the_order_of_the_keys(texts: list[str]) -> None:
    by_key = sorted(set(texts), key=sort_key)
    ranks = sort_ranks(texts)
    assert ranks == [by_key.index(each) for each in texts]

"""Comparing every write-up with every other, beside two bare ways of doing it.

``python -m benchmarks.similarity [--texts N] [--words N] [--runs N] [--short] [--json]``. The floor is folding the same
words once. The peer is the plainest program: a set of every run of ten words for each text, every two sets cut with
each other; it says that two texts share something, and neither where nor how much in words. Medians of the runs; both
must find the planted pairs.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from functools import partial
from itertools import combinations
from typing import Final

from benchmarks.pairs import OURS, Row, in_turn, options, rows, show, timed
from judge_desk.contest.register.similarity import RUN, alike, words_of
from judge_desk.exchange.submissions.old_text import Piece
from judge_desk.exchange.submissions.write_up_text import Passage, Place, assemble

SYLLABLES: Final = tuple(
    each
    for line in (
        "cải cách hành chính thủ tục hồ sơ số hóa người dân một cửa điện tử cộng đồng ấp xã phường thuế đất",
        "đai bảo hiểm y tế khai sinh cư trú liên thông tin nhắn tổ công nghệ hướng dẫn nộp trực tuyến kết quả",
        "giải quyết đúng hẹn trước hạn cán bộ tiếp nhận trả lời phản ánh kiến nghị hài lòng chỉ số đơn vị địa",
        "bàn tỉnh huyện mô hình sáng kiến giải pháp hiệu lực nhân rộng kinh phí thời gian chi phí tiết kiệm",
        "đi lại ngày giờ tháng quý năm tỷ lệ phần trăm so với cùng kỳ",
    )
    for each in line.split()
)
FORM: Final = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam. Độc lập - Tự do - Hạnh phúc. Bản thuyết minh sáng kiến, giải pháp. " * 2
)
PLANTED: Final = 10
PASSAGE: Final = 300


def texts(count: int, words: int) -> tuple[list[str], set[tuple[int, int]]]:
    """Invent write-ups with the same form, the same every time; gives the pairs into which a passage was planted."""
    luck = random.Random(11)
    weights = [1 / (place + 2) for place in range(len(SYLLABLES))]
    made = [luck.choices(SYLLABLES, weights, k=words) for _ in range(count)]
    pairs = set()
    length = min(PASSAGE, words // 4)
    for number in range(min(PLANTED, count // 2)):
        one, two = 2 * number, 2 * number + 1
        made[two][words // 2 : words // 2 + length] = made[one][words // 4 : words // 4 + length]
        pairs.add((one, two))
    return [FORM + " ".join(each) for each in made], pairs


def ours(given: Sequence[str]) -> set[tuple[int, int]]:
    """Compare as the desk does, after the texts were read."""
    words = [[word.folded for word in words_of(text)] for text in given]
    return {(each.first, each.second) for each in alike(words, len(words), 5)}


def folded(given: Sequence[str]) -> list[list[str]]:
    """Fold every word."""
    return [[word.folded for word in words_of(text)] for text in given]


def bare(given: Sequence[str]) -> set[tuple[int, int]]:
    """Cut every two sets of runs with each other; the runs of the form are left out."""
    words = folded(given)
    runs = [{tuple(each[place : place + RUN]) for place in range(len(each) - RUN + 1)} for each in words]
    form = runs[0] & runs[-1]
    return {(one, two) for one, two in combinations(range(len(runs)), 2) if len((runs[one] & runs[two]) - form) > RUN}


def read(given: Sequence[str]) -> int:
    """Look through the texts for an old writing, as intake does; gives how many passages there were."""
    found = [assemble(Place.LINE, [Passage(1, (Piece(text),))], {}) for text in given]
    return sum(len(each.passages) for each in found)


def measure(count: int, words: int, runs: int) -> list[Row]:
    """Let all work in turn; what was planted must be found by both that compare."""
    given, planted = texts(count, words)
    for compare in (ours, bare):
        missed = planted - compare(given)
        assert not missed, missed
    acts = {OURS: ours, "cutting sets": bare, "folding": folded, "reading": read}
    taken = in_turn({name: partial(timed, partial(act, given)) for name, act in acts.items()}, runs)
    return rows(f"{count} texts of {words} words, every one with every other", taken, {})


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = options("Comparing write-ups.", runs=3)
    parser.add_argument("--texts", type=int, default=400)
    parser.add_argument("--words", type=int, default=3_000)
    args = parser.parse_args(arguments)
    told = measure(20, 200, 1) if args.short else measure(args.texts, args.words, args.runs)
    show("comparing write-ups", told, args.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Which papers would read otherwise if they were made now, because the office's words changed since they were printed.

The code of the data does not change with the words. A paper is built once more, without being written, and asked which
texts it says; where one of them was another when it was printed, the print no longer says what the office says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from judge_desk.contest.values.problems import NotNow
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.papers.planned import PlannedPaper
from judge_desk.desks.papers.words_in_force import own_copy
from judge_desk.documents.own_texts import AS_SHIPPED
from judge_desk.documents.texts import wording
from judge_desk.stores.decision_tables import paper_acts
from judge_desk.stores.text_tables import KeptTexts, read_texts

Text = tuple[str, str]
"""Name of the texts of a paper, and the key of one of them."""
_NONE: Final[Mapping[Text, str]] = {}


def reworded(contest: ContestFolder, planned: Sequence[PlannedPaper], prints: Mapping[int, str]) -> frozenset[int]:
    """Give the numbers of those prints whose words are others now.

    Nothing is built where no words changed since.

    Args:
        contest: an open contest.
        planned: the papers that the round can have.
        prints: name without ending of each print in question, by its number.
    """
    kept = read_texts(contest.store)
    if not kept:
        return frozenset()
    acts, now = paper_acts(contest.store), _texts_at(kept, kept[-1].act)
    changed = {
        number: now.items() ^ _texts_at(kept, acts[number]).items() for number in prints if acts[number] < kept[-1].act
    }
    papers, read = {each.name: each for each in planned}, dict[str, frozenset[Text]]()
    found = set()
    for number, differing in changed.items():
        paper = papers.get(prints[number])
        if paper is None or not differing or paper.kind in AS_SHIPPED:
            continue
        if paper.name not in read:
            read[paper.name] = _read_by(paper)
        if read[paper.name] & {text for text, _ in differing}:
            found.add(number)
    return frozenset(found)


def _texts_at(kept: Sequence[KeptTexts], act: int) -> Mapping[Text, str]:
    """Give the office's own texts in force after an act; of a copy that cannot be used, none."""
    latest = {each.paper: each for each in kept if each.act <= act}
    return {text: words for each in latest.values() for text, words in _texts_of(each).items()}


def _texts_of(copy: KeptTexts) -> Mapping[Text, str]:
    if copy.withdrawn:
        return _NONE
    try:
        return {(copy.paper, key): words for key, words in own_copy(copy).templates.items()}
    except NotNow:
        return _NONE


def _read_by(paper: PlannedPaper) -> frozenset[Text]:
    """Give the texts that a paper says; none where its words leave a hole."""
    with wording(()) as seen:
        try:
            paper.build()
        except NotNow:
            return frozenset()
    return frozenset(seen.read)

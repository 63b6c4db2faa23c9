"""The office's own words of papers: every copy that was ever in force, append-only; the latest of a paper holds."""

from __future__ import annotations

from dataclasses import dataclass

from judge_desk.contest.values.identity import Digest
from judge_desk.stores.contest_file import Act
from judge_desk.stores.rows import Readable

_COLUMNS = ("paper", "number", "digest", "content", "reason", "stated_time")


@dataclass(frozen=True, slots=True)
class KeptTexts:
    """One copy of an office's words of one paper.

    Attributes:
        paper: whose words; number: of the copy, from 1 for every paper.
        digest: SHA-256 of the content; content: the copy as text, empty where the own words were taken back.
        reason: why; stated_time: ISO local; operator: who, as the log says.
        act: number of the act that kept it.
    """

    paper: str
    number: int
    digest: Digest
    content: str
    reason: str
    stated_time: str
    operator: str = ""
    act: int = 0

    @property
    def withdrawn(self) -> bool:
        """Whether this entry takes the paper's own words back."""
        return not self.content


def put_texts(act: Act, paper: str, digest: Digest, content: str, reason: str) -> int:
    """Put a copy of words in force, or with an empty content take them back; gives its number."""
    found = act.rows("SELECT coalesce(max(number), 0) + 1 FROM own_texts WHERE paper = ?", paper)
    number = int(found[0][0])
    act.insert("own_texts", _COLUMNS, [(paper, number, digest, content, reason, act.now)])
    return number


def read_texts(held: Readable) -> tuple[KeptTexts, ...]:
    """Give every copy, the oldest first."""
    found = held.rows(
        f"SELECT {', '.join(_COLUMNS)}, json_extract(log.body, '$.actor'), own_texts.act"
        " FROM own_texts JOIN log ON log.seq = own_texts.act ORDER BY own_texts.act, own_texts.rowid"
    )
    return tuple(KeptTexts(paper, number, Digest(digest), *rest) for paper, number, digest, *rest in found)


def texts_in_force(held: Readable) -> dict[str, KeptTexts]:
    """Give the copies in force by paper; a paper whose words were taken back has none."""
    latest = {each.paper: each for each in read_texts(held)}
    return {paper: each for paper, each in latest.items() if not each.withdrawn}

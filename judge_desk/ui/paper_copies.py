"""Copies of a contest's papers for a person: under a name of one's own, and for the system's programs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.desks import paper_shelf, publishing
from judge_desk.desks.paper_shelf import KeptPaper
from judge_desk.desks.surroundings import Surroundings

READING: Final = "ban-sao-de-doc"
"""Folder of this user in which copies for the system's programs lie."""


@dataclass(frozen=True, slots=True)
class PaperCopies:
    """Writes copies of the papers of one contest folder; called off the thread of the window."""

    folder: Path

    def save(self, kept: KeptPaper, path: Path, around: Surroundings) -> Path:
        """Write a print under a name. One that was replaced says so.

        Raises:
            Refusal: as :func:`~judge_desk.desks.paper_shelf.copy_paper`.
        """
        return paper_shelf.copy_paper(self.folder, kept.number, path.parent, around, name=path.name, stamped=True)

    def to_read(self, number: int, around: Surroundings) -> Path:
        """Write a copy to be opened, into a folder of its own: an earlier copy may have been written in.

        One of a print that was replaced says so.

        Raises:
            Refusal: as :func:`~judge_desk.desks.paper_shelf.copy_paper`.
        """
        time = "".join(each for each in around.now() if each.isdigit())
        place = around.home / READING / f"{number}-{time}"
        return paper_shelf.copy_paper(self.folder, number, place, around, stamped=True)

    def make(
        self, round_id: str, name: str, ending: str, draft: bool, target: Path | None, around: Surroundings
    ) -> Path:
        """Make one paper of a round in one format, and write a copy of it: under a name, or to be opened.

        Raises:
            Refusal: as :func:`~judge_desk.desks.publishing.publish`; or the copy cannot be written, the paper stays.
        """
        made = publishing.publish(self.folder, round_id, None, around, (ending,), draft, (name,))
        number = next(each.number for each in made.papers if each.file == f"{name}.{ending}")
        if target is None:
            return self.to_read(number, around)
        return paper_shelf.copy_paper(self.folder, number, target.parent, around, name=target.name)

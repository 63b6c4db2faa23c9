"""How files are called inside a contest folder: by their content, never by a stranger's name."""

from __future__ import annotations

from typing import Final

from judge_desk.contest.values.identity import Digest

SUBMISSIONS: Final = "submissions"
PACKAGES: Final = "packages"
BALLOTS: Final = "ballots"
DOCUMENTS: Final = "documents"


def submission_name(sha256: Digest, extension: str) -> str:
    """Name a submitted file: its digest and the ending that its content deserves."""
    return f"{sha256}.{extension}" if extension else sha256


def ballot_name(digest: Digest) -> str:
    """Name a ballot as received."""
    return f"{digest}.jdballot"

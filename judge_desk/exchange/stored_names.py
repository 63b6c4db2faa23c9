"""How files are called inside a contest folder: by their content, never by a stranger's name."""

from __future__ import annotations

from typing import Final

from judge_desk.contest.values.identity import Digest

SUBMISSIONS: Final = "submissions"
PACKAGES: Final = "packages"
BALLOTS: Final = "ballots"
DOCUMENTS: Final = "documents"
MANIFEST: Final = ".jdpack"
"""Ending of the manifest of a package, by which its folder is known."""
DRAFTS: Final = "drafts"
"""Typings of paper ballots, before and after they became one."""


def submission_name(sha256: Digest, extension: str) -> str:
    """Name a submitted file: its digest and the ending that its content deserves."""
    return f"{sha256}.{extension}" if extension else sha256


def ballot_name(digest: Digest) -> str:
    """Name a ballot as received."""
    return f"{digest}.jdballot"


def closed_name(digest: Digest) -> str:
    """Name a closed ballot as received."""
    return f"{digest}_kin.jdballot"


def converted_stem(sha256: Digest) -> str:
    """Name the copy of a submitted file in Unicode, without its ending; it lies beside the original."""
    return f"{sha256}-unicode"


def emptied_stem(sha256: Digest) -> str:
    """Name the copy of a submitted file that names nobody in its properties, without its ending."""
    return f"{sha256}-khong-ten"


def sheet_stem(sha256: Digest) -> str:
    """Name the sheet of stills of a submitted clip, without its ending."""
    return f"{sha256}-anh"

"""What a package and its damaged files are called: by entry and part, never by the names of files."""

from __future__ import annotations

from judge_desk.contest.values.problems import Findings
from judge_desk.desks.opening import Change, Found, Offer, files_of
from judge_desk.ui.models.lines import Line, line_of
from judge_desk.ui.words import Words
from judge_desk.wording.figures import file_size, whole


def package_line(offer: Offer, words: Words) -> str:
    """Say round, version and size of a package in one line."""
    return words.say(
        "ui.opening.facts",
        round=offer.round.title,
        organiser=offer.definition.head.organiser,
        version=offer.manifest.version,
        entries=whole(len(offer.manifest.entries), words.language),
        files=whole(offer.files, words.language),
        size=file_size(offer.size, words.language),
    )


def found_lines(found: tuple[Found, ...], words: Words) -> list[Line]:
    """List packages by contest and round, and below where they lie."""
    lines = []
    for each in found:
        title = " · ".join(part for part in (each.contest, each.round) if part) or words.say("ui.opening.found_unread")
        place = words.say("ui.opening.found_line", folder=each.folder.name, place=str(each.folder.parent))
        lines.append(Line("package", "accent", "", title, place, each.folder))
    return lines


def change_line(change: Change | None, words: Words) -> str:
    """Say what a newer package changes for a seat; empty when nothing does."""
    if change is None:
        return ""
    parts = (("withdrawn", change.withdrawn), ("added", change.added), ("files", change.files))
    return " ".join(words.say(f"ui.opening.change.{name}", codes=", ".join(codes)) for name, codes in parts if codes)


def finding_lines(findings: Findings, offer: Offer, words: Words) -> list[Line]:
    """Say which file of which entry is damaged or missing; whatever else was found as it is said everywhere."""
    files = files_of(offer)
    lines = []
    for each in findings:
        known = files.get(each.where.rpartition("/")[2])
        if known is not None:
            code, part = known
            missing = each.code in ("package.missing", "disk.missing")
            key = "ui.opening.file_missing" if missing else "ui.opening.file_changed"
            lines.append(Line("triangle-alert", "warn", "", words.say(key, code=code, part=part)))
        elif each.code != "package.extra":
            lines.append(line_of(each, words))
    return lines

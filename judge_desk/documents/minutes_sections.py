"""The sections of the minutes, in the order of the meeting; each is a function of the content alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from judge_desk.documents.blocks import Block, Paragraph, Style
from judge_desk.documents.content import BallotCount, MinutesContent, RecusalNote, TieCase
from judge_desk.documents.minutes_tables import (
    ballot_codes,
    decision_table,
    disagreement_table,
    ranking_table,
    refused_ballots,
    refused_entries,
)
from judge_desk.documents.page_words import event_of
from judge_desk.documents.paper import PAPER, ink, rules_sentences
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, listing, mark

_TEXTS: Final = open_texts("minutes")


def _say(key: str, **facts: str | int) -> Paragraph:
    return Paragraph(_TEXTS.fill(key, **facts))


def quorum(content: MinutesContent) -> list[Block]:
    """Say who could decide: basis, members present and absent, quorum."""
    meeting = content.meeting
    present = len(meeting.present)
    counts = _TEXTS.fill(
        "quorum_text",
        total=count(meeting.total),
        present=count(present),
        absent=count(meeting.total - present),
        needed=count(meeting.needed),
    )
    met = _TEXTS.fill("quorum_met" if present >= meeting.needed else "quorum_missed")
    basis: list[Block] = [_say("basis", basis=meeting.basis.rstrip("."))] if meeting.basis else []
    return [*basis, Paragraph(f"{counts} {met}")]


def rubric(content: MinutesContent) -> list[Block]:
    """Say which rules were in force, where they come from, and how they count."""
    head = content.head
    lines: list[Block] = [
        _say("definition", event=event_of(head.contest_title), version=head.version, hash=head.short_hash),
    ]
    if content.rules.rubric_source:
        lines.append(_say("source", source=content.rules.rubric_source.rstrip(".")))
    if head.sample:
        lines.append(_say("sample"))
    said = rules_sentences(content.rules, sample=not head.sample)
    return [*lines, *(Paragraph(sentence) for sentence in said)]


def entries(content: MinutesContent) -> list[Block]:
    """Say how many entries there were, which were not judged and why, and how codes were drawn."""
    facts = {
        "entries": count(content.entries),
        "admitted": count(content.admitted),
        "refused": count(content.entries - content.admitted),
    }
    blocks: list[Block] = [_say("entries_text", **facts)]
    if content.refused_entries:
        blocks += [_say("refused_intro"), refused_entries(content)]
    return [*blocks, _say("lot", lot=content.lot)] if content.lot else blocks


def recusals(content: MinutesContent) -> list[Block]:
    """List who did not mark what, and why."""
    if not content.recusals:
        return [_say("recusals_none")]
    return [Paragraph(_recusal(note), Style.ITEM) for note in content.recusals]


def _recusal(note: RecusalNote) -> str:
    codes = ", ".join(note.codes)
    reason = ink(note.reason.rstrip("."))
    return _TEXTS.fill("recusal", judge=note.judge, count=count(len(note.codes)), codes=codes, reason=reason)


def ballots(content: MinutesContent) -> list[Block]:
    """Count the ballots and list those that do not count."""
    number: BallotCount = content.ballots
    blocks: list[Block] = [
        _say(
            "ballots_text",
            issued=count(number.issued),
            returned=count(number.returned),
            valid=count(number.valid),
            invalid=count(max(number.returned - number.valid, 0)),
            missing=count(max(number.issued - number.valid, 0)),
        )
    ]
    if content.opening:
        blocks.append(Paragraph(content.opening))
    if number.superseded:
        blocks.append(_say("ballots_again", superseded=count(number.superseded)))
    if number.refused:
        blocks.append(_say("ballots_refused", refused=count(number.refused)))
    if number.paper:
        blocks.append(_say("ballots_paper", paper=count(number.paper)))
    if content.refused_ballots:
        blocks += [_say("refused_ballots_intro"), refused_ballots(content)]
    return blocks


def disagreements(content: MinutesContent) -> list[Block]:
    """List the cases of disagreement with their first marks and their outcome."""
    if not content.disagreements:
        return [_say("disagreements_none")]
    return [_say("disagreements_text", count=count(len(content.disagreements))), disagreement_table(content)]


def ties(content: MinutesContent) -> list[Block]:
    """List the ties and how each was decided."""
    if not content.ties:
        return [_say("ties_none")]
    return [Paragraph(_tie(case, content.rules.score.decimals), Style.ITEM) for case in content.ties]


def _tie(case: TieCase, decimals: int) -> str:
    steps = " ".join(f"{step.rstrip('.')}." for step in case.steps)
    facts = {
        "codes": listing(case.codes),
        "score": mark(case.score, decimals),
        "outcome": ink(case.outcome.rstrip(".")),
    }
    text = _TEXTS.fill("tie", steps=steps, **facts) if steps else _TEXTS.fill("tie_plain", **facts)
    return _TEXTS.fill("tie_people", tie=text, people=listing(case.people)) if case.people else text


def result(content: MinutesContent) -> list[Block]:
    """Give the shortlist, or the ranking with its prizes."""
    cut: list[Block] = [Paragraph(content.cut)] if content.cut else []
    if not content.ranked:
        return [*cut, _say("result_none")]
    ranked = count(len(content.ranked))
    if not content.final_round:
        return [*(cut or [_say("result_count_cut", count=ranked)]), ranking_table(content)]
    prizes = count(sum(bool(row.prize) for row in content.ranked))
    intro = _say("result_count_prizes", count=ranked, prizes=prizes)
    return [*cut, intro, ranking_table(content)]


def unsealing(content: MinutesContent) -> list[Block]:
    """Say who opened the code table, where there is one."""
    return [Paragraph(content.unsealing)] if content.unsealing else []


def decisions(content: MinutesContent) -> list[Block]:
    """List every decision of people with reason, names and stated time."""
    return [decision_table(content.decisions)] if content.decisions else [_say("decisions_none")]


def codes(content: MinutesContent) -> list[Block]:
    """List the codes of all counted ballots, and which were not compared with their paper."""
    if not content.counted:
        return [_say("codes_none")]
    untied = [_TEXTS.fill("seat_judge", seat=each.seat, judge=each.judge) for each in content.counted if not each.tied]
    last = _say("codes_some", seats=listing(untied)) if untied else _say("codes_all")
    return [_say("codes_intro"), ballot_codes(content), last]


def reserved(content: MinutesContent) -> list[Block]:
    """List the opinions that members want kept."""
    if not content.reserved:
        return [Paragraph(PAPER.fill("none"))]
    return [Paragraph(_TEXTS.fill("reserved_item", opinion=each), Style.ITEM) for each in content.reserved]


def annexes(content: MinutesContent) -> list[Block]:
    """List the papers that go with the minutes, and where the log stood."""
    items: list[Block] = [_say("annex", annex="; ".join(content.annexes))] if content.annexes else []
    return [*items, _say("log", log=content.log_head)] if content.log_head else items


Section = Callable[[MinutesContent], list[Block]]
SECTIONS: Final[tuple[tuple[str, Section], ...]] = (
    ("quorum", quorum),
    ("rubric", rubric),
    ("entries", entries),
    ("recusals", recusals),
    ("ballots", ballots),
    ("disagreements", disagreements),
    ("ties", ties),
    ("unsealing", unsealing),
    ("result", result),
    ("decisions", decisions),
    ("codes", codes),
    ("reserved", reserved),
    ("annexes", annexes),
)
"""The key of each section's title and what it says; a section without blocks is left out. The title of ``result``
depends on the round (see ``minutes``)."""

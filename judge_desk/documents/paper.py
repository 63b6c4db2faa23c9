"""What all papers share: the frame of a document, the head, the rules in words, places for ink."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from judge_desk.contest.rulebook.rules import DisagreementRule, RankOn, ScoreRule, Tier, Undecided
from judge_desk.documents.blocks import Block, Document, Orientation, Paragraph, Signatures, Signer, StateHead, Style
from judge_desk.documents.content import PaperHead, Rules
from judge_desk.documents.page_words import state_words, with_own_texts
from judge_desk.documents.texts import open_texts, words_taken
from judge_desk.wording.figures import code_groups, count, moment, shortest

PAPER: Final = open_texts("paper")
"""The sentences that all papers share."""


def make_document(
    head: PaperHead, title: str, blocks: Sequence[Block], orientation: Orientation = Orientation.PORTRAIT
) -> Document:
    """Put blocks into a document with the marks of the contest on every page."""
    watermark, banner = state_words(head.rehearsal, head.sample, bool(head.open_points))
    replaced = PAPER.fill("superseded", code=code_groups(head.superseded)) if head.superseded else ""
    return Document(
        title=f"{title} - {head.round_title}" if head.round_title else title,
        subject=head.contest_title,
        blocks=(*blocks,),
        footer=with_own_texts(
            PAPER.fill("footer", contest=head.contest_id, version=head.version, hash=head.short_hash), words_taken()
        ),
        data_code=head.data_code,
        banner=banner,
        superseded=replaced,
        watermark=watermark,
        orientation=orientation,
    )


def ink(text: str, dots: str = "dots") -> str:
    """Give a text, or where it is empty a line of dots to write on: a template is never given an empty field."""
    return text if text.strip() else PAPER.fill(dots)


def jury_head(head: PaperHead, number: str = "", place_date: str = "") -> StateHead:
    """Make the head of a paper of the jury, under the organisers; where a plan has no jury, that of the organisers."""
    if not head.jury:
        return StateHead(head.superior, head.organiser, number, place_date)
    return StateHead(head.organiser, head.jury, number, place_date)


def organisers_head(head: PaperHead, place_date: str = "") -> StateHead:
    """Make the head of a paper of the organisers, under their superior body."""
    return StateHead(head.superior, head.organiser, place_date=place_date)


def minutes_number(head: PaperHead) -> str:
    """Give số và ký hiệu of minutes, with room for the number in ink."""
    return PAPER.fill("minutes_number", symbol=ink(head.jury_symbol, "dots_short"))


def ink_place_date(head: PaperHead) -> str:
    """Give địa danh và thời gian with the day and month left for ink."""
    return PAPER.fill("ink_place_date", place=ink(head.place, "dots_short"), year=head.year)


def ink_moment(head: PaperHead, stamp: str) -> str:
    """Write an ISO time, or dots for ink where it is empty."""
    return moment(stamp) if stamp else PAPER.fill("ink_moment", year=head.year)


def subject(head: PaperHead, *lines: str) -> tuple[str, ...]:
    """Give the lines of trích yếu: what the paper is about, then contest and round."""
    return tuple(line for line in (*lines, head.contest_title, head.round_title) if line)


def signer(title_key: str, name: str = "", above: str = "") -> Signer:
    """Make a place to sign whose title is a shared template."""
    return Signer(PAPER.fill(title_key), PAPER.fill("sign_hint"), name, above)


def recipients() -> tuple[str, ...]:
    """Give the lines of "Nơi nhận" of a paper that is only filed."""
    return (PAPER.fill("recipients"), PAPER.fill("recipients_file"))


def open_points(head: PaperHead) -> list[Block]:
    """List what is not decided, where the paper is a draft."""
    if not head.open_points:
        return []
    items = [Paragraph(PAPER.fill("open_item", point=point), Style.ITEM) for point in head.open_points]
    return [Paragraph(PAPER.fill("open_title"), Style.HEADING), *items]


def in_last_row(
    members: Sequence[Signer], officers: Sequence[Signer], columns: int, below: tuple[str, ...] = ()
) -> Signatures:
    """Let members sign in rows, and officers at the end of the last one: who heads the jury stands at the right."""
    free = -(len(members) + len(officers)) % columns
    return Signatures((*members, *[Signer("")] * free, *officers), columns, below)


def code_cell(digits: str) -> str:
    """Group the digits of a code for a cell of a table, where it is not broken into lines."""
    return code_groups(digits).replace(" ", "\u00a0")


def value_note() -> Paragraph:
    """Say what the print and the codes are worth."""
    return Paragraph(PAPER.fill("value_note"), Style.NOTE)


def rules_sentences(rules: Rules, sample: bool = True) -> list[str]:
    """Say how scores come about, how they are rounded and what happens when judges differ.

    ``sample`` is whether rules that are only a sample say so, where the paper has not said it before.
    """
    sentences = [_score(rules.score), _disagreement(rules.disagreement)]
    shown = rules.score.sample or (isinstance(rules.disagreement, DisagreementRule) and rules.disagreement.sample)
    return [*sentences, PAPER.fill("rules_sample")] if shown and sample else sentences


def _score(score: ScoreRule) -> str:
    trim = {"trim": count(score.trim)} if score.method == "trimmed_mean" else {}
    place = PAPER.fill("place_units")
    if score.decimals:
        place = PAPER.fill("place_decimals", decimals=count(score.decimals))
    ranked = "rank_rounded" if score.rank_on is RankOn.ROUNDED else "rank_exact"
    return " ".join(
        (
            PAPER.fill(f"rule_{score.method}", **trim),
            PAPER.fill(f"round_{score.rounding}", place=place),
            PAPER.fill(ranked),
            PAPER.fill("minimum_ballots", minimum=count(score.minimum_ballots)),
        )
    )


def _disagreement(rule: DisagreementRule | Undecided | None) -> str:
    if rule is None:
        return PAPER.fill("disagreement_none")
    if isinstance(rule, Undecided):
        return PAPER.fill("disagreement_undecided")
    ends: list[Tier | None] = [*rule.tiers[1:], None]
    tiers = [_tier(at, tier, end) for at, (tier, end) in enumerate(zip(rule.tiers, ends, strict=True))]
    return PAPER.fill(f"measure_{rule.measure}", tiers="; ".join(tiers))


def _tier(at: int, tier: Tier, end: Tier | None) -> str:
    action = "action_undecided" if isinstance(tier.action, Undecided) else f"action_{tier.action}"
    return PAPER.fill("tier", bounds=_bounds(at == 0, tier, end), action=PAPER.fill(action))


def _bounds(first: bool, tier: Tier, end: Tier | None) -> str:
    """Say from where to where a tier holds; the next tier's own bound belongs to it only if included."""
    if end is None:
        key = "tier_whole" if first else "tier_last_in" if tier.included else "tier_low_out"
        return PAPER.fill(key, **({} if first else {"low": shortest(tier.bound)}))
    high = shortest(end.bound)
    if first:
        return PAPER.fill("tier_first_out" if end.included else "tier_first_in", high=high)
    low = PAPER.fill("tier_low_in" if tier.included else "tier_low_out", low=shortest(tier.bound))
    return PAPER.fill("tier_high_out" if end.included else "tier_high_in", low=low, high=high)

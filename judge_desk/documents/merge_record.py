"""Biên bản hợp nhất điểm: which ballots were brought, which count, which do not and why, before whom."""

from __future__ import annotations

from typing import Final

from judge_desk.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    Fields,
    Paragraph,
    Signatures,
    Signer,
    Style,
    Table,
    Title,
)
from judge_desk.documents.content import ExpectedSeat, MergedBallot, MergeRecordContent
from judge_desk.documents.paper import (
    PAPER,
    code_cell,
    ink_moment,
    jury_head,
    make_document,
    minutes_number,
    open_points,
    recipients,
    subject,
    value_note,
)
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import code_groups, count, listing, moment
from judge_desk.wording.words import capitalised

_TEXTS: Final = open_texts("merge_record")


def merge_record(content: MergeRecordContent) -> Document:
    """Make the record of one merge (layout: Nghị định 30/2020/NĐ-CP, Mẫu 1.9)."""
    head = content.head
    title = _TEXTS.fill("subject", number=content.number)
    blocks: list[Block] = [
        jury_head(head, minutes_number(head)),
        Title(_TEXTS.fill("title"), subject(head, title)),
        _circumstances(content),
        *_expected(content),
        *_received(content),
        *_refused(content),
        *_conditions(content),
        *_paper(content),
        *_safety(content),
        *open_points(head),
        Paragraph(_TEXTS.fill("ends", moment=ink_moment(head, ""))),
        _signatures(content),
        value_note(),
    ]
    return make_document(head, f"{capitalised(_TEXTS.fill('title').lower())} {title.lower()}", blocks)


def _circumstances(content: MergeRecordContent) -> Fields:
    none = PAPER.fill("none")
    rows = [
        (_TEXTS.fill("begins"), moment(content.stated_time) if content.stated_time else ink_moment(content.head, "")),
        (_TEXTS.fill("operator"), content.operator),
        (_TEXTS.fill("witnesses"), listing(content.witnesses) or none),
        (_TEXTS.fill("reason"), content.reason),
    ]
    if content.package_code:
        rows.append((_TEXTS.fill("package"), code_groups(content.package_code)))
    return Fields(tuple(rows))


def _seat(ballot: MergedBallot) -> str:
    return _TEXTS.fill("seat_unknown") if ballot.seat is None else _TEXTS.fill("seat", seat=ballot.seat)


def _expected(content: MergeRecordContent) -> list[Block]:
    missing = [each for each in content.expected if not each.counted]
    counts = _TEXTS.fill(
        "expected_count",
        expected=count(len(content.expected)),
        counted=count(len(content.expected) - len(missing)),
        missing=count(len(missing)),
    )
    table = Table(
        (
            Column(_TEXTS.fill("column_seat"), Align.CENTRE, width=14),
            Column(_TEXTS.fill("column_judge"), share=1),
            Column(_TEXTS.fill("column_assigned"), Align.CENTRE, width=32),
            Column(_TEXTS.fill("column_state"), Align.CENTRE, width=32),
        ),
        tuple(_expected_row(each) for each in content.expected),
        numbered=False,
        empty=_TEXTS.fill("none_expected"),
    )
    blocks: list[Block] = [Paragraph(_TEXTS.fill("expected"), Style.HEADING), Paragraph(counts), table]
    if missing:
        seats = listing([f"{_TEXTS.fill('seat', seat=each.seat)} ({each.judge})" for each in missing])
        blocks.append(Paragraph(_TEXTS.fill("missing", seats=seats)))
    return blocks


def _expected_row(each: ExpectedSeat) -> tuple[str, ...]:
    return (str(each.seat), each.judge, count(each.assigned), _TEXTS.fill("yes" if each.counted else "no"))


def _received(content: MergeRecordContent) -> list[Block]:
    counted = sum(ballot.counted for ballot in content.ballots)
    counts = _TEXTS.fill(
        "received_count",
        received=count(len(content.ballots)),
        counted=count(counted),
        refused=count(len(content.ballots) - counted - content.closed),
    )
    table = Table(
        (
            Column(_TEXTS.fill("column_number"), Align.CENTRE),
            Column(_TEXTS.fill("column_seat"), Align.CENTRE),
            Column(_TEXTS.fill("column_judge"), share=4),
            Column(_TEXTS.fill("column_revision"), Align.CENTRE),
            Column(_TEXTS.fill("column_outcome"), share=4),
            Column(_TEXTS.fill("column_code"), Align.CENTRE),
        ),
        tuple(_ballot_row(number, ballot) for number, ballot in enumerate(content.ballots, 1)),
        size=11,
        empty=_TEXTS.fill("none_received"),
    )
    said = [_TEXTS.fill("closed_count", closed=count(content.closed))] if content.closed else []
    said += [_TEXTS.fill("opened_by", number=content.opening)] if content.opening else []
    return [Paragraph(_TEXTS.fill("received"), Style.HEADING), Paragraph(counts), *map(Paragraph, said), table]


def _ballot_row(number: int, ballot: MergedBallot) -> tuple[str, ...]:
    code = code_cell(ballot.code) if ballot.code else _TEXTS.fill("unreadable")
    outcome = _TEXTS.fill("from_paper", outcome=ballot.outcome) if ballot.from_paper else ballot.outcome
    seat = "" if ballot.seat is None else str(ballot.seat)
    return (str(number), seat, ballot.judge, str(ballot.revision or ""), outcome, code)


def _refused(content: MergeRecordContent) -> list[Block]:
    heading = Paragraph(_TEXTS.fill("refused"), Style.HEADING)
    refused = [ballot for ballot in content.ballots if not ballot.counted and not ballot.closed]
    if not refused:
        return [heading, Paragraph(PAPER.fill("none"))]
    return [heading, *(Paragraph(_refusal(ballot), Style.ITEM) for ballot in refused)]


def _refusal(ballot: MergedBallot) -> str:
    outcome = ballot.outcome.rstrip(".")
    if not ballot.reason or ballot.reason.startswith(outcome):
        return _TEXTS.fill("refused_plain", file=ballot.file, seat=_seat(ballot), outcome=outcome)
    return _TEXTS.fill("refused_item", file=ballot.file, seat=_seat(ballot), outcome=outcome, reason=ballot.reason)


def _conditions(content: MergeRecordContent) -> list[Block]:
    heading = Paragraph(_TEXTS.fill("conditions"), Style.HEADING)
    if not content.conditions:
        return [heading, Paragraph(_TEXTS.fill("conditions_none"))]
    items = [Paragraph(_TEXTS.fill("condition", condition=each), Style.ITEM) for each in content.conditions]
    return [heading, *items]


def _paper(content: MergeRecordContent) -> list[Block]:
    counted = [ballot for ballot in content.ballots if ballot.counted]
    untied = [_seat(ballot) for ballot in counted if not ballot.tied]
    if not counted:
        sentence = _TEXTS.fill("paper_none")
    else:
        sentence = _TEXTS.fill("paper_some", seats=listing(untied)) if untied else _TEXTS.fill("paper_all")
    return [Paragraph(_TEXTS.fill("paper"), Style.HEADING), Paragraph(sentence)]


def _safety(content: MergeRecordContent) -> list[Block]:
    backup = _TEXTS.fill("backup", backup=content.backup) if content.backup else _TEXTS.fill("backup_none")
    blocks: list[Block] = [Paragraph(_TEXTS.fill("safety"), Style.HEADING), Paragraph(backup)]
    if content.log_head:
        blocks.append(Paragraph(_TEXTS.fill("log", log=content.log_head)))
    return blocks


def _signatures(content: MergeRecordContent) -> Signatures:
    hint = PAPER.fill("sign_hint")
    witnesses = content.witnesses or ("",)
    signers = [Signer(_TEXTS.fill("operator_sign"), hint, content.operator)]
    signers += [Signer(_TEXTS.fill("witness_sign"), hint, name) for name in witnesses]
    return Signatures(tuple(signers), 2 if len(signers) < 3 else 3, recipients())

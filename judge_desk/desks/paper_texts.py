"""Secretary: the office's own words of papers, put in force, looked at, and taken back.

A copy in force is a row of the contest's file with its digest, its reason and who put it there; an earlier copy stays.
The data's code does not change with the words; the foot of a paper says which copy it took.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import BadInput, Findings, NotNow, Refusal, stops
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.papers.kinds import plan_papers
from judge_desk.desks.papers.panel_names import panel_names
from judge_desk.desks.papers.paper_heads import paper_head
from judge_desk.desks.papers.paper_sets import papers_of
from judge_desk.desks.papers.planned import PlannedPaper, RoundPapers
from judge_desk.desks.papers.words_in_force import own_copy, own_words
from judge_desk.desks.reviews.standing import every_review_standing
from judge_desk.desks.standing import round_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.documents.blocks import Block, Document, Paragraph, Style, Title
from judge_desk.documents.formats import render_pdf
from judge_desk.documents.own_texts import (
    AS_SHIPPED,
    LARGEST,
    OwnFile,
    TextLine,
    example_of,
    fault_of,
    filled_with_examples,
    lines_of,
    papers_with_texts,
    read_own,
    write_commented,
    write_own,
)
from judge_desk.documents.paper import make_document, organisers_head
from judge_desk.documents.texts import OwnTexts, wording
from judge_desk.exchange.disk import make_folder, read_bytes, write_new
from judge_desk.exchange.seal import digest_of
from judge_desk.stores.round_tables import read_packages
from judge_desk.stores.rows import Facts
from judge_desk.stores.text_tables import KeptTexts, put_texts, read_texts
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import listing

__all__ = [
    "KeptTexts",
    "OwnFile",
    "PaperTexts",
    "TextLine",
    "check",
    "check_text",
    "example_of",
    "export",
    "filled_with_examples",
    "list_texts",
    "paper_name",
    "preview",
    "texts_of",
    "texts_of_kind",
    "use",
    "use_file",
    "withdraw",
    "write_preview",
]

STEM: Final = "cau-chu"
USED: Final = "texts_use"
WITHDRAWN: Final = "texts_withdraw"
_OF_KIND: Final = {
    "award_report_annex": "award_report",
    "decision": "award_decision",
    "decision_annex": "award_decision",
    "eligibility": "eligibility_list",
    "outcome": "outcome_list",
    "prizes": "prize_list",
    "register": "register_list",
    "summary": "summary_table",
    "vote_form": "vote_record",
}
"""Texts of kinds of papers that are not called like them."""
_LABELS: Final = ("fields", "example", "shipped")


@dataclass(frozen=True, slots=True)
class PaperTexts:
    """The words of one paper.

    Attributes:
        paper: name of its texts, ``texts.paper.<name>`` in the wording; lines: the texts that may be changed.
        own: the office's texts in force, by key; empty where the shipped ones hold.
        kept: every copy there ever was, the newest first.
        problem: why the copy in force cannot be printed; None where it can, and without one.
    """

    paper: str
    lines: tuple[TextLine, ...]
    own: Mapping[str, str]
    kept: tuple[KeptTexts, ...]
    problem: Refusal | None = None

    @property
    def in_force(self) -> KeptTexts | None:
        """The copy in force."""
        return self.kept[0] if self.kept and not self.kept[0].withdrawn else None


def texts_of_kind(kind: str) -> str:
    """Give the name of the texts of a kind of papers; empty where an office may not change them."""
    paper = _OF_KIND.get(kind, kind)
    return paper if paper in papers_with_texts() else ""


def paper_name(paper: str, language: str) -> str:
    """Say what a paper is called; one without a name of its own by the name of its texts."""
    catalogue = open_catalogue(language)
    key = f"texts.paper.{paper}"
    return catalogue.say(key) if key in catalogue else catalogue.say("texts.more_paper", paper=paper)


def list_texts(folder: Path, around: Surroundings) -> tuple[PaperTexts, ...]:
    """List the papers whose words an office may change, each with its copies.

    Raises:
        Refusal: the folder cannot be read.
    """
    with open_folder(folder, read_only=True) as contest:
        return _listed(contest)


def _listed(contest: ContestFolder) -> tuple[PaperTexts, ...]:
    kept = tuple(reversed(read_texts(contest.store)))
    return tuple(
        _paper_texts(paper, tuple(each for each in kept if each.paper == paper)) for paper in papers_with_texts()
    )


def _paper_texts(paper: str, kept: tuple[KeptTexts, ...]) -> PaperTexts:
    if not kept or kept[0].withdrawn:
        return PaperTexts(paper, lines_of(paper), {}, kept)
    try:
        return PaperTexts(paper, lines_of(paper), own_copy(kept[0]).templates, kept)
    except NotNow as refusal:
        return PaperTexts(paper, lines_of(paper), {}, kept, refusal)


def texts_of(folder: Path, paper: str, around: Surroundings) -> PaperTexts:
    """Give the words of one paper.

    Raises:
        BadInput: no paper of that name has words that an office may change.
    """
    _check_paper(paper)
    return next(each for each in list_texts(folder, around) if each.paper == paper)


def _check_paper(paper: str) -> None:
    if paper in AS_SHIPPED:
        raise BadInput("texts.as_shipped", paper=paper)
    if paper not in papers_with_texts():
        raise BadInput("texts.unknown_paper", paper=paper, known=", ".join(papers_with_texts()))


def check_text(paper: str, key: str, text: str) -> Findings:
    """Check one text as it is typed; empty where it can be printed."""
    fault = fault_of(paper, key, unicodedata.normalize("NFC", text))
    return (fault,) if fault is not None else ()


def export(folder: Path, paper: str, target: Path, around: Surroundings) -> Path:
    """Write a file of a paper's words to change, under a name that is free; gives the file.

    Raises:
        BadInput: as :func:`texts_of`. CannotWrite: the folder cannot be written.
    """
    found = texts_of(folder, paper, around)
    say = open_catalogue("vi").say
    note = say("texts.file_note", paper=paper_name(paper, "vi"))
    content = write_commented(paper, found.own, note, {each: say(f"texts.label.{each}") for each in _LABELS})
    make_folder(target)
    path, number = target / f"{STEM}-{paper}.toml", 1
    while path.exists():
        number += 1
        path = target / f"{STEM}-{paper}-{number}.toml"
    write_new(path, content.encode("utf-8"))
    return path


def check(path: Path) -> OwnFile:
    """Read a file of words and find every fault in it; nothing is changed.

    Raises:
        Unreadable: the file cannot be read.
    """
    return read_own(read_bytes(path, LARGEST), path.name)


def use_file(folder: Path, path: Path, reason: str, around: Surroundings) -> tuple[KeptTexts, ...]:
    """Put the words of a file in force, for every paper that it has; gives the new copies.

    Raises:
        BadInput: the file has faults, all of them in ``findings``; or nothing in it differs from the shipped words.
        Refusal: as :func:`use`.
    """
    found = check(path)
    _check_findings(found.findings)
    changed = {paper: texts for paper, texts in found.papers.items() if texts}
    if not changed:
        raise BadInput("texts.no_difference", where=path.name)
    return _put(folder, changed, reason, around)


def _check_findings(findings: Findings) -> None:
    if stops(findings):
        refusal = BadInput(findings[0].code, findings[0].where, **findings[0].facts)
        refusal.findings = findings
        raise refusal


def use(folder: Path, paper: str, templates: Mapping[str, str], reason: str, around: Surroundings) -> KeptTexts:
    """Put own words of one paper in force; texts that equal the shipped ones are left out.

    Raises:
        BadInput: a text has a fault, nothing differs from the shipped words, or there is no reason.
        NotNow: these words are in force already.
    """
    _check_paper(paper)
    checked = _checked(paper, templates)
    if not checked:
        raise BadInput("texts.no_difference", where="")
    return _put(folder, {paper: checked}, reason, around)[0]


def _checked(paper: str, templates: Mapping[str, str]) -> dict[str, str]:
    """Give the texts that differ from the shipped ones, in NFC."""
    shipped = {each.key: each.shipped for each in lines_of(paper)}
    composed = {key: unicodedata.normalize("NFC", text) for key, text in templates.items()}
    faults = [fault for key in shipped if key in composed for fault in check_text(paper, key, composed[key])]
    _check_findings(tuple(faults))
    return {key: composed[key] for key in shipped if key in composed and composed[key] != shipped[key]}


def _put(
    folder: Path, papers: Mapping[str, Mapping[str, str]], reason: str, around: Surroundings
) -> tuple[KeptTexts, ...]:
    why = _reason(reason)
    contents = {paper: write_own(paper, texts) for paper, texts in papers.items()}
    with open_folder(folder) as contest:
        present = {each.paper: each.own for each in _listed(contest)}
        fresh = [paper for paper, texts in papers.items() if dict(present[paper]) != dict(texts)]
        if not fresh:
            raise NotNow("texts.same")
        facts: Facts = {
            "paper": ", ".join(fresh),
            "title": listing([paper_name(paper, "vi") for paper in fresh]),
            "texts": sum(len(papers[paper]) for paper in fresh),
            "reason": why,
        }
        with contest.store.act(around.operator, USED, facts, around.now()) as act:
            for paper in fresh:
                put_texts(act, paper, digest_of(contents[paper].encode("utf-8")), contents[paper], why)
        kept = {each.paper: each for each in read_texts(contest.store)}
        return tuple(kept[paper] for paper in fresh)


def _reason(reason: str) -> str:
    if not reason.strip():
        raise BadInput("texts.no_reason")
    return unicodedata.normalize("NFC", reason.strip())


def withdraw(folder: Path, paper: str, reason: str, around: Surroundings) -> None:
    """Take a paper's own words back; papers made from now on say the shipped ones, the copies stay.

    Raises:
        BadInput: no such paper, or no reason. NotNow: the shipped words are in force.
    """
    _check_paper(paper)
    why = _reason(reason)
    with open_folder(folder) as contest:
        own = next(each for each in _listed(contest) if each.paper == paper).in_force
        if own is None:
            raise NotNow("texts.none_in_force", paper=paper)
        facts: Facts = {"paper": paper, "title": paper_name(paper, "vi"), "number": own.number, "reason": why}
        with contest.store.act(around.operator, WITHDRAWN, facts, around.now()) as act:
            put_texts(act, paper, digest_of(b""), "", why)


def preview(folder: Path, paper: str, templates: Mapping[str, str], around: Surroundings) -> bytes:
    """Make a draft of the paper in words that are not in force yet, as PDF; nothing is written.

    It comes from the contest where a round has such a paper now; else it shows every text with examples in it.

    Raises:
        BadInput: as :func:`use`; words that differ in nothing can be looked at.
        NotNow: a field of a text has nothing to say.
    """
    _check_paper(paper)
    checked = _checked(paper, templates)
    copy = OwnTexts(paper, 1, digest_of(write_own(paper, checked).encode("utf-8")), checked)
    with open_folder(folder, read_only=True) as contest:
        others = tuple(own_copy(each.kept[0]) for each in _listed(contest) if each.in_force and each.paper != paper)
        kept = [each for each in read_texts(contest.store) if each.paper == paper]
        own = (*others, OwnTexts(paper, len(kept) + 1, copy.digest, checked)) if checked else others
        document = _from_contest(contest, paper, own, around) or _samples(contest, paper, own)
    return render_pdf(document)


def write_preview(folder: Path, path: Path, paper: str, target: Path, around: Surroundings) -> str:
    """Make a draft in the words of a file, as :func:`preview`, and write it to a new file; gives the paper's name.

    Args:
        folder: of the contest.
        path: the file of words.
        paper: whose draft; empty for the first that the file changes.
        target: the new PDF file.
        around: the world.

    Raises:
        BadInput: the file has faults, all of them in ``findings``, or changes nothing.
        CannotWrite: the target is there already or cannot be written.
    """
    found = check(path)
    _check_findings(found.findings)
    wanted = paper or next((name for name, texts in found.papers.items() if texts), "")
    if not wanted:
        raise BadInput("texts.no_difference", where=path.name)
    write_new(target, preview(folder, wanted, found.papers.get(wanted, {}), around))
    return wanted


def _from_contest(
    contest: ContestFolder, paper: str, own: tuple[OwnTexts, ...], around: Surroundings
) -> Document | None:
    """Make the first paper of the latest round that says these texts; None where no round has one."""
    planned = list(_planned(contest, own))
    for number, each in enumerate(planned, start=1):
        around.progress("progress.papers", number, len(planned))
        with wording(()) as seen:
            document = each.build()
        texts = {name for name, _ in seen.read}
        if paper in texts and (paper != "paper" or each.kind == "minutes"):
            return document
    return None


def _planned(contest: ContestFolder, own: tuple[OwnTexts, ...]) -> Iterator[PlannedPaper]:
    """Give one paper of every kind that is not made as shipped, of the latest round that has any; then of reviews."""
    point = open_catalogue("vi").say("texts.preview_point")
    kinds: set[str] = set()
    for round_ in reversed(contest.definition.rounds):
        if not read_packages(contest.store, round_.id):
            continue
        standing = round_standing(contest, round_.id)
        if not standing.counted:
            continue
        head = paper_head(contest, round_, standing.data_code, (point,))
        papers = RoundPapers(contest, standing, panel_names(contest, standing), head, standing.manifest.stated_time)
        for each in plan_papers(papers, own):
            if each.kind not in AS_SHIPPED and each.kind not in kinds:
                kinds.add(each.kind)
                yield each
    for review in every_review_standing(contest).values():
        if review.sheets:
            drawn = papers_of(contest, review)
            yield from plan_papers(replace(drawn, head=replace(drawn.head, open_points=(point,))), own)


def _samples(contest: ContestFolder, paper: str, own: tuple[OwnTexts, ...]) -> Document:
    """Show every text of a paper with examples in its fields."""
    say = open_catalogue("vi").say
    head = paper_head(contest, None, "", (say("texts.preview_point"),))
    texts = next((each.templates for each in own if each.paper == paper), {})
    title = paper_name(paper, "vi")
    blocks: list[Block] = [
        organisers_head(head),
        Title(say("texts.preview_title"), (title,), say("texts.preview_note")),
    ]
    for line in lines_of(paper):
        text = filled_with_examples(texts.get(line.key, line.shipped))
        blocks.append(Paragraph(text, Style.PLAIN, lead=f"{line.key}: "))
    with own_words(own):
        return make_document(head, title, blocks)

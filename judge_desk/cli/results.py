"""The command that shows a round's results, the working behind one place, or who comes into question for a prize."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer, table
from judge_desk.contest.values.numbers import fraction_text
from judge_desk.desks import counting
from judge_desk.desks.papers.result_data import result_data, why
from judge_desk.desks.prize_reading import candidates
from judge_desk.desks.release import Release, release_of
from judge_desk.desks.result_questions import questions_of
from judge_desk.desks.result_reading import working
from judge_desk.desks.reviews.standing import ReviewStanding
from judge_desk.desks.standing import Standing
from judge_desk.wording.catalogue import Catalogue, open_catalogue
from judge_desk.wording.figures import shortest
from judge_desk.wording.findings import sentence


def results(args: argparse.Namespace) -> Answer:
    """``results``: the table of a round; questions that keep it from being official come with it."""
    catalogue = open_catalogue(args.lang)
    standing = counting.results(Path(args.folder), args.round, surroundings())
    if args.why is not None:
        lines = [sentence(each, catalogue) for each in working(standing, args.why)]
        return Answer((args.why, *(f"  {line}" for line in lines)), {"code": args.why, "why": lines})
    if args.special is not None:
        return _special(standing, args.special, catalogue)
    data = result_data(standing)
    for entry in data["entries"]:
        entry["why"] = why(standing, entry["code"], args.lang)
    choices, release = choices_of(standing, catalogue), release_of(standing)
    questions = standing.result.questions
    say = catalogue.say
    state = say("cli.results.open", count=len(questions)) if questions else say("cli.results.official")
    head = tuple(say(f"cli.head.{key}") for key in ("place", "code", "ballots", "exact", "official", "title"))
    lines = [f"{standing.definition.short_title} · {standing.round.title}", state]
    lines += table(head, list(_rows(standing, data, args.lang)), frozenset({0, 2, 3, 4}))
    lines += award_lines(standing, args.lang)
    lines += [line for each in choices for line in (", ".join(each["codes"]), *(f"  - {s}" for s in each["choices"]))]
    lines += release_lines(release, catalogue)
    data |= {"questions": choices, "release": release_data(release, catalogue)}
    return Answer(lines, data, (*questions, *standing.result.notes), exit_code=0)


def _rows(standing: Standing, data: dict[str, Any], lang: str) -> Iterator[tuple[str, ...]]:
    titles = {entry.code: entry.title for entry in standing.manifest.entries}
    ordered = sorted(data["entries"], key=lambda each: (each["place"] is None, each["place"] or 0, each["code"]))
    for entry in ordered:
        place = "" if entry["place"] is None else f"{'=' if entry['shared'] else ''}{entry['place']}"
        official = entry["official"] or ""
        shown = official.replace(".", ",") if lang == "vi" else official
        yield place, entry["code"], str(entry["ballots"]), entry["exact"] or "", shown, titles[entry["code"]][:60]


def award_lines(standing: Standing | ReviewStanding, lang: str) -> list[str]:
    """Say who gets every prize of a round or a review."""
    say = open_catalogue(lang).say
    titles = {(t.id, p.id): p.title for t in standing.definition.prize_tables for p in t.prizes}
    return [
        say("cli.results.award", prize=titles[row.table, row.prize], code=row.code or say(f"award.{row.state}"))
        for awards in standing.result.awards
        for row in awards.rows
    ]


def choices_of(standing: Standing | ReviewStanding, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Say every question that a decision can answer, with what each answer would mean."""
    return [
        {
            "question": sentence(each.asked, catalogue),
            "codes": list(each.codes),
            "choices": [sentence(choice.meaning, catalogue) for choice in each.choices],
        }
        for each in questions_of(standing)
    ]


def release_lines(release: Release, catalogue: Catalogue) -> list[str]:
    """Say every step of the way out of the house."""
    return [f"{catalogue.say(f'release.step.{each.name}')}: {sentence(each.said, catalogue)}" for each in release.steps]


def release_data(release: Release, catalogue: Catalogue) -> list[dict[str, str]]:
    """Give the same for ``--json``."""
    return [
        {"step": each.name, "state": each.state.value, "sentence": sentence(each.said, catalogue)}
        for each in release.steps
    ]


def _special(standing: Standing, subject: str, catalogue: Catalogue) -> Answer:
    """List who comes into question for a special prize, by the exact mean or the official score."""
    titles = {str(entry.code): entry.title for entry in standing.manifest.entries}
    found = candidates(standing, subject, titles)
    head = tuple(catalogue.say(f"cli.head.{key}") for key in ("code", "exact", "official", "title"))
    rows = [(c.code, fraction_text(c.value), shortest(c.value, catalogue.language), c.title[:60]) for c in found]
    data = {"subject": subject, "entries": [{"code": c.code, "value": fraction_text(c.value)} for c in found]}
    return Answer(table(head, rows, frozenset({1, 2})), data)

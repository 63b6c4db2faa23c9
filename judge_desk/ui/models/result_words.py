"""Why an entry stands where it does, in sentences: place, marks of the seats, the working, the tie-breaks."""

from __future__ import annotations

from judge_desk.desks.papers.result_data import why
from judge_desk.desks.scoring import decimals_of_totals
from judge_desk.desks.standing import Standing
from judge_desk.ui.models.lines import Line
from judge_desk.ui.models.result_rows import ResultRow
from judge_desk.ui.words import Words
from judge_desk.wording.figures import listing, mark
from judge_desk.wording.figures import place as place_words


def why_lines(standing: Standing, row: ResultRow, words: Words) -> list[Line]:
    """Give the sentences on one entry, the place first."""
    lines = [_head(row, words), _marks(standing, row, words)]
    lines += [
        Line("info", "text_2", "", _without_code(each, row.code)) for each in why(standing, row.code, words.language)
    ]
    lines += [Line("scale", "text_2", "", each) for each in _ties(standing, row, words)]
    return lines


def _head(row: ResultRow, words: Words) -> Line:
    if row.place is None:
        return Line("circle-dashed", "text_2", "", words.say("ui.why.no_place", code=row.code), row.title)
    place = place_words(row.place, row.shared, words.language)
    return Line("file-text", "accent", "", words.say("ui.why.place", code=row.code, place=place), row.title)


def _without_code(sentence: str, code: str) -> str:
    """Leave the entry's code away where the list is about that entry alone."""
    return sentence.removeprefix(f"{code}: ")


def _marks(standing: Standing, row: ResultRow, words: Words) -> Line:
    score = next(each for each in standing.result.scores if each.code == row.code)
    decimals = decimals_of_totals(standing.round.rubric)
    said = [
        words.say(
            "ui.why.left_out" if each.left_out else "ui.why.mark",
            seat=each.seat,
            mark=mark(each.total, decimals, words.language),
        )
        for each in score.marks
    ]
    if not said:
        return Line("circle-dashed", "text_2", "", words.say("ui.why.no_marks"))
    return Line("list", "text_2", "", words.say("ui.why.marks", marks=listing(said, words.language)))


def _ties(standing: Standing, row: ResultRow, words: Words) -> list[str]:
    """Say each step of breaking a tie."""
    place = next((each for each in standing.result.ranking.places if each.code == row.code), None)
    said = []
    for step in place.trace if place is not None else ():
        name = words.say(f"tie_step.{step.kind}", ref=step.ref) if step.kind else words.say("ui.why.by_decision")
        others = listing([each for each in step.group if each != row.code], words.language)
        key = "ui.why.parted" if step.parted else "ui.why.still_tied"
        said.append(words.say(key, step=name, others=others))
    return said

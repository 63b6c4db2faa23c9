"""Pages for publicity: a list of the entries that got a prize, and one page for each; they need no network or script.

A page is a tree of elements and is written out by the standard library, so that every text and every attribute is
escaped in one place: what a stranger wrote stays text. All addresses are relative names of our own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final
from xml.etree.ElementTree import Element, tostring

from judge_desk.documents.content_head import PaperHead
from judge_desk.documents.content_publicity import PublicityContent, ShownFile, ShownPicture, ShownWinner
from judge_desk.documents.page_words import state_words
from judge_desk.documents.paper import PAPER
from judge_desk.documents.texts import open_texts
from judge_desk.paths import resource
from judge_desk.wording.figures import code_groups, file_size, length

INDEX: Final = "index.html"
STYLE: Final = "trang.css"
_MAIN: Final = "noi-dung"
_CLOSED: Final = "script-src 'none'; object-src 'none'; frame-src 'none'; connect-src 'none'; form-action 'none'"
"""What a page may never do, whatever stands in it."""
_TEXTS: Final = open_texts("publicity")

Part = Element | str


def publicity_pages(content: PublicityContent) -> Mapping[str, bytes]:
    """Make every page and the style by file name; the list of all entries comes last."""
    style = resource(f"publicity/{STYLE}").read_bytes()
    winners = content.winners
    before, after = (None, *winners[:-1]), (*winners[1:], None)
    pages = {
        each.page: _written(_winner_page(content.head, each, last, following))
        for each, last, following in zip(winners, before, after, strict=True)
    }
    return {STYLE: style, **pages, INDEX: _written(_index_page(content))}


def _written(page: Element) -> bytes:
    written: bytes = tostring(page, encoding="utf-8", method="html")
    return b"<!DOCTYPE html>\n" + written + b"\n"


def _tag(tag: str, *parts: Part, **attributes: str) -> Element:
    """Make an element; ``_`` at the end of an attribute's name parts it from a word of Python."""
    made = Element(tag, {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()})
    last: Element | None = None
    for part in parts:
        if not isinstance(part, str):
            made.append(part)
            last = part
        elif last is None:
            made.text = (made.text or "") + part
        else:
            last.tail = (last.tail or "") + part
    return made


def _page(head: PaperHead, title: str, top: tuple[Element, ...], main: tuple[Element, ...]) -> Element:
    """Set a page: what it is a sample of, its head, its content, and where its data come from."""
    about = _tag(
        "head",
        _tag("meta", charset="utf-8"),
        _tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        _tag("meta", http_equiv="Content-Security-Policy", content=_CLOSED),
        _tag("meta", name="referrer", content="no-referrer"),
        _tag("title", title),
        _tag("link", rel="stylesheet", href=STYLE),
    )
    skip = _tag("a", _TEXTS.fill("skip"), class_="skip", href=f"#{_MAIN}")
    body = (skip, *_marks(head), _tag("header", *top), _tag("main", *main, id=_MAIN), _tag("footer", *_foot(head)))
    return _tag("html", about, _tag("body", *body), lang="vi")


def _marks(head: PaperHead) -> Iterator[Element]:
    """Say across the top that this is a rehearsal, or that the rubric is a sample."""
    if head.rehearsal:
        yield _tag("p", state_words(rehearsal=True, sample=False, draft=False)[0], class_="mark")
    if head.sample:
        yield _tag("p", state_words(rehearsal=False, sample=True, draft=False)[1], class_="mark")


def _foot(head: PaperHead) -> Iterator[Element]:
    yield _tag("p", _TEXTS.fill("source", contest=head.contest_title, organiser=head.organiser))
    rules = PAPER.fill("footer", contest=head.contest_id, version=head.version, hash=head.short_hash)
    code = _TEXTS.fill("data_code", code=code_groups(head.data_code))
    yield _tag("p", f"{rules} · {code}", class_="small")


def _index_page(content: PublicityContent) -> Element:
    head = content.head
    top = (
        _tag("p", head.organiser, class_="organiser"),
        _tag("h1", head.contest_title),
        _tag("p", _TEXTS.fill("winners", round=head.round_title), class_="lead"),
    )
    grouped = groupby(content.winners, key=lambda each: each.prizes[0])
    main = tuple(_prize(number, prize, tuple(winners)) for number, (prize, winners) in enumerate(grouped, start=1))
    return _page(head, _TEXTS.fill("index_title", contest=head.contest_title), top, main)


def _prize(number: int, prize: str, winners: tuple[ShownWinner, ...]) -> Element:
    heading = f"giai-{number}"
    works = (_tag("li", _card(each), class_="card") for each in winners)
    title = _tag("h2", prize, id=heading)
    return _tag("section", title, _tag("ul", *works, class_="works"), aria_labelledby=heading)


def _card(winner: ShownWinner) -> Element:
    picture = (_picture(winner.title, winner.picture),) if winner.picture is not None else ()
    name = _tag("h3", _tag("a", winner.title, href=winner.page))
    lines = (_tag("p", ", ".join(each)) for each in (winner.authors, winner.units) if each)
    clip = (_tag("p", _TEXTS.fill("with_clip"), class_="small"),) if winner.clips else ()
    return _tag("article", *picture, name, *lines, *clip)


def _picture(title: str, picture: ShownPicture) -> Element:
    """Show a picture with words for those who do not see it."""
    words = _TEXTS.fill("still_words" if picture.from_clip else "picture_words", title=title)
    return _tag("img", src=picture.file, alt=words, width=str(picture.width), height=str(picture.height))


def _winner_page(head: PaperHead, winner: ShownWinner, last: ShownWinner | None, after: ShownWinner | None) -> Element:
    back = _tag("nav", _tag("a", _TEXTS.fill("back"), href=INDEX), aria_label=_TEXTS.fill("way"))
    top = (
        back,
        _tag("p", "; ".join(winner.prizes), class_="prize"),
        _tag("h1", winner.title),
        _tag("p", head.contest_title, class_="lead"),
    )
    main = (*_figure(winner), _facts(winner), *_summary(winner), *_clips(winner), *_write_ups(winner))
    title = _TEXTS.fill("page_title", title=winner.title, contest=head.contest_title)
    return _page(head, title, top, (*main, *_neighbours(last, after)))


def _figure(winner: ShownWinner) -> Iterator[Element]:
    if winner.picture is not None:
        yield _tag("figure", _picture(winner.title, winner.picture))


def _facts(winner: ShownWinner) -> Element:
    rows = (
        (_TEXTS.fill("prize"), winner.prizes),
        (_TEXTS.fill("authors"), winner.authors),
        (_TEXTS.fill("units"), winner.units),
        (_TEXTS.fill("field"), (winner.field,) if winner.field else ()),
        (_TEXTS.fill("mark"), (winner.mark,) if winner.mark else ()),
    )
    parts = [each for title, said in rows if said for each in (_tag("dt", title), *(_tag("dd", one) for one in said))]
    return _tag("dl", *parts)


def _summary(winner: ShownWinner) -> Iterator[Element]:
    if winner.summary:
        title = _tag("h2", _TEXTS.fill("summary"), id="gioi-thieu")
        lines = (_tag("p", each) for each in winner.summary)
        yield _tag("section", title, *lines, aria_labelledby="gioi-thieu")


def _clips(winner: ShownWinner) -> Iterator[Element]:
    if winner.clips:
        parts = [part for each in winner.clips for part in _clip(winner, each)]
        yield _tag("section", _tag("h2", _TEXTS.fill("clip"), id="clip"), *parts, aria_labelledby="clip")


def _clip(winner: ShownWinner, clip: ShownFile) -> Iterator[Element]:
    """Show a clip in the page where browsers play it, and in every case a link to its file."""
    if clip.mime:
        source, words = _tag("source", src=clip.file, type=clip.mime), _TEXTS.fill("clip_of", title=winner.title)
        first = {"poster": winner.picture.file} if winner.picture is not None and winner.picture.from_clip else {}
        yield _tag("video", source, controls="controls", preload="metadata", aria_label=words, **first)
    else:
        yield _tag("p", _TEXTS.fill("clip_outside"), class_="note")
    about = (length(clip.seconds),) if clip.seconds is not None else ()
    yield _link(clip, _TEXTS.fill("open_clip"), *about)


def _write_ups(winner: ShownWinner) -> Iterator[Element]:
    if winner.write_ups:
        links = (_link(each, _TEXTS.fill("open_write_up")) for each in winner.write_ups)
        title = _tag("h2", _TEXTS.fill("write_up"), id="bai-viet")
        yield _tag("section", title, *links, aria_labelledby="bai-viet")


def _link(file: ShownFile, words: str, *about: str) -> Element:
    said = ", ".join((file.kind, *about, file_size(file.size)))
    return _tag("p", _tag("a", f"{words} ({said})", href=file.file))


def _neighbours(last: ShownWinner | None, after: ShownWinner | None) -> Iterator[Element]:
    parts: list[Part] = []
    for key, each in (("before", last), ("after", after)):
        if each is not None:
            parts.append(_tag("a", _TEXTS.fill(key, title=each.title), href=each.page))
    if parts:
        yield _tag("nav", *parts, class_="neighbours", aria_label=_TEXTS.fill("others"))

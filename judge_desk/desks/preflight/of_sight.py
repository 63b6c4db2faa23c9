"""Checks of what is seen and heard: screen, letters, write-ups, clips, sound, printers."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from judge_desk.desks.preflight.shape import Result, Trip, good, heed, passed, stop
from judge_desk.documents.blocks import Document, Paragraph, Title
from judge_desk.documents.formats import render_docx, render_pdf
from judge_desk.exchange.disk import write_new
from judge_desk.paths import resource
from judge_desk.wording.catalogue import open_catalogue

WIDTH, HEIGHT = 1366, 768
"""px of the least screen that the pages are drawn for (at 100 %)."""
LEAST_WIDTH, LEAST_HEIGHT = 880, 420
"""px of the smallest window of the program."""
ANSWER_SECONDS: Final = 5
VIEWER_SECONDS: Final = 7
CLIP: Final = "rehearsal/clips/thanh-mau.mp4"
"""A shipped clip of five seconds with sound (H.264 and AAC, as phones make them)."""
_VOWELS: Final = "aăâeêioôơuưy"
_TONES: Final = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_LISTED: Final = 3
_NOWHERE: Final = ("offscreen", "minimal")


def vietnamese_letters() -> str:
    """Give every letter of Vietnamese, small and capital, composed; and the đồng sign and quotation marks."""
    small = [unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES]
    plain = "bcdđghklmnpqrstvxfjwz"
    letters = "".join(small) + plain
    return letters + letters.upper() + "0123456789₫“”…–"


def fonts(trip: Trip) -> Result:
    """Whether every shipped font loads and has every letter of Vietnamese."""
    files = sorted(resource("fonts").glob("*.ttf"))
    if not files:
        return stop("fonts", "preflight.fonts.broken", name="*.ttf")
    letters = vietnamese_letters()
    told = trip.asking.ask("fonts", ANSWER_SECONDS, files=[str(each) for each in files], letters=letters)
    if "fault" in told:
        return _no_answer("fonts")
    if told["broken"]:
        return stop("fonts", "preflight.fonts.broken", name=", ".join(told["broken"]))
    if told["lacking"]:
        return stop("fonts", "preflight.fonts.lacking", letters=str(told["lacking"]))
    return good("fonts", "preflight.fonts.good", count=len(files))


def _no_answer(name: str) -> Result:
    return stop(name, "preflight.no_answer")


def screen(trip: Trip) -> Result:
    """Whether the main screen has the room that pages need, once everything on it is enlarged as it is."""
    told = trip.asking.ask("screens", ANSWER_SECONDS)
    if "fault" in told:
        return _no_answer("screen")
    if told["platform"] in _NOWHERE or not told["screens"]:
        return passed("screen", "preflight.screen.none")
    return screen_of(told["screens"][0])


def screen_of(main: list[int]) -> Result:
    """Judge a screen: its width and height in px, and the enlargement in hundredths."""
    width, height, scale = main[:3]
    wide, high = width * 100 // scale, height * 100 // scale
    facts = {"width": width, "height": height, "scale": scale}
    if wide < LEAST_WIDTH or high < LEAST_HEIGHT:
        return stop("screen", "preflight.screen.small", **facts)
    if wide < WIDTH or high < HEIGHT:
        return heed("screen", "preflight.screen.narrow", **facts)
    return good("screen", "preflight.screen.good", **facts)


def pdf(trip: Trip) -> Result:
    """Whether the viewer shows a PDF."""
    return _document(trip, "pdf")


def docx(trip: Trip) -> Result:
    """Whether the viewer shows a Word file."""
    return _document(trip, "docx")


def _document(trip: Trip, kind: str) -> Result:
    writer = render_pdf if kind == "pdf" else render_docx
    path = trip.asking.cache / f"thu.{kind}"
    if not path.exists():
        write_new(path, writer(_sample()))
    told = trip.asking.ask("document", VIEWER_SECONDS, kind=kind, path=str(path))
    if told.get("shown") is True:
        return good(kind, f"preflight.{kind}.good")
    return stop(kind, f"preflight.{kind}.not_shown", reason=_reason(told))


def _reason(told: Mapping[str, Any]) -> str:
    """Name for technicians what the viewer said; no more than a short word of it."""
    return str(told.get("fault", ""))[:40] or "-"


def _sample() -> Document:
    say = open_catalogue("vi").say
    text = say("preflight.sample")
    return Document(say("preflight.title"), "", (Title(say("preflight.title")), Paragraph(text), Paragraph(text)))


def _clip(trip: Trip) -> Mapping[str, Any]:
    path = trip.asking.cache / f"thu{Path(CLIP).suffix}"
    if not path.exists():
        write_new(path, resource(CLIP).read_bytes())
    return trip.asking.ask("clip", VIEWER_SECONDS, path=str(path))


def clip(trip: Trip) -> Result:
    """Whether the first picture of a clip comes."""
    told = _clip(trip)
    if told.get("shown") is True:
        return good("clip", "preflight.clip.good")
    return stop("clip", "preflight.clip.not_shown", reason=_reason(told))


def sound(trip: Trip) -> Result:
    """Whether the clip's sound is decoded and there is something to play it."""
    told = _clip(trip)
    if told.get("sound") is not True:
        return stop("sound", "preflight.sound.not_heard", reason=_reason(told))
    if told.get("device") is not True:
        return heed("sound", "preflight.sound.no_device")
    return good("sound", "preflight.sound.good")


def printer(trip: Trip) -> Result:
    """Whether there is a printer; without one papers are saved as PDF."""
    told = trip.asking.ask("printers", ANSWER_SECONDS)
    if "fault" in told:
        return heed("printer", "preflight.printer.no_answer")
    names = [str(each) for each in told["names"]]
    if not names:
        return heed("printer", "preflight.printer.none")
    chosen = str(told["chosen"])
    if chosen:
        return good("printer", "preflight.printer.good", name=chosen, count=len(names))
    return good("printer", "preflight.printer.no_default", names=", ".join(names[:_LISTED]), count=len(names))

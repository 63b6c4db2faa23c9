"""The receipt of a sealed ballot as the judge's window shows it, under the name of its file."""

from __future__ import annotations

from judge_desk.desks import handing_over
from judge_desk.desks.handing_over import Sealing
from judge_desk.ui.paper_preview import Paper
from judge_desk.ui.widgets.usb_card import Kept
from judge_desk.ui.words import Words


def receipt_paper(which: Sealing, kept: Kept | None, words: Words) -> Paper:
    """Make the receipt with what is known of the writing."""
    when, place = "", ""
    if kept is not None:
        key = "place_usb" if kept.stick else "place_folder"
        when, place = kept.time, words.say(f"ui.sealing.usb.{key}", place=kept.place)
    return Paper(handing_over.receipt(which, when, place), handing_over.receipt_name(which))

"""The words that the papers on prizes have for a review, where they differ from those for a round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from judge_desk.documents.texts import fields_of, open_texts

_TEXTS: Final = open_texts("review_award")
_OWN: Final = {
    ("award", "table_name"): "table_name",
    ("award", "table_unit"): "table_unit",
    ("award_decision", "subject"): "decision_subject",
    ("award_decision", "basis_bodies"): "decision_bodies",
    ("award_decision", "basis_minutes"): "decision_minutes",
    ("award_decision", "proposal"): "decision_proposal",
    ("award_decision", "recognise"): "decision_recognise",
    ("award_decision", "recognise_none"): "decision_recognise_none",
    ("award_decision", "special"): "decision_special",
    ("award_decision", "money_none"): "decision_money_none",
    ("award_decision", "certificates"): "decision_certificates",
    ("award_decision", "effect"): "decision_effect",
    ("award_decision", "effect_none"): "decision_effect_none",
    ("award_decision", "annex_title"): "decision_annex",
    ("award_decision", "annex_count"): "decision_annex_count",
    ("award_decision", "annex_count_free"): "decision_annex_free",
    ("award_report", "subject"): "report_subject",
    ("award_report", "intro"): "report_intro",
    ("award_report", "results_text"): "report_results",
    ("award_report", "special"): "report_special",
    ("award_report", "dossier"): "report_dossier",
    ("award_report", "closing"): "report_closing",
    ("award_report", "no_people"): "report_nobody",
    ("result_report", "subject"): "result_subject",
    ("result_report", "intro"): "result_intro",
    ("result_report", "results_text"): "result_text",
    ("result_report", "results_none"): "result_none",
    ("result_report", "special"): "result_special",
    ("result_report", "proposal_text"): "result_proposal",
    ("result_report", "approval_text"): "result_approval",
    ("result_report", "closing"): "result_closing",
    ("result_report", "recipients_file"): "result_file",
    ("certificate", "merit"): "merit",
    ("certificate", "merit_honour"): "merit_honour",
    ("ceremony_script", "opening_words"): "ceremony_opening",
    ("ceremony_script", "opening_none"): "ceremony_opening_none",
    ("ceremony_script", "specials"): "ceremony_specials",
    ("ceremony_script", "closing_words"): "ceremony_closing",
}
"""The text for a review, by paper and text for a round."""


def of_review(paper: str, key: str, facts: Mapping[str, str | int]) -> str:
    """Say a text in the words for a review, of the facts only those that they name; empty where they are the same.

    Raises:
        KeyError: the words name a fact that is not there.
    """
    own = _OWN.get((paper, key))
    if own is None:
        return ""
    return _TEXTS.fill(own, **{name: facts[name] for name in fields_of(_TEXTS.template(own))})

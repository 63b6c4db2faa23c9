"""A plain dictionary and a real score file must agree after any course of marking, sealing and reopening."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from judge_desk.contest.values.identity import CriterionId, EntryCode
from judge_desk.contest.values.problems import NotNow
from judge_desk.stores.score_events import FileState
from judge_desk.stores.score_file import ScoreFile
from tests.stores.samples import CODES, CRITERIA, NOW, new_score, seal

SOME = st.sampled_from(CODES[:3])
CRITERION = st.sampled_from(CRITERIA[:2])
TEXT = st.text(st.characters(codec="utf-8"), max_size=4)


class Marking(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.score = new_score(Path(self.folder.name))
        self.given: dict[tuple[EntryCode, CriterionId], int] = {}
        self.recused: dict[EntryCode, str] = {}
        self.notes: dict[EntryCode, str] = {}
        self.seals = 0
        self.sealed = False

    @rule(code=SOME, criterion=CRITERION, steps=st.none() | st.integers(-3, 2**40))
    def mark(self, code: EntryCode, criterion: CriterionId, steps: int | None) -> None:
        if self.sealed or code in self.recused:
            with pytest.raises(NotNow):
                self.score.mark(code, criterion, steps, NOW)
            return
        self.score.mark(code, criterion, steps, NOW)
        self.given.pop((code, criterion), None)
        if steps is not None:
            self.given[code, criterion] = steps

    @precondition(lambda self: not self.sealed)
    @rule(code=SOME, reason=TEXT.filter(str.strip))
    def recuse(self, code: EntryCode, reason: str) -> None:
        self.score.recuse(code, reason, NOW)
        self.recused[code] = reason

    @precondition(lambda self: not self.sealed)
    @rule(code=SOME)
    def unrecuse(self, code: EntryCode) -> None:
        self.score.unrecuse(code, NOW)
        self.recused.pop(code, None)

    @rule(code=SOME, text=TEXT)
    def note(self, code: EntryCode, text: str) -> None:
        self.score.note(code, text, NOW)
        self.notes.pop(code, None)
        if text:
            self.notes[code] = text

    @precondition(lambda self: not self.sealed)
    @rule()
    def seal(self) -> None:
        self.seals += 1
        seal(self.score, f"lần {self.seals}")
        self.sealed = True

    @precondition(lambda self: self.sealed)
    @rule()
    def reopen_seal(self) -> None:
        self.score.reopen("Sửa", "Thư ký", NOW)
        self.sealed = False

    @rule()
    def close_and_open(self) -> None:
        self.score.close()
        self.score = ScoreFile.open(self.score.file.path)

    @invariant()
    def agrees(self) -> None:
        assert self.score.marks() == {key: each for key, each in self.given.items() if key[0] not in self.recused}
        assert self.score.recusals() == self.recused
        assert self.score.current().notes == self.notes
        assert len(self.score.sealed()) == self.seals
        assert self.score.state is (FileState.SEALED if self.sealed else FileState.OPEN)

    def teardown(self) -> None:
        self.score.close()
        ScoreFile.open(self.score.file.path).close()
        self.folder.cleanup()


TestMarking = Marking.TestCase
TestMarking.settings = settings(max_examples=40, stateful_step_count=25)

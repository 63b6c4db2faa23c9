"""The power goes away at every moment of the program's work: what was acknowledged is there, and nothing is half.

Each work is recorded live, operation by operation; from the recording follow the states that a disk may hold
(``power_states``), and every state that differs is really opened (``power_looks``). Some are laid down whole, and the
work is done once more in them.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import Refusal
from judge_desk.stores.contest_file import open_contest
from tests.trust.drill import Count, Drill, Tally
from tests.trust.power_contest_works import CONTEST_WORKS
from tests.trust.power_judge_works import JUDGE_WORKS
from tests.trust.power_looks import JOURNAL, Bench, Found, lay, of_contest
from tests.trust.power_states import Habit, State, states
from tests.trust.power_work import SCRATCH, Work
from tests.trust.strace_log import Recording, record

LONG: Final = 100_000
"""Of each work; a million in all."""
SHORT: Final = 600
IN_SUITE: Final = frozenset({"marking", "sealing", "merging", "issuing", "going-back"})
"""The works whose short form runs with the tests; the others differ from them in less than they share."""
AGAIN: Final = 400
"""Of so many states one is laid down whole and the work done once more in it."""
DIRECTLY: Final = 200
"""Of so many different states one is handed to the program with its journal, SQLite not asked before."""


def run(job: Work, amount: int, seed: int, folder: Path) -> Tally:
    """Record the work and cut the power in it so often, half of the times on either kind of disk."""
    with _scratch(folder) as place:
        root = place / "root"
        root.mkdir()
        job.prepare(root)
        recording = record(root, partial(job.do, root, 12 if amount <= LONG // 10 else 48))
        drill = _Cuts(job, recording, place, seed)
        for habit in Habit:
            _cut(drill, recording, habit, -(-amount // 2), seed)
        drill.repeat(max(1, amount // AGAIN))
        facts = {"distinct": drill.distinct, "steps": len(recording.ops), "opened": drill.bench.opened}
        return drill.count.tally(**facts, **{"rolled back": drill.bench.recovered, "repeated": drill.repeated})


def _cut(drill: _Cuts, recording: Recording, habit: Habit, amount: int, seed: int) -> None:
    """Look at so many states of one habit; where one seed has not that many, further seeds give the rest."""
    given, turn = 0, 0
    while given < amount:
        for state in states(recording, habit, amount - given, seed + 1_000_000 * turn):
            drill.look_at(state)
            given += 1
        turn += 1


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    place = Path(tempfile.mkdtemp(prefix="power-", dir=SCRATCH or folder)).resolve()
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


class _Cuts:
    """Looks at the states of one work; remembers what it saw."""

    def __init__(self, job: Work, recording: Recording, place: Path, seed: int) -> None:
        """Take what was done, and work in a folder."""
        self._job, self._place = job, place
        (place / "bench").mkdir()
        self.bench, self.count = Bench(place / "bench"), Count()
        self._after = {path: data for path, data in recording.after.listing().items() if data is not None}
        end = State("", (), self._after, frozenset())
        start = {path: data for path, data in recording.before.listing().items() if data is not None}
        self._start = self.bench.found(State("", (), start, frozenset()), job.file, job.look)
        self._true = self.bench.found(end, job.file, job.look)
        self._seen: dict[int, Found] = {}
        self._chance = random.Random(seed)
        self._sample: list[State] = []
        self.repeated = 0

    @property
    def distinct(self) -> int:
        """How many different disks were looked at."""
        return len(self._seen)

    def look_at(self, state: State) -> None:
        """Look at one state and count it."""
        fault = self._fault(state)
        if fault:
            self.count.broken(f"{state.where}: {fault}")
        else:
            self.count.good()

    def _fault(self, state: State) -> str:
        same = state.same()
        fresh = same not in self._seen
        if fresh:
            self._seen[same] = self.bench.found(state, self._job.file, self._job.look)
            self._keep_some(state)
        found = self._seen[same]
        if fresh and len(self._seen) % DIRECTLY == 1:
            directly = self.bench.found(state, self._job.file, self._job.look, directly=True)
            if (directly.chain, bool(directly.refused)) != (found.chain, bool(found.refused)):
                return f"opened by the program itself it holds {directly}, not {found}"
        return self._lost(state, found) or self._torn(state, found)

    def _keep_some(self, state: State) -> None:
        """Keep states to be repeated: any of them as likely as any other."""
        number = len(self._seen)
        if len(self._sample) < 256:
            self._sample.append(state)
        elif (place := self._chance.randrange(number)) < 256:
            self._sample[place] = state

    def _lost(self, state: State, found: Found) -> str:
        """Say what was acknowledged and is not there."""
        least = max((int(text.split()[1]) for text in state.told if text.startswith("kept")), default=-1)
        least = max(least, len(self._start.chain) if not self._start.refused and not self._job.old_or_new else -1)
        if found.refused:
            return f"does not open: {found.refused}" if least >= 0 or self._job.old_or_new else ""
        if self._job.old_or_new:
            known = (self._true.chain,) if least >= 0 else (self._true.chain, self._start.chain)
            if found.chain not in known:
                return f"neither the old nor the new history: {found.words}"
        elif found.chain != self._true.chain[: len(found.chain)]:
            return f"another history: {found.words}"
        if len(found.chain) < least:
            return f"{len(found.chain)} of {least} are there"
        for text in state.told:
            if text.startswith("holds "):
                missing = self._missing(state, (text.removeprefix("holds "),))
                if missing:
                    return f"acknowledged and not whole: {missing}"
        return ""

    def _torn(self, state: State, found: Found) -> str:
        """Say what is there by half: a record without its files, or a package that is taken for whole and is not."""
        told = found.words[len(self._start.chain) :] if not self._job.old_or_new else found.words
        for word, beginnings in self._job.backed.items():
            missing = self._missing(state, beginnings) if word in told else []
            if missing:
                return f"the log tells of {word}, not whole: {missing}"
        wanted = {f"cuoc-thi/ballots/{digest}" for digest in found.ballots}
        missing = [path for path in self._missing(state, tuple(wanted)) if wanted]
        if missing:
            return f"counted and not whole: {missing}"
        if self._job.package and any(path.startswith(self._job.package) for path in state.files):
            whole, _ = self.bench.package(state, self._job.package)
            lacking = self._missing(state, (self._job.package + "/",))
            if whole and [path for path in lacking if not path.endswith(".txt")]:
                return f"taken for a whole package: {lacking}"
        return ""

    def _missing(self, state: State, beginnings: tuple[str, ...]) -> list[str]:
        """Name the files that the work left below some paths and that the state does not have as they were."""
        volatile = (JOURNAL, ".dang-mo", ".jsonl", self._job.file.rpartition("/")[2])
        return [
            path
            for path, data in self._after.items()
            if path.startswith(beginnings) and not path.endswith(volatile) and state.files.get(path) != data
        ]

    def repeat(self, times: int) -> None:
        """Lay some states down and do the work once more; all come to the same."""
        outcomes: dict[str, str] = {}
        self._chance.shuffle(self._sample)
        for state in self._sample[:times]:
            self.repeated += 1
            root = lay(self._place / "again", state.folders, state.files)
            try:
                self._open_log(root, state)
                outcome = self._job.again(root)
            except Refusal as refusal:
                outcome = f"refused: {refusal.problem.code} {dict(refusal.problem.facts)}"
            outcomes.setdefault(outcome, state.where)
        if len(outcomes) > 1:
            self.count.broken(f"done once more it comes to different ends: {outcomes}")

    def _open_log(self, root: Path, state: State) -> None:
        """See that the open copy of the log, torn or behind, is no alarm; after going back it says something else."""
        if self._job.look is of_contest and not self._job.old_or_new and (root / self._job.file).exists():
            with open_contest((root / self._job.file).parent) as contest:
                for each in contest.findings:
                    self.count.broken(f"{state.where}: opened again it tells of {each.code}")


WORKS: Final = (*JUDGE_WORKS, *CONTEST_WORKS)
DRILLS: Final = tuple(
    Drill(
        f"power-loss-{job.name}",
        job.promise,
        "states",
        SHORT if job.name in IN_SUITE else 0,
        LONG,
        partial(run, job),
        ("strace",),
    )
    for job in WORKS
)

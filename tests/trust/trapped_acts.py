"""The acts that faults and kills are tried on, each in a folder of its own, and what must hold after them.

An act is done as a person does it: through the command line, and the marking through the judge's desk. Afterwards a
fresh process looks: what was acknowledged is there, what was refused is not, the program opens the folder, and the
act can be done again.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import traceback
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from judge_desk.contest.values.identity import CriterionId, EntryCode
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks import handing_over, sealing
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.marking import Sitting
from judge_desk.exchange.seal import code_of, digest_of
from judge_desk.paths import USER_FOLDER_VARIABLE
from judge_desk.stores.contest_schema import CONTEST_FILE
from judge_desk.stores.score_events import FileState
from judge_desk.wording.catalogue import open_catalogue
from tests.faults.command_line import run
from tests.faults.small_world import SmallWorld
from tests.ui.seal_works import machine, work

OLD: Final = Path(__file__).parents[1] / "stores" / "old" / "contest_v1.sql"
CONTEST: Final = "cuoc-thi"
STICK: Final = "usb"
HOME: Final = "may"
COPY: Final = "*_merge-*.jdesk"
ROUND: Final = ("--round", "vong-1")
BY: Final = ("--reason", "Thử", "--by", "Vũ Văn Em (Ban Tổ chức)")
ACCEPT: Final = ("--accept", "--reason", "Thử", "--operator", "Thư ký")
UNSURE: Final = ("store.io", "disk.untold")
"""The refusals that say of themselves that the last act may or may not be saved."""
PARTLY: Final = "partly"
"""Done, and said which files were refused."""
State = tuple[dict[Any, Any], str]
"""Marks, and the remark on the third entry."""
Ack = Callable[[str], None]
"""Tells somebody outside of this process that something is saved."""


@dataclass(slots=True)
class Said:
    """What an act said, step by step: ``done``, :data:`PARTLY`, the code of a refusal, or ``raised``.

    Attributes:
        steps: one word for each step; shorter than the act when it was killed.
        notes: codes of findings that came with a step that was done.
        faults: tracebacks, and refusals without a sentence.
        struck: calls and paths of the operations that the trap closed on.
    """

    steps: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TrappedAct:
    """An act.

    Attributes:
        name: for the command line.
        steps: how many things it tells of.
        lay: lays what it begins from into an empty folder; the small contest is built only for those that ask.
        do: does it in a copy of that folder.
        wrong: (folder, the folder it began from, what was said) to everything that does not hold; also repeats it.
    """

    name: str
    steps: int
    lay: Callable[[Callable[[], SmallWorld], Path], None]
    do: Callable[[Path, Said, Ack], None]
    wrong: Callable[[Path, Path, Said], list[str]]


def _known(code: str, said: Said) -> None:
    """Hold that a refusal has its sentence in both languages."""
    for language in ("vi", "en"):
        if f"finding.{code}" not in open_catalogue(language):
            said.faults.append(f"no sentence: {code}")


def _step(said: Said, ack: Ack, act: Callable[[], object]) -> None:
    """Do one step of a desk and keep what became of it."""
    try:
        act()
    except Refusal as refusal:
        _known(refusal.problem.code, said)
        said.steps.append(refusal.problem.code)
    except Exception:  # noqa: BLE001 - to be seen, whatever it is
        said.faults.append(traceback.format_exc()[-900:])
        said.steps.append("raised")
    else:
        said.steps.append("done")
    ack(said.steps[-1])


def _command(said: Said, ack: Ack, *command: object) -> None:
    """Run one command and keep what it said."""
    try:
        told = run(*command, "--json")
    except Exception:  # noqa: BLE001 - to be seen, whatever it is
        said.faults.append(traceback.format_exc()[-900:])
        said.steps.append("raised")
    else:
        for code in told.codes:
            _known(code, said)
        said.notes += told.codes if told.code == 0 else []
        word = PARTLY if told.data.get("refused") else "done"
        said.steps.append(word if told.code == 0 else told.codes[0])
    ack(said.steps[-1])


# --- the judge marks --------------------------------------------------------------------------------------------

CELLS: Final = tuple((EntryCode("001-9"), CriterionId(each)) for each in ("2.3", "2.4", "2.5"))


def _lay_work(_: Callable[[], SmallWorld], folder: Path) -> None:
    work(folder / HOME)
    sealing.device_key(machine(folder / HOME))


def _given(number: int) -> str:
    return str(5 + number % 5)


def _score(folder: Path, said: Said, ack: Ack) -> None:
    """Open the file, give six marks and two remarks, one after the other; a refusal keeps nobody from going on."""
    sitting: list[Sitting] = []
    _step(said, ack, lambda: sitting.append(Sitting.open(folder / HOME / "phieu.jdscore", machine(folder / HOME))))
    if not sitting:
        return
    judge = sitting[0]
    codes = [line.code for line in judge.lines()]
    for number in range(6):
        code, criterion = codes[number % 2], CELLS[number % 3][1]
        _step(said, ack, partial(judge.mark, code, criterion, _given(number)))
    for number in range(2):
        _step(said, ack, partial(judge.remark, codes[2], None, f"Lời {number}"))
    judge.close()


def _score_wrong(folder: Path, origin: Path, said: Said) -> list[str]:
    file = folder / HOME / "phieu.jdscore"
    with open_judge_file(origin / HOME / "phieu.jdscore", read_only=True) as before:
        codes = [entry.code for entry in before.entries]
        due, remark = dict(before.score.marks()), ""
        steps = {leaf.id: leaf.step for leaf in before.round.rubric.criteria}
    states: list[State] = [(due, remark)]
    for number, word in enumerate(said.steps[1:]):
        states = _after_step(states, number, word, codes, steps)
    if len(said.steps) and len(said.steps) < 9 and said.steps[0] == "done":  # killed: the next one may be there, too
        states += [_changed(each, len(said.steps) - 1, codes, steps) for each in states]
    wrong = []
    with open_judge_file(file) as after:
        remarks = [each.text for each in after.score.remarks() if each.code == codes[2]]
        found = (dict(after.score.marks()), remarks[0] if remarks else "")
        if not any(found == each for each in states):
            wrong.append(f"{found} is none of {states}")
    sitting = Sitting.open(file, machine(folder / HOME))
    sitting.mark(codes[3], CELLS[0][1], "3")
    sitting.close()
    return wrong


def _after_step(states: list[State], number: int, word: str, codes: Sequence[EntryCode], steps: Any) -> list[State]:
    """Give what may be on disk after a step: what is said to be saved, and nothing that was refused."""
    changed = [_changed(each, number, codes, steps) for each in states]
    if word in UNSURE:
        return states + changed
    return changed if word == "done" else states


def _changed(now: State, number: int, codes: Sequence[EntryCode], steps: Any) -> State:
    marks, remark = dict(now[0]), now[1]
    if number < 6:
        criterion = CELLS[number % 3][1]
        marks[codes[number % 2], criterion] = int(int(_given(number)) / steps[criterion])
    elif number < 8:
        remark = f"Lời {number - 6}"
    return marks, remark


# --- the judge seals --------------------------------------------------------------------------------------------


def _seal(folder: Path, said: Said, ack: Ack) -> None:
    os.environ[USER_FOLDER_VARIABLE] = str(folder / HOME)
    _command(said, ack, "ballot", "seal", folder / HOME / "phieu.jdscore", "--to", folder / STICK)


def _seal_wrong(folder: Path, origin: Path, said: Said) -> list[str]:
    file, stick = folder / HOME / "phieu.jdscore", folder / STICK
    with open_judge_file(origin / HOME / "phieu.jdscore", read_only=True) as before:
        marks = before.score.marks()
    wrong = []
    with open_judge_file(file) as judge:
        if judge.score.marks() != marks:
            wrong.append("marks changed")
        sealed = judge.score.state is FileState.SEALED
    done = said.steps == ["done"]
    if said.steps and sealed is not done and said.steps[0] not in UNSURE:
        wrong.append(f"said {said.steps}, and sealed is {sealed}")
    if sealed:
        wrong += _ballots_wrong(file, stick)
    again = Said()
    if not sealed:
        _seal(folder, again, lambda _: None)
        wrong += [f"again: {again}"] if again.steps != ["done"] else _ballots_wrong(file, stick)
    return wrong


def _ballots_wrong(file: Path, stick: Path) -> list[str]:
    """Compare what lies on the stick with what the score file sealed: one ballot, one sheet, both whole."""
    sealings = handing_over.sealings_in(file)
    there = {each.name: each.read_bytes() for each in stick.iterdir()}
    due = {each.file_name: each.data for each in sealings}
    due |= {handing_over.sheet_name(each): handing_over.sheet(each) for each in sealings}
    return [] if there == due and len(sealings) == 1 else [f"on the stick: {sorted(there)}, sealed: {sorted(due)}"]


# --- the secretary's acts ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Commands:
    """Commands of the secretary in a contest folder.

    Attributes:
        commands: (folder of the case) to the commands, one for each step.
        words: the acts of the log that each of them records.
        whole: (folder of the case) to whether everything that they make is there.
        again: exit codes of repeating one whose act had happened.
        in_parts: True when a refusal may leave its first act recorded, which the next try takes up.
        from_copy: True when the log goes back to that of a copy first.
    """

    commands: Callable[[Path], list[list[object]]]
    words: Sequence[Sequence[str]]
    whole: Callable[[Path], bool]
    again: tuple[int, ...] = (0,)
    in_parts: bool = False
    from_copy: bool = False

    def do(self, folder: Path, said: Said, ack: Ack) -> None:
        """Run the commands."""
        os.environ[USER_FOLDER_VARIABLE] = str(folder / HOME)
        for command in self.commands(folder):
            _command(said, ack, *command)

    def wrong(self, folder: Path, origin: Path, said: Said) -> list[str]:
        """Say what does not hold; see the module."""
        os.environ[USER_FOLDER_VARIABLE] = str(folder / HOME)
        before, wrong = _hashes(origin / CONTEST), []
        if self.from_copy:
            copy = min((origin / CONTEST / "backups").glob(COPY))
            shutil.copyfile(copy, folder / "ban-sao.jdesk")
        opened = run("backup", folder / CONTEST, "--json")  # brings the form and the open log up to date
        if opened.code:
            return [f"does not open: {opened}"]
        told = _hashes(folder / CONTEST)
        if self.from_copy and told[: len(before)] != before:
            before = _hashes_of(folder / "ban-sao.jdesk")
        if told[: len(before)] != before:
            wrong.append("the log lost lines")
        wrong += self._words_wrong([each[1] for each in told[len(before) :]], said)
        if said.steps and all(word == "done" for word in said.steps) and not self.whole(folder):
            wrong.append("said done, and is not whole")
        return wrong + self._repeat(folder)

    def _words_wrong(self, told: list[str], said: Said) -> list[str]:
        """Compare the log with what was said: what is said to be done is in it, what was refused is not."""
        open_words = [*self.words[len(said.steps)]] if len(said.steps) < len(self.words) else []
        allowed: list[list[str]] = [[]]
        for word, words in zip(said.steps, self.words, strict=False):
            some = range(len(words) + 1) if word in UNSURE else range(len(words) if self.in_parts else 1)
            more = [words] if word in ("done", PARTLY) else [words[:n] for n in some]
            allowed = [[*each, *further] for each in allowed for further in more]
        allowed += [[*each, *open_words[: n + 1]] for each in allowed for n in range(len(open_words))]
        return [] if told in allowed else [f"said {said.steps}, and the log tells {told}"]

    def _repeat(self, folder: Path) -> list[str]:
        wrong = []
        for command in self.commands(folder):
            again = run(*command, "--json")
            if again.code not in self.again:
                wrong.append(f"again: {again.code} {again.out[:400]}")
        if not self.whole(folder):
            wrong.append("not whole when done again")
        doctor = run("doctor", folder / CONTEST, "--json")
        return wrong + ([f"doctor: {doctor.codes}"] if doctor.codes else [])


def _hashes(contest: Path) -> list[tuple[str, str]]:
    return _hashes_of(contest / "contest.jdesk")


def _hashes_of(file: Path) -> list[tuple[str, str]]:
    """Give hash and word of every line of a log, read with nothing of ours."""
    with closing(sqlite3.connect(file)) as connection:
        found = connection.execute("SELECT hash, body FROM log ORDER BY seq").fetchall()
    return [(own, json.loads(body)["what"]) for own, body in found]


def _laid(station: str, *more: str) -> Callable[[Callable[[], SmallWorld], Path], None]:
    """Give a way to lay a station of the small contest, with further folders of it."""

    def lay(world: Callable[[], SmallWorld], folder: Path) -> None:
        small = world()
        shutil.copytree(getattr(small, station), folder / CONTEST)
        for name in more:
            shutil.copytree(small.root / name, folder / name)
        (folder / HOME).mkdir()

    return lay


def _shown(folder: Path) -> dict[str, Any]:
    return run("contest", "show", folder / CONTEST, "--json").data


def _merging(folder: Path) -> list[list[object]]:
    ballots = sorted(each for each in (folder / "usb-phieu").glob("*.jdballot") if "_vong-1_" in each.name)
    return [["merge", folder / CONTEST, *ROUND, *ballots, *ACCEPT]]


def _merged(folder: Path) -> bool:
    kept = list((folder / CONTEST / "ballots").glob("*.jdballot"))
    return bool(_shown(folder)["rounds"][0]["ballots"] == 2) and len(kept) >= 2


def _deciding(folder: Path) -> list[list[object]]:
    contest = folder / CONTEST
    return [["decide", contest, *ROUND, "--paper", 1, _code(folder), *BY], ["decide", contest, *ROUND, "--final", *BY]]


def _code(folder: Path) -> str:
    ballot = next((folder / "usb-phieu").glob("*_vong-1_ghe-01_*.jdballot"))
    return code_of(digest_of(ballot.read_bytes()))


def _issued(folder: Path) -> bool:
    return run("package", "check", folder / STICK / "goi-hoi-thi-nho-vong-1", "--json").code == 0


def _published(folder: Path) -> bool:
    made = _papers_in(folder / "in")
    own = [each for each in (folder / CONTEST / "documents" / "vong-1").iterdir() if each.is_dir()]
    return len(made) > 1 and len(own) == 1 and made == _papers_in(own[0])


def _papers_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def _lay_restore(world: Callable[[], SmallWorld], folder: Path) -> None:
    _laid("contest", "usb-phieu")(world, folder)
    assert run(*_merging(folder)[0]).code == 0


def _restoring(folder: Path) -> list[list[object]]:
    copy = min(each.name for each in (folder / CONTEST / "backups").glob(COPY))
    return [["restore", folder / CONTEST, "--copy", copy]]


def _restored(folder: Path) -> bool:
    kept = {each.name.partition("_")[2][:8] for each in (folder / CONTEST / "backups").iterdir()}
    return bool(_shown(folder)["rounds"][0]["ballots"] == 0) and bool(kept & {"truoc-kh", "ban-hong"})


def _lay_older(world: Callable[[], SmallWorld], folder: Path) -> None:
    """Lay a contest whose file is of the first form, with the very rows of the present one."""
    _laid("marked")(world, folder)
    file = folder / CONTEST / "contest.jdesk"
    older = file.with_name("cu")
    with closing(sqlite3.connect(older)) as old:
        old.executescript(OLD.read_text(encoding="utf-8"))
        old.execute("PRAGMA foreign_keys=OFF")
        old.execute("ATTACH ? AS present", (str(file),))
        for (table,) in old.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
            columns = ", ".join(row[1] for row in old.execute(f"PRAGMA main.table_info({table})"))
            old.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM present.{table} ORDER BY rowid")
        old.commit()
    older.replace(file)


def _converted(folder: Path) -> bool:
    with closing(sqlite3.connect(folder / CONTEST / "contest.jdesk")) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    copies = list((folder / CONTEST).glob("contest.v1*.jdesk"))
    return version == CONTEST_FILE.version and len(copies) >= 1


# --- a damaged contest is saved ---------------------------------------------------------------------------------


def _lay_damaged(world: Callable[[], SmallWorld], folder: Path) -> None:
    """Lay a contest with copies, in whose newest act one letter turned."""
    _laid("marked")(world, folder)
    file = folder / CONTEST / "contest.jdesk"
    with closing(sqlite3.connect(file)) as connection:
        body = connection.execute("SELECT body FROM log ORDER BY seq DESC LIMIT 1").fetchone()[0].encode()
    content = bytearray(file.read_bytes())
    content[content.rindex(body) + body.index(b'"what"') + 10] ^= 1
    file.write_bytes(content)


def _save(folder: Path, said: Said, ack: Ack) -> None:
    os.environ[USER_FOLDER_VARIABLE] = str(folder / HOME)
    _command(said, ack, "doctor", folder / CONTEST, "--save")


def _save_wrong(folder: Path, origin: Path, said: Said) -> list[str]:
    """All but the damaged act is there with the line that tells of the saving, or the damaged file as it was."""
    os.environ[USER_FOLDER_VARIABLE] = str(folder / HOME)
    hurt = (origin / CONTEST / "contest.jdesk").read_bytes()
    due = [own for own, _ in _hashes(origin / CONTEST)[:-1]]
    file, wrong = folder / CONTEST / "contest.jdesk", []
    untouched = file.read_bytes() == hurt
    if said.steps == ["done"] and untouched:
        wrong.append("said saved, and the damaged file is there")
    if said.steps and said.steps[0] not in ("done", *UNSURE) and not untouched:
        wrong.append(f"said {said.steps}, and the damaged file is not there as it was")
    if untouched:
        again = Said()
        _save(folder, again, lambda _: None)
        wrong += [f"again: {again}"] if again.steps != ["done"] else []
    told = _hashes(folder / CONTEST)
    if [own for own, _ in told[:-1]] != due or told[-1][1] != "rescue":
        wrong.append(f"the log tells {[word for _, word in told[len(due) - 1 :]]}")
    if hurt not in [each.read_bytes() for each in (folder / CONTEST / "backups").iterdir()]:
        wrong.append("the damaged file is not kept")
    opened, doctor = run("backup", folder / CONTEST, "--json"), run("doctor", folder / CONTEST, "--json")
    return wrong + ([f"opens: {opened.codes}, doctor: {doctor.codes}"] if opened.code or doctor.codes else [])


def _of(name: str, lay: Callable[[Callable[[], SmallWorld], Path], None], commands: _Commands) -> TrappedAct:
    return TrappedAct(name, len(commands.words), lay, commands.do, commands.wrong)


def _issuing(folder: Path) -> list[list[object]]:
    return [["issue", folder / CONTEST, *ROUND, "--to", folder / STICK]]


def _publishing(folder: Path) -> list[list[object]]:
    some = ("--only", "summary", "--only", "minutes")
    return [["publish", folder / CONTEST, *ROUND, "--draft", "--format", "docx", *some, "--to", folder / "in"]]


ACTS: Final = (
    TrappedAct("score", 9, _lay_work, _score, _score_wrong),
    TrappedAct("seal", 1, _lay_work, _seal, _seal_wrong),
    _of("merge", _laid("contest", "usb-phieu"), _Commands(_merging, [["merge"]], _merged)),
    _of(
        "decide", _laid("marked", "usb-phieu"), _Commands(_deciding, [["decide"], ["decide"]], lambda _: True, (0, 10))
    ),
    _of("issue", _laid("drawn"), _Commands(_issuing, [["issue", "hand"]], _issued, in_parts=True)),
    _of("publish", _laid("marked"), _Commands(_publishing, [["publish"]], _published)),
    _of("restore", _lay_restore, _Commands(_restoring, [["restore"]], _restored, from_copy=True)),
    TrappedAct("save", 1, _lay_damaged, _save, _save_wrong),
    _of("migrate", _lay_older, _Commands(lambda f: [["backup", f / CONTEST]], [[]], _converted)),
)

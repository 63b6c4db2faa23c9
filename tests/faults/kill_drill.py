"""Kills the secretary's acts at random moments, and looks whether each happened whole or not at all.

Run by the drill ``kills-acts`` in a process of its own (``python -m tests.faults.kill_drill FOLDER KILLS SEED``), which
has loaded everything and forks where it can. Prints one JSON object: what went wrong, how many acts had happened.
"""

from __future__ import annotations

import io
import json
import multiprocessing
import random
import shutil
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.faults.command_line import Told, run
from tests.faults.small_world import SmallWorld, build

ROUND: Final = ("--round", "vong-1")
ACCEPT: Final = ("--accept", "--reason", "Thử", "--operator", "Thư ký")
PAPERS: Final = (*ROUND, "--draft", "--format", "pdf,docx,xlsx")
BY: Final = ("--reason", "Thử", "--by", "Vũ Văn Em (Ban Tổ chức)")


@dataclass(frozen=True, slots=True)
class Act:
    """An act: its word in the log, the folder it begins from, its command, and what it must have brought about.

    ``then`` are the words of further acts that the same command records one after the other.
    """

    word: str
    station: str
    command: Callable[[SmallWorld, Path], list[object]]
    done: Callable[[Path], bool]
    then: tuple[str, ...] = ()


def _issued(folder: Path) -> bool:
    return run("package", "check", folder.parent / "usb" / "goi-hoi-thi-nho-vong-1", "--json").code == 0


def _merged(folder: Path) -> bool:
    return bool(run("contest", "show", folder, "--json").data["rounds"][0]["ballots"] == 2)


def _withdrawn(folder: Path) -> bool:
    return bool(run("contest", "show", folder, "--json").data["entries"]["withdrawn"] == 1)


def _published(folder: Path) -> bool:
    made = {path.name: path.read_bytes() for path in (folder.parent / "in").iterdir() if path.is_file()}
    own = [each for each in (folder / "documents" / "vong-1").iterdir() if each.is_dir()]
    kept = {path.name: path.read_bytes() for path in own[0].iterdir() if path.is_file()}
    listed = json.loads((folder / "documents" / "muc-luc.json").read_text(encoding="utf-8"))
    whole = all(data.endswith(b"%%EOF\n") for name, data in made.items() if name.endswith(".pdf"))
    packed = [data for name, data in made.items() if name.endswith((".docx", ".xlsx"))]
    whole = whole and len(packed) > len(made) // 3 and all(zipfile.is_zipfile(io.BytesIO(each)) for each in packed)
    return made == kept and whole and len(listed) >= len(made) and len(own) == 1


ACTS: Final = (
    Act("merge", "contest", lambda small, f: ["merge", f, *ROUND, *small.ballots.values(), *ACCEPT], _merged),
    Act("issue", "drawn", lambda small, f: ["issue", f, *ROUND, "--to", f.parent / "usb"], _issued, ("hand",)),
    Act("publish", "marked", lambda small, f: ["publish", f, *PAPERS, "--to", f.parent / "in"], _published),
    Act("decide", "marked", lambda small, f: ["decide", f, *ROUND, "--withdraw", "1", *BY], _withdrawn),
    Act("intake", "founded", lambda small, f: ["intake", f, small.register, "--files", small.files], lambda f: True),
)


def _killed_after(command: list[object], seconds: float) -> bool:
    """Run a command in a child and kill it; says whether it was still at work."""
    child = multiprocessing.Process(target=_quietly, args=(command,), daemon=True)
    child.start()
    child.join(seconds)
    at_work = child.is_alive()
    child.kill()
    child.join()
    return at_work


def _quietly(command: list[object]) -> None:
    run(*command)


def _log(folder: Path) -> list[str]:
    """Give the acts of the log after an opening has brought the open copy up to date."""
    assert run("backup", folder).code == 0
    lines = (folder / "nhat-ky.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["body"]["what"] for line in lines]


def _drill(small: SmallWorld, act: Act, work: Path, seconds: float) -> dict[str, Any]:
    """Kill one act once; gives what was found."""
    folder = Path(shutil.copytree(getattr(small, act.station), work / "cuoc-thi"))
    before = run("contest", "show", folder, "--json").data
    acts = len(_log(folder))
    command = act.command(small, folder)
    found: dict[str, Any] = {"act": act.word, "after": round(seconds, 3), "wrong": []}
    found["killed"] = _killed_after(command, seconds)
    shown = run("contest", "show", folder, "--json")
    _expect(found, shown.code == 0, f"does not open: {shown}")
    told = _log(folder)[acts:]
    whole = [act.word, *act.then]
    _expect(found, told == whole[: len(told)], f"log: {told}")
    found["happened"] = bool(told)
    if not told and act.word != "publish":
        _expect(found, shown.data == before, "half of it is there")
    _repeat(found, run(*command, "--json"), act, folder)
    return found


def _repeat(found: dict[str, Any], again: Told, act: Act, folder: Path) -> None:
    _expect(found, again.code == 0, f"repeating: {again}")
    _expect(found, again.code != 0 or act.done(folder), "repeating did not finish it")
    doctor = run("doctor", folder, "--json")
    _expect(found, doctor.codes == [], f"doctor: {doctor.codes}")


def _expect(found: dict[str, Any], holds: bool, otherwise: str) -> None:
    if not holds:
        found["wrong"].append(otherwise)


def main(folder: Path, kills: int, seed: int) -> dict[str, Any]:
    """Kill acts, each kind in turn, until so many kills fell while the act was under way; gives what went wrong.

    A machine whose speed changes lets some acts end before their kill. Each of those corrects how long its kind is
    taken to last, and is not counted; after three times as many tries there is an end.
    """
    multiprocessing.set_start_method("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")
    chance = random.Random(seed)
    (folder / "nho").mkdir()
    small = build(folder / "nho")
    acts = ACTS[:kills]
    lasts = {act.word: _time(small, act, folder / f"do-{act.word}") for act in acts}
    found: list[dict[str, Any]] = []
    while sum(each["killed"] for each in found) < kills and len(found) < 3 * kills:
        act = acts[len(found) % len(acts)]
        after = chance.uniform(0, lasts[act.word])
        found.append(_drill(small, act, folder / f"{len(found)}", after))
        if not found[-1]["killed"]:
            lasts[act.word] = min(lasts[act.word], after)
    return {
        "kills": sum(each["killed"] for each in found),
        "happened": sum(each["happened"] for each in found if each["killed"]),
        "wrong": [each for each in found if each["wrong"]],
    }


def _time(small: SmallWorld, act: Act, work: Path) -> float:
    """Measure how long an act takes in a child when nobody kills it, in seconds."""
    folder = Path(shutil.copytree(getattr(small, act.station), work / "cuoc-thi"))
    start = time.monotonic()
    assert not _killed_after(act.command(small, folder), 60)
    assert act.done(folder), act.word
    return time.monotonic() - start


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])), ensure_ascii=False))

"""``python -m tests.trust.hostile_run FOLDER NAME…`` puts files of the corpus through their doors.

It writes each into the folder and says a line of JSON about it. It is the main process of the program as far as
strangers' files are concerned: what it opens and connects to is noted by a hook of Python that cannot be taken away.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

from judge_desk.exchange.submissions.insides import open_insides
from tests.trust.corpus import CORPUS, DOORS
from tests.trust.hostile_doors import Outcome, Watch, forget_peak, peak_mib


def main(arguments: list[str]) -> int:
    """Put files through their doors."""
    folder, names = Path(arguments[0]), arguments[1:]
    with open_insides(folder) as insides:
        watch = Watch(folder, insides.cache)
        for each in (each for each in CORPUS if ascii(each.name) in names):
            place = folder / f"{len(os.listdir(folder)):04d}"
            place.mkdir()
            each.make(place / each.name)
            watch.seen.clear()
            forget_peak()
            before = peak_mib("self")
            outcome = Outcome(ascii(each.name))
            try:
                DOORS[each.door](place / each.name, outcome, insides, insides.cache)
            except Exception as fault:  # noqa: BLE001 - whatever comes through is what is looked for
                outcome.faults.append(f"raised {fault!r}"[:400])
            outcome.main_mib = max(0, peak_mib("self") - before)
            outcome.watched = list(watch.seen)
            sys.stdout.write(json.dumps(asdict(outcome)) + "\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

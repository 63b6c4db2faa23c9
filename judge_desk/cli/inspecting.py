"""Commands that look inside the files of entries and compare write-ups."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer
from judge_desk.cli.terminal import progress_bar
from judge_desk.contest.values.problems import Problem
from judge_desk.desks import inspecting, similarity
from judge_desk.desks.inspecting import SeenEntry, SeenFile
from judge_desk.desks.similarity import Compared, Pair
from judge_desk.wording.catalogue import Catalogue, open_catalogue
from judge_desk.wording.figures import length


def inspect(args: argparse.Namespace) -> Answer:
    """``entry inspect``: what lies inside the files of one entry, or of all."""
    catalogue = open_catalogue(args.lang)
    around = surroundings(progress=progress_bar(args))
    folder = Path(args.folder)
    if args.entry is None:
        seen = inspecting.inspect_all(folder, around)
        files = sum(len(each.files) for each in seen)
        lines = [catalogue.say("cli.inspect.done", entries=len(seen), files=files)]
    else:
        seen = (inspecting.inspect(folder, args.entry, around),)
        lines = [line for each in seen for line in _lines(each, catalogue)]
    data = {"entries": [{"id": each.entry.id, "files": [_file_data(f) for f in each.files]} for each in seen]}
    return Answer(lines, data, tuple(p for each in seen for p in _findings(each)))


def _findings(seen: SeenEntry) -> Iterator[Problem]:
    for file in seen.files:
        for problem in file.inside.findings:
            yield Problem(problem.code, problem.severity, f"{seen.entry.id} · {problem.where}", problem.facts)


def _lines(seen: SeenEntry, catalogue: Catalogue) -> Iterator[str]:
    say = catalogue.say
    yield say("cli.inspect.entry", entry=seen.entry.id, title=seen.entry.title)
    for each in seen.files:
        yield f"  {each.file.name}"
        text, clip = each.inside.text, each.inside.clip
        if text is not None:
            yield "    " + say("inside.text", words=len(text.text.split()))
        if text is not None and text.old is not None:
            yield "    " + say("inside.writing", writing=text.old.writing.value)
            yield from (f"      {before}\n      {after}" for before, after in zip(text.before, text.after, strict=True))
        if clip is not None:
            size = f"{clip.width}×{clip.height}"
            yield "    " + say("inside.clip", length=length(clip.ms // 1000), size=size, codec=clip.codec or "–")
        for kind, path in each.copies.items():
            yield "    " + say(f"inside.copy.{kind}") + f": {path}"


def _file_data(each: SeenFile) -> dict[str, Any]:
    text, clip = each.inside.text, each.inside.clip
    return {
        "name": each.file.name,
        "words": len(text.text.split()) if text is not None else None,
        "writing": text.old.writing.value if text is not None and text.old is not None else None,
        "before": list(text.before) if text is not None else [],
        "after": list(text.after) if text is not None else [],
        "properties": dict(text.properties) if text is not None else {},
        "clip": None
        if clip is None
        else {"ms": clip.ms, "width": clip.width, "height": clip.height, "codec": clip.codec, "sound": clip.sound},
        "copies": {kind: str(path) for kind, path in each.copies.items()},
    }


def convert(args: argparse.Namespace) -> Answer:
    """``entry convert``: a copy stands in the place of the original, which stays kept."""
    say = open_catalogue(args.lang).say
    around = surroundings(progress=progress_bar(args))
    written = inspecting.use_copy(Path(args.folder), args.entry, args.file, args.copy, args.reason, around)
    line = say(f"cli.convert.{args.copy}", entry=written.id, name=args.file)
    return Answer((line,), {"id": written.id, "copy": args.copy, "state": written.state.value}, written.findings)


def similar(args: argparse.Namespace) -> Answer:
    """``entry similar``: write-ups that share passages, the largest share first."""
    catalogue = open_catalogue(args.lang)
    around = surroundings(progress=progress_bar(args))
    folder = Path(args.folder)
    found = similarity.compare(folder, around, [Path(each) for each in args.against], args.least)
    kept = similarity.record(folder, found, around) if args.record else ()
    lines = [catalogue.say("cli.similar.done", texts=len(found.texts), pairs=len(found.pairs))]
    for pair in found.pairs:
        lines += _pair_lines(pair, found, args.passages, catalogue)
    if args.record:
        lines.append(catalogue.say("cli.similar.recorded", count=len(kept)))
    data = {
        "texts": len(found.texts),
        "pairs": [_pair_data(pair, found, args.passages) for pair in found.pairs],
        "recorded": list(kept),
    }
    return Answer(lines, data, found.findings)


def _pair_lines(pair: Pair, found: Compared, passages: bool, catalogue: Catalogue) -> Iterator[str]:
    one, two = found.texts[pair.first], found.texts[pair.second]
    much = {"percent": pair.percent, "passages": len(pair.passages)}
    if two.contest:
        yield catalogue.say("similar.earlier_line", entry=one.entry, contest=two.contest, title=two.title, **much)
    else:
        yield catalogue.say("similar.line", entry=one.entry, other=two.entry, **much)
    for shared in pair.passages if passages else ():
        words = " ".join(one.text[slice(*shared.first)].split())
        yield f"    [{shared.words}] {words}"


def _pair_data(pair: Pair, found: Compared, passages: bool) -> dict[str, Any]:
    one, two = found.texts[pair.first], found.texts[pair.second]
    data: dict[str, Any] = {
        "entry": one.entry,
        "file": one.name,
        "other": {"entry": two.entry, "contest": two.contest, "title": two.title, "file": two.name},
        "percent": pair.percent,
        "words": pair.words,
        "passages": len(pair.passages),
    }
    if passages:
        data["shared"] = [one.text[slice(*each.first)] for each in pair.passages]
    return data

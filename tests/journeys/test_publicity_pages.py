"""The publicity folder in a real browser without network: pages open, links lead somewhere, clips have a picture."""

from __future__ import annotations

import json
import re
import subprocess
from html import unescape
from pathlib import Path
from typing import Any, Final

from judge_desk.desks import publicity, publicity_folder
from judge_desk.desks.publicity import PictureChoice
from judge_desk.desks.publicity_folder import Wish
from judge_desk.desks.rehearsing import Played
from tests.desks.announced_contest import LAST, announce, around, copied

# The page of the test looks into the pages in frames of its own; to them the frames' rules do not apply.
LOOKER: Final = """<!DOCTYPE html><meta charset="utf-8"><pre id="told"></pre><script>
const pages = %s, told = {};
const wait = (target, name) => new Promise(done => { target.addEventListener(name, done, {once: true});
  target.addEventListener("error", done, {once: true}); setTimeout(done, 8000); });
async function look(name) {
  const frame = document.createElement("iframe");
  frame.style.width = "390px"; frame.style.height = "844px";
  frame.src = name; document.body.append(frame);
  await wait(frame, "load");
  const page = frame.contentDocument, all = what => [...page.querySelectorAll(what)];
  for (const each of all("video")) if (each.readyState < 1) await wait(each, "loadedmetadata");
  told[name] = {
    title: page.title, lang: page.documentElement.lang, mark: all(".mark").map(each => each.textContent),
    links: all("a[href]").map(each => each.href), alts: all("img").map(each => each.alt),
    pictures: all("img").map(each => each.naturalWidth), videos: all("video").map(each => each.duration),
    sizes: all("video").map(each => each.videoWidth), wide: page.documentElement.scrollWidth,
    ground: frame.contentWindow.getComputedStyle(page.body).backgroundColor, hacked: frame.contentWindow.hacked || 0,
    asked: frame.contentWindow.performance.getEntriesByType("resource").map(each => each.name),
  };
}
(async () => { for (const each of pages) await look(each);
  document.getElementById("told").textContent = "TOLD" + JSON.stringify(told) + "END"; })();
</script>"""
BROWSER: Final = (
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-extensions", "--disable-dev-shm-usage", "--proxy-server=127.0.0.1:9",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--allow-file-access-from-files", "--virtual-time-budget=60000",
    "--dump-dom",
)  # fmt: skip


def opened(folder: Path, place: Path) -> dict[str, Any]:
    """Let a browser open every page of a folder; gives what it saw of each."""
    pages = sorted(each.name for each in folder.glob("*.html"))
    looker = folder / "xem.html"
    looker.write_text(LOOKER % json.dumps(pages), encoding="utf-8")
    command = [*BROWSER, f"--user-data-dir={place / 'chromium'}", looker.as_uri()]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=120)
    looker.unlink()
    found = re.search("TOLD(.*?)END</pre>", done.stdout, re.DOTALL)
    assert found is not None, done.stdout[-2000:] + done.stderr[-2000:]
    seen: dict[str, Any] = json.loads(unescape(found[1]))
    return seen


def test_a_browser_without_network_opens_every_page_picture_and_clip(played: Played, tmp_path: Path) -> None:
    folder = copied(played, tmp_path)
    announce(folder, tmp_path)
    about = (folder, LAST)
    winners = publicity.look(*about, around(tmp_path)).list
    first, clip = winners[0], next(each for each in winners if each.clips)
    hostile = "<script>hacked=1</script><img src=x onerror=hacked=1> & hết."
    own = PictureChoice(own=first.pictures[0].name)
    publicity.note(*about, first.code, around(tmp_path), summary=hostile, picture=own)
    publicity.note(*about, clip.code, around(tmp_path), picture=PictureChoice(still=3))
    made = publicity_folder.write(*about, tmp_path / "usb", Wish(write_ups=True), around(tmp_path))
    seen = opened(made.folder, tmp_path)
    assert len(seen) == len(winners) + 1
    root = made.folder.as_uri()
    for name, page in seen.items():
        assert (page["lang"], page["hacked"]) == ("vi", 0)
        assert page["mark"] == ["BẢN CHẠY THỬ", "Mẫu minh họa, không phải Thể lệ"]
        assert page["ground"] != "rgba(0, 0, 0, 0)", "the style is there"
        assert page["wide"] <= 390, f"{name} fits a phone"
        assert all(each.startswith(root) for each in (*page["links"], *page["asked"])), page
        files = {each.removeprefix(f"{root}/").partition("#")[0] for each in page["links"]}
        assert not [each for each in files if not (made.folder / each).is_file()]
        assert all(width > 0 for width in page["pictures"])
        assert all(page["alts"])
        assert all(seconds and seconds > 0 for seconds in page["videos"])
        assert all(width > 0 for width in page["sizes"])
    assert seen[f"bai-{clip.code}.html"]["videos"]
    assert len(seen["index.html"]["pictures"]) == 2
    assert {Path(each).name for each in seen["index.html"]["links"]} >= {f"bai-{each.code}.html" for each in winners}

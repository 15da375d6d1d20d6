#!/usr/bin/env python3
"""Holds an interview with a pack in Chromium, for docs/screen.md. Needs chromedriver; no packages.

  scripts/screen.py shots     writes the pictures of docs/screen.md
  scripts/screen.py bench     prints the size of a pack, the time to its first paint, and from a key press to saved

Both use the sample req with one candidate, in a workspace of its own, and the program of `cargo build --release` (or
the one that PANELKIT names).
"""

import base64
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PANELKIT = os.environ.get("PANELKIT", str(ROOT / "target/release/panelkit"))
PACK = "kits/payments-api-tpm/candidates/c-102/scorecards/technical-depth--j-chen.html"
ESCAPE = "\ue00c"
FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]


class Browser:
    """Chromium through the WebDriver protocol."""

    def __init__(self, folder):
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True)
        port = next(m[1] for m in map(re.compile(r"successfully on port (\d+)").search, self.driver.stdout) if m)
        self.base = f"http://127.0.0.1:{port}/session"
        options = {"args": [*FLAGS, f"--user-data-dir={folder}/profile"]}
        wanted = {"capabilities": {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options}}}
        self.base += "/" + self.call("", wanted)["sessionId"]

    def call(self, to, body, method="POST"):
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.base + to, data, {"content-type": "application/json"}, method=method)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)["value"]

    def run(self, script):
        return self.call("/execute/sync", {"script": script, "args": []})

    def devtools(self, command, **parameters):
        return self.call("/goog/cdp/execute", {"cmd": command, "params": parameters})

    def press(self, keys):
        strokes = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.call("/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": strokes}]})

    def click(self, selector):
        found = self.call("/element", {"using": "css selector", "value": selector})
        self.call(f"/element/{next(iter(found.values()))}/click", {})

    def open(self, page, width, height):
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.call("/url", {"url": f"file://{page}"})

    def end(self):
        self.call("", None, "DELETE")
        self.driver.terminate()
        self.driver.wait()


def interview(browser, page, width, height):
    """An interview from begin to export; gives a name after each step, when the page can be looked at."""
    browser.open(page, width, height)
    browser.run("localStorage.clear()")
    browser.open(page, width, height)
    yield "begin"
    browser.press("tja")
    browser.click("#q1 .probes label")
    yield "ask"
    browser.press("n")
    browser.press("Asks first what was promised: 30 firms x 50 = 1,500 a second, and the vendor allows 400. "
                  "Would look up what the firms really use before choosing.")
    time.sleep(0.7)
    yield "type"
    browser.press(ESCAPE + "3")
    yield "rate"
    browser.run("document.querySelector('#q1 .evidence input').focus()")
    browser.press("1,500 against 400; real use first")
    browser.press(ESCAPE * 2 + "jaj0" + ESCAPE + "ja2" + ESCAPE + "j")
    browser.run("document.querySelector('#missing').scrollIntoView()")
    yield "close"
    browser.click("#bar [data-action=export]")
    browser.click("[data-action=complete]")
    time.sleep(0.7)
    yield "export"


def shots(browser, page, _folder):
    for device, width, height in (("laptop", 720, 800), ("phone", 390, 760)):
        for step in interview(browser, page, width, height):
            clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 0.6}
            picture = base64.b64decode(browser.devtools("Page.captureScreenshot", format="png", clip=clip)["data"])
            to = ROOT / "docs" / "screen" / f"{device}-{step}.png"
            to.parent.mkdir(exist_ok=True)
            to.write_bytes(picture)
            print(f"{to.relative_to(ROOT)}: {len(picture)} bytes")


def bench(browser, page, _folder):
    text = page.read_text()
    own = [re.search(f"<{tag}>(.*?)</{tag}>", text, re.S)[1] for tag in ("style", "script")]
    print(f"size of the file: {len(text.encode()):,} bytes, of these {len(own[0].encode()):,} style and {len(own[1].encode()):,} script")
    paints, saves = [], []
    for _ in range(20):
        browser.open(page, 720, 800)
        paint = "return performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
        while (at := browser.run(paint)) is None:
            time.sleep(0.02)
        paints.append(at)
    browser.press("j")
    # The time of the key press and of the write, both by the clock of the page.
    browser.run("""window.pressed = 0; window.took = [];
        addEventListener('keydown', () => { window.pressed = performance.now(); }, true);
        const set = Storage.prototype.setItem;
        Storage.prototype.setItem = function (...all) { set.apply(this, all); window.took.push(performance.now() - window.pressed); };""")
    browser.press("n")
    for n in range(20):
        time.sleep(0.05 * n % 0.5 + 0.6)
        browser.run("window.took = []")
        browser.press("x")
        while not (took := browser.run("return window.took")):
            time.sleep(0.02)
        saves.append(took[0])
    for name, all_of in (("first paint", paints), ("key press to saved", saves)):
        print(f"{name}: median {statistics.median(all_of):.0f} ms, most {max(all_of):.0f} ms, of {len(all_of)}")


def main():
    commands = {"shots": shots, "bench": bench}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        subprocess.run([PANELKIT, "init", folder], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        (folder / "people.csv").write_text("id,name\nc-102,Zoë Ramírez-Okafor\n")
        made = [PANELKIT, "variants", "payments-api-tpm", "--candidates", "people.csv", "--format", "html"]
        subprocess.run(made, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        browser = Browser(folder)
        try:
            commands[sys.argv[1]](browser, folder / PACK, folder)
        finally:
            browser.end()


main()

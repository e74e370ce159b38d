"""How long the live cells of each page take, and what they fetch: a table in Markdown.

Wants a quiet machine and a built site with its own Pyodide: `PYODIDE_DIR=_build/pyodide make book`.
Each time begins with a click on *Run*. *Cold* is a browser that was never here, *warm* one that has
the files and is clicked at once, *preloaded* one whose Python has started before the click. All
cells are run after the first figure of the cold browser. The server compresses, as hosts do.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import io
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pages
from pages import ROOT
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from served import Quiet, served

COMPRESSED = (".css", ".html", ".js", ".json", ".mjs", ".py", ".svg", ".wasm")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
WAIT = 1_200_000  # milliseconds

# The first cell with a picture, or the first: what a reader sees first.
FIRST = """() => {
    const cells = [...document.querySelectorAll('.live-cell')];
    return Math.max(0, cells.findIndex(cell => cell.querySelector('.live-output img')));
}"""
# Whether a cell shows what it gave: of one that draws, its picture, and no error.
SHOWN = """number => {
    const cell = [...document.querySelectorAll('.live-cell')].at(number);
    const state = cell.querySelector('.live-state').textContent;
    if (/^(An error|A cell above|Python did not)/.test(state)) throw new Error(state);
    return state === 'Done.' && cell.querySelector('.live-output').dataset.live === 'done'
        && [...cell.querySelectorAll('.live-output img')].every(image => image.complete);
}"""


class Cost(NamedTuple):
    seconds: float
    cpu: float  # seconds of all processes of the browser


class Row(NamedTuple):
    """What a page costs."""

    cold: Cost
    warm: Cost
    preloaded: Cost
    whole: Cost  # all cells, from the first click of the cold browser
    requests: int  # of the cold browser, after the click, up to the first output
    megabytes: float


# ---------------------------------------------------------------- the server


@functools.cache
def packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes())


class Compressing(Quiet):
    def send_head(self):
        path = Path(self.translate_path(self.path))
        if path.suffix not in COMPRESSED or not path.is_file():
            return super().send_head()
        body = packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path.name))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)


# ---------------------------------------------------------------- what is measured


def browser_cpu() -> float:
    """The processor's seconds that the processes of the browser have taken up to now."""
    parents, ticks = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            name, rest = (folder / "stat").read_text().split("(", 1)[1].rsplit(")", 1)
        except OSError:  # it has ended
            continue
        fields = rest.split()
        parents[int(folder.name)] = int(fields[1])
        if "chrom" in name:
            ticks[int(folder.name)] = int(fields[11]) + int(fields[12])

    def is_ours(process: int) -> bool:
        while process > 1 and process != os.getpid():
            process = parents.get(process, 0)
        return process == os.getpid()

    return sum(n for process, n in ticks.items() if is_ours(process)) / os.sysconf("SC_CLK_TCK")


def cost_of(act: Callable[[], object]) -> Cost:
    start, before = time.perf_counter(), browser_cpu()
    act()
    return Cost(time.perf_counter() - start, browser_cpu() - before)


def run(page: Page, number: int) -> None:
    """Run a cell, counted from 0 or, with a negative number, from the end, until it has ended."""
    page.locator(".live-cell").nth(number).locator(".live-run").click()
    page.wait_for_function(SHOWN, arg=number, timeout=WAIT, polling=50)


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def measure(browser: Browser, address: str) -> Row:
    """Measure a page once."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = opened(context, address)
    page.wait_for_timeout(1000)
    first = page.evaluate(FIRST)
    fetched = []
    context.on("requestfinished", lambda request: fetched.append(request))
    cold = cost_of(lambda: run(page, first))
    requests = [request for request in fetched if request.url.startswith("http")]
    size = sum(request.sizes()["responseBodySize"] for request in requests)
    rest = cost_of(lambda: run(page, -1))
    page.close()

    page = opened(context, address)
    warm = cost_of(lambda: run(page, first))
    page.close()

    page = opened(context, address)
    page.wait_for_function("document.documentElement.dataset.python === 'ready'", timeout=WAIT)
    preloaded = cost_of(lambda: run(page, first))
    context.close()
    whole = Cost(cold.seconds + rest.seconds, cold.cpu + rest.cpu)
    return Row(cold, warm, preloaded, whole, len(requests), size / 1e6)


def median(rows: list[Row]) -> Row:
    costs = [
        Cost(*(statistics.median(numbers) for numbers in zip(*column, strict=True)))
        for column in list(zip(*rows, strict=True))[:4]
    ]
    requests = statistics.median(row.requests for row in rows)
    return Row(*costs, int(requests), statistics.median(row.megabytes for row in rows))


def line(name: str, row: Row) -> str:
    costs = [f"{cost.seconds:.1f} ({cost.cpu:.1f})" for cost in row[:4]]
    return f"| {name} | {' | '.join(costs)} | {row.requests} | {row.megabytes:.1f} |"


HEAD = """
| page | cold, s (CPU s) | warm | preloaded | all cells, cold | requests | MB |
|---|---|---|---|---|---|---|"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", default=pages.notebooks(), help="such as one-neuron")
    parser.add_argument("--site", type=Path, default=ROOT / "_build" / "html")
    parser.add_argument("--times", type=int, default=3, help="of which the median counts")
    parser.add_argument("--browser", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    with served(arguments.site, Compressing) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.browser, args=SWITCHES)
        print(
            f"Chromium {browser.version}, {time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, "
            f"load {os.getloadavg()[0]:.1f}; median of {arguments.times}"
        )
        print(HEAD, flush=True)
        for name in arguments.pages:
            rows = [measure(browser, f"{address}/{name}.html") for _ in range(arguments.times)]
            print(line(name, median(rows)), flush=True)
        print(f"\nload at the end: {os.getloadavg()[0]:.1f}")
        browser.close()


if __name__ == "__main__":
    main()

"""A notebook in the JupyterLab of a real browser: what it says after a run, and what is drawn.

Shared by the tests of the roads to a running notebook: in the browser alone, and on a server.
"""

from __future__ import annotations

import functools
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pages
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = [path.relative_to(ROOT).as_posix() for path in pages.notebook_files()]
BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
SWITCHES += ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]

every_notebook = pytest.mark.parametrize("name", NOTEBOOKS)

OPENED = """name => {
    const widget = window.jupyterapp?.shell.currentWidget;
    return widget?.content?.model?.cells?.length > 0 && widget.context.path === name;
}"""
READY = """async () => {
    const { context, sessionContext } = jupyterapp.shell.currentWidget;
    await context.ready;
    await sessionContext.ready;
}"""
CLEAR = "() => jupyterapp.commands.execute('notebook:clear-all-cell-outputs')"
RUN = """() => {
    window.finished = window.firstOutput = null;
    const { model } = jupyterapp.shell.currentWidget.content;
    const watch = setInterval(() => {
        const cells = model.sharedModel.cells.filter(cell => cell.cell_type === 'code');
        if (cells.some(cell => cell.outputs.length)) {
            window.firstOutput = Date.now() / 1000;
            clearInterval(watch);
        }
    }, 100);
    jupyterapp.commands.execute('notebook:run-all-cells').then(() => {
        window.finished = Date.now() / 1000;
        clearInterval(watch);
    });
}"""
# As everywhere where outputs are compared, no reader's progress is noted.
NO_PROGRESS = """async () => {
    const { kernel } = jupyterapp.shell.currentWidget.sessionContext.session;
    const code = "import os; os.environ['RECTIFIED_PROGRESS'] = ''";
    await kernel.requestExecute({ code, silent: true, store_history: false }).done;
}"""
TYPE = """async ([id, source]) => {
    const { content } = jupyterapp.shell.currentWidget;
    content.activeCellIndex = content.widgets.findIndex(cell => cell.model.id === id);
    const { model } = content.activeCell;
    if (source !== null) model.sharedModel.source = source;
    await jupyterapp.commands.execute('notebook:run-cell');
    return model.outputs.toJSON().map(o => o.text ?? o.data?.['text/plain'] ?? '').join('\\n');
}"""
NOTEBOOK = "() => jupyterapp.shell.currentWidget.content.model.sharedModel.toJSON()"
SEEN = """async () => {
    const { content } = jupyterapp.shell.currentWidget;
    const pause = () => new Promise(done => setTimeout(done, 50));
    const seen = { boxes: 0, folded: 0, formulas: 0, wrong: 0, directives: 0, pictures: 0 };
    for (let k = 0; k < content.widgets.length; k++) {  // only what is near is drawn
        await content.scrollToItem(k, 'start', 0);
        const cell = content.widgets[k];
        const markdown = cell.model.type === 'markdown';
        const text = () => cell.node.querySelector('.myst')?.innerText ?? '';
        const outputs = cell.model.outputs?.toJSON() ?? [];
        const svg = outputs.filter(output => output.data?.['image/svg+xml']).length;
        const count = selector => cell.node.querySelectorAll(selector).length;
        const drawn = [...cell.model.sharedModel.source.matchAll(/^`{3}\\{image\\}/gm)].length;
        const loaded = () => [...cell.node.querySelectorAll('.myst img')].filter(
            image => image.naturalWidth > 0).length;
        const pictures = () => count('.jp-RenderedSVG img, .jp-RenderedSVG svg') + loaded();
        for (let n = 0; n < 100; n++) {
            await pause();
            if (markdown ? text() && loaded() >= drawn : pictures() === svg) break;
        }
        await pause();
        seen.boxes += count('aside.myst-admonition');
        seen.folded += count('details');
        seen.formulas += count('.katex');
        seen.wrong += count('.katex-error');
        seen.pictures += pictures();
        seen.directives += /^(`{3,}|:{3,})\\{/m.test(text()) ? 1 : 0;
    }
    return seen;
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that reaches no other host than this computer."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


def new_context(browser: Browser) -> BrowserContext:
    """A reader who has never been here before."""
    return browser.new_context(viewport={"width": 1280, "height": 900})


def open_notebook(context: BrowserContext, address: str, name: str) -> Page:
    """Open the JupyterLab at `address`, which leads to the notebook `name`; wait for its cells."""
    page = context.new_page()
    page.goto(address)
    page.wait_for_function(OPENED, arg=name, timeout=120_000)
    page.evaluate(READY)
    return page


def run_all(page: Page, start: float) -> tuple[dict, str]:
    """Run all cells; return the notebook, and how long that took since `start`, in words."""
    page.evaluate(CLEAR)
    page.evaluate(RUN)
    page.wait_for_function("window.finished", timeout=1_200_000, polling=200)
    first, last = page.evaluate("[window.firstOutput ?? window.finished, window.finished]")
    took = f"first output after {first - start:.0f} s, all cells after {last - start:.0f} s"
    return page.evaluate(NOTEBOOK), took


# ---------------------------------------------------------------- what is stored


@functools.cache
def stored(name: str) -> nbformat.NotebookNode:
    return nbformat.read(ROOT / name, as_version=4)


def texts(notebook: dict, kinds: str = "text/") -> list[list[tuple[str, str]]]:
    """All that a reader can read below each code cell: kind and text, in order.

    kinds: how the media types begin that count.
    """
    found = []
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        lines = []
        for output in cell["outputs"]:
            if output["output_type"] == "stream":
                text = "".join(output["text"])
                if lines and lines[-1][0] == output["name"]:  # in pieces, as they came
                    text = lines.pop()[1] + text
                lines.append((output["name"], text))
            elif output["output_type"] == "error":
                lines.append(("error", f"{output['ename']}: {output['evalue']}"))
            else:
                data = output["data"]
                lines += [(k, "".join(data[k])) for k in sorted(data) if k.startswith(kinds)]
        found.append(lines)
    return found


def differences(name: str, notebook: dict, kinds: str = "text/") -> dict[str, dict]:
    """The cells whose outputs differ from the stored ones."""
    pairs = zip(texts(stored(name), kinds), texts(notebook, kinds), strict=True)
    return {
        f"{name}, Cell {k}": {"stored": old, "now": new}
        for k, (old, new) in enumerate(pairs)
        if old != new
    }


def undrawn(name: str, seen: dict[str, int]) -> list[str]:
    """What the notebook holds and the reader, who saw `seen`, did not see drawn."""
    cells = stored(name).cells
    markdown = [cell.source for cell in cells if cell.cell_type == "markdown"]
    below = [line for lines in texts(stored(name)) for line in lines]
    text = "\n".join([*markdown, *(line for kind, line in below if kind == "text/markdown")])
    marks = {
        "boxes": r"^[`:]{3,}\{(admonition|note|tip|warning|important|seealso)\}",
        "folded": r"^:class:.*\bdropdown\b|^[`:]{3,}\{dropdown\}",
        "formulas": r"\$[^$]+\$|^[`:]{3,}\{math\}",
    }
    found = [what for what, mark in marks.items() if re.search(mark, text, re.M) and not seen[what]]
    pictures = sum(
        "image/svg+xml" in output.get("data", ()) for c in cells for output in c.get("outputs", [])
    ) + len(re.findall(r"^`{3}\{image\}", text, re.M))
    if seen["pictures"] != pictures:
        found.append(f"{pictures - seen['pictures']} of {pictures} pictures")
    return found + [what for what in ("directives", "wrong") if seen[what]]

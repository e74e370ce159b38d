"""Promises about the notebooks in the browser: the JupyterLab that stands beside the book.

The last part opens every notebook in a real browser, with no other host within reach, and runs all
its cells. It needs Chromium, and a Pyodide in the folder that the variable PYODIDE_DIR names.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import re
import shutil
import threading
import time
import zipfile
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import build_lite
import nbformat
import pytest
import run_notebooks
from bs4 import BeautifulSoup
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = [path.relative_to(ROOT).as_posix() for path in run_notebooks.find()]
PYODIDE = os.environ.get("PYODIDE_DIR")
BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)

every_notebook = pytest.mark.parametrize("name", NOTEBOOKS)


# ---------------------------------------------------------------- what is on the site


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A site with the JupyterLab in it, and in the folder of a project, as on a shared host."""
    folder = tmp_path_factory.mktemp("site")
    done = build_lite.build(folder / "course", Path(PYODIDE) if PYODIDE else None)
    assert done.returncode == 0, done.stdout
    return folder


@pytest.fixture(scope="module")
def lite(folder) -> Path:
    return folder / "course" / "lite"


def test_every_notebook_is_there_under_its_path_in_the_repository(lite):
    found = sorted(p.relative_to(lite / "files").as_posix() for p in lite.rglob("files/**/*.ipynb"))
    assert found == NOTEBOOKS
    for name in NOTEBOOKS:
        there = nbformat.read(lite / "files" / name, as_version=4)
        assert there.cells == nbformat.read(ROOT / name, as_version=4).cells


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_site_is_the_same_each_time(lite, tmp_path):
    assert build_lite.build(tmp_path, Path(PYODIDE) if PYODIDE else None).returncode == 0
    assert digests(tmp_path / "lite") == digests(lite)


def test_the_site_does_not_say_where_it_was_built(lite):
    for path in lite.rglob("*.json"):
        text = path.read_text(encoding="utf-8")
        assert str(ROOT) not in text, path
        assert str(lite.parent) not in text, path


def test_what_is_loaded_with_the_kernel_is_there(lite):
    config = json.loads((lite / "jupyter-lite.json").read_text(encoding="utf-8"))
    kernel = config["jupyter-config-data"]["litePluginSettings"][build_lite.KERNEL]
    packages = kernel["loadPyodideOptions"]["packages"]
    assert packages[: len(build_lite.PRELOADED)] == list(build_lite.PRELOADED)
    scripts = lite / "extensions" / build_lite.EXTENSIONS[0] / "static"
    wheels = [(scripts / address).resolve() for address in packages[len(build_lite.PRELOADED) :]]
    assert sorted(wheels) == sorted((lite / "wheels").resolve().glob("*.whl"))
    assert [wheel.name.split("-")[0] for wheel in wheels] == ["comm", "tqdm", "rectified"]
    assert (lite / "static" / "pyodide" / "pyodide.js").exists() == bool(PYODIDE)
    assert ("pyodideUrl" in kernel) == bool(PYODIDE)


def test_a_wheel_of_an_installed_package_is_whole(tmp_path):
    wheel = build_lite.pack_installed("comm", tmp_path)
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        record = archive.read(next(name for name in names if name.endswith("/RECORD"))).decode()
    assert "comm/__init__.py" in names
    assert sorted(line.split(",")[0] for line in record.splitlines()) == sorted(names)


def test_a_package_with_compiled_parts_is_not_packed(tmp_path):
    with pytest.raises(ValueError, match="numpy must be pure Python"):
        build_lite.pack_installed("numpy", tmp_path)


@pytest.fixture
def small_pyodide(tmp_path) -> Path:
    """A folder with files named as Pyodide's, and one dependency of Matplotlib missing."""
    folder = tmp_path / "pyodide"
    folder.mkdir()
    depends = {"matplotlib": ["Kiwi_Solver", "pytz"], "kiwi-solver": [], "pytz": [], "pandas": []}
    names = [*build_lite.PRELOADED, *build_lite.ASKED_FOR, *depends]
    packages = {n: {"file_name": f"{n}.whl", "depends": depends.get(n, [])} for n in names}
    for name in [*build_lite.CORE, *(f"{n}.whl" for n in names if n != "pytz")]:
        (folder / name).write_text(name, encoding="utf-8")
    lock = json.dumps({"info": {"version": "0"}, "packages": packages})
    (folder / "pyodide-lock.json").write_text(lock, encoding="utf-8")
    return folder


def test_of_pyodide_only_what_is_needed_is_copied(small_pyodide, tmp_path):
    build_lite.copy_pyodide(small_pyodide, tmp_path / "copy")
    lock = json.loads((tmp_path / "copy" / "pyodide-lock.json").read_text(encoding="utf-8"))
    assert "pandas" not in lock["packages"]
    assert lock["packages"]["matplotlib"]["depends"] == ["kiwi-solver"]
    for entry in lock["packages"].values():
        assert (tmp_path / "copy" / entry["file_name"]).exists()


def test_a_folder_without_numpy_is_refused(small_pyodide, tmp_path):
    (small_pyodide / "numpy.whl").unlink()
    with pytest.raises(FileNotFoundError, match="PYODIDE_DIR must hold numpy, got"):
        build_lite.copy_pyodide(small_pyodide, tmp_path / "copy")


# ---------------------------------------------------------------- how readers get there


def test_each_page_of_a_notebook_leads_to_it(site, lite):
    found = {}
    for page in site.rglob("*.html"):
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        for link in soup.select(".article-header-buttons a[href*='lite/']"):
            address = urlsplit(link["href"])
            target = (page.parent / address.path).resolve().relative_to(site.resolve())
            assert (lite.parent / target).is_file(), f"{page.name}: {link['href']}"
            (notebook,) = parse_qs(address.query)["path"]
            found[notebook] = page.relative_to(site).with_suffix(".ipynb").as_posix()
    assert found == {name: name.removeprefix("book/") for name in NOTEBOOKS}
    assert all((lite / "files" / name).is_file() for name in found)


# ---------------------------------------------------------------- in a browser

needs_a_browser_and_pyodide = pytest.mark.skipif(
    not (CHROMIUM and PYODIDE),
    reason="NO NOTEBOOK WAS RUN IN A BROWSER. That needs Chromium and the folder of a Pyodide in "
    "the variable PYODIDE_DIR",
)
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SWITCHES += ["--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
OPENED = """window.jupyterapp?.shell.currentWidget?.content?.model?.cells?.length > 0"""
READY = """async () => {
    const { context, sessionContext } = jupyterapp.shell.currentWidget;
    await context.ready;
    await sessionContext.ready;
}"""
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
CLEAR = "() => jupyterapp.commands.execute('notebook:clear-all-cell-outputs')"
NOTEBOOK = "() => jupyterapp.shell.currentWidget.content.model.sharedModel.toJSON()"


class Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments) -> None:
        pass


@pytest.fixture(scope="module")
def address(folder):
    """The address of the site on a server of this computer."""
    handler = functools.partial(Handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/course"
        server.shutdown()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


def show_application(route) -> None:
    """Let the test talk to JupyterLab, which keeps to itself otherwise."""
    response = route.fetch()
    config = response.json()
    config["jupyter-config-data"]["exposeAppInBrowser"] = True
    route.fulfill(response=response, json=config)


@pytest.fixture(scope="module")
def opened(address, browser):
    """A function: a notebook in a browser that has never seen the site, and what it asked for."""

    @contextlib.contextmanager
    def opened(name: str):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        requests, problems = [], []
        context.on("request", lambda request: requests.append(request.url))
        context.on("requestfailed", lambda request: problems.append(f"failed: {request.url}"))
        context.on("weberror", lambda error: problems.append(str(error.error)))
        context.route("**/lite/jupyter-lite.json*", show_application)
        page = context.new_page()
        page.goto(f"{address}/lite/lab/index.html?path={name}")
        page.wait_for_function(OPENED, timeout=120_000)
        yield page, requests, problems
        context.close()

    return opened


@functools.cache
def stored(name: str) -> list[list[tuple[str, str]]]:
    return texts(nbformat.read(ROOT / name, as_version=4))


def texts(notebook: dict) -> list[list[tuple[str, str]]]:
    """All that a reader can read below each code cell: kind and text, in order."""
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
                lines += [(k, "".join(data[k])) for k in sorted(data) if k.startswith("text/")]
        found.append(lines)
    return found


@needs_a_browser_and_pyodide
@every_notebook
def test_a_notebook_gives_its_stored_outputs_in_a_browser(opened, address, name, record_property):
    start = time.time()
    with opened(name) as (page, requests, problems):
        page.evaluate(READY)
        page.evaluate(CLEAR)
        page.evaluate(RUN)
        page.wait_for_function("window.finished", timeout=1_200_000, polling=200)
        notebook = page.evaluate(NOTEBOOK)
        first, all_cells = page.evaluate("[window.firstOutput, window.finished]")
    record_property(
        "in the browser",
        f"{name}: first output after {first - start:.0f} s, all cells after "
        f"{all_cells - start:.0f} s",
    )
    assert [url for url in requests if not url.startswith((address, "data:", "blob:"))] == []
    assert problems == []
    differing = {
        f"Cell {k}": {"stored": old, "in the browser": new}
        for k, (old, new) in enumerate(zip(stored(name), texts(notebook), strict=True))
        if old != new
    }
    assert differing == {}


SEEN = """async () => {
    const { content } = jupyterapp.shell.currentWidget;
    const seen = { boxes: 0, folded: 0, formulas: 0, wrong: 0, directives: 0, pictures: 0 };
    for (let k = 0; k < content.widgets.length; k++) {  // only what is near is drawn
        await content.scrollToItem(k, 'start', 0);
        await new Promise(done => setTimeout(done, 150));
        const { node, model } = content.widgets[k];
        const count = selector => node.querySelectorAll(selector).length;
        seen.boxes += count('aside.myst-admonition');
        seen.folded += count('details');
        seen.formulas += count('.katex');
        seen.wrong += count('.katex-error');
        seen.pictures += count('.jp-RenderedSVG img, .jp-RenderedSVG svg');
        const text = model.type === 'markdown' ? node.querySelector('.jp-RenderedMarkdown') : null;
        seen.directives += /^(`{3,}|:{3,})\\{/m.test(text?.innerText ?? '') ? 1 : 0;
    }
    return seen;
}"""


def written(name: str) -> str:
    """All Markdown of a notebook, in its text cells and in its outputs."""
    notebook = nbformat.read(ROOT / name, as_version=4)
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    return "\n".join([*cells, *(t for c in stored(name) for kind, t in c if "markdown" in kind)])


@needs_a_browser_and_pyodide
@every_notebook
def test_boxes_folds_formulas_and_pictures_are_drawn(opened, name):
    with opened(name) as (page, _, _):
        seen = page.evaluate(SEEN)
    text = written(name)
    assert seen["directives"] == seen["wrong"] == 0
    for what, mark in {
        "boxes": r"^[`:]{3,}\{admonition\}(?![^`]*:class:[^\n]*dropdown)",
        "folded": r":class:[^\n]*dropdown",
        "formulas": r"\$[^$]+\$|^[`:]{3,}\{math\}",
    }.items():
        assert (seen[what] > 0) >= bool(re.search(mark, text, re.M)), what
    pictures = sum("image/svg+xml" in o.get("data", {}) for o in outputs(name))
    assert seen["pictures"] == pictures


def outputs(name: str) -> list[dict]:
    notebook = nbformat.read(ROOT / name, as_version=4)
    return [o for cell in notebook.cells if cell.cell_type == "code" for o in cell.outputs]

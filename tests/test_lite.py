"""Promises about the notebooks in the browser: the JupyterLab that stands beside the book.

The last part opens notebooks in a real browser, with no other host within reach, and runs all their
cells: a chapter's and an exercise page, or every one where EVERY_NOTEBOOK is set. It needs
Chromium, and a Pyodide in the folder that the variable PYODIDE_DIR names.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import tarfile
import time
import zipfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import build_lite
import fetch_pyodide
import in_jupyterlab
import pytest
from bs4 import BeautifulSoup
from in_jupyterlab import NOTEBOOKS, ROOT
from served import served

PYODIDE = os.environ.get("PYODIDE_DIR")


# ---------------------------------------------------------------- what is on the site


def build(folder: Path) -> subprocess.CompletedProcess:
    return build_lite.build(folder, Path(PYODIDE) if PYODIDE else None)


@pytest.fixture(scope="session")
def folder(built_once) -> Path:
    """A site with the JupyterLab in it, and in the folder of a project, as on a shared host."""
    return built_once("lite", lambda folder: build(folder / "course"))


@pytest.fixture(scope="session")
def lite(folder) -> Path:
    return folder / "course" / "lite"


def test_every_notebook_is_there_under_its_path_in_the_repository(lite):
    found = sorted(p.relative_to(lite / "files").as_posix() for p in lite.rglob("files/**/*.ipynb"))
    assert found == NOTEBOOKS
    for name in NOTEBOOKS:
        there = json.loads((lite / "files" / name).read_text(encoding="utf-8"))
        for here, copy in zip(in_jupyterlab.stored(name).cells, there["cells"], strict=True):
            assert copy == here | {"metadata": here.metadata | {"trusted": True}}


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_site_is_the_same_each_time(lite, tmp_path):
    assert build(tmp_path).returncode == 0
    assert digests(tmp_path / "lite") == digests(lite)


def test_an_unchanged_site_is_kept_and_a_changed_one_is_made_anew(tmp_path, monkeypatch):
    made = []

    def build(site, pyodide):
        made.append(site)
        (site / "lite").mkdir(exist_ok=True)
        return subprocess.CompletedProcess([], 0, "")

    notebook = tmp_path / "a.ipynb"
    notebook.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(build_lite, "build", build)
    monkeypatch.setattr(build_lite, "sources", lambda: [notebook])
    for _ in range(2):
        assert build_lite.main(tmp_path) == 0
    assert len(made) == 1
    notebook.write_text("[]", encoding="utf-8")
    assert build_lite.main(tmp_path) == 0
    assert len(made) == 2
    (tmp_path / "lite" / build_lite.RECORD).unlink()
    assert build_lite.main(tmp_path) == 0
    assert len(made) == 3


def test_the_site_is_made_from_notebooks_pictures_and_the_package():
    found = {path.relative_to(ROOT).as_posix() for path in build_lite.sources()}
    assert set(NOTEBOOKS) <= found
    assert {"code/rectified/network.py", "code/rectified/data/digits.npz"} <= found
    assert {"code/pyproject.toml", "book/exercises/pictures/1-6.svg"} <= found
    assert "tools/build_lite.py" in found


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


def test_the_wheel_holds_the_small_digits_and_beside_it_stand_the_other_sets(lite):
    (wheel,) = (lite / "wheels").glob("rectified-*.whl")
    files = build_lite.unpack(wheel)
    folder = ROOT / "code" / "rectified" / "data"
    inside = {name.removeprefix("rectified/data/") for name in files if "/data/" in name}
    inside = {name for name in inside if not name.startswith("rectified_book/")}
    assert inside == {"digits.npz", "SHA256SUMS"}
    beside = digests(lite / "wheels" / "data")
    assert beside == {name: sum for name, sum in digests(folder).items() if name not in inside}
    (record,) = (name for name in files if name.endswith("/RECORD"))
    listed = [line.split(",")[0] for line in files[record].decode().splitlines()]
    assert sorted(listed) == sorted(files)


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


@pytest.fixture
def releases(small_pyodide, tmp_path) -> str:
    """An address with one release of Pyodide, which says that it is version 0, under two names."""
    for name in ("0", "1"):
        archive = tmp_path / "releases" / name / f"pyodide-{name}.tar.bz2"
        archive.parent.mkdir(parents=True)
        with tarfile.open(archive, "w:bz2") as packed:
            packed.add(small_pyodide, "pyodide")
    return (tmp_path / "releases").as_uri()


def test_of_a_release_what_is_needed_is_kept(releases, tmp_path):
    folder = tmp_path / "fetched"
    folder.mkdir()
    (folder / "older.whl").touch()
    fetch_pyodide.fetch(folder, releases, "0")
    assert fetch_pyodide.version(folder) == "0"
    found = {path.name for path in folder.iterdir()}
    assert {*build_lite.CORE, "pyodide-lock.json", "numpy.whl", "kiwi-solver.whl"} <= found
    assert not found & {"pandas.whl", "older.whl"}


def test_another_version_than_the_wanted_one_is_refused(releases, tmp_path):
    with pytest.raises(ValueError, match=r"the release must be Pyodide 1, got 0 from file:"):
        fetch_pyodide.fetch(tmp_path / "fetched", releases, "1")
    assert fetch_pyodide.version(tmp_path / "fetched") is None


def test_the_version_that_is_fetched_is_the_one_that_the_kernel_asks_for(lite):
    (script,) = (lite / "extensions").rglob("kernel.v0.schema.json")
    assert f"/pyodide/v{fetch_pyodide.VERSION}/full/" in script.read_text(encoding="utf-8")


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
    not (in_jupyterlab.CHROMIUM and PYODIDE),
    reason="NO NOTEBOOK WAS RUN IN A BROWSER. That needs Chromium and the folder of a Pyodide in "
    "the variable PYODIDE_DIR",
)


@pytest.fixture(scope="module")
def address(folder):
    """The address of the site on a server of this computer."""
    with served(folder) as address:
        yield f"{address}/course"


@pytest.fixture(scope="module")
def browser():
    with in_jupyterlab.chromium() as browser:
        yield browser


@pytest.fixture
def context(browser):
    context = in_jupyterlab.new_context(browser)
    yield context
    context.close()


def open_notebook(context, address: str, name: str):
    """Open a notebook as the button in the book does."""
    lab = f"{address}/lite/lab/index.html"
    return in_jupyterlab.open_notebook(context, f"{lab}?path={name}", name)


def gives_its_stored_outputs(context, address: str, name: str, record_property) -> None:
    """Draw a notebook and run all its cells: nothing differs, and no other host is asked."""
    requests, failed = [], []
    context.on("request", lambda request: requests.append(request.url))
    context.on("requestfailed", lambda request: failed.append(request.url))
    start = time.time()
    page = open_notebook(context, address, name)
    page.evaluate(in_jupyterlab.NO_PROGRESS)
    notebook, took = in_jupyterlab.run_all(page, start)
    record_property("notebooks in the browser, without a server", f"{name}: {took}")
    assert in_jupyterlab.differences(name, notebook) == {}
    assert failed == []
    here = (address.removesuffix("course"), "data:", "blob:")
    assert [url for url in requests if not url.startswith(here)] == []
    assert in_jupyterlab.undrawn(name, page.evaluate(in_jupyterlab.SEEN)) == []


# The other notebooks are run where they are read, by test_live_python.py.
EXAMPLES = ["book/one-neuron.ipynb", "book/exercises/perceptrons.ipynb"]


def to_run() -> list[str]:
    """The notebooks to run in JupyterLite: all where EVERY_NOTEBOOK is set, as in the workflow.

    Else two of them, for each start of Python there takes half a minute.
    """
    return NOTEBOOKS if os.environ.get("EVERY_NOTEBOOK") else EXAMPLES


def test_every_notebook_is_run_somewhere(monkeypatch):
    monkeypatch.setenv("EVERY_NOTEBOOK", "1")
    assert to_run() == NOTEBOOKS
    monkeypatch.delenv("EVERY_NOTEBOOK")
    assert to_run() == EXAMPLES
    assert set(EXAMPLES) <= set(NOTEBOOKS)


@needs_a_browser_and_pyodide
@pytest.mark.parametrize("name", sorted(to_run(), key=lambda name: "/exercises/" in name))
def test_a_notebook_is_drawn_and_gives_its_stored_outputs(context, address, name, record_property):
    """The chapters come first: they take longest. Workers share the notebooks out."""
    gives_its_stored_outputs(context, address, name, record_property)


# What comes on first use brings libraries with it, which Python in the browser must have by then.
# The later ones need more of them.
FIRST_USES = {
    "import rectified\nrectified.datasets.images().test.X.shape": "(2000, 28, 28)",
    "from rectified import sweeps\nlen(sweeps.run(lambda seed: seed, {}, [1, 2]))": "2",
    "import rectified\nrectified.perceptron.maximum_margin([[0.0], [2.0]], [0, 1]).margin": "1.0",
    "from rectified import MLPClassifier as C\nC().fit([[0], [1]], [0, 1]).classes_": "[0, 1]",
}
LOADED = "import sys\nsum(name in sys.modules for name in ('tqdm', 'scipy', 'sklearn'))"
RIGHT = "def weighted_sum(x, w, b):\n    return x @ w + b"
NEVER_ENDING = {
    "while True: pass": "did not come to an end and was stopped",
    "import time\n    while True: time.sleep(1)": "did not come to an end and was stopped",
    "return weighted_sum(x, w, b)": "calls itself again and again",
    "return sorted(x, key=lambda k: weighted_sum(x, w, b))": "calls itself again and again",
    "exit()": "would end the whole program",
}


@needs_a_browser_and_pyodide
@pytest.mark.skipif(
    not os.environ.get("EVERY_NOTEBOOK"),
    reason="Two starts of JupyterLite are left to the workflow, which sets EVERY_NOTEBOOK; answers "
    "are checked in the page, by test_exercises_in_page.py",
)
class TestExercises:
    def test_a_cell_has_the_libraries_that_it_needs(self, context, address):
        page = open_notebook(context, address, "book/exercises/perceptrons.ipynb")
        for k, (program, words) in enumerate(FIRST_USES.items()):
            assert words in page.evaluate(in_jupyterlab.TYPE, ["given", program])
            assert page.evaluate(in_jupyterlab.TYPE, ["given", LOADED]) == f"{k}"

    def test_no_answer_ends_the_session_and_progress_outlives_the_page(self, context, address):
        name = "book/exercises/perceptrons.ipynb"
        page = open_notebook(context, address, name)

        def run(cell: str, answer: str | None = None) -> str:
            call = "\n\n\nch1.weighted_sum.check(weighted_sum)"
            source = None if answer is None else answer + call
            return page.evaluate(in_jupyterlab.TYPE, [cell, source])

        run("given")
        assert "0 of 18 solved" in run("progress")
        for line, words in NEVER_ENDING.items():
            assert words in run("x-1-1", f"def weighted_sum(x, w, b):\n    {line}"), line
        assert "Correct" in run("x-1-1", RIGHT)
        assert "whoever clears the data of this site deletes it" in run("progress")
        page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")

        page.close()
        page = open_notebook(context, address, name)  # from the browser's storage, a new Python
        cells = page.evaluate(in_jupyterlab.NOTEBOOK)["cells"]
        assert any(cell["source"].startswith(RIGHT) for cell in cells)
        run("given")
        assert "✓ 1.1 " in run("progress")


# Before a notebook has come, JupyterLab shows one empty cell.
FIRST_CELL = """() => {
    const { content } = jupyterapp.shell.currentWidget;
    return content.model.cells.length > 1 && content.model.sharedModel.getCell(0).source;
}"""
OLDER = """async () => {
    const { content, context } = jupyterapp.shell.currentWidget;
    content.model.sharedModel.getCell(0).setSource('# older');
    await context.save();
    const key = Object.keys(localStorage).find(key => key.startsWith('rectified-lite:'));
    localStorage.setItem(key, 'what the course said then');
}"""
CHANGED = "The course's notebook has changed since"


@needs_a_browser_and_pyodide
class TestWhatAReaderIsTold:
    name = "book/one-neuron.ipynb"

    def visit(self, page, address: str):
        page.goto(f"{address}/lite/lab/index.html?path={self.name}")
        page.wait_for_function(in_jupyterlab.OPENED, arg=self.name, timeout=120_000)
        return page

    def test_python_starts_with_words_and_without_a_warning(self, context, address):
        page = context.new_page()
        warned = []
        page.on("console", lambda m: warned.append(m.text) if m.type == "warning" else None)
        self.visit(page, address)
        words = page.get_by_role("status").filter(has_text="Python is starting")
        words.wait_for(timeout=60_000)
        words.wait_for(state="hidden", timeout=300_000)
        status = "jupyterapp.shell.currentWidget.sessionContext.session.kernel.status"
        assert page.evaluate(status) == "idle"
        assert warned == []

    def test_the_address_keeps_the_notebook_over_a_reload(self, context, address):
        page = self.visit(context.new_page(), address)
        page.get_by_text("Python is starting").wait_for(timeout=60_000)
        assert page.url.endswith(f"?path={self.name}")
        page.reload()
        page.wait_for_function(in_jupyterlab.OPENED, arg=self.name, timeout=120_000)

    @pytest.mark.parametrize("choice", ["Open the new one", "Keep mine"])
    def test_an_older_copy_is_noticed(self, context, address, choice):
        page = self.visit(context.new_page(), address)
        page.wait_for_function(
            "Object.keys(localStorage).some(k => k.startsWith('rectified-lite'))"
        )
        assert page.get_by_text(CHANGED).count() == 0
        page.evaluate(OLDER)
        page.reload()
        page.get_by_role("status").filter(has_text=CHANGED).wait_for(timeout=60_000)
        with page.expect_event("load", timeout=60_000):
            page.get_by_role("button", name=choice).click()
            if choice == "Keep mine":
                page.reload()
        page.wait_for_function(in_jupyterlab.OPENED, arg=self.name, timeout=120_000)
        first = page.wait_for_function(FIRST_CELL, timeout=60_000).json_value()
        page.get_by_text("Python is starting").wait_for(timeout=60_000)
        assert page.get_by_text(CHANGED).count() == 0
        files = page.evaluate(
            "async () => (await jupyterapp.serviceManager.contents.get('book', { content: true }))"
            ".content.map(file => file.name)"
        )
        mine = [name for name in files if "(mine, " in name]
        if choice == "Keep mine":
            assert (first, mine) == ("# older", [])
        else:
            assert first == in_jupyterlab.stored(self.name).cells[0].source
            assert len(mine) == 1

    def test_on_a_phone_the_link_leads_to_the_pages_live_cells(self, browser, address):
        phone = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
        page = phone.new_page()
        page.goto(f"{address}/lite/lab/index.html?path=book/exercises/relu.ipynb")
        page.wait_for_url(f"{address}/exercises/relu.html#live-cells")
        phone.close()

    def test_a_page_that_is_a_file_says_what_to_do(self, context, lite):
        page = context.new_page()
        page.goto((lite / "lab" / "index.html").as_uri() + f"?path={self.name}")
        link = page.get_by_role("link", name="How to open it")
        link.wait_for()
        course = lite.parent.as_uri()
        assert link.evaluate("a => a.href") == f"{course}/running.html#in-the-browser"

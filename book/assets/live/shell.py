"""Runs the cells of a page in the browser: in small, what Jupyter's kernel does elsewhere.

The worker loads it into Pyodide; `_page` is the worker's own: `send` hands an output to the page,
`bring` brings in the package that a module comes from.
"""

from __future__ import annotations

import ast
import base64
import builtins
import gzip
import importlib
import importlib.machinery
import inspect
import io
import json
import linecache
import logging
import os
import pprint
import sys
import sysconfig
import time
import traceback
import warnings
import zipfile
from pathlib import Path
from typing import Any

import _page

import __main__

SITE = sysconfig.get_path("purelib")
# Packages that come when they are first imported, also by another package. No others: a library
# that only looks whether one is there shall not fetch it.
ON_DEMAND = (
    "fontTools",
    "joblib",
    "matplotlib",
    "mpl_toolkits",
    "numpy",
    "scipy",
    "sklearn",
)
WIDTH = 79  # of a result; a longer one takes several lines
LONGEST = 100_000  # characters that a cell may print
PATIENCE = 0.05  # seconds for which printed text is gathered


def unpack(packed: Any, place: str) -> list[str]:
    """Unpack a wheel or zip file from JavaScript into a folder; return the paths of its files."""
    with zipfile.ZipFile(io.BytesIO(packed.to_bytes())) as archive:
        archive.extractall(place)
        names = [name for name in archive.namelist() if not name.endswith("/")]
    return [f"{place}/{name}" for name in names]


def gunzip(packed: Any) -> bytes:
    """The bytes of a pack from JavaScript, which itself can only unpack while nothing waits."""
    return gzip.decompress(packed.to_bytes())


def note_source(paths: Any, address: str) -> None:
    """Note where a wheel was loaded from, as Pyodide does: beside it the course's data stand."""
    info = next(path for path in paths if path.endswith(".dist-info/METADATA"))
    Path(info).with_name("PYODIDE_SOURCE").write_text(address, encoding="utf-8")


class OnDemand:
    """Finds a module whose package is not there yet, by bringing it in."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if path is None and name in ON_DEMAND and _page.bring(name):
            importlib.invalidate_caches()
            return importlib.machinery.PathFinder.find_spec(name)
        return None


# ---------------------------------------------------------------- outputs


def send(kind: str, **parts: Any) -> None:
    _page.send(json.dumps({"kind": kind, **parts}))


class Stream(io.TextIOBase):
    """What a cell prints, on its way to the page."""

    def __init__(self, name: str):
        self.name, self.gathered, self.sent, self.since = name, "", 0, 0.0

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.gathered += text
        if time.perf_counter() - self.since > PATIENCE:
            self.flush()
        return len(text)

    def flush(self) -> None:
        text, self.gathered, self.since = self.gathered, "", time.perf_counter()
        if not text or self.sent > LONGEST:
            return
        self.sent += len(text)
        if self.sent > LONGEST:
            text = f"{text[:LONGEST]}\n... and more, which is not shown\n"
        send("stream", name=self.name, text=text)


def forms(value: Any) -> dict[str, str]:
    """What a value looks like: kind of content -> content."""
    found = {"text/plain": plain(value)}
    for kind, method in (
        ("text/markdown", "_repr_markdown_"),
        ("text/html", "_repr_html_"),
        ("image/svg+xml", "_repr_svg_"),
    ):
        ask = None if isinstance(value, type) else getattr(value, method, None)
        if callable(ask) and isinstance(text := ask(), str):
            found[kind] = text
    return found


def plain(value: Any) -> str:
    """A value as text; a long list or dictionary takes a line for each of its entries."""
    text = repr(value)
    if len(text) > WIDTH and isinstance(value, dict | list | set | tuple):
        return pprint.pformat(value, width=WIDTH + 1, sort_dicts=False)
    return text


def display(*values: Any, raw: bool = False, metadata: Any = None, **_options: Any) -> None:
    """Show values, in their richest forms; with `raw`, each is a dictionary of such forms."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    for value in values:
        send("data", data=dict(value) if raw else forms(value))


def refuse_input(*_question: object) -> str:
    """In place of `input`, for which a page has no line."""
    raise RuntimeError("input() does not work here: put the value into the code")


# ---------------------------------------------------------------- cells


class Shell:
    """Runs cells, one after the other, with the same names."""

    def __init__(self):
        self.names = __main__.__dict__
        self.names["__builtins__"] = builtins
        builtins.display = display  # as in Jupyter; the packages of the course ask for it too
        builtins.input = refuse_input
        self.files: dict[str, str] = {}  # as what a cell was compiled: which cell
        self.count = 0
        finders = sys.meta_path
        finders.insert(finders.index(importlib.machinery.PathFinder) + 1, OnDemand())
        os.environ["MPLBACKEND"] = (
            "svg"  # here, because a snapshot has the environment of its maker
        )
        warnings.filterwarnings("ignore", message=".*is non-interactive.*")  # figures show anyway
        logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # looking for fonts

    def warm(self, packages: Any) -> None:
        """Import what the cells of a page need, and draw once: that is what takes long.

        packages: the names of those that are there already.
        """
        importlib.import_module("rectified.figures" if "matplotlib" in packages else "rectified")
        if "matplotlib" in packages:
            figure = importlib.import_module("matplotlib.figure").Figure()
            figure.subplots().plot([0, 1])
            figure.savefig(io.BytesIO(), format="svg")

    async def run(self, name: str, code: str) -> bool:
        """Run the code of a cell, which is called `name`; return whether it failed."""
        return bool(await self.execute(name, code, self.names))

    def note(self, progress: str) -> None:
        """Let Python know what the page's reader has solved: the page keeps it, and no file."""
        os.environ["RECTIFIED_PROGRESS"] = ""
        exercises = importlib.import_module("rectified_book.exercises")
        exercises.bank.noted.take(progress)

    async def check(self, name: str, code: str, exercise: str, given: Any, others: Any) -> str:
        """Run the code of an editor in names of its own, and judge the answer that it gives.

        exercise: its key, such as "perceptrons.step". given: the code of the cells that come first.
        others: name -> code of the answers to other exercises, which this one may ask for. Returns
        the verdict in JSON.
        """
        editor = importlib.import_module("checker.editor")
        asked = importlib.import_module("rectified.exercises").get(exercise)
        names: dict[str, Any] = {"__name__": "__main__", "__builtins__": builtins}
        for part in given:
            if error := await self.execute("the set-up", part, names):
                return json.dumps(editor.worded(editor.not_set_up(asked, error)))
        setup, codes = dict(names), others.to_py()
        for other in editor.uses(code, [one for one in codes if one not in setup]):
            await self.execute(f"your {other}", codes[other], names)
        if error := await self.execute(name, code, names):
            return json.dumps(editor.worded(editor.stopped(asked, error)))
        return json.dumps(editor.worded(editor.verdict(asked, names, setup)))

    async def execute(self, name: str, code: str, names: dict[str, Any]) -> str:
        """Run code with these names, and show what comes of it; return what an error says."""
        self.count += 1
        file = f"{name}, run {self.count}"  # a function of an earlier run keeps its own source
        self.files[file] = name
        linecache.cache[file] = (
            len(code),
            None,
            code.splitlines(keepends=True),
            file,
        )
        sys.stdout, sys.stderr = Stream("stdout"), Stream("stderr")
        sys.displayhook = self.result
        said = ""
        try:
            for part, mode in parts(code, file):
                compiled = compile(part, file, mode, ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, True)
                value = eval(compiled, names)
                if inspect.iscoroutine(value):
                    await value
            show_open_figures()
        except BaseException as error:
            said = self.explain(error)
        finally:
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
        return said

    def result(self, value: Any) -> None:
        """Show the value of a cell's last line."""
        if value is not None:
            self.names["_"] = value
            display(value)

    def explain(self, error: BaseException) -> str:
        """Show an error: where in the cells it arose, and what it says; not the machinery.

        Returns the first line of what it says.
        """
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        here = next(reversed(self.files))
        if isinstance(error, SyntaxError) and error.filename in self.files:
            places = [(error.filename, error.lineno)]
        else:
            steps = traceback.extract_tb(error.__traceback__)
            places = [(step.filename, step.lineno) for step in steps if step.filename in self.files]
        lines = []
        for file, line in places[-8:]:
            whose = "this cell" if file == here else self.files[file]
            lines.append(f"{whose}, line {line}:    {linecache.getline(file, line).strip()}")
        said = traceback.format_exception_only(type(error), error)
        words = "".join(said[-1:] if isinstance(error, SyntaxError) else said)
        line = next((line for file, line in reversed(places) if file == here), None)
        name = words.strip().split("\n")[0]
        send("error", text="\n".join([*lines, words.strip()]), line=line, name=name)
        return name


def parts(code: str, file: str) -> list[tuple[ast.AST, str]]:
    """A cell's code, and apart from it its last line if that has a value to show."""
    tree = ast.parse(code, file)
    last = tree.body[-1:] if tree.body and isinstance(tree.body[-1], ast.Expr) else []
    if code.rstrip().endswith(";"):
        last = []
    if not last:
        return [(tree, "exec")]
    tree.body.pop()
    return [(tree, "exec"), (ast.Interactive(last), "single")]


def show_open_figures() -> None:
    """Show the figures that pyplot keeps open, and close them."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return
    for number in pyplot.get_fignums():
        figure, file = pyplot.figure(number), io.BytesIO()
        figure.savefig(file, format="png", bbox_inches="tight")
        data = {
            "image/png": base64.b64encode(file.getvalue()).decode(),
            "text/plain": repr(figure),
        }
        display(data, raw=True)
        pyplot.close(figure)

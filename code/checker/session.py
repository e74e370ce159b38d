"""What a learner's code could change in the session, put back after it."""

from __future__ import annotations

import builtins
import importlib
import inspect
import io
import math
import os
import random
import sys
import time
import warnings
from typing import Any

import numpy as np

from .steps import height

PRINTED = 2_000  # characters that are kept of what was printed

_PATCHABLE = (builtins, math, random, time, np, np.linalg, np.random)
_IF_LOADED = ("scipy", "scipy.special", "scipy.linalg", "scipy.optimize", "statistics", "cmath")


class _Output(io.TextIOBase):
    """Keeps the beginning of what is printed."""

    def __init__(self):
        self.text = ""

    def writable(self) -> bool:
        return True

    def close(self) -> None:
        """Stays open for the next call."""

    def write(self, text: str) -> int:
        if len(self.text) < PRINTED:
            self.text += str(text)[: PRINTED - len(self.text)]
        return len(text)


def _no_input(prompt: object = "", /) -> str:
    raise EOFError("input() waits for somebody to type; use the arguments instead")


def _no_sleep(seconds: float, /) -> None:
    """Takes no time, so that a loop that waits is counted like any other."""


def _leave(*_: object) -> None:
    raise SystemExit


class Session:
    """What a learner's code could change in the session, to be put back."""

    def __init__(self):
        self.streams = sys.stdin, sys.stdout, sys.stderr
        self.output = _Output()
        self.printing = np.get_printoptions()
        self.random = np.random.get_state(), random.getstate()  # noqa: NPY002
        self.end = os._exit
        self.recursion, self.folder = sys.getrecursionlimit(), _folder()
        self.modules = _copy_of_modules()
        self.environment = dict(os.environ)
        self.loaded = {name for name in _IF_LOADED if name in sys.modules}
        self.errors = np.errstate(all="ignore")
        self.warnings = warnings.catch_warnings()
        self.trace = sys.gettrace(), sys.getprofile()
        self.shell = _shell()
        if sys.platform == "emscripten":  # a browser's stack is small, and its end is no error
            sys.setrecursionlimit(min(self.recursion, height() + 250))
        self.errors.__enter__()
        self.warnings.__enter__()
        warnings.simplefilter("ignore")
        sys.stdin = io.StringIO()
        self._no_way_out()
        if self.shell is not None:  # its exit() would end the session after the cell
            self.shell.ask_exit = _leave

    def restore_modules(self) -> None:
        """Undo what happened to np, math and the builtins, after each call."""
        _put_back(self.modules)
        self._no_way_out()

    def _no_way_out(self) -> None:
        """Nothing waits or ends the session while a learner's function runs."""
        builtins.input, builtins.exit, builtins.quit = _no_input, _leave, _leave
        time.sleep, os._exit = _no_sleep, _leave

    def restore(self) -> None:
        _put_back(self.modules)
        os._exit = self.end
        sys.stdin, sys.stdout, sys.stderr = self.streams
        if self.shell is not None:
            vars(self.shell).pop("ask_exit", None)
        self.warnings.__exit__(None, None, None)
        self.errors.__exit__(None, None, None)
        if np.get_printoptions() != self.printing:
            np.set_printoptions(**self.printing)
        np.random.set_state(self.random[0])  # noqa: NPY002
        random.setstate(self.random[1])
        sys.setrecursionlimit(self.recursion)
        if sys.gettrace() is not self.trace[0]:
            sys.settrace(self.trace[0])
        profile = self.trace[1]
        if sys.getprofile() is not profile:
            # `cProfile` cannot be set, but it can begin again.
            profile.enable() if hasattr(profile, "enable") else sys.setprofile(profile)
        if self.folder and self.folder != _folder():
            os.chdir(self.folder)
        if os.environ != self.environment:
            os.environ.clear()
            os.environ.update(self.environment)

    def load_anew(self) -> None:
        """Undo what happened to a module that was loaded and changed in the same check."""
        for name in ("scipy.special", "scipy.linalg"):
            if name in sys.modules and name not in self.loaded:
                importlib.reload(sys.modules[name])


def _copy_of_modules() -> list[tuple[dict, dict]]:
    loaded = [sys.modules[name] for name in _IF_LOADED if name in sys.modules]
    return [(vars(module), vars(module).copy()) for module in (*_PATCHABLE, *loaded)]


def _put_back(modules: list[tuple[dict, dict]]) -> None:
    for now, before in modules:
        now.update(before)  # first, and without a builtin: they may be among the changed
    for now, before in modules:
        if len(now) != len(before):
            for name in [k for k in now if k not in before and not inspect.ismodule(now[k])]:
                del now[name]


def _folder() -> str:
    try:
        return os.getcwd()
    except OSError:  # it was removed
        return ""


def _shell() -> Any:
    if "IPython" not in sys.modules:
        return None
    return sys.modules["IPython"].get_ipython()

"""What a learner's code could change in the session, put back after it."""

from __future__ import annotations

import builtins
import contextlib
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
        self.output = _Output()
        self.modules = _copy_of_modules()
        self.loaded = {name for name in _IF_LOADED if name in sys.modules}
        self.stack = contextlib.ExitStack()
        later = self.stack.callback
        later(_put_back_hooks, sys.gettrace(), sys.getprofile())
        later(_put_back_environment, dict(os.environ))
        later(np.random.set_state, np.random.get_state())  # noqa: NPY002
        later(random.setstate, random.getstate())
        later(sys.setrecursionlimit, sys.getrecursionlimit())
        with contextlib.suppress(OSError):  # a folder that was removed
            later(os.chdir, os.getcwd())
        for module, name in ((sys, "stdin"), (sys, "stdout"), (sys, "stderr"), (os, "_exit")):
            later(setattr, module, name, getattr(module, name))
        for context in (np.printoptions(), np.errstate(all="ignore"), warnings.catch_warnings()):
            self.stack.enter_context(context)
        warnings.simplefilter("ignore")
        if sys.platform == "emscripten":  # a browser's stack is small, and its end is no error
            sys.setrecursionlimit(min(sys.getrecursionlimit(), height() + 250))
        sys.stdin = io.StringIO()
        self._no_way_out()
        shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
        if shell is not None:  # its exit() would end the session after the cell
            shell.ask_exit = _leave
            later(vars(shell).pop, "ask_exit", None)

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
        self.stack.close()

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


def _put_back_hooks(trace: Any, profile: Any) -> None:
    if sys.gettrace() is not trace:
        sys.settrace(trace)
    if sys.getprofile() is not profile:
        # `cProfile` cannot be set, but it can begin again.
        profile.enable() if hasattr(profile, "enable") else sys.setprofile(profile)


def _put_back_environment(before: dict[str, str]) -> None:
    if os.environ != before:
        os.environ.clear()
        os.environ.update(before)

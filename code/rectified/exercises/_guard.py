"""Run a learner's code safely: it ends, and it leaves the session as it found it.

A browser has neither threads nor alarms, so an endless loop is stopped by counting: the interpreter
reports each jump and call (`sys.monitoring`, Python 3.12) or each line (`sys.settrace`, 3.11), and
when there were too many, or it took too long, the next jump backwards raises. One long call into
compiled code cannot be stopped.
"""

from __future__ import annotations

import builtins
import dis
import functools
import inspect
import io
import linecache
import math
import os
import random
import sys
import sysconfig
import time
import warnings
from collections.abc import Callable, Iterable
from types import CodeType, FrameType, TracebackType
from typing import Any

import numpy as np

STEPS = 300_000  # jumps and calls of one call of the learner's function
SECONDS = 3.0  # of computing, in all calls of one check together
PRINTED = 2_000  # characters that are kept of what was printed
MESSAGE = 500  # and of an error's words

_HERE = os.path.dirname(os.path.abspath(__file__))
_PATHS = sysconfig.get_paths()
_LIBRARIES = tuple(
    os.path.join(folder, "")
    for folder in {
        os.path.dirname(os.__file__),  # also where the standard library is a zip file
        os.path.dirname(os.path.dirname(np.__file__)),
        os.path.dirname(_HERE),  # a training of `rectified.MLP` is one call
        *(_PATHS.get(name, "") for name in ("stdlib", "platstdlib", "purelib", "platlib")),
    }
    if len(folder) > 1  # a frozen module's folder is "", which every path begins with
)
# Of computing, not of waiting for a busy computer; a browser knows only the time that passes.
_clock = time.perf_counter if sys.platform == "emscripten" else time.process_time
_now = time.perf_counter
_PATCHABLE = (builtins, math, random, time, np, np.linalg, np.random)


class Stopped(BaseException):
    """Ends a call that takes too long. No `except Exception` holds it up."""

    def __init__(self, thrown_away: Callable[[], None] | None = None):
        super().__init__()
        self.thrown_away = thrown_away

    def __del__(self):
        if self.thrown_away is not None:
            self.thrown_away()


class TooDeep(RecursionError):
    """A RecursionError of our own, raised before Python's."""

    def __init__(self, thrown_away: Callable[[], None]):
        super().__init__("maximum recursion depth exceeded")
        self.thrown_away = thrown_away

    __del__ = Stopped.__del__


TooDeep.__name__ = "RecursionError"  # what a learner reads


class Call:
    """What came of one call: a value, an error or neither, and what was printed."""

    def __init__(self):
        self.value: Any = None
        self.error: BaseException | None = None
        self.kind, self.message = "", ""  # name and words of the error
        self.place = ""  # the learner's own line that failed
        self.printed = ""
        self.endless = False


class Guard:
    """Context in which a learner's functions are called: `with Guard() as guard: guard.call(f, x)`.

    steps, seconds: the limits of one call and of all calls together.
    """

    def __init__(self, steps: int = STEPS, seconds: float = SECONDS):
        self.steps, self.seconds = steps, seconds
        self._counter: _Monitor | _Tracer | None = None
        self._bindings: dict[int, tuple[Callable, str | None]] = {}

    def __enter__(self) -> Guard:
        self._state = _State()
        counter = _Monitor if hasattr(sys, "monitoring") else _Tracer
        self._counter = counter(self.steps, self.seconds)
        return self

    def renew(self, seconds: float | None = None) -> None:
        """Begin to count the seconds anew."""
        self._counter.renew(self.seconds if seconds is None else seconds)

    def __exit__(self, *error: object) -> None:
        self._counter.close()
        self._state.restore()

    def call(self, function: Callable, *args: Any, **keywords: Any) -> Call:
        """Call the function and return what came of it. Only KeyboardInterrupt passes."""
        result = self._run(function, *args, **keywords)
        if result.error is not None:
            names = (kind.__name__ for kind in type(result.error).__mro__)
            result.kind = next(name for name in names if not name.startswith("_"))
            words = self._run(str, result.error).value  # code of the learner's, perhaps
            result.message = " ".join(words.split())[:MESSAGE] if type(words) is str else ""
        return result

    def _run(self, function: Callable, *args: Any, **keywords: Any) -> Call:
        result, counter, output = Call(), self._counter, self._state.output
        output.text = ""
        sys.stdout = sys.stderr = output
        try:
            counter.start()
            try:
                result.value = function(*args, **keywords)
            finally:
                counter.stop()
                if counter.stores:
                    self._state.restore_modules()  # before anything here needs them
        except KeyboardInterrupt:
            raise
        except Stopped:
            pass
        except BaseException as error:
            result.place = _own_line(error.__traceback__)
            result.error = error
            error.__traceback__ = None
        result.endless = counter.over
        result.printed = output.text
        if result.endless:
            result.value = result.error = None
        return result

    def binding(self, function: Callable, names: Iterable[str]) -> str | None:
        """As `bind`; asked once for each function, since its signature takes a while to read."""
        known = self._bindings.get(id(function))
        if known is None:
            known = self._bindings[id(function)] = function, bind(function, names)
        return known[1]


@functools.cache
def _is_library(filename: str) -> bool:
    """Whether code of this file is not the learner's: neither counted nor stopped."""
    if filename.startswith("<frozen"):
        return True
    folder, name = os.path.split(filename)
    if folder == _HERE:
        return name.startswith("_")  # the checker itself, but not the answers of its exercises
    return filename.startswith(_LIBRARIES)


_STORES = {
    *("setattr", "delattr", "vars", "globals", "exec", "eval", "__import__", "patch"),
    *("__dict__", "__setattr__", "modules", "reload"),
}


@functools.cache
def _may_store(code: CodeType) -> bool:
    """Whether the code sets an attribute, such as `np.exp = ...`; to put back all of np is slow."""
    return not _STORES.isdisjoint(code.co_names) or any(
        step.opname in ("STORE_ATTR", "DELETE_ATTR") for step in dis.get_instructions(code)
    )


class _Counter:
    """Counts events of the learner's code; `over` once there were too many.

    stores: whether some of that code may change a module, such as np.
    """

    def __init__(self, steps: int, seconds: float):
        self.steps, self.over, self.stores = steps, False, False
        self.renew(seconds)

    def renew(self, seconds: float) -> None:
        self.seconds, self.loaded = seconds, len(sys.modules)
        self.deadline = _now() + seconds
        self.work = _clock() + seconds

    def tick(self) -> bool:
        self.left -= 1
        if self.left < 0:
            self.over = True
        elif _now() > self.deadline:
            if len(sys.modules) > self.loaded:  # a library was loaded: not the learner's time
                self.renew(self.seconds)
            else:
                rest = self.work - _clock()
                self.deadline += max(rest, 0.01)
                self.over = self.over or rest <= 0
        return self.over


class _Monitor(_Counter):
    """Python 3.12 and later."""

    def __init__(self, steps: int, seconds: float):
        super().__init__(steps, seconds)
        monitoring = sys.monitoring
        free = [number for number in (4, 3) if monitoring.get_tool(number) is None]
        self.tool = free[0] if free else None
        if self.tool is None:  # others use them all: count nothing rather than break them
            self.stop = lambda: None
            return
        events = monitoring.events
        monitoring.use_tool_id(self.tool, "rectified.exercises")
        callbacks = {events.JUMP: self._jump, events.PY_START: self._start}
        callbacks[events.PY_RESUME] = self._start
        for event, callback in callbacks.items():
            monitoring.register_callback(self.tool, event, callback)
        self.events = functools.reduce(int.__or__, callbacks)
        # A call of C alone: nothing that could be stopped itself stands before it.
        self.stop = functools.partial(monitoring.set_events, self.tool, 0)

    def start(self) -> None:
        self.left, self.over = self.steps, False
        if self.tool is not None:
            sys.monitoring.set_events(self.tool, self.events)

    def close(self) -> None:
        self.stop()
        if self.tool is not None:
            sys.monitoring.free_tool_id(self.tool)

    def _jump(self, code: CodeType, start: int, end: int) -> Any:
        if _is_library(code.co_filename):
            return sys.monitoring.DISABLE
        if self.tick() and end <= start:
            raise Stopped
        return None

    def _start(self, code: CodeType, _offset: int) -> Any:
        if _is_library(code.co_filename):
            return sys.monitoring.DISABLE
        self.stores = self.stores or _may_store(code)
        if self.tick():
            raise Stopped
        return None


JUMPS_BACK = frozenset(n for n, name in enumerate(dis.opname) if "JUMP_BACKWARD" in name)


@functools.cache
def _jumps_to_itself(code: CodeType) -> bool:
    """Whether there is a loop of one instruction, `while True: pass`: it never begins a line."""
    return any(
        step.opcode in JUMPS_BACK and step.argval == step.offset
        for step in dis.get_instructions(code)
    )


class _Tracer(_Counter):
    """Python 3.11. Lines are counted; the stop comes at a jump backwards or at a call.

    A stop anywhere else could be inside a `try` whose bare `except` swallows it. Raising ends the
    tracing; should a stop be swallowed all the same, tracing begins again with the next call or
    when the stop is thrown away. (Only a second endless loop in the `finally` of a first goes on.)
    Depth is limited here because an error inside the tracing functions themselves would end it as
    well.
    """

    headroom = 100  # calls that the checker and libraries may still make

    def __init__(self, steps: int, seconds: float):
        super().__init__(steps, seconds)
        self.height = _height() + self.headroom

    def start(self) -> None:
        self.left, self.over, self.before = self.steps, False, sys.gettrace()
        self.depth, self.limit = 0, sys.getrecursionlimit() - self.height
        self.active = True
        sys.settrace(self._call)

    def stop(self) -> None:
        self.active = False
        sys.settrace(self.before)

    def close(self) -> None:
        self.active = False

    def _call(self, frame: FrameType, event: str, _arg: Any) -> Any:
        if _is_library(frame.f_code.co_filename):
            return None
        self.stores = self.stores or _may_store(frame.f_code)
        if self.tick():
            self._raise(Stopped)
        if self.depth >= self.limit:
            self.left -= self.steps // 200  # who meets the bottom again and again is stopped soon
            self._raise(TooDeep)
        self.depth += 1
        frame.f_trace_opcodes = _jumps_to_itself(frame.f_code)
        return self._line

    def _line(self, frame: FrameType, event: str, _arg: Any) -> Any:
        if event == "line":
            if self.tick():
                frame.f_trace_opcodes = True
        elif event == "opcode":
            if frame.f_code.co_code[frame.f_lasti] in JUMPS_BACK and self.tick():
                self._raise(Stopped)
        elif event == "return":
            self.depth -= 1
        return self._line

    def _raise(self, kind: type[BaseException]) -> None:
        sys.setprofile(self._next_call)
        raise kind(self._thrown_away)

    def _next_call(self, frame: FrameType, event: str, _arg: Any) -> None:
        if self.active and event == "call" and not _is_library(frame.f_code.co_filename):
            self._again(frame.f_back)
            frame.f_trace = self._call(frame, event, None)

    def _thrown_away(self) -> None:
        if self.active:
            self._again(sys._getframe(2))

    def _again(self, frame: FrameType | None) -> None:
        """Trace anew, from this frame on downwards."""
        sys.setprofile(None)
        self.depth = 0
        while frame is not None:
            if not _is_library(frame.f_code.co_filename):
                frame.f_trace, frame.f_trace_opcodes = self._line, True
                self.depth += 1
            frame = frame.f_back
        sys.settrace(self._call)


def _height() -> int:
    """How many calls are open."""
    frame, n = sys._getframe(), 0
    while frame is not None:
        frame, n = frame.f_back, n + 1
    return n


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


class _State:
    """What a learner's code could change in the session, to be put back."""

    def __init__(self):
        self.streams = sys.stdin, sys.stdout, sys.stderr
        self.output = _Output()
        self.printing = np.get_printoptions()
        self.random = np.random.get_state(), random.getstate()  # noqa: NPY002
        self.end = os._exit
        self.recursion, self.folder = sys.getrecursionlimit(), _folder()
        self.modules = _copy_of_modules()
        self.errors = np.errstate(all="ignore")
        self.warnings = warnings.catch_warnings()
        self.trace = sys.gettrace(), sys.getprofile()
        self.shell = _shell()
        if sys.platform == "emscripten":  # a browser's stack is small, and its end is no error
            sys.setrecursionlimit(min(self.recursion, _height() + 250))
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


def _copy_of_modules() -> list[tuple[dict, dict]]:
    return [(vars(module), vars(module).copy()) for module in _PATCHABLE]


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


def _own_line(trace: TracebackType | None) -> str:
    """The last line of the learner's own code that an error went through."""
    place = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        if not _is_library(code.co_filename):
            line = linecache.getline(code.co_filename, trace.tb_lineno).strip()
            place = line.split("  #")[0] if line else place
        trace = trace.tb_next
    return place


def bind(function: Callable, names: Iterable[str]) -> str | None:
    """How to hand the arguments over: in "order", by their "names" if only that fits, or None."""
    names = list(names)
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # compiled functions do not always say
        return "order"
    for how, args, keywords in ("order", names, {}), ("names", (), dict.fromkeys(names)):
        try:
            signature.bind(*args, **keywords)
        except TypeError:
            continue
        return how
    return None

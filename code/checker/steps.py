"""Stop a function that does not end, by counting what it does.

A browser has neither threads nor alarms, so an endless loop is stopped by counting: the interpreter
reports each jump and call (`sys.monitoring`, Python 3.12) or each line (`sys.settrace`, 3.11), and
when there were too many, or it took too long, the next jump backwards raises. To wait, for a clock
or for another program, takes no computing: it is counted by the clock, and ended by an alarm where
the system has one. One long call into compiled code, which computes, cannot be stopped.
"""

from __future__ import annotations

import dis
import functools
import os
import signal
import sys
import sysconfig
import threading
import time
from collections.abc import Callable
from types import CodeType, FrameType, ModuleType
from typing import Any

import numpy as np

_PATHS = sysconfig.get_paths()
_libraries = {
    os.path.join(folder, "")
    for folder in {
        os.path.dirname(os.__file__),  # also where the standard library is a zip file
        os.path.dirname(os.path.dirname(np.__file__)),
        os.path.dirname(os.path.abspath(__file__)),
        *(_PATHS.get(name, "") for name in ("stdlib", "platstdlib", "purelib", "platlib")),
    }
    if len(folder) > 1  # a frozen module's folder is "", which every path begins with
}
_answers: set[str] = set()  # folders with stored answers, which are like a learner's own

# Of computing, not of waiting for a busy computer; a browser knows only the time that passes.
_clock = time.perf_counter if sys.platform == "emscripten" else time.process_time
_now = time.perf_counter
WAITING = 3  # how many times longer one may wait than compute
IDLE = 0.02  # who gets less of a processor than this share waits, or the computer is frozen
LONGEST = 1.0  # seconds of waiting that one look counts: a frozen computer is looked at once


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


@functools.cache
def is_library(filename: str) -> bool:
    """Whether code of this file is not the learner's: neither counted nor stopped."""
    if filename.startswith("<frozen"):
        return True
    if os.path.dirname(filename) in _answers:
        return False
    return filename.startswith(tuple(_libraries))


def add_library(module: ModuleType) -> None:
    """What this package does, such as a training, is one call: its own loops are not counted."""
    _libraries.add(os.path.join(os.path.dirname(os.path.abspath(module.__file__)), ""))
    is_library.cache_clear()


def add_answers(function: Callable) -> None:
    """In the folder of this function are stored answers: counted, wherever it is installed."""
    _answers.add(os.path.dirname(function.__code__.co_filename))
    is_library.cache_clear()


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
        self.calling, self._alarm = False, None
        self.renew(seconds)
        self._set_alarm()

    def renew(self, seconds: float) -> None:
        self.seconds, self.loaded = seconds, len(sys.modules)
        self.deadline = _now() + seconds
        self.work = _clock() + seconds
        self.waited, self.seen = 0.0, (_now(), _clock())

    def look(self) -> bool:
        """Add up the time in which nothing was computed; say whether it is too much."""
        (then, work), self.seen = self.seen, (_now(), _clock())
        passed = self.seen[0] - then
        if self.seen[1] - work < IDLE * passed:
            self.waited += min(passed, LONGEST)
        return self.waited > WAITING * self.seconds

    def _set_alarm(self) -> None:
        """Have a look every second, where the system can: a single call may wait for ever."""
        here = threading.current_thread() is threading.main_thread()
        alarms = hasattr(signal, "setitimer") and sys.platform != "emscripten"
        if here and alarms and signal.getsignal(signal.SIGALRM) is signal.SIG_DFL:
            self._alarm = signal.signal(signal.SIGALRM, self._rings)
            signal.setitimer(signal.ITIMER_REAL, LONGEST, LONGEST)

    def _rings(self, _number: int, _frame: FrameType | None) -> None:
        if self.look() and self.calling:
            self.over = True
            raise Stopped

    def close_alarm(self) -> None:
        if self._alarm is not None:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self._alarm)
            self._alarm = None

    def tick(self) -> bool:
        self.left -= 1
        if self.left < 0:
            self.over = True
        elif _now() > self.deadline:
            if len(sys.modules) > self.loaded:  # a library was loaded: not the learner's time
                self.renew(self.seconds)
            else:
                rest = self.work - _clock()
                self.deadline = _now() + min(max(rest, 0.01), LONGEST)
                self.over = self.over or rest <= 0 or (self._alarm is None and self.look())
        return self.over


class Monitor(_Counter):
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
        monitoring.use_tool_id(self.tool, "checker")
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
        self.close_alarm()
        self.stop()
        if self.tool is not None:
            sys.monitoring.free_tool_id(self.tool)

    def _jump(self, code: CodeType, start: int, end: int) -> Any:
        if is_library(code.co_filename):
            return sys.monitoring.DISABLE
        if self.tick() and end <= start:
            raise Stopped
        return None

    def _start(self, code: CodeType, _offset: int) -> Any:
        if is_library(code.co_filename):
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


class Tracer(_Counter):
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
        self.height = height() + self.headroom

    def start(self) -> None:
        self.left, self.over, self.before = self.steps, False, sys.gettrace()
        self.depth, self.limit = 0, sys.getrecursionlimit() - self.height
        self.active = True
        sys.settrace(self._call)

    def stop(self) -> None:
        self.active = False
        sys.settrace(self.before)

    def close(self) -> None:
        self.close_alarm()
        self.active = False

    def _call(self, frame: FrameType, event: str, _arg: Any) -> Any:
        if is_library(frame.f_code.co_filename):
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
        if self.active and event == "call" and not is_library(frame.f_code.co_filename):
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
            if not is_library(frame.f_code.co_filename):
                frame.f_trace, frame.f_trace_opcodes = self._line, True
                self.depth += 1
            frame = frame.f_back
        sys.settrace(self._call)


def height() -> int:
    """How many calls are open."""
    frame, n = sys._getframe(), 0
    while frame is not None:
        frame, n = frame.f_back, n + 1
    return n

"""Run a learner's code safely: it ends, and it leaves the session as it found it.

How it is made to end is in `steps`; what is put back, in `session`.
"""

from __future__ import annotations

import contextlib
import inspect
import linecache
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from .session import Session
from .steps import Monitor, Stopped, Tracer, is_library

STEPS = 300_000  # jumps and calls of one call of the learner's function
SECONDS = 3.0  # of computing, in all calls of one check together
MESSAGE = 500  # and of an error's words

# Python 3.14 computes annotations for those who ask: asked for as text, a misspelled one is fine.
_AS_TEXT = {}
if sys.version_info >= (3, 14):
    import annotationlib

    _AS_TEXT["annotation_format"] = annotationlib.Format.STRING


@dataclass
class Call:
    """What came of one call: a value, an error or neither, and what was printed.

    kind, message: name and words of the error. place: the learner's own line that failed.
    """

    value: Any = None
    error: BaseException | None = None
    kind: str = ""
    message: str = ""
    place: str = ""
    printed: str = ""
    endless: bool = False


class Guard:
    """Context in which a learner's functions are called: `with Guard() as guard: guard.call(f, x)`.

    steps, seconds: the limits of one call and of all calls together.
    """

    def __init__(self, steps: int = STEPS, seconds: float = SECONDS):
        self.steps, self.seconds = steps, seconds
        self._counter: Monitor | Tracer | None = None
        self._bindings: dict[int, tuple[Callable, str | None]] = {}

    def __enter__(self) -> Guard:
        self._state = Session()
        counter = Monitor if hasattr(sys, "monitoring") else Tracer
        self._counter = counter(self.steps, self.seconds)
        return self

    def renew(self, seconds: float | None = None) -> None:
        """Begin to count the seconds anew."""
        self._counter.renew(self.seconds if seconds is None else seconds)

    def __exit__(self, *error: object) -> None:
        self._counter.close()
        self._state.restore()
        if self._counter.stores:
            self._state.load_anew()

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
                counter.calling = True
                result.value = function(*args, **keywords)
            finally:
                counter.calling = False
                counter.stop()
                if counter.stores:
                    self._state.restore_modules()  # before anything here needs them
        except Stopped:
            pass
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
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
        if id(function) not in self._bindings:
            self._bindings[id(function)] = function, bind(function, names)
        return self._bindings[id(function)][1]


def _own_line(trace: TracebackType | None) -> str:
    """The last line of the learner's own code that an error went through."""
    place = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        if not is_library(code.co_filename):
            line = linecache.getline(code.co_filename, trace.tb_lineno).strip()
            place = line.split("  #")[0] if line else place
        trace = trace.tb_next
    return place


def signature(function: Callable) -> inspect.Signature:
    """The arguments of a learner's function. Raises what `inspect.signature` raises."""
    return inspect.signature(function, **_AS_TEXT)


def bind(function: Callable, names: Iterable[str]) -> str | None:
    """How to hand the arguments over: in "order", by their "names" if only that fits, or None."""
    names = list(names)
    try:
        asked = signature(function)
    except Exception:  # compiled functions do not always say, and an annotation may fail
        return "order"
    for how, args, keywords in ("order", names, {}), ("names", (), dict.fromkeys(names)):
        with contextlib.suppress(TypeError):
            asked.bind(*args, **keywords)
            return how
    return None

"""The progress bar of long computations."""

from __future__ import annotations

from functools import cache
from typing import Any


def Bar(**options: Any):
    """Return `tqdm.tqdm(**options)`, without a thread that watches it: a browser has no threads."""
    return _kind()(**options)


@cache
def _kind() -> type:
    from tqdm import tqdm  # here, because a program without a bar need not load it

    class WithoutThread(tqdm):
        monitor_interval = 0

    return WithoutThread

"""The progress bar of long computations."""

from __future__ import annotations

from tqdm import tqdm


class Bar(tqdm):
    """A progress bar without a thread that watches it: in a browser there are no threads."""

    monitor_interval = 0

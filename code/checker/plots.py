"""Drawings as answers: a fresh figure for the learner's function, and facts about what is on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from .reading import Malformed


def drawing(observe: Callable[[Any], dict[str, Any]]) -> Callable:
    """Turn `observe(ax) -> facts` into an observer of functions that draw, or of finished axes."""

    def observer(answer: Any, call: Callable) -> dict[str, Any]:
        import matplotlib
        import matplotlib.pyplot as plt

        with matplotlib.rc_context():
            before, show = plt.get_fignums(), plt.show
            try:
                plt.show = lambda *_, **__: None
                ax = plt.figure().subplots()
                call(answer, ax)
                if not ax.has_data() and _drawn_elsewhere(ax, before):
                    raise Malformed("You draw on axes of your own. Draw on the `ax` handed in.")
                return observe(ax)
            finally:
                plt.show = show
                for number in set(plt.get_fignums()) - set(before):
                    plt.close(number)

    return observer


def _drawn_elsewhere(ax: Any, before: Iterable[int]) -> bool:
    """Whether there is something on a figure that the learner has made."""
    import matplotlib.pyplot as plt

    new = set(plt.get_fignums()) - {*before, ax.figure.number}
    return any(other.has_data() for number in new for other in plt.figure(number).axes)


def curves(ax: Any) -> list[tuple[np.ndarray, np.ndarray]]:
    """The points (x, y) of everything drawn as a line or as markers, sorted by x."""
    found = []
    for line in ax.get_lines():
        x, y = (np.asarray(v, dtype=float) for v in line.get_data())
        if type(line).__name__.endswith("AxLine"):  # endless: take a long piece
            x, y = _endless(line)
        found.append((x, y))
    for cloud in ax.collections:
        if hasattr(cloud, "get_segments"):  # lines that were made in one go
            found += [tuple(np.asarray(part, dtype=float).T) for part in cloud.get_segments()]
            continue
        if hasattr(cloud, "levels"):  # contours
            found += [tuple(path.vertices.T) for path in cloud.get_paths() if len(path.vertices)]
            continue
        points = np.asarray(np.ma.filled(cloud.get_offsets(), np.nan), dtype=float)
        if points.ndim == 2 and len(points):
            found.append((points[:, 0], points[:, 1]))
    return [(x[order], y[order]) for x, y in found for order in [np.argsort(x, kind="stable")]]


def _endless(line: Any) -> tuple[np.ndarray, np.ndarray]:
    """Points on what is seen of a line made by `ax.axline`."""
    ends = (line.get_transform() - line.axes.transData).transform(line.get_xydata())
    return tuple(np.linspace(*ends, 201).T)


def has_line(ax: Any) -> bool:
    """Whether something is drawn as a line, not only as points."""
    if any(hasattr(c, "get_segments") or hasattr(c, "levels") for c in ax.collections):
        return True
    return any(line.get_linestyle() not in ("None", "", " ") for line in ax.get_lines())


def shows(
    ax: Any,
    function: Callable[[np.ndarray], np.ndarray],
    start: float,
    end: float,
    points: int = 10,
    tolerance: float = 1e-3,
) -> bool:
    """Whether a curve follows y = function(x) from start to end, at the learner's own x."""
    for x, y in curves(ax):
        good = np.isfinite(x) & np.isfinite(y)
        x, y = x[good], y[good]
        if len(x) < points or x.min() > start or x.max() < end:
            continue
        wanted = function(x)
        size = max(1e-12, float(np.ptp(wanted)))
        if np.abs(y - wanted).max() <= tolerance * size:
            return True
    return False


def points(ax: Any) -> list[tuple[float, float, tuple]]:
    """Single points drawn on the axes, as markers or clouds: x, y and what they look like."""
    from matplotlib.colors import to_hex

    found = []
    for line in ax.get_lines():
        if line.get_marker() in ("None", None, "", " "):
            continue
        look = str(line.get_marker()), to_hex(line.get_markerfacecolor()), line.get_markersize()
        x, y = (np.asarray(v, dtype=float) for v in line.get_data())
        found += [(float(a), float(b), look) for a, b in zip(x, y, strict=True)]
    for cloud in ax.collections:
        if not hasattr(cloud, "get_sizes"):  # lines, contours, areas
            continue
        offsets = np.asarray(np.ma.filled(cloud.get_offsets(), np.nan), dtype=float)
        cloud.update_scalarmappable()  # colors given as numbers
        colors, sizes = cloud.get_facecolor(), cloud.get_sizes()
        shape = str(cloud.get_paths()[0].vertices.round(3).tolist()) if cloud.get_paths() else ""
        for k, (a, b) in enumerate(offsets):
            color = to_hex(colors[k % len(colors)]) if len(colors) else ""
            look = shape, color, float(sizes[k % len(sizes)]) if len(sizes) else 0.0
            found.append((float(a), float(b), look))
    return [(a, b, look) for a, b, look in found if np.isfinite(a + b)]

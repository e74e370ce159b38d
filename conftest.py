"""Settings of all tests: of the package in tests/ and, through nbval, of the notebooks in book/."""

from __future__ import annotations

import os

from hypothesis import settings

# The same examples in every run, and no time limit; `--hypothesis-profile=search`, which is loaded
# later, tries ten times as many new ones, also where CI is set and Hypothesis draws no new ones.
settings.register_profile("same", derandomize=True, deadline=None, max_examples=100)
settings.register_profile("search", derandomize=False, deadline=None, max_examples=1000)
settings.load_profile("same")

# Numbers are the same with any number of threads; one each is fastest with parallel workers.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

# No reader's progress in the exercises, and none written.
os.environ["RECTIFIED_PROGRESS"] = ""

VARY_WITH_VERSIONS = ("image/svg+xml", "stderr")  # tick marks move, deprecations appear


def pytest_addoption(parser):
    parser.addoption(
        "--compare",
        choices=("all", "text"),
        default="all",
        help="what nbval compares: all outputs, or all but figures and warnings, for other "
        "versions of the dependencies than the locked ones",
    )


def pytest_collectstart(collector):
    """Tell nbval which outputs not to compare."""
    if collector.config.getoption("compare") == "text" and hasattr(collector, "skip_compare"):
        collector.skip_compare += VARY_WITH_VERSIONS

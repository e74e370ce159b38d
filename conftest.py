"""Settings of all tests: of the package in tests/ and, through nbval, of the notebooks in book/."""

from __future__ import annotations

import os
import re

import pytest
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


# ---------------------------------------------------------------- which worker runs what, and when

# What takes long comes first, so that no worker has a long test left when the others are done. The
# first of all builds the book, which the pages in the browser wait for, and the Python beside it;
# claims need neither, so that another worker measures them meanwhile.
LONG = (
    "tests/test_pages.py",
    "tests/test_claims.py",
    "tests/test_live_python.py",
    "tests/test_lite.py",
    "tests/test_exercises_in_page.py",
    "tests/test_living_numbers.py",
    "tests/test_live_cells.py",
    "tests/test_living_figures.py",
    "tests/test_exercises_in_place.py",
    "tests/test_exercises_in_jupyterlab.py",
    "book/fact-check.ipynb",
    "tests/test_exercises.py",
    "tests/test_browser.py",
    "book/",
    "tests/test_exercises_mutants.py",
    "tests/test_running_and_teaching.py",
    "tests/test_figures.py",
    "tests/test_sweeps.py",
    "tests/test_experiments",
    "tests/test_notebooks.py",
)
VIEW = re.compile(r"\[(?:(?:desk|phone)-(?:light|dark)-)?(.+)\]$")


def unit(nodeid: str) -> str:
    """What one worker runs without a break: the tests of a file, which share what is set up.

    The cells of a notebook need one another, in their order. The pages and notebooks in the browser
    do not: there a unit is what is asked of one page, or one notebook.
    """
    file, _, test = nodeid.partition("::")
    if file == "tests/test_browser.py" and (page := VIEW.search(test)):
        return f"{file}::{page[1]}"
    if file == "tests/test_lite.py" and "[" in test:
        return nodeid
    if test.startswith("test_all_cells"):  # in test_live_python.py, test_other_browsers.py
        return nodeid
    return file


def rank(nodeid: str) -> int:
    return next((k for k, start in enumerate(LONG) if nodeid.startswith(start)), len(LONG))


def pytest_collection_modifyitems(items):
    first = {}
    for k, item in enumerate(items):
        first.setdefault(unit(item.nodeid), k)
    items.sort(key=lambda item: (rank(item.nodeid), first[unit(item.nodeid)]))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    from xdist.scheduler import LoadScopeScheduling

    class Units(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return unit(nodeid)

    config.option.loadscopereorder = False  # the order is that of the items
    return Units(config, log)

"""The data sets that stand in files: where, under which license, and whether they arrived whole.

An installed package holds them all. In a browser the package holds the smallest alone; another one
is fetched when it is first asked for, from the folder data beside the package's own file.
"""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from io import BytesIO
from typing import NamedTuple

import numpy as np


class Stored(NamedTuple):
    """A data set in a file: its path in the folder data, its authors, its license.

    Whoever shows something of it says the last two; LICENSE-DATA says more.
    """

    file: str
    authors: str
    license: str


SETS = {
    "digits": Stored("digits.npz", "E. Alpaydin and C. Kaynak", "CC BY 4.0"),
    "mnist": Stored("cc-by-sa-3.0/mnist.npz", "Y. LeCun and C. Cortes", "CC BY-SA 3.0"),
    "sentiment": Stored("sentiment.tsv", "D. Kotzias and others", "CC BY 4.0"),
    "glosses": Stored("glosses.tsv", "Princeton University", "WordNet 3.0"),
    "numbers": Stored("numbers.tsv", "made with num2words", "facts"),
    "spoken": Stored("cc-by-sa-4.0/spoken.npz", "Z. Jackson and others", "CC BY-SA 4.0"),
    "voices-en-es-fr": Stored(
        "cc-by-sa-3.0/voices-en-es-fr.npz", "A. Smith and J. Wallack", "CC BY-SA 3.0"
    ),
    "voices-it-ru": Stored("voices-it-ru.npz", "C. Flora and M. Topal", "CC BY 3.0"),
    "voices-machine": Stored("voices-machine.npz", "made with espeak-ng", "CC BY 4.0"),
    "senate": Stored("senate.npz", "S. Jackman, from the public record", "facts"),
    "teaching": Stored("gpl-2/teaching.npz", "D. Bates and others", "GPL-2 or later"),
    "oil": Stored("oil.npz", "US Energy Information Administration", "facts"),
    "stocks": Stored("gpl-2/stocks.npz", "R Core Team", "GPL-2"),
    "loans": Stored("loans.tsv", "M. Kuhn and RStudio", "MIT"),
}
"""Every data set that stands in a file, by its name."""


@cache
def arrays(name: str) -> dict[str, np.ndarray]:
    """The arrays of a set that is stored as .npz, read once per process; nobody may change them."""
    with np.load(BytesIO(contents(SETS[name].file))) as stored:
        found = dict(stored)
    for array in found.values():
        array.setflags(write=False)
    return found


@cache
def columns(name: str) -> dict[str, np.ndarray]:
    """The columns of a set that is stored as .tsv, as texts, by the names in its first line."""
    lines = contents(SETS[name].file).decode().removesuffix("\n").split("\n")
    names, *rows = (line.split("\t") for line in lines)
    found = dict(zip(names, np.array(rows).T, strict=True))
    for column in found.values():
        column.setflags(write=False)
    return found


def contents(file: str) -> bytes:
    """The bytes of a file of the folder data.

    Raises ValueError when they are not those that the package was made with, FileNotFoundError
    when they are not there.
    """
    here = _folder() / file
    if here.is_file() or sys.platform != "emscripten":
        data, place = here.read_bytes(), str(here)
    else:
        data, place = _fetched(file)
    expected, found = _sums()[file], hashlib.sha256(data).hexdigest()
    if found != expected:
        raise ValueError(f"{place} must have the SHA-256 {expected}, got {found}")
    return data


def _folder():
    from importlib import resources  # here: not every program needs a stored set

    return resources.files("rectified") / "data"


@cache
def _sums() -> dict[str, str]:
    """The checksum of each file, which tools/make_data.py has written."""
    lines = (_folder() / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    return {file: expected for expected, file in (line.split() for line in lines)}


def _fetched(file: str) -> tuple[bytes, str]:
    """The bytes of a file that stands beside the package's own in a browser, and their address."""
    from importlib.metadata import distribution
    from urllib.parse import urljoin

    from js import XMLHttpRequest, location  # of the worker: to wait here does not stop the page

    wheel = distribution("rectified").read_text("PYODIDE_SOURCE")  # where it was loaded from
    address = urljoin(urljoin(location.href, wheel), f"data/{file}")
    request = XMLHttpRequest.new()
    request.open("GET", address, False)
    request.responseType = "arraybuffer"
    request.send()
    if request.status != 200:
        raise FileNotFoundError(
            f"the data set must stand at {address}, and the answer was status {request.status}"
        )
    return request.response.to_bytes(), address

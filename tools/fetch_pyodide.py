"""Fetch Pyodide, Python for the browser, from its release: `make pyodide`.

The version is the one that JupyterLite's kernel asks for. Kept is what the notebooks need, 60 MB,
in _build/pyodide; with that folder in the variable PYODIDE_DIR, `make book` puts a copy beside the
pages, and `make test` runs every notebook in a browser.
"""

from __future__ import annotations

import json
import shutil
import sys
import tarfile
import tempfile
import urllib.request
from pathlib import Path

import packages
from build_lite import copy_pyodide
from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION as VERSION
from pages import ROOT

FOLDER = ROOT / "_build" / "pyodide"
RELEASES = "https://github.com/pyodide/pyodide/releases/download"


def version(folder: Path) -> str | None:
    """The version of the Pyodide in a folder; None where there is none."""
    lock = folder / "pyodide-lock.json"  # written last
    return (
        json.loads(lock.read_text(encoding="utf-8"))["info"]["version"] if lock.exists() else None
    )


def fetch(folder: Path = FOLDER, releases: str = RELEASES, wanted: str = VERSION) -> None:
    """Put Pyodide of the version `wanted` into `folder`, and nothing else.

    releases: the address below which `<version>/pyodide-<version>.tar.bz2` stands.
    Raises OSError when it cannot be had, ValueError when it is another version.
    """
    with tempfile.TemporaryDirectory() as name:
        archive = Path(name, "pyodide.tar.bz2")
        address = f"{releases}/{wanted}/pyodide-{wanted}.tar.bz2"
        with urllib.request.urlopen(address, timeout=60) as source, archive.open("wb") as target:
            shutil.copyfileobj(source, target)
        with tarfile.open(archive) as packed:
            packages.extract(packed, name)
        unpacked = Path(name, "pyodide")
        if (found := version(unpacked)) != wanted:
            raise ValueError(f"the release must be Pyodide {wanted}, got {found} from {address}")
        shutil.rmtree(folder, ignore_errors=True)
        copy_pyodide(unpacked, folder)


def main() -> int:
    if version(FOLDER) != VERSION:
        try:
            fetch()
        except (OSError, ValueError) as error:
            print(f"Pyodide {VERSION} was not fetched from {RELEASES}: {error}", file=sys.stderr)
            return 1
    print(f"Pyodide {VERSION}: {FOLDER}")
    print("See it used with: PYODIDE_DIR=_build/pyodide make book, or make test")
    return 0


if __name__ == "__main__":
    sys.exit(main())

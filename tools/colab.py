"""Give the notebooks a first cell that installs the course's package in Colab: `make colab`.

Colab opens a notebook from GitHub without the package beside it. Only a repository with an address
can offer it, and a notebook does not know from where it was opened: so the cell holds the address,
which comes from GITHUB_REPOSITORY or git's origin, and is written only when it is asked for. The
book does not show the cell, and where the package is installed the cell does nothing.
"""

from __future__ import annotations

import argparse
import os
import sys

import nbformat
import pages
import run_notebooks
from nbformat.v4 import new_code_cell

sys.path.insert(0, str(pages.BOOK / "_ext"))
import repository_links

SOURCE = """\
# Colab has everything but the package of this course.
import importlib.util

if importlib.util.find_spec("rectified") is None:
    %pip install -q "rectified @ git+https://github.com/{}#subdirectory=code"
"""


def cell(name: str) -> nbformat.NotebookNode:
    """The cell for the repository `name`, such as "owner/name".

    It has no execution count: the tests run it, and compare nothing.
    """
    tags = {"tags": ["remove-cell"]}
    return new_code_cell(SOURCE.format(name).rstrip(), id=run_notebooks.COLAB, metadata=tags)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--remove", action="store_true", help="take the cell out again")
    remove = parser.parse_args().remove
    name = repository_links.repository(os.environ, pages.ROOT)
    if not remove and name is None:
        print(
            "The address of the repository is not known: git's origin is not on GitHub, and "
            "GITHUB_REPOSITORY is not set to owner/name. Nothing was changed.",
            file=sys.stderr,
        )
        return 1
    for path in pages.notebook_files():
        notebook = nbformat.read(path, as_version=4)
        _, cells = run_notebooks.divided(notebook)
        notebook.cells = cells if remove else [cell(name), *cells]
        run_notebooks.write(path, run_notebooks.normalized(notebook))
    print("No notebook has the cell." if remove else f"Every notebook installs from {name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

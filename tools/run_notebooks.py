"""Run notebooks from top to bottom and store their outputs: `make notebooks`.

Running twice gives the same bytes: one setting for all, a fixed form of the file, and nothing kept
that a computer or an editor adds (timings, versions, the state of the screen). A notebook that
fails is left as it was.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

import nbformat
import pages

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
CELL_METADATA = ("tags", "mystnb")  # what the book reads; the rest is a note of some editor
COLAB = "colab"  # id of a first cell that is for Colab alone: see colab.py
SETTINGS = {
    "JUPYTER_PREFER_ENV_PATH": "1",  # this environment's kernel, not one in the user's home
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "RECTIFIED_PROGRESS": "",  # no reader's progress in the exercises
}


def normalized(notebook: nbformat.NotebookNode) -> str:
    """The text of the file: minimal metadata, sorted keys, one space of indentation, UTF-8."""
    notebook = nbformat.from_dict(notebook)
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict(
            {key: cell.metadata[key] for key in CELL_METADATA if cell.metadata.get(key)}
        )
    return nbformat.writes(notebook).rstrip("\n") + "\n"


def divided(notebook: nbformat.NotebookNode) -> tuple[list, list]:
    """The cell for Colab alone, if there is one, and the cells of the course."""
    colab = [cell for cell in notebook.cells if cell.get("id") == COLAB]
    return colab, [cell for cell in notebook.cells if cell.get("id") != COLAB]


def execute(path: Path, *options: str) -> nbformat.NotebookNode:
    """Return the notebook as it is after a run in a fresh kernel, in its own folder.

    options: further ones of the kernel's command line.
    """
    from nbclient import NotebookClient  # not needed to look at a notebook

    notebook = nbformat.read(path, as_version=4)
    colab, notebook.cells = divided(notebook)
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=600,
        record_timing=False,
        coalesce_streams=True,
        extra_arguments=["--log-level=ERROR", *options],  # it warns of its connection otherwise
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    notebook.cells = colab + notebook.cells
    return notebook


def write(path: Path, text: str) -> None:
    """Replace the file in one step: an interrupted run leaves the old one whole."""
    with tempfile.NamedTemporaryFile(
        "w", dir=path.parent, suffix=".part", encoding="utf-8", newline="\n", delete=False
    ) as part:
        part.write(text)
    os.chmod(part.name, path.stat().st_mode)
    os.replace(part.name, path)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notebooks", nargs="*", type=Path, help="default: all below book/")
    os.environ.update(SETTINGS)
    failed = 0
    for path in parser.parse_args().notebooks or pages.notebook_files():
        name = os.path.relpath(path)
        try:
            text = normalized(execute(path.resolve()))
        except Exception as error:
            failed += 1
            print(f"{name}: left as it was\n{error}", file=sys.stderr)
            continue
        changed = text != path.read_text(encoding="utf-8")
        if changed:
            write(path, text)
        print(f"{name}: {'new outputs' if changed else 'unchanged'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""Build the book from the notebooks as they are stored: `make book`.

A clean build, because an incremental one hides the warnings of pages it does not read again. Any
warning is an error. At the same time, the JupyterLab that the pages lead to and the Python of their
live cells are put beside them; these are kept as long as they are made from the same files. Prints
where the book is, or what went wrong.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import build_lite
import build_live

ROOT = Path(__file__).resolve().parent.parent


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    """Build the pages in `folder`/_build/html; return how that ended, with all that was printed."""
    clean(folder / "_build")
    command = [sys.executable, str(ROOT / "tools" / "sphinx_book.py"), "--folder", str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    done.stdout = re.sub(r"\x1b\[[\d;]*m", "", done.stdout)  # colors, which it always uses
    return done


def clean(built: Path) -> None:
    """Remove what an earlier build left, but for what stands beside the pages."""
    for old in (built / ".doctrees", built / "jupyter_execute", *built.glob("html/*")):
        if old.is_dir() and old.name not in ("lite", "python"):
            shutil.rmtree(old)
        elif old.is_file():
            old.unlink()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT, help="where _build/html goes")
    folder = parser.parse_args().folder.resolve()
    site = folder / "_build" / "html"
    codes: list[int] = []
    beside = threading.Thread(
        target=lambda: codes.extend((build_live.main(site), build_lite.main(site)))
    )
    beside.start()
    done = build(folder)
    beside.join()
    if done.returncode or not (site / "index.html").exists():
        print(done.stdout, file=sys.stderr)
        print("The book was not built: see the warnings and errors above.", file=sys.stderr)
        return done.returncode or 1
    if codes != [0, 0]:
        return 1
    print(f"The book: {site / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Build the book from the notebooks as they are stored: `make book`.

A clean build, because an incremental one hides the warnings of pages it does not read again.
Any warning is an error. The JupyterLab that the pages lead to is put beside them. Prints where the
book is, or what went wrong.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import build_lite

ROOT = Path(__file__).resolve().parent.parent


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    """Build the book in `folder`/_build/html; return how that ended, with all that was printed."""
    for old in ("html", ".doctrees", "jupyter_execute"):
        shutil.rmtree(folder / "_build" / old, ignore_errors=True)
    program = Path(sysconfig.get_path("scripts"), "jupyter-book")
    command = [str(program), "build", str(ROOT / "book")]
    command += ["--config", str(ROOT / "_config.yml"), "--toc", str(ROOT / "_toc.yml")]
    command += ["--path-output", str(folder), "-W", "-n", "--keep-going"]
    done = subprocess.run(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    done.stdout = re.sub(r"\x1b\[[\d;]*m", "", done.stdout)  # colors, which it always uses
    return done


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT, help="where _build/html goes")
    folder = parser.parse_args().folder.resolve()
    done = build(folder)
    index = folder / "_build" / "html" / "index.html"
    if done.returncode or not index.exists():
        print(done.stdout, file=sys.stderr)
        print("The book was not built: see the warnings and errors above.", file=sys.stderr)
        return done.returncode or 1
    if code := build_lite.main(index.parent):
        return code
    print(f"The book: {index}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

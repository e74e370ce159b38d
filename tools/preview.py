"""Show the book in a browser, and build a page anew when it is saved: `make preview`.

Only what has changed is built, so a warning about another page shows up with `make book` alone, and
so does the JupyterLab beside the pages. End it with Ctrl+C.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from sphinx_autobuild.__main__ import main as autobuild

ROOT = Path(__file__).resolve().parent.parent
CONF = """\
# Written by tools/preview.py: Jupyter Book's settings, for Sphinx itself.
import sys
from pathlib import Path

sys.modules["rfc3987_syntax"] = None  # as in tools/sphinx_book.py
from jupyter_book.config import get_final_config

ROOT = Path({root!r})
TOC = {{"external_toc_path": str(ROOT / "_toc.yml"), "latex_individualpages": False}}
globals().update(
    get_final_config(
        user_yaml=ROOT / "_config.yml", sourcedir=ROOT / "book", cli_config=TOC
    )[0]
)
extensions = [*extensions, "sphinx_multitoc_numbering"]  # Jupyter Book adds it later
# Sphinx looks for these beside its settings.
for name in ("html_static_path", "templates_path", "bibtex_bibfiles"):
    globals()[name] = [str(ROOT / "book" / path) for path in globals()[name]]
purged_styles = False  # a page that is saved may need other ones
html_favicon = str(ROOT / "book" / html_favicon)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the folder of _config.yml")
    parser.add_argument("--port", default="0", help="where it is served; a free port otherwise")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    options = parser.parse_args()
    root = options.root.resolve()
    built = root / "_build" / "preview"
    built.mkdir(parents=True, exist_ok=True)
    (built / "conf.py").write_text(CONF.format(root=str(root)), encoding="utf-8")
    command = [str(root / "book"), str(built / "html"), "-c", str(built)]
    command += ["-d", str(built / "doctrees"), "-q", "-n", "-j", str(1 + (os.cpu_count() or 1))]
    for watched in ("_toc.yml", "_config.yml"):
        command += ["--watch", str(root / watched)]
    command += ["--ignore", "*/.ipynb_checkpoints/*", "--ignore", "*/__pycache__/*"]
    command += ["--port", options.port]
    command += [] if options.no_browser else ["--open-browser"]
    autobuild(command)


if __name__ == "__main__":
    sys.exit(main())

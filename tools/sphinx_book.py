"""Sphinx, as Jupyter Book sets it up, on all cores: `make book` and `make links` run it.

Any warning is an error, and so is a reference that leads nowhere.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

# jsonschema compiles a grammar of international addresses as soon as it is loaded, a tenth of the
# whole build, and nothing here asks for it. Without this module, it leaves that check out.
sys.modules["rfc3987_syntax"] = None

from jupyter_book.sphinx import build_sphinx  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT, help="where _build/html goes")
    parser.add_argument("--builder", default="html", help="html, or linkcheck: asks other hosts")
    options = parser.parse_args()
    folder = options.folder.resolve()
    ended = build_sphinx(
        ROOT / "book",
        folder / "_build" / options.builder,
        noconfig=True,
        path_config=ROOT / "_config.yml",
        confoverrides={
            "external_toc_path": str(ROOT / "_toc.yml"),
            "latex_individualpages": False,
            "nitpicky": True,
        },
        builder=options.builder,
        warningiserror=True,
        keep_going=True,
        jobs=1 + (os.cpu_count() or 1),  # one process waits for the others while they write
    )
    return ended if isinstance(ended, int) else 1


if __name__ == "__main__":
    sys.exit(main())

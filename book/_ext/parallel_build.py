"""What lets all cores build the book, and each of them sooner.

- Two extensions do not say whether several processes may read pages. They may: one changes pages
  for LaTeX alone, one numbers the pages once all are read.
- Each citation asks pybtex for its plugin of plain text, which pybtex looks up in the list of all
  installed packages: a fifth of the whole build. Registered, it is looked up once.
"""

from __future__ import annotations

from typing import Any

from pybtex.plugin import find_plugin, register_plugin
from sphinx.application import Sphinx

UNDECLARED = ("sphinx_jupyterbook_latex", "sphinx_multitoc_numbering")
PLUGIN = ("pybtex.backends", "plaintext")


def declare(app: Sphinx, *_pages: Any) -> None:
    """Declare what the extensions leave open; what they say themselves is left as it is."""
    for name in UNDECLARED:
        if name in app.extensions and app.extensions[name].parallel_read_safe is None:
            app.extensions[name].parallel_read_safe = True


def setup(app: Sphinx) -> dict[str, Any]:
    register_plugin(*PLUGIN, find_plugin(*PLUGIN), force=True)
    app.connect("env-before-read-docs", declare)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

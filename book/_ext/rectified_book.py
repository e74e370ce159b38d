"""What the book needs beyond the settings in _config.yml.

- A figure's alt text: the text that comes with the picture in the notebook.
- Launch buttons only where the repository's address is known, so that none leads nowhere.
- No file on the site that no page asks for.
- Pages that a screen reader can follow: names and landmarks that the theme leaves out.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

GITHUB = re.compile(
    r"(?:https://(?:[^/@]+@)?|ssh://git@|git@)github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?"
)

# What MathJax may load while it typesets a page, or reads a formula aloud.
MATHJAX = ("tex-chtml.js", "output/chtml/fonts", "input/tex/extensions", "a11y", "sre/mathmaps/en")
MATHJAX += ("sre/mathmaps/base",)


def repository(environment: Mapping[str, str], folder: Path) -> str | None:
    """Return `owner/name` on GitHub, from the environment or from git's origin, or None.

    environment: variables such as os.environ. folder: a folder of the repository.
    """
    name = environment.get("GITHUB_REPOSITORY", "")
    if re.fullmatch(r"[\w.-]+/[\w.-]+", name):
        return name
    command = ["git", "-C", str(folder), "remote", "get-url", "origin"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:  # no git
        return None
    found = GITHUB.fullmatch(done.stdout.strip())
    return found[1] if found else None


def links(name: str | None) -> dict[str, Any]:
    """Return the theme's options for the repository `name`; without one, no button at all."""
    if name is None:
        return {}
    return {
        "repository_url": f"https://github.com/{name}",
        "use_repository_button": True,
        "use_issues_button": True,
        "launch_buttons": {
            "notebook_interface": "jupyterlab",
            "binderhub_url": "https://mybinder.org",
        },
    }


def set_links(app: Sphinx, config: Config) -> None:
    """Add the buttons that need the repository's address."""
    config.html_theme_options.update(links(repository(os.environ, Path(app.srcdir))))


def set_alt(app: Sphinx, doctree: nodes.document) -> None:
    """Give each figure of a notebook its alt text: the `text/plain` of the same output."""
    for bundle in doctree.findall(nodes.container):
        if bundle.get("nb_element") != "mime_bundle":
            continue
        texts = [n.astext() for n in bundle.children if n.get("mime_type") == "text/plain"]
        for image in bundle.findall(nodes.image):
            if texts:
                image["alt"] = " ".join(texts[0].split())


def list_sources(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Make the entries of the bibliography items of their list.

    Docutils gives each a role that has since been withdrawn, and that a list must not hold.
    """
    if "body" in context:
        context["body"] = context["body"].replace('role="doc-biblioentry"', 'role="listitem"')


def drop_unused(app: Sphinx, exception: Exception | None) -> None:
    """Remove source maps and the parts of MathJax that no page asks for: 20 MB of 30."""
    if exception is not None or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    for path in static.rglob("*.map"):
        path.unlink()
    mathjax = static / "mathjax"
    for path in sorted(mathjax.rglob("*"), reverse=True):
        name = path.relative_to(mathjax).as_posix()
        if path.is_file() and not name.startswith(MATHJAX):
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    shutil.rmtree(static / "locales", ignore_errors=True)


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("config-inited", set_links)
    app.connect("doctree-read", set_alt)
    app.connect("html-page-context", list_sources)
    app.connect("build-finished", drop_unused, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

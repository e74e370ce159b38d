"""The repository's address, where it is known; buttons and pages that need it do without otherwise.

It comes from GITHUB_REPOSITORY or from git's origin, so that no link leads nowhere.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

GITHUB = re.compile(
    r"(?:https://(?:[^/@]+@)?|ssh://git@|git@)github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?"
)


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


def links(name: str | None, colab: bool = False) -> dict[str, Any]:
    """Return the theme's options for the repository `name`; without one, no button at all.

    colab: whether the notebooks are prepared for Colab.
    """
    if name is None:
        return {}
    return {
        "repository_url": f"https://github.com/{name}",
        "use_repository_button": True,
        "use_issues_button": True,
        "launch_buttons": {
            "notebook_interface": "jupyterlab",
            "binderhub_url": "https://mybinder.org",
            **({"colab_url": "https://colab.research.google.com"} if colab else {}),
        },
    }


def notebook_files(folder: Path) -> list[Path]:
    """All notebooks below a folder, without copies that editors keep."""
    found = sorted(folder.rglob("*.ipynb"))
    return [path for path in found if ".ipynb_checkpoints" not in path.parts]


def for_colab(name: str | None, notebooks: Iterable[Path]) -> bool:
    """Whether each notebook has the cell that installs the package from repository `name`."""
    wanted = f"git+https://github.com/{name}#"
    firsts = [
        "".join(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"])
        for path in notebooks
    ]
    return name is not None and all(wanted in first for first in firsts)


def set_links(app: Sphinx, config: Config) -> None:
    """Add the buttons that need the repository's address."""
    name, book = repository(os.environ, Path(app.srcdir)), Path(app.srcdir)
    config.html_theme_options.update(links(name, for_colab(name, notebook_files(book))))


def name_repository(app: Sphinx, docname: str, source: list[str]) -> None:
    """Put the repository's name, where it is known, in the place of OWNER/NAME."""
    if "OWNER/NAME" in source[0] and (name := repository(os.environ, Path(app.srcdir))):
        source[0] = source[0].replace("OWNER/NAME", name)


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("config-inited", set_links)
    app.connect("source-read", name_repository)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

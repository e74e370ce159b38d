"""A button on each notebook's page that opens it in the JupyterLab beside the book.

Its address is relative: it works wherever the pages stand.
"""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx


def lite_address(pagename: str) -> str:
    """Return the address of a page's notebook in the JupyterLab beside the book, from that page."""
    up = "../" * pagename.count("/")
    return f"{up}lite/lab/index.html?path=book/{pagename}.ipynb"


def add_lite(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Let each notebook's page open it in the browser, as the first of the launch buttons."""
    if doctree is None or not str(app.env.doc2path(pagename)).endswith(".ipynb"):
        return
    button = {
        "type": "link",
        "text": "In this browser",
        "tooltip": "Run this notebook here, in JupyterLite; Python takes half a minute to start",
        "icon": "_static/images/logo_jupyterlite.svg",
        "url": lite_address(pagename),
    }
    groups = context["header_buttons"]
    launch = next((group for group in groups if group.get("label") == "launch-buttons"), None)
    if launch is None:
        launch = {
            "type": "group",
            "tooltip": "Run this notebook",
            "icon": "fas fa-rocket",
            "buttons": [],
            "label": "launch-buttons",
        }
        groups.insert(0, launch)
    launch["buttons"].insert(0, button)


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("html-page-context", add_lite, priority=502)  # after the theme's own buttons
    return {"parallel_read_safe": True, "parallel_write_safe": True}

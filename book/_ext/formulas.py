"""Formulas are set when the book is built: KaTeX writes HTML for the eye and MathML for the ear.

`assets/katex` holds KaTeX as its makers built it. A page needs its style sheet and fonts, and no
script. deno runs it, one process for each that builds pages; a formula that KaTeX does not
understand is a warning of the build, which names the place.
"""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

HERE = Path(__file__).resolve().parent
SCRIPT, STYLE = "katex/katex.min.js", "katex/katex.min.css"
FONTS = ("KaTeX_Main-Regular", "KaTeX_Math-Italic")
# Not from files, of which browsers let no font be asked for in this way.
PRELOAD = """if (location.protocol !== "file:") for (const href of %s) document.head.append(
Object.assign(document.createElement("link"),
{ rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href }));"""
logger = logging.getLogger(__name__)


class Typesetter:
    """A process of deno that sets one formula after the other."""

    def __init__(self) -> None:
        deno = Path(sys.executable).with_name("deno")
        command = [deno, "run", "--quiet", "--no-config", "--no-remote"]
        command += ["--preload", HERE.parent / "assets" / SCRIPT, HERE / "formulas.js"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, encoding="utf-8")

    @functools.cache  # noqa: B019, it lives as long as the build
    def html(self, tex: str, display: bool) -> str:
        """A formula of TeX as HTML and MathML. Raises ValueError where it is not understood."""
        print(json.dumps({"tex": tex, "display": display}), file=self.process.stdin, flush=True)
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise ValueError(answer["error"])
        return answer["html"]


@functools.cache
def typesetter(_process: int) -> Typesetter:
    """The typesetter of a process: one that forks must not share its pipes."""
    return Typesetter()


def typeset(node: nodes.Element, tex: str, display: bool) -> str:
    try:
        return typesetter(os.getpid()).html(tex, display)
    except ValueError as error:
        logger.warning("a formula cannot be set: %s", error, location=node)
        return ""


def inline(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(self.starttag(node, "span", "", CLASS="math notranslate nohighlight"))
    self.body.append(typeset(node, node.astext(), display=False) + "</span>")
    raise nodes.SkipNode


def block(self: HTML5Translator, node: nodes.math_block) -> None:
    """A displayed formula, with its number and the link to it where it has one."""
    self.body.append(self.starttag(node, "div", CLASS="math notranslate nohighlight"))
    if node["number"]:
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})')
        self.add_permalink_ref(node, "Link to this equation")
        self.body.append("</span>")
    tex = node.astext()
    if not node.get("no-wrap", node.get("nowrap")) and r"\\" in tex:
        tex = rf"\begin{{split}}{tex}\end{{split}}"
    self.body.append(typeset(node, tex, display=True) + "</div>\n")
    raise nodes.SkipNode


def add_style(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """The style sheet, on pages that have a formula, and soon the fonts that every one needs.

    A font that comes later has other widths than what stood there, so that lines break anew.
    """
    if 'class="katex' not in context.get("body", ""):
        return
    app.add_css_file(STYLE)
    fonts = [context["pathto"](f"_static/katex/fonts/{font}.woff2", 1) for font in FONTS]
    context["metatags"] += f"\n<script>{PRELOAD % json.dumps(fonts)}</script>"


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_html_math_renderer("katex", (inline, None), (block, None))
    app.connect("html-page-context", add_style, priority=900)  # when the definitions are there
    return {"parallel_read_safe": True, "parallel_write_safe": True}

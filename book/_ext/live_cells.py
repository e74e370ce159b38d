"""Live cells: each code cell of a notebook's page is an editor with a button *Run*.

The editor is in the HTML, a text area over the highlighted code, so that it is there before any
script. What runs it is in assets/live; it comes when a reader turns to a cell.
"""

from __future__ import annotations

import functools
import html
import json
import re
from pathlib import Path
from typing import Any

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import new_document

ROLE = re.compile(r":([\w:-]+):`(.*)`", re.S)
LAYER = re.compile(r'(<textarea class="live-text".*?</textarea>\s*<div class="[^"]*">\s*'
                   r'<div class="highlight"><pre)>', re.S)  # fmt: skip

# Off, so that what is typed stays as it is typed.
AS_TYPED = 'spellcheck="false" autocapitalize="off" autocomplete="off" autocorrect="off" wrap="off"'
BAR = """<div class="live-bar">
<button type="button" class="live-run">Run</button>
<button type="button" class="live-stop" hidden>Stop</button>
<button type="button" class="live-reset" hidden>Reset</button>
<span class="live-state" role="status"></span>
</div>"""


@functools.cache
def cells(path: Path) -> list[dict[str, Any]]:
    """The cells of a notebook, as its file has them."""
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def part(cell: nodes.Element, name: str) -> nodes.container | None:
    """A cell's code or outputs, in a fold or not: its part that is called cell_code_`name`."""
    found = (n for n in cell.findall(nodes.container) if n.get("nb_element") == f"cell_code_{name}")
    return next(found, None)


def raw(text: str) -> nodes.raw:
    return nodes.raw("", text, format="html")


def editor(code: str, layer: nodes.Node) -> list[nodes.Node]:
    """The code twice: as a text that can be changed, and highlighted, which lies under it."""
    text = f'<textarea class="live-text" aria-label="Code" {AS_TYPED} rows="1">\n'
    return [
        raw(f'<div class="live-code">{text}{html.escape(code, quote=False)}</textarea>'),
        layer,
        raw("</div>"),
    ]


def folded_input(cell: nodes.Element, code: str) -> nodes.container:
    """The code of a cell that shows none: in a fold, before its outputs."""
    source = nodes.container(nb_element="cell_code_source", classes=["cell_input"])
    source += nodes.literal_block(code, code, language="ipython3")
    fold = HideCodeCellNode(prompt_show="Show the code", prompt_hide="Hide the code")
    fold["classes"].append("above-input")
    fold += source
    cell.insert(0, fold)
    return source


def bring_to_life(cell: nodes.Element, name: str, code: str) -> None:
    """Make a cell live: an editor, buttons in no fold, and a place for outputs.

    name: the id of the cell in its notebook. code: what the course has in it.
    """
    source = part(cell, "source") or folded_input(cell, code)
    source.children = [
        child
        for old in source.children
        for child in (editor(code, old) if isinstance(old, nodes.literal_block) else [old])
    ]
    outputs = part(cell, "output")
    if outputs is None:
        kinds = ["cell_output", "live-empty"]
        cell += (outputs := nodes.container(nb_element="cell_code_output", classes=kinds))
    outputs["classes"].append("live-output")
    cell["classes"].append("live-cell")
    cell["ids"].append(f"live-{name}")
    above = next(child for child in cell.children if source in child.findall())
    cell.insert(cell.index(above) + 1, raw(BAR))


def add_cells(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Bring all code cells of a notebook's page to life."""
    path = Path(app.env.doc2path(docname))
    if app.builder.format != "html" or path.suffix != ".ipynb":
        return
    live = [n for n in doctree.findall(nodes.container) if n.get("nb_element") == "cell_code"]
    for k, cell in enumerate(live):
        stored = cells(path)[cell["cell_index"]]
        bring_to_life(cell, stored["id"], cell.get("live_code", "".join(stored["source"])))
        cell["ids"] += ["live-cells"] * (k == 0)  # where a notebook's link leads on a phone


def roles(app: Sphinx, docname: str) -> dict[str, str]:
    """Return the HTML of each role in the outputs of a page, such as {cite:t}`he2015`."""
    found = {}
    for bundle in app.env.get_doctree(docname).findall(nodes.container):
        if bundle.get("nb_element") != "mime_bundle":
            continue
        for reference in bundle.findall(addnodes.pending_xref):
            role = ROLE.fullmatch(reference.rawsource)
            if role is None:  # a link, whose address a script finds by itself
                continue
            written = f"{{{role[1]}}}`{role[2]}`"
            if written not in found:
                found[written] = resolved(app, docname, reference.deepcopy())
    return found


def resolved(app: Sphinx, docname: str, reference: addnodes.pending_xref) -> str:
    """The HTML of a reference from a page."""
    document = new_document(docname)
    document += nodes.paragraph("", "", reference)
    app.env.resolve_references(document, docname, app.builder)
    fragment = app.builder.render_partial(document[0])["fragment"]
    text = re.search(r"<p>(.*)</p>", fragment, re.S)[1]
    return re.sub(r' (?:id|title)="[^"]*"', "", text)  # the page's own link has them


def add_script(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give a page with live cells what its scripts need to know."""
    if doctree is None or 'class="live-text"' not in context["body"]:
        return
    context["body"] = LAYER.sub(r'\1 aria-hidden="true">', context["body"])
    known = json.dumps({"page": pagename, "roles": roles(app, pagename)}, ensure_ascii=False)
    known = known.replace("</", "<\\/")
    context["body"] += f'<script type="application/json" id="live-page">{known}</script>\n'
    app.add_css_file("live/live.css")
    app.add_js_file("live/start.js", defer="defer")


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("doctree-resolved", add_cells, priority=900)  # when folds are made
    app.connect("html-page-context", add_script)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

"""Promises about what this book adds to its builder, book/_ext: one small file per purpose."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import code_lines
import few_files
import figure_captions
import figure_texts
import formulas
import icons
import line_ends
import measured_numbers
import moved_anchors
import parallel_build
import pybtex.plugin
import pydata_sphinx_theme
import pytest
import repository_links
import screen_readers
import small_site
import term_definitions
import term_index
import term_uses
import yaml
from bs4 import BeautifulSoup
from docutils import nodes
from pygments import highlight
from pygments.lexers import PythonLexer
from sphinx.errors import ExtensionError

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "book"


# ---------------------------------------------------------------- the index


def test_terms_are_found_in_the_glossary():
    text = "# Words\n\n```{glossary}\n:sorted:\n\nReLU\nrectifier\n    A function.\n```\n"
    assert term_index.terms(text) == {"relu": "ReLU", "rectifier": "rectifier"}


def test_a_definition_beside_the_text_has_neither_links_nor_ids():
    html = (
        '<p>The <em>slope</em> <span id="id1">[<a class="x" href="#id2">Ha</a>]</span> of '
        '<a href="#term-unit"><span class="xref std">one</span></a>: '
        '<span class="math notranslate">\\(z < 1\\)</span>.</p>\n'
    )
    math = '<span class="math notranslate">\\(z &lt; 1\\)</span>'
    assert term_definitions.inert(html) == f"<p>The <em>slope</em> [Ha] of one: {math}.</p>"


def test_a_term_tells_where_it_is_used_and_folds_what_is_long():
    places = {"Perceptrons": [("p.html#bias", "The bias & more")], "ReLU": [("r.html#a", "A")]}
    assert term_uses.listed(places) == (
        '<p class="term-uses">Used in <em>Perceptrons</em>: '
        '<a href="p.html#bias">The bias &amp; more</a>; <em>ReLU</em>: <a href="r.html#a">A</a></p>'
    )
    places["ReLU"] *= 5
    folded = term_uses.listed(places)
    assert folded.startswith('<details class="term-uses"><summary>Used in 6 sections</summary><p>')


# ---------------------------------------------------------------- formulas


def test_a_formula_is_set_for_the_eye_and_for_the_ear():
    html = BeautifulSoup(formulas.Typesetter().html(r"z \le 1", False), "html.parser")
    assert html.select_one("math annotation").text == r"z \le 1"
    assert html.select_one(".katex-html[aria-hidden=true]").text == "z≤1"
    assert not html.select(".katex-display")


def test_a_formula_that_is_not_understood_is_named_and_the_next_one_is_set():
    setter = formulas.Typesetter()
    for wrong in (r"\frac{1", r"\nosuch", "50%"):
        with pytest.raises(ValueError, match="KaTeX"):
            setter.html(wrong, True)
    assert "katex-display" in setter.html(r"\frac{1}{2}", True)


def test_a_definition_keeps_its_formulas_whole():
    formula = f'<span class="math">{formulas.Typesetter().html("z", False)}</span>'
    whole = str(BeautifulSoup(f"<p>so {formula}</p>", "html.parser"))
    assert term_definitions.inert(whole) == whole


def test_scripts_of_others_are_those_of_the_packages_that_are_named():
    """As `make vendor` wrote them; a file more or less is noticed as well."""
    for sums in BOOK.glob("assets/*/SHA256SUMS"):
        named = dict(reversed(line.split("  ")) for line in sums.read_text().splitlines())
        files = [path for path in sums.parent.rglob("*") if path.is_file() and path != sums]
        found = {
            path.relative_to(sums.parent).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files
        }
        assert found == named
        assert "LICENSE" in named


# ---------------------------------------------------------------- icons


def test_an_icon_is_found_by_each_of_its_names():
    css = '.fa-bars:before,.fa-navicon:before{content:"\\f0c9"}.fa-sun:before{content:"\\f185"}'
    assert icons.code_points(css, {"fa-navicon", "fa-solid"}) == {0xF0C9}


def test_an_icon_that_the_font_lacks_stops_the_build(tmp_path):
    theme = Path(pydata_sphinx_theme.__file__).parent / "theme" / "pydata_sphinx_theme" / "static"
    with pytest.raises(ExtensionError, match="0x416"):
        icons.cut(theme / f"{icons.FONT}.ttf", {0xF0C9, 0x416}, tmp_path / "cut.woff")


# ---------------------------------------------------------------- one style sheet, one script


def test_pages_share_a_style_sheet_and_a_script_and_what_they_point_to_is_found(tmp_path):
    static = tmp_path / "_static"
    (static / "styles").mkdir(parents=True)
    (static / "styles" / "a.css").write_text('@import "../b.css";\nx{background:url(img/c.png)}')
    (static / "b.css").write_text("y{src:url('d.woff')}")
    for name, text in {
        "one": "const a = 1 // last",
        "two": "a + 1",
        "late": "import('./x.js')",
    }.items():
        (static / f"{name}.js").write_text(text)
    (static / "documentation_options.js").write_text("const O = {}")
    (tmp_path / "in").mkdir()
    page = tmp_path / "in" / "page.html"
    head = '<link rel="stylesheet" href="../_static/styles/a.css?v=1" />\n'
    names = ("documentation_options", "one", "two", "late", "search/rank")
    head += "".join(f'<script src="../_static/{name}.js?v=2"></script>\n' for name in names)
    once = few_files.gathered(f"<head>{head}</head>", page, static)
    found = BeautifulSoup(once, "html.parser")
    (sheet,) = found.select("link")
    css = (page.parent / sheet["href"]).read_text()
    assert css == "y{src:url(d.woff)}\nx{background:url(styles/img/c.png)}"
    late, one, search = (script["src"] for script in found.select("script[src]"))
    assert late.startswith("../_static/late.js")
    assert search == "../_static/search/rank.js"
    assert (page.parent / one).read_text() == "const a = 1 // last\n;\na + 1\n;"
    assert found.select_one("script:not([src])").text == "const O = {}"
    again = BeautifulSoup(few_files.gathered(once, page, static), "html.parser")
    assert [s["src"] for s in again.select("script[src]")] == [late, one, search]


# ---------------------------------------------------------------- where lines break


CODE = 'def f(x):\n    """Two\n    lines."""\n\n    return x < 1\n'


def test_a_line_of_code_knows_its_indentation_and_its_text_stays():
    html = highlight(CODE, PythonLexer(), code_lines.LinesApart())
    block = BeautifulSoup(html, "html.parser").pre
    assert block.get_text() == CODE
    lines = block.select("span.line")
    assert [line.get_text() for line in lines] == [line for line in CODE.splitlines() if line]
    indented = [None, *["--indent:4ch"] * 3]
    assert [line.get("style") for line in lines] == indented


def together(*parts: nodes.Node) -> str:
    """A paragraph in which brackets mark what is kept on one line."""
    paragraph = nodes.paragraph("", "", *parts)
    for node in list(paragraph.findall(lambda node: isinstance(node, line_ends.KEPT))):
        line_ends.keep_together(node)
    kept = (nodes.inline, nodes.math, nodes.literal)
    return "".join(
        f"<{child.astext()}>" if isinstance(child, kept) else child.astext()
        for child in paragraph.children
    )


def test_a_formula_keeps_the_marks_that_touch_it():
    z, code = nodes.math("", "z"), nodes.literal("", "x[0]")
    assert together(nodes.Text("so ("), z, nodes.Text("), and "), code, nodes.Text(". No")) == (
        "so <(z),> and <x[0].> No"
    )
    twice = [nodes.emphasis("", "b"), nodes.Text(", "), nodes.math("", "c"), nodes.Text(", ")]
    assert together(*twice) == "b, <c,> "  # texts that are alike are told apart
    assert together(nodes.literal("", "a"), nodes.literal("", "b")) == "<a><b>"
    assert together(nodes.Text("a "), nodes.math("", "z"), nodes.Text(" b")) == "a <z> b"


# ---------------------------------------------------------------- captions, old addresses


def cell(*pictures: str) -> nodes.container:
    """A cell of code, with pictures of these names among its outputs."""
    cell = nodes.container("", nb_element="cell_code")
    for name in pictures:
        cell += nodes.container("", nodes.image(uri=name), nb_element="mime_bundle")
        cell += nodes.container("", nodes.paragraph(text="said"), nb_element="mime_bundle")
    return cell


def caption(*ids: str) -> nodes.paragraph:
    words = [
        nodes.strong(text="Figure."),
        nodes.Text(" "),
        nodes.emphasis(text="So."),
        nodes.Text(" It is."),
    ]
    return nodes.paragraph("", "", *words, ids=list(ids), names=list(ids))


def test_the_paragraph_below_a_picture_becomes_its_caption_and_brings_its_label():
    first, second = cell("a.svg", "b.svg"), cell("c.svg")
    text = caption("fig-b")
    nodes.section("", nodes.paragraph(text="before"), first, nodes.target(), text, second)
    picture = figure_captions.picture_above(text)
    figure = figure_captions.captioned(picture, text)
    assert figure.parent is first
    assert figure["ids"] == figure["names"] == ["fig-b"]
    assert [image["uri"] for image in figure.findall(nodes.image)] == ["b.svg"]
    assert figure[-1].astext() == "So. It is."
    assert isinstance(figure[-1], nodes.caption)
    assert text.parent is None or text not in text.parent


@pytest.mark.parametrize("above", [[], [cell()], [cell("a.svg"), nodes.paragraph(text="between")]])
def test_a_caption_without_a_picture_directly_above_has_none(above):
    text = caption()
    nodes.section("", *above, text)
    assert figure_captions.is_caption(text)
    assert figure_captions.picture_above(text) is None


@pytest.mark.parametrize("text", ["", "Figure. So.", "**Figures.**"])
def test_another_paragraph_is_no_caption(text):
    assert not figure_captions.is_caption(nodes.paragraph("", text))


def test_an_old_anchor_stands_at_the_link_to_its_new_place_and_leads_on():
    body = '<p>Go</p> <a class="reference internal" href="new.html#start">on</a>'
    places = {"old": "new#place", "top": "other", "here": "old#there"}
    html = moved_anchors.leading_on(
        body, places, lambda page: "" if page == "old" else f"{page}.html"
    )
    script, _, text = html.partition("</script>\n")
    assert '"old": "new.html#place"' in script
    assert '"top": "other.html"' in script
    assert '"here": "#there"' in script
    assert '<span id="old"></span><a class="reference internal" href="new.html#start">' in text
    assert text.startswith('<span id="here"></span><span id="top"></span><p>Go</p>')


# ---------------------------------------------------------------- what a screen reader meets


def test_headers_and_buttons_have_names():
    corner = '<tr><th class="head text-right"><p></p></th><th class="head"><p>z</p></th></tr>'
    assert screen_readers.readable(corner) == '<tr><td></td><th class="head"><p>z</p></th></tr>'
    folded = '<summary aria-label="Toggle hidden content">\n<p>Show code cell source</p></summary>'
    assert screen_readers.readable(folded) == "<summary>\n<p>Show code cell source</p></summary>"


# ---------------------------------------------------------------- numbers by name


def test_numbers_are_found_by_name_and_mean_one_thing(tmp_path):
    output = {"metadata": {"measured": {"factor": "0.70"}}}
    cells = [{"cell_type": "markdown"}, {"outputs": [output, {}]}]
    (tmp_path / "a.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    assert measured_numbers.measured(tmp_path) == {"factor": "0.70"}
    other = {"metadata": {"measured": {"factor": "0.71"}}}
    (tmp_path / "b.ipynb").write_text(json.dumps({"cells": [{"outputs": [other]}]}))
    with pytest.raises(ValueError, match=r"factor is both 0\.70 and 0\.71"):
        measured_numbers.measured(tmp_path)


# ---------------------------------------------------------------- launch buttons


def test_the_address_comes_from_the_environment(tmp_path):
    environment = {"GITHUB_REPOSITORY": "someone/some-thing.2"}
    assert repository_links.repository(environment, tmp_path) == "someone/some-thing.2"


@pytest.mark.parametrize("value", ["", "nothing", "a/b/c", "https://example.com/a/b", "a b/c"])
def test_what_is_no_address_is_not_taken_for_one(tmp_path, value):
    assert repository_links.repository({"GITHUB_REPOSITORY": value}, tmp_path) is None


def git(folder: Path, *arguments: str) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("origin", "name"),
    [
        ("git@github.com:someone/something.git", "someone/something"),
        ("https://github.com/someone/something", "someone/something"),
        ("https://github.com/someone/something.git/", "someone/something"),
        ("ssh://git@github.com/some-one/some.thing.git", "some-one/some.thing"),
        ("https://example.com/someone/something.git", None),
        ("https://notgithub.com/someone/something.git", None),
        ("https://example.com/github.com/someone/something.git", None),
        ("../something", None),
    ],
)
def test_the_address_comes_from_git(tmp_path, origin, name):
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "remote", "add", "origin", origin)
    assert repository_links.repository({}, tmp_path) == name


def test_without_an_address_there_is_no_button(tmp_path):
    git(tmp_path, "init", "--quiet")
    assert repository_links.repository({}, tmp_path) is None
    assert repository_links.links(None) == {}


def test_the_buttons_lead_to_the_repository():
    options = repository_links.links("someone/something")
    assert options["repository_url"] == "https://github.com/someone/something"
    assert options["launch_buttons"]["binderhub_url"] == "https://mybinder.org"


def test_the_settings_alone_name_no_repository():
    settings = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    assert settings["repository"]["url"] == ""
    assert not any("://" in str(value) for value in settings["launch_buttons"].values())


# ---------------------------------------------------------------- pictures, citations, files


def test_the_text_of_an_output_becomes_the_text_of_its_picture():
    image = nodes.image(uri="x.svg")
    bundle = nodes.container("", nb_element="mime_bundle")
    bundle += nodes.container("", image, mime_type="image/svg+xml")
    text = nodes.literal_block("", "A line rises\nfrom 0 to 1.")
    bundle += nodes.container("", text, mime_type="text/plain")
    document = nodes.container("", bundle, nodes.image(uri="other.png", alt="Kept as it is."))
    figure_texts.set_alt(SimpleNamespace(), document)
    assert image["alt"] == "A line rises from 0 to 1."
    assert document.children[1]["alt"] == "Kept as it is."


def test_the_plugin_that_citations_ask_for_is_looked_up_once(monkeypatch):
    asked = []
    parallel_build.setup(SimpleNamespace(connect=lambda *_: None))
    monkeypatch.setattr(pybtex.plugin, "entry_points", lambda **which: asked.append(which) or [])
    assert pybtex.plugin.find_plugin(*parallel_build.PLUGIN).__name__ == "Backend"
    assert asked == []


def test_a_failed_build_is_left_as_it_is(tmp_path):
    (tmp_path / "_static").mkdir()
    (tmp_path / "_static" / "a.map").touch()
    app = SimpleNamespace(outdir=tmp_path, builder=SimpleNamespace(format="html"))
    small_site.drop_unused(app, RuntimeError())
    assert (tmp_path / "_static" / "a.map").exists()
    small_site.drop_unused(app, None)
    assert not (tmp_path / "_static" / "a.map").exists()

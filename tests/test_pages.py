"""Promises about the built book: what a reader gets who opens a page, with or without a server.

The pages are built once, by the fixture `site`, which also fails on any warning of the build: an
unknown term, citation, label or link is one.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

import figure_texts
import for_teachers
import measured_numbers
import nbformat
import pages as toc
import parallel_build
import pybtex.plugin
import pytest
import repository_links
import run_in_browser
import screen_readers
import small_site
import term_index
import yaml
from bs4 import BeautifulSoup
from docutils import nodes

from rectified import figures

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "book"

PAGE, PAGE_WITH_FILES, SITE = 250_000, 5_500_000, 15_000_000  # bytes, not compressed
ALT = 15  # characters: less is no description


DOCUMENTS, NOTEBOOKS = toc.documents(), toc.notebooks()
every_document = pytest.mark.parametrize("name", DOCUMENTS)
every_notebook = pytest.mark.parametrize("name", NOTEBOOKS)


def parse(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


@pytest.fixture(scope="module")
def pages(site) -> dict[str, BeautifulSoup]:
    """All pages of the site, also search and index, by their paths."""
    return {
        path.relative_to(site).as_posix(): parse(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
        if "_static" not in path.relative_to(site).parts
    }


# ---------------------------------------------------------------- what no page may have

LOADING = {
    "script": ["src"],
    "link": ["href"],
    "img": ["src", "srcset"],
    "source": ["src", "srcset"],
    "iframe": ["src"],
    "video": ["src", "poster"],
    "audio": ["src"],
    "object": ["data"],
    "embed": ["src"],
    "use": ["href", "xlink:href"],
    "image": ["href", "xlink:href"],
}
NO_REQUEST = {"canonical", "author", "license", "search", "index", "next", "prev"}


def loaded(page: BeautifulSoup) -> list[str]:
    """Addresses of all that a browser fetches to show a page."""
    found = []
    for tag, attributes in LOADING.items():
        for element in page.find_all(tag):
            if tag == "link" and NO_REQUEST & set(element.get("rel", [])):
                continue
            found += [element[name] for name in attributes if element.get(name)]
    for style in page.find_all("style"):
        found += css_addresses(style.get_text())
    return found


def css_addresses(css: str) -> list[str]:
    found = re.findall(r"url\(\s*(\"[^\"]*\"|'[^']*'|[^)\s]*)\s*\)", css)
    found += re.findall(r"@import\s+(\"[^\"]*\"|'[^']*')", css)
    return [address.strip("\"'") for address in found]


def elsewhere(address: str) -> bool:
    """Whether an address needs another host, or the root of a server."""
    return bool(re.match(r"\s*(https?:|wss?:|ftp:)?//|\s*/", address))


def requests_to_other_hosts(page: BeautifulSoup) -> list[str]:
    return [address for address in loaded(page) if elsewhere(address)]


def images_without_description(page: BeautifulSoup) -> list[str]:
    found = []
    for image in page.find_all("img"):
        alt = image.get("alt", "")
        is_path = re.search(r"\.(svg|png|jpe?g|gif)$|^\S*/\S*$|^<", alt.strip())
        logo = "logo" in alt and image.find_parent("a")  # the buttons' icons
        if is_path or (len(alt) < ALT and not logo):
            found.append(f"{image.get('src')}: {alt!r}")
    return found


def titles_missing(page: BeautifulSoup) -> list[str]:
    title = page.title.get_text().strip() if page.title else ""
    headings = page.select("article.bd-article h1")
    found = [] if "Rectified" in title and "None" not in title else [f"title {title!r}"]
    return found if len(headings) == 1 else [*found, f"{len(headings)} main headings"]


def language_missing(page: BeautifulSoup) -> list[str]:
    return [] if page.html and page.html.get("lang") == "en" else ["no language"]


def markup_shown(page: BeautifulSoup) -> list[str]:
    """Markup that a reader should see as its result: roles, directives, references, messages."""
    article = page.select_one("article.bd-article") or page
    found = [e.get_text() for e in article.select(".problematic, .system-message")]
    prose = BeautifulSoup(str(article), "html.parser")
    for code in prose.select("pre, code, .math"):
        code.decompose()
    text = prose.get_text()
    return found + re.findall(r"\{[a-z:-]+\}`[^`]*`?|^:{3,}.*|^`{3,}.*|\?\?\?|\[\?\]", text, re.M)


def repeated_ids(page: BeautifulSoup) -> list[str]:
    ids = [element["id"] for element in page.find_all(id=True)]
    return sorted({i for i in ids if ids.count(i) > 1})


CHECKS: list[Callable[[BeautifulSoup], list[str]]] = [
    requests_to_other_hosts,
    images_without_description,
    titles_missing,
    language_missing,
    markup_shown,
    repeated_ids,
]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_no_page_fails_a_check(pages, check):
    found = {name: check(page) for name, page in pages.items()}
    if check is titles_missing:  # search and index are not pages of the book
        found = {name: found[f"{name}.html"] for name in DOCUMENTS}
    assert {name: complaints for name, complaints in found.items() if complaints} == {}


BAD = {
    requests_to_other_hosts: [
        '<script src="https://example.com/x.js"></script>',
        '<script src="//example.com/x.js"></script>',
        '<link rel="stylesheet" href="http://example.com/x.css">',
        '<img src="/absolute.svg">',
        "<style>@import 'https://example.com/x.css';</style>",
        "<style>a { background: url(https://example.com/x.png) }</style>",
    ],
    images_without_description: [
        '<img src="a.svg">',
        '<img src="a.svg" alt="">',
        '<img src="a.svg" alt="a line">',
        '<img src="a.svg" alt="_images/0123456789abcdef0123.svg">',
        '<img src="a.svg" alt="<Figure size 640x480 with 1 Axes>">',
    ],
    titles_missing: [
        "<title>None</title><article class=bd-article><h1>One</h1></article>",
        "<title>Rectified</title><article class=bd-article></article>",
        "<title>Rectified</title><article class=bd-article><h1>A</h1><h1>B</h1></article>",
    ],
    language_missing: ["<html></html>", '<html lang="fr"></html>'],
    markup_shown: [
        "<p>{term}`unit` is a word</p>",
        "<p>see {cite:t}`rosenblatt1958`</p>",
        "<p>\n:::{note}\n</p>",
        "<p>equation (???)</p>",
        '<p><span class="problematic">x</span></p>',
    ],
    repeated_ids: ['<p id="a"></p><p id="a"></p>'],
}


@pytest.mark.parametrize(
    ("check", "html"), [(check, html) for check, examples in BAD.items() for html in examples]
)
def test_each_check_can_fail(check, html):
    assert check(parse(html))


def test_no_style_sheet_asks_another_host(site):
    found = [
        (path.name, address)
        for path in site.rglob("*.css")
        for address in css_addresses(path.read_text(encoding="utf-8"))
        if elsewhere(address)
    ]
    assert found == []


# ---------------------------------------------------------------- links


def broken(site: Path, pages: dict[str, BeautifulSoup]) -> list[str]:
    """Links and files that lead nowhere."""
    ids = {
        name: {e.get("id") or e.get("name") for e in page.find_all(lambda e: e.get("id"))}
        for name, page in pages.items()
    }
    found = []
    for name, page in pages.items():
        addresses = [a["href"] for a in page.find_all("a", href=True)] + loaded(page)
        for address in addresses:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or address in ("", "#"):
                continue
            if re.match(r"(\.\./)*lite/", address):  # built beside the book: tests/test_lite.py
                continue
            target = site / name
            if parts.path:
                target = (site / name).parent / unquote(parts.path)
            if not target.is_file():
                found.append(f"{name}: {address}")
            elif target.suffix == ".html" and parts.fragment:
                page_name = os.path.relpath(target, site).replace(os.sep, "/")
                if unquote(parts.fragment) not in ids[page_name]:
                    found.append(f"{name}: {address}")
    return found


def test_every_link_inside_the_book_leads_somewhere(site, pages):
    assert broken(site, pages) == []


@pytest.mark.parametrize("href", ["missing.html", "#nowhere", "b.html#nowhere", "_images/no.svg"])
def test_a_broken_link_is_noticed(tmp_path, href):
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text("", encoding="utf-8")
    link = parse(f'<a href="{href}"></a><p id="here"></p><a href="b.html"></a><a href="#here"></a>')
    assert broken(tmp_path, {"a.html": link, "b.html": parse("")}) == [f"a.html: {href}"]


def test_every_page_of_the_contents_is_in_the_book(pages):
    assert {f"{name}.html" for name in DOCUMENTS} <= set(pages)


def test_every_source_is_in_the_contents():
    sources = {
        path.relative_to(BOOK).with_suffix("").as_posix()
        for path in BOOK.rglob("*")
        if path.suffix in (".md", ".ipynb")
        and not any(part.startswith((".", "_")) for part in path.relative_to(BOOK).parts)
    }
    assert sources == set(DOCUMENTS)


def test_only_pages_are_published(site):
    names = {path.name for path in site.rglob("*")}
    assert not names & {"_ext", "_templates", "term_index.py", "references.bib", "ruff.toml"}


# ---------------------------------------------------------------- the index


def test_the_index_leads_to_every_definition_and_every_use(pages):
    table = pages["genindex.html"].select("table.genindextable > tr > td > ul > li")
    defined = set(term_index.terms((BOOK / "glossary.md").read_text(encoding="utf-8")).values())
    entries = {item.find("a").get_text(): item for item in table}
    assert set(entries) == defined  # none without a definition, none spelled in two ways
    assert all(item.find("a")["href"].startswith("glossary.html#") for item in table)
    uses = [link["href"] for link in entries["gradient"].select("ul a")]
    assert any(href.startswith("vanishing-gradient.html#") for href in uses)


def test_terms_are_found_in_the_glossary():
    text = "# Words\n\n```{glossary}\n:sorted:\n\nReLU\nrectifier\n    A function.\n```\n"
    assert term_index.terms(text) == {"relu": "ReLU", "rectifier": "rectifier"}


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


# ---------------------------------------------------------------- figures and citations


def drawings(name: str) -> list[dict[str, str]]:
    """The figures of a notebook that its page shows."""
    notebook = nbformat.read(BOOK / f"{name}.ipynb", as_version=4)
    hidden = {"remove-cell", "remove-output", "remove_cell", "remove_output"}
    return [
        output.data
        for cell in notebook.cells
        if cell.cell_type == "code" and not hidden & set(cell.metadata.get("tags", []))
        for output in cell.outputs
        if "image/svg+xml" in output.get("data", {})
    ]


@every_notebook
def test_every_figure_is_in_its_page_with_its_text(pages, name):
    images = pages[f"{name}.html"].select("article.bd-article .cell_output img")
    shown = [" ".join(image["alt"].split()) for image in images]
    assert shown == [" ".join(data["text/plain"].split()) for data in drawings(name)]


@every_notebook
def test_every_figure_has_colors_for_both_pages(name):
    for data in drawings(name):
        drawing = re.sub(r"<style>.*?</style>", "", data["image/svg+xml"], flags=re.S)
        assert set(re.findall(r"#[0-9a-fA-F]{6}\b", drawing)) <= set(figures.DARK)
        assert "prefers-color-scheme:dark" in data["image/svg+xml"]


@every_document
def test_every_citation_leads_to_its_source(pages, name):
    """As many links to the bibliography as the source has citations: none was left as text."""
    suffix = ".ipynb" if name in NOTEBOOKS else ".md"
    if suffix == ".md":
        text = (BOOK / f"{name}.md").read_text(encoding="utf-8")
    else:
        notebook = nbformat.read(BOOK / f"{name}.ipynb", as_version=4)
        text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    cited = re.findall(r"\{cite(?::\w+)?\}`([^`]+)`", text)
    keys = {key.strip() for group in cited for key in group.split(",")}
    links = pages[f"{name}.html"].select("article a.reference.internal[href*='#id']")
    assert len({link["href"] for link in links}) >= len(keys)


# ---------------------------------------------------------------- weight


def weight(site: Path, name: str, page: BeautifulSoup) -> int:
    """Bytes of a page and of all that it loads."""
    paths = {(site / name).parent / unquote(urlsplit(a).path) for a in loaded(page)}
    return sum(path.stat().st_size for path in {site / name, *paths} if path.is_file())


def test_pages_are_light(site, pages):
    assert {n for n in pages if (site / n).stat().st_size > PAGE} == set()
    weights = {name: weight(site, name, page) for name, page in pages.items()}
    assert {name: bytes_ for name, bytes_ in weights.items() if bytes_ > PAGE_WITH_FILES} == {}


def test_the_site_is_small_and_holds_no_source_maps(site):
    files = [path for path in site.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < SITE
    assert [path.name for path in files if path.suffix == ".map"] == []


def test_formulas_are_typeset_without_a_server(site):
    assert (site / "_static" / "mathjax" / "tex-chtml.js").is_file()
    assert list((site / "_static" / "mathjax" / "output").rglob("*.woff"))


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


@every_notebook
def test_a_page_has_the_buttons_of_its_address(pages, name):
    links = [a["href"] for a in pages[f"{name}.html"].select(".article-header-buttons a[href]")]
    repository = repository_links.repository(os.environ, BOOK)
    found = {link for link in links if "binder" in link or "github.com" in link}
    if repository is None:
        assert found == set()
        return
    notebook = f"main?urlpath=lab/tree/book/{name}.ipynb"
    assert f"https://mybinder.org/v2/gh/{repository}/{notebook}" in found
    assert all(repository in link for link in found)


# ---------------------------------------------------------------- the extension's own promises


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


# ---------------------------------------------------------------- running and teaching


def app_of(files: list[str]) -> SimpleNamespace:
    """What the extensions need of Sphinx, for a book of these files in this order."""
    env = SimpleNamespace(doc2path=lambda name: BOOK / name, srcdir=BOOK)
    env.app = SimpleNamespace(
        srcdir=BOOK, env=env, config=SimpleNamespace(external_site_map=dict.fromkeys(files))
    )
    return env.app


def test_every_launch_link_leads_to_a_file_of_the_repository(site, monkeypatch):
    name = "someone/something"
    monkeypatch.setenv("GITHUB_REPOSITORY", name)
    notebooks = [f"{name}.ipynb" for name in NOTEBOOKS]
    (links,) = for_teachers.HubLinks.run(SimpleNamespace(env=app_of(notebooks).env))
    lines = links.astext().splitlines()
    assert len(lines) == len(notebooks)
    for line in lines:
        assert f"repo=https://github.com/{name}&branch=main&" in line
        assert (ROOT / line.split("urlpath=lab/tree/something/")[1]).is_file()
    for notebook in notebooks:
        address = run_in_browser.lite_address(notebook.removesuffix(".ipynb"))
        assert (ROOT / address.split("?path=")[1]).is_file()


def test_the_links_for_a_hub_come_in_the_order_of_the_contents():
    names = ["relu.ipynb", "glossary.md", "exercises/relu.ipynb", "perceptrons.ipynb"]
    expected = ["relu.ipynb", "exercises/relu.ipynb", "perceptrons.ipynb"]
    assert for_teachers.notebooks(app_of(names)) == expected


@pytest.mark.parametrize("name", ["running", "teaching"])
def test_a_page_names_the_repository_that_it_was_built_from(monkeypatch, name):
    monkeypatch.setenv("GITHUB_REPOSITORY", "someone/something")
    source = [(BOOK / f"{name}.md").read_text(encoding="utf-8")]
    assert "OWNER/NAME" in source[0]
    repository_links.name_repository(SimpleNamespace(srcdir=BOOK), name, source)
    assert "OWNER/NAME" not in source[0]
    assert "someone/something" in source[0]


def test_the_commands_without_make_name_files_that_exist():
    text = (BOOK / "running.md").read_text(encoding="utf-8")
    for name in re.findall(r"-r (\S+)", text) + re.findall(
        r"(?:build-isolation|install) (\./\S+)", text
    ):
        assert (ROOT / name).exists(), name


def test_what_a_class_hands_in_is_counted_by_the_lines_on_the_page(tmp_path, monkeypatch):
    from rectified.exercises import get, hand_in
    from rectified_book.exercises import bank

    text = (BOOK / "teaching.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"^```python\n(.*?)^```", text, flags=re.M | re.S)
    solved = [("1.1", "2.1", "2.10")[: number % 4] for number in range(30)]
    for number, ids in enumerate(solved):
        folder = tmp_path / "handed-in" / f"{number}"  # as learning platforms pack them
        folder.mkdir(parents=True)
        monkeypatch.chdir(folder)
        solved_on = {get(id).key: "2026-01-31" for id in ids}
        monkeypatch.setattr(bank.noted, "_solved", solved_on)
        hand_in(f"Zoë {number:02}, class b")
    command = [sys.executable, "-X", "utf8", "-c", program]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    expected = [f"{len(ids):3}  Zoë {number:02}, class b" for number, ids in enumerate(solved)]
    assert done.stdout.splitlines() == expected


def test_the_program_of_the_page_on_clusters_runs(tmp_path):
    pytest.importorskip("distributed", reason="Dask's cluster is not installed")
    text = (BOOK / "cluster.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"^```python\n(.*?)^```", text, flags=re.M | re.S)
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    command = [sys.executable, "program.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "24 trainings, equal here and there\n"


def test_every_exercise_is_on_the_page_for_teachers_each_mistake_once(pages):
    from rectified import exercises

    tables = [
        rows
        for rows in pages["teaching.html"].select("details table")
        if "mistakes" in rows.select_one("thead").get_text()
    ]
    for chapter, rows in zip(exercises.chapters(), tables, strict=True):
        cells = [row.find_all("td") for row in rows.select("tbody tr")]
        titles = [f"{id} {e.title}".replace("'", "’") for id, e in chapter.exercises.items()]
        assert [first.get_text(strip=True) for first, _ in cells] == titles
        for _, second in cells:
            names = second.get_text(strip=True).split("; ")
            assert names != [""]
            assert len(set(names)) == len(names)

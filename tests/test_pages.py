"""Promises about the built book: what a reader gets who opens a page, with or without a server.

The pages are built once, by the fixture `site`, which also fails on any warning of the build: an
unknown term, citation, label or link is one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import moved_anchors
import nbformat
import pages as toc
import pytest
import repository_links
import term_index
import yaml
from bs4 import BeautifulSoup
from built_pages import css_addresses, loaded, parse

from rectified import figures

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "book"

ALT = 15  # characters: less is no description


DOCUMENTS, NOTEBOOKS = toc.documents(), toc.notebooks()
every_document = pytest.mark.parametrize("name", DOCUMENTS)
every_notebook = pytest.mark.parametrize("name", NOTEBOOKS)


# ---------------------------------------------------------------- what no page may have


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


def marks_left_behind(page: BeautifulSoup) -> list[str]:
    """Formulas and code from which a browser may part the comma or period behind them."""
    article = page.select_one("article.bd-article") or page
    found = []
    for element in article.select("p > span.math, p > code, li > span.math, li > code"):
        behind = element.next_sibling
        if element.find_parent("template") or element.find_parent(class_="verdict"):
            continue  # definitions beside a term and what the checker says are made elsewhere
        if isinstance(behind, str) and re.match(r"[,.;:?!)]", behind):
            found.append(f"{element.get_text()}{behind[:10]}")
    return found


CHECKS: list[Callable[[BeautifulSoup], list[str]]] = [
    requests_to_other_hosts,
    images_without_description,
    titles_missing,
    language_missing,
    markup_shown,
    marks_left_behind,
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
    marks_left_behind: [
        '<p>so <span class="math">z</span>, and</p>',
        "<p>so <code>z</code>.</p>",
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


# ---------------------------------------------------------------- addresses that have moved

MOVED = moved_anchors.moved(BOOK)
OLD = yaml.safe_load((ROOT / "tests" / "old_anchors.yml").read_text(encoding="utf-8"))


def lost(pages: dict[str, BeautifulSoup], old: dict[str, list[str]]) -> list[str]:
    """The old addresses at which nothing stands, not even what leads on."""
    return [
        f"{page}.html#{anchor}"
        for page, anchors in old.items()
        for anchor in anchors
        if pages[f"{page}.html"].find(id=anchor) is None
    ]


def test_every_address_that_the_chapters_had_still_leads_somewhere(pages):
    assert lost(pages, OLD) == [], "book/moved.yml has to say where these now stand"


def test_what_has_moved_stands_where_moved_yml_says(pages):
    for places in MOVED.values():
        for old, place in places.items():
            page, _, anchor = place.partition("#")
            assert f"{page}.html" in pages, f"{old}: {place}"
            assert not anchor or pages[f"{page}.html"].find(id=anchor), f"{old}: {place}"
            assert anchor not in MOVED.get(page, {}), f"{old} leads to {place}, which has moved"


def outdated(pages: dict[str, BeautifulSoup], moved: dict[str, dict[str, str]]) -> list[str]:
    """Links inside the book that lead to an old address."""
    old = {f"{page}.html#{anchor}" for page, places in moved.items() for anchor in places}
    found = []
    for name, page in pages.items():
        for link in page.find_all("a", href=True):
            path, _, anchor = link["href"].partition("#")
            path = os.path.normpath(os.path.join(os.path.dirname(name), path)) if path else name
            if f"{path}#{anchor}" in old:
                found.append(f"{name}: {link['href']}")
    return found


def test_no_link_inside_the_book_needs_to_be_led_on(pages):
    assert outdated(pages, MOVED) == []


def test_old_addresses_are_found():
    pages = {
        "a.html": parse('<a href="#x"></a><a href="b.html#y"></a><p id="x"></p>'),
        "c/b.html": parse('<a href="../a.html#x"></a><a href="../a.html#z"></a>'),
    }
    assert outdated(pages, {"a": {"x": "b#x"}}) == ["a.html: #x", "c/b.html: ../a.html#x"]
    assert lost(pages, {"a": ["x", "y"]}) == ["a.html#y"]


# ---------------------------------------------------------------- the index


def test_the_index_leads_to_every_definition_and_every_use(pages):
    table = pages["genindex.html"].select("table.genindextable > tr > td > ul > li")
    defined = set(term_index.terms((BOOK / "glossary.md").read_text(encoding="utf-8")).values())
    entries = {item.find("a").get_text(): item for item in table}
    assert set(entries) == defined  # none without a definition, none spelled in two ways
    assert all(item.find("a")["href"].startswith("glossary.html#") for item in table)
    uses = [link["href"] for link in entries["gradient"].select("ul a")]
    assert any(href.startswith("backpropagation.html#") for href in uses)


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


def captions(page: BeautifulSoup) -> list[str]:
    return [number.get_text().strip() for number in page.select("article .caption-number")]


def test_the_figures_of_a_chapter_are_numbered_over_all_its_pages(pages):
    for number, opening in enumerate(toc.chapters(), start=1):
        names = [opening, *toc.sections().get(opening, [])]
        found = [caption for name in names for caption in captions(pages[f"{name}.html"])]
        assert found == [f"Figure {number}.{k}" for k in range(1, 1 + len(found))]


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


# ---------------------------------------------------------------- launch and teaching


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

"""Promises about the weight of the built book: small pages, few files, nothing unasked for."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import icons
from bs4 import BeautifulSoup
from built_pages import loaded, parse
from fontTools.ttLib import TTFont

PAGE = 60_000  # bytes, compressed
PAGE_WITH_FILES, SITE = 1_500_000, 17_000_000  # bytes, not compressed


def weight(site: Path, name: str, page: BeautifulSoup) -> int:
    """Bytes of a page and of all that it loads."""
    paths = {
        (site / name).parent / unquote(urlsplit(a).path)
        for a in loaded(page)
        if not a.startswith("data:")
    }
    return sum(path.stat().st_size for path in {site / name, *paths} if path.is_file())


def test_pages_are_light(site, pages):
    sizes = {name: len(gzip.compress((site / name).read_bytes())) for name in pages}
    assert {name: size for name, size in sizes.items() if size > PAGE} == {}
    weights = {name: weight(site, name, page) for name, page in pages.items()}
    assert {name: bytes_ for name, bytes_ in weights.items() if bytes_ > PAGE_WITH_FILES} == {}


FIRST_VISIT, REQUESTS = 350_000, 25  # bytes, compressed


def first_visit(site: Path, name: str, page: BeautifulSoup) -> tuple[int, int]:
    """Bytes of a page and all its files but the formulas' fonts, compressed; and their number."""
    addresses = {a for a in loaded(page) if not a.startswith("data:")}
    paths = {(site / name).parent / unquote(urlsplit(a).path) for a in addresses}
    files = [path.resolve() for path in {site / name, *paths} if path.is_file()]
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in set(files)), len(set(files))


def test_a_first_visit_is_cheap(site, pages):
    """Fonts of formulas come on top: at most seven of them, 90 kB."""
    for name, page in pages.items():
        size, files = first_visit(site, name, page)
        fonts = 0 if name == "search.html" else 90_000  # the search has the book's text instead
        assert size <= FIRST_VISIT - fonts, (name, size)
        assert files <= REQUESTS, (name, files)


def test_a_heavy_page_is_noticed(tmp_path):
    (tmp_path / "heavy.bin").write_bytes(bytes(range(256)) * 10)
    (tmp_path / "a.html").write_text('<img src="heavy.bin">', encoding="utf-8")
    size, files = first_visit(tmp_path, "a.html", parse('<img src="heavy.bin">'))
    assert files == 2
    assert size > 256


def test_a_page_asks_for_few_files(pages):
    """Without its pictures: one script or two, a style sheet or three."""
    for name, page in pages.items():
        scripts = [script["src"] for script in page.select("script[src]")]
        searching = [src for src in scripts if "search" in src or "language" in src]
        assert len(scripts) <= 2 + len(searching), (name, scripts)
        assert searching == [] or name == "search.html"
        assert all(script.has_attr("defer") for script in page.select("script[src]")), name
        assert len(page.select("link[rel=stylesheet]")) <= 3, name


def test_the_site_is_small_and_holds_no_source_maps(site):
    files = [path for path in site.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < SITE
    assert [path.name for path in files if path.suffix == ".map"] == []


def test_each_picture_has_its_place_before_it_comes(site, pages):
    """Width and height in its tag, in the proportions of its file, so that no text jumps."""
    seen = 0
    for name, page in pages.items():
        for image in page.select('article img[src$=".svg"]'):
            file = (site / name).parent / unquote(image["src"])
            box = re.search(r'viewBox="([^"]*)"', file.read_text(encoding="utf-8"))[1].split()
            expected = float(box[2]) / float(box[3])
            found = int(float(image["width"])) / int(float(image["height"]))
            assert abs(found / expected - 1) < 0.02, (name, image["src"])
            seen += 1
    assert seen > 50


def test_every_formula_is_in_the_page_for_the_eye_and_for_the_ear(site):
    """Set when the book is built: no script is needed, and MathML is there to be read aloud."""
    for path in site.rglob("*.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for formula in page.select(".math"):
            assert formula.select_one(".katex-html"), (path.name, formula.text)
            assert formula.select_one("math annotation"), (path.name, formula.text)
        styled = page.select_one('link[href*="katex.min.css"]') is not None
        assert styled == bool(page.select(".math")), path.name


def test_the_fonts_of_formulas_are_served_with_the_pages(site):
    folder = site / "_static" / "katex"
    fonts = re.findall(r"url\(([^)]*)\)", (folder / "katex.min.css").read_text(encoding="utf-8"))
    assert len(fonts) > 10
    assert [name for name in fonts if not (folder / name).is_file()] == []


def test_every_icon_is_in_the_font_that_is_cut_to_them(site):
    """Those that pages name, by the rules of the theme, and those that our style sheet writes."""
    theme = (site / "_static" / "styles" / "pydata-sphinx-theme.css").read_text(encoding="utf-8")
    own = (site / "_static" / "rectified.css").read_text(encoding="utf-8")
    named = {
        name
        for path in site.rglob("*.html")
        for icon in parse(path.read_text(encoding="utf-8")).select(".fa-solid, .fas")
        for name in icon["class"]
    }
    points = icons.code_points(theme, named) | {int(c, 16) for c in icons.WRITTEN.findall(own)}
    assert len(points) > 10
    drawn = TTFont(site / "_static" / f"{icons.FONT}.woff").getBestCmap()
    assert points == set(drawn)
    assert "fontawesome.js" not in (site / "index.html").read_text(encoding="utf-8")

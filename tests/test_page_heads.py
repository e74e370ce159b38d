"""Promises about what others show of a page: its title, a sentence, a picture, its address."""

from __future__ import annotations

import os
from types import SimpleNamespace
from xml.etree import ElementTree

import cards
import page_heads
import pages as toc
import pytest
import site_address
import stored_figures
from built_pages import parse
from docutils import nodes


def tags(page) -> dict[str, str]:
    """What a page's head says of it."""
    named = page.select("meta[name][content], meta[property][content]")
    return {tag.get("name") or tag["property"]: tag["content"] for tag in named}


def test_every_page_has_a_title_and_a_description_of_its_own(pages):
    heads = {name: pages[f"{name}.html"] for name in toc.documents()}
    titles = {name: page.title.get_text() for name, page in heads.items()}
    said = {name: tags(page).get("description", "") for name, page in heads.items()}
    assert {name: text for name, text in said.items() if not 40 <= len(text) <= 205} == {}
    assert len(set(said.values())) == len(set(titles.values())) == len(heads)
    assert all(title.endswith(" — Rectified") for name, title in titles.items() if name != "index")


def test_a_link_to_a_page_is_shown_with_its_title_its_sentence_and_its_picture(site, pages):
    for name in toc.documents():
        if name == "genindex":
            continue
        said = tags(pages[f"{name}.html"])
        assert said["og:description"] == said["description"]
        assert said["og:title"]
        assert (site / f"{name}.html").parent.joinpath(said["og:image"]).is_file(), name


def test_the_picture_of_every_page_is_drawn_from_its_title_and_its_figure():
    assert cards.outdated() == [], "run tools/cards.py"
    kept = {path.relative_to(cards.FOLDER).with_suffix("").as_posix(): path.stat().st_size
            for path in cards.FOLDER.rglob("*.png")}  # fmt: skip
    assert set(kept) == {*toc.documents()} - {"genindex"}
    assert {name: size for name, size in kept.items() if size > 40_000} == {}


def test_an_old_picture_is_noticed(monkeypatch):
    monkeypatch.setattr(cards, "title", lambda page: "Another title")
    assert "perceptrons" in cards.outdated()


def test_a_page_shows_a_figure_that_another_one_has_stored():
    svg, text = stored_figures.figure(toc.BOOK, "why-a-bend#fig-two-answers")
    assert svg.startswith("<svg")
    assert "17 numbers" in text
    with pytest.raises(ValueError, match="must be one of why-a-bend"):
        stored_figures.figure(toc.BOOK, "why-a-bend#fig-nowhere")


def test_pages_that_are_no_part_of_the_text_are_not_listed(pages):
    for name in ("search.html", "404.html"):
        assert tags(pages[name])["robots"] == "noindex"


def undescribed(page) -> list[str]:
    """What the head of a page lacks."""
    said = tags(page)
    return [name for name in ("description", "og:title", "og:image") if not said.get(name)]


def test_a_missing_description_is_noticed(pages):
    assert undescribed(pages["relu.html"]) == []
    without = "<title>A</title><meta property='og:title' content='A'>"
    assert undescribed(parse(without)) == ["description", "og:image"]


def test_a_description_is_made_of_whole_sentences():
    short, long = "A unit is silent.", "It " + "never " * 40 + "moves."
    assert page_heads.description("Units", [short, long]) == short
    cut = page_heads.description("Units", [long])
    assert cut.endswith("never …")
    assert len(cut) <= page_heads.LONGEST + 2
    assert page_heads.description("Index", []).startswith("Index: ")


def test_a_paragraph_with_a_formula_describes_nothing():
    formula = nodes.paragraph("", "With ", nodes.math(text="z"), nodes.Text("."))
    section = nodes.section("", formula, nodes.paragraph(text="Words."), nodes.note("", formula))
    document = nodes.container("", section)
    assert list(page_heads.first_paragraphs(document)) == ["Words."]


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    ("variables", "address"),
    [
        ({}, ""),
        ({"GITHUB_REPOSITORY": "Someone/book"}, "https://someone.github.io/book/"),
        ({"GITHUB_REPOSITORY": "Someone/Book"}, "https://someone.github.io/Book/"),
        ({"GITHUB_REPOSITORY": "some/some.github.io"}, "https://some.github.io/"),
        ({"GITHUB_REPOSITORY": "nothing"}, ""),
        ({"SITE_ADDRESS": "https://example.org/a", "GITHUB_REPOSITORY": "b/c"},
         "https://example.org/a/"),
    ],
)  # fmt: skip
def test_the_address_of_the_site_comes_from_the_environment(variables, address):
    assert site_address.site_address(variables) == address


def test_what_is_no_address_is_an_error():
    with pytest.raises(ValueError, match="SITE_ADDRESS must be like"):
        site_address.site_address({"SITE_ADDRESS": "example.org"})


def test_a_known_address_gives_absolute_links(tmp_path):
    """The sitemap lists every page; the page for lost ones works at any address."""
    lost = '<html data-content_root="./"><a href="a.html#b"></a><a href="#c"></a><img src="./d">'
    (tmp_path / "404.html").write_text(lost, encoding="utf-8")
    config = SimpleNamespace(
        html_baseurl="https://example.org/book/", root_doc="index", external_site_map=["index", "a"]
    )
    app = SimpleNamespace(
        outdir=tmp_path, config=config, builder=SimpleNamespace(format="html"), env=None
    )
    site_address.finish(app, None)
    found = ElementTree.parse(tmp_path / "sitemap.xml").getroot()
    places = [place.text for place in found.iter() if place.tag.endswith("loc")]
    assert places == ["https://example.org/book/", "https://example.org/book/a.html"]
    page = parse((tmp_path / "404.html").read_text(encoding="utf-8"))
    assert page.html["data-content_root"] == "/book/"
    assert [link["href"] for link in page.find_all("a")] == ["/book/a.html#b", "#c"]
    assert page.img["src"] == "/book/d"


def test_a_page_says_where_it_stands():
    said = tags(parse(page_heads.head("A", "Of a.", "https://x.org/a.png", "https://x.org/a.html")))
    assert said["og:url"] == "https://x.org/a.html"
    assert said["og:image"] == "https://x.org/a.png"


def test_an_unknown_address_is_not_invented(site, pages):
    known = site_address.site_address(os.environ)
    assert (site / "sitemap.xml").exists() == bool(known)
    for name in set(toc.documents()) - {"genindex"}:
        links = [link["href"] for link in pages[f"{name}.html"].select("link[rel=canonical]")]
        page = "" if name == "index" else f"{name}.html"
        assert links == ([known + page] if known else [])

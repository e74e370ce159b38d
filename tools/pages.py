"""Which pages the book has, and in which order: what _toc.yml says.

A page is named as there: by its path below book/, without its ending.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "book"
APPLICATIONS = "applications/"
"""The folder of the chapters that have no opening page: each of their pages is a sitting."""


def contents(toc: Path = ROOT / "_toc.yml") -> dict[str, Any]:
    return yaml.safe_load(toc.read_text(encoding="utf-8"))


def documents(toc: Path = ROOT / "_toc.yml") -> list[str]:
    """All pages in reading order, those below a chapter's opening page too."""
    found = contents(toc)
    return [found["root"], *below(found)]


def below(entry: dict[str, Any]) -> Iterator[str]:
    """The pages that the parts, chapters and sections of an entry name, at any depth."""
    for children in entry.values():
        for child in children if isinstance(children, list) else ():
            if "file" in child:
                yield child["file"]
            yield from below(child)


def chapters(toc: Path = ROOT / "_toc.yml") -> list[str]:
    """The first pages of the chapters, applications too: chapter 1 first, and so on."""
    numbered = [part for part in contents(toc)["parts"] if part.get("numbered")]
    return [chapter["file"] for part in numbered for chapter in part["chapters"]]


def sections(toc: Path = ROOT / "_toc.yml") -> dict[str, list[str]]:
    """The chapters that have several pages: the first, and those below it."""
    numbered = [part for part in contents(toc)["parts"] if part.get("numbered")]
    chapters = [chapter for part in numbered for chapter in part["chapters"]]
    return {chapter["file"]: names for chapter in chapters if (names := list(below(chapter)))}


def chapter_pages(toc: Path = ROOT / "_toc.yml") -> list[str]:
    """The pages of the chapters: each opening page, and those below it."""
    return [name for part in contents(toc)["parts"] if part.get("numbered") for name in below(part)]


def openings(toc: Path = ROOT / "_toc.yml") -> dict[str, list[str]]:
    """The opening pages that lead to the pages below them, with these pages."""
    return {
        name: below for name, below in sections(toc).items() if not name.startswith(APPLICATIONS)
    }


def sittings(toc: Path = ROOT / "_toc.yml") -> list[str]:
    """The pages that are read in one sitting each: all of a chapter but its opening page."""
    return [name for name in chapter_pages(toc) if name not in openings(toc)]


def notebooks(toc: Path = ROOT / "_toc.yml") -> list[str]:
    """The pages that are notebooks, in reading order."""
    return [name for name in documents(toc) if (BOOK / f"{name}.ipynb").exists()]


def notebook_files(folder: Path = BOOK) -> list[Path]:
    """All notebooks below `folder`, sorted, without copies that editors and builds keep."""
    return sorted(
        path
        for path in folder.rglob("*.ipynb")
        if not any(part.startswith((".", "_")) for part in path.relative_to(folder).parts)
    )

"""The pictures that others show of a page, when somebody links to it: `make notebooks` makes them.

Each has the page's title and its main figure, as the notebook has stored it. They are kept in
book/assets/cards; each file names what it was drawn from, so that a test notices an old one.
"""

from __future__ import annotations

import hashlib
import html
import io
import re
import sys
import textwrap
from pathlib import Path

import pages

sys.path.insert(0, str(pages.BOOK / "_ext"))

import stored_figures

FOLDER = pages.BOOK / "assets" / "cards"
MARK = pages.BOOK / "assets" / "mark.svg"
WIDTH, HEIGHT, EDGE = 1200, 630, 64  # pixels: what the places that show them agree on
TITLE = 470  # pixels that a title has beside a figure
COLORS = 96
SOURCE = "Source"  # what the file says that it was drawn from

# The figure that says most of a page, where it is not the first.
MAIN = {
    "index": "why-a-bend#fig-two-answers",
    "one-neuron": "one-neuron#fig-boundary",
    "what-one-neuron-cannot-do": "what-one-neuron-cannot-do#fig-cuts",
    "why-a-bend": "why-a-bend#fig-two-answers",
    "the-functions": "the-functions#fig-relatives",
    "cures": "cures#fig-hill",
    "dying-units": "dying-units#fig-map",
    "applications/vision": "applications/vision#fig-filters",
    "applications/long-memory": "applications/long-memory#fig-blame-in-time",
    "applications/recommenders": "applications/recommenders#fig-surfaces",
    "summary": "applications/in-common#fig-six-areas",
}


def title(page: str) -> str:
    """The heading of a page, as its source has it."""
    path = pages.BOOK / f"{page}.md"
    return stored_figures.title(path if path.exists() else path.with_suffix(".ipynb"))


def main_figure(page: str) -> tuple[str, str] | None:
    """The figure of a page's picture; of an exercise page, that of its chapter."""
    if page in MAIN:
        return stored_figures.figure(pages.BOOK, MAIN[page])
    if page.startswith("exercises/"):
        name = page.removeprefix("exercises/")
        return main_figure(name if name in pages.documents() else f"applications/{name}")
    path = pages.BOOK / f"{page}.ipynb"
    found = stored_figures.figures(path) if path.exists() else {}
    return next(iter(found.values()), None)


def drawing(page: str) -> str:
    """The picture of a page as SVG: mark and title on the left, the figure on the right."""
    figure = main_figure(page)
    words, size = title(page), 56
    if page == "index":
        words = "From the perceptron to Leaky ReLU, every claim measured"
    lines = textwrap.wrap(words, 14, break_long_words=False)
    if len(lines) > 4 or max(map(len, lines)) > 14:
        size = 46
        lines = textwrap.wrap(words, 17, break_long_words=False)
    top = HEIGHT / 2 - 0.6 * size * (len(lines) - 1) + 0.3 * size
    text = "".join(
        f'<text x="{EDGE}" y="{top + 1.2 * size * k:.1f}" font-size="{size}">'
        f"{html.escape(line)}</text>"
        for k, line in enumerate(lines)
    )
    sign = MARK.read_text(encoding="utf-8")
    mark = sign.replace("<svg", f'<svg x="{EDGE}" y="52" width="60" height="60"', 1)
    large = sign.replace("<svg", '<svg x="700" y="115" width="400" height="400"', 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
        f'<rect width="{WIDTH}" height="12" fill="#00734f"/>{mark}'
        f'<text x="{EDGE + 78}" y="96" font-family="DejaVu Sans" font-size="36" font-weight="bold" '
        f'fill="#00734f">Rectified</text>'
        f'<g font-family="DejaVu Serif" font-weight="bold" fill="#1f2933">{text}</g>'
        f"{beside(figure[0]) if figure else large}</svg>"
    )


def beside(figure: str) -> str:
    """A figure as large as fits on the right."""
    width, height = map(float, stored_figures.SIZE.search(figure).groups())
    left, room = EDGE + TITLE + 40, HEIGHT - 2 * EDGE
    scale = min((WIDTH - EDGE - left) / width, room / height)
    x = WIDTH - EDGE - scale * width
    y = (HEIGHT - scale * height) / 2
    root = re.sub(r'\s(?:width|height)="[^"]*"', "", figure[: figure.index(">")])
    place = f'x="{x:.1f}" y="{y:.1f}" width="{scale * width:.1f}" height="{scale * height:.1f}"'
    return root.replace("<svg", f"<svg {place}", 1) + figure[figure.index(">") :]


def digest(svg: str) -> str:
    return hashlib.sha256(svg.encode()).hexdigest()


def painted(svg: str) -> bytes:
    """The picture as PNG, in few colors; the file names its drawing."""
    import matplotlib
    import resvg_py
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    png = resvg_py.svg_to_bytes(
        svg_string=svg, skip_system_fonts=True, font_dirs=[str(fonts)], font_family="DejaVu Sans",
        sans_serif_family="DejaVu Sans",
    )  # fmt: skip
    image = Image.open(io.BytesIO(png))
    few = image.convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
    note = PngInfo()
    note.add_text(SOURCE, digest(svg))
    file = io.BytesIO()
    few.save(file, "png", optimize=True, pnginfo=note)
    return file.getvalue()


def drawn_from(path: Path) -> str:
    """What a stored picture says it was drawn from; empty where there is none."""
    from PIL import Image

    if not path.exists():
        return ""
    with Image.open(path) as image:
        return image.info.get(SOURCE, "")


def outdated() -> list[str]:
    """The pages whose stored picture is missing, or was drawn from another figure or title."""
    names = [page for page in pages.documents() if page != "genindex"]
    return [page for page in names if drawn_from(FOLDER / f"{page}.png") != digest(drawing(page))]


def main() -> int:
    for page in outdated():
        path = FOLDER / f"{page}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(painted(drawing(page)))
        print(f"{path.relative_to(pages.ROOT)}: drawn anew")
    known = {FOLDER / f"{page}.png" for page in pages.documents()}
    for path in set(FOLDER.rglob("*.png")) - known:
        path.unlink()
        print(f"{path.relative_to(pages.ROOT)}: belongs to no page")
    return 0


if __name__ == "__main__":
    sys.exit(main())

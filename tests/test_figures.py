"""Promises about the figures: the same on every machine, with a text, good guests."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
from gallery import ALT, GALLERY, digest, drawing, file_of, gallery, layers, points, series, texts

from rectified import figures
from rectified.figures import INK

# ---------------------------------------------------------------- the same for everyone


@gallery
def test_a_figure_is_the_same_every_time(draw):
    assert figures.svg(draw(), ALT) == file_of(draw)


@gallery
def test_the_last_digits_of_the_data_do_not_change_a_figure(draw):
    assert figures.svg(draw(1e-14), ALT) == file_of(draw)


def test_a_figure_is_the_same_on_another_processor():
    umath = np._core._multiarray_umath
    fast = [name for name in umath.__cpu_dispatch__ if umath.__cpu_features__.get(name)]
    variables = {
        "PYTHONPATH": os.path.dirname(__file__),
        "PYTHONHASHSEED": "7",
        "OPENBLAS_CORETYPE": "Prescott" if "SSE3" in umath.__cpu_baseline__ else "",
        "NPY_DISABLE_CPU_FEATURES": " ".join(fast),
    }
    program = "import gallery as g; print(*map(g.digest, g.GALLERY))"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [digest(draw) for draw in GALLERY]


def test_the_readers_own_settings_do_not_change_a_figure():
    mine = {"font.size": 20, "axes.spines.top": True, "svg.fonttype": "path", "axes.grid": True}
    with matplotlib.rc_context(mine):
        changed = figures.svg(series(), ALT)
    assert changed == figures.svg(series(), ALT)


@gallery
def test_a_figure_holds_no_date_and_no_version(draw):
    svg = file_of(draw)
    assert "metadata" not in svg
    assert "atplotlib" not in svg
    assert not re.search(r"\b20\d\d-", svg)


@gallery
def test_coordinates_have_two_digits(draw):
    for element in ElementTree.fromstring(drawing(file_of(draw))).iter():
        for name in ("d", "x", "y"):
            assert not re.search(r"\.\d{3}", element.get(name, ""))


@gallery
def test_a_figure_is_small(draw):
    assert len(file_of(draw).encode()) < 60_000


@gallery
def test_what_a_figure_refers_to_is_in_it(draw):
    svg = file_of(draw)
    ids = re.findall(r'\bid="([^"]+)"', svg)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'(?:url\(|href=")#([^")]+)', svg)) == set(ids)


def test_two_figures_on_one_page_keep_their_ids_apart():
    first, second = (re.findall(r'\bid="([^"]+)"', figures.svg(d(), ALT)) for d in (points, layers))
    assert not set(first) & set(second)


# ---------------------------------------------------------------- alt text and sentences


@pytest.fixture
def shown(monkeypatch):
    found = []
    monkeypatch.setattr(
        figures.output, "_display", lambda bundle, metadata=None: found.append(bundle)
    )
    return found


def test_show_gives_the_drawing_and_its_text(shown):
    figures.show(series(), "  Four losses fall over ten epochs,\n the last one to 0.0003. ")
    assert list(shown[0]) == ["image/svg+xml", "text/plain"]
    text = "Four losses fall over ten epochs, the last one to 0.0003."
    assert shown[0]["text/plain"] == text
    assert ElementTree.fromstring(shown[0]["image/svg+xml"]).get("aria-label") == text


def test_the_text_in_the_file_is_escaped():
    root = ElementTree.fromstring(figures.svg(series(), ALT))
    assert root.get("aria-label") == ALT
    assert root.get("role") == "img"


@pytest.mark.parametrize(
    "alt",
    [
        "",
        None,
        3,
        "A short one.",
        "figure.svg",
        "a/very/long/path/to/some/figure/of/the/book/figure.svg.",
        "no full stop at the end of this sentence of eleven words",
        "<Figure size 640x480 with 1 Axes> and then more of that",
    ],
)
def test_a_figure_without_a_real_description_is_refused(alt, shown):
    with pytest.raises(ValueError, match="alt must be a sentence of at least 40 characters"):
        figures.show(series(), alt)
    assert shown == []


def test_say_gives_the_same_text_twice(shown):
    figures.say(" The ratio is **3.2**.\n")
    assert shown == [
        {"text/markdown": "The ratio is **3.2**.", "text/plain": "The ratio is **3.2**."}
    ]


@pytest.mark.parametrize("number", ["3.20", "", 3.2, None])
def test_a_number_with_a_name_is_one_that_the_text_shows(number, shown):
    with pytest.raises(ValueError, match="ratio must be a number as the text shows it"):
        figures.say("The ratio is **3.2**.", ratio=number)
    assert shown == []


def test_show_takes_a_drawing_with_its_text(shown):
    figures.show((series(), ALT))
    assert shown[0]["text/plain"] == ALT


def test_measured_puts_its_text_into_a_box(shown):
    figures.measured(" **13** of 270. ", corrections="13")
    assert shown == [
        {
            "text/markdown": "```{admonition} Measured\n:class: measured\n**13** of 270.\n```",
            "text/plain": "```{admonition} Measured\n:class: measured\n**13** of 270.\n```",
        }
    ]


def test_a_table_has_a_header_and_a_row_for_each_cell(shown):
    figures.table({"gate": ["AND", "XOR"], "corrections": [11, "no end"]})
    lines = shown[0]["text/markdown"].splitlines()
    assert lines == [
        "| gate | corrections |",
        "| :-- | --: |",
        "| AND | 11 |",
        "| XOR | no end |",
    ]


def test_words_stand_to_the_left_and_numbers_to_the_right(shown):
    words, numbers = ["[no](a.md)", "*yes*"], ["0.90 to 0.94", "never"]
    figures.table({"gate": [1, 2], "line": words, "error": numbers, "loss": ["−1", "2"]})
    assert shown[0]["text/markdown"].splitlines()[1] == "| :-- | :-- | --: | --: |"


@pytest.mark.parametrize("columns", [{}, {"gate": []}, {"gate": ["AND"], "corrections": [1, 2]}])
def test_a_table_needs_columns_of_one_length(columns):
    with pytest.raises(ValueError, match="columns must have cells"):
        figures.table(columns)


@pytest.mark.parametrize("text", ["", "  \n", None, 0.5])
def test_say_needs_something_to_say(text):
    with pytest.raises(ValueError, match="markdown must be a text that is not empty"):
        figures.say(text)


def test_outside_of_a_notebook_the_text_is_printed(capsys):
    figures.show(series(), ALT)
    figures.say("Said.")
    assert capsys.readouterr().out == f"{ALT}\nSaid.\n"


# ---------------------------------------------------------------- good manners


def test_importing_changes_nothing_and_loads_no_pyplot():
    program = (
        "import sys, matplotlib; before = dict(matplotlib.rcParams)\n"
        "import rectified.figures as f\n"
        "fig, ax = f.new()\n"
        "f.label_line(ax, 0, 0, 'x')\n"
        "f.svg(fig, 'A figure without a line. ' * 2)\n"
        "assert dict(matplotlib.rcParams) == before\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    environment = {**os.environ, "MPLBACKEND": "agg"}  # or reading the settings loads pyplot
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_figure_of_pyplot_is_closed(shown):
    import matplotlib.pyplot as plt

    fig, ax = plt.subplots(figsize=(4.5, 3))
    ax.plot([0, 1], [0, 1], color=INK)
    assert plt.fignum_exists(fig.number)
    figures.show(fig, ALT)
    assert not plt.fignum_exists(fig.number)


# ---------------------------------------------------------------- text in figures


def test_powers_of_ten_are_plain_text():
    words = texts(figures.svg(layers(), ALT))
    assert {"10⁻⁵", "10⁻⁶"} & set(words)  # Matplotlib's versions choose different ones
    fig, ax = figures.new()
    ax.loglog([1e-4, 1e4], [1e-3, 1e5])
    assert {"10⁻³", "10⁴", "1"} <= set(texts(figures.svg(fig, ALT)))


def test_formulas_of_matplotlib_are_refused():
    fig, ax = figures.new()
    ax.set_xlabel("$z^2$")
    with pytest.raises(
        ValueError, match=r"must not contain '\$' \(write Unicode\), got '\$z\^2\$'"
    ):
        figures.svg(fig, ALT)


def test_text_too_small_for_a_phone_is_refused():
    fig, ax = figures.new(width=9)
    ax.text(0, 0, "tiny")
    with pytest.raises(ValueError, match=r"at least 9\.0 px high on a phone, got 5\.\d px"):
        figures.svg(fig, ALT)


def test_names_at_the_ends_of_lines_keep_apart():
    fig, ax = figures.new()
    ends = [(1.0, y, f"line {k}", INK) for k, y in enumerate((0.0, 0.001, 0.002, 1.0))]
    for x, y, _, color in ends:
        ax.plot([0, x], [0, y], color=color)
    figures.label_ends(ax, ends)
    fig.draw_without_rendering()
    boxes = sorted((t.get_window_extent() for t in ax.texts if t.get_text()), key=lambda b: b.y0)
    assert len(boxes) == 4
    assert all(below.y1 <= above.y0 for below, above in itertools.pairwise(boxes))
    assert min(b.y0 for b in boxes) >= 0
    assert max(b.y1 for b in boxes) <= fig.bbox.height


def test_the_names_keep_the_order_of_the_lines():
    _fig, ax = figures.new()
    figures.layers(ax, {"relu": [1, 0.9], "sigmoid": [1, 0.01], "tanh": [1, 0.89]})
    height = {t.get_text(): t.xy[1] for t in ax.texts}
    assert height["ReLU"] > height["tanh"] > height["sigmoid"]

"""From Matplotlib's SVG to ours: the same on every run, smaller, with both palettes inside."""

from __future__ import annotations

import hashlib
import re
from xml.etree import ElementTree

from .look import ALIASES, DARK, FONT_STACK, INK

_SVG = "http://www.w3.org/2000/svg"
_HREF = "{http://www.w3.org/1999/xlink}href"
_NUMBER = re.compile(r"-?\d+\.\d+")


def compact(source: str, alt: str) -> str:
    """Rewrite Matplotlib's SVG: smaller, without chance in it, with both palettes."""
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    root = ElementTree.fromstring(source)
    for name in ("metadata", "defs"):  # the date's place, and a style that ours replaces
        for element in root.findall(f"{{{_SVG}}}{name}"):
            if name == "metadata" or element.find(f"{{{_SVG}}}style") is not None:
                root.remove(element)
    for element in root.iter():
        _round(element)
    for marker in root.iterfind(f".//{{{_SVG}}}defs/{{{_SVG}}}path"):
        marker.attrib.pop("style", None)  # each place where it is used says the same and more
    for group in list(root.iter(f"{{{_SVG}}}g")):
        _hoist(group)
    _rename(root)
    _unwrap(root)
    colors = set(re.findall(r"#[0-9a-f]{6}", ElementTree.tostring(root, encoding="unicode")))
    style = ElementTree.Element(f"{{{_SVG}}}style")
    style.text = _style_sheet(colors)
    root.insert(0, style)
    root.set("class", "rectified")
    root.set("role", "img")
    root.set("aria-label", alt)
    return ElementTree.tostring(root, encoding="unicode")


def _round(element: ElementTree.Element) -> None:
    """Round coordinates to 0.01; Matplotlib has rounded to 6 digits, so ties fall one way."""
    for name in ("d", "x", "y", "transform", "points"):
        value = element.get(name)
        if value is not None and "matrix" not in value and "scale" not in value:
            element.set(name, " ".join(_NUMBER.sub(_two_digits, value).split()))
    if element.get("transform", "").startswith(("rotate(-0 ", "rotate(0 ")):
        del element.attrib["transform"]
    style = element.get("style")
    if style is not None:
        for old, new_color in ALIASES.items():
            style = style.replace(old, new_color)
        kept = [part for part in style.split("; ") if not part.startswith("font-family")]
        if element.tag == f"{{{_SVG}}}text" and "fill: " not in style:
            kept.insert(0, f"fill: {INK}")  # Matplotlib leaves black out; the dark page needs it
        element.set("style", "; ".join(kept))
    if not (element.text or "").strip():
        element.text = None
    element.tail = None


def _two_digits(match: re.Match) -> str:
    text = f"{float(match[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _hoist(group: ElementTree.Element) -> None:
    """Give a style that all markers of a group share to the group: a third of the bytes."""
    styles = {child.get("style") for child in group}
    if len(group) > 1 and len(styles) == 1 and all(c.tag.endswith("}use") for c in group):
        shared = styles.pop()
        if shared is not None and group.get("style") is None:
            group.set("style", shared)
            for child in group:
                del child.attrib["style"]


def _rename(root: ElementTree.Element) -> None:
    """Number the ids in use, behind a prefix that depends on the drawing.

    Matplotlib's ids hash unrounded floats, which differ from one processor to another. The prefix
    keeps two figures apart on a page that holds both inline.
    """
    text = ElementTree.tostring(root, encoding="unicode")
    used = re.findall(r"(?:url\(#|href=\"#)([^\")]+)", text)
    names = {old: f"i{k}" for k, old in enumerate(dict.fromkeys(used))}

    def rename(prefix: str, names: dict[str, str]) -> None:
        for element in root.iter():
            if "id" in element.attrib:
                if element.get("id") in names:
                    element.set("id", prefix + names[element.get("id")])
                else:
                    del element.attrib["id"]
            if _HREF in element.attrib:
                element.set(_HREF, "#" + prefix + names[element.get(_HREF)[1:]])
            if "clip-path" in element.attrib:
                element.set("clip-path", f"url(#{prefix}{names[element.get('clip-path')[5:-1]]})")

    rename("", names)
    digest = hashlib.sha256(ElementTree.tostring(root)).hexdigest()[:6]
    rename(f"r{digest}", {new_name: new_name for new_name in names.values()})


def _unwrap(element: ElementTree.Element) -> None:
    """Replace groups that say nothing by what they hold."""
    children: list[ElementTree.Element] = []
    for child in list(element):
        _unwrap(child)
        children += list(child) if child.tag == f"{{{_SVG}}}g" and not child.attrib else [child]
        element.remove(child)
    element.extend(children)


def _style_sheet(colors: set[str]) -> str:
    rules = "".join(
        f'.rectified [style*="{part}: {color}"]{{{part}:{DARK[color]}!important}}'
        for color in sorted(colors & DARK.keys())
        for part in ("fill", "stroke")
    )
    return (
        ".rectified *{stroke-linejoin:round;stroke-linecap:butt}"
        f".rectified text{{font-family:{FONT_STACK}}}"
        f"@media screen and (prefers-color-scheme:dark){{{rules}}}"
    )

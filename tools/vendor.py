"""Put scripts of others beside our own, as their makers built them: `make vendor`.

Each comes from a pinned package of tools/packages.py. Beside the files lie their license and
SHA256SUMS, which `sha256sum --check` reads too. What a page never asks for is left out: of the
fonts, all formats but the one that every browser of today reads.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from packages import member, names

ASSETS = Path(__file__).resolve().parent.parent / "book" / "assets"
SUMS = "SHA256SUMS"


def katex() -> dict[str, bytes]:
    """KaTeX, which sets formulas: script, style sheet, fonts, license, by their names here."""
    files = {"katex.min.js": member("katex", "package/dist/katex.min.js")}
    css = member("katex", "package/dist/katex.min.css").decode()
    css = re.sub(r',url\([^)]*\) format\("(?:woff|truetype)"\)', "", css)
    files["katex.min.css"] = css.encode()
    for name in names("katex"):
        if name.endswith(".woff2"):
            files["fonts/" + Path(name).name] = member("katex", name)
    return files | {"LICENSE": member("katex", "package/LICENSE")}


PARTS = {"katex": katex}


def main() -> None:
    for name, part in PARTS.items():
        files = part()
        for path, data in files.items():
            (ASSETS / name / path).parent.mkdir(parents=True, exist_ok=True)
            (ASSETS / name / path).write_bytes(data)
        sums = [f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)]
        (ASSETS / name / SUMS).write_text("".join(sums), encoding="utf-8")
        print(f"{name}: {len(files)} files")


if __name__ == "__main__":
    main()

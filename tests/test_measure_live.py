"""Promises about the tool that measures live cells."""

from __future__ import annotations

import gzip
import urllib.request

import pytest
from measure_live import Compressing, Cost, Row, line, median
from served import served

QUICK = Row(Cost(4, 3), Cost(2, 2), Cost(1, 1), Cost(20, 15), 30, 22.0)
SLOW = Row(Cost(40, 30), Cost(20, 20), Cost(10, 10), Cost(200, 150), 31, 23.0)
USUAL = Row(Cost(5, 4), Cost(3, 2), Cost(1.5, 1), Cost(25, 15), 30, 22.0)


def test_a_row_is_the_median_of_each_number():
    assert median([QUICK, SLOW, USUAL]) == USUAL


def test_a_line_has_seconds_and_those_of_the_processor():
    assert line("a", USUAL) == (
        "| a | 5.0 (4.0) | 3.0 (2.0) | 1.5 (1.0) | 25.0 (15.0) | 30 | 22.0 |"
    )


@pytest.mark.parametrize(("name", "encoding"), [("a.js", "gzip"), ("a.pack", None)])
def test_the_server_compresses_what_hosts_compress(tmp_path, name, encoding):
    (tmp_path / name).write_text("let x = 1;\n" * 100)
    with (
        served(tmp_path, Compressing) as address,
        urllib.request.urlopen(f"{address}/{name}") as answer,
    ):
        assert answer.headers["Content-Encoding"] == encoding
        body = answer.read()
    text = gzip.decompress(body) if encoding else body
    assert text == (tmp_path / name).read_bytes()

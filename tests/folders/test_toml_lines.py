"""Where keys stand in a TOML text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panel.folders.document import place
from panel.folders.toml_lines import lines

TEXT = '''\
# a comment with [brackets] = "and quotes
title = "one # not a comment"   # but this
dotted.key . third = 1
"a \\"quoted\\" key" = [ 1, # one
  [2, 3],
  { x = 1, y = "]" },
]
long = """
[not.a.table]
""quoted""
"""
raw = \'\'\'
\' = 3\'\'\'
[table]
when = 1979-05-27 07:32:00
[[many]]
n = 1
[[many.inner]]
n = 2
[[many.inner]]
n = 3
[many.side]
n = 4
[[many]]
inner = [{ n = 5 }]
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("dotted", "key", "third"), 3),
        (('a "quoted" key',), 4),
        (('a "quoted" key', 1, 1), 5),
        (('a "quoted" key', 2, "y"), 6),
        (("long",), 8),
        (("raw",), 12),
        (("table", "when"), 15),
        (("many",), 16),
        (("many", 0, "n"), 17),
        (("many", 0, "inner", 1), 20),
        (("many", 0, "inner", 1, "n"), 21),
        (("many", 0, "side", "n"), 23),
        (("many", 1), 24),
        (("many", 1, "inner", 0, "n"), 25),
    ],
    ids=str,
)
def test_a_key_stands_on_its_line(path: tuple[str | int, ...], line: int):
    assert lines(TEXT)[path] == line


def paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    if isinstance(value, dict):
        for key, entry in value.items():
            yield from paths(entry, (*path, key))
    elif isinstance(value, list):
        for position, entry in enumerate(value):
            yield from paths(entry, (*path, position))


def test_every_key_of_the_text_is_found():
    assert set(paths(tomllib.loads(TEXT))) == set(lines(TEXT))


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *TEXT.splitlines(),
                "[a]",
                "[[b]]",
                "[b.c]",
                "x = 1",
                "y = '''",
                "'''",
                'z = """',
                '"""',
                "w = [",
                "]",
                "{}",
                '"',
                "\\",
            ]
        ),
        max_size=12,
    )
)
def test_whatever_tomllib_reads_has_a_line_for_every_key(parts: list[str]):
    text = "\n".join(parts)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    found = lines(text)
    assert set(paths(values)) <= set(found)
    assert all(1 <= line <= text.count("\n") + 1 for line in found.values())


@pytest.mark.parametrize("file", ["panel.toml", "plan.toml", "meetings/2018-03-19/meeting.toml"])
def test_every_key_of_a_real_file_is_found(real_pack: Path, file: str):
    text = (real_pack / file).read_text(encoding="utf-8")
    assert set(paths(tomllib.loads(text))) == set(lines(text))


@pytest.mark.parametrize(
    ("path", "missing", "written"),
    [
        (("items", 3, "papers", 1, "appendix"), "", "[[items]] 4, papers 2, key appendix"),
        (("items", 3), "title", "[[items]] 4, key title"),
        (("contact", "email"), "", "[contact], key email"),
        (("contact",), "name", "[contact], key name"),
        (("slug",), "", "key slug"),
        ((), "slug", "key slug"),
        (("working_groups", 0, "members", 2), "", "[[working_groups]] 1, members 3"),
    ],
    ids=str,
)
def test_a_place_is_written_as_people_read_it(path: tuple[str | int, ...], missing: str, written: str):
    assert place(path, missing) == written

"""An answer waits in memory, or on disk once it is large, and comes out as it went in."""

from __future__ import annotations

from typing import IO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exokg.cli.spool import Spool


@given(st.lists(st.binary(max_size=9)), st.integers(0, 30), st.integers(1, 7))
def test_what_was_written_comes_out_in_parts(written: list[bytes], limit: int, size: int) -> None:
    with Spool(limit) as spool:
        file = cast("IO[bytes]", spool)
        for part in written:
            assert file.write(part) == len(part)
        assert spool.on_disk == (len(b"".join(written)) > limit)
        parts = list(spool.parts(size))
    assert b"".join(parts) == b"".join(written)
    assert all(len(part) == size for part in parts[:-1])


def test_lines_and_views_are_written_too() -> None:
    with Spool(5) as spool:
        spool.writelines([b"ab\n", memoryview(b"cd\n"), bytearray(b"ef")])
        assert spool.writable()
        assert list(spool.parts()) == [b"ab\ncd\nef"]


def test_what_is_closed_takes_nothing_more() -> None:
    spool = Spool()
    spool.close()
    assert spool.closed
    with pytest.raises(ValueError, match="closed"):
        spool.write(b"more")

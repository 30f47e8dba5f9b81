"""Which tests take the most processor time, child processes included; it hardly depends on the load.

python -m pytest -n 0 -p scripts.processor_time …     prints the dearest tests and files after the run
"""

from __future__ import annotations

import os
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SHOWN = 20
taken: defaultdict[str, float] = defaultdict(float)


def processor_time() -> float:
    """Seconds that this process and those it has waited for have computed."""
    return sum(os.times()[:4])


def dearest(times: Mapping[str, float], shown: int = SHOWN) -> list[str]:
    """A line for each of the dearest names, and first one for all together.

    >>> dearest({"a.py::x": 2.0, "b.py::y": 0.5}, 1)
    ['   2.5 s  all', '   2.0 s  a.py::x']
    """
    most = sorted(times, key=lambda name: -times[name])[:shown]
    lines = [f"{times[name]:6.1f} s  {name}" for name in most]
    return [f"{sum(times.values()):6.1f} s  all", *lines]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Measure one test with its fixtures; those that several tests share count for the first."""
    before = processor_time()
    result = yield
    taken[item.nodeid] += processor_time() - before
    return result


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the dearest tests, then the dearest files."""
    files: defaultdict[str, float] = defaultdict(float)
    for name, seconds in taken.items():
        files[name.partition("::")[0]] += seconds
    terminalreporter.section("processor time")
    for line in (*dearest(taken), *dearest(files)):
        terminalreporter.write_line(line)

"""What every test stands on: Hypothesis profiles, no network, and documentation that is run.

It lies at the root because README, docs and the docstrings of the package are tests too.
"""

import doctest
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings
from sybil import Sybil
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection

from tests.code_blocks import MarkdownBlocks, leave_scratch_folder, make_scratch_folder

ROOT = Path(__file__).resolve().parent

# On a busy machine a slow example says nothing about the law it tests; a hung test meets the time limit.
_calm = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("dev", max_examples=40, **_calm)  # type: ignore[arg-type]
settings.register_profile("ci", max_examples=80, derandomize=True, database=None, print_blob=True, **_calm)  # type: ignore[arg-type]
settings.load_profile("ci" if os.environ.get("CI") else "dev")

_DOCTEST = doctest.ELLIPSIS

pytest_collect_file = SybilCollection(
    [
        Sybil(
            name=name,
            path=path,
            patterns=["*.md"],
            parsers=[MarkdownBlocks(doctest_flags=_DOCTEST)],
            setup=make_scratch_folder,
            teardown=leave_scratch_folder,
        )
        for name, path in (("docs", "docs"), ("examples", "examples"), ("seeds", "seeds"))
    ]
    + [
        Sybil(
            name="page",
            filenames={"README.md", "CONTRIBUTING.md"},
            excludes=["*/*"],
            parsers=[MarkdownBlocks(doctest_flags=_DOCTEST)],
            setup=make_scratch_folder,
            teardown=leave_scratch_folder,
        ),
        Sybil(name="docstring", path="provenance", pattern="*.py", parsers=[DocTestParser(_DOCTEST)]),
    ]
).pytest()


@pytest.fixture(scope="session", autouse=True)
def _in_the_root_folder() -> Iterator[None]:
    """Tests may name `seeds/…` as the README does, from wherever pytest was started."""
    before = Path.cwd()
    os.chdir(ROOT)
    yield
    os.chdir(before)


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """A test that reaches for the network fails, and says so."""

    def refuse(*args: Any, **kwargs: Any) -> NoReturn:
        raise AssertionError("a test tried to use the network; this library never does")

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto", "bind"):
            patch.setattr(socket.socket, name, refuse)
        for name in ("create_connection", "getaddrinfo", "gethostbyname"):
            patch.setattr(socket, name, refuse)
        yield

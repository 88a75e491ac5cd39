"""Work grows with the length of the text, whatever stands in it."""

import gc
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

import provenance.extraction
from provenance.extraction import extract

ALLOWED = 2.3
NOISE = 0.03  # seconds below which a ratio says nothing

REPETITIONS = [
    '"', "“", "‘", "'", ' "a', "“a ", "'a ", "a’ ", "said ", "he said ", "He said. ", "said, ", ", ",
    "according to ", "and ", "who ", "that ", "that he said ", "(", ") ", ". ", ".", "-", "a", "A. ",
    "\n", "\n\n", '"\n\n', "“a\n\n", "X, a b, ", "of the ", "Smith said ", "not verify ", "on Monday ",
    "1,000 ", "about 1 ", "claim that ", "reportedly ", "He said: ", '"I think so," he said. ',
    "John Smith said that he would go. ", "citing Smith, ", "A (BC) ", "as X reports, ",
    "declined to comment ", "…", "日本", "「", "» «", "told Reuters ",
]  # fmt: skip


def patterns() -> Iterator[tuple[str, "re.Pattern[str]"]]:
    """Yield every regular expression of the room, those inside tables too."""
    for module in pkgutil.walk_packages(provenance.extraction.__path__, "provenance.extraction."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for pattern in _inside(value):
                yield f"{module.name}.{name}", pattern


def _inside(value: Any) -> Iterator["re.Pattern[str]"]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _inside(part)


PATTERNS = sorted(dict(patterns()).items())


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Keep the collector of the test process, with all it holds, out of the measurements."""
    gc.disable()
    yield
    gc.enable()


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def growth(work: Callable[[int], object], size: int) -> float:
    """Return how much longer twice the size takes, at best of three; 0 where it is too short to tell."""
    ratios = []
    for _ in range(3):
        once, twice = seconds(lambda: work(size)), seconds(lambda: work(2 * size))
        if twice < NOISE:
            return 0.0
        ratios.append(twice / max(once, 1e-9))
        if ratios[-1] <= ALLOWED:
            break
    return min(ratios)


@pytest.mark.parametrize(("name", "pattern"), PATTERNS, ids=[name for name, _ in PATTERNS])
def test_every_expression_is_linear_on_repeats_of_its_own_characters(
    name: str, pattern: "re.Pattern[str]"
) -> None:
    def search(unit: str, times: int) -> int:
        return sum(1 for _ in pattern.finditer(unit * times))

    for unit in sorted(set(pattern.pattern) | {" a", "a ", "1,", "not ", "\n "}):
        assert growth(partial(search, unit), 5_000) <= ALLOWED, unit


@pytest.mark.parametrize("unit", REPETITIONS)
def test_a_text_twice_as_long_takes_about_twice_the_time(unit: str) -> None:
    def work(size: int) -> None:
        text = (unit * (size // len(unit) + 1))[:size]
        if text.strip():
            extract(text, own_voice=True)

    assert growth(work, 5_000) <= ALLOWED


def test_ordinary_news_is_read_fast_enough() -> None:
    text = (
        "The mayor of Leeds, Ann Brown, said on Monday that the bridge would close in May. “It is not safe,” "
        "she told reporters. According to the council, about 3,000 drivers cross it each day, but few.\n\n"
    ) * 150
    extract(text[:400])

    spent = seconds(lambda: extract(text, published="2025-11-05"))

    assert len(text.split()) / spent >= 15_000

"""Small pieces of what is told: lines of one width, lists of numbers, counts, quotations."""

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

__all__ = ["brief", "counted", "in_facts", "quoted", "ranges", "without_repeats", "wrapped"]

_JOINER = "\ue000"  # stands for a space at which a line may not end; `str.split` takes \u00a0 for white space
_KEPT_TOGETHER = 26
_LONGEST_WORD = 1000


def wrapped(text: str, width: int, start: str = "", after: str | None = None) -> list[str]:
    """Return text as lines of a width, the first one begun with `start`, the others with `after`."""
    lines = textwrap.wrap(
        " ".join(_broken(word) for word in text.split()),
        width,
        initial_indent=start,
        subsequent_indent=start if after is None else after,
        break_on_hyphens=False,
    ) or [start.rstrip()]
    return [line.replace(_JOINER, " ") for line in lines]


def _broken(word: str) -> str:
    """Return a word in pieces if it is none: breaking it takes `textwrap` time by its length squared."""
    if len(word) <= _LONGEST_WORD:
        return word
    return " ".join(word[i : i + _LONGEST_WORD] for i in range(0, len(word), _LONGEST_WORD))


def in_facts(facts: Iterable[str]) -> str:
    """Return facts in a row; a short one is not broken at the end of a line."""
    return f"{_JOINER}· ".join(
        _JOINER.join(fact.split()) if len(fact) <= _KEPT_TOGETHER else fact for fact in facts if fact
    )


def quoted(anchors: Sequence[Any]) -> str:
    """Return the words of anchors, a gap shown between them."""
    return " … ".join(" ".join(anchor.exact.split()) for anchor in anchors)


def brief(words: str, most: int) -> str:
    """Return words, cut at a space before they get longer than `most`."""
    if len(words) <= most:
        return words
    cut = words[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:")
    return f"{cut or words[: most - 1]}…"


def ranges(numbers: Iterable[int]) -> str:
    """Return numbers as a person lists them ("2, 5–7")."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def counted(number: int, one: str) -> str:
    """Return a number with what is counted ("1 claim", "2 claims")."""
    return f"{number:,} {one if number == 1 else one + 's'}"


def without_repeats(chain: str) -> str:
    """Return a chain in which nobody passes on to himself ("Ann Lee ← Ann Lee")."""
    steps = chain.split(" ← ")
    return " ← ".join(step for i, step in enumerate(steps) if i == 0 or step != steps[i - 1])

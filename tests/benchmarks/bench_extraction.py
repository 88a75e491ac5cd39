"""What drafting a dossier costs: words a second, and how time grows with length.

Run it as `python tests/benchmarks/bench_extraction.py [file ...]`, with the checkout on the path. The files
are plain texts; without any, a made-up report is read. CPU time, the best of several rounds, with the
garbage collector as Python sets it. Two things are measured:

- words (runs of letters and digits) a second, of the rules alone and of `extract` with its records;
- the ratio of the times for a text and for the same text twice, for the report and for repetitions made
  to be hard.
"""

import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import process_time

from provenance.extraction import RuleExtractor, extract

ROUNDS = 5
REPORT = """The mayor of Leeds, Ann Brown, said on Monday that the bridge would close in May.

“It is not safe,” she told reporters. “We cannot wait.” The council denied that it had known for years.

According to a report seen by the Evening Post, about 3,000 drivers cross it every day. Experts, including
Rob Lee of the Harbour Institute, warn that repairs could cost more than $20 million, but few have complained.

As The Herald reported, the ministry announced an inquiry last week. Its findings could not be verified.

"""
HARD = (
    "he said ",
    "said ",
    '"',
    "“a\n\n",
    "according to ",
    '"I think so," he said. ',
    "John Smith said he would go. ",
)


def best(work: Callable[[], object]) -> float:
    """Return the least CPU time of several rounds."""
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


def main(arguments: list[str]) -> None:
    """Measure and print."""
    texts = [Path(name).read_text("utf-8") for name in arguments] or [REPORT * 40]
    words = sum(len(re.findall(r"\w+", text)) for text in texts)
    extract(REPORT)  # the word lists are made at first use

    rules = best(lambda: [RuleExtractor().attributions(text) for text in texts])
    whole = best(lambda: [extract(text, published="2025-11-05") for text in texts])
    print(
        f"{words:,} words   rules alone {words / rules:,.0f} words/s   extract {words / whole:,.0f} words/s"
    )

    joined = "".join(texts)
    for unit in (joined, *HARD):
        once = (unit * (40_000 // len(unit) + 1))[: max(40_000, len(joined) if unit is joined else 0)]
        short, long = best(partial(extract, once)), best(partial(extract, once + once))
        name = "the texts" if unit is joined else repr(unit)
        print(f"{name:32} {short:7.3f} s, twice as long {long / short:5.2f} x the time")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Reads the articles annotated by hand."""

from pathlib import Path
from typing import Any, NamedTuple

ARTICLES = Path(__file__).with_name("articles.txt")
NEWS = Path(__file__).with_name("articles_news.txt")


class Annotated(NamedTuple):
    """An article and its attributions, each a mapping of roles to spans as `score()` takes them."""

    name: str
    text: str
    attributions: list[dict[str, Any]]


def read_articles(path: Path = ARTICLES, *, wide: bool = False) -> list[Annotated]:
    """Return every article of a file, in order; with what counts in the wide scope only if asked."""
    chunks = path.read_text("utf-8").split("\n=== ")[1:]
    articles = []
    for chunk in chunks:
        head, marks = chunk.split("\n---\n")
        name, text = head.split("\n", 1)
        lines = [line for line in marks.splitlines() if line.strip() and (wide or line[:2] != "+ ")]
        placed = [_placed(text, line.removeprefix("+ ")) for line in lines]
        articles.append(Annotated(name, text, placed))
    return articles


def _placed(text: str, line: str) -> dict[str, Any]:
    """Find the spans of an annotation: where its words stand nearest to each other."""
    source, cue, content = ([p.strip() for p in part.split(" || ")] for part in line.split("~"))
    best: tuple[int, dict[str, Any]] | None = None
    for start in _places(text, content[0]):
        placed = [(start, start + len(content[0]))]
        try:
            for part in content[1:]:
                at = text.index(part, placed[-1][1])
                placed.append((at, at + len(part)))
            verb = [_nearest(text, part, placed) for part in cue if part]
            name = [_nearest(text, part, [*placed, *(v[1:] for v in verb)]) for part in source if part]
        except ValueError:
            continue
        apart = sum(distance for distance, _, _ in (*verb, *name))
        if best is None or apart < best[0]:
            best = apart, {"content": placed, "cue": [v[1:] for v in verb], "source": [n[1:] for n in name]}
    if best is None:
        raise ValueError(f"not in the text: {line!r}")
    return best[1]


def _places(text: str, part: str) -> list[int]:
    """Return where words stand in the text, as whole words."""
    places = []
    at = text.find(part)
    while at >= 0:
        if not (text[at - 1 : at].isalnum() or text[at + len(part) : at + len(part) + 1].isalnum()):
            places.append(at)
        at = text.find(part, at + 1)
    return places


def _nearest(text: str, part: str, near: list[tuple[int, int]]) -> tuple[int, int, int]:
    """Return the place of the words outside the given spans nearest to one of them, after how near."""
    found = [
        (min(min(abs(at - e), abs(s - at - len(part))) for s, e in near), at, at + len(part))
        for at in _places(text, part)
        if not any(s < at + len(part) and at < e for s, e in near)
    ]
    return min(found)

"""Small articles to draw, and a look at the pages that come of them."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from typing import Any

import provenance as pv
from provenance.view import Picture

TextAnchor = pv.TextAnchor
Spot = str | pv.TextAnchor


def passage(
    name: str | None = "Lund",
    source: Sequence[Spot] = (),
    cue: Sequence[Spot] = (),
    content: Sequence[Spot] = (),
    hedges: Sequence[Spot] = (),
    **fields: Any,
) -> dict[str, Any]:
    """Describe a passage by the words of its parts."""
    parts = {"source": source, "cue": cue, "content": content}
    return {"name": name, "parts": parts, "hedges": hedges, "fields": fields}


def story(
    text: str | None, *passages: dict[str, Any], headline: str | None = "Bridge closed", **fields: Any
) -> pv.Dossier:
    """Return a dossier with one article, "art", whose passages are "att-1", "att-2" and so on."""
    paper = pv.Source(name="The Courier", kind="news_outlet", id="src-courier")
    fields = {"published": "2025-11-04", "authors": ["A. Writer"], "url": "https://example.org/a"} | fields
    article = pv.Article(headline=headline, text=text, publisher=paper, id="art", **fields)
    records: list[pv.Record] = [paper, article]
    for row, given in enumerate(passages, 1):
        claim = pv.Claim(text=given["fields"].pop("claim", f"Claim {row}."), id=f"clm-{row}")
        records.append(claim)
        if given["name"] is not None:
            records.append(pv.Source(name=given["name"], kind="person", id=f"src-{row}"))
        records.append(
            pv.Attribution(
                article=article,
                claim=claim,
                source=None if given["name"] is None else f"src-{row}",
                anchors=_anchors(text, given["parts"]),
                hedges=tuple(
                    pv.Hedge(kind="modal", anchors=(spot,)) for spot in _spots(text, given["hedges"])
                ),
                id=f"att-{row}",
                **({"form": "indirect"} | given["fields"]),
            )
        )
    return pv.Dossier(records)


def _anchors(text: str | None, parts: dict[str, Sequence[Spot]]) -> pv.Anchors:
    found = {role: tuple(_spots(text, spots)) for role, spots in parts.items()}
    return pv.Anchors(source=found["source"], cue=found["cue"], content=found["content"])


def _spots(text: str | None, spots: Sequence[Spot]) -> Iterator[pv.TextAnchor]:
    for spot in spots:
        yield TextAnchor.find(text or "", spot) if isinstance(spot, str) else spot


def page(picture: Picture) -> ET.Element:
    """Return the page of a picture as a tree, which proves that it is well nested."""
    assert picture.html is not None
    return ET.fromstring(picture.html)


def of_class(picture: Picture, name: str) -> list[ET.Element]:
    """Return the elements of a class, in order."""
    return [node for node in page(picture).iter() if name in node.get("class", "").split()]


def words(node: ET.Element) -> str:
    """Return the words of the article in an element: without numbers, labels and findings."""
    if node.tag == "sup" or {"pv-h", "pv-lint"} & set(node.get("class", "").split()):
        return ""
    return (node.text or "") + "".join(words(child) + (child.tail or "") for child in node)


def marked(picture: Picture, name: str) -> list[str]:
    """Return the words of the article that are marked in a way, each stretch for itself."""
    return [words(node) for node in of_class(picture, name) if not _is_legend(picture, node)]


def _is_legend(picture: Picture, node: ET.Element) -> bool:
    return any(
        "".join(sample.itertext()) == "".join(node.itertext()) for sample in of_class(picture, "pv-word")
    )


def article_words(picture: Picture) -> str:
    """Return the words of the article's text as they stand in the page, a line for each paragraph."""
    text = next(node for node in page(picture).iter() if "pv-text" in node.get("class", ""))
    return "\n".join(words(node) for node in text.findall("p") if node.get("dir") == "auto")


def notes(picture: Picture) -> list[str]:
    """Return the notes of a picture."""
    return ["".join(node.itertext()) for node in page(picture).iter("li")]


def without_style(picture: Picture) -> str:
    """Return what is read where the style is taken away."""
    return re.sub(r"<style>.*?</style>", "", picture.html or "", flags=re.DOTALL)

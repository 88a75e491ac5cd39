"""Labels that others changed in a document of ours: theirs is taken, and what it contradicts is listed."""

from collections.abc import Iterator

from provenance.errors import shown
from provenance.formats.intake import Intake
from provenance.formats.schemaorg.nodes import Node, with_plain_keys
from provenance.formats.schemaorg.terms import LABEL
from provenance.formats.verdicts import read as read_label

__all__ = ["heed_label"]


def heed_label(plain: Node, node: Node, path: str, intake: Intake) -> None:
    """Give a status the label that somebody else put in place of the one that was written, and its verdict.

    Args:
        plain: the plain form of the status as it was read so far.
        node: the node of ours that it was read from.
        path: where the node stands.
        intake: what a contradiction is reported to.
    """
    rating = node.get("reviewRating")
    rating = with_plain_keys(rating) if isinstance(rating, dict) else {}
    written, label = rating.get(LABEL), rating.get("alternateName")
    if not isinstance(written, str) or label == written or not isinstance(label, str):
        return
    where = f"{path}.reviewRating.alternateName"
    held = plain.get("rating")
    plain["rating"] = {**(held if isinstance(held, dict) else {}), "label": label}
    language = plain["rating"].get("language")
    names = tuple(_names(node))
    reading = read_label(label, checker=names, language=language if isinstance(language, str) else None)
    said = f"{shown(written)} was written, and {shown(label)} stands here now"
    if reading.problem is not None:
        intake.report(where, f"{said}; {reading.problem}, and the verdict stays")
        return
    read = str(reading.verdict) if reading.verdict is not None else None
    if (plain.get("verdict"), plain.get("state")) == (read, str(reading.state)):
        return  # both were changed, and agree
    before = plain.get("verdict")
    intake.report(where, f"{said}; it contradicts the verdict {shown(before)}, and is taken")
    plain.update(verdict=read, state=str(reading.state))
    if read is None:
        del plain["verdict"]


def _names(node: Node) -> Iterator[str]:
    author = node.get("author")
    author = with_plain_keys(author) if isinstance(author, dict) else {}
    for value in (author.get("name"), node.get("creditText"), node.get("url")):
        if isinstance(value, str):
            yield value

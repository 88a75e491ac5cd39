"""The story map: articles, sources and derivations of a dossier, laid out over time."""

from itertools import islice

from provenance.errors import UsageError, shown
from provenance.model import Claim, Dossier
from provenance.view.drawing import Canvas
from provenance.view.drawing.diagrams import dot, mermaid
from provenance.view.picture import Picture
from provenance.view.pictures.story.counts import drawn_in_counts
from provenance.view.pictures.story.facts import story_of
from provenance.view.pictures.story.marks import WIDTH
from provenance.view.pictures.story.single import drawn_singly
from provenance.view.pictures.story.telling import description_of, diagram_of, text_of

__all__ = ["draw_story"]

_MOST = 150
_MOST_WAYS = 240  # more arrows than these are a hairball, however few the articles


def draw_story(dossier: Dossier, *, claim: Claim | str | None = None, singly: int = 120) -> Picture:
    """Draw how a story went: who published when, on whose word, and who took it from whom.

    Each outlet has a lane, the most active first; time runs from left to right, and a long stretch
    without anything is cut short. Sources stand at the left by name, with a letter that the articles
    carry which credit them. A dotted line leads from a source to the article that credits it first; an
    arrow, from an article to one that came from it: whole where that is established, dashed where it
    is only possible. Corrections, retractions and checks have shapes and words of their own.

    An article with several possible dates stands in the middle of them, or behind what it came from,
    on a band as long as they are; one without a date stands apart. Of very many articles or
    derivations counts are drawn, and what passed between outlets is bundled: the wider a way and the
    higher its number, the more articles.

    Args:
        dossier: the dossier.
        claim: only the articles that carry this claim, and the sources they credit for it.
        singly: up to how many articles each has a mark of its own; at most 150.

    Raises:
        UnknownRecordError: if the dossier does not hold the claim.
        UsageError: if it is none, or `singly` is no such number.
    """
    if type(singly) is not int or not 0 <= singly <= _MOST:
        raise UsageError("draw_story", f"singly is a number from 0 to {_MOST}, got {shown(singly)}")
    story = story_of(dossier, claim)
    ways = sum(1 for _ in islice(story.between, _MOST_WAYS + 1))
    is_single = len(story.texts) <= singly and ways <= _MOST_WAYS
    canvas = Canvas(WIDTH)
    height = (drawn_singly if is_single else drawn_in_counts)(canvas, story)
    description = description_of(story)
    boxes, arrows = diagram_of(story, singly=is_single)
    return Picture(
        kind="story map",
        title=story.title,
        description=description,
        svg=canvas.svg(height, title=story.title, description=description),
        text=text_of(story, singly=is_single),
        mermaid=mermaid(boxes, arrows),
        dot=dot(boxes, arrows),
    )

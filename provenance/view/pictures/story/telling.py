"""The story map in words and as a diagram for other programs."""

from collections.abc import Iterable

from provenance.queries.showing import counted, listed, shortened
from provenance.view.drawing.diagrams import Arrow, Box
from provenance.view.pictures.story.counts import Bundles
from provenance.view.pictures.story.facts import Edge, Story, Text

__all__ = ["description_of", "diagram_of", "text_of"]

_MOST_TOLD, _MOST_BOXES_OF_SOURCES, _MOST_WAYS = 12, 30, 400


def description_of(story: Story) -> str:
    """Return what is to be seen, in sentences."""
    if not story.texts:
        return "There is no article on record."
    dated = [text for text in story.texts if text.span is not None]
    told = [f"{counted(len(story.texts), 'article')} of {counted(len(story.outlets), 'outlet')}."]
    if dated:
        told.append(f"The first is of {dated[0].when}, the last of {dated[-1].when}.")
    if len(dated) < len(story.texts):
        told.append(f"{len(story.texts) - len(dated):,} have no date.")
    names = list(story.outlets.values())
    told.append(
        f"Outlets, the most active first: {listed([shortened(n, 60) for n in names], most=_MOST_TOLD)}."
    )
    if story.origins:
        sources = [f"{shortened(o.name, 60)} ({len(o.texts):,})" for o in story.origins]
        told.append(f"Sources they rest on: {listed(sources, most=_MOST_TOLD)}.")
    firm = [edge for edge in story.between if edge.is_firm]
    possible = sum(1 for _ in story.between) - len(firm)
    told.append(f"{counted(len(firm), 'derivation')} established, {possible:,} possible.")
    for words in ("correction", "retraction"):
        many = sum(text.change == words for text in story.texts)
        if many:
            told.append(f"{counted(many, words)}.")
    if story.checks:
        told.append(f"Checks: {listed([check.words for check in story.checks], most=_MOST_TOLD)}.")
    return " ".join(told)


def text_of(story: Story, *, singly: bool) -> str:
    """Return the map as plain text: each article, or outlets in numbers."""
    lines = [story.title]
    lines += _texts(story) if singly else _outlets(story)
    if story.origins:
        lines += ["", "sources they rest on:"]
        lines += [f"  {origin.name}: {counted(len(origin.texts), 'article')}" for origin in story.origins]
    if story.checks:
        lines += ["", "checks:"]
        lines += [f"  {check.words}: {check.what}" for check in story.checks]
    return "\n".join(lines)


def _texts(story: Story) -> Iterable[str]:
    if not story.texts:
        yield "  there is no article"
    came: dict[str, list[Edge]] = {}
    for edge in story.edges:
        came.setdefault(edge.end, []).append(edge)
    sources = {origin.id: origin.name for origin in story.origins}
    for text in story.texts:
        notes = [words for words in (text.change, text.fate and f"{text.fate} later") if words]
        note = f" ({', '.join(notes)})" if notes else ""
        yield f"  {text.when}  {story.outlet(text)}: {text.headline}{note}"
        credited = [sources[origin] for origin in text.origins if origin in sources]
        if credited:
            yield f"      credits {listed(credited, most=20)}"
        for edge in came.get(text.id, ()):
            if edge.start in story.by_id:
                start = story.by_id[edge.start]
                how = listed(list(edge.kinds)) + ("" if edge.is_firm else ", possibly")
                yield f"      ← {story.outlet(start)}: {shortened(start.headline, 80)} ({how})"


def _outlets(story: Story) -> Iterable[str]:
    bundles = Bundles(story)
    for lane, texts in bundles.texts().items():
        dated = [text for text in texts if text.span is not None]
        when = f", {dated[0].when} to {dated[-1].when}" if dated else ""
        yield f"  {bundles.names[lane]}: {counted(len(texts), 'article')}{when}"
    if bundles.between or bundles.within:
        yield ""
        yield "who takes from whom:"
    for bundle in bundles.between:
        possible = f", {bundle.possible:,} possible only" if bundle.possible else ""
        yield f"  {bundles.names[bundle.start]} → {bundles.names[bundle.end]}: {bundle.many:,}{possible}"
    for lane, many in bundles.within.items():
        yield f"  {bundles.names[lane]} → itself: {many:,}"


def diagram_of(story: Story, *, singly: bool) -> tuple[list[Box], list[Arrow]]:
    """Return the map as boxes and arrows: of articles, or of outlets with numbers on the arrows."""
    return _single_diagram(story) if singly else _counted_diagram(story)


def _single_diagram(story: Story) -> tuple[list[Box], list[Arrow]]:
    sources = story.origins[:_MOST_BOXES_OF_SOURCES]
    boxes = [Box(shortened(origin.name, 100), "round") for origin in sources]
    boxes += [
        Box(_box(story, text), "mark" if text.change in ("correction", "retraction") else "box")
        for text in story.texts
    ]
    ids = [*(origin.id for origin in sources), *(text.id for text in story.texts)]
    places = {id: place for place, id in enumerate(ids)}
    known = {(edge.start, edge.end) for edge in story.edges}
    arrows = [
        Arrow(places[origin.id], places[text], "credited")
        for origin in sources
        for text in origin.texts
        if (origin.id, text) not in known
    ][:_MOST_WAYS]
    for edge in story.edges:
        if edge.start in places and edge.end in places:
            arrows.append(Arrow(places[edge.start], places[edge.end], listed(list(edge.kinds)), edge.is_firm))
    return boxes, arrows


def _box(story: Story, text: Text) -> str:
    note = (
        f"\n({text.change or ''}{f'{text.fate} later' if text.fate else ''})"
        if text.change or text.fate
        else ""
    )
    return f"{shortened(story.outlet(text), 60)}\n{shortened(text.headline, 100)}\n{text.when}{note}"


def _counted_diagram(story: Story) -> tuple[list[Box], list[Arrow]]:
    bundles = Bundles(story)
    texts = bundles.texts()
    boxes = [Box(f"{name}\n{counted(len(texts[lane]), 'article')}") for lane, name in bundles.names.items()]
    places = {lane: place for place, lane in enumerate(bundles.names)}
    arrows = [
        Arrow(places[b.start], places[b.end], f"{b.many:,}", b.possible < b.many)
        for b in bundles.between[:_MOST_WAYS]
    ]
    arrows += [Arrow(places[lane], places[lane], f"{many:,}") for lane, many in bundles.within.items()]
    return boxes, arrows

"""From selectors to anchors: where in a text an annotation points, as far as that can be known.

Positions count Unicode code points, as the standard wants; those that count UTF-16 units instead (as many
programs in browsers do) are told by the quotation beside them, and converted where the text is there.
"""

from typing import Any

from attrs import evolve, frozen

from provenance.errors import AnchorNotFoundError, InvalidValueError
from provenance.model import TextAnchor

__all__ = ["Span", "anchor_of", "span_of", "types_of"]

_DEEPEST = 20
"""How many times a selector may be refined before nobody can have meant it."""


@frozen(kw_only=True)
class Span:
    """What selectors say of a place: a position, a quotation, or both."""

    start: int | None = None
    end: int | None = None
    exact: str | None = None
    prefix: str = ""
    suffix: str = ""
    whole: bool = True
    """Whether everything the selectors say is in it."""


def types_of(node: dict[str, Any]) -> list[str]:
    """Return the types of a node, without the prefix of the standard's own."""
    given = node.get("type", node.get("@type"))
    return [
        x.removeprefix("oa:") for x in (given if isinstance(given, list) else [given]) if isinstance(x, str)
    ]


def span_of(selectors: Any, depth: int = 0) -> Span:
    """Return what selectors of one target say together."""
    found = Span()
    for selector in selectors if isinstance(selectors, list) else [selectors]:
        one = _one(selector, depth) if isinstance(selector, dict) else Span(whole=False)
        if found.start is None and one.start is not None:
            found = evolve(found, start=one.start, end=one.end)
        if found.exact is None and one.exact is not None:
            found = evolve(found, exact=one.exact, prefix=one.prefix, suffix=one.suffix)
        found = evolve(found, whole=found.whole and one.whole)
    return found


def _one(selector: dict[str, Any], depth: int) -> Span:
    kinds = types_of(selector)
    if "TextPositionSelector" in kinds:
        span = _position(selector)
    elif "TextQuoteSelector" in kinds:
        span = _quotation(selector)
    else:
        span = Span(whole=False)
    refinement = selector.get("refinedBy")
    if refinement is None:
        return span
    if depth >= _DEEPEST:
        return evolve(span, whole=False)
    return _refined(span, span_of(refinement, depth + 1))


def _position(selector: dict[str, Any]) -> Span:
    start, end = selector.get("start"), selector.get("end")
    if type(start) is int and type(end) is int and 0 <= start <= end:
        return Span(start=start, end=end, whole=not selector.keys() - {"type", "start", "end", "refinedBy"})
    return Span(whole=False)


def _quotation(selector: dict[str, Any]) -> Span:
    exact = selector.get("exact")
    around = [selector.get(key, "") for key in ("prefix", "suffix")]
    if not isinstance(exact, str):
        return Span(whole=False)
    known = {"type", "exact", "prefix", "suffix", "refinedBy"}
    whole = all(isinstance(x, str) for x in around) and not selector.keys() - known
    prefix, suffix = (x if isinstance(x, str) else "" for x in around)
    return Span(exact=exact, prefix=prefix, suffix=suffix, whole=whole)


def _refined(outer: Span, inner: Span) -> Span:
    """Return a part of a place. A position in a part is none in the text, unless the part has one."""
    if inner.start is None and inner.exact is None:
        return evolve(outer, whole=False)
    exact, start, end = inner.exact, None, None
    if inner.start is not None and inner.end is not None:
        if outer.start is not None:
            start, end = outer.start + inner.start, outer.start + inner.end
        if exact is None and outer.exact is not None and inner.end <= len(outer.exact):
            exact = outer.exact[inner.start : inner.end]
            before, after = outer.exact[: inner.start], outer.exact[inner.end :]
            return Span(
                start=start,
                end=end,
                exact=exact,
                prefix=outer.prefix + before,
                suffix=after + outer.suffix,
                whole=False,
            )
    return Span(start=start, end=end, exact=exact, prefix=inner.prefix, suffix=inner.suffix, whole=False)


def anchor_of(span: Span, text: str | None) -> tuple[TextAnchor | None, str]:
    """Return the anchor that a place stands for, and what is to be said about it.

    Args:
        span: the place.
        text: the text that it is in; `None` if nobody has it.
    """
    if text is not None:
        return _in_text(span, text)
    if span.exact is None:
        return None, "it has a position but no quotation, and the text is not in the document"
    if span.start is None or span.end is None:
        return None, "it has a quotation but no position, and the text is not in the document"
    if span.end - span.start == len(span.exact):
        return _as_said(span), ""
    if span.end - span.start == _utf16_length(span.exact):
        return (
            None,
            "its position counts UTF-16 units, not characters; only with the text can it be converted",
        )
    return None, _length(span)


def _in_text(span: Span, text: str) -> tuple[TextAnchor | None, str]:
    if span.start is not None and span.end is not None:
        if span.exact is None:
            if span.end <= len(text):
                return TextAnchor.of(text, span.start, span.end), ""
            return None, f"its position ends at {span.end}, and the text has {len(text)} characters"
        if text[span.start : span.end] == span.exact:
            return _as_said(span), ""
        converted = _from_utf16(span, text)
        if converted is not None:
            return converted, "its position counts UTF-16 units, not characters: it was converted"
    if not span.exact:
        return None, "it has no words to find"
    try:
        place = TextAnchor(
            start=span.start or 0,
            end=(span.start or 0) + len(span.exact),
            exact=span.exact,
            prefix=span.prefix,
            suffix=span.suffix,
        ).locate(text, fuzzy=False)
    except AnchorNotFoundError as error:
        return None, str(error)
    anchor = TextAnchor.of(text, place.start, place.end)
    moved = span.start is not None
    return anchor, f"its words do not stand at {span.start} but at {place.start}" if moved else ""


def _from_utf16(span: Span, text: str) -> TextAnchor | None:
    try:
        anchor = TextAnchor.from_utf16(text, span.start or 0, span.end or 0)
    except InvalidValueError:
        return None
    return anchor if anchor.exact == span.exact else None


def _as_said(span: Span) -> TextAnchor | None:
    return TextAnchor(
        start=span.start or 0,
        end=span.end or 0,
        exact=span.exact or "",
        prefix=span.prefix,
        suffix=span.suffix,
    )


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _length(span: Span) -> str:
    wide = (span.end or 0) - (span.start or 0)
    return f"its quotation has {len(span.exact or '')} characters, its position {wide}"

"""Tags of MISP's taxonomies, and what they mean here.

MISP numbers F and 6 as 50. They say that nobody can judge, so no number is made of them.
"""

import re
from typing import Any

from provenance.errors import InvalidValueError
from provenance.model import Likelihood, scales

__all__ = ["OF_SOURCES", "meaning", "tag_of_grade", "tag_of_likelihood", "tags"]

_RELIABILITY = 'admiralty-scale:source-reliability="{}"'
_CREDIBILITY = 'admiralty-scale:information-credibility="{}"'
_LIKELIHOOD = 'estimative-language:likelihood-probability="{}"'
_CONFIDENCE = 'estimative-language:confidence-in-analytic-judgment="{}"'
_FRENCH = 'vocabulaire-des-probabilites-estimatives:degré-de-probabilité="{}"'

_PATTERNS = {
    "misp-admiralty-reliability": _RELIABILITY,
    "misp-admiralty-credibility": _CREDIBILITY,
    "misp-estimative-language": _LIKELIHOOD,
    "analytic-confidence": _CONFIDENCE,
    "probabilites-estimatives": _FRENCH,
}
"""Of each scale that is a predicate of MISP's, the tag."""

_TARGETS = {
    "reliability": "misp-admiralty-reliability",
    "credibility": "misp-admiralty-credibility",
    "likelihood": "misp-estimative-language",
    "analytic confidence": "analytic-confidence",
}
_GRADES = ("misp-admiralty-reliability", "misp-admiralty-credibility")
_PLAIN_SCALES = {
    "misp-admiralty-reliability": "admiralty-reliability",
    "misp-admiralty-credibility": "admiralty-credibility",
}

OF_SOURCES = {
    "news_outlet": 'osint:source-type="news-report"',
    "news_agency": 'osint:source-type="news-report"',
    "dataset": 'osint:source-type="accessible-evidence"',
    "software": 'osint:source-type="automatic-analysis"',
    "unknown": 'osint:source-type="unknown"',
}
"""The tags of our kinds of sources, where MISP has one that means it."""

_NAME = re.compile(r'([^:"=]+):([^:"=]+)="([^"]*)"')


def _value(scale: str, term: str) -> str:
    return term.lower() if scale in _GRADES else term.replace(" ", "-")


def tags() -> set[str]:
    """Return every tag that may be written."""
    found = set(OF_SOURCES.values())
    for scale, pattern in _PATTERNS.items():
        found |= {pattern.format(_value(scale, step.term)) for step in scales.get(scale)}
    return found


def tag_of_grade(scale: str, value: str) -> str | None:
    """Return the tag of a grade; `None` if MISP has none."""
    if scale not in ("admiralty-reliability", "admiralty-credibility", *_GRADES):
        return None
    target = scale if scale in _GRADES else f"misp-{scale}"
    step = scales.get(target).find_term(value)
    return None if step is None else _PATTERNS[target].format(_value(target, step.term))


def tag_of_likelihood(likelihood: Likelihood) -> tuple[str, float | None] | None:
    """Return the tag of a likelihood and MISP's number for it; `None` if MISP has neither.

    The number is `None` where nobody can judge.
    """
    try:
        own = scales.get(likelihood.scale)
        target = own.name if own.name in _PATTERNS else _TARGETS.get(own.measures or "")
        if target is None or own.measures == "reliability":
            return None
        there = likelihood.on(target).likelihood
        return _PATTERNS[target].format(_value(target, there.step.term)), there.number
    except InvalidValueError:
        return None


def meaning(name: Any) -> tuple[str, str, str] | None:
    """Return what a tag means: "grade" or "likelihood", its scale and its term; `None` if neither.

    Examples:
        >>> meaning('admiralty-scale:source-reliability="b"')
        ('grade', 'admiralty-reliability', 'B')
        >>> meaning('estimative-language:likelihood-probability="very-likely"')
        ('likelihood', 'misp-estimative-language', 'very likely')
    """
    found = _NAME.fullmatch(name.strip()) if isinstance(name, str) else None
    if found is None:
        return None
    for scale, pattern in _PATTERNS.items():
        if not pattern.startswith(f"{found[1]}:{found[2]}="):
            continue
        for step in scales.get(scale):
            if _value(scale, step.term).casefold() == found[3].casefold():
                if scale not in _GRADES:
                    return "likelihood", scale, step.term
                usual = _PLAIN_SCALES[scale]
                known = scales.get(usual).find_term(step.term)
                return "grade", usual if known is not None else scale, step.term
    return None

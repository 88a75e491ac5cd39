"""Text in, draft attributions out; each draft keeps the span it was read from.

- `extract()` drafts a dossier from an article;
- `RuleExtractor` is the built-in engine, `Extractor` the protocol that any other one follows,
  `DraftAttribution` and `Span` what an engine returns;
- `ground()` holds what a foreign engine returns to the text;
- `score()` measures any engine against attributions marked by hand.
"""

from provenance.extraction.drafts import DraftAttribution, Extractor, Span
from provenance.extraction.grounding import Grounded, Refusal, ground
from provenance.extraction.reading import extract
from provenance.extraction.rules.engine import RuleExtractor
from provenance.extraction.scoring import Measure, Score, score

__all__ = [
    "DraftAttribution",
    "Extractor",
    "Grounded",
    "Measure",
    "Refusal",
    "RuleExtractor",
    "Score",
    "Span",
    "extract",
    "ground",
    "score",
]

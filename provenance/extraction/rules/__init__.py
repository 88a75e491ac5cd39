"""The built-in engine: rules on words, no parser, no model.

- `engine`: the extractor itself; `findings`: what the rules find in one sentence, in nodes;
- `tagging`, `phrases`, `subjects`: as much grammar as is needed;
- `cue_reading`, `complements`, `preceding`, `subjectless`, `clauses`: verbs of saying, step by step;
- `according`, `nouns`, `headings`, `attitudes`, `silence`: cues that are no such verbs;
- `scope`: how far a cue reaches; `carrying`: speech over several sentences.
"""

from provenance.extraction.rules.engine import RuleExtractor

__all__ = ["RuleExtractor"]

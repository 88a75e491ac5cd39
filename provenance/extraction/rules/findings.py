"""What the rules find in one sentence, in nodes; offsets come at the end."""

from attrs import define, field

from provenance.extraction.lexicon.cues import CueVerb
from provenance.extraction.sentences import Sentence

__all__ = ["Finding"]

Range = tuple[int, int]


@define(eq=False)
class Finding:
    """A cue with what belongs to it: ranges of nodes, end exclusive."""

    sentence: Sentence
    cue: list[int]
    """Nodes of the cue, in order."""

    verb: CueVerb | None
    source: list[Range] = field(factory=list)
    content: list[Range] = field(factory=list)
    left: int = 0
    """Where everything that belongs to the cue's own clause begins."""

    kind: str = "verb"
    """verb, according, noun, adverb, colon, headline or carried."""

    open_end: bool = False
    """The content runs on to the right; where it ends is settled when the whole sentence is read."""

    whole_left: bool = False
    """The content stands before the cue."""

    negated: bool = False
    relative: bool = False
    """The cue stands in a relative clause ("who said …, left"), which ends before the main verb."""

    gapped: bool = False
    """The content has its subject before the cue ("a plan that critics say would fail")."""

    passive: bool = False
    inherits: bool = False
    """No subject of its own: the source is that of the clause it belongs to."""

    narrated: bool = False
    """The content is a phrase that stands for what was said ("announced the closure")."""

    no_comment: bool = False
    carried_from: "Finding | None" = None
    """The finding whose speaker goes on speaking."""

    relay: "Finding | None" = None
    """The finding that passes this one on ("Bloomberg reported, citing officials")."""

    next_paragraph: bool = False
    """The content is the paragraph that follows ("The Church denied this:")."""

    extra_sentences: list[Sentence] = field(factory=list)
    """Sentences of nothing but quotation that go on with the content."""

    alternative_end: int | None = None
    """Another place where the content may end."""

    adjuncts: list[Range] = field(factory=list)
    """Time, venue and listener of the speech event."""

    confidence: float = 0.9

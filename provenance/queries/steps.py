"""The steps of a walk, what they are called, and what is noted where one is missing."""

from typing import NamedTuple

from provenance.model import Derivation

__all__ = [
    "COMES_FROM", "CREDITS", "DERIVES", "ENCLOSES", "FALLEN", "GAP", "OPEN", "OWN_VOICE", "SPEAKS_FOR",
    "TO_PASSAGES", "TO_VOICES", "Edge", "Gap", "Hop", "Lead",
]  # fmt: skip

ENCLOSES = "encloses"
"""A passage relays another one of its article."""
DERIVES = "derives"
"""A passage or source was established to come from a passage."""
COMES_FROM = "comes_from"
"""A passage or source was established to come from a source."""
CREDITS = "credits"
"""A passage credits a source, and nothing shows that it came another way."""
OWN_VOICE = "own_voice"
"""A passage credits nobody: its article is where the claim is first found."""
GAP = "gap"
"""Something stands between that nobody has seen, but the source is named."""
OPEN = "open"
"""The claim came from something that nobody has seen, and its source is not named."""
SPEAKS_FOR = "speaks_for"
"""A source speaks for another."""
FALLEN = "fallen"
"""What it rested on no longer stands: the way ends, and supports nothing."""


TO_PASSAGES = frozenset({ENCLOSES, DERIVES})
"""The edges whose target is a passage."""
TO_VOICES = frozenset({CREDITS, COMES_FROM, GAP, SPEAKS_FOR})
"""The edges whose target is the key of a voice."""


class Edge(NamedTuple):
    """One step of a walk, from a passage or source to what it rests on."""

    how: str
    """One of the words above."""

    target: str
    """A passage's id; else the key of a voice, an article's id, or the id of what nobody has seen."""

    derivation: Derivation | None = None
    """The derivation that says so, if one does."""

    unseen: str | None = None
    """For a gap, the id of what nobody has seen."""


class Hop(NamedTuple):
    """One step of a trace: a record rests on another."""

    record: str
    """The passage or source."""

    how: str
    """encloses (it relays it), derives and comes_from (taken from a passage, a source), credits,
    own_voice (its article, which credits nobody), speaks_for, gap (something that is not on record
    stands between), open (the same, and no source is named), fallen (what no longer stands)."""

    rests_on: str
    """The passage, source, article or unseen text."""

    by: str | None = None
    """The derivation that says so, if one does."""

    unseen: str | None = None
    """For a gap, the id of what is not on record."""

    def __str__(self) -> str:
        return f"{self.record} {self.how.replace('_', ' ')} {self.rests_on}"


class Gap(NamedTuple):
    """A hop that is missing: something between two records that is not on record."""

    record: str
    """The passage or source at which the walk meets it."""

    unseen: str
    """The id of what is not on record: an article without a passage of the claim, or no record at all."""

    by: str | None
    """The derivation that leads there; `None` for a relay, or somebody spoken for, not in the dossier."""

    origin: str | None
    """The source that is named, if any; else the unseen text itself is an open origin. For a relay that
    is missing, the source that the passage credits."""

    def __str__(self) -> str:
        return f"{self.record}: {self.unseen} is not on record"


class Lead(NamedTuple):
    """A derivation between articles that does not cover a passage: a lead, not a link."""

    derivation: str
    """Its id."""

    article: str
    """The article that took something."""

    taken_from: str
    """What it was taken from."""

    passages: tuple[str, ...]
    """The passages it may or may not cover."""

    def __str__(self) -> str:
        return f"{self.article} took something from {self.taken_from} ({self.derivation})"

"""The kinds of drift, and one change between two tellings of a claim."""

from enum import StrEnum
from typing import NamedTuple

__all__ = ["FIELDS", "WORDS", "Change", "DriftKind"]

FIELDS = "fields"
"""The records' fields differ."""
WORDS = "words"
"""The words differ that the anchors of both passages mark."""


class DriftKind(StrEnum):
    """What changed on the way. None of them says that anybody did wrong."""

    BEGAN_HERE = "began_here"
    """What it was taken from does not say the same: a denial became an assertion, two names became one."""
    ORIGINATOR_LOST = "originator_lost"
    """Whoever said it is no longer credited: nobody is, or only a relay or somebody without a name."""
    ORIGINATOR_CHANGED = "originator_changed"
    """Somebody else is credited."""
    ATTRIBUTION_BECAME_OWN_VOICE = "attribution_became_own_voice"
    """It was put in a mouth, and the outlet now says it itself."""
    ANONYMITY_INCREASED = "anonymity_increased"
    """The passage says less of who the source is."""
    FORM_CHANGED = "form_changed"
    """A paraphrase became a quotation, or part of one became the whole."""
    QUOTATION_WORDING_CHANGED = "quotation_wording_changed"
    """What stands in quotation marks is not what stood there. Quoting less of it is no change."""
    HEDGE_DROPPED = "hedge_dropped"
    """A word that weakened it is gone."""
    HEDGE_ADDED = "hedge_added"
    """A word weakens it that was not there."""
    COMMITMENT_STRENGTHENED = "commitment_strengthened"
    """The source is said to be surer than it was."""
    COMMITMENT_WEAKENED = "commitment_weakened"
    """The source is said to be less sure than it was."""
    QUANTITY_CHANGED = "quantity_changed"
    """The number is another one."""
    BOUND_CHANGED = "bound_changed"
    """What is said about how exact the number is: about, over, under, exactly, nothing."""
    TIME_CHANGED = "time_changed"
    """The time it speaks of, or the time at which it was said."""
    PLACE_CHANGED = "place_changed"
    """The place it speaks of."""
    NAME_CHANGED = "name_changed"
    """Somebody or something has another name, or another spelling of it."""
    SCOPE_CHANGED = "scope_changed"
    """It says it of fewer or of more: a narrower or wider claim, another thing counted, all for most."""
    TRANSLATED_TERM = "translated_term"
    """A term came out of a translation as another one."""
    CAVEAT_DROPPED = "caveat_dropped"
    """A caveat that stood with it is not there any more."""

    @property
    def in_words(self) -> str:
        """The kind as it is written in a sentence."""
        return _IN_WORDS.get(self, self.value.replace("_", " "))


_IN_WORDS = {DriftKind.BEGAN_HERE: "the claim began here"}


class Change(NamedTuple):
    """One difference between two tellings of a claim."""

    kind: DriftKind
    before: str
    after: str
    compared: str = FIELDS
    because: tuple[str, ...] = ()
    """Other records that it rests on: a relation, a caveat."""

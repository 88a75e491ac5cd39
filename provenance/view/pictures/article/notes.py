"""The notes: for each passage who is credited with what, and what stands behind it."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from provenance.model import Attribution, Commitment, Form, TextAnchor
from provenance.queries.showing import shortened
from provenance.queries.view import View
from provenance.view.passages import SHOWN_COMMITMENTS
from provenance.view.pictures.article.backing import Backing
from provenance.view.pictures.article.naming import name_of
from provenance.view.pictures.article.places import NO_HEADLINE, NO_TEXT, Place

__all__ = ["Fact", "Note", "note_of"]

_LONGEST_CLAIM, _LONGEST_QUOTE = 220, 90
_MOST_MISSING, _MOST_PIECES = 4, 8


@frozen
class Fact:
    """One thing a note says: a word of ours, and words of the records."""

    label: str
    words: tuple[str, ...] = ()
    joint: str = ", "
    note: int | None = None
    """The note that it points to."""

    def __str__(self) -> str:
        said = f"{self.label}: {self.joint.join(self.words)}" if self.words else self.label
        return said if self.note is None else f"{said} (note {self.note})"


@frozen
class Note:
    """What is said of a passage."""

    number: int
    is_own: bool
    """Whether it is in the outlet's own voice."""

    facts: tuple[Fact, ...]
    brief: str
    """What stands behind it, on one line."""


def note_of(
    number: int,
    passage: Attribution,
    view: View,
    backing: Backing,
    numbers: Mapping[str, int],
    pieces: Sequence[tuple[str, Place]],
    codes: Sequence[str],
) -> Note:
    """Return the note of a passage.

    Args:
        number: its number.
        passage: the passage.
        view: where records are looked up.
        backing: what stands behind it.
        numbers: the numbers of all passages that are shown, by id.
        pieces: its words as they were quoted, and where they were found.
        codes: of the lint findings about it.
    """
    is_own = passage.form is Form.OWN_VOICE
    facts = [
        *_credit(passage, view, is_own),
        *_claim(passage, view, all(place.missing is not None for _, place in pieces)),
        *_manner(passage, numbers, view),
        *_behind(backing),
        *_places(pieces, view.articles[passage.article].text is not None),
    ]
    if codes:
        facts.append(Fact("lint", tuple(dict.fromkeys(codes))))
    return Note(number, is_own, tuple(facts), _brief(passage, view, backing))


def _brief(passage: Attribution, view: View, backing: Backing) -> str:
    behind = backing.brief()
    if passage.form is Form.OWN_VOICE:
        return behind
    who = _who(passage, view)
    return behind if behind.startswith(who) else " · ".join(filter(None, (who, behind)))


def _who(passage: Attribution, view: View) -> str:
    return "nobody is credited" if passage.source is None else name_of(view, passage.source)


def _credit(passage: Attribution, view: View, is_own: bool) -> Iterator[Fact]:
    if is_own:
        yield Fact("own voice")
        return
    who = _who(passage, view)
    words = shortened(passage.credited_as or "", _LONGEST_QUOTE) or _quoted(
        passage.anchors.source, _LONGEST_QUOTE
    )
    is_said = bool(words) and words.strip("“”").casefold() not in who.casefold()
    yield Fact("source", (f"{who} (here “{words}”)" if is_said else who,))
    if passage.anchors.cue:
        yield Fact("cue", (_quoted(passage.anchors.cue, _LONGEST_QUOTE),))


def _claim(passage: Attribution, view: View, is_nowhere: bool) -> Iterator[Fact]:
    claim = view.claims.get(passage.claim)
    text = claim.text if claim is not None else f"({passage.claim} is not on record)"
    yield Fact("claim", (shortened(text, _LONGEST_CLAIM),))
    if is_nowhere and passage.anchors.content:
        yield Fact("quoted words", (f"“{_quoted(passage.anchors.content, _LONGEST_CLAIM)}”",))


def _manner(passage: Attribution, numbers: Mapping[str, int], view: View) -> Iterator[Fact]:
    """Yield how it is said, and within which other passage."""
    if passage.via is not None:
        outer = numbers.get(passage.via)
        relay = view.attributions.get(passage.via)
        who = () if relay is None or relay.source is None else (name_of(view, relay.source),)
        yield Fact("relayed within", who or ("a passage that is not on record",), note=outer)
    how = [str(word).replace("_", " ") for word in (passage.form, passage.act) if word not in _UNREMARKABLE]
    if passage.commitment in SHOWN_COMMITMENTS:
        how.append(SHOWN_COMMITMENTS[Commitment(passage.commitment)])
    if how:
        yield Fact("how", tuple(shortened(word, 40) for word in how))
    hedges = [
        f"“{_quoted(hedge.anchors, 60)}” ({shortened(str(hedge.kind), 40)})" for hedge in passage.hedges[:6]
    ]
    if hedges:
        yield Fact("hedged", tuple(hedges))
    if passage.alternatives:
        yield Fact("one of several readings")


def _quoted(anchors: Sequence[TextAnchor], most: int) -> str:
    """Return the words of anchors, a gap shown between them."""
    return shortened(" … ".join(shortened(anchor.exact, most) for anchor in anchors[:_MOST_PIECES]), most)


_UNREMARKABLE = (None, Form.OWN_VOICE, "assertion", "unspecified")


def _behind(backing: Backing) -> Iterator[Fact]:
    if not backing.is_followed:
        yield Fact("chain", ("not followed here, there are too many steps in all",))
    for chain in backing.chains:
        yield Fact("chain", ("this article", *chain), " ← ")
    if backing.more_chains:
        yield Fact("and", (backing.more_chains,))
    if backing.rests_on:
        yield Fact("rests on", backing.rests_on)
    if backing.count:
        yield Fact("count", (backing.count,))


def _places(pieces: Sequence[tuple[str, Place]], has_text: bool) -> Iterator[Fact]:
    """Yield which words were not found in the text, and which were found only in other words."""
    if has_text and not pieces:
        yield Fact("no place in the text is recorded")
    gone = [
        (words, place.missing) for words, place in pieces if place.missing not in (None, NO_TEXT, NO_HEADLINE)
    ]
    for words, reason in gone[:_MOST_MISSING]:
        yield Fact("not found in this text", (f"“{shortened(words, _LONGEST_QUOTE)}” ({reason})",))
    if len(gone) > _MOST_MISSING:
        yield Fact("not found in this text", (f"{len(gone) - _MOST_MISSING:,} more pieces",))
    alike = [words for words, place in pieces if place.missing is None and place.is_alike]
    for words in alike[:_MOST_MISSING]:
        yield Fact("marked where the text is like", (f"“{shortened(words, _LONGEST_QUOTE)}”",))
